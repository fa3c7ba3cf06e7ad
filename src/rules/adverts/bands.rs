//! The salary bands that an advert names as its pay.

use std::collections::BTreeMap;

use crate::{
    diagnostic::Code,
    records::{Finding, JobDescription, Market, RecordKey, SalaryBand, World, find_target},
    rules::PayTerms,
    yaml::{Datum, FieldPath, Id},
};

/// A band that an advert names, as far as it is known.
pub struct NamedBand<'a> {
    index: usize,
    id: &'a Id,
    /// `None` when there is no such band, or it can't be read, which is said elsewhere.
    known: Option<Known<'a>>,
    /// The bands of the role that would fit.
    fitting: Vec<&'a Id>,
}

#[derive(Clone, Copy)]
struct Known<'a> {
    band: &'a SalaryBand,
    market: Option<&'a Market>,
    /// What is shown of it: what a derived band takes over from another, too.
    shown: &'a Datum,
}

/// The bands that an advert names.
pub fn named<'a>(
    world: &World<'a>,
    shown: &'a BTreeMap<RecordKey, Datum>,
    key: &'a RecordKey,
    job: &'a JobDescription,
) -> Vec<NamedBand<'a>> {
    let market_of = |id: &Id| world.of_kind::<Market>().find(|(key, _)| key.id == *id).map(|(_, market)| market);
    let known = |key: &RecordKey| {
        let band = world.records.get(key)?.value::<SalaryBand>()?;
        Some(Known { band, market: market_of(&band.market.id), shown: shown.get(key)? })
    };
    let job_market = job.market.as_ref().and_then(|market| market_of(&market.id));
    let of_role = world.of_kind::<SalaryBand>().filter(|(band, _)| band.role == key.role);
    let fits = |(key, _): &(&'a RecordKey, &'a SalaryBand)| known(key).is_some_and(|known| known.misfit(job, job_market).is_none());
    let fitting: Vec<&Id> = of_role.filter(fits).map(|(key, _)| &key.id).collect();
    let find = |id: &str| find_target("band", id, key.role.as_ref(), |key| world.records.contains_key(key)).and_then(|key| known(&key));
    let band = |(index, named): (usize, &'a crate::yaml::Ref<SalaryBand>)| NamedBand {
        index,
        id: &named.id,
        known: find(&named.id),
        fitting: fitting.clone(),
    };
    job.bands.iter().enumerate().map(band).collect()
}

impl NamedBand<'_> {
    /// Whether it is of the advert's market, level and kind of employment.
    pub fn fits(&self, job: &JobDescription, market: Option<&Market>) -> bool {
        self.known.is_none_or(|known| known.misfit(job, market).is_none())
    }

    /// What of it isn't the advert's.
    pub fn misfit(&self, job: &JobDescription, market: Option<&Market>) -> Option<Finding> {
        let difference = self.known?.misfit(job, market)?;
        let message = format!("the band `{}` isn't of this post: {difference}", self.id);
        let ids: Vec<String> = self.fitting.iter().map(|id| format!("`{id}`")).collect();
        let hint = match ids[..] {
            [] => "name a band of the same market, level and employment, or mend what the advert says of them".to_owned(),
            _ => format!("bands that fit: {}", ids.join(", ")),
        };
        Some(Finding::new(Code::AdvertBand, FieldPath::key("bands").item(self.index), message).hint(hint))
    }

    /// Whether it states pay as a law means it. What isn't known of it isn't held against the advert.
    pub fn meets(&self, terms: Option<&PayTerms>) -> bool {
        self.shortfall(terms).is_none()
    }

    /// Why it doesn't.
    pub fn shortfall(&self, terms: Option<&PayTerms>) -> Option<String> {
        let (known, terms) = (self.known?, terms?);
        let text = |field: &str| known.shown.get(field).and_then(Datum::as_text);
        if let (Some(meant), Some(basis)) = (terms.basis, text("basis"))
            && meant.word() != basis
        {
            return Some(format!(
                "the band `{}` has `basis: {basis}`, and the law means `{}`: salary or wage alone",
                self.id,
                meant.word()
            ));
        }
        let period =
            text("period").filter(|period| !terms.periods.is_empty() && !terms.periods.iter().any(|taken| taken.word() == *period))?;
        let taken: Vec<&str> = terms.periods.iter().map(|period| period.word()).collect();
        Some(format!("the band `{}` has `period: {period}`, and the law takes {}", self.id, taken.join(" or ")))
    }
}

impl Known<'_> {
    fn misfit(&self, job: &JobDescription, market: Option<&Market>) -> Option<String> {
        let country = |market: Option<&Market>| market.and_then(|market| market.country.clone());
        let is_near = country(market).is_some() && country(market) == country(self.market);
        if let Some(wanted) = job.market.as_ref().filter(|wanted| wanted.id != self.band.market.id && !is_near) {
            return Some(format!("it is for the market `{}`, and the advert for `{}`", self.band.market.id, wanted.id));
        }
        if let Some(wanted) = job.level.as_ref().filter(|wanted| wanted.id != self.band.level.id) {
            return Some(format!("it is for the level `{}`, and the advert for `{}`", self.band.level.id, wanted.id));
        }
        let employment = self.shown.get("employment_type").and_then(Datum::as_text).unwrap_or("employee");
        let wanted = job.employment_type.map_or("employee", |employment| employment.word());
        (employment != wanted).then(|| format!("its `employment_type` is {employment}, and the advert's {wanted}"))
    }
}
