//! Anchors made from the text of headings.

use std::collections::{BTreeMap, BTreeSet};

/// An anchor or address made from text: lower case, words joined by `-`, letters of every script kept.
///
/// The rule is GitHub's (punctuation is dropped, spaces become hyphens), so that links which work there work here.
pub fn slugify(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        if c.is_alphanumeric() || c == '_' || c == '-' {
            slug.extend(c.to_lowercase());
        } else if c.is_whitespace() {
            slug.push('-');
        }
    }
    slug
}

/// Ids of the default theme's layout, which no heading gets.
const LAYOUT: [&str; 4] = ["main", "backlinks", "nav-across", "page-sources"];

/// The ids given out in one text: no two are equal.
#[derive(Debug)]
pub struct Anchors {
    prefix: String,
    taken: BTreeSet<String>,
    /// The last number added to each text's id: counting from 1 again takes far too long for many equal headings.
    last: BTreeMap<String, usize>,
}

impl Anchors {
    /// Ids that all begin with `prefix`.
    pub fn new(prefix: String) -> Self {
        Self { prefix, taken: LAYOUT.map(str::to_owned).into(), last: BTreeMap::new() }
    }

    /// An id for a heading's text; `-1`, `-2` … are added to later ones of the same text.
    pub fn of_text(&mut self, text: &str) -> String {
        let slug = slugify(text);
        let slug = if slug.is_empty() { "section".to_owned() } else { slug };
        let base = format!("{}{slug}", self.prefix);
        if self.taken.insert(base.clone()) {
            return base;
        }
        let number = self.last.entry(base.clone()).or_default();
        loop {
            *number += 1;
            let id = format!("{base}-{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// An id that the author chose; `None` when it is taken already.
    pub fn chosen(&mut self, id: &str) -> Option<String> {
        let id = format!("{}{id}", self.prefix);
        self.taken.insert(id.clone()).then_some(id)
    }

    /// What all ids begin with.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// Notes an id that stands in raw HTML.
    pub fn note(&mut self, id: String) {
        self.taken.insert(id);
    }

    /// All ids given out.
    pub fn into_set(self) -> BTreeSet<String> {
        self.taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_follow_github_and_never_repeat() {
        assert_eq!(slugify("What's in a `name`? C++ & Über-Größe"), "whats-in-a-name-c--über-größe");
        let mut anchors = Anchors::new(String::new());
        assert_eq!(anchors.of_text("Pay"), "pay");
        assert_eq!(anchors.of_text("Pay"), "pay-1");
        assert_eq!(anchors.of_text("…"), "section");
        assert_eq!(anchors.chosen("pay"), None);
    }

    #[test]
    fn many_equal_headings_are_counted_on() {
        let mut anchors = Anchors::new(String::new());
        anchors.note("pay-2".to_owned());
        for _ in 0..20_000 {
            anchors.of_text("Pay");
        }
        assert_eq!(anchors.of_text("Pay"), "pay-20001");
        assert_eq!(anchors.into_set().len(), LAYOUT.len() + 20_002);
    }
}
