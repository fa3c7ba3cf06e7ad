//! What a field takes, as data: for finding mistakes, for hints, and for the guide.

use std::{borrow::Cow, sync::Arc};

/// What a field takes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Plain text on a line; numbers and dates count as text.
    Text,
    /// Markdown of any length.
    Markdown,
    /// Markdown that is shown within a line.
    Inline,
    /// An id: lower-case letters, digits and `-`, `_`, beginning with a letter or digit.
    Id,
    /// `true` or `false`.
    Bool,
    /// A whole number from `min` to `max`, both included.
    Integer {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A number with up to four decimal places, such as a percentage.
    Number,
    /// A number, or this word, which stands for one that is found elsewhere.
    NumberOr(Arc<str>),
    /// An amount of money in major units, `180000` or `62.50`.
    Amount,
    /// A code of ISO 4217.
    Currency,
    /// A day, `2026-04-05`.
    Date,
    /// A day, a month or a year, `2026-04-05`, `2026-04` or `2026`.
    Published,
    /// A whole address of the web.
    Url,
    /// A length of time, `180d`, `26w`, `6m` or `1y`.
    Duration,
    /// One of these words.
    Choice(Vec<Arc<str>>),
    /// The id of a record of this kind.
    Reference(Arc<str>),
    /// A source: its id and, after a comma, where in it; anything else is Markdown that is shown within a line.
    Citation,
    /// A list of at least so many.
    List {
        /// What each item takes.
        of: Box<Shape>,
        /// The smallest number of items.
        at_least: usize,
    },
    /// A list, or one of its items alone.
    OneOrMore(Box<Shape>),
    /// A mapping from ids or other keys to values of one shape.
    Map {
        /// What a key takes: `Id`, `Text`, `Integer`, `Choice` or `Reference`.
        keys: Box<Shape>,
        /// What each value takes.
        of: Box<Shape>,
    },
    /// A record with known fields.
    Record(RecordShape),
    /// A record with known fields, or the value of one of them alone.
    Brief {
        /// The record.
        record: RecordShape,
        /// The field that may stand for it.
        field: Cow<'static, str>,
    },
    /// Anything at all.
    Any,
}

impl Shape {
    /// Whether it takes text that people read, alone or as the field that stands for a record.
    pub(super) fn is_prose(&self) -> bool {
        match self {
            Self::Text | Self::Markdown | Self::Inline => true,
            Self::Brief { record, field } => record.shape_of(field).is_prose(),
            _ => false,
        }
    }
}

/// The fields of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct RecordShape {
    /// The record's name in an author's words ("salary band").
    pub name: Cow<'static, str>,
    /// What it is for.
    pub about: Cow<'static, str>,
    /// Its fields, in the order of the guide.
    pub fields: Vec<FieldShape>,
}

impl RecordShape {
    /// What the field of this name takes; anything when there is none.
    pub fn shape_of(&self, name: &str) -> &Shape {
        self.fields.iter().find(|field| field.name == name).map_or(&Shape::Any, |field| &field.shape)
    }
}

/// One field of a record.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldShape {
    /// The key.
    pub name: Cow<'static, str>,
    /// What it takes.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it is for.
    pub about: Cow<'static, str>,
    /// A value of it, where one of the type alone would tell too little.
    pub example: Option<Cow<'static, str>>,
}
