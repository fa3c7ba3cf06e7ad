//! Figures that are too old, or of a day to come.

use super::SalaryBand;
use crate::{
    diagnostic::Code,
    records::{Finding, RecordKey, World},
    yaml::FieldPath,
};

/// Finds bands and exchange rates of a day to come, and warns of those that are older than the rules allow (`stale_after`).
///
/// A derived band without a day of its own is as old as the band it is derived from, of which it is said.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    let stale_after = world.rules.limits.stale_after;
    for (key, band) in world.of_kind::<SalaryBand>() {
        let rate = band.derive.as_ref().and_then(|derive| derive.exchange_rate.as_ref());
        let rate_field = FieldPath::key("derive").then("exchange_rate").then("as_of");
        let days = [
            (FieldPath::key("as_of"), band.as_of, "the figures are", "look up what is paid now"),
            (rate_field, rate.map(|rate| rate.as_of), "the exchange rate is", "look up today's rate"),
        ];
        for (field, day, subject, cure) in days {
            if let Some(day) = day.filter(|day| day.0 > world.today) {
                let message = format!("{subject} of {day}, which is still to come");
                let finding = Finding::new(Code::FutureDate, field, message).hint("write the day on which they were found, in the past");
                findings.push((key.clone(), finding));
                continue;
            }
            let Some(day) = day.filter(|day| stale_after.after(day.0).is_some_and(|last| last < world.today)) else { continue };
            let message = format!("{subject} of {day}, which is more than {stale_after} ago");
            let finding = Finding::new(Code::StaleFigures, field, message);
            findings.push((key.clone(), finding.hint(format!("{cure}, and set `as_of` to the day of that"))));
        }
    }
}
