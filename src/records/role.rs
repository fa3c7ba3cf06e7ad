//! The role.

use super::{Competency, Layout, Level, Market, RecordKind, Scope};
use crate::{
    kind_record, record,
    yaml::{Bounded, Id, Inline, Markdown, Ref},
};

kind_record! {
    /// What a role is for, and whom it takes.
    pub struct Role as "role" {
        /// What it is called; its page's title unless said.
        pub title: Option<String>,
        /// Other titles that the same work goes by, neutral in gender.
        pub title_variants: Vec<String>,
        /// The family of roles that it belongs to.
        pub family: Option<String>,
        /// The levels that it is hired at.
        pub levels: Vec<Ref<Level>>,
        /// What the role is, in a few sentences.
        pub summary: Option<Markdown>,
        /// Why it is there.
        pub mission: Option<Markdown>,
        /// What the person will have brought about.
        pub outcomes: Vec<Outcome>,
        /// What the person answers for.
        pub responsibilities: Vec<Inline>,
        /// Without this nobody is hired.
        pub must_have: Vec<Requirement>,
        /// What helps, and is no condition.
        pub nice_to_have: Vec<Requirement>,
        /// What others ask for, and isn't needed here.
        pub not_required: Vec<Inline>,
        /// Whom the person reports to.
        pub reports_to: Option<Inline>,
        /// Whom the person works with.
        pub team: Option<Inline>,
        /// Where and when the work is done.
        pub work_mode: Option<Inline>,
        /// The markets that it is hired in.
        pub locations: Vec<Ref<Market>>,
        /// Roles that are mixed up with it, or lead to and from it.
        pub related: Vec<Ref<Role>>,
    }
}

record! {
    /// Something that the person will have brought about.
    pub struct Outcome as "outcome" {
        /// What it is.
        pub text: Inline,
        /// How it is told.
        pub metric: Option<Inline>,
        /// Within how many months of the first day.
        pub by_months: Option<Bounded<1, 60>>,
    }
}

record! {
    /// Something that is asked of a candidate.
    pub struct Requirement as "requirement" {
        /// What it is.
        pub text: Inline,
        /// The competency that it is, which the stages must then give evidence of.
        pub competency: Option<Ref<Competency>>,
    }
}

impl RecordKind for Role {
    const NAME: &'static str = "role";
    const TITLE: &'static str = "The role";
    const FILE: &'static str = "role.yaml";
    const LAYOUT: Layout = Layout::One;
    const SCOPE: Scope = Scope::Role;
    const SECTION: &'static str = "role";
    const DIRECTIVES: &'static [&'static str] = &["role"];
    const ACROSS: bool = false;

    fn id(&self) -> Option<&Id> {
        None
    }

    fn title(&self) -> Option<String> {
        self.title.clone()
    }
}
