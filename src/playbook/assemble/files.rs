//! Files that are copied, and redirects.

use std::collections::{BTreeMap, BTreeSet};

use super::Assembly;
use crate::{
    config::Urls,
    diagnostic::{Code, Diagnostic, Place},
    markdown::{Link, LinkKind},
    playbook::Address,
    sources::SourcePath,
    yaml::FieldPath,
};

impl Assembly<'_> {
    pub(super) fn files(&mut self) -> BTreeMap<SourcePath, Address> {
        let wanted = self.wanted_files();
        let content = self.library.files.iter().filter(|path| wanted.contains(*path)).map(|path| (path, &self.config.paths.content));
        let statics = self.library.static_files.iter().map(|path| (path, &self.config.paths.r#static));
        let mut files = BTreeMap::new();
        for (path, folder) in content.chain(statics) {
            let address = Address::new(path.below(folder).unwrap_or(path));
            self.take(&address, Some(Place::file(path)));
            files.insert(path.clone(), address);
        }
        files
    }

    /// The files of the content folder that are published: those in a page's own folder, and those that a text links.
    ///
    /// Where the project's root is content, nobody said that what lies there is meant for readers, so only what is linked is.
    pub(super) fn wanted_files(&self) -> BTreeSet<SourcePath> {
        let library = self.library;
        let documents = self.by_source.keys().filter_map(|path| library.documents.get(path)).map(|document| &document.markup);
        let records = library.record_files.values().flat_map(|file| &file.records).flat_map(|record| record.prose.values());
        let linked = documents.chain(records).flat_map(|markup| {
            let file = |link: &Link| {
                let target = self.config.fill(&link.target);
                crate::playbook::links::linked_file(&target, markup.origins[link.origin].file(), &self.config.paths.content)
            };
            markup.links.iter().filter(|link| link.kind != LinkKind::Wiki).filter_map(file)
        });
        let folders: BTreeSet<&str> = match self.config.paths.content.as_str() {
            "" => BTreeSet::new(),
            _ => self.by_source.keys().map(|path| path.folder()).collect(),
        };
        let beside = library.files.iter().filter(|path| folders.contains(path.folder())).cloned();
        linked.chain(beside).collect()
    }

    pub(super) fn aliases(&mut self) -> BTreeMap<Address, Address> {
        let library = self.library;
        let mut aliases = BTreeMap::new();
        for (path, address) in self.by_source.clone() {
            let Some(document) = library.documents.get(&path) else { continue };
            for (index, alias) in document.front.aliases.iter().enumerate() {
                let place = self.place_of(document, &FieldPath::key("aliases").item(index));
                match address_of_alias(alias, self.config.urls) {
                    Some(at) if self.take(&at, Some(place.clone())) => drop(aliases.insert(at, address.clone())),
                    Some(_) => {}
                    None => {
                        let message = format!("`{alias}` is no address of this site");
                        let hint = "write what stood after the site's own address, such as `old/page.html`";
                        self.diagnostics.push(Diagnostic::new(Code::WrongType, place, message).hint(hint));
                    }
                }
            }
        }
        aliases
    }
}

/// The address that an alias means, as the author of the page before may have known it; `None` when it is none of this site.
fn address_of_alias(alias: &str, urls: Urls) -> Option<Address> {
    let written = alias.trim_start_matches('/').split(['#', '?']).next().unwrap_or_default();
    let written = written.strip_suffix(".md").map_or_else(|| written.to_owned(), |stem| Address::of_page(stem, urls).to_string());
    let at = match written.rsplit('/').next() {
        Some("") => format!("{written}index.html"),
        Some(name) if name.contains('.') => written,
        _ => format!("{written}.html"),
    };
    let is_other_site = alias.contains("://") || alias.starts_with("//");
    crate::sources::normalize("", &at).filter(|at| !is_other_site && !at.is_empty()).map(Address::new)
}
