//! Scales: which salary bands may be drawn side by side, and where each lies on the scale that they share.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::{Job, numbers, value::map};
use crate::yaml::Decimal;

/// More steps than this crowd a chart on a phone.
const STEPS: f64 = 4.0;

/// `bands | scales`: the bands in groups of one currency, period and kind of employment. Each group has `low` and `high`, the
/// `ticks` of a scale from zero, and its `bands` with places on it in percent: `from`, `to` and `width` of the bar, `middle`, the ends of its
/// `whisker`, which are the 10th and 90th percentile, and `marks` for other percentiles.
///
/// In a group the bands of a market stand together, from its lowest level up, and in it those of a level, so that publishers who
/// disagree are neighbours.
pub fn scales(bands: Value, _: Kwargs, _: &State) -> TeraResult<Value> {
    let job = Job::current().ok_or_else(|| Error::message("this filter works only while a page is rendered"))?;
    let bands = bands.as_array().unwrap_or_default();
    let mut groups: Vec<(Group<'_>, Vec<&Value>)> = Vec::new();
    for band in bands.iter().filter(|band| amount(band, "min").is_some() && amount(band, "max").is_some()) {
        let group = Group::of(band);
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, members)) => members.push(band),
            None => groups.push((group, vec![band])),
        }
    }
    let place = |field: &'static str, band: &Value| bands.iter().position(|other| text(other, field) == text(band, field));
    // Without records of levels, they stand as they stand in the file.
    let order = |band: &Value| band.get_from_path("level_order").and_then(Value::as_i128);
    let group = |(group, mut members): (Group<'_>, Vec<&Value>)| {
        members.sort_by_key(|band| (place("market.id", band), order(band), place("level.id", band)));
        group.value(&job, &members)
    };
    Ok(Value::from(groups.into_iter().map(group).collect::<Vec<_>>()))
}

/// What bands have in common that can be compared by length.
#[derive(PartialEq, Eq)]
struct Group<'a> {
    currency: &'a str,
    period: &'a str,
    employment_type: &'a str,
}

impl<'a> Group<'a> {
    fn of(band: &'a Value) -> Self {
        Self { currency: text(band, "currency"), period: text(band, "period"), employment_type: text(band, "employment_type") }
    }

    fn value(&self, job: &Job, members: &[&Value]) -> Value {
        let end = |field: &'static str, is_further: fn(f64, f64) -> bool| {
            members.iter().copied().reduce(|best, band| match (amount(best, field), amount(band, field)) {
                (Some(best_amount), Some(found)) if is_further(found, best_amount) => band,
                _ => best,
            })
        };
        let low = end("min", |found, best| found < best);
        let high = end("max", |found, best| found > best);
        let scale = Scale::up_to(members.iter().flat_map(|band| [amount(band, "max"), amount(band, "percentiles.p90")]).flatten());
        let written = |band: Option<&Value>, field: &'static str| {
            band.and_then(|band| band.get_from_path(field)).cloned().unwrap_or_else(Value::none)
        };
        map([
            ("currency", Value::from(self.currency)),
            ("period", Value::from(self.period)),
            ("employment_type", Value::from(self.employment_type)),
            ("low", written(low, "min")),
            ("high", written(high, "max")),
            ("ticks", scale.ticks(job)),
            ("bands", Value::from(members.iter().map(|band| scale.place(band)).collect::<Vec<_>>())),
        ])
    }
}

/// A scale from zero, in round steps.
struct Scale {
    step: f64,
    steps: i32,
}

impl Scale {
    fn up_to(amounts: impl Iterator<Item = f64>) -> Self {
        let top = amounts.fold(0.0, f64::max);
        let step = step(top);
        Self { step, steps: (top / step).ceil().max(1.0) as i32 }
    }

    /// Where an amount lies, in percent.
    fn percent(&self, amount: f64) -> Value {
        Value::from((amount / (self.step * f64::from(self.steps)) * 10_000.0).round() / 100.0)
    }

    fn ticks(&self, job: &Job) -> Value {
        let tick = |number: f64| {
            let amount = Decimal::from_ten_thousandths((number * self.step * 10_000.0) as i64);
            map([("at", self.percent(number * self.step)), ("text", Value::from(numbers::decimal(job, amount)))])
        };
        Value::from((0..=self.steps).map(|number| tick(number.into())).collect::<Vec<_>>())
    }

    /// A band with its places.
    fn place(&self, band: &Value) -> Value {
        let at = |field: &'static str| amount(band, field).map_or_else(Value::none, |amount| self.percent(amount));
        let is_range = text(band, "ends") == "min_max";
        let marks = ["percentiles.p10", "percentiles.p25", "percentiles.p75", "percentiles.p90"];
        let marks: Vec<Value> = if is_range { marks.into_iter().map(at).filter(|mark| !mark.is_none()).collect() } else { Vec::new() };
        let whisker = if is_range {
            Value::none()
        } else {
            let end = |tail: &'static str, end: &'static str| if at(tail).is_none() { at(end) } else { at(tail) };
            map([("from", end("percentiles.p10", "min")), ("to", end("percentiles.p90", "max"))])
        };
        let width = amount(band, "max").zip(amount(band, "min")).map_or_else(Value::none, |(max, min)| self.percent(max - min));
        let middle = if amount(band, "mid").is_some() { at("mid") } else { at("figures.midpoint") };
        let mut placed = band.clone().into_map().unwrap_or_default();
        for (name, value) in [
            ("from", at("min")),
            ("to", at("max")),
            ("width", width),
            ("middle", middle),
            ("marks", Value::from(marks)),
            ("whisker", whisker),
        ] {
            placed.insert(name.into(), value);
        }
        Value::from(placed)
    }
}

/// A round step of a scale that reaches `top`: 1, 2 or 5 with zeros.
fn step(top: f64) -> f64 {
    let least = if top > 0.0 { top / STEPS } else { 1.0 };
    let zeros = 10_f64.powf(least.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * zeros).find(|step| *step >= least).unwrap_or(10.0 * zeros)
}

fn text<'a>(band: &'a Value, field: &'static str) -> &'a str {
    band.get_from_path(field).and_then(Value::as_str).unwrap_or_default()
}

fn amount(band: &Value, field: &'static str) -> Option<f64> {
    band.get_from_path(field)?.get_from_path("amount")?.as_f64()
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn steps_are_round_and_few() {
        for (top, expected) in [(325_000.0, 100_000.0), (250.0, 100.0), (200_000.0, 50_000.0), (1.0, 0.5), (0.0, 1.0), (8.0, 2.0)] {
            assert!((step(top) - expected).abs() < 1e-9, "{top}: {}", step(top));
        }
    }
}
