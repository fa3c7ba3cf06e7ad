//! Competencies.

use std::collections::BTreeMap;

use super::{Layout, Level, RecordKind, Scope};
use crate::{
    choice, kind_record,
    yaml::{Id, Inline, Markdown, Ref},
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
}
