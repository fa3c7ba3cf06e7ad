//! The functions and filters that templates may use. Everything about other pages and records comes through them.

mod asked;
mod coverage;
mod grouping;
mod numbers;
mod pages;
mod records;
mod references;
mod settings;
mod sources;

use std::rc::Rc;

use tera::{Error, Tera, TeraResult};

use super::{Job, letters::by_letter, scales::scales, timeline::timeline};

macro_rules! register {
    (functions: $($function:literal => $does:expr,)* filters: $($filter:literal => $makes:expr,)*) => {
        /// The names of all functions.
        pub const FUNCTIONS: &[&str] = &[$($function),*];

        /// The names of all filters.
        pub const FILTERS: &[&str] = &[$($filter),*];

        /// Registers all functions and filters.
        pub fn set_up(tera: &mut Tera) {
            tera.autoescape_on(vec![".html"]);
            $(tera.register_function($function, $does);)*
            $(tera.register_filter($filter, $makes);)*
        }
    };
}

register! {
    functions:
    "config" => settings::config,
    "word" => settings::word,
    "var" => settings::variable,
    "asset" => settings::asset,
    "link" => pages::link,
    "navigation" => pages::navigation,
    "children" => pages::children,
    "listing" => pages::listing,
    "trail" => pages::trail,
    "neighbours" => pages::neighbours,
    "backlinks" => pages::backlinks,
    "sections" => records::sections,
    "fields" => records::fields,
    "groups" => records::groups,
    "overdue" => records::overdue,
    "show" => records::show,
    "records" => records::records,
    "listed" => records::listed,
    "record" => records::record,
    "page_record" => references::page_record,
    "target" => references::target,
    "coverage" => coverage::coverage,
    "heading_level" => records::heading_level,
    "edit_url" => pages::edit_url,
    "last_change" => pages::last_change,
    "role_href" => pages::role_href,
    "roles" => pages::roles,
    "languages" => pages::languages,
    "alternates" => pages::alternates,
    "tags" => pages::tags,
    "tagged" => pages::tagged,
    "data" => settings::data,
    "cite" => sources::cite,
    "cited" => sources::cited,
    "cited_by" => sources::cited_by,
    "money_range" => numbers::money_range,
    "today" => settings::today,
    filters:
    "by_letter" => by_letter,
    "date" => numbers::date,
    "percent" => numbers::percent,
    "grouped" => grouping::grouped,
    "runs" => grouping::runs,
    "completed" => grouping::completed,
    "indexed" => references::indexed,
    "headings" => records::headings,
    "minutes_asked" => asked::minutes_asked,
    "scales" => scales,
    "timeline" => timeline,
}

fn job() -> TeraResult<Rc<Job>> {
    Job::current().ok_or_else(|| Error::message("this function works only while a page is rendered"))
}
