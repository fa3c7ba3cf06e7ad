//! Currencies of ISO 4217.

use std::fmt;

use super::{Problem, excerpt, scalar_field, scalar_traits};
use crate::{
    diagnostic::{Code, closest},
    yaml::{Datum, Shape},
};

/// A currency of ISO 4217 in which pay can be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: iso_currency::Currency,
    exponent: u16,
}

impl Currency {
    /// Takes a code of three capital letters. Gold, test codes and the like, which have no smallest unit, are no currencies here.
    ///
    /// # Errors
    /// When the text is no such code; the hint has the nearest one.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::from_code(text).ok_or_else(|| {
            let hint = match nearest(text) {
                Some(currency) => format!("write `{}` ({})", currency.code(), currency.code.name()),
                None => "write the currency's three letters, such as `USD`, `EUR` or `GBP`".to_owned(),
            };
            Problem::new(Code::UnknownCurrency, format!("must be a currency's code, but here is {}", excerpt(text))).hint(hint)
        })
    }

    /// The three letters.
    pub fn code(self) -> &'static str {
        self.code.code()
    }

    /// How many decimal places an amount has: 2 for USD, 0 for JPY, 3 for BHD.
    pub fn exponent(self) -> u32 {
        u32::from(self.exponent)
    }

    fn from_code(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(code).and_then(Self::of)
    }

    fn of(code: iso_currency::Currency) -> Option<Self> {
        code.exponent().map(|exponent| Self { code, exponent })
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

scalar_traits!(Currency);

scalar_field! {
    Currency: Currency::parse, Shape::Currency, |currency| Datum::Text(currency.code().into());
}

/// Signs and words that mean one currency to most of those who write them.
const WORDS: &[(&str, &str)] = &[
    ("$", "USD"),
    ("us$", "USD"),
    ("us dollar", "USD"),
    ("us dollars", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("€", "EUR"),
    ("euros", "EUR"),
    ("£", "GBP"),
    ("pound", "GBP"),
    ("pounds", "GBP"),
    ("british pound", "GBP"),
    ("¥", "JPY"),
    ("yen", "JPY"),
    ("₹", "INR"),
    ("rs", "INR"),
    ("rs.", "INR"),
    ("rupees", "INR"),
    ("fr", "CHF"),
    ("fr.", "CHF"),
    ("sfr", "CHF"),
    ("sfr.", "CHF"),
    ("francs", "CHF"),
    ("c$", "CAD"),
    ("ca$", "CAD"),
    ("a$", "AUD"),
    ("au$", "AUD"),
    ("nz$", "NZD"),
    ("s$", "SGD"),
    ("hk$", "HKD"),
    ("r$", "BRL"),
    ("zł", "PLN"),
    ("kč", "CZK"),
    ("₩", "KRW"),
    ("₪", "ILS"),
    ("₺", "TRY"),
    ("₴", "UAH"),
    ("rmb", "CNY"),
];

/// The currency that was meant, by its code in small letters, its sign, its name, or a slip of the pen.
fn nearest(text: &str) -> Option<Currency> {
    let lower = text.trim().to_lowercase();
    let by_word = || WORDS.iter().find(|(word, _)| *word == lower).and_then(|(_, code)| Currency::from_code(code));
    let by_name = || all().find(|currency| currency.code.name().to_lowercase() == lower);
    let by_slip = || {
        let well_known = ["USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "INR"];
        let code = closest(&lower, well_known).or_else(|| closest(&lower, all().map(Currency::code)))?;
        Currency::from_code(code).filter(|_| lower.len() >= 2)
    };
    Currency::from_code(&lower.to_uppercase()).or_else(by_word).or_else(by_name).or_else(by_slip)
}

/// Every currency; they are numbered with three digits.
fn all() -> impl Iterator<Item = Currency> {
    (0..1_000).filter_map(iso_currency::Currency::from_numeric).filter_map(Currency::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_taken_and_the_rest_is_mended() {
        assert_eq!(Currency::parse("JPY").unwrap().exponent(), 0);
        assert_eq!(Currency::parse("KWD").unwrap().exponent(), 3);
        assert!(Currency::parse("XAU").is_err() && Currency::parse("XXX").is_err() && Currency::parse("usd").is_err());
        for (written, code) in [
            ("usd", "USD"),
            ("$", "USD"),
            ("€", "EUR"),
            ("US Dollar", "USD"),
            ("Fr.", "CHF"),
            ("Swiss franc", "CHF"),
            ("UDS", "USD"),
            ("EURO", "EUR"),
        ] {
            assert_eq!(nearest(written).map(Currency::code), Some(code), "{written}");
        }
    }
}
