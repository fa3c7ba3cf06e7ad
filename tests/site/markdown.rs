//! Markdown → HTML of the content part. The texts lie in `markdown/`, what becomes of them in `snapshots/`.

use std::fmt::Write as _;

use crate::{
    invariants,
    support::{Built, Site},
};

#[test]
fn markdown_becomes_html() {
    insta::glob!("markdown/*.md", |path| insta::assert_snapshot!(rendered(path)));
}

/// A fixture's content as HTML, and what is wrong in it.
pub fn rendered(path: &std::path::Path) -> String {
    #[expect(clippy::disallowed_methods, reason = "fixtures lie on the disk")]
    let text = std::fs::read_to_string(path).expect("the fixture can be read");
    let built = bare(&text).build();
    let mut shown = built.text("index.html").to_owned();
    invariants::check_safety("index.html", &built.home());
    for diagnostic in &built.build.diagnostics {
        let source = if &*diagnostic.place.file == "content/index.md" { &*text } else { "" };
        let span = diagnostic.place.span.and_then(|(start, end)| source.get(start..end)).unwrap_or_default();
        let _ = writeln!(shown, "! {} {} «{span}»", diagnostic.code, diagnostic.place.file);
    }
    shown
}

/// A page in a layout of nothing but its content, with directives that show what they were given: what the theme looks like is no
/// matter of Markdown.
fn bare(text: &str) -> Site {
    let container = |name: &str| {
        format!(
            "{{% component {name}(title: string = \"\") {{\"container\": true}} %}}<{name} title=\"{{{{ title }}}}\">\n{{{{ body }}}}</{name}>\n{{% endcomponent {name} %}}"
        )
    };
    let mut site = Site::of_page(text)
        .config("variables: {client: \"Ada & Sons\", site: \"https://ada.example\", file: chart.png, place: pay}")
        .file("templates/home.html", "{{ page.content }}")
        .file("templates/directives/task.html", "{% component task(done: bool) %}<task done={{ done }}> {% endcomponent task %}")
        .file(
            "templates/directives/leaf.html",
            "{% component leaf(text: string = \"\", flag: bool = false, number: integer = 0, ratio: float = 0.5) %}\
             <leaf text=\"{{ text }}\" flag={{ flag }} number={{ number }} ratio={{ ratio }}>{% endcomponent leaf %}",
        )
        .file(
            "templates/directives/go.html",
            "{% component go(link: string = \"\", href: string = \"\") %}<go link=\"{{ link }}\" href=\"{{ href }}\">{% endcomponent go %}",
        )
        .file(
            "templates/directives/picture.html",
            "{% component picture(src: string) %}<picture src=\"{{ src }}\">{% endcomponent picture %}",
        )
        .file("content/other.md", "# The other page\n\n## Pay\n")
        .image("content/chart.png", 3, 2)
        .file("content/_notes.md", "There[^1].\n\n[^1]: Of the included text.\n")
        .file(
            "content/_snippets/one.md",
            "---\ntitle: nothing\n---\n# Included\n\nOne, with [a link](../other.md).\n\n::include{file=\"two.md\"}\n",
        )
        .file("content/_snippets/two.md", "Two[^1].\n\n## Below\n\n[^1]: Of two.\n")
        .file("content/_snippets/circle.md", "::include{file=\"circle.md\"}\n");
    for name in ["note", "tip", "important", "warning", "caution", "box"] {
        site = site.file(&format!("templates/directives/{name}.html"), container(name));
    }
    site
}

fn page(text: &str) -> Built {
    Site::of_page(text).build().ok()
}

#[test]
fn a_leading_first_level_heading_is_the_title() {
    page("# How we hire\n\nText.").home().texts("h1", ["How we hire"]).texts("main p", ["Text."]);
    page("---\ntitle: How we hire\n---\n\n# How we hire\n\nText.").home().texts("h1", ["How we hire"]).has_no("h2");
}

#[test]
fn a_leading_heading_beside_another_title_is_a_part_of_the_page() {
    page("---\ntitle: Hiring\n---\n# Our way\n\n## Step\n")
        .home()
        .texts("h1", ["Hiring"])
        .texts(".content h2[id]", ["Our way"])
        .texts("h3", ["Step"]);
}

#[test]
fn a_page_without_title_is_named_like_its_file() {
    let built = page("").edit("content/how-we-hire/first_call.md", "Text").build().ok();
    built.page("how-we-hire/first_call.html").texts("h1", ["First call"]);
    built.page("how-we-hire/index.html").texts("h1", ["How we hire"]);
}

#[test]
fn anchors_of_headings_are_unique_and_stay_when_others_are_added() {
    let text = "## Pay\n\n## Level\n\n## Pay\n";
    let ids = |built: &Built| built.home().attributes_of(".content h2[id]", "id");
    let built = page(text);
    assert_eq!(ids(&built), ["pay", "level", "pay-1"]);
    let built = built.edit("content/index.md", format!("{text}\n## Last\n")).build().ok();
    assert_eq!(ids(&built), ["pay", "level", "pay-1", "last"]);
}

#[test]
fn an_anchor_that_an_author_chose_stands_once() {
    Site::of_page("## A {#x}\n\n## B {#x}\n").build().errors(["duplicate-id"]);
}

#[test]
fn headings_named_like_a_part_of_the_layout_have_anchors_of_their_own() {
    Site::of_page("## Main\n\n## Backlinks\n\n## Nav across\n\n[up](#main)\n\n[other](other.md)")
        .file("content/other.md", "[home](index.md)")
        .build()
        .ok()
        .home()
        .texts(".content h2[id]", ["Main", "Backlinks", "Nav across"]);
}

#[test]
fn the_contents_list_headings() {
    page("## One\n\n### *Two*\n\n#### Three\n").home().texts(".contents li", ["One", "Two"]).attributes(
        ".contents a",
        "href",
        ["#one", "#two"],
    );
}

#[test]
fn variables_in_titles_and_headings_are_their_values_everywhere() {
    let built = Site::of_page("# Hiring at :var[client]\n\n## Why :var[client]\n\n## Two\n\n[[next]]")
        .file("content/next.md", "# Next for :var[client]\n\n[[index]]")
        .config("variables: {client: Ada}")
        .file("content/index.md", "---\nid: index\n---\n# Hiring at :var[client]\n\n## Why :var[client]\n\n## Two\n\n[[next]]")
        .build()
        .ok();
    built.home().texts("h1", ["Hiring at Ada"]).texts(".content h2[id]", ["Why Ada", "Two"]).texts(".contents li", ["Why Ada", "Two"]);
    built.home().texts(".content > p a", ["Next for Ada"]);
    built.page("next.html").texts("h1", ["Next for Ada"]).texts(".breadcrumb a", ["Hiring at Ada"]);
}

#[test]
fn line_ends_of_windows_change_nothing() {
    let text = "# Title\n\nText\nand more[^1].\n\n:::note\nx\n:::\n\n| a |\n|---|\n| b |\n\n```text\ncode\n\nmore\n```\n\n[^1]: Note.\n";
    let unix = page(text).home().source;
    assert_eq!(unix, page(&text.replace('\n', "\r\n")).home().source);
}

#[test]
fn noncharacters_are_replaced() {
    page("A \u{fdd0}0\u{fdd1} b &#xFDD0;0&#xFDD1; `\u{fdd2}`\n\n## \u{1f}x :::\n\n[l](https://example.com \"\u{fdd0}0\u{fdd1}\")");
}
