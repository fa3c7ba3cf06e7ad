//! What is left of a tree with mistakes when they are taken out, so that the rest is checked in the same run.

use std::{collections::BTreeSet, sync::Arc};

use super::{
    Datum, RecordShape, Shape,
    check::{Source, check, lacks},
    node::{Kind, Node},
};

/// Whether a tree that stands within a text is as it should be.
pub(super) fn is_sound(source: Source<'_>, node: &Node, shape: &Shape) -> bool {
    !node.is_nothing() && check(source, node, shape).0.is_some()
}

/// What can be read of a tree, whatever is wrong in it; nothing stands for what can't.
///
/// An item keeps its index, so that its place can be found.
pub(super) fn salvage(source: Source<'_>, node: &Node, shape: &Shape) -> Datum {
    match (shape, &node.kind) {
        (Shape::List { of, .. } | Shape::OneOrMore(of), Kind::List(items)) => {
            Datum::List(items.iter().map(|item| salvage(source, item, of)).collect())
        }
        (Shape::OneOrMore(of), _) => Datum::List(vec![salvage(source, node, of)]),
        (Shape::Map { of, .. }, Kind::Map(entries)) => {
            let entries = entries.iter().filter_map(|(key, value)| Some((key.text()?.clone(), salvage(source, value, of))));
            Datum::Map(entries.collect())
        }
        (Shape::Record(record) | Shape::Brief { record, .. }, Kind::Map(entries)) => {
            let fields = record.fields.iter().map(|field| {
                let written = entries.iter().find(|(key, _)| key.text().is_some_and(|text| **text == *field.name));
                (Arc::from(&*field.name), written.map_or(Datum::Null, |(_, value)| salvage(source, value, &field.shape)))
            });
            Datum::Map(fields.collect())
        }
        _ => check(source, node, shape).0.unwrap_or(Datum::Null),
    }
}

/// The tree without its mistakes; `None` when nothing that fits the shape is left.
pub(super) fn repair(source: Source<'_>, node: &Node, shape: &Shape) -> Option<Node> {
    let kind = match (shape, &node.kind) {
        (Shape::List { of, at_least }, Kind::List(items)) => Kind::List(repair_items(source, items, of, *at_least)?),
        (Shape::OneOrMore(of), Kind::List(items)) => Kind::List(repair_items(source, items, of, 1)?),
        (Shape::OneOrMore(of), _) => return repair(source, node, of),
        (Shape::Map { keys, of }, Kind::Map(entries)) => Kind::Map(repair_entries(source, entries, keys, of)),
        (Shape::Record(record) | Shape::Brief { record, .. }, Kind::Map(entries)) => Kind::Map(repair_fields(source, entries, record)?),
        _ => return is_sound(source, node, shape).then(|| node.clone()),
    };
    Some(Node { span: node.span.clone(), kind })
}

/// The items, if each can be read and they are enough.
///
/// A list isn't shortened: what is wrong with a later item is shown at its index in the file.
fn repair_items(source: Source<'_>, items: &[Node], of: &Shape, at_least: usize) -> Option<Vec<Node>> {
    let kept: Vec<Node> = items.iter().map(|item| repair(source, item, of).filter(|_| !item.is_blank(of))).collect::<Option<_>>()?;
    (kept.len() >= at_least).then_some(kept)
}

/// The entries of a group whose key and value can be read; of a key that stands twice, the first.
fn repair_entries(source: Source<'_>, entries: &[(Node, Node)], keys: &Shape, of: &Shape) -> Vec<(Node, Node)> {
    let mut seen = BTreeSet::new();
    let mut kept = Vec::new();
    for (key, value) in entries {
        let is_first = key.text().is_some_and(|text| seen.insert(text.clone()));
        // A key may look like nothing (`null: …`), which is text all the same.
        let is_key = is_first && check(source, key, keys).0.is_some();
        if is_key && !value.is_nothing() {
            kept.extend(repair(source, value, of).map(|value| (key.clone(), value)));
        }
    }
    kept
}

/// The fields that can be read; `None` when one of the others must be there.
fn repair_fields(source: Source<'_>, entries: &[(Node, Node)], record: &RecordShape) -> Option<Vec<(Node, Node)>> {
    let mut kept = Vec::new();
    for field in &record.fields {
        let written = entries.iter().find(|(key, _)| key.text().is_some_and(|text| **text == *field.name));
        let repaired = written
            .filter(|(_, value)| !lacks(field, value))
            .and_then(|(key, value)| Some((key.clone(), repair(source, value, &field.shape)?)));
        if repaired.is_none() && field.required {
            return None;
        }
        kept.extend(repaired);
    }
    Some(kept)
}
