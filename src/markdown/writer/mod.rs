//! Turns the Markdown parser's events into HTML with holes.
//!
//! The HTML of what is open is kept in a stack of captures: a heading needs its text before its anchor is known, a directive's
//! content becomes a part of its own. What is generated, or known to the site only, is a [`Hole`].

mod blocks;
mod captures;
mod directives;
mod finish;
mod inline;
mod links;
mod raw;
mod raw_check;

use std::{
    collections::{BTreeMap, BTreeSet, VecDeque},
    fmt::Write as _,
    ops::Range,
};

use pulldown_cmark::{Event, HeadingLevel, LinkType, Parser as Events, Tag, TagEnd};

use self::{
    captures::{Capture, Hole, Kind},
    directives::Open,
};
use super::{
    Issue, Parser, Role, Segment,
    code_block::Fence as CodeFence,
    footnotes::Footnotes,
    scan::{self, Hidden},
};
use crate::diagnostic::Code;

/// Writes one text.
pub struct Writer<'p, 'e, 't> {
    parser: &'p mut Parser<'e>,
    source: &'t str,
    hidden: &'t Hidden,
    origin: usize,
    captures: Vec<Capture>,
    holes: Vec<Option<Hole>>,
    /// How many Markdown blocks are open.
    depth: usize,
    footnotes: Footnotes,
    /// Where the definitions of links stand, by their label in lower case.
    definitions: BTreeMap<String, Range<usize>>,
    /// The variables in addresses and titles that were noted; a definition may be of many links.
    noted: BTreeSet<usize>,
    /// Whether each open link is written as one.
    links: Vec<bool>,
    heading_shift: u8,
}

impl<'p, 'e, 't> Writer<'p, 'e, 't> {
    /// A writer for the `fragment`-th text of a markup.
    pub fn new(parser: &'p mut Parser<'e>, source: &'t str, hidden: &'t Hidden, origin: usize, fragment: usize) -> Self {
        let mut prefix = parser.anchors.prefix().to_owned();
        if fragment > 1 {
            let _ = write!(prefix, "{fragment}-");
        }
        Self {
            parser,
            source,
            hidden,
            origin,
            captures: vec![Capture::new(Kind::Text)],
            holes: Vec::new(),
            depth: 0,
            footnotes: Footnotes::new(prefix),
            definitions: BTreeMap::new(),
            noted: BTreeSet::new(),
            links: Vec::new(),
            heading_shift: 0,
        }
    }

