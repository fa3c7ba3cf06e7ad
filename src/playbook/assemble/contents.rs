//! Contents, anchors and standard sections of each page, and the top of the navigation.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    diagnostic::{Code, Diagnostic, Place},
    library::Library,
    markdown::{DirectiveUse, Heading},
    playbook::{Address, Filter, Page, PageKind, Playbook, Section},
    records::KINDS,
    sources::SourcePath,
    yaml::{FieldPath, Locator},
};

impl Playbook {
    /// Contents, anchors and standard sections of each page.
    pub(super) fn add_contents(&mut self, library: &Library) {
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
                        anchors.extend(view.record.prose.values().flat_map(|markup| markup.anchors.iter().cloned()));
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
    pub(super) fn navigation(
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

/// The records that a directive shows, by its arguments; without a role, those of the page's.
fn filter_of(kind: &'static str, used: &DirectiveUse, page: &Page) -> Filter {
    let given = used.arguments.iter().filter(|argument| !argument.value.is_empty());
    let mut fields: BTreeMap<String, String> = given.map(|argument| (argument.name.clone(), argument.value.clone())).collect();
    let role = fields.remove("role").or_else(|| page.role.as_ref().map(ToString::to_string));
    Filter { kind, role, fields }
}
