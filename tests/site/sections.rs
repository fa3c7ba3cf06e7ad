//! The order of pages: sections, navigation, neighbours, breadcrumbs, tags, drafts.

use crate::support::Site;

#[test]
fn siblings_stand_by_weight_then_date_then_title() {
    let page = |title: &str, more: &str| format!("---\ntitle: {title}\n{more}\n---\n");
    let built = Site::of_page("")
        .file("content/a.md", page("zebra", ""))
        .file("content/b.md", page("Ant", ""))
        .file("content/c.md", page("Old", "date: 2024-01-01"))
        .file("content/d.md", page("New", "date: 2026-01-01"))
        .file("content/e.md", page("Second", "weight: 2"))
        .file("content/f.md", page("First", "weight: -1"))
        .file("content/g.md", page("Also second, newer", "weight: 2\ndate: 2026-01-01"))
        .file("content/h/index.md", page("Folder", "weight: 1"))
        .build()
        .ok();
    let order = ["First", "Folder", "Also second, newer", "Second", "New", "Old", "Ant", "zebra"];
    built.home().texts(".page-list a", order).texts(".site-nav a", order);
}

#[test]
fn a_folder_without_a_page_gets_one() {
    let built = Site::of_page("").file("content/how-we-hire/steps/call.md", "# Call").build().ok();
    built.page("how-we-hire/index.html").texts("h1", ["How we hire"]).texts(".page-list a", ["Steps"]);
    built.page("how-we-hire/steps/index.html").texts("h1", ["Steps"]).texts(".page-list a", ["Call"]);
    built.page("how-we-hire/steps/call.html").texts(".breadcrumb a", ["Playbook", "How we hire", "Steps"]).attributes(
        ".breadcrumb a",
        "href",
        ["../../index.html", "../index.html", "index.html"],
    );
    assert!(!built.delete("content/how-we-hire/steps/call.md").build().ok().has("how-we-hire/index.html"));
}

#[test]
fn pages_follow_each_other_through_all_sections() {
    let built = Site::of_page("# Home")
        .file("content/a/index.md", "---\nweight: 1\n---\n# A")
        .file("content/a/one.md", "---\nweight: 1\n---\n# One")
        .file("content/a/two.md", "---\nweight: 2\n---\n# Two")
        .file("content/b.md", "---\nweight: 2\n---\n# B")
        .build()
        .ok();
    let beside = |address: &str, before: &[&str], after: &[&str]| {
        assert_eq!(built.page(address).attributes_of(".neighbours [rel=prev]", "href"), before, "before {address}");
        assert_eq!(built.page(address).attributes_of(".neighbours [rel=next]", "href"), after, "after {address}");
    };
    beside("index.html", &[], &["a/index.html"]);
    beside("a/index.html", &["../index.html"], &["one.html"]);
    beside("a/one.html", &["index.html"], &["two.html"]);
    beside("a/two.html", &["one.html"], &["../b.html"]);
    beside("b.html", &["a/two.html"], &[]);
    beside("404.html", &[], &[]);
}

#[test]
fn the_navigation_opens_where_the_reader_is() {
    let built = Site::of_page("# Home")
        .file("content/a/index.md", "# A")
        .file("content/a/one.md", "# One")
        .file("content/b.md", "# B")
        .build()
        .ok();
    built.home().texts(".site-nav a", ["A", "B"]);
    built
        .page("a/one.html")
        .texts(".site-nav a", ["A", "One", "B"])
        .texts(".site-nav a[aria-current=page]", ["One"])
        .texts(".site-nav a.open", ["A"]);
}

#[test]
fn the_configuration_may_name_the_navigation() {
    let config =
        "navigation:\n  - {link: b.md, title: Bee}\n  - {link: a/index.md}\n  - {link: salary.html}\n  - {link: a}\n  - {link: /}\n";
    let site =
        Site::of_page("# Home").config(config).file("content/a/index.md", "# A").file("content/b.md", "# B").file("content/c.md", "# C");
    let site = crate::records::role(site, "sre");
    let built = site.build().ok();
    built.home().texts(".nav-lists > ul:first-of-type > li > a", ["Bee", "A", "Salary", "A", "Home"]);
    built.edit("rolebook.yaml", "navigation:\n  - link: none.md\n").build().errors(["broken-link"]);
}

