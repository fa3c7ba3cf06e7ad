//! Links and images.

use std::ops::Range;

use pulldown_cmark::LinkType;

use super::{Hole, Kind, Writer};
use crate::diagnostic::Code;
use crate::markdown::{
    DirectiveUse, Form, LinkKind, WrittenArgument,
    scan::{self, Inline},
    text::{AddressKind, NO_ALT, address_kind, escaped, names_of_variables, refusal, variables_in},
};

impl Writer<'_, '_, '_> {
    /// A link's or image's address and title, with their variables still to be filled in.
    pub fn destination(&mut self, link_type: LinkType, written: [&str; 2], label: &str, range: &Range<usize>) -> (String, String) {
        let definition = match link_type {
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => self.definitions.get(&label.to_lowercase()),
            _ => None,
        };
        let hidden = self.hidden;
        let found = hidden.destination(written[0], written[1], definition.unwrap_or(range), self.source);
        // The address of `<https://…>` is its text too, and noted there.
        if link_type != LinkType::Autolink {
            found.variables.into_iter().for_each(|variable| self.note_variable(variable));
        }
        (found.address, found.title)
    }

    /// Notes a variable in an attribute, so that it is checked like one in prose.
    fn note_variable(&mut self, inline: &Inline) {
        let (span, problem, Some(call)) = (&inline.span, &inline.problem, inline.variable()) else { return };
        if self.noted.insert(span.start) {
            if let Some(problem) = problem {
                return self.unreadable_directive(span.clone(), problem.clone());
            }
            let label = call.label.clone().unwrap_or_default();
            let arguments = vec![WrittenArgument { name: "text".to_owned(), value: label, span: span.clone() }];
            let used = DirectiveUse { name: call.name.clone(), arguments, form: Form::Leaf, origin: self.origin, span: span.clone() };
            self.parser.markup.directives.push(used);
        }
    }

    /// The start of a link. What it leads to is a hole, unless it leads to another site.
    pub fn start_link(&mut self, link_type: LinkType, target: String, title: &str, range: Range<usize>) {
        let target = if link_type == LinkType::Email { format!("mailto:{target}") } else { target };
        if kind_of(&target) == AddressKind::Dangerous {
            self.dangerous_address(LinkKind::Path, &target, range);
            self.links.push(false);
            return;
        }
        self.out("<a href=\"");
        self.address(target, LinkKind::Path, range);
        self.out("\"");
        self.close_tag_with_title(title);
        self.links.push(true);
    }

    /// The start of a link by id.
    pub fn start_wiki_link(&mut self, target: &str, has_pothole: bool, range: Range<usize>) {
        let (target, text) = scan::split_wiki(target);
        let target = self.hidden.restore(target, &range, self.source).into_owned();
        let link = self.link(target.clone(), LinkKind::Wiki, range.clone());
        self.out("<a href=\"");
        self.hole(Hole::Address(link));
        self.out("\">");
        self.links.push(true);
        match (has_pothole, text) {
            (true, _) => {}
            (false, Some(text)) => {
                self.prose(text, &range);
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
        let alt = capture.plain.unwrap_or_default();
        if alt.trim().is_empty() {
            self.missing_alt(&address, range.clone());
        }
        let alt = self.attribute(&alt);
        self.out("<img src=\"");
        self.address(address, LinkKind::Image, range);
        self.out("\" alt=\"");
        self.out(&alt);
        self.out("\"");
        self.close_tag_with_title(&title);
    }

    /// Who can't see an image must be told what it shows.
    fn missing_alt(&mut self, address: &str, range: Range<usize>) {
        let address = names_of_variables(address);
        let hint = format!(
            "say between the square brackets what it shows: `![The team at lunch]({address})`; for mere decoration write `::figure{{src=\"{address}\" alt=\"\"}}` on a line of its own"
        );
        self.issue(Code::MissingAlt, range, NO_ALT, hint);
    }

    /// The address in a tag: a hole, unless it leads to another site.
    fn address(&mut self, address: String, kind: LinkKind, range: Range<usize>) {
        match kind_of(&address) {
            AddressKind::External => {
                let address = escaped(&address);
                self.out(&address);
            }
            AddressKind::Dangerous => self.dangerous_address(kind, &address, range),
            AddressKind::Internal => {
                let link = self.link(address, kind, range);
                self.hole(Hole::Address(link));
            }
        }
    }

    /// An address that would run a script, or carries a document in itself, is left out.
    pub fn dangerous_address(&mut self, kind: LinkKind, address: &str, range: Range<usize>) {
        let (code, message, hint) = refusal(kind, address);
        self.issue(code, range, message, hint.to_owned());
    }

    fn close_tag_with_title(&mut self, title: &str) {
        if !title.is_empty() {
            let title = format!(" title=\"{}\"", self.attribute(title));
            self.out(&title);
        }
        self.out(">");
    }
}

/// What an address is; where one with a variable leads is known to the site only.
fn kind_of(address: &str) -> AddressKind {
    if variables_in(address).next().is_some() { AddressKind::Internal } else { address_kind(address) }
}
