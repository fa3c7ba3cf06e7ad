//! Gives every band its pay, derived ones by following their rule back to a band with amounts of its own.

use std::collections::BTreeMap;

use super::{
    Assumption, Derive, EmploymentType, GeoFactor, Percentiles, Period, PeriodChange, Rule, SalaryBand,
    pay::{Derivation, Ends, Pay},
};
use crate::{
    diagnostic::Code,
    money::{Factor, Money, MoneyError, Rounding, Step},
    records::{Finding, Market, RecordKey, World, find_target},
    yaml::{Amount, Currency, Decimal, FieldPath, Ref},
};

/// The pay of each band that has one; what keeps the others from it is said.
pub fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Pay> {
    let bands: BTreeMap<&RecordKey, &SalaryBand> = world.of_kind::<SalaryBand>().collect();
    let keys: Vec<&RecordKey> = bands.keys().copied().collect();
    let mut resolver = Resolver { world, bands, resolved: BTreeMap::new(), findings };
    for key in keys {
        if let Some(pay) = resolver.pay(key, &mut Vec::new()) {
            resolver.check_own_amounts(key, pay.currency());
        }
    }
    resolver.resolved.into_iter().filter_map(|(key, pay)| Some((key, pay?))).collect()
}

/// A chain of derived bands longer than this is a mistake: nobody could follow it.
const LONGEST_CHAIN: usize = 50;

struct Resolver<'a, 'f> {
    world: &'a World<'a>,
    bands: BTreeMap<&'a RecordKey, &'a SalaryBand>,
    resolved: BTreeMap<RecordKey, Option<Pay>>,
    findings: &'f mut Vec<(RecordKey, Finding)>,
}

impl Resolver<'_, '_> {
    /// The pay of a band; `None` when it has none, which was said.
    fn pay(&mut self, key: &RecordKey, way: &mut Vec<RecordKey>) -> Option<Pay> {
        if let Some(known) = self.resolved.get(key) {
            return known.clone();
        }
        let band = *self.bands.get(key)?;
        let pay = match &band.derive {
            None => written(band).unwrap_or_else(|finding| self.say(key, finding)),
            Some(derive) => self.base(key, derive, way).and_then(|(base, market)| {
                let derived = derived(self.world, key, band, derive, (&base, &market));
                derived.unwrap_or_else(|finding| self.say(key, finding))
            }),
        };
        self.resolved.insert(key.clone(), pay.clone());
        pay
    }

    /// The pay that a band is derived from, and its market.
    fn base(&mut self, key: &RecordKey, derive: &Derive, way: &mut Vec<RecordKey>) -> Option<(Pay, Ref<Market>)> {
        let from = RecordKey { id: derive.from.id.clone(), ..key.clone() };
        // That there is no such band is said of every reference.
        let market = self.bands.get(&from)?.market.clone();
        let field = FieldPath::key("derive").then("from");
        way.push(key.clone());
        let base = if let Some(start) = way.iter().position(|step| *step == from) {
            let circle: Vec<&str> = way[start..].iter().chain([&from]).map(|step| &*step.id).collect();
            let message = format!("the band is derived from itself: {}", circle.join(" → "));
            self.say(key, Finding::new(Code::DeriveCycle, field, message).hint("give one band of the circle `min` and `max`"))
        } else if way.len() < LONGEST_CHAIN {
            self.pay(&from, way)
        } else {
            let message = format!("the band is the end of a chain of more than {LONGEST_CHAIN} derived bands");
            self.say(key, Finding::new(Code::DeriveImpossible, field, message).hint("derive it from a band that has `min` and `max`"))
        };
        way.pop();
        Some((base?, market))
    }

    /// What is paid beside the range has the range's currency.
    fn check_own_amounts(&mut self, key: &RecordKey, currency: Currency) {
        let Some(band) = self.bands.get(key) else { return };
        let amounts = [
            (FieldPath::key("sign_on"), band.sign_on),
            (FieldPath::key("bonus").then("amount"), band.bonus.as_ref().and_then(|bonus| bonus.amount)),
            (FieldPath::key("equity").then("value"), band.equity.as_ref().and_then(|equity| equity.value)),
        ];
        let is_wrong = |(field, amount): (FieldPath, Option<Amount>)| money(field, amount?, currency).err();
        self.findings.extend(amounts.into_iter().filter_map(is_wrong).map(|finding| (key.clone(), finding)));
    }

    fn say<T>(&mut self, key: &RecordKey, finding: Finding) -> Option<T> {
        self.findings.push((key.clone(), finding));
        None
    }
}

