//! Rubric scales, and what a question says of their points.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Finding, Layout, Question, RecordKind, Scope, World};
use crate::{
    diagnostic::Code,
    kind_record, record,
    yaml::{Bounded, Datum, FieldPath, Id, Inline, NonEmpty, Ref},
};

/// A score: the value of a scale's point.
pub type Score = Bounded<0, 10>;

kind_record! {
    /// A scale that answers and candidates are scored on.
    pub struct Scale as "rubric scale" {
        /// Its id, unique in the file.
        pub id: Id = "four-points",
        /// What it is called.
        pub title: String = "Four points",
        /// Its points, from the weakest to the strongest.
        pub points: NonEmpty<Point>,
        /// The score from which an answer is good enough.
        pub pass_at: Option<Score>,
        /// Whether an interviewer may leave the score open where there was no evidence.
        pub no_opinion: Option<bool>,
    }
}

record! {
    /// A point of a scale.
    pub struct Point as "point" {
        /// The score.
        pub value: Score = "3",
        /// What it is called, in a word.
        pub label: String = "good",
        /// What it stands for.
        pub meaning: Option<Inline>,
    }
}

impl RecordKind for Scale {
    const NAME: &'static str = "scale";
    const TITLE: &'static str = "Rubric scales";
    const FILE: &'static str = "rubrics.yaml";
    const LAYOUT: Layout = Layout::List("scales");
    const SCOPE: Scope = Scope::Playbook;
    const SECTION: &'static str = "rubrics";
    const DIRECTIVES: &'static [&'static str] = &["rubrics"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    fn check(&self) -> Vec<Finding> {
        let at = |index: usize| FieldPath::key("points").item(index).then("value");
        let wrong = |field, message: String, hint: String| Finding::new(Code::ScalePoints, field, message).hint(hint);
        let mut findings = Vec::new();
        if let [only] = &self.points[..] {
            let message = format!("the scale `{}` has one point only, so it tells nothing apart", self.id);
            findings.push(wrong(at(0), message, format!("add a point below or above {}", only.value)));
        }
        let mut seen = BTreeSet::new();
        for (index, point) in self.points.iter().enumerate().filter(|(_, point)| !seen.insert(point.value)) {
            let message = format!("two points of the scale `{}` have the value {}", self.id, point.value);
            findings.push(wrong(at(index), message, "give each point a value of its own".to_owned()));
        }
        if let Some(pass_at) = self.pass_at.filter(|pass_at| !self.points.iter().any(|point| point.value == *pass_at)) {
            let message = format!("no point of the scale `{}` has the value {pass_at} that it passes at", self.id);
            let hint = format!("write one of {}", listed(self.points.iter().map(|point| point.value)));
            findings.push(wrong(FieldPath::key("pass_at"), message, hint));
        }
        findings
    }
}

/// The rubric scales of a playbook, in the order of their file.
pub struct Scales<'a> {
    declared: Vec<&'a Scale>,
    /// Whether all that were written could be read.
    is_whole: bool,
}

impl<'a> Scales<'a> {
    /// Those of a playbook.
    pub fn of(world: &World<'a>) -> Self {
        let declared = world.in_order::<Scale>().into_iter().map(|(_, scale)| scale).collect();
        Self { declared, is_whole: world.knows(Scale::NAME, None) }
    }

    /// The points of the scale that is named; where none is, of the first one; where there is none, of the usual one: 1 poor, 2 mixed,
    /// 3 good, 4 excellent. `None` when there is no scale of the name, or nobody knows the first
    /// one.
    pub fn points(&self, named: Option<&Ref<Scale>>) -> Option<Points> {
        let scale = match named {
            Some(named) => Some(*self.declared.iter().find(|scale| scale.id == named.id)?),
            None if !self.is_whole => return None,
            None => self.declared.first().copied(),
        };
        Some(scale.map_or_else(Points::usual, Points::of))
    }

    /// A scale that is named must be there even where a playbook has none yet: otherwise nobody knows its points.
    pub fn unknown(&self, named: Option<&Ref<Scale>>, field: FieldPath) -> Option<Finding> {
        let named = named.filter(|_| self.declared.is_empty() && self.is_whole)?;
        let message = format!("there is no rubric scale `{}`", named.id);
        let hint = "write it in `data/rubrics.yaml`, or take this line out for the usual scale from 1 to 4";
        Some(Finding::new(Code::UnknownId, field, message).hint(hint))
    }
}

