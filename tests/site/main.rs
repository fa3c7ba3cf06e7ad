//! What a playbook of given sources looks like: every test writes a small playbook, builds it in memory, and looks at its pages.

mod addresses;
mod citations;
mod coverage;
mod directives;
mod history;
mod images;
mod interviews;
mod invariants;
mod languages;
mod links;
mod markdown;
mod money;
mod own_kinds;
mod page;
mod pay;
mod pictures;
mod places;
mod raw_html;
mod rebuild;
mod records;
mod roles;
mod sections;
mod support;
mod terms;
mod themes;
mod variants;
