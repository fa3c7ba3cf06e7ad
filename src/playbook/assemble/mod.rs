//! Makes a playbook of what was parsed: its pages, files and redirects, each at an address of its own, then what follows from them.

mod addresses;
mod contents;
mod files;
mod pages;
mod records;
mod reviews;
mod silence;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use self::addresses::Taken;
pub(super) use self::pages::path_of_record;
pub use self::{addresses::Addresses, reviews::Overdue};

use super::{
    Address, Coverage, Page, PageKind, Playbook, RecordView, backlinks,
    broken::{Broken, Pageless},
    citations,
    record_table::RecordTable,
    terms::Terms,
    tree,
};
use crate::{
    config::{Config, Drafts},
    diagnostic::{Code, Diagnostic, Place},
    document::Document,
    front_matter::{self, Split},
    library::Library,
    records::{Kinds, RecordKey, Records, Scope},
    rules::Rules,
    sources::SourcePath,
    yaml::{FieldPath, Locator},
};

/// What playbooks are made of: the same for each language.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// What was parsed.
    pub library: &'a Library,
    /// The kinds of records.
    pub kinds: &'a Kinds,
    /// The rules of the trade.
    pub rules: &'a Rules,
    /// Whether drafts are built.
    pub drafts: Drafts,
    /// The day of the build.
    pub today: Date,
    /// Gives a file's whole text, for the places of mistakes.
    pub read: &'a dyn Fn(&SourcePath) -> Option<Arc<str>>,
}

/// Makes the playbook of a configuration's language. `taken` are the addresses of those that are published with it.
pub fn assemble(material: Material<'_>, config: &Arc<Config>, taken: &mut Addresses) -> (Playbook, Vec<Diagnostic>) {
    let Material { library, kinds, rules, drafts, today, read } = material;
    let mut assembly = Assembly {
        library,
        config,
        kinds,
        rules,
        drafts,
        today,
        read,
        pages: BTreeMap::new(),
        by_source: BTreeMap::new(),
        stand_ins: BTreeMap::new(),
        taken,
        unsound: BTreeSet::new(),
        pageless: Pageless::new(),
        unshown: Records::new(),
        diagnostics: Vec::new(),
    };
    let left_out = assembly.add_documents();
    assembly.check_switches();
    assembly.add_sections();
    let records = assembly.records(&left_out);
    assembly.check_pages();
    assembly.add_pages_across(&records.views);
    assembly.add_pages_of_records(&records.views);
    assembly.add_coverage(&records.coverage);
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
    kinds: &'a Kinds,
    rules: &'a Rules,
    drafts: Drafts,
    today: Date,
    read: &'a dyn Fn(&SourcePath) -> Option<Arc<str>>,
    pages: BTreeMap<Address, Page>,
    by_source: BTreeMap<SourcePath, Address>,
    /// [`Playbook::stand_ins`]
    stand_ins: BTreeMap<SourcePath, SourcePath>,
    /// What takes each address, for the second place of a clash.
    taken: &'a mut Addresses,
    /// The kinds of records with a mistake between records.
    unsound: BTreeSet<Arc<str>>,
    /// The roles' folders that lack a page.
    pageless: Pageless,
    /// The records that aren't whole.
    unshown: Records,
    diagnostics: Vec<Diagnostic>,
}

/// What is shown of each record, and what the interviews among them give evidence of.
struct Shown {
    views: BTreeMap<RecordKey, RecordView>,
    left_out: Records,
    coverage: Coverage,
}

type Tags = BTreeMap<String, (String, Vec<Address>)>;

impl<'l> Assembly<'l> {
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
        for (path, address) in &self.by_source {
            // A page has the same id in each language.
            let Some(document) = library.documents.get(library.original_of(path)) else { continue };
            let Some(id) = &document.front.id else { continue };
            if let Some(first) = chosen.insert(id, document) {
                let place = |document: &Document| self.place_of(document, &FieldPath::key("id"));
                let diagnostic = Diagnostic::new(Code::DuplicateId, place(document), format!("two pages have the id `{id}`"))
                    .related(place(first), "the first one")
                    .hint("give one of the two another id");
                self.diagnostics.push(diagnostic);
            }
            by_id.insert(id.to_string(), vec![address.clone()]);
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
        let Some(first) = self.taken.in_the_way(address).cloned() else {
            self.taken.add(address, place);
            return true;
        };
        if let Some(diagnostic) = self.clash(address, place, first) {
            self.diagnostics.push(diagnostic);
        }
        false
    }

