//! `theme.yaml`: what a theme says of itself.

use std::collections::BTreeMap;

use crate::{
    choice,
    diagnostic::{Code, Diagnostic, closest},
    record,
    yaml::{Bounded, Field as _, FieldPath, Locator, Shape},
};

record! {
    /// `theme.yaml`, what a theme says of itself.
    pub struct Manifest as "theme" {
        /// Its name.
        pub name: Option<String>,
        /// What it is for.
        pub description: Option<String>,
        /// The theme that it builds on; the default theme unless said.
        pub extends: Option<String>,
        /// Values that give the look, by name; each becomes a CSS custom property.
        pub tokens: BTreeMap<String, String>,
        /// Values that differ in the dark.
        pub dark: BTreeMap<String, String>,
        /// Tokens that are shown on each other, and so must stand out.
        pub pairs: Vec<Pair>,
        /// The version of the theme contract that it is made for.
        pub contract: Option<Bounded<0, 1_000>>,
    }
}

record! {
    /// Two tokens, of which one is shown on the other.
    pub struct Pair as "pair" {
        /// The token of what is seen.
        pub front: String = "color-ink",
        /// The token of what is behind it.
        pub back: String = "color-paper",
        /// What is seen.
        pub shows: PairUse,
    }
}

choice! {
    /// What is seen of a pair.
    pub enum PairUse {
        /// Text of the usual size.
        Text = "text",
        /// Text of 24 px or more, or bold of 18.66 px or more.
        Large = "large",
        /// A part of the interface that says something: a line, a sign, a ring.
        Part = "part",
    }
}

/// Whether it is known what a theme says in a field, or that it says nothing, although something in its file is wrong.
pub fn is_known(field: &str, text: &str, found: &[Diagnostic]) -> bool {
    let locator = Locator::new(text, 0);
    let path = FieldPath::key(field);
    let value = locator.field(&path);
    let is_written = text.get(locator.key(&path)) == Some(field);
    let hides = |found: &Diagnostic| {
        let (start, end) = found.place.span.unwrap_or_default();
        match found.code {
            // A line that can't be read may be it.
            Code::YamlSyntax | Code::YamlTab => true,
            _ if is_written => value.contains(&start),
            Code::UnknownKey => text.get(start..end).is_some_and(|key| may_be_meant(field, key)),
            _ => false,
        }
    };
    !found.iter().any(hides)
}

/// Whether a key that nobody knows may be another name for a field: a slip, or an own word for the tokens.
fn may_be_meant(field: &str, key: &str) -> bool {
    let Shape::Record(record) = Manifest::shape() else { return true };
    let meant = closest(key, record.fields.iter().map(|field| &*field.name));
    meant == Some(field) || (meant.is_none() && field == "tokens")
}
