//! Rules of the trade, and what a playbook says against them.

use crate::{interviews::playbook, support::Site};

#[test]
fn a_playbook_s_own_limits_go_before_the_shipped_ones_whatever_the_file_is_called() {
    let band =
        "bands:\n  - {id: a, level: mid, market: de, currency: EUR, period: year, min: 100, max: 170, sources: [Our pay round of 2025]}\n";
    let site = || Site::of_page("").file("content/roles/sre/index.md", "# SRE").file("content/roles/sre/salary.yaml", band);
    site().build().ok();
    for name in ["a-house.yaml", "limits.yaml", "zz.yml"] {
        let limits = "as_of: 2025-12-01\nlimits:\n  widest_range: 60\n";
        site().file(&format!("rules/{name}"), limits).build().errors(["wide-range"]);
    }
    // What a file of the shipped one's name doesn't set stays as it is.
    let wide = band.replace("max: 170", "max: 190");
    let built = site()
        .file("content/roles/sre/salary.yaml", wide)
        .file("rules/limits.yaml", "as_of: 2025-12-01\nlimits: {stale_after: 90d}\n")
        .build();
    built.errors(["wide-range"]);
}

#[test]
fn a_kit_s_own_page_tells_that_its_review_is_overdue_unless_that_is_silenced() {
    let kit = "kits:\n  - id: screen-kit\n    title: Screen\n    stage: screen\n    owner: Kim\n    reviewed_on: 2025-01-01\n    review_in: 30d\n";
    let built = playbook().file("content/data/kits.yaml", kit).build().errors(["review-overdue"]);
    let address = built.addresses().into_iter().find(|address| address.contains("screen-kit")).expect("the kit has a page").to_owned();
    built.page(&address).has(".overdue");
    let silence = format!("{kit}    silence:\n      - {{code: review-overdue, reason: Kim is away until June.}}\n");
    playbook().file("content/data/kits.yaml", silence).build().ok().page(&address).has_no(".overdue");
}

#[test]
fn competencies_say_what_is_expected_at_each_level() {
    Site::of_page("")
        .file("content/data/levels.yaml", "levels:\n  - {id: mid, title: Mid, order: 1}\n  - {id: ada, title: Senior, order: 2}\n")
        .file(
            "content/data/competencies.yaml",
            "competencies:\n  - {id: care, title: Care, definition: It is done well., levels: {mid: Follows *the* list, ada: Writes it}}\n",
        )
        .build()
        .ok()
        .page("competencies.html")
        .texts(".competency-record dt", ["Mid", "Senior"])
        .texts(".competency-record dd", ["Follows the list", "Writes it"]);
}
