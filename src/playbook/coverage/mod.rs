//! Coverage: which competencies a role's interviews give evidence of, in which stage and by which question, and what they leave out.
//!
//! [`Coverage::of`] is the one computation; the page, the report of the command line and the [findings](findings()) all say what it says.

mod findings;
mod scored;

use std::{collections::BTreeSet, sync::Arc};

use serde::Serialize;

pub use self::findings::findings;
use crate::{
    records::{Asked, Competency, Interviews, Question, Requirement, Role, World, minutes},
    yaml::{Id, Ref},
};

/// What the interviews of all roles give evidence of. Records are named by their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Coverage {
    /// Role by role; one that says nothing of its interviews isn't there.
    pub roles: Vec<RoleCoverage>,
    /// The playbook's competencies that no question of any role gives evidence of.
    pub competencies_without_question: Vec<String>,
    /// The questions for all roles that no role's stage or kit asks.
    pub unused_questions: Vec<String>,
}

/// What the interviews of a role give evidence of.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RoleCoverage {
    /// The role.
    pub role: String,
    /// The stages of its process, in order.
    pub stages: Vec<StageCoverage>,
    /// The competencies that it asks for: what it must have first, then what it should have, then what its interviews add.
    pub competencies: Vec<CompetencyCoverage>,
    /// What is missing or too much.
    pub gaps: Gaps,
}

/// How full a stage is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct StageCoverage {
    /// The stage.
    pub stage: String,
    /// How many minutes it has, where it says so.
    pub minutes: Option<i64>,
    /// How many minutes its questions take one candidate, as far as they say so.
    pub asked_minutes: i64,
}

/// What gives evidence of a competency.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct CompetencyCoverage {
    /// The competency.
    pub competency: String,
    /// Whether nobody is hired without it.
    pub is_must_have: bool,
    /// The evidence of each stage, in the order of the role's stages.
    pub stages: Vec<Evidence>,
}

/// What gives evidence of a competency in a stage.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Evidence {
    /// The stage.
    pub stage: String,
    /// Whether the stage itself names the competency.
    pub is_named_by_stage: bool,
    /// The questions that do.
    pub questions: Vec<AskedQuestion>,
}

/// A question that is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct AskedQuestion {
    /// The question.
    pub question: String,
    /// How many minutes it takes, where it says so.
    pub minutes: Option<i64>,
}

/// What is missing in a role's interviews, or too much.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Gaps {
    /// Competencies that nobody is hired without, and that no stage gives evidence of.
    pub unassessed_must_haves: Vec<String>,
    /// Competencies that nobody is hired without, that a stage gives evidence of, and that no scorecard scores.
    pub unscored_must_haves: Vec<String>,
    /// Competencies that no question of a stage gives evidence of.
    pub competencies_without_question: Vec<String>,
    /// The role's own questions that no stage or kit asks.
    pub unused_questions: Vec<String>,
    /// Stages whose questions take longer than they do.
    pub overrun_stages: Vec<String>,
}

impl Coverage {
    /// The coverage of a playbook.
    pub fn of(world: &World<'_>) -> Self {
        let mut asked = BTreeSet::new();
        let mut roles = Vec::new();
        for role in world.roles {
            let interviews = Interviews::of(world, Some(role));
            let plan = Plan::of(world, &interviews, role);
            asked.extend(plan.stages.iter().flat_map(|stage| &stage.asked).map(|asked| asked.key));
            roles.extend((!plan.is_empty()).then(|| plan.coverage()));
        }
        let all = world.in_order::<Question>();
        let evidenced: BTreeSet<&Id> = all.iter().flat_map(|(_, question)| &question.competencies).map(|named| &named.id).collect();
        let competencies = world.in_order::<Competency>().into_iter().filter(|(key, _)| !evidenced.contains(&key.id));
        let shared = all.iter().filter(|(key, _)| key.role.is_none() && !asked.contains(key));
        Self {
            roles,
            competencies_without_question: competencies.map(|(key, _)| key.id.to_string()).collect(),
            unused_questions: shared.map(|(key, _)| key.id.to_string()).collect(),
        }
    }
}

impl StageCoverage {
    /// By how many minutes its questions run over it.
    pub fn overrun(&self) -> Option<i64> {
        self.minutes.map(|minutes| self.asked_minutes - minutes).filter(|over| *over > 0)
    }
}

impl CompetencyCoverage {
    /// Whether any stage gives evidence of it.
    pub fn is_assessed(&self) -> bool {
        self.stages.iter().any(|stage| stage.is_named_by_stage || !stage.questions.is_empty())
    }

    /// Whether any question of a stage does.
    pub fn has_question(&self) -> bool {
        self.stages.iter().any(|stage| !stage.questions.is_empty())
    }
}

/// What a role asks for, and what its stages ask.
struct Plan<'a> {
    role: &'a Arc<str>,
    stages: Vec<PlannedStage<'a>>,
    must_have: Vec<&'a Id>,
    /// All competencies, each once.
    competencies: Vec<&'a Id>,
    /// The role's own questions.
    own: Vec<Asked<'a>>,
    /// What the scorecards of its kits score; `None` where there are none.
    scored: Option<BTreeSet<&'a Id>>,
}

struct PlannedStage<'a> {
    id: &'a Id,
    minutes: Option<i64>,
    names: Vec<&'a Id>,
    asked: Vec<Asked<'a>>,
}

