//! Sites to look at: the project's own playbook as it is and below a path, and the fixture with everything a page can hold.

use std::{fs, path::Path, process::Command};

use crate::{
    cargo,
    project::Project,
    shell::{self, Failure, Outcome, at},
};

/// The addresses that the playbook and the fixture are built for when they are to lie below a path.
const ADDRESS: &str = "https://example.com/guides/hiring/";
const FIXTURE_ADDRESS: &str = "https://example.com/any/path/";

/// The day of these builds, noon of 24 November 2026: the playbook's own figures and reviews grow old, and that is no fault of the program.
const DAY: &str = "1795521600";

/// Builds every site into its own folder, from nothing.
pub(crate) fn run(project: &Project) -> Outcome<String> {
    shell::run(cargo::cargo(project).args(["build", "--locked", "--release", "--package", "rolebook"]))?;
    let sites = project.sites();
    shell::remove(&sites)?;
    let plain = fixture(project, "features", "")?;
    let folders = fixture(project, "folder", "urls: folder\n")?;
    let briefing = fixture(project, "briefing", "theme: briefing\n")?;
    let orchard = fixture(project, "orchard", "theme: orchard\n")?;
    let builds = [
        build(project, &project.root, "root", &["--strict"])?,
        build(project, &project.root, "sub/guides/hiring", &["--strict", "--base-url", ADDRESS])?,
        build(project, &plain, "features", &[])?,
        build(project, &plain, "based/any/path", &["--base-url", FIXTURE_ADDRESS])?,
        build(project, &folders, "folder", &[])?,
        build(project, &briefing, "briefing", &[])?,
        build(project, &orchard, "orchard", &[])?,
    ];
    Ok(builds.join(", "))
}

/// A copy of the fixture playbook under the target folder, so that its build leaves nothing beside its sources.
fn fixture(project: &Project, name: &str, settings: &str) -> Outcome<std::path::PathBuf> {
    let folder = project.target.join("playbooks").join(name);
    shell::remove(&folder)?;
    shell::copy(&project.browser_sources().join("playbook"), &folder)?;
    let path = folder.join("rolebook.yaml");
    let written = fs::read_to_string(&path).map_err(at(&path))?;
    fs::write(&path, written + settings).map_err(at(&path))?;
    Ok(folder)
}

/// Builds one site; answers how many pages it has, which is never none.
fn build(project: &Project, playbook: &Path, name: &str, options: &[&str]) -> Outcome<String> {
    let output = project.sites().join(name);
    shell::run(
        Command::new(project.rolebook()).arg("build").arg(playbook).arg("-o").arg(&output).args(options).env("SOURCE_DATE_EPOCH", DAY),
    )?;
    match shell::files(&output, ".html")?.len() {
        0 => Err(Failure::new(format!("{} has no page", output.display()))),
        pages => Ok(format!("{name}: {pages} pages")),
    }
}
