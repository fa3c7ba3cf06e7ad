//! The texts of a playbook, and the images that they show.

use std::collections::BTreeSet;

use super::{Address, Lead, Playbook};
use crate::{
    images,
    library::Library,
    markdown::{LinkKind, Markup},
};

impl Playbook {
    /// Every text that is checked, shown or not, with the page that its links start from.
    pub(super) fn texts<'a>(&'a self, library: &'a Library) -> Vec<(&'a Markup, &'a Address)> {
        let home = || self.page_at("index.html");
        let pages = self.by_source.iter().filter_map(|(path, page)| Some((&library.document(path)?.markup, page)));
        let mut texts: Vec<_> = pages.collect();
        for record in self.records.views().map(|view| &view.record).chain(self.broken.records()) {
            let missing = || self.broken.missing_page(record.key.role.as_deref()?);
            if let Some(page) = self.home_of(&record.key).or_else(missing).or_else(home) {
                texts.extend(record.prose.values().map(|markup| (markup, page)));
            }
        }
        for file in library.record_files.values() {
            let page = file.role.as_ref().map_or_else(home, |role| self.roles.get(role));
            texts.extend(page.into_iter().flat_map(|page| file.loose.iter().map(move |markup| (markup, page))));
        }
        texts
    }

    /// The addresses of the images that texts show, and of those that stand in their place in the dark.
    pub fn shown_images(&self, library: &Library) -> BTreeSet<Address> {
        let mut shown = BTreeSet::new();
        for (markup, page) in self.texts(library) {
            for link in markup.links.iter().filter(|link| link.kind == LinkKind::Image) {
                let file = markup.origins[link.origin].file();
                if let Ok(Lead::Within(resolved)) = self.resolve(link.kind, &link.target, file, page) {
                    shown.extend(images::dark(&resolved.address).map(Address::new));
                    shown.insert(resolved.address);
                }
            }
        }
        shown
    }
}
