//! Interview questions.

use std::collections::BTreeMap;

use super::RecordKind;
use crate::{
    choice, record,
    yaml::{Bounded, Datum, Field, Id, Inline, Markdown, NonEmpty, Shape},
};

record! {
    /// A question of a structured interview, with what tells a strong answer from a weak one.
    pub struct Question as "interview question" {
        /// Its id, unique in the file.
        pub id: Id = "model-rollback",
        /// Its topic in a few words.
        pub title: String = "Rolling back a model",
        /// What the interviewer asks.
        pub prompt: Markdown = "Tell me about a release that you took back.",
        /// What the answer gives evidence of.
        pub competencies: Vec<String>,
        /// What kind of question it is.
        pub r#type: QuestionType,
        /// The stage of the process in which it is asked.
        pub stage: Option<String>,
        /// The levels that it is asked at.
        pub levels: Vec<Id>,
        /// How long question and answer take.
        pub minutes: Option<Bounded<1, 480>>,
        /// What the interviewer says or hands out first.
        pub setup: Option<Markdown>,
        /// What a strong answer shows.
        pub strong_signals: NonEmpty<Inline>,
        /// What speaks against the candidate.
        pub red_flags: NonEmpty<Inline>,
        /// What to ask next.
        pub follow_ups: Vec<Inline>,
        /// What an answer of each score is like, from 1 (weak) to 4 (strong).
        pub rubric: Option<Rubric>,
        /// Where its facts come from.
        pub sources: Vec<Inline>,
        /// Who it is for. It is a remark so far, and hides nothing.
        pub audience: Vec<String>,
        /// A remark for the interviewer.
        pub notes: Option<Markdown>,
    }
}

choice! {
    /// What kind of question it is.
    pub enum QuestionType {
        /// What the candidate did.
        Behavioural = "behavioural",
        /// What the candidate would do.
        Situational = "situational",
        /// What the candidate knows and how they reason.
        Technical = "technical",
        /// A problem worked through together.
        Case = "case",
        /// A piece of the job itself.
        WorkSample = "work_sample",
        /// Whether the basics fit.
        Screen = "screen",
        /// Why this job.
        Motivation = "motivation",
        /// How the candidate wants to work.
        Values = "values",
    }
}

/// What an answer of each score is like: up to four anchors, by score.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rubric(BTreeMap<Score, Inline>);

choice! {
    /// A score.
    pub enum Score {
        /// Weak.
        One = "1",
        /// Mixed.
        Two = "2",
        /// Good.
        Three = "3",
        /// Strong.
        Four = "4",
    }
}

impl Field for Rubric {
    fn shape() -> Shape {
        Shape::Map { keys: Box::new(Score::shape()), of: Box::new(Inline::shape()) }
    }

    fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::read(deserializer).map(Self)
    }

    fn datum(&self) -> Datum {
        Datum::Map(self.0.iter().map(|(score, anchor)| (score.word().into(), anchor.datum())).collect())
    }
}

impl RecordKind for Question {
    const NAME: &'static str = "question";
    const FILE: &'static str = "questions.yaml";
    const LIST: &'static str = "questions";
    const SECTION: &'static str = "questions";
    const DIRECTIVES: &'static [&'static str] = &["questions"];

    fn id(&self) -> &Id {
        &self.id
    }

    fn title(&self) -> String {
        self.title.clone()
    }
}
