//! Factors and rounding: how one amount follows from another.

use crate::{choice, yaml::Decimal};

/// What an amount is multiplied and divided by, both above zero: `× 12 ÷ 1880`. Exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Factor {
    times: Decimal,
    over: Decimal,
}

impl Factor {
    /// A factor; `None` when one of the two isn't above zero.
    pub fn new(times: Decimal, over: Decimal) -> Option<Self> {
        let zero = Decimal::default();
        (times > zero && over > zero).then_some(Self { times, over })
    }

    /// The factor of a whole number; `None` when it isn't above zero or is too large to be counted.
    pub fn of_count(count: i64) -> Option<Self> {
        Self::new(Decimal::whole(count)?, ONE)
    }

    /// The factor of a change in percent, 0.75 for −25; `None` when nothing or less would be left.
    pub fn of_change(percent: Decimal) -> Option<Self> {
        let hundredfold = Decimal::from_ten_thousandths(percent.ten_thousandths().checked_add(HUNDRED.ten_thousandths())?);
        // People read 0.75 more easily than 75 ÷ 100, but a Decimal has four places only.
        match hundredfold.ten_thousandths() {
            count if count % 100 == 0 => Self::new(Decimal::from_ten_thousandths(count / 100), ONE),
            _ => Self::new(hundredfold, HUNDRED),
        }
    }

    /// The same the other way round.
    pub fn inverse(self) -> Self {
        Self { times: self.over, over: self.times }
    }

    /// What is multiplied by; 1 when nothing is.
    pub fn times(self) -> Decimal {
        self.times
    }

    /// What is divided by; 1 when nothing is.
    pub fn over(self) -> Decimal {
        self.over
    }
}

const ONE: Decimal = Decimal::from_ten_thousandths(10_000);
const HUNDRED: Decimal = Decimal::from_ten_thousandths(1_000_000);

choice! {
    /// Which way an amount is rounded that lies between two steps.
    pub enum Rounding {
        /// To the nearer one; from the middle, away from zero.
        Nearest = "nearest",
        /// To the larger one.
        Up = "up",
        /// To the smaller one.
        Down = "down",
    }
}

/// What amounts are rounded to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    minor: i64,
    way: Rounding,
}

impl Step {
    /// The smallest unit of a currency, the nearer one.
    pub const FINEST: Self = Self { minor: 1, way: Rounding::Nearest };

    /// Multiples of so many minor units; `None` when that isn't above zero.
    pub fn new(minor: i64, way: Rounding) -> Option<Self> {
        (minor > 0).then_some(Self { minor, way })
    }

    /// A fraction as the multiple of the step that it is rounded to; `None` when that is too large to be counted, or the denominator
    /// isn't above zero.
    pub(super) fn round(self, numerator: i128, denominator: i128) -> Option<i64> {
        let divisor = denominator.checked_mul(self.minor.into()).filter(|divisor| *divisor > 0)?;
        let (below, rest) = (numerator.div_euclid(divisor), numerator.rem_euclid(divisor));
        let is_raised = match self.way {
            Rounding::Up => rest > 0,
            Rounding::Down => false,
            Rounding::Nearest if rest == divisor - rest => numerator > 0,
            Rounding::Nearest => rest > divisor - rest,
        };
        i64::try_from((below + i128::from(is_raised)).checked_mul(self.minor.into())?).ok()
    }
}
