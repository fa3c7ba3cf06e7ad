//! Amounts of money before their currency is known, and what people write instead of a plain number.

use std::{fmt, ops::Deref};

use super::{Decimal, Problem, excerpt, number::NotDecimal, scalar_field, scalar_traits};
use crate::{
    diagnostic::Code,
    yaml::{Datum, Shape},
};

/// An amount of money in major units, `180000` or `62.50`; the currency is known elsewhere.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(pub Decimal);

impl Amount {
    /// Takes a plain number, but not one such as `180.000`: it is 180, and whoever writes it means 180000.
    ///
    /// # Errors
    /// When the text isn't a plain number; the hint has the number that it means, as far as that is clear.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        match Decimal::exact(text) {
            Ok(number) if looks_like_thousands(text) => {
                let thousands = text.replace('.', "");
                Err(Problem::new(Code::BadAmount, format!("is {number} as it stands, because a point begins the decimal places"))
                    .hint(format!("write `{thousands}`, or `{number}` if that is meant")))
            }
            Ok(number) => Ok(Self(number)),
            Err(NotDecimal::NoNumber) => {
                let reason = format!("must be a plain number, but here is {}", excerpt(text));
                let form = mend(text).map(|number| number.to_string());
                Err(Problem::new(Code::BadAmount, reason).mended(form, "write the amount in digits alone, such as `180000`"))
            }
            Err(NotDecimal::TooFine) => Err(Problem::new(Code::BadAmount, "can't have more than four decimal places").hint("round it")),
            Err(NotDecimal::TooLarge) => Err(Problem::new(Code::OutOfRange, "is too large an amount").hint("write fewer digits")),
        }
    }
}

impl Deref for Amount {
    type Target = Decimal;
    fn deref(&self) -> &Decimal {
        &self.0
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

scalar_traits!(Amount);

scalar_field! {
    Amount: Amount::parse, Shape::Amount, |amount| Datum::Number(amount.0);
}

/// One to three digits, a point, and three digits of which the last is 0: nobody writes cents like that.
fn looks_like_thousands(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.split_once('.').is_some_and(|(whole, fraction)| (1..=3).contains(&whole.len()) && fraction.len() == 3 && fraction.ends_with('0'))
        && !digits.starts_with('0')
}

/// The number that an amount such as `USD 180,000.50`, `180k`, `180'000`, `75%` or `1.5m` means; `None` when it isn't clear.
pub(super) fn mend(text: &str) -> Option<Decimal> {
    let is_ornament = |c: char| c.is_whitespace() || matches!(c, '$' | '€' | '£' | '¥' | '₹' | '%' | '~');
    let (sign, text) = match text.trim().strip_prefix(['-', '−', '–']) {
        Some(rest) => ("-", rest),
        None => ("", text.trim()),
    };
    let body = strip_code(text.trim_matches(is_ornament)).trim_matches(is_ornament);
    let digits_end = body.rfind(|c: char| c.is_ascii_digit())? + 1;
    let factor = match body.get(digits_end..)?.trim_matches(|c: char| is_ornament(c) || c == '.').to_lowercase().as_str() {
        "" | "," | "-" | ",-" | ",–" => 1,
        "k" | "tsd" => 1_000,
        "m" | "mn" | "mio" => 1_000_000,
        _ => return None,
    };
    let plain = plain_digits(body.get(..digits_end)?, factor > 1)?;
    let number = Decimal::exact(&format!("{sign}{plain}")).ok()?;
    number.ten_thousandths().checked_mul(factor).map(Decimal::from_ten_thousandths)
}

/// Takes out a currency's code before or after the number (`USD 180000`, `180000EUR`).
fn strip_code(text: &str) -> &str {
    let is_code = |word: &str| word.len() == 3 && word.bytes().all(|byte| byte.is_ascii_uppercase());
    let after = text.get(3..).filter(|_| text.get(..3).is_some_and(is_code));
    let text = after.map_or(text, str::trim_start);
    let end = text.len().saturating_sub(3);
    text.get(..end).filter(|_| text.get(end..).is_some_and(is_code)).map_or(text, str::trim_end)
}

/// Digits with at most one point from digits with separators of thousands.
fn plain_digits(text: &str, has_factor: bool) -> Option<String> {
    let text: String = text.chars().filter(|c| !matches!(c, '\'' | '’' | '_') && !c.is_whitespace()).collect();
    if !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b',' || byte == b'.') || text.starts_with(',') {
        return None;
    }
    let last = text.rfind([',', '.']);
    let Some(last) = last else { return Some(text) };
    let (before, after) = (text.get(..last)?, text.get(last + 1..)?);
    let is_comma = text.get(last..)?.starts_with(',');
    let other = if is_comma { '.' } else { ',' };
    let same = if is_comma { ',' } else { '.' };
    let is_decimal = before.contains(other) || (!before.contains(same) && (after.len() != 3 || (has_factor && !is_comma)));
    let before_plain = if before.is_empty() { "0".to_owned() } else { ungrouped(before)? };
    if is_decimal && !after.is_empty() {
        return Some(format!("{before_plain}.{after}"));
    }
    (after.len() == 3).then(|| format!("{before_plain}{after}"))
}

/// Digits from groups of three.
fn ungrouped(text: &str) -> Option<String> {
    let groups: Vec<&str> = text.split([',', '.']).collect();
    let (first, rest) = groups.split_first()?;
    let grouped = !first.is_empty() && (rest.is_empty() || first.len() <= 3) && rest.iter().all(|group| group.len() == 3);
    grouped.then(|| groups.concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_mended() {
        for (written, meant) in [
            ("180,000", "180000"),
            ("180k", "180000"),
            ("180 K", "180000"),
            ("180'000", "180000"),
            ("180’000", "180000"),
            ("180.000,50", "180000.5"),
            ("$180000", "180000"),
            ("$180,000.00", "180000"),
            ("USD 180000", "180000"),
            ("180000 EUR", "180000"),
            ("€ 180.000", "180000"),
            ("1.5m", "1500000"),
            ("1,5 Mio.", "1500000"),
            ("1.125m", "1125000"),
            ("180 000", "180000"),
            ("1_000", "1000"),
            ("62,50", "62.5"),
            ("1,800,000", "1800000"),
            ("75%", "75"),
            (".5", "0.5"),
            ("180.000,-", "180000"),
        ] {
            assert_eq!(mend(written).map(|number| number.to_string()).as_deref(), Some(meant), "{written}");
        }
        for unclear in ["180k-200k", "a lot", "", "1,80,000", "0x10", "1e3", ".inf", "about 5", "5 days"] {
            assert_eq!(mend(unclear), None, "{unclear}");
        }
    }

    #[test]
    fn a_thousand_isn_t_silently_one() {
        assert!(Amount::parse("180.000").unwrap_err().hint.unwrap().contains("`180000`"));
        assert!(Amount::parse("62.500").is_err());
        assert_eq!(Amount::parse("0.250").unwrap().to_string(), "0.25");
        assert_eq!(Amount::parse("1.234").unwrap().to_string(), "1.234");
        assert_eq!(Amount::parse("62.50").unwrap().to_string(), "62.5");
    }
}
