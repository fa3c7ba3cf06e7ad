//! The Nu HTML checker on every page of the built sites.

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    project::Project,
    shell::{self, Failure, Outcome},
};

/// How many pages one run of the checker takes, for the length of its command line.
const PAGES_AT_ONCE: usize = 500;

/// How many errors are shown.
const SHOWN: usize = 40;

/// Checks every page; errors fail, warnings are counted.
pub(crate) fn run(project: &Project) -> Outcome<String> {
    let jar = project.browser().join("node_modules/vnu-jar/build/dist/vnu.jar");
    if !jar.is_file() {
        return Err(Failure::new("the checker isn't installed; run `cargo xtask test --only setup`"));
    }
    if !project.sites().is_dir() {
        return Err(Failure::new("no site is built; run `cargo xtask test --only sample`"));
    }
    let pages = shell::files(&project.sites(), ".html")?;
    if pages.is_empty() {
        return Err(Failure::new("the built sites have no page"));
    }
    let mut verdict = Verdict::default();
    for some in pages.chunks(PAGES_AT_ONCE) {
        verdict.add(&check(&jar, some)?);
    }
    let found = format!("{} pages, {verdict}", pages.len());
    println!("{found}");
    if verdict.errors.is_empty() {
        return Ok(found);
    }
    for error in verdict.errors.iter().take(SHOWN) {
        println!("  {error}");
    }
    if verdict.errors.len() > SHOWN {
        println!("  … and {} more", verdict.errors.len() - SHOWN);
    }
    Err(Failure::new(found))
}

/// What the checker says of some pages, a message a line.
fn check(jar: &Path, pages: &[PathBuf]) -> Outcome<String> {
    let output =
        Command::new("java").arg("-jar").arg(jar).args(["--format", "gnu"]).args(pages).env_remove("JAVA_TOOL_OPTIONS").output()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let mut verdict = Verdict::default();
    verdict.add(&said);
    if output.status.success() == verdict.errors.is_empty() {
        Ok(said)
    } else {
        Err(Failure::new(format!("the checker ended with {} and said:\n{said}{}", output.status, String::from_utf8_lossy(&output.stdout))))
    }
}

/// The checker's messages, sorted by how bad they are.
#[derive(Debug, Default, PartialEq)]
struct Verdict {
    errors: Vec<String>,
    warnings: usize,
    hints: usize,
}

impl Verdict {
    /// Adds messages such as `"file:/a.html":1.2-3.4: error: …`, one a line; what can't be read counts as an error.
    fn add(&mut self, said: &str) {
        for line in said.lines().filter(|line| !line.trim().is_empty()) {
            let kind = line.strip_prefix('"').and_then(|rest| rest.split_once("\":")).and_then(|(_, rest)| rest.split(": ").nth(1));
            match kind {
                Some("info warning") => self.warnings += 1,
                Some("info") => self.hints += 1,
                _ => self.errors.push(line.to_owned()),
            }
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} errors, {} warnings, {} hints", self.errors.len(), self.warnings, self.hints)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_sorted_and_what_is_unknown_is_an_error() {
        let mut verdict = Verdict::default();
        verdict.add(concat!(
            "\"file:/site/a.html\":1.2-3.4: error: Element \"x\": not allowed here.\n",
            "\"file:/site/a.html\":5.2-5.4: info warning: Consider a heading.\n",
            "\"file:/site/b.html\":7.1-7.9: info: Trailing slash.\n",
            "Exception in thread \"main\": out of memory\n",
        ));
        assert_eq!((verdict.errors.len(), verdict.warnings, verdict.hints), (2, 1, 1));
        assert_eq!(verdict.to_string(), "2 errors, 1 warnings, 1 hints");
    }
}
