//! What is wrong in a band alone.

use super::{Assumption, Bonus, Contract, Derive, ExchangeRate, GeoFactor, Percentiles, Period, PeriodChange, Rule, SalaryBand};
use crate::{
    diagnostic::Code,
    records::{Finding, salary::pay::Ends},
    yaml::{Decimal, FieldPath},
};

/// Everything that is wrong in a band, whatever the other bands say.
pub fn check(band: &SalaryBand) -> Vec<Finding> {
    let mut findings = range(band);
    findings.extend(percentiles(band));
    findings.extend(amounts(band));
    findings.extend(band.derive.iter().flat_map(derive));
    findings.extend(band.bonus.iter().flat_map(bonus));
    findings.extend(band.contract.iter().flat_map(|contract| self::contract(contract, band.period)));
    let week = band.hours_per_week.and_then(|hours| between("hours_per_week", hours, 168, "40"));
    findings.extend(week);
    if band.sources.is_empty() {
        let message = "the band doesn't say where its figures come from";
        let hint = "add `sources:` with the id of a source, or with words such as `Our pay round of May 2026`";
        findings.push(finding(Code::BandWithoutSource, "id", message, hint));
    }
    findings
}

/// A band has a range of its own, with currency and period, or derives one.
fn range(band: &SalaryBand) -> Vec<Finding> {
    let is_written = band.min.is_some() || band.mid.is_some() || band.max.is_some() || band.percentiles.is_some();
    match (&band.derive, is_written) {
        (Some(_), true) => {
            let message = "the band has a range of its own and derives one";
            return vec![finding(Code::BandWithoutRange, "derive", message, "take out `derive`, or the amounts")];
        }
        (Some(_), false) => return Vec::new(),
        (None, _) => {}
    }
    if Ends::of(band).is_none() {
        let hint = match &band.percentiles {
            Some(_) => "add `p25` and `p75`, or `min` and `max` beside `percentiles`",
            None => "add `min` and `max`, or `percentiles`, or `derive`",
        };
        return vec![finding(Code::BandWithoutRange, "id", "the band has no range", hint)];
    }
    let mut findings = Vec::new();
    if band.currency.is_none() {
        findings.push(finding(Code::MissingField, "id", "the band has amounts, but no `currency`", "add for example `currency: USD`"));
    }
    if band.period.is_none() {
        let hint = "add `period: year` (or hour, day, month)";
        findings.push(finding(Code::MissingField, "id", "the band has amounts, but no `period`", hint));
    }
    if band.min.zip(band.max).is_some_and(|(min, max)| min > max) {
        let message = "the band's `min` is above its `max`";
        findings.push(finding(Code::MinAboveMax, "min", message, "swap the two, or mend the wrong one"));
    }
    if band.mid.is_some_and(|mid| band.min.is_some_and(|min| mid < min) || band.max.is_some_and(|max| mid > max)) {
        let message = "the band's `mid` lies outside of `min` and `max`";
        findings.push(finding(Code::MinAboveMax, "mid", message, "mend the wrong one of the three"));
    }
    findings
}

/// Percentiles rise, and lie within the source's own range.
fn percentiles(band: &SalaryBand) -> Vec<Finding> {
    let Some(percentiles) = &band.percentiles else { return Vec::new() };
    let given = || Percentiles::NAMES.into_iter().zip(percentiles.amounts()).filter_map(|(name, amount)| Some((name, amount?)));
    let field = |name: &str| FieldPath::key("percentiles").then(name);
    let mut findings = Vec::new();
    for ((low_name, low), (name, high)) in given().zip(given().skip(1)) {
        if low > high {
            let message = format!("`{name}` is below `{low_name}`: percentiles rise");
            findings.push(Finding::new(Code::PercentileOrder, field(name), message).hint("swap the two, or mend the wrong one"));
        }
    }
    for (name, amount) in given() {
        if band.min.is_some_and(|min| amount < min) || band.max.is_some_and(|max| amount > max) {
            let message = format!("`{name}` lies outside of the band's `min` and `max`");
            let hint = "mend the wrong one; percentiles of another source are a band of their own";
            findings.push(Finding::new(Code::PercentileOrder, field(name), message).hint(hint));
        }
    }
    if band.percentiles.is_some() && band.mid.is_some() && percentiles.p50.is_some() {
        let message = "the band has a `mid` and a median, `p50`: both are its middle";
        findings.push(finding(Code::ConflictingFields, "mid", message, "take out `mid`, or `p50`"));
    }
    findings
}

