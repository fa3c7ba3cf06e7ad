//! What a kind of record is: to the compiler a trait, to everything else a value.

use std::{
    any::Any,
    collections::BTreeMap,
    fmt,
    hash::{Hash, Hasher},
    sync::Arc,
};

use super::{Finding, RecordKey, World, file};
use crate::{
    sources::SourcePath,
    yaml::{Changed, Datum, Entry, Field, Id, Reading, Shape, Text},
};

/// A kind of record that is built in.
pub trait RecordKind: Field + Any + Send + Sync {
    /// Its name in queries, anchors and messages: `question`.
    const NAME: &'static str;
    /// The heading of its records where the theme has no word for its section: `Interview questions`.
    const TITLE: &'static str;
    /// Its file: `questions.yaml`.
    const FILE: &'static str;
    /// How the file holds its records.
    const LAYOUT: Layout;
    /// Whose its records are, and so where the file may lie.
    const SCOPE: Scope;
    /// The section on a role's page and the page across roles: `questions`.
    const SECTION: &'static str;
    /// The directives that show it, the one of the section first; a role's page that places one of them gets no section of its own.
    const DIRECTIVES: &'static [&'static str];
    /// The words that its template says and no other one does, and the heading of its section in other languages than English.
    const WORDS: &'static [KindWord] = &[];
    /// Whether a page shows the records of all roles.
    const ACROSS: bool = true;
    /// Whether each record has a page of its own.
    const HAS_PAGES: bool = false;
    /// Whether its text is meant to be copied out of the playbook, so that nothing may be put into it.
    const IS_COPIED: bool = false;

    /// The record's id, unique among its kind in its role; `None` when it has the id of its role.
    fn id(&self) -> Option<&Id>;

    /// What it is called in links and lists, as plain text; `None` when it is called as its role.
    fn title(&self) -> Option<String>;

    /// What it is called within a line, where that is shorter than its title: `KORE1 2026`.
    fn label(&self) -> Option<String> {
        None
    }

    /// What is wrong in the record alone.
    fn check(&self) -> Vec<Finding> {
        Vec::new()
    }

    /// What is shown of all records of the kind, where that is more than what was written; and what is wrong between records.
    fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let _ = (world, findings);
        BTreeMap::new()
    }
}

/// A word of the interface that one kind alone needs, in the languages of the default theme. A theme's own words go before it.
///
/// A word with forms for numbers, or with an `ß`, which Swiss German writes otherwise, stands with the theme's in `i18n/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KindWord {
    /// Its key for templates.
    pub key: &'static str,
    /// In English.
    pub en: &'static str,
    /// In German.
    pub de: &'static str,
    /// In French.
    pub fr: &'static str,
}

impl KindWord {
    /// The word in a language of the default theme.
    pub fn in_language(&self, tag: &str) -> Option<&'static str> {
        match tag {
            "en" => Some(self.en),
            "de" => Some(self.de),
            "fr" => Some(self.fr),
            _ => None,
        }
    }
}

/// How a file holds records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As a list under this key.
    List(&'static str),
    /// The file is one record.
    One,
}

/// Whose records are, and so where their file may lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// A role's: the file lies in its folder.
    Role,
    /// The whole playbook's: the file lies in the folder `data`.
    Playbook,
    /// Either.
    Either,
    /// Either; a role without such a file shows the playbook's.
    Inherited,
}

/// The word that stands for the whole playbook where a directive names a role.
pub const SHARED: &str = "shared";

impl Scope {
    /// Whether records may belong to a role.
    pub fn is_role(self) -> bool {
        self != Self::Playbook
    }

    /// Whether records may belong to the whole playbook.
    pub fn is_playbook(self) -> bool {
        self != Self::Role
    }
}

/// A kind of record.
pub struct Kind {
    /// [`RecordKind::NAME`]
    pub name: Arc<str>,
    /// [`RecordKind::TITLE`]
    pub title: Arc<str>,
    /// [`RecordKind::FILE`]
    pub file: Arc<str>,
    /// The key of the list in that file; `None` when the file is one record.
    pub list: Option<Arc<str>>,
    /// [`RecordKind::SCOPE`]
    pub scope: Scope,
    /// [`RecordKind::SECTION`]
    pub section: Arc<str>,
    /// [`RecordKind::DIRECTIVES`]
    pub directives: Vec<Arc<str>>,
    /// [`RecordKind::WORDS`]
    pub words: &'static [KindWord],
    /// [`RecordKind::ACROSS`]
    pub across: bool,
    /// [`RecordKind::HAS_PAGES`]
    pub has_pages: bool,
    /// [`RecordKind::IS_COPIED`]
    pub is_copied: bool,
    /// What a record takes.
    pub shape: Shape,
    /// The fields of a kind that the playbook declares, and their headings; none for a built-in kind.
    pub declared: Vec<(Arc<str>, Arc<str>)>,
    pub(crate) read: Box<Read>,
    pub(super) read_over: Box<ReadOver>,
    /// [`RecordKind::resolve`]
    pub resolve: Resolve,
}

