//! The list of the files that are ours in the published folder.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Adopt;
use super::error::{During, PublishError};
use super::names;

const VERSION: u32 = 1;

/// How long a published file stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Keep {
    /// Until a build no longer has it.
    Normal,
    /// One more build after the last one that has it.
    OneMoreBuild,
    /// This is its one more build.
    Leaving,
}

/// Whether it is known which tree lies in the published folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Exchange {
    /// The list names what is published.
    Settled,
    /// An exchange was about to happen; the list names the files of both trees.
    Pending,
}

/// Which files of a published folder Rolebook wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    version: u32,
    pub(super) exchange: Exchange,
    pub(super) files: BTreeMap<String, Keep>,
}

impl Manifest {
    /// The list of a settled tree.
    pub(super) fn settled(files: BTreeMap<String, Keep>) -> Manifest {
        Manifest { version: VERSION, exchange: Exchange::Settled, files }
    }

    /// The list for the moment of the exchange, true whichever tree is found afterwards.
    ///
    /// Where both trees have a file, the old tree's word on how long it stays holds: if the
    /// exchange does not come to pass nothing leaves early, and if it does a file at worst
    /// stays a build too long.
    pub(super) fn pending(old: &Manifest, next: &Manifest) -> Manifest {
        let mut files = next.files.clone();
        files.extend(old.files.iter().map(|(name, keep)| (name.clone(), *keep)));
        Manifest { version: VERSION, exchange: Exchange::Pending, files }
    }

    /// Whether the list has this very file.
    pub(super) fn names(&self, name: &str) -> bool {
        self.files.contains_key(name)
    }

    /// Reads the list; a missing one is empty.
    ///
    /// # Errors
    ///
    /// [`PublishError::Io`], and [`PublishError::Manifest`] for a list that cannot be understood,
    /// which `Adopt::Force` takes for an empty one.
    pub(super) fn load(path: &Path, adopt: Adopt) -> Result<Manifest, PublishError> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Ok(Manifest::settled(BTreeMap::new()));
            }
            read => read.during("read", path)?,
        };
        match (parse(&bytes), adopt) {
            (Ok(manifest), _) => Ok(manifest),
            (Err(_), Adopt::Force) => Ok(Manifest::settled(BTreeMap::new())),
            (Err(why), Adopt::Refuse) => Err(PublishError::Manifest { path: path.to_owned(), why }),
        }
    }

    /// Writes the list; a reader finds the old one or the new one, nothing between.
    ///
    /// The bytes are flushed to disk first, so that this holds at a power loss too.
    ///
    /// # Errors
    ///
    /// [`PublishError::Io`]; the old list is then still there.
    pub(super) fn save(&self, path: &Path) -> Result<(), PublishError> {
        let temporary = path.with_extension("json.new");
        let written = (|| {
            let mut file = File::create(&temporary)?;
            file.write_all(&serde_json::to_vec_pretty(self)?)?;
            file.sync_all()?;
            fs::rename(&temporary, path)
        })();
        written.during("write", path)
    }
}

fn parse(bytes: &[u8]) -> Result<Manifest, String> {
    let manifest: Manifest = serde_json::from_slice(bytes).map_err(|error| error.to_string())?;
    if manifest.version != VERSION {
        return Err("another version of Rolebook wrote it".to_owned());
    }
    // The names become paths of files to link, so they get the same scrutiny as new ones.
    for name in manifest.files.keys() {
        names::check(name).map_err(|error| error.to_string())?;
    }
    Ok(manifest)
}
