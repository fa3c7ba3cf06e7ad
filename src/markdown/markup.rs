//! What parsing gives: HTML with holes, and what only the site can tell.

use std::{borrow::Cow, collections::BTreeSet, ops::Range, sync::Arc};

use super::{Citation, CodeBlock, Origin, text::variables_in};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    sources::SourcePath,
    yaml::Locators,
};

/// A parsed text.
#[derive(Debug, Clone, Default, PartialEq, Hash)]
pub struct Markup {
    /// The HTML and its holes, in order.
    pub segments: Vec<Segment>,
    /// The headings, in order.
    pub headings: Vec<Heading>,
    /// Where each of them stands: which of the origins, and where in its text.
    pub heading_places: Vec<(usize, Range<usize>)>,
    /// Every link of the text, wherever it stands, in order of the source; segments refer to them by index.
    pub links: Vec<Link>,
    /// Every directive's name and place, wherever it stands.
    pub directives: Vec<DirectiveUse>,
    /// Every citation, in order of the source; segments refer to them by index.
    pub citations: Vec<Citation>,
    /// Lines of text that look like directives.
    pub doubtful: Vec<Doubtful>,
    /// Ids of elements in it, headings included.
    pub anchors: BTreeSet<String>,
    /// The texts that it was made from: itself, then what it includes.
    pub origins: Vec<Origin>,
    /// The text of a leading first-level heading that was taken as the page's title; its variables are still to be filled in.
    pub title: Option<String>,
}

impl Markup {
    /// Whether the text is nothing but white space and comments.
    pub fn is_empty(&self) -> bool {
        self.segments.iter().all(|segment| matches!(segment, Segment::Html(html) if html.text.trim().is_empty()))
    }
}

impl Markup {
    /// The finished HTML that has prose, in order.
    pub fn prose(&self) -> Vec<&Html> {
        fn collect<'m>(segments: &'m [Segment], found: &mut Vec<&'m Html>) {
            for segment in segments {
                match segment {
                    Segment::Html(html) if !html.prose.is_empty() => found.push(html),
                    Segment::Directive(directive) => collect(directive.body.as_deref().unwrap_or_default(), found),
                    _ => {}
                }
            }
        }
        let mut found = Vec::new();
        collect(&self.segments, &mut found);
        found
    }

    /// Numbers the finished HTML that has prose.
    pub(super) fn number_prose(&mut self) {
        fn number(segments: &mut [Segment], next: &mut usize) {
            for segment in segments {
                match segment {
                    Segment::Html(html) if !html.prose.is_empty() => {
                        html.index = *next;
                        *next += 1;
                    }
                    Segment::Directive(directive) => number(directive.body.as_deref_mut().unwrap_or_default(), next),
                    _ => {}
                }
            }
        }
        number(&mut self.segments, &mut 0);
    }
}

/// A piece of a parsed text.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Segment {
    /// Finished HTML.
    Html(Html),
    /// A block of code.
    Code(Box<CodeBlock>),
    /// Text for an attribute, whose variables are still to be filled in.
    Text(String),
    /// The address that the link of this index leads to, for an attribute.
    Address(usize),
    /// The title of what the link of this index leads to (a wiki link without a text of its own).
    Title(usize),
    /// What a directive shows.
    Directive(Box<Directive>),
    /// The sources that the citation of this index names.
    Citation(usize),
}

/// Finished HTML.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Html {
    /// The HTML.
    pub text: String,
    /// Where prose stands in it, escaped, in whose words links may be put: no heading, code or link, and no tags.
    pub prose: Vec<Range<usize>>,
    /// Its place among the HTML of its markup that has prose, in the order of the text.
    pub index: usize,
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
    /// What was written, without what stands after a wiki link's `|`; its variables are still to be filled in.
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
    /// How it is written.
    pub form: Form,
    /// Which of the markup's origins it stands in.
    pub origin: usize,
    /// Where it stands in that origin's text.
    pub span: Range<usize>,
}

/// How a directive is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// `::name{…}` or `:name[…]`, which contains nothing.
    Leaf,
    /// `:::name{…} … :::`.
    Container,
    /// A container that isn't closed, which was said.
    Unclosed,
}

impl DirectiveUse {
    /// The argument of this name.
    pub fn argument(&self, name: &str) -> Option<&WrittenArgument> {
        self.arguments.iter().find(|argument| argument.name == name)
    }

    /// The use with the values of the variables in its arguments.
    pub fn filled(&self, fill: impl Fn(&str) -> String) -> Cow<'_, Self> {
        if self.arguments.iter().all(|argument| variables_in(&argument.value).next().is_none()) {
            return Cow::Borrowed(self);
        }
        let filled = |argument: &WrittenArgument| WrittenArgument { value: fill(&argument.value), ..argument.clone() };
        Cow::Owned(Self { arguments: self.arguments.iter().map(filled).collect(), ..self.clone() })
    }
}

/// A line of text that is meant for a directive if there is one of its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Doubtful {
    /// The name.
    pub name: String,
    /// What to write instead.
    pub hint: String,
    /// Which of the markup's origins it stands in.
    pub origin: usize,
    /// Where it stands in that origin's text.
    pub span: Range<usize>,
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
    pub fn diagnose(self, origins: &[Origin], read: &dyn Fn(&SourcePath) -> Option<Arc<str>>, locators: &Locators) -> Diagnostic {
        let place = match origins.get(self.origin) {
            Some(origin) => origin.place(self.span, &read(origin.file()).unwrap_or_else(|| Arc::from("")), locators),
            // Every issue is of one of the markup's own texts.
            None => Place::file(&SourcePath::new("")),
        };
        Diagnostic::new(self.code, place, self.message).maybe_hint(self.hint)
    }
}
