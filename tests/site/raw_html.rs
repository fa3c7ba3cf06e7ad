//! HTML that an author wrote: cleaned, kept or shown, as the configuration says.

use crate::support::{Built, Site};

fn page(text: &str) -> Built {
    Site::of_page(text).file("content/other.md", "## Pay\n").image("content/chart.png", 3, 2).build().sound()
}

#[test]
fn a_named_anchor_is_an_anchor() {
    let site = Site::of_page("[old](page.md#old)\n").config("raw_html: allow");
    site.file("content/page.md", "<a name=\"old\"></a>\n\nText\n").build().no_diagnostics();
}

#[test]
fn scripts_styles_handlers_frames_and_forms_go() {
    page("A<script>x</script>b<style>p {}</style>c <b onclick=\"x\" style=\"x\">d</b>\n\n<iframe src=\"x\">e</iframe>\n<form action=\"x\"><input></form>\n")
        .home()
        .has_no(".content script, .content style, iframe, form, input")
        .texts(".content b", ["d"]);
}

#[test]
fn scripts_go_from_every_construct() {
    let script = "<script>x()</script><b onclick=\"x()\">y</b><a href=\"javascript:x()\">z</a>";
    let texts = [
        format!("> [!NOTE]\n> {script}"),
        format!("> {script}"),
        format!("- {script}\n\n  {script}"),
        format!("| a |\n|---|\n| {script} |"),
        format!("## {script}"),
        format!("Term\n: {script}"),
        format!("Note[^1]\n\n[^1]: {script}"),
        format!(":::note\n{script}\n:::"),
        format!(":::note\nNote[^1]\n\n[^1]: {script}\n:::"),
        format!("> [!TIP]\n> > [!NOTE]\n> > - {script}\n"),
        format!(":::note\n> [!TIP]\n> Note[^1]\n>\n> [^1]: {script}\n:::"),
        format!("*{script}* [{script}](other.md) [[other|{script}]] ~~{script}~~"),
    ];
    for text in texts {
        page(&text).home().has_no(".content script");
    }
}

#[test]
fn tags_that_span_blocks_are_balanced_over_the_whole_page() {
    page("<div class=\"a\">\n\nOne\n\n<div class=\"b\">\n\nTwo\n\n</div></div></section></main>\n\nThree\n\n<div>\n\nFour\n")
        .home()
        .texts(".content > .a > p", ["One"])
        .texts(".content > .a > .b > p", ["Two"])
        .texts(".content > p", ["Three"])
        .count("main .content", 1)
        .count("body > footer", 1);
}

#[test]
fn an_unbalanced_tag_stays_in_its_container() {
    page(":::note\n<div class=\"open\">\n\nIn\n:::\n\nOut\n").home().texts(".callout .open p", ["In"]).texts(".content > p", ["Out"]);
}

#[test]
fn links_and_images_in_html_are_followed_like_others() {
    let site = Site::new()
        .file(
            "content/a/page.md",
            "<a href=\"../other.md#pay\">x</a> <img src=\"chart.png\" alt=\"y\">\n\n<p><a href=\"/other.md\">z</a></p>",
        )
        .file("content/other.md", "## Pay\n")
        .image("content/a/chart.png", 3, 2);
    let built = site.build().ok();
    built.page("a/page.html").attributes(".content a", "href", ["../other.html#pay", "../other.html"]).attributes(
        ".content img",
        "src",
        ["chart.png"],
    );
    let built = built.edit("rolebook.yaml", "urls: folder").build().ok();
    built.page("a/page/index.html").attributes(".content a", "href", ["../../other/index.html#pay", "../../other/index.html"]).attributes(
        ".content img",
        "src",
        ["../chart.png"],
    );
    built
        .edit("content/a/page.md", "<a href=\"../none.md\">x</a> <a href=\"../other.md#none\">y</a> <img src=\"none.png\" alt=\"\">")
        .build()
        .errors(["broken-link", "missing-anchor", "missing-file"]);
}

#[test]
fn anchors_and_sets_of_images_in_html_are_links_too() {
    let text = "<b id=\"here\">x</b> <a href=\"#here\">a</a> <a href=\"#pay\">b</a> <a href=\"\">c</a> \n\n## Pay\n\n\
                <picture><source srcset=\"/chart.png 1x,large.png 2x, https://example.com/x.png 3x\"><img src=\"chart.png\" \
                srcset=\"chart.png, large.png 800w\" sizes=\"50vw\" alt=\"y\"></picture> Note[^1].\n\n[^1]: Said.\n";
    for treatment in ["sanitize", "allow"] {
        let site = Site::new().config(&format!("urls: folder\nraw_html: {treatment}"));
        let site = site.file("content/a/page.md", text).image("content/a/large.png", 6, 4).image("content/a/chart.png", 3, 2);
        let built = site.image("content/chart.png", 3, 2).file("content/other.md", "## Pay\n").build().ok();
        let page = built.page("a/page/index.html");
        page.attributes(".content > p:first-child a", "href", ["#here", "#pay", "index.html"])
            .attributes("source", "srcset", ["../../chart.png 1x, ../large.png 2x, https://example.com/x.png 3x"])
            .attributes("picture img", "srcset", ["../chart.png, ../large.png 800w"]);
        let text = "<a href=\"#none\">a</a> <img src=\"\" alt=\"\"> <img srcset=\"a.png 1x, b.png 2x\" src=\"chart.png\" alt=\"\">";
        built.edit("content/a/page.md", text).build().errors(["missing-anchor", "missing-file", "missing-file", "missing-file"]);
    }
}

