//! What an author reads when something is wrong.
//!
//! Each file of `tests/diagnostics/` is a small playbook with one mistake or a few; its name begins with the code of what is
//! wrong. A line such as `--- content/index.md ---` begins a file of it. What can't be seen in a text is written out: `{{tab}}`,
//! `{{byte:ff}}`, `{{unreadable}}` for a file (or the folder `.git`) that is there and can't be read, and `{{cut off}}` in one that was last
//! changed before its history begins. A fixture that begins with `--- rolebook theme check ---` has its theme tested. The report, as a person reads it, is a snapshot.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "fixtures lie on the disk")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::{Arc, LazyLock},
};

use jiff::civil::Date;
use rolebook::{
    Build, Builder, Lifetime, Options, Site, config,
    diagnostic::{
        self, Code, Diagnostic,
        report::{self, Colour, Format},
    },
    history::History,
    playbook::Address,
    records, render,
    sources::{Hidden, Listing, Memory, ReadError, SourcePath, Sources},
    theme::contract,
};

/// A fixture's files, of which some can't be read.
#[derive(Default)]
struct Fixture {
    files: Memory,
    unreadable: BTreeSet<SourcePath>,
    /// What is asked of the playbook.
    task: Task,
}

/// What is asked of a fixture's playbook.
#[derive(Default, PartialEq, Eq)]
enum Task {
    #[default]
    Build,
    CheckTheme,
}

impl Fixture {
    fn parse(text: &str) -> Self {
        let mut fixture = Self::default();
        let mut current: Option<(SourcePath, String)> = None;
        for line in text.split_inclusive('\n') {
            let name = line.trim_end().strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---"));
            match (name, &mut current) {
                (Some(name), _) => {
                    fixture.add(current.take());
                    current = Some((SourcePath::new(name), String::new()));
                }
                (None, Some((_, content))) => content.push_str(line),
                (None, None) => panic!("a fixture begins with the name of a file"),
            }
        }
        fixture.add(current);
        fixture
    }

    fn break_lines_as_on_windows(&mut self) {
        let paths = self.files.list("", Hidden::Included).files;
        for path in paths {
            let bytes = self.files.read(&path).unwrap().unwrap_or_default();
            if let Ok(text) = std::str::from_utf8(&bytes) {
                let text = text.replace('\n', "\r\n");
                self.files.write(path, text.into_bytes());
            }
        }
    }

    fn add(&mut self, file: Option<(SourcePath, String)>) {
        let Some((path, content)) = file else { return };
        if &*path == CHECK_THEME {
            self.task = Task::CheckTheme;
            return;
        }
        if content.trim() == "{{unreadable}}" {
            self.unreadable.insert(path.clone());
        }
        if content.contains(CUT_OFF) {
            self.files.cut_off(path.clone());
        }
        self.files.write(path, bytes_of(&content));
    }
}

/// In the place of a file's name: the theme is tested, and nothing built.
const CHECK_THEME: &str = "rolebook theme check";

const CUT_OFF: &str = "{{cut off}}";

/// A file's bytes, from a text in which some are written out.
fn bytes_of(content: &str) -> Vec<u8> {
    let content = content.replace("{{tab}}", "\t").replace(CUT_OFF, "");
    let mut bytes = Vec::new();
    let mut rest = content.as_str();
    while let Some((before, after)) = rest.split_once("{{byte:") {
        let (hex, after) = after.split_once("}}").expect("a byte is written {{byte:ff}}");
        bytes.extend(before.as_bytes());
        bytes.push(u8::from_str_radix(hex, 16).expect("a byte has two digits"));
        rest = after;
    }
    bytes.extend(rest.as_bytes());
    bytes
}

impl Sources for Fixture {
    fn read(&self, path: &SourcePath) -> Result<Option<Arc<[u8]>>, ReadError> {
        if self.unreadable.contains(path) {
            return Err(ReadError { path: path.clone(), reason: "permission denied".to_owned() });
        }
        self.files.read(path)
    }

    fn list(&self, folder: &str, hidden: Hidden) -> Listing {
        self.files.list(folder, hidden)
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.files.has_folder(folder)
    }

