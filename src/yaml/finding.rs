//! A mistake of syntax, and what of its text is lost by it.

use std::ops::Range;

use super::check::Source;
use crate::diagnostic::{Code, Diagnostic};

/// A mistake of syntax.
#[derive(Debug)]
pub(super) struct Finding {
    pub(super) span: Range<usize>,
    /// How to write it over, so that the rest can be read.
    pub(super) mend: Mend,
    code: Code,
    message: String,
    hint: Option<String>,
}

/// What of a text is lost by a mistake.
#[derive(Debug)]
pub(super) enum Mend {
    /// Nothing: without these characters all is well.
    Blank(Range<usize>),
    /// Nothing: here, this is missing.
    Insert(usize, &'static str),
    /// These words of a value, and so the value.
    Mask(Range<usize>),
    /// The value that begins here, with the lines that it goes on in.
    Value(Range<usize>),
    /// The whole line.
    Line,
    /// Everything from here on.
    Rest,
    /// What, nobody knows.
    Hopeless,
}

impl Finding {
    /// The finding of a line that can't be read.
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { code: Code::YamlSyntax, span, mend: Mend::Line, message: message.into(), hint: None }
    }

    /// The finding of a value that stands in `span`.
    pub(super) fn value(span: Range<usize>, message: impl Into<String>) -> Self {
        Self::new(span.clone(), message).mend(Mend::Value(span))
    }

    /// The finding of tabs where blanks belong.
    pub(super) fn tab(span: Range<usize>, message: impl Into<String>) -> Self {
        let finding = Self::new(span.clone(), message).mend(Mend::Blank(span));
        Self { code: Code::YamlTab, ..finding }
    }

    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    pub(super) fn mend(mut self, mend: Mend) -> Self {
        self.mend = mend;
        self
    }

    /// The same with its place in another text.
    pub(super) fn relocated(self, place: &dyn Fn(Range<usize>) -> Range<usize>) -> Self {
        Self { span: place(self.span), ..self }
    }

    pub(super) fn is_tab(&self) -> bool {
        self.code == Code::YamlTab
    }

    /// What an author reads of it.
    pub(super) fn diagnose(self, source: Source<'_>) -> Diagnostic {
        Diagnostic::new(self.code, source.place(self.span), self.message).maybe_hint(self.hint)
    }
}
