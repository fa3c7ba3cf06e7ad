//! What the interviews of a role leave out, or have too much of, said where it can be mended.

use std::sync::Arc;

use super::{Coverage, RoleCoverage, scored, stage_ids};
use crate::{
    diagnostic::Code,
    records::{Finding, Interviews, Kit, Question, RecordKey, RecordKind as _, Role, Stage, World, minutes},
    yaml::{FieldPath, Id},
};

/// What is wrong with the interviews of each role. Where a record of them couldn't be read, nobody knows what is missing.
pub fn findings(world: &World<'_>, coverage: &Coverage) -> Vec<(RecordKey, Finding)> {
    let knows = |role: Option<&Arc<str>>| [Stage::NAME, Kit::NAME, Question::NAME].iter().all(|kind| world.knows(kind, role));
    let mut findings = Vec::new();
    for role in world.roles.iter().map(Some).chain([None]).filter(|role| knows(*role)) {
        findings.extend(overruns(&Interviews::of(world, role), role));
    }
    for (key, role) in world.of_kind::<Role>().filter(|(key, _)| knows(key.role.as_ref())) {
        let of_role = coverage.roles.iter().find(|found| Some(&*found.role) == key.role.as_deref());
        let Some(found) = of_role.filter(|found| !found.stages.is_empty()) else { continue };
        findings.extend(unassessed(role, found).into_iter().map(|finding| (key.clone(), finding)));
        findings.extend(scored::findings(role, key, &Interviews::of(world, key.role.as_ref()), found));
    }
    once(findings)
}

/// The competencies that a role must have and that none of its stages gives evidence of. A role that has no interviews yet isn't wrong.
fn unassessed(role: &Role, found: &RoleCoverage) -> Vec<Finding> {
    let missing = |id: &Id| found.gaps.unassessed_must_haves.iter().any(|gap| **gap == **id);
    let named = role.must_have.iter().enumerate().filter_map(|(index, requirement)| Some((index, &requirement.competency.as_ref()?.id)));
    let finding = |(index, id): (usize, &Id)| {
        let field = FieldPath::key("must_have").item(index).then("competency");
        let message = format!("nobody is hired without `{id}`, but no stage gives evidence of it");
        let hint = format!("name `{id}` in `competencies` of a question that a stage asks, or of a stage");
        Finding::new(Code::UnassessedCompetency, field, message).hint(hint)
    };
    named.filter(|(_, id)| missing(id)).map(finding).collect()
}

/// Each finding once: several roles may share the kit that it is about.
fn once(findings: Vec<(RecordKey, Finding)>) -> Vec<(RecordKey, Finding)> {
    let mut seen: Vec<(RecordKey, Finding)> = Vec::with_capacity(findings.len());
    for finding in findings {
        if !seen.contains(&finding) {
            seen.push(finding);
        }
    }
    seen
}

/// The stages whose questions take longer than they do. What belongs to the whole playbook alone is said once, and not for each role.
fn overruns(interviews: &Interviews<'_>, role: Option<&Arc<str>>) -> Vec<(RecordKey, Finding)> {
    let finding = |id: &Id| {
        let (stage_key, stage) = interviews.stages.iter().find(|(_, stage)| stage.id == *id)?;
        let (has, asked) = (*stage.minutes?, interviews.asked_at(id));
        let takes = minutes(&asked);
        let mut kits = interviews.kits_of(id).map(|(key, _)| key);
        let kit = kits.next();
        let is_own = [*stage_key].into_iter().chain(kit).chain(asked.iter().map(|asked| asked.key)).any(|key| key.role.as_ref() == role);
        if takes <= has || !is_own {
            return None;
        }
        // Where a kit says what is asked, it is mended there.
        let own_kit = kit.filter(|key| key.role.as_ref() == role);
        let (key, field) = own_kit.map_or((*stage_key, "minutes"), |kit| (kit, "stage"));
        let whose = role.filter(|_| key.role.is_none()).map_or_else(String::new, |role| format!(" for the role `{role}`"));
        let message = format!("the questions of the stage `{id}`{whose} take {takes} minutes, but it has {has}");
        let hint = "leave out a question, give the stage more time, or say in a kit which of them are asked";
        Some((key.clone(), Finding::new(Code::StageOverrun, FieldPath::key(field), message).hint(hint)))
    };
    stage_ids(interviews).into_iter().filter_map(finding).collect()
}
