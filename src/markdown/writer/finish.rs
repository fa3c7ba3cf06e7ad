//! The end of a text: cleaning, and filling what can be filled.
//!
//! A hole is written as `\u{fdd0}index\u{fdd1}`: noncharacters pass through the cleaning of raw HTML, in text and in
//! attributes alike. Two more stand around prose, in whose words links may be put later.

use std::ops::Range;

use super::{Capture, Hole, Kind, Writer};
use crate::markdown::{Html, Link, LinkKind, Segment, text::escape};

pub const HOLE: char = '\u{fdd0}';
pub const HOLE_END: char = '\u{fdd1}';

/// Begins the hole of a block, which closes an open paragraph as other blocks do.
const BLOCK: char = '\u{fdd8}';

/// Stand around prose.
const PROSE: char = '\u{fdd6}';
const PROSE_END: char = '\u{fdd7}';

/// Appends prose, escaped, with marks around it.
pub fn mark_prose(out: &mut String, text: &str) {
    out.push(PROSE);
    escape(out, text);
    out.push(PROSE_END);
}

/// HTML without the marks of prose in these parts of it, which are in order.
pub fn without_marks(html: &str, parts: &[Range<usize>]) -> String {
    let mut unmarked = String::with_capacity(html.len());
    let mut from = 0;
    for part in parts {
        // Parts may lie in each other.
        let start = part.start.max(from);
        unmarked.push_str(&html[from..start]);
        from = part.end.max(start);
        unmarked.extend(html[start..from].chars().filter(|c| !matches!(*c, PROSE | PROSE_END)));
    }
    unmarked.push_str(&html[from..]);
    unmarked
}

/// The text that stands for a hole.
pub fn marker(index: usize) -> String {
    format!("{HOLE}{index}{HOLE_END}")
}

/// The text that stands for the hole of a block.
pub fn block_marker(index: usize) -> String {
    format!("{BLOCK}{index}{HOLE_END}")
}

/// HTML in which an element stands for each block's hole, so that what reads it closes a paragraph before it.
pub fn with_blocks_as_elements(html: &str) -> String {
    rewritten(html, &BLOCK.to_string(), &HOLE_END.to_string(), ELEMENT, ELEMENT_END)
}

/// The other way round.
pub fn with_elements_as_blocks(html: &str) -> String {
    rewritten(html, ELEMENT, ELEMENT_END, &BLOCK.to_string(), &HOLE_END.to_string())
}

const ELEMENT: &str = "<hr title=\"\u{fdd0}";
const ELEMENT_END: &str = "\u{fdd1}\">";

/// A text with other signs around what stands between two signs.
fn rewritten(text: &str, start: &str, end: &str, new_start: &str, new_end: &str) -> String {
    let mut parts = text.split(start);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (between, after) = part.split_once(end).unwrap_or((part, ""));
        whole.extend([new_start, between, new_end, after]);
    }
    whole
}

/// Whether a value is a marker, and nothing else.
pub fn is_marker(value: &str) -> bool {
    let index = value.strip_prefix(HOLE).and_then(|rest| rest.strip_suffix(HOLE_END));
    index.is_some_and(|index| !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit()))
}

impl Writer<'_, '_, '_> {
    /// The segments of the whole text.
    pub fn finish(mut self) -> Vec<Segment> {
        let capture = self.captures.pop().unwrap_or_else(|| Capture::new(Kind::Text));
        self.segments(capture)
    }

    /// Cleans a part and fills its holes.
    pub(super) fn segments(&mut self, capture: Capture) -> Vec<Segment> {
        let html = if capture.raw.is_empty() { capture.html } else { self.with_raw_html(&capture.html, &capture.raw) };
        let mut segments = Vec::new();
        self.fill(&html, &mut segments);
        segments
    }

    /// Registers a link and gives its index.
    pub fn link(&mut self, target: String, kind: LinkKind, span: Range<usize>) -> usize {
        self.parser.markup.links.push(Link { target, kind, origin: self.origin, span });
        self.parser.markup.links.len() - 1
    }

    fn fill(&mut self, html: &str, segments: &mut Vec<Segment>) {
        let mut rest = html;
        while let Some(start) = rest.find([HOLE, BLOCK, PROSE]) {
            push_html(segments, &rest[..start]);
            let is_prose = rest[start..].starts_with(PROSE);
            let after = &rest[start + HOLE.len_utf8()..];
            let Some(end) = after.find(if is_prose { PROSE_END } else { HOLE_END }) else {
                rest = after;
                continue;
            };
            if is_prose {
                push_prose(segments, &after[..end]);
                rest = &after[end + PROSE_END.len_utf8()..];
                continue;
            }
            let hole = after[..end].parse().ok().and_then(|index: usize| self.holes.get_mut(index)?.take());
            match hole {
                Some(Hole::Html(html)) => self.fill(&html, segments),
                Some(Hole::Code(code)) => segments.push(Segment::Code(Box::new(code))),
                Some(Hole::Text(text)) => segments.push(Segment::Text(text)),
                Some(Hole::Address(link)) => segments.push(Segment::Address(link)),
                Some(Hole::Title(link)) => segments.push(Segment::Title(link)),
                Some(Hole::Directive(directive)) => segments.push(Segment::Directive(Box::new(directive))),
                Some(Hole::Citation(citation)) => segments.push(Segment::Citation(citation)),
                Some(Hole::Segments(included)) => segments.extend(included),
                None => {}
            }
            rest = &after[end + HOLE_END.len_utf8()..];
        }
        push_html(segments, rest);
    }
}

fn push_html(segments: &mut Vec<Segment>, html: &str) {
    if !html.is_empty() {
        at_end(segments, |last| last.text.push_str(html));
    }
}

/// Appends prose; what goes on after a line break is the same prose.
fn push_prose(segments: &mut Vec<Segment>, prose: &str) {
    at_end(segments, |html| {
        let start = html.text.len();
        html.text.push_str(prose);
        match html.prose.last_mut().filter(|last| matches!(&html.text[last.end..start], "" | "\n")) {
            Some(last) => last.end = html.text.len(),
            None => html.prose.push(start..html.text.len()),
        }
    });
}

/// Appends to the HTML that segments end with; to a new one where they end with something else.
fn at_end(segments: &mut Vec<Segment>, append: impl FnOnce(&mut Html)) {
    if let Some(Segment::Html(last)) = segments.last_mut() {
        return append(last);
    }
    let mut html = Html::default();
    append(&mut html);
    segments.push(Segment::Html(html));
}
