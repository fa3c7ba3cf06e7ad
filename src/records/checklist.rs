//! Checklists.

use super::{Finding, KindWord, Layout, RecordKind, Scope, Stage};
use crate::{
    diagnostic::Code,
    kind_record, record,
    yaml::{Bounded, FieldPath, Id, Inline, Markdown, NonEmpty, Ref},
};

kind_record! {
    /// What is done at one point of a search or after it, by whom and until when: to be ticked off.
    pub struct Checklist as "checklist" {
        /// Its id, unique in the file.
        pub id: Id = "before-the-panel",
        /// What it is called.
        pub title: String = "Before the panel",
        /// The stage of the process that it belongs to.
        pub stage: Option<Ref<Stage>>,
        /// When somebody begins with it.
        pub when: Option<Inline> = "Two days before the panel",
        /// What it is good for.
        pub purpose: Option<Markdown>,
        /// Who does what no task names somebody else for.
        pub by: Option<Inline> = "The recruiter",
        /// What is done, in this order.
        pub tasks: NonEmpty<Task>,
    }
}

record! {
    /// Something that is done.
    pub struct Task as "task" {
        /// What it is.
        pub text: Inline = "Send the kit to both interviewers",
        /// Who does it.
        pub by: Option<Inline>,
        /// Within how many days of the list's beginning.
        pub days: Option<Bounded<1, 365>>,
        /// Whether it may be left out.
        pub optional: Option<bool>,
        /// Why it is done, or how.
        pub note: Option<Inline>,
        /// The heading that it stands under, together with its neighbours of the same group, such as `First week`.
        pub group: Option<String>,
    }
}

impl RecordKind for Checklist {
    const NAME: &'static str = "checklist";
    const TITLE: &'static str = "Checklists";
    const FILE: &'static str = "checklists.yaml";
    const LAYOUT: Layout = Layout::List("checklists");
    const SCOPE: Scope = Scope::Either;
    const SECTION: &'static str = "checklists";
    const DIRECTIVES: &'static [&'static str] = &["checklists"];
    const WORDS: &'static [KindWord] = &[
        KindWord { key: Self::SECTION, en: Self::TITLE, de: "Checklisten", fr: "Listes de contrôle" },
        KindWord { key: "task_optional", en: "if need be", de: "bei Bedarf", fr: "au besoin" },
    ];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    /// What nobody is named for, nobody does.
    fn check(&self) -> Vec<Finding> {
        let nobody = self.tasks.iter().enumerate().filter(|(_, task)| self.by.is_none() && task.by.is_none());
        let finding = |(index, task): (usize, &Task)| {
            let message = format!("nobody is named who does `{}`", task.text.trim());
            let hint = "add `by` to the task, such as `by: The recruiter`, or to the list for all of its tasks";
            Finding::new(Code::MissingField, FieldPath::key("tasks").item(index).then("text"), message).hint(hint)
        };
        nobody.map(finding).collect()
    }
}
