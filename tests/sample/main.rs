//! The sample playbook in `content/` says what its facts say, beside their sources, and states no other figure.
//!
//! `facts.yaml` lists each fact with the visible words that carry it and the source that must be cited beside them. The other way
//! round, every figure on a page belongs to one of these, or is listed as the sample house's own.

mod carrier;
mod facts;
mod figures;
mod sample;

use std::collections::BTreeSet;

use scraper::Selector;

use crate::{
    carrier::{Carrier, carriers},
    facts::{Facts, HOUSE, Listed},
    figures::figures_in,
    sample::Sample,
};

#[test]
fn the_sample_builds_without_a_word() {
    let said = &Sample::built().said;
    assert!(said.is_empty(), "{said}");
}

#[test]
fn every_fact_is_said_beside_its_source() {
    let sample = Sample::built();
    let mut missing = Vec::new();
    for group in &Facts::read().groups {
        let carriers = carriers(sample.page(&group.page));
        for fact in &group.facts {
            let is_there = |carrier: &&Carrier| fact.at.as_deref().is_none_or(|at| carrier.is_at(at));
            let mut saying = carriers.iter().filter(is_there).filter(|carrier| carrier.says(&fact.text)).peekable();
            if saying.peek().is_none() {
                missing.push(format!("{}: nothing says “{}” ({})", group.page, fact.text, fact.fact));
            } else if !saying.any(|carrier| carrier.cites(&group.source)) {
                missing.push(format!("{}: “{}” doesn't cite {} ({})", group.page, fact.text, group.source, fact.fact));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_source_is_listed_with_its_day_and_address() {
    let page = Sample::built().page("sources.html").html();
    for Listed { id, title, says, url } in Facts::read().sources {
        let entry = Selector::parse(&format!("#source-{id}")).expect("a selector");
        let entry = page.select(&entry).next().unwrap_or_else(|| panic!("{id} isn't listed"));
        let text = carrier::spaced(&carrier::visible(entry));
        assert!(text.starts_with(&title) && text.contains(&says), "{id}: {text}");
        let link = Selector::parse("dt a").expect("a selector");
        assert_eq!(entry.select(&link).next().and_then(|link| link.attr("href")), url.as_deref(), "{id}");
    }
}

#[test]
fn every_band_is_a_fact() {
    let facts = Facts::read();
    for page in ["roles/mlops-engineer/index.html", "roles/ai-engineer/index.html"] {
        let bands = sample::anchors(Sample::built().page(page), ".bands tr[id]");
        assert!(bands.len() > 2, "{page} has only the bands {bands:?}");
        let known: BTreeSet<&str> = facts.anchors_on(page).collect();
        let unknown: Vec<&String> = bands.iter().filter(|band| !known.contains(band.as_str())).collect();
        assert!(unknown.is_empty(), "{page}: no fact gives the bands {unknown:?}");
    }
}

#[test]
fn every_figure_belongs_to_a_fact_or_to_the_house() {
    let facts = Facts::read();
    let mut strangers = BTreeSet::new();
    let mut used = BTreeSet::new();
    for (address, page) in &Sample::built().pages {
        let speaks_for_the_house = carriers(page).iter().any(|carrier| carrier.cites(HOUSE));
        for (figure, around) in figures_in(page) {
            let is_fact = facts.sources_of(&figure).any(|source| around.iter().any(|carrier| carrier.cites(source)));
            let is_house = figure.is_time() && speaks_for_the_house && facts.house.contains(figure.text());
            if is_house {
                used.insert(figure.text().to_owned());
            }
            if !is_fact && !is_house {
                strangers.insert(format!("{address}: {}", figure.text()));
            }
        }
    }
    let listed = strangers.into_iter().collect::<Vec<_>>().join("\n");
    assert!(listed.is_empty(), "these figures have no fact with its source beside them:\n{listed}");
    let unused: Vec<&String> = facts.house.difference(&used).collect();
    assert!(unused.is_empty(), "listed as the house's own, and on no page: {unused:?}");
}
