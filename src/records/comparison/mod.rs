//! Comparison tables.

mod cells;

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Layout, RecordKey, RecordKind, Role, Scope, World};
use crate::{
    diagnostic::{Code, did_you_mean},
    choice, kind_record, record,
    yaml::{Cite, Currency, Datum, FieldPath, Id, Inline, Markdown, NonEmpty, Ref},
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
        /// Whether rows in which the subjects differ are marked.
        pub highlight_differences: Option<bool>,
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
        /// Where what is said of it comes from, when that isn't the table's own source.
        pub sources: Vec<Cite>,
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
        /// The heading that it stands under, together with its neighbours of the same group.
        pub group: Option<String>,
        /// What its cells hold; `text` unless said.
        pub r#type: Option<CellType>,
        /// The currency of its cells, when they hold `money` or a `range`.
        pub currency: Option<Currency>,
        /// Which end is the better one, where one is; the best cells are marked.
        pub better: Option<Better>,
        /// What is said of each subject, by the subject's id.
        pub cells: BTreeMap<Id, Inline>,
        /// A remark on a cell, by the subject's id.
        pub cell_notes: BTreeMap<Id, Inline>,
        /// Where the facts of its cells come from, when that isn't the table's own source.
        pub sources: Vec<Cite>,
        /// Where a cell's fact comes from, by the subject's id, when it isn't the table's own source.
        pub cell_sources: BTreeMap<Id, Vec<Cite>>,
    }
}

choice! {
    /// What the cells of a row hold.
    pub enum CellType {
        /// Markdown that is shown within a line.
        Text = "text",
        /// `yes` or `no`.
        YesNo = "yes_no",
        /// A whole number from 1 to 5.
        Rating = "rating",
        /// An amount of money in major units.
        Money = "money",
        /// Two amounts with `-` between them: `180000-240000`.
        Range = "range",
        /// A link: `[text](address)`.
        Link = "link",
    }
}

choice! {
    /// Which end of a row is the better one.
    pub enum Better {
        /// The more the better.
        Higher = "higher",
        /// The less the better.
        Lower = "lower",
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
                let message = format!("`{}` has a cell for `{id}`, which is none of the subjects", criterion.title);
                let hint = did_you_mean(id, subjects.iter().map(|subject| &***subject)).unwrap_or_else(all);
                findings.push(Finding::new(Code::ComparisonCells, cells.clone().then(id), message).hint(hint));
            }
            for subject in self.subjects.iter().filter(|subject| !criterion.cells.contains_key(&subject.id)) {
                let message = format!("`{}` says nothing of `{}`", criterion.title, subject.id);
                let hint = format!("add `{}: …` below `cells`", subject.id);
                findings.push(Finding::new(Code::ComparisonCells, cells.clone(), message).hint(hint));
            }
            findings.extend(cells::check(criterion, index));
        }
        findings
    }

    /// Gives the cells their values, and marks what differs and what is best.
    fn resolve(world: &World<'_>, _: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let shown = |(key, comparison): (&RecordKey, &Self)| Some((key.clone(), cells::shown(comparison, &world.records.get(key)?.datum)));
        world.of_kind::<Self>().filter_map(shown).collect()
    }
}

fn duplicates<'a>(list: &str, ids: impl Iterator<Item = &'a Id>) -> Vec<Finding> {
    let mut seen = BTreeSet::new();
    ids.enumerate()
        .filter(|(_, id)| !seen.insert(*id))
        .map(|(index, id)| {
            let message = format!("the id `{id}` stands twice among the {list}");
            Finding::new(Code::DuplicateId, FieldPath::key(list).item(index).then("id"), message).hint("give one of the two another id")
        })
        .collect()
}
