//! The order of pages: children of sections, and the way of a reader through all of them.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use super::{Address, Page, PageKind, Title};

/// The order of all pages.
pub struct Tree {
    /// The pages of each section, in order.
    pub children: BTreeMap<Address, Arc<Vec<Address>>>,
    /// All pages, a section before its pages.
    pub reading_order: Vec<Address>,
    /// Each page's place in the reading order.
    pub places: BTreeMap<Address, usize>,
}

/// Orders pages. Siblings stand by weight; then those with a date, the newest first; then by title.
pub fn grow(pages: &BTreeMap<Address, Arc<Page>>, home: &Address) -> Tree {
    let mut children: BTreeMap<Address, Vec<&Arc<Page>>> = BTreeMap::new();
    for page in pages.values().filter(|page| page.kind != PageKind::NotFound) {
        if let Some(parent) = &page.parent {
            children.entry(parent.clone()).or_default().push(page);
        }
    }
    for siblings in children.values_mut() {
        siblings.sort_by_cached_key(|page| {
            // What Rolebook makes stands after what authors wrote.
            let is_made = page.source.is_none() && page.kind != PageKind::Section;
            let title = match &page.title {
                Title::Text(title) => title.to_lowercase(),
                Title::Word { key, .. } => key.to_string(),
            };
            (is_made, page.weight.0.unwrap_or(i64::MAX), page.date.is_none(), Reverse(page.date), title, page.address.clone())
        });
    }
    let mut reading_order = Vec::new();
    let mut ahead: Vec<&Address> = pages.keys().filter(|address| *address == home).collect();
    while let Some(address) = ahead.pop() {
        if pages.get(address).is_some_and(|page| page.source.is_some() || page.kind == PageKind::Section || page.kind == PageKind::Home) {
            reading_order.push(address.clone());
        }
        ahead.extend(children.get(address).into_iter().flatten().rev().map(|page| &page.address));
    }
    let places = reading_order.iter().enumerate().map(|(place, address)| (address.clone(), place)).collect();
    let children =
        children.into_iter().map(|(parent, pages)| (parent, Arc::new(pages.iter().map(|page| page.address.clone()).collect()))).collect();
    Tree { children, reading_order, places }
}
