//! What a fresh Debian machine with Rust lacks for the tests: Debian's packages, Rust's components, npm's packages.

use std::{fs, os::unix::fs::MetadataExt, path::Path, process::Command};

use crate::{
    project::Project,
    shell::{self, Failure, Outcome, at},
};

/// A program that the tests start, and the Debian packages that bring it.
const PROGRAMS: &[(&str, &[&str])] =
    &[("chromium", &["chromium"]), ("node", &["nodejs", "npm"]), ("npm", &["npm"]), ("java", &["default-jre-headless"])];

/// What Cargo needs beyond the compiler: the component and the command that it brings.
const COMPONENTS: &[(&str, &str)] = &[("rustfmt", "fmt"), ("clippy", "clippy")];

/// The oldest Node.js that the browser tests run on, which is Debian 12's.
const OLDEST_NODE: u32 = 18;

/// Installs what is missing; without root, names it and stops.
pub(crate) fn run(project: &Project) -> Outcome<String> {
    let debian = debian()?;
    let rust = rust()?;
    node_is_new_enough()?;
    let npm = npm(&project.browser_sources(), &project.browser())?;
    Ok(format!("{debian}; {rust}; {npm}"))
}

fn debian() -> Outcome<String> {
    let packages = missing(|program| shell::find(program).is_some());
    if packages.is_empty() {
        return Ok("nothing missing from Debian".to_owned());
    }
    let install = format!("apt-get update && apt-get install -y --no-install-recommends {}", packages.join(" "));
    if shell::find("apt-get").is_none() {
        return Err(Failure::new(format!("missing: {}; there is no apt-get here to install them with", packages.join(", "))));
    }
    if !is_root() {
        return Err(Failure::new(format!("missing: {}; as root, run:\n  {install}", packages.join(", "))));
    }
    shell::run_quietly(Command::new("apt-get").arg("update"))?;
    let arguments = ["install", "-y", "--no-install-recommends"].iter().chain(&packages);
    shell::run_quietly(Command::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))?;
    let still = missing(|program| shell::find(program).is_some());
    if still.is_empty() {
        Ok(format!("installed {}", packages.join(", ")))
    } else {
        Err(Failure::new(format!("still missing: {}", still.join(", "))))
    }
}

/// The Debian packages of the programs that aren't there.
fn missing(is_there: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let absent = PROGRAMS.iter().filter(|(program, _)| !is_there(program));
    let mut packages: Vec<_> = absent.flat_map(|(_, packages)| packages.iter().copied()).collect();
    packages.sort_unstable();
    packages.dedup();
    packages
}

/// Whether this process runs as root, asked of the kernel's own files.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

fn rust() -> Outcome<String> {
    let absent: Vec<_> = COMPONENTS
        .iter()
        .filter(|(_, command)| !shell::succeeds(Command::new("cargo").args([*command, "--version"])))
        .map(|(component, _)| *component)
        .collect();
    if absent.is_empty() {
        return Ok("Rust complete".to_owned());
    }
    if shell::find("rustup").is_none() {
        return Err(Failure::new(format!("missing from Rust: {}; there is no rustup here to add them with", absent.join(", "))));
    }
    shell::run(Command::new("rustup").args(["component", "add"]).args(&absent))?;
    Ok(format!("added {}", absent.join(", ")))
}

fn node_is_new_enough() -> Outcome {
    let output = Command::new("node").arg("--version").output()?;
    let version = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    match major(&version) {
        Some(number) if number >= OLDEST_NODE => Ok(()),
        _ => Err(Failure::new(format!("node is {version}; the browser tests need {OLDEST_NODE} or later"))),
    }
}

/// The first number of a version such as `v18.20.4`.
fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

/// Installs the npm packages as the lock file has them, unless that was done already.
pub(crate) fn npm(sources: &Path, folder: &Path) -> Outcome<String> {
    const FILES: [&str; 3] = [".npmrc", "package.json", "package-lock.json"];
    let stamp = folder.join("installed");
    let mut wanted = String::new();
    for name in FILES {
        let path = sources.join(name);
        wanted += &fs::read_to_string(&path).map_err(at(&path))?;
    }
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok("npm packages as locked".to_owned());
    }
    fs::create_dir_all(folder).map_err(at(folder))?;
    for name in FILES {
        fs::copy(sources.join(name), folder.join(name)).map_err(at(folder))?;
    }
    let _ = fs::remove_file(&stamp);
    shell::run(Command::new("npm").arg("ci").current_dir(folder))?;
    fs::write(&stamp, wanted).map_err(at(&stamp))?;
    Ok("npm packages installed".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_asked_for() {
        assert!(missing(|_| true).is_empty());
        assert_eq!(missing(|program| program != "java"), ["default-jre-headless"]);
        assert_eq!(missing(|program| program != "node"), ["nodejs", "npm"]);
        assert_eq!(missing(|_| false), ["chromium", "default-jre-headless", "nodejs", "npm"]);
    }

    #[test]
    fn versions_begin_with_a_number() {
        assert_eq!(major("v18.20.4"), Some(18));
        assert_eq!(major(""), None);
    }
}
