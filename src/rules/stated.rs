//! What a text of an advert says of pay.

use super::{
    PayTerms,
    money::{FigureKind, figures},
    phrase::words,
};
use crate::records::Basis;

/// What a text says of pay.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct StatedPay(Vec<Stated>);

/// An amount of pay, or a range.
#[derive(Debug, PartialEq, Eq)]
struct Stated {
    ends: Ends,
    is_total: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    /// From one amount to another.
    Both,
    /// One amount that leaves nothing open.
    Fixed,
    /// `from USD 175,000`.
    Low,
    /// `up to USD 215,000`.
    High,
}

impl StatedPay {
    /// Reads a text. What is paid on top, such as a bonus, is no pay in this sense.
    pub fn of(text: &str) -> Self {
        let mut stated = Vec::new();
        for figure in figures(text).into_iter().filter(|figure| figure.kind != FigureKind::Share) {
            let (before, after) = (clause_before(&text[..figure.span.start]), clause_after(&text[figure.span.end..]));
            let is_any = |list: &[&str]| before.iter().chain(&after).any(|word| list.contains(&word.as_str()));
            if is_any(&ON_TOP) {
                continue;
            }
            let nearest = || before.iter().rev().take(2);
            let is_near = |list: &[&str]| nearest().any(|word| list.contains(&word.as_str()));
            let ends = match figure.kind {
                FigureKind::Range => Ends::Both,
                _ if is_near(&HIGH) => Ends::High,
                _ if is_near(&LOW) || text[figure.span.end..].starts_with('+') => Ends::Low,
                _ => Ends::Fixed,
            };
            stated.push(Stated { ends, is_total: is_any(&TOTAL) });
        }
        let has = |ends| stated.iter().any(|stated| stated.ends == ends);
        if has(Ends::Low) && has(Ends::High) {
            stated.iter_mut().filter(|stated| stated.ends != Ends::Fixed).for_each(|stated| stated.ends = Ends::Both);
        }
        Self(stated)
    }

    /// Whether it says what a law asks for.
    pub fn meets(&self, terms: Option<&PayTerms>) -> bool {
        let takes_fixed = terms.is_some_and(|terms| terms.fixed_amount == Some(true));
        let means_base = terms.is_some_and(|terms| terms.basis == Some(Basis::Base));
        self.0.iter().any(|stated| {
            let is_whole = stated.ends == Ends::Both || takes_fixed && stated.ends == Ends::Fixed;
            is_whole && !(means_base && stated.is_total)
        })
    }

    /// Why it isn't enough, where it says something.
    pub fn shortfall(&self) -> Option<&'static str> {
        let first = self.0.first()?;
        Some(if first.is_total && first.ends == Ends::Both {
            "`pay` states total pay"
        } else {
            "`pay` states one amount, not a minimum and a maximum"
        })
    }
}

/// What isn't pay for the work itself.
const ON_TOP: [&str; 17] = [
    "bonus",
    "bonuses",
    "commission",
    "sign",
    "signing",
    "equity",
    "stock",
    "options",
    "relocation",
    "training",
    "budget",
    "allowance",
    "stipend",
    "referral",
    "reimbursement",
    "boni",
    "prime",
];
/// What makes pay more than salary.
const TOTAL: [&str; 4] = ["total", "ote", "target", "package"];
const LOW: [&str; 10] = ["from", "minimum", "min", "least", "starting", "above", "over", "ab", "mindestens", "partir"];
const HIGH: [&str; 9] = ["to", "maximum", "max", "most", "below", "under", "bis", "höchstens", "jusqu"];

/// The words before an amount that belong to it.
fn clause_before(text: &str) -> Vec<String> {
    words(text.rsplit([',', ';', '.', '\n', ':', '(']).next().unwrap_or_default())
}

/// The words after an amount that belong to it.
fn clause_after(text: &str) -> Vec<String> {
    let clause = text.split([',', ';', '.', '\n', '(']).next().unwrap_or_default();
    words(clause).into_iter().take_while(|word| !["plus", "and", "with", "und", "et", "besides"].contains(&word.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_two_ends_and_a_currency() {
        for text in [
            "USD 175,000 to 215,000",
            "EUR 90,000 to 111,000 a year",
            "90.000–111.000 € brutto",
            "90k–111k euro",
            "From $175,000 to $215,000 a year, plus a bonus of USD 10,000",
            "Minimum USD 175,000, maximum USD 215,000",
        ] {
            assert!(StatedPay::of(text).meets(None), "{text}");
        }
        for text in [
            "A bonus of 10 % of base",
            "Competitive, 401(k) and a 4-day week",
            "Up to USD 215,000",
            "—",
            "USD 175,000+",
            "from 90 to 120",
            "A bonus of USD 10,000 to 20,000",
        ] {
            assert!(!StatedPay::of(text).meets(None), "{text}");
        }
    }

    #[test]
    fn laws_differ_in_what_will_do() {
        let terms = PayTerms { basis: Some(Basis::Base), periods: Vec::new(), fixed_amount: Some(true) };
        assert!(StatedPay::of("USD 40 an hour").meets(Some(&terms)));
        assert!(!StatedPay::of("USD 40 an hour").meets(None));
        assert!(!StatedPay::of("Up to USD 40").meets(Some(&terms)));
        assert!(!StatedPay::of("USD 180,000–240,000 total compensation").meets(Some(&terms)));
    }
}