/// What a question or a scorecard is scored on.
pub struct Points {
    /// The points by value, each with its label; the labels of the usual scale are words of the theme.
    labels: BTreeMap<Score, Option<Arc<str>>>,
    pass_at: Option<Score>,
    may_be_open: bool,
}

impl Points {
    fn of(scale: &Scale) -> Self {
        let labels = scale.points.iter().map(|point| (point.value, Some(point.label.as_str().into()))).collect();
        Self { labels, pass_at: scale.pass_at, may_be_open: scale.no_opinion == Some(true) }
    }

    fn usual() -> Self {
        Self { labels: (1..=4).filter_map(Score::new).map(|value| (value, None)).collect(), pass_at: None, may_be_open: false }
    }

    /// What templates get: `points`, each with its `value`, as the keys of a rubric are written, and its `label`, which is nothing for
    /// the usual scale; `pass_at`, and `no_opinion`.
    pub fn datum(&self) -> Datum {
        let point = |(value, label): (&Score, &Option<Arc<str>>)| {
            let label = label.as_ref().map_or(Datum::Null, |label| Datum::Text(Arc::clone(label)));
            Datum::Map(vec![("value".into(), Datum::Text(value.to_string().into())), ("label".into(), label)])
        };
        Datum::Map(vec![
            ("points".into(), Datum::List(self.labels.iter().map(point).collect())),
            ("pass_at".into(), self.pass_at.map_or(Datum::Null, |score| Datum::Text(score.to_string().into()))),
            ("no_opinion".into(), Datum::Bool(self.may_be_open)),
        ])
    }

    /// What is wrong between a question and the scale that it is scored on. A question may have no rubric at all.
    pub fn check(&self, question: &Question) -> Vec<Finding> {
        let mut findings = self.off_scale(question);
        if !question.rubric.is_empty() {
            findings.extend(self.without_anchor(question));
        }
        findings.extend(equal_anchors(question));
        findings
    }

    fn off_scale(&self, question: &Question) -> Vec<Finding> {
        let anchors = question.rubric.keys().map(|score| (*score, FieldPath::key("rubric").then(&score.to_string())));
        let place = |index| FieldPath::key("sample_answers").item(index).then("score");
        let answers = question.sample_answers.iter().enumerate().map(|(index, answer)| (answer.score, place(index)));
        let unknown = |(score, _): &(Score, FieldPath)| !self.labels.contains_key(score);
        let finding = |(score, field)| {
            let message = format!("the scale of the question `{}` has no point {score}", question.id);
            Finding::new(Code::ScoreOffScale, field, message).hint(format!("its points are {}", listed(self.labels.keys().copied())))
        };
        anchors.chain(answers).filter(unknown).map(finding).collect()
    }

    fn without_anchor(&self, question: &Question) -> Option<Finding> {
        let missing: Vec<Score> = self.labels.keys().filter(|value| !has_anchor(question, **value)).copied().collect();
        let message = match &missing[..] {
            [] => return None,
            [only] => format!("the rubric of the question `{}` has no anchor for the point {only}", question.id),
            several => format!("the rubric of the question `{}` has no anchors for the points {}", question.id, listed(several.iter().copied())),
        };
        let hint = "say below `rubric` what an answer of each score is like, or interviewers will score it each in their own way";
        Some(Finding::new(Code::RubricAnchors, FieldPath::key("rubric"), message).hint(hint))
    }
}

/// Whether a rubric says something of a score.
fn has_anchor(question: &Question, score: Score) -> bool {
    question.rubric.get(&score).is_some_and(|anchor| !anchor.trim().is_empty())
}

/// The anchors that say what one before them says.
fn equal_anchors(question: &Question) -> Vec<Finding> {
    let plain = |anchor: &Inline| anchor.split_whitespace().collect::<Vec<_>>().join(" ").trim_end_matches('.').to_lowercase();
    let mut seen: BTreeMap<String, Score> = BTreeMap::new();
    let mut findings = Vec::new();
    for (score, anchor) in question.rubric.iter().filter(|(score, _)| has_anchor(question, **score)) {
        if let Some(first) = seen.get(&plain(anchor)) {
            let field = FieldPath::key("rubric").then(&score.to_string());
            let message = format!("the anchors {first} and {score} of the question `{}` say the same", question.id);
            findings.push(Finding::new(Code::RubricAnchors, field, message).hint("say what tells the two scores apart"));
        } else {
            seen.insert(plain(anchor), *score);
        }
    }
    findings
}

fn listed(scores: impl Iterator<Item = Score>) -> String {
    scores.map(|score| score.to_string()).collect::<Vec<_>>().join(", ")
}
