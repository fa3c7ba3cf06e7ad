//! Images: their sizes, what is said of them, and what is made of them.

use crate::support::Site;

#[test]
fn every_image_has_its_size_and_all_but_the_first_come_when_they_are_needed() {
    let text = "![One](a.png)\n\n::figure{src=b.jpg alt=Two}\n\n<img src=c.svg alt=Three> <img src='https://example.com/x.png' alt=Four />";
    let built = Site::of_page(text)
        .image("content/a.png", 30, 20)
        .image("content/b.jpg", 8, 9)
        .file("content/c.svg", "<svg viewBox='0 0 320 80'></svg>")
        .build()
        .no_diagnostics();
    built
        .home()
        .attributes(".content img", "width", ["30", "8", "320", "(none)"])
        .attributes(".content img", "height", ["20", "9", "80", "(none)"])
        .attributes(".content img[loading=lazy][decoding=async]", "alt", ["Two", "Three", "Four"])
        .attributes(".content img:not([loading])", "alt", ["One"]);
}

#[test]
fn what_an_author_wrote_stays_and_the_other_side_follows() {
    let text = "<img src=a.png alt=A width=15> <img src=a.png alt=B height=\"10\" loading=eager> <img src=a.png alt=C width='50%'>";
    let built = Site::of_page(text).config("raw_html: allow").image("content/a.png", 30, 20).build().no_diagnostics();
    built
        .home()
        .attributes(".content img", "width", ["15", "15", "50%"])
        .attributes(".content img", "height", ["10", "10", "(none)"])
        .attributes("img[loading]", "loading", ["eager", "lazy"]);
}

#[test]
fn images_of_records_and_of_templates_have_their_size_too() {
    let built = Site::of_page("# Home")
        .file("content/a/index.md", "# A")
        .image("content/a/a.png", 30, 20)
        .file("content/data/glossary.yaml", "terms: [{id: t, title: T, definition: 'It is ![so](../a/a.png).'}]")
        .file("templates/home.html", "<img src=\"{{ link(to='a/a.png') }}\" alt=\"\">")
        .build()
        .no_diagnostics();
    built.page("glossary.html").attributes("img", "width", ["30"]);
    built.home().attributes("img", "width", ["30"]);
}

#[test]
fn an_image_that_changes_renders_the_pages_that_show_it() {
    let built = Site::of_page("# Home")
        .file("content/a.md", "![A](x.png)")
        .file("content/b.md", "![B](y.png)")
        .image("content/x.png", 3, 2)
        .image("content/y.png", 3, 2)
        .build()
        .ok();
    let built = built.edit_image("content/x.png", 4, 2).build().ok();
    assert_eq!(built.rendered(), ["a.html"]);
    built.page("a.html").attributes(".content img", "width", ["4"]);
    // Another file of the same size is the same to the page.
    let built = built.edit("content/x.png", b"GIF89a\x04\0\x02\0\0\0\0;").build().ok();
    assert_eq!(built.rendered(), [""; 0]);
    // One that nobody shows matters to nobody.
    let built = built.edit_image("content/z.png", 4, 2).build().ok();
    assert_eq!(built.rendered(), [""; 0]);
}

#[test]
fn what_is_no_image_is_told_where_it_is_shown() {
    let built = Site::of_page("![A](a.png) [a](a.png)\n\n<video src=film.mp4 poster=b.jpg></video>")
        .config("raw_html: allow")
        .file("content/a.png", "x")
        .file("content/b.jpg", [0xff, 0xd8, 0xff])
        .file("content/c.png", "x")
        .file("content/film.mp4", "x")
        .build()
        .errors(["bad-image", "bad-image"]);
    let built = built.edit_image("content/a.png", 2, 2).build().errors(["bad-image"]);
    built.edit_image("content/b.jpg", 2, 2).build().no_diagnostics();
}

#[test]
fn every_image_says_what_it_shows_or_that_it_is_decoration() {
    let text = "![](a.png) ![ ](a.png \"T\") ![:var[x]](a.png) [![](a.png)](/index.md)\n\n::figure{src=a.png}\n\n::figure{src=a.png alt=\"\"}\n\n\
                <img src=a.png alt> <img src=a.png alt=''> <img\n  src=a.png\n  width=3>\n\n<!-- <img src=a.png>\n<img src=a.png> -->\n\n\
                `<img src=a.png>`\n\n:::note\n\n<IMG SRC=a.png>\n\n:::\n";
    let built = Site::of_page(text).config("variables: {x: y}").image("content/a.png", 2, 2).build();
    let site = built.errors(["missing-alt"; 6]);
    let record = "terms: [{id: t, title: T, definition: 'It is ![](../a.png).'}]";
    let built = site.edit("content/index.md", "# Home").file("content/data/glossary.yaml", record).build();
    built.errors(["missing-alt"]);
}
