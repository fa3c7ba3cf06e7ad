//! The program itself, run as a person or a pipeline runs it.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "these tests look at what the program does to a disk")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use rolebook::diagnostic::Code;
use tempfile::TempDir;

/// A folder with a playbook, for one test.
struct Project {
    folder: TempDir,
}

/// What a run said, and how it ended.
struct Run {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Every file below a folder: its bytes, and when it was last written.
type Snapshot = BTreeMap<PathBuf, (Vec<u8>, SystemTime)>;

impl Project {
    /// A playbook of a configuration and two pages without a mistake.
    fn good() -> Self {
        let project = Self::of(&[
            ("rolebook.yaml", "title: Hiring\n"),
            ("content/index.md", "# Home\n\nSee [the screen](screen.md).\n"),
            ("content/screen.md", "# Screen\n"),
        ]);
        assert_eq!(project.run(&["build"]).code, Some(0));
        project
    }

    fn of(files: &[(&str, &str)]) -> Self {
        let project = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in files {
            project.write(path, text);
        }
        project
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn has(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("", arguments)
    }

    /// Runs the program in a folder of the project.
    fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let output = program().args(arguments).current_dir(self.root().join(folder)).output().unwrap();
        Run { code: output.status.code(), out: String::from_utf8(output.stdout).unwrap(), err: String::from_utf8(output.stderr).unwrap() }
    }

    fn snapshot(&self, folder: &str) -> Snapshot {
        let top = self.root().join(folder);
        let mut snapshot = Snapshot::new();
        let mut open = vec![top.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                let written = fs::symlink_metadata(&path).unwrap().modified().unwrap();
                let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap_or_default() };
                if path.is_dir() {
                    open.push(path.clone());
                }
                snapshot.insert(path.strip_prefix(&top).unwrap().to_owned(), (bytes, written));
            }
        }
        snapshot
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_rolebook"));
    command.env_remove("NO_COLOR").env_remove("SOURCE_DATE_EPOCH").env_remove("GITHUB_WORKSPACE").env("TERM", "xterm-256color");
    command
}

/// The bytes of a snapshot, without the times.
fn bytes(snapshot: &Snapshot) -> BTreeMap<&Path, &[u8]> {
    snapshot.iter().map(|(path, (bytes, _))| (path.as_path(), bytes.as_slice())).collect()
}

#[test]
fn a_good_playbook_is_built_and_says_so_in_one_line() {
    let project = Project::of(&[("rolebook.yaml", "title: Hiring\n"), ("content/index.md", "# Home\n")]);
    let run = project.run(&["build"]);
    assert_eq!((run.code, run.err.as_str(), run.out.lines().count()), (Some(0), "", 1), "{}", run.out);
    let words = ["1 page, 0 records, 0 warnings, ", " s → output/\n"];
    assert!(run.out.starts_with(words[0]) && run.out.ends_with(words[1]), "{}", run.out);
    assert!(project.read("output/index.html").contains("<h1>Home</h1>"));
}

#[test]
fn the_day_of_a_build_can_be_given() {
    let project = Project::of(&[
        ("rolebook.yaml", ""),
        (
            "content/index.md",
            "---
reviewed_on: 2026-01-01
review_in: 30d
---
# Home
",
        ),
    ]);
    for (day, warnings) in [("1768046400", 0), ("1780315200", 1)] {
        let run = program().arg("check").arg(project.root()).env("SOURCE_DATE_EPOCH", day).output().unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(said.contains(&format!(", {warnings} warning")), "{day}: {said}");
    }
}

