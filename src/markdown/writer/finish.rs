//! The end of a text: cleaning, and filling what can be filled.
//!
//! A hole is written as `\u{fdd0}index\u{fdd1}`: noncharacters pass through the cleaning of raw HTML, in text and in
//! attributes alike.

use std::ops::Range;

use super::{Capture, Hole, Writer};
use crate::markdown::{
    Link, LinkKind, RawHtml, Segment,
    sanitize::{self, RawAddress},
};

const HOLE: char = '\u{fdd0}';
const HOLE_END: char = '\u{fdd1}';
const RAW_ADDRESS: char = '\u{fdd3}';

/// The text that stands for a hole.
pub fn marker(index: usize) -> String {
    format!("{HOLE}{index}{HOLE_END}")
}

fn is_marker(value: &str) -> bool {
    value.starts_with(HOLE)
}

fn raw_marker(index: usize) -> String {
    format!("{HOLE}{RAW_ADDRESS}{index}{HOLE_END}")
}

impl Writer<'_, '_, '_> {
    /// The segments of the whole text.
    pub fn finish(mut self) -> Vec<Segment> {
        let capture = self.captures.pop().unwrap_or_else(|| Capture::new(super::Kind::Text));
        self.segments(capture)
    }

    /// Cleans a part and fills its holes.
    pub(super) fn segments(&mut self, capture: Capture) -> Vec<Segment> {
        let html = match self.parser.environment.raw_html {
            RawHtml::Sanitize if !capture.raw.is_empty() => self.clean(&capture.html, &capture.raw),
            RawHtml::Allow if !capture.raw.is_empty() => {
                // It stays as it is, but its ids can be linked.
                let ids = sanitize::clean(&capture.html, is_marker, raw_marker).ids;
                ids.into_iter().for_each(|id| self.parser.anchors.note(id));
                capture.html
            }
            _ => capture.html,
        };
        let mut segments = Vec::new();
        self.fill(&html, &mut segments);
        segments
    }

    fn clean(&mut self, html: &str, raw: &[Range<usize>]) -> String {
        let cleaned = sanitize::clean(html, is_marker, raw_marker);
        for id in cleaned.ids {
            self.parser.anchors.note(id);
        }
        let mut html = cleaned.html;
        for (index, RawAddress { address, is_source }) in cleaned.addresses.into_iter().enumerate() {
            let written = raw.iter().find_map(|range| {
                let at = self.source.get(range.clone())?.find(&address)?;
                Some(range.start + at..range.start + at + address.len())
            });
            let span = written.or_else(|| raw.first().cloned()).unwrap_or(0..0);
            let kind = if is_source { LinkKind::Image } else { LinkKind::Path };
            let link = self.link(address, kind, span);
            let hole = self.marker(Hole::Address(link));
            html = html.replace(&raw_marker(index), &hole);
        }
        html
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
