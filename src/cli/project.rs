//! Finds the playbook that a command is about.
#![expect(clippy::disallowed_methods, reason = "the command line looks for the project on the disk")]

use std::path::{Component, Path, PathBuf};

use rolebook::{
    Options,
    config::{Drafts, FILE, Variants, site_address},
    sources::Disk,
};

use super::Common;

/// The playbook of a command.
pub struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// Its files.
    pub sources: Disk,
    /// What the command line says.
    pub options: Options,
    /// The output folder that the command line names.
    output: Option<PathBuf>,
    /// The folder that the command was given in.
    here: PathBuf,
}

/// A wrong address on the command line is wrong usage, and no mistake in the playbook.
fn check_base_url(common: &Common) -> Result<(), String> {
    match &common.base_url {
        Some(url) if site_address(url).is_none() => {
            Err(format!("`{url}` is no address of a site; write the whole address, for example `--base-url https://example.com/hiring/`"))
        }
        _ => Ok(()),
    }
}

impl Project {
    /// Finds the playbook.
    ///
    /// # Errors
    /// When there is no such folder: what to say.
    pub fn find(common: &Common) -> Result<Self, String> {
        check_base_url(common)?;
        let here = std::env::current_dir().map_err(|error| format!("this folder can't be read: {error}"))?;
        let root = match &common.root {
            Some(root) if !root.is_dir() => return Err(format!("there is no folder {}", root.display())),
            Some(root) => here.join(root),
            None => here.ancestors().find(|folder| folder.join(FILE).is_file()).unwrap_or(&here).to_owned(),
        };
        let root = root.canonicalize().map_err(|error| format!("{} can't be read: {error}", root.display()))?;
        let output = common.output.as_ref().map(|output| resolve(&here.join(output)));
        let within = output.as_ref().and_then(|output| match output.strip_prefix(&root) {
            Ok(below) => below.to_str().map(|below| below.replace('\\', "/")),
            // A folder that holds the playbook is as wrong as the playbook's own.
            Err(_) => root.starts_with(output).then(String::new),
        });
        let never_read = output.iter().cloned().chain([root.join("output")]).filter(|path| *path != root).collect();
        let drafts = if common.drafts { Drafts::Included } else { Drafts::LeftOut };
        let options = Options { base_url: common.base_url.clone(), output: within, drafts, variants: Variants::Made };
        Ok(Self { sources: Disk::new(root.clone(), never_read), root, options, output, here: resolve(&here) })
    }

    /// Where the site goes, when the configuration says `configured`.
    pub fn output(&self, configured: &str) -> PathBuf {
        self.output.clone().unwrap_or_else(|| self.root.join(configured))
    }

    /// The way to the playbook from the folder in which GitHub looks for files, ending with `/`: the checkout that a workflow works in, else
    /// the folder that the command was given in; empty when the playbook lies in neither.
    pub fn way_from_workspace(&self) -> String {
        let workspace = std::env::var_os("GITHUB_WORKSPACE").map(|folder| resolve(Path::new(&folder)));
        let below = workspace.iter().chain([&self.here]).find_map(|folder| self.root.strip_prefix(folder).ok());
        let parts = below.into_iter().flat_map(Path::components);
        parts.map(|part| format!("{}/", part.as_os_str().to_string_lossy())).collect()
    }

    /// Where variants of images are kept.
    pub fn images(&self) -> PathBuf {
        self.state().join("images")
    }

    /// Where the manifest and caches lie.
    pub fn state(&self) -> PathBuf {
        self.root.join(".rolebook")
    }
}

/// A path without `.` and `..`, with links followed as far as it exists.
fn resolve(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            other => plain.push(other),
        }
    }
    let existing = plain.ancestors().find_map(|folder| Some((folder.canonicalize().ok()?, plain.strip_prefix(folder).ok()?.to_owned())));
    existing.map_or(plain, |(folder, rest)| if rest.as_os_str().is_empty() { folder } else { folder.join(rest) })
}
