//! One walk through a history for many files.
//!
//! For one file `git log -1 -- <file>` goes from the newest commit back: where a parent has the same file, to the first such parent;
//! where none has, this is the commit that changed it. This walk does so for all files at once, so that each commit is read once for
//! all files whose way leads through it, and it never descends into folders that are the same in both commits.

use std::collections::{BTreeSet, BinaryHeap, HashMap};

use gix::{
    ObjectId, Repository,
    objs::{TreeRef, tree::EntryMode},
};

/// A file of a walk, by its place among those that were asked for.
type File = usize;

/// Files on their way into the past.
pub struct Walk<'r, 'p> {
    repository: &'r Repository,
    /// The parts of each file's path.
    paths: Vec<Vec<&'p str>>,
    /// Commits whose parents this copy of the repository doesn't have.
    border: BTreeSet<ObjectId>,
    /// The files that have come to each commit, in the order of their paths.
    waiting: HashMap<ObjectId, Vec<File>>,
    /// The commits that files wait at, by their time: what comes later is looked at first, so that files that come to a commit on
    /// different ways meet there.
    queue: BinaryHeap<(i64, ObjectId)>,
}

/// What a walk finds.
#[derive(Default)]
pub struct Found {
    /// Each file whose last change is known, and the commit that made it.
    pub changed: Vec<(File, ObjectId)>,
    /// Files whose last change lies beyond the border of what was fetched.
    pub cut_off: Vec<File>,
}

/// Files that a commit shares with a parent, and those that it doesn't.
#[derive(Default)]
struct Split {
    same: Vec<File>,
    other: Vec<File>,
}

impl<'r, 'p> Walk<'r, 'p> {
    /// A walk for files, by their paths in the repository.
    pub fn new(repository: &'r Repository, paths: impl Iterator<Item = &'p str>) -> gix::Result<Self> {
        let border = repository.shallow_commits()?.map(|commits| commits.iter().copied().collect()).unwrap_or_default();
        let paths = paths.map(|path| path.split('/').collect()).collect();
        Ok(Self { repository, paths, border, waiting: HashMap::new(), queue: BinaryHeap::new() })
    }

    /// Walks from a commit until the last change of each file is found. A file that the commit doesn't have is in neither list.
    pub fn run(mut self, head: ObjectId) -> gix::Result<Found> {
        let mut found = Found::default();
        let mut files: Vec<File> = (0..self.paths.len()).collect();
        files.sort_by(|a, b| self.paths[*a].cmp(&self.paths[*b]));
        let tree = self.repository.find_commit(head)?.tree_id()?.detach();
        files.retain(|file| {
            let has = self.has(tree, *file);
            found.cut_off.extend(has.is_err().then_some(*file));
            has.unwrap_or_default()
        });
        self.send(head, files)?;
        while let Some((_, commit)) = self.queue.pop() {
            if let Some(files) = self.waiting.remove(&commit) {
                self.step(commit, files, &mut found)?;
            }
        }
        Ok(found)
    }

    /// Sends files from a commit to the parents that they are the same in. Those that change here have come to their end.
    fn step(&mut self, commit: ObjectId, files: Vec<File>, found: &mut Found) -> gix::Result<()> {
        if self.border.contains(&commit) {
            found.cut_off.extend(files);
            return Ok(());
        }
        let (tree, parents) = {
            let commit = self.repository.find_commit(commit)?;
            (commit.tree_id()?.detach(), commit.parent_ids().map(gix::Id::detach).collect::<Vec<_>>())
        };
        let mut rest = files;
        for parent in parents {
            // A partial clone may lack what it never fetched, and says so nowhere.
            let Ok(before) = self.repository.find_commit(parent).and_then(|parent| Ok(parent.tree_id()?.detach())) else {
                found.cut_off.extend(rest);
                return Ok(());
            };
            let mut split = Split::default();
            if self.split(&rest, 0, tree, before, &mut split).is_err() {
                found.cut_off.extend(rest);
                return Ok(());
            }
            self.send(parent, split.same)?;
            rest = split.other;
        }
        found.changed.extend(rest.into_iter().map(|file| (file, commit)));
        Ok(())
    }

    fn send(&mut self, commit: ObjectId, files: Vec<File>) -> gix::Result<()> {
        if files.is_empty() {
            return Ok(());
        }
        match self.waiting.get_mut(&commit) {
            Some(waiting) => {
                waiting.extend(files);
                waiting.sort_by(|a, b| self.paths[*a].cmp(&self.paths[*b]));
            }
            None => {
                let time = self.repository.find_commit(commit)?.time().map_or(i64::MIN, |time| time.seconds);
                self.queue.push((time, commit));
                self.waiting.insert(commit, files);
            }
        }
        Ok(())
    }

    /// Compares files, in the order of their paths and equal up to `depth`, between two trees.
    fn split(&self, files: &[File], depth: usize, now: ObjectId, before: ObjectId, split: &mut Split) -> gix::Result<()> {
        if files.is_empty() || now == before {
            split.same.extend(files);
            return Ok(());
        }
        let (now, before) = (self.repository.find_tree(now)?, self.repository.find_tree(before)?);
        let (now, before) = (now.decode()?, before.decode()?);
        for group in files.chunk_by(|a, b| self.paths[*a][depth] == self.paths[*b][depth]) {
            let path = &self.paths[group[0]];
            let is_folder = path.len() > depth + 1;
            match (entry(&now, path[depth], is_folder), entry(&before, path[depth], is_folder)) {
                (Some(now), Some(before)) if now == before => split.same.extend(group),
                (Some((_, now)), Some((_, before))) if is_folder => self.split(group, depth + 1, now, before, split)?,
                _ => split.other.extend(group),
            }
        }
        Ok(())
    }

    /// Whether a tree has a file.
    fn has(&self, tree: ObjectId, file: File) -> gix::Result<bool> {
        let path = &self.paths[file];
        let mut tree = tree;
        for (depth, part) in path.iter().enumerate() {
            match entry(&self.repository.find_tree(tree)?.decode()?, part, path.len() > depth + 1) {
                Some((_, id)) => tree = id,
                None => return Ok(false),
            }
        }
        Ok(true)
    }
}

fn entry(tree: &TreeRef<'_>, name: &str, is_folder: bool) -> Option<(EntryMode, ObjectId)> {
    tree.bisect_entry(name.into(), is_folder).map(|entry| (entry.mode, entry.oid.to_owned()))
}