#[test]
fn errors_end_with_1_and_leave_the_last_good_output() {
    let project = Project::good();
    let before = project.snapshot("output");
    project.write("content/index.md", "# Other\n\nSee [the screen](screening.md).\n");
    let run = project.run(&["build"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert!(run.err.contains("error[broken-link]") && run.err.contains("content/index.md:3:5"), "{}", run.err);
    assert!(
        run.err.ends_with(" s; nothing was published\n") && run.err.contains("2 pages, 0 records, 1 error, 0 warnings, "),
        "{}",
        run.err
    );
    assert_eq!(project.snapshot("output"), before);
}

#[test]
fn a_first_build_with_errors_publishes_nothing() {
    let project = Project::of(&[("content/index.md", "[x](y.md)\n")]);
    assert_eq!(project.run(&["build"]).code, Some(1));
    assert!(!project.has("output"));
}

#[test]
fn warnings_are_errors_with_strict_only() {
    let project = Project::of(&[("content/index.md", ""), ("content/faq.yaml", "faq: []\n")]);
    let lax = project.run(&["build"]);
    assert_eq!(lax.code, Some(0));
    assert!(lax.err.contains("warning[record-outside-role]") && lax.out.contains(" 1 warning, "), "{}{}", lax.err, lax.out);
    let before = project.snapshot("output");
    project.write("content/index.md", "changed\n");
    assert_eq!(project.run(&["build", "--strict"]).code, Some(1));
    assert_eq!(project.snapshot("output"), before);
    assert_eq!(project.run(&["check"]).code, Some(0));
    assert_eq!(project.run(&["check", "--strict"]).code, Some(1));
}

#[test]
fn wrong_usage_ends_with_2() {
    let project = Project::good();
    for arguments in [
        &[][..],
        &["bild"],
        &["build", "--minify"],
        &["build", "--format", "xml"],
        &["build", "--quiet", "--verbose"],
        &["build", "nowhere"],
        &["build", "rolebook.yaml"],
        &["build", ".", "."],
        &["check", "--force"],
    ] {
        let run = project.run(arguments);
        assert_eq!((run.code, run.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(!run.err.is_empty(), "{arguments:?}");
    }
    for arguments in [&["--help"][..], &["--version"], &["build", "--help"], &["check", "-h"]] {
        let run = project.run(arguments);
        assert_eq!((run.code, run.err.as_str()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn check_finds_what_build_finds_and_writes_nothing_at_all() {
    let project = Project::of(&[("rolebook.yaml", "titel: x\n"), ("content/index.md", "[x](y.md)\n"), ("content/_faq.yaml", "")]);
    let before = project.snapshot("");
    let check = project.run(&["check", "--format", "short"]);
    assert_eq!(project.snapshot(""), before);
    assert_eq!(check.code, Some(1));
    assert_eq!(check.out, project.run(&["build", "--format", "short"]).out);
    assert_eq!(check.out.lines().count(), 2, "{}", check.out);

    let good = Project::of(&[("content/index.md", "")]);
    let before = good.snapshot("");
    let check = good.run(&["check"]);
    assert_eq!((check.code, check.err.as_str(), check.out.lines().count()), (Some(0), "", 1));
    assert_eq!(good.snapshot(""), before);
}

/// A file with mistakes of both severities, with a hint, a second place, and characters that other formats must escape.
fn mistaken() -> Project {
    Project::of(&[
        ("content/index.md", "---\ntitle: x\ntitle: y\n---\n"),
        ("content/Größe, 100%.md", "Ünd [x](50%25:a,b.md)\n"),
        ("content/faq.yaml", "faq: []\n"),
    ])
}

#[test]
fn short_is_a_line_a_diagnostic() {
    let run = mistaken().run(&["build", "--format", "short"]);
    let expected = "content/Größe, 100%.md:1:5: error[broken-link]: `50%25:a,b.md` leads to no page, record or file\n\
        content/faq.yaml:1:1: warning[record-outside-role]: `faq.yaml` lies outside of a role's folder and of `data`, so its records are shown nowhere\n\
        content/index.md:3:1: error[duplicate-key]: `title` stands twice\n";
    assert_eq!((run.code, run.out.as_str()), (Some(1), expected));
    assert_eq!(run.err.lines().count(), 1, "{}", run.err);
}

#[test]
fn json_is_complete() {
    let run = mistaken().run(&["check", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    let codes: Vec<&str> = rows.as_array().unwrap().iter().map(|row| row["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["broken-link", "record-outside-role", "duplicate-key"]);
    assert_eq!(rows[1]["severity"], "warning");
    let expected = serde_json::json!({
        "severity": "error", "code": "duplicate-key", "message": "`title` stands twice", "file": "content/index.md",
        "line": 3, "column": 1, "end_line": 3, "end_column": 6, "hint": "take one of them out",
        "related": {
            "file": "content/index.md", "line": 2, "column": 1, "end_line": 2, "end_column": 6, "label": "the first one is here",
        },
    });
    assert_eq!(rows[2], expected);

    let good = Project::good().run(&["build", "--format", "json"]);
    assert_eq!((good.code, good.out.as_str(), good.err.lines().count()), (Some(0), "[]\n", 1));
}

#[test]
fn a_machine_reads_why_nothing_was_published() {
    let project = Project::good();
    project.write("site/report.doc", "mine");
    let run = project.run(&["build", "-o", "site", "--format", "json"]);
    let rows: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!((run.code, rows.as_array().unwrap().len()), (Some(1), 1));
    let row = &rows[0];
    assert_eq!(
        (&row["severity"], &row["code"], &row["line"], &row["column"]),
        (&"error".into(), &"not-published".into(), &1.into(), &1.into())
    );
    assert!(row["file"].as_str().unwrap().ends_with("site"), "{}", run.out);
    assert!(row["message"].as_str().unwrap().contains("report.doc"), "{}", run.out);
    assert!(row["hint"].is_null() && row["related"].is_null(), "{}", run.out);
    let run = project.run(&["build", "-o", "site", "--format", "short"]);
    assert!(run.out.contains("site:1:1: error[not-published]: The folder "), "{}", run.out);
    let run = project.run(&["build", "-o", "site", "--format", "github"]);
    assert!(run.out.starts_with("::error title=not-published::The folder "), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1);
}

#[test]
fn github_finds_the_files_of_a_playbook_in_a_folder() {
    let project = Project::of(&[("docs/book/rolebook.yaml", "titel: Hiring\n"), ("docs/book/content/index.md", "")]);
    for (folder, root, file) in [
        ("", "docs/book", "docs/book/rolebook.yaml"),
        ("docs", "book", "book/rolebook.yaml"),
        ("docs/book", ".", "rolebook.yaml"),
        ("docs/book/content", "..", "rolebook.yaml"),
    ] {
        let run = project.run_in(folder, &["check", root, "--format", "github"]);
        assert!(run.out.starts_with(&format!("::error file={file},line=1,col=1,")), "{folder}: {}", run.out);
    }
}

#[test]
fn github_gets_annotations() {
    let run = mistaken().run(&["check", "--format", "github"]);
    let first = "::error file=content/Größe%2C 100%25.md,line=1,col=5,endLine=1,endColumn=22,title=broken-link::\
        `50%2525:a,b.md` leads to no page, record or file%0A";
    assert!(run.out.starts_with(first), "{}", run.out);
    assert!(run.out.lines().nth(2).unwrap().ends_with("::`title` stands twice%0Atake one of them out"), "{}", run.out);
    assert_eq!(run.out.lines().count(), 3);
}

#[test]
fn quiet_says_what_is_wrong_and_nothing_else() {
    let project = Project::good();
    let run = project.run(&["build", "--quiet"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "", ""));
    project.write("content/index.md", "[x](y.md)\n");
    let run = project.run(&["build", "--quiet", "--format", "short"]);
    assert_eq!((run.code, run.out.lines().count(), run.err.as_str()), (Some(1), 1, ""));
}

#[test]
fn verbose_says_what_was_done() {
    let project = Project::of(&[("content/index.md", "# Home\n"), ("content/_part.md", ""), ("content/a.png", "x")]);
    let run = project.run(&["build", "-v"]);
    assert!(run.out.contains("1 file parsed, 2 outputs rendered, 0 smaller images made; "), "{}", run.out);
    let again = project.run(&["build", "-v"]);
    assert!(again.out.contains("; 0 files written, "), "{}", again.out);
}

#[test]
fn variants_of_images_are_made_once_and_kept_out_of_sight() {
    let project = Project::of(&[("content/index.md", "# Home\n\n![A chart](a.png)\n")]);
    let pixels = image::GrayImage::from_fn(700, 9, |x, y| image::Luma([u8::try_from((x * 7 + y * 31) % 251).unwrap()]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    project.write("content/a.png", bytes.into_inner());
    assert_eq!(project.run(&["check"]).code, Some(0));
    assert!(!project.has(".rolebook"), "a check wrote something");

    let kept = || project.snapshot(".rolebook/images").into_keys().collect::<Vec<_>>();
    let first = project.run(&["build", "-v"]);
    assert!(first.out.contains("smaller image") && !first.out.contains(" 0 smaller images made"), "{}", first.out);
    assert_eq!(kept().len(), 1);
    let again = project.run(&["build", "-v"]);
    assert!(again.out.contains(" 0 smaller images made; 0 files written"), "{}", again.out);

    // What is damaged, or lost, is made again; what nobody needs goes.
    project.write(&format!(".rolebook/images/{}", kept()[0].display()), "x");
    let mended = project.run(&["build", "-v"]);
    assert!(!mended.out.contains(" 0 smaller images made") && mended.out.contains("; 0 files written"), "{}", mended.out);
    project.write("content/index.md", "# Home\n");
    fs::remove_file(project.root().join("content/a.png")).unwrap();
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert_eq!(kept().len(), 0);
}

/// Colours need a terminal, and `script` gives one.
#[cfg(target_os = "linux")]
#[test]
fn colours_are_for_terminals_that_want_them() {
    let project = mistaken();
    assert!(!project.run(&["check"]).err.contains('\u{1b}'));
    let in_terminal = |variable: (&str, &str)| {
        let line = format!("{} check", env!("CARGO_BIN_EXE_rolebook"));
        let output = Command::new("script")
            .args(["-qec", &line, "/dev/null"])
            .env_remove("NO_COLOR")
            .env("TERM", "xterm-256color")
            .env(variable.0, variable.1)
            .current_dir(project.root())
            .output();
        output.map(|output| String::from_utf8(output.stdout).unwrap())
    };
    // Not every machine has the tool.
    let Ok(colourful) = in_terminal(("UNRELATED", "1")) else { return };
    assert!(colourful.contains("\u{1b}[") && colourful.contains("broken-link"), "{colourful}");
    assert!(in_terminal(("NO_COLOR", "")).unwrap().contains("\u{1b}["), "an empty value says nothing");
    for variable in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let plain = in_terminal(variable).unwrap();
        assert!(plain.contains("broken-link") && !plain.contains("\u{1b}[1m") && !plain.contains("\u{1b}[3"), "{plain:?}");
    }
}

#[test]
fn the_playbook_is_looked_for_upwards() {
    let project = Project::good();
    let built = project.snapshot("output");
    project.write("content/deep/er/page.md", "");
    assert_eq!(project.run_in("content/deep/er", &["build"]).code, Some(0));
    assert!(project.has("output/deep/er/page.html") && !project.has("content/deep/er/output"));
    assert!(project.snapshot("output").len() > built.len());
    // A folder that is named is the playbook, whatever lies above.
    assert_eq!(project.run_in("content", &["build", "deep"]).code, Some(0));
    assert!(project.has("content/deep/output/er/page.html"));
}

#[test]
fn a_folder_of_markdown_is_a_playbook_and_its_output_is_never_read() {
    let project = Project::of(&[("index.md", "# Notes\n\n![A square](a.svg)\n"), ("a.svg", "<svg></svg>"), ("sub/page.md", "# Page\n")]);
    assert_eq!(project.run(&["build"]).code, Some(0));
    let first = project.snapshot("output");
    assert!(first.contains_key(Path::new("sub/page.html")) && first.contains_key(Path::new("a.svg")));
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert_eq!(project.snapshot("output"), first);
    // Neither is one that the command line names.
    assert_eq!(project.run(&["build", "-o", "site"]).code, Some(0));
    assert_eq!(project.run(&["build", "-o", "site"]).code, Some(0));
    assert_eq!(bytes(&project.snapshot("site")), bytes(&first));
}

#[test]
fn only_a_content_folder_that_is_named_must_be_there() {
    let project = Project::of(&[("rolebook.yaml", "title: Hiring\n")]);
    assert_eq!(project.run(&["build"]).code, Some(0));
    project.write("rolebook.yaml", "paths:\n  content: pages\n");
    let run = project.run(&["build", "--format", "short"]);
    let expected = "rolebook.yaml:2:12: error[missing-content]: there is no content folder `pages`\n";
    assert_eq!((run.code, run.out.as_str()), (Some(1), expected));
}

#[test]
fn an_output_that_mixes_with_sources_is_refused() {
    let project = Project::of(&[
        ("book/rolebook.yaml", "title: Hiring\n"),
        ("book/content/index.md", ""),
        ("book/templates/extra.html", ""),
        ("book/themes/acme/theme.yaml", ""),
    ]);
    let before = bytes(&project.snapshot("")).into_iter().map(|(path, bytes)| (path.to_owned(), bytes.to_owned())).collect::<Vec<_>>();
    for output in
        [".", "content", "content/site", "..", "themes", "static/x", "templates", "assets", "i18n/site", "../book", "content/../content"]
    {
        let run = project.run_in("book", &["build", "-o", output, "--format", "short"]);
        assert_eq!(run.code, Some(1), "{output}: {}{}", run.out, run.err);
        let expected = "--output:1:1: error[output-holds-sources]: the output folder ";
        assert!(run.out.starts_with(expected) && run.out.contains(" after `--output` would "), "{output}: {}{}", run.out, run.err);
    }
    let after = project.snapshot("");
    let after: Vec<_> = after
        .iter()
        .filter(|(path, _)| !path.starts_with("book/.rolebook"))
        .map(|(path, (bytes, _))| (path.to_owned(), bytes.to_owned()))
        .collect();
    assert_eq!(after, before);
    for configured in ["content", "content/site", ".", "./", "themes/acme", "templates"] {
        project.write("book/rolebook.yaml", format!("paths:\n  output: {configured}\n"));
        let run = project.run_in("book", &["build", "--format", "short"]);
        assert_eq!(run.code, Some(1), "{configured}: {}{}", run.out, run.err);
        assert!(run.out.contains("rolebook.yaml:2:11: error[output-holds-sources]"), "{configured}: {}{}", run.out, run.err);
    }
}

#[test]
fn the_output_may_lie_anywhere_else() {
    let project = Project::of(&[("book/content/index.md", "# Home\n")]);
    assert_eq!(project.run_in("book", &["build", "-o", "../site/deep"]).code, Some(0));
    assert!(project.read("site/deep/index.html").contains("<h1>Home</h1>") && !project.has("book/output"));
    assert_eq!(project.run(&["build", "book", "-o", "book/public"]).code, Some(0));
    assert!(project.has("book/public/index.html"));
}

#[test]
fn an_unchanged_build_touches_nothing() {
    let project = Project::good();
    let before = project.snapshot("output");
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert_eq!(project.snapshot("output"), before);
}

#[test]
fn strangers_stay_and_pages_that_vanish_go() {
    let project = Project::good();
    project.write("output/CNAME", "example.com\n");
    project.write("output/.gitkeep", "");
    project.write("output/deep/notes.txt", "mine\n");
    fs::remove_file(project.root().join("content/screen.md")).unwrap();
    project.write("content/index.md", "# Home\n");
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert!(!project.has("output/screen.html"));
    let kept = ["CNAME", ".gitkeep", "deep/notes.txt"].map(|name| project.read(&format!("output/{name}")));
    assert_eq!(kept, ["example.com\n", "", "mine\n"]);
}

#[test]
fn a_folder_of_somebody_else_is_taken_with_force_only() {
    let project = Project::of(&[("content/index.md", "# Home\n"), ("output/.gitkeep", ""), ("site/report.doc", "mine\n")]);
    assert_eq!(project.run(&["build"]).code, Some(0), "a folder that only has a .gitkeep is free");
    let run = project.run(&["build", "-o", "site"]);
    assert_eq!((run.code, run.out.ends_with("; nothing was published\n")), (Some(1), true), "{}", run.out);
    assert!(run.err.contains("report.doc") && run.err.contains("--force"), "{}", run.err);
    assert!(!project.has("site/index.html"));
    assert_eq!(project.run(&["build", "-o", "site", "--force"]).code, Some(0));
    assert_eq!((project.has("site/index.html"), project.read("site/report.doc")), (true, "mine\n".to_owned()));
}

#[test]
fn mistakes_are_said_when_the_output_is_refused_as_well() {
    let project = Project::of(&[("content/index.md", "[x](y.md)\n"), ("site/report.doc", "mine\n")]);
    let run = project.run(&["build", "-o", "site"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    let places = ["y.md", "report.doc", "; nothing was published"].map(|text| run.err.find(text));
    assert!(places.is_sorted() && places[0].is_some(), "{}", run.err);
    assert!(!project.has("site/index.html"));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_one_mistake_among_others() {
    let project = Project::of(&[("content/index.md", "[x](y.md)\n"), ("content/folder.md/inner.md", "")]);
    std::os::unix::fs::symlink("nowhere.md", project.root().join("content/dangling.md")).unwrap();
    let run = project.run(&["build", "--format", "short"]);
    assert_eq!(run.code, Some(1));
    let codes: Vec<&str> = run.out.lines().filter_map(|line| Some(line.split_once('[')?.1.split_once(']')?.0)).collect();
    assert_eq!(codes, [Code::UnreadableFile.name(), Code::BrokenLink.name()], "{}", run.out);
    assert!(run.out.starts_with("content/dangling.md:1:1: "), "{}", run.out);
}

#[test]
fn drafts_and_base_url_are_taken_from_the_command_line() {
    let project = Project::of(&[("content/index.md", ""), ("content/plan.md", "---\ndraft: true\n---\n")]);
    assert_eq!(project.run(&["build"]).code, Some(0));
    assert!(!project.has("output/plan.html"));
    assert_eq!(project.run(&["build", "--drafts", "--base-url", "https://example.com/hiring"]).code, Some(0));
    assert!(project.read("output/plan.html").contains("https://example.com/hiring/plan.html"));
    let run = project.run(&["build", "--base-url", "example.com"]);
    assert_eq!((run.code, run.err.contains("`example.com` is no address of a site")), (Some(2), true), "{}", run.err);
    assert_eq!(project.run(&["build", "--base-url", "https://example.com//hiring"]).code, Some(0));
    let page = project.read("output/404.html");
    assert!(page.contains("\"/hiring/") && !page.contains("\"//"), "{page}");
}

#[test]
fn a_report_goes_to_standard_output_and_what_is_wrong_to_the_other() {
    let questions = "questions:\n  - {id: why, title: Why, prompt: Why?, type: case, stage: panel, minutes: 30, competencies: [drive], strong_signals: [A], red_flags: [B]}\n";
    let project = Project::of(&[
        ("content/index.md", "# Home\n"),
        ("content/roles/sre/index.md", "# SRE\n"),
        ("content/roles/sre/role.yaml", "must_have: [{text: Writes, competency: writing}]\n"),
        ("content/roles/sre/questions.yaml", questions),
    ]);
    let run = project.run(&["check", "--report", "coverage"]);
    let table =
        "sre\n\n  COMPETENCY  STAGE  QUESTION  MINUTES\n  writing *   -      -\n  drive       panel  why            30\n  * must have\n\n";
    assert!(run.out.starts_with(table), "{}", run.out);
    assert!(run.out.ends_with("must have, but assessed in no stage: writing\n  no question gives evidence of: writing\n"), "{}", run.out);
    assert!(run.err.contains("unassessed-competency") && run.err.contains("1 warning") && run.code == Some(0), "{}", run.err);
    let run = project.run(&["check", "--report", "coverage", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&run.out).unwrap();
    assert_eq!(report["roles"][0]["gaps"]["unassessed_must_haves"][0], "writing");
    assert_eq!(report["roles"][0]["competencies"][1]["stages"][0]["questions"][0]["minutes"], 30);
    assert!(run.err.contains("\"unassessed-competency\""), "{}", run.err);
    let empty = Project::good().run(&["check", "--report", "coverage"]);
    assert!(empty.out.starts_with("No role says what its interviews ask") && empty.err.contains("2 pages"), "{}", empty.err);
    assert_eq!(project.run(&["check", "--report", "covrage"]).code, Some(2));
}

#[test]
fn a_theme_is_tested_and_ends_as_a_check_does() {
    let project = Project::good();
    let run = project.run(&["theme", "check"]);
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (Some(0), "theme `default`: 0 warnings\n", ""));

    project.write("templates/page.html", "{% extends \"parent/page.html\" %}{% block after %}Ask us{% endblock after %}");
    let run = project.run(&["theme", "check"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), ""));
    assert!(run.err.contains("warning[untranslated-text]") && run.err.ends_with("theme `default`: 1 warning\n"), "{}", run.err);
    let run = project.run(&["theme", "check", "--strict", "--format", "short", "--quiet"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    assert!(run.out.starts_with("templates/page.html:1:50: warning[untranslated-text]: "), "{}", run.out);
    let run = project.run(&["theme", "check", "--format=json"]);
    assert!(run.out.contains("\"untranslated-text\"") && run.out.starts_with('['), "{}", run.out);

    project.write("rolebook.yaml", "theme: acme\n");
    project.write("themes/acme/theme.yaml", "contract: 99\n");
    let run = project.run(&["theme", "check"]);
    assert!(run.code == Some(1) && run.err.contains("error[newer-contract]"), "{}", run.err);
    assert_eq!(project.run(&["theme", "check", "nowhere"]).code, Some(2));
}

#[test]
fn a_template_is_copied_and_never_overwritten() {
    let project = Project::good();
    let copied =
        "templates/partials/header.html is a copy of themes/default/templates/partials/header.html, and no longer follows its updates\n";
    let run = project.run(&["theme", "eject", "partials/header.html"]);
    assert_eq!((run.code, run.out.as_str()), (Some(0), copied));
    assert!(project.read("templates/partials/header.html").contains("<h1"));
    assert_eq!(project.run(&["check", "--strict"]).code, Some(0));

    project.write("templates/partials/header.html", "mine");
    let run = project.run(&["theme", "eject", "partials/header.html"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), ""));
    assert_eq!(run.err, "error: templates/partials/header.html is there already, and stays as it is\n");
    assert_eq!(project.read("templates/partials/header.html"), "mine");

    let run = project.run(&["theme", "eject", "partials/heder.html"]);
    assert_eq!(run.code, Some(1));
    assert!(run.err.contains("did you mean `partials/header.html`?"), "{}", run.err);
    let run = project.run(&["theme", "eject", "../rolebook.yaml"]);
    assert!(run.code == Some(1) && run.err.contains("--list"), "{}", run.err);
    let run = project.run(&["theme", "eject", "--list"]);
    assert!(run.code == Some(0) && run.out.lines().any(|line| line == "directives/note.html"), "{}", run.out);
    assert_eq!(project.run(&["theme", "eject"]).code, Some(2));
}

#[test]
fn a_copy_goes_into_the_theme_that_the_playbook_names() {
    let project = Project::good();
    project.write("rolebook.yaml", "theme: acme\n");
    project.write("themes/acme/theme.yaml", "extends: house\n");
    project.write("themes/house/theme.yaml", "name: house\n");
    project.write("themes/house/templates/page.html", "{% extends \"parent/page.html\" %}");
    let run = project.run(&["theme", "eject", "page.html"]);
    assert_eq!(
        run.out,
        "themes/acme/templates/page.html is a copy of themes/house/templates/page.html, and no longer follows its updates\n"
    );
    assert_eq!(project.read("themes/acme/templates/page.html"), "{% extends \"parent/page.html\" %}");
    let run = project.run_in("content", &["theme", "eject", "home.html", "--root", ".."]);
    assert_eq!(run.code, Some(0), "{}", run.err);
    assert!(project.has("themes/acme/templates/home.html"));
    assert_eq!(project.run(&["check", "--strict"]).code, Some(0));
}