#[test]
fn kept_html_changes_in_its_addresses_alone() {
    let text = "<p  CLASS=x onclick='go()'><a HREF=other.md#pay>a</a> <A href = 'a%20&amp;%20b.png' title=\"<a href='none.md'>\">b</A>\n\
                <!-- <a href=\"none.md\"> --><script src=\"go.js\">x = '<a href=\"none.md\">'</script><iframe src='other.md'></iframe>\n\
                <a href=\"javascript:go()\">c</a><a href=#>top</a><base href=\"x/\"></p>\n\n[d](other.md) <br/>";
    let site = Site::new().config("raw_html: allow\nurls: folder").file("content/a/page.md", text).file("content/a/go.js", "");
    let site = site.file("content/a/other.md", "## Pay\n").file("content/a/a & b.png", "png");
    let built = site.build().no_diagnostics();
    let kept = "<p  CLASS=x onclick='go()'><a HREF=\"../other/index.html#pay\">a</a> <A href = \"../a%20&amp;%20b.png\" \
                title=\"<a href='none.md'>\">b</A>\n<!-- <a href=\"none.md\"> --><script src=\"../go.js\">x = '<a href=\"none.md\">'\
                </script><iframe src=\"../other/index.html\"></iframe>\n<a href=\"javascript:go()\">c</a><a href=#>top</a><base href=\"x/\"></p>\n\
                <p><a href=\"../other/index.html\">d</a> <br/></p>";
    assert!(built.text("a/page/index.html").contains(kept), "{}", built.text("a/page/index.html"));
    let text = "<div>\n\n:::note\n<a href=none.md>x</a>\n:::\n\n</div>\n<video poster=none.png src=\"none.mp4\"></video>";
    built.edit("content/a/page.md", text).build().errors(["broken-link", "missing-file", "missing-file"]);
}

#[test]
fn ids_in_a_record_can_be_linked_in_it() {
    let faq = "faq:\n  - id: a\n    question: A?\n    answer: <b id=\"b\">y</b> <a href=\"#b\">up</a>\n";
    let built = Site::of_page("").file("content/roles/a/index.md", "").file("content/roles/a/faq.yaml", faq).build().ok();
    built.page("roles/a/index.html").attributes(".answer a", "href", ["#b"]);
    built.page("faq.html").attributes(".answer a", "href", ["#b"]);
}

#[test]
fn ids_in_html_can_be_linked_and_stand_once() {
    page("<a id=\"here\"></a>\n\n<div id=\"here\">twice</div>\n\n## Here\n\n[up](#here)").home().count("#here", 1);
    page(":::note\n<b id=\"pay\">x</b>\n:::\n\n## Pay\n\n[up](#pay)").home().count("#pay", 1);
    let built = page("<b id=\"pay-scale\">x</b>").edit("content/other.md", "[x](index.md#pay-scale)").build().ok();
    built.page("other.html").attributes(".content a", "href", ["index.html#pay-scale"]);
}

#[test]
fn html_is_kept_when_it_is_allowed() {
    let text = "<div onclick=\"x()\" id=\"here\">\n<script>alert(1)</script>\n</div>\n\n[to it](#here) <b style=\"color: red\">b</b>";
    let built = Site::of_page(text).config("raw_html: allow").build().no_diagnostics();
    assert!(built.text("index.html").contains("<div onclick=\"x()\" id=\"here\">\n<script>alert(1)</script>\n</div>"));
    built.home().has(".content b[style]").attributes(".content a", "href", ["#here"]);
}

#[test]
fn html_is_shown_when_it_is_escaped() {
    let text = "<div onclick=\"x()\">\n<script>alert(1)</script>\n</div>\n\nText <b>b</b>";
    let built = Site::of_page(text).config("raw_html: escape").build().ok();
    built.home().has_no(".content b, .content script, .content [onclick]");
    assert_eq!(built.home().content(), "<div onclick=\"x()\"> <script>alert(1)</script> </div> Text <b>b</b>");
}

#[test]
fn a_changed_treatment_changes_every_page() {
    let built = Site::of_page("<b>x</b>").build().ok();
    built.home().has(".content b");
    built.edit("rolebook.yaml", "raw_html: escape").build().ok().home().has_no(".content b");
}

#[test]
fn html_in_records_is_cleaned_too() {
    let faq = "faq:\n  - id: a\n    question: A <script>question</script>?\n    answer: |\n      <script>x()</script> <b onclick=\"x()\" id=\"b\">y</b>\n";
    let built = Site::of_page("").file("content/roles/a/index.md", "").file("content/roles/a/faq.yaml", faq).build().sound();
    built.page("roles/a/index.html").texts(".answer b", ["y"]).texts(".faq summary", ["A <script>question</script>?"]);
}

#[test]
fn a_block_ends_an_open_paragraph() {
    let text = "<p>Open\n\n| a |\n|---|\n| 1 |\n\n<p>Open\n\n```\ncode\n```\n\n<p>Open\n\n:::note\nText\n:::\n";
    let built = Site::of_page(text).build().no_diagnostics();
    let page = built.text("index.html");
    for block in ["<div class=\"table\"", "<pre", "<aside"] {
        let before = page.find(block).map(|at| &page[..at]).unwrap_or_default();
        let open = before.matches("<p>").count() - before.matches("</p>").count();
        assert_eq!(open, 0, "{block} in {page}");
    }
}
