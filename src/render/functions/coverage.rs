//! The function for what interviews give evidence of.

use std::{collections::BTreeSet, rc::Rc, sync::Arc};

use tera::{Kwargs, State, TeraResult, Value};

use super::job;
use crate::{
    playbook::{Answer, AskedQuestion, CompetencyCoverage, Coverage, Evidence, Query, RoleCoverage, StageCoverage},
    records::ROLE,
    render::{
        Job,
        value::{map, reference_value},
    },
};

/// `coverage()`: what the interviews of each role give evidence of: `roles`, and the `competencies` and `questions` that none of them
/// uses.
pub(super) fn coverage(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Coverage(coverage) = job.ask(Query::Coverage) else { return Ok(Value::none()) };
    let Coverage { roles, competencies_without_question, unused_questions } = &*coverage;
    let names = Names { job: &job, role: None };
    let mut roles: Vec<&RoleCoverage> = roles.iter().collect();
    if let Answer::Names(ids) = job.ask(Query::Ids(ROLE.into())) {
        roles.sort_by_key(|coverage| ids.iter().position(|id| **id == *coverage.role));
    }
    let roles: Vec<Value> = roles.into_iter().map(|role| role_value(&job, role)).collect();
    Ok(map([
        ("roles", Value::from(roles)),
        ("competencies", names.all("competency", competencies_without_question)),
        ("questions", names.all("question", unused_questions)),
    ]))
}

fn role_value(job: &Rc<Job>, coverage: &RoleCoverage) -> Value {
    let role: Arc<str> = coverage.role.as_str().into();
    let names = Names { job, role: Some(&role) };
    let over: BTreeSet<&str> = coverage.gaps.overrun_stages.iter().map(String::as_str).collect();
    let stage = |stage: &StageCoverage| {
        names.with(
            "stage",
            &stage.stage,
            [
                ("minutes", stage.minutes.map_or_else(Value::none, Value::from)),
                ("asked", Value::from(stage.asked_minutes)),
                ("is_over", Value::from(over.contains(&*stage.stage))),
            ],
        )
    };
    let question = |asked: &AskedQuestion| {
        names.with("question", &asked.question, [("minutes", asked.minutes.map_or_else(Value::none, Value::from))]) //
    };
    let evidence = |evidence: &Evidence| {
        let questions: Vec<Value> = evidence.questions.iter().map(question).collect();
        map([
            ("stage", names.one("stage", &evidence.stage)),
            ("is_named", Value::from(evidence.is_named_by_stage)),
            ("questions", Value::from(questions)),
        ])
    };
    let competency = |found: &CompetencyCoverage| {
        names.with(
            "competency",
            &found.competency,
            [
                ("is_must_have", Value::from(found.is_must_have)),
                ("is_assessed", Value::from(found.is_assessed())),
                ("stages", Value::from(found.stages.iter().map(evidence).collect::<Vec<_>>())),
            ],
        )
    };
    map([
        ("role", names.one(ROLE, &coverage.role)),
        ("stages", Value::from(coverage.stages.iter().map(stage).collect::<Vec<_>>())),
        ("competencies", Value::from(coverage.competencies.iter().map(competency).collect::<Vec<_>>())),
        ("unassessed", names.all("competency", &coverage.gaps.unassessed_must_haves)),
        ("unscored", names.all("competency", &coverage.gaps.unscored_must_haves)),
        ("without_question", names.all("competency", &coverage.gaps.competencies_without_question)),
        ("unused", names.all("question", &coverage.gaps.unused_questions)),
    ])
}

/// Ids as references of a role's records.
struct Names<'a> {
    job: &'a Rc<Job>,
    role: Option<&'a Arc<str>>,
}

impl Names<'_> {
    fn one(&self, kind: &str, id: &str) -> Value {
        reference_value(self.job, kind, &id.into(), self.role)
    }

    fn all(&self, kind: &str, ids: &[String]) -> Value {
        Value::from(ids.iter().map(|id| self.one(kind, id)).collect::<Vec<_>>())
    }

    /// A reference, and what there is to say of it here.
    fn with<const N: usize>(&self, kind: &str, id: &str, more: [(&'static str, Value); N]) -> Value {
        let mut value = self.one(kind, id).into_map().unwrap_or_default();
        more.into_iter().for_each(|(name, field)| drop(value.insert(name.into(), field)));
        Value::from(value)
    }
}
