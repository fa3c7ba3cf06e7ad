//! Where everything lies: the published folder, the trees beside it, the files of the state.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{self, Component, Path, PathBuf};

use xxhash_rust::xxh3::xxh3_64;

use super::error::{During, PublishError};

/// The paths of one published folder.
#[derive(Debug)]
pub(super) struct Place {
    /// The published folder as the user calls it, for messages.
    pub(super) shown: PathBuf,
    /// The published folder, free of links; it may not exist yet.
    pub(super) output: PathBuf,
    /// Where the next tree grows; after an exchange in one call, the previous tree.
    pub(super) staging: PathBuf,
    /// Where the previous tree waits when the exchange takes two renames.
    pub(super) old: PathBuf,
    /// The list of the files that are ours.
    pub(super) manifest: PathBuf,
    /// The file whose lock makes runs take turns.
    pub(super) lock: PathBuf,
}

impl Place {
    /// Finds the published folder and makes the state folder.
    ///
    /// # Errors
    ///
    /// [`PublishError::UnfitFolder`] if the folder holds the state folder or has no parent,
    /// [`PublishError::NotAFolder`] if it is something else or a link that leads nowhere,
    /// [`PublishError::Io`] otherwise.
    pub(super) fn find(state: &Path, output: &Path) -> Result<Place, PublishError> {
        let state = make_state(state)?;
        let shown = output.to_owned();
        let output = resolve(output)?;
        let (Some(parent), Some(name)) = (output.parent(), output.file_name()) else {
            return Err(PublishError::UnfitFolder { output: shown });
        };
        if state.starts_with(&output) {
            return Err(PublishError::UnfitFolder { output: shown });
        }

        // Inside the project the relative path is what names the folder, so that a project which
        // is moved, or mounted elsewhere in a container, still knows its published files.
        let project = state.parent().unwrap_or(&state);
        let published = output.strip_prefix(project).unwrap_or(&output);
        // Two projects may share a folder outside both of them. The state in the name keeps
        // either from tidying away the tree that the other is filling.
        let own_state = if output.starts_with(project) { state.strip_prefix(project).unwrap_or(&state) } else { &state };
        let beside = hash(&[published, own_state]);
        let published = hash(&[published]);
        let sibling = |role: &str| {
            let mut sibling = OsString::from(".");
            sibling.push(name);
            sibling.push(format!(".rolebook-{role}-{beside}"));
            parent.join(sibling)
        };
        Ok(Place {
            staging: sibling("staging"),
            old: sibling("old"),
            manifest: state.join(format!("published-{published}.json")),
            lock: state.join(format!("published-{published}.lock")),
            shown,
            output,
        })
    }

    /// Whether the published folder is there already.
    ///
    /// # Errors
    ///
    /// [`PublishError::NotAFolder`] if something else is, [`PublishError::Io`] otherwise.
    pub(super) fn published(&self) -> Result<Option<fs::Metadata>, PublishError> {
        match fs::symlink_metadata(&self.output) {
            Ok(metadata) if metadata.is_dir() => Ok(Some(metadata)),
            Ok(_) => Err(PublishError::NotAFolder { output: self.shown.clone() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error).during("look at", &self.output),
        }
    }
}

fn make_state(state: &Path) -> Result<PathBuf, PublishError> {
    fs::create_dir_all(state).during("make the folder", state)?;
    let ignore = state.join(".gitignore");
    match fs::File::create_new(&ignore) {
        Ok(mut file) => io::Write::write_all(&mut file, b"*\n").during("write", &ignore)?,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error).during("write", &ignore),
    }
    state.canonicalize().during("find the folder", state)
}

/// The path free of links, also if its last parts do not exist yet.
fn resolve(output: &Path) -> Result<PathBuf, PublishError> {
    let absolute = path::absolute(output).during("find the folder", output)?;
    for existing in absolute.ancestors() {
        match existing.canonicalize() {
            Ok(canonical) => {
                let Ok(missing) = absolute.strip_prefix(existing) else {
                    continue;
                };
                if missing.as_os_str().is_empty() {
                    return Ok(canonical);
                }
                if missing.components().any(|part| part == Component::ParentDir) {
                    break;
                }
                return Ok(canonical.join(missing));
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // A link is there all the same, so it is its target that is missing.
                if existing.is_symlink() {
                    return Err(PublishError::NotAFolder { output: output.to_owned() });
                }
            }
            Err(error) => return Err(error).during("find the folder", output),
        }
    }
    Err(io::Error::from(io::ErrorKind::NotFound)).during("find the folder", output)
}

fn hash(paths: &[&Path]) -> String {
    let mut bytes = Vec::new();
    for path in paths {
        bytes.extend_from_slice(path.as_os_str().as_encoded_bytes());
        bytes.push(0);
    }
    format!("{:016x}", xxh3_64(&bytes))
}
