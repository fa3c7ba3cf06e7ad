//! The end of a text: cleaning, and filling what can be filled.
//!
//! A hole is written as `\u{fdd0}index\u{fdd1}`: noncharacters pass through the cleaning of raw HTML, in text and in
//! attributes alike.

use std::ops::Range;

use super::{Capture, Hole, Kind, Writer};
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

/// Whether a value is a marker, and nothing else.
fn is_marker(value: &str) -> bool {
    let index = value.strip_prefix(HOLE).and_then(|rest| rest.strip_suffix(HOLE_END));
    index.is_some_and(|index| !index.is_empty() && index.bytes().all(|byte| byte.is_ascii_digit()))
}

fn raw_marker(index: usize) -> String {
    format!("{HOLE}{RAW_ADDRESS}{index}{HOLE_END}")
}

impl Writer<'_, '_, '_> {
    /// The segments of the whole text.
    pub fn finish(mut self) -> Vec<Segment> {
        let capture = self.captures.pop().unwrap_or_else(|| Capture::new(Kind::Text));
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
        let mut raw = raw.to_vec();
        raw.sort_by_key(|range| range.start);
        // Addresses come in the order of the text, so each is looked for from where the one before was found.
        let mut from = 0;
        let mut links = Vec::new();
        for RawAddress { address, is_source } in cleaned.addresses {
            let find = |range: &Range<usize>| {
                let start = range.start.max(from);
                Some(start + self.source.get(start..range.end)?.find(&address)?)
            };
            let at = raw[raw.partition_point(|range| range.end <= from)..].iter().find_map(find);
            let span = at.map_or_else(|| raw.first().cloned().unwrap_or(0..0), |at| at..at + address.len());
            from = at.map_or(from, |at| at + address.len());
            links.push(self.link(address, if is_source { LinkKind::Image } else { LinkKind::Path }, span));
        }
        self.replace_raw_markers(&cleaned.html, &links)
    }

    /// Puts the holes of links in the place of what marks addresses of raw HTML.
    fn replace_raw_markers(&mut self, html: &str, links: &[usize]) -> String {
        let start: String = [HOLE, RAW_ADDRESS].iter().collect();
        let mut parts = html.split(start.as_str());
        let mut replaced = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let Some((index, rest)) = part.split_once(HOLE_END) else { continue };
            if let Some(link) = index.parse().ok().and_then(|index: usize| links.get(index)) {
                replaced.push_str(&self.marker(Hole::Address(*link)));
            }
            replaced.push_str(rest);
        }
        replaced
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
