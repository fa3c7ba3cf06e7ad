//! Tests of the module as a whole.

mod agree;
mod damage;
mod locating;
mod mistakes;
mod random;

use std::{collections::BTreeMap, sync::Arc};

use super::*;
use crate::{choice, diagnostic::Diagnostic, record, sources::SourcePath};

choice! {
    /// How an interview is held.
    pub(super) enum Kind {
        /// By phone.
        Phone = "phone",
        /// In a room.
        Onsite = "on-site",
    }
}

record! {
    /// A part of pay.
    pub(super) struct Pay as "pay" {
        /// The smallest.
        pub(super) min: Amount,
        /// The largest.
        pub(super) max: Option<Amount>,
        /// The currency.
        pub(super) currency: Currency,
    }
}

record! {
    /// A step of an interview.
    pub(super) struct Step as "step" {
        /// Its name.
        pub(super) title: String,
        /// How long.
        pub(super) minutes: Bounded<5, 480>,
    }
}

record! {
    /// What to ask.
    pub(super) struct Ask as "ask" {
        /// When.
        pub(super) r#if: Option<Inline>,
        /// What.
        pub(super) ask: Inline,
        /// How often.
        pub(super) times: Vec<u32>,
    }
}

impl HasBrief for Ask {
    const FIELD: &'static str = "ask";
    type Value = Inline;

    fn from_brief(ask: Inline) -> Self {
        Self { r#if: None, ask, times: Vec::new() }
    }
}

record! {
    /// Everything that there is.
    pub(super) struct Sample as "sample" {
        /// Its id.
        pub(super) id: Option<Id>,
        /// Its title.
        pub(super) title: Arc<str>,
        /// What kind.
        pub(super) r#type: Option<Kind>,
        /// A text.
        pub(super) body: Option<Markdown>,
        /// A line.
        pub(super) line: Option<Inline>,
        /// Yes or no.
        pub(super) remote: Option<bool>,
        /// A count.
        pub(super) count: Option<u32>,
        /// Any number.
        pub(super) whole: Option<i64>,
        /// A percentage.
        pub(super) percent: Option<Decimal>,
        /// Pay.
        pub(super) pay: Option<Pay>,
        /// A day.
        pub(super) day: Option<Day>,
        /// A length of time.
        pub(super) every: Option<Duration>,
        /// Words.
        pub(super) tags: Vec<String>,
        /// Steps.
        pub(super) steps: Option<NonEmpty<Step>>,
        /// One or more.
        pub(super) owners: Option<OneOrMore<Id>>,
        /// One or more lines.
        pub(super) notes: Option<OneOrMore<String>>,
        /// Questions.
        pub(super) asks: Vec<Brief<Ask>>,
        /// By id.
        pub(super) by_id: BTreeMap<Id, Pay>,
        /// By level.
        pub(super) by_level: BTreeMap<Bounded<1, 9>, String>,
        /// By kind.
        pub(super) by_kind: BTreeMap<Kind, Vec<u32>>,
    }
}

fn file() -> SourcePath {
    SourcePath::new("content/sample.yaml")
}

/// What is wrong with a sample.
fn mistakes(text: &str) -> Vec<Diagnostic> {
    read::<Sample>(&file(), text, 0).diagnostics
}

/// The bytes that a diagnostic is about.
fn marked<'a>(text: &'a str, diagnostic: &Diagnostic) -> &'a str {
    let (start, end) = diagnostic.place.span.unwrap();
    &text[start..end]
}
