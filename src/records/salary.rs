//! Salary bands, written and derived.

use std::collections::BTreeMap;

use super::{Finding, Layout, Level, Market, RecordKey, RecordKind, Scope, World};
use crate::{
    choice,
    diagnostic::{Code, did_you_mean},
    money::{Money, MoneyError},
    kind_record, record,
    yaml::{Amount, Currency, Datum, Day, Decimal, Field, FieldPath, Id, NonEmpty, Ref},
};

kind_record! {
    /// The pay that one source gives for a role at a level in a market: a range, or a rule that derives it from another band.
    pub struct SalaryBand as "salary band" {
        /// Its id, unique in the file.
        pub id: Id = "us-senior",
        /// What it is called; level and market unless said.
        pub title: Option<String>,
        /// The level, such as `senior`.
        pub level: Ref<Level> = "senior",
        /// The market, such as `us`.
        pub market: Ref<Market> = "us",
        /// Whether it is an employee's pay or a contractor's rate.
        pub employment_type: Option<EmploymentType>,
        /// The currency, a code of ISO 4217.
        pub currency: Option<Currency>,
        /// What the amounts are paid for: an hour, a day, a month or a year.
        pub period: Option<Period>,
        /// What the amounts include.
        pub basis: Option<Basis>,
        /// The smallest pay, in major units.
        pub min: Option<Amount>,
        /// The middle of the band, where the source gives one.
        pub mid: Option<Amount>,
        /// The largest pay, in major units.
        pub max: Option<Amount>,
        /// The rule that gives the range, instead of `min` and `max`.
        pub derive: Option<Derive>,
        /// The day that the figures are of.
        pub as_of: Option<Day>,
    }
}

record! {
    /// A band as a share of another one: the smaller percentage is applied to its minimum, the larger to its maximum.
    pub struct Derive as "derive" {
        /// The id of the other band.
        pub from: Id = "us-senior",
        /// The two changes in percent, `[-25, -20]` for 20 to 25 % less.
        pub percent: NonEmpty<Decimal>,
        /// What the results are rounded to, in major units: `1000`.
        pub round_to: Option<Amount>,
    }
}

choice! {
    /// Who is paid.
    pub enum EmploymentType {
        /// An employee.
        Employee = "employee",
        /// A contractor, by a rate.
        Contractor = "contractor",
    }
}

choice! {
    /// What an amount is paid for.
    pub enum Period {
        /// An hour.
        Hour = "hour",
        /// A day.
        Day = "day",
        /// A month.
        Month = "month",
        /// A year.
        Year = "year",
    }
}

choice! {
    /// What an amount includes.
    pub enum Basis {
        /// Salary alone.
        Base = "base",
        /// Salary, bonus and equity.
        Total = "total",
    }
}

