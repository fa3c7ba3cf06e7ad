//! The playbook: everything that follows from the files taken together.
//!
//! [`assemble()`] makes it afresh for every build from the facets of what was parsed (front matter, headings, links, records),
//! never from bodies. It is whole when it exists, and nothing in it is ever patched. Whoever renders doesn't see it but through
//! a [`View`], so that every read is a recorded question.

mod address;
mod assemble;
mod backlinks;
mod broken;
mod check;
mod citations;
mod coverage;
mod links;
mod page;
mod query;
mod record_table;
mod suggest;
mod terms;
mod texts;
mod tree;
mod view;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

pub use self::{
    address::{Address, encode_path},
    assemble::{Addresses, Material, Overdue, assemble},
    check::check,
    citations::{CitingPage, SourceEntry},
    coverage::{AskedQuestion, CompetencyCoverage, Coverage, Evidence, Gaps, RoleCoverage, StageCoverage},
    links::{Lead, LinkError, Resolved},
    page::{Page, PageKind, Title},
    query::{Answer, Facet, Filter, InLanguage, Query, RecordView, Reference, Summary, Whose, fingerprint},
    terms::{Definition, TermUse},
    view::View,
};
use crate::{
    config::Config,
    markdown::Heading,
    records::{Kind, RecordFile, RecordKey, Records},
    sources::SourcePath,
};

/// A whole playbook. Its fields can be read by the modules of this folder only.
#[derive(Debug)]
pub struct Playbook {
    config: Arc<Config>,
    pages: BTreeMap<Address, Arc<Page>>,
    /// The contents of each page.
    toc: BTreeMap<Address, Arc<Vec<Heading>>>,
    /// All anchors of each page.
    anchors: BTreeMap<Address, BTreeSet<String>>,
    /// The pages of each section, in order.
    children: BTreeMap<Address, Arc<Vec<Address>>>,
    /// The top of the navigation: title where the configuration gives one, and page.
    top: Arc<Vec<(Option<String>, Address)>>,
    /// The pages that Rolebook makes of what roles have, in the order of a role's page.
    across: Arc<Vec<Address>>,
    /// The pages that Rolebook makes of what is the same for all roles.
    reference: Arc<Vec<Address>>,
    /// All pages in reading order, and each one's place in it.
    reading_order: Vec<Address>,
    places: BTreeMap<Address, usize>,
    /// The page of each file that is shown, wherever it is published.
    by_source: BTreeMap<SourcePath, Address>,
    /// Where another file stands in for one, or is a translation of it: the one that is shown.
    stand_ins: BTreeMap<SourcePath, SourcePath>,
    /// The pages of each id.
    by_id: BTreeMap<String, Vec<Address>>,
    /// Drafts that are left out, for the message that a link to one gets.
    drafts: BTreeSet<SourcePath>,
    /// The page of each role.
    roles: BTreeMap<Arc<str>, Address>,
    /// What is shown of each record.
    records: record_table::RecordTable,
    /// The records that aren't shown: drafts, and what is retired; for the message that a link to one gets.
    left_out: Records,
    /// The files of records.
    record_files: BTreeMap<SourcePath, Arc<RecordFile>>,
    /// For each role's page, the kinds that are shown in the standard place.
    sections: BTreeMap<Address, Vec<Section>>,
    /// For each page, what on it should have been reviewed by now.
    overdue: BTreeMap<Address, Vec<Overdue>>,
    /// What the interviews of each role give evidence of.
    coverage: Arc<Coverage>,
    /// Tag slugs, names and pages.
    tags: BTreeMap<String, (String, Vec<Address>)>,
    /// The pages that mention each page.
    backlinks: BTreeMap<Address, Arc<Vec<Address>>>,
    /// The terms that texts are linked to.
    terms: terms::Terms,
    /// The pages that cite each source.
    citations: BTreeMap<Arc<str>, Vec<citations::Citing>>,
    /// Files beside pages and static files, and where they are published.
    files: BTreeMap<SourcePath, Address>,
    /// Redirects: from an old address to a page.
    aliases: BTreeMap<Address, Address>,
    /// What isn't known because a file is broken.
    broken: broken::Broken,
}

