//! What interviews give evidence of, and what they leave out.

use crate::{interviews::playbook, support::Site};

const ROLE: &str = "must_have:
  - {text: Owns it, competency: ownership}
  - {text: Writes it down, competency: writing}
nice_to_have:
  - {text: Counts, competency: cost}
";

fn with_role() -> Site {
    playbook().file("content/roles/sre/role.yaml", ROLE)
}

#[test]
fn a_role_s_competencies_stand_against_its_stages() {
    let built = with_role().build().errors(["unassessed-competency"]);
    built
        .page("coverage.html")
        .texts("h1", ["Coverage"])
        .texts(".coverage h2", ["Reliability engineer"])
        .texts(".coverage thead th", ["Competency", "Screen10 of 30 min asked", "Panel35 of 60 min asked"])
        .texts(".coverage tbody th", ["OwnershipMust have", "WritingMust haveassessed in no stage", "Cost", "Drive", "Analysis"])
        .texts(".coverage tbody tr:nth-of-type(1) td", ["– nothing", "A failure 20 min"])
        .texts(".coverage tbody tr:nth-of-type(2) td", ["– nothing", "– nothing"])
        .texts(".coverage tbody tr:nth-of-type(4) td", ["Why 10 min", "– nothing"])
        .attributes(".coverage tbody tr:nth-of-type(1) td a", "href", ["roles/sre/index.html#question-failure"])
        .texts(".coverage > ul li", ["Must have, but assessed in no stage: Writing", "No question gives evidence of: Writing"]);
}

#[test]
fn a_stage_that_names_a_competency_gives_evidence_of_it() {
    let stage = "{id: panel, title: Panel, competencies: [writing], minutes: 60,";
    let built = with_role().replace("content/data/process.yaml", "{id: panel, title: Panel, minutes: 60,", stage);
    let built = built.replace("content/roles/sre/kits.yaml", "competencies: [cost]", "competencies: [cost, writing]").build().ok();
    built
        .page("coverage.html")
        .texts(".coverage tbody tr:nth-of-type(2) td", ["– nothing", "The stage itself"])
        .texts(".coverage > ul li", ["No question gives evidence of: Writing"]);
}

#[test]
fn a_must_have_that_no_scorecard_scores_is_a_gap() {
    let stage = "{id: panel, title: Panel, competencies: [writing], minutes: 60,";
    let named = || with_role().replace("content/data/process.yaml", "{id: panel, title: Panel, minutes: 60,", stage);
    let unscored = named().build().errors(["unscored-competency"]);
    unscored
        .page("coverage.html")
        .texts(".coverage > ul li", ["Must have, but on no scorecard: Writing", "No question gives evidence of: Writing"]);
    let silence = format!(
        "{}    silence:\n      - {{code: unscored-competency, reason: Their letters show it.}}\n",
        named().text("content/roles/sre/kits.yaml")
    );
    named().file("content/roles/sre/kits.yaml", silence).build().ok();
    // A playbook that has no scorecards yet lacks none.
    let kits = named().text("content/roles/sre/kits.yaml").split("    scorecard:").next().unwrap_or_default().to_owned();
    named().file("content/roles/sre/kits.yaml", kits).build().ok();
}

#[test]
fn what_nobody_asks_is_told() {
    let question = |id: &str| {
        format!(
            "  - {{id: {id}, title: Question {id}, prompt: X?, type: case, strong_signals: [A], red_flags: [B], competencies: [drive]}}\n"
        )
    };
    let site = playbook();
    let shared = format!("{}{}", site.text("content/data/questions.yaml"), question("for-all"));
    let own = format!("{}{}", site.text("content/roles/sre/questions.yaml"), question("own"));
    let page = site
        .file("content/data/questions.yaml", shared)
        .file("content/roles/sre/questions.yaml", own)
        .file(
            "content/data/competencies.yaml",
            "competencies:\n".to_owned()
                + &["ownership", "analysis", "cost", "drive", "law"]
                    .map(|id| format!("  - {{id: {id}, title: {id}, definition: X.}}\n"))
                    .concat(),
        )
        .build()
        .ok()
        .page("coverage.html");
    // A question that is asked in the place of another one has its place.
    page.texts(".coverage > ul li", ["Questions that no stage or kit asks: Question own"])
        .texts("#role-shared + ul li", ["No question gives evidence of: law", "Questions that no stage or kit asks: Question for-all"]);
}

#[test]
fn a_stage_is_as_long_as_its_questions_at_the_longest_level() {
    let stage = |minutes: usize| {
        let question = |id: &str, level: &str, more: &str| {
            format!(
                "  - {{id: {id}, title: T, prompt: X?, type: case, stage: panel, minutes: 30, levels: [{level}], {more} strong_signals: [A], red_flags: [B]}}\n"
            )
        };
        let questions =
            [question("a", "mid", ""), question("b", "senior", ""), question("c", "", "alternates: [d],"), question("d", "", "")];
        Site::of_page("")
            .file("content/roles/sre/index.md", "")
            .file("content/roles/sre/process.yaml", format!("stages:\n  - {{id: panel, title: Panel, minutes: {minutes}}}\n"))
            .file("content/roles/sre/questions.yaml", format!("questions:\n{}", questions.concat()))
            .build()
    };
    stage(60).ok();
    stage(59).errors(["stage-overrun"]);
}

#[test]
fn what_is_shared_alone_is_told_once() {
    let process = "stages:\n  - {id: screen, title: Screen, minutes: 5}\n";
    let built = playbook()
        .file("content/data/process.yaml", process)
        .delete("content/roles/sre/questions.yaml")
        .delete("content/roles/sre/kits.yaml")
        .file("content/roles/sre/role.yaml", "must_have: [{text: Wants it, competency: drive}]\n")
        .file("content/roles/other/index.md", "")
        .file("content/roles/other/role.yaml", "must_have: [{text: Wants it, competency: drive}]\n")
        .build();
    built.errors(["stage-overrun"]).page("coverage.html").count(".coverage", 2);
}

#[test]
fn what_a_broken_file_would_say_is_not_missed() {
    with_role().replace("content/roles/sre/questions.yaml", "type: case", "type: cas").build().errors(["unknown-choice"]);
}

#[test]
fn the_page_is_made_where_there_is_something_to_say() {
    assert!(!Site::of_page("").file("content/roles/sre/index.md", "").build().ok().has("coverage.html"));
    let built = playbook().build().ok();
    built.home().has(".site-nav a[href='coverage.html']");
    let built = built.edit("rolebook.yaml", "pages: {coverage: false}").build().ok();
    assert!(!built.has("coverage.html"));
    playbook().file("content/coverage.md", "# My own").build().ok().page("coverage.html").texts("h1", ["My own"]);
}
