//! Scorecards of interview kits.

use std::collections::BTreeSet;

use super::{Competency, Finding, Interviews, Kit, Scale};
use crate::{
    diagnostic::Code,
    record,
    yaml::{Bounded, FieldPath, Id, Inline, NonEmpty, Ref},
};

record! {
    /// What each interviewer writes down, before they hear the others.
    pub struct Scorecard as "scorecard" {
        /// What is scored.
        pub sections: NonEmpty<ScorecardSection>,
        /// The rubric scale; the playbook's first one unless said.
        pub scale: Option<Ref<Scale>>,
        /// Whether each score needs evidence beside it.
        pub evidence_required: Option<bool>,
        /// Within how many hours of the interview it is handed in.
        pub submit_within_hours: Option<Bounded<1, 720>>,
        /// What an interviewer can recommend, from the clearest no to the clearest yes; four usual ones unless said.
        pub recommendation: Vec<Recommendation>,
    }
}

record! {
    /// Something that is scored.
    pub struct ScorecardSection as "scorecard section" {
        /// What it is called.
        pub title: String = "Running systems",
        /// The competencies that it scores.
        pub competencies: Vec<Ref<Competency>>,
        /// What it counts for, in percent of the whole scorecard.
        pub weight: Option<Bounded<1, 100>>,
        /// Whether it can't be left open.
        pub must_assess: Option<bool>,
    }
}

record! {
    /// Something that an interviewer can recommend.
    pub struct Recommendation as "recommendation" {
        /// What it is called, in a word or two.
        pub label: String = "Strong yes",
        /// What is meant by it.
        pub meaning: Option<Inline>,
    }
}

/// What the weights of a scorecard's sections add up to, in percent.
const WHOLE: i64 = 100;

impl Scorecard {
    /// Weights are given to all sections or to none, and make a whole.
    pub(super) fn check_weights(&self) -> Vec<Finding> {
        let section = |index: usize| FieldPath::key("scorecard").then("sections").item(index);
        let wrong = |field, message: String, hint: &str| Finding::new(Code::ScorecardWeights, field, message).hint(hint);
        let weights: Vec<i64> = self.sections.iter().filter_map(|section| section.weight).map(Bounded::get).collect();
        if weights.is_empty() {
            return Vec::new();
        }
        let without = self.sections.iter().enumerate().filter(|(_, section)| section.weight.is_none());
        let missing: Vec<Finding> = without
            .map(|(index, without)| {
                let message = format!("`{}` has no weight, but other sections have one", without.title);
                wrong(section(index).then("title"), message, "give a weight to every section, or to none")
            })
            .collect();
        let sum: i64 = weights.iter().sum();
        if !missing.is_empty() || sum == WHOLE {
            return missing;
        }
        let message = format!("the weights of the scorecard add up to {sum}, not to {WHOLE}");
        vec![wrong(section(0).then("weight"), message, "change them so that they add up to 100, or take all of them out")]
    }

    /// The competencies that interviewers are to score although nothing is asked that gives evidence of them.
    pub(super) fn without_evidence(&self, kit: &Kit, interviews: &Interviews<'_>) -> Vec<Finding> {
        let asked = interviews.asked_in(kit);
        let by_questions = asked.iter().flat_map(|asked| &asked.question.competencies);
        let by_stage = interviews.stage(&kit.stage.id).into_iter().flat_map(|stage| &stage.competencies);
        let known: BTreeSet<&Id> = by_questions.chain(by_stage).map(|competency| &competency.id).collect();
        let scored = self.sections.iter().enumerate().flat_map(|(index, section)| {
            let list = FieldPath::key("scorecard").then("sections").item(index).then("competencies");
            section.competencies.iter().enumerate().map(move |(index, competency)| (list.clone().item(index), competency))
        });
        let finding = |(field, competency): (FieldPath, &Ref<Competency>)| {
            let message = format!("the scorecard scores `{}`, but no question of the kit gives evidence of it", competency.id);
            Finding::new(Code::ScorecardWithoutEvidence, field, message)
                .hint("add a question that does, name it in `competencies` of the stage, or take it out of the scorecard")
        };
        scored.filter(|(_, competency)| !known.contains(&competency.id)).map(finding).collect()
    }
}
