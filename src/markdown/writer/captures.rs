//! What is being written: HTML in a stack of captures, and the holes in it.

use std::ops::Range;

use pulldown_cmark::Alignment;

use super::{CodeFence, Open, Writer, finish};
use crate::markdown::{CodeBlock, Directive, Segment, escaped, variables_in};

/// What goes into a place that is left open in the HTML.
pub enum Hole {
    /// Generated HTML, which may have holes of its own.
    Html(String),
    /// A block of code.
    Code(CodeBlock),
    /// Text with variables.
    Text(String),
    /// The address of a link.
    Address(usize),
    /// The title of a link's target.
    Title(usize),
    /// What a directive shows.
    Directive(Directive),
    /// The sources that a citation names.
    Citation(usize),
    /// An included text.
    Segments(Vec<Segment>),
}

/// HTML that is being written, and what it will be.
pub struct Capture {
    /// What it will be.
    pub kind: Kind,
    /// What was written so far.
    pub html: String,
    /// Its text without markup, where that is wanted.
    pub plain: Option<String>,
    /// Where raw HTML stands in the source, if any does.
    pub raw: Vec<Range<usize>>,
}

/// What a capture will be.
pub enum Kind {
    Text,
    Heading {
        id: Option<String>,
        classes: Vec<String>,
    },
    Alert,
    Code {
        fence: CodeFence,
        /// Where the fence's first line stands.
        line: Range<usize>,
        code: String,
    },
    Footnote {
        label: String,
    },
    Table {
        alignments: Vec<Alignment>,
        column: usize,
        in_head: bool,
        head: Vec<String>,
    },
    Cell,
    Image {
        address: String,
        title: String,
        range: Range<usize>,
    },
    /// A wiki link without a text of its own: what stands in it is left out.
    LinkText,
    Container(Open),
}

/// Captures and what is written into them.
impl Writer<'_, '_, '_> {
    pub fn capture(&mut self, kind: Kind) {
        self.captures.push(Capture::new(kind));
    }

    pub fn capture_plain(&mut self, kind: Kind) {
        self.captures.push(Capture { plain: Some(String::new()), ..Capture::new(kind) });
    }

    /// Ends the innermost capture; where its raw HTML stands is handed to the one around it.
    pub fn release(&mut self) -> Capture {
        let mut capture = if self.captures.len() > 1 { self.captures.pop() } else { None }.unwrap_or_else(|| Capture::new(Kind::Text));
        self.top().raw.append(&mut capture.raw);
        capture
    }

    /// Ends the innermost capture, which is cleaned on its own, so its raw HTML is no matter of what is around it.
    pub fn release_whole(&mut self) -> Capture {
        let raw = std::mem::take(&mut self.top().raw);
        let mut capture = self.release();
        capture.raw = raw;
        capture
    }

    pub fn top(&mut self) -> &mut Capture {
        if self.captures.is_empty() {
            self.capture(Kind::Text);
        }
        let last = self.captures.len() - 1;
        &mut self.captures[last]
    }

    pub fn out(&mut self, html: &str) {
        self.top().html.push_str(html);
    }

    /// Adds to the texts without markup that are being collected.
    pub fn plain(&mut self, text: &str) {
        for capture in self.captures.iter_mut().rev() {
            if matches!(capture.kind, Kind::LinkText) {
                return;
            }
            if let Some(plain) = &mut capture.plain {
                plain.push_str(text);
            }
        }
    }

    /// Leaves a place open where the HTML is now.
    pub fn hole(&mut self, hole: Hole) {
        let marker = self.marker(hole);
        self.out(&marker);
    }

    /// Leaves a place open for a block.
    pub fn block_hole(&mut self, hole: Hole) {
        let marker = self.block_marker(hole);
        self.out(&marker);
    }

    /// The text that stands for the hole of a block.
    pub fn block_marker(&mut self, hole: Hole) -> String {
        self.holes.push(Some(hole));
        finish::block_marker(self.holes.len() - 1)
    }

    /// Text without markup, for an attribute.
    pub fn attribute(&mut self, text: &str) -> String {
        if variables_in(text).next().is_some() { self.marker(Hole::Text(text.to_owned())) } else { escaped(text) }
    }

    /// The text that stands for a hole.
    pub fn marker(&mut self, hole: Hole) -> String {
        self.holes.push(Some(hole));
        finish::marker(self.holes.len() - 1)
    }
}

impl Capture {
    pub fn new(kind: Kind) -> Self {
        Self { kind, html: String::new(), plain: None, raw: Vec::new() }
    }
}
