//! A second role, added by hand with ten lines of Markdown and four YAML files, appears everywhere by itself.

use crate::{
    records::role,
    support::{Built, Site},
};

const INDEX: &str = "---
title: Data engineer
description: Who moves the data.
weight: 20
---

A data engineer builds pipelines.

[[mlops]] is the neighbour; see [its pay](../mlops/index.md#salary).

";

fn two_roles() -> (Built, Built) {
    let site = || {
        role(Site::of_page("# Home"), "mlops").file("content/roles/index.md", "# Roles").replace(
            "content/roles/mlops/index.md",
            "title: mlops",
            "title: MLOps engineer\nweight: 10",
        )
    };
    let second = role(Site::new(), "data");
    let mut built = site().build().ok();
    let mut edited = None;
    for file in ["comparison.yaml", "salary.yaml", "questions.yaml", "faq.yaml"] {
        let path = format!("content/roles/data/{file}");
        let text = second.text(&path).replace("A failure", "A late load").replace("One & two", "Data and ML");
        edited = Some(edited.map_or_else(|| built_with(&mut built, &path, &text), |site: Site| site.file(&path, &text)));
    }
    let built = edited.unwrap_or_default().file("content/roles/data/index.md", INDEX).build().ok();
    (site().build().ok(), built)
}

fn built_with(built: &mut Built, path: &str, text: &str) -> Site {
    std::mem::replace(built, Site::of_page("").build()).edit(path, text)
}

#[test]
fn a_second_role_appears_in_the_navigation_and_the_section() {
    let (_, built) = two_roles();
    built
        .page("roles/index.html")
        .texts(".page-list a", ["MLOps engineer", "Data engineer"])
        .texts(".page-list p", ["Who moves the data."])
        .texts(".nav-lists > ul:first-of-type a", ["Roles", "MLOps engineer", "Data engineer"]);
    built
        .page("roles/mlops/index.html")
        .attributes(".neighbours [rel=next]", "href", ["../data/index.html"])
        .texts(".backlinks a", ["Data engineer"]);
}

#[test]
fn a_second_role_has_its_records_on_its_page() {
    let (_, built) = two_roles();
    built
        .page("roles/data/index.html")
        .texts("h1", ["Data engineer"])
        .texts(".records > h2", ["Compare", "Salary", "Interview questions", "Questions and answers"])
        .texts("#question-failure h3", ["1 A late load"])
        .attributes(".content > p a", "href", ["../mlops/index.html", "../mlops/index.html#salary"]);
}

#[test]
fn a_second_role_appears_on_the_pages_across_roles_in_the_navigation_s_order() {
    let (before, after) = two_roles();
    for address in ["compare.html", "salary.html", "questions.html", "faq.html"] {
        before.page(address).texts(".content h2 a", ["MLOps engineer"]);
        after.page(address).texts(".content h2 a", ["MLOps engineer", "Data engineer"]);
    }
    after.page("questions.html").has("#data-question-failure").has("#mlops-question-failure");
    after.page("compare.html").texts(".comparison h3", ["One & two", "Data and ML"]);
}

#[test]
fn a_role_that_goes_disappears_everywhere() {
    let (_, built) = two_roles();
    let mut site = built.delete("content/roles/data/index.md");
    for file in ["comparison.yaml", "salary.yaml", "questions.yaml", "faq.yaml"] {
        site = site.delete(&format!("content/roles/data/{file}"));
    }
    let built = site.build().ok();
    assert!(built.outputs.values().all(|bytes| !String::from_utf8_lossy(bytes).contains("Data engineer")));
}

#[test]
fn an_empty_list_of_records_needs_no_page() {
    let site = |faq| Site::of_page("# Home").file("content/roles/sre/faq.yaml", faq);
    site("faq: []\n").build().ok();
    site("faq: [{id: x, question: Why?, answer: So}]\n").build().errors(["role-without-page"]);
}
