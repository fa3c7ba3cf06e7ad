//! `rolebook.yaml`: as written ([`Written`]), and as meant ([`Config`]).

mod edit_url;
mod language;
mod resolve;
mod tag;
mod written;

use std::{collections::BTreeMap, sync::Arc};

use self::resolve::Resolver;
pub use self::{
    edit_url::EditUrl,
    language::{Language, direction, primary},
    tag::is_language,
    written::{ShownHistory, Urls, Written, WrittenImages, WrittenLanguage, WrittenNavigation, WrittenPaths, WrittenRawHtml},
};
use crate::{
    diagnostic::Diagnostic,
    markdown::{RawHtml, fill_variables},
    playbook::Address,
    sources::{SourcePath, Sources},
    yaml::read,
};

/// The name of the configuration file.
pub const FILE: &str = "rolebook.yaml";

/// A playbook's configuration, as meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Config {
    /// The playbook's name; its home page's title unless said.
    pub title: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// Where it will be published, ending with `/`.
    pub base_url: Option<String>,
    /// The language that this is the configuration of.
    pub language: Language,
    /// All languages of the playbook, the main one first.
    pub languages: Vec<Language>,
    /// What the addresses of pages begin with: nothing in the main language, `de/` in another one.
    pub prefix: String,
    /// The theme's name.
    pub theme: String,
    /// The theme's tokens that the playbook sets.
    pub tokens: BTreeMap<String, String>,
    /// The folders.
    pub paths: Paths,
    /// The top of the navigation.
    pub navigation: Vec<Entry>,
    /// How addresses are made.
    pub urls: Urls,
    /// What is done with raw HTML.
    pub raw_html: RawHtml,
    /// Whether smaller variants of images are made.
    pub resizes_images: bool,
    /// Values for `:var[name]`.
    pub variables: BTreeMap<String, String>,
    /// Whether all of the file could be read: if not, it has variables that nobody knows.
    pub is_read: bool,
    /// Whether the folders are those that the file names: if not, what lies in them isn't missing.
    pub has_paths: bool,
    /// Where a page's file can be edited.
    pub edit_url: Option<EditUrl>,
    /// How much of the history of files is shown. `None` when nothing is said of it: then all that there is, and none is missed.
    pub history: Option<ShownHistory>,
    /// Which pages of records and tags are made, by name; each is unless it is said to be not.
    pub pages: BTreeMap<String, bool>,
}

/// An entry at the top of the navigation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Entry {
    /// Its text; the page's title when there is none.
    pub title: Option<String>,
    /// Its text in other languages.
    pub titles: BTreeMap<String, String>,
    /// The link as written.
    pub link: String,
}

impl Config {
    /// The configuration in each language, the main one first.
    pub fn in_each_language(self: &Arc<Self>) -> Vec<Arc<Self>> {
        self.languages
            .iter()
            .map(|language| if language.tag == self.language.tag { Arc::clone(self) } else { self.within(language) })
            .collect()
    }

    /// The configuration in one of the other languages. What it doesn't say is said in the main one.
    fn within(&self, language: &Language) -> Arc<Self> {
        let entry = |entry: &Entry| Entry { title: entry.titles.get(&language.tag).cloned(), ..entry.clone() };
        Arc::new(Self {
            title: language.title.clone().or_else(|| self.title.clone()),
            description: language.description.clone().or_else(|| self.description.clone()),
            prefix: format!("{}{}", self.prefix, language.folder()),
            navigation: self.navigation.iter().map(entry).collect(),
            language: language.clone(),
            ..self.clone()
        })
    }

    /// The main language, in which everything is written.
    pub fn main_language(&self) -> &Language {
        self.languages.first().unwrap_or(&self.language)
    }

    /// Whether this is the configuration in the main language.
    pub fn is_main(&self) -> bool {
        self.main_language().tag == self.language.tag
    }

    /// The address of a page of this language, by its path among them.
    pub fn address(&self, path: &str) -> Address {
        Address::new(format!("{}{path}", self.prefix))
    }

    /// The path of a page among those of its language: the same in each.
    pub fn path_of<'a>(&self, address: &'a str) -> &'a str {
        address.strip_prefix(&*self.prefix).unwrap_or(address)
    }

    /// Whether the page of this name is made from records or tags.
    pub fn makes_page(&self, name: &str) -> bool {
        self.pages.get(name).copied().unwrap_or(true)
    }

    /// Text without markup with the values of its variables.
    pub fn fill(&self, text: &str) -> String {
        fill_variables(text, |name| self.variables.get(name).map(String::as_str))
    }
}

/// A playbook's folders, from its root, without `/` at the end.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Paths {
    /// Markdown and records; `""` when the root itself is content.
    pub content: String,
    /// The site.
    pub output: String,
    /// Files that are copied as they are.
    pub r#static: String,
    /// Themes.
    pub themes: String,
}

/// What the command line says over the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--output`, as a path from the root when it lies in it; `None` when it lies elsewhere or isn't given.
    pub output: Option<String>,
    /// `--drafts`
    pub drafts: Drafts,
    /// Whether variants of images are wanted, when the configuration doesn't leave them out.
    pub variants: Variants,
}

/// Whether variants of images are made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Variants {
    /// For a site that is published.
    #[default]
    Made,
    /// Nobody will see them, so it is only made sure that they could be made.
    Sure,
}

/// Whether drafts are built.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Drafts {
    /// As in the published playbook.
    #[default]
    LeftOut,
    /// For a writer's eyes.
    Included,
}

/// Reads the configuration of a project; a project without one has the usual settings.
pub fn load(sources: &dyn Sources, overrides: &Overrides) -> (Config, Vec<Diagnostic>) {
    let file = SourcePath::new(FILE);
    let mut diagnostics = Vec::new();
    let text = crate::library::read_text(sources, &file, &mut diagnostics);
    let written = text.as_deref().map(|text| {
        let reading = read::<Written>(&file, text, 0);
        diagnostics.extend(reading.diagnostics);
        (reading.value, text)
    });
    let (written, text) = match written {
        Some((written, text)) => (written, Some(text)),
        None => (None, None),
    };
    let mut resolver = Resolver { file, text, is_read: diagnostics.is_empty(), diagnostics };
    let config = resolver.resolve(written.as_ref(), sources, overrides);
    (config, resolver.diagnostics)
}

/// The address of a site as links begin with it, ending with `/`; `None` when the text is no such address.
pub fn site_address(url: &str) -> Option<String> {
    let is_url = ["http://", "https://"]
        .iter()
        .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| rest.chars().next().is_some_and(char::is_alphanumeric)));
    let is_plain = !url.contains(['?', '#', '"', '<', '>', ' ']);
    (is_url && is_plain).then(|| format!("{}/", url.trim_end_matches('/')))
}