/// Nobody is paid less than nothing.
fn amounts(band: &SalaryBand) -> Vec<Finding> {
    let key = FieldPath::key;
    let mut all = vec![(key("min"), band.min), (key("mid"), band.mid), (key("max"), band.max), (key("sign_on"), band.sign_on)];
    all.push((key("bonus").then("amount"), band.bonus.as_ref().and_then(|bonus| bonus.amount)));
    all.push((key("equity").then("value"), band.equity.as_ref().and_then(|equity| equity.value)));
    if let Some(percentiles) = &band.percentiles {
        all.extend(Percentiles::NAMES.into_iter().zip(percentiles.amounts()).map(|(name, amount)| (key("percentiles").then(name), amount)));
    }
    let is_negative = |(_, amount): &(FieldPath, Option<_>)| amount.is_some_and(|crate::yaml::Amount(amount)| amount < Decimal::default());
    let said = |(field, _): (FieldPath, _)| {
        let message = format!("`{field}` is below 0");
        Finding::new(Code::OutOfRange, field, message).hint("write what is paid, without a minus")
    };
    all.into_iter().filter(is_negative).map(said).collect()
}

fn derive(derive: &Derive) -> Vec<Finding> {
    match derive.rules()[..] {
        [rule] => self::rule(rule),
        [] => {
            let hint = "add for example `percent: [-25, -20]`; the others are `ratio`, `period`, `exchange_rate` and `geo_factor`";
            vec![finding(Code::MissingField, "derive", "the derivation has no rule", hint)]
        }
        [first, second, ..] => {
            let message = format!("the derivation has two rules, `{}` and `{}`", first.name(), second.name());
            let hint = "keep one; for the other, derive a band from this one";
            vec![Finding::new(Code::ConflictingFields, FieldPath::key("derive").then(second.name()), message).hint(hint)]
        }
    }
}

fn rule(rule: Rule<'_>) -> Vec<Finding> {
    let field = FieldPath::key("derive").then(rule.name());
    match rule {
        Rule::Percent(percent) => ends(percent, &field, (-100, 900), "percent: [-25, -20]"),
        Rule::Ratio(ratio) => ends(ratio, &field, (0, 10), "ratio: 0.85"),
        Rule::GeoFactor(GeoFactor::Number(factor)) => ends(&[factor], &field, (0, 10), "geo_factor: 1.15"),
        Rule::GeoFactor(GeoFactor::OfMarkets) => Vec::new(),
        Rule::Period(change) => period(change, &field),
        Rule::ExchangeRate(rate) => exchange_rate(rate, &field),
    }
}

/// A rule with one number for both ends of the band, or two. Nobody is paid nothing, or ten times as much as others.
fn ends(numbers: &[Decimal], field: &FieldPath, (above, most): (i64, i64), example: &str) -> Vec<Finding> {
    let hint = format!("write for example `{example}`");
    if numbers.len() > 2 {
        let message = "the rule takes one number, or two for the minimum and the maximum";
        return vec![Finding::new(Code::WrongType, field.clone(), message).hint(hint)];
    }
    let is_odd = |number: &&Decimal| Some(**number) <= Decimal::whole(above) || Some(**number) > Decimal::whole(most);
    let said = |number: &Decimal| {
        let message = format!("the number must be above {above} and at most {most}, but is {number}");
        Finding::new(Code::OutOfRange, field.clone(), message).hint(&*hint)
    };
    numbers.iter().find(is_odd).map(said).into_iter().collect()
}

