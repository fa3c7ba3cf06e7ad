//! What the cells of a comparison hold: their checks, and the values that are shown.

use super::{Better, CellType, Comparison, Criterion};
use crate::{
    diagnostic::Code,
    money::Money,
    records::Finding,
    yaml::{Amount, Datum, FieldPath, Id},
};

/// A cell's value, as far as it can be compared.
enum Value {
    Text,
    YesNo(bool),
    Rating(i64),
    Money(Money),
    Range(Money, Money),
}

/// The cells that don't hold what their row says, and remarks on cells that aren't there.
pub fn check(criterion: &Criterion, index: usize) -> Vec<Finding> {
    let row = || FieldPath::key("criteria").item(index);
    let mut findings: Vec<Finding> = Vec::new();
    if criterion.currency.is_none() && matches!(criterion.r#type, Some(CellType::Money | CellType::Range)) {
        let message = format!("`{}` has cells of money, but no `currency`", criterion.title);
        return vec![Finding::new(Code::MissingField, row().then("type"), message).hint("add for example `currency: USD`")];
    }
    for (subject, cell) in &criterion.cells {
        if let Err(hint) = value(criterion, cell) {
            let field = row().then("cells").then(subject);
            let message = format!("the cell `{subject}` of `{}` must hold {}", criterion.title, expected(criterion.r#type));
            findings.push(Finding::new(Code::WrongType, field, message).hint(hint));
        }
    }
    let remarks = criterion.cell_notes.keys().map(|id| ("cell_notes", id)).chain(criterion.cell_sources.keys().map(|id| ("cell_sources", id)));
    for (field, id) in remarks.filter(|(_, id)| !criterion.cells.contains_key(&***id)) {
        let message = format!("`{}` has no cell `{id}` to remark on", criterion.title);
        findings.push(Finding::new(Code::ComparisonCells, row().then(field).then(id), message).hint("take it out, or name a subject"));
    }
    findings
}

fn expected(cells: Option<CellType>) -> &'static str {
    match cells {
        Some(CellType::YesNo) => "`yes` or `no`",
        Some(CellType::Rating) => "a whole number from 1 to 5",
        Some(CellType::Money) => "an amount",
        Some(CellType::Range) => "two amounts, the smaller first",
        Some(CellType::Link) => "a link",
        Some(CellType::Text) | None => "text",
    }
}

/// A cell's value; else what to write.
fn value(criterion: &Criterion, cell: &str) -> Result<Value, String> {
    let cell = cell.trim();
    let amount = |text: &str| {
        let amount = Amount::parse(text.trim()).map_err(|problem| problem.hint.unwrap_or(problem.reason))?;
        let currency = criterion.currency.ok_or("add `currency`")?;
        Money::from_major(amount.0, currency).map_err(|_| format!("{} has no such amount", currency.code()))
    };
    match criterion.r#type {
        None | Some(CellType::Text) => Ok(Value::Text),
        Some(CellType::Link) if cell.starts_with('[') && cell.contains("](") => Ok(Value::Text),
        Some(CellType::Link) => Err("write for example `\"[the guide](guide.md)\"`".to_owned()),
        Some(CellType::YesNo) => match cell {
            "yes" | "true" => Ok(Value::YesNo(true)),
            "no" | "false" => Ok(Value::YesNo(false)),
            _ => Err("write `yes` or `no`, and what there is to say of it under `cell_notes`".to_owned()),
        },
        Some(CellType::Rating) => match cell.parse() {
            Ok(rating @ 1..=5) => Ok(Value::Rating(rating)),
            _ => Err("write a number from 1 to 5, and what there is to say of it under `cell_notes`".to_owned()),
        },
        Some(CellType::Money) => amount(cell).map(Value::Money),
        Some(CellType::Range) => {
            let example = || "write for example `180000-240000`".to_owned();
            let (low, high) = cell.split_once(['-', '–']).ok_or_else(example)?;
            let (low, high) = (amount(low)?, amount(high)?);
            if low <= high { Ok(Value::Range(low, high)) } else { Err(example()) }
        }
    }
}

/// What templates get: cells with their values, `differs` and `best` for each row.
pub fn shown(comparison: &Comparison, written: &Datum) -> Datum {
    let mut datum = written.clone();
    let Some(Datum::List(rows)) = written.get("criteria") else { return datum };
    let mut rows = rows.clone();
    for (criterion, row) in comparison.criteria.iter().zip(&mut rows) {
        let Some(Datum::Map(cells)) = row.get("cells").cloned() else { continue };
        let typed = cells.iter().map(|(id, cell)| (id.clone(), criterion.cells.get(&**id).map_or_else(|| cell.clone(), |text| typed(criterion, text, cell))));
        row.set("cells", Datum::Map(typed.collect()));
        row.set("differs", Datum::Bool(comparison.highlight_differences == Some(true) && differs(criterion)));
        row.set("best", Datum::List(best(criterion).into_iter().map(|id| Datum::Text((&**id).into())).collect()));
    }
    datum.set("criteria", Datum::List(rows));
    datum
}

fn typed(criterion: &Criterion, text: &str, written: &Datum) -> Datum {
    match value(criterion, text) {
        Ok(Value::YesNo(yes)) => Datum::Bool(yes),
        Ok(Value::Rating(rating)) => Datum::Integer(rating),
        Ok(Value::Money(money)) => Datum::Money(money),
        Ok(Value::Range(low, high)) => Datum::Map(vec![("min".into(), Datum::Money(low)), ("max".into(), Datum::Money(high))]),
        Ok(Value::Text) | Err(_) => written.clone(),
    }
}

/// Whether not all cells say the same. Links lead to different places by their nature, and tell nothing apart.
fn differs(criterion: &Criterion) -> bool {
    if criterion.r#type == Some(CellType::Link) {
        return false;
    }
    let mut cells = criterion.cells.values().map(|cell| cell.trim());
    cells.next().is_some_and(|first| cells.any(|cell| cell != first))
}

/// The subjects whose cells are best; none when all are equal, or the row doesn't say which end is better.
fn best(criterion: &Criterion) -> Vec<&Id> {
    let rank = |cell: &str| match value(criterion, cell) {
        Ok(Value::YesNo(yes)) => Some(i64::from(yes)),
        Ok(Value::Rating(rating)) => Some(rating),
        Ok(Value::Money(money)) => Some(money.minor),
        // Of a range, the middle counts; twice it is a whole number.
        Ok(Value::Range(low, high)) => low.minor.checked_add(high.minor),
        Ok(Value::Text) | Err(_) => None,
    };
    let Some(better) = criterion.better else { return Vec::new() };
    let ranked: Vec<(&Id, i64)> = criterion.cells.iter().filter_map(|(id, cell)| Some((id, rank(cell)?))).collect();
    let ranks = ranked.iter().map(|(_, rank)| *rank);
    let (low, high) = (ranks.clone().min(), ranks.max());
    let wanted = if better == Better::Higher { high } else { low };
    if low == high { Vec::new() } else { ranked.into_iter().filter(|(_, rank)| Some(*rank) == wanted).map(|(id, _)| id).collect() }
}
