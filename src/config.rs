//! `rolebook.yaml`: as written ([`Written`]), and as meant ([`Config`]).

use std::collections::BTreeMap;

use icu_locale_core::LanguageIdentifier;

use crate::{
    choice,
    diagnostic::{Code, Diagnostic, Place},
    markdown::{RawHtml, fill_variables},
    record,
    sources::{SourcePath, Sources, normalize},
    theme,
    yaml::{FieldPath, Locator, read},
};

/// The name of the configuration file.
pub const FILE: &str = "rolebook.yaml";

record! {
    /// The configuration of a playbook. Every key is optional.
    pub struct Written as "configuration" {
        /// The playbook's name, shown on every page; the home page's title unless said.
        pub title: Option<String>,
        /// One sentence about the playbook, for the home page and search engines.
        pub description: Option<String>,
        /// Where the playbook will be published, such as `https://example.com/hiring/`; canonical links and 404.html need it.
        pub base_url: Option<String>,
        /// The language that the playbook is written in, such as `en`, `de` or `fr-CH`.
        pub language: Option<String>,
        /// The theme's name: a folder of `themes/`, or `default`.
        pub theme: Option<String>,
        /// Values that change the theme's look, by token name.
        pub tokens: BTreeMap<String, String>,
        /// Folders with other names than the usual ones.
        pub paths: Option<WrittenPaths>,
        /// The top of the navigation, in this order; without it, the top pages and folders by weight.
        pub navigation: Vec<WrittenNavigation>,
        /// `flat` writes `a/b.md` to `a/b.html`; `folder` writes it to `a/b/index.html`.
        pub urls: Option<Urls>,
        /// What is done with raw HTML in Markdown: `sanitize`, `allow` or `escape`.
        pub raw_html: Option<WrittenRawHtml>,
        /// Values for `:var[name]`.
        pub variables: BTreeMap<String, String>,
        /// Which pages across roles are made.
        pub pages: Option<WrittenPages>,
    }
}

record! {
    /// Folders, from the folder of the configuration.
    pub struct WrittenPaths as "paths" {
        /// Markdown and records; `content` unless said.
        pub content: Option<String>,
        /// The site; `output` unless said.
        pub output: Option<String>,
        /// Files that are copied as they are; `static` unless said.
        pub r#static: Option<String>,
        /// Themes; `themes` unless said.
        pub themes: Option<String>,
    }
}

record! {
    /// One entry of the navigation.
    pub struct WrittenNavigation as "navigation entry" {
        /// The text; the page's title unless said.
        pub title: Option<String>,
        /// A page of the content folder, such as `how-we-hire/index.md` or `salary.html`.
        pub link: String,
    }
}

record! {
    /// Pages that Rolebook makes from records and tags; each is made unless it is switched off here.
    pub struct WrittenPages as "pages" {
        /// `compare.html`, all comparison tables.
        pub compare: Option<bool>,
        /// `salary.html`, all salary bands.
        pub salary: Option<bool>,
        /// `questions.html`, all interview questions.
        pub questions: Option<bool>,
        /// `faq.html`, all answers.
        pub faq: Option<bool>,
        /// `tags.html` and a page for each tag.
        pub tags: Option<bool>,
    }
}

choice! {
    /// How addresses are made.
    pub enum Urls {
        /// `a/b.md` becomes `a/b.html`.
        Flat = "flat",
        /// `a/b.md` becomes `a/b/index.html`.
        Folder = "folder",
    }
}

choice! {
    /// What is done with raw HTML, as written.
    pub enum WrittenRawHtml {
        /// Cleaned.
        Sanitize = "sanitize",
        /// Kept.
        Allow = "allow",
        /// Shown as text.
        Escape = "escape",
    }
}

