//! The files that the guide shows make playbooks without a mistake.
#![expect(clippy::disallowed_methods, reason = "the guide is files")]

use std::{collections::BTreeSet, fs, path::Path};

use jiff::civil::date;
use rolebook::{
    Builder, Lifetime, Options, Site,
    diagnostic::report::{self, Format},
    playbook::Address,
    records,
    sources::{Memory, SourcePath},
};

/// Pages whose examples need other files around them.
const AROUND: [(&str, &[(&str, &str)]); 6] = [
    ("kinds.md", &[("content/index.md", "# Home\n\n::certification{id=cka}\n\nSee [it](data/certification.yaml#cka).\n")]),
    ("rules.md", &[("content/roles/recruiter/index.md", "# Recruiter\n")]),
    (
        "themes.md",
        &[
            ("rolebook.yaml", "theme: northwind\n"),
            ("content/index.md", ":::pull-quote{by=\"Ada Lovelace\" wide}\nWords\n:::\n\n::partners\n"),
            ("content/page.md", "Text\n"),
            ("content/data/partners.yaml", "- name: Northlight\n"),
        ],
    ),
    ("configuration.md", &[("content/index.md", ":var[company]\n"), ("content/salary.md", "Text\n")]),
    ("history.md", &[("content/index.md", "# Home\n")]),
    ("directives.md", &[("content/index.md", ":var[company]\n")]),
];

#[test]
fn the_files_of_each_page_work_together() {
    for (page, files) in AROUND {
        let mut sources = Memory::new().on(date(2026, 12, 1));
        files.iter().for_each(|(path, text)| sources.write(*path, text));
        examples(page).iter().for_each(|(path, text)| sources.write(&**path, text));
        let said = build(&sources).said;
        assert!(said.is_empty(), "{page}: {said}");
    }
}

/// Who follows the page on a blank folder meets no error on the way, and not even a warning at its end.
#[test]
fn a_role_grows_from_a_blank_folder_file_by_file() {
    let mut sources = Memory::new().on(date(2026, 12, 1));
    let mut last = String::new();
    let mut has_role = false;
    for (path, text) in examples("blank-folder.md") {
        sources.write(&*path, text);
        has_role |= path.ends_with("roles/account-manager/index.md");
        let built = build(&sources);
        // The home page leads to the role's, which comes after it.
        assert!(built.errors == 0 || !has_role, "after {path}: {}", built.said);
        last = built.said;
    }
    assert!(last.is_empty(), "{last}");
}

#[test]
fn the_page_on_a_blank_folder_has_an_example_of_every_kind() {
    let paths: Vec<String> = examples("blank-folder.md").into_iter().map(|(path, _)| path).collect();
    let shown: BTreeSet<&str> = paths.iter().filter_map(|path| path.rsplit('/').next()).collect();
    let kinds = records::built_in();
    let missing: Vec<&str> = kinds.iter().map(|kind| &*kind.file).filter(|file| !shown.contains(file)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// The files that a page of the guide shows: their paths, which are their titles, and their texts.
fn examples(page: &str) -> Vec<(String, String)> {
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let text = fs::read_to_string(guide.join(page)).expect("the guide has the page");
    let blocks = text.split("\n```").filter(|part| part.lines().next().is_some_and(|head| head.contains("{title=\"")));
    let file = |block: &str| {
        let (head, body) = block.split_once('\n').expect("a block has lines");
        (head.split('"').nth(1).expect("a title has quotes").to_owned(), format!("{body}\n"))
    };
    let files: Vec<(String, String)> = blocks.map(file).collect();
    assert!(!files.is_empty(), "{page} shows no file");
    files
}

struct Built {
    errors: usize,
    said: String,
}

fn build(sources: &Memory) -> Built {
    let build = Builder::new().build(sources, &Options::default(), &Nowhere, &());
    let errors = build.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    Built { errors, said: report::print(&build.diagnostics, sources, &Format::Human { colour: report::Colour::None }) }
}

struct Nowhere;

impl Site for Nowhere {
    fn put(&self, _: &Address, _: &[u8], _: Lifetime) {}
    fn copy(&self, _: &Address, _: &SourcePath) {}
    fn keep(&self, _: &Address) {}
}