/// Reads a file of a kind.
pub(crate) type Read = dyn Fn(&SourcePath, &str) -> Reading<Vec<(usize, Typed)>> + Send + Sync;

/// Reads the records of a file of a kind that another one changes.
pub(super) type ReadOver = dyn Fn([Text<'_>; 2]) -> Reading<Vec<Changed<Typed>>> + Send + Sync;

/// What is shown of all records of a kind, and what is wrong between them.
pub type Resolve = fn(&World<'_>, &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum>;

/// A record as its type, and what every type says of itself.
pub struct Typed {
    /// Its id; `None` when it has that of its role, or when it can't be read.
    pub id: Option<Id>,
    /// Its title; `None` when it has that of its role.
    pub title: Option<String>,
    /// [`RecordKind::label`]
    pub label: Option<String>,
    /// What it holds.
    pub datum: Datum,
    /// What is wrong in it alone.
    pub findings: Vec<Finding>,
    /// Whether all of it can be read.
    pub is_whole: bool,
    /// The value itself, for its kind; `None` when too little of it can be read.
    pub value: Option<Box<dyn Any + Send + Sync>>,
}

impl Typed {
    /// A record as far as it was read.
    pub fn of<T: RecordKind>(entry: Entry<T>) -> Self {
        let whole = |value: T, datum| Self {
            id: value.id().cloned(),
            title: value.title(),
            label: value.label(),
            datum,
            findings: value.check(),
            is_whole: true,
            value: Some(Box::new(value)),
        };
        match entry {
            Entry::Whole(value) => {
                let datum = value.datum();
                whole(value, datum)
            }
            Entry::Broken { datum, rest: Some(value) } => {
                let mut typed = whole(value, datum);
                // What only seems to be missing was written, and was wrong.
                typed.findings.retain(|finding| !finding.may_come_of_loss());
                Self { is_whole: false, ..typed }
            }
            Entry::Broken { datum, rest: None } => {
                let id = datum.get("id").and_then(Datum::as_text).and_then(|id| Id::parse(id).ok());
                Self { id, title: None, label: None, datum, findings: Vec::new(), is_whole: false, value: None }
            }
        }
    }
}

impl Kind {
    /// The value of a built-in kind.
    pub fn of<T: RecordKind>() -> Self {
        Self {
            name: T::NAME.into(),
            title: T::TITLE.into(),
            file: T::FILE.into(),
            list: match T::LAYOUT {
                Layout::List(list) => Some(list.into()),
                Layout::One => None,
            },
            scope: T::SCOPE,
            section: T::SECTION.into(),
            directives: T::DIRECTIVES.iter().map(|name| Arc::from(*name)).collect(),
            words: T::WORDS,
            across: T::ACROSS,
            has_pages: T::HAS_PAGES,
            is_copied: T::IS_COPIED,
            shape: T::shape(),
            declared: Vec::new(),
            read: Box::new(file::read_records::<T>),
            read_over: Box::new(file::read_records_over::<T>),
            resolve: T::resolve,
        }
    }
}

impl Hash for Kind {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.name, &self.title, &self.file, &self.section, &self.directives, &self.declared).hash(state);
        (self.scope.is_role(), self.scope.is_playbook(), &self.shape).hash(state);
    }
}

impl Kind {
    /// What one record is called in messages: `salary band`.
    pub fn noun(&self) -> &str {
        match &self.shape {
            Shape::Record(record) => &record.name,
            _ => &self.name,
        }
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The kinds of a playbook, in the order in which a role's page shows them.
#[derive(Debug, Clone)]
pub struct Kinds(Vec<Arc<Kind>>);

impl Kinds {
    /// These kinds.
    pub fn new(kinds: Vec<Arc<Kind>>) -> Self {
        Self(kinds)
    }

    /// All kinds.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Kind>> + Clone {
        self.0.iter()
    }

    /// The kind that a file of this name holds.
    pub fn of_file(&self, name: &str) -> Option<&Arc<Kind>> {
        self.iter().find(|kind| *kind.file == *name)
    }

    /// The kinds that the playbook declares.
    pub fn declared(&self) -> impl Iterator<Item = &Arc<Kind>> {
        self.iter().filter(|kind| !kind.declared.is_empty())
    }

    /// A hash of what the playbook declares.
    pub fn fingerprint(&self) -> u128 {
        crate::playbook::fingerprint(&self.declared().collect::<Vec<_>>())
    }

    /// The kind of this name.
    pub fn named(&self, name: &str) -> Option<&Arc<Kind>> {
        self.iter().find(|kind| *kind.name == *name)
    }
}
