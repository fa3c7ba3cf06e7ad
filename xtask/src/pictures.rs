//! `cargo xtask pictures`: README's pictures, from the project's own playbook as it is built now.

use std::{fs, process::Command};

use crate::{
    browser,
    project::Project,
    sample, setup,
    shell::{self, Failure, Outcome},
};

/// Builds the sites and takes the pictures.
pub(crate) fn run(project: &Project) -> Outcome {
    setup::run(project)?;
    sample::run(project)?;
    browser::copy_scripts(project)?;
    let folder = project.root.join("docs").join("pictures");
    fs::create_dir_all(&folder)?;
    let chromium = shell::find("chromium").ok_or_else(|| Failure::new("there is no chromium on the path"))?;
    let site = project.sites().join("root");
    shell::run(Command::new("node").arg("pictures.mjs").arg(&site).arg(&folder).env("CHROMIUM", &chromium).current_dir(project.browser()))
}
