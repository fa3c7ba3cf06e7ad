//! Rules of the trade: what markets ask of adverts, what must not be asked of candidates, and where figures become doubtful.
//!
//! The rules themselves are data, `rules/*.yaml`, shipped with the program and dated; a file of the same name in a project's own
//! `rules/` takes the place of the shipped one, and other files there add to them. They are never legal advice.

mod adverts;
mod figures;
mod pay;
mod questions;

use std::{collections::BTreeMap, sync::Arc};

use rust_embed::RustEmbed;

use crate::{
    choice,
    diagnostic::Diagnostic,
    record,
    records::{Finding, RecordKey, World},
    sources::{Hidden, SourcePath, Sources},
    yaml::{Datum, Day, Decimal, Duration, Id, NonEmpty, Unit, Url, read},
};

/// The folder of rules, in a project and in the program.
pub const FOLDER: &str = "rules";

/// The rules in the program.
#[derive(RustEmbed)]
#[folder = "rules"]
struct Embedded;

record! {
    /// A file of rules.
    pub struct RulesFile as "rules file" {
        /// What its rules are about.
        pub title: Option<String>,
        /// The day on which they were last looked at.
        pub as_of: Option<Day>,
        /// What the law of places asks of a published job advertisement.
        pub adverts: Vec<AdvertRule>,
        /// What must not be asked of a candidate.
        pub topics: Vec<Topic>,
        /// Where checks begin to warn.
        pub limits: Option<WrittenLimits>,
    }
}

record! {
    /// What the law of some places asks of a published job advertisement.
    pub struct AdvertRule as "advert rule" {
        /// Its id.
        pub id: Id,
        /// The law's name.
        pub title: String,
        /// The places, by codes of ISO 3166: `IT`, `US-CO`.
        pub places: NonEmpty<String>,
        /// What the advert must say.
        pub requires: NonEmpty<Requirement>,
        /// Whom it holds for, or what is special about it.
        pub remark: Option<String>,
        /// Where the law can be read.
        pub source: Url,
    }
}

choice! {
    /// Something that an advert must say.
    pub enum Requirement {
        /// The pay, or its range.
        PayRange = "pay_range",
        /// The benefits.
        Benefits = "benefits",
        /// Until when one can apply.
        ClosingDate = "closing_date",
        /// How one applies.
        HowToApply = "how_to_apply",
    }
}

record! {
    /// Something that must not be asked of a candidate.
    pub struct Topic as "topic" {
        /// Its id.
        pub id: Id,
        /// What it is called.
        pub title: String,
        /// Words that give such a question away; letter case and punctuation don't matter.
        pub phrases: NonEmpty<String>,
        /// What to ask or do in its place.
        pub instead: String,
        /// The laws that it rests on.
        pub basis: Option<String>,
        /// Where that can be read.
        pub source: Url,
    }
}

record! {
    /// Where checks begin to warn.
    pub struct WrittenLimits as "limits" {
        /// After how long a pay figure is too old, such as `365d`.
        pub stale_after: Option<Duration>,
        /// How wide a pay range may be: the percentage by which its maximum is above its minimum.
        pub widest_range: Option<Decimal>,
    }
}

/// The rules that hold for a playbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rules {
    /// What places ask of adverts.
    pub adverts: Vec<AdvertRule>,
    /// What must not be asked.
    pub topics: Vec<Topic>,
    /// Where checks begin to warn.
    pub limits: Limits,
}

/// Where checks begin to warn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// After how long a pay figure is too old.
    pub stale_after: Duration,
    /// By how many percent a band's maximum may be above its minimum.
    pub widest_range: Decimal,
}

/// Reads the rules: the program's own, but for those files that the project has under the same name, and the project's.
pub fn load(sources: &dyn Sources) -> (Rules, Vec<Diagnostic>) {
    let listing = sources.list(FOLDER, Hidden::LeftOut);
    let mut diagnostics: Vec<Diagnostic> = listing.unreadable.iter().map(crate::library::unreadable).collect();
    let mut files: BTreeMap<SourcePath, Arc<str>> = BTreeMap::new();
    for name in Embedded::iter() {
        let text = Embedded::get(&name).map(|file| String::from_utf8_lossy(&file.data).as_ref().into());
        files.extend(text.map(|text| (SourcePath::new(format!("{FOLDER}/{name}")), text)));
    }
    for path in listing.files.into_iter().filter(|path| matches!(path.extension(), "yaml" | "yml")) {
        let text = crate::library::read_text(sources, &path, &mut diagnostics).unwrap_or_default();
        files.insert(path, text);
    }
    let year = Duration { count: 365, unit: Unit::Day };
    let limits = Limits { stale_after: year, widest_range: Decimal::from_ten_thousandths(1_000_000) };
    let mut rules = Rules { adverts: Vec::new(), topics: Vec::new(), limits };
    for (path, text) in files {
        let reading = read::<RulesFile>(&path, &text, 0);
        diagnostics.extend(reading.diagnostics);
        let Some(file) = reading.value else { continue };
        rules.adverts.extend(file.adverts);
        rules.topics.extend(file.topics);
        if let Some(limits) = file.limits {
            rules.limits.stale_after = limits.stale_after.unwrap_or(rules.limits.stale_after);
            rules.limits.widest_range = limits.widest_range.unwrap_or(rules.limits.widest_range);
        }
    }
    (rules, diagnostics)
}

/// What the rules find in records: `shown` is what is shown of those of which that is more than what was written.
pub fn check(world: &World<'_>, shown: &BTreeMap<RecordKey, Datum>, findings: &mut Vec<(RecordKey, Finding)>) {
    adverts::check(world, findings);
    questions::check(world, findings);
    pay::check(world, shown, findings);
    figures::check(world, findings);
}
