//! HTML that the author wrote by hand.

use std::ops::Range;

use super::{
    Hole, Writer,
    finish::{HOLE, HOLE_END, is_marker, without_marks},
};
use crate::{
    diagnostic::Code,
    markdown::{
        RawHtml,
        call::FenceKind,
        raw::{self, Markers, RawAddress, TagKind, Taken, Token},
        text::{NO_ALT, escaped},
    },
};

/// How many elements can lie in each other: browsers give up somewhat later, and cleaning takes the longer for each element the deeper
/// it lies.
const DEEPEST: usize = 500;

/// Stands for an address of raw HTML, until its link is known.
const RAW_ADDRESS: char = '\u{fdd3}';

const MARKERS: Markers = Markers { is_marker, address: |index| format!("{HOLE}{RAW_ADDRESS}{index}{HOLE_END}") };

impl Writer<'_, '_, '_> {
    /// A tag or comment, or a line of a block of HTML.
    pub fn raw_html(&mut self, html: &str, range: Range<usize>) {
        let html = self.hidden.restore(html, &range, self.source);
        match self.parser.environment.raw_html {
            RawHtml::Escape => self.out(&escaped(&html)),
            RawHtml::Allow | RawHtml::Sanitize => {
                self.out(&html);
                self.top().raw.push(range);
            }
        }
    }

    /// A block of HTML. A directive's line in it is text, which its author can't have meant, unless it shows how one is written.
    pub fn html_block(&mut self, range: &Range<usize>) {
        let hidden = self.hidden;
        let mut lines = hidden.unconfirmed.range(range.clone()).peekable();
        if lines.peek().is_none() {
            return;
        }
        let verbatim = raw::verbatim(&self.source[range.clone()]);
        let is_verbatim = |at: usize| verbatim.iter().any(|part| part.contains(&(at - range.start)));
        let mut open = 0_usize;
        for (_, fence) in lines.filter(|(at, _)| !is_verbatim(**at)) {
            match fence.kind {
                FenceKind::Open(_) => open += 1,
                // The end of a container that has its message is the same mistake.
                FenceKind::Close if open > 0 => {
                    open -= 1;
                    continue;
                }
                FenceKind::Leaf(_) | FenceKind::Unreadable(_) | FenceKind::Doubtful { .. } | FenceKind::Close => {}
            }
            let hint = "leave an empty line before it and after it, so that it doesn't belong to the HTML".to_owned();
            self.issue(Code::DirectiveSyntax, fence.span.clone(), "this directive stands in the midst of HTML, so it is only text", hint);
        }
    }

    /// What a part becomes that holds raw HTML, which stands in these places.
    pub(super) fn with_raw_html(&mut self, html: &str, raw: &[Range<usize>]) -> String {
        let mut raw = raw.to_vec();
        raw.sort_by_key(|range| range.start);
        if self.parser.environment.raw_html != RawHtml::Escape {
            self.check_alt(&raw);
        }
        let taken = match self.parser.environment.raw_html {
            RawHtml::Escape => return html.to_owned(),
            RawHtml::Allow => raw::keep(html, MARKERS),
            RawHtml::Sanitize if raw::is_deeper_than(DEEPEST, html) => {
                let message = format!("more than {DEEPEST} elements of HTML lie in each other");
                let hint = "close each element, for example with `</div>`, before the next one begins".to_owned();
                let is_before = |range: &Range<usize>| !raw::is_deeper_than(DEEPEST, &self.source[raw[0].start..range.end]);
                let at = raw.partition_point(is_before).min(raw.len() - 1);
                self.issue(Code::HtmlTooDeep, raw[at].clone(), message, hint);
                return String::new();
            }
            RawHtml::Sanitize => raw::clean(html, MARKERS),
        };
        let html = self.take(taken, &raw);
        without_marks(&html, &raw::without_links(&html))
    }

    /// Says which images have no `alt`; an empty one says that an image is decoration.
    fn check_alt(&mut self, raw: &[Range<usize>]) {
        // A tag may go over several lines, each of which is a part of its own; the first half of a Windows line break is in none.
        let source = self.source;
        let is_next =
            |last: &Range<usize>, part: &Range<usize>| source.get(last.end..part.start).is_some_and(|gap| matches!(gap, "" | "\r"));
        let mut whole: Vec<Range<usize>> = Vec::new();
        for part in raw {
            match whole.last_mut().filter(|last| is_next(last, part)) {
                Some(last) => last.end = part.end,
                None => whole.push(part.clone()),
            }
        }
        for part in whole {
            for token in raw::tokens(source.get(part.clone()).unwrap_or_default()) {
                let Token::Tag(tag) = token else { continue };
                if tag.name == "img" && tag.kind != TagKind::Closes && !tag.has("alt") {
                    let hint = "add what it shows, such as `alt=\"The team at lunch\"`; for mere decoration `alt=\"\"`".to_owned();
                    self.issue(Code::MissingAlt, part.start + tag.span.start..part.start + tag.span.end, NO_ALT, hint);
                }
            }
        }
    }

    /// Takes down ids and links, and puts holes in the place of what marks addresses.
    fn take(&mut self, taken: Taken, raw: &[Range<usize>]) -> String {
        for id in taken.ids {
            self.parser.anchors.note(id);
        }
        // Addresses come in the order of the text, so each is looked for from where the one before was found.
        let mut from = 0;
        let mut links = Vec::new();
        for RawAddress { address, kind } in taken.addresses {
            let at = self.find_address(&address, raw, from);
            from = at.as_ref().map_or(from, |at| at.end);
            let span = at.or_else(|| raw.first().cloned()).unwrap_or_default();
            links.push(self.link(address, kind, span));
        }
        self.replace_raw_markers(&taken.html, &links)
    }

    /// Where an address stands in raw HTML, after what comes before `from`.
    fn find_address(&self, address: &str, raw: &[Range<usize>], from: usize) -> Option<Range<usize>> {
        let spellings = match address {
            "" => ["src=\"\"".to_owned(), "href=\"\"".to_owned()],
            _ => [address.to_owned(), escaped(address)],
        };
        raw[raw.partition_point(|range| range.end <= from)..].iter().find_map(|range| {
            let start = range.start.max(from);
            let text = self.source.get(start..range.end)?;
            let found = |spelling: &String| text.find(spelling.as_str()).map(|at| start + at..start + at + spelling.len());
            spellings.iter().find_map(found)
        })
    }

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
}
