//! The rule by which a band follows from another one.

use serde::Deserializer;

use super::{Period, SalaryBand};
use crate::{
    money::{Factor, Rounding},
    record,
    yaml::{Amount, Cite, Currency, Datum, Day, Decimal, Field, OneOrMore, Ref, Shape, parse_number_or, read_scalar},
};

record! {
    /// A band as it follows from another one of the file, by one rule: `percent`, `ratio`, `period`, `exchange_rate` or `geo_factor`.
    pub struct Derive as "derive" {
        /// The id of the other band.
        pub from: Ref<SalaryBand> = "us-senior",
        /// Rule: a change in percent, `-20` for a fifth less; two of them, `[-25, -20]`, are for the minimum and the maximum.
        pub percent: Option<OneOrMore<Decimal>>,
        /// Rule: a share, `0.85`; two of them are for the minimum and the maximum.
        pub ratio: Option<OneOrMore<Decimal>>,
        /// Rule: the same pay for another period.
        pub period: Option<PeriodChange>,
        /// Rule: the same pay in another currency.
        pub exchange_rate: Option<ExchangeRate>,
        /// Rule: what is paid in another market, as a share of the pay in the other band's, `1.15`; or `market`, which takes the
        /// `geo_factor` of both markets' records.
        pub geo_factor: Option<GeoFactor>,
        /// What the results are rounded to, in major units: `1000`. Without it, the smallest unit of the currency.
        pub round_to: Option<Amount>,
        /// Which way they are rounded; `nearest` unless said.
        pub rounding: Option<Rounding>,
    }
}

record! {
    /// Pay turned into that of another period. A year has twelve months; what else it takes is an assumption that is shown.
    pub struct PeriodChange as "period" {
        /// The period that is wanted.
        pub to: Period,
        /// How many hours a year has: between an hour and a month or year.
        pub hours_per_year: Option<Decimal> = "1880",
        /// How many days a year has: between a day and a month or year.
        pub days_per_year: Option<Decimal> = "220",
        /// How many hours a day has: between an hour and a day.
        pub hours_per_day: Option<Decimal> = "8",
    }
}

record! {
    /// Pay turned into another currency, at the rate of a day.
    pub struct ExchangeRate as "exchange rate" {
        /// The currency that is wanted.
        pub to: Currency,
        /// How much of it is paid for one unit of the other band's currency, or for `per` units.
        pub rate: Decimal = "0.88",
        /// For how many units the rate is given, where that isn't one: `100`.
        pub per: Option<Decimal> = "100",
        /// The day of the rate.
        pub as_of: Day,
        /// Where the rate comes from.
        pub source: Cite = "ecb-rates",
    }
}

/// What is paid in a market as a share of what is paid in another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeoFactor {
    /// This share.
    Number(Decimal),
    /// What the records of the two markets say.
    OfMarkets,
}

/// The word for [`GeoFactor::OfMarkets`].
const OF_MARKETS: &str = "market";

impl Field for GeoFactor {
    fn shape() -> Shape {
        Shape::NumberOr(OF_MARKETS.into())
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_scalar(deserializer, |text| Ok(parse_number_or(text, OF_MARKETS)?.map_or(Self::OfMarkets, Self::Number)))
    }

    fn datum(&self) -> Datum {
        match self {
            Self::Number(number) => number.datum(),
            Self::OfMarkets => Datum::Text(OF_MARKETS.into()),
        }
    }
}

/// The rule of a derivation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule<'a> {
    /// Changes in percent.
    Percent(&'a [Decimal]),
    /// Shares.
    Ratio(&'a [Decimal]),
    /// Another period.
    Period(&'a PeriodChange),
    /// Another currency.
    ExchangeRate(&'a ExchangeRate),
    /// Another market.
    GeoFactor(GeoFactor),
}

impl Rule<'_> {
    /// Its field.
    pub fn name(self) -> &'static str {
        match self {
            Self::Percent(_) => "percent",
            Self::Ratio(_) => "ratio",
            Self::Period(_) => "period",
            Self::ExchangeRate(_) => "exchange_rate",
            Self::GeoFactor(_) => "geo_factor",
        }
    }
}

impl Derive {
    /// The rules that are written; a derivation has one.
    pub fn rules(&self) -> Vec<Rule<'_>> {
        let rules = [
            self.percent.as_deref().map(Rule::Percent),
            self.ratio.as_deref().map(Rule::Ratio),
            self.period.as_ref().map(Rule::Period),
            self.exchange_rate.as_ref().map(Rule::ExchangeRate),
            self.geo_factor.map(Rule::GeoFactor),
        ];
        rules.into_iter().flatten().collect()
    }
}

/// What must be assumed to turn pay for one period into pay for another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Assumption {
    /// How many hours a year has.
    HoursPerYear,
    /// How many days a year has.
    DaysPerYear,
    /// How many hours a day has.
    HoursPerDay,
}

impl Assumption {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::HoursPerYear, Self::DaysPerYear, Self::HoursPerDay];

    /// What is assumed between two periods; `None` for months and years, of which the calendar tells.
    pub fn between(one: Period, other: Period) -> Option<Self> {
        match (one.min(other), one.max(other)) {
            (Period::Hour, Period::Day) => Some(Self::HoursPerDay),
            (Period::Hour, Period::Month | Period::Year) => Some(Self::HoursPerYear),
            (Period::Day, Period::Month | Period::Year) => Some(Self::DaysPerYear),
            _ => None,
        }
    }

    /// Its field.
    pub fn name(self) -> &'static str {
        match self {
            Self::HoursPerYear => "hours_per_year",
            Self::DaysPerYear => "days_per_year",
            Self::HoursPerDay => "hours_per_day",
        }
    }

    /// The most that there can be.
    pub fn most(self) -> i64 {
        match self {
            Self::HoursPerYear => 8_784,
            Self::DaysPerYear => 366,
            Self::HoursPerDay => 24,
        }
    }

    /// A number that many houses count with.
    pub fn example(self) -> i64 {
        match self {
            Self::HoursPerYear => 1_880,
            Self::DaysPerYear => 220,
            Self::HoursPerDay => 8,
        }
    }
}

impl PeriodChange {
    /// The number that is written for an assumption.
    pub fn assumed(&self, assumption: Assumption) -> Option<Decimal> {
        match assumption {
            Assumption::HoursPerYear => self.hours_per_year,
            Assumption::DaysPerYear => self.days_per_year,
            Assumption::HoursPerDay => self.hours_per_day,
        }
    }

    /// What pay for a period is multiplied by; `None` when the number that it takes isn't written.
    pub fn factor(&self, from: Period) -> Option<Factor> {
        let months = Decimal::whole(12)?;
        let one = Decimal::whole(1)?;
        let assumed = || Assumption::between(from, self.to).map_or(Some(one), |assumption| self.assumed(assumption));
        // How many of a period the longest one of the two has; where a month meets hours or days, the year stands between them.
        let count = |period: Period| match period {
            Period::Hour => assumed(),
            Period::Day if from.min(self.to) == Period::Hour => Some(one),
            Period::Day => assumed(),
            Period::Month => Some(months),
            Period::Year => Some(one),
        };
        Factor::new(count(from)?, count(self.to)?)
    }
}