/// A playbook's configuration, as meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Config {
    /// The playbook's name; its home page's title unless said.
    pub title: Option<String>,
    /// One sentence about it.
    pub description: Option<String>,
    /// Where it will be published, ending with `/`.
    pub base_url: Option<String>,
    /// The language tag.
    pub language: String,
    /// The theme's name.
    pub theme: String,
    /// The theme's tokens that the playbook sets.
    pub tokens: BTreeMap<String, String>,
    /// The folders.
    pub paths: Paths,
    /// The top of the navigation: title, and the link as written.
    pub navigation: Vec<(Option<String>, String)>,
    /// How addresses are made.
    pub urls: Urls,
    /// What is done with raw HTML.
    pub raw_html: RawHtml,
    /// Values for `:var[name]`.
    pub variables: BTreeMap<String, String>,
    /// Whether all of the file could be read: if not, it has variables that nobody knows.
    pub is_read: bool,
    /// Whether the folders are those that the file names: if not, what lies in them isn't missing.
    pub has_paths: bool,
    /// Whether a page across roles is made, by its name.
    pub switched_off: Vec<&'static str>,
}

impl Config {
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

struct Resolver<'t> {
    file: SourcePath,
    text: Option<&'t str>,
    is_read: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn resolve(&mut self, written: Option<&Written>, sources: &dyn Sources, overrides: &Overrides) -> Config {
        let paths = self.paths(written, sources, overrides);
        let pages = written.and_then(|written| written.pages.as_ref());
        let switch = |name, on: Option<bool>| (on == Some(false)).then_some(name);
        let switched_off = pages
            .map(|p| {
                [
                    switch("compare", p.compare),
                    switch("salary", p.salary),
                    switch("questions", p.questions),
                    switch("faq", p.faq),
                    switch("tags", p.tags),
                ]
            })
            .into_iter()
            .flatten()
            .flatten()
            .collect();
        Config {
            title: written.and_then(|w| w.title.clone()),
            description: written.and_then(|w| w.description.clone()),
            base_url: self.base_url(written, overrides),
            language: self.language(written),
            theme: written.and_then(|w| w.theme.clone()).unwrap_or_else(|| "default".to_owned()),
            tokens: written.map(|w| w.tokens.clone()).unwrap_or_default(),
            paths,
            navigation: written.map(|w| w.navigation.iter().map(|n| (n.title.clone(), n.link.clone())).collect()).unwrap_or_default(),
            urls: written.and_then(|w| w.urls).unwrap_or(Urls::Flat),
            raw_html: match written.and_then(|w| w.raw_html) {
                None | Some(WrittenRawHtml::Sanitize) => RawHtml::Sanitize,
                Some(WrittenRawHtml::Allow) => RawHtml::Allow,
                Some(WrittenRawHtml::Escape) => RawHtml::Escape,
            },
            variables: written.map(|w| w.variables.clone()).unwrap_or_default(),
            is_read: self.is_read,
            has_paths: self.has_paths(written),
            switched_off,
        }
    }

    /// Whether nothing is wrong in `paths`, or with the whole file.
    fn has_paths(&self, written: Option<&Written>) -> bool {
        let Some(text) = self.text else { return true };
        let (locator, field) = (Locator::new(text, 0), FieldPath::key("paths"));
        let has_key = text.get(locator.key(&field)) == Some("paths");
        let paths = locator.field(&field);
        let is_in_paths = |diagnostic: &Diagnostic| diagnostic.place.span.is_some_and(|(start, _)| paths.contains(&start));
        written.is_some() && !(has_key && self.diagnostics.iter().any(is_in_paths))
    }

    fn place(&self, field: &FieldPath) -> Place {
        match self.text {
            Some(text) => Place::span(&self.file, Locator::new(text, 0).field(field)),
            None => Place::file(&self.file),
        }
    }

    fn language(&mut self, written: Option<&Written>) -> String {
        let language = written.and_then(|w| w.language.clone()).unwrap_or_else(|| "en".to_owned());
        match LanguageIdentifier::try_from_str(&language) {
            Ok(tag) => tag.to_string(),
            Err(_) => {
                let place = self.place(&FieldPath::key("language"));
                let message = format!("`{language}` is no language tag");
                self.diagnostics.push(Diagnostic::new(Code::BadLanguage, place, message).hint("write a tag such as `en`, `de` or `fr-CH`"));
                "en".to_owned()
            }
        }
    }

