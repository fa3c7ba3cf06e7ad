//! Questions, the question bank, rubric scales and interview kits.

use crate::support::Site;

/// A playbook with a process for all roles, and a role whose interviews are written out.
pub fn playbook() -> Site {
    Site::of_page("")
        .file("content/data/process.yaml", PROCESS)
        .file("content/data/questions.yaml", SHARED)
        .file("content/data/kits.yaml", "kits:\n  - {id: screen-kit, title: Screen, stage: screen}\n")
        .file("content/data/levels.yaml", "levels:\n  - {id: mid, title: Mid, order: 1}\n  - {id: senior, title: Senior, order: 2}\n")
        .file("content/roles/sre/index.md", "---\ntitle: Reliability engineer\n---\n")
        .file("content/roles/sre/questions.yaml", QUESTIONS)
        .file("content/roles/sre/kits.yaml", KITS)
}

const PROCESS: &str = "stages:
  - {id: screen, title: Screen, minutes: 30}
  - {id: panel, title: Panel, minutes: 60, purpose: How they run things.}
";

const SHARED: &str = "questions:
  - {id: why, title: Why, prompt: Why now?, type: motivation, stage: screen, minutes: 10, competencies: [drive], strong_signals: [A], red_flags: [B]}
";

const QUESTIONS: &str = "questions:
  - id: failure
    title: A failure
    prompt: Tell us.
    type: behavioural
    stage: panel
    levels: [mid, senior]
    minutes: 20
    difficulty: hard
    competencies: [ownership, analysis]
    materials: [A *board*, the timeline]
    strong_signals: [Order]
    red_flags: [Chaos]
    follow_ups: [And then?, {if: they stop early, ask: 'What *changed*?'}]
    rubric: {1: No., 2: Some., 3: Much., 4: All.}
    sample_answers: [{score: 2, text: It was *the data*.}, {score: 4, text: At nine the alert fired.}]
    related: [cost]
    alternates: [spare]
  - {id: spare, title: A spare, prompt: Or this?, type: case, stage: panel, minutes: 20, competencies: [analysis], strong_signals: [A], red_flags: [B]}
  - {id: cost, title: Cost, prompt: How much?, type: technical, levels: [senior], minutes: 15, competencies: [cost], strong_signals: [A], red_flags: [B]}
";

const KITS: &str = "kits:
  - id: panel-kit
    title: Panel with two engineers
    stage: panel
    interviewers: {count: 2, roles: [an engineer, the lead], training: A course}
    agenda:
      - {minutes: 5, title: Welcome, script: Good *morning*.}
      - {minutes: 20, title: A failure, questions: [failure], notes: Take notes.}
      - {minutes: 10, title: Their questions}
    questions: [cost, failure]
    intro_script: We are two.
    close_script: You hear from us.
    candidate_preparation: Think of a failure.
    accommodations: Ask for breaks.
    dos: [Listen]
    donts: [Help]
    scorecard:
      sections:
        - {title: Running, competencies: [ownership], weight: 70, must_assess: true}
        - {title: Counting, competencies: [cost], weight: 30}
      evidence_required: true
      submit_within_hours: 24
";

const SCALE: &str = "scales:
  - id: three
    title: Three points
    points: [{value: 0, label: absent, meaning: Not *seen*.}, {value: 1, label: seen}, {value: 2, label: strong}]
    pass_at: 1
    no_opinion: true
  - {id: two, title: Two points, points: [{value: 1, label: below}, {value: 2, label: above}]}
";

#[test]
fn a_question_shows_what_else_is_known_of_it() {
    playbook()
        .build()
        .ok()
        .page("roles/sre/index.html")
        .texts("#question-failure .labels li", ["Panel", "Behavioural", "20 min", "Hard", "Mid, Senior", "Ownership", "Analysis"])
        .texts("#question-failure .setup", ["Have readyA board; the timeline"])
        .texts("#question-failure .follow-ups li", ["And then?", "If they stop early: What changed?"])
        .texts("#question-failure .follow-ups em", ["changed"])
        .texts("#question-failure .answers dt", ["Score 2", "Score 4"])
        .texts("#question-failure .answers em", ["the data"])
        .has_no("#question-failure .answers[open]")
        .attributes("#question-failure .remarks a", "href", ["#question-spare", "#question-cost"])
        .texts("#question-failure .remarks p", ["Ask instead: A spare", "Goes with: Cost"]);
}

