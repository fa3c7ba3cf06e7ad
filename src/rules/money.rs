//! Amounts of money and shares that stand in prose.

use std::ops::Range;

use crate::yaml::Currency;

/// An amount of money, a range of it, or a share, as it stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its bytes, with its currency or its sign of percent.
    pub span: Range<usize>,
    /// What it is.
    pub kind: FigureKind,
}

/// What a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// One amount of money.
    Amount,
    /// Two amounts of money, from one to the other.
    Range,
    /// So many percent.
    Share,
}

/// All figures of a text: `USD 180,000`, `$180k`, `90 thousand euro`, `80–90 %`. Counts, years and days are none.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        // The digits of `p95` or `v2` count nothing.
        if text[..start].ends_with(|c: char| c.is_alphabetic() || c == '_') {
            from = start + text[start..].find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len() - start);
            continue;
        }
        let (figure, end) = figure_at(text, start);
        found.extend(figure);
        from = end;
    }
    found
}

/// The figure whose first number begins at `start`, and where to go on.
fn figure_at(text: &str, start: usize) -> (Option<Figure>, usize) {
    let before = currency_before(text, start);
    let first = number_end(text, start);
    let between = currency_after(text, first);
    let (ends, end) = match second_number(text, between.unwrap_or(first), before.unwrap_or(start)) {
        Some(end) => (2, end),
        None => (1, between.unwrap_or(first)),
    };
    let after = if ends == 2 { currency_after(text, end) } else { None };
    let begin = before.unwrap_or(start);
    if let Some(end) = percent_after(text, end).filter(|_| before.is_none() && between.is_none()) {
        return (Some(Figure { span: start..end, kind: FigureKind::Share }), end);
    }
    let end = after.unwrap_or(end);
    let is_money = before.is_some() || between.is_some() || after.is_some() || has_sign(&text[start..end]);
    let kind = if ends == 2 { FigureKind::Range } else { FigureKind::Amount };
    (is_money.then_some(Figure { span: begin..end, kind }), end)
}

/// Where a number ends, with what multiplies it (`180k`, `90 thousand`).
fn number_end(text: &str, start: usize) -> usize {
    let mut end = start + digits(&text[start..]);
    loop {
        let rest = &text[end..];
        let Some(separator) = rest.chars().next().filter(|c| matches!(c, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}')) else {
            break;
        };
        let group = &rest[separator.len_utf8()..];
        let length = digits(group);
        // A space parts thousands, and nothing else.
        if length == 0 || separator.is_whitespace() && (length != 3 || end - start > 3 && !text[start..end].contains(separator)) {
            break;
        }
        end += separator.len_utf8() + length;
    }
    let rest = text[end..].trim_start_matches([' ', '\u{a0}']);
    let gap = text[end..].len() - rest.len();
    let word = word(rest);
    let multiplies = match word {
        "k" | "K" | "m" | "M" | "bn" => gap == 0,
        _ => ["thousand", "million", "billion", "mn", "mio", "tsd", "tausend", "mille", "millionen", "millions"]
            .contains(&word.to_lowercase().as_str()),
    };
    if multiplies { end + gap + word.len() } else { end }
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// Where a second number ends to which a first one leads, such as that of `180–240`.
fn second_number(text: &str, first_end: usize, first_begin: usize) -> Option<usize> {
    let rest = text[first_end..].trim_start();
    let is_between = matches!(last_word(&text[..first_begin]).to_lowercase().as_str(), "between" | "zwischen" | "entre");
    let joint = match rest.chars().next()? {
        joint @ ('-' | '–' | '—') => joint.len_utf8(),
        _ => match word(rest) {
            joint @ ("to" | "bis" | "à") => joint.len(),
            joint @ ("and" | "und" | "et") if is_between => joint.len(),
            _ => return None,
        },
    };
    let second = rest[joint..].trim_start();
    let at = text.len() - second.len();
    let start = at + second.find(|c: char| c.is_ascii_digit())?;
    let ornament = text[at..start].trim();
    (ornament.is_empty() || has_sign(ornament) && ornament.chars().count() <= 3 || is_code(ornament)).then(|| number_end(text, start))
}

/// Where the currency begins that stands before a number.
fn currency_before(text: &str, start: usize) -> Option<usize> {
    let before = text[..start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    if let Some(sign) = before.chars().next_back().filter(|c| is_sign(*c)) {
        let at = before.len() - sign.len_utf8();
        // `US$`, `CA$` and the like are one sign.
        let letters = before[..at].bytes().rev().take_while(u8::is_ascii_uppercase).count();
        return Some(if letters <= 2 { at - letters } else { at });
    }
    let word = last_word(before);
    is_code(word).then(|| before.len() - word.len())
}

/// Where the currency ends that stands after a number. One that the next number follows belongs to that.
fn currency_after(text: &str, end: usize) -> Option<usize> {
    let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}', '.']);
    let at = text.len() - rest.len();
    let is_free = |end: usize| !text[end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    if let Some(sign) = rest.chars().next().filter(|c| is_sign(*c)) {
        return Some(at + sign.len_utf8()).filter(|end| is_free(*end));
    }
    let first = word(rest);
    if is_code(first) {
        return Some(at + first.len()).filter(|end| is_free(*end));
    }
    let is_adjective = ["US", "U.S", "Swiss", "Canadian", "Australian", "British", "Singapore"].contains(&first);
    let name_at = if is_adjective { at + first.len() + rest[first.len()..].len() - rest[first.len()..].trim_start().len() } else { at };
    let name = word(&text[name_at..]);
    NAMES.contains(&name.to_lowercase().as_str()).then(|| name_at + name.len())
}

/// What currencies are called in prose.
const NAMES: [&str; 11] = ["dollar", "dollars", "euro", "euros", "franc", "francs", "franken", "pound", "pounds", "rupees", "zloty"];

fn percent_after(text: &str, end: usize) -> Option<usize> {
    let rest = text[end..].trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
    let at = text.len() - rest.len();
    let found = ["%", "percent", "per cent", "Prozent", "pour cent"].into_iter().find(|sign| rest.starts_with(sign))?;
    Some(at + found.len())
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹')
}

fn has_sign(text: &str) -> bool {
    text.contains(is_sign)
}

/// Whether a word is a currency's code. Codes that are English words in capitals are none in prose.
fn is_code(word: &str) -> bool {
    word.len() == 3 && !["ALL", "TOP", "TRY"].contains(&word) && Currency::parse(word).is_ok()
}

/// The word that a text begins with.
fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len())]
}

