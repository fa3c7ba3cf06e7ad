//! A text in which parts were replaced, and where everything stood before.

use std::{borrow::Cow, ops::Range};

/// A text with parts in place of which others stood.
#[derive(Debug, Clone)]
pub(super) struct Draft<'a> {
    text: Cow<'a, str>,
    /// In the order of the text; none lies within another.
    splices: Vec<Splice>,
}

/// A part that took the place of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Splice {
    at: usize,
    len: usize,
    /// The length of what stood there.
    was: usize,
}

impl Splice {
    fn end(&self) -> usize {
        self.at + self.len
    }
}

impl<'a> Draft<'a> {
    /// A text as it was written.
    pub(super) fn of(original: &'a str) -> Self {
        Self { text: Cow::Borrowed(original), splices: Vec::new() }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Other characters in place of what stands in a span; lines, their indentation and all places stay.
    pub(super) fn paint(&self, span: &Range<usize>, with: char) -> Draft<'static> {
        Draft { text: Cow::Owned(paint(&self.text, span, with)), splices: self.splices.clone() }
    }

    /// A text of the same length in place of what stands in a span.
    pub(super) fn overwrite(&self, span: &Range<usize>, with: &str) -> Draft<'static> {
        debug_assert_eq!(span.len(), with.len(), "what is written over keeps its place");
        let mut text = self.text.to_string();
        text.replace_range(span.clone(), with);
        Draft { text: Cow::Owned(text), splices: self.splices.clone() }
    }

    /// A text of any length in place of what stands in a span; `None` where a part was replaced already.
    pub(super) fn replace(&self, span: &Range<usize>, with: &str) -> Option<Draft<'static>> {
        let touches = |splice: &Splice| splice.at < span.end.max(span.start + 1) && span.start < splice.end().max(splice.at + 1);
        if self.splices.iter().any(touches) {
            return None;
        }
        let mut text = self.text.to_string();
        text.replace_range(span.clone(), with);
        let moved = |at: usize| at - span.len() + with.len();
        let mut splices: Vec<Splice> = self
            .splices
            .iter()
            .map(|splice| if splice.at < span.start { *splice } else { Splice { at: moved(splice.at), ..*splice } })
            .collect();
        let index = splices.partition_point(|splice| splice.at < span.start);
        splices.insert(index, Splice { at: span.start, len: with.len(), was: span.len() });
        Some(Draft { text: Cow::Owned(text), splices })
    }

    /// Texts of any length in place of what stands in spans, which are in the order of the text.
    pub(super) fn replace_all(&self, edits: &[(Range<usize>, String)]) -> Option<Draft<'static>> {
        let mut draft = Draft { text: Cow::Owned(self.text.to_string()), splices: self.splices.clone() };
        for (span, with) in edits.iter().rev() {
            draft = draft.replace(span, with)?;
        }
        Some(draft)
    }

    /// Where a byte of this text stood in the original one.
    pub(super) fn original(&self, at: usize) -> usize {
        let (mut len, mut was) = (0, 0);
        // What follows something that was taken out begins behind it.
        for splice in self.splices.iter().take_while(|splice| splice.at < at || (splice.at == at && splice.len == 0)) {
            if at < splice.end() {
                return splice.at + was - len + (at - splice.at).min(splice.was);
            }
            len += splice.len;
            was += splice.was;
        }
        at + was - len
    }

    /// Where a span of this text stood in the original one.
    pub(super) fn original_span(&self, span: &Range<usize>) -> Range<usize> {
        let start = self.original(span.start);
        start..self.original(span.end).max(start)
    }

    /// The text with blanks in place of what was replaced, so that everything else has its place in the original one.
    pub(super) fn into_aligned(self) -> Cow<'a, str> {
        let mut text = self.text;
        for splice in self.splices.iter().rev() {
            text.to_mut().replace_range(splice.at..splice.end(), &" ".repeat(splice.was));
        }
        text
    }
}

fn paint(text: &str, span: &Range<usize>, with: char) -> String {
    let mut painted = String::with_capacity(text.len());
    painted.push_str(&text[..span.start]);
    for c in text[span.clone()].chars() {
        match c {
            ' ' | '\n' | '\r' => painted.push(c),
            _ => painted.extend(std::iter::repeat_n(with, c.len_utf8())),
        }
    }
    painted.push_str(&text[span.end..]);
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_is_found_again() {
        let original = "faq\n\tid: a\nb: c\n";
        let draft = Draft::of(original).replace(&(3..3), ":").unwrap();
        let draft = draft.replace(&(5..6), "    ").unwrap();
        assert_eq!(draft.text(), "faq:\n    id: a\nb: c\n");
        for word in ["faq", "id", "a\n", "b", "c"] {
            let at = draft.text().find(word).unwrap();
            assert_eq!(draft.original(at), original.find(word).unwrap(), "{word}");
        }
        assert_eq!(draft.original_span(&(3..4)), 3..3);
        assert!(draft.replace(&(6..7), "x").is_none());
        let first = draft.replace(&(0..0), "- ").unwrap();
        assert_eq!(first.original(first.text().find("id").unwrap()), 5);
        assert_eq!(first.into_aligned(), "faq\n id: a\nb: c\n");
    }
}