#[test]
fn a_rubric_has_the_points_of_its_scale() {
    let site =
        |rubric: &str| playbook().replace("content/roles/sre/questions.yaml", "rubric: {1: No., 2: Some., 3: Much., 4: All.}", rubric);
    let labels = |site: Site| site.build().ok().page("roles/sre/index.html").texts_of("#question-failure .rubric dt");
    assert_eq!(labels(site("rubric: {4: d, 2: b, 3: c, 1: a}")), ["1 poor", "2 mixed", "3 good", "4 excellent"]);
    // The first scale of the playbook is the one that is taken where none is named.
    let with_scales = |rubric: &str| {
        site(rubric).file("content/data/rubrics.yaml", SCALE).replace("content/roles/sre/questions.yaml", "{score: 4,", "{score: 1,")
    };
    assert_eq!(labels(with_scales("rubric: {0: a, 1: b, 2: c}")), ["0 absent", "1 seen", "2 strong"]);
    let named = with_scales("scale: two\n    rubric: {1: below it, 2: above it}");
    assert_eq!(labels(named), ["1 below", "2 above"]);
    with_scales("rubric: {1: b, 2: c}").build().errors(["rubric-anchors"]);
    with_scales("scale: four\n    rubric: {1: b, 2: c}").build().errors(["unknown-id"]);
}

#[test]
fn rubric_scales_have_a_page() {
    let built = Site::of_page("::rubrics{}").file("content/data/rubrics.yaml", SCALE).build().ok();
    for page in [built.home(), built.page("rubrics.html")] {
        page.attributes(".rubric", "id", ["scale-three", "scale-two"])
            .texts("#scale-three dt", ["0 absent", "1 seen", "2 strong"])
            .texts("#scale-three dd em", ["seen"])
            .texts("#scale-three .labels li", ["good enough from 1", "may be left open"]);
    }
}

#[test]
fn the_question_bank_finds_each_question_in_four_ways_and_shows_it_once() {
    let page = playbook().build().ok().page("questions.html");
    page.texts(".bank summary", ["By competency", "By stage", "By level", "By role"])
        .texts(".bank details:nth-of-type(1) dt", ["Analysis", "Cost", "Drive", "Ownership"])
        .texts(".bank details:nth-of-type(1) li", ["A failure 20 min", "A spare 20 min", "Cost 15 min", "Why 10 min", "A failure 20 min"])
        .texts(".bank details:nth-of-type(2) dt", ["Screen", "Panel", "In no stage"])
        .texts(".bank details:nth-of-type(3) dt", ["Mid", "Senior", "At every level"])
        .texts(".bank details:nth-of-type(4) dt", ["Reliability engineer", "For all roles"])
        .attributes(
            ".bank details:nth-of-type(4) a",
            "href",
            ["roles/sre/index.html", "#sre-question-failure", "#sre-question-spare", "#sre-question-cost", "#question-why"],
        )
        .attributes(".question", "id", ["question-why", "sre-question-failure", "sre-question-spare", "sre-question-cost"]);
}

#[test]
fn a_kit_has_a_page_with_all_that_the_interviewer_needs() {
    let page = playbook().build().ok().page("roles/sre/kits/panel-kit.html");
    page.texts("h1", ["Panel with two engineers"])
        .texts(".breadcrumb a", ["Playbook", "Roles", "Reliability engineer"])
        .texts(".kit > .facts dd", ["Reliability engineer", "Panel", "60 min", "2: an engineer; the lead", "A course"])
        .attributes(".kit > .facts a", "href", ["../index.html", "../../../process.html#stage-panel"])
        .texts(".kit .purpose", ["How they run things."])
        .texts(".agenda tbody th", ["5 min", "20 min", "10 min"])
        .texts(".agenda .part-title", ["Welcome", "A failure", "Their questions"])
        .attributes(".agenda a", "href", ["#sre-question-failure"])
        .attributes(".question", "id", ["sre-question-failure", "sre-question-cost"])
        .count(".sheet .ruled", 2)
        .texts("#sre-question-failure + .room .box", ["1", "2", "3", "4"])
        .texts(".scorecard tbody th", ["Running must be scoredOwnership", "CountingCost"])
        .texts(".scorecard tbody td:nth-of-type(1)", ["70%", "30%"])
        .texts(".scorecard tbody tr:first-child .box", ["1", "2", "3", "4"])
        .texts(".choices strong", ["Strong no", "No", "Yes", "Strong yes"])
        .texts(
            ".scorecard > p:not(.legend)",
            ["Hand it in within 24 hours, before you hear what the others think. Each score needs evidence beside it."],
        )
        .texts(
            ".kit section:not(.scorecard) > h2",
            ["What the candidate knows before", "Accommodations", "Do", "Don't", "To begin, say", "To end, say"],
        );
}

#[test]
fn a_kit_s_scorecard_has_the_scale_and_the_choices_that_it_names() {
    let kits = KITS.replace(
        "      evidence_required: true\n",
        "      scale: three\n      recommendation: [{label: \"No\"}, {label: \"Yes\", meaning: Gladly.}]\n",
    );
    let scale = "    scale: two\n    rubric: {1: No., 2: Some.}\n    sample_answers: [{score: 2, text: Yes.}]\n";
    let questions = QUESTIONS.replace("    rubric: {1: No., 2: Some., 3: Much., 4: All.}\n", scale);
    let questions: String = questions.lines().filter(|line| !line.contains("score: 4")).map(|line| format!("{line}\n")).collect();
    playbook()
        .file("content/data/rubrics.yaml", SCALE)
        .file("content/roles/sre/questions.yaml", questions)
        .file("content/roles/sre/kits.yaml", kits)
        .build()
        .ok()
        .page("roles/sre/kits/panel-kit.html")
        .texts(".scorecard tbody tr:first-child .box", ["0", "1", "2", "– no evidence"])
        .texts(".legend > span", ["0 absent", "1 seen", "2 strong", "– no evidence", "good enough from 1"])
        .texts(".choices li", ["No", "Yes Gladly."]);
}

