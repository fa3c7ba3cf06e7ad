//! Makes a playbook of what was parsed.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Address, Filter, Page, PageKind, Playbook, RecordView, Section, Title, backlinks, broken::Broken, tree};
use crate::{
    config::{Config, Drafts, Urls},
    diagnostic::{Code, Diagnostic, Place},
    document::Document,
    front_matter::{self, Split},
    library::{Library, ROLES},
    markdown::{DirectiveUse, Heading, Link, LinkKind, slugify},
    records::{KINDS, RecordKey, Records},
    sources::SourcePath,
    yaml::{Datum, FieldPath, Locator, OneOrMore},
};

/// Makes the playbook. `read` gives a file's whole text, for the places of mistakes.
pub fn assemble(
    library: &Library,
    config: &Arc<Config>,
    drafts: Drafts,
    read: &dyn Fn(&SourcePath) -> Option<Arc<str>>,
) -> (Playbook, Vec<Diagnostic>) {
    let mut assembly = Assembly {
        library,
        config,
        read,
        pages: BTreeMap::new(),
        by_source: BTreeMap::new(),
        taken: BTreeMap::new(),
        unsound: BTreeSet::new(),
        diagnostics: Vec::new(),
    };
    let left_out = assembly.add_documents(drafts);
    assembly.add_sections();
    let records = assembly.records(&left_out);
    assembly.add_pages_across(&records);
    let tags = assembly.add_tags();
    assembly.add_not_found();
    let files = assembly.files();
    let aliases = assembly.aliases();
    let by_id = assembly.ids();
    assembly.set_parents();
    assembly.finish(left_out, records, tags, files, aliases, by_id)
}

struct Assembly<'a> {
    library: &'a Library,
    config: &'a Arc<Config>,
    read: &'a dyn Fn(&SourcePath) -> Option<Arc<str>>,
    pages: BTreeMap<Address, Page>,
    by_source: BTreeMap<SourcePath, Address>,
    /// What takes each address, for the second place of a clash.
    taken: BTreeMap<String, Option<Place>>,
    /// The kinds of records with a mistake between records.
    unsound: BTreeSet<&'static str>,
    diagnostics: Vec<Diagnostic>,
}

type Tags = BTreeMap<String, (String, Vec<Address>)>;

