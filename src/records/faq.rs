//! Frequently asked questions.

use super::RecordKind;
use crate::{
    record,
    yaml::{Id, Inline, Markdown},
};

record! {
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
        /// Where its facts come from.
        pub sources: Vec<Inline>,
        /// Who it is for. It is a remark so far, and hides nothing.
        pub audience: Vec<String>,
        /// A remark for the reader.
        pub notes: Option<Markdown>,
    }
}

impl RecordKind for Answer {
    const NAME: &'static str = "faq";
    const FILE: &'static str = "faq.yaml";
    const LIST: &'static str = "faq";
    const SECTION: &'static str = "faq";
    const DIRECTIVES: &'static [&'static str] = &["faq"];

    fn id(&self) -> &Id {
        &self.id
    }

    fn title(&self) -> String {
        self.question.clone()
    }
}
