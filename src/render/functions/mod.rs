//! The functions and filters that templates may use. Everything about other pages and records comes through them.

mod coverage;
mod numbers;
mod pages;
mod records;
mod references;
mod settings;
mod sources;

use std::rc::Rc;

use tera::{Error, Tera, TeraResult};

use super::{Job, letters::by_letter, scales::scales, timeline::timeline};

/// Registers all functions and filters.
pub fn set_up(tera: &mut Tera) {
    tera.autoescape_on(vec![".html"]);
    tera.register_function("config", settings::config);
    tera.register_function("word", settings::word);
    tera.register_function("var", settings::variable);
    tera.register_function("asset", settings::asset);
    tera.register_function("link", pages::link);
    tera.register_function("navigation", pages::navigation);
    tera.register_function("children", pages::children);
    tera.register_function("listing", pages::listing);
    tera.register_function("trail", pages::trail);
    tera.register_function("neighbours", pages::neighbours);
    tera.register_function("backlinks", pages::backlinks);
    tera.register_function("sections", records::sections);
    tera.register_function("fields", records::fields);
    tera.register_function("groups", records::groups);
    tera.register_function("overdue", records::overdue);
    tera.register_function("show", records::show);
    tera.register_function("records", records::records);
    tera.register_function("record", records::record);
    tera.register_function("page_record", references::page_record);
    tera.register_function("target", references::target);
    tera.register_function("coverage", coverage::coverage);
    tera.register_function("heading_level", records::heading_level);
    tera.register_function("role_href", pages::role_href);
    tera.register_function("roles", pages::roles);
    tera.register_function("languages", pages::languages);
    tera.register_function("alternates", pages::alternates);
    tera.register_function("tags", pages::tags);
    tera.register_function("tagged", pages::tagged);
    tera.register_function("data", settings::data);
    tera.register_function("cite", sources::cite);
    tera.register_function("cited", sources::cited);
    tera.register_function("cited_by", sources::cited_by);
    tera.register_function("money_range", numbers::money_range);
    tera.register_function("today", settings::today);
    tera.register_filter("by_letter", by_letter);
    tera.register_filter("date", numbers::date);
    tera.register_filter("percent", numbers::percent);
    tera.register_filter("grouped", records::grouped);
    tera.register_filter("indexed", references::indexed);
    tera.register_filter("headings", records::headings);
    tera.register_filter("scales", scales);
    tera.register_filter("timeline", timeline);
}

fn job() -> TeraResult<Rc<Job>> {
    Job::current().ok_or_else(|| Error::message("this function works only while a page is rendered"))
}
