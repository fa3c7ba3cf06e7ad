//! Finds the bytes of a file that a value was read from.

use std::ops::Range;

use super::{
    FieldPath, Step, align,
    node::{self, Kind, Node},
    read::without_mark,
};

/// The places of a text's keys and values.
///
/// It never fails: of a text that isn't YAML it knows what stands before the mistake, and what it doesn't know it gives the place
/// of the nearest thing around it, at last the text's beginning.
#[derive(Debug, Clone)]
pub struct Locator {
    text: Box<str>,
    at: usize,
    root: Node,
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
        Self { text: text.into(), at, root: node::parse(text).root }
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
        {
            let start = self.at + found.value.span.start;
            return start + inner.start..start + inner.end;
        }
        self.place(&found, found.value)
    }

    fn place(&self, found: &Found<'_>, node: &Node) -> Range<usize> {
        let is_root = std::ptr::eq(found.value, &raw const self.root);
        if is_root && !found.is_exact {
            return self.at..self.at;
        }
        self.at + node.span.start..self.at + node.span.end
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
                (Step::Index(0), Kind::Scalar { .. } | Kind::Map(_)) => continue,
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