    fn clash(&self, address: &Address, place: Option<Place>, first: Taken) -> Option<Diagnostic> {
        let message = match (first.address == *address, &first.place, &place) {
            (false, ..) => match addresses::slight_difference(&first.address, address) {
                Some(how) => {
                    format!("`{address}` and `{}` differ {how}: on many disks one would take the place of the other", first.address)
                }
                None => format!("`{address}` and `{}` can't both be published: one would be a file, the other a folder", first.address),
            },
            (true, Some(_), Some(_)) => format!("two things would be published at the address `{address}`"),
            (true, ..) => format!("Rolebook makes a page of its own at the address `{address}`"),
        };
        // Where both are pages of Rolebook's own, the files that they are made for tell where to look.
        let (first, here) = match (first.place, place) {
            (None, None) => (self.place_near(&first.address), self.place_near(address)?),
            (first, Some(here)) => (first, here),
            (Some(here), None) => (None, here),
        };
        let hint = "give one of them another name, or take out the alias";
        let diagnostic = Diagnostic::new(Code::DuplicateAddress, here, message).hint(hint);
        Some(match first {
            Some(first) => diagnostic.related(first, "the first one"),
            None => diagnostic,
        })
    }

    /// A file whose page lies in the folder of an address.
    fn place_near(&self, address: &str) -> Option<Place> {
        let folder = &address[..=address.rfind('/')?];
        self.by_source.iter().find(|(_, page)| page.starts_with(folder)).map(|(source, _)| Place::file(source))
    }

    fn finish(
        self,
        drafts: BTreeSet<SourcePath>,
        records: Shown,
        tags: Tags,
        files: BTreeMap<SourcePath, Address>,
        aliases: BTreeMap<Address, Address>,
        by_id: BTreeMap<String, Vec<Address>>,
    ) -> (Playbook, Vec<Diagnostic>) {
        let mut diagnostics = self.diagnostics;
        let pages: BTreeMap<Address, Arc<Page>> = self.pages.into_iter().map(|(address, page)| (address, Arc::new(page))).collect();
        let tree = tree::grow(&pages, &self.config.address("index.html"));
        let roles = pages
            .values()
            .filter(|page| page.kind == PageKind::Role)
            .filter_map(|page| Some((page.role.clone()?, page.address.clone())))
            .collect();
        let (across, reference) = made(&pages, self.kinds);
        let broken = Broken::find(self.library, &pages, &self.by_source, self.unsound, self.pageless, self.unshown);
        let mut playbook = Playbook {
            broken,
            config: Arc::clone(self.config),
            toc: BTreeMap::new(),
            anchors: BTreeMap::new(),
            children: tree.children,
            top: Arc::new(Vec::new()),
            across: Arc::new(across),
            reference: Arc::new(reference),
            reading_order: tree.reading_order,
            places: tree.places,
            by_source: self.by_source,
            stand_ins: self.stand_ins,
            by_id,
            drafts,
            roles,
            records: RecordTable::new(self.kinds.clone(), records.views),
            left_out: records.left_out,
            record_files: self.library.record_files.clone(),
            sections: BTreeMap::new(),
            overdue: BTreeMap::new(),
            coverage: Arc::new(records.coverage),
            tags,
            backlinks: BTreeMap::new(),
            terms: Terms::default(),
            citations: BTreeMap::new(),
            files,
            aliases,
            pages,
        };
        playbook.add_contents(self.library, self.today, self.read, &mut diagnostics);
        playbook.top = Arc::new(playbook.navigation(self.read, &mut diagnostics));
        playbook.backlinks = backlinks::collect(&playbook, self.library);
        playbook.terms = Terms::collect(&playbook);
        playbook.citations = citations::collect(&playbook, self.library);
        (playbook, diagnostics)
    }
}

/// The pages that Rolebook makes, in the order of the kinds: those of what roles have, and those of what is the same for all.
fn made(pages: &BTreeMap<Address, Arc<Page>>, kinds: &Kinds) -> (Vec<Address>, Vec<Address>) {
    let of_kinds = kinds.iter().flat_map(|kind| {
        let is_of_it = move |page: &&Arc<Page>| matches!(&page.kind, PageKind::Across { kind: name, .. } if *name == kind.name);
        pages.values().filter(is_of_it).map(move |page| (&page.address, kind.scope == Scope::Playbook))
    });
    let others = pages.values().filter_map(|page| match page.kind {
        PageKind::Coverage => Some((&page.address, false)),
        PageKind::Tags => Some((&page.address, true)),
        _ => None,
    });
    let (reference, across): (Vec<_>, Vec<_>) = of_kinds.chain(others).partition(|(_, is_shared)| *is_shared);
    let addresses = |list: Vec<(&Address, bool)>| list.into_iter().map(|(address, _)| address.clone()).collect();
    (addresses(across), addresses(reference))
}