    fn base_url(&mut self, written: Option<&Written>, overrides: &Overrides) -> Option<String> {
        let url = overrides.base_url.clone().or_else(|| written.and_then(|w| w.base_url.clone()))?;
        let address = site_address(&url);
        if address.is_some() {
            return address;
        }
        let place = if overrides.base_url.is_some() { Place::file(&self.file) } else { self.place(&FieldPath::key("base_url")) };
        let message = format!("`{url}` is no address of a site");
        let hint = "write the whole address, for example `https://example.com/hiring/`";
        self.diagnostics.push(Diagnostic::new(Code::WrongType, place, message).hint(hint));
        None
    }

    fn paths(&mut self, written: Option<&Written>, sources: &dyn Sources, overrides: &Overrides) -> Paths {
        let written = written.and_then(|w| w.paths.as_ref());
        let named = |path: Option<&String>, usual: &str| path.map_or_else(|| usual.to_owned(), Clone::clone);
        let content = match written.and_then(|w| w.content.as_ref()) {
            Some(content) => {
                let content = self.folder("content", content);
                if !sources.has_folder(&content) {
                    let place = self.place(&FieldPath::key("paths").then("content"));
                    let message = format!("there is no content folder `{content}`");
                    self.diagnostics
                        .push(Diagnostic::new(Code::MissingContent, place, message).hint("make the folder, or name the right one"));
                }
                content
            }
            // A folder with neither a configuration nor `content/` is content itself.
            None if self.text.is_none() && !sources.has_folder("content") => String::new(),
            None => "content".to_owned(),
        };
        let paths = Paths {
            content,
            output: overrides
                .output
                .clone()
                .unwrap_or_else(|| self.folder("output", &named(written.and_then(|w| w.output.as_ref()), "output"))),
            r#static: self.folder("static", &named(written.and_then(|w| w.r#static.as_ref()), "static")),
            themes: self.folder("themes", &named(written.and_then(|w| w.themes.as_ref()), "themes")),
        };
        self.check_output(&paths, overrides);
        paths
    }

    fn folder(&mut self, key: &str, path: &str) -> String {
        normalize("", path.trim_start_matches('/')).unwrap_or_else(|| {
            let place = self.place(&FieldPath::key("paths").then(key));
            let message = format!("`{path}` lies outside of the playbook");
            self.diagnostics.push(Diagnostic::new(Code::WrongType, place, message).hint("name a folder inside of the playbook's own"));
            key.to_owned()
        })
    }

    fn check_output(&mut self, paths: &Paths, overrides: &Overrides) {
        let output = &paths.output;
        let is_within = |inner: &str, outer: &str| {
            outer.is_empty() || inner == outer || inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'))
        };
        // Where the root itself is content, the output may lie in it: it is never read.
        let own = [&paths.content, &paths.r#static, &paths.themes].map(String::as_str);
        let clash = own
            .into_iter()
            .chain(theme::OWN_FOLDERS)
            .find(|folder| is_within(folder, output) || (!folder.is_empty() && is_within(output, folder)));
        if let Some(folder) = clash {
            let place =
                if overrides.output.is_some() { Place::file(&self.file) } else { self.place(&FieldPath::key("paths").then("output")) };
            let message = match output.as_str() {
                "" => "the output folder would be the playbook's own, or one that holds it".to_owned(),
                _ => format!("the output folder `{output}` would mix with `{folder}`, which is read"),
            };
            self.diagnostics
                .push(Diagnostic::new(Code::OutputHoldsSources, place, message).hint("choose a folder of its own, such as `output`"));
        }
    }
}

/// The address of a site as links begin with it, ending with `/`; `None` when the text is no such address.
pub fn site_address(url: &str) -> Option<String> {
    let is_url = ["http://", "https://"]
        .iter()
        .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| rest.chars().next().is_some_and(char::is_alphanumeric)));
    let is_plain = !url.contains(['?', '#', '"', '<', '>', ' ']);
    (is_url && is_plain).then(|| format!("{}/", url.trim_end_matches('/')))
}
