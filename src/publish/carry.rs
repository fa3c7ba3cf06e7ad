//! Files that pass from one tree to the next as they are.

use std::fs::{self, File, FileTimes};
use std::io;
use std::path::Path;

/// How a file gets into another tree without being written anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Links {
    /// As a hard link, or as a copy where the file system has none.
    #[default]
    Hard,
    /// As a copy, for the tests of file systems without hard links.
    #[cfg(test)]
    Copies,
}

/// Puts what is at `from` also at `to`, which must be free: a file as the same file, a link as
/// a link to the same place. The folder of `to` is made.
///
/// # Errors
///
/// Those of the file system; `from` is never changed.
pub(super) fn carry(from: &Path, to: &Path, links: Links) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    let metadata = fs::symlink_metadata(from)?;
    if metadata.is_symlink() {
        return link_again(from, to);
    }
    let linked = match links {
        Links::Hard => fs::hard_link(from, to),
        #[cfg(test)]
        Links::Copies => Err(io::ErrorKind::Unsupported.into()),
    };
    match linked {
        // Many reasons can stand against a link (no support, another disk, too many, another
        // owner); a copy does in all of them. Only these two would befall a copy as well, and
        // reading a pipe might never end.
        Err(error) if error.kind() != io::ErrorKind::NotFound && error.kind() != io::ErrorKind::AlreadyExists && metadata.is_file() => {
            copy_with_time(from, to)
        }
        linked => linked,
    }
}

/// Copies bytes, time and rights.
fn copy_with_time(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    let metadata = source.metadata()?;
    let mut copy = File::create_new(to)?;
    io::copy(&mut source, &mut copy)?;
    copy.set_times(FileTimes::new().set_modified(metadata.modified()?))?;
    copy.set_permissions(metadata.permissions())?;
    // The original is deleted soon, and it may be a stranger's that no build can make again.
    copy.sync_all()
}

#[cfg(not(windows))]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::windows::fs::{FileTypeExt, symlink_dir, symlink_file};
    let target = fs::read_link(from)?;
    if fs::symlink_metadata(from)?.file_type().is_symlink_dir() { symlink_dir(target, to) } else { symlink_file(target, to) }
}
