//! Typed hiring records, a file a kind.
//!
//! A kind is a struct made with [`record!`](crate::record) and an implementation of [`RecordKind`]; [`KINDS`] lists them all.
//! Everything else (reading, checking, links, anchors, directives' data, pages across roles) is the same for every kind.

mod comparison;
mod faq;
mod file;
mod question;
mod salary;

use std::{
    any::Any,
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

pub use self::{
    comparison::Comparison,
    faq::Answer,
    file::{RecordFile, parse},
    question::Question,
    salary::SalaryBand,
};
use crate::{
    diagnostic::{Code, Diagnostic},
    markdown::Markup,
    sources::SourcePath,
    yaml::{Datum, Field, FieldPath, Id, Item, Reading, Shape},
};

/// The kinds of records, in the order in which a role's page shows them.
pub const KINDS: &[Kind] = &[kind::<Comparison>(), kind::<SalaryBand>(), kind::<Question>(), kind::<Answer>()];

/// A kind of record.
pub trait RecordKind: Field + Any + Send + Sync {
    /// Its name in queries, anchors and messages: `question`.
    const NAME: &'static str;
    /// The file in a role's folder: `questions.yaml`.
    const FILE: &'static str;
    /// The key of the list in that file.
    const LIST: &'static str;
    /// The section on a role's page and the page across roles: `questions`.
    const SECTION: &'static str;
    /// The directives that show it; a role's page that places one of them gets no section of its own.
    const DIRECTIVES: &'static [&'static str];

    /// The record's id, unique among its kind in its role.
    fn id(&self) -> &Id;

    /// What it is called in links and lists, as plain text.
    fn title(&self) -> String;

    /// What is wrong in the record alone.
    fn check(&self) -> Vec<Finding> {
        Vec::new()
    }

    /// What is shown of all records of the kind, where that is more than what was written.
    fn resolve(records: &Records, roles: &Roles, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let _ = (records, roles, findings);
        BTreeMap::new()
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
}

/// A kind of record, as a value.
#[derive(Clone, Copy)]
pub struct Kind {
    /// [`RecordKind::NAME`]
    pub name: &'static str,
    /// [`RecordKind::FILE`]
    pub file: &'static str,
    /// [`RecordKind::LIST`]
    pub list: &'static str,
    /// [`RecordKind::SECTION`]
    pub section: &'static str,
    /// [`RecordKind::DIRECTIVES`]
    pub directives: &'static [&'static str],
    /// What a record takes.
    pub shape: fn() -> Shape,
    read: fn(&SourcePath, &str) -> Reading<Vec<Item<Typed>>>,
    /// [`RecordKind::resolve`]
    pub resolve: Resolve,
}

/// What is shown of all records of a kind, and what is wrong between them.
pub type Resolve = fn(&Records, &Roles, &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum>;

const fn kind<T: RecordKind>() -> Kind {
    Kind {
        name: T::NAME,
        file: T::FILE,
        list: T::LIST,
        section: T::SECTION,
        directives: T::DIRECTIVES,
        shape: T::shape,
        read: file::read_list::<T>,
        resolve: T::resolve,
    }
}

impl Kind {
    /// The kind that a file of this name holds.
    pub fn of_file(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.file == name)
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<&'static Kind> {
        KINDS.iter().find(|kind| kind.name == name)
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A record as its type, and what every type says of itself.
pub struct Typed {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// What it holds.
    pub datum: Datum,
    /// What is wrong in it alone.
    pub findings: Vec<Finding>,
    /// The value itself, for its kind.
    pub value: Box<dyn Any + Send + Sync>,
}

/// A record's name among all records.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordKey {
    /// The kind's name.
    pub kind: &'static str,
    /// The role whose folder it lies in.
    pub role: Arc<str>,
    /// The id.
    pub id: Id,
}

impl RecordKey {
    /// The anchor on the role's own page, `question-model-rollback`.
    pub fn anchor(&self) -> String {
        format!("{}-{}", self.kind, self.id)
    }

    /// The anchor on other pages, where records of several roles may stand: `mlops-engineer-question-model-rollback`.
    pub fn anchor_across(&self) -> String {
        format!("{}-{}-{}", self.role, self.kind, self.id)
    }
}

/// A record of a role.
pub struct Record {
    /// Its name among all.
    pub key: RecordKey,
    /// Its title.
    pub title: String,
    /// What was written.
    pub datum: Datum,
    /// Its Markdown fields, parsed.
    pub prose: BTreeMap<FieldPath, Markup>,
    /// The hash of those: what is included in them, and how raw HTML is taken, isn't in the datum.
    pub prose_hash: u128,
    /// The file that it stands in.
    pub file: SourcePath,
    /// Where in that file.
    pub path: FieldPath,
    value: Box<dyn Any + Send + Sync>,
}

impl Record {
    /// The record as its type; `None` when it is of another kind.
    pub fn value<T: RecordKind>(&self) -> Option<&T> {
        self.value.downcast_ref()
    }

    /// The place of a finding, whose file's whole text is given.
    pub fn diagnose(&self, finding: Finding, text: &str) -> Diagnostic {
        let (locator, field) = (crate::yaml::Locator::new(text, 0), self.path.join(&finding.field));
        // A cell of no subject is wrong by its key, whatever it says.
        let is_key = finding.code == Code::ComparisonCells;
        let span = if is_key { locator.key(&field) } else { locator.field(&field) };
        Diagnostic::new(finding.code, crate::diagnostic::Place::span(&self.file, span), finding.message).maybe_hint(finding.hint)
    }
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Record").field("key", &self.key).field("datum", &self.datum).finish_non_exhaustive()
    }
}

/// The ids of a playbook's roles.
pub type Roles = BTreeSet<Arc<str>>;

/// All records of a playbook.
pub type Records = BTreeMap<RecordKey, Arc<Record>>;

/// The records of one kind as their type.
pub fn of_kind<T: RecordKind>(records: &Records) -> impl Iterator<Item = (&RecordKey, &T)> {
    records.iter().filter_map(|(key, record)| Some((key, record.value::<T>()?)))
}
