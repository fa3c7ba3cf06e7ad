//! Builds after builds: only what changed is rendered, and every build is compared with a first one of the same sources.

use crate::{records::role, support::Site};

#[test]
fn a_build_of_the_same_sources_renders_nothing() {
    let text = "# Home\n\n[[sre]]";
    let built = role(Site::of_page(text), "sre").build().ok();
    let again = built.edit("content/index.md", text).build().ok();
    assert_eq!(again.rendered(), [""; 0]);
    assert_eq!(again.build.parsed, 0);
}

#[test]
fn an_edit_of_prose_renders_its_page_alone() {
    let built = role(Site::of_page("# Home\n\nOld."), "sre").file("content/a.md", "[[sre]] [h](index.md)").build().ok();
    let built = built.edit("content/index.md", "# Home\n\nNew.").build().ok();
    assert_eq!(built.rendered(), ["index.html"]);
    assert_eq!(built.build.parsed, 1);
}

#[test]
fn a_new_title_renders_the_pages_that_show_it() {
    let built =
        Site::of_page("# Home").file("content/a/index.md", "# A").file("content/a/b.md", "# B").file("content/c.md", "[[b]]").build().ok();
    let built = built.edit("content/a/b.md", "# New").build().ok();
    built.page("c.html").texts(".content a", ["New"]);
    assert!(built.rendered().contains(&"a/index.html") && !built.rendered().contains(&"404.html"), "{:?}", built.rendered());
}

#[test]
fn pages_come_and_go() {
    let built = role(Site::of_page("# Home"), "sre").build().ok();
    let built = built.edit("content/new/page.md", "---\ntags: [x]\naliases: [old.html]\n---\n# New").build().ok();
    assert!(built.has("old.html") && built.has("tags/x.html"));
    let built = built.rename("content/new/page.md", "content/page.md").build().ok();
    assert!(!built.has("new/index.html"));
    let built = built.delete("content/page.md").build().ok();
    assert!(!built.has("old.html") && !built.has("tags.html"));
}

#[test]
fn every_setting_can_change_between_builds() {
    let built = role(Site::of_page("---\ntags: [x]\n---\n# Home\n\n<b>x</b>"), "sre").file("content/a/b.md", "[[sre]]").build().ok();
    let mut built = built;
    for config in [
        "title: Another",
        "base_url: https://example.com/x/",
        "urls: folder",
        "language: de-CH",
        "raw_html: escape",
        "tokens: {color-ink: red}",
        "pages: {tags: false, salary: false}",
        "navigation: [{link: a/b.md}]",
        "title: Playbook",
    ] {
        built = built.edit("rolebook.yaml", config).build().ok();
    }
}

#[test]
fn a_mistake_stays_said_until_it_is_mended() {
    let built = Site::of_page("[x](none.md)").file("content/a.md", "# A").build().errors(["broken-link"]);
    let built = built.edit("content/a.md", "# B").build().errors(["broken-link"]);
    let built = built.edit("content/none.md", "").build().ok();
    built.delete("content/none.md").build().errors(["broken-link"]);
}
