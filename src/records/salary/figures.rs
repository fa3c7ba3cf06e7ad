//! Figures that follow from a band's pay and stand in no source.

use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, Contract, EmploymentType, Equity, GrossNet, Period, SalaryBand, pay::Pay};
use crate::{
    money::{Factor, Money, Rounding, Step},
    records::{Level, RecordKey, World, find_target},
    yaml::{Cite, Currency, Decimal, Id},
};

/// The middle of a band whose source gives none.
pub fn midpoint(pay: &Pay) -> Option<Money> {
    if pay.mid.is_some() { None } else { pay.min.middle(pay.max) }
}

/// The range spread in whole percent, (max − min) / min, as WorldatWork defines it; `None` when the minimum is 0.
pub fn spread(pay: &Pay) -> Option<Decimal> {
    pay.max.minus(pay.min)?.percent_of(pay.min)
}

/// A rate as pay for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Annual {
    /// How many hours or days are billed.
    pub billable: i64,
    /// The rate's lower end for a year.
    pub min: Money,
    /// Its upper end.
    pub max: Money,
    /// The salary that costs the house as much, once an employee's on-costs are counted.
    pub salary: Option<(Money, Money)>,
}

impl Annual {
    /// The annual equivalent of an hourly or daily rate, when it is said how much of it can be billed.
    pub fn of(pay: &Pay, contract: &Contract) -> Option<Self> {
        let billable = match pay.period {
            Period::Hour => *contract.billable_hours_per_year?,
            Period::Day => *contract.billable_days_per_year?,
            Period::Month | Period::Year => return None,
        };
        let factor = Factor::of_count(billable)?;
        let (min, max) = (pay.min.times(factor)?, pay.max.times(factor)?);
        let on_cost = contract.employer_on_cost_percent.and_then(Factor::of_change);
        let salary = on_cost.and_then(|on_cost| Some((whole(min, on_cost.inverse())?, whole(max, on_cost.inverse())?)));
        Some(Self { billable, min, max, salary })
    }
}

/// An amount times a factor, rounded to a whole unit of its currency: an estimate has no cents.
fn whole(money: Money, factor: Factor) -> Option<Money> {
    let step = Step::new(10_i64.checked_pow(money.currency.exponent())?, Rounding::Nearest)?;
    money.convert(factor, money.currency, step)
}

/// What of a grant becomes the person's own in a year, in equal parts.
pub fn annualised(equity: &Equity, value: Money) -> Option<Money> {
    whole(value, Factor::of_count(*equity.vesting_years?)?.inverse())
}

/// The bands of each role that are steps of one ladder: of one market and source, and paid alike.
pub struct Ladders<'a> {
    /// The bands of each ladder, from its lowest level up.
    rungs: BTreeMap<Ladder<'a>, Vec<(i64, Rung<'a>)>>,
    /// Each band's ladder, and the place of its level.
    places: BTreeMap<&'a RecordKey, (Ladder<'a>, i64)>,
}

/// What the bands of a ladder have in common.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Ladder<'a> {
    role: Option<&'a str>,
    market: &'a Id,
    currency: Currency,
    period: Period,
    employment_type: EmploymentType,
    basis: Option<Basis>,
    gross_net: Option<GrossNet>,
    sources: BTreeSet<&'a str>,
}

#[derive(Debug, Clone, Copy)]
struct Rung<'a> {
    level: &'a Id,
    pay: &'a Pay,
}

/// How far a band reaches into that of the next level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlap {
    /// The next level.
    pub level: Id,
    /// The share of the next band that this one covers, in whole percent.
    pub percent: Decimal,
}

impl<'a> Ladders<'a> {
    /// The ladders of all bands whose level has a record.
    pub fn new(world: &World<'a>, pays: &'a BTreeMap<RecordKey, Pay>) -> Self {
        let mut ladders = Self { rungs: BTreeMap::new(), places: BTreeMap::new() };
        for (key, band) in world.of_kind::<SalaryBand>() {
            let (Some(pay), Some(order)) = (pays.get(key), order_of(world, key, band)) else { continue };
            let ladder = Ladder::of(key, band, pay);
            ladders.rungs.entry(ladder.clone()).or_default().push((order, Rung { level: &band.level.id, pay }));
            ladders.places.insert(key, (ladder, order));
        }
        ladders
    }

    /// The place of a band's level on the career ladder; `None` when no record tells.
    pub fn order(&self, key: &RecordKey) -> Option<i64> {
        self.places.get(key).map(|(_, order)| *order)
    }

    /// How far a band reaches into that of the next level, which is the next that has a band. Where there are several, that is unclear.
    ///
    /// The formula is (maximum of the lower band − minimum of the higher one) / (maximum − minimum of the higher one).
    pub fn overlap(&self, key: &RecordKey, pay: &Pay) -> Option<Overlap> {
        let (ladder, order) = self.places.get(key)?;
        let above = || self.rungs.get(ladder).into_iter().flatten().filter(|(other, _)| other > order);
        let next = above().map(|(order, _)| *order).min()?;
        let mut rungs = above().filter(|(order, _)| *order == next);
        let (Some((_, Rung { level, pay: higher })), None) = (rungs.next(), rungs.next()) else { return None };
        let (top, bottom) = (lesser(pay.max, higher.max), greater(pay.min, higher.min));
        let percent = match top.minus(bottom)? {
            shared if shared.minor > 0 => shared.percent_of(higher.max.minus(higher.min)?)?,
            _ => Decimal::default(),
        };
        Some(Overlap { level: (*level).clone(), percent })
    }
}

impl<'a> Ladder<'a> {
    fn of(key: &'a RecordKey, band: &'a SalaryBand, pay: &Pay) -> Self {
        Self {
            role: key.role.as_deref(),
            market: &band.market.id,
            currency: pay.currency(),
            period: pay.period,
            employment_type: pay.employment_type,
            basis: pay.basis,
            gross_net: pay.gross_net,
            sources: band.sources.iter().map(Cite::named).collect(),
        }
    }
}

fn order_of(world: &World<'_>, key: &RecordKey, band: &SalaryBand) -> Option<i64> {
    let target = find_target("level", &band.level.id, key.role.as_ref(), |key| world.records.contains_key(key))?;
    world.records.get(&target)?.value::<Level>().map(|level| *level.order)
}

fn lesser(a: Money, b: Money) -> Money {
    if a < b { a } else { b }
}

fn greater(a: Money, b: Money) -> Money {
    if a > b { a } else { b }
}
