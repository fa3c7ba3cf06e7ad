//! Every look outside goes through [`Sources`], so that a build is a function of its sources.
//!
//! Below this module nothing touches the disk, the clock or the terminal. [`Disk`] reads a project's folder,
//! [`Memory`] holds files for tests and is as good a source as any.

mod disk;
mod memory;
mod path;

use std::{collections::BTreeSet, fmt, sync::Arc};

use jiff::civil::Date;

pub use self::{
    disk::Disk,
    memory::Memory,
    path::{SourcePath, normalize},
};
use crate::history::History;

/// What a build reads: files (present or absent), the list of files below a folder, their history, and the day.
///
/// Within one build the same question must get the same answer.
pub trait Sources: Sync {
    /// The bytes of a file; `None` when there is no such file.
    ///
    /// # Errors
    /// When the file is there and can't be read.
    fn read(&self, path: &SourcePath) -> Result<Option<Arc<[u8]>>, ReadError>;

    /// Every file at any depth below `folder` (`""` for the whole project), sorted by path, without hidden files
    /// (a name that begins with `.`), except below a folder that is asked for with [`Hidden::Included`].
    ///
    /// A folder that is absent has no files.
    fn list(&self, folder: &str, hidden: Hidden) -> Listing;

    /// Whether there is a folder of this name.
    fn has_folder(&self, folder: &str) -> bool;

    /// The day of the build, in local time.
    fn today(&self) -> Date;

    /// When these files were last changed, and by whom; sources without a history know of no change.
    ///
    /// # Errors
    /// When there is a history and it can't be read.
    fn history(&self, files: &BTreeSet<SourcePath>) -> Result<History, ReadError> {
        let _ = files;
        Ok(History::default())
    }
}

/// What lies below a folder. What can't be read hides none of the rest.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The files.
    pub files: Vec<SourcePath>,
    /// Folders that can't be listed, links that lead nowhere, and the like.
    pub unreadable: Vec<ReadError>,
}

/// Whether files whose name begins with `.` are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden {
    /// Files such as `.well-known/security.txt` are wanted (static files).
    Included,
    /// Files such as `.DS_Store` are nobody's content.
    LeftOut,
}

/// A file or folder that is there and can't be read.
#[derive(Debug, Clone)]
pub struct ReadError {
    /// Which one.
    pub path: SourcePath,
    /// The system's words.
    pub reason: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} can't be read: {}", self.path, self.reason)
    }
}

impl std::error::Error for ReadError {}
