//! What a citation speaks for: the paragraph, item or row that it stands in, or the record that names its sources.

use scraper::{ElementRef, Selector};

use crate::sample::Page;

/// Elements whose text and citations belong together. Within the content an id is a record's or a heading's.
const CARRIERS: &str = ".content p, .content li, .content dd, .content tr, .content [id]:not(h2, h3, h4, h5, h6)";

/// The words of a carrier and what it cites.
pub struct Carrier {
    id: Option<String>,
    text: String,
    cited: Vec<String>,
}

impl Carrier {
    /// Of an element.
    pub fn of(element: ElementRef<'_>) -> Self {
        let links = Selector::parse("a[href*='#source-']").expect("a selector");
        let target = |link: ElementRef<'_>| link.attr("href")?.rsplit_once("#source-").map(|(_, id)| id.to_owned());
        Self {
            id: element.attr("id").map(str::to_owned),
            text: spaced(&visible(element)),
            cited: element.select(&links).filter_map(target).collect(),
        }
    }

    /// Whether it is the record with this anchor.
    pub fn is_at(&self, anchor: &str) -> bool {
        self.id.as_deref() == Some(anchor)
    }

    /// Whether its visible text has these words.
    pub fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// Whether it cites this source.
    pub fn cites(&self, source: &str) -> bool {
        self.cited.iter().any(|cited| cited == source)
    }
}

/// All carriers of a page.
pub fn carriers(page: &Page) -> Vec<Carrier> {
    page.html().select(&selector()).map(Carrier::of).collect()
}

/// The carriers that an element lies in, itself included.
pub fn around(element: ElementRef<'_>) -> Vec<Carrier> {
    let selector = selector();
    outwards(element).filter(|element| selector.matches(element)).map(Carrier::of).collect()
}

/// An element and all that it lies in.
pub fn outwards(element: ElementRef<'_>) -> impl Iterator<Item = ElementRef<'_>> {
    [element].into_iter().chain(element.ancestors().filter_map(ElementRef::wrap))
}

/// The text of an element without what is hidden, such as what a term of the glossary means.
pub fn visible(element: ElementRef<'_>) -> String {
    let is_hidden = |ancestor: ElementRef<'_>| ancestor.attr("hidden").is_some();
    let texts = element.descendants().filter_map(|node| {
        let text = node.value().as_text()?;
        (!node.ancestors().filter_map(ElementRef::wrap).any(is_hidden)).then(|| text.to_string())
    });
    texts.collect()
}

/// A text with each white space made one space.
pub fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn selector() -> Selector {
    Selector::parse(CARRIERS).expect("a selector")
}
