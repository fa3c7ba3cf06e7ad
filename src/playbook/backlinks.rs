//! "Mentioned in": the pages that link to a page, in their text or in their records.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Address, Lead, Playbook};
use crate::{library::Library, markdown::Markup};

/// For each page, the pages that mention it, in reading order.
pub fn collect(playbook: &Playbook, library: &Library) -> BTreeMap<Address, Arc<Vec<Address>>> {
    let mut mentions: BTreeMap<Address, BTreeSet<(usize, Address)>> = BTreeMap::new();
    let mut note = |markup: &Markup, page: &Address| {
        for link in &markup.links {
            let file = markup.origins[link.origin].file();
            if let Ok(Lead::Within(resolved)) = playbook.resolve(link.kind, &link.target, file, page)
                && resolved.address != *page
                && playbook.pages.contains_key(&resolved.address)
            {
                let place = playbook.places.get(page).copied().unwrap_or(usize::MAX);
                mentions.entry(resolved.address).or_default().insert((place, page.clone()));
            }
        }
    };
    for (path, page) in &playbook.by_source {
        if let Some(document) = library.document(path) {
            note(&document.markup, page);
        }
    }
    for view in playbook.records.views() {
        if let Some(page) = playbook.home_of(view.key()) {
            view.record.prose.values().for_each(|markup| note(markup, page));
        }
    }
    mentions.into_iter().map(|(page, from)| (page, Arc::new(from.into_iter().map(|(_, page)| page).collect()))).collect()
}
