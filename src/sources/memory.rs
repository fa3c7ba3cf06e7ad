//! Sources held in memory.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use jiff::civil::{Date, date};

use super::{Hidden, Listing, ReadError, SourcePath, Sources};
use crate::history::{Change, History};

/// A project held in memory: the sources of tests, and of anything that makes a playbook without a disk.
#[derive(Debug, Clone)]
pub struct Memory {
    files: BTreeMap<SourcePath, Arc<[u8]>>,
    today: Date,
    history: History,
}

impl Default for Memory {
    fn default() -> Self {
        Self { files: BTreeMap::new(), today: date(2026, 1, 1), history: History::default() }
    }
}

impl Memory {
    /// A project without files, on the first day of 2026.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the day that the build sees.
    pub fn on(mut self, today: Date) -> Self {
        self.today = today;
        self
    }

    /// Adds or replaces a file.
    pub fn write(&mut self, path: impl Into<SourcePath>, bytes: impl AsRef<[u8]>) {
        self.files.insert(path.into(), Arc::from(bytes.as_ref()));
    }

    /// Removes a file and gives its bytes; `None` when there was none.
    pub fn remove(&mut self, path: &str) -> Option<Arc<[u8]>> {
        self.files.remove(path)
    }

    /// Says when a file was last changed, and by whom.
    pub fn date(&mut self, path: impl Into<SourcePath>, change: Change) {
        self.history.changes.insert(path.into(), change);
    }

    /// Says that a file was last changed before the history begins.
    pub fn cut_off(&mut self, path: impl Into<SourcePath>) {
        self.history.cut_off.insert(path.into());
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &SourcePath> {
        self.files.keys()
    }

    /// A file as text; `None` when it is absent or no UTF-8.
    pub fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(path)?).ok()
    }
}

impl Sources for Memory {
    fn read(&self, path: &SourcePath) -> Result<Option<Arc<[u8]>>, ReadError> {
        Ok(self.files.get(path).cloned())
    }

    fn list(&self, folder: &str, hidden: Hidden) -> Listing {
        let wanted = |path: &&SourcePath| {
            path.below(folder).is_some_and(|rest| hidden == Hidden::Included || !rest.split('/').any(|part| part.starts_with('.')))
        };
        Listing { files: self.files.keys().filter(wanted).cloned().collect(), unreadable: Vec::new() }
    }

    fn has_folder(&self, folder: &str) -> bool {
        self.files.keys().any(|path| path.below(folder).is_some())
    }

    fn today(&self) -> Date {
        self.today
    }

    fn history(&self, files: &BTreeSet<SourcePath>) -> Result<History, ReadError> {
        let mut history = self.history.clone();
        history.changes.retain(|file, _| files.contains(file));
        history.cut_off.retain(|file| files.contains(file));
        Ok(history)
    }
}
