//! Files that are copied, and redirects.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use percent_encoding::percent_decode_str;

use super::Assembly;
use crate::{
    config::Urls,
    diagnostic::{Code, Diagnostic, Place},
    document::Document,
    markdown::{Link, LinkKind},
    playbook::Address,
    sources::SourcePath,
    yaml::FieldPath,
};

impl<'l> Assembly<'l> {
    pub(super) fn files(&mut self) -> BTreeMap<SourcePath, Address> {
        let wanted = self.wanted_files();
        let content = self.library.files.iter().filter(|path| wanted.contains(*path)).map(|path| (path, &self.config.paths.content));
        let statics = self.library.static_files.iter().map(|path| (path, &self.config.paths.r#static));
        let mut files = BTreeMap::new();
        for (path, folder) in content.chain(statics) {
            let address = Address::new(path.below(folder).unwrap_or(path));
            // Files are shared by all languages.
            if !self.taken.is_taken_by(&address, &Place::file(path)) {
                self.take(&address, Some(Place::file(path)));
            }
            files.insert(path.clone(), address);
        }
        files
    }

    /// The files of the content folder that are published: those in a page's own folder, and those that a text links.
    ///
    /// Where the project's root is content, nobody said that what lies there is meant for readers, so only what is linked is.
    pub(super) fn wanted_files(&self) -> BTreeSet<SourcePath> {
        let library = self.library;
        let documents = self.by_source.keys().filter_map(|path| library.document(path)).map(|document| &document.markup);
        let files = library.record_files.iter().flat_map(|(path, file)| [Some(file), library.records_in(&self.config.language.tag, path)]);
        let records = files.flatten().flat_map(|file| &file.records).flat_map(|record| record.prose.values());
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
        let linked: BTreeSet<SourcePath> = linked.collect();
        // What stands in the place of an image in the dark is named by the image.
        let dark: Vec<SourcePath> = linked.iter().filter_map(|path| crate::images::dark(path)).map(SourcePath::from).collect();
        linked.into_iter().chain(beside).chain(dark).collect()
    }

    /// The aliases that a page's file gives, and those of the file that it translates.
    fn written_aliases(&self, path: &SourcePath) -> Vec<(&'l Document, usize, &'l str)> {
        let original = self.library.originals.get(path);
        let documents = [Some(path), original].into_iter().flatten().filter_map(|path| self.library.document(path));
        let aliases = |document: &'l Arc<Document>| {
            document.front.aliases.iter().enumerate().map(move |(index, alias)| (&**document, index, alias.as_str()))
        };
        documents.flat_map(aliases).collect()
    }

    pub(super) fn aliases(&mut self) -> BTreeMap<Address, Address> {
        let mut aliases = BTreeMap::new();
        for (path, address) in self.by_source.clone() {
            for (document, index, alias) in self.written_aliases(&path) {
                let place = self.place_of(document, &FieldPath::key("aliases").item(index));
                let at: Vec<Address> = addresses_of_alias(alias, self.config.urls).iter().map(|at| self.config.address(at)).collect();
                if at.is_empty() {
                    let message = format!("`{alias}` is no address of this site");
                    let hint = "write what stood after the site's own address, such as `old/page.html`";
                    self.diagnostics.push(Diagnostic::new(Code::WrongType, place.clone(), message).hint(hint));
                }
                // Where one of two places is the page's own, the page is found there without help.
                let is_own = |place: &Address| at.len() > 1 && *place == address;
                // `/e` and `/e/` are nearly the same, and have one place in common.
                let is_there = |place: &Address| aliases.get(place) == Some(&address);
                let wanted: Vec<&Address> = at.iter().filter(|at| !is_own(at) && !is_there(at)).collect();
                for at in wanted {
                    if !self.take(at, Some(place.clone())) {
                        break;
                    }
                    aliases.insert(at.clone(), address.clone());
                }
            }
        }
        aliases
    }
}

/// What an alias is published at, as the author of the page before may have known its address; nothing when it is none of this site.
///
/// A redirect is HTML, so it is published under a name that servers send as a page. An address without such a name, `old/plan` or
/// `rel/v1.2`, is published twice, for servers look for it in two places: `old/plan/index.html` is found by all (nginx, Apache and S3
/// send the browser on to `old/plan/`), and `old/plan.html` is what GitHub Pages and Netlify take first, and what `old/plan.md` became
/// here.
fn addresses_of_alias(alias: &str, urls: Urls) -> Vec<Address> {
    let is_other_site = alias.contains("://") || alias.starts_with("//");
    let path = alias.trim_start_matches('/').split(['#', '?']).next().unwrap_or_default();
    let path = &*percent_decode_str(path).decode_utf8_lossy();
    let Some(written) = crate::sources::normalize("", path).filter(|_| !is_other_site) else { return Vec::new() };
    let last = written.rsplit('/').next().unwrap_or_default();
    let extension = last.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        _ if written.is_empty() => vec![Address::new("index.html")],
        _ if path.ends_with('/') => vec![Address::new(format!("{written}/index.html"))],
        "md" | "markdown" => vec![Address::of_page(&written[..written.len() - extension.len() - 1], urls)],
        extension if PAGES.contains(&extension) => vec![Address::new(written)],
        _ => vec![Address::new(format!("{written}.html")), Address::new(format!("{written}/index.html"))],
    }
}

/// What the names of pages end in, on this kind of site and on those that had a program behind them.
const PAGES: [&str; 8] = ["html", "htm", "xhtml", "php", "asp", "aspx", "jsp", "cgi"];
