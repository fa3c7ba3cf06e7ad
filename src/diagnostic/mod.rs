//! Everything that an author can get wrong, as one type.
//!
//! A [`Diagnostic`] says what is wrong, where, and what to write instead. All of a run are collected, sorted and shown;
//! [`report`] prints them for people and machines.

mod code;
pub mod report;
mod suggest;
mod told;

use std::ops::Range;

pub use self::{
    code::{Code, Severity},
    suggest::{closest, did_you_mean},
    told::Told,
};
use crate::sources::SourcePath;

/// One thing that is wrong in an author's files.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// What kind of thing is wrong; it carries the severity.
    pub code: Code,
    /// What is wrong, in an author's words, without a full stop.
    pub message: String,
    /// Where it is wrong.
    pub place: Place,
    /// A second place that has to do with it ("the first one is here").
    pub related: Option<(Place, String)>,
    /// What to write instead, or where to look.
    pub hint: Option<String>,
}

/// A place in a source file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The file.
    pub file: SourcePath,
    /// The bytes meant; `None` for the file as a whole.
    pub span: Option<(usize, usize)>,
}

impl Place {
    /// A file as a whole.
    pub fn file(file: &SourcePath) -> Self {
        Self { file: file.clone(), span: None }
    }

    /// An option of the command line, such as `--output`, which stands in no file.
    pub fn option(name: &str) -> Self {
        Self::file(&SourcePath::new(name))
    }

    /// Whether it is an option of the command line.
    pub fn is_option(&self) -> bool {
        self.file.starts_with("--")
    }

    /// A range of bytes in a file.
    pub fn span(file: &SourcePath, span: Range<usize>) -> Self {
        Self { file: file.clone(), span: Some((span.start, span.end)) }
    }
}

impl Diagnostic {
    /// A diagnostic without hint or second place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), place, related: None, hint: None }
    }

    /// Adds what to write instead.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds what to write instead, where there is something to say.
    pub fn maybe_hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint.or(self.hint);
        self
    }

    /// Adds a second place and what is there.
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related = Some((place, label.into()));
        self
    }

    /// Whether it stops a build.
    pub fn is_error(&self) -> bool {
        self.code.severity() == Severity::Error
    }
}

/// Sorts by file and place, and takes out what was said twice: a template's mistake shows on every page that it renders.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (&a.place, a.code, &a.message, &a.hint).cmp(&(&b.place, b.code, &b.message, &b.hint)));
    let mut sorted: Vec<Diagnostic> = Vec::with_capacity(diagnostics.len());
    let mut repeated = 0;
    for diagnostic in diagnostics.drain(..) {
        match sorted.last() {
            Some(last) if last == &diagnostic => {}
            Some(last) if last.code == Code::TemplateError && (&last.place, &last.message) == (&diagnostic.place, &diagnostic.message) => {
                repeated += 1
            }
            _ => {
                count_repetitions(sorted.last_mut(), std::mem::take(&mut repeated));
                sorted.push(diagnostic);
            }
        }
    }
    count_repetitions(sorted.last_mut(), repeated);
    *diagnostics = sorted;
}

fn count_repetitions(last: Option<&mut Diagnostic>, repeated: usize) {
    if let Some(hint) = last.and_then(|last| last.hint.as_mut()).filter(|_| repeated > 0) {
        hint.push_str(&format!(", and for {repeated} more"));
    }
}
