//! What a role's interviews ask, and when: its stages, kits and questions, with those that it shares with other roles.

use std::{collections::BTreeSet, sync::Arc};

use super::{Kit, Question, RecordKey, RecordKind, Stage, World};
use crate::yaml::Id;

/// The interviews of a role; or what the whole playbook has of them, for all roles.
pub struct Interviews<'a> {
    /// The stages of its process: its own, or the playbook's where it has none.
    pub stages: Vec<(&'a RecordKey, &'a Stage)>,
    /// Its own kits, and the playbook's for the other stages.
    pub kits: Vec<(&'a RecordKey, &'a Kit)>,
    /// Its own questions, and the playbook's.
    pub questions: Vec<Asked<'a>>,
}

/// A question that is asked.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Its name among all records.
    pub key: &'a RecordKey,
    /// The question.
    pub question: &'a Question,
}

impl<'a> Interviews<'a> {
    /// The interviews of a role, or of the whole playbook.
    pub fn of(world: &World<'a>, role: Option<&Arc<str>>) -> Self {
        let (own_stages, shared_stages) = own_and_shared::<Stage>(world, role);
        let (mut kits, shared_kits) = own_and_shared::<Kit>(world, role);
        let covered: BTreeSet<&Id> = kits.iter().map(|(_, kit)| &kit.stage.id).collect();
        kits.extend(shared_kits.into_iter().filter(|(_, kit)| !covered.contains(&kit.stage.id)));
        let (own, shared) = own_and_shared::<Question>(world, role);
        let ids: BTreeSet<&Id> = own.iter().map(|(key, _)| &key.id).collect();
        let others = shared.into_iter().filter(|(key, _)| !ids.contains(&key.id));
        let questions = own.iter().copied().chain(others).map(|(key, question)| Asked { key, question }).collect();
        Self { stages: if own_stages.is_empty() { shared_stages } else { own_stages }, kits, questions }
    }

    /// The stage of this id.
    pub fn stage(&self, id: &Id) -> Option<&'a Stage> {
        self.stages.iter().map(|(_, stage)| *stage).find(|stage| stage.id == *id)
    }

    /// The question of this id.
    pub fn question(&self, id: &Id) -> Option<Asked<'a>> {
        self.questions.iter().find(|asked| asked.question.id == *id).copied()
    }

    /// The questions that a kit asks: those that it names; where it names none, all of its stage.
    pub fn asked_in(&self, kit: &Kit) -> Vec<Asked<'a>> {
        let mut seen = BTreeSet::new();
        let named: Vec<&Id> = kit.named_questions().map(|(_, question)| &question.id).collect();
        if named.is_empty() {
            return self.of_stage(&kit.stage.id).collect();
        }
        named.into_iter().filter(|id| seen.insert(*id)).filter_map(|id| self.question(id)).collect()
    }

    /// The questions that are asked in a stage: those of its kits; where it has none, those that name it.
    pub fn asked_at(&self, stage: &Id) -> Vec<Asked<'a>> {
        let mut kits = self.kits_of(stage).peekable();
        if kits.peek().is_none() {
            return self.of_stage(stage).collect();
        }
        let mut seen = BTreeSet::new();
        kits.flat_map(|(_, kit)| self.asked_in(kit)).filter(|asked| seen.insert(asked.key)).collect()
    }

    /// The kits of a stage.
    pub fn kits_of(&self, stage: &Id) -> impl Iterator<Item = (&'a RecordKey, &'a Kit)> {
        self.kits.iter().copied().filter(move |(_, kit)| kit.stage.id == *stage)
    }

    /// The questions that name a stage.
    fn of_stage(&self, stage: &Id) -> impl Iterator<Item = Asked<'a>> {
        self.questions.iter().copied().filter(move |asked| asked.question.stage.as_ref().is_some_and(|named| named.id == *stage))
    }
}

/// How long a question takes, and of whom it is asked.
#[derive(Debug, Clone)]
pub struct Timed<'a> {
    /// The question's id.
    pub id: &'a str,
    /// Its minutes, where it says so.
    pub minutes: Option<i64>,
    /// The levels at which it is asked; all of them where there is none.
    pub levels: Vec<&'a str>,
    /// The questions that can be asked in its place.
    pub alternates: Vec<&'a str>,
}

impl<'a> From<&Asked<'a>> for Timed<'a> {
    fn from(asked: &Asked<'a>) -> Self {
        let question = asked.question;
        Self {
            id: &question.id,
            minutes: question.minutes.map(|minutes| *minutes),
            levels: question.levels.iter().map(|level| &*level.id).collect(),
            alternates: question.alternates.iter().map(|other| &*other.id).collect(),
        }
    }
}

/// How many minutes questions take one candidate, who is hired at one level: the most at any level.
pub fn minutes<'a>(questions: impl IntoIterator<Item = impl Into<Timed<'a>>>) -> i64 {
    let questions: Vec<Timed<'_>> = questions.into_iter().map(Into::into).collect();
    let levels: BTreeSet<&str> = questions.iter().flat_map(|question| question.levels.iter().copied()).collect();
    let at = |level: &str| sum(questions.iter().filter(|question| question.levels.is_empty() || question.levels.contains(&level)));
    levels.into_iter().map(at).max().unwrap_or_else(|| sum(questions.iter()))
}

/// The minutes of questions, of which one that stands in for another isn't asked as well.
fn sum<'q>(questions: impl Iterator<Item = &'q Timed<'q>>) -> i64 {
    let mut counted: Vec<&Timed<'_>> = Vec::new();
    for question in questions {
        let names = |one: &Timed<'_>, other: &Timed<'_>| one.alternates.contains(&other.id);
        if !counted.iter().any(|earlier| names(earlier, question) || names(question, earlier)) {
            counted.push(question);
        }
    }
    counted.into_iter().filter_map(|question| question.minutes).sum()
}

type Keyed<'a, T> = Vec<(&'a RecordKey, &'a T)>;

/// The records of a kind that are a role's, and those that are the whole playbook's; for the whole playbook, the latter alone.
fn own_and_shared<'a, T: RecordKind>(world: &World<'a>, role: Option<&Arc<str>>) -> (Keyed<'a, T>, Keyed<'a, T>) {
    let of = |role: Option<&Arc<str>>| world.in_order::<T>().into_iter().filter(|(key, _)| key.role.as_ref() == role).collect();
    (role.map_or_else(Vec::new, |role| of(Some(role))), of(None))
}
