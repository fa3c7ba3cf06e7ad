//! What lies at a path of the published tree, and whether it is the same as what should.

use std::fs::{self, File, Metadata};
use std::io::{self, BufRead, BufReader, ErrorKind};
use std::path::Path;

use super::error::{During, PublishError};
use super::names;

/// How much of a file is read at once.
pub(super) const CHUNK: usize = 64 * 1024;

/// What lies at a name in a tree. Links are never followed.
#[derive(Debug)]
pub(super) enum Standing {
    Nothing,
    File(Metadata),
    Folder,
    /// A link, or something rarer such as a pipe.
    Other,
    /// A folder of the name is no folder, but a file or a link: this one.
    Blocked(String),
}

impl Standing {
    /// Looks up `name` in the tree at `root`.
    ///
    /// # Errors
    ///
    /// [`PublishError::Io`]
    pub(super) fn of(root: &Path, name: &str) -> Result<Standing, PublishError> {
        for folder in names::folders_above(name) {
            match look(&root.join(folder))? {
                None => return Ok(Standing::Nothing),
                Some(metadata) if metadata.is_dir() => {}
                Some(_) => return Ok(Standing::Blocked(folder.to_owned())),
            }
        }
        Ok(match look(&root.join(name))? {
            None => Standing::Nothing,
            Some(metadata) if metadata.is_file() => Standing::File(metadata),
            Some(metadata) if metadata.is_dir() => Standing::Folder,
            Some(_) => Standing::Other,
        })
    }

    /// Whether there is something that a manifest's entry can stand for.
    pub(super) fn is_leaf(&self) -> bool {
        matches!(self, Standing::File(_) | Standing::Other)
    }
}

/// What the file system says of the path itself, links not followed; None if nothing is there.
pub(super) fn look(path: &Path) -> Result<Option<Metadata>, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(metadata) => Ok(Some(metadata)),
        // The second is the case in a folder that is a file now.
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(error).during("look at", path),
    }
}

/// Whether the file at `path` holds what `wanted` yields.
///
/// Both are read in step and only as far as they agree.
pub(super) fn same(path: &Path, mut wanted: impl BufRead) -> io::Result<bool> {
    let mut file = BufReader::with_capacity(CHUNK, File::open(path)?);
    loop {
        let ours = wanted.fill_buf()?;
        let theirs = file.fill_buf()?;
        let both = ours.len().min(theirs.len());
        if both == 0 {
            // At least one has ended; they are the same if both have.
            return Ok(ours.len() == theirs.len());
        }
        if ours.get(..both) != theirs.get(..both) {
            return Ok(false);
        }
        wanted.consume(both);
        file.consume(both);
    }
}
