//! Citations, the sources at the foot of each page, and the page of all sources.

use crate::support::{Built, Site};

const SOURCES: &str = "sources:
  - {id: kore1-2026, title: Salary Guide, publisher: KORE1, author: A. Writer, published: 2026-04, url: 'https://example.com/k?a=1&b=2', accessed: 2026-11-01, method: Placements.}
  - {id: rand-2024, title: Root Causes, label: RAND, published: 2024, quoted_in: kore1-2026}
  - {id: lone, title: Nobody's}
";

fn site(text: &str) -> Site {
    Site::of_page(text).file("content/data/sources.yaml", SOURCES)
}

fn build(text: &str) -> Built {
    site(text).build().ok()
}

#[test]
fn a_citation_is_a_label_that_leads_to_the_foot() {
    let page = build("So it is [@kore1-2026, p. 3]. So too\n[@lone; @rand-2024, table 2].").home();
    page.texts(".content > p", ["So it is (KORE1 2026, p. 3). So too (Nobody's; RAND, table 2)."])
        .attributes(".content .cite", "href", ["#source-kore1-2026", "#source-lone", "#source-rand-2024"])
        .texts(".page-sources dt", ["KORE1 2026", "Nobody's", "RAND"])
        .texts(
            ".page-sources dd",
            [
                "Salary Guide, A. Writer, KORE1, April 2026; read on 1 November 2026",
                "Nobody's, undated",
                "Root Causes, 2024; quoted in KORE1 2026",
            ],
        )
        .attributes(".page-sources dd a", "href", ["https://example.com/k?a=1&b=2", "#source-kore1-2026"]);
}

#[test]
fn what_quotes_a_source_is_listed_as_well() {
    build("[@rand-2024]").home().texts(".page-sources dt", ["KORE1 2026", "RAND"]);
}

#[test]
fn code_links_and_escaped_brackets_are_no_citations() {
    let text = "`[@lone]` \\[@lone] [@lone](a.md) [[a|@lone]]\n\n    [@lone]\n\n```text\n[@lone]\n```\n\n[@lone]: a.md\n";
    site(text)
        .file("content/a.md", "")
        .build()
        .ok()
        .home()
        .has_no(".citation")
        .has_no(".page-sources")
        .texts(".content > p", ["[@lone] [@lone] @lone @lone"]);
}

#[test]
fn a_citation_in_a_link_is_no_link_of_its_own() {
    let page = site("[what it says [@lone]](a.md)\n\n## A heading [@lone]\n").file("content/a.md", "").build().ok().home();
    page.attributes(".content p a", "href", ["a.html"]).attributes(".content h2[id]", "id", ["a-heading"]).count(".page-sources dt", 1);
}

#[test]
fn records_cite_in_fields_and_in_prose() {
    let faq = "faq:\n  - {id: a, question: A?, answer: 'Yes [@lone].', sources: ['kore1-2026, p. 9', In words]}\n";
    let built = site("# Home").file("content/roles/sre/index.md", "# SRE").file("content/roles/sre/faq.yaml", faq).build().ok();
    for address in ["roles/sre/index.html", "faq.html"] {
        built
            .page(address)
            .texts(".answer .sources", ["Sources: KORE1 2026, p. 9; In words"])
            .attributes(".answer .cite", "href", ["#source-lone", "#source-kore1-2026"])
            .texts(".page-sources dt", ["KORE1 2026", "Nobody's"]);
    }
    built.home().has_no(".page-sources");
}

#[test]
fn the_page_of_all_sources_says_what_cites_each() {
    let faq = "faq:\n  - {id: a, question: A?, answer: 'Yes [@lone].'}\n  - {id: b, question: B?, answer: Yes., sources: [lone, lone]}\n";
    let built = site("Here [@lone], there [@lone].")
        .file("content/roles/sre/index.md", "# SRE")
        .file("content/roles/sre/faq.yaml", faq)
        .file("content/data/faq.yaml", "faq:\n  - {id: c, question: C?, answer: 'No [@rand-2024].'}\n")
        .build()
        .ok();
    built
        .page("sources.html")
        .texts("#source-lone .cited-by summary", ["Cited on 2 pages: Nobody's"])
        .texts("#source-lone .cited-by li", ["Playbook", "SRE: A?, B?"])
        .attributes(
            "#source-lone .cited-by a",
            "href",
            ["index.html", "roles/sre/index.html", "roles/sre/index.html#faq-a", "roles/sre/index.html#faq-b"],
        )
        .texts("#source-rand-2024 .cited-by summary", ["Cited on one page: Root Causes"])
        .texts("#source-rand-2024 .cited-by li", ["Questions and answers: C?"])
        .has_no("#source-kore1-2026 .cited-by")
        .has_no(".page-sources");
}

#[test]
fn sources_without_a_page_are_listed_at_the_foot_all_the_same() {
    site("[@lone]").config("pages: {sources: false}").build().ok().home().texts(".page-sources dt", ["Nobody's"]);
}

#[test]
fn an_edit_of_a_source_renders_the_pages_that_cite_it() {
    let built = site("# Home").file("content/a.md", "[@lone]").file("content/b.md", "[@kore1-2026]").build().ok();
    let built = built.replace("content/data/sources.yaml", "Nobody's", "Somebody's").build().ok();
    assert_eq!(built.rendered(), ["a.html", "sources.html"]);
    built.page("a.html").texts(".page-sources dt", ["Somebody's"]);
    // The foot doesn't show how figures were found.
    let built = built.replace("content/data/sources.yaml", "Placements.", "Surveys.").build().ok();
    assert_eq!(built.rendered(), ["sources.html"]);
    let built = built.edit("content/b.md", "No more.").build().ok();
    assert_eq!(built.rendered(), ["b.html", "sources.html"]);
    built.page("b.html").has_no(".page-sources");
}

#[test]
fn a_kept_body_still_adds_what_it_cites() {
    let built = site("---\ndescription: Old.\n---\n[@lone]").build().ok();
    let built = built.replace("content/index.md", "Old.", "New.").build().ok();
    built.home().texts(".page-sources dt", ["Nobody's"]);
    let built = built.edit("i18n/en.yaml", "sources: Read on\n").build().ok();
    built.home().texts(".page-sources h2", ["Read on"]).texts(".page-sources dt", ["Nobody's"]);
}

#[test]
fn what_is_no_source_is_a_mistake_at_its_place() {
    for text in ["[@]", "[@lone; p. 3]", "[@Lone]"] {
        site(text).build().errors(["citation-syntax"]);
    }
    site("[@loan]").build().errors(["unknown-id"]);
    Site::of_page("[@loan]").build().errors(["unknown-id"]);
}

#[test]
fn a_page_s_own_sources_stand_at_its_foot() {
    let built = build("---\nsources: ['kore1-2026, p. 9', Our own offers]\n---\nIt pays USD 10.");
    built
        .home()
        .texts("main > .sources", ["Sources: KORE1 2026, p. 9; Our own offers"])
        .attributes("main > .sources a", "href", ["#source-kore1-2026"])
        .texts(".page-sources dt", ["KORE1 2026"]);
    built.page("sources.html").texts("#source-kore1-2026 .cited-by li", ["Playbook"]);
    // Words alone have no entry.
    build("---\nsources: [Our own offers]\n---\nIt pays USD 10.")
        .home()
        .texts("main > .sources", ["Source: Our own offers"])
        .has_no(".page-sources");
}

#[test]
fn the_parts_of_a_comparison_name_their_sources() {
    let table = "comparisons:
  - id: ways
    title: Ways
    subjects: [{id: a, title: A, sources: [lone]}, {id: b, title: B}]
    criteria:
      - {id: cost, title: Cost, sources: [kore1-2026], type: money, currency: EUR, cells: {a: 1, b: 2}}
      - {id: share, title: Share, cells: {a: 3 %, b: 4 %}, cell_sources: {b: [rand-2024]}}
";
    let built = site("# Home").file("content/data/comparison.yaml", table).build().ok();
    built
        .page("compare.html")
        .texts("thead th", ["Criterion", "ANobody's", "B"])
        .texts("tbody th", ["CostKORE1 2026", "Share"])
        .texts("tbody tr:nth-of-type(2) td", ["3 %", "4 %RAND"])
        .texts(".page-sources dt", ["KORE1 2026", "Nobody's", "RAND"]);
    let wrong = table.replace(", cell_sources: {b: [rand-2024]}", "");
    site("# Home").file("content/data/comparison.yaml", wrong).build().errors(["unsourced-figure"]);
}
