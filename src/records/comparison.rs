//! Comparison tables.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, RecordKey, RecordKind, Records, Roles, of_kind};
use crate::{
    diagnostic::{Code, did_you_mean},
    record,
    yaml::{Datum, FieldPath, Id, Inline, Markdown, NonEmpty},
};

record! {
    /// A table that compares roles, candidates' profiles or ways of hiring, criterion by criterion.
    pub struct Comparison as "comparison" {
        /// Its id, unique in the file.
        pub id: Id = "ml-or-platform",
        /// What is compared.
        pub title: String = "ML engineer or platform engineer",
        /// What a reader should take from it.
        pub summary: Option<Markdown>,
        /// What is compared: the table's columns.
        pub subjects: NonEmpty<Subject>,
        /// What they are compared by: the table's rows.
        pub criteria: NonEmpty<Criterion>,
        /// Where its facts come from.
        pub sources: Vec<Inline>,
        /// Who it is for. It is a remark so far, and hides nothing.
        pub audience: Vec<String>,
        /// A remark for the reader.
        pub notes: Option<Markdown>,
    }
}

record! {
    /// One of the things compared.
    pub struct Subject as "subject" {
        /// Its id, the key of its cells.
        pub id: Id = "ml-engineer",
        /// The head of its column.
        pub title: String = "ML engineer",
        /// The role that it is, if the playbook has it.
        pub role: Option<Id>,
    }
}

record! {
    /// One thing they are compared by.
    pub struct Criterion as "criterion" {
        /// Its id.
        pub id: Id = "on-call",
        /// The head of its row.
        pub title: String = "On call",
        /// What is meant by it.
        pub note: Option<Inline>,
        /// What is said of each subject, by the subject's id.
        pub cells: BTreeMap<Id, Inline>,
    }
}

impl RecordKind for Comparison {
    const NAME: &'static str = "comparison";
    const FILE: &'static str = "comparison.yaml";
    const LIST: &'static str = "comparisons";
    const SECTION: &'static str = "compare";
    const DIRECTIVES: &'static [&'static str] = &["comparison"];

    fn id(&self) -> &Id {
        &self.id
    }

    fn title(&self) -> String {
        self.title.clone()
    }

    /// Every subject has a cell in every row, and every cell a subject; ids stand once.
    fn check(&self) -> Vec<Finding> {
        let mut findings = duplicates("subjects", self.subjects.iter().map(|subject| &subject.id));
        findings.extend(duplicates("criteria", self.criteria.iter().map(|criterion| &criterion.id)));
        let subjects: BTreeSet<&Id> = self.subjects.iter().map(|subject| &subject.id).collect();
        let all = || {
            format!("the subjects are {}", self.subjects.iter().map(|subject| format!("`{}`", subject.id)).collect::<Vec<_>>().join(", "))
        };
        for (index, criterion) in self.criteria.iter().enumerate() {
            let cells = FieldPath::key("criteria").item(index).then("cells");
            for id in criterion.cells.keys().filter(|id| !subjects.contains(id)) {
                findings.push(Finding {
                    code: Code::ComparisonCells,
                    field: cells.clone().then(id),
                    message: format!("`{}` has a cell for `{id}`, which is none of the subjects", criterion.title),
                    hint: did_you_mean(id, subjects.iter().map(|subject| &***subject)).or_else(|| Some(all())),
                });
            }
            for subject in self.subjects.iter().filter(|subject| !criterion.cells.contains_key(&subject.id)) {
                findings.push(Finding {
                    code: Code::ComparisonCells,
                    field: cells.clone(),
                    message: format!("`{}` says nothing of `{}`", criterion.title, subject.id),
                    hint: Some(format!("add `{}: …` below `cells`", subject.id)),
                });
            }
        }
        findings
    }

    fn resolve(records: &Records, roles: &Roles, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        findings.extend(of_kind::<Self>(records).flat_map(|(key, comparison)| unknown_roles(key, comparison, roles)));
        BTreeMap::new()
    }
}

/// A subject that is a role must be one of the playbook's.
fn unknown_roles(key: &RecordKey, comparison: &Comparison, roles: &Roles) -> Vec<(RecordKey, Finding)> {
    let subjects = comparison.subjects.iter().enumerate().filter_map(|(index, subject)| Some((index, subject.role.as_ref()?)));
    subjects
        .filter(|(_, role)| !roles.contains(&***role))
        .map(|(index, role)| {
            let finding = Finding {
                code: Code::UnknownId,
                field: FieldPath::key("subjects").item(index).then("role"),
                message: format!("the playbook has no role `{role}`"),
                hint: did_you_mean(role, roles.iter().map(|role| &**role))
                    .or_else(|| Some("take out `role`, or add the role's folder".to_owned())),
            };
            (key.clone(), finding)
        })
        .collect()
}

fn duplicates<'a>(list: &str, ids: impl Iterator<Item = &'a Id>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    ids.enumerate()
        .filter(|(_, id)| !seen.insert(*id))
        .map(|(index, id)| Finding {
            code: Code::DuplicateId,
            field: FieldPath::key(list).item(index).then("id"),
            message: format!("the id `{id}` stands twice among the {list}"),
            hint: Some("give one of the two another id".to_owned()),
        })
        .collect()
}
