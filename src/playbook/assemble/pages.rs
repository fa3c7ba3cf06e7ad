//! Pages: those that authors wrote, and those made of folders, records and tags.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Assembly, Tags};
use crate::{
    config::{Drafts, Urls},
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    document::Document,
    library::ROLES,
    markdown::{in_words, slugify},
    playbook::{Address, Coverage, Page, PageKind, RecordView, Title, page::Weight},
    records::{Kind, RecordKey},
    sources::SourcePath,
    yaml::{FieldPath, Locator, OneOrMore},
};

/// The name of the page of what the interviews give evidence of.
const COVERAGE: &str = "coverage";

impl<'l> Assembly<'l> {
    /// Adds a page for each Markdown file, and gives the drafts that are left out.
    pub(super) fn add_documents(&mut self) -> BTreeSet<SourcePath> {
        let library = self.library;
        let mut left_out = BTreeSet::new();
        for (path, document) in &library.documents {
            if self.drafts == Drafts::LeftOut && document.front.draft == Some(true) {
                left_out.insert(path.clone());
                continue;
            }
            let shown = self.translation_of(path);
            let page = self.page_of(document, shown);
            let shown = shown.map_or(path, |translation| &translation.path);
            let variants = library.translations.get(path).into_iter().flat_map(BTreeMap::values).chain([path]);
            self.stand_ins.extend(variants.filter(|variant| *variant != shown).map(|variant| (variant.clone(), shown.clone())));
            self.by_source.insert(shown.clone(), page.address.clone());
            self.add_page(page, Some(Place::file(shown)));
        }
        for (path, variants) in library.translations.iter().filter(|(path, _)| library.record_files.contains_key(*path)) {
            self.stand_ins.extend(variants.values().map(|variant| (variant.clone(), path.clone())));
        }
        left_out
    }

