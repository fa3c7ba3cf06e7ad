//! What a git repository says of a playbook's files, beside what git itself says of them.
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "these tests make repositories on a disk")]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use jiff::civil::date;
use rolebook::{
    history::{Change, History},
    sources::{Disk, ReadError, SourcePath, Sources},
};
use tempfile::TempDir;

/// A repository for one test.
struct Repository {
    folder: TempDir,
    /// In seconds since 1970.
    time: u64,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap(), time: 1_767_225_600 };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits all that is there, a day after the last commit.
    fn commit(&mut self, author: &str) {
        self.git(&["add", "--all"]);
        self.run_as(author, &["commit", "--quiet", "--allow-empty", "--message=x"]);
    }

    fn run_as(&mut self, author: &str, arguments: &[&str]) {
        self.time += 86_400;
        let time = format!("{} +0100", self.time);
        let mut command = git(self.root());
        command.args(arguments).env("GIT_AUTHOR_NAME", author).env("GIT_AUTHOR_DATE", &time).env("GIT_COMMITTER_DATE", &time);
        assert!(command.status().unwrap().success(), "git {arguments:?}");
    }

    fn git(&self, arguments: &[&str]) -> String {
        run(self.root(), arguments)
    }
}

/// Git without the settings of this machine.
fn git(folder: &Path) -> Command {
    let mut command = Command::new("git");
    command.current_dir(folder).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    for who in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{who}_NAME"), "Ada").env(format!("GIT_{who}_EMAIL"), "ada@example.com");
    }
    command.args(["-c", "protocol.file.allow=always", "-c", "commit.gpgsign=false"]);
    command
}

