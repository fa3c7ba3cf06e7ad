//! Interview questions.

use std::collections::BTreeMap;

use super::{Competency, Layout, Level, RecordKind, Scope, Stage};
use crate::{
    choice, kind_record,
    yaml::{Bounded, Datum, Field, Id, Inline, Markdown, NonEmpty, Ref, Shape},
};

kind_record! {
    /// A question of a structured interview, with what tells a strong answer from a weak one.
    pub struct Question as "interview question" {
        /// Its id, unique in the file.
        pub id: Id = "model-rollback",
        /// Its topic in a few words.
        pub title: String = "Rolling back a model",
        /// What the interviewer asks.
        pub prompt: Markdown = "Tell me about a release that you took back.",
        /// What the answer gives evidence of.
        pub competencies: Vec<Ref<Competency>>,
        /// What kind of question it is.
        pub r#type: QuestionType,
        /// The stage of the process in which it is asked.
        pub stage: Option<Ref<Stage>>,
        /// The levels that it is asked at.
        pub levels: Vec<Ref<Level>>,
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
    const TITLE: &'static str = "Interview questions";
    const FILE: &'static str = "questions.yaml";
    const LAYOUT: Layout = Layout::List("questions");
    const SCOPE: Scope = Scope::Either;
    const SECTION: &'static str = "questions";
    const DIRECTIVES: &'static [&'static str] = &["questions"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }
}
