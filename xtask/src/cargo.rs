//! The steps that Cargo does.

use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

use crate::{
    project::Project,
    shell::{self, Failure, Outcome},
};

/// Cargo, in the project's folder.
pub(crate) fn cargo(project: &Project) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&project.root);
    command
}

pub(crate) fn fmt(project: &Project) -> Outcome<String> {
    shell::run(cargo(project).args(["fmt", "--all", "--check"]))?;
    Ok("formatted".to_owned())
}

pub(crate) fn clippy(project: &Project) -> Outcome<String> {
    shell::run(cargo(project).args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    Ok("no warning".to_owned())
}

pub(crate) fn docs(project: &Project) -> Outcome<String> {
    let arguments = ["doc", "--locked", "--workspace", "--no-deps", "--document-private-items"];
    shell::run(cargo(project).args(arguments).env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok("no warning".to_owned())
}

/// Runs the tests, passing their output on and adding up what each binary says at its end. Snapshots are compared, never written.
pub(crate) fn test(project: &Project) -> Outcome<String> {
    let mut command = cargo(project);
    command.args(["test", "--locked", "--workspace", "--no-fail-fast"]).env("INSTA_UPDATE", "no").stdout(Stdio::piped());
    let line = shell::line(&command);
    println!("$ {line}");
    let mut child = command.spawn()?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        for words in BufReader::new(output).lines() {
            let words = words?;
            println!("{words}");
            tally.add(&words);
        }
    }
    let status = child.wait()?;
    let sum = format!("{} passed, {} failed, {} ignored in {} test binaries", tally.passed, tally.failed, tally.ignored, tally.binaries);
    if !status.success() {
        return Err(Failure::new(format!("{sum}; `{line}` failed ({status})")));
    }
    if tally.passed == 0 { Err(Failure::new(format!("{sum}: no test ran"))) } else { Ok(sum) }
}

/// What the closing lines of test binaries add up to.
#[derive(Debug, Default, PartialEq)]
struct Tally {
    binaries: usize,
    passed: usize,
    failed: usize,
    ignored: usize,
}

impl Tally {
    /// Adds a line such as `test result: ok. 5 passed; 0 failed; 1 ignored; …`; any other line is nothing to it.
    fn add(&mut self, line: &str) {
        let Some((_, counts)) = line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". ")) else { return };
        self.binaries += 1;
        for part in counts.split(';') {
            let Some((number, what)) = part.trim().split_once(' ') else { continue };
            let Ok(number) = number.parse::<usize>() else { continue };
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines_add_up() {
        let mut tally = Tally::default();
        tally.add("running 3 tests");
        tally.add("test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 2 filtered out; finished in 0.10s");
        tally.add("test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s");
        assert_eq!(tally, Tally { binaries: 2, passed: 7, failed: 3, ignored: 1 });
    }
}