#[test]
fn a_kit_that_names_no_questions_asks_all_of_its_stage() {
    let asked = |site: Site, address: &str| site.build().ok().page(address).attributes_of(".question", "id");
    assert_eq!(asked(playbook(), "kits/screen-kit.html"), ["question-why"]);
    let kit = "kits:\n  - {id: screen-kit, title: Screen, stage: screen}\n";
    let own = "  - {id: where, title: Where, prompt: Where?, type: screen, stage: screen, strong_signals: [A], red_flags: [B]}\n";
    let site = playbook().file("content/roles/sre/kits.yaml", kit).file("content/roles/sre/questions.yaml", format!("questions:\n{own}"));
    assert_eq!(asked(site, "roles/sre/kits/screen-kit.html"), ["sre-question-where", "question-why"]);
}

#[test]
fn kits_are_listed_with_their_role_and_with_all() {
    let built = playbook().build().ok();
    // The role has no kit for the screen, so it takes the playbook's.
    built
        .page("roles/sre/index.html")
        .texts("h2#kits", ["Interview kits"])
        .attributes("#kits + .page-list li > a", "href", ["../../kits/screen-kit.html", "kits/panel-kit.html"])
        .texts("#kit-panel-kit .labels li", ["Panel", "60 min", "2 questions"]);
    built.page("kits.html").texts(".records h2", ["For all roles", "Reliability engineer"]).attributes(
        ".records li > a",
        "href",
        ["kits/screen-kit.html", "roles/sre/kits/panel-kit.html"],
    );
    built.page("kits/screen-kit.html").texts(".breadcrumb a", ["Playbook", "Interview kits"]);
    let built =
        built.edit("content/page.md", "[[panel-kit]], [the file](roles/sre/kits.yaml#panel-kit)\n\n::kits{stage=screen}").build().ok();
    built
        .page("page.html")
        .attributes(".content p a", "href", ["roles/sre/kits/panel-kit.html", "roles/sre/kits/panel-kit.html"])
        .texts(".page-list a", ["Screen"]);
}

#[test]
fn kits_stand_in_the_order_of_their_stages() {
    let stages = "stages:\n  - {id: screen, title: Screen}\n  - {id: panel, title: Panel}\n  - {id: close, title: Close}\n";
    let kits = "kits:\n  - {id: a, title: A closing, stage: close}\n  - {id: b, title: Some panel, stage: panel}\n  - {id: c, title: The screen, stage: screen}\n";
    let role = "# SRE\n\n::kits{}\n";
    let site = || Site::of_page("").file("content/data/process.yaml", stages).file("content/roles/sre/index.md", role);
    let built = site().file("content/roles/sre/kits.yaml", kits).build().ok();
    let in_order = ["The screen", "Some panel", "A closing"];
    let page = built.page("roles/sre/index.html");
    page.texts(".content .page-list a", in_order).texts(".site-nav [aria-current] + ul a", in_order);
    // A role's own kits stand among those that it takes from the whole playbook.
    let (own, shared) =
        (kits.replace("  - {id: c, title: The screen, stage: screen}\n", ""), "kits:\n  - {id: c, title: The screen, stage: screen}\n");
    let built = site().file("content/roles/sre/kits.yaml", own).file("content/data/kits.yaml", shared).build().ok();
    built.page("roles/sre/index.html").texts(".content .page-list a", in_order);
}

#[test]
fn a_role_s_minutes_count_one_of_the_questions_that_stand_in_for_each_other() {
    let page = playbook().build().ok().page("roles/sre/index.html");
    let facts = page.texts_of(".facts dd");
    assert!(facts.iter().any(|fact| fact == "3 · 35 min a candidate"), "{facts:?}");
}

#[test]
fn a_kit_follows_its_questions() {
    let built = playbook().build().ok();
    let built = built.replace("content/roles/sre/questions.yaml", "prompt: How much?", "prompt: What does it cost?").build().ok();
    assert_eq!(built.rendered(), ["questions.html", "roles/sre/index.html", "roles/sre/kits/panel-kit.html"]);
    let built = built.replace("content/data/process.yaml", "minutes: 60", "minutes: 90").build().ok();
    built.page("roles/sre/kits/panel-kit.html").texts(".kit > .facts div:nth-of-type(3) dd", ["90 min"]);
}
