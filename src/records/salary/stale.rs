//! Figures that are too old.

use jiff::civil::Date;

use super::SalaryBand;
use crate::{
    diagnostic::Code,
    records::{Finding, RecordKey, World},
    yaml::{Day, Duration, FieldPath, Unit},
};

/// How long figures hold after the day that they are of.
const STALE_AFTER: Duration = Duration { count: 365, unit: Unit::Day };

/// Warns of bands and exchange rates that are older than [`STALE_AFTER`]. A derived band without a day of its own is as old as the
/// band it is derived from, of which it is said.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, band) in world.of_kind::<SalaryBand>() {
        let rate = band.derive.as_ref().and_then(|derive| derive.exchange_rate.as_ref());
        let rate_field = FieldPath::key("derive").then("exchange_rate").then("as_of");
        let days = [
            (FieldPath::key("as_of"), band.as_of, "the figures are", "look up what is paid now"),
            (rate_field, rate.map(|rate| rate.as_of), "the exchange rate is", "look up today's rate"),
        ];
        for (field, day, subject, cure) in days {
            let Some(day) = day.filter(|day| is_stale(*day, world.today)) else { continue };
            let message = format!("{subject} of {day}, which is more than {} days ago", STALE_AFTER.count);
            let finding = Finding::new(Code::StaleFigures, field, message);
            findings.push((key.clone(), finding.hint(format!("{cure}, and set `as_of` to the day of that"))));
        }
    }
}

fn is_stale(day: Day, today: Date) -> bool {
    STALE_AFTER.after(day.0).is_some_and(|last| last < today)
}
