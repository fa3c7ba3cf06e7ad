//! Contents, anchors and standard sections of each page, and the top of the navigation.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use jiff::civil::Date;

use super::pages::title_of;
use crate::{
    config::Entry,
    diagnostic::{Code, Diagnostic, Place},
    library::Library,
    markdown::{DirectiveUse, Heading, Markup},
    playbook::{Address, Filter, Page, PageKind, Playbook, RecordView, Section, Whose},
    records::Kind,
    sources::SourcePath,
    yaml::{FieldPath, Locator, Locators},
};

/// Reads a file's text; `None` when there is none.
type Read<'r> = &'r dyn Fn(&SourcePath) -> Option<Arc<str>>;

impl Playbook {
    /// Contents, anchors and standard sections of each page.
    pub(super) fn add_contents(&mut self, library: &Library, today: Date, read: Read<'_>, diagnostics: &mut Vec<Diagnostic>) {
        for page in self.pages.values() {
            let document = page.source.as_ref().and_then(|path| library.document(path));
            let headings = document.into_iter().flat_map(|document| &document.markup.headings);
            let mut toc: Vec<Heading> =
                headings.map(|heading| Heading { text: self.config.fill(&heading.text), ..heading.clone() }).collect();
            let mut anchors: BTreeSet<String> = document.map(|document| document.markup.anchors.clone()).unwrap_or_default();
            let placed: &[DirectiveUse] = document.map_or(&[], |document| &document.markup.directives);
            let shown = self.shown_records(page, placed);
            if let Some(document) = document {
                diagnostics.extend(taken_anchors(&document.markup, &shown, read));
            }
            anchors.extend(shown.iter().map(|(_, anchor)| anchor.clone()));
            let prose = shown.iter().flat_map(|(view, _)| view.record.prose.values());
            anchors.extend(prose.flat_map(|markup| markup.anchors.iter().cloned()));
            let overdue = self.overdue_on(page, document.map(|document| &**document), &shown, today);
            let sections = self.sections_of(page, placed, &mut anchors);
            for section in &sections {
                // Its title is the theme's word, which is found when the page is rendered.
                toc.extend(section.anchor.iter().map(|anchor| Heading { level: 2, id: anchor.to_string(), text: String::new() }));
            }
            self.toc.insert(page.address.clone(), Arc::new(toc));
            self.anchors.insert(page.address.clone(), anchors);
            self.sections.insert(page.address.clone(), sections);
            if !overdue.is_empty() {
                self.overdue.insert(page.address.clone(), overdue);
            }
        }
    }

