//! Figures that are too old, of a day to come, or of a day that nobody knows.

use jiff::civil::Date;

use super::SalaryBand;
use crate::{
    diagnostic::Code,
    records::{Finding, RecordKey, RecordKind as _, Source, World},
    yaml::{Cite, Duration, FieldPath, Id, Inline, Published},
};

/// Finds bands and exchange rates of a day to come, warns of those that are older than the rules allow (`stale_after`), and of bands
/// whose age can't be told.
///
/// A derived band without a day of its own is as old as the band it is derived from, of which it is said.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, band) in world.of_kind::<SalaryBand>() {
        let found = [figures(world, band), rate(world, band)].into_iter().flatten();
        findings.extend(found.map(|finding| (key.clone(), finding)));
    }
}

/// What is wrong with the day of a band's figures.
fn figures(world: &World<'_>, band: &SalaryBand) -> Option<Finding> {
    let cure = "look up what is paid now, and set `as_of` to the day of that";
    match (band.as_of, &band.derive) {
        (Some(day), _) => wrong_day(world, FieldPath::key("as_of"), day.0, "the figures are", cure),
        (None, Some(_)) => None,
        (None, None) => of_sources(world, &band.sources, cure),
    }
}

/// What is wrong with the day of the exchange rate that a band is derived by.
fn rate(world: &World<'_>, band: &SalaryBand) -> Option<Finding> {
    let day = band.derive.as_ref()?.exchange_rate.as_ref()?.as_of;
    let field = FieldPath::key("derive").then("exchange_rate").then("as_of");
    wrong_day(world, field, day.0, "the exchange rate is", "look up today's rate, and set `as_of` to the day of that")
}

fn wrong_day(world: &World<'_>, field: FieldPath, day: Date, subject: &str, cure: &str) -> Option<Finding> {
    let stale_after = world.rules.limits.stale_after;
    if day > world.today {
        let message = format!("{subject} of {day}, which is still to come");
        return Some(Finding::new(Code::FutureDate, field, message).hint("write the day on which they were found, in the past"));
    }
    is_past(day, stale_after, world.today).then(|| {
        let message = format!("{subject} of {day}, which is more than {stale_after} ago");
        Finding::new(Code::StaleFigures, field, message).hint(cure)
    })
}

/// Without a day of their own, figures are as old as the newest of their sources, at its latest.
fn of_sources(world: &World<'_>, sources: &[Cite], cure: &str) -> Option<Finding> {
    // That there is no source was said, and one that can't be read may have a day.
    let known: Vec<Dated> = sources.iter().map(|source| Dated::of(world, source)).collect::<Option<_>>()?;
    if known.is_empty() {
        return None;
    }
    let field = FieldPath::key("sources").item(0);
    let Some((day, said)) = known.into_iter().filter_map(Dated::latest).max() else {
        let message = "nobody can tell how old the figures are";
        let hint = "add `as_of` with the day that they are of, such as `as_of: 2026-04-05`, or name a source that has a date";
        return Some(Finding::new(Code::UndatedFigures, field, message).hint(hint));
    };
    let stale_after = world.rules.limits.stale_after;
    is_past(day, stale_after, world.today).then(|| {
        let message = format!("the figures are as old as their source, of {said}, which is more than {stale_after} ago");
        Finding::new(Code::StaleFigures, field, message).hint(cure)
    })
}

fn is_past(day: Date, stale_after: Duration, today: Date) -> bool {
    stale_after.after(day).is_some_and(|last| last < today)
}

/// When a source is of, as far as it says so.
struct Dated(Option<Published>);

impl Dated {
    /// `None` when there is no such source.
    fn of(world: &World<'_>, source: &Cite) -> Option<Self> {
        match source {
            Cite::Source(id, _) => Some(Self(source_of(world, id)?.published.clone())),
            Cite::Words(words) => Some(Self(year_in(words))),
        }
    }

    /// The last day that is meant, and how it was written.
    fn latest(self) -> Option<(Date, String)> {
        let published = self.0?;
        Some((published.last_day()?, published.as_str().to_owned()))
    }
}

fn source_of<'a>(world: &World<'a>, id: &Id) -> Option<&'a Source> {
    let key = RecordKey { kind: Source::NAME.into(), role: None, id: id.clone() };
    world.records.get(&key)?.value()
}

/// The latest year that words such as `Our pay round of May 2026` name.
fn year_in(words: &Inline) -> Option<Published> {
    let is_year = |word: &&str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    let numbers = words.0.split(|c: char| !c.is_ascii_digit()).filter(is_year);
    Published::parse(numbers.max()?).ok()
}
