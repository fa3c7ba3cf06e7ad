//! Variants of images on the disk, in the project's own folder for what can be thrown away.
#![expect(clippy::disallowed_methods, reason = "what is kept from one run to the next lies on the disk")]

use std::{
    collections::BTreeSet,
    fs,
    io::Write as _,
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

use rolebook::images::Store;

/// A folder with a file for each image, named by the hash of its bytes. Nothing else lies in it.
pub struct ImageStore {
    folder: PathBuf,
    /// How many files were begun, so that each has a name of its own until it is whole.
    begun: AtomicUsize,
}

impl ImageStore {
    /// A store in this folder, which is made when something is kept.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, begun: AtomicUsize::new(0) }
    }
}

impl Store for ImageStore {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.folder.join(name)).ok()
    }

    /// A file is there whole or not at all: it is written beside its place and moved there.
    fn put(&self, name: &str, bytes: &[u8]) {
        let number = self.begun.fetch_add(1, Ordering::Relaxed);
        let beginning = self.folder.join(format!("{name}.{}-{number}", std::process::id()));
        let written = fs::create_dir_all(&self.folder)
            .and_then(|()| fs::File::create_new(&beginning)?.write_all(bytes))
            .and_then(|()| fs::rename(&beginning, self.folder.join(name)));
        if written.is_err() {
            let _ = fs::remove_file(&beginning);
        }
    }

    fn retain(&self, names: &BTreeSet<String>) {
        let Ok(entries) = fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            let is_kept = entry.file_name().to_str().is_some_and(|name| names.contains(name));
            if !is_kept {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