/// The word that a text ends with, but for spaces.
fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let start = text.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last();
    start.map_or("", |(at, _)| &text[at..])
}

#[cfg(test)]
mod tests {
    use super::{
        FigureKind::{Amount, Range, Share},
        *,
    };

    #[test]
    fn shares_and_money_are_figures_and_counts_are_not() {
        for (text, found) in [
            ("Of all projects, 87 % fail.", Some(("87 %", Share))),
            ("About 20 per cent.", Some(("20 per cent", Share))),
            ("20–25% less", Some(("20–25%", Share))),
            ("pays USD 180,000 a year", Some(("USD 180,000", Amount))),
            ("pays 180,000 USD", Some(("180,000 USD", Amount))),
            ("$180k", Some(("$180k", Amount))),
            ("US$ 1.5m", Some(("US$ 1.5m", Amount))),
            ("costs €50.", Some(("€50", Amount))),
            ("1,000 US dollars", Some(("1,000 US dollars", Amount))),
            ("90 thousand euro", Some(("90 thousand euro", Amount))),
            ("CHF 160’000", Some(("CHF 160’000", Amount))),
            ("180 000 €", Some(("180 000 €", Amount))),
            ("USD 175,000 to 215,000", Some(("USD 175,000 to 215,000", Range))),
            ("$180k–$220k", Some(("$180k–$220k", Range))),
            ("90.000–111.000 € brutto", Some(("90.000–111.000 €", Range))),
            ("90k–111k euro", Some(("90k–111k euro", Range))),
            ("between EUR 1 and EUR 2", Some(("EUR 1 and EUR 2", Range))),
            ("In 2026 USD 5", Some(("USD 5", Amount))),
            ("3 to 5 years, 24 hours, p95, 2026-11-23, 401(k), a 4-day week, TOP 10", None),
            ("no figure", None),
        ] {
            let first = figures(text).into_iter().next().map(|figure| (text[figure.span].to_owned(), figure.kind));
            assert_eq!(first.as_ref().map(|(text, kind)| (text.as_str(), *kind)), found, "{text}");
        }
    }
}
