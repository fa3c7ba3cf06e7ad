//! Money: whole minor units of a currency of ISO 4217.
//!
//! Nothing here counts in floating point. What is multiplied or divided is exact up to the one rounding at its end, to a multiple of
//! a [`Step`].

mod factor;
#[cfg(test)]
mod tests;

use std::{cmp::Ordering, fmt};

pub use self::factor::{Factor, Rounding, Step};
use crate::yaml::{Currency, Decimal};

/// An amount of money, exact: a whole number of the currency's minor units (cents, where there are cents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    /// The number of minor units: `6250` for USD 62.50, `180000` for JPY 180,000.
    pub minor: i64,
    /// The currency.
    pub currency: Currency,
}

/// Why an amount isn't one of its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MoneyError {
    /// It has more decimal places than the currency.
    TooFine,
    /// It is too large to be counted.
    TooLarge,
}

impl Money {
    /// An amount in major units, `62.5` for USD 62.50.
    ///
    /// # Errors
    /// When the currency has no unit so small, or the number is too large.
    pub fn from_major(major: Decimal, currency: Currency) -> Result<Self, MoneyError> {
        let minor = i128::from(major.ten_thousandths()) * power_of_ten(currency);
        if minor % 10_000 != 0 {
            return Err(MoneyError::TooFine);
        }
        i64::try_from(minor / 10_000).map(|minor| Self { minor, currency }).map_err(|_| MoneyError::TooLarge)
    }

    /// The amount times a factor, in its own currency or another one of which the factor is the rate, rounded to a step.
    ///
    /// `None` when it is too large to be counted.
    pub fn convert(self, factor: Factor, to: Currency, step: Step) -> Option<Self> {
        let times = power_of_ten(to).checked_mul(factor.times().ten_thousandths().into())?;
        let over = power_of_ten(self.currency).checked_mul(factor.over().ten_thousandths().into())?;
        let minor = step.round(i128::from(self.minor).checked_mul(times)?, over)?;
        Some(Self { minor, currency: to })
    }

    /// The amount times a factor, in its own currency, rounded to its smallest unit.
    ///
    /// `None` when it is too large to be counted.
    pub fn times(self, factor: Factor) -> Option<Self> {
        self.convert(factor, self.currency, Step::FINEST)
    }

    /// Whether it is another amount times a factor without any rounding.
    pub fn is_exactly(self, other: Self, factor: Factor) -> bool {
        let rounded = |way| Step::new(1, way).and_then(|step| other.convert(factor, self.currency, step));
        rounded(Rounding::Down) == Some(self) && rounded(Rounding::Up) == Some(self)
    }

    /// The middle between two amounts of one currency, rounded to its smallest unit; `None` for two currencies.
    pub fn middle(self, other: Self) -> Option<Self> {
        let minor = Step::FINEST.round(i128::from(self.minor) + i128::from(other.minor), 2)?;
        (self.currency == other.currency).then_some(Self { minor, ..self })
    }

    /// What part of another amount it is, in whole percent; `None` when that isn't above zero or has another currency.
    pub fn percent_of(self, whole: Self) -> Option<Decimal> {
        let count = Step::FINEST.round(i128::from(self.minor) * 100, whole.minor.into())?;
        Decimal::whole(count).filter(|_| self.currency == whole.currency)
    }

    /// The amount without another one of its currency; `None` for two currencies.
    pub fn minus(self, other: Self) -> Option<Self> {
        let minor = self.minor.checked_sub(other.minor)?;
        (self.currency == other.currency).then_some(Self { minor, ..self })
    }

    /// How many decimals it is written with: none when it is whole, else all of its currency's.
    pub fn decimals(self) -> u32 {
        let exponent = self.currency.exponent();
        if self.minor % 10_i64.pow(exponent) == 0 { 0 } else { exponent }
    }

    /// The amount in major units, for charts and sorting only: it isn't exact.
    pub fn major(self) -> f64 {
        self.minor as f64 / 10_f64.powi(self.currency.exponent() as i32)
    }
}

impl PartialOrd for Money {
    /// Amounts of different currencies can't be compared.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        (self.currency == other.currency).then(|| self.minor.cmp(&other.minor))
    }
}

impl fmt::Display for Money {
    /// `USD 62.50`, for messages; pages write amounts as their language does.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (places, unit) = (self.decimals() as usize, power_of_ten(self.currency).unsigned_abs());
        let (count, sign) = (u128::from(self.minor.unsigned_abs()), if self.minor < 0 { "-" } else { "" });
        write!(f, "{} {sign}{}", self.currency.code(), count / unit)?;
        if places > 0 { write!(f, ".{:0places$}", count % unit) } else { Ok(()) }
    }
}

/// How many minor units a major one has.
fn power_of_ten(currency: Currency) -> i128 {
    10_i128.pow(currency.exponent())
}
