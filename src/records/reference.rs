//! From a record to others: ids that must lead somewhere.

use std::sync::Arc;

use super::{Finding, Kind, Market, Record, RecordKey, RecordKind as _, Records, World};
use crate::{
    diagnostic::{Code, did_you_mean},
    markdown::in_words,
    yaml::{Datum, Id},
};

/// The kind's name under which references name roles; a role needs a page, not a record.
pub const ROLE: &str = "role";

/// The record that an id means to a role's records: one of the role's own, else one of the whole playbook's.
pub fn find_target(kind: &str, id: &str, role: Option<&Arc<str>>, has: impl Fn(&RecordKey) -> bool) -> Option<RecordKey> {
    let id = Id::parse(id).ok()?;
    let key = |role: Option<&Arc<str>>| RecordKey { kind: kind.into(), role: role.cloned(), id: id.clone() };
    [role.map(|role| key(Some(role))), Some(key(None))].into_iter().flatten().find(has)
}

/// What an id is called to a role's records: as the record that it means, else as the id itself, spelt out.
pub fn called(kind: &str, id: &str, role: Option<&Arc<str>>, world: &World<'_>) -> String {
    let target = find_target(kind, id, role, |key| world.records.contains_key(key));
    let title = target.and_then(|key| world.records.get(&key)?.title.clone());
    title.unwrap_or_else(|| spell_out(kind, id))
}

/// What an id is called that no record explains: the market `us` is US, the level `ic4` is IC4, `senior-engineer` is Senior engineer.
pub fn spell_out(kind: &str, id: &str) -> String {
    const LONGEST_ABBREVIATION: usize = 3;
    let may_be_short = kind == Market::NAME || id.contains(|c: char| c.is_ascii_digit());
    if may_be_short && id.chars().count() <= LONGEST_ABBREVIATION {
        return id.to_uppercase();
    }
    in_words(id)
}

/// The references of a kind's records that lead nowhere.
///
/// Levels, markets and the like need not be written out as records; but where a playbook has one of a kind, a reference to another
/// that it hasn't is a slip.
pub fn unknown_references(kind: &Kind, world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, record) in world.records.iter().filter(|(key, _)| key.kind == kind.name) {
        record.datum.walk(&mut |field, datum| {
            let problem = match datum {
                Datum::Reference { kind, id } => unknown(kind, id, key, world),
                Datum::Citation { source, .. } => unknown_source(source, world),
                _ => None,
            };
            findings.extend(problem.map(|(message, hint)| (key.clone(), Finding::new(Code::UnknownId, field.clone(), message).hint(hint))));
        });
    }
}

type Problem = Option<(String, String)>;

/// What is wrong with an id of a kind that a record names: it leads nowhere, or to what isn't shown any more. Message and hint.
pub(super) fn unknown(kind: &str, id: &str, from: &RecordKey, world: &World<'_>) -> Problem {
    if kind == ROLE {
        let near = || did_you_mean(id, world.roles.iter().map(|role| &**role));
        return (!world.roles.contains(id)).then(|| {
            let hint = near().unwrap_or_else(|| "name a folder of `roles/`, or take it out".to_owned());
            (format!("the playbook has no role `{id}`"), hint)
        });
    }
    let of_kind = || ids(world.records, kind, from.role.as_ref());
    let is_known = find_target(kind, id, from.role.as_ref(), |key| world.records.contains_key(key)).is_some();
    if let Some(record) = left_out(kind, id, from.role.as_ref(), world).filter(|_| !is_known) {
        return Some(not_shown(record));
    }
    (!is_known && of_kind().next().is_some() && world.knows_ids(kind, from.role.as_ref())).then(|| {
        // No record can mean itself.
        let others = || of_kind().filter(|other| *from.kind != *kind || **other != *from.id);
        let list = || match others().next() {
            Some(_) => format!("there are {}", listed(others())),
            None => "take it out: there is no other one".to_owned(),
        };
        (format!("there is no {kind} `{id}`"), did_you_mean(id, others()).unwrap_or_else(list))
    })
}

/// What is wrong with the id of a record that is a draft, or retired: message and hint.
pub fn not_shown(record: &Record) -> (String, String) {
    let RecordKey { kind, id, .. } = &record.key;
    match record.datum.get("status").and_then(Datum::as_text) {
        Some("draft") => (
            format!("the {kind} `{id}` is a draft, and left out"),
            "set its `status` to `published`, take it out here, or build with `--drafts`".to_owned(),
        ),
        _ => (format!("the {kind} `{id}` is retired"), "take it out here, or set its `status` to `published` again".to_owned()),
    }
}

/// A source must always be there: to cite nothing is worse than to say nothing.
fn unknown_source(id: &str, world: &World<'_>) -> Problem {
    if let Some(record) = left_out("source", id, None, world) {
        return Some(not_shown(record));
    }
    let of_kind = || ids(world.records, "source", None);
    let is_known = of_kind().any(|known| known == id);
    (!is_known && world.knows_ids("source", None)).then(|| {
        let hint =
            did_you_mean(id, of_kind()).unwrap_or_else(|| "add it to `data/sources.yaml`, or say in words where it comes from".to_owned());
        (format!("there is no source `{id}`"), hint)
    })
}

/// The record that an id means and that isn't shown.
fn left_out<'a>(kind: &str, id: &str, role: Option<&Arc<str>>, world: &World<'a>) -> Option<&'a Record> {
    let key = find_target(kind, id, role, |key| world.left_out.contains_key(key))?;
    world.left_out.get(&key).map(|record| &**record)
}

/// The ids of a kind that a role's records can name.
fn ids<'a>(records: &'a Records, kind: &'a str, role: Option<&'a Arc<str>>) -> impl Iterator<Item = &'a str> {
    records.keys().filter(move |key| *key.kind == *kind && (key.role.is_none() || key.role.as_ref() == role)).map(|key| &*key.id)
}

fn listed<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
