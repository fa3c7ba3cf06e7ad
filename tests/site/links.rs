//! Links between pages, records and files, and the list of who mentions whom.

use crate::{records::role, support::Site};

#[test]
fn pages_are_linked_by_their_files() {
    let built =
        Site::of_page("[a](a/b.md) [here](a/b.md#here) [folder](a) [folder](a/) [rooted](/a/b.md) [dot](./a/b.md) [q](a/b.md?x=1#here)")
            .file("content/a/b.md", "# B\n\n## Here\n\n[up](..) [up](../) [self](#here)")
            .build()
            .ok();
    built.home().attributes(
        ".content > p a",
        "href",
        ["a/b.html", "a/b.html#here", "a/index.html", "a/index.html", "a/b.html", "a/b.html", "a/b.html#here"],
    );
    built.page("a/b.html").attributes(".content > p a", "href", ["../index.html", "../index.html", "#here"]);
}

#[test]
fn a_link_that_leads_nowhere_is_a_mistake() {
    Site::of_page("[a](none.md) [b](a.md#none) [c](none.pdf) ![d](none.png) [[none]] [[a#none]] [e](#none) [f](../out.md)")
        .file("content/a.md", "# A")
        .build()
        .errors([
            "broken-link",
            "missing-anchor",
            "missing-file",
            "missing-file",
            "unknown-id",
            "missing-anchor",
            "missing-anchor",
            "broken-link",
        ]);
}

#[test]
fn a_renamed_page_breaks_the_links_to_its_old_name_only() {
    let built = Site::of_page("[a](a.md)").file("content/a.md", "# A").file("content/b.md", "[[a-page]]").file("content/c.md", "");
    let built = built.file("content/a.md", "---\nid: a-page\n---\n# A").build().ok();
    let built = built.rename("content/a.md", "content/new/a.md").build().errors(["broken-link"]);
    let built = built.edit("content/index.md", "[a](new/a.md)").build().ok();
    built.page("b.html").attributes(".content a", "href", ["new/a.html"]).texts(".content a", ["A"]);
}

#[test]
fn ids_name_pages_and_records() {
    let built =
        role(Site::of_page("[[sre]] [[sre#salary]] [[failure]] [[sre/how-long|long]] [[steps]] [[call]] [[chosen]] [[salary]]"), "sre")
            .file("content/steps/call.md", "# The call")
            .file("content/steps/x.md", "---\nid: chosen\ntitle: X & Y\n---\n")
            .build()
            .ok();
    built
        .home()
        .attributes(
            ".content > p a",
            "href",
            [
                "roles/sre/index.html",
                "roles/sre/index.html#salary",
                "roles/sre/index.html#question-failure",
                "roles/sre/index.html#faq-how-long",
                "steps/index.html",
                "steps/call.html",
                "steps/x.html",
                "salary.html",
            ],
        )
        .texts(".content > p a", ["sre", "sre", "A failure", "long", "Steps", "The call", "X & Y", "Salary"]);
}

#[test]
fn an_id_of_two_pages_is_ambiguous_until_one_has_its_own() {
    let site = Site::of_page("[[call]]").file("content/a/call.md", "").file("content/b/call.md", "").build().errors(["unknown-id"]);
    let built = site.edit("content/b/call.md", "---\nid: other-call\n---\n").build().ok();
    built.home().attributes(".content > p a", "href", ["a/call.html"]);
    built.edit("content/a/call.md", "---\nid: other-call\n---\n").build().errors(["duplicate-id", "unknown-id"]);
}

#[test]
fn records_are_linked_by_file_and_id() {
    let built =
        role(Site::of_page("[q](roles/sre/questions.yaml#failure) [b](roles/sre/salary.yaml#us-mid) [s](roles/sre/salary.yaml)"), "sre")
            .build()
            .ok();
    built.home().attributes(
        ".content > p a",
        "href",
        ["roles/sre/index.html#question-failure", "roles/sre/index.html#band-us-mid", "roles/sre/index.html#salary"],
    );
    built.edit("content/index.md", "[q](roles/sre/questions.yaml#none)").build().errors(["unknown-id"]);
}

