//! The lines of a text, for a look at what stands around a mistake.

use std::ops::Range;

/// One line of a text.
pub(super) struct Line<'a> {
    pub(super) start: usize,
    /// Without its line break.
    pub(super) text: &'a str,
}

impl<'a> Line<'a> {
    /// The line that a byte lies in; the last one that isn't blank for a byte at the end.
    pub(super) fn around(text: &'a str, at: usize) -> Self {
        let used = text.trim_end().len();
        let at = if at >= used { used } else { at };
        let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let rest = text.get(start..).unwrap_or_default();
        Self { start, text: rest.lines().next().unwrap_or_default() }
    }

    /// The nearest line before this that isn't blank.
    pub(super) fn before(&self, text: &'a str) -> Option<Self> {
        let before = text.get(..self.start)?.trim_end();
        (!before.is_empty()).then(|| Self::around(text.get(..before.len()).unwrap_or_default(), before.len()))
    }

    /// The line below this.
    pub(super) fn after(&self, text: &'a str) -> Option<Self> {
        let next = self.end() + text.get(self.end()..)?.find('\n')? + 1;
        Some(Self { start: next, text: text.get(next..)?.lines().next()? })
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Where it has something.
    pub(super) fn content(&self) -> Range<usize> {
        let start = self.start + self.indent();
        start..(self.start + self.text.trim_end().len()).max(start)
    }

    pub(super) fn slice(&self, span: &Range<usize>) -> &'a str {
        span.start.checked_sub(self.start).and_then(|start| self.text.get(start..span.end - self.start)).unwrap_or_default()
    }

    pub(super) fn rest_from(&self, at: usize) -> String {
        at.checked_sub(self.start).and_then(|at| self.text.get(at..)).unwrap_or_default().trim_end().to_owned()
    }

    /// What follows the indentation and any `- `, without a comment.
    pub(super) fn item(&self) -> Range<usize> {
        let content = self.content();
        let mut rest = self.slice(&content);
        while let Some(item) = rest.strip_prefix("- ") {
            rest = item.trim_start();
        }
        let start = content.end - rest.len();
        let len = rest.split(" #").next().map_or(rest.len(), |value| value.trim_end().len());
        start..start + len
    }

    /// A line's key, and the value after the colon and space.
    pub(super) fn entry(&self) -> Option<(Range<usize>, Range<usize>)> {
        let item = self.item();
        let text = self.slice(&item);
        if text.starts_with(['"', '\'', '[', '{', '#']) {
            return None;
        }
        let colon = text.find(": ").or_else(|| text.strip_suffix(':').map(str::len))?;
        let value = text.get(colon + 1..)?.trim_start();
        let is_key = !text.get(..colon)?.contains(['[', ']', '{', '}', ',']);
        is_key.then(|| (item.start..item.start + colon, item.end - value.len()..item.end))
    }
}