#[test]
fn a_draft_is_for_its_writer_s_eyes() {
    let site = || {
        Site::of_page("# Home")
            .file("content/a.md", "---\ndraft: true\ntags: [x]\naliases: [old.html]\n---\n# Draft")
            .file("content/b.md", "# Done")
            .file("content/c/d.md", "---\ndraft: true\n---\n")
    };
    let built = site().build().ok();
    assert_eq!(built.addresses(), ["404.html", "b.html", "index.html"]);
    built.home().texts(".page-list a", ["Done"]);
    let built = site().drafts().build().ok();
    built.home().texts(".page-list a", ["C", "Done", "Draft", "Tags"]);
    built.page("a.html").has(".label.draft");
    site().file("content/b.md", "[x](a.md) [[a]]").build().errors(["broken-link", "unknown-id"]);
    site().file("content/b.md", "[x](a.md) [[a]]").drafts().build().ok();
}

#[test]
fn a_draft_of_a_role_hides_its_records() {
    let site = || crate::records::role(Site::of_page("# Home"), "sre").replace("content/roles/sre/index.md", "---\n", "---\ndraft: true\n");
    let built = site().build().ok();
    assert_eq!(built.addresses(), ["404.html", "index.html"]);
    let built = site().drafts().build().ok();
    built.page("faq.html").texts("h2 a", ["sre"]);
}

#[test]
fn tags_have_pages_that_list_theirs() {
    let built = Site::of_page("# Home")
        .file("content/a.md", "---\ntags: [Machine learning, Pay]\n---\n# A")
        .file("content/b/c.md", "---\ntags: [pay]\n---\n# C")
        .build()
        .ok();
    built.page("a.html").texts(".tags a", ["Machine learning", "Pay"]).attributes(
        ".tags a",
        "href",
        ["tags/machine-learning.html", "tags/pay.html"],
    );
    built.page("tags/pay.html").texts("h1", ["Pay"]).texts(".page-list a", ["A", "C"]).texts(".breadcrumb a", ["Home", "Tags"]);
    built.page("tags.html").texts(".tag-list a", ["Machine learning", "Pay"]).texts(".tag-list .count", ["1", "2"]);
    built.home().has(".site-nav a[href='tags.html']");
    let built = built.edit("rolebook.yaml", "pages: {tags: false}").build().ok();
    assert!(!built.has("tags.html") && !built.has("tags/pay.html"));
    built.page("a.html").has_no(".tags");
}

#[test]
fn a_tag_written_twice_counts_once() {
    Site::of_page("---\ntags: [Pay, pay]\n---\n").build().ok().page("tags/pay.html").count(".page-list li", 1);
}

#[test]
fn an_author_s_page_stands_for_one_that_would_be_made() {
    let site = crate::records::role(Site::of_page("---\ntags: [x]\n---\n"), "sre")
        .file("content/tags.md", "# My tags")
        .file("content/salary.md", "# My salaries\n\n::salary-bands{}");
    let built = site.build().ok();
    built.page("tags.html").texts("h1", ["My tags"]);
    built.page("salary.html").texts("h1", ["My salaries"]);
    let built = built.edit("rolebook.yaml", "urls: folder").build().ok();
    built.page("salary/index.html").texts("h1", ["My salaries"]);
    assert!(!built.has("salary.html"));
}

#[test]
fn front_matter_shows_in_the_header() {
    Site::of_page("")
        .file(
            "content/a.md",
            "---\ntitle: A & B\ndescription: On <c>.\nowner: Ada\nreviewed_on: 2025-12-31\nreview_in: 1m\nupdated: 2026-02-01\naudience: [hr, it]\n---\n",
        )
        .build()
        .ok()
        .see("a.html", |page| {
            page.texts("h1", ["A & B"]).texts(".lead", ["On <c>."]).texts(".facts dd", [
                "hr, it",
                "Ada",
                "31 December 2025",
                "31 January 2026",
                "1 February 2026",
            ]);
        })
        .home()
        .texts(".page-list p", ["On <c>."]);
}

#[test]
fn tags_that_differ_have_pages_of_their_own() {
    let page = "---\ntags: [c++, \"C#\", \"#\", 🙂, Remote work, c-2]\n---\n# Home";
    let built = Site::of_page(page).file("content/a.md", "---\ntags: [C++, remote-work]\n---\n# A").build().ok();
    let tags: Vec<&str> = built.addresses().into_iter().filter(|address| address.starts_with("tags/")).collect();
    assert_eq!(tags, ["tags/c-2.html", "tags/c-3.html", "tags/c.html", "tags/remote-work.html", "tags/tag-2.html", "tags/tag.html"]);
    built.page("tags/c.html").texts("h1", ["C#"]);
    built.page("tags/c-2.html").texts("h1", ["c-2"]);
    built.page("tags/c-3.html").texts("h1", ["C++"]);
    let built = built.replace("content/index.md", ", \"C#\"", "").build().ok();
    built.page("tags/c.html").texts("h1", ["C++"]);
    built.page("a.html").has("a[href=\"tags/c.html\"]");
}
