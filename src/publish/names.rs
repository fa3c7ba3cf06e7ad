//! Paths of the site as names: relative, parted by `/`, the same on every system.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use super::error::PublishError;

/// Says whether `name` is a plain path inside the site.
///
/// # Errors
///
/// [`PublishError::BadPath`] for one that is empty or absolute, has an empty, `.` or `..`
/// segment or a NUL, or that the system would read as several segments or a drive.
pub(super) fn check(name: &str) -> Result<(), PublishError> {
    let why = if name.is_empty() {
        "it is empty"
    } else if name.starts_with('/') {
        "it starts with a slash"
    } else if name.contains('\0') {
        "it holds a NUL character"
    } else if name.split('/').any(str::is_empty) {
        "it has an empty part between slashes"
    } else if name.split('/').any(|part| part == "." || part == "..") {
        "it has \".\" or \"..\" as a part"
    } else if cfg!(windows) && name.contains(['\\', ':']) {
        "it holds a backslash or a colon"
    } else {
        return Ok(());
    };
    Err(PublishError::BadPath { path: name.to_owned(), why })
}

/// The folders above `name`, from the top: `a` and `a/b` for `a/b/c`.
pub(super) fn folders_above(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices('/').filter_map(|(at, _)| name.get(..at))
}

/// The first name in `map` that lies in the folder `folder`.
pub(super) fn first_beneath<'m, V>(map: &'m BTreeMap<String, V>, folder: &str) -> Option<&'m str> {
    let start = format!("{folder}/");
    let (first, _) = map.range(start.clone()..).next()?;
    first.starts_with(&start).then_some(first.as_str())
}

/// The name of a relative path found on disk.
///
/// None if no name can be the same path (it is not Unicode), in which case it is not ours.
pub(super) fn of(path: &Path) -> Option<String> {
    let mut name = String::new();
    for part in path.components() {
        let Component::Normal(part) = part else {
            return None;
        };
        if !name.is_empty() {
            name.push('/');
        }
        name.push_str(part.to_str()?);
    }
    (!name.is_empty()).then_some(name)
}
