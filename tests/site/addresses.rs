//! Where pages and files are published, and the links between them.

use crate::support::Site;

#[test]
fn pages_lie_where_their_files_do() {
    let built = Site::of_page("[a](a.md) [d](b/c/d.md)")
        .file("content/a.md", "[home](index.md) [d](b/c/d.md)")
        .file("content/b/c/d.md", "[home](../../index.md) [a](/a.md) [b](../index.md) [c](./) [self](d.md)")
        .file("content/b/index.md", "[d](c/d.md)")
        .build()
        .ok();
    let pages = ["404.html", "a.html", "b/c/d.html", "b/c/index.html", "b/index.html", "index.html"];
    assert_eq!(built.addresses(), pages);
    built.page("b/c/d.html").attributes(
        ".content a",
        "href",
        ["../../index.html", "../../a.html", "../index.html", "index.html", "d.html"],
    );
}

#[test]
fn folders_may_be_addresses() {
    let built = Site::of_page("[a](a.md) [d](b/c/d.md)")
        .config("urls: folder")
        .file("content/a.md", "[home](index.md) [d](b/c/d.md) ![x](x.png) [file](b/f.pdf)")
        .file("content/b/c/d.md", "[home](../../index.md) [a](/a.md) [self](d.md)")
        .image("content/x.png", 2, 2)
        .file("content/b/f.pdf", "pdf")
        .build()
        .ok();
    let outputs = ["404.html", "a/index.html", "b/c/d/index.html", "b/c/index.html", "b/f.pdf", "b/index.html", "index.html", "x.png"];
    assert_eq!(built.addresses(), outputs);
    built.page("a/index.html").attributes(".content a", "href", ["../index.html", "../b/c/d/index.html", "../b/f.pdf"]).attributes(
        ".content img",
        "src",
        ["../x.png"],
    );
    built.page("b/c/d/index.html").attributes(".content a", "href", ["../../../index.html", "../../../a/index.html", "index.html"]);
}

#[test]
fn a_readme_is_its_folder_s_page_where_there_is_no_index() {
    let built = Site::new().file("content/README.md", "# Home").file("content/a/readme.md", "# A").build().ok();
    assert_eq!(built.addresses(), ["404.html", "a/index.html", "index.html"]);
    let built = built.edit("content/a/index.md", "# Index\n\n[r](readme.md)").build().ok();
    assert_eq!(built.addresses(), ["404.html", "a/index.html", "a/readme.html", "index.html"]);
    let built = built.delete("content/a/index.md").build().ok();
    assert_eq!(built.addresses(), ["404.html", "a/index.html", "index.html"]);
}

#[test]
fn names_may_have_spaces_umlauts_and_signs() {
    let built = Site::of_page(
        "[1](<Gehälter & Größe/50% off, really%3F.md>) [2](Geh%C3%A4lter%20&%20Gr%C3%B6%C3%9Fe/50%25%20off,%20really%3F.md#größe) \
         ![3](<Gehälter & Größe/a%23b [c].png>) [4](a+b;c='d'.md)",
    )
    .file("content/Gehälter & Größe/50% off, really?.md", "## Größe\n\n[home](../index.md) ![x](<a%23b [c].png>)")
    .image("content/Gehälter & Größe/a#b [c].png", 2, 2)
    .file("content/a+b;c='d'.md", "")
    .build()
    .ok();
    let folder = "Geh%C3%A4lter%20&%20Gr%C3%B6%C3%9Fe";
    let off = format!("{folder}/50%25%20off,%20really%3F.html");
    assert!(built.has("Gehälter & Größe/50% off, really?.html"));
    assert_eq!(
        built.home().attributes_of(".content > p a", "href"),
        [off.clone(), format!("{off}#gr%C3%B6%C3%9Fe"), "a+b;c='d'.html".to_owned()]
    );
    assert_eq!(built.home().attributes_of(".content img", "src"), [format!("{folder}/a%23b%20%5Bc%5D.png")]);
}

