//! What cites which source.

use std::{collections::BTreeMap, sync::Arc};

use super::{Address, Playbook, RecordView};
use crate::{
    library::Library,
    markdown::{CITE, Markup, cited},
    records::RecordKey,
    yaml::Datum,
};

/// Something that cites a source.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CitedIn {
    /// A page, in its text.
    Page(Address),
    /// A record, in its `sources` or its prose.
    Record(RecordKey),
}

/// For each source, what cites it: pages in reading order, then records.
pub fn collect(playbook: &Playbook, library: &Library) -> BTreeMap<Arc<str>, Vec<CitedIn>> {
    let mut citations: BTreeMap<Arc<str>, Vec<CitedIn>> = BTreeMap::new();
    let mut note = |source: &str, place: CitedIn| {
        let places = citations.entry(source.into()).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    };
    let mut pages: Vec<_> = playbook.by_source.iter().collect();
    pages.sort_by_key(|(_, address)| playbook.places.get(*address).copied().unwrap_or(usize::MAX));
    for (path, address) in pages {
        if let Some(document) = library.documents.get(path) {
            cited_in(&document.markup).for_each(|source| note(source, CitedIn::Page(address.clone())));
        }
    }
    for RecordView { record, datum } in playbook.records.views().filter(|view| playbook.home_of(view.key()).is_some()) {
        let place = || CitedIn::Record(record.key.clone());
        datum.walk(&mut |_, datum| {
            if let Datum::Citation { source, .. } = datum {
                note(source, place());
            }
        });
        record.prose.values().flat_map(cited_in).for_each(|source| note(source, place()));
    }
    citations
}

/// The sources that a text cites.
fn cited_in(markup: &Markup) -> impl Iterator<Item = &str> {
    let uses = markup.directives.iter().filter(|used| used.name == CITE);
    uses.filter_map(|used| used.argument("text")).flat_map(|argument| cited(&argument.value)).map(|(source, _)| source)
}