    fn today(&self) -> Date {
        self.files.today()
    }

    fn history(&self, files: &BTreeSet<SourcePath>) -> Result<History, ReadError> {
        let git = SourcePath::new(".git");
        match self.unreadable.contains(&git) {
            true => Err(ReadError { path: git, reason: "object 4b825dc is missing".to_owned() }),
            false => self.files.history(files),
        }
    }
}

/// A site that nobody reads.
struct Nowhere;

impl Site for Nowhere {
    fn put(&self, _: &Address, _: &[u8], _: Lifetime) {}
    fn copy(&self, _: &Address, _: &SourcePath) {}
    fn keep(&self, _: &Address) {}
}

fn build(fixture: &Fixture) -> Build {
    Builder::new().build(fixture, &Options::default(), &Nowhere, &())
}

/// What is wrong in a fixture: what a build says, or the test of its theme.
fn diagnose(fixture: &Fixture) -> Vec<Diagnostic> {
    match fixture.task {
        Task::Build => build(fixture).diagnostics,
        Task::CheckTheme => {
            let (config, _) = config::load(fixture, &Options::default());
            let mut found = contract::check(fixture, &config, &records::built_in(), render::set_up);
            diagnostic::sort(&mut found);
            found
        }
    }
}

fn read(path: &Path) -> Fixture {
    Fixture::parse(&std::fs::read_to_string(path).unwrap())
}

/// A fixture that was built once, for all tests that look at what came of it.
struct Built {
    name: String,
    fixture: Fixture,
    diagnostics: Vec<Diagnostic>,
}

static BUILT: LazyLock<Vec<Built>> = LazyLock::new(|| {
    let built = |(name, path): (String, PathBuf)| {
        let fixture = read(&path);
        Built { name, diagnostics: diagnose(&fixture), fixture }
    };
    fixtures().into_iter().map(built).collect()
});

fn fixtures() -> BTreeMap<String, PathBuf> {
    let entries = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), path)).collect()
}

/// The code that a fixture's name begins with.
fn code_of(name: &str) -> Option<Code> {
    let is_begun = |code: &&Code| name.strip_prefix(code.name()).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    Code::ALL.iter().filter(is_begun).max_by_key(|code| code.name().len()).copied()
}

#[test]
fn every_report_is_as_it_was_read_and_found_good() {
    insta::glob!("diagnostics/*.txt", |path| {
        let fixture = read(path);
        let diagnostics = diagnose(&fixture);
        let text = report::print(&diagnostics, &fixture, &Format::Human { colour: Colour::None });
        insta::with_settings!({ omit_expression => true, prepend_module_to_snapshot => false }, { insta::assert_snapshot!("report", text) });
    });
}

/// Files that were written on Windows have other line breaks, and the same mistakes at the same places.
#[test]
fn windows_line_breaks_change_no_report() {
    let mut differing = Vec::new();
    for Built { name, fixture, diagnostics } in &*BUILT {
        let format = Format::Human { colour: Colour::None };
        let expected = report::print(diagnostics, fixture, &format);
        let mut windows = read(&fixtures()[name]);
        windows.break_lines_as_on_windows();
        let said = report::print(&diagnose(&windows), &windows, &format);
        if said != expected {
            println!("{name}\n{expected}\n--- with other line breaks ---\n{said}");
            differing.push(name);
        }
    }
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn every_code_has_a_fixture_that_shows_it() {
    let mut shown = BTreeSet::new();
    for Built { name, diagnostics, .. } in &*BUILT {
        let code = code_of(name).unwrap_or_else(|| panic!("{name} begins with no code"));
        assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == code), "{name} doesn't show {code}: {diagnostics:#?}");
        shown.insert(code);
    }
    let missing: Vec<&str> = Code::ALL.iter().filter(|code| !shown.contains(code)).map(|code| code.name()).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

/// A second build of the same builder keeps what it parsed and rendered, and with it what is wrong.
#[test]
fn a_second_build_says_the_same() {
    for Built { name, fixture, diagnostics } in BUILT.iter().filter(|built| built.fixture.task == Task::Build) {
        let mut builder = Builder::new();
        builder.build(fixture, &Options::default(), &Nowhere, &());
        let second = builder.build(fixture, &Options::default(), &Nowhere, &());
        assert_eq!(*diagnostics, second.diagnostics, "{name}");
    }
}

