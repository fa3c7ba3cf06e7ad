//! What can go wrong, in words for people who do not program.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why the site was not published.
///
/// Every message says what is the matter and what to do about it.
#[derive(Debug)]
#[non_exhaustive]
pub enum PublishError {
    /// The operating system refused something.
    Io {
        /// What was being done, as a verb: "write", "read" …
        doing: &'static str,
        /// The file or folder it was done to.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// A page wants an address that is not a plain path inside the site.
    BadPath {
        /// The path that was asked for.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Two different things want the same address, or one wants a file where
    /// the other wants a folder.
    Clash {
        /// The path asked for last.
        path: String,
        /// The path that was there before.
        with: String,
    },
    /// A file that Rolebook did not write lies where a page should go.
    Stranger {
        /// The file in the way.
        path: PathBuf,
    },
    /// The folder holds only files that Rolebook did not write.
    OnlyStrangers {
        /// The published folder.
        output: PathBuf,
        /// One of the files.
        example: PathBuf,
    },
    /// What should be the published folder is something else.
    NotAFolder {
        /// The published "folder".
        output: PathBuf,
    },
    /// The published folder is a folder that cannot be replaced as a whole:
    /// the root of a disk, or one that holds the project itself.
    UnfitFolder {
        /// The published folder.
        output: PathBuf,
    },
    /// Another run is publishing to the same folder.
    Busy {
        /// The published folder.
        output: PathBuf,
    },
    /// The list of published files cannot be understood.
    Manifest {
        /// The file with the list.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// A file could not be written earlier, so the site is not whole.
    Unfinished {
        /// The file that is missing.
        path: String,
    },
}

impl PublishError {
    /// The file or folder on the disk that it is about; `None` when it is about one of the site's own.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Io { path, .. } | Self::Stranger { path } | Self::Manifest { path, .. } => Some(path),
            Self::OnlyStrangers { output, .. } | Self::NotAFolder { output } | Self::UnfitFolder { output } | Self::Busy { output } => {
                Some(output)
            }
            Self::BadPath { .. } | Self::Clash { .. } | Self::Unfinished { .. } => None,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { doing, path, source } => {
                write!(f, "Could not {doing} {}: {}.", path.display(), in_words(source))?;
                f.write_str(advice(source.kind()))
            }
            Self::BadPath { path, why } => write!(
                f,
                "\"{}\" cannot be the address of a page or file of the site: {why}. \
                 Give it another name.",
                path.escape_debug()
            ),
            Self::Clash { path, with } if path == with => write!(
                f,
                "Two different pages or files of the site would both be {path}. \
                 Rename one of them."
            ),
            Self::Clash { path, with } => write!(
                f,
                "{path} and {with} cannot both be in the site: one needs a file where the \
                 other needs a folder. Rename one of them."
            ),
            Self::Stranger { path } => write!(
                f,
                "{} is in the way of a page of the site, and Rolebook did not write it. \
                 Move it elsewhere, or say --force to let Rolebook replace it.",
                path.display()
            ),
            Self::OnlyStrangers { output, example } => write!(
                f,
                "The folder {} holds files that Rolebook did not write (for example {}). \
                 Choose another folder with --output, or say --force to publish among them; \
                 files that are not in the way of a page stay.",
                output.display(),
                example.display()
            ),
            Self::NotAFolder { output } => write!(
                f,
                "{} should be the folder of the published site, but it is not a folder, or it \
                 is a link that leads nowhere. Move it elsewhere, or choose another folder \
                 with --output.",
                output.display()
            ),
            Self::UnfitFolder { output } => write!(
                f,
                "The site cannot be published to {}, because publishing replaces the whole \
                 folder, and this one holds the project itself or is a whole disk. Choose a \
                 folder for the site alone with --output.",
                output.display()
            ),
            Self::Busy { output } => write!(
                f,
                "Another run of Rolebook is publishing to {} right now. Wait until it has \
                 finished, then try again.",
                output.display()
            ),
            Self::Manifest { path, why } => write!(
                f,
                "The list of the files that Rolebook published ({}) cannot be understood: {why}. \
                 Empty the published folder, delete this list and build again, or say --force \
                 to build without the list (outdated files may then stay in the folder).",
                path.display()
            ),
            Self::Unfinished { path } => write!(
                f,
                "{path} could not be written, so nothing was published. See the earlier message \
                 about it, then build again."
            ),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// The system's words without its numbers, or plainer ones.
fn in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "it isn't there".to_owned(),
        io::ErrorKind::PermissionDenied => "you don't have the permission".to_owned(),
        io::ErrorKind::AlreadyExists => "there is something of that name already".to_owned(),
        io::ErrorKind::StorageFull => "there is no room left".to_owned(),
        _ => error.to_string().split(" (os error").next().unwrap_or_default().to_lowercase(),
    }
}

fn advice(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            " Check that you may write to this place, or choose another folder with --output."
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => " The disk is full: make room, then build again.",
        io::ErrorKind::NotFound => " It may have been moved just now: build again.",
        io::ErrorKind::CrossesDevices | io::ErrorKind::ResourceBusy => {
            " The folder seems to be a disk of its own or part of a container image: choose a \
             folder inside it with --output, or delete it first."
        }
        _ => "",
    }
}

/// Names the path and the deed in an error of the operating system.
pub(super) trait During<T> {
    /// Turns the error into one that says what was being done to which path.
    fn during(self, doing: &'static str, path: &Path) -> Result<T, PublishError>;
}

impl<T> During<T> for io::Result<T> {
    fn during(self, doing: &'static str, path: &Path) -> Result<T, PublishError> {
        self.map_err(|source| PublishError::Io { doing, path: path.to_owned(), source })
    }
}