#[test]
fn the_page_for_wrong_addresses_links_from_the_top() {
    let built = Site::of_page("").file("content/a.md", "").build().ok();
    let links = |built: &crate::support::Built| built.page("404.html").attributes_of("[href^='/'], [src^='/']", "href").len();
    let all = built.page("404.html").select("[href]:not([href^='#'])").len() + built.page("404.html").select("[src]").len();
    assert_eq!(links(&built), all);
    let built = built.edit("rolebook.yaml", "base_url: https://example.com/hiring/guide").build().ok();
    let all = built.page("404.html").attributes_of("[href]:not([href^='#']):not([rel=canonical])", "href");
    assert!(all.iter().all(|link| link.starts_with("/hiring/guide/")), "{all:?}");
    built.page("404.html").has("script[src^='/hiring/guide/assets/']").has(".content a[href='/hiring/guide/index.html']");
}

#[test]
fn an_old_address_leads_to_its_page() {
    let built = Site::of_page("")
        .config("base_url: https://example.com/x/")
        .file("content/a/new.md", "---\naliases: [old.html, /b/old, c/, d/old.md]\n---\n")
        .build()
        .ok();
    for (old, way) in
        [("old.html", "a/new.html"), ("b/old.html", "../a/new.html"), ("c/index.html", "../a/new.html"), ("d/old.html", "../a/new.html")]
    {
        built
            .page(old)
            .attributes("meta[http-equiv=refresh]", "content", [&format!("0; url={way}")])
            .attributes("main a", "href", [way])
            .attributes("link[rel=canonical]", "href", ["https://example.com/x/a/new.html"]);
    }
    built.edit("content/b/old.md", "").build().errors(["duplicate-address"]);
}

#[test]
fn an_old_address_may_be_encoded_and_said_with_and_without_its_slash() {
    let built = Site::of_page("").file("content/new.md", "---\naliases: [/old%20p.html, /e, /e/]\n---\n").build().ok();
    assert_eq!(built.addresses(), ["404.html", "e.html", "e/index.html", "index.html", "new.html", "old p.html"]);
}

#[test]
fn the_case_of_a_file_s_ending_makes_no_difference() {
    let built = Site::of_page("[a](A.MD) [b](b.Markdown)").file("content/A.MD", "# A\n").file("content/b.Markdown", "# B\n").build().ok();
    assert_eq!(built.addresses(), ["404.html", "A.html", "b.html", "index.html"]);
    built.home().attributes(".content > p a", "href", ["A.html", "b.html"]);
}

#[test]
fn an_old_address_without_a_page_s_name_is_found_by_every_server() {
    let built = Site::of_page("")
        .file("content/new.md", "---\naliases: [/rel/v1.2, /files/plan.pdf, /shop/index.PHP?id=7, /a.b/]\n---\n")
        .file("content/team/index.md", "---\naliases: [/team]\n---\n")
        .build()
        .ok();
    let redirects = [
        "a.b/index.html",
        "files/plan.pdf.html",
        "files/plan.pdf/index.html",
        "rel/v1.2.html",
        "rel/v1.2/index.html",
        "shop/index.PHP",
        "team.html",
    ];
    assert_eq!(
        built.addresses(),
        [&["404.html"], &redirects[..3], &["index.html", "new.html"], &redirects[3..], &["team/index.html"]].concat()
    );
    for redirect in redirects {
        let to = if redirect == "team.html" {
            "team/index.html".to_owned()
        } else {
            format!("{}new.html", "../".repeat(redirect.matches('/').count()))
        };
        built.page(redirect).attributes("main a", "href", [to.as_str()]);
    }
    built.edit("content/rel/v1.2/index.md", "").build().errors(["duplicate-address"]);
}

#[test]
fn an_old_file_s_address_is_what_it_was_published_at() {
    Site::of_page("")
        .config("urls: folder")
        .file("content/a/new.md", "---\naliases: [b/old.md, c/old.html]\n---\n")
        .build()
        .ok()
        .see("b/old/index.html", |page| drop(page.attributes("main a", "href", ["../../a/new/index.html"])))
        .page("c/old.html");
}

