//! Reads a text into a type: the fast way first, the tolerant one when that fails.

use serde::{
    Deserialize,
    de::value::{Error, MapDeserializer},
};

use super::{
    Datum, Field, Shape, Slot,
    check::{Source, check},
    node::{self, Cause, Kind, Node},
    recover::{Recovered, recover},
    repair::{is_sound, repair, salvage},
    replay::Replay,
    syntax,
};
use crate::{
    diagnostic::{Diagnostic, sort},
    sources::SourcePath,
};

/// The byte-order mark, which some editors write at the beginning of a file.
pub(super) const MARK: char = '\u{feff}';

/// What was read, and every mistake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value; beside diagnostics, what is left of it without the mistakes, and `None` when that isn't enough for one.
    ///
    /// There is always one when there are no diagnostics.
    pub value: Option<T>,
    /// Every mistake, in the order of the file.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reading<T> {
    fn of(value: T) -> Self {
        Self { value: Some(value), diagnostics: Vec::new() }
    }
}

/// Reads a text that stands in `file` from the byte `at` on (front matter doesn't begin at the file's first byte).
///
/// A text without a value, or of comments only, is an empty record.
pub fn read<T: Field>(file: &SourcePath, text: &str, at: usize) -> Reading<T> {
    let (text, at) = without_mark(text, at);
    if let Some(value) = read_fast(text) {
        return Reading::of(value);
    }
    Tolerant::read(file, text, at, &T::shape()).into_reading()
}

/// A record that stands for itself, and its index in the list of its file.
pub type Item<T> = (usize, Entry<T>);

/// A record as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry<T> {
    /// It is as it should be.
    Whole(T),
    /// Something in it is wrong, which was said.
    Broken {
        /// Each field that can be read; nothing stands for the others.
        datum: Datum,
        /// The record without its mistakes; `None` when it lacks a field that must be there.
        rest: Option<T>,
    },
}

/// Reads a text that holds one list, `name`, whose items stand for themselves; `None` when there is no list that can be read.
pub fn read_items<L: Field, T: Field>(file: &SourcePath, text: &str, name: &str, items: fn(L) -> Vec<T>) -> Reading<Vec<Item<T>>> {
    let (text, at) = without_mark(text, 0);
    if let Some(list) = read_fast(text) {
        return Reading::of((0..).zip(items(list).into_iter().map(Entry::Whole)).collect());
    }
    let tolerant = Tolerant::read(file, text, at, &L::shape());
    if tolerant.diagnostics.is_empty() {
        let Reading { value, diagnostics } = tolerant.into_reading();
        let whole = |list| (0..).zip(items(list).into_iter().map(Entry::Whole)).collect();
        return Reading { value: value.map(whole), diagnostics };
    }
    let shape = T::shape();
    let value = tolerant.list(name).map(|items| (0..).zip(items.iter().map(|item| tolerant.entry(item, &shape))).collect());
    Reading { value, diagnostics: tolerant.diagnostics }
}

/// Reads a text that is one record.
pub fn read_one<T: Field>(file: &SourcePath, text: &str) -> Reading<Entry<T>> {
    let (text, at) = without_mark(text, 0);
    if let Some(value) = read_fast(text) {
        return Reading::of(Entry::Whole(value));
    }
    let shape = T::shape();
    let tolerant = Tolerant::read(file, text, at, &shape);
    if tolerant.diagnostics.is_empty() {
        let Reading { value, diagnostics } = tolerant.into_reading();
        return Reading { value: value.map(Entry::Whole), diagnostics };
    }
    let value = tolerant.is_complete().then(|| tolerant.entry(&tolerant.recovered.root, &shape));
    Reading { value, diagnostics: tolerant.diagnostics }
}

/// Reads a text against a shape that is known only when the program runs, a theme's settings for one.
///
/// Nothing is left of a text with mistakes.
pub fn read_shape(file: &SourcePath, text: &str, at: usize, shape: &Shape) -> Reading<Datum> {
    let (text, at) = without_mark(text, at);
    let Tolerant { datum, diagnostics, .. } = Tolerant::read(file, text, at, shape);
    Reading { value: datum, diagnostics }
}

/// Reads a text that holds one list, `name`, whose items have a shape that is known only when the program runs.
pub fn read_shape_items(file: &SourcePath, text: &str, shape: &Shape, name: &str, of: &Shape) -> Reading<Vec<Item<Datum>>> {
    let (text, at) = without_mark(text, 0);
    let tolerant = Tolerant::read(file, text, at, shape);
    let source = tolerant.source();
    let entry = |node| shape_entry(source, node, of);
    let value = match &tolerant.datum {
        // Where nothing is wrong, there may be no list.
        Some(_) => Some((0..).zip(tolerant.list(name).unwrap_or_default().iter().map(entry)).collect()),
        None => tolerant.list(name).map(|items| (0..).zip(items.iter().map(entry)).collect()),
    };
    Reading { value, diagnostics: tolerant.diagnostics }
}

/// A text without the byte-order mark at its beginning, and where in its file it then begins.
///
/// To one of the two parsers the mark is part of the first line's indentation, so neither gets to see it.
pub(super) fn without_mark(text: &str, at: usize) -> (&str, usize) {
    text.strip_prefix(MARK).map_or((text, at), |rest| (rest, at + MARK.len_utf8()))
}

