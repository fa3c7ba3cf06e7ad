//! The tree beside the published one, in which the next one grows.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::error::{During, PublishError};
use super::leftovers::remove_tree;
use super::place::Place;

/// The staging tree; it is begun with the first file that is written.
#[derive(Debug, Default)]
pub(super) struct Staging(Mutex<Option<Begun>>);

/// A staging tree that is there.
#[derive(Debug)]
pub(super) struct Begun {
    /// Folders above that were made for it, the deepest first.
    made: Vec<PathBuf>,
}

impl Staging {
    /// Makes the staging tree, empty, unless it is there.
    ///
    /// # Errors
    ///
    /// [`PublishError::Io`]
    pub(super) fn begin(&self, place: &Place) -> Result<(), PublishError> {
        let mut begun = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if begun.is_some() {
            return Ok(());
        }
        let above = place.staging.ancestors().skip(1);
        let made = above.take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        fs::create_dir_all(&place.staging).during("make the folder", &place.staging)?;
        *begun = Some(Begun { made });
        Ok(())
    }

    /// The path at which to write a file of the next tree, in a folder that is there.
    ///
    /// # Errors
    ///
    /// [`PublishError::Io`]
    pub(super) fn place_for(&self, place: &Place, name: &str) -> Result<PathBuf, PublishError> {
        self.begin(place)?;
        let target = place.staging.join(name);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).during("make the folder", folder)?;
        }
        Ok(target)
    }

    /// Lets go of the tree, so that [`Staging::discard`] does not delete what takes its name.
    pub(super) fn release(&mut self) -> Option<Begun> {
        self.slot().take()
    }

    /// Takes the tree back when it could not be published.
    pub(super) fn restore(&mut self, begun: Option<Begun>) {
        *self.slot() = begun;
    }

    /// Deletes the tree and the folders made for it, as far as that goes; the next run tidies
    /// the rest.
    pub(super) fn discard(&mut self, place: &Place) {
        let Some(begun) = self.release() else {
            return;
        };
        let _ = remove_tree(&place.staging);
        for folder in begun.made {
            // Fails if somebody put something into it in the meantime, and rightly so.
            let _ = fs::remove_dir(folder);
        }
    }

    fn slot(&mut self) -> &mut Option<Begun> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}
