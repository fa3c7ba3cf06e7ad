//! What a band pays, in its currency.

use super::{Basis, EmploymentType, GrossNet, Period, SalaryBand};
use crate::{
    money::{Factor, Money},
    yaml::{Currency, Day, Decimal, Id},
};

/// What a band pays, in its currency: as written, or as it follows from another band.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pay {
    /// What the amounts are paid for.
    pub period: Period,
    /// How the person is employed.
    pub employment_type: EmploymentType,
    /// What the amounts include.
    pub basis: Option<Basis>,
    /// Whether they are before or after tax.
    pub gross_net: Option<GrossNet>,
    /// The day that the figures are of.
    pub as_of: Option<Day>,
    /// What the range's ends are.
    pub ends: Ends,
    /// The range's lower end.
    pub min: Money,
    /// What the source says is the middle: its own midpoint, or the median.
    pub mid: Option<Money>,
    /// The range's upper end.
    pub max: Money,
    /// The percentiles, rising.
    pub percentiles: [Option<Money>; 5],
    /// How it follows from another band.
    pub derivation: Option<Derivation>,
}

impl Pay {
    /// The currency.
    pub fn currency(&self) -> Currency {
        self.min.currency
    }
}

/// What the ends of a band's range are.
///
/// A range that is written goes before percentiles. Of those, the middle half of the people is shown, as surveys do; where it isn't
/// known, the middle four fifths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    /// The smallest and the largest pay.
    MinMax,
    /// The 25th and the 75th percentile.
    Quartiles,
    /// The 10th and the 90th percentile.
    Deciles,
}

impl Ends {
    /// The ends of a band that isn't derived; `None` when it has none.
    pub fn of(band: &SalaryBand) -> Option<Self> {
        if band.min.is_some() && band.max.is_some() {
            return Some(Self::MinMax);
        }
        // One end alone is no range, and a percentile is no stand-in for the other one.
        let percentiles = band.percentiles.as_ref().filter(|_| band.min.is_none() && band.max.is_none())?;
        match percentiles.amounts() {
            [_, Some(_), _, Some(_), _] => Some(Self::Quartiles),
            [Some(_), _, _, _, Some(_)] => Some(Self::Deciles),
            _ => None,
        }
    }

    /// The name that templates get.
    pub fn name(self) -> &'static str {
        match self {
            Self::MinMax => "min_max",
            Self::Quartiles => "p25_p75",
            Self::Deciles => "p10_p90",
        }
    }
}

/// How a band follows from another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Derivation {
    /// The other band.
    pub from: Id,
    /// The field of the rule.
    pub rule: &'static str,
    /// What the lower end is multiplied by.
    pub low: Factor,
    /// What the upper end is multiplied by; the middle and the percentiles follow only where it is the same.
    pub high: Factor,
    /// The other band's range.
    pub base: (Money, Money),
    /// The period of the other band.
    pub base_period: Period,
    /// What the results are rounded to, where that is said.
    pub round_to: Option<Money>,
    /// The share by which the two markets differ, where their records tell.
    pub market_factors: Option<(Decimal, Decimal)>,
}
