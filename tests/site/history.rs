//! The foot of a page: where it can be edited, when and by whom it was last changed, how long it takes to read.

use jiff::civil::date;
use rolebook::history::Change;

use crate::support::{Built, Site};

fn site() -> Site {
    let change = |author: &str| Change { day: date(2026, 4, 5), author: Some(author.to_owned()) };
    Site::of_page("# Home\n\n[Screen](screen.md)\n")
        .file("content/screen.md", format!("# Screen\n\n{}\n", "word ".repeat(500)))
        .file("content/panel.md", "---\nowner: Talent team\n---\n\n# Panel\n")
        .file("content/offer.md", "---\nupdated: 2026-02-03\n---\n\n# Offer\n")
        .file("content/new.md", "# New\n\nOne word more.\n")
        .changed("content/screen.md", change("Ada <b> Lovelace"))
        .changed("content/panel.md", change("Grace"))
        .changed("content/offer.md", change("Grace"))
}

fn facts(built: &Built, address: &str) -> Vec<String> {
    let page = built.page(address);
    page.texts_of(".page-meta dt").into_iter().zip(page.texts_of(".page-meta dd")).map(|(name, fact)| format!("{name}: {fact}")).collect()
}

#[test]
fn a_page_says_when_and_by_whom_it_was_last_changed() {
    let built = site().build().ok();
    assert_eq!(facts(&built, "screen.html"), ["Last changed: 5 April 2026", "Changed by: Ada <b> Lovelace", "Reading time: 2 minutes"]);
    assert_eq!(facts(&built, "new.html"), ["Reading time: 1 minute"]);
}

/// Whoever owns a page is named above, and a day that the page names stands there, too.
#[test]
fn what_a_page_says_of_itself_wins() {
    let built = site().build().ok();
    assert_eq!(facts(&built, "panel.html"), ["Last changed: 5 April 2026"]);
    assert_eq!(facts(&built, "offer.html"), [""; 0]);
}

#[test]
fn the_configuration_decides_what_is_shown() {
    let days = site().config("history: days\n").build().ok();
    assert_eq!(facts(&days, "screen.html"), ["Last changed: 5 April 2026", "Reading time: 2 minutes"]);
    let nothing = site().config("history: false\n").build().ok();
    assert_eq!(facts(&nothing, "screen.html"), ["Reading time: 2 minutes"]);
}

#[test]
fn pages_with_a_file_can_be_edited() {
    let built =
        site().file("content/how we hire/one.md", "# One\n").config("edit_url: https://git.example.com/p/edit/main/{path}\n").build().ok();
    let link = |address: &str| built.page(address).attributes_of(".page-meta a", "href");
    assert_eq!(link("how we hire/one.html"), ["https://git.example.com/p/edit/main/content/how%20we%20hire/one.md"]);
    assert_eq!(link("index.html"), ["https://git.example.com/p/edit/main/content/index.md"]);
    // A section without a page of its own is made.
    assert_eq!(link("how we hire/index.html"), [""; 0]);
    assert_eq!(link("404.html"), [""; 0]);
}

#[test]
fn a_commit_renders_the_page_that_it_changed() {
    let change = Change { day: date(2026, 4, 6), author: Some("Grace".to_owned()) };
    let built = site().build().ok().commit("content/screen.md", change).build().ok();
    assert_eq!(built.rendered(), ["screen.html"]);
}
