//! Markdown: one text in, HTML with holes out.
//!
//! [`parse`] is pure and knows nothing of the site. What only the site can tell (where a link leads, what a directive shows)
//! stays a hole, a [`Segment`] of its own; everything else is finished HTML. The way through the module: [`scan`] finds the
//! directives and hides them from the Markdown parser, `writer` turns the parser's events into HTML and holes,
//! [`raw`] cleans raw HTML, [`highlight`] colours code.

mod attributes;
mod call;
mod code_block;
mod footnotes;
pub mod highlight;
mod marked;
mod origin;
mod raw;
mod scan;
mod slug;
mod text;
mod writer;

use std::{collections::BTreeSet, ops::Range, sync::Arc};

pub use self::{
    highlight::Highlighter,
    origin::Origin,
    slug::slugify,
    text::{escaped, fill_variables},
};
use self::{slug::Anchors, writer::Writer};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
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

/// A parsed text.
#[derive(Debug, Clone, Default, PartialEq, Hash)]
pub struct Markup {
    /// The HTML and its holes, in order.
    pub segments: Vec<Segment>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Every link of the text, wherever it stands, in order of the source; segments refer to them by index.
    pub links: Vec<Link>,
    /// Every directive's name and place, wherever it stands.
    pub directives: Vec<DirectiveUse>,
    /// Ids of elements in it, headings included.
    pub anchors: BTreeSet<String>,
    /// The texts that it was made from: itself, then what it includes.
    pub origins: Vec<Origin>,
    /// The text of a leading first-level heading that was taken as the page's title; its variables are still to be filled in.
    pub title: Option<String>,
}

/// A piece of a parsed text.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Segment {
    /// Finished HTML.
    Html(String),
    /// The address that the link of this index leads to, for an attribute.
    Address(usize),
    /// The title of what the link of this index leads to (a wiki link without a text of its own).
    Title(usize),
    /// What a directive shows.
    Directive(Box<Directive>),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// Its anchor.
    pub id: String,
    /// Its text, without markup; in a [`Markup`] its variables are still to be filled in.
    pub text: String,
}

/// A link, unresolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// What was written, without what stands before a wiki link's `|`.
    pub target: String,
    /// How it was written.
    pub kind: LinkKind,
    /// Which of the markup's origins it stands in.
    pub origin: usize,
    /// Where it stands in that origin's text.
    pub span: Range<usize>,
}

/// How a link was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// `[text](target)`, or a directive's `link` or `href`: a path, an anchor, or both.
    Path,
    /// `[[target]]`: an id.
    Wiki,
    /// `![alt](target)`, or a directive's `src`: a file.
    Image,
}

/// A directive as it was written.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Directive {
    /// Its name.
    pub name: String,
    /// Its arguments in the order written; the label in `[…]` is the argument `text`.
    pub arguments: Vec<(String, Argument)>,
    /// What a container contains.
    pub body: Option<Vec<Segment>>,
    /// Which of [`Markup::directives`] it is.
    pub index: usize,
}

/// An argument's value.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Argument {
    /// Text, number or yes/no, as written.
    Text(String),
    /// `src`, `link` and `href` lead somewhere: the link of this index.
    Link(usize),
    /// `src`, `link` and `href` that lead to another site, as written.
    External(String),
}

/// Where a directive stands, and what is needed to check it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DirectiveUse {
    /// Its name.
    pub name: String,
    /// Its arguments.
    pub arguments: Vec<WrittenArgument>,
    /// Whether it contains something.
    pub is_container: bool,
    /// Which of the markup's origins it stands in.
    pub origin: usize,
    /// Where it stands in that origin's text.
    pub span: Range<usize>,
}

impl DirectiveUse {
    /// The argument of this name.
    pub fn argument(&self, name: &str) -> Option<&WrittenArgument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }
}

/// An argument of a directive as it was written.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WrittenArgument {
    /// Its name; the label in `[…]` is the argument `text`.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Where it stands in the text of the directive's origin.
    pub span: Range<usize>,
}

/// Something wrong in the text itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// Its code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// Which of the markup's origins it stands in.
    pub origin: usize,
    /// Where it stands in that origin's text.
    pub span: Range<usize>,
}

impl Issue {
    /// The issue with its place in the file; `read` gives a file's whole text.
    pub fn diagnose(self, origins: &[Origin], read: &dyn Fn(&SourcePath) -> Option<Arc<str>>) -> Diagnostic {
        let place = match origins.get(self.origin) {
            Some(origin) => origin.place(self.span, &read(origin.file()).unwrap_or_else(|| Arc::from(""))),
            // Every issue is of one of the markup's own texts.
            None => Place::file(&SourcePath::new("")),
        };
        Diagnostic::new(self.code, place, self.message).maybe_hint(self.hint)
    }
}

/// What parsing needs besides the text.
pub struct Environment<'a> {
    /// What is done with raw HTML.
    pub raw_html: RawHtml,
    /// The content folder, which a path that begins with `/` starts from.
    pub content: &'a str,
    /// Colours code, and remembers what it coloured.
    pub highlighter: &'a Highlighter,
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
        including: vec![origin.file().clone()],
        fragments: 0,
    };
    parser.markup.segments = parser.fragment(text, origin, role);
    parser.markup.anchors = parser.anchors.into_set();
    (parser.markup, parser.issues)
}

/// What the parts of one text, included files among them, share.
struct Parser<'a> {
    environment: &'a Environment<'a>,
    anchors: Anchors,
    markup: Markup,
    issues: Vec<Issue>,
    including: Vec<SourcePath>,
    fragments: usize,
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
        if self.including.contains(&path) {
            let way: Vec<&str> = self.including.iter().chain([&path]).map(|path| &**path).collect();
            let message = format!("this include goes round in a circle: {}", way.join(" → "));
            self.issues.push(issue(Code::IncludeCycle, message, "take out one of the includes"));
            return Vec::new();
        }
        let Some(text) = (self.environment.include)(&path) else {
            let message = format!("there is no file `{path}` to include");
            self.issues.push(issue(Code::BrokenInclude, message, "the path is relative to the file that the directive stands in"));
            return Vec::new();
        };
        let base = crate::front_matter::body_start(&text);
        self.including.push(path.clone());
        let segments = self.fragment(&text[base..], Origin::File { file: path, base }, &Role::Prose { prefix: String::new() });
        self.including.pop();
        segments
    }
}

impl Markup {
    /// Whether the text is nothing but white space and comments.
    pub fn is_empty(&self) -> bool {
        self.segments.iter().all(|segment| matches!(segment, Segment::Html(html) if html.trim().is_empty()))
    }
}
