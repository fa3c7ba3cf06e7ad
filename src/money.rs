//! Money: whole minor units of a currency of ISO 4217.

use std::cmp::Ordering;

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
        let minor = i128::from(major.ten_thousandths()) * 10_i128.pow(currency.exponent());
        if minor % 10_000 != 0 {
            return Err(MoneyError::TooFine);
        }
        i64::try_from(minor / 10_000).map(|minor| Self { minor, currency }).map_err(|_| MoneyError::TooLarge)
    }

    /// The amount times a ratio, rounded half away from zero to a whole multiple of `step` minor units.
    ///
    /// `None` when it is too large to be counted, or `step` or the denominator isn't above zero.
    pub fn scale(self, numerator: i64, denominator: i64, step: i64) -> Option<Self> {
        if step <= 0 || denominator <= 0 {
            return None;
        }
        let product = i128::from(self.minor).checked_mul(i128::from(numerator))?;
        let divisor = i128::from(denominator).checked_mul(i128::from(step))?;
        let half = divisor / 2;
        let quotient = if product >= 0 { (product + half) / divisor } else { (product - half) / divisor };
        let minor = i64::try_from(quotient.checked_mul(i128::from(step))?).ok()?;
        Some(Self { minor, currency: self.currency })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn usd(major: &str) -> Money {
        Money::from_major(major.parse().unwrap(), "USD".parse().unwrap()).unwrap()
    }

    #[test]
    fn major_units_become_minor_units() {
        assert_eq!(usd("62.50").minor, 6_250);
        assert_eq!(Money::from_major("180000".parse().unwrap(), "JPY".parse().unwrap()).unwrap().minor, 180_000);
        assert_eq!(Money::from_major("1.234".parse().unwrap(), "USD".parse().unwrap()), Err(MoneyError::TooFine));
        assert_eq!(Money::from_major("1.234".parse().unwrap(), "BHD".parse().unwrap()).unwrap().minor, 1_234);
    }

    #[test]
    fn a_share_is_exact_and_rounded_half_up() {
        assert_eq!(usd("180000").scale(75, 100, 1), Some(usd("135000")));
        assert_eq!(usd("240000").scale(80, 100, 1), Some(usd("192000")));
        assert_eq!(usd("0.05").scale(1, 2, 1), Some(usd("0.03")));
        assert_eq!(usd("135499").scale(1, 1, 100_000), Some(usd("135000")));
        assert_eq!(usd("135500").scale(1, 1, 100_000), Some(usd("136000")));
    }
}
