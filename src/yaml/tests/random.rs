//! No text whatever makes a reading panic.

use super::{
    agree::{TEXTS, fast},
    *,
};
use crate::diagnostic::Code;

/// A small generator of numbers, always the same.
pub(super) struct Numbers(pub(super) u64);

impl Numbers {
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mixed = (self.0 >> 33) as usize;
        mixed % end.max(1)
    }
}

const PIECES: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    ":",
    ": ",
    "- ",
    "? ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    " #",
    "&a ",
    "*a",
    "!",
    "!!str ",
    "|",
    ">",
    "|+\n",
    ">2-\n",
    "'",
    "\"",
    "\\",
    "%",
    "@",
    "`",
    "---\n",
    "...\n",
    "<<: ",
    "~",
    "null",
    "é",
    "日本",
    "\u{feff}",
    "\u{0}",
    "\u{85}",
    "\u{2028}",
    "title: ",
    "tags: ",
    "1.10",
    "%YAML 1.2\n",
    "  a: b\n",
    "\n  - ",
    "x",
];

fn mutated(numbers: &mut Numbers) -> String {
    let mut text: Vec<char> = TEXTS[numbers.below(TEXTS.len())].chars().collect();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(text.len() + 1);
        match numbers.below(4) {
            0 if !text.is_empty() => {
                let end = (at + 1 + numbers.below(4)).min(text.len());
                text.drain(at.min(end)..end);
            }
            1 => {
                let other: Vec<char> = TEXTS[numbers.below(TEXTS.len())].chars().collect();
                let from = numbers.below(other.len() + 1);
                text.splice(at..at, other[from..].iter().copied());
            }
            _ => drop(text.splice(at..at, PIECES[numbers.below(PIECES.len())].chars())),
        }
    }
    text.into_iter().collect()
}

fn exercise(text: &str) {
    let reading = read::<Sample>(&file(), text, 7);
    assert!(reading.value.is_some() || !reading.diagnostics.is_empty(), "{text:?}");
    for diagnostic in &reading.diagnostics {
        let (start, end) = diagnostic.place.span.unwrap();
        assert!(start >= 7 && start <= end && text.get(start - 7..end - 7).is_some(), "{text:?}: {diagnostic:?}");
    }
    let shaped = read_shape(&file(), text, 7, &Sample::shape());
    assert_eq!(shaped.value.is_some(), shaped.diagnostics.is_empty(), "{text:?}");
    let _ = read_shape(&file(), text, 7, &Shape::Any);
    let locator = Locator::new(text, 7);
    let path = FieldPath::key("title");
    for place in
        [locator.field(&path), locator.key(&path), locator.within(&path, 1..3), locator.within(&FieldPath::key("tags").item(1), 0..1)]
    {
        assert!(place.start <= place.end && place.start >= 7 && text.get(place.start - 7..place.end - 7).is_some(), "{text:?}: {place:?}");
    }
}

/// Every letter of a text that was read is found where that letter stands.
fn letters_are_found(text: &str) {
    let reading = read::<Sample>(&file(), text, 0);
    let Some(sample) = reading.value else { return };
    let is_mended = reading.diagnostics.iter().any(|found| matches!(found.code, Code::YamlSyntax | Code::YamlTab));
    let locator = Locator::new(text, 0);
    for (path, value) in [("title", Some(&*sample.title)), ("body", sample.body.as_deref()), ("line", sample.line.as_deref())] {
        let path = FieldPath::key(path);
        for (at, letter) in value.unwrap_or_default().char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let source = &text[locator.within(&path, at..at + letter.len_utf8())];
            let is_whole = locator.field(&path) == locator.within(&path, at..at + letter.len_utf8());
            // An alias stands for all of its value, and so does what the fast reader alone takes for text in quotes, and a text whose
            // lines should have another indentation.
            let is_value = is_whole && (is_mended || source.starts_with(['*', '\'', '"']));
            assert!(source.starts_with(letter) || source.starts_with('\\') || is_value || source.is_empty(), "{text:?} {at} {source:?}");
        }
    }
}

#[test]
fn no_text_makes_it_panic() {
    let mut numbers = Numbers(42);
    for _ in 0..3_000 {
        let text = mutated(&mut numbers);
        exercise(&text);
        letters_are_found(&text);
    }
    for _ in 0..1_000 {
        let len = numbers.below(40);
        exercise(&(0..len).map(|_| PIECES[numbers.below(PIECES.len())]).collect::<String>());
        let bytes: Vec<u8> = (0..len).map(|_| numbers.below(256) as u8).collect();
        exercise(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn depth_and_repetition_have_an_end() {
    for deep in ["[".repeat(100_000), "{a: ".repeat(5_000), "- ".repeat(5_000), "? ".repeat(5_000), "a:\n".repeat(10)] {
        exercise(&deep);
    }
    let nested: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    exercise(&nested);
    let mut laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for (from, to) in ('a'..='z').zip('b'..='z') {
        laughs.push_str(&format!("{to}: &{to} [*{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}, *{from}]\n"));
    }
    exercise(&laughs);
    exercise("a: &a [*a]\ntitle: &b {c: *b}\n");
}

#[test]
fn the_two_readings_agree_on_random_texts() {
    let mut numbers = Numbers(7);
    for _ in 0..8_000 {
        // Blanks at the very end belong to a block above them in one parser and not in the other.
        let text = mutated(&mut numbers).trim_end_matches([' ', '\t']).to_owned();
        let tolerant = read_shape(&file(), &text, 0, &Sample::shape());
        match (fast(&text), &tolerant.value) {
            (None, None) => {}
            (Some(fast), Some(tolerant)) => assert_eq!(&fast, tolerant, "{text:?}"),
            // The fast parser can't merge groups of keys.
            (None, Some(_)) if text.contains("<<") => {}
            // One number alone, which only the tolerant reading takes as it is written.
            (None, Some(tolerant)) => {
                assert!(tolerant.get("owners") != Some(&Datum::Null) || tolerant.get("notes") != Some(&Datum::Null), "{text:?}");
                assert_eq!(read::<Sample>(&file(), &text, 0).value.map(|sample| sample.datum()).as_ref(), Some(tolerant), "{text:?}");
            }
            // The fast parser drops tags, and knows line breaks and indentations that YAML no longer has.
            (Some(_), None) => {
                let is_syntax = tolerant.diagnostics.iter().any(|found| matches!(found.code, Code::YamlSyntax | Code::YamlTab));
                assert!(is_syntax, "{text:?}: {:?}", tolerant.diagnostics);
            }
        }
    }
}
