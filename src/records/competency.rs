//! Competencies.

use std::collections::BTreeMap;

use super::{Finding, Layout, Level, RecordKey, RecordKind, Scope, World, reference};
use crate::{
    choice,
    diagnostic::Code,
    kind_record,
    yaml::{Datum, Field as _, FieldPath, Id, Inline, Markdown, Ref},
};

kind_record! {
    /// Something that people in a role must be able to do, or be like, and by what it shows.
    pub struct Competency as "competency" {
        /// Its id, unique in the file.
        pub id: Id,
        /// What it is called.
        pub title: String,
        /// What is meant by it.
        pub definition: Markdown,
        /// What kind of competency it is.
        pub category: Option<Category>,
        /// What speaks for it in an interview or at work.
        pub positive_indicators: Vec<Inline>,
        /// What speaks against it.
        pub negative_indicators: Vec<Inline>,
        /// What is expected at each level, by the level's id.
        pub levels: BTreeMap<Ref<Level>, Inline>,
    }
}

choice! {
    /// What kind of competency it is.
    pub enum Category {
        /// It can be learnt.
        Skill = "skill",
        /// It is a way of working.
        Trait = "trait",
        /// It is what the house stands for.
        Value = "value",
        /// It is known.
        Knowledge = "knowledge",
    }
}

impl RecordKind for Competency {
    const NAME: &'static str = "competency";
    const TITLE: &'static str = "Competencies";
    const FILE: &'static str = "competencies.yaml";
    const LAYOUT: Layout = Layout::List("competencies");
    const SCOPE: Scope = Scope::Playbook;
    const SECTION: &'static str = "competencies";
    const DIRECTIVES: &'static [&'static str] = &["competencies"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    /// Gives every competency the levels that it says something of, from the lowest up, as `expected_at`.
    fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let orders: BTreeMap<&Id, i64> = world.of_kind::<Level>().map(|(key, level)| (&key.id, *level.order)).collect();
        let mut resolved = BTreeMap::new();
        for (key, competency) in world.of_kind::<Self>() {
            for level in competency.levels.keys() {
                let unknown = reference::unknown(Level::NAME, &level.id, key, world);
                findings.extend(unknown.map(|(message, hint)| {
                    let field = FieldPath::key("levels").then(&level.id);
                    (key.clone(), Finding::new(Code::UnknownId, field, message).hint(hint))
                }));
            }
            let mut levels: Vec<&Ref<Level>> = competency.levels.keys().collect();
            levels.sort_by_key(|level| orders.get(&level.id));
            if let Some(record) = world.records.get(key) {
                let mut datum = record.datum.clone();
                datum.set("expected_at", Datum::List(levels.into_iter().map(Ref::datum).collect()));
                resolved.insert(key.clone(), datum);
            }
        }
        resolved
    }
}
