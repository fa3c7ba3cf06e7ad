//! The history that a git repository has of a folder.
#![expect(clippy::disallowed_methods, reason = "`Disk` answers with this, and it reads the disk as that does")]

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
};

use gix::{
    ObjectId, Repository,
    discover::upwards,
    open::{Options, Permissions},
};
use gix_mailmap::Snapshot;
use jiff::{Timestamp, civil::Date, tz::Offset};

use super::{
    Change, History,
    walk::{Found, Walk},
};
use crate::sources::{ReadError, SourcePath};

/// The last change of each of `files`, which lie below `root`, on the branch that is checked out.
///
/// What isn't committed has no date of its own: a file that is being edited has that of its last commit, a new one has none. A folder
/// outside of any repository has no history.
///
/// # Errors
/// When there is a repository and it can't be read.
pub fn history(root: &Path, files: &BTreeSet<SourcePath>) -> Result<History, ReadError> {
    read(root, files).map_err(|error| ReadError { path: ".git".into(), reason: error.to_string() })
}

fn read(root: &Path, files: &BTreeSet<SourcePath>) -> gix::Result<History> {
    let mut history = History::default();
    let Some(repository) = open(root)? else { return Ok(history) };
    let Some(folder) = folder_within(&repository, root) else { return Ok(history) };
    // A repository without a commit has no history yet.
    let Some(head) = repository.head()?.try_into_peeled_id()? else { return Ok(history) };
    let files: Vec<(&SourcePath, String)> = files.iter().map(|file| (file, format!("{folder}{file}"))).collect();
    let Found { changed, cut_off } = Walk::new(&repository, files.iter().map(|(_, path)| path.as_str()))?.run(head.detach())?;
    let names = names(&repository);
    let mut changes: BTreeMap<ObjectId, Option<Change>> = BTreeMap::new();
    for (file, commit) in changed {
        let change = changes.entry(commit).or_insert_with(|| change(&repository, &names, commit));
        history.changes.extend(change.clone().map(|change| (files[file].0.clone(), change)));
    }
    history.cut_off = cut_off.into_iter().map(|file| files[file].0.clone()).collect();
    Ok(history)
}

/// The repository that a folder lies in.
///
/// Neither the environment nor this machine's settings have a say, so that a build gives the same everywhere. One that belongs to
/// another user, as in a container, is fine: it is only read, and nothing in it is run.
fn open(root: &Path) -> gix::Result<Option<Repository>> {
    let options = Options::default().permissions(Permissions::isolated());
    match gix::discover_opts(root, upwards::Options::default(), options) {
        Ok(mut repository) => {
            // Each tree is looked at twice, as a commit's own and as that of a parent.
            repository.object_cache_size(OBJECT_CACHE);
            Ok(Some(repository))
        }
        Err(error) if error.downcast_any_ref::<upwards::Error>().is_some() => Ok(None),
        Err(error) => Err(error),
    }
}

/// In bytes; some hundred trees and commits.
const OBJECT_CACHE: usize = 8 << 20;

/// A folder's path in the repository's own folder, with `/` at its end; empty at the top.
fn folder_within(repository: &Repository, root: &Path) -> Option<String> {
    let below: PathBuf = root.canonicalize().ok()?.strip_prefix(repository.workdir()?.canonicalize().ok()?).ok()?.to_owned();
    let parts = below.iter().map(|part| part.to_str().map(|part| format!("{part}/")));
    parts.collect()
}

/// What people are called, where the repository's `.mailmap` knows it better than their commits (`git help mailmap`).
fn names(repository: &Repository) -> Snapshot {
    let file = repository.workdir().map(|top| top.join(".mailmap"));
    file.and_then(|file| std::fs::read(file).ok()).map(|bytes| Snapshot::from_bytes(&bytes)).unwrap_or_default()
}

/// When a commit was made, and by whom; `None` when it says neither in a readable way.
fn change(repository: &Repository, names: &Snapshot, commit: ObjectId) -> Option<Change> {
    let commit = repository.find_commit(commit).ok()?;
    let author = commit.author().ok()?;
    let name = names.resolve(author).name.to_string();
    Some(Change { day: day(author.time().ok()?)?, author: shown(name.trim()) })
}

/// A name that may be shown: some people are called by an address.
fn shown(name: &str) -> Option<String> {
    (!name.is_empty() && !name.contains('@')).then(|| name.to_owned())
}

/// The day that it was where the author was.
fn day(time: gix::date::Time) -> Option<Date> {
    Some(Offset::from_seconds(time.offset).ok()?.to_datetime(Timestamp::from_second(time.seconds).ok()?).date())
}
