//! From the configuration as written to the one that is meant.

use super::{
    Config, EditUrl, Entry, Language, Overrides, Paths, Urls, Written, WrittenNavigation, WrittenRawHtml, site_address,
    tag::{self, NoTag},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    markdown::RawHtml,
    sources::{SourcePath, Sources, normalize},
    theme,
    yaml::{Brief, FieldPath, Locator},
};

/// Makes a [`Config`] of what was written, and says what is wrong in it.
pub(super) struct Resolver<'t> {
    pub(super) file: SourcePath,
    pub(super) text: Option<&'t str>,
    pub(super) is_read: bool,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Resolver<'_> {
    pub(super) fn resolve(&mut self, written: Option<&Written>, sources: &dyn Sources, overrides: &Overrides) -> Config {
        let paths = self.paths(written, sources, overrides);
        let pages = written.map(|written| written.pages.clone()).unwrap_or_default();
        let language = self.language(written);
        let languages = self.languages(written, &language, &paths, sources);
        Config {
            title: written.and_then(|w| w.title.clone()),
            description: written.and_then(|w| w.description.clone()),
            base_url: self.base_url(written, overrides),
            language,
            languages,
            prefix: String::new(),
            theme: written.and_then(|w| w.theme.clone()).unwrap_or_else(|| "default".to_owned()),
            tokens: written.map(|w| w.tokens.clone()).unwrap_or_default(),
            paths,
            navigation: written.map(navigation).unwrap_or_default(),
            urls: written.and_then(|w| w.urls).unwrap_or(Urls::Flat),
            raw_html: match written.and_then(|w| w.raw_html) {
                None | Some(WrittenRawHtml::Sanitize) => RawHtml::Sanitize,
                Some(WrittenRawHtml::Allow) => RawHtml::Allow,
                Some(WrittenRawHtml::Escape) => RawHtml::Escape,
            },
            resizes_images: written.and_then(|w| w.images.as_ref()?.resize).unwrap_or(true),
            variables: written.map(|w| w.variables.clone()).unwrap_or_default(),
            is_read: self.is_read,
            has_paths: self.has_paths(written),
            edit_url: written.and_then(|w| self.edit_url(w.edit_url.as_deref()?)),
            history: written.and_then(|w| w.history),
            pages,
        }
    }

    /// Whether nothing is wrong in `paths` and `theme`, so that it is known where the theme lies.
    fn has_paths(&self, written: Option<&Written>) -> bool {
        let Some(text) = self.text else { return true };
        let locator = Locator::new(text, 0);
        let is_lost = |key: &str| {
            let field = FieldPath::key(key);
            let value = locator.field(&field);
            let is_here = |diagnostic: &Diagnostic| diagnostic.place.span.is_some_and(|(start, _)| value.contains(&start));
            text.get(locator.key(&field)) == Some(key) && self.diagnostics.iter().any(is_here)
        };
        // A line that can't be read may be one of them.
        let is_torn = self.diagnostics.iter().any(|found| matches!(found.code, Code::YamlSyntax | Code::YamlTab));
        written.is_some() && !["paths", "theme"].into_iter().any(is_lost) && !is_torn
    }

    fn place(&self, field: &FieldPath) -> Place {
        match self.text {
            Some(text) => Place::span(&self.file, Locator::new(text, 0).field(field)),
            None => Place::file(&self.file),
        }
    }

    /// The main language.
    fn language(&mut self, written: Option<&Written>) -> Language {
        let field = FieldPath::key("language");
        let tag = written.and_then(|w| w.language.clone()).and_then(|tag| self.tag(&tag, &field));
        match tag {
            Some(tag) => Language { named_at: Some(field), ..Language::of(tag) },
            None => Language::of("en".to_owned()),
        }
    }

    /// All languages, the main one first.
    fn languages(&mut self, written: Option<&Written>, main: &Language, paths: &Paths, sources: &dyn Sources) -> Vec<Language> {
        let mut languages = vec![main.clone()];
        for (index, Brief(other)) in written.map(|w| &w.languages).into_iter().flatten().enumerate() {
            let item = FieldPath::key("languages").item(index);
            let field = item.then("language");
            let Some(tag) = self.tag(&other.language, &field) else { continue };
            if languages.iter().any(|known| known.tag == tag) {
                let message = format!("the language `{tag}` stands here a second time");
                let hint = "take it out; the main language, which `language` names, isn't listed among the others";
                let diagnostic = Diagnostic::new(Code::BadLanguage, self.place(&field), message).hint(hint);
                self.diagnostics.push(diagnostic);
                continue;
            }
            let usual = Language::of(tag);
            let folder = usual.folder();
            let folder = folder.trim_end_matches('/');
            let taken =
                [&paths.content, &paths.r#static].map(|top| if top.is_empty() { folder.to_owned() } else { format!("{top}/{folder}") });
            if let Some(taken) = taken.iter().find(|taken| sources.has_folder(taken)) {
                let message = format!("the folder `{taken}` would be published where the pages in `{}` lie", usual.tag);
                let diagnostic = Diagnostic::new(Code::DuplicateAddress, self.place(&field), message).hint("give the folder another name");
                self.diagnostics.push(diagnostic);
                continue;
            }
            let name = other.name.clone().unwrap_or_else(|| usual.name.clone());
            let (title, description) = (other.title.clone(), other.description.clone());
            languages.push(Language { name, title, description, named_at: Some(field), ..usual });
        }
        languages
    }

    fn tag(&mut self, written: &str, field: &FieldPath) -> Option<String> {
        let tag = tag::parse(written);
        if let Err(NoTag { hint }) = &tag {
            let message = format!("no language has the tag `{written}`");
            self.diagnostics.push(Diagnostic::new(Code::BadLanguage, self.place(field), message).hint(hint.as_str()));
        }
        tag.ok()
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

    fn edit_url(&mut self, template: &str) -> Option<EditUrl> {
        let found = EditUrl::parse(template);
        if let Err(problem) = &found {
            let place = self.place(&FieldPath::key("edit_url"));
            self.diagnostics.push(Diagnostic::new(Code::WrongType, place, &*problem.message).hint(&*problem.hint));
        }
        found.ok()
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
        let is_absolute = path.starts_with('/') || path.get(1..3).is_some_and(|drive| matches!(drive, ":/" | ":\\"));
        (if is_absolute { None } else { normalize("", path) }).unwrap_or_else(|| {
            let place = self.place(&FieldPath::key("paths").then(key));
            let message = format!("`{path}` lies outside of the playbook");
            self.diagnostics.push(
                Diagnostic::new(Code::WrongType, place, message)
                    .hint("name a folder inside of the playbook's own, such as `site`; `--output` publishes anywhere"),
            );
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
            let (place, named, hint) = match overrides.output {
                Some(_) => (Place::option("--output"), "after `--output` ", "name a folder of its own after `--output`, such as `output`"),
                None => (self.place(&FieldPath::key("paths").then("output")), "", "choose a folder of its own, such as `output`"),
            };
            let message = match output.as_str() {
                "" => format!("the output folder {named}would be the playbook's own, or one that holds it"),
                _ => format!("the output folder `{output}` {named}would mix with `{folder}`, which is read"),
            };
            self.diagnostics.push(Diagnostic::new(Code::OutputHoldsSources, place, message).hint(hint));
        }
    }
}

fn navigation(written: &Written) -> Vec<Entry> {
    let entry = |entry: &WrittenNavigation| Entry { title: entry.title.clone(), titles: entry.titles.clone(), link: entry.link.clone() };
    written.navigation.iter().map(entry).collect()
}