    /// Writes the whole text.
    pub fn write(mut self, role: &Role) -> Vec<Segment> {
        let hidden = self.hidden;
        let events = Events::new_ext(&hidden.text, scan::options()).into_offset_iter();
        let definitions = events.reference_definitions().iter();
        self.definitions = definitions.map(|(label, definition)| (label.to_lowercase(), definition.span.clone())).collect();
        let mut events: VecDeque<(Event<'t>, Range<usize>)> = events.collect();
        if let Role::Page { title } = role {
            self.take_title(&mut events, title.as_deref());
        }
        // The first level is the page's own, whatever text of it has a heading.
        let is_first_level = |(event, _): &(Event<'_>, _)| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
        self.heading_shift = u8::from(events.iter().any(is_first_level));
        // The parser splits prose at every character that might mean something; an address must be seen whole.
        let mut run: Option<Range<usize>> = None;
        for (event, range) in events {
            match &event {
                Event::Text(text) if hidden.text.get(range.clone()) == Some(text) && !self.in_code() => match &mut run {
                    Some(run) if run.end == range.start => run.end = range.end,
                    _ => {
                        self.write_run(run.replace(range));
                    }
                },
                _ => {
                    self.write_run(run.take());
                    self.event(event, range);
                }
            }
        }
        self.write_run(run);
        self.close_all();
        self.note_doubtful();
        self.write_footnotes();
        self.finish()
    }

    /// Takes a leading first-level heading out of the text as the page's title, unless the page has another one.
    fn take_title(&mut self, events: &mut VecDeque<(Event<'t>, Range<usize>)>, title: Option<&str>) {
        let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::Start(Tag::HtmlBlock) | Event::End(TagEnd::HtmlBlock));
        let first = events.iter().position(|(event, _)| !is_html(event));
        let is_title = |at: &usize| matches!(events[*at].0, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
        let Some(start) = first.filter(is_title) else { return };
        let Some(length) = events.range(start..).position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_)))) else { return };
        let text: String = events.range(start..start + length).map(|(event, range)| self.plain_text(event, range)).collect();
        if title.is_none_or(|title| title.trim() == text.trim()) {
            let heading: Vec<_> = events.drain(start..=start + length).collect();
            self.note_unshown(heading);
            self.parser.markup.title = Some(text.trim().to_owned());
        }
    }

    /// Notes the links, variables and directives of what is shown elsewhere, as its text alone, so that they are checked all the same.
    fn note_unshown(&mut self, events: Vec<(Event<'t>, Range<usize>)>) {
        self.capture(Kind::LinkText);
        for (event, range) in events {
            let is_of_heading = matches!(event, Event::Start(Tag::Heading { .. }) | Event::End(TagEnd::Heading(_)));
            // A note that nothing leads to would stand at the foot of the page.
            if !is_of_heading && !matches!(event, Event::FootnoteReference(_)) {
                self.event(event, range);
            }
        }
        self.captures.pop();
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => self.text(&text, &range),
            Event::Code(code) => self.code_span(&code, &range),
            Event::Html(html) => self.raw_html(&html, range),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(label) => {
                let html = self.footnotes.reference(&label);
                self.hole(Hole::Html(html));
            }
            Event::SoftBreak => self.line_break("\n"),
            Event::HardBreak => self.line_break("<br>\n"),
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) => self.task_marker(done, range),
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        self.depth += usize::from(is_block(&tag.to_end()));
        match tag {
            Tag::Paragraph => self.out("<p>"),
            Tag::Heading { id, classes, .. } => {
                let classes = classes.into_iter().map(|class| class.into_string()).collect();
                self.capture_plain(Kind::Heading { id: id.map(|id| id.into_string()), classes });
            }
            Tag::BlockQuote(Some(_)) => self.capture(Kind::Alert),
            Tag::BlockQuote(None) => self.out("<blockquote>\n"),
            Tag::CodeBlock(kind) => self.start_code(kind, &range),
            Tag::HtmlBlock => self.html_block(&range),
            Tag::MetadataBlock(_) => {}
            Tag::List(None) => self.out("<ul>\n"),
            Tag::List(Some(1)) => self.out("<ol>\n"),
            Tag::List(Some(start)) => self.out(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.out("<li>"),
            Tag::FootnoteDefinition(label) => self.capture(Kind::Footnote { label: label.into_string() }),
            Tag::DefinitionList => self.out("<dl>\n"),
            Tag::DefinitionListTitle => self.out("<dt>"),
            Tag::DefinitionListDefinition => self.out("<dd>"),
            Tag::Table(alignments) => self.capture(Kind::Table { alignments, column: 0, in_head: false, head: Vec::new() }),
            Tag::TableHead => self.start_row(true),
            Tag::TableRow => self.start_row(false),
            Tag::TableCell => self.capture_plain(Kind::Cell),
            Tag::Emphasis => self.out("<em>"),
            Tag::Strong => self.out("<strong>"),
            Tag::Strikethrough => self.out("<del>"),
            Tag::Superscript => self.out("<sup>"),
            Tag::Subscript => self.out("<sub>"),
            Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. } => {
                self.start_wiki_link(&dest_url, has_pothole, range)
            }
            Tag::Link { link_type, dest_url, title, id } => {
                let (address, title) = self.destination(link_type, [&dest_url, &title], &id, &range);
                self.start_link(link_type, address, &title, range);
            }
            Tag::Image { link_type, dest_url, title, id } => {
                let (address, title) = self.destination(link_type, [&dest_url, &title], &id, &range);
                self.capture_plain(Kind::Image { address, title, range });
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if is_block(&tag) {
            self.close_containers_of_block();
            self.depth -= 1;
        }
        match tag {
            TagEnd::Paragraph => self.out("</p>\n"),
            TagEnd::Heading(level) => self.end_heading(level, range),
            TagEnd::BlockQuote(Some(kind)) => self.end_alert(kind, range),
            TagEnd::BlockQuote(None) => self.out("</blockquote>\n"),
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            TagEnd::List(true) => self.out("</ol>\n"),
            TagEnd::List(false) => self.out("</ul>\n"),
            TagEnd::Item => self.out("</li>\n"),
            TagEnd::FootnoteDefinition => self.end_footnote(),
            TagEnd::DefinitionList => self.out("</dl>\n"),
            TagEnd::DefinitionListTitle => self.out("</dt>\n"),
            TagEnd::DefinitionListDefinition => self.out("</dd>\n"),
            TagEnd::Table => self.end_table(),
            TagEnd::TableHead => self.out("</tr></thead>\n<tbody>\n"),
            TagEnd::TableRow => self.out("</tr>\n"),
            TagEnd::TableCell => self.end_cell(),
            TagEnd::Emphasis => self.out("</em>"),
            TagEnd::Strong => self.out("</strong>"),
            TagEnd::Strikethrough => self.out("</del>"),
            TagEnd::Superscript => self.out("</sup>"),
            TagEnd::Subscript => self.out("</sub>"),
            TagEnd::Link => self.end_link(),
            TagEnd::Image => self.end_image(),
        }
    }

    fn issue(&mut self, code: Code, span: Range<usize>, message: impl Into<String>, hint: impl Into<Option<String>>) {
        let issue = Issue { code, message: message.into(), hint: hint.into(), origin: self.origin, span };
        self.parser.issues.push(issue);
    }
}

fn is_block(tag: &TagEnd) -> bool {
    use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong, Subscript, Superscript};
    !matches!(tag, Emphasis | Strong | Strikethrough | Superscript | Subscript | Link | Image)
}
