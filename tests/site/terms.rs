//! Terms of the glossary, which link themselves.

use crate::support::{Built, Site};

const GLOSSARY: &str = "terms:
  - {id: scorecard, title: Scorecard, definition: 'A *score* for each competency; see [[panel]].', related: [rubric]}
  - {id: rubric, title: Rubric, aliases: [scoring guide], definition: What answers are like. A scorecard has it., notes: No rubric alone.}
  - {id: hiring-manager, title: Hiring manager, definition: Whom the new colleague reports to.}
  - {id: manager, title: Manager, definition: Somebody who leads.}
  - {id: sla, title: Service-level agreement, abbreviation: SLA, definition: Who does what & when.}
  - {id: go, title: Go, definition: A language., case_sensitive: true}
  - {id: offer, title: Offer, definition: What a candidate may sign., autolink: false}
  - {id: ci, title: CI/CD, definition: Releases by machine.}
  - {id: cpp, title: C++, definition: A language.}
  - {id: rnd, title: R&D, definition: Research.}
";

fn site(text: &str) -> Site {
    Site::of_page(text).file("content/panel.md", "# Panel day\n").file("content/data/glossary.yaml", GLOSSARY)
}

fn home(text: &str) -> Built {
    site(text).build().ok()
}

/// The words that are links to terms on the home page, each with the term.
fn linked(text: &str) -> Vec<String> {
    let page = home(text).home();
    let hrefs = page.attributes_of(".content .term > a", "href");
    let words = page.texts_of(".content .term > a");
    words.iter().zip(hrefs).map(|(word, href)| format!("{word}={}", href.trim_start_matches("glossary.html#term-"))).collect()
}

#[test]
fn the_first_use_of_a_term_is_a_link() {
    assert_eq!(linked("Each scorecard, and all scorecards.\n\nThe Scorecard."), ["scorecard=scorecard"]);
    assert_eq!(linked("Two Scoring guides, a rubric."), ["Scoring guides=rubric"]);
    assert_eq!(linked("The hiring\nmanager and a manager."), ["hiring manager=hiring-manager", "manager=manager"]);
    assert_eq!(linked("> The hiring\n> manager\n\n- a manager's\n"), ["hiring manager=hiring-manager", "manager=manager"]);
    assert_eq!(linked("An sla, an SLA."), ["SLA=sla"]);
    assert_eq!(linked("To go, in Go. An offer."), ["Go=go"]);
    assert_eq!(linked("CI/CD in C++ for R&D, R\\&D or R&amp;D"), ["CI/CD=ci", "C++=cpp", "R&D=rnd"]);
    assert_eq!(linked("for R\\&D"), ["R&D=rnd"]);
}

#[test]
fn headings_code_and_links_are_left_alone() {
    let text = "## A scorecard\n\n`scorecard` [a scorecard](panel.md) [[panel|scorecard]] ![scorecard](x.png) <https://example.com/scorecard>\n\n\
                ```text\nscorecard\n```\n\n| Scorecard | b |\n|---|---|\n| **c** | d |\n\nhttps://example.com/scorecard, scorecard.md and pre-scorecard\n";
    let built = site(text).image("content/x.png", 2, 2).build().ok();
    built.home().has_no(".term");
    let raw = "<h2>Scorecard</h2>\n\n<a href=\"panel.md\">scorecard <b>rubric</b></a> <kbd>manager</kbd> <b>rubric</b>\n\n<summary>\n\nscorecard\n\n</summary>\n";
    site(raw).build().no_diagnostics().home().texts(".term > a", ["rubric"]);
    let kept = site(raw).config("raw_html: allow").build().no_diagnostics();
    kept.home().texts(".term > a", ["rubric"]);
}

#[test]
fn cells_lists_notes_and_included_texts_have_links() {
    let text = ":::note{title=Scorecard}\nA rubric.\n:::\n\n| a |\n|---|\n| scorecard |\n\n1. An SLA.\n\n::include{file=\"_a.md\"}\n\nText[^1].\n\n[^1]: R&D.\n";
    site(text)
        .file("content/_a.md", "A rubric, a manager.")
        .build()
        .ok()
        .home()
        .texts(".term > a", ["rubric", "scorecard", "SLA", "manager", "R&D"]);
}

#[test]
fn what_a_term_means_stands_beside_it() {
    home("A scorecard. An SLA.")
        .home()
        .texts(".term > [role=tooltip]", ["A score for each competency; see Panel day.", "Who does what & when."])
        .attributes(".term > a", "aria-describedby", ["tip:scorecard", "tip:sla"])
        .attributes(".term > .hint[hidden]", "id", ["tip:scorecard", "tip:sla"]);
}

