//! Sources: what a list says of one, and what cites it.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::Date;

use super::{Address, Page, Playbook, Summary, Title};
use crate::{
    library::Library,
    markdown::Markup,
    records::{RecordKey, RecordKind as _, Source},
    yaml::{Cite, Datum, Id},
};

/// What a list of sources says of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SourceEntry {
    /// Its id.
    pub id: Arc<str>,
    /// What it is called within a line.
    pub label: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// The day, month or year of publication.
    pub published: Option<String>,
    /// Where it can be read.
    pub url: Option<String>,
    /// The day on which somebody last read it.
    pub accessed: Option<Date>,
    /// The source that quotes it: its id and what it is called within a line.
    pub quoted_in: Option<(Arc<str>, String)>,
}

/// A page that cites a source, itself or in records that stand on it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citing {
    /// The page.
    pub page: Address,
    /// The records, in order: title and place on the page.
    pub records: Vec<(Title, Option<String>)>,
}

/// The same for readers.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CitingPage {
    /// The page.
    pub page: Summary,
    /// The records.
    pub records: Vec<(String, Option<String>)>,
}

/// Pages in reading order, each with the records on it.
type Pages = BTreeMap<(usize, Address), Vec<RecordKey>>;

/// For each source, the pages that cite it, in reading order.
pub(super) fn collect(playbook: &Playbook, library: &Library) -> BTreeMap<Arc<str>, Vec<Citing>> {
    let mut citing: BTreeMap<Arc<str>, Pages> = BTreeMap::new();
    let mut note = |sources: BTreeSet<Arc<str>>, page: &Address, record: Option<&RecordKey>| {
        let place = playbook.places.get(page).copied().unwrap_or(usize::MAX);
        for source in sources {
            citing.entry(source).or_default().entry((place, page.clone())).or_default().extend(record.cloned());
        }
    };
    for (path, page) in &playbook.by_source {
        if let Some(document) = library.document(path) {
            let mut sources: BTreeSet<Arc<str>> = cited_in(&document.markup).cloned().collect();
            sources.extend(playbook.page(page).into_iter().flat_map(|page| sources_of(page)));
            note(sources, page, None);
        }
    }
    for kind in playbook.records.kinds().iter() {
        for view in playbook.records.of_kind(&kind.name) {
            let Some(page) = playbook.home_of(view.key()) else { continue };
            let mut sources: BTreeSet<Arc<str>> = view.record.prose.values().flat_map(cited_in).cloned().collect();
            sources.extend(named_in(&view.record.datum).into_iter().cloned());
            // A record's own page is called as the record.
            note(sources, page, (!kind.has_pages).then_some(view.key()));
        }
    }
    let of_page = |((_, page), records): ((usize, Address), Vec<RecordKey>)| {
        let records = records.iter().map(|key| playbook.place_on(&page, key)).collect();
        Citing { page, records }
    };
    citing.into_iter().map(|(source, pages)| (source, pages.into_iter().map(of_page).collect())).collect()
}

/// The sources that a text cites.
fn cited_in(markup: &Markup) -> impl Iterator<Item = &Arc<str>> {
    markup.citations.iter().flat_map(|citation| &citation.cited).map(|cited| &cited.source)
}

/// The sources that a page's front matter names.
fn sources_of(page: &Page) -> impl Iterator<Item = Arc<str>> {
    page.sources.iter().filter_map(|cite| match cite {
        Cite::Source(id, _) => Some((&**id).into()),
        Cite::Words(_) => None,
    })
}

/// The sources that a record's fields name.
fn named_in(datum: &Datum) -> Vec<&Arc<str>> {
    match datum {
        Datum::Citation { source, .. } => vec![source],
        Datum::List(items) => items.iter().flat_map(named_in).collect(),
        Datum::Map(entries) => entries.iter().flat_map(|(_, value)| named_in(value)).collect(),
        _ => Vec::new(),
    }
}

impl Playbook {
    /// A record's title, and its place on a page where that shows it.
    fn place_on(&self, page: &Address, key: &RecordKey) -> (Title, Option<String>) {
        let title = self.records.get(key).map_or_else(|| Title::Text(key.id.to_string()), |view| self.title_of_record(view));
        let is_there = |anchor: &String| self.anchors.get(page).is_some_and(|anchors| anchors.contains(anchor));
        (title, Some(key.anchor()).filter(is_there))
    }

    /// What a list of sources says of one.
    pub(super) fn source_entry(&self, id: &str) -> Option<SourceEntry> {
        let (source, label) = self.source(id)?;
        let quoted_in = source.quoted_in.as_ref().and_then(|other| Some(((&*other.id).into(), self.source(&other.id)?.1)));
        Some(SourceEntry {
            id: id.into(),
            label,
            title: source.title.clone(),
            author: source.author.clone(),
            publisher: source.publisher.clone(),
            published: source.published.as_ref().map(|published| published.as_str().to_owned()),
            url: source.url.as_ref().map(|url| url.0.to_string()),
            accessed: source.accessed.as_ref().map(|day| day.0),
            quoted_in,
        })
    }

    /// A source, and what it is called within a line.
    fn source(&self, id: &str) -> Option<(&Source, String)> {
        let key = RecordKey { kind: Source::NAME.into(), role: None, id: Id::parse(id).ok()? };
        let record = &self.records.get(&key)?.record;
        let source = record.value::<Source>()?;
        Some((source, record.label.clone().unwrap_or_else(|| source.title.clone())))
    }
}