#[test]
fn prose_of_records_links_from_its_file() {
    let built = role(Site::of_page(""), "sre").build().ok();
    built
        .page("roles/sre/index.html")
        .attributes("#faq-how-long > p > a", "href", ["#question-failure", "index.html"])
        .texts("#faq-how-much a", ["Senior, US"]);
    built.page("faq.html").attributes(
        "#sre-faq-how-long > p > a",
        "href",
        ["roles/sre/index.html#question-failure", "roles/sre/index.html"],
    );
    built.replace("content/roles/sre/faq.yaml", "(index.md)", "(none.md)").build().errors(["broken-link"]);
}

#[test]
fn a_page_lists_the_pages_that_mention_it() {
    let built = role(Site::of_page("# Home\n\n[[target]] [t](target.md#x) ![i](x.png)"), "sre")
        .file("content/target.md", "# Target\n\n## X\n\n[self](target.md)")
        .file("content/other.md", "# Other\n\n:::card{title=x link=\"target.md\"}\n:::")
        .image("content/x.png", 2, 2)
        .replace("content/roles/sre/faq.yaml", "See [[us-senior]].", "See [x](../../target.md).")
        .build()
        .ok();
    built.page("target.html").texts(".backlinks a", ["Home", "Other", "sre"]).attributes(
        ".backlinks a",
        "href",
        ["index.html", "other.html", "roles/sre/index.html"],
    );
    let built = built.edit("content/index.md", "# Home").build().ok();
    built.page("target.html").texts(".backlinks a", ["Other", "sre"]);
}

#[test]
fn an_included_link_is_a_mention_by_the_page_that_includes_it() {
    let built = Site::of_page("# Home\n\n::include{file=\"_a.md\"}")
        .file("content/_a.md", "[x](target.md)")
        .file("content/target.md", "# Target")
        .build()
        .ok();
    built.page("target.html").texts(".backlinks a", ["Home"]);
}

#[test]
fn pages_that_are_made_can_be_linked() {
    let built =
        role(Site::of_page("---\ntags: [Pay]\n---\n[s](salary.html) [t](/tags/pay.html) [all](tags.html) [[compare]] [r](roles)"), "sre")
            .file("content/a/b.md", "[s](../salary.html#sre-band-us-mid) [q](../questions.html)")
            .build()
            .ok();
    built.home().attributes(".content > p a", "href", ["salary.html", "tags/pay.html", "tags.html", "compare.html", "roles/index.html"]);
    built.page("a/b.html").attributes(".content > p a", "href", ["../salary.html#sre-band-us-mid", "../questions.html"]);
}

#[test]
fn other_sites_are_left_alone() {
    let built =
        Site::of_page("[a](https://example.com/a.md) [b](mailto:x@example.com) [c](tel:+41) [d](//example.com/x)").build().no_diagnostics();
    built.home().attributes(".content a", "href", ["https://example.com/a.md", "mailto:x@example.com", "tel:+41", "//example.com/x"]);
}

#[test]
fn the_anchor_of_a_title_leads_to_the_top() {
    let built =
        Site::of_page("# Home\n\n[the guide](guide.md#the-guide) and [here](#home)").file("content/guide.md", "# The guide").build().ok();
    built.page("index.html").attributes(".content > p a", "href", ["guide.html", "index.html"]);
}

#[test]
fn a_record_that_shows_itself_through_others_ends_no_build() {
    let role = |id: &str, other: &str| format!("faq:\n  - id: {id}\n    question: What?\n    answer: \"::faq{{role={other}}}\"\n");
    let site = Site::of_page("# Home")
        .file("content/roles/a/index.md", "# A")
        .file("content/roles/a/faq.yaml", role("x", "b"))
        .file("content/roles/b/index.md", "# B")
        .file("content/roles/b/faq.yaml", role("y", "a"));
    site.build().errors(["directive-cycle", "directive-cycle"]);
}

#[test]
fn folders_may_lie_as_deep_as_they_like() {
    let deep = "a/".repeat(40);
    let built = Site::of_page("# Home").file(&format!("content/{deep}index.md"), "# Deep").build().ok();
    built.page(&format!("{deep}index.html")).has(".site-nav");
}
