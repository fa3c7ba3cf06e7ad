//! Where fields of records stand, and under which words.

use crate::support::Site;

const LEVELS: &str = "levels:
  - {id: mid, title: Mid-level, order: 1}
  - {id: senior, title: Senior, order: 2}
";
const BANDS: &str = "bands:
  - {id: high, level: senior, market: us, currency: USD, period: year, min: 30, max: 40, as_of: 2025-05-01, sources: [A]}
  - {id: low, level: mid, market: us, currency: USD, period: year, min: 10, max: 15, as_of: 2025-05-01, sources: [A]}
";

#[test]
fn a_band_without_a_title_is_called_as_its_level_and_its_market() {
    let built = Site::of_page("[[high]]\n")
        .file("content/data/levels.yaml", LEVELS)
        .file("content/data/markets.yaml", "markets:\n  - {id: us, title: United States}\n")
        .file("content/roles/sre/index.md", "# SRE\n")
        .file("content/roles/sre/salary.yaml", BANDS)
        .build()
        .ok();
    built.home().texts(".content > p a", ["Senior, United States"]);
    built.page("roles/sre/index.html").texts(".bands th[scope=row]", ["Mid-level, United States", "Senior, United States"]);
}

#[test]
fn the_rows_of_a_comparison_keep_their_order_and_links_do_not_differ() {
    let table = "comparisons:
  - id: two
    title: Two
    highlight_differences: true
    subjects: [{id: one, title: One}, {id: two, title: Two}]
    criteria:
      - {id: tools, title: Tools, group: Work, cells: {one: A, two: B}}
      - {id: root, title: Root, group: Work, cells: {one: C, two: C}}
      - {id: more, title: More, type: link, cells: {one: '[a](index.md)', two: '[b](../../index.md)'}}
";
    Site::of_page("Text\n")
        .file("content/roles/sre/index.md", "# SRE\n")
        .file("content/roles/sre/comparison.yaml", table)
        .build()
        .ok()
        .page("roles/sre/index.html")
        .texts(".comparison tbody th", ["Work", "Tools", "Root", "More"])
        .texts(".comparison .differs th", ["Tools"]);
}

#[test]
fn a_stage_leads_to_what_it_assesses_and_to_its_kits_and_questions() {
    let process = "stages:
  - {id: screen, title: Screen, days: 1}
  - {id: panel, title: Panel, days: 2, competencies: [care]}
";
    let questions = "questions:
  - {id: why, title: Why, prompt: Why?, type: case, stage: panel, competencies: [care], strong_signals: [A], red_flags: [B]}
";
    let built = Site::of_page("::process{role=shared}\n")
        .file("content/data/process.yaml", process)
        .file("content/data/competencies.yaml", "competencies:\n  - {id: care, title: Care, definition: Cares.}\n")
        .file("content/roles/sre/index.md", "# SRE\n")
        .file("content/roles/sre/questions.yaml", questions)
        .file("content/roles/sre/kits.yaml", "kits:\n  - {id: panel, title: The panel, stage: panel}\n")
        .build()
        .ok();
    built
        .home()
        .texts(".process-brief a", ["Screen", "Panel"])
        .texts(".timeline circle title", ["Screen", "Panel"])
        .texts("#stage-screen .links", [""; 0])
        .texts("#stage-panel .links", ["Competencies: Care", "Interview kits: The panel", "Interview questions: Why"]);
}

#[test]
fn a_date_of_a_declared_kind_is_written_as_the_language_writes_it() {
    let kind = "title: Tools\nfields:\n  - {name: since, type: date}\n  - {name: checks, type: list, of: date}\n";
    Site::of_page("::tool\n")
        .file("kinds/tool.yaml", kind)
        .file("content/data/tool.yaml", "tool:\n  - {id: one, title: One, since: 2026-04-05, checks: [2026-05-06]}\n")
        .build()
        .ok()
        .home()
        .texts("#tool-one dd time", ["5 April 2026", "6 May 2026"]);
}

#[test]
fn an_advert_has_a_heading_for_each_of_its_promises() {
    let advert = "job_descriptions:
  - {id: one, title: One, summary: S., equal_opportunity: By evidence., accommodation: Write to us.}
";
    Site::of_page("Text\n")
        .file("content/roles/sre/index.md", "# SRE\n")
        .file("content/roles/sre/job-description.yaml", advert)
        .build()
        .ok()
        .page("roles/sre/index.html")
        .texts(".letter .part", ["Equal opportunity", "Accommodation"]);
}
