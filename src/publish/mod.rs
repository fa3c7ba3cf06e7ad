//! Publishing a rendered site: the published folder goes from one whole site to the next.
//!
//! The story of a build:
//!
//! 1. [`Publisher::open`] takes the lock, reads the list of the files that are ours, tidies what
//!    a killed run left, and refuses a folder that is somebody else's.
//! 2. [`Publisher::put`] and [`Publisher::copy`] compare each output with the published file.
//!    What differs is written into a staging tree beside the published one.
//! 3. [`Publisher::commit`] stops here if nothing differs. Else it fills the staging tree with
//!    hard links to all that stays, and exchanges the two trees.
//!
//! The published folder itself is never written into, so whoever looks sees a whole site, and
//! an unchanged build does not even change a time stamp.

#![expect(clippy::disallowed_methods, reason = "publishing is what the file system is for")]

mod carry;
mod claims;
mod commit;
mod error;
mod exchange;
mod leftovers;
mod manifest;
mod names;
mod place;
mod staging;
mod standing;
mod strangers;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io::{self, BufReader, Seek, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use self::carry::Links;
use self::claims::{Claimed, Claims, Fate, Origin};
use self::error::During;
pub use self::error::PublishError;
use self::exchange::Swap;
use self::manifest::Manifest;
use self::place::Place;
use self::staging::Staging;
use self::standing::{CHUNK, Standing, same};

/// What to do about files in the published folder that Rolebook did not write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Adopt {
    /// Stop if the folder holds nothing else, or if one is in the way of an output.
    #[default]
    Refuse,
    /// Publish among them, and replace those in the way.
    Force,
}

/// How long a file stays when builds no longer have it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Retention {
    /// It goes with the first such build.
    #[default]
    Normal,
    /// It stays for one more build that changes something: a page that a reader opened before
    /// the build may still ask for it. For names that hold a hash of the content.
    OneMoreBuild,
}

/// What a commit did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Outputs that are new or differ from what was published.
    pub written: usize,
    /// Outputs that were published already, byte for byte.
    pub unchanged: usize,
    /// Files of earlier builds that are on their one more build.
    pub kept: usize,
    /// Files of earlier builds that are gone now.
    pub removed: usize,
    /// Whether the published folder was exchanged; if not, nothing in it was touched at all.
    pub touched: bool,
    /// The previous tree, if it could not be deleted; the next run tries again.
    pub leftover: Option<PathBuf>,
}

/// One build on its way into one published folder.
///
/// Dropping it without a commit leaves the published folder, and all beside it, as they were.
#[derive(Debug)]
pub struct Publisher {
    place: Place,
    adopt: Adopt,
    manifest: Manifest,
    claims: Claims,
    staging: Staging,
    links: Links,
    swap: Swap,
    lock: File,
}

impl Publisher {
    /// Prepares to publish to the folder `output`, or to where it leads if it is a link. It may
    /// not exist yet; nothing is made of it before something is written.
    ///
    /// `state` is the `.rolebook` folder of the project. It is made when missing, with a
    /// `.gitignore` that keeps it out of version control.
    ///
    /// If an earlier run was killed, what it left beside the folder is tidied here.
    ///
    /// # Errors
    ///
    /// - [`PublishError::Busy`] if another run has it open
    /// - [`PublishError::OnlyStrangers`] if the folder has content and none of it is ours, unless
    ///   forced; hidden files and a `CNAME` are no content
    /// - [`PublishError::NotAFolder`], [`PublishError::UnfitFolder`] for an unusable `output`
    /// - [`PublishError::Manifest`] if the list of our files cannot be understood, unless forced
    /// - [`PublishError::Io`]
    pub fn open(state: &Path, output: &Path, adopt: Adopt) -> Result<Publisher, PublishError> {
        let place = Place::find(state, output)?;
        let lock = take_lock(&place)?;
        let manifest = Manifest::load(&place.manifest, adopt)?;
        leftovers::tidy(&place, &manifest, Links::default())?;
        match adopt {
            Adopt::Refuse => strangers::refuse_foreign(&place, &manifest)?,
            Adopt::Force => {
                // A file in place of the folder is not something to publish among.
                place.published()?;
            }
        }
        Ok(Publisher {
            place,
            adopt,
            manifest,
            claims: Claims::default(),
            staging: Staging::default(),
            links: Links::default(),
            swap: Swap::default(),
            lock,
        })
    }

