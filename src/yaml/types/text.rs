//! Text, ids, and yes or no.

use std::{borrow::Borrow, fmt, ops::Deref, sync::Arc};

use super::{Problem, excerpt, scalar_field, scalar_traits};
use crate::{
    diagnostic::Code,
    yaml::{Datum, Shape},
};

/// The name of a page or record in addresses and references: lower-case letters, digits, `-` and `_`, beginning with a letter or digit.
///
/// Letters of any script are taken as long as they have no capital form of their own. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

/// Markdown of any length, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Markdown(pub Arc<str>);

/// Markdown that is shown within a line, as written.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Inline(pub Arc<str>);

impl Id {
    /// Takes a text that is an id.
    ///
    /// # Errors
    /// When it is none; the hint has the id that it could be.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        if text.starts_with(is_id_letter) && text.chars().all(|c| is_id_letter(c) || matches!(c, '-' | '_')) {
            return Ok(Self(text.into()));
        }
        let reason = format!("must be an id of lower-case letters, digits, `-` and `_`, but here is {}", excerpt(text));
        let form = Self::slug(text).map(|id| id.to_string());
        Err(Problem::new(Code::BadId, reason).mended(form, "begin it with a letter or digit, such as `senior-engineer`"))
    }

    /// The id that a text becomes, such as `senior-engineer` for "Senior Engineer"; `None` when it has no letter or digit.
    pub fn slug(text: &str) -> Option<Self> {
        let mut slug = String::new();
        for c in text.chars().flat_map(char::to_lowercase) {
            if is_id_letter(c) {
                slug.push(c);
            } else if c == '_' && !slug.is_empty() {
                slug.push('_');
            } else if !matches!(c, '\'' | '’') && !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(slug.trim_end_matches(['-', '_']).len());
        (!slug.is_empty()).then(|| Self(slug.into()))
    }
}

fn is_id_letter(c: char) -> bool {
    c.is_ascii_digit() || (c.is_alphabetic() && c.to_lowercase().eq([c]))
}

impl Deref for Id {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Id {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Deref for Markdown {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Deref for Inline {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Markdown {
    fn parse(text: &str) -> Result<Self, Problem> {
        Ok(Self(text.into()))
    }
}

impl Inline {
    fn parse(text: &str) -> Result<Self, Problem> {
        Ok(Self(text.into()))
    }
}

/// Yes or no.
pub(in crate::yaml) fn parse_bool(text: &str) -> Result<bool, Problem> {
    match text {
        "true" | "True" | "TRUE" => Ok(true),
        "false" | "False" | "FALSE" => Ok(false),
        _ => {
            let word = match text.to_ascii_lowercase().as_str() {
                "yes" | "y" | "on" | "1" | "true" | "x" => Some("true"),
                "no" | "n" | "off" | "0" | "false" => Some("false"),
                _ => None,
            };
            let reason = format!("must be `true` or `false`, but here is {}", excerpt(text));
            Err(Problem::new(Code::WrongType, reason).mended(word.map(str::to_owned), "write `true` for yes, `false` for no"))
        }
    }
}

scalar_traits!(Id, Markdown, Inline);

scalar_field! {
    Id: Id::parse, Shape::Id, |id| Datum::Text(id.0.clone());
    Markdown: Markdown::parse, Shape::Markdown, |text| Datum::Markdown(text.0.clone());
    Inline: Inline::parse, Shape::Inline, |text| Datum::Inline(text.0.clone());
    String: |text| Ok(text.to_owned()), Shape::Text, |text| Datum::Text(text.as_str().into());
    Arc<str>: |text| Ok(text.into()), Shape::Text, |text| Datum::Text(text.clone());
    bool: parse_bool, Shape::Bool, |yes| Datum::Bool(*yes);
}
