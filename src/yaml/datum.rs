//! What a field holds, whatever its type: the form in which records are hashed, compared and given to templates.

use std::{fmt, sync::Arc};

use jiff::civil::Date;

use super::{Decimal, Duration};
use crate::money::Money;

/// A value of a record, as a tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Datum {
    /// An optional field that isn't there.
    Null,
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number with up to four decimal places: a percentage, or an amount before its currency is known.
    Number(Decimal),
    /// An amount in its currency.
    Money(Money),
    /// A day.
    Date(Date),
    /// A length of time.
    Duration(Duration),
    /// Plain text, an id or a choice.
    Text(Arc<str>),
    /// The id of a record of a kind.
    Reference {
        /// The kind's name.
        kind: Arc<str>,
        /// The id.
        id: Arc<str>,
    },
    /// A source.
    Citation {
        /// Its id.
        source: Arc<str>,
        /// Where in it, such as `p. 3`; empty for all of it.
        locator: Arc<str>,
    },
    /// Markdown, as written.
    Markdown(Arc<str>),
    /// Markdown that is shown within a line, as written.
    Inline(Arc<str>),
    /// A list.
    List(Vec<Datum>),
    /// A record or mapping, in the order of its fields.
    Map(Vec<(Arc<str>, Datum)>),
}

impl Datum {
    /// The value of a key; `None` when this is no mapping or has no such key.
    pub fn get(&self, key: &str) -> Option<&Datum> {
        match self {
            Self::Map(entries) => entries.iter().find(|(name, _)| &**name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Sets a key of a mapping, at its end when it is new; does nothing to other values.
    pub fn set(&mut self, key: &str, value: Datum) {
        if let Self::Map(entries) = self {
            match entries.iter_mut().find(|(name, _)| &**name == key) {
                Some((_, old)) => *old = value,
                None => entries.push((key.into(), value)),
            }
        }
    }

    /// Whether it is text without a letter or sign.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) | Self::Markdown(text) | Self::Inline(text) if text.trim().is_empty())
    }

    /// Text, an id, a reference or a choice as a string.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Reference { id: text, .. } => Some(text),
            _ => None,
        }
    }

    /// Calls `visit` for this value and every value below it, with its path.
    pub fn walk(&self, visit: &mut dyn FnMut(&FieldPath, &Datum)) {
        self.walk_from(&mut FieldPath::default(), visit);
    }

    fn walk_from(&self, path: &mut FieldPath, visit: &mut dyn FnMut(&FieldPath, &Datum)) {
        visit(path, self);
        match self {
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    path.0.push(Step::Index(index));
                    item.walk_from(path, visit);
                    path.0.pop();
                }
            }
            Self::Map(entries) => {
                for (key, value) in entries {
                    path.0.push(Step::Key(key.clone()));
                    value.walk_from(path, visit);
                    path.0.pop();
                }
            }
            _ => {}
        }
    }
}

/// The way from a file's top to one of its values.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldPath(pub Vec<Step>);

/// One step of a [`FieldPath`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Into a mapping.
    Key(Arc<str>),
    /// Into a list, counted from 0.
    Index(usize),
}

impl FieldPath {
    /// The path of one key.
    pub fn key(key: &str) -> Self {
        Self(vec![Step::Key(key.into())])
    }

    /// This path, one key further.
    pub fn then(mut self, key: &str) -> Self {
        self.0.push(Step::Key(key.into()));
        self
    }

    /// This path, one item further.
    pub fn item(mut self, index: usize) -> Self {
        self.0.push(Step::Index(index));
        self
    }

    /// This path, followed by another.
    pub fn join(&self, rest: &FieldPath) -> Self {
        Self(self.0.iter().chain(&rest.0).cloned().collect())
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if index == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(at) => write!(f, "[{at}]")?,
            }
        }
        Ok(())
    }
}
