//! Numbers, exact.

use std::{fmt, ops::Deref};

use super::{Problem, amount, excerpt, scalar_field, scalar_traits};
use crate::{
    diagnostic::{Code, did_you_mean},
    yaml::{Datum, Shape},
};

/// A number with up to four decimal places, exact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Decimal(i64);

/// A whole number from `MIN` to `MAX`, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bounded<const MIN: i64, const MAX: i64>(i64);

/// Why a text isn't a [`Decimal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotDecimal {
    NoNumber,
    TooFine,
    TooLarge,
}

impl Decimal {
    /// A number of ten-thousandths: `625_000` is 62.5.
    pub const fn from_ten_thousandths(count: i64) -> Self {
        Self(count)
    }

    /// A whole number; `None` when it is too large to be counted.
    pub const fn whole(number: i64) -> Option<Self> {
        match number.checked_mul(10_000) {
            Some(count) => Some(Self(count)),
            None => None,
        }
    }

    /// How many ten-thousandths it is.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// The nearest number of the kind that computers reckon with, for charts and templates only: it isn't exact.
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 10_000.0
    }

    /// Takes digits with an optional sign, and an optional point with digits after it.
    ///
    /// # Errors
    /// When the text is none, has more than four decimal places, or is too large to be counted.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::exact(text).map_err(|why| match why {
            NotDecimal::NoNumber => Problem::new(Code::WrongType, format!("must be a number, but here is {}", excerpt(text)))
                .mended(amount::mend(text).map(|number| number.to_string()), "write a plain number, such as `12.5`"),
            NotDecimal::TooFine => Problem::new(Code::WrongType, "can't have more than four decimal places").hint("round it"),
            NotDecimal::TooLarge => Problem::new(Code::OutOfRange, "is too large a number").hint("write fewer digits"),
        })
    }

    pub(super) fn exact(text: &str) -> Result<Self, NotDecimal> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((whole, fraction)) if are_digits(fraction) => (whole, fraction.trim_end_matches('0')),
            Some(_) => return Err(NotDecimal::NoNumber),
            None => (digits, ""),
        };
        if !are_digits(whole) {
            return Err(NotDecimal::NoNumber);
        }
        if fraction.len() > 4 {
            return Err(NotDecimal::TooFine);
        }
        let places = fraction.bytes().chain(std::iter::repeat(b'0')).take(4);
        let sign = if negative { -1 } else { 1 };
        let count = whole.bytes().chain(places).try_fold(0_i64, |count, digit| {
            count.checked_mul(10)?.checked_add(sign * i64::from(digit - b'0')) //
        });
        count.map(Self).ok_or(NotDecimal::TooLarge)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, sign) = (self.0.unsigned_abs(), if self.0 < 0 { "-" } else { "" });
        let (whole, fraction) = (count / 10_000, count % 10_000);
        if fraction == 0 {
            return write!(f, "{sign}{whole}");
        }
        write!(f, "{sign}{whole}.{}", format!("{fraction:04}").trim_end_matches('0'))
    }
}

impl<const MIN: i64, const MAX: i64> Bounded<MIN, MAX> {
    /// A number, when it is within the bounds.
    pub fn new(number: i64) -> Option<Self> {
        (MIN..=MAX).contains(&number).then_some(Self(number))
    }

    /// The number.
    pub fn get(self) -> i64 {
        self.0
    }

    fn parse(text: &str) -> Result<Self, Problem> {
        parse_integer(text, MIN, MAX).map(Self)
    }
}

impl<const MIN: i64, const MAX: i64> Deref for Bounded<MIN, MAX> {
    type Target = i64;
    fn deref(&self) -> &i64 {
        &self.0
    }
}

impl<const MIN: i64, const MAX: i64> fmt::Display for Bounded<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A whole number from `min` to `max`.
pub(in crate::yaml) fn parse_integer(text: &str, min: i64, max: i64) -> Result<i64, Problem> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !are_digits(digits) {
        let form = amount::mend(text.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ')).map(|number| number.to_string());
        let whole = form.filter(|form| !form.contains('.'));
        return Err(Problem::new(Code::WrongType, format!("must be a whole number, but here is {}", excerpt(text)))
            .mended(whole, "write digits only, such as `45`"));
    }
    match text.parse() {
        Ok(number) if (min..=max).contains(&number) => Ok(number),
        _ => {
            let example = format!("write for example `{}`", 45.clamp(min, max));
            Err(Problem::new(Code::OutOfRange, format!("must be {}, but is {}", range(min, max), excerpt(text))).hint(example))
        }
    }
}

/// A number, or a word that stands for one that is found elsewhere: then `None`.
///
/// # Errors
/// When it is neither.
pub fn parse_number_or(text: &str, word: &str) -> Result<Option<Decimal>, Problem> {
    if text == word {
        return Ok(None);
    }
    Decimal::parse(text).map(Some).map_err(|problem| {
        if Decimal::exact(text) != Err(NotDecimal::NoNumber) {
            return problem;
        }
        let reason = format!("must be a number or `{word}`, but here is {}", excerpt(text));
        let hint = did_you_mean(text, [word]).or_else(|| Some(format!("write a plain number, such as `1.15`, or `{word}`")));
        Problem { code: problem.code, reason, hint }
    })
}

fn range(min: i64, max: i64) -> String {
    const FAR: i64 = u32::MAX as i64;
    match (min, max) {
        (i64::MIN, FAR..) => "a number of fewer digits".to_owned(),
        (_, FAR..) => format!("at least {min}"),
        (i64::MIN, _) => format!("at most {max}"),
        _ => format!("from {min} to {max}"),
    }
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

scalar_traits!(Decimal);

scalar_field! {
    Decimal: Decimal::parse, Shape::Number, |number| Datum::Number(*number);
    i64: |text| parse_integer(text, i64::MIN, i64::MAX), Shape::Integer { min: i64::MIN, max: i64::MAX }, |number| Datum::Integer(*number);
    u32: parse_u32, Shape::Integer { min: 0, max: i64::from(u32::MAX) }, |number| Datum::Integer(i64::from(*number));
}

fn parse_u32(text: &str) -> Result<u32, Problem> {
    let number = parse_integer(text, 0, i64::from(u32::MAX))?;
    u32::try_from(number).map_err(|_| Problem::new(Code::OutOfRange, "is too large a number").hint("write fewer digits"))
}

impl<const MIN: i64, const MAX: i64> crate::yaml::Field for Bounded<MIN, MAX> {
    fn shape() -> Shape {
        Shape::Integer { min: MIN, max: MAX }
    }

    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::read_scalar(deserializer, Self::parse)
    }

    fn datum(&self) -> Datum {
        Datum::Integer(self.0)
    }
}

impl<'de, const MIN: i64, const MAX: i64> serde::Deserialize<'de> for Bounded<MIN, MAX> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <Self as crate::yaml::Field>::read(deserializer)
    }
}
