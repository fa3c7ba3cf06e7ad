//! What a playbook of given sources looks like: every test writes a small playbook, builds it in memory, and looks at its pages.

mod addresses;
mod citations;
mod coverage;
mod directives;
mod interviews;
mod invariants;
mod links;
mod markdown;
mod money;
mod own_kinds;
mod page;
mod pay;
mod raw_html;
mod rebuild;
mod records;
mod roles;
mod rules;
mod sections;
mod support;
mod terms;
mod themes;
