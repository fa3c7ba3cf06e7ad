//! Dates, shares and ranges of amounts as the page's language writes them.

use jiff::civil::Date;
use tera::{Error, Kwargs, State, TeraResult, Value};

use super::job;
use crate::render::{numbers, value::money_of};

/// `{{ page.date | date }}`: a day as the page's language writes it; a month and a year likewise, where the day isn't known.
pub(super) fn date(value: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    let read = |day: &str| day.parse::<Date>().map_err(|_| Error::message(format!("`{value}` is no day, month or year")));
    let job = job()?;
    Ok(match value.len() {
        4 => read(&format!("{value}-01-01")).map(|_| value.to_owned())?,
        7 => numbers::month(&job, read(&format!("{value}-01"))?),
        _ => numbers::date(&job, read(value)?),
    })
}

/// `{{ band.figures.spread | percent }}`: a number of a record, or any other, as a share of a hundred.
pub(super) fn percent(value: Value, _: Kwargs, _: &State) -> TeraResult<String> {
    let number = numbers::number_of(&value).ok_or_else(|| Error::message("`percent` takes a number"))?;
    Ok(numbers::percent(&*job()?, number))
}

/// `money_range(low=band.min, high=band.max)`: two amounts of records as a range, `GBP 55,000–68,000`.
pub(super) fn money_range(arguments: Kwargs, _: &State) -> TeraResult<String> {
    let end = |name: &'static str| {
        let value = arguments.must_get::<&Value>(name)?;
        money_of(value).ok_or_else(|| Error::message(format!("`{name}` must be an amount of a record, such as `band.min`")))
    };
    let ((low, few), (high, many)) = (end("low")?, end("high")?);
    if low.currency != high.currency {
        return Err(Error::message(format!("a range can't begin in {} and end in {}", low.currency.code(), high.currency.code())));
    }
    Ok(numbers::money_range(&*job()?, low, high, few.max(many)))
}
