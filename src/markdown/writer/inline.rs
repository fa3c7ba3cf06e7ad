//! Prose.

use std::ops::Range;

use pulldown_cmark::Event;

use super::{Kind, Writer};
use crate::{
    diagnostic::Code,
    markdown::{
        scan::Piece,
        text::{escape, escape_and_link, escaped},
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
                    let in_link = !self.links.is_empty();
                    let html = &mut self.top().html;
                    if in_link { escape(html, &text) } else { escape_and_link(html, &text) }
                }
                Piece::Directive(inline) => {
                    self.plain(&inline.plain());
                    match &inline.problem {
                        None if is_in_address && inline.call.name == "var" => {
                            let hint = "put the whole address in angle brackets, such as `<https://example.com/:var[name]>`".to_owned();
                            self.issue(Code::DirectiveSyntax, inline.span.clone(), "a link would end where this variable begins", hint);
                        }
                        None => self.directive(&inline.call, None, inline.span.clone()),
                        Some(problem) => self.unreadable_directive(inline.span.clone(), problem.clone()),
                    }
                }
            }
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
                    Piece::Directive(inline) => inline.plain(),
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
