//! When something was published, as exactly as it is known.

use std::sync::Arc;

use jiff::civil::Date;

use super::{Day, Problem, excerpt, scalar_field, scalar_traits};
use crate::{
    diagnostic::Code,
    yaml::{Datum, Shape},
};

/// A day, a month or a year: `2026-04-05`, `2026-04`, `2024`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Published(Arc<str>);

impl Published {
    /// Takes a day, a month or a year.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let day = match text.len() {
            4 => format!("{text}-01-01"),
            7 => format!("{text}-01"),
            _ => text.to_owned(),
        };
        Day::parse(&day).map(|_| Self(text.into())).map_err(|_| {
            let reason = format!("must be a day, a month or a year, but here is {}", excerpt(text));
            Problem::new(Code::BadDate, reason).hint("write for example `2026-04-05`, `2026-04` or `2026`")
        })
    }

    /// It as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last day that it can mean: the 31st of December of a year.
    pub fn last_day(&self) -> Option<Date> {
        let first = |rest: &str| Day::parse(&format!("{}{rest}", self.0)).ok();
        match self.0.len() {
            4 => first("-12-31").map(|day| day.0),
            7 => first("-01").map(|day| day.0.last_of_month()),
            _ => first("").map(|day| day.0),
        }
    }

    /// The year.
    pub fn year(&self) -> &str {
        self.0.get(..4).unwrap_or_default()
    }
}

scalar_field! {
    Published: Published::parse, Shape::Published, |published| Datum::Text(published.0.clone());
}

scalar_traits!(Published);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_and_a_year_end_with_their_last_day() {
        for (published, day) in [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2026-04-05", "2026-04-05")] {
            let last = Published::parse(published).ok().and_then(|published| published.last_day());
            assert_eq!(last.map(|day| day.to_string()).as_deref(), Some(day));
        }
    }
}