    /// Makes `bytes` the file at `path` of the site. `path` is relative and parted by `/`.
    ///
    /// The same call twice is fine; only the first does and says anything.
    ///
    /// # Errors
    ///
    /// - [`PublishError::BadPath`] if `path` is no plain path inside the site
    /// - [`PublishError::Clash`] if the build has something else at `path`, or a file at one of
    ///   its folders, or a folder at `path`
    /// - [`PublishError::Stranger`] if something that is not ours is in the way, unless forced; a
    ///   file with the very same bytes is not, and is ours from now on
    /// - [`PublishError::Io`]
    ///
    /// After any but the first two a commit fails too, as the site would not be whole.
    pub fn put(&self, path: &str, bytes: &[u8], retention: Retention) -> Result<(), PublishError> {
        names::check(path)?;
        let origin = Origin::Bytes(bytes.len(), xxh3_64(bytes));
        match self.claims.claim(path, origin, retention)? {
            Claimed::Before => return Ok(()),
            Claimed::Now => {}
        }
        let fate = self.judge(path, bytes.len() as u64, |published| same(published, bytes))?;
        if fate == Fate::Written {
            let target = self.staging.place_for(&self.place, path)?;
            File::create_new(&target).and_then(|mut file| file.write_all(bytes)).during("write", &target)?;
        }
        self.claims.settle(path, fate);
        Ok(())
    }

    /// Makes a copy of the file `from` the file at `path` of the site.
    ///
    /// The bytes stream, whatever the size of the file. It stays as [`Retention::Normal`] says.
    ///
    /// # Errors
    ///
    /// Those of [`Publisher::put`], and [`PublishError::Io`] if `from` is no file.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), PublishError> {
        names::check(path)?;
        let origin = Origin::File(from.to_owned());
        match self.claims.claim(path, origin, Retention::Normal)? {
            Claimed::Before => return Ok(()),
            Claimed::Now => {}
        }
        // Opening a pipe would wait for somebody to write to it.
        let metadata = fs::metadata(from).during("read", from)?;
        if !metadata.is_file() {
            return Err(io::Error::other("it is not a file")).during("copy", from);
        }
        let mut source = File::open(from).during("read", from)?;
        let fate = self.judge(path, metadata.len(), |published| same(published, BufReader::with_capacity(CHUNK, &source)))?;
        if fate == Fate::Written {
            let target = self.staging.place_for(&self.place, path)?;
            source.rewind().during("read", from)?;
            File::create_new(&target).and_then(|mut file| io::copy(&mut source, &mut file)).during("write", &target)?;
        }
        self.claims.settle(path, fate);
        Ok(())
    }

    /// Whether an output is to be written, or is published as it is.
    fn judge(&self, path: &str, length: u64, same_bytes: impl FnOnce(&Path) -> io::Result<bool>) -> Result<Fate, PublishError> {
        let output = &self.place.output;
        let in_the_way = match Standing::of(output, path)? {
            Standing::Nothing => None,
            Standing::File(metadata) => {
                let published = output.join(path);
                let same = metadata.len() == length && same_bytes(&published).during("compare", &published)?;
                if same {
                    return Ok(Fate::Unchanged);
                }
                self.foreign(path)
            }
            Standing::Other => self.foreign(path),
            Standing::Blocked(folder) => self.foreign(&folder),
            Standing::Folder => {
                strangers::find(output, path, &self.manifest)?.strangers.first().map(|stranger| output.join(stranger.path()))
            }
        };
        match (in_the_way, self.adopt) {
            (Some(path), Adopt::Refuse) => Err(PublishError::Stranger { path }),
            (Some(_), Adopt::Force) | (None, _) => Ok(Fate::Written),
        }
    }

    /// The place of a published file, if it is not ours.
    fn foreign(&self, name: &str) -> Option<PathBuf> {
        (!self.manifest.names(name)).then(|| self.place.output.join(name))
    }
}

impl Drop for Publisher {
    fn drop(&mut self) {
        self.staging.discard(&self.place);
        // Closing the file would do as well, but could come later where a child process has it.
        let _ = self.lock.unlock();
    }
}

fn take_lock(place: &Place) -> Result<File, PublishError> {
    let lock = File::options().create(true).truncate(false).write(true).open(&place.lock).during("open", &place.lock)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(PublishError::Busy { output: place.shown.clone() }),
        // Where a file system has no locks, one run at a time is still better than none.
        Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(lock),
        Err(TryLockError::Error(error)) => Err(error).during("lock", &place.lock),
    }
}
