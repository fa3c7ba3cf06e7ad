//! Figures that nobody vouches for.
//!
//! A figure has a source when one is cited beside it, or when what it lies in names one: its record, or a part of that; its page. In a
//! comparison that is the cell, its row, its column or the whole table, and never another cell.

mod prose;

use std::collections::{BTreeMap, BTreeSet};

pub use self::prose::{diagnose, uncited_in};
use super::money::figures;
use crate::{
    diagnostic::Code,
    records::{Comparison, Finding, Metric, RecordKey, RecordKind as _, World},
    yaml::{Datum, FieldPath, Id},
};

/// Kinds whose figures are examples, or that are sources themselves; what a band lacks is said elsewhere.
const EXEMPT: [&str; 3] = ["message", "source", "band"];

/// Fields that state nothing: where something comes from, and why a warning is silenced.
const STATES_NOTHING: [&str; 4] = ["sources", "source", "cell_sources", "silence"];

const HINT: &str = "add `sources:` with the id of a source, or say in words whose practice it is";

const HINT_OF_CELL: &str = "name its source for the cell under `cell_sources`, or in `sources` of its row, of its subject or of the table";

/// Finds records that state money or shares and have no source for them.
pub fn check(world: &World<'_>, shown: &BTreeMap<RecordKey, Datum>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, record) in world.records.iter().filter(|(key, _)| !EXEMPT.contains(&&*key.kind)) {
        let datum = shown.get(key).unwrap_or(&record.datum);
        let found = match record.value::<Comparison>() {
            Some(table) => in_comparison(table, datum),
            None => in_record(key, datum).into_iter().collect(),
        };
        findings.extend(found.into_iter().map(|stated| (key.clone(), stated.finding())));
    }
}

/// A figure that a record states.
struct Stated {
    field: FieldPath,
    figure: String,
    within: Option<std::ops::Range<usize>>,
    hint: &'static str,
}

impl Stated {
    fn finding(self) -> Finding {
        let message = format!("nothing says where the figure {} comes from", self.figure);
        Finding { within: self.within, ..Finding::new(Code::UnsourcedFigure, self.field, message).hint(self.hint) }
    }
}

/// The first figure of a record without a source: the cure is the same for all of them.
fn in_record(key: &RecordKey, datum: &Datum) -> Option<Stated> {
    first(datum, &FieldPath::default()).or_else(|| in_target(datum, key))
}

/// The first figure without a source in a part of a record.
fn first(datum: &Datum, path: &FieldPath) -> Option<Stated> {
    let stated = |figure: String, within| Stated { field: path.clone(), figure, within, hint: HINT };
    match datum {
        Datum::Map(entries) if names_source(datum) || entries.is_empty() => None,
        Datum::Map(entries) => {
            let mut parts = entries.iter().filter(|(name, _)| !STATES_NOTHING.contains(&&**name));
            parts.find_map(|(name, part)| first(part, &path.clone().then(name)))
        }
        Datum::List(items) => items.iter().enumerate().find_map(|(index, item)| first(item, &path.clone().item(index))),
        Datum::Money(money) => Some(stated(money.to_string(), None)),
        Datum::Markdown(text) => {
            prose::uncited(text).into_iter().next().map(|span| stated(text.get(span.clone()).unwrap_or_default().to_owned(), Some(span)))
        }
        Datum::Text(text) | Datum::Inline(text) if !text.contains("[@") => {
            let figure = figures(text).into_iter().find(|figure| !prose::is_promise(text, figure))?;
            Some(stated(text[figure.span.clone()].to_owned(), Some(figure.span)))
        }
        _ => None,
    }
}

