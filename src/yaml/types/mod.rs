//! The types that a field can have.
//!
//! Every scalar type has one `parse` from the text that stands in the file. The fast reading and the tolerant one both call it, so
//! they can't take different things. Quotes make no difference: `"180000"` is the same amount as `180000`.

mod amount;
mod anything;
mod brief;
mod cite;
mod currency;
mod date;
mod duration;
mod group;
mod number;
mod published;
mod reference;
mod text;
mod url;

use std::fmt;

use serde::{Deserializer, de};

pub use self::{
    amount::Amount,
    anything::Anything,
    brief::{Brief, HasBrief},
    cite::Cite,
    currency::Currency,
    date::Day,
    duration::{Duration, Unit},
    group::{NonEmpty, OneOrMore},
    number::{Bounded, Decimal, parse_number_or},
    published::Published,
    reference::{Ref, Target},
    text::{Id, Inline, Markdown},
    url::Url,
};
pub(super) use self::{group::key_text, number::parse_integer, text::parse_bool};
use crate::diagnostic::{Code, did_you_mean};

/// Why a text isn't a value of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What kind of thing is wrong.
    pub code: Code,
    /// What is wrong, in words that go on from the field's name: "must be a whole number, but here is `ninety`".
    pub reason: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Problem {
    /// A problem without a hint.
    pub fn new(code: Code, reason: impl Into<String>) -> Self {
        Self { code, reason: reason.into(), hint: None }
    }

    /// Adds what to write instead.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the mended form of what was written; the other hint when it can't be mended.
    fn mended(self, form: Option<String>, otherwise: &str) -> Self {
        match form {
            Some(form) => self.hint(format!("write `{form}`")),
            None => self.hint(otherwise),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Problem {}

/// Reads a scalar of any style through its text, exactly as written.
///
/// # Errors
/// When there is no scalar, or `parse` doesn't take it.
pub fn read_scalar<'de, D: Deserializer<'de>, T>(deserializer: D, parse: impl FnOnce(&str) -> Result<T, Problem>) -> Result<T, D::Error> {
    deserializer.deserialize_str(Scalar(parse))
}

struct Scalar<F>(F);

impl<T, F: FnOnce(&str) -> Result<T, Problem>> de::Visitor<'_> for Scalar<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(E::custom)
    }
}

/// What a word stands for.
///
/// # Errors
/// When it isn't among the choices.
pub fn parse_choice<T: Copy>(text: &str, choices: &[(&str, T)]) -> Result<T, Problem> {
    choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| {
        let words = || choices.iter().map(|(word, _)| *word);
        let list = words().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let hint = did_you_mean(text, words()).unwrap_or_else(|| format!("write one of {list}"));
        Problem::new(Code::UnknownChoice, format!("can't be {}", excerpt(text))).hint(hint)
    })
}

/// What was written, between backticks and not too long for a message.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return format!("`{line}`");
    }
    format!("`{}…`", line.chars().take(LONGEST).collect::<String>())
}

/// Writes the readings of scalar types from their `parse` (or another function), shape and datum.
macro_rules! scalar_field {
    ($($type:ty: $parse:expr, $shape:expr, $datum:expr;)*) => {$(
        impl $crate::yaml::Field for $type {
            fn shape() -> $crate::yaml::Shape {
                $shape
            }

            fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $crate::yaml::read_scalar(deserializer, $parse)
            }

            fn datum(&self) -> $crate::yaml::Datum {
                let datum: fn(&$type) -> $crate::yaml::Datum = $datum;
                datum(self)
            }

            fn is_blank(&self) -> bool {
                $crate::yaml::Field::datum(self).is_blank()
            }
        }
    )*};
}

/// Writes serde's reading of a type of this crate from its reading as a field, and `FromStr` from its `parse`.
macro_rules! scalar_traits {
    ($($type:ty),*) => {$(
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <Self as $crate::yaml::Field>::read(deserializer)
            }
        }

        impl std::str::FromStr for $type {
            type Err = $crate::yaml::Problem;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }
    )*};
}

use {scalar_field, scalar_traits};
