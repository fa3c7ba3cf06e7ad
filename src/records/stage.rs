//! Process.

use super::{Competency, Layout, RecordKind, Scope};
use crate::{
    kind_record,
    yaml::{Bounded, Id, Inline, Markdown, Ref},
};

kind_record! {
    /// A stage of the hiring process.
    pub struct Stage as "stage" {
        /// Its id, unique in the file.
        pub id: Id,
        /// What it is called.
        pub title: String,
        /// What it is to find out or bring about.
        pub purpose: Option<Markdown>,
        /// How long it takes the candidate.
        pub minutes: Option<Bounded<1, 2_880>>,
        /// Within how many days of the stage before it takes place.
        pub days: Option<Bounded<0, 365>>,
        /// Within how many hours after it is decided whether the candidate goes on.
        pub decision_hours: Option<Bounded<1, 720>>,
        /// How it takes place, such as a call or a meeting.
        pub format: Option<Inline>,
        /// Who takes part, besides the candidate.
        pub participants: Vec<Inline>,
        /// What must be ready before.
        pub inputs: Vec<Inline>,
        /// What there is after it.
        pub outputs: Vec<Inline>,
        /// What must be true for the candidate to go on.
        pub pass_criteria: Vec<Inline>,
        /// What it gives evidence of, besides what its questions do.
        pub competencies: Vec<Ref<Competency>>,
        /// How it goes.
        pub details: Option<Markdown>,
    }
}

impl RecordKind for Stage {
    const NAME: &'static str = "stage";
    const TITLE: &'static str = "Process";
    const FILE: &'static str = "process.yaml";
    const LAYOUT: Layout = Layout::List("stages");
    const SCOPE: Scope = Scope::Inherited;
    const SECTION: &'static str = "process";
    const DIRECTIVES: &'static [&'static str] = &["process"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }
}
