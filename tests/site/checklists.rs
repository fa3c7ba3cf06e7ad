//! Checklists.

use crate::{interviews::playbook, support::Site};

const LISTS: &str = "checklists:
  - id: yes
    title: After the yes
    stage: panel
    when: On the *day* of it
    by: The recruiter
    purpose: So that nobody waits.
    tasks:
      - {text: Ring the others, days: 1, group: At once}
      - {text: Send the *letter*, by: The manager, days: 2, optional: true, note: By post., group: At once}
      - {text: Say who answers questions, group: Before the first day}
  - {id: other, title: Another, by: Us, tasks: [{text: Look}]}
";

#[test]
fn a_checklist_says_what_is_done_by_whom_and_until_when() {
    let built =
        playbook().file("content/data/checklists.yaml", LISTS).file("content/a.md", "# A\n\n::checklists{stage=panel}\n").build().ok();
    built
        .page("checklists.html")
        .texts("h1", ["Checklists"])
        .texts(".checklist > :is(h2, h3):first-child", ["After the yes", "Another"])
        .texts("#checklist-yes .labels li", ["Panel", "On the day of it", "The recruiter"])
        .attributes("#checklist-yes .labels a", "href", ["process.html#stage-panel"])
        .texts("#checklist-yes .part", ["At once", "Before the first day"])
        .texts("#checklist-yes li > small", ["within a day", "The manager, within 2 days, if need be", "By post."]);
    built.page("a.html").attributes(".checklist", "id", ["checklist-yes"]);
}

#[test]
fn the_words_of_a_kind_are_in_each_language_and_a_theme_s_go_before_them() {
    let site = || Site::of_page("").file("content/data/checklists.yaml", LISTS.replace("    stage: panel\n", ""));
    let heading = |site: Site| site.build().ok().page("checklists.html").texts_of("h1");
    assert_eq!(heading(site().config("language: de-CH")), ["Checklisten"]);
    assert_eq!(heading(site().config("language: fr").file("i18n/fr.yaml", "checklists: À faire\n")), ["À faire"]);
}
