//! What templates get of a band: the fields as written, with amounts in their currency and what follows from them.

use super::{
    Assumption, Percentiles, Period, SalaryBand,
    figures::{self, Annual, Ladders},
    pay::{Derivation, Pay},
    resolve::money,
};
use crate::{
    money::{Factor, Money},
    records::{RecordKey, RecordKind},
    yaml::{Amount, Datum, Decimal, Field, FieldPath},
};

/// A band for templates; without pay, what is wrong with its amounts was said.
pub fn shown(written: &Datum, band: &SalaryBand, key: &RecordKey, pay: Option<&Pay>, ladders: &Ladders<'_>) -> Datum {
    let mut datum = written.clone();
    let Some(pay) = pay else {
        ["min", "mid", "max", "percentiles", "sign_on"].into_iter().for_each(|field| datum.set(field, Datum::Null));
        return datum;
    };
    datum.set("employment_type", pay.employment_type.datum());
    datum.set("currency", Datum::Text(pay.currency().code().into()));
    datum.set("period", pay.period.datum());
    datum.set("basis", pay.basis.datum());
    datum.set("gross_net", pay.gross_net.datum());
    datum.set("as_of", pay.as_of.datum());
    datum.set("ends", text(pay.ends.name()));
    datum.set("min", Datum::Money(pay.min));
    datum.set("mid", optional(pay.mid));
    datum.set("max", Datum::Money(pay.max));
    datum.set("percentiles", percentiles(pay));
    datum.set("derived", pay.derivation.as_ref().map_or(Datum::Null, |derivation| derived(band, pay, derivation)));
    datum.set("level_order", ladders.order(key).map_or(Datum::Null, Datum::Integer));
    // A group of its own, since amounts of one group are written with equal decimals.
    datum.set("figures", figures(band, key, pay, ladders));
    let people = band.sample_size.and_then(|people| Decimal::whole(*people));
    datum.set("sample_size", people.datum());
    datum.set("sign_on", optional(own(band.sign_on, pay)));
    if let Some(bonus) = &band.bonus {
        datum.set("bonus", with(bonus.datum(), "amount", own(bonus.amount, pay)));
    }
    if let Some(equity) = &band.equity {
        let value = own(equity.value, pay);
        let a_year = value.and_then(|value| figures::annualised(equity, value));
        datum.set("equity", with(with(equity.datum(), "value", value), "a_year", a_year));
    }
    datum
}

fn percentiles(pay: &Pay) -> Datum {
    let all = Percentiles::NAMES.into_iter().zip(pay.percentiles);
    let given: Vec<_> = all.filter_map(|(name, money)| Some((name.into(), Datum::Money(money?)))).collect();
    if given.is_empty() { Datum::Null } else { Datum::Map(given) }
}

/// How a band follows from another one, so that it can be said in words and reckoned again.
fn derived(band: &SalaryBand, pay: &Pay, derivation: &Derivation) -> Datum {
    let step = |before: Money, factor: Factor, after: Money| {
        let is_exact = Datum::Bool(after.is_exactly(before, factor));
        group([("times", unless_one(factor.times())), ("over", unless_one(factor.over())), ("is_exact", is_exact)])
    };
    let change = band.derive.as_ref().and_then(|derive| derive.period.as_ref());
    let assumption = change.and_then(|change| {
        let assumption = Assumption::between(derivation.base_period, pay.period)?;
        Some(group([("name", text(assumption.name())), ("count", change.assumed(assumption).datum())]))
    });
    let (to, from) = derivation.market_factors.unzip();
    let (low, high) = derivation.base;
    group([
        ("from", Datum::Reference { kind: SalaryBand::NAME.into(), id: (&*derivation.from).into() }),
        ("rule", text(derivation.rule)),
        ("is_uniform", Datum::Bool(derivation.low == derivation.high)),
        ("low", step(low, derivation.low, pay.min)),
        ("high", step(high, derivation.high, pay.max)),
        ("base", group([("min", Datum::Money(low)), ("max", Datum::Money(high))])),
        ("base_period", derivation.base_period.datum()),
        ("assumption", assumption.unwrap_or(Datum::Null)),
        ("to_factor", to.datum()),
        ("from_factor", from.datum()),
        ("round_to", optional(derivation.round_to)),
    ])
}

fn figures(band: &SalaryBand, key: &RecordKey, pay: &Pay, ladders: &Ladders<'_>) -> Datum {
    let overlap = ladders.overlap(key, pay).map_or(Datum::Null, |overlap| {
        let level = Datum::Reference { kind: "level".into(), id: (&*overlap.level).into() };
        group([("level", level), ("percent", Datum::Number(overlap.percent))])
    });
    let annual = band.contract.as_ref().and_then(|contract| Annual::of(pay, contract));
    let annual = annual.map_or(Datum::Null, |annual| {
        let unit = if pay.period == Period::Hour { "hours_per_year" } else { "days_per_year" };
        let salary = annual.salary.map_or(Datum::Null, |(min, max)| range(min, max));
        let billable = Decimal::whole(annual.billable).datum();
        group([("unit", text(unit)), ("billable", billable), ("pay", range(annual.min, annual.max)), ("salary", salary)])
    });
    group([
        ("midpoint", optional(figures::midpoint(pay))),
        ("spread", figures::spread(pay).datum()),
        ("overlap", overlap),
        ("annual", annual),
    ])
}

/// An amount of the band's own beside its range, in the range's currency.
fn own(amount: Option<Amount>, pay: &Pay) -> Option<Money> {
    // That it has too many decimal places was said.
    amount.and_then(|amount| money(FieldPath::default(), amount, pay.currency()).ok())
}

fn with(mut group: Datum, field: &str, money: Option<Money>) -> Datum {
    group.set(field, optional(money));
    group
}

/// A factor's part, where it isn't 1: nobody multiplies by that.
fn unless_one(number: Decimal) -> Datum {
    if Some(number) == Decimal::whole(1) { Datum::Null } else { Datum::Number(number) }
}

fn range(min: Money, max: Money) -> Datum {
    group([("min", Datum::Money(min)), ("max", Datum::Money(max))])
}

fn optional(money: Option<Money>) -> Datum {
    money.map_or(Datum::Null, Datum::Money)
}

fn text(text: &str) -> Datum {
    Datum::Text(text.into())
}

fn group<const N: usize>(entries: [(&str, Datum); N]) -> Datum {
    Datum::Map(entries.into_iter().map(|(name, datum)| (name.into(), datum)).collect())
}