/// A section of records in a role's page, in the layout's standard place.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Section {
    /// The kind of its records.
    pub kind: Arc<str>,
    /// The directive that shows them.
    pub directive: Arc<str>,
    /// Its heading.
    pub title: Title,
    /// Its anchor, unless a heading of the author's has it.
    pub anchor: Option<Arc<str>>,
    /// Whether its records are the whole playbook's, which stand in for the role's own.
    pub is_inherited: bool,
}

/// One thing that is published.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// A page.
    Page(Address),
    /// A page that sends its reader on.
    Alias {
        /// Its address.
        at: Address,
        /// The page it leads to.
        to: Address,
    },
    /// A file that is copied.
    Copy {
        /// Its address.
        at: Address,
        /// The file.
        from: SourcePath,
    },
}

impl Output {
    /// Where it is published.
    pub fn address(&self) -> &Address {
        match self {
            Self::Page(at) | Self::Alias { at, .. } | Self::Copy { at, .. } => at,
        }
    }
}

impl Playbook {
    /// Everything that is published, but for the theme's assets.
    pub fn outputs(&self) -> Vec<Output> {
        let pages = self.pages.keys().cloned().map(Output::Page);
        let aliases = self.aliases.iter().map(|(at, to)| Output::Alias { at: at.clone(), to: to.clone() });
        let files = self.files.iter().map(|(from, at)| Output::Copy { at: at.clone(), from: from.clone() });
        pages.chain(aliases).chain(files).collect()
    }

    /// How many pages a reader can come to: those that authors wrote, and those made of folders, records and tags.
    pub fn page_count(&self) -> usize {
        self.pages.values().filter(|page| page.kind != PageKind::NotFound).count()
    }

    /// How many records there are.
    pub fn record_count(&self) -> usize {
        self.records.len()
    }

    /// What the interviews of each role give evidence of.
    pub fn coverage(&self) -> &Arc<Coverage> {
        &self.coverage
    }

    fn page(&self, address: &str) -> Option<&Arc<Page>> {
        self.pages.get(address)
    }

    /// The page of this path among those of the playbook's language.
    fn page_at(&self, path: &str) -> Option<&Address> {
        self.pages.get_key_value(&self.config.address(path)).map(|(address, _)| address)
    }

    /// The page of a file, in whatever language that is.
    fn page_of_file(&self, file: &str) -> Option<&Address> {
        self.by_source.get(self.stand_ins.get(file).map_or(file, |shown| shown))
    }

    /// The page on which a record has its permanent place; `None` when it has none.
    fn home_of(&self, key: &RecordKey) -> Option<&Address> {
        let kind = self.records.kind(&key.kind)?;
        if kind.has_pages {
            let address = self.config.address(&assemble::path_of_record(key, kind));
            return self.pages.get_key_value(&address).map(|(address, _)| address);
        }
        match &key.role {
            Some(role) => self.roles.get(role),
            None => self.page_across(kind),
        }
    }

    /// The page of all records of a kind, made or written; `None` when it is switched off.
    fn page_across(&self, kind: &Kind) -> Option<&Address> {
        let written = self.config.address(&Address::of_page(&kind.section, self.config.urls));
        let made = self.config.address(&format!("{}.html", kind.section));
        self.pages.get_key_value(&written).or_else(|| self.pages.get_key_value(&made)).map(|(address, _)| address)
    }

    /// What a record is called: as is shown of it, as it says, else as its role's page.
    fn title_of_record(&self, view: &RecordView) -> Title {
        let record = &view.record;
        if let Some(title) = view.datum.get("title").and_then(|title| title.as_text()) {
            return Title::Text(title.to_owned());
        }
        let of_role = || self.page(self.roles.get(record.key.role.as_ref()?)?).map(|page| page.title.clone());
        record.title.clone().map(Title::Text).or_else(of_role).unwrap_or_else(|| Title::Text(record.key.id.to_string()))
    }
}
