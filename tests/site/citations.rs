//! Citations, the sources at the foot of a page, and the page of all sources.

use crate::support::Site;

const SOURCES: &str = "sources:
  - {id: survey, title: A survey, publisher: Gartner, published: 2024-03, url: 'https://example.com/s', accessed: 2026-01-01}
  - {id: quoted, title: A quotation, publisher: Hired, quoted_in: survey}
  - {id: unused, title: Nobody cites it}
";

#[test]
fn sources_stand_at_the_foot_of_the_pages_that_cite_them_and_are_all_on_one() {
    let built = Site::of_page("# Home\n\nMost fail [@survey, p. 3; @quoted]. `[@code]` is code.\n")
        .file("content/plain.md", "# Plain\n\nNothing.\n")
        .file("content/roles/sre/index.md", "# SRE\n")
        .file(
            "content/roles/sre/faq.yaml",
            "faq:\n  - {id: a, question: How many?, answer: 'Few [@quoted].', sources: ['survey, table 2']}\n",
        )
        .file("content/data/sources.yaml", SOURCES)
        .build()
        .ok();
    built.home().texts(".citation", ["(Gartner 2024, p. 3; Hired)"]).texts(".citation a", ["Gartner 2024", "Hired"]);
    built.home().texts(".page-sources li a", ["A survey", "Gartner 2024"]);
    built.page("plain.html").texts(".page-sources", []);
    built.page("roles/sre/index.html").texts(".answer .citation", ["(Hired)"]).texts(".answer .sources", ["Source: Gartner 2024, table 2"]);
    built.page("roles/sre/index.html").texts(".page-sources li a", ["Gartner 2024", "A survey"]);
    built.page("sources.html").texts(".source-list summary", ["Cited in 2 places: A survey", "Cited in 2 places: A quotation"]);
    built.page("sources.html").texts("#source-survey details a", ["Home", "How many?"]);
}
