//! A page of the playbook, without its body.

use std::{
    hash::{Hash, Hasher},
    sync::Arc,
};

use jiff::civil::Date;

use super::address::Address;
use crate::{
    records::RecordKey,
    sources::SourcePath,
    yaml::{Cite, Duration},
};

/// A page: written by an author, or made from records, tags or folders.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Page {
    /// Where it is published; its name among all pages.
    pub address: Address,
    /// What it is.
    pub kind: PageKind,
    /// Its file, if it has one.
    pub source: Option<SourcePath>,
    /// The id for wiki links.
    pub id: String,
    /// Its title; for pages that Rolebook makes, the key of the theme's word.
    pub title: Title,
    /// One sentence about it.
    pub description: Option<String>,
    /// The day of first publication.
    pub date: Option<Date>,
    /// The day of the last change that matters.
    pub updated: Option<Date>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// Where its figures come from, where that isn't said beside them.
    pub sources: Vec<Cite>,
    /// The last review.
    pub reviewed_on: Option<Date>,
    /// How long a review holds.
    pub review_in: Option<Duration>,
    /// Tags: slug and name.
    pub tags: Vec<(String, String)>,
    /// Its place among its siblings.
    pub weight: Weight,
    /// The template that the author chose.
    pub template: Option<String>,
    /// Who it is for.
    pub audience: Vec<String>,
    /// Whether it is a draft that is built for its writer.
    pub is_draft: bool,
    /// The section that it belongs to; `None` for the home page.
    pub parent: Option<Address>,
    /// The role whose page it is, or in whose folder it lies.
    pub role: Option<Arc<str>>,
    /// The language of its text, where that isn't the playbook's because nobody translated it.
    pub language: Option<Arc<str>>,
}

/// A page's place among its siblings.
///
/// Templates don't see it: it acts through the order of pages, which is asked for by itself. So it is no part of an answer's hash.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight(pub Option<i64>);

impl Hash for Weight {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// A page's title.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Title {
    /// An author's words.
    Text(String),
    /// A word of the theme.
    Word {
        /// Its key.
        key: Arc<str>,
        /// What stands there when the theme has none.
        otherwise: Arc<str>,
    },
}

impl Title {
    /// It where no theme is known.
    pub fn plain(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Word { otherwise, .. } => otherwise,
        }
    }
}

/// What a page is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// The home page.
    Home,
    /// A folder's own page.
    Section,
    /// A role's own page.
    Role,
    /// Any other page.
    Page,
    /// All records of one kind.
    Across {
        /// The kind's name.
        kind: Arc<str>,
        /// The kind's section, which names the page.
        section: Arc<str>,
    },
    /// A record that has a page of its own.
    Record(RecordKey),
    /// What the interviews of each role give evidence of.
    Coverage,
    /// All tags.
    Tags,
    /// The pages of one tag.
    Tag(String),
    /// What a reader sees whose link leads nowhere.
    NotFound,
}

impl Page {
    /// The day until which the last review holds.
    pub fn review_by(&self) -> Option<Date> {
        self.review_in?.after(self.reviewed_on?)
    }

    /// The names of the templates that may render it: the first that the theme has does.
    pub fn templates(&self) -> Vec<String> {
        if let Some(template) = &self.template {
            return vec![template.clone()];
        }
        let names: &[&str] = match &self.kind {
            PageKind::Home => &["home.html"],
            PageKind::Section => &["section.html"],
            PageKind::Role => &["role.html"],
            PageKind::Page => &["page.html"],
            PageKind::Across { section, .. } => &[&format!("{section}.html"), "across.html"],
            PageKind::Record(key) => &[&format!("{}.html", key.kind), "record.html"],
            PageKind::Coverage => &["coverage.html"],
            PageKind::Tags => &["tags.html"],
            PageKind::Tag(_) => &["tag.html"],
            PageKind::NotFound => &["404.html"],
        };
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// The word for its kind, for the templates.
    pub fn kind_word(&self) -> &'static str {
        match self.kind {
            PageKind::Home => "home",
            PageKind::Section => "section",
            PageKind::Role => "role",
            PageKind::Page => "page",
            PageKind::Across { .. } => "across",
            PageKind::Record(_) => "record",
            PageKind::Coverage => "coverage",
            PageKind::Tags => "tags",
            PageKind::Tag(_) => "tag",
            PageKind::NotFound => "404",
        }
    }
}