impl RecordKind for SalaryBand {
    const NAME: &'static str = "band";
    const TITLE: &'static str = "Salary";
    const FILE: &'static str = "salary.yaml";
    const LAYOUT: Layout = Layout::List("bands");
    const SCOPE: Scope = Scope::Role;
    const SECTION: &'static str = "salary";
    const DIRECTIVES: &'static [&'static str] = &["salary-bands"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone().unwrap_or_else(|| format!("{}, {}", self.level.id, self.market.id)))
    }

    fn check(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut wrong = |code, field: &str, message: &str, hint: &str| {
            findings.push(Finding { code, field: FieldPath::key(field), message: message.to_owned(), hint: Some(hint.to_owned()) });
        };
        match (&self.derive, &self.min, &self.max) {
            (None, Some(_), Some(_)) => {
                for (field, is_missing) in [("currency", self.currency.is_none()), ("period", self.period.is_none())] {
                    if is_missing {
                        let message = format!("the band has amounts, but no `{field}`");
                        let hint = if field == "currency" {
                            "add for example `currency: USD`"
                        } else {
                            "add `period: year` (or hour, day, month)"
                        };
                        wrong(Code::MissingField, "id", &message, hint);
                    }
                }
                if self.min.as_ref().zip(self.max.as_ref()).is_some_and(|(min, max)| min > max) {
                    wrong(Code::MinAboveMax, "min", "the band's `min` is above its `max`", "swap the two, or mend the wrong one");
                }
                let is_outside =
                    |mid: &Amount| self.min.as_ref().is_some_and(|min| mid < min) || self.max.as_ref().is_some_and(|max| mid > max);
                if self.mid.as_ref().is_some_and(is_outside) {
                    wrong(Code::MinAboveMax, "mid", "the band's `mid` lies outside of `min` and `max`", "mend the wrong one of the three");
                }
            }
            (None, _, _) => wrong(Code::BandWithoutRange, "id", "the band has no range", "add `min` and `max`, or `derive`"),
            (Some(_), None, None) if self.mid.is_none() => {}
            (Some(_), _, _) => {
                wrong(
                    Code::BandWithoutRange,
                    "derive",
                    "the band has a range of its own and derives one",
                    "take out `derive`, or the amounts",
                );
            }
        }
        if let Some(derive) = &self.derive
            && !matches!(derive.percent[..], [_, _])
        {
            let field = FieldPath::key("derive").then("percent");
            let hint = Some("write for example `percent: [-25, -20]`".to_owned());
            let message = "`percent` takes two numbers, for the minimum and the maximum".to_owned();
            findings.push(Finding { code: Code::WrongType, field, message, hint });
        }
        findings
    }

    /// Gives every band its amounts in its currency, derived ones by their rule.
    fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let bands: BTreeMap<&RecordKey, &SalaryBand> = world.of_kind::<SalaryBand>().collect();
        let mut resolver = Resolver { bands, resolved: BTreeMap::new(), findings };
        let keys: Vec<RecordKey> = resolver.bands.keys().map(|key| (*key).clone()).collect();
        for key in &keys {
            resolver.range(key, &mut Vec::new());
        }
        let resolved = resolver.resolved;
        keys.into_iter()
            .filter_map(|key| {
                let record = world.records.get(&key)?;
                let range = resolved.get(&key)?.as_ref();
                let from = range.and_then(|range| range.derived.as_ref()).and_then(|(from, ..)| world.records.get(from));
                Some((key, shown(&record.datum, range, from.and_then(|from| from.title.as_deref()).unwrap_or_default())))
            })
            .collect()
    }
}

/// A band's range, in its currency.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Range {
    min: Money,
    mid: Option<Money>,
    max: Money,
    period: Period,
    basis: Option<Basis>,
    /// The band that it was derived from, and the two percentages.
    derived: Option<(RecordKey, Decimal, Decimal)>,
}

struct Resolver<'a, 'f> {
    bands: BTreeMap<&'a RecordKey, &'a SalaryBand>,
    resolved: BTreeMap<RecordKey, Option<Range>>,
    findings: &'f mut Vec<(RecordKey, Finding)>,
}

impl Resolver<'_, '_> {
    /// The range of a band; `None` when it has none, which was said.
    fn range(&mut self, key: &RecordKey, way: &mut Vec<RecordKey>) -> Option<Range> {
        if let Some(known) = self.resolved.get(key) {
            return known.clone();
        }
        let band = *self.bands.get(key)?;
        let range = match &band.derive {
            None => self.written(key, band),
            Some(derive) => self.derived(key, band, derive, way),
        };
        self.resolved.insert(key.clone(), range.clone());
        range
    }

    fn written(&mut self, key: &RecordKey, band: &SalaryBand) -> Option<Range> {
        let (currency, period) = (band.currency?, band.period?);
        let mut money = |field: &str, amount: &Amount| match Money::from_major(amount.0, currency) {
            Ok(money) => Some(money),
            Err(error) => {
                let message = match error {
                    MoneyError::TooFine => format!("{} has no unit as small as in `{}`", currency.code(), amount.0),
                    MoneyError::TooLarge => format!("`{}` is too large", amount.0),
                };
                let hint = Some(match currency.exponent() {
                    0 => "write a whole number, for example `180000`".to_owned(),
                    _ => "write the amount in major units, for example `180000` or `62.50`".to_owned(),
                });
                self.findings.push((key.clone(), Finding { code: Code::BadAmount, field: FieldPath::key(field), message, hint }));
                None
            }
        };
        let min = band.min.as_ref().and_then(|amount| money("min", amount));
        let max = band.max.as_ref().and_then(|amount| money("max", amount));
        let mid = band.mid.as_ref().and_then(|amount| money("mid", amount));
        Some(Range { min: min?, mid, max: max?, period, basis: band.basis, derived: None })
    }

