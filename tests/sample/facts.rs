//! `facts.yaml`.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::figures::{Figure, figures_of};

/// The source that stands for the sample house's own practice.
pub const HOUSE: &str = "house-practice";

/// What the sample may state, and where it does.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// What is said of each source.
    pub sources: Vec<Listed>,
    /// Facts by page and source.
    pub groups: Vec<Group>,
    /// Lengths of time that are the house's own.
    pub house: BTreeSet<String>,
}

/// A source, as the page of all sources lists it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Listed {
    /// Its id.
    pub id: String,
    /// How its title begins.
    pub title: String,
    /// Who published it and when, and when it was read.
    pub says: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Facts that one page carries from one source.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The page's address.
    pub page: String,
    /// The id of the source.
    pub source: String,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A fact.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The fact in a few words.
    pub fact: String,
    /// The visible words that carry it.
    pub text: String,
    /// The anchor of the record that they stand in, where the same words stand in several.
    pub at: Option<String>,
}

impl Facts {
    /// Reads the file.
    pub fn read() -> Self {
        serde_yaml::from_str(include_str!("facts.yaml")).expect("tests/sample/facts.yaml can be read")
    }

    /// The anchors of records that a page's facts name.
    pub fn anchors_on(&self, page: &str) -> impl Iterator<Item = &str> {
        let here = move |group: &&Group| group.page == page;
        self.groups.iter().filter(here).flat_map(|group| &group.facts).filter_map(|fact| fact.at.as_deref())
    }

    /// The sources of the facts that hold a figure.
    pub fn sources_of(&self, figure: &Figure) -> impl Iterator<Item = &str> {
        let has_it = |group: &&Group| group.facts.iter().any(|fact| figures_of(&fact.text).contains(figure));
        self.groups.iter().filter(has_it).map(|group| &*group.source)
    }
}
