//! Finds the bytes of a file that a value was read from.

use std::{cell::RefCell, collections::BTreeMap, ops::Range, rc::Rc};

use super::{
    FieldPath, Step, align,
    node::{Kind, Node},
    read::without_mark,
    recover::{Recovered, recover, whole_characters},
};
use crate::sources::SourcePath;

/// The places of a text's keys and values.
///
/// It never fails: of a text that isn't YAML it knows what stands before the mistake, and what it doesn't know it gives the place
/// of the nearest thing around it, at last the text's beginning.
#[derive(Debug, Clone)]
pub struct Locator {
    /// The text as it was written.
    original: Box<str>,
    /// The text, its mistakes written over.
    text: Box<str>,
    at: usize,
    root: Node,
}

/// The places of several files, each read once: a file may have thousands of mistakes.
#[derive(Debug, Default)]
pub struct Locators(RefCell<BTreeMap<(SourcePath, usize), Rc<Locator>>>);

impl Locators {
    /// The places of a file's YAML, which begins at the byte `at` of its whole text.
    pub fn of(&self, file: &SourcePath, text: &str, at: usize) -> Rc<Locator> {
        let mut known = self.0.borrow_mut();
        let locator = known.entry((file.clone(), at)).or_insert_with(|| Rc::new(Locator::new(text.get(at..).unwrap_or_default(), at)));
        Rc::clone(locator)
    }
}

/// The node that a path leads to, or the last one on its way.
struct Found<'a> {
    key: Option<&'a Node>,
    value: &'a Node,
    is_exact: bool,
}

impl Locator {
    /// Reads a text that stands in its file from the byte `at` on.
    pub fn new(text: &str, at: usize) -> Self {
        let (text, at) = without_mark(text, at);
        let Recovered { original, text, root, .. } = recover(text);
        Self { original: original.into(), text: text.into(), at, root }
    }

    /// The bytes of a value in the file.
    pub fn field(&self, path: &FieldPath) -> Range<usize> {
        let found = self.find(path);
        self.place(&found, found.value)
    }

    /// The bytes of a value's key in the file; of the value itself when it is an item of a list.
    pub fn key(&self, path: &FieldPath) -> Range<usize> {
        let found = self.find(path);
        self.place(&found, found.key.unwrap_or(found.value))
    }

    /// The bytes in the file of a range of bytes of a text that was read: quotes, escapes and indentation are reckoned with.
    ///
    /// The bytes of the whole value when its text isn't found in the file as it was read.
    pub fn within(&self, path: &FieldPath, range: Range<usize>) -> Range<usize> {
        let found = self.find(path);
        if let Kind::Scalar { text, style } = &found.value.kind
            && found.is_exact
            && let Some(raw) = self.text.get(found.value.span.clone())
            && let Some(inner) = align::source_range(raw, self.indent(found.value), text, *style, range)
            // A range that cuts a letter in two is of no place.
            && let start = found.value.span.start
            && self.original.get(start + inner.start..start + inner.end).is_some()
        {
            return self.at + start + inner.start..self.at + start + inner.end;
        }
        self.place(&found, found.value)
    }

    fn place(&self, found: &Found<'_>, node: &Node) -> Range<usize> {
        let is_root = std::ptr::eq(found.value, &raw const self.root);
        if is_root && !found.is_exact {
            return self.at..self.at;
        }
        let span = whole_characters(&self.original, node.span.clone());
        self.at + span.start..self.at + span.end
    }

    /// How many bytes of its line stand before a value.
    fn indent(&self, node: &Node) -> usize {
        let before = self.text.get(..node.span.start).unwrap_or_default();
        before.len() - before.rfind(['\n', '\r']).map_or(0, |newline| newline + 1)
    }

    fn find(&self, path: &FieldPath) -> Found<'_> {
        let mut found = Found { key: None, value: &self.root, is_exact: true };
        for step in &path.0 {
            let next = match (step, &found.value.kind) {
                (Step::Key(key), Kind::Map(entries)) => entries
                    .iter()
                    .find(|(node, _)| node.text().is_some_and(|text| text == key))
                    .map(|(key, value)| Found { key: Some(key), value, is_exact: true }),
                (Step::Index(index), Kind::List(items)) => items.get(*index).map(|value| Found { key: None, value, is_exact: true }),
                // One item alone may stand for a list.
                (Step::Index(0), Kind::Scalar { .. } | Kind::Map(_) | Kind::Lost) => continue,
                // One field alone may stand for a record.
                (Step::Key(_), Kind::Scalar { .. }) if !std::ptr::eq(found.value, &raw const self.root) => continue,
                _ => None,
            };
            match next {
                Some(next) => found = next,
                None => return Found { is_exact: false, ..found },
            }
        }
        found
    }
}
