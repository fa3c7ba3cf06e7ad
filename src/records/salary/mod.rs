//! Salary bands, written and derived.
//!
//! A band is checked alone ([`check`]), then all bands get their [`Pay`](pay::Pay) in their currency, derived ones by their rule
//! ([`resolve`]). [`figures`] has what follows from that, and [`shown`] makes it what templates get.

mod check;
mod derive;
mod figures;
mod parts;
mod pay;
mod resolve;
mod shown;
mod stale;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use self::{
    derive::{Assumption, Derive, ExchangeRate, GeoFactor, PeriodChange, Rule},
    parts::{
        Basis, Bonus, Confidence, Contract, EmploymentType, Equity, GrossNet, Percentiles, Period,
    },
};
use super::{Finding, Layout, Level, Market, RecordKey, RecordKind, Scope, World, called, spell_out};
use crate::{
    kind_record,
    yaml::{Amount, Bounded, Currency, Datum, Day, Decimal, Id, Markdown, Ref},
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
        /// How the person is employed; `employee` unless said.
        pub employment_type: Option<EmploymentType>,
        /// The currency, a code of ISO 4217.
        pub currency: Option<Currency>,
        /// What the amounts are paid for: an hour, a day, a month or a year.
        pub period: Option<Period>,
        /// What the amounts include.
        pub basis: Option<Basis>,
        /// Whether they are before or after tax and contributions.
        pub gross_net: Option<GrossNet>,
        /// How many hours a week full time is.
        pub hours_per_week: Option<Decimal> = "40",
        /// The smallest pay, in major units.
        pub min: Option<Amount>,
        /// The middle of the band, where the source gives one.
        pub mid: Option<Amount>,
        /// The largest pay, in major units.
        pub max: Option<Amount>,
        /// What a source gives that asked many people, in major units, instead of `min` and `max` or beside them.
        pub percentiles: Option<Percentiles>,
        /// The percentile that the house wants to pay at: `50` for the median.
        pub target_percentile: Option<Bounded<1, 99>>,
        /// The rule that gives the range, instead of `min` and `max`.
        pub derive: Option<Derive>,
        /// What is paid on top for results.
        pub bonus: Option<Bonus>,
        /// The share in the company that comes with the post.
        pub equity: Option<Equity>,
        /// What is paid once for signing, in major units.
        pub sign_on: Option<Amount>,
        /// What else there is: leave, pension, equipment.
        pub benefits: Option<Markdown>,
        /// What a contractor's rate is counted with.
        pub contract: Option<Contract>,
        /// The day that the figures are of.
        pub as_of: Option<Day>,
        /// How many people the source asked.
        pub sample_size: Option<Bounded<1, 10_000_000>>,
        /// How sure the figures are.
        pub confidence: Option<Confidence>,
        /// How the figures were found.
        pub method: Option<Markdown>,
        /// By what it is decided where in the band a person is paid, neutral as to gender.
        pub pay_criteria: Option<Markdown>,
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
        let spelt_out = || format!("{}, {}", spell_out(Level::NAME, &self.level.id), spell_out(Market::NAME, &self.market.id));
        Some(self.title.clone().unwrap_or_else(spelt_out))
    }

    fn check(&self) -> Vec<Finding> {
        check::check(self)
    }

    /// Gives every band its amounts in its currency, derived ones by their rule, and what follows from them.
    fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        stale::check(world, findings);
        let pays = resolve::resolve(world, findings);
        let ladders = figures::Ladders::new(world, &pays);
        world
            .of_kind::<Self>()
            .filter_map(|(key, band)| {
                let record = world.records.get(key)?;
                let mut shown = shown::shown(&record.datum, band, key, pays.get(key), &ladders);
                shown.set("title", Datum::Text(band.called(key, world).into()));
                Some((key.clone(), shown))
            })
            .collect()
    }
}

impl SalaryBand {
    /// Its title; without one, those of its level and its market.
    fn called(&self, key: &RecordKey, world: &World<'_>) -> String {
        let part = |kind, id| called(kind, id, key.role.as_ref(), world);
        self.title.clone().unwrap_or_else(|| format!("{}, {}", part(Level::NAME, &self.level.id), part(Market::NAME, &self.market.id)))
    }
}
