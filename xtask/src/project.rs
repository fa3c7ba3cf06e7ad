//! Where things lie.

use std::{
    env,
    path::{Path, PathBuf},
};

use crate::shell::{Failure, Outcome};

/// The project's folders.
#[derive(Debug)]
pub(crate) struct Project {
    /// The folder of the workspace.
    pub(crate) root: PathBuf,
    /// Cargo's folder for what is built.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Finds the workspace from what Cargo says of this package.
    pub(crate) fn find() -> Outcome<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR").ok_or_else(|| Failure::new("run this as `cargo xtask`"))?;
        let root = Path::new(&package).parent().ok_or_else(|| Failure::new("the package lies in no folder"))?.to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => env::current_dir()?.join(folder),
            None => root.join("target"),
        };
        Ok(Self { root, target })
    }

    /// The generator, as released.
    pub(crate) fn rolebook(&self) -> PathBuf {
        self.target.join("release").join("rolebook")
    }

    /// The browser tests as written.
    pub(crate) fn browser_sources(&self) -> PathBuf {
        self.root.join("tests").join("browser")
    }

    /// The browser tests beside their npm packages, ready to run.
    pub(crate) fn browser(&self) -> PathBuf {
        self.target.join("browser")
    }

    /// The built sites that are looked at.
    pub(crate) fn sites(&self) -> PathBuf {
        self.target.join("site")
    }
}
