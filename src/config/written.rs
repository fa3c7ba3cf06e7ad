//! `rolebook.yaml` as written.

use std::collections::BTreeMap;

use crate::{
    choice, record,
    yaml::{Brief, HasBrief},
};

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
        /// The other languages that it is published in, each in a folder of its own: tags, or groups with a translated title.
        pub languages: Vec<Brief<WrittenLanguage>>,
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
        /// What is done with images.
        pub images: Option<WrittenImages>,
        /// Values for `:var[name]`.
        pub variables: BTreeMap<String, String>,
        /// Where a page's file can be edited, such as `https://github.com/acme/playbook/edit/main/{path}`; each page then has a link to it.
        pub edit_url: Option<String>,
        /// What pages show of the git history: `true` the day and the author of the last change, `days` the day alone, `false` nothing.
        pub history: Option<ShownHistory>,
        /// Pages of records and tags that are not made: `salary: false` leaves out `salary.html`.
        pub pages: BTreeMap<String, bool>,
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
    /// What is done with images.
    pub struct WrittenImages as "images" {
        /// Whether smaller variants are made for smaller screens; yes unless said.
        pub resize: Option<bool>,
    }
}

record! {
    /// Another language of the playbook.
    pub struct WrittenLanguage as "language" {
        /// Its tag, such as `de` or `fr-CH`.
        pub language: String = "de",
        /// What it is called in the switch between languages; its own name for itself unless said.
        pub name: Option<String>,
        /// The playbook's name in it.
        pub title: Option<String>,
        /// The sentence about the playbook in it.
        pub description: Option<String>,
    }
}

impl HasBrief for WrittenLanguage {
    const FIELD: &'static str = "language";
    type Value = String;

    fn from_brief(language: String) -> Self {
        Self { language, name: None, title: None, description: None }
    }
}

record! {
    /// One entry of the navigation.
    pub struct WrittenNavigation as "navigation entry" {
        /// The text; the page's title unless said.
        pub title: Option<String>,
        /// The text in the other languages, by tag; the page's title in a language that isn't there.
        pub titles: BTreeMap<String, String>,
        /// A page of the content folder, such as `how-we-hire/index.md` or `salary.html`.
        pub link: String = "how-we-hire/index.md",
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

choice! {
    /// What pages show of the history of their files.
    pub enum ShownHistory {
        /// The day and the author of the last change.
        Everything = "true",
        /// The day alone.
        Days = "days",
        /// Nothing.
        Nothing = "false",
    }
}
