//! Days of the calendar.

use std::fmt;

use jiff::civil::Date;

use super::{Problem, excerpt, scalar_field, scalar_traits};
use crate::{
    diagnostic::Code,
    yaml::{Datum, Shape},
};

/// A day, written `2026-04-05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub Date);

impl Day {
    /// Takes a year of four digits, a month of two and a day of two, with hyphens between them.
    ///
    /// # Errors
    /// When the text is written otherwise or isn't a day of the calendar; the hint has the day that it means, as far as that is clear.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let Some((year, month, day)) = split(text) else {
            let reason = format!("must be a date written year-month-day, but here is {}", excerpt(text));
            let hint = match mend(text).as_slice() {
                [] => "write the date like `2026-04-05`".to_owned(),
                days => format!("write {}", days.iter().map(|day| format!("`{day}`")).collect::<Vec<_>>().join(" or ")),
            };
            return Err(Problem::new(Code::BadDate, reason).hint(hint));
        };
        date(year, month, day).map(Self).ok_or_else(|| {
            let hint = match date(year, month, 1) {
                Some(first) => format!("the month has {} days", first.days_in_month()),
                None if year == 0 => "write the year in full".to_owned(),
                None => "the months are `01` to `12`, and the month comes before the day".to_owned(),
            };
            Problem::new(Code::BadDate, format!("must be a day of the calendar, but here is {}", excerpt(text))).hint(hint)
        })
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar_traits!(Day);

scalar_field! {
    Day: Day::parse, Shape::Date, |day| Datum::Date(day.0);
}

/// Year, month and day of `YYYY-MM-DD`, whether or not there is such a day.
fn split(text: &str) -> Option<(u32, u32, u32)> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| parts.next().filter(|part| part.len() == digits).and_then(number);
    let split = (part(4)?, part(2)?, part(2)?);
    parts.next().is_none().then_some(split)
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

fn date(year: u32, month: u32, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|year| *year > 0)?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The days that a date in another form can mean: none, one, or two when day and month can't be told apart.
fn mend(text: &str) -> Vec<Date> {
    let text = text.trim();
    let text = text.split_once('T').filter(|(day, _)| split(day).is_some()).map_or(text, |(day, _)| day);
    if text.len() == 8
        && let Some(digits) = number(text)
    {
        return date(digits / 10_000, digits / 100 % 100, digits % 100).into_iter().collect();
    }
    let parts: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let &[first, second, third, ..] = parts.as_slice() else { return Vec::new() };
    let is_year = |part: &str| part.len() == 4;
    let year_first = is_year(first);
    if let Some(month) = month_of(second).or_else(|| month_of(first)) {
        let day = if month_of(second).is_some() { first } else { second };
        let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let (year, day) = if year_first { (first, third) } else { (third, day) };
        return match (number(year), number(day)) {
            (Some(year), Some(day)) if year >= 1_000 => date(year, month, day).into_iter().collect(),
            _ => Vec::new(),
        };
    }
    let (Some(a), Some(b), Some(c)) = (number(first), number(second), number(third)) else { return Vec::new() };
    if year_first {
        return date(a, b, c).into_iter().collect();
    }
    if !is_year(third) {
        return Vec::new();
    }
    // With points, the day always comes first; with slashes it depends on the country.
    let day_first = date(c, b, a);
    let month_first = if text.contains('.') { None } else { date(c, a, b) };
    let mut days: Vec<Date> = month_first.into_iter().chain(day_first).collect();
    days.dedup();
    days
}

/// The month that an English name or its first three letters mean.
fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    let word = word.to_lowercase();
    let at = MONTHS.iter().position(|month| word.len() >= 3 && month.starts_with(&word))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hint(text: &str) -> String {
        Day::parse(text).unwrap_err().hint.unwrap()
    }

    #[test]
    fn dates_are_strict_and_hints_are_days() {
        assert_eq!(Day::parse("2026-04-05").unwrap().to_string(), "2026-04-05");
        for text in ["2026-4-5", "2026/04/05", "20260405", "05.04.2026", "April 5, 2026", "5 April 2026", "5. Apr 2026", "2026-04-05T10:00"]
        {
            assert_eq!(hint(text), "write `2026-04-05`", "{text}");
        }
        assert_eq!(hint("05/04/2026"), "write `2026-05-04` or `2026-04-05`");
        assert_eq!(hint("25/04/2026"), "write `2026-04-25`");
        assert_eq!(hint("2026-02-30"), "the month has 28 days");
        assert!(hint("2026-13-01").contains("`01` to `12`"));
        for text in ["soon", "", "2026-04", "Q3 2026", "0000-01-01", "99999999", "1/2/3", "May 2026"] {
            assert!(Day::parse(text).is_err(), "{text}");
        }
    }
}
