//! What scorecards score, and what they leave out although nobody is hired without it.

use std::collections::BTreeSet;

use super::{RoleCoverage, stage_ids};
use crate::{
    diagnostic::Code,
    records::{Finding, Interviews, Kit, RecordKey, Role},
    yaml::{FieldPath, Id},
};

/// The competencies that the scorecards of a role's stages score; `None` when none of its kits has a scorecard.
pub(super) fn scored<'a>(interviews: &Interviews<'a>) -> Option<BTreeSet<&'a Id>> {
    let mut kits = in_use(interviews).filter(|(_, kit)| kit.scorecard.is_some()).peekable();
    kits.peek()?;
    Some(kits.flat_map(|(_, kit)| scored_by(kit)).collect())
}

/// The must-haves of a role that the scorecard of a stage leaves out although the stage is to assess them, said in the kit; and those
/// that no scorecard scores, said in the role.
pub(super) fn findings(role: &Role, key: &RecordKey, interviews: &Interviews<'_>, found: &RoleCoverage) -> Vec<(RecordKey, Finding)> {
    let left_out = left_out(role, interviews);
    let is_said = |id: &Id| left_out.iter().any(|(_, said, _)| *said == id);
    let is_unscored = |id: &Id| found.gaps.unscored_must_haves.iter().any(|gap| **gap == **id);
    let in_role = role.must_have.iter().enumerate().filter_map(|(index, requirement)| {
        let id = &requirement.competency.as_ref()?.id;
        let field = FieldPath::key("must_have").item(index).then("competency");
        let message = format!("nobody is hired without `{id}`, but no scorecard scores it");
        let hint = format!("name `{id}` in a section of the scorecard of a kit that asks about it");
        let finding = Finding::new(Code::UnscoredCompetency, field, message).hint(hint);
        (is_unscored(id) && !is_said(id)).then(|| (key.clone(), finding))
    });
    let in_role: Vec<_> = in_role.collect();
    left_out.into_iter().map(|(kit, _, finding)| (kit.clone(), finding)).chain(in_role).collect()
}

/// What the scorecards of stages leave out, each with its kit and the competency.
fn left_out<'i>(role: &'i Role, interviews: &Interviews<'i>) -> Vec<(&'i RecordKey, &'i Id, Finding)> {
    let must_have: BTreeSet<&Id> = role.must_have.iter().filter_map(|requirement| Some(&requirement.competency.as_ref()?.id)).collect();
    let mut all = Vec::new();
    for (key, kit) in in_use(interviews).filter(|(_, kit)| kit.scorecard.is_some()) {
        let named = interviews.stage(&kit.stage.id).into_iter().flat_map(|stage| &stage.competencies).map(|named| &named.id);
        let scored: BTreeSet<&Id> = scored_by(kit).collect();
        all.extend(named.filter(|id| must_have.contains(id) && !scored.contains(id)).map(|id| {
            let stage = &kit.stage.id;
            let message =
                format!("the stage `{stage}` is to assess `{id}`, without which nobody is hired, but its scorecard has no place for it");
            let hint = format!("name `{id}` in a section of the scorecard, or take it out of `competencies` of the stage");
            (key, id, Finding::new(Code::UnscoredCompetency, FieldPath::key("scorecard").then("sections"), message).hint(hint))
        }));
    }
    all
}

/// The kits of the role's stages.
fn in_use<'a>(interviews: &Interviews<'a>) -> impl Iterator<Item = (&'a RecordKey, &'a Kit)> {
    let stages = stage_ids(interviews);
    interviews.kits.iter().copied().filter(move |(_, kit)| stages.contains(&&kit.stage.id)).collect::<Vec<_>>().into_iter()
}

fn scored_by(kit: &Kit) -> impl Iterator<Item = &Id> {
    let sections = kit.scorecard.iter().flat_map(|scorecard| &*scorecard.sections);
    sections.flat_map(|section| &section.competencies).map(|competency| &competency.id)
}
