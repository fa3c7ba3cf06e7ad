//! Lengths of time.

use std::fmt;

use jiff::{Span, civil::Date};

use super::{Problem, excerpt, scalar_field, scalar_traits};
use crate::{
    diagnostic::Code,
    yaml::{Datum, Shape},
};

/// A length of time, written `180d`, `26w`, `6m` or `1y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: Unit,
}

/// What a [`Duration`] is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months of the calendar.
    Month,
    /// Years of the calendar.
    Year,
}

impl Duration {
    /// Takes digits and one of the letters `d`, `w`, `m` and `y`.
    ///
    /// # Errors
    /// When the text is written otherwise; the hint has the form that it means, as far as that is clear.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        exact(text).ok_or_else(|| {
            let reason = format!("must be a length of time such as `6m`, but here is {}", excerpt(text));
            let form = mend(text).map(|duration| duration.to_string());
            Problem::new(Code::BadDuration, reason)
                .mended(form, "write a number and `d`, `w`, `m` or `y` for days, weeks, months or years, such as `180d`")
        })
    }

    /// The day so much later; `None` when no calendar goes so far. Six months after August 31 is the last day of February.
    pub fn after(self, day: Date) -> Option<Date> {
        let count = i64::from(self.count);
        let span = match self.unit {
            Unit::Day => Span::new().try_days(count),
            Unit::Week => Span::new().try_weeks(count),
            Unit::Month => Span::new().try_months(count),
            Unit::Year => Span::new().try_years(count),
        };
        day.checked_add(span.ok()?).ok()
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.unit {
            Unit::Day => 'd',
            Unit::Week => 'w',
            Unit::Month => 'm',
            Unit::Year => 'y',
        };
        write!(f, "{}{letter}", self.count)
    }
}

scalar_traits!(Duration);

scalar_field! {
    Duration: Duration::parse, Shape::Duration, |duration| Datum::Duration(*duration);
}

fn exact(text: &str) -> Option<Duration> {
    let unit = match text.as_bytes().last()? {
        b'd' => Unit::Day,
        b'w' => Unit::Week,
        b'm' => Unit::Month,
        b'y' => Unit::Year,
        _ => return None,
    };
    let digits = text.get(..text.len() - 1).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    Some(Duration { count: digits.parse().ok()?, unit })
}

/// What `6 months`, `1 Year`, `90` or `half a year` mean.
fn mend(text: &str) -> Option<Duration> {
    let lower = text.trim().to_lowercase();
    let end = lower.find(|c: char| !c.is_ascii_digit()).unwrap_or(lower.len());
    let (digits, word) = lower.split_at(end);
    let unit = match word.trim_matches(|c: char| !c.is_alphabetic()) {
        "" | "d" | "day" | "days" => Unit::Day,
        "w" | "wk" | "wks" | "week" | "weeks" => Unit::Week,
        "m" | "mo" | "mos" | "mth" | "mths" | "month" | "months" => Unit::Month,
        "y" | "yr" | "yrs" | "year" | "years" => Unit::Year,
        _ => return None,
    };
    Some(Duration { count: digits.parse().ok()?, unit })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn lengths_of_time() {
        for text in ["180d", "26w", "6m", "1y"] {
            assert_eq!(Duration::parse(text).unwrap().to_string(), text);
        }
        for (text, form) in [("6 months", "`6m`"), ("1 Year", "`1y`"), ("90", "`90d`"), ("6M", "`6m`"), ("26 wks.", "`26w`")] {
            assert!(Duration::parse(text).unwrap_err().hint.unwrap().contains(form), "{text}");
        }
        for text in ["", "d", "half a year", "-3d", "1y6m", "99999999999d", "6é"] {
            assert!(Duration::parse(text).is_err(), "{text}");
        }
        assert_eq!(Duration::parse("6m").unwrap().after(date(2025, 8, 31)), Some(date(2026, 2, 28)));
        assert_eq!(Duration::parse("4000000000y").unwrap().after(date(2025, 8, 31)), None);
    }
}
