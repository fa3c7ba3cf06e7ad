//! What the law of a market asks of a published job advertisement.

mod bands;

use std::collections::{BTreeMap, BTreeSet};

use self::bands::NamedBand;
use super::{AdvertRule, PayTerms, Requirement, Rules, stated::StatedPay};
use crate::{
    diagnostic::Code,
    records::{Finding, JobDescription, Market, RecordKey, World},
    yaml::{Datum, FieldPath},
};

/// Finds adverts that lack what the law of their market asks for, that name bands of another post, or that are over.
pub fn check(world: &World<'_>, shown: &BTreeMap<RecordKey, Datum>, findings: &mut Vec<(RecordKey, Finding)>) {
    let mut unplaced = BTreeSet::new();
    for (key, job) in world.of_kind::<JobDescription>() {
        let market = job.market.as_ref().and_then(|market| world.of_kind::<Market>().find(|(key, _)| key.id == market.id));
        let advert = Advert { job, market: market.map(|(_, market)| market), bands: bands::named(world, shown, key, job) };
        findings.extend(advert.check(world).into_iter().map(|finding| (key.clone(), finding)));
        if let Some((key, market)) = market.filter(|(key, _)| unplaced.insert(*key)) {
            findings.extend(without_law(market, world.rules).map(|finding| (key.clone(), finding)));
        }
    }
}

/// An advert, and what it names.
struct Advert<'a> {
    job: &'a JobDescription,
    market: Option<&'a Market>,
    bands: Vec<NamedBand<'a>>,
}

impl Advert<'_> {
    fn check(&self, world: &World<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        findings.extend(self.bands.iter().filter_map(|band| band.misfit(self.job, self.market)));
        findings.extend(self.job.closes_on.filter(|day| day.0 < world.today).map(|day| {
            let message = format!("the advert closed on {day}");
            let hint = "take it down (`status: retired`), or give it a new last day";
            Finding::new(Code::AdvertClosed, FieldPath::key("closes_on"), message).hint(hint)
        }));
        let is_published = self.job.posted_on.is_some() || self.job.apply_url.is_some();
        if self.job.market.is_none() && is_published {
            let message = "the advert names no market, so no law is looked at";
            let hint = "add `market:` with the id of a market of `data/markets.yaml`";
            findings.push(Finding::new(Code::UncheckedAdvert, FieldPath::key("id"), message).hint(hint));
        }
        if let Some(market) = self.market {
            let laws = world.rules.adverts.iter().filter(|law| law.holds_in(market));
            findings.extend(laws.filter_map(|law| self.lacks(law)));
        }
        findings
    }

    fn lacks(&self, law: &AdvertRule) -> Option<Finding> {
        let missing: Vec<Requirement> = law.requires.iter().copied().filter(|requirement| !self.meets(*requirement, law)).collect();
        if missing.is_empty() {
            return None;
        }
        let words: Vec<String> = missing.iter().map(|missing| missing.words().to_owned()).collect();
        let fields: Vec<String> = missing.iter().map(|missing| missing.field(law.pay.as_ref())).collect();
        let why = if missing.contains(&Requirement::PayRange) { self.shortfall(law.pay.as_ref()) } else { None };
        let why = why.map(|why| format!(" ({why})")).unwrap_or_default();
        let message = format!("the advert doesn't say {}, as it must under: {}{why}", listed(&words), law.title);
        let remark = law.remark.as_ref().map(|remark| format!(" {remark}")).unwrap_or_default();
        let hint = format!("add {}.{remark} See {}; this is no legal advice", listed(&fields), &*law.source.0);
        Some(Finding::new(Code::AdvertIncomplete, FieldPath::key("market"), message).hint(hint))
    }

    fn meets(&self, requirement: Requirement, law: &AdvertRule) -> bool {
        match requirement {
            Requirement::PayRange => {
                let terms = law.pay.as_ref();
                let by_band = self.bands.iter().any(|band| band.fits(self.job, self.market) && band.meets(terms));
                by_band || self.stated().meets(terms)
            }
            Requirement::Benefits => self.job.benefits.is_some(),
            Requirement::ClosingDate => self.job.closes_on.is_some(),
            Requirement::HowToApply => self.job.how_to_apply.is_some() || self.job.apply_url.is_some(),
        }
    }

    fn stated(&self) -> StatedPay {
        self.job.pay.as_ref().map(|pay| StatedPay::of(pay)).unwrap_or_default()
    }

    /// Why what it says of pay isn't enough, where it says something.
    fn shortfall(&self, terms: Option<&PayTerms>) -> Option<String> {
        let of_band = self.bands.iter().filter(|band| band.fits(self.job, self.market)).find_map(|band| band.shortfall(terms));
        of_band.or_else(|| self.stated().shortfall().map(str::to_owned))
    }
}

/// A market whose country has no law of its own, but whose parts have, and that names none of them.
fn without_law(market: &Market, rules: &Rules) -> Option<Finding> {
    if !market.laws.is_empty() {
        return None;
    }
    let Some(country) = &market.country else {
        let message = format!("the market `{}` has an advert, but neither `country` nor `laws`, so no law is looked at", market.id);
        let hint = "add for example `country: CH`";
        return Some(Finding::new(Code::UncheckedAdvert, FieldPath::key("id"), message).hint(hint));
    };
    let places = || rules.adverts.iter().flat_map(|law| law.places.iter());
    let parts: Vec<&str> =
        places().map(String::as_str).filter(|place| place.strip_prefix(&**country).is_some_and(|part| part.starts_with('-'))).collect();
    if parts.is_empty() || places().any(|place| place == country) {
        return None;
    }
    let message = format!("in {country} the law of a part of the country holds for adverts, and the market `{}` names none", market.id);
    let hint = format!("add `laws:` with the places from which people can apply, such as `laws: [{}]`", parts.join(", "));
    Some(Finding::new(Code::UncheckedAdvert, FieldPath::key("country"), message).hint(hint))
}

impl AdvertRule {
    /// Whether adverts for a market are under this rule.
    fn holds_in(&self, market: &Market) -> bool {
        let own = market.country.iter().filter(|_| market.laws.is_empty());
        market.laws.iter().chain(own).any(|place| self.places.contains(place))
    }
}

impl Requirement {
    fn words(self) -> &'static str {
        match self {
            Self::PayRange => "what is paid",
            Self::Benefits => "what benefits there are",
            Self::ClosingDate => "until when one can apply",
            Self::HowToApply => "how one applies",
        }
    }

    fn field(self, terms: Option<&PayTerms>) -> String {
        match self {
            Self::PayRange => match terms.and_then(|terms| terms.basis) {
                Some(basis) => format!("`bands` (ids of salary bands with `basis: {}`) or amounts in `pay`", basis.word()),
                None => "`bands` (ids of salary bands) or amounts in `pay`".to_owned(),
            },
            Self::Benefits => "`benefits`".to_owned(),
            Self::ClosingDate => "`closes_on`".to_owned(),
            Self::HowToApply => "`how_to_apply`".to_owned(),
        }
    }
}

fn listed(words: &[String]) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}