/// The figures of a comparison without a source: the first of each row, and the first beside the rows.
fn in_comparison(table: &Comparison, datum: &Datum) -> Vec<Stated> {
    let Datum::Map(parts) = datum else { return Vec::new() };
    if names_source(datum) {
        return Vec::new();
    }
    let beside = parts.iter().filter(|(name, _)| **name != *"criteria" && !STATES_NOTHING.contains(&&**name));
    let beside = beside.filter_map(|(name, part)| first(part, &FieldPath::key(name))).next();
    let columns: BTreeSet<&Id> = table.subjects.iter().filter(|subject| !subject.sources.is_empty()).map(|subject| &subject.id).collect();
    let Some(Datum::List(rows)) = datum.get("criteria") else { return beside.into_iter().collect() };
    let in_rows = rows.iter().enumerate().filter_map(|(index, row)| in_row(row, &FieldPath::key("criteria").item(index), &columns));
    beside.into_iter().chain(in_rows).collect()
}

/// The first figure of a row without a source; of the subjects in `columns` there is one for all of the column.
fn in_row(row: &Datum, path: &FieldPath, columns: &BTreeSet<&Id>) -> Option<Stated> {
    let Datum::Map(parts) = row else { return None };
    if names_source(row) {
        return None;
    }
    let has_own = |subject: &str| row.get("cell_sources").and_then(|cells| cells.get(subject)).is_some_and(is_something);
    let is_vouched = |subject: &str| has_own(subject) || columns.iter().any(|column| ***column == *subject);
    let in_cells = |cells: &Datum, path: FieldPath| {
        let Datum::Map(cells) = cells else { return None };
        let mut open = cells.iter().filter(|(subject, _)| !is_vouched(subject));
        // The ends of a range stand in one cell.
        open.find_map(|(subject, cell)| Some(Stated { field: path.clone().then(subject), hint: HINT_OF_CELL, ..first(cell, &path)? }))
    };
    let mut parts = parts.iter().filter(|(name, _)| !STATES_NOTHING.contains(&&**name));
    parts.find_map(|(name, part)| match &**name {
        "cells" | "cell_notes" => in_cells(part, path.clone().then(name)),
        _ => first(part, &path.clone().then(name)),
    })
}

/// The target of a metric that is counted in percent.
fn in_target(datum: &Datum, key: &RecordKey) -> Option<Stated> {
    let is_share = datum.get("unit").and_then(Datum::as_text).is_some_and(|unit| unit.contains('%'));
    if *key.kind != *Metric::NAME || !is_share || names_source(datum) {
        return None;
    }
    let Some(Datum::Inline(target)) = datum.get("target") else { return None };
    let is_open = target.contains(|c: char| c.is_ascii_digit()) && !target.contains("[@");
    is_open.then(|| Stated { field: FieldPath::key("target"), figure: format!("{} %", target.trim()), within: None, hint: HINT })
}

/// Whether a record or a part of it names a source for all that it states.
fn names_source(datum: &Datum) -> bool {
    ["sources", "source"].into_iter().filter_map(|name| datum.get(name)).any(is_something)
}

fn is_something(datum: &Datum) -> bool {
    match datum {
        Datum::Null => false,
        Datum::List(items) => !items.is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn promises_are_no_findings() {
        let is_found = |text: &str| first(&Datum::Markdown(text.into()), &FieldPath::default()).is_some();
        assert!(is_found("87 % fail") && is_found("USD 100 a month"));
        assert!(!is_found("We hold 100 % of interviews on video.") && !is_found("The service level is 99.9 %."));
    }

    #[test]
    fn a_part_with_a_source_speaks_for_itself_alone() {
        let map = |entries: &[(&str, Datum)]| Datum::Map(entries.iter().map(|(name, part)| ((*name).into(), part.clone())).collect());
        let text = |text: &str| Datum::Inline(text.into());
        let sourced = map(&[("text", text("87 %")), ("source", text("a survey"))]);
        let field = |datum: &Datum| first(datum, &FieldPath::default()).map(|stated| stated.field.to_string());
        assert_eq!(field(&map(&[("a", sourced.clone())])), None);
        assert_eq!(field(&map(&[("a", sourced), ("b", text("20 %"))])), Some("b".to_owned()));
    }
}
