//! The moment at which the new tree takes the place of the old one.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::place::Place;

/// How two trees change places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Swap {
    /// In one call where the system has it, else by two renames.
    #[default]
    OneCall,
    /// By two renames, for the tests of systems without that call.
    #[cfg(test)]
    TwoRenames,
}

/// Publishes the tree at `place.staging` and says where the previous one, if any, is now.
///
/// In one call, every reader finds one of the trees at any moment. By two renames there is a
/// moment without a published folder; if the process dies in it, [`step_back`] is what is left
/// to do.
///
/// Nothing here waits for the disk. A killed process harms nothing. At a power loss the file
/// system decides what of the last seconds it remembers: on the usual journaling ones either
/// tree is in place, but new files may be found empty or cut off. The next build compares every
/// file with what should be in it and mends those. Strangers are hard links to what was on disk
/// long ago, or copies that were flushed.
///
/// # Errors
///
/// Those of the file system. The old tree is then still the published one, or, if it could not
/// even be renamed back, at `place.old`.
pub(super) fn exchange(place: &Place, swap: Swap) -> io::Result<Option<PathBuf>> {
    match fs::symlink_metadata(&place.output) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            fs::rename(&place.staging, &place.output)?;
            return Ok(None);
        }
        found => found?,
    };
    match swap {
        Swap::OneCall => match in_one_call(&place.staging, &place.output) {
            Ok(()) => return Ok(Some(place.staging.clone())),
            Err(error) if lacks_the_call(error.kind()) => {}
            Err(error) => return Err(error),
        },
        #[cfg(test)]
        Swap::TwoRenames => {}
    }
    step_aside(place)?;
    if let Err(error) = fs::rename(&place.staging, &place.output) {
        // The first error says more than one about this attempt; a later run tries again.
        let _ = step_back(place);
        return Err(error);
    }
    Ok(Some(place.old.clone()))
}

/// The first of the two renames.
pub(super) fn step_aside(place: &Place) -> io::Result<()> {
    fs::rename(&place.output, &place.old)
}

/// Takes back the first of the two renames.
pub(super) fn step_back(place: &Place) -> io::Result<()> {
    fs::rename(&place.old, &place.output)
}

/// Whether the system or the file system does not have the call (`ENOSYS` and `EOPNOTSUPP` are
/// the first kind, `EINVAL` is the second).
pub(super) fn lacks_the_call(kind: io::ErrorKind) -> bool {
    matches!(kind, io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(target_os = "linux")]
fn in_one_call(staging: &Path, output: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, staging, CWD, output, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn in_one_call(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