    /// The page that says in the playbook's language what a page says; a draft doesn't yet.
    fn translation_of(&self, path: &SourcePath) -> Option<&'l Document> {
        let translation = self.library.document_in(&self.config.language.tag, path)?;
        let is_ready = self.drafts != Drafts::LeftOut || translation.front.draft != Some(true);
        is_ready.then_some(&**translation)
    }

    /// The page of a file. Where it lies and what it is called in links is as in the main language.
    fn page_of(&self, document: &Document, translation: Option<&Document>) -> Page {
        let front = translation.map_or_else(|| document.front.clone(), |translation| translation.front.translating(&document.front));
        let shown = translation.unwrap_or(document);
        let below = document.path.below(&self.config.paths.content).unwrap_or(&document.path);
        let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
        let (folder, name) = stem.rsplit_once('/').unwrap_or(("", stem));
        let is_index = self.is_index(&document.path);
        let in_folder = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        let role = match folder.split('/').collect::<Vec<_>>()[..] {
            [ROLES, role, ..] => Some(Arc::from(role)),
            _ => None,
        };
        let kind = match (is_index, folder.split('/').collect::<Vec<_>>().as_slice()) {
            (false, [""]) if name == "404" => PageKind::NotFound,
            (true, [""]) => PageKind::Home,
            (true, [ROLES, _]) => PageKind::Role,
            (true, _) => PageKind::Section,
            (false, _) => PageKind::Page,
        };
        let last_folder = folder.rsplit('/').next().unwrap_or(folder);
        let fallback = match kind {
            PageKind::Home => self.home_title(),
            PageKind::Section | PageKind::Role => in_words(last_folder),
            _ => in_words(name),
        };
        let heading = |document: &Document| document.markup.title.as_deref().map(|title| self.config.fill(title));
        let title = front.title.clone().or_else(|| heading(shown)).or_else(|| document.front.title.clone()).or_else(|| heading(document));
        let id = front.id.as_ref().map_or_else(|| if is_index { last_folder } else { name }.to_owned(), ToString::to_string);
        Page {
            // A server looks for `404.html`, whatever the other addresses are.
            address: self.config.address(&Address::of_page(
                &in_folder(if is_index { "index" } else { name }),
                if kind == PageKind::NotFound { Urls::Flat } else { self.config.urls },
            )),
            kind,
            source: Some(shown.path.clone()),
            id,
            title: Title::Text(title.unwrap_or(fallback)),
            description: front.description.clone(),
            date: front.date.as_ref().map(|day| day.0),
            updated: front.updated.as_ref().map(|day| day.0),
            owner: front.owner.clone(),
            sources: front.sources.clone(),
            reviewed_on: front.reviewed_on.as_ref().map(|day| day.0),
            review_in: front.review_in,
            tags: front.tags.iter().map(|tag| (slugify(tag), tag.clone())).collect(),
            weight: Weight(front.weight),
            template: front.template.clone(),
            audience: front.audience.clone().map(OneOrMore::into_vec).unwrap_or_default(),
            is_draft: front.draft == Some(true),
            parent: None,
            role,
            language: self.other_language(translation.is_some()),
        }
    }

    /// The title of a home page that has none.
    pub(super) fn home_title(&self) -> String {
        self.config.title.clone().unwrap_or_else(|| "Playbook".to_owned())
    }

    /// `index.md`, or `README.md` where there is no `index.md`.
    pub(super) fn is_index(&self, path: &SourcePath) -> bool {
        let stem = path.stem();
        stem == "index"
            || (stem.eq_ignore_ascii_case("readme")
                && path.join("index.md").is_some_and(|index| !self.library.documents.contains_key(&index)))
    }

    /// Adds a page for each folder that has pages and no page of its own.
    pub(super) fn add_sections(&mut self) {
        let mut folders: BTreeSet<String> = BTreeSet::from([String::new()]);
        for path in self.by_source.keys() {
            let below = path.below(&self.config.paths.content).unwrap_or(path);
            folders.extend(below.match_indices('/').map(|(at, _)| below[..at].to_owned()));
        }
        for (file, records) in self.library.record_files.iter().filter(|(_, records)| records.role.is_some()) {
            let role = file.folder();
            let has_page = self.library.documents.keys().any(|path| path.folder() == role && self.is_index(path));
            // A broken file would have had some.
            let has_records = !records.records.is_empty() || !records.is_read || !records.is_sound;
            if has_records && !has_page && !self.pageless.contains_key(role) {
                let message = format!("the role `{}` has records, but no page", role.rsplit('/').next().unwrap_or(role));
                let hint = format!("add `{role}/index.md` with a title in its front matter");
                self.diagnostics.push(Diagnostic::new(Code::RoleWithoutPage, Place::file(file), message).hint(hint));
                let below = SourcePath::new(role).below(&self.config.paths.content).unwrap_or_default().to_owned();
                let address = self.config.address(&format!("{below}/index.html"));
                self.pageless.insert(role.to_owned(), (records.role.clone(), address));
            }
        }
        for folder in folders {
            let index = self.config.address(&if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") });
            if self.pages.contains_key(&index) {
                continue;
            }
            let (kind, title) = match folder.split('/').collect::<Vec<_>>()[..] {
                [""] => (PageKind::Home, self.home_title()),
                [.., last] => (PageKind::Section, in_words(last)),
                [] => continue,
            };
            let id = folder.rsplit('/').next().unwrap_or_default().to_owned();
            self.add_page(Page { id, ..generated(index, kind, Title::Text(title), None) }, None);
        }
    }

    /// Adds the pages that show the records of all roles, unless the author wrote one or switched it off.
    pub(super) fn add_pages_across(&mut self, records: &BTreeMap<RecordKey, RecordView>) {
        for kind in self.kinds.iter().filter(|kind| kind.across) {
            let address = self.config.address(&format!("{}.html", kind.section));
            // A broken file would have had some.
            let has_records = records.keys().any(|key| key.kind == kind.name)
                || self.library.record_files.values().any(|file| file.kind.name == kind.name && !(file.is_read && file.is_sound));
            if has_records && self.config.makes_page(&kind.section) && !self.is_written(&kind.section) {
                let across = PageKind::Across { kind: Arc::clone(&kind.name), section: Arc::clone(&kind.section) };
                self.add_page(generated(address, across, title_of(kind), None), None);
            }
        }
    }

    /// Adds the pages of records that have one of their own.
    pub(super) fn add_pages_of_records(&mut self, records: &BTreeMap<RecordKey, RecordView>) {
        for kind in self.kinds.iter().filter(|kind| kind.has_pages) {
            for (key, view) in records.iter().filter(|(key, _)| key.kind == kind.name) {
                let title = Title::Text(view.record.title.clone().unwrap_or_else(|| key.id.to_string()));
                // What is a role's lies in the role's folder, and the rest below the page of its kind.
                let across = self.config.address(&format!("{}.html", kind.section));
                let parent = (key.role.is_none() && self.pages.contains_key(&across)).then_some(across);
                let page = generated(self.config.address(&path_of_record(key, kind)), PageKind::Record(key.clone()), title, parent);
                self.add_page(
                    Page { role: key.role.clone(), language: view.language.clone(), weight: Weight(view.order()), ..page },
                    Some(Place::file(&view.record.written.file)),
                );
            }
        }
    }

    /// Adds the page of what the interviews give evidence of, unless the author wrote one or switched it off.
    pub(super) fn add_coverage(&mut self, coverage: &Coverage) {
        if !coverage.roles.is_empty() && self.config.makes_page(COVERAGE) && !self.is_written(COVERAGE) {
            self.add_page(generated(self.config.address(&format!("{COVERAGE}.html")), PageKind::Coverage, word(COVERAGE), None), None);
        }
    }

    /// Says which pages the configuration switches that nobody makes.
    pub(super) fn check_switches(&mut self) {
        let kinds = self.kinds;
        let names = || kinds.iter().filter(|kind| kind.across).map(|kind| &*kind.section).chain([COVERAGE, "tags"]);
        let file = SourcePath::new(crate::config::FILE);
        for name in self.config.pages.keys().filter(|name| !names().any(|known| known == *name)) {
            let text = (self.read)(&file).unwrap_or_default();
            let place = Place::span(&file, Locator::new(&text, 0).key(&FieldPath::key("pages").then(name)));
            let hint = did_you_mean(name, names()).unwrap_or_else(|| format!("there are {}", names().collect::<Vec<_>>().join(", ")));
            let message = format!("Rolebook makes no page `{name}` that could be switched off");
            self.diagnostics.push(Diagnostic::new(Code::UnknownKey, place, message).hint(hint));
        }
    }

    /// Whether the author wrote the page of this name at the top.
    pub(super) fn is_written(&self, name: &str) -> bool {
        let places = [Address::of_page(name, self.config.urls), Address::new(format!("{name}.html"))];
        places.iter().any(|place| self.pages.contains_key(&self.config.address(place)))
    }

    pub(super) fn add_tags(&mut self) -> Tags {
        let mut tags: Tags = BTreeMap::new();
        if !self.config.makes_page("tags") {
            for page in self.pages.values_mut() {
                page.tags.clear();
            }
            return tags;
        }
        let slugs = tag_slugs(self.pages.values().flat_map(|page| &page.tags).map(|(_, name)| &**name));
        for page in self.pages.values_mut() {
            for (slug, name) in &mut page.tags {
                if let Some(distinct) = slugs.get(&tag_key(name)) {
                    slug.clone_from(distinct);
                }
            }
            let mut seen = BTreeSet::new();
            page.tags.retain(|(slug, _)| seen.insert(slug.clone()));
            for (slug, name) in &page.tags {
                tags.entry(slug.clone()).or_insert_with(|| (name.clone(), Vec::new())).1.push(page.address.clone());
            }
        }
        let is_written = self.is_written("tags");
        if !tags.is_empty() && !is_written {
            self.add_page(generated(self.config.address("tags.html"), PageKind::Tags, word("tags"), None), None);
        }
        for (slug, (name, _)) in &tags {
            let parent = (!is_written).then(|| self.config.address("tags.html"));
            let address = self.config.address(&format!("tags/{slug}.html"));
            self.add_page(generated(address, PageKind::Tag(slug.clone()), Title::Text(name.clone()), parent), None);
        }
        tags
    }

    /// Adds the page that a reader sees whose link leads nowhere, unless the author wrote `404.md`.
    pub(super) fn add_not_found(&mut self) {
        if !self.pages.values().any(|page| page.kind == PageKind::NotFound) {
            self.add_page(generated(self.config.address("404.html"), PageKind::NotFound, word("not_found"), None), None);
        }
    }

    /// Gives each page the section that it lies in: its folder's page, for that the folder above.
    pub(super) fn set_parents(&mut self) {
        let indexes: BTreeMap<String, Address> = self
            .pages
            .values()
            .filter(|page| matches!(page.kind, PageKind::Home | PageKind::Section | PageKind::Role))
            .map(|page| (page.address.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned(), page.address.clone()))
            .collect();
        for page in self.pages.values_mut().filter(|page| page.parent.is_none() && page.kind != PageKind::Home) {
            let mut folder = page.address.rsplit_once('/').map_or("", |(folder, _)| folder);
            loop {
                match indexes.get(folder).filter(|index| **index != page.address) {
                    Some(index) => {
                        page.parent = Some(index.clone());
                        break;
                    }
                    None if folder.is_empty() => break,
                    None => folder = folder.rsplit_once('/').map_or("", |(above, _)| above),
                }
            }
        }
    }
}