impl<'a> Plan<'a> {
    fn of(world: &World<'a>, interviews: &Interviews<'a>, role: &'a Arc<str>) -> Self {
        let profile = world.of_kind::<Role>().find(|(key, _)| key.role.as_ref() == Some(role)).map(|(_, profile)| profile);
        let required = |list: fn(&Role) -> &Vec<Requirement>| {
            profile.into_iter().flat_map(list).filter_map(|requirement| requirement.competency.as_ref()).map(id_of).collect::<Vec<_>>()
        };
        let must_have = required(|profile| &profile.must_have);
        let own: Vec<Asked<'a>> = interviews.questions.iter().filter(|asked| asked.key.role.as_ref() == Some(role)).copied().collect();
        let stages: Vec<PlannedStage<'a>> = stage_ids(interviews).into_iter().map(|id| PlannedStage::of(interviews, id)).collect();
        let named = stages.iter().flat_map(|stage| {
            let asked = stage.asked.iter().flat_map(|asked| &asked.question.competencies).map(id_of);
            asked.chain(stage.names.iter().copied())
        });
        let of_own = own.iter().flat_map(|asked| &asked.question.competencies).map(id_of);
        let all = must_have.iter().copied().chain(required(|profile| &profile.nice_to_have)).chain(named).chain(of_own);
        let competencies = once(all);
        let scored = scored::scored(interviews);
        Self { role, stages, must_have, competencies, own, scored }
    }

    /// Whether the role says nothing of its interviews.
    fn is_empty(&self) -> bool {
        self.must_have.is_empty() && self.own.is_empty() && self.stages.iter().all(|stage| stage.asked.is_empty())
    }

    fn coverage(&self) -> RoleCoverage {
        let competencies: Vec<CompetencyCoverage> = self.competencies.iter().map(|id| self.competency(id)).collect();
        let stages: Vec<StageCoverage> = self.stages.iter().map(PlannedStage::coverage).collect();
        let names = |wanted: &dyn Fn(&CompetencyCoverage) -> bool| {
            competencies.iter().filter(|found| wanted(found)).map(|found| found.competency.clone()).collect()
        };
        // A question that can be asked in the place of another one has its place.
        let is_asked = |own: &Asked<'_>| {
            let mut asked = self.stages.iter().flat_map(|stage| &stage.asked);
            asked.any(|asked| asked.key == own.key || asked.question.alternates.iter().any(|other| other.id == own.key.id))
        };
        let gaps = Gaps {
            unassessed_must_haves: names(&|found| found.is_must_have && !found.is_assessed()),
            unscored_must_haves: names(&|found| found.is_must_have && found.is_assessed() && !self.is_scored(&found.competency)),
            competencies_without_question: names(&|found| !found.has_question()),
            unused_questions: self.own.iter().filter(|own| !is_asked(own)).map(|own| own.key.id.to_string()).collect(),
            overrun_stages: stages.iter().filter(|stage| stage.overrun().is_some()).map(|stage| stage.stage.clone()).collect(),
        };
        RoleCoverage { role: self.role.to_string(), stages, competencies, gaps }
    }

    /// Whether a scorecard scores a competency. Where there are no scorecards yet, none is missing.
    fn is_scored(&self, competency: &str) -> bool {
        self.scored.as_ref().is_none_or(|scored| scored.iter().any(|id| ***id == *competency))
    }

    fn competency(&self, id: &Id) -> CompetencyCoverage {
        CompetencyCoverage {
            competency: id.to_string(),
            is_must_have: self.must_have.contains(&id),
            stages: self.stages.iter().map(|stage| stage.evidence_of(id)).collect(),
        }
    }
}

impl<'a> PlannedStage<'a> {
    fn of(interviews: &Interviews<'a>, id: &'a Id) -> Self {
        let stage = interviews.stage(id);
        Self {
            id,
            minutes: stage.and_then(|stage| stage.minutes).map(|minutes| *minutes),
            names: stage.into_iter().flat_map(|stage| &stage.competencies).map(id_of).collect(),
            asked: interviews.asked_at(id),
        }
    }

    fn coverage(&self) -> StageCoverage {
        StageCoverage { stage: self.id.to_string(), minutes: self.minutes, asked_minutes: minutes(&self.asked) }
    }

    fn evidence_of(&self, competency: &Id) -> Evidence {
        let gives = |asked: &&Asked<'_>| asked.question.competencies.iter().any(|named| named.id == *competency);
        let question = |asked: &Asked<'_>| AskedQuestion {
            question: asked.key.id.to_string(),
            minutes: asked.question.minutes.map(|minutes| *minutes),
        };
        Evidence {
            stage: self.id.to_string(),
            is_named_by_stage: self.names.contains(&competency),
            questions: self.asked.iter().filter(gives).map(question).collect(),
        }
    }
}

/// The stages of a role's process; where nobody wrote them out, those that its questions and kits name.
fn stage_ids<'a>(interviews: &Interviews<'a>) -> Vec<&'a Id> {
    if !interviews.stages.is_empty() {
        return interviews.stages.iter().map(|(_, stage)| &stage.id).collect();
    }
    let of_questions = interviews.questions.iter().filter_map(|asked| asked.question.stage.as_ref()).map(id_of);
    once(of_questions.chain(interviews.kits.iter().map(|(_, kit)| &kit.stage.id)))
}

fn id_of<T>(reference: &Ref<T>) -> &Id {
    &reference.id
}

/// The first of each.
fn once<'a>(ids: impl Iterator<Item = &'a Id>) -> Vec<&'a Id> {
    let mut seen = BTreeSet::new();
    ids.filter(|id| seen.insert(*id)).collect()
}
