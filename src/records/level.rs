//! Levels.

use super::{Layout, RecordKind, Scope};
use crate::{
    choice, kind_record,
    yaml::{Bounded, Id, Inline, Markdown},
};

kind_record! {
    /// A step on the career ladder.
    pub struct Level as "level" {
        /// Its id, unique in the file.
        pub id: Id,
        /// What it is called.
        pub title: String,
        /// Its place on the ladder: a higher level has a higher number.
        pub order: Bounded<0, 99>,
        /// Whether it leads people.
        pub track: Option<Track>,
        /// How many years of relevant experience are typical, such as `3–5`.
        pub years: Option<Inline>,
        /// How far the work reaches.
        pub scope: Option<Markdown>,
        /// How much of the work is decided by the person.
        pub autonomy: Option<Markdown>,
        /// What changes through the work.
        pub impact: Option<Markdown>,
    }
}

choice! {
    /// Which ladder a level is on.
    pub enum Track {
        /// By the work alone.
        Individual = "individual",
        /// By leading people.
        Manager = "manager",
    }
}

impl RecordKind for Level {
    const NAME: &'static str = "level";
    const TITLE: &'static str = "Levels";
    const FILE: &'static str = "levels.yaml";
    const LAYOUT: Layout = Layout::List("levels");
    const SCOPE: Scope = Scope::Playbook;
    const SECTION: &'static str = "levels";
    const DIRECTIVES: &'static [&'static str] = &["levels"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }
}
