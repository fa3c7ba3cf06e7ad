//! `rolebook check --report coverage`: what the interviews of each role give evidence of, as a table or as JSON.

use std::fmt::Write as _;

use rolebook::playbook::{CompetencyCoverage, Coverage, RoleCoverage, StageCoverage};

/// The report as a JSON object.
pub fn json(coverage: &Coverage) -> String {
    let mut text = serde_json::to_string_pretty(coverage).unwrap_or_else(|_| "{}".to_owned());
    text.push('\n');
    text
}

/// The report for people: for each role a table of its competencies, one of its stages, and the gaps.
pub fn text(coverage: &Coverage) -> String {
    if coverage.roles.is_empty() {
        return "No role says what its interviews ask: there are no interview questions, and no competency that a role must have.\n"
            .to_owned();
    }
    let mut text = coverage.roles.iter().map(of_role).collect::<Vec<_>>().join("\n");
    let shared = [
        ("no question of any role gives evidence of", &coverage.competencies_without_question),
        ("questions for all roles that no stage or kit asks", &coverage.unused_questions),
    ];
    let gaps = listed(&shared);
    if !gaps.is_empty() {
        let _ = write!(text, "\nAll roles\n\n{gaps}");
    }
    text
}

fn of_role(coverage: &RoleCoverage) -> String {
    let mut rows = vec![["COMPETENCY", "STAGE", "QUESTION", "MINUTES"].map(str::to_owned)];
    rows.extend(coverage.competencies.iter().flat_map(competency_rows));
    let mut stages = vec![["STAGE", "ASKED", "HAS", ""].map(str::to_owned)];
    stages.extend(coverage.stages.iter().map(stage_row));
    let gaps = listed(&[
        ("must have, but assessed in no stage", &coverage.gaps.unassessed_must_haves),
        ("must have, but on no scorecard", &coverage.gaps.unscored_must_haves),
        ("no question gives evidence of", &coverage.gaps.competencies_without_question),
        ("questions that no stage or kit asks", &coverage.gaps.unused_questions),
        ("questions take longer than the stage", &coverage.gaps.overrun_stages),
    ]);
    let star = if coverage.competencies.iter().any(|found| found.is_must_have) { "  * must have\n" } else { "" };
    let gaps = if gaps.is_empty() { "  no gaps\n".to_owned() } else { gaps };
    format!("{}\n\n{}{star}\n{}\n{gaps}", coverage.role, table(&rows), table(&stages))
}

/// A row for each question that gives evidence of a competency; one that nobody is hired without has a star.
fn competency_rows(found: &CompetencyCoverage) -> Vec<[String; 4]> {
    let mut rows: Vec<[String; 3]> = Vec::new();
    for evidence in &found.stages {
        if evidence.is_named_by_stage {
            rows.push([evidence.stage.clone(), "(the stage itself)".to_owned(), String::new()]);
        }
        for question in &evidence.questions {
            let minutes = question.minutes.map_or_else(String::new, |minutes| minutes.to_string());
            rows.push([evidence.stage.clone(), question.question.clone(), minutes]);
        }
    }
    if rows.is_empty() {
        rows.push(["-".to_owned(), "-".to_owned(), String::new()]);
    }
    let name = format!("{}{}", found.competency, if found.is_must_have { " *" } else { "" });
    let first = |index: usize| if index == 0 { name.clone() } else { String::new() };
    rows.into_iter().enumerate().map(|(index, [stage, question, minutes])| [first(index), stage, question, minutes]).collect()
}

fn stage_row(stage: &StageCoverage) -> [String; 4] {
    let has = stage.minutes.map_or_else(|| "-".to_owned(), |minutes| minutes.to_string());
    let over = stage.overrun().map_or_else(String::new, |over| format!("{over} too many"));
    [stage.stage.clone(), stage.asked_minutes.to_string(), has, over]
}

fn listed(gaps: &[(&str, &Vec<String>)]) -> String {
    gaps.iter().filter(|(_, ids)| !ids.is_empty()).map(|(what, ids)| format!("  {what}: {}\n", ids.join(", "))).collect()
}

/// Rows as lines whose columns stand below each other; columns of numbers are aligned at their end.
fn table<const N: usize>(rows: &[[String; N]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default();
    let is_number = |column: usize| rows.iter().skip(1).all(|row| row[column].chars().all(|c| c.is_ascii_digit() || c == '-'));
    let cell = |column: usize, text: &String| match is_number(column) {
        true => format!("{text:>0$}", width(column)),
        false => format!("{text:0$}", width(column)),
    };
    let line = |row: &[String; N]| row.iter().enumerate().map(|(column, text)| cell(column, text)).collect::<Vec<_>>().join("  ");
    rows.iter().map(|row| format!("  {}\n", line(row).trim_end())).collect()
}
