//! Rules of the trade: what markets ask of adverts, what must not be asked of candidates, and where figures become doubtful.
//!
//! The rules themselves are data, `rules/*.yaml`, shipped with the program and dated; a project's own files go before them
//! ([`load()`]). They are never legal advice.

mod adverts;
pub mod figures;
mod load;
mod money;
mod pay;
mod phrase;
mod places;
mod questions;
pub mod sentences;
mod stated;

use std::collections::BTreeMap;

pub use self::{
    load::{FOLDER, load},
    questions::Forbidden,
};
use crate::{
    choice, record,
    records::{Basis, Finding, Period, RecordKey, World},
    yaml::{Datum, Day, Decimal, Duration, Id, NonEmpty, Url},
};

record! {
    /// A file of rules.
    pub struct RulesFile as "rules file" {
        /// What its rules are about.
        pub title: Option<String>,
        /// The day on which they were last looked at.
        pub as_of: Day,
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
        pub id: Id = "us-co",
        /// The law's name.
        pub title: String = "Colorado, Equal Pay for Equal Work Act",
        /// The places, by codes of ISO 3166: `IT`, `US-CO`.
        pub places: NonEmpty<String> = "[US-CO]",
        /// What the advert must say.
        pub requires: NonEmpty<Requirement>,
        /// What counts as stated pay, where `requires` has `pay_range`.
        pub pay: Option<PayTerms>,
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
    /// What a law takes for stated pay.
    pub struct PayTerms as "pay terms" {
        /// What the amounts must include: `base` where the law means salary or hourly wage. Any unless said.
        pub basis: Option<Basis>,
        /// What the amounts may be paid for. Any period unless said.
        pub periods: Vec<Period>,
        /// Whether one fixed amount will do; unless said, there must be a minimum and a maximum.
        pub fixed_amount: Option<bool>,
    }
}

record! {
    /// Something that must not be asked of a candidate.
    pub struct Topic as "topic" {
        /// Its id.
        pub id: Id = "notice",
        /// What it is called.
        pub title: String = "the notice period",
        /// Rows of words that give such a question away. `a/b` is one word or the other, `disabilit*` a word that begins so, and `…` up to
        /// three words of any kind; letter case, punctuation and line breaks don't matter.
        pub phrases: NonEmpty<String> = "[your notice period]",
        /// Rows of words that give away that a sentence is about something else.
        pub unless: Vec<String>,
        /// What to ask or do in its place.
        pub instead: String = "Ask when they could start.",
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

/// What the rules find in records: `shown` is what is shown of those of which that is more than what was written.
pub fn check(world: &World<'_>, shown: &BTreeMap<RecordKey, Datum>, findings: &mut Vec<(RecordKey, Finding)>) {
    places::check(world, findings);
    adverts::check(world, shown, findings);
    questions::check(world, findings);
    pay::check(world, shown, findings);
    figures::check(world, shown, findings);
}
