//! The browser tests: their scripts beside their packages, then Node.js on the built sites.

use std::{fs, process::Command};

use crate::{
    project::Project,
    shell::{self, Failure, Outcome, at},
};

/// Tests the checks on sites spoiled on purpose, then the built sites.
pub(crate) fn run(project: &Project) -> Outcome<String> {
    let folder = project.browser();
    if !folder.join("node_modules").is_dir() {
        return Err(Failure::new("the npm packages aren't installed; run `cargo xtask test --only setup`"));
    }
    if !project.sites().is_dir() {
        return Err(Failure::new("no site is built; run `cargo xtask test --only sample`"));
    }
    let chromium = shell::find("chromium").ok_or_else(|| Failure::new("there is no chromium on the path"))?;
    copy_scripts(project)?;
    for (script, argument) in [("selftest.mjs", folder.join("selftest")), ("run.mjs", project.sites())] {
        shell::run(Command::new("node").arg(script).arg(argument).env("CHROMIUM", &chromium).current_dir(&folder))?;
    }
    Ok("all checks passed".to_owned())
}

/// Lays the scripts beside their packages.
pub(crate) fn copy_scripts(project: &Project) -> Outcome {
    let folder = project.browser();
    for old in shell::files(&folder, ".mjs")?.iter().filter(|path| path.parent() == Some(&folder)) {
        fs::remove_file(old).map_err(at(old))?;
    }
    for script in shell::files(&project.browser_sources(), ".mjs")? {
        if let Some(name) = script.file_name() {
            fs::copy(&script, folder.join(name)).map_err(at(&script))?;
        }
    }
    Ok(())
}
