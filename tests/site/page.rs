//! A page as a reader's browser has it: looked at through CSS selectors.

use scraper::{ElementRef, Html, Selector};

/// A published page.
pub struct Page {
    address: String,
    /// Its bytes.
    pub source: String,
    html: Html,
}

impl Page {
    /// Parses a page.
    pub fn new(address: &str, source: &str) -> Self {
        Self { address: address.to_owned(), source: source.to_owned(), html: Html::parse_document(source) }
    }

    /// The elements that a selector finds.
    #[track_caller]
    pub fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap_or_else(|error| panic!("{selector}: {error:?}"));
        self.html.select(&selector).collect()
    }

    /// A selector finds something.
    #[track_caller]
    pub fn has(self, selector: &str) -> Self {
        assert!(!self.select(selector).is_empty(), "{} has no {selector}:\n{}", self.address, self.main());
        self
    }

    /// A selector finds nothing.
    #[track_caller]
    pub fn has_no(self, selector: &str) -> Self {
        assert!(self.select(selector).is_empty(), "{} has {selector}:\n{}", self.address, self.main());
        self
    }

    /// A selector finds so many elements.
    #[track_caller]
    pub fn count(self, selector: &str, number: usize) -> Self {
        assert_eq!(self.select(selector).len(), number, "{selector} on {}:\n{}", self.address, self.main());
        self
    }

    /// The texts of what a selector finds are these.
    #[track_caller]
    pub fn texts<const N: usize>(self, selector: &str, texts: [&str; N]) -> Self {
        assert_eq!(self.texts_of(selector), texts, "{selector} on {}:\n{}", self.address, self.main());
        self
    }

    /// The attributes of this name of what a selector finds are these.
    #[track_caller]
    pub fn attributes<const N: usize>(self, selector: &str, name: &str, values: [&str; N]) -> Self {
        assert_eq!(self.attributes_of(selector, name), values, "{name} of {selector} on {}:\n{}", self.address, self.main());
        self
    }

    /// The texts of what a selector finds, white space made one.
    #[track_caller]
    pub fn texts_of(&self, selector: &str) -> Vec<String> {
        self.select(selector).into_iter().map(text_of).collect()
    }

    /// The attributes of this name of what a selector finds.
    #[track_caller]
    pub fn attributes_of(&self, selector: &str, name: &str) -> Vec<String> {
        self.select(selector).into_iter().map(|element| element.attr(name).unwrap_or("(none)").to_owned()).collect()
    }

    /// The text of the page's content.
    #[track_caller]
    pub fn content(&self) -> String {
        self.texts_of(".content").concat()
    }

    fn main(&self) -> String {
        let selector = Selector::parse("main").expect("a selector");
        self.html.select(&selector).next().map_or_else(|| self.source.clone(), |main| main.html())
    }
}

fn text_of(element: ElementRef<'_>) -> String {
    // Only white space of HTML is folded: a space that doesn't break is a character like any other.
    let text: String = element.text().collect();
    text.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
