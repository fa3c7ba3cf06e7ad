//! Comparison tables.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Layout, RecordKind, Role, Scope};
use crate::{
    diagnostic::{Code, did_you_mean},
    kind_record, record,
    yaml::{FieldPath, Id, Inline, Markdown, NonEmpty, Ref},
};

kind_record! {
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
        pub role: Option<Ref<Role>>,
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
    const TITLE: &'static str = "Compare";
    const FILE: &'static str = "comparison.yaml";
    const LAYOUT: Layout = Layout::List("comparisons");
    const SCOPE: Scope = Scope::Either;
    const SECTION: &'static str = "compare";
    const DIRECTIVES: &'static [&'static str] = &["comparison"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
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
