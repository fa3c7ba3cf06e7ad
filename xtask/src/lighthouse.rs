//! `cargo xtask lighthouse`: Lighthouse's mobile profile on pages of the project's own playbook. Its figures depend on the machine, so it
//! is no step of the tests.

use std::{fs, process::Command};

use crate::{
    cargo,
    project::Project,
    setup,
    shell::{self, Failure, Outcome, at},
};

/// The pages that are measured: a page of each weight.
const PAGES: &[&str] =
    &["index.html", "roles/mlops-engineer/index.html", "questions.html", "salary.html", "glossary.html", "how-we-hire/panel.html"];

/// Builds the playbook and measures its pages.
pub(crate) fn run(project: &Project) -> Outcome {
    setup::run(project)?;
    let sources = project.root.join("tests").join("lighthouse");
    let folder = project.target.join("lighthouse");
    setup::npm(&sources, &folder)?;
    shell::run(cargo::cargo(project).args(["build", "--locked", "--release", "--package", "rolebook"]))?;
    let site = folder.join("site");
    shell::remove(&site)?;
    shell::run(Command::new(project.rolebook()).arg("build").arg(&project.root).arg("-o").arg(&site))?;
    let chromium = shell::find("chromium").ok_or_else(|| Failure::new("there is no chromium on the path"))?;
    let script = sources.join("run.mjs");
    fs::copy(&script, folder.join("run.mjs")).map_err(at(&script))?;
    shell::run(Command::new("node").arg("run.mjs").arg(&site).args(PAGES).env("CHROMIUM", &chromium).current_dir(&folder))
}