/// The pay of a band with amounts of its own; `Ok(None)` when something is missing, which was said of the band alone.
pub(super) fn written(band: &SalaryBand) -> Result<Option<Pay>, Finding> {
    let (Some(currency), Some(period), Some(ends)) = (band.currency, band.period, Ends::of(band)) else { return Ok(None) };
    let amount = |field: FieldPath, amount: Option<Amount>| amount.map(|amount| money(field, amount, currency)).transpose();
    let mut percentiles = [None; 5];
    for ((place, name), given) in percentiles.iter_mut().zip(Percentiles::NAMES).zip(band.percentiles.iter().flat_map(Percentiles::amounts))
    {
        *place = amount(FieldPath::key("percentiles").then(name), given)?;
    }
    let min = amount(FieldPath::key("min"), band.min)?;
    let mid = amount(FieldPath::key("mid"), band.mid)?;
    let max = amount(FieldPath::key("max"), band.max)?;
    let [p10, p25, p50, p75, p90] = percentiles;
    let (Some(min), Some(max)) = (match ends {
        Ends::MinMax => (min, max),
        Ends::Quartiles => (p25, p75),
        Ends::Deciles => (p10, p90),
    }) else {
        return Ok(None);
    };
    Ok(Some(Pay {
        period,
        employment_type: band.employment_type.unwrap_or(EmploymentType::Employee),
        basis: band.basis,
        gross_net: band.gross_net,
        as_of: band.as_of,
        ends,
        min,
        mid: mid.or(p50),
        max,
        percentiles,
        derivation: None,
    }))
}

/// An amount in its currency.
pub fn money(field: FieldPath, amount: Amount, currency: Currency) -> Result<Money, Finding> {
    Money::from_major(amount.0, currency).map_err(|error| {
        let message = match error {
            MoneyError::TooFine => format!("{} has no unit as small as in `{}`", currency.code(), amount.0),
            MoneyError::TooLarge => format!("`{}` is too large", amount.0),
        };
        let hint = match currency.exponent() {
            0 => "write a whole number, for example `180000`",
            _ => "write the amount in major units, for example `180000` or `62.50`",
        };
        Finding::new(Code::BadAmount, field, message).hint(hint)
    })
}

/// What a rule makes of another band's pay.
struct Change {
    low: Factor,
    high: Factor,
    currency: Currency,
    period: Period,
    market_factors: Option<(Decimal, Decimal)>,
}

/// The pay of a derived band; `Ok(None)` when its rule is wrong in itself, which was said of the band alone.
pub(super) fn derived(
    world: &World<'_>,
    key: &RecordKey,
    band: &SalaryBand,
    derive: &Derive,
    (base, base_market): (&Pay, &Ref<Market>),
) -> Result<Option<Pay>, Finding> {
    let [rule] = derive.rules()[..] else { return Ok(None) };
    let same = |low: Option<Factor>, high: Option<Factor>| {
        let change = |(low, high)| Change { low, high, currency: base.currency(), period: base.period, market_factors: None };
        low.zip(high).map(change)
    };
    let change = match rule {
        Rule::Percent(&[both]) => same(Factor::of_change(both), Factor::of_change(both)),
        Rule::Percent(&[low, high]) => same(Factor::of_change(low), Factor::of_change(high)),
        Rule::Ratio(&[both]) => same(factor(both), factor(both)),
        Rule::Ratio(&[low, high]) => same(factor(low), factor(high)),
        Rule::Percent(_) | Rule::Ratio(_) => None,
        Rule::Period(change) => {
            let factor = period_factor(change, base.period)?;
            same(factor, factor).map(|same| Change { period: change.to, ..same })
        }
        Rule::ExchangeRate(rate) if rate.to == base.currency() => {
            let message = format!("`{}` is paid in {} already", derive.from.id, rate.to);
            let hint = "take out `exchange_rate`, or name another currency after `to`";
            return Err(impossible(FieldPath::key("derive").then("exchange_rate").then("to"), message, hint));
        }
        Rule::ExchangeRate(rate) => {
            let one = Decimal::whole(1).unwrap_or_default();
            let factor = Factor::new(rate.rate, rate.per.unwrap_or(one));
            same(factor, factor).map(|same| Change { currency: rate.to, ..same })
        }
        Rule::GeoFactor(GeoFactor::Number(number)) => same(factor(number), factor(number)),
        Rule::GeoFactor(GeoFactor::OfMarkets) => {
            let (to, from) = market_factors(world, key, &band.market, base_market)?;
            let factor = Factor::new(to, from);
            same(factor, factor).map(|same| Change { market_factors: Some((to, from)), ..same })
        }
    };
    let Some(change) = change else { return Ok(None) };
    check_own(band, &change)?;
    apply(band, derive, base, rule, &change).map(Some)
}

fn factor(number: Decimal) -> Option<Factor> {
    Factor::new(number, Decimal::whole(1)?)
}

