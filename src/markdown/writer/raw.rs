//! HTML that the author wrote by hand.

use std::ops::Range;

use super::{
    Hole, Writer,
    finish::{HOLE, HOLE_END, is_marker, with_blocks_as_elements, with_elements_as_blocks, without_marks},
};
use crate::{
    diagnostic::Code,
    markdown::{
        RawHtml,
        call::FenceKind,
        raw::{self, Markers, RawAddress, Taken},
        scan::{Inline, InlineKind},
        text::escaped,
    },
};

/// How many elements can lie in each other: browsers give up somewhat later, and cleaning takes the longer for each element the deeper
/// it lies.
const DEEPEST: usize = 500;

/// Stands for an address of raw HTML, until its link is known.
const RAW_ADDRESS: char = '\u{fdd3}';

const MARKERS: Markers = Markers { is_marker, address: |index| format!("{HOLE}{RAW_ADDRESS}{index}{HOLE_END}") };

/// The raw HTML of a text, and where its first part stands there.
pub(super) struct Written {
    pub html: String,
    pub first: Range<usize>,
}

impl Written {
    /// The place in the text of a place in the HTML.
    pub fn span(&self, span: Range<usize>) -> Range<usize> {
        self.first.start + span.start..self.first.start + span.end
    }
}

impl Writer<'_, '_, '_> {
    /// A tag or comment within prose.
    pub fn inline_html(&mut self, html: &str, range: Range<usize>) {
        let hidden = self.hidden;
        if !html.starts_with("<!--") {
            hidden.inlines.range(range.clone()).for_each(|(_, inline)| self.inline_in_html(inline));
        }
        self.raw_html(html, range);
    }

    /// A tag or comment, or a line of a block of HTML.
    pub fn raw_html(&mut self, html: &str, range: Range<usize>) {
        let html = self.hidden.restore(html, &range, self.source);
        match self.parser.environment.raw_html {
            RawHtml::Escape => self.out(&escaped(&html)),
            RawHtml::Allow | RawHtml::Sanitize => {
                self.out(&html);
                let parts = self.parts_of(&html, range);
                self.top().raw.extend(parts);
            }
        }
    }

    /// Where a piece of HTML stands: in a quote or a list, its lines are indented by what isn't HTML.
    fn parts_of(&self, html: &str, range: Range<usize>) -> Vec<Range<usize>> {
        let source = self.source.get(range.clone()).unwrap_or_default();
        if source.len() == html.len() {
            return vec![range];
        }
        let mut end = range.start;
        let lines = source.split_inclusive('\n').zip(html.split_inclusive('\n'));
        let part = |(written, line): (&str, &str)| {
            end += written.len();
            end - line.len().min(written.len())..end
        };
        lines.map(part).collect()
    }

    /// A block of HTML. A directive's line in it is text, which its author can't have meant, unless it shows how one is written.
    pub fn html_block(&mut self, range: &Range<usize>) {
        let hidden = self.hidden;
        if hidden.unconfirmed.range(range.clone()).next().is_none() && hidden.inlines.range(range.clone()).next().is_none() {
            return;
        }
        let lines = hidden.unconfirmed.range(range.clone());
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
        for (_, inline) in hidden.inlines.range(range.clone()).filter(|(at, _)| !is_verbatim(**at)) {
            self.inline_in_html(inline);
        }
    }

    /// What stands in a tag, or in a block of HTML: its author can't have meant it as text.
    fn inline_in_html(&mut self, inline: &Inline) {
        let what = match &inline.kind {
            InlineKind::Directive(call) if call.name == "var" => "this variable",
            InlineKind::Citation(_) => "this citation",
            InlineKind::Directive(_) | InlineKind::Doubtful { .. } => return,
        };
        let hint = "write the text or the link in Markdown, with an empty line before it and after it".to_owned();
        self.issue(Code::DirectiveSyntax, inline.span.clone(), format!("{what} stands in the midst of HTML, so it is only text"), hint);
    }

    /// What a part becomes that holds raw HTML, which stands in these places.
    pub(super) fn with_raw_html(&mut self, html: &str, raw: &[Range<usize>]) -> String {
        let setting = self.parser.environment.raw_html;
        if setting == RawHtml::Escape {
            return html.to_owned();
        }
        let mut raw = raw.to_vec();
        raw.sort_by_key(|range| range.start);
        let written = Written { html: raw::only_raw(self.source, &raw), first: raw.first().cloned().unwrap_or_default() };
        if setting == RawHtml::Sanitize && raw::is_deeper_than(DEEPEST, html) {
            let message = format!("more than {DEEPEST} elements of HTML lie in each other");
            let hint = "close each element, for example with `</div>`, before the next one begins".to_owned();
            let is_before = |range: &Range<usize>| !raw::is_deeper_than(DEEPEST, &self.source[raw[0].start..range.end]);
            let at = raw.partition_point(is_before).min(raw.len() - 1);
            self.issue(Code::HtmlTooDeep, raw[at].clone(), message, hint);
            return String::new();
        }
        self.check_raw_html(&written, setting);
        let taken = match setting {
            RawHtml::Sanitize => {
                let mut taken = raw::clean(&with_blocks_as_elements(html), MARKERS);
                taken.html = with_elements_as_blocks(&taken.html);
                taken
            }
            RawHtml::Allow | RawHtml::Escape => raw::keep(html, MARKERS),
        };
        let html = self.take(taken, &written);
        without_marks(&html, &raw::without_links(&html))
    }

    /// Takes down ids and links, and puts holes in the place of what marks addresses.
    fn take(&mut self, taken: Taken, written: &Written) -> String {
        for id in taken.ids {
            self.parser.anchors.note(id);
        }
        // Both are in the order of the text; what was cleaned away is in one of them only.
        let places = raw::addresses(&written.html);
        let mut rest = places.as_slice();
        let mut links = Vec::new();
        for RawAddress { address, kind } in taken.addresses {
            let place = rest.iter().position(|place| place.address == address);
            let span = place.map_or_else(|| written.first.clone(), |at| written.span(rest[at].span.clone()));
            rest = &rest[place.map_or(0, |at| at + 1)..];
            // What a variable in it would be was said: the link isn't wrong as well.
            let address = if address.contains(":var[") { "#top".to_owned() } else { address };
            links.push(self.link(address, kind, span));
        }
        self.replace_raw_markers(&taken.html, &links)
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
