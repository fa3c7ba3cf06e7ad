//! Tests of the publisher, each in a folder of its own.

mod changes;
mod crashes;
mod outputs;
mod refusals;
mod strangers;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::carry::Links;
use super::exchange::Swap;
use super::{Adopt, PublishError, Publisher, Report, Retention};

const TWO: &[(&str, &str)] = &[("index.html", "home"), ("jobs/one.html", "job")];

/// A project with its published folder.
struct Site {
    folder: TempDir,
}

impl Site {
    fn new() -> Site {
        Site { folder: TempDir::new().unwrap() }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn output(&self) -> PathBuf {
        self.path("output")
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn try_open(&self, adopt: Adopt) -> Result<Publisher, PublishError> {
        Publisher::open(&self.path(".rolebook"), &self.output(), adopt)
    }

    fn open(&self) -> Publisher {
        self.try_open(Adopt::Refuse).unwrap()
    }

    /// Opens and puts, without a commit.
    fn put(&self, files: &[(&str, &str)]) -> Publisher {
        let publisher = self.open();
        put_all(&publisher, files).unwrap();
        publisher
    }

    fn build(&self, files: &[(&str, &str)]) -> Report {
        self.put(files).commit().unwrap()
    }

    fn try_force(&self, files: &[(&str, &str)]) -> Result<Report, PublishError> {
        let publisher = self.try_open(Adopt::Force)?;
        put_all(&publisher, files)?;
        publisher.commit()
    }

    /// The files of the published folder with their text.
    fn published(&self) -> BTreeMap<String, String> {
        texts(&self.output())
    }

    /// Nothing but the project's own may lie beside the published folder.
    fn assert_tidy(&self) {
        for name in names_in(self.folder.path()) {
            assert!(!name.contains("rolebook-"), "left over: {name}");
        }
    }
}

/// Names with `#` hold a hash of the content.
fn put_all(publisher: &Publisher, files: &[(&str, &str)]) -> Result<(), PublishError> {
    for (path, text) in files {
        let retention = if path.contains('#') { Retention::OneMoreBuild } else { Retention::Normal };
        publisher.put(path, text.as_bytes(), retention)?;
    }
    Ok(())
}

fn texts(root: &Path) -> BTreeMap<String, String> {
    WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let name = entry.path().strip_prefix(root).unwrap();
            let text = fs::read_to_string(entry.path()).unwrap();
            (name.to_str().unwrap().to_owned(), text)
        })
        .collect()
}

fn tree(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[cfg(unix)]
fn inode(path: &Path) -> u64 {
    std::os::unix::fs::MetadataExt::ino(&fs::symlink_metadata(path).unwrap())
}

/// Inode, modification and change time of a folder and all in it.
#[cfg(unix)]
fn stamps(root: &Path) -> BTreeMap<PathBuf, (u64, i64, i64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    WalkDir::new(root)
        .into_iter()
        .map(Result::unwrap)
        .map(|entry| {
            let m = entry.metadata().unwrap();
            let stamp = (m.ino(), m.mtime(), m.mtime_nsec(), m.ctime(), m.ctime_nsec());
            (entry.path().to_owned(), stamp)
        })
        .collect()
}

/// What a kill leaves: no cleaning up, only the lock is gone with the process.
fn kill(publisher: Publisher) {
    publisher.lock.unlock().unwrap();
    std::mem::forget(publisher);
}
