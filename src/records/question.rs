//! Interview questions.

use std::collections::BTreeMap;

use super::{Competency, Finding, Layout, Level, RecordKey, RecordKind, Scale, Scales, Scope, Stage, World, rubric::Score};
use crate::{
    choice, kind_record, record,
    yaml::{Bounded, Brief, Datum, FieldPath, HasBrief, Id, Inline, Markdown, NonEmpty, Ref},
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
        /// The levels that it is asked at; without them, at every level.
        pub levels: Vec<Ref<Level>>,
        /// How long question and answer take.
        pub minutes: Option<Bounded<1, 480>>,
        /// How hard it is, for the level that it is asked at.
        pub difficulty: Option<Difficulty>,
        /// What the interviewer says or hands out first.
        pub setup: Option<Markdown>,
        /// What the interviewer or the candidate needs for it.
        pub materials: Vec<Inline>,
        /// What a strong answer shows.
        pub strong_signals: NonEmpty<Inline>,
        /// What speaks against the candidate.
        pub red_flags: NonEmpty<Inline>,
        /// What to ask next: a text, or `{if: …, ask: …}`.
        pub follow_ups: Vec<Brief<FollowUp>>,
        /// The rubric scale; the playbook's first one unless said.
        pub scale: Option<Ref<Scale>>,
        /// What an answer of each score is like: an anchor for each point of the scale.
        pub rubric: BTreeMap<Score, Inline>,
        /// Answers as candidates give them, each with its score.
        pub sample_answers: Vec<SampleAnswer>,
        /// Questions that go well with it.
        pub related: Vec<Ref<Question>>,
        /// Questions that can be asked in its place, for one when a candidate may know it.
        pub alternates: Vec<Ref<Question>>,
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

choice! {
    /// How hard a question is.
    pub enum Difficulty {
        /// Most candidates answer it well.
        Easy = "easy",
        /// Some do.
        Medium = "medium",
        /// Few do.
        Hard = "hard",
    }
}

record! {
    /// What to ask next.
    pub struct FollowUp as "follow-up" {
        /// When to ask it: what the candidate said, or left out.
        pub r#if: Option<Inline>,
        /// What to ask.
        pub ask: Inline = "What did you first believe?",
    }
}

impl HasBrief for FollowUp {
    const FIELD: &'static str = "ask";
    type Value = Inline;

    fn from_brief(ask: Inline) -> Self {
        Self { r#if: None, ask }
    }
}

record! {
    /// An answer as a candidate gives it.
    pub struct SampleAnswer as "sample answer" {
        /// The score that it gets.
        pub score: Score = "3",
        /// What the candidate says.
        pub text: Markdown = "We rolled back within ten minutes, and then looked for the cause.",
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

    /// Gives every question what it is scored on, as `scored_on`, and checks its rubric against them.
    fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let scales = Scales::of(world);
        let mut resolved = BTreeMap::new();
        for (key, question) in world.of_kind::<Question>() {
            let points = scales.points(question.scale.as_ref());
            let unknown = scales.unknown(question.scale.as_ref(), FieldPath::key("scale"));
            let found = points.iter().flat_map(|points| points.check(question)).chain(unknown);
            findings.extend(found.map(|finding| (key.clone(), finding)));
            if let Some(record) = world.records.get(key) {
                let mut datum = record.datum.clone();
                datum.set("scored_on", points.map_or(Datum::Null, |points| points.datum()));
                resolved.insert(key.clone(), datum);
            }
        }
        resolved
    }
}