    /// The records that a page shows, by its directives, else in the standard place; each with its anchor on the page.
    fn shown_records<'s>(&'s self, page: &Page, placed: &[DirectiveUse]) -> Vec<(&'s RecordView, String)> {
        let mut all = Vec::new();
        let shows_records = matches!(page.kind, PageKind::Role | PageKind::Across { .. }) || !placed.is_empty();
        for kind in self.records.kinds().iter().filter(|_| shows_records) {
            let filters: Vec<Filter> =
                of_kind(kind, placed).map(|used| filter_of(kind, &used.filled(|value| self.config.fill(value)), page)).collect();
            let is_across = matches!(&page.kind, PageKind::Across { kind: across, .. } if *across == kind.name);
            let role = page.role.as_deref().filter(|_| page.kind == PageKind::Role);
            let shown: Vec<&RecordView> = match (role, filters.is_empty()) {
                (_, false) => filters.iter().flat_map(|filter| self.records.select(filter)).collect(),
                // What is inherited is shown in brief, and has its anchors where it has its place.
                (Some(role), true) if kind.scope.is_role() => self.records.of_role(&kind.name, Some(role)).collect(),
                (None, true) if is_across => self.records.of_kind(&kind.name).collect(),
                (_, true) => Vec::new(),
            };
            let anchor = |view: &&RecordView| match role.is_some() && view.key().role.as_deref() == role {
                true => view.key().anchor(),
                false => view.key().anchor_across(),
            };
            all.extend(shown.into_iter().map(|view| (view, anchor(&view))));
        }
        all
    }

    /// The kinds that a role's page shows in the standard place: those that no directive of the page shows.
    fn sections_of(&self, page: &Page, placed: &[DirectiveUse], anchors: &mut BTreeSet<String>) -> Vec<Section> {
        let Some(role) = page.role.as_deref().filter(|_| page.kind == PageKind::Role) else { return Vec::new() };
        // What is the whole playbook's alone has pages of its own.
        let is_shown = |kind: &&Arc<Kind>| {
            kind.scope.is_role() && of_kind(kind, placed).next().is_none() && self.records.shown_for(kind, role).next().is_some()
        };
        let kinds: Vec<&Arc<Kind>> = self.records.kinds().iter().filter(is_shown).collect();
        kinds
            .into_iter()
            .filter_map(|kind| {
                let is_free = anchors.insert(kind.section.to_string());
                Some(Section {
                    kind: Arc::clone(&kind.name),
                    directive: kind.directives.first()?.clone(),
                    title: title_of(kind),
                    anchor: is_free.then(|| Arc::clone(&kind.section)),
                    is_inherited: self.records.of_role(&kind.name, Some(role)).next().is_none(),
                })
            })
            .collect()
    }

    /// The top of the navigation: what the configuration says, else the home page's children.
    pub(super) fn navigation(&self, read: Read<'_>, diagnostics: &mut Vec<Diagnostic>) -> Vec<(Option<String>, Address)> {
        if self.config.navigation.is_empty() {
            let is_own =
                |address: &&Address| self.pages.get(&**address).is_some_and(|page| page.source.is_some() || page.kind == PageKind::Section);
            let home = self.children.get(&self.config.address("index.html")).cloned().unwrap_or_default();
            return home.iter().filter(is_own).map(|address| (None, address.clone())).collect();
        }
        let mut top = Vec::new();
        for (index, Entry { title, link, .. }) in self.config.navigation.iter().enumerate() {
            match self.page_of_link(link) {
                Some(address) => top.push((title.clone(), address)),
                None if !self.config.has_paths => {}
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

/// The headings of a page that have the anchor of a record which it shows: a link would lead to one of the two.
fn taken_anchors(markup: &Markup, shown: &[(&RecordView, String)], read: Read<'_>) -> Vec<Diagnostic> {
    let anchors: BTreeSet<&str> = shown.iter().map(|(_, anchor)| &**anchor).collect();
    let is_taken = |(heading, _): &(&Heading, _)| anchors.contains(&*heading.id);
    let of_heading = |(heading, (origin, span)): (&Heading, &(usize, Range<usize>))| {
        let origin = &markup.origins[*origin];
        let place = origin.place(span.clone(), &read(origin.file()).unwrap_or_default(), &Locators::default());
        let message = format!("this heading has the anchor `#{}` of a record that the page shows", heading.id);
        let hint = format!("give it another one: write `{{#about-{}}}` after it", heading.id);
        Diagnostic::new(Code::DuplicateId, place, message).hint(hint)
    };
    markup.headings.iter().zip(&markup.heading_places).filter(is_taken).map(of_heading).collect()
}

/// The uses of a kind's directives.
fn of_kind<'a>(kind: &Kind, placed: &'a [DirectiveUse]) -> impl Iterator<Item = &'a DirectiveUse> {
    placed.iter().filter(|used| kind.directives.iter().any(|directive| **directive == *used.name))
}

/// The records that a directive shows, by its arguments; without a role, those of the page's.
fn filter_of(kind: &Kind, used: &DirectiveUse, page: &Page) -> Filter {
    let given = used.arguments.iter().filter(|argument| !argument.value.is_empty());
    let mut fields: BTreeMap<String, String> = given.map(|argument| (argument.name.clone(), argument.value.clone())).collect();
    let of_page = || page.role.as_ref().map_or(Whose::All, |role| Whose::Role(Arc::clone(role)));
    let whose = fields.remove("role").map_or_else(of_page, |role| Whose::named(&role));
    Filter { kind: Arc::clone(&kind.name), whose, fields }
}
