//! Sources on the disk.
#![expect(clippy::disallowed_methods, reason = "this is the place where the disk and the clock are read")]

use std::{
    fs, io,
    path::{Path, PathBuf},
    sync::Arc,
};

use jiff::{Zoned, civil::Date};
use walkdir::WalkDir;

use super::{Hidden, ReadError, SourcePath, Sources};

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
        Self { root: root.into(), never_read, today: Zoned::now().date() }
    }

    /// Where a source lies on the disk.
    pub fn locate(&self, path: &SourcePath) -> PathBuf {
        self.root.join(&**path)
    }

    fn is_wanted(&self, entry: &walkdir::DirEntry, hidden: Hidden) -> bool {
        let is_hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        (hidden == Hidden::Included || !is_hidden) && self.never_read.iter().all(|path| path != entry.path())
    }

    fn source_path(&self, path: &Path) -> Option<SourcePath> {
        let below = path.strip_prefix(&self.root).ok()?.to_str()?;
        Some(if cfg!(windows) { below.replace('\\', "/").into() } else { below.into() })
    }
}

impl Sources for Disk {
    fn read(&self, path: &SourcePath) -> Result<Option<Arc<[u8]>>, ReadError> {
        match fs::read(self.locate(path)) {
            Ok(bytes) => Ok(Some(Arc::from(bytes))),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory) => {
                Ok(None)
            }
            Err(error) => Err(ReadError { path: path.clone(), reason: error.to_string() }),
        }
    }

    fn list(&self, folder: &str, hidden: Hidden) -> Result<Vec<SourcePath>, ReadError> {
        let top = if folder.is_empty() { self.root.clone() } else { self.root.join(folder) };
        if !top.is_dir() {
            return Ok(Vec::new());
        }
        let mut found = Vec::new();
        for entry in WalkDir::new(&top).follow_links(true).into_iter().filter_entry(|entry| self.is_wanted(entry, hidden)) {
            let entry = entry.map_err(|error| ReadError {
                path: error.path().and_then(|path| self.source_path(path)).unwrap_or_else(|| folder.into()),
                reason: if error.loop_ancestor().is_some() { "the folder holds a link to itself".to_owned() } else { error.to_string() },
            })?;
            if !entry.file_type().is_file() {
                continue;
            }
            let path = self.source_path(entry.path()).ok_or_else(|| ReadError {
                path: entry.path().to_string_lossy().into_owned().into(),
                reason: "its name isn't UTF-8".to_owned(),
            })?;
            found.push(path);
        }
        found.sort();
        Ok(found)
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.root.join(folder).is_dir()
    }

    fn today(&self) -> Date {
        self.today
    }
}
