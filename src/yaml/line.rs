//! The lines of a text, for a look at what stands around a mistake.

use std::ops::Range;

/// One line of a text.
#[derive(Debug, Clone, Copy)]
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

    /// The nearest line below this that isn't blank.
    pub(super) fn next_filled(&self, text: &'a str) -> Option<Self> {
        let mut next = self.after(text)?;
        while next.text.trim().is_empty() {
            next = next.after(text)?;
        }
        Some(next)
    }

    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether an item of a list begins here.
    pub(super) fn is_item(&self) -> bool {
        let text = self.text.trim();
        text == "-" || text.starts_with("- ")
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

    /// The colon that ends a line's key, when no blank follows it (`id:a`).
    pub(super) fn tight_colon(&self) -> Option<usize> {
        let item = self.item();
        let text = self.slice(&item);
        let (name, rest) = text.split_once(':')?;
        let is_key = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        (self.entry().is_none() && is_key && !rest.is_empty() && !rest.starts_with("//")).then_some(item.start + name.len())
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

/// Where the lines below a line end that are indented by more than `column`.
pub(super) fn end_of_block(text: &str, line: &Line<'_>, column: usize) -> usize {
    let mut end = line.content().end;
    let is_tabbed = line.slice(&(line.start..line.content().start)).contains('\t');
    // How far a tab indents, nobody knows.
    let mut next = line.after(text).filter(|_| !is_tabbed);
    while let Some(below) = next {
        let is_blank = below.text.trim().is_empty();
        if !is_blank && below.indent() <= column {
            break;
        }
        if !is_blank {
            end = below.content().end;
        }
        next = below.after(text);
    }
    end
}
