//! Prose, links and images.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType};

use super::{Hole, Kind, Writer};
use crate::{
    diagnostic::Code,
    markdown::{
        LinkKind,
        scan::{self, Piece},
        text::{AddressKind, address_kind, escape, escape_and_link, escaped, names_of_variables},
    },
};

impl<'t> Writer<'_, '_, 't> {
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

    fn prose(&mut self, text: &str, range: &Range<usize>) {
        let hidden = self.hidden;
        for piece in hidden.split(text, range) {
            match piece {
                Piece::Text(text) => {
                    let text = hidden.restore(text, range, self.source);
                    self.plain(&text);
                    let in_link = !self.links.is_empty();
                    let html = &mut self.top().html;
                    if in_link { escape(html, &text) } else { escape_and_link(html, &text) }
                }
                Piece::Directive(inline) => {
                    self.plain(&inline.plain());
                    self.directive(&inline.call, None, inline.span.clone());
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

    /// The start of a link. What it leads to is a hole, unless it leads to another site.
    pub fn start_link(&mut self, link_type: LinkType, target: &str, title: &str, range: Range<usize>) {
        if let LinkType::WikiLink { has_pothole } = link_type {
            return self.start_wiki_link(target, has_pothole, range);
        }
        let target = self.hidden.restore(target, &range, self.source).into_owned();
        let title = self.hidden.restore(title, &range, self.source).into_owned();
        let external = match (link_type, address_kind(&target)) {
            (LinkType::Email, _) => Some(format!("mailto:{target}")),
            (_, AddressKind::External) => Some(target.clone()),
            (_, AddressKind::Dangerous) => {
                self.dangerous_address(LinkKind::Path, &target, range);
                self.links.push(false);
                return;
            }
            (_, AddressKind::Internal) => None,
        };
        self.out("<a href=\"");
        match external {
            Some(address) => {
                let address = escaped(&address);
                self.out(&address);
            }
            None => {
                let link = self.link(target, LinkKind::Path, range);
                self.hole(Hole::Address(link));
            }
        }
        self.out("\"");
        self.close_tag_with_title(&title);
        self.links.push(true);
    }

    fn start_wiki_link(&mut self, target: &str, has_pothole: bool, range: Range<usize>) {
        let (target, text) = scan::split_wiki(target);
        let (target, text) = (target.to_owned(), text.map(str::to_owned));
        let link = self.link(target.clone(), LinkKind::Wiki, range);
        self.out("<a href=\"");
        self.hole(Hole::Address(link));
        self.out("\">");
        self.links.push(true);
        match (has_pothole, text) {
            (true, _) => {}
            (false, Some(text)) => {
                self.plain(&text);
                let text = escaped(&text);
                self.out(&text);
                self.capture(Kind::LinkText);
            }
            (false, None) => {
                self.plain(&target);
                self.hole(Hole::Title(link));
                self.capture(Kind::LinkText);
            }
        }
    }

    /// The end of a link.
    pub fn end_link(&mut self) {
        if matches!(self.top().kind, Kind::LinkText) {
            self.release();
        }
        if self.links.pop() == Some(true) {
            self.out("</a>");
        }
    }

    /// The end of an image: what was captured is its description.
    pub fn end_image(&mut self) {
        let capture = self.release();
        let Kind::Image { address, title, range } = capture.kind else { return };
        let alt = escaped(&names_of_variables(&capture.plain.unwrap_or_default()));
        self.out("<img src=\"");
        match address_kind(&address) {
            AddressKind::External => {
                let address = escaped(&address);
                self.out(&address);
            }
            AddressKind::Dangerous => self.dangerous_address(LinkKind::Image, &address, range),
            AddressKind::Internal => {
                let link = self.link(address, LinkKind::Image, range);
                self.hole(Hole::Address(link));
            }
        }
        self.out("\" alt=\"");
        self.out(&alt);
        self.out("\"");
        self.close_tag_with_title(&title);
    }

    /// An address that would run a script, or carries a document in itself, is left out.
    pub fn dangerous_address(&mut self, kind: LinkKind, address: &str, range: Range<usize>) {
        match kind {
            LinkKind::Image => {
                let hint = "put the file beside the page and name it here".to_owned();
                self.issue(Code::MissingFile, range, "an image must be a file".to_owned(), hint);
            }
            LinkKind::Path | LinkKind::Wiki => {
                let message = format!("this link's address may not begin with `{}:`", address.split(':').next().unwrap_or_default());
                let hint = "link to a page, a record, a file beside the page, or a web address".to_owned();
                self.issue(Code::BrokenLink, range, message, hint);
            }
        }
    }

    fn close_tag_with_title(&mut self, title: &str) {
        if !title.is_empty() {
            let title = format!(" title=\"{}\"", escaped(title));
            self.out(&title);
        }
        self.out(">");
    }
}