fn run(folder: &Path, arguments: &[&str]) -> String {
    let output = git(folder).args(arguments).output().unwrap();
    assert!(output.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn read(root: &Path, files: &[&str]) -> Result<History, ReadError> {
    let files: BTreeSet<SourcePath> = files.iter().map(SourcePath::new).collect();
    Disk::new(root, Vec::new()).history(&files)
}

fn history(root: &Path, files: &[&str]) -> History {
    read(root, files).unwrap()
}

/// The day and author of a file's last change.
fn said(history: &History, file: &str) -> Option<String> {
    history.changes.get(file).map(|Change { day, author }| format!("{day} {}", author.as_deref().unwrap_or("-")))
}

#[test]
fn the_last_commit_that_changed_a_file_dates_it() {
    let mut repository = Repository::new();
    repository.write("content/a.md", "one");
    repository.write("content/b.md", "one");
    repository.commit("Ada Lovelace");
    repository.write("content/b.md", "two");
    repository.commit("Grace Hopper");
    repository.commit("Nobody");
    // What isn't committed changes nothing.
    repository.write("content/a.md", "two");
    repository.write("content/new.md", "one");
    let found = history(repository.root(), &["content/a.md", "content/b.md", "content/new.md", "content/absent.md"]);
    assert_eq!(said(&found, "content/a.md").unwrap(), "2026-01-02 Ada Lovelace");
    assert_eq!(said(&found, "content/b.md").unwrap(), "2026-01-03 Grace Hopper");
    assert_eq!((found.changes.len(), found.cut_off.len()), (2, 0));
    // The playbook may be a folder of the repository.
    let below = history(&repository.root().join("content"), &["a.md"]);
    assert_eq!(said(&below, "a.md").unwrap(), "2026-01-02 Ada Lovelace");
}

#[test]
fn the_day_is_the_author_s_own() {
    let repository = Repository::new();
    repository.write("a.md", "one");
    repository.git(&["add", "."]);
    let mut commit = git(repository.root());
    // An hour before midnight in New York, and already the next day in London.
    commit.env("GIT_AUTHOR_DATE", "2026-03-04T23:00:00 -0500").args(["commit", "--quiet", "--message=x"]);
    assert!(commit.status().unwrap().success());
    assert_eq!(history(repository.root(), &["a.md"]).changes["a.md"].day, date(2026, 3, 4));
}

#[test]
fn names_come_from_the_mailmap_and_are_never_addresses() {
    let mut repository = Repository::new();
    repository.write("a.md", "one");
    repository.commit("A. L.");
    repository.write("b.md", "one");
    repository.commit("grace@example.com");
    repository.write(".mailmap", "Ada Lovelace <ada@example.com> A. L. <ada@example.com>\n");
    let found = history(repository.root(), &["a.md", "b.md"]);
    assert_eq!(said(&found, "a.md").unwrap(), "2026-01-02 Ada Lovelace");
    assert_eq!(said(&found, "b.md").unwrap(), "2026-01-03 -");
}

/// Branches that change files at random, and merges with and without changes of their own: each file is dated as git dates it.
#[test]
fn files_are_dated_as_git_dates_them() {
    let mut repository = Repository::new();
    let mut state = 7_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let files: Vec<String> = (0..24).map(|n| format!("content/{}/{n}.md", ["a", "a/b", "a-b", "c"][n % 4])).collect();
    for (n, file) in files.iter().enumerate() {
        repository.write(file, &n.to_string());
    }
    repository.commit("Author 0");
    let mut branches = vec!["main".to_owned()];
    for step in 1..60 {
        let author = format!("Author {step}");
        let branch = branches[random(branches.len() as u64) as usize].clone();
        repository.git(&["switch", "--quiet", &branch]);
        match random(6) {
            0 => {
                let fresh = format!("branch-{step}");
                repository.git(&["switch", "--quiet", "--create", &fresh]);
                branches.push(fresh);
            }
            1 | 2 => {
                let other = branches[random(branches.len() as u64) as usize].clone();
                let strategy = ["--strategy-option=ours", "--strategy-option=theirs", "--strategy=ours"][random(3) as usize];
                repository.run_as(&author, &["merge", "--quiet", "--no-ff", "--no-edit", strategy, &other]);
            }
            3 => {
                // A change back to what it was before.
                repository.write(&files[random(24) as usize], "back");
                repository.commit(&author);
            }
            _ => {
                (0..=random(3)).for_each(|_| repository.write(&files[random(24) as usize], &format!("{step}")));
                repository.commit(&author);
            }
        }
    }
    for branch in &branches {
        repository.git(&["switch", "--quiet", branch]);
        let paths: Vec<&str> = files.iter().map(String::as_str).collect();
        let found = history(repository.root(), &paths);
        for file in &files {
            let wanted = repository.git(&["log", "-1", "--date=short", "--format=%ad %an", "--", file]);
            assert_eq!(said(&found, file).unwrap_or_default(), wanted.trim(), "{file} on {branch}");
        }
    }
}

#[test]
fn beyond_the_border_of_a_shallow_clone_nothing_is_claimed() {
    let mut repository = Repository::new();
    repository.write("old.md", "one");
    repository.write("border.md", "one");
    repository.commit("Ada");
    repository.write("border.md", "two");
    repository.commit("Ada");
    repository.write("new.md", "one");
    repository.commit("Grace");
    let clones = tempfile::tempdir().unwrap();
    let clone = |name: &str, how: &str| -> PathBuf {
        run(clones.path(), &["clone", "--quiet", how, &format!("file://{}", repository.root().display()), name]);
        clones.path().join(name)
    };
    let found = history(&clone("two", "--depth=2"), &["old.md", "border.md", "new.md"]);
    assert_eq!(said(&found, "new.md").unwrap(), "2026-01-04 Grace");
    let cut_off: Vec<&str> = found.cut_off.iter().map(|file| &**file).collect();
    assert_eq!((cut_off, found.changes.len()), (vec!["border.md", "old.md"], 1));
    // All of it was fetched, so there is no border.
    let found = history(&clone("all", "--depth=9"), &["old.md", "border.md", "new.md"]);
    assert_eq!((found.changes.len(), found.cut_off.len()), (3, 0));
}

#[test]
fn worktrees_and_submodules_have_the_history_of_their_own() {
    let mut repository = Repository::new();
    repository.write("a.md", "one");
    repository.commit("Ada");
    let beside = tempfile::tempdir().unwrap();
    let worktree = beside.path().join("worktree");
    repository.git(&["worktree", "add", "--quiet", "-b", "draft", worktree.to_str().unwrap()]);
    assert!(worktree.join(".git").is_file());
    assert_eq!(said(&history(&worktree, &["a.md"]), "a.md").unwrap(), "2026-01-02 Ada");

    let mut outer = Repository::new();
    outer.git(&["submodule", "--quiet", "add", repository.root().to_str().unwrap(), "shared"]);
    outer.write("b.md", "one");
    outer.commit("Grace");
    let found = history(outer.root(), &["b.md", "shared/a.md"]);
    assert_eq!((said(&found, "b.md").unwrap(), said(&found, "shared/a.md")), ("2026-01-02 Grace".to_owned(), None));
    assert_eq!(said(&history(&outer.root().join("shared"), &["a.md"]), "a.md").unwrap(), "2026-01-02 Ada");
}

#[test]
fn without_a_commit_or_a_repository_there_is_no_history() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "one").unwrap();
    assert_eq!(history(folder.path(), &["a.md"]), History::default());
    let repository = Repository::new();
    repository.write("a.md", "one");
    assert_eq!(history(repository.root(), &["a.md"]), History::default());
}

#[test]
fn a_broken_repository_is_told() {
    let mut repository = Repository::new();
    repository.write("a.md", "one");
    repository.commit("Ada");
    fs::remove_dir_all(repository.root().join(".git/objects")).unwrap();
    fs::create_dir(repository.root().join(".git/objects")).unwrap();
    let error = read(repository.root(), &["a.md"]).unwrap_err();
    assert_eq!(&*error.path, ".git");
    assert!(!error.reason.is_empty() && !error.reason.contains('\n'), "{}", error.reason);
}
