//! What a run that was killed, or this one, leaves beside the published folder.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::carry::Links;
use super::error::{During, PublishError};
use super::exchange;
use super::manifest::{Exchange, Manifest};
use super::place::Place;
use super::standing::look;
use super::strangers;

/// Brings everything into the state in which a run that was not killed leaves it.
///
/// Being killed in here is harmless: the next run does the same again.
///
/// # Errors
///
/// [`PublishError::Io`]
pub(super) fn tidy(place: &Place, manifest: &Manifest, links: Links) -> Result<(), PublishError> {
    if look(&place.output)?.is_none() && look(&place.old)?.is_some() {
        exchange::step_back(place).during("put back", &place.output)?;
    }
    for tree in [&place.staging, &place.old] {
        if look(tree)?.is_none() {
            continue;
        }
        // Before the exchange is announced a staging tree holds nothing but what can be made
        // again. From then on this may be the tree that was published before, the only one with
        // a stranger that arrived in the last moment.
        let exchanged = manifest.exchange == Exchange::Pending && place.published()?.is_some();
        if exchanged {
            strangers::rescue(tree, &place.output, manifest, links)?;
        }
        remove_tree(tree).during("delete", tree)?;
    }
    Ok(())
}

/// Deletes a tree, links in it not followed, folders without write permission too.
///
/// # Errors
///
/// Those of the file system; part of the tree may be gone then.
pub(super) fn remove_tree(tree: &Path) -> io::Result<()> {
    match fs::remove_dir_all(tree) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_folders(tree);
            fs::remove_dir_all(tree)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes folders writable as far as possible; deleting tells of those that are not.
fn open_folders(tree: &Path) {
    // The walk reads a folder after it has yielded it, and so after its rights are widened.
    for entry in WalkDir::new(tree).into_iter().flatten() {
        if entry.file_type().is_dir() {
            let _ = open_folder(entry.path());
        }
    }
}

#[cfg(unix)]
fn open_folder(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = fs::symlink_metadata(folder)?.permissions();
    permissions.set_mode(permissions.mode() | 0o700);
    fs::set_permissions(folder, permissions)
}

#[cfg(not(unix))]
fn open_folder(folder: &Path) -> io::Result<()> {
    let mut permissions = fs::symlink_metadata(folder)?.permissions();
    #[expect(clippy::permissions_set_readonly_false, reason = "no modes here to widen")]
    permissions.set_readonly(false);
    fs::set_permissions(folder, permissions)
}
