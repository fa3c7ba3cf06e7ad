//! Typed records on pages.

use crate::support::{Built, Site};

/// Adds a role with records of all four kinds.
pub fn role(site: Site, id: &str) -> Site {
    let folder = format!("content/roles/{id}");
    site.file(&format!("{folder}/index.md"), format!("---\ntitle: {id}\n---\nText of {id}.\n"))
        .file(&format!("{folder}/comparison.yaml"), COMPARISON)
        .file(&format!("{folder}/salary.yaml"), SALARY)
        .file(&format!("{folder}/questions.yaml"), QUESTIONS)
        .file(&format!("{folder}/faq.yaml"), FAQ)
}

const COMPARISON: &str = "comparisons:
  - id: two
    title: One & two
    summary: They *differ*.
    subjects: [{id: one, title: One}, {id: two, title: Two}]
    criteria:
      - {id: tools, title: Tools, note: In use., cells: {one: \"**A**\", two: B}}
      - {id: root, title: Root, cells: {two: D, one: C}}
    sources: [\"[S](https://example.com)\"]
";

const SALARY: &str = "bands:
  - {id: us-senior, level: senior, market: us, currency: USD, period: year, basis: base, min: 180000, max: 240000, as_of: 2025-04-05, sources: [A]}
  - {id: us-mid, level: mid, market: us, derive: {from: us-senior, percent: [-25, -20]}, sources: [B]}
  - {id: us-contract, title: Contract, level: senior, market: us, employment_type: contractor, currency: USD, period: hour, min: 62.50, max: 90, as_of: 2025-05-01, sources: [C], notes: Short.}
  - {id: ch-senior, level: senior, market: ch, currency: CHF, period: year, basis: total, min: 160000, mid: 170000, max: 180000, as_of: 2025-05-01, sources: [D, E]}
";

const QUESTIONS: &str = "questions:
  - id: failure
    title: A failure
    prompt: |
      Tell us[^1].

      [^1]: Of anything.
    type: behavioural
    stage: panel
    levels: [mid, senior]
    minutes: 20
    competencies: [ownership, analysis]
    setup: Say *so*.
    strong_signals: [Names **it**., \"With `code`.\"]
    red_flags: [Vague.]
    follow_ups: [And then?]
    rubric: {1: No., 2: Some., 3: Much., 4: Yes.}
    sources: [A, B]
    notes: Listen.
  - id: design
    title: A design
    prompt: |
      Draw it.

      ## In steps

      Twice.
    type: case
    stage: call
    levels: [senior]
    competencies: [analysis]
    strong_signals: [Asks.]
    red_flags: [Starts.]
";

const FAQ: &str = "faq:
  - id: how-long
    question: How long, at \"best\"?
    answer: |
      60 days.

      See [the failure](questions.yaml#failure) and [the page](index.md).
    category: Timing
    sources: [A]
    notes: In general.
  - {id: how-much, question: How much?, answer: 'See [[us-senior]].', category: Pay}
";

fn one_role(text: &str) -> Built {
    role(Site::of_page(""), "sre").file("content/roles/sre/index.md", text).build().ok()
}

#[test]
fn a_role_s_page_shows_its_four_kinds_of_records() {
    let page = one_role("Text.").page("roles/sre/index.html");
    page.texts(".records > h2", ["Compare", "Salary", "Interview questions", "Questions and answers"])
        .attributes(".records > h2", "id", ["compare", "salary", "questions", "faq"])
        .texts(".contents li", ["Compare", "Salary", "Interview questions", "Questions and answers"])
        .attributes(".comparison", "id", ["comparison-two"])
        .attributes(".bands tbody tr", "id", ["band-us-senior", "band-us-mid", "band-us-contract", "band-ch-senior"])
        .attributes(".question", "id", ["question-failure", "question-design"])
        .attributes(".faq .answer", "id", ["faq-how-long", "faq-how-much"]);
}

#[test]
fn a_comparison_is_a_table_of_its_subjects() {
    one_role("")
        .page("roles/sre/index.html")
        .texts(".comparison h3", ["One & two"])
        .texts(".comparison thead th", ["Criterion", "One", "Two"])
        .texts(".comparison tbody th", ["ToolsIn use.", "Root"])
        .texts(".comparison tbody td", ["A", "B", "C", "D"])
        .texts(".comparison td strong", ["A"])
        .texts(".comparison em", ["differ"])
        .attributes(".comparison .sources a", "href", ["https://example.com"]);
}

#[test]
fn a_question_shows_all_that_an_interviewer_needs() {
    one_role("")
        .page("roles/sre/index.html")
        .texts("#question-failure .labels li", ["Panel", "Behavioural", "20 min", "Mid, Senior", "Ownership", "Analysis"])
        .texts("#question-failure .strong li", ["Names it.", "With code."])
        .texts("#question-failure .flag li", ["Vague."])
        .texts("#question-failure .follow-ups li", ["And then?"])
        .texts("#question-failure .rubric dt", ["1 poor", "2 mixed", "3 good", "4 excellent"])
        .texts("#question-failure .rubric dd", ["No.", "Some.", "Much.", "Yes."])
        .texts("#question-failure .setup em", ["so"])
        .texts("#question-failure .prompt section.footnotes p", ["Of anything."])
        .texts("#question-design .prompt h4", ["In steps"])
        .has_no("#question-design .rubric, #question-design .setup, #question-design .follow-ups, #question-design .sources");
}

#[test]
fn a_derived_band_shows_its_range_and_its_formula() {
    one_role("")
        .page("roles/sre/index.html")
        .texts(
            ".bands .range",
            ["USD\u{a0}180,000–240,000", "USD\u{a0}135,000–192,000", "USD\u{a0}62.50–90.00", "CHF\u{a0}160,000–180,000"],
        )
        .texts(".bands caption", ["USD a year", "USD an hour, contract rate", "CHF a year"])
        .texts(".bands .basis", ["base salary", "base salary", "total compensation"])
        .texts("#band-us-mid .more p:not(.sum)", ["−25% to −20% on Senior, US"])
        .attributes("#band-us-mid .more > p a", "href", ["#band-us-senior"])
        .texts("#band-us-mid .sum", ["USD\u{a0}180,000 × 0.75 = USD\u{a0}135,000USD\u{a0}240,000 × 0.8 = USD\u{a0}192,000"])
        .texts(".bands .meta > span time", ["5 April 2025", "5 April 2025", "1 May 2025", "1 May 2025"]);
}

#[test]
fn a_derived_band_follows_the_band_that_it_derives_from() {
    let built = one_role("").replace("content/roles/sre/salary.yaml", "min: 180000", "min: 200000").build().ok();
    let range = built.page("roles/sre/index.html").texts_of("#band-us-mid .range");
    assert_eq!(range, ["USD\u{a0}150,000–192,000"]);
    assert_eq!(built.rendered(), ["roles/sre/index.html", "salary.html"]);
}

#[test]
fn a_page_that_places_records_gets_no_standard_section_of_them() {
    let page = one_role("## Pay\n\n::salary-bands{market=us}\n\n::faq{category=Timing}\n").page("roles/sre/index.html");
    page.texts(".records > h2", ["Compare", "Interview questions"])
        .texts(".contents li", ["Pay", "Compare", "Interview questions"])
        .count(".content .pay", 1)
        .attributes(".bands tbody tr", "id", ["band-us-senior", "band-us-mid", "band-us-contract"])
        .attributes(".faq .answer", "id", ["faq-how-long"]);
}

#[test]
fn a_heading_of_the_author_s_keeps_its_anchor_before_a_standard_section() {
    one_role("## Salary\n")
        .page("roles/sre/index.html")
        .attributes("#salary", "id", ["salary"])
        .texts("h2#salary", ["Salary"])
        .count(".content .pay", 1);
}

#[test]
fn directives_filter_records() {
    let ids = |directive: &str| {
        let page = role(Site::of_page(""), "sre").file("content/roles/sre/day.md", directive).build().ok().page("roles/sre/day.html");
        let ids = page.attributes_of(".content tr[id], .content article[id], .content .answer[id]", "id");
        ids.iter().map(|id| id.trim_start_matches("sre-").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids("::salary-bands{market=ch}"), ["band-ch-senior"]);
    assert_eq!(ids("::salary-bands{market=us level=senior}"), ["band-us-senior", "band-us-contract"]);
    assert_eq!(ids("::questions{level=mid}"), ["question-failure"]);
    assert_eq!(ids("::questions{competency=analysis}"), ["question-failure", "question-design"]);
    assert_eq!(ids("::questions{competency=analysis stage=call}"), ["question-design"]);
    assert_eq!(ids("::faq{category=Pay}"), ["faq-how-much"]);
}

#[test]
fn a_filter_that_no_record_passes_is_a_mistake() {
    role(Site::of_page("::salary-bands{market=none role=sre}"), "sre").build().errors(["unknown-id"]);
}

#[test]
fn one_question_may_be_shown_before_all_of_them() {
    let page = one_role("::question{id=failure}\n\nText.\n").page("roles/sre/index.html");
    page.count(".question", 3).count("#question-failure", 1).count(".content > .questions #question-failure", 1);
}

#[test]
fn records_may_be_shown_on_any_page() {
    let site = role(Site::of_page("::questions{role=sre level=mid}\n\n::comparison{id=two}\n\n::question{id=design role=sre}"), "sre");
    let built = site.file("content/roles/sre/day.md", "::faq{category=Pay}").build().ok();
    built.home().attributes(".question", "id", ["sre-question-failure", "sre-question-design"]).attributes(
        ".comparison",
        "id",
        ["sre-comparison-two"],
    );
    built.page("roles/sre/day.html").attributes(".faq .answer", "id", ["sre-faq-how-much"]);
    role(Site::of_page("::question{id=failur}"), "sre").build().errors(["unknown-id"]);
}

#[test]
fn pages_across_roles_show_the_records_of_each() {
    let built = role(role(Site::of_page(""), "sre"), "mlops").build().ok();
    for (address, selector, ids) in [
        ("compare.html", ".comparison", &["mlops-comparison-two", "sre-comparison-two"][..]),
        (
            "questions.html",
            ".question",
            &["mlops-question-failure", "mlops-question-design", "sre-question-failure", "sre-question-design"],
        ),
        ("faq.html", ".faq .answer", &["mlops-faq-how-long", "mlops-faq-how-much", "sre-faq-how-long", "sre-faq-how-much"]),
    ] {
        let page =
            built.page(address).texts(".records > h2 a", ["mlops", "sre"]).attributes(".records > h2", "id", ["role-mlops", "role-sre"]);
        assert_eq!(page.attributes_of(selector, "id"), ids);
    }
    built.page("salary.html").count(".bands tr[id]", 8).attributes(
        ".records > h2 a",
        "href",
        ["roles/mlops/index.html", "roles/sre/index.html"],
    );
    let built = built.edit("rolebook.yaml", "pages: {faq: false, compare: false}").build().ok();
    assert!(!built.has("faq.html") && !built.has("compare.html") && built.has("salary.html"));
}

#[test]
fn the_order_of_records_is_that_of_their_file() {
    let faq: String = (0..12).map(|n| format!("  - {{id: q{n}, question: Q{n}?, answer: A.}}\n")).collect();
    let built =
        Site::of_page("").file("content/roles/a/index.md", "").file("content/roles/a/faq.yaml", format!("faq:\n{faq}")).build().ok();
    let ids = built.page("roles/a/index.html").attributes_of(".faq .answer", "id");
    assert_eq!(ids, (0..12).map(|n| format!("faq-q{n}")).collect::<Vec<_>>());
}

#[test]
fn two_roles_may_have_records_of_the_same_ids() {
    let site = role(role(Site::of_page("[[sre/failure]] [[mlops/failure]]"), "sre"), "mlops");
    let built = site
        .file(
            "content/roles/sre/index.md",
            "[[failure]]\n\n::comparison{id=two}\n\n::question{id=failure}\n\n[x](../mlops/questions.yaml#failure)",
        )
        .build()
        .ok();
    built.home().attributes(".content > p a", "href", ["roles/sre/index.html#question-failure", "roles/mlops/index.html#question-failure"]);
    built.page("roles/sre/index.html").attributes(".comparison", "id", ["comparison-two"]).attributes(
        ".content > p a",
        "href",
        ["#question-failure", "../mlops/index.html#question-failure"],
    );
    built.edit("content/index.md", "[[failure]]").build().errors(["unknown-id"]);
}

#[test]
fn records_without_anything_written_are_nothing() {
    let built = Site::of_page("").file("content/roles/a/index.md", "").file("content/roles/a/faq.yaml", "faq: []\n").build().ok();
    built.page("roles/a/index.html").has_no(".records");
    assert!(!built.has("faq.html"));
}

#[test]
fn a_role_without_a_page_is_told() {
    Site::of_page("")
        .file("content/roles/a/faq.yaml", "faq:\n  - {id: a, question: B?, answer: C.}\n")
        .build()
        .errors(["role-without-page"]);
}

#[test]
fn templates_read_an_author_s_own_data() {
    let template = "{% extends \"page.html\" %}{% block records %}<ul>{% set file = data(path=\"data/partners.yaml\") %}{% for p in file.partners %}\
                    <li class=\"partner\">{{ p.name }} {{ p.since }}</li>{% endfor %}</ul>{% endblock records %}";
    let built = Site::of_page("")
        .file("content/data/partners.yaml", "partners:\n  - {name: A & B, since: 2020}\n  - {name: C, since: 2021}\n")
        .file("content/partners.md", "---\ntemplate: partners.html\n---\n")
        .file("templates/partners.html", template)
        .build()
        .ok();
    built.page("partners.html").texts(".partner", ["A & B 2020", "C 2021"]);
    let built = built.replace("content/data/partners.yaml", "2021", "2022").build().ok();
    assert_eq!(built.rendered(), ["partners.html"]);
    built.page("partners.html").texts(".partner", ["A & B 2020", "C 2022"]);
}

#[test]
fn a_chain_of_bands_that_nobody_could_follow_is_an_error() {
    let band = |number: usize| {
        let from = number + 1;
        format!("  - {{id: b{number}, level: l, market: m, derive: {{from: b{from}, percent: [0, 0]}}, sources: [Us]}}\n")
    };
    let chain: String = (0..3000).map(band).collect();
    let end = "  - {id: b3000, level: l, market: m, currency: USD, period: year, min: 1, max: 2, as_of: 2025-05-01, sources: [Us]}\n";
    let built =
        Site::of_page("").file("content/roles/a/index.md", "").file("content/roles/a/salary.yaml", format!("bands:\n{chain}{end}")).build();
    assert!(built.has_error("derive-impossible"), "a chain of 3,000 bands is followed");
}

#[test]
fn a_role_that_a_directive_asks_for_must_be_there() {
    Site::of_page("::faq{role=zz}\n")
        .file("content/roles/a/index.md", "")
        .file("content/roles/a/faq.yaml", "faq:\n  - {id: a, question: B?, answer: C.}\n")
        .build()
        .errors(["unknown-id"]);
}

/// The levels of a page's headings, from the top.
fn levels(built: &Built, address: &str) -> String {
    built.page(address).select("main :is(h1, h2, h3, h4, h5, h6)").iter().map(|heading| &heading.value().name()[1..]).collect()
}

#[test]
fn a_record_s_heading_follows_the_heading_that_it_stands_under() {
    let page = |text: &str| {
        let built = role(Site::of_page(&format!("# Home\n\n{text}")), "sre").build().ok();
        let levels = levels(&built, "index.html");
        // The home page lists its sections below its content.
        levels.strip_suffix('2').unwrap_or(&levels).to_owned()
    };
    let (failure, table) = ("::question{id=failure role=sre}\n\n", "::comparison{id=two role=sre}\n\n");
    assert_eq!(page(table), "12");
    assert_eq!(page(failure), "1233333", "setup, two lists of signs, follow-ups and rubric");
    assert_eq!(page(&format!("{table}## A\n\n{table}{table}### B\n\n{table}")), "1223334");
    assert_eq!(page(&format!(":::note\n#### Deep\n\n{table}:::\n\n{table}## A\n\n:::note\n{table}:::\n")), "145523");
    assert_eq!(page(&format!("###### Deepest\n\n{failure}")), "16666666");
}

#[test]
fn a_record_s_own_headings_stand_under_its_title() {
    let built = role(Site::of_page("::question{id=design role=sre}"), "sre")
        .replace("content/roles/sre/faq.yaml", "60 days.", "# Days\n\n      60 days.\n\n      ## Exceptions")
        .build()
        .ok();
    built.home().texts(".prompt h3", ["In steps"]);
    built.page("roles/sre/index.html").texts(".answer h4", ["Days"]).texts(".answer h5", ["Exceptions"]);
}