/// The fast reading; `None` when there is a mistake, when it might take a value for something else than its text, and when groups of keys
/// may be merged, which it can't do.
fn read_fast<T: Field>(text: &str) -> Option<T> {
    if syntax::invisible(text).is_some() || text.contains("<<") || has_tag(text) {
        return None;
    }
    serde_yaml::from_str::<Slot<T>>(text).ok()?.0.or_else(nothing)
}

/// The tolerant reading.
struct Tolerant<'a> {
    file: &'a SourcePath,
    at: usize,
    recovered: Recovered<'a>,
    /// What the text holds, when there is no mistake.
    datum: Option<Datum>,
    /// Every mistake.
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Tolerant<'a> {
    fn read(file: &'a SourcePath, text: &'a str, at: usize, shape: &Shape) -> Self {
        let mut recovered = recover(text);
        let mistakes = std::mem::take(&mut recovered.mistakes);
        let mut tolerant = Self { file, at, recovered, datum: None, diagnostics: Vec::new() };
        let mut diagnostics: Vec<Diagnostic> = mistakes.into_iter().map(|mistake| mistake.diagnose(tolerant.source())).collect();
        if tolerant.is_complete() {
            let (datum, found) = check(tolerant.source(), &tolerant.recovered.root, shape);
            tolerant.datum = datum.filter(|_| diagnostics.is_empty());
            diagnostics.extend(found);
        }
        sort(&mut diagnostics);
        Self { diagnostics, ..tolerant }
    }

    fn is_complete(&self) -> bool {
        self.recovered.is_complete
    }

    fn source(&self) -> Source<'_> {
        let Recovered { original, text, torn, guessed, .. } = &self.recovered;
        Source { file: self.file, text, at: self.at, original, torn, guessed }
    }

    /// The value without its mistakes.
    fn into_reading<T: Field>(self) -> Reading<T> {
        let value = if self.is_complete() { repair(self.source(), &self.recovered.root, &T::shape()) } else { None };
        let value = if self.diagnostics.is_empty() { replay(&self.recovered.root) } else { value.and_then(|root| replay(&root)) };
        let mut diagnostics = self.diagnostics;
        if value.is_none() && diagnostics.is_empty() {
            // The two readings disagree, which they never should: still better to say so than to say nothing.
            let text = &*self.recovered.text;
            let source = Source { file: self.file, text, at: self.at, original: text, torn: &[], guessed: &[] };
            diagnostics.push(syntax::unreadable(text, serde_error::<T>(text).unwrap_or(0)).diagnose(source));
        }
        Reading { value, diagnostics }
    }

    /// The items of the list `name`.
    fn list(&self, name: &str) -> Option<&[Node]> {
        let Kind::Map(entries) = &self.recovered.root.kind else { return None };
        let (_, list) = entries.iter().find(|(key, _)| key.text().is_some_and(|key| **key == *name))?;
        match &list.kind {
            Kind::List(items) if self.is_complete() => Some(items),
            _ => None,
        }
    }

    fn entry<T: Field>(&self, node: &Node, shape: &Shape) -> Entry<T> {
        entry(self.source(), node, shape)
    }
}

/// A record as far as it can be read.
pub(super) fn entry<T: Field>(source: Source<'_>, node: &Node, shape: &Shape) -> Entry<T> {
    let whole = is_sound(source, node, shape).then(|| replay(node)).flatten();
    whole.map_or_else(
        || Entry::Broken { datum: salvage(source, node, shape), rest: repair(source, node, shape).and_then(|node| replay(&node)) },
        Entry::Whole,
    )
}

/// A record, of a shape that is known only when the program runs, as far as it can be read.
pub(super) fn shape_entry(source: Source<'_>, node: &Node, shape: &Shape) -> Entry<Datum> {
    match check(source, node, shape) {
        (Some(datum), _) => Entry::Whole(datum),
        (None, _) => Entry::Broken { datum: salvage(source, node, shape), rest: None },
    }
}

/// The value of a tree without mistakes.
fn replay<T: Field>(root: &Node) -> Option<T> {
    Slot::<T>::deserialize(Replay(root)).ok().and_then(|Slot(value)| value.or_else(nothing))
}

/// The value of a text without a value.
fn nothing<T: Field>() -> Option<T> {
    T::absent().or_else(|| {
        let empty = MapDeserializer::<_, Error>::new(std::iter::empty::<(&str, &str)>());
        matches!(T::shape(), Shape::Record(_)).then(|| T::read(empty).ok()).flatten()
    })
}

fn serde_error<T: Field>(text: &str) -> Option<usize> {
    serde_yaml::from_str::<Slot<T>>(text).err().map(|error| place_of(&error))
}

pub(super) fn place_of(error: &serde_yaml::Error) -> usize {
    error.location().map_or(0, |location| location.index())
}

/// Whether a value has a tag. The fast reader drops tags, and text with them (`title: !important notice`).
fn has_tag(text: &str) -> bool {
    let is_possible = text.match_indices('!').any(|(at, _)| {
        let before = text.get(..at).unwrap_or_default();
        before.is_empty() || before.ends_with([' ', '\t', '\n', '\r', '[', '{', ',', ':', '-'])
    });
    is_possible && node::parse(text).error.is_some_and(|fault| fault.cause == Cause::Tag)
}
