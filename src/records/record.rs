//! A record, its name among all, and what is wrong with it.

use std::{any::Any, collections::BTreeMap, fmt, ops::Range, sync::Arc};

use super::{RecordKind, Written};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    markdown::Markup,
    sources::SourcePath,
    yaml::{Datum, FieldPath, Id, Locators},
};

/// A record's name among all records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// The kind's name.
    pub kind: Arc<str>,
    /// The role whose folder it lies in; `None` when it is the whole playbook's.
    pub role: Option<Arc<str>>,
    /// The id.
    pub id: Id,
}

impl RecordKey {
    /// The anchor on its own role's page, and for the playbook's records on all pages: `question-model-rollback`.
    pub fn anchor(&self) -> String {
        format!("{}-{}", self.kind, self.id)
    }

    /// The anchor on other pages, where records of several roles may stand: `mlops-engineer-question-model-rollback`.
    pub fn anchor_across(&self) -> String {
        match &self.role {
            Some(role) => format!("{role}-{}-{}", self.kind, self.id),
            None => self.anchor(),
        }
    }
}

/// A record.
pub struct Record {
    /// Its name among all.
    pub key: RecordKey,
    /// Its title; `None` when it is called as its role.
    pub title: Option<String>,
    /// What it is called within a line, where that is shorter.
    pub label: Option<String>,
    /// What was written.
    pub datum: Datum,
    /// Its Markdown fields, parsed.
    pub prose: BTreeMap<FieldPath, Markup>,
    /// The hash of those: what is included in them, and how raw HTML is taken, isn't in the datum.
    pub prose_hash: u128,
    /// Where it is written.
    pub written: Written,
    /// Whether all of it could be read; what isn't whole is checked and never shown.
    pub is_whole: bool,
    pub(super) value: Option<Box<dyn Any + Send + Sync>>,
}

impl Record {
    /// The record as its type; `None` when it is of another kind, or when too little of it could be read.
    pub fn value<T: RecordKind>(&self) -> Option<&T> {
        self.value.as_ref()?.downcast_ref()
    }

    /// Whether enough of it could be read for a value of its type.
    pub fn has_value(&self) -> bool {
        self.value.is_some()
    }

    /// Whether it says that warnings of a code don't hold for it.
    pub fn silences(&self, code: Code) -> bool {
        silences(&self.datum, code)
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("key", &self.key).field("datum", &self.datum).finish_non_exhaustive()
    }
}

/// Something wrong in a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code.
    pub code: Code,
    /// The field, from the record.
    pub field: FieldPath,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// The bytes of the field's text that are meant, where not all of it is.
    pub within: Option<Range<usize>>,
}

impl Finding {
    /// A finding without a hint.
    pub fn new(code: Code, field: FieldPath, message: impl Into<String>) -> Self {
        Self { code, field, message: message.into(), hint: None, within: None }
    }

    /// Narrows it to a part of the field's text.
    pub fn within(mut self, part: Range<usize>) -> Self {
        self.within = Some(part);
        self
    }

    /// Adds what to write instead.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether it says that something is missing or doesn't match, which may be so only because a part can't be read.
    pub fn may_come_of_loss(&self) -> bool {
        use Code::{
            BandWithoutRange, BandWithoutSource, ComparisonCells, MessageBlank, MissingField, RubricAnchors, ScalePoints, ScorecardWeights,
            ScorecardWithoutEvidence, UndatedFigures,
        };
        matches!(
            self.code,
            MissingField
                | BandWithoutRange
                | BandWithoutSource
                | ComparisonCells
                | MessageBlank
                | RubricAnchors
                | ScalePoints
                | ScorecardWeights
                | UndatedFigures
                | ScorecardWithoutEvidence
        )
    }

    /// What an author reads of it, whose field stands in a file at a path; `read` gives a file's whole text.
    pub fn diagnose(
        self,
        (file, field): (&SourcePath, FieldPath),
        read: &dyn Fn(&SourcePath) -> Option<Arc<str>>,
        locators: &Locators,
    ) -> Diagnostic {
        let locator = locators.of(file, &read(file).unwrap_or_default(), 0);
        // A cell of no subject is wrong by its key, whatever it says.
        let is_key = self.code == Code::ComparisonCells;
        let span = match self.within {
            Some(part) => locator.within(&field, part),
            None if is_key => locator.key(&field),
            None => locator.field(&field),
        };
        Diagnostic::new(self.code, Place::span(file, span), self.message).maybe_hint(self.hint)
    }
}

/// The codes of the warnings that a record silences.
pub fn silenced(datum: &Datum) -> impl Iterator<Item = &str> {
    let list = match datum.get("silence") {
        Some(Datum::List(list)) => &list[..],
        _ => &[],
    };
    list.iter().filter_map(|silence| silence.get("code")?.as_text())
}

/// Whether what a record holds says that warnings of a code don't hold for it.
pub fn silences(datum: &Datum, code: Code) -> bool {
    silenced(datum).any(|silenced| silenced == code.name())
}
