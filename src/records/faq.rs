//! Frequently asked questions.

use super::{Layout, RecordKind, Scope};
use crate::{
    kind_record,
    yaml::{Id, Markdown, Ref},
};

kind_record! {
    /// A question that hiring managers or candidates ask, and its answer.
    pub struct Answer as "answer" {
        /// Its id, unique in the file.
        pub id: Id = "remote-work",
        /// The question, as a reader would ask it.
        pub question: String = "May I work from home?",
        /// The answer.
        pub answer: Markdown = "Yes, from any country where we have an office.",
        /// What it is about; a directive can show one category alone.
        pub category: Option<String>,
        /// Answers that belong to it.
        pub related: Vec<Ref<Answer>>,
    }
}

impl RecordKind for Answer {
    const NAME: &'static str = "faq";
    const TITLE: &'static str = "Questions and answers";
    const FILE: &'static str = "faq.yaml";
    const LAYOUT: Layout = Layout::List("faq");
    const SCOPE: Scope = Scope::Either;
    const SECTION: &'static str = "faq";
    const DIRECTIVES: &'static [&'static str] = &["faq"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.question.clone())
    }
}