/// Where the page of a record lies: in its role's folder, else at the top, in a folder of its section.
pub fn path_of_record(key: &RecordKey, kind: &Kind) -> String {
    let folder = key.role.as_ref().map(|role| format!("{ROLES}/{role}/")).unwrap_or_default();
    format!("{folder}{}/{}.html", kind.section, key.id)
}

/// The heading of a kind's records.
pub(super) fn title_of(kind: &Kind) -> Title {
    Title::Word { key: Arc::clone(&kind.section), otherwise: Arc::clone(&kind.title) }
}

fn word(key: &str) -> Title {
    Title::Word { key: key.into(), otherwise: key.into() }
}

fn generated(address: Address, kind: PageKind, title: Title, parent: Option<Address>) -> Page {
    Page {
        address,
        kind,
        source: None,
        id: String::new(),
        title,
        description: None,
        date: None,
        updated: None,
        owner: None,
        sources: Vec::new(),
        reviewed_on: None,
        review_in: None,
        tags: Vec::new(),
        weight: Weight::default(),
        template: None,
        audience: Vec::new(),
        is_draft: false,
        parent,
        role: None,
        language: None,
    }
}

/// What two spellings of one tag share: letter case doesn't count, and a space is a hyphen.
fn tag_key(name: &str) -> String {
    name.trim().to_lowercase().replace(char::is_whitespace, "-")
}

/// A slug for each tag, by its key. `C#` and `c++` would both be `c`, so later ones get a number.
///
/// A tag that is its own slug keeps it, so that a tag beside it never moves the address of `c` or `c-2`.
fn tag_slugs<'a>(names: impl Iterator<Item = &'a str>) -> BTreeMap<String, String> {
    let keys: BTreeSet<String> = names.map(tag_key).collect();
    let (plain, other): (Vec<String>, Vec<String>) = keys.into_iter().partition(|key| slugify(key) == *key);
    let mut taken = BTreeSet::new();
    plain.into_iter().chain(other).map(|key| (key.clone(), distinct_slug(&key, &mut taken))).collect()
}

/// A slug that no tag has yet: the tag's own, or that with `-2`, `-3` ….
fn distinct_slug(key: &str, taken: &mut BTreeSet<String>) -> String {
    let slug = slugify(key);
    let base = if slug.is_empty() { "tag".to_owned() } else { slug };
    let mut distinct = base.clone();
    let mut number = 1;
    while !taken.insert(distinct.clone()) {
        number += 1;
        distinct = format!("{base}-{number}");
    }
    distinct
}