#[test]
fn variables_of_a_definition_are_filled_in() {
    site("A panel.")
        .config("variables: {client: \"A <& B\"}")
        .file("content/data/glossary.yaml", "terms:\n  - {id: panel-day, title: Panel, definition: 'A day at :var[client].'}\n")
        .build()
        .ok()
        .home()
        .texts(".hint", ["A day at A <& B."]);
}

#[test]
fn each_record_is_a_text_of_its_own() {
    let faq = "faq:\n  - {id: a, question: A scorecard?, answer: 'A scorecard, a scorecard.', notes: 'A scorecard, a rubric.'}\n  - {id: b, question: B?, answer: A scorecard.}\n";
    let built = site("A scorecard.\n\n::faq\n").file("content/data/faq.yaml", faq).build().ok();
    built.home().texts(".content .term > a", ["scorecard", "scorecard", "rubric", "scorecard"]).attributes(
        ".content .hint",
        "id",
        ["tip:scorecard", "tip:faq-a:scorecard", "tip:faq-a:rubric", "tip:faq-b:scorecard"],
    );
}

#[test]
fn a_term_does_not_link_itself_and_letters_to_copy_are_left_alone() {
    let messages = "messages:\n  - {id: a, title: A, type: outreach, body: Our scorecard.}\n";
    let built = home("").edit("content/data/messages.yaml", messages).build().ok();
    built.page("glossary.html").texts("#term-rubric .term > a", ["scorecard"]).has_no("#term-scorecard .term");
    built.page("messages.html").has_no(".term");
}

#[test]
fn a_page_opts_out() {
    let faq = "faq:\n  - {id: a, question: A?, answer: A scorecard.}\n";
    let built = site("---\nglossary: false\n---\nA scorecard.\n\n::faq\n").file("content/data/faq.yaml", faq).build().ok();
    built.home().has_no(".term");
    built.page("faq.html").texts(".term > a", ["scorecard"]);
    built.replace("content/index.md", "false", "true").build().ok().home().count(".term", 2);
}

#[test]
fn the_glossary_is_in_the_order_of_the_alphabet() {
    let built = home("");
    let page = built.page("glossary.html");
    page.texts(".glossary h2", ["C", "G", "H", "M", "O", "R", "S"])
        .attributes(".letters a", "href", ["#letter-c", "#letter-g", "#letter-h", "#letter-m", "#letter-o", "#letter-r", "#letter-s"])
        .texts("#term-sla dt", ["Service-level agreement SLA"])
        .texts("#term-rubric dt small", ["Also called: scoring guide"])
        .attributes("#term-scorecard .related a", "href", ["#term-rubric"]);
    let built = built.edit("content/words.md", "# Words\n\n## A\n\n::glossary\n").build().ok();
    built.page("words.html").count(".glossary h3", 7).has("#term-scorecard");
}

#[test]
fn a_glossary_that_no_page_shows_links_nothing() {
    site("A scorecard.").config("pages: {glossary: false}").build().ok().home().has_no(".term");
}

#[test]
fn a_new_term_renders_the_pages_with_the_word_alone() {
    let faq = "faq:\n  - {id: a, question: A?, answer: A debrief.}\n";
    let built = site("No such word.")
        .file("content/a.md", "The debriefs.")
        .file("content/b.md", "## Debrief\n\n`debrief`")
        .file("content/roles/sre/index.md", "# SRE")
        .file("content/roles/sre/faq.yaml", faq)
        .build()
        .ok();
    let term = "  - {id: debrief, title: Debrief, definition: A talk.}\n";
    let built = built.edit("content/data/glossary.yaml", format!("{GLOSSARY}{term}")).build().ok();
    assert_eq!(built.rendered(), ["a.html", "faq.html", "glossary.html", "roles/sre/index.html"]);
    // What only the glossary shows changes no other page.
    let built = built.replace("content/data/glossary.yaml", "A talk.", "A talk., details: Of an hour.").build().ok();
    assert_eq!(built.rendered(), ["glossary.html"]);
    let built = built.replace("content/data/glossary.yaml", "A talk.", "A short talk.").build().ok();
    assert_eq!(built.rendered(), ["a.html", "faq.html", "glossary.html", "roles/sre/index.html"]);
    let built = built.edit("content/data/glossary.yaml", GLOSSARY).build().ok();
    assert_eq!(built.rendered(), ["a.html", "faq.html", "glossary.html", "roles/sre/index.html"]);
}
