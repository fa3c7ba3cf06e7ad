//! What lies in a published tree and is not ours.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::carry::{Links, carry};
use super::error::{During, PublishError};
use super::manifest::Manifest;
use super::names;
use super::place::Place;
use super::standing::{Standing, look};

/// Something in a tree that the manifest does not name. Paths are relative to the tree.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Stranger {
    /// A file, a link, or something rarer.
    Leaf(PathBuf),
    /// A folder with nothing in it.
    EmptyFolder(PathBuf),
}

impl Stranger {
    /// Where it lies in its tree.
    pub(super) fn path(&self) -> &Path {
        match self {
            Stranger::Leaf(path) | Stranger::EmptyFolder(path) => path,
        }
    }

    /// Puts it into another tree, where its path must be free.
    ///
    /// If its owner deleted it just now there is nothing to carry, and that is fine.
    ///
    /// # Errors
    ///
    /// [`PublishError::Io`]
    pub(super) fn carry(&self, from: &Path, to: &Path, links: Links) -> Result<(), PublishError> {
        let source = from.join(self.path());
        let carried = match self {
            Stranger::Leaf(path) => carry(&source, &to.join(path), links),
            Stranger::EmptyFolder(path) => fs::create_dir_all(to.join(path)),
        };
        match carried {
            Err(error) if error.kind() == io::ErrorKind::NotFound && look(&source)?.is_none() => Ok(()),
            carried => carried.during("carry over", &source),
        }
    }
}

/// The strangers of a tree and all its folders.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) strangers: Vec<Stranger>,
    /// Relative to the tree; a folder comes before those in it.
    pub(super) folders: Vec<PathBuf>,
}

/// Walks the part `within` (empty for all) of the tree at `root`, links not followed.
///
/// # Errors
///
/// [`PublishError::Io`] if a folder cannot be read: what is in it could not be carried over.
pub(super) fn find(root: &Path, within: &str, manifest: &Manifest) -> Result<Found, PublishError> {
    let mut found = Found::default();
    let mut filled = HashSet::new();
    for entry in WalkDir::new(root.join(within)) {
        let entry = entry.map_err(|error| PublishError::Io {
            doing: "read",
            path: error.path().unwrap_or(root).to_owned(),
            source: error.into(),
        })?;
        let Ok(path) = entry.path().strip_prefix(root) else {
            continue;
        };
        if let Some(folder) = path.parent() {
            filled.insert(folder.to_owned());
        }
        if entry.file_type().is_dir() {
            found.folders.push(path.to_owned());
        } else if !names::of(path).is_some_and(|name| manifest.names(&name)) {
            found.strangers.push(Stranger::Leaf(path.to_owned()));
        }
    }
    for folder in &found.folders {
        // A folder that once held files of ours was made for them, so it is not a stranger's.
        let ours = || names::of(folder).is_some_and(|name| names::first_beneath(&manifest.files, &name).is_some());
        if !filled.contains(folder) && !folder.as_os_str().is_empty() && !ours() {
            let stranger = Stranger::EmptyFolder(folder.clone());
            found.strangers.push(stranger);
        }
    }
    Ok(found)
}

/// Refuses a published folder with content none of which is ours.
///
/// # Errors
///
/// [`PublishError::OnlyStrangers`], [`PublishError::NotAFolder`], [`PublishError::Io`]
pub(super) fn refuse_foreign(place: &Place, manifest: &Manifest) -> Result<(), PublishError> {
    if place.published()?.is_none() {
        return Ok(());
    }
    for name in manifest.files.keys() {
        if Standing::of(&place.output, name)?.is_leaf() {
            return Ok(());
        }
    }
    let mut content = Vec::new();
    for entry in fs::read_dir(&place.output).during("read", &place.output)? {
        let name = entry.during("read", &place.output)?.file_name();
        // These tell a host or a version control what to do with a site; alone they are no site.
        let hidden = name.as_encoded_bytes().starts_with(b".");
        if !hidden && name != "CNAME" {
            content.push(PathBuf::from(name));
        }
    }
    match content.into_iter().min() {
        None => Ok(()),
        Some(example) => Err(PublishError::OnlyStrangers { output: place.shown.clone(), example }),
    }
}

/// Carries strangers of the previous tree that the published one lacks over to it.
///
/// These came into the tree after it was walked and before it was exchanged.
///
/// # Errors
///
/// [`PublishError::Io`]; the previous tree is never changed.
pub(super) fn rescue(previous: &Path, published: &Path, manifest: &Manifest, links: Links) -> Result<(), PublishError> {
    for stranger in find(previous, "", manifest)?.strangers {
        let missing = match names::of(stranger.path()) {
            Some(name) => matches!(Standing::of(published, &name)?, Standing::Nothing),
            None => foreign_name_is_free(published, stranger.path())?,
        };
        if missing {
            stranger.carry(previous, published, links)?;
        }
    }
    Ok(())
}

/// As [`Standing::Nothing`], for a path that is not Unicode.
fn foreign_name_is_free(root: &Path, path: &Path) -> Result<bool, PublishError> {
    let mut above: Vec<&Path> = path.ancestors().skip(1).collect();
    above.reverse();
    for folder in above {
        match look(&root.join(folder))? {
            None => return Ok(true),
            Some(metadata) if metadata.is_dir() => {}
            Some(_) => return Ok(false),
        }
    }
    Ok(look(&root.join(path))?.is_none())
}
