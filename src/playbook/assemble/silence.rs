//! Warnings that records and pages silence: none that isn't given.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use crate::{
    diagnostic::Code,
    records::{Finding, Record, RecordKey, Records, Silence, Unread, silenced},
    yaml::FieldPath,
};

/// What is wrong with the warnings that records silence. Where something can't be read, nobody knows which would be given.
pub(super) fn of_records(all: &Records, unread: &Unread, findings: &[(RecordKey, Finding)]) -> Vec<(RecordKey, Finding)> {
    let is_known = unread.is_empty() && all.values().all(|record| record.is_whole);
    let mut given: BTreeMap<&RecordKey, BTreeSet<Code>> = BTreeMap::new();
    for (key, finding) in findings {
        given.entry(key).or_default().insert(finding.code);
    }
    let none = BTreeSet::new();
    let of_record = |(key, record): (&RecordKey, &Arc<Record>)| {
        let given = given.get(key).unwrap_or(&none);
        let found = self::findings(silenced(&record.datum), is_known.then_some(given));
        found.into_iter().map(|finding| (key.clone(), finding)).collect::<Vec<_>>()
    };
    all.iter().flat_map(of_record).collect()
}

/// What is wrong with the warnings that a record or page silences; `given` are those that it would have got.
///
/// `None` where not all is known that gives a warning.
pub(super) fn findings<'a>(silenced: impl Iterator<Item = &'a str>, given: Option<&BTreeSet<Code>>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (index, code) in silenced.enumerate() {
        let field = FieldPath::key("silence").item(index);
        if given.is_some_and(|given| !given.iter().any(|given| given.name() == code)) {
            let message = format!("there is no warning `{code}` here to silence");
            let hint = "take it out, or move it to the record that the warning is given for";
            findings.push(Finding::new(Code::NeedlessSilence, field.then("code"), message).hint(hint));
        }
    }
    findings
}

/// The codes in a page's front matter.
pub(super) fn of_page(silence: &[Silence]) -> impl Iterator<Item = &str> {
    silence.iter().map(|silence| silence.code.word())
}
