//! Directives: leaves, containers, inline ones, and includes.

use std::ops::Range;

use super::{Capture, Hole, Kind, Writer, links::kind_of};
use crate::{
    diagnostic::Code,
    markdown::{
        Argument, Directive, DirectiveUse, Doubtful, Form, LinkKind, Segment, WrittenArgument,
        call::{Call, FenceKind},
        text::{AddressKind, variable},
    },
};

/// How many containers can lie in each other.
const DEEPEST: usize = 32;

/// A container that is open.
pub struct Open {
    /// What it is; `None` for one whose line can't be read, so that its end and what it contains aren't wrong as well.
    call: Option<Call>,
    span: Range<usize>,
    /// How many Markdown blocks are open around it; it must end at the same depth.
    depth: usize,
}

impl Writer<'_, '_, '_> {
    /// A thematic break, or the line of a directive that was hidden as one.
    pub fn rule(&mut self, range: Range<usize>) {
        let hidden = self.hidden;
        let Some(fence) = hidden.blocks.get(&range.start) else { return self.out("<hr>\n") };
        let span = fence.span.clone();
        match &fence.kind {
            FenceKind::Leaf(call) if call.name == "include" => self.include(call, span),
            FenceKind::Leaf(call) => self.directive(call, None, span),
            FenceKind::Open(call) => {
                let is_too_deep = self.open_containers() >= DEEPEST;
                // What lies still deeper is the same mistake.
                if is_too_deep && self.is_in_readable_container() {
                    let message = format!("more than {DEEPEST} containers lie in each other here");
                    let hint = "close each with a line of `:::` before the next one begins".to_owned();
                    self.issue(Code::DirectiveSyntax, span.clone(), message, hint);
                }
                self.open_container((!is_too_deep).then(|| call.clone()), span);
            }
            FenceKind::Close => self.close_container(span),
            FenceKind::Unreadable(problem) => {
                self.unreadable_directive(span.clone(), problem.clone());
                if self.source.get(span.clone()).is_some_and(|line| line.starts_with(":::")) {
                    self.open_container(None, span);
                }
            }
            // It is text, and never hidden.
            FenceKind::Doubtful { .. } => {}
        }
    }

    /// Says what to write instead of a directive that can't be read.
    pub fn unreadable_directive(&mut self, span: Range<usize>, hint: String) {
        self.issue(Code::DirectiveSyntax, span, "this directive can't be read", hint);
    }

    /// Notes the lines that are directives if the theme has one of their name.
    pub fn note_doubtful(&mut self) {
        for fence in self.hidden.doubtful.values() {
            if let FenceKind::Doubtful { name, hint } = &fence.kind {
                let doubtful = Doubtful { name: name.clone(), hint: hint.clone(), origin: self.origin, span: fence.span.clone() };
                self.parser.markup.doubtful.push(doubtful);
            }
        }
    }

    fn open_container(&mut self, call: Option<Call>, span: Range<usize>) {
        let open = Open { call, span, depth: self.depth };
        self.capture(Kind::Container(open));
    }

    fn is_in_readable_container(&self) -> bool {
        let innermost = self.captures.iter().rev().find_map(|capture| match &capture.kind {
            Kind::Container(open) => Some(open.call.is_some()),
            _ => None,
        });
        innermost == Some(true)
    }

    fn open_containers(&self) -> usize {
        let is_readable = |capture: &&Capture| matches!(&capture.kind, Kind::Container(Open { call: Some(_), .. }));
        self.captures.iter().filter(is_readable).count()
    }

    fn close_container(&mut self, span: Range<usize>) {
        let here = self.depth;
        match self.top().kind {
            Kind::Container(Open { depth, .. }) if depth == here => {
                let capture = self.release_whole();
                self.end_container(capture, Form::Container);
            }
            _ => {
                let hint =
                    "a container opens with three colons and a name, for example `:::note`, and closes at the same indentation".to_owned();
                self.issue(Code::UnopenedDirective, span, "this `:::` closes nothing".to_owned(), hint);
            }
        }
    }

    fn end_container(&mut self, mut capture: Capture, form: Form) {
        let kind = std::mem::replace(&mut capture.kind, Kind::Text);
        match kind {
            Kind::Container(Open { call: Some(call), span, .. }) => {
                let body = self.segments(capture);
                self.directive(&call, Some((form, body)), span);
            }
            _ => self.out(&capture.html),
        }
    }

    /// Ends the containers that were opened in the block that ends now.
    pub fn close_containers_of_block(&mut self) {
        let here = self.depth;
        while matches!(&self.top().kind, Kind::Container(open) if open.depth == here) {
            self.close_unclosed();
        }
    }

    /// Ends everything that is still open at the end of the text.
    pub fn close_all(&mut self) {
        while self.captures.len() > 1 {
            if matches!(self.top().kind, Kind::Container(_)) {
                self.close_unclosed();
            } else {
                let capture = self.release();
                self.out(&capture.html);
            }
        }
    }

    fn close_unclosed(&mut self) {
        let capture = self.release_whole();
        if let Kind::Container(Open { call: Some(call), span, .. }) = &capture.kind {
            let message = format!("`:::{}` isn't closed", call.name);
            let hint = format!(
                "close it with a line of `:::`, at the same indentation; if it contains nothing, write `::{}` with two colons",
                call.name
            );
            self.issue(Code::UnclosedDirective, span.clone(), message, hint);
        }
        self.end_container(capture, Form::Unclosed);
    }

    /// Writes a call of a directive.
    pub fn directive(&mut self, call: &Call, body: Option<(Form, Vec<Segment>)>, span: Range<usize>) {
        let mut arguments: Vec<WrittenArgument> =
            call.label.iter().map(|label| WrittenArgument { name: "text".to_owned(), value: label.clone(), span: span.clone() }).collect();
        for attribute in &call.attributes {
            let at = span.start + attribute.span.start..span.start + attribute.span.end;
            let (value, variables) = with_variables(&attribute.value);
            for name in variables {
                self.note_use("var", vec![WrittenArgument { name: "text".to_owned(), value: name, span: at.clone() }], at.clone());
            }
            // The arguments of components are names of the template language.
            arguments.push(WrittenArgument { name: attribute.name.replace('-', "_"), value, span: at });
        }
        self.push_directive(&call.name, arguments, body, span);
    }

    /// Leaves a hole for what a directive shows.
    pub fn push_directive(&mut self, name: &str, written: Vec<WrittenArgument>, body: Option<(Form, Vec<Segment>)>, span: Range<usize>) {
        let arguments = written.iter().map(|argument| (argument.name.clone(), self.argument(argument))).collect();
        let index = self.parser.markup.directives.len();
        let is_block = body.is_some() || self.source.get(span.start..).is_some_and(|written| written.starts_with("::"));
        let (form, body) = body.map_or((Form::Leaf, None), |(form, body)| (form, Some(body)));
        let used = DirectiveUse { name: name.to_owned(), arguments: written, form, origin: self.origin, span };
        self.parser.markup.directives.push(used);
        let hole = Hole::Directive(Directive { name: name.to_owned(), arguments, body, index });
        if is_block { self.block_hole(hole) } else { self.hole(hole) }
    }

    /// Notes a directive that leaves no hole, so that it is checked like others.
    pub(super) fn note_use(&mut self, name: &str, arguments: Vec<WrittenArgument>, span: Range<usize>) {
        let used = DirectiveUse { name: name.to_owned(), arguments, form: Form::Leaf, origin: self.origin, span };
        self.parser.markup.directives.push(used);
    }

    /// What a directive is given for an argument.
    fn argument(&mut self, written: &WrittenArgument) -> Argument {
        let WrittenArgument { name, value, span } = written;
        let kind = match name.as_str() {
            "src" => LinkKind::Image,
            "link" | "href" => LinkKind::Path,
            _ => return Argument::Text(value.clone()),
        };
        match kind_of(value) {
            AddressKind::Internal => Argument::Link(self.link(value.clone(), kind, span.clone())),
            AddressKind::External => Argument::External(value.clone()),
            AddressKind::Dangerous => {
                self.dangerous_address(kind, value, span.clone());
                Argument::External(String::new())
            }
        }
    }

    fn include(&mut self, call: &Call, span: Range<usize>) {
        for attribute in call.attributes.iter().filter(|attribute| attribute.name != "file") {
            let at = span.start + attribute.span.start..span.start + attribute.span.end;
            self.issue(Code::UnknownArgument, at, format!("`include` has no argument `{}`", attribute.name), "it takes `file`".to_owned());
        }
        match call.attributes.iter().find(|attribute| attribute.name == "file") {
            Some(attribute) => {
                let segments = self.parser.include(&attribute.value, self.origin, span);
                self.block_hole(Hole::Segments(segments));
            }
            None => self.issue(
                Code::MissingArgument,
                span,
                "`include` needs a `file`".to_owned(),
                "write for example `::include{file=\"_notice.md\"}`".to_owned(),
            ),
        }
    }
}

/// An argument's value with its variables still to be filled in, and their names: `{title="About :var[client.name]"}`.
fn with_variables(written: &str) -> (String, Vec<String>) {
    let mut parts = written.split(":var[");
    let mut value = parts.next().unwrap_or_default().to_owned();
    let mut names = Vec::new();
    for part in parts {
        match part.split_once(']') {
            Some((name, after)) => {
                value.push_str(&variable(name.trim()));
                value.push_str(after);
                names.push(name.trim().to_owned());
            }
            None => value.extend([":var[", part]),
        }
    }
    (value, names)
}
