//! The questions that whoever renders may ask, and their answers.
//!
//! `Query` is closed and narrow by facet: what isn't asked can't be depended on. An answer's hash is what is recorded.

use std::{
    collections::BTreeMap,
    hash::{Hash, Hasher},
    sync::Arc,
};

use jiff::civil::Date;
use xxhash_rust::xxh3::Xxh3;

use super::{Address, CitingPage, Coverage, Lead, LinkError, Overdue, Page, Section, SourceEntry, TermUse};
use crate::{
    history::Change,
    images::Picture,
    markdown::{Heading, LinkKind},
    records::{Kind, Record, RecordKey, SHARED},
    sources::SourcePath,
    theme::Word,
    yaml::Datum,
};

/// A question to the playbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Query {
    /// The parsed text of a page, as a hash.
    Source(SourcePath),
    /// A facet of a page.
    Page(Address, Facet),
    /// The pages of a section, by title.
    Children(Address),
    /// The pages of a section, with all that is known of them.
    Listing(Address),
    /// The sections that a page lies in, the home page first.
    Trail(Address),
    /// A page in each language of the playbook.
    Languages(Address),
    /// The pages before and after a page, in reading order.
    Neighbours(Address),
    /// The top of the navigation, the pages across roles, and those of what is the same for all roles.
    Navigation,
    /// The pages that mention a page.
    Backlinks(Address),
    /// When a file was last changed, and by whom.
    LastChange(SourcePath),
    /// Where a file can be edited.
    EditUrl(SourcePath),
    /// The kinds of records that a role's page shows in the standard place.
    Sections(Address),
    /// What on a page should have been reviewed by now.
    Overdue(Address),
    /// Where a link leads, and the title of that.
    Link {
        /// How it was written.
        kind: LinkKind,
        /// What was written.
        target: String,
        /// The file that it stands in.
        file: SourcePath,
        /// The page that it is shown on.
        page: Address,
    },
    /// Records of one kind.
    Records(Filter),
    /// Which records those are, for who only leads to them.
    Listed(Filter),
    /// The ids of all records of a kind, in the order in which they are shown; of roles, in the order of their pages.
    Ids(Arc<str>),
    /// What a reference of a role's record leads to.
    Reference {
        /// The kind's name.
        kind: Arc<str>,
        /// The id.
        id: Arc<str>,
        /// The role whose record refers to it; `None` for one of the whole playbook.
        role: Option<Arc<str>>,
    },
    /// The terms that a page's own text uses, or that of a record that is shown on it.
    Terms {
        /// The page.
        page: Address,
        /// The record; `None` for the page's own text.
        record: Option<RecordKey>,
    },
    /// What a list of sources says of one.
    SourceEntry(Arc<str>),
    /// The page on which a record has its permanent place.
    Home(RecordKey),
    /// Whose records of a kind there are: the whole playbook's, and which roles'.
    Groups(Arc<str>),
    /// The pages and records that cite a source.
    CitedBy(Arc<str>),
    /// A kind of record.
    Kind(String),
    /// The names of all kinds.
    Kinds,
    /// The page of a role.
    Role(Arc<str>),
    /// All roles' pages.
    Roles,
    /// What the interviews of each role give evidence of.
    Coverage,
    /// All tags.
    Tags,
    /// The pages of a tag.
    Tag(String),
    /// An author's own YAML file, by its path from the content folder.
    Data(String),
    /// A setting.
    Config(String),
    /// A word of the interface.
    Word(String),
    /// Where an asset of the theme is published.
    Asset(String),
    /// A token of the theme, as it is in the light.
    Token(String),
    /// How an image is shown that is published at an address.
    Image(Address),
    /// The code of all templates.
    Templates,
    /// The day of the build.
    Today,
}

/// A facet of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Title alone.
    Title,
    /// Front matter and address.
    Meta,
    /// Contents.
    Toc,
    /// Content, its links resolved.
    Body,
}

/// Which records are asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Filter {
    /// The kind's name.
    pub kind: Arc<str>,
    /// Whose.
    pub whose: Whose,
    /// Whose field of this name is, or contains, this text.
    pub fields: BTreeMap<String, String>,
}

/// Whose records are asked for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// All there are.
    All,
    /// The whole playbook's, and no role's.
    Playbook,
    /// Those in this role's folder.
    Own(Arc<str>),
    /// What this role's page shows: its own, or the playbook's where those stand in for them.
    Role(Arc<str>),
}

impl Whose {
    /// What an author calls it: a role, `shared`, or nothing for all.
    pub fn named(name: &str) -> Self {
        match name {
            "" => Self::All,
            SHARED => Self::Playbook,
            role => Self::Role(role.into()),
        }
    }
}

impl Filter {
    /// Whether a record of the kind and role has what is asked for.
    pub fn takes(&self, view: &RecordView) -> bool {
        self.fields.iter().all(|(field, wanted)| Self::has(&view.datum, field, wanted))
    }

    /// The texts that a field is, or contains.
    pub fn values(datum: &Datum, field: &str) -> Vec<String> {
        let text = |value: &Datum| value.as_text().map(str::to_owned);
        match Self::field(datum, field) {
            Some(Datum::List(items)) => items.iter().filter_map(text).collect(),
            value => value.and_then(text).into_iter().collect(),
        }
    }

    /// Whether a field is, or contains, a text. One of a list's items is asked for by the list's name or its singular: `level` of `levels`.
    fn has(datum: &Datum, field: &str, wanted: &str) -> bool {
        match Self::field(datum, field) {
            Some(Datum::List(items)) => items.iter().any(|item| item.as_text() == Some(wanted)),
            value => value.and_then(Datum::as_text) == Some(wanted),
        }
    }

