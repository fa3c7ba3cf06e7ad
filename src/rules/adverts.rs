//! What the law of a market asks of a published job advertisement.

use super::{AdvertRule, Requirement};
use crate::{
    diagnostic::Code,
    records::{Finding, JobDescription, Market, RecordKey, World},
    yaml::FieldPath,
};

/// Finds adverts that lack what the law of their market asks for.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, job) in world.of_kind::<JobDescription>() {
        let Some(market) = job.market.as_ref() else { continue };
        let Some((_, market)) = world.of_kind::<Market>().find(|(key, _)| key.id == market.id) else { continue };
        for rule in world.rules.adverts.iter().filter(|rule| rule.holds_in(market)) {
            let missing: Vec<&Requirement> = rule.requires.iter().filter(|requirement| !requirement.is_met(job)).collect();
            if !missing.is_empty() {
                findings.push((key.clone(), lacks(rule, &missing)));
            }
        }
    }
}

fn lacks(rule: &AdvertRule, missing: &[&Requirement]) -> Finding {
    let list = |word: fn(Requirement) -> &'static str| match missing {
        [only] => word(**only).to_owned(),
        [before @ .., last] => {
            format!("{} and {}", before.iter().map(|missing| word(**missing)).collect::<Vec<_>>().join(", "), word(**last))
        }
        [] => String::new(),
    };
    let message = format!("the advert doesn't say {}, as it must under: {}", list(Requirement::words), rule.title);
    let remark = rule.remark.as_ref().map(|remark| format!(" {remark}")).unwrap_or_default();
    let hint = format!("add {}.{remark} See {}; this is no legal advice", list(Requirement::field), &*rule.source.0);
    Finding::new(Code::AdvertIncomplete, FieldPath::key("market"), message).hint(hint)
}

impl AdvertRule {
    /// Whether adverts for a market are under this rule.
    fn holds_in(&self, market: &Market) -> bool {
        let own = market.country.iter().filter(|_| market.laws.is_empty());
        market.laws.iter().chain(own).any(|place| self.places.contains(place))
    }
}

impl Requirement {
    /// Whether an advert says it.
    fn is_met(self, job: &JobDescription) -> bool {
        match self {
            Self::PayRange => !job.bands.is_empty() || job.pay.as_ref().is_some_and(|pay| pay.contains(|c: char| c.is_ascii_digit())),
            Self::Benefits => job.benefits.is_some(),
            Self::ClosingDate => job.closes_on.is_some(),
            Self::HowToApply => job.how_to_apply.is_some() || job.apply_url.is_some(),
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::PayRange => "what is paid",
            Self::Benefits => "what benefits there are",
            Self::ClosingDate => "until when one can apply",
            Self::HowToApply => "how one applies",
        }
    }

    fn field(self) -> &'static str {
        match self {
            Self::PayRange => "`bands` (ids of salary bands)",
            Self::Benefits => "`benefits`",
            Self::ClosingDate => "`closes_on`",
            Self::HowToApply => "`how_to_apply`",
        }
    }
}