#[test]
fn every_diagnostic_says_what_to_do() {
    for Built { name, diagnostics, .. } in &*BUILT {
        for diagnostic in diagnostics {
            let hint = diagnostic.hint.as_deref().unwrap_or_default();
            assert!(!hint.is_empty(), "{name}: {diagnostic:?}");
            assert!(!diagnostic.message.ends_with('.'), "{name}: {diagnostic:?}");
        }
    }
}

#[test]
fn no_message_speaks_of_the_program() {
    let words = [
        "i64",
        "u32",
        "f64",
        "usize",
        "enum",
        "variant",
        "struct",
        "serde",
        "Option",
        "Some(",
        "None",
        "invalid type",
        "invalid value",
        "mapping values",
        "simple key",
        "block mapping",
        "flow sequence",
        "panicked",
        "os error",
        "layera/",
        "layerb/",
        "expected one of",
    ];
    for Built { name, diagnostics, .. } in &*BUILT {
        for diagnostic in diagnostics {
            let said = format!("{}\n{}", diagnostic.message, diagnostic.hint.as_deref().unwrap_or_default());
            let found = words.iter().find(|word| said.contains(**word));
            assert_eq!(found, None, "{name}: {said}");
        }
    }
}

/// Every place is one that an editor can jump to: a line and column of a file that is there.
#[test]
fn every_place_lies_in_its_file() {
    for Built { name, fixture, diagnostics } in &*BUILT {
        for diagnostic in diagnostics {
            let Some((start, end)) = diagnostic.place.span else { continue };
            // Files of the default theme lie in the program.
            if let Ok(Some(bytes)) = fixture.read(&diagnostic.place.file) {
                // What isn't UTF-8 is read, and counted, as one character each.
                let length = String::from_utf8_lossy(&bytes).len();
                assert!(start <= end && end <= length, "{name}: {diagnostic:?} in {length} bytes");
            }
        }
    }
}

/// Texts that nobody writes by hand, but that a slip of a script or of another program makes.
#[test]
fn no_text_is_too_odd_to_be_read() {
    let chain =
        |count: usize| (0..count).map(|n| (format!("content/_{n}.md"), format!("::include{{file=\"_{}.md\"}}\n\n", n + 1).repeat(2)));
    let texts = [
        ":::note\n".repeat(3_000) + &":::\n".repeat(3_000),
        format!("{}\n", ">".repeat(5_000)),
        format!("{}x\n", "- ".repeat(5_000)),
        format!("{}{}\n", "[".repeat(20_000), "]".repeat(20_000)),
        format!("{}\n\n{}|\n", ":a[".repeat(50_000), "[[|".repeat(20_000)),
        format!("{}\n\n{}\n", "[@".repeat(50_000), "\\[@a]:[@a](https://b.c) ".repeat(20_000)),
        "<div>".repeat(50_000),
        format!("::note{{title=\"{}\n", "\\".repeat(50_000)),
        format!("---\ntags: {}{}\n---\n", "[".repeat(20_000), "]".repeat(20_000)),
        format!("---\ntitle: {}: x\n---\n", "word ".repeat(50_000)),
        "::include{file=\"_0.md\"}\n".to_owned(),
        "\0\u{fdd0}1\u{fdd1}\u{fdd2}\u{1d}\u{1f}\u{1e} :var[\u{fdd2}] [[a\u{1f}b]] [c](&#xfdd4;:a[]:var[d] \"\u{90}\u{fdd5}\")\n"
            .to_owned(),
    ];
    for text in texts {
        let mut fixture = Fixture::default();
        fixture.files.write("content/index.md", &text);
        chain(20).for_each(|(path, text)| fixture.files.write(path, text));
        let build = build(&fixture);
        assert!(build.pages > 0 && build.diagnostics.len() < 100, "{:.40}: {} diagnostics", text, build.diagnostics.len());
    }
}