    fn field<'d>(datum: &'d Datum, name: &str) -> Option<&'d Datum> {
        datum.get(name).or_else(|| datum.get(&format!("{name}s"))).or_else(|| datum.get(&format!("{}ies", name.strip_suffix('y')?)))
    }
}

/// An answer.
#[derive(Debug, Clone, Hash)]
pub enum Answer {
    /// There is no such thing.
    Nothing,
    /// It is in a file that can't be read, which was said.
    Unknown,
    /// A hash.
    Hash(u128),
    /// A page without its body.
    Page(Arc<Page>, String),
    /// Contents.
    Toc(Arc<Vec<Heading>>),
    /// Pages by title.
    Summaries(Vec<Summary>),
    /// Pages with all that is known of them.
    Pages(Vec<(Arc<Page>, String)>),
    /// A page in each language.
    Languages(Vec<InLanguage>),
    /// The page before and the page after.
    Neighbours(Option<Summary>, Option<Summary>),
    /// The navigation.
    Navigation {
        /// Its top.
        top: Vec<Summary>,
        /// The pages of what roles have.
        across: Vec<Summary>,
        /// The pages of what is the same for all roles.
        reference: Vec<Summary>,
    },
    /// Sections of records, and their titles.
    Sections(Vec<(Section, String)>),
    /// What should have been reviewed by now, and its title.
    Overdue(Vec<(Overdue, Option<String>)>),
    /// Where a link leads, and its title.
    Link(Result<(Lead, String), LinkError>),
    /// Records.
    Records {
        /// Those that were asked for.
        shown: Vec<RecordView>,
        /// Whether all of their kind are known and as they should be.
        is_whole: bool,
    },
    /// What a reference leads to.
    Reference(Reference),
    /// Terms, each at its first use.
    Terms(Vec<TermUse>),
    /// What a list of sources says of one.
    SourceEntry(SourceEntry),
    /// The pages and records that cite a source.
    CitedBy(Vec<CitingPage>),
    /// The whole playbook's records (`None`) and those of roles, with the role's page.
    Groups(Vec<Option<(Arc<str>, Summary)>>),
    /// A kind of record.
    Kind(Arc<Kind>),
    /// Names.
    Names(Vec<Arc<str>>),
    /// Names of records.
    Keys(Vec<RecordKey>),
    /// What the interviews of each role give evidence of.
    Coverage(Arc<Coverage>),
    /// Tags: page, name, number of pages.
    Tags(Vec<(Summary, usize)>),
    /// A text.
    Text(String),
    /// A word of the interface.
    Word(Arc<Word>),
    /// An output's address.
    Address(Address),
    /// An image.
    Image(Picture),
    /// A YAML file.
    Data(DataAnswer),
    /// A day.
    Date(Date),
    /// The last change of a file.
    Change(Change),
}

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Reference {
    /// What it is called.
    pub title: String,
    /// What it is called within a line, where that is shorter.
    pub label: Option<String>,
    /// The role whose record it is; `None` for one of the whole playbook, and for a role.
    pub role: Option<Arc<str>>,
    /// The page on which it has its permanent place, if it has one.
    pub address: Option<Address>,
    /// Where on that page.
    pub anchor: Option<String>,
    /// The language of what it is called, where that isn't the playbook's.
    pub language: Option<Arc<str>>,
}

/// A page in one of the playbook's languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InLanguage {
    /// The language's tag.
    pub tag: String,
    /// What the language calls itself.
    pub name: String,
    /// The way in which it is written.
    pub direction: &'static str,
    /// Where the page is; the home page where the language hasn't that page.
    pub address: Address,
    /// Whether that says the same in this language, and neither is another page nor shown in the main language.
    pub is_translated: bool,
}

/// A page's address and title.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Summary {
    /// Where it is.
    pub address: Address,
    /// Its title.
    pub title: String,
    /// The language of the title, where that isn't the playbook's because nobody translated the page.
    pub language: Option<Arc<str>>,
}

/// A record, and what is shown of it.
#[derive(Debug, Clone)]
pub struct RecordView {
    /// As written.
    pub record: Arc<Record>,
    /// What is shown: as written, with what follows from other records.
    pub datum: Arc<Datum>,
    /// The language that it is in, where that isn't the playbook's.
    pub language: Option<Arc<str>>,
}

impl RecordView {
    /// Its place among those of its kind, where it has one that isn't its place in the file: a level's on the ladder, a kit's in the process.
    pub fn order(&self) -> Option<i64> {
        match self.datum.get("order") {
            Some(Datum::Integer(order)) => Some(*order),
            _ => None,
        }
    }

    /// Its name among all records.
    pub fn key(&self) -> &RecordKey {
        &self.record.key
    }
}

impl Hash for RecordView {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.record.key.hash(state);
        self.record.title.hash(state);
        self.record.written.file.hash(state);
        self.language.hash(state);
        self.record.prose_hash.hash(state);
        self.datum.hash(state);
    }
}

/// What a YAML file of the author's own holds.
#[derive(Debug, Clone)]
pub struct DataAnswer {
    /// For templates.
    pub value: tera::Value,
    /// The hash of its bytes.
    pub hash: u128,
}

impl Hash for DataAnswer {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.hash.hash(state);
    }
}

impl Answer {
    /// What is recorded of it.
    pub fn fingerprint(&self) -> u128 {
        fingerprint(self)
    }
}

/// A hash of 128 bits, the same in every run.
pub fn fingerprint(value: &impl Hash) -> u128 {
    let mut hasher = Xxh3::new();
    value.hash(&mut hasher);
    hasher.digest128()
}
