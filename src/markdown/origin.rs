//! Where a Markdown text comes from, and so where its bytes lie in a file.

use std::ops::Range;

use crate::{
    diagnostic::Place,
    sources::SourcePath,
    yaml::{FieldPath, Locators},
};

/// Where a Markdown text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Origin {
    /// A Markdown file, from this byte on (what stands before is front matter).
    File {
        /// The file.
        file: SourcePath,
        /// The first byte of the text.
        base: usize,
    },
    /// A field of a YAML file.
    Field {
        /// The file.
        file: SourcePath,
        /// The first byte of the YAML (0, except in front matter).
        base: usize,
        /// The field.
        field: FieldPath,
    },
}

impl Origin {
    /// The file that it lies in; links are relative to it.
    pub fn file(&self) -> &SourcePath {
        match self {
            Self::File { file, .. } | Self::Field { file, .. } => file,
        }
    }

    /// Where a range of the text lies in its file, whose whole text is given.
    pub fn place(&self, span: Range<usize>, file_text: &str, locators: &Locators) -> Place {
        match self {
            Self::File { file, base } => Place::span(file, span.start + base..span.end + base),
            Self::Field { file, base, field } => Place::span(file, locators.of(file, file_text, *base).within(field, span)),
        }
    }
}