/// Between two periods; what is assumed is written, and nothing else.
fn period_factor(change: &PeriodChange, from: Period) -> Result<Option<Factor>, Finding> {
    let field = FieldPath::key("derive").then("period");
    if from == change.to {
        let message = format!("the other band is pay for {} already", from.name());
        return Err(impossible(field.then("to"), message, "name another period, or take out `period`"));
    }
    let needed = Assumption::between(from, change.to);
    if let Some(missing) = needed.filter(|needed| change.assumed(*needed).is_none()) {
        let message = format!("to turn pay for {} into pay for {} takes `{}`", from.name(), change.to.name(), missing.name());
        let hint = format!("add the number that your house counts with, for example `{}: {}`", missing.name(), missing.example());
        return Err(impossible(field, message, &hint));
    }
    if let Some(idle) = Assumption::ALL.into_iter().find(|other| Some(*other) != needed && change.assumed(*other).is_some()) {
        let message = format!("`{}` has no part in turning pay for {} into pay for {}", idle.name(), from.name(), change.to.name());
        return Err(impossible(field.then(idle.name()), message, "take it out"));
    }
    Ok(change.factor(from))
}

/// The factors of a band's market and of the other band's.
fn market_factors(
    world: &World<'_>,
    key: &RecordKey,
    market: &Ref<Market>,
    base_market: &Ref<Market>,
) -> Result<(Decimal, Decimal), Finding> {
    let field = FieldPath::key("derive").then("geo_factor");
    if market == base_market {
        let message = format!("both bands are of the market `{}`", market.id);
        return Err(impossible(field, message, "name the market that this band is for, or write the factor as a number"));
    }
    let factor_of = |market: &Ref<Market>| {
        let target = find_target("market", &market.id, key.role.as_ref(), |key| world.records.contains_key(key));
        let record = target.and_then(|target| world.records.get(&target));
        record.and_then(|record| record.value::<Market>()?.geo_factor).filter(|factor| *factor > Decimal::default()).ok_or_else(|| {
            let message = format!("the market `{}` has no `geo_factor`", market.id);
            let hint = format!("add `geo_factor` to `{}` in `data/markets.yaml` (1 where pay is counted from), or write it here", market.id);
            impossible(field.clone(), message, &hint)
        })
    };
    Ok((factor_of(market)?, factor_of(base_market)?))
}

/// A currency or period that a derived band names is the one that its rule gives.
fn check_own(band: &SalaryBand, change: &Change) -> Result<(), Finding> {
    let differs = |name: &str, rule: &str, given: &str| {
        let message = format!("the derived amounts are {given}, and the band says otherwise");
        impossible(FieldPath::key(name), message, &format!("take out `{name}`: the band takes it over; or derive by `{rule}`"))
    };
    if band.currency.is_some_and(|currency| currency != change.currency) {
        return Err(differs("currency", "exchange_rate", &format!("in {}", change.currency)));
    }
    if band.period.is_some_and(|period| period != change.period) {
        return Err(differs("period", "period", &format!("for {}", change.period.name())));
    }
    Ok(())
}

fn apply(band: &SalaryBand, derive: &Derive, base: &Pay, rule: Rule<'_>, change: &Change) -> Result<Pay, Finding> {
    let round_to = derive.round_to.map(|amount| money(FieldPath::key("derive").then("round_to"), amount, change.currency)).transpose()?;
    let step = Step::new(round_to.map_or(1, |step| step.minor), derive.rounding.unwrap_or(Rounding::Nearest));
    let Some(step) = step else {
        let field = FieldPath::key("derive").then("round_to");
        return Err(impossible(field, "`round_to` isn't above 0".to_owned(), "write for example `round_to: 1000`"));
    };
    let convert = |money: Money, factor: Factor| money.convert(factor, change.currency, step);
    let field = || FieldPath::key("derive").then(rule.name());
    let (Some(min), Some(max)) = (convert(base.min, change.low), convert(base.max, change.high)) else {
        return Err(impossible(field(), "the derived amounts are too large to be counted".to_owned(), "write smaller numbers"));
    };
    if min > max {
        let message = format!("the minimum would be {min} and the maximum {max}");
        return Err(impossible(field(), message, "write the number for the minimum first, for example `percent: [-25, -20]`"));
    }
    // With two numbers nobody knows which one the middle goes by.
    let inner = |money: Option<Money>| money.filter(|_| change.low == change.high).and_then(|money| convert(money, change.low));
    Ok(Pay {
        period: change.period,
        employment_type: band.employment_type.unwrap_or(base.employment_type),
        basis: band.basis.or(base.basis),
        gross_net: band.gross_net.or(base.gross_net),
        as_of: band.as_of.or(base.as_of),
        ends: base.ends,
        min,
        mid: inner(base.mid),
        max,
        percentiles: base.percentiles.map(inner),
        derivation: Some(Derivation {
            from: derive.from.id.clone(),
            rule: rule.name(),
            low: change.low,
            high: change.high,
            base: (base.min, base.max),
            base_period: base.period,
            round_to,
            market_factors: change.market_factors,
        }),
    })
}

fn impossible(field: FieldPath, message: String, hint: &str) -> Finding {
    Finding::new(Code::DeriveImpossible, field, message).hint(hint)
}
