//! Prose.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Hole, Kind, Writer, finish::mark_prose};
use crate::{
    diagnostic::Code,
    markdown::{
        Citation, Doubtful,
        citation::WrittenCitation,
        scan::{InlineKind, Piece},
        text::{escape, escaped, link_addresses},
    },
};

impl Writer<'_, '_, '_> {
    /// Writes prose that stands in one piece in the source.
    pub fn write_run(&mut self, run: Option<Range<usize>>) {
        if let Some(range) = run {
            let hidden = self.hidden;
            self.prose(&hidden.text[range.clone()], &range);
        }
    }

    /// Writes text of any kind.
    pub fn text(&mut self, text: &str, range: &Range<usize>) {
        let restored = self.hidden.restore(text, range, self.source);
        match &mut self.top().kind {
            Kind::Code { code, .. } => code.push_str(&restored),
            _ => self.prose(text, range),
        }
    }

    /// Writes prose, and the directives in it.
    pub fn prose(&mut self, text: &str, range: &Range<usize>) {
        let hidden = self.hidden;
        let mut is_in_address = false;
        for piece in hidden.split(text, range) {
            match piece {
                Piece::Text(text) => {
                    let text = hidden.restore(text, range, self.source);
                    is_in_address = ends_in_address(&text) && self.links.is_empty();
                    self.plain(&text);
                    let write = if self.takes_links() { mark_prose } else { escape };
                    let in_link = !self.links.is_empty();
                    let html = &mut self.top().html;
                    if in_link { escape(html, &text) } else { link_addresses(html, &text, write) }
                }
                Piece::Inline(inline) => {
                    self.plain(&inline.plain());
                    match (&inline.kind, &inline.problem) {
                        (_, Some(problem)) => self.unreadable_directive(inline.span.clone(), problem.clone()),
                        (InlineKind::Directive(call), None) if is_in_address && call.name == "var" => {
                            let hint = "put the whole address in angle brackets, such as `<https://example.com/:var[name]>`".to_owned();
                            self.issue(Code::DirectiveSyntax, inline.span.clone(), "a link would end where this variable begins", hint);
                        }
                        (InlineKind::Directive(call), None) => self.directive(call, None, inline.span.clone()),
                        (InlineKind::Citation(written), None) => self.citation(written),
                        (InlineKind::Doubtful { name, written, hint }, None) => {
                            let doubtful =
                                Doubtful { name: name.clone(), hint: hint.clone(), origin: self.origin, span: inline.span.clone() };
                            self.parser.markup.doubtful.push(doubtful);
                            self.out(&escaped(written));
                        }
                    }
                }
            }
        }
    }

    /// Whether links may be put into prose here: not in a heading, which is a link's target and not its place, nor in a link.
    fn takes_links(&self) -> bool {
        let mut open = self.captures.iter().rev().map(|capture| &capture.kind);
        match open.next() {
            Some(Kind::Heading { .. } | Kind::Image { .. } | Kind::LinkText) => false,
            Some(Kind::Cell) => !matches!(open.next(), Some(Kind::Table { in_head: true, .. })),
            _ => self.links.is_empty(),
        }
    }

    /// Leaves a hole for the sources that a citation names.
    fn citation(&mut self, written: &WrittenCitation) {
        for problem in &written.problems {
            self.issue(Code::CitationSyntax, problem.span.clone(), problem.message.clone(), problem.hint.clone());
        }
        if !written.cited.is_empty() {
            let is_in_link = !self.links.is_empty();
            let citation = Citation { cited: written.cited.clone(), is_in_link, origin: self.origin };
            self.parser.markup.citations.push(citation);
            self.hole(Hole::Citation(self.parser.markup.citations.len() - 1));
        }
    }

    /// `code`
    pub fn code_span(&mut self, code: &str, range: &Range<usize>) {
        let code = self.hidden.restore(code, range, self.source);
        self.plain(&code);
        let html = format!("<code>{}</code>", escaped(&code));
        self.out(&html);
    }

    /// A soft or hard line break.
    pub fn line_break(&mut self, html: &str) {
        self.plain(" ");
        self.out(html);
    }

    /// The text of an event, without markup.
    pub fn plain_text(&self, event: &Event<'_>, range: &Range<usize>) -> String {
        match event {
            Event::Text(text) => self
                .hidden
                .split(text, range)
                .map(|piece| match piece {
                    Piece::Text(text) => self.hidden.restore(text, range, self.source).into_owned(),
                    Piece::Inline(inline) => inline.plain(),
                })
                .collect(),
            Event::Code(text) => self.hidden.restore(text, range, self.source).into_owned(),
            Event::SoftBreak | Event::HardBreak => " ".to_owned(),
            _ => String::new(),
        }
    }
}

/// Whether a text ends in a bare address of the web.
fn ends_in_address(text: &str) -> bool {
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    ["https://", "http://"].iter().any(|scheme| word.contains(scheme)) && !word.ends_with(['.', ',', ')', '>', '"'])
}
