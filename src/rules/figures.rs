//! Figures that nobody vouches for.

use std::{collections::BTreeMap, ops::Range};

use super::{
    money::{Figure, FigureKind, figures},
    sentences::Paragraph,
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    records::{Comparison, Finding, Metric, RecordKey, RecordKind as _, World},
    sources::SourcePath,
    yaml::{Datum, FieldPath, Step},
};

/// Kinds whose figures are examples, or that are sources themselves; what a band lacks is said elsewhere.
const EXEMPT: [&str; 3] = ["message", "source", "band"];

/// Shares from here on are promises and service levels (`99.9 %`, `100 % of interviews`), and not found by anybody.
const PROMISE: f64 = 99.0;

const HINT: &str = "add `sources:` with the id of a source, or say in words whose practice it is";

/// Finds records that state money or shares and have no source.
pub fn check(world: &World<'_>, shown: &BTreeMap<RecordKey, Datum>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, record) in world.records.iter().filter(|(key, _)| !EXEMPT.contains(&&*key.kind)) {
        if is_sourced(&record.datum) {
            continue;
        }
        let stated = in_text(&record.datum).or_else(|| in_amounts(shown.get(key)?, key)).or_else(|| in_target(&record.datum, key));
        if let Some(Stated { field, figure, within }) = stated {
            let message = format!("nothing says where the figure {figure} comes from");
            let finding = Finding { within, ..Finding::new(Code::UnsourcedFigure, field, message).hint(HINT) };
            findings.push((key.clone(), finding));
        }
    }
}

/// The amounts of money that the paragraphs, items and rows of a text state without a citation.
pub fn uncited_money(markdown: &str, paragraphs: &[Paragraph]) -> Vec<Range<usize>> {
    let uncited = |paragraph: &&Paragraph| !lines_around(markdown, &paragraph.span).contains("[@");
    let first = |paragraph: &Paragraph| {
        let figure = figures(&paragraph.text).into_iter().find(|figure| figure.kind != FigureKind::Share)?;
        Some(paragraph.place(figure.span))
    };
    paragraphs.iter().filter(uncited).filter_map(first).collect()
}

/// What is wrong with an amount that a page states without a citation.
pub fn diagnose(file: &SourcePath, figure: &str, place: Range<usize>) -> Diagnostic {
    let message = format!("nothing says where the figure {figure} comes from");
    let hint = "cite its source in the same paragraph, such as `[@survey-2026]`, or say in `silence` of the page why it needs none";
    Diagnostic::new(Code::UnsourcedFigure, Place::span(file, place), message).hint(hint)
}

/// A figure that a record states.
struct Stated {
    field: FieldPath,
    figure: String,
    within: Option<Range<usize>>,
}

/// The first figure in words.
fn in_text(datum: &Datum) -> Option<Stated> {
    let mut first = None;
    datum.walk(&mut |path, datum| {
        let (Datum::Text(text) | Datum::Markdown(text) | Datum::Inline(text)) = datum else { return };
        // A reason for silence states nothing.
        if first.is_some() || is_below(path, "silence") {
            return;
        }
        if let Some(Figure { span, .. }) = figures(text).into_iter().find(|figure| !is_promise(text, figure)) {
            first = Some(Stated { field: path.clone(), figure: text[span.clone()].to_owned(), within: Some(span) });
        }
    });
    first
}

/// The first amount of a field or cell that holds money.
fn in_amounts(shown: &Datum, key: &RecordKey) -> Option<Stated> {
    let mut first = None;
    shown.walk(&mut |path, datum| {
        if let (None, Datum::Money(money)) = (&first, datum) {
            first = Some(Stated { field: written(path, key), figure: money.to_string(), within: None });
        }
    });
    first
}

/// Where an amount that is shown was written: that of a cell may lie deeper than its cell.
fn written(path: &FieldPath, key: &RecordKey) -> FieldPath {
    let is_cells = |step: &Step| matches!(step, Step::Key(name) if **name == *"cells" || **name == *"values");
    let mut steps = path.0.clone();
    if *key.kind == *Comparison::NAME
        && let Some(at) = steps.iter().position(is_cells)
    {
        steps.truncate(at + 2);
        steps[at] = Step::Key("cells".into());
    }
    FieldPath(steps)
}

/// The target of a metric that is counted in percent.
fn in_target(datum: &Datum, key: &RecordKey) -> Option<Stated> {
    if *key.kind != *Metric::NAME || !datum.get("unit").and_then(Datum::as_text).is_some_and(|unit| unit.contains('%')) {
        return None;
    }
    let Some(Datum::Inline(target)) = datum.get("target") else { return None };
    let is_counted = target.contains(|c: char| c.is_ascii_digit());
    is_counted.then(|| Stated { field: FieldPath::key("target"), figure: format!("{} %", target.trim()), within: None })
}

fn is_promise(text: &str, figure: &Figure) -> bool {
    let number: String = text[figure.span.clone()].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    figure.kind == FigureKind::Share && number.replace(',', ".").parse::<f64>().is_ok_and(|share| share >= PROMISE)
}

/// Whether a record names a source, for itself or a part of it.
fn is_sourced(datum: &Datum) -> bool {
    let mut is_sourced = false;
    datum.walk(&mut |path, datum| {
        let is_sources = ["sources", "source", "cell_sources"].iter().any(|name| is_last(path, name));
        let is_cited = match datum {
            Datum::Citation { .. } => true,
            Datum::Markdown(text) | Datum::Inline(text) => text.contains("[@") || is_sources,
            _ => false,
        };
        is_sourced |= is_cited;
    });
    is_sourced
}

fn is_last(path: &FieldPath, name: &str) -> bool {
    let key = path.0.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key),
        Step::Index(_) => None,
    });
    key.is_some_and(|key| **key == *name)
}

fn is_below(path: &FieldPath, name: &str) -> bool {
    matches!(path.0.first(), Some(Step::Key(key)) if **key == *name)
}

/// The lines of a text that a range of it lies in.
fn lines_around<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::{super::sentences::paragraphs, *};

    #[test]
    fn promises_are_no_findings() {
        let is_found = |text: &str| in_text(&Datum::Markdown(text.into())).is_some();
        assert!(is_found("87 % fail") && is_found("USD 100 a month"));
        assert!(!is_found("We hold 100 % of interviews on video.") && !is_found("The service level is 99.9 %."));
    }

    #[test]
    fn a_citation_vouches_for_its_paragraph() {
        let text = "It pays USD 10 [@a].\n\nIt pays\nEUR 20 and $30.\n\n| a | b |\n|---|---|\n| USD 1 | [@a] |\n\n`USD 5`\n";
        let found: Vec<&str> = uncited_money(text, &paragraphs(text)).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["EUR 20"]);
    }
}
