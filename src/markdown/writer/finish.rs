//! The end of a text: cleaning, and filling what can be filled.
//!
//! A hole is written as `\u{fdd0}index\u{fdd1}`: noncharacters pass through the cleaning of raw HTML, in text and in
//! attributes alike.

use std::ops::Range;

use super::{Capture, Hole, Kind, Writer};
use crate::markdown::{Link, LinkKind, Segment};

pub const HOLE: char = '\u{fdd0}';
pub const HOLE_END: char = '\u{fdd1}';

/// The text that stands for a hole.
pub fn marker(index: usize) -> String {
    format!("{HOLE}{index}{HOLE_END}")
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
        while let Some(start) = rest.find(HOLE) {
            push_html(segments, &rest[..start]);
            let after = &rest[start + HOLE.len_utf8()..];
            let Some(end) = after.find(HOLE_END) else {
                rest = after;
                continue;
            };
            let hole = after[..end].parse().ok().and_then(|index: usize| self.holes.get_mut(index)?.take());
            match hole {
                Some(Hole::Html(html)) => self.fill(&html, segments),
                Some(Hole::Text(text)) => segments.push(Segment::Text(text)),
                Some(Hole::Address(link)) => segments.push(Segment::Address(link)),
                Some(Hole::Title(link)) => segments.push(Segment::Title(link)),
                Some(Hole::Directive(directive)) => segments.push(Segment::Directive(Box::new(directive))),
                Some(Hole::Segments(included)) => segments.extend(included),
                None => {}
            }
            rest = &after[end + HOLE_END.len_utf8()..];
        }
        push_html(segments, rest);
    }
}

fn push_html(segments: &mut Vec<Segment>, html: &str) {
    if html.is_empty() {
        return;
    }
    match segments.last_mut() {
        Some(Segment::Html(last)) => last.push_str(html),
        _ => segments.push(Segment::Html(html.to_owned())),
    }
}
