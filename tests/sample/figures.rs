//! Figures that need a source: money, shares, lengths of time and numbers of people.

use scraper::{ElementRef, Node, Selector};

use crate::{
    carrier::{Carrier, around, outwards, spaced},
    sample::Page,
};

const CURRENCIES: [&str; 6] = ["USD", "CHF", "SGD", "EUR", "GBP", "$"];
const TIMES: [&str; 8] = ["day", "days", "week", "weeks", "month", "months", "year", "years"];
const PEOPLE: [&str; 2] = ["people", "models"];

/// Elements within a paragraph.
const INLINE: [&str; 12] = ["a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup", "time"];

/// What isn't prose. The bands have a test of their own, since the program reckons more figures from them; the weights of a scorecard
/// are no figures of a market, but how the house scores.
const LEFT_OUT: &str = "pre, svg, .pay, .scorecard, [hidden]";

/// A number with what it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    text: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Money,
    Share,
    Time,
    Count,
}

impl Figure {
    /// As it stands on the page: `USD 180,000–240,000`, `20–25%`, `60–90 days`.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it is a length of time.
    pub fn is_time(&self) -> bool {
        self.kind == Kind::Time
    }
}

/// The figures of a page's text, each with the carriers that it stands in.
pub fn figures_in(page: &Page) -> Vec<(Figure, Vec<Carrier>)> {
    let html = page.html();
    let all = Selector::parse(".content, .content *").expect("a selector");
    let mut figures = Vec::new();
    for element in html.select(&all).filter(|element| !is_inline(*element) && !is_left_out(*element)) {
        let found = figures_of(&own_text(element));
        figures.extend(found.into_iter().map(|figure| (figure, around(element))));
    }
    figures
}

/// The figures of a text.
pub fn figures_of(text: &str) -> Vec<Figure> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "()[]“”\";:".contains(c)).filter(|word| !word.is_empty()).collect();
    let mut figures = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let number = word.trim_end_matches(['.', ',', '?', '!']);
        let before = at.checked_sub(1).map_or("", |before| words[before]);
        let mut after =
            words[at + 1..].iter().map(|word| word.trim_end_matches(['.', ',', '?', '!', '\''])).filter(|word| !is_filler(word));
        let after = after.next().unwrap_or_default();
        if let Some(share) = number.strip_suffix('%').filter(|share| is_number(share)) {
            figures.push(Figure { text: format!("{share}%"), kind: Kind::Share });
        } else if !is_number(number) {
        } else if CURRENCIES.contains(&before) {
            figures.push(Figure { text: format!("{before} {number}"), kind: Kind::Money });
        } else if CURRENCIES.contains(&after) {
            figures.push(Figure { text: format!("{number} {after}"), kind: Kind::Money });
        } else if ["%", "percent"].contains(&after) {
            figures.push(Figure { text: format!("{number}%"), kind: Kind::Share });
        } else if TIMES.contains(&after) {
            figures.push(Figure { text: format!("{number} {after}"), kind: Kind::Time });
        } else if PEOPLE.contains(&after) {
            figures.push(Figure { text: format!("{number} {after}"), kind: Kind::Count });
        }
    }
    figures
}

/// Words between a number and what it counts: `2 working days`, `5 or more years`.
fn is_filler(word: &str) -> bool {
    ["working", "calendar", "or", "more"].contains(&word)
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || ",.–-".contains(c))
}

/// The text of an element without that of the blocks within it.
fn own_text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        match child.value() {
            Node::Text(part) => text.push_str(part),
            Node::Element(_) => match ElementRef::wrap(child) {
                Some(inner) if is_inline(inner) && !is_left_out(inner) => text.push_str(&own_text(inner)),
                _ => text.push(' '),
            },
            _ => {}
        }
    }
    spaced(&text)
}

fn is_inline(element: ElementRef<'_>) -> bool {
    INLINE.contains(&element.value().name())
}

fn is_left_out(element: ElementRef<'_>) -> bool {
    let left_out = Selector::parse(LEFT_OUT).expect("a selector");
    outwards(element).any(|element| left_out.matches(&element))
}

#[test]
fn figures_are_numbers_with_what_they_count() {
    let texts = |text| figures_of(text).into_iter().map(|figure| figure.text).collect::<Vec<_>>();
    assert_eq!(texts("pays USD 180,000–240,000 a year, or 20–25% less"), ["USD 180,000–240,000", "20–25%"]);
    assert_eq!(texts("within 7–10 days, after 2 working days (5 or more years)"), ["7–10 days", "2 days", "5 years"]);
    assert_eq!(texts("score 3 of 4 on 23 November 2026, in 24 hours"), Vec::<String>::new());
}