impl Assembly<'_> {
    /// Adds a page for each Markdown file, and gives the drafts that are left out.
    fn add_documents(&mut self, drafts: Drafts) -> BTreeSet<SourcePath> {
        let library = self.library;
        let mut left_out = BTreeSet::new();
        for (path, document) in &library.documents {
            if drafts == Drafts::LeftOut && document.front.draft == Some(true) {
                left_out.insert(path.clone());
                continue;
            }
            let page = self.page_of(document);
            self.by_source.insert(path.clone(), page.address.clone());
            self.add_page(page, Some(Place::file(path)));
        }
        left_out
    }

    fn page_of(&self, document: &Document) -> Page {
        let front = &document.front;
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
            PageKind::Section | PageKind::Role => humanize(last_folder),
            _ => humanize(name),
        };
        let heading = document.markup.title.as_deref().map(|title| self.config.fill(title));
        let id = front.id.as_ref().map_or_else(|| if is_index { last_folder } else { name }.to_owned(), ToString::to_string);
        Page {
            // A server looks for `404.html`, whatever the other addresses are.
            address: Address::of_page(
                &in_folder(if is_index { "index" } else { name }),
                if kind == PageKind::NotFound { Urls::Flat } else { self.config.urls },
            ),
            kind,
            source: Some(document.path.clone()),
            id,
            title: Title::Text(front.title.clone().or(heading).unwrap_or(fallback)),
            description: front.description.clone(),
            date: front.date.as_ref().map(|day| day.0),
            updated: front.updated.as_ref().map(|day| day.0),
            owner: front.owner.clone(),
            reviewed_on: front.reviewed_on.as_ref().map(|day| day.0),
            review_in: front.review_in,
            tags: front.tags.iter().map(|tag| (slugify(tag), tag.clone())).collect(),
            weight: front.weight,
            template: front.template.clone(),
            audience: front.audience.clone().map(OneOrMore::into_vec).unwrap_or_default(),
            is_draft: front.draft == Some(true),
            parent: None,
            role,
        }
    }

    /// The title of a home page that has none.
    fn home_title(&self) -> String {
        self.config.title.clone().unwrap_or_else(|| "Playbook".to_owned())
    }

    /// `index.md`, or `README.md` where there is no `index.md`.
    fn is_index(&self, path: &SourcePath) -> bool {
        let stem = path.stem();
        stem == "index"
            || (stem.eq_ignore_ascii_case("readme")
                && path.join("index.md").is_some_and(|index| !self.library.documents.contains_key(&index)))
    }

    /// Adds a page for each folder that has pages and no page of its own.
    fn add_sections(&mut self) {
        let mut folders: BTreeSet<String> = BTreeSet::from([String::new()]);
        for path in self.by_source.keys() {
            let below = path.below(&self.config.paths.content).unwrap_or(path);
            folders.extend(below.match_indices('/').map(|(at, _)| below[..at].to_owned()));
        }
        for file in self.library.record_files.keys() {
            let role = file.folder();
            let has_page = self.library.documents.keys().any(|path| path.folder() == role && self.is_index(path));
            if !has_page {
                let message = format!("the role `{}` has records, but no page", role.rsplit('/').next().unwrap_or(role));
                let hint = format!("add `{role}/index.md` with a title in its front matter");
                self.diagnostics.push(Diagnostic::new(Code::RoleWithoutPage, Place::file(file), message).hint(hint));
            }
        }
        for folder in folders {
            let index = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
            if self.pages.contains_key(&*index) {
                continue;
            }
            let (kind, title) = match folder.split('/').collect::<Vec<_>>()[..] {
                [""] => (PageKind::Home, self.home_title()),
                [.., last] => (PageKind::Section, humanize(last)),
                [] => continue,
            };
            let id = folder.rsplit('/').next().unwrap_or_default().to_owned();
            self.add_page(Page { id, ..generated(&index, kind, Title::Text(title), None) }, None);
        }
    }

    /// What is shown of each record; a role whose page is a draft that is left out takes its records with it.
    fn records(&mut self, left_out: &BTreeSet<SourcePath>) -> BTreeMap<RecordKey, RecordView> {
        let drafts: BTreeSet<&str> = left_out.iter().filter(|path| self.is_index(path)).map(|path| path.folder()).collect();
        let all: Records = self
            .library
            .record_files
            .iter()
            .filter(|(path, _)| !drafts.contains(path.folder()))
            .flat_map(|(_, file)| &file.records)
            .map(|record| (record.key.clone(), Arc::clone(record)))
            .collect();
        let roles = self.pages.values().filter(|page| page.kind == PageKind::Role).filter_map(|page| page.role.clone()).collect();
        let mut findings = Vec::new();
        let mut resolved: BTreeMap<RecordKey, Datum> = KINDS.iter().flat_map(|kind| (kind.resolve)(&all, &roles, &mut findings)).collect();
        for (key, finding) in findings {
            if let Some(record) = all.get(&key) {
                let text = (self.read)(&record.file).unwrap_or_default();
                self.diagnostics.push(record.diagnose(finding, &text));
                self.unsound.insert(key.kind);
            }
        }
        all.iter()
            .map(|(key, record)| {
                let datum = Arc::new(resolved.remove(key).unwrap_or_else(|| record.datum.clone()));
                (key.clone(), RecordView { record: Arc::clone(record), datum })
            })
            .collect()
    }

    /// Adds the pages that show the records of all roles, unless the author wrote one or switched it off.
    fn add_pages_across(&mut self, records: &BTreeMap<RecordKey, RecordView>) {
        for kind in KINDS {
            let address = format!("{}.html", kind.section);
            // A broken file would have had some.
            let has_records = records.keys().any(|key| key.kind == kind.name)
                || self.library.record_files.values().any(|file| file.kind.name == kind.name && !file.is_read);
            if has_records && !self.config.switched_off.contains(&kind.section) && !self.is_written(kind.section) {
                self.add_page(generated(&address, PageKind::Across(kind.section), Title::Word(kind.section), None), None);
            }
        }
    }

    /// Whether the author wrote the page of this name at the top.
    fn is_written(&self, name: &str) -> bool {
        self.pages.contains_key(&Address::of_page(name, self.config.urls)) || self.pages.contains_key(&*format!("{name}.html"))
    }

    fn add_tags(&mut self) -> Tags {
        let mut tags: Tags = BTreeMap::new();
        if self.config.switched_off.contains(&"tags") {
            for page in self.pages.values_mut() {
                page.tags.clear();
            }
            return tags;
        }
        for page in self.pages.values_mut() {
            let mut seen = BTreeSet::new();
            page.tags.retain(|(slug, _)| seen.insert(slug.clone()));
            for (slug, name) in &page.tags {
                tags.entry(slug.clone()).or_insert_with(|| (name.clone(), Vec::new())).1.push(page.address.clone());
            }
        }
        let is_written = self.is_written("tags");
        if !tags.is_empty() && !is_written {
            self.add_page(generated("tags.html", PageKind::Tags, Title::Word("tags"), None), None);
        }
        for (slug, (name, _)) in &tags {
            let parent = (!is_written).then(|| Address::new("tags.html"));
            self.add_page(generated(&format!("tags/{slug}.html"), PageKind::Tag(slug.clone()), Title::Text(name.clone()), parent), None);
        }
        tags
    }

    /// Adds the page that a reader sees whose link leads nowhere, unless the author wrote `404.md`.
    fn add_not_found(&mut self) {
        if !self.pages.values().any(|page| page.kind == PageKind::NotFound) {
            self.add_page(generated("404.html", PageKind::NotFound, Title::Word("not_found"), None), None);
        }
    }

    fn files(&mut self) -> BTreeMap<SourcePath, Address> {
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
    fn wanted_files(&self) -> BTreeSet<SourcePath> {
        let library = self.library;
        let documents = self.by_source.keys().filter_map(|path| library.documents.get(path)).map(|document| &document.markup);
        let records = library.record_files.values().flat_map(|file| &file.records).flat_map(|record| record.prose.values());
        let linked = documents.chain(records).flat_map(|markup| {
            let file =
                |link: &Link| super::links::linked_file(&link.target, markup.origins[link.origin].file(), &self.config.paths.content);
            markup.links.iter().filter(|link| link.kind != LinkKind::Wiki).filter_map(file)
        });
        let folders: BTreeSet<&str> = match self.config.paths.content.as_str() {
            "" => BTreeSet::new(),
            _ => self.by_source.keys().map(|path| path.folder()).collect(),
        };
        let beside = library.files.iter().filter(|path| folders.contains(path.folder())).cloned();
        linked.chain(beside).collect()
    }

    fn aliases(&mut self) -> BTreeMap<Address, Address> {
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

    /// The place of a field of a page's front matter.
    fn place_of(&self, document: &Document, field: &FieldPath) -> Place {
        let text = (self.read)(&document.path).unwrap_or_default();
        let span = match front_matter::split(&text) {
            Split::Parts { yaml, .. } => Locator::new(&text[yaml.clone()], yaml.start).field(field),
            Split::Unclosed => 0..0,
        };
        Place::span(&document.path, span)
    }

    /// Pages by the id for wiki links. An id that was chosen stands once; one made from a file's name may be ambiguous.
    fn ids(&mut self) -> BTreeMap<String, Vec<Address>> {
        let mut by_id: BTreeMap<String, Vec<Address>> = BTreeMap::new();
        for page in self.pages.values().filter(|page| !page.id.is_empty()) {
            by_id.entry(page.id.clone()).or_default().push(page.address.clone());
        }
        let library = self.library;
        let mut chosen: BTreeMap<&str, &Document> = BTreeMap::new();
        for document in self.by_source.keys().filter_map(|path| library.documents.get(path)) {
            let Some(id) = &document.front.id else { continue };
            if let Some(first) = chosen.insert(id, document) {
                let place = |document: &Document| self.place_of(document, &FieldPath::key("id"));
                let diagnostic = Diagnostic::new(Code::DuplicateId, place(document), format!("two pages have the id `{id}`"))
                    .related(place(first), "the first one")
                    .hint("give one of the two another id");
                self.diagnostics.push(diagnostic);
            }
            by_id.insert(id.to_string(), self.by_source.get(&document.path).cloned().into_iter().collect());
        }
        by_id
    }

    fn add_page(&mut self, page: Page, place: Option<Place>) {
        if self.take(&page.address, place) {
            self.pages.insert(page.address.clone(), page);
        }
    }

    /// Takes an address for one output; says so when another one has it, or has a part of it as a file's name.
    fn take(&mut self, address: &Address, place: Option<Place>) -> bool {
        let Some(taken) = self.in_the_way(address) else {
            self.taken.insert(address.to_string(), place);
            return true;
        };
        let first = self.taken.get(&taken).cloned().flatten();
        let Some(here) = place.clone().or_else(|| first.clone()) else { return false };
        let message = match (&first, &place) {
            _ if *taken != **address => {
                format!("`{address}` and `{taken}` can't both be published: one would be a file, the other a folder")
            }
            (Some(_), Some(_)) => format!("two things would be published at the address `{address}`"),
            _ => format!("Rolebook makes a page of its own at the address `{address}`"),
        };
        let mut diagnostic =
            Diagnostic::new(Code::DuplicateAddress, here, message).hint("give one of them another name, or take out the alias");
        if let (Some(first), Some(_)) = (first, place) {
            diagnostic = diagnostic.related(first, "the first one");
        }
        self.diagnostics.push(diagnostic);
        false
    }

    /// The address that is taken already and can't be published together with this one.
    fn in_the_way(&self, address: &Address) -> Option<String> {
        let above = address.match_indices('/').map(|(at, _)| &address[..at]);
        let same_or_above = std::iter::once(&**address).chain(above).find(|path| self.taken.contains_key(*path));
        let folder = format!("{address}/");
        let below = || self.taken.range(folder.clone()..).next().map(|(path, _)| path.as_str()).filter(|path| path.starts_with(&folder));
        same_or_above.or_else(below).map(str::to_owned)
    }

    /// Gives each page the section that it lies in: its folder's page, for that the folder above.
    fn set_parents(&mut self) {
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

    fn finish(
        self,
        drafts: BTreeSet<SourcePath>,
        records: BTreeMap<RecordKey, RecordView>,
        tags: Tags,
        files: BTreeMap<SourcePath, Address>,
        aliases: BTreeMap<Address, Address>,
        by_id: BTreeMap<String, Vec<Address>>,
    ) -> (Playbook, Vec<Diagnostic>) {
        let mut diagnostics = self.diagnostics;
        let pages: BTreeMap<Address, Arc<Page>> = self.pages.into_iter().map(|(address, page)| (address, Arc::new(page))).collect();
        let tree = tree::grow(&pages);
        let roles = pages
            .values()
            .filter(|page| page.kind == PageKind::Role)
            .filter_map(|page| Some((page.role.clone()?, page.address.clone())))
            .collect();
        let broken = Broken::find(self.library, &pages, &self.by_source, self.unsound);
        let mut playbook = Playbook {
            broken,
            config: Arc::clone(self.config),
            toc: BTreeMap::new(),
            anchors: BTreeMap::new(),
            children: tree.children,
            top: Arc::new(Vec::new()),
            across: Arc::new(
                pages
                    .values()
                    .filter(|page| matches!(page.kind, PageKind::Across(_) | PageKind::Tags))
                    .map(|page| page.address.clone())
                    .collect(),
            ),
            reading_order: tree.reading_order,
            places: tree.places,
            by_source: self.by_source,
            by_id,
            drafts,
            roles,
            records,
            record_files: self.library.record_files.clone(),
            sections: BTreeMap::new(),
            tags,
            backlinks: BTreeMap::new(),
            files,
            aliases,
            pages,
        };
        playbook.add_contents(self.library);
        playbook.top = Arc::new(playbook.navigation(self.read, &mut diagnostics));
        playbook.backlinks = backlinks::collect(&playbook, self.library);
        (playbook, diagnostics)
    }
}

impl Playbook {
    /// Contents, anchors and standard sections of each page.
    fn add_contents(&mut self, library: &Library) {
        for page in self.pages.values() {
            let document = page.source.as_ref().and_then(|path| library.documents.get(path));
            let headings = document.into_iter().flat_map(|document| &document.markup.headings);
            let mut toc: Vec<Heading> =
                headings.map(|heading| Heading { text: self.config.fill(&heading.text), ..heading.clone() }).collect();
            let mut anchors: BTreeSet<String> = document.map(|document| document.markup.anchors.clone()).unwrap_or_default();
            let placed: &[DirectiveUse] = document.map_or(&[], |document| &document.markup.directives);
            let own_role = page.role.as_ref().filter(|_| page.kind == PageKind::Role);
            let mut sections = Vec::new();
            for kind in KINDS {
                let of_kind = || placed.iter().filter(|used| kind.directives.contains(&&*used.name));
                let is_placed = of_kind().next().is_some();
                let filters: Vec<Filter> = of_kind().map(|used| filter_of(kind.name, used, page)).collect();
                for (key, view) in self.records.iter().filter(|(key, _)| key.kind == kind.name) {
                    let is_own = own_role.is_some_and(|role| *role == key.role);
                    let is_shown = match is_placed {
                        true => filters.iter().any(|filter| filter.takes(view)),
                        false => is_own || page.kind == PageKind::Across(kind.section),
                    };
                    if is_shown {
                        anchors.insert(if is_own { key.anchor() } else { key.anchor_across() });
                    }
                }
                let has_records = own_role.is_some_and(|role| self.records.keys().any(|key| key.kind == kind.name && key.role == *role));
                if has_records && !is_placed {
                    let is_free = anchors.insert(kind.section.to_owned());
                    sections.push(Section { kind: kind.name, word: kind.section, anchor: is_free.then_some(kind.section) });
                    if is_free {
                        toc.push(Heading { level: 2, id: kind.section.to_owned(), text: String::new() });
                    }
                }
            }
            self.toc.insert(page.address.clone(), Arc::new(toc));
            self.anchors.insert(page.address.clone(), anchors);
            self.sections.insert(page.address.clone(), sections);
        }
    }

    /// The top of the navigation: what the configuration says, else the home page's children.
    fn navigation(
        &self,
        read: &dyn Fn(&SourcePath) -> Option<Arc<str>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(Option<String>, Address)> {
        if self.config.navigation.is_empty() {
            let is_own =
                |address: &&Address| self.pages.get(&**address).is_some_and(|page| page.source.is_some() || page.kind == PageKind::Section);
            let home = self.children.get("index.html").cloned().unwrap_or_default();
            return home.iter().filter(is_own).map(|address| (None, address.clone())).collect();
        }
        let mut top = Vec::new();
        for (index, (title, link)) in self.config.navigation.iter().enumerate() {
            match self.page_of_link(link) {
                Some(address) => top.push((title.clone(), address)),
                None => {
                    let file = SourcePath::new(crate::config::FILE);
                    let text = read(&file).unwrap_or_default();
                    let field = FieldPath::key("navigation").item(index).then("link");
                    let place = Place::span(&file, Locator::new(&text, 0).field(&field));
                    let hint = self
                        .suggest_page(link)
                        .unwrap_or_else(|| "write a page's path from the content folder, such as `how-we-hire/index.md`".to_owned());
                    diagnostics.push(
                        Diagnostic::new(Code::BrokenLink, place, format!("the navigation links `{link}`, which is no page")).hint(hint),
                    );
                }
            }
        }
        top
    }
}

/// The records that a directive shows, by its arguments; without a role, those of the page's.
fn filter_of(kind: &'static str, used: &DirectiveUse, page: &Page) -> Filter {
    let mut fields: BTreeMap<String, String> = used.arguments.iter().filter(|(_, value)| !value.is_empty()).cloned().collect();
    let role = fields.remove("role").or_else(|| page.role.as_ref().map(ToString::to_string));
    Filter { kind, role, fields }
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

fn generated(address: &str, kind: PageKind, title: Title, parent: Option<Address>) -> Page {
    Page {
        address: Address::new(address),
        kind,
        source: None,
        id: String::new(),
        title,
        description: None,
        date: None,
        updated: None,
        owner: None,
        reviewed_on: None,
        review_in: None,
        tags: Vec::new(),
        weight: None,
        template: None,
        audience: Vec::new(),
        is_draft: false,
        parent,
        role: None,
    }
}

/// A title made from a file's or folder's name: `how-we-hire` becomes `How we hire`.
fn humanize(name: &str) -> String {
    let text = name.replace(['-', '_'], " ");
    let mut chars = text.trim().chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}