fn period(change: &PeriodChange, field: &FieldPath) -> Vec<Finding> {
    let is_odd = |assumption: &Assumption| {
        let number = change.assumed(*assumption)?;
        (!is_positive(number) || Some(number) > Decimal::whole(assumption.most())).then(|| {
            let message = format!("`{}` must be above 0 and at most {}, but is {number}", assumption.name(), assumption.most());
            let hint = format!("write for example `{}: {}`", assumption.name(), assumption.example());
            Finding::new(Code::OutOfRange, field.clone().then(assumption.name()), message).hint(hint)
        })
    };
    Assumption::ALL.iter().filter_map(is_odd).collect()
}

fn exchange_rate(rate: &ExchangeRate, field: &FieldPath) -> Vec<Finding> {
    let numbers = [("rate", Some(rate.rate), "rate: 0.88"), ("per", rate.per, "per: 100")];
    let is_odd = |(name, number, example): (&str, Option<Decimal>, &str)| {
        number.filter(|number| !is_positive(*number)).map(|_| {
            let message = format!("`{name}` isn't above 0");
            Finding::new(Code::OutOfRange, field.clone().then(name), message).hint(format!("write for example `{example}`"))
        })
    };
    numbers.into_iter().filter_map(is_odd).collect()
}

fn bonus(bonus: &Bonus) -> Vec<Finding> {
    match (bonus.percent, bonus.amount) {
        (Some(_), Some(_)) => {
            let message = "the bonus has a `percent` and an `amount`";
            vec![finding(Code::ConflictingFields, "bonus", message, "keep one of the two")]
        }
        (None, None) => {
            let hint = "add for example `percent: 10`, or `amount: 15000`";
            vec![finding(Code::MissingField, "bonus", "the bonus has neither `percent` nor `amount`", hint)]
        }
        (Some(percent), None) => {
            let said = between("percent", percent, 1_000, "10");
            said.map(|finding| Finding { field: FieldPath::key("bonus").join(&finding.field), ..finding }).into_iter().collect()
        }
        (None, Some(_)) => Vec::new(),
    }
}

/// A rate is counted with what can be billed of its own period.
fn contract(contract: &Contract, period: Option<Period>) -> Vec<Finding> {
    let field = FieldPath::key("contract");
    let (hours, days) = (contract.billable_hours_per_year, contract.billable_days_per_year);
    let missing = match period {
        Some(period @ Period::Hour) if hours.is_none() && days.is_some() => Some((period, "billable_hours_per_year: 1600")),
        Some(period @ Period::Day) if days.is_none() && hours.is_some() => Some((period, "billable_days_per_year: 200")),
        _ => None,
    };
    let missing = missing.map(|(period, example)| {
        let message = format!("the rate is for {}, and how much of that can be billed in a year is missing", period.name());
        Finding::new(Code::MissingField, field.clone(), message).hint(format!("add for example `{example}`"))
    });
    let on_cost = contract.employer_on_cost_percent.and_then(|percent| between("employer_on_cost_percent", percent, 200, "20"));
    let on_cost = on_cost.map(|finding| Finding { field: field.join(&finding.field), ..finding });
    missing.into_iter().chain(on_cost).collect()
}

/// A number that must be above 0 and isn't to be larger than another.
fn between(name: &str, number: Decimal, most: i64, example: &str) -> Option<Finding> {
    let is_right = is_positive(number) && Some(number) <= Decimal::whole(most);
    (!is_right).then(|| {
        let message = format!("`{name}` must be above 0 and at most {most}, but is {number}");
        finding(Code::OutOfRange, name, &message, &format!("write for example `{name}: {example}`"))
    })
}

fn is_positive(number: Decimal) -> bool {
    number > Decimal::default()
}

fn finding(code: Code, field: &str, message: &str, hint: &str) -> Finding {
    Finding::new(code, FieldPath::key(field), message).hint(hint)
}
