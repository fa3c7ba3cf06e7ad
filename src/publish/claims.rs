//! Which output has which path in this build. Many threads ask at once.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::Retention;
use super::error::PublishError;
use super::names;

/// What an output is made of, to tell the same one from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Bytes, by length and hash.
    Bytes(usize, u64),
    /// A file of the sources.
    File(PathBuf),
}

/// How an output gets into the next tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not at all so far: it is being written, or that failed.
    Unfinished,
    /// It is in the staging tree.
    Written,
    /// It is the published file.
    Unchanged,
}

/// One output.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    origin: Origin,
    pub(super) retention: Retention,
    pub(super) fate: Fate,
}

/// Whether a claim is the first of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claimed {
    Now,
    /// Somebody else sees to it.
    Before,
}

/// The outputs of this build by path.
#[derive(Debug, Default)]
pub(super) struct Claims(Mutex<BTreeMap<String, Claim>>);

impl Claims {
    /// Takes a path for an output.
    ///
    /// # Errors
    ///
    /// [`PublishError::Clash`] if the path is another's, or another's folder, or in another.
    pub(super) fn claim(&self, path: &str, origin: Origin, retention: Retention) -> Result<Claimed, PublishError> {
        let mut claims = self.lock();
        if let Some(before) = claims.get(path) {
            return if before.origin == origin && before.retention == retention { Ok(Claimed::Before) } else { Err(clash(path, path)) };
        }
        if let Some(with) =
            names::folders_above(path).find(|above| claims.contains_key(*above)).or_else(|| names::first_beneath(&claims, path))
        {
            return Err(clash(path, with));
        }
        let claim = Claim { origin, retention, fate: Fate::Unfinished };
        claims.insert(path.to_owned(), claim);
        Ok(Claimed::Now)
    }

    /// Notes what became of an output.
    pub(super) fn settle(&self, path: &str, fate: Fate) {
        if let Some(claim) = self.lock().get_mut(path) {
            claim.fate = fate;
        }
    }

    /// All outputs, once no more come.
    ///
    /// # Errors
    ///
    /// [`PublishError::Unfinished`] if one could not be written.
    pub(super) fn finish(&mut self) -> Result<BTreeMap<String, Claim>, PublishError> {
        let claims = std::mem::take(&mut *self.lock());
        let unfinished = |(_, claim): &(&String, &Claim)| claim.fate == Fate::Unfinished;
        match claims.iter().find(unfinished) {
            Some((path, _)) => Err(PublishError::Unfinished { path: path.clone() }),
            None => Ok(claims),
        }
    }

    /// A thread that panicked did so outside of this module; the map is sound.
    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, Claim>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn clash(path: &str, with: &str) -> PublishError {
    PublishError::Clash { path: path.to_owned(), with: with.to_owned() }
}
