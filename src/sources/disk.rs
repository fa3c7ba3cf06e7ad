//! Sources on the disk.
#![expect(clippy::disallowed_methods, reason = "this is the place where the disk and the clock are read")]

use std::{
    collections::BTreeSet,
    env,
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{Timestamp, Zoned, civil::Date, tz::TimeZone};
use walkdir::WalkDir;

use super::{Hidden, Listing, ReadError, SourcePath, Sources};
use crate::history::{self, History};

/// A project's folder on the disk.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    never_read: Vec<PathBuf>,
    today: Date,
}

impl Disk {
    /// Reads below `root`, but never below one of `never_read` (the output folder, for one).
    pub fn new(root: impl Into<PathBuf>, never_read: Vec<PathBuf>) -> Self {
        Self { root: root.into(), never_read, today: today() }
    }

    /// Sets the day that the build sees.
    pub fn on(mut self, today: Date) -> Self {
        self.today = today;
        self
    }

    /// Where a source lies on the disk.
    pub fn locate(&self, path: &SourcePath) -> PathBuf {
        self.root.join(&**path)
    }

    fn is_wanted(&self, entry: &walkdir::DirEntry, hidden: Hidden) -> bool {
        let is_hidden = entry.depth() > 0 && is_hidden(entry.file_name());
        (hidden == Hidden::Included || !is_hidden) && self.never_read.iter().all(|path| path != entry.path())
    }

    /// The file that an entry is; `None` for a folder.
    fn file(&self, entry: &walkdir::DirEntry) -> Result<Option<SourcePath>, ReadError> {
        if !entry.file_type().is_file() {
            return Ok(None);
        }
        self.source_path(entry.path()).map(Some).ok_or_else(|| {
            let below = entry.path().strip_prefix(&self.root).unwrap_or(entry.path());
            ReadError { path: below.to_string_lossy().as_ref().into(), reason: "its name isn't UTF-8".to_owned() }
        })
    }

    fn unreadable(&self, error: &walkdir::Error, folder: &str) -> ReadError {
        let reason = match error.io_error() {
            _ if error.loop_ancestor().is_some() => "it is a link to a folder that it lies in".to_owned(),
            Some(error) => in_words(error),
            None => error.to_string(),
        };
        ReadError { path: error.path().and_then(|path| self.source_path(path)).unwrap_or_else(|| folder.into()), reason }
    }

    fn source_path(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).ok()?.to_str()?;
        Some(if cfg!(windows) { below.replace('\\', "/").into() } else { below.into() })
    }
}

fn is_hidden(name: &OsStr) -> bool {
    name.to_string_lossy().starts_with('.')
}

/// The system's words, without its numbers, or better ones.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it is a link that leads nowhere".to_owned(),
        io::ErrorKind::PermissionDenied => "you don't have the permission".to_owned(),
        _ => {
            let words = error.to_string();
            words.split(" (os error").next().unwrap_or_default().to_lowercase()
        }
    }
}

/// The day of the build: today, or that of `SOURCE_DATE_EPOCH` (seconds since 1970), so that a state can be built again as it was.
///
/// The variable is that of <https://reproducible-builds.org/specs/source-date-epoch/>.
fn today() -> Date {
    let said = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| Timestamp::from_second(seconds.trim().parse().ok()?).ok());
    said.map_or_else(|| Zoned::now().date(), |moment| moment.to_zoned(TimeZone::UTC).date())
}

impl Sources for Disk {
    fn read(&self, path: &SourcePath) -> Result<Option<Arc<[u8]>>, ReadError> {
        match fs::read(self.locate(path)) {
            Ok(bytes) => Ok(Some(Arc::from(bytes))),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory) => {
                Ok(None)
            }
            Err(error) => Err(ReadError { path: path.clone(), reason: in_words(&error) }),
        }
    }

    fn list(&self, folder: &str, hidden: Hidden) -> Listing {
        let top = if folder.is_empty() { self.root.clone() } else { self.root.join(folder) };
        let mut listing = Listing::default();
        if !top.is_dir() {
            return listing;
        }
        for entry in WalkDir::new(&top).follow_links(true).into_iter().filter_entry(|entry| self.is_wanted(entry, hidden)) {
            let found = match entry {
                Ok(entry) => self.file(&entry),
                // Editors lock a file with a link that leads nowhere, `.#index.md`.
                Err(error) if hidden == Hidden::LeftOut && error.path().and_then(Path::file_name).is_some_and(is_hidden) => continue,
                Err(error) => Err(self.unreadable(&error, folder)),
            };
            match found {
                Ok(file) => listing.files.extend(file),
                Err(error) => listing.unreadable.push(error),
            }
        }
        listing.files.sort();
        listing
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.root.join(folder).is_dir()
    }

    fn today(&self) -> Date {
        self.today
    }

    fn history(&self, files: &BTreeSet<SourcePath>) -> Result<History, ReadError> {
        history::git::history(&self.root, files)
    }
}
