//! Directives between Markdown's constructs, and what they show. The texts lie in `directives/`.

use crate::{markdown::rendered, support::Site};

#[test]
fn directives_stand_beside_everything() {
    insta::glob!("directives/*.md", |path| insta::assert_snapshot!(rendered(path)));
}

#[test]
fn an_included_text_has_its_links_from_its_own_folder() {
    let built = Site::of_page("# Home\n\n::include{file=\"parts/_a.md\"}\n\n[to the part](#from-b)")
        .file("content/parts/_a.md", "[page](page.md) ![chart](chart.png)\n\n::include{file=\"deep/_b.md\"}\n")
        .file("content/parts/deep/_b.md", "## From B\n\n[page](../page.md#here) [self](#from-b)\n")
        .file("content/parts/page.md", "# Page\n\n## Here\n")
        .image("content/parts/chart.png", 2, 2)
        .build()
        .ok();
    built.home().attributes(".content > p a", "href", ["parts/page.html", "parts/page.html#here", "#from-b", "#from-b"]);
    built.home().attributes(".content img", "src", ["parts/chart.png"]).texts(".content h2[id]", ["From B"]);
    assert!(!built.has("parts/_a.html") && !built.has("parts/deep/_b.html"));
}

#[test]
fn a_text_may_be_included_on_several_pages_and_twice_on_one() {
    let built = Site::of_page("::include{file=\"_n.md\"}\n\n::include{file=\"_n.md\"}\n")
        .file("content/_n.md", "## Note\n\nText[^1].\n\n[^1]: Said.\n")
        .file("content/a/b.md", "::include{file=\"../_n.md\"}\n")
        .build()
        .ok();
    built.home().attributes(".content h2[id]", "id", ["note", "note-1"]).count("section.footnotes", 2);
    built.page("a/b.html").count("section.footnotes", 1);
}

#[test]
fn a_changed_snippet_changes_every_page_that_includes_it() {
    let built = Site::of_page("::include{file=\"_a.md\"}")
        .file("content/_a.md", "::include{file=\"_b.md\"}")
        .file("content/_b.md", "old")
        .file("content/other.md", "Text")
        .build()
        .ok();
    let built = built.edit("content/_b.md", "new").build().ok();
    built.home().texts(".content > p", ["new"]);
    assert_eq!(built.rendered(), ["index.html"]);
}

#[test]
fn variables_in_arguments_are_filled_in() {
    let text = ":::note{title=\"About :var[client]\"}\nText.\n:::\n\n::figure{src=\":var[logo]\" alt=\"The sign of :var[client]\"}\n";
    let config = "variables: {client: \"Ada & Sons\", logo: logo.svg}";
    let site = Site::of_page(text).config(config).file("content/logo.svg", "<svg viewBox=\"0 0 9 9\"></svg>").build().ok();
    let page = site.text("index.html");
    assert!(page.contains("About Ada &amp; Sons"), "{page}");
    assert!(page.contains("alt=\"The sign of Ada &amp; Sons\""), "{page}");
    assert!(page.contains("src=\"logo.svg\""), "{page}");
}

#[test]
fn variables_stand_in_pages_records_and_arguments_of_none() {
    let site = Site::of_page("Dear :var[client.name].").config("variables: {client.name: \"Ada <& Sons>\"}").build().ok();
    assert_eq!(site.home().content(), "Dear Ada <& Sons>.");
    let site = site.edit("rolebook.yaml", "variables: {client.name: Bert}").build().ok();
    assert_eq!(site.home().content(), "Dear Bert.");
    site.edit("rolebook.yaml", "variables: {client: Bert}").build().errors(["undefined-variable"]);
}

#[test]
fn an_address_may_be_a_variable_but_for_its_scheme() {
    let built = Site::of_page("[us](mailto::var[mail]), [call](tel::var[phone]), <https://example.com/:var[board]>, mailto::var[mail]")
        .config("variables: {mail: jobs@example.com, phone: \"+49301\", board: acme}")
        .build()
        .no_diagnostics();
    built.home().attributes(".content a", "href", ["mailto:jobs@example.com", "tel:+49301", "https://example.com/acme"]);
    assert!(built.text("index.html").contains("mailto:jobs@example.com</p>"), "{}", built.text("index.html"));
}

#[test]
fn variables_stand_in_addresses_and_titles() {
    let text = "[Apply](:var[apply] \"At :var[client]\"), [how](:var[how]#pay), ![:var[client]](:var[logo])";
    let faq = "faq:\n  - id: a\n    question: How?\n    answer: \"[Apply](:var[apply] 'At :var[client]')\"\n";
    let variables = "variables: {client: A & B, apply: 'https://example.com/?a=1&b=2', how: how.md, logo: images/logo.png}";
    let site = Site::of_page(text).config(variables).file("content/how.md", "## Pay").image("content/images/logo.png", 2, 2);
    let built = site.file("content/roles/a/index.md", "").file("content/roles/a/faq.yaml", faq).build().ok();
    for address in ["roles/a/index.html", "faq.html"] {
        built.page(address).attributes(".answer a", "href", ["https://example.com/?a=1&b=2"]).attributes(
            ".answer a",
            "title",
            ["At A & B"],
        );
    }
    built.page("how.html").has(".backlinks a");
    let home = built.home();
    let home = home.attributes(".content > p a", "href", ["https://example.com/?a=1&b=2", "how.html#pay"]);
    let home = home.attributes(".content > p a[title]", "title", ["At A & B"]);
    home.attributes(".content > p img", "src", ["images/logo.png"]).attributes(".content > p img", "alt", ["A & B"]);
    let built =
        built.replace("rolebook.yaml", "client: A & B, apply: 'https://example.com/?a=1&b=2'", "client: C, apply: /how.md").build().ok();
    built.home().attributes(".content > p a", "href", ["how.html", "how.html#pay"]).attributes(".content > p img", "alt", ["C"]);
    built.replace("rolebook.yaml", "how: how.md", "how: no.md").build().errors(["broken-link"]);
}

#[test]
fn a_container_of_the_theme_holds_markdown() {
    Site::of_page("# T\n\n:::cards\n:::card{title=\"A & B\" link=\"a.md\"}\n- **x**\n:::\n:::card{title=C}\n:::\n:::\n")
        .file("content/a.md", "")
        .build()
        .ok()
        .home()
        .texts(".cards .card li strong", ["x"])
        .texts(".card-title", ["A & B", "C"])
        .attributes(".card-title a", "href", ["a.html"]);
}

#[test]
fn an_argument_can_t_run_a_script() {
    for address in ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x"] {
        let built = Site::of_page(&format!(":::card{{title=x link=\"{address}\"}}\n:::\n")).build().errors(["broken-link"]);
        built.home().has_no(".card a");
        Site::of_page(&format!("::figure{{alt=x src=\"{address}\"}}")).build().errors(["missing-file"]);
        Site::of_page(&format!("[x]({address})")).build().errors(["broken-link"]).home().has_no(".content a");
    }
}

#[test]
fn what_an_argument_says_is_text() {
    Site::of_page(":::note{title=\"<script>alert(1)</script> {{ 1 + 1 }} & 'x'\"}\n{{ 1 + 1 }}\n:::\n")
        .build()
        .ok()
        .home()
        .texts(".callout-title", ["<script>alert(1)</script> {{ 1 + 1 }} & 'x'"])
        .texts(".callout > p:not(.callout-title)", ["{{ 1 + 1 }}"]);
}
