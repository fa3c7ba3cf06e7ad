//! Kinds of records that a playbook declares itself.

use crate::support::Site;

const TOOL: &str = "title: Tools
fields:
  - {name: maker, type: text}
  - {name: price, type: money, currency: EUR}
  - {name: since, type: date}
  - {name: worth, title: What it is worth, type: choice, choices: [much, little]}
  - {name: needs, type: list, of: reference, to: tool}
  - {name: about, type: markdown}
  - {name: open, type: yes_no}
";
const TOOLS: &str = "tool:
  - {id: one, title: One, maker: Acme, price: 62.5, worth: much, needs: [two], about: 'See [[two]].', open: true, sources: [Its maker]}
  - {id: two, title: Two, since: 2026-04-05}
";

#[test]
fn a_declared_kind_is_checked_linked_and_shown_like_any_other() {
    let built = Site::of_page("# Home\n\nSee [[one]] and [the second](roles/sre/tool.yaml#two).\n\n::tool{role=sre id=one}\n")
        .file("kinds/tool.yaml", TOOL)
        .file("content/roles/sre/index.md", "# SRE\n")
        .file("content/roles/sre/tool.yaml", TOOLS)
        .build()
        .ok();
    built
        .page("roles/sre/index.html")
        .texts(".records h2", ["Tools"])
        .texts("#tool-one dt", ["Maker", "Price", "What it is worth", "Needs", "About", "Open"]);
    built.page("roles/sre/index.html").texts("#tool-one dd", ["Acme", "EUR\u{a0}62.50", "much", "Two", "See Two.", "Yes"]);
    built.page("tool.html").texts(".own-record h3", ["One", "Two"]);
    built.home().texts(".own-record h2", ["One"]).texts(".content > p a", ["One", "the second"]);
}

#[test]
fn a_theme_shows_a_declared_kind_in_its_own_way() {
    let built = Site::of_page("::tool\n")
        .file("kinds/tool.yaml", TOOL)
        .file("content/data/tool.yaml", TOOLS)
        .file(
            "templates/directives/tool.html",
            "{% component tool() %}<p class=\"mine\">{{ records(kind=\"tool\") | length }}</p>{% endcomponent tool %}",
        )
        .build()
        .ok();
    built.home().texts(".mine", ["2"]);
    built.page("tool.html").texts(".mine", ["2"]);
}
