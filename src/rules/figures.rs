//! Figures that nobody vouches for.

use crate::{
    diagnostic::Code,
    records::{Finding, RecordKey, World},
    yaml::{Currency, Datum, FieldPath},
};

/// Kinds whose figures are examples, or that are sources themselves.
const EXEMPT: [&str; 2] = ["message", "source"];

/// Finds records that state money or shares and have no source.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, record) in world.records.iter().filter(|(key, _)| !EXEMPT.contains(&&*key.kind)) {
        if is_sourced(&record.datum) {
            continue;
        }
        let mut first: Option<(FieldPath, String)> = None;
        record.datum.walk(&mut |path, datum| {
            let (Datum::Text(text) | Datum::Markdown(text) | Datum::Inline(text)) = datum else { return };
            if first.is_none() {
                first = figure(text).map(|figure| (path.clone(), figure.to_owned()));
            }
        });
        if let Some((path, figure)) = first {
            let message = format!("nothing says where the figure {figure} comes from");
            let hint = "add `sources:` with the id of a source, or say in words whose practice it is";
            findings.push((key.clone(), Finding::new(Code::UnsourcedFigure, path, message).hint(hint)));
        }
    }
}

/// Whether a record names a source, for itself or a part of it.
fn is_sourced(datum: &Datum) -> bool {
    let mut is_sourced = false;
    datum.walk(&mut |path, datum| {
        let is_sources = matches!(path.0.iter().rev().find_map(step_name), Some("sources" | "source" | "cell_sources"));
        let is_cited = match datum {
            Datum::Citation { .. } => true,
            Datum::Markdown(text) | Datum::Inline(text) => text.contains("[@") || is_sources,
            _ => false,
        };
        is_sourced |= is_cited;
    });
    is_sourced
}

fn step_name(step: &crate::yaml::Step) -> Option<&str> {
    match step {
        crate::yaml::Step::Key(key) => Some(key),
        crate::yaml::Step::Index(_) => None,
    }
}

/// The first share or amount of money in a text: `87 %`, `USD 180,000`, `€50`.
fn figure(text: &str) -> Option<&str> {
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_digit()).map(|at| from + at) {
        let length = text[start..]
            .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '’' | '\u{a0}' | '–' | '-')))
            .unwrap_or(text.len() - start);
        let end = start + text[start..start + length].trim_end_matches(['.', ',', '-', '–', '\u{a0}']).len();
        let after = text[end..].trim_start_matches([' ', '\u{a0}']);
        if after.starts_with('%') || after.starts_with("percent") || after.starts_with("per cent") {
            return Some(
                &text[start
                    ..end
                        + (text[end..].len() - after.len())
                        + after.find(|c: char| c != '%' && !c.is_alphabetic()).unwrap_or(after.len()).min("per cent".len())],
            );
        }
        let before = text[..start].trim_end_matches([' ', '\u{a0}']);
        if before.ends_with(['$', '€', '£', '¥']) || ends_with_currency(before) {
            return Some(&text[start..end]);
        }
        if starts_with_currency(after) {
            return Some(&text[start..end]);
        }
        from = end.max(start + 1);
    }
    None
}

fn ends_with_currency(text: &str) -> bool {
    let word = text.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    is_currency(word)
}

fn starts_with_currency(text: &str) -> bool {
    is_currency(text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default())
}

fn is_currency(word: &str) -> bool {
    word.len() == 3 && Currency::parse(word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn shares_and_money_are_figures_and_counts_are_not() {
        for (text, found) in [
            ("Of all projects, 87 % fail.", Some("87 %")),
            ("20–25% less", Some("20–25%")),
            ("pays USD 180,000 a year", Some("180,000")),
            ("pays 180,000 USD", Some("180,000")),
            ("costs €50.", Some("50")),
            ("3 to 5 years, 24 hours, p95, 2026-11-23", None),
            ("no figure", None),
        ] {
            assert_eq!(figure(text), found, "{text}");
        }
    }
}
