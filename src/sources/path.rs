//! The name of a source file.

use std::{borrow::Borrow, fmt, ops::Deref, sync::Arc};

/// A file's path from the project's root, with `/` between its parts, never absolute and without `.` or `..`.
///
/// Cheap to clone. Files of the themes in the binary have paths below `themes/`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

impl SourcePath {
    /// Takes a path as it is; it must be relative and normal (see [`SourcePath::join`] for what an author wrote).
    pub fn new(path: impl AsRef<str>) -> Self {
        Self(Arc::from(path.as_ref()))
    }

    /// The path that `written` means when it stands in this file: relative to the file's folder.
    ///
    /// `None` when it leads out of the project.
    pub fn join(&self, written: &str) -> Option<Self> {
        normalize(self.folder(), written).map(|path| Self(Arc::from(path)))
    }

    /// The folder that the file lies in, without a slash at its end; `""` at the root.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The file's own name.
    pub fn name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The file's name without its last extension.
    pub fn stem(&self) -> &str {
        let name = self.name();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// The last extension, without the dot; `""` when there is none.
    pub fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The path below `folder`, or `None` when the file isn't in it.
    pub fn below(&self, folder: &str) -> Option<&str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

/// Joins what was written in a file of `folder` to that folder, and takes out `.` and `..`.
///
/// `None` when the path climbs above the root.
pub fn normalize(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = if written.starts_with('/') { Vec::new() } else { split(folder).collect() };
    for part in split(written) {
        match part {
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn split(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|part| !part.is_empty() && *part != ".")
}

impl Deref for SourcePath {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for SourcePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

impl From<&str> for SourcePath {
    fn from(path: &str) -> Self {
        Self::new(path)
    }
}

impl From<String> for SourcePath {
    fn from(path: String) -> Self {
        Self(Arc::from(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_relative_to_the_folder_of_the_file() {
        let page = SourcePath::new("content/roles/sre/index.md");
        assert_eq!(&*page.join("../../pay.md").unwrap(), "content/pay.md");
        assert_eq!(&*page.join("./faq.yaml").unwrap(), "content/roles/sre/faq.yaml");
        assert_eq!(page.join("../../../../x.md"), None);
        assert_eq!((page.folder(), page.name(), page.stem(), page.extension()), ("content/roles/sre", "index.md", "index", "md"));
    }
}