    fn derived(&mut self, key: &RecordKey, band: &SalaryBand, derive: &Derive, way: &mut Vec<RecordKey>) -> Option<Range> {
        let from = RecordKey { id: derive.from.clone(), ..key.clone() };
        let field = FieldPath::key("derive").then("from");
        if !self.bands.contains_key(&from) {
            let ids = self.bands.keys().filter(|other| other.role == key.role).map(|other| &*other.id);
            let hint = did_you_mean(&derive.from, ids).or_else(|| Some("name the id of another band of this file".to_owned()));
            let message = format!("there is no band `{}` to derive from", derive.from);
            self.findings.push((key.clone(), Finding { code: Code::UnknownId, field, message, hint }));
            return None;
        }
        way.push(key.clone());
        if let Some(start) = way.iter().position(|step| *step == from) {
            let circle: Vec<&str> = way[start..].iter().chain([&from]).map(|step| &*step.id).collect();
            let message = format!("the band is derived from itself: {}", circle.join(" → "));
            let hint = Some("give one band of the circle `min` and `max`".to_owned());
            self.findings.push((key.clone(), Finding { code: Code::DeriveCycle, field, message, hint }));
            way.pop();
            return None;
        }
        let base = if way.len() < LONGEST_CHAIN { self.range(&from, way) } else { self.too_long(key, field) };
        way.pop();
        let base = base?;
        let [low, high] = derive.percent[..] else { return None };
        let step = match derive.round_to.as_ref().map(|amount| Money::from_major(amount.0, base.min.currency)) {
            None => Some(1),
            Some(Ok(step)) if step.minor > 0 => Some(step.minor),
            Some(_) => None,
        };
        let apply = |money: Money, percent: Decimal| money.scale(1_000_000 + percent.ten_thousandths(), 1_000_000, step?);
        let (min, max) = (apply(base.min, low), apply(base.max, high));
        let (problem, hint) = match (min, max) {
            _ if band.currency.is_some_and(|currency| currency != base.min.currency) => {
                ("its currency is another one".to_owned(), "take out `currency`: the band takes it over".to_owned())
            }
            _ if band.period.is_some_and(|period| period != base.period) => {
                ("its period is another one".to_owned(), "take out `period`: the band takes it over".to_owned())
            }
            (Some(min), Some(max)) if min <= max && min.minor >= 0 => {
                return Some(Range {
                    min,
                    mid: None,
                    max,
                    period: base.period,
                    basis: band.basis.or(base.basis),
                    derived: Some((from, low, high)),
                });
            }
            (Some(min), Some(max)) => (
                format!("its minimum would be {} and its maximum {}", min.major(), max.major()),
                "write the smaller result first, for example `percent: [-25, -20]`".to_owned(),
            ),
            _ if step.is_none() => {
                ("`round_to` is no amount above 0 of the currency".to_owned(), "write for example `round_to: 1000`".to_owned())
            }
            _ => ("the result is too large".to_owned(), "write smaller percentages".to_owned()),
        };
        let message = format!("the band can't be derived from `{}`: {problem}", derive.from);
        let field = FieldPath::key("derive");
        self.findings.push((key.clone(), Finding { code: Code::DeriveImpossible, field, message, hint: Some(hint) }));
        None
    }
}

/// A chain of derived bands longer than this is a mistake: nobody could follow it.
const LONGEST_CHAIN: usize = 50;

impl Resolver<'_, '_> {
    fn too_long(&mut self, key: &RecordKey, field: FieldPath) -> Option<Range> {
        let message = format!("the band is the end of a chain of more than {LONGEST_CHAIN} derived bands");
        let hint = Some("derive it from a band that has `min` and `max`".to_owned());
        self.findings.push((key.clone(), Finding { code: Code::DeriveImpossible, field, message, hint }));
        None
    }
}

/// What templates get: the fields as written, with amounts in their currency and what follows from them.
fn shown(written: &Datum, range: Option<&Range>, from_title: &str) -> Datum {
    let mut datum = written.clone();
    let Some(range) = range else {
        // What is wrong with its amounts was said.
        ["min", "mid", "max"].into_iter().for_each(|field| datum.set(field, Datum::Null));
        return datum;
    };
    datum.set("currency", Datum::Text(range.min.currency.code().into()));
    datum.set("period", range.period.datum());
    datum.set("basis", range.basis.datum());
    datum.set("min", Datum::Money(range.min));
    datum.set("max", Datum::Money(range.max));
    datum.set("mid", range.mid.map_or(Datum::Null, Datum::Money));
    let derived = range.derived.as_ref().map_or(Datum::Null, |(from, low, high)| {
        Datum::Map(vec![
            ("from".into(), Datum::Text(from.id.to_string().into())),
            ("title".into(), Datum::Text(from_title.into())),
            ("low".into(), Datum::Number(*low)),
            ("high".into(), Datum::Number(*high)),
        ])
    });
    datum.set("derived", derived);
    datum
}
