//! Reads a text into a type: the fast way first, the tolerant one when that fails.

use serde::{
    Deserialize,
    de::{
        IgnoredAny,
        value::{Error, MapDeserializer},
    },
};

use super::{
    Datum, Field, Shape, Slot,
    check::{Source, check},
    node::{self, Cause, Fault, Kind, Node},
    repair::{is_sound, repair},
    replay::Replay,
    syntax,
};
use crate::{diagnostic::Diagnostic, sources::SourcePath};

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

    fn failed(diagnostics: Vec<Diagnostic>) -> Self {
        Self { value: None, diagnostics }
    }
}

/// Reads a text that stands in `file` from the byte `at` on (front matter doesn't begin at the file's first byte).
///
/// A text without a value, or of comments only, is an empty record.
pub fn read<T: Field>(file: &SourcePath, text: &str, at: usize) -> Reading<T> {
    let (text, at) = without_mark(text, at);
    if syntax::invisible(text).is_some() || has_tag(text) {
        return read_again(file, text, at);
    }
    match serde_yaml::from_str::<Slot<T>>(text) {
        Ok(Slot(Some(value))) => Reading::of(value),
        Ok(Slot(None)) => nothing().map_or_else(|| read_again(file, text, at), Reading::of),
        Err(_) => read_again(file, text, at),
    }
}

/// An item of a list, and its index in the file.
pub type Item<T> = (usize, T);

/// Reads a text that holds one list, `name`, whose items stand for themselves: an item with a mistake is left out as a whole.
///
/// To read half an item would lead to messages about the other half.
pub fn read_items<L: Field, T: Field>(file: &SourcePath, text: &str, name: &str, items: fn(L) -> Vec<T>) -> Reading<Vec<Item<T>>> {
    let Reading { value, diagnostics } = read::<L>(file, text, 0);
    let value = match value {
        Some(list) if diagnostics.is_empty() => Some(items(list).into_iter().enumerate().collect()),
        Some(_) => Some(sound_items(file, text, name)),
        None => None,
    };
    Reading { value, diagnostics }
}

/// The items without a mistake of the list `name` in a text that can be parsed.
fn sound_items<T: Field>(file: &SourcePath, text: &str, name: &str) -> Vec<Item<T>> {
    let (text, at) = without_mark(text, 0);
    let source = Source { file, text, at };
    let root = node::parse(text).root;
    let Kind::Map(entries) = &root.kind else { return Vec::new() };
    let list = entries.iter().find(|(key, _)| key.text().is_some_and(|key| **key == *name)).map(|(_, list)| &list.kind);
    let Some(Kind::List(items)) = list else { return Vec::new() };
    let shape = T::shape();
    let sound = items.iter().enumerate().filter(|(_, item)| is_sound(source, item, &shape));
    sound.filter_map(|(index, item)| Some((index, replay(item)?))).collect()
}

/// Reads a text against a shape that is known only when the program runs, a theme's settings for one.
///
/// Nothing is left of a text with mistakes.
pub fn read_shape(file: &SourcePath, text: &str, at: usize, shape: &Shape) -> Reading<Datum> {
    let (text, at) = without_mark(text, at);
    match check_text(Source { file, text, at }, shape) {
        Ok((_, datum)) => Reading::of(datum),
        Err(mistakes) => Reading::failed(mistakes.found),
    }
}

/// A text without the byte-order mark at its beginning, and where in its file it then begins.
///
/// To one of the two parsers the mark is part of the first line's indentation, so neither gets to see it.
pub(super) fn without_mark(text: &str, at: usize) -> (&str, usize) {
    text.strip_prefix(MARK).map_or((text, at), |rest| (rest, at + MARK.len_utf8()))
}

/// The tolerant reading. It ends with a value where the fast reader took a scalar for something else than its text.
fn read_again<T: Field>(file: &SourcePath, text: &str, at: usize) -> Reading<T> {
    let source = Source { file, text, at };
    let root = match check_text(source, &T::shape()) {
        Ok((root, _)) => root,
        Err(mistakes) => {
            let repaired = mistakes.root.and_then(|root| repair(source, &root, &T::shape()));
            return Reading { value: repaired.and_then(|root| replay(&root)), diagnostics: mistakes.found };
        }
    };
    match replay(&root) {
        Some(value) => Reading::of(value),
        // The two readings disagree, which they never should: still better to say so than to say nothing.
        None => Reading::failed(vec![syntax::unreadable(source, serde_error::<T>(text).unwrap_or(0))]),
    }
}

/// The value of a tree without mistakes.
fn replay<T: Field>(root: &Node) -> Option<T> {
    Slot::<T>::deserialize(Replay(root)).ok().and_then(|Slot(value)| value.or_else(nothing))
}

/// Why a text can't be read, and its tree when it has one.
struct Mistakes {
    found: Vec<Diagnostic>,
    root: Option<Node>,
}

impl Mistakes {
    fn unparsed(diagnostic: Diagnostic) -> Self {
        Self { found: vec![diagnostic], root: None }
    }
}

/// The tree and the value of a text in which there is no mistake.
fn check_text(source: Source<'_>, shape: &Shape) -> Result<(Node, Datum), Mistakes> {
    let tree = node::parse(source.text);
    if let Some(fault) = syntax::invisible(source.text).or(tree.error) {
        return Err(Mistakes::unparsed(syntax::explain(source, &fault)));
    }
    // The two parsers take nearly the same YAML. What the fast one refuses is a mistake, whatever the shape.
    if let Err(error) = serde_yaml::from_str::<IgnoredAny>(source.text) {
        let fault = Fault { at: place_of(&error), cause: Cause::Syntax(error.to_string()) };
        return Err(Mistakes::unparsed(syntax::explain(source, &fault)));
    }
    match check(source, &tree.root, shape) {
        (Some(datum), _) => Ok((tree.root, datum)),
        (None, diagnostics) if diagnostics.is_empty() => Err(Mistakes::unparsed(syntax::unreadable(source, tree.root.span.start))),
        (None, found) => Err(Mistakes { found, root: Some(tree.root) }),
    }
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

fn place_of(error: &serde_yaml::Error) -> usize {
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
