//! Markdown: one text in, HTML with holes out.
//!
//! [`parse`] is pure and knows nothing of the site. What only the site can tell (where a link leads, what a directive shows)
//! stays a hole, a [`Segment`] of its own; everything else is finished HTML. The way through the module: [`scan`] finds
//! directives and citations and hides them from the Markdown parser, `writer` turns the parser's events into HTML and holes,
//! [`raw`] cleans raw HTML, [`highlight`] colours code.

mod attributes;
mod call;
mod citation;
mod code_block;
mod footnotes;
pub mod highlight;
mod marked;
mod markup;
mod origin;
mod plain;
mod raw;
mod scan;
mod slug;
mod text;
mod writer;

use std::{ops::Range, sync::Arc};

pub use self::{
    citation::{Citation, Cited},
    code_block::CodeBlock,
    highlight::Highlighter,
    markup::{Argument, Directive, DirectiveUse, Doubtful, Form, Heading, Html, Issue, Link, LinkKind, Markup, Segment, WrittenArgument},
    origin::Origin,
    raw::{Tag, TagKind, Token, tokens, unescape},
    scan::options,
    slug::{in_words, slugify},
    text::{AddressKind, NO_ALT, address_kind, escaped, fill_variables, refusal, variables_in},
};
use self::{slug::Anchors, writer::Writer};
use crate::{
    diagnostic::Code,
    sources::{SourcePath, normalize},
};

/// What is done with raw HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// Cleaned: scripts, styles and event handlers are taken out, unbalanced tags are balanced.
    Sanitize,
    /// Kept as it is.
    Allow,
    /// Shown as text.
    Escape,
}

/// What parsing needs besides the text.
pub struct Environment<'a> {
    /// What is done with raw HTML.
    pub raw_html: RawHtml,
    /// The content folder, which a path that begins with `/` starts from.
    pub content: &'a str,
    /// Reads a file that is included; `None` when it isn't there or is no text. Whoever calls records what was asked.
    pub include: &'a dyn Fn(&SourcePath) -> Option<Arc<str>>,
}

/// What a text is to its page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Role {
    /// A page's body: a leading first-level heading is its title when there is no other, and further ones are second-level.
    Page {
        /// The title of the front matter.
        title: Option<String>,
    },
    /// Prose of a record, whose ids begin with this, so that several can stand on one page.
    Prose {
        /// The beginning of ids.
        prefix: String,
    },
}

/// How many includes one text can have in all, and how many can lie in each other: files that include each other many times
/// would fill any memory.
const MOST_INCLUDES: usize = 1_000;
const DEEPEST_INCLUDE: usize = 32;

/// Parses a text.
pub fn parse(text: &str, origin: Origin, role: &Role, environment: &Environment<'_>) -> (Markup, Vec<Issue>) {
    let mut parser = Parser {
        environment,
        anchors: Anchors::new(match role {
            Role::Page { .. } => String::new(),
            Role::Prose { prefix } => prefix.clone(),
        }),
        markup: Markup::default(),
        issues: Vec::new(),
        including: vec![Inclusion { file: origin.file().clone(), at: (0, 0..0) }],
        fragments: 0,
    };
    parser.markup.segments = parser.fragment(text, origin, role);
    parser.markup.number_prose();
    parser.markup.anchors = parser.anchors.into_set();
    (parser.markup, parser.issues)
}

/// What the parts of one text, included files among them, share.
struct Parser<'a> {
    environment: &'a Environment<'a>,
    anchors: Anchors,
    markup: Markup,
    issues: Vec<Issue>,
    /// The text itself, then the files that are included in each other where the parser is.
    including: Vec<Inclusion>,
    fragments: usize,
}

/// A file, and where it is included: origin and bytes.
struct Inclusion {
    file: SourcePath,
    at: (usize, Range<usize>),
}

impl Parser<'_> {
    /// Parses one text of the markup: the text itself, or an included file.
    fn fragment(&mut self, text: &str, origin: Origin, role: &Role) -> Vec<Segment> {
        let origin_index = self.markup.origins.len();
        self.markup.origins.push(origin);
        self.fragments += 1;
        let fragment = self.fragments;
        let text = &*text::without_reserved(text);
        let hidden = scan::hide_directives(text);
        Writer::new(self, text, &hidden, origin_index, fragment).write(role)
    }

    /// Parses a file that is included where the directive stands.
    fn include(&mut self, written: &str, origin_index: usize, span: Range<usize>) -> Vec<Segment> {
        let issue =
            |code, message, hint: &str| Issue { code, message, hint: Some(hint.to_owned()), origin: origin_index, span: span.clone() };
        let from_top = written.strip_prefix('/').map(|written| normalize(self.environment.content, written).map(SourcePath::from));
        let Some(path) = from_top.unwrap_or_else(|| self.markup.origins[origin_index].file().join(written)) else {
            let message = format!("`{written}` lies outside of the playbook");
            self.issues.push(issue(Code::BrokenInclude, message, "a file is included from the playbook's own folder"));
            return Vec::new();
        };
        if self.fragments >= MOST_INCLUDES || self.including.len() > DEEPEST_INCLUDE {
            let message = "too many files are included here".to_owned();
            self.issues.push(issue(Code::BrokenInclude, message, "include fewer files, or fewer in each other"));
            return Vec::new();
        }
        if let Some(first) = self.including.iter().position(|inclusion| inclusion.file == path) {
            let circle = self.circle(first, (origin_index, span));
            self.issues.push(circle);
            return Vec::new();
        }
        let Some(text) = (self.environment.include)(&path) else {
            let message = format!("there is no file `{path}` to include");
            self.issues.push(issue(Code::BrokenInclude, message, "the path is relative to the file that the directive stands in"));
            return Vec::new();
        };
        let base = crate::front_matter::body_start(&text);
        self.including.push(Inclusion { file: path.clone(), at: (origin_index, span) });
        let segments = self.fragment(&text[base..], Origin::File { file: path, base }, &Role::Prose { prefix: String::new() });
        self.including.pop();
        segments
    }
}

impl Parser<'_> {
    /// The issue of a circle that begins with the inclusion of this index and is closed here.
    ///
    /// It is met from every file in it and every text that includes one, so it is told from its first file by name: the same each time.
    fn circle(&self, first: usize, closed_at: (usize, Range<usize>)) -> Issue {
        let circle = &self.including[first..];
        // In each file of the circle, the next one is included.
        let next = circle.iter().skip(1).map(|inclusion| &inclusion.at).chain([&closed_at]);
        let mut steps: Vec<(&str, &(usize, Range<usize>))> = circle.iter().map(|inclusion| &*inclusion.file).zip(next).collect();
        let start = (0..steps.len()).min_by_key(|index| steps[*index].0).unwrap_or_default();
        steps.rotate_left(start);
        let (origin, span) = steps[0].1.clone();
        let way: Vec<&str> = steps.iter().chain(&steps[..1]).map(|(file, _)| *file).collect();
        let message = format!("this include goes round in a circle: {}", way.join(" → "));
        Issue { code: Code::IncludeCycle, message, hint: Some("take out one of the includes".to_owned()), origin, span }
    }
}