#[test]
fn every_page_has_one_address() {
    let site = Site::of_page("---\ndescription: A & B\n---\n").file("content/a/Über uns.md", "").file("content/a/index.md", "");
    let built = site.build().ok();
    built.home().has_no("link[rel=canonical]").attributes("meta[name=description]", "content", ["A & B"]);
    let built = built.edit("rolebook.yaml", "base_url: https://example.com/x").build().ok();
    let canonical = |address: &str, is: &str| drop(built.page(address).attributes("link[rel=canonical]", "href", [is]));
    canonical("index.html", "https://example.com/x/");
    canonical("a/Über uns.html", "https://example.com/x/a/%C3%9Cber%20uns.html");
    canonical("a/index.html", "https://example.com/x/a/index.html");
    let built = built.edit("rolebook.yaml", "base_url: https://example.com/x\nurls: folder").build().ok();
    let canonical = |address: &str, is: &str| drop(built.page(address).attributes("link[rel=canonical]", "href", [is]));
    canonical("a/Über uns/index.html", "https://example.com/x/a/%C3%9Cber%20uns/");
    canonical("a/index.html", "https://example.com/x/a/");
}

#[test]
fn files_beside_pages_are_published_where_they_are() {
    let built = Site::of_page("")
        .file("content/a/b.md", "![linked](images/linked.png)")
        .image("content/a/images/linked.png", 2, 2)
        .file("content/a/images/unlinked.png", "")
        .file("content/a/plan.pdf", [0xff, 0x00])
        .file("content/a/data.yaml", "x: 1")
        .file("content/a/.hidden", "")
        .file("content/a/_draft.png", "")
        .file("content/_snippets/a.md", "Text")
        .file("content/_snippets/a.png", "")
        .file("content/a/_b/c.md", "")
        .build()
        .ok();
    assert_eq!(built.addresses(), ["404.html", "a/b.html", "a/images/linked.png", "a/index.html", "a/plan.pdf", "index.html"]);
    assert_eq!(built.outputs["a/plan.pdf"], [0xff, 0x00]);
}

#[test]
fn static_files_are_published_with_hidden_ones() {
    let built = Site::of_page("[c](/CNAME) [s](/.well-known/security.txt)")
        .file("static/CNAME", "example.com")
        .file("static/.well-known/security.txt", "x")
        .file("static/_headers", "y")
        .file("static/page.md", "not a page")
        .build()
        .ok();
    assert_eq!(built.addresses(), [".well-known/security.txt", "404.html", "CNAME", "_headers", "index.html", "page.md"]);
    built.edit("content/CNAME", "twice").build().errors(["duplicate-address"]);
}

#[test]
fn a_folder_that_is_all_content_keeps_its_other_folders_out() {
    let built = Site::new()
        .file("README.md", "# Home\n\n[a](a/b.md) [s](/s.txt)")
        .file("a/b.md", "")
        .file("static/s.txt", "x")
        .file("output/index.html", "old")
        .file("output/old.md", "")
        .file("themes/x/templates/a.md", "")
        .file("templates/note.md", "")
        .file("assets/x.css", "")
        .file("i18n/en.yaml", "home: Top")
        .build()
        .ok();
    assert_eq!(built.addresses(), ["404.html", "a/b.html", "a/index.html", "index.html", "s.txt"]);
}

#[test]
fn folders_may_have_other_names() {
    let built = Site::new()
        .config("paths: {content: docs, static: public, themes: looks, output: site}\ntheme: mine")
        .file("docs/index.md", "# Home")
        .file("public/x.txt", "")
        .file("looks/mine/theme.yaml", "name: mine")
        .file("looks/mine/i18n/en.yaml", "menu: Carte")
        .file("content/not.md", "")
        .build()
        .ok();
    assert_eq!(built.addresses(), ["404.html", "index.html", "x.txt"]);
    built.home().texts(".nav-fold summary", ["Carte"]);
}
