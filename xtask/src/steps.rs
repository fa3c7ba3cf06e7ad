//! The steps of `cargo xtask test`, and how they are run.

use std::time::{Duration, Instant};

use crate::{
    browser, cargo, fonts, html,
    project::Project,
    sample, setup,
    shell::{Failure, Outcome},
};

/// One thing that must hold. Its work shows its own output and answers what it found in a few words.
struct Step {
    name: &'static str,
    about: &'static str,
    /// Steps whose failure makes this one pointless.
    needs: &'static [&'static str],
    work: fn(&Project) -> Outcome<String>,
}

const STEPS: &[Step] = &[
    Step { name: "setup", about: "Chromium, Node.js, npm and Java from Debian, and the locked npm packages", needs: &[], work: setup::run },
    Step { name: "fonts", about: "the theme's fonts are those of the pinned packages", needs: &["setup"], work: fonts::check },
    Step { name: "fmt", about: "formatting", needs: &["setup"], work: cargo::fmt },
    Step { name: "clippy", about: "lints, warnings as errors", needs: &["setup"], work: cargo::clippy },
    Step { name: "docs", about: "documentation, warnings as errors", needs: &["setup"], work: cargo::docs },
    Step { name: "test", about: "unit, snapshot and site tests", needs: &["setup"], work: cargo::test },
    Step {
        name: "sample",
        about: "the project's own playbook and the fixture, built with the release binary",
        needs: &["setup"],
        work: sample::run,
    },
    Step { name: "html", about: "the Nu HTML checker on every built page", needs: &["setup", "sample"], work: html::run },
    Step { name: "browser", about: "links, accessibility and layout in Chromium", needs: &["setup", "sample"], work: browser::run },
];

/// How a step ended.
enum End {
    Passed(String),
    Failed(Failure),
    Skipped(&'static str),
}

/// The steps and what they are about, one a line.
pub(crate) fn list() -> String {
    STEPS.iter().map(|step| format!("  {:<8} {}\n", step.name, step.about)).collect()
}

/// Runs the steps in order, those named or all; fails when one does. Only a failed set-up stops the rest.
pub(crate) fn run(project: &Project, only: &[&str]) -> Outcome {
    let steps = choose(only)?;
    let mut ends: Vec<(&Step, End, Duration)> = Vec::new();
    for step in steps {
        let unmet = step.needs.iter().find(|need| ends.iter().any(|(done, end, _)| done.name == **need && !matches!(end, End::Passed(_))));
        let began = Instant::now();
        let end = match unmet {
            Some(need) => End::Skipped(need),
            None => {
                println!("\n== {}: {}", step.name, step.about);
                (step.work)(project).map_or_else(End::Failed, End::Passed)
            }
        };
        if let End::Failed(failure) = &end {
            println!("FAIL {}: {failure}", step.name);
        }
        ends.push((step, end, began.elapsed()));
    }
    report(&ends)
}

/// The named steps in the order of the list; all when none is named.
fn choose(only: &[&str]) -> Outcome<Vec<&'static Step>> {
    if let Some(unknown) = only.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(Failure::new(format!("`{unknown}` is no step; these are:\n{}", list())));
    }
    Ok(STEPS.iter().filter(|step| only.is_empty() || only.contains(&step.name)).collect())
}

/// Prints a line a step; fails when one failed.
fn report(ends: &[(&Step, End, Duration)]) -> Outcome {
    println!();
    let mut failed = Vec::new();
    for (step, end, took) in ends {
        let (word, note) = match end {
            End::Passed(note) => ("ok", note.clone()),
            End::Failed(failure) => {
                failed.push(step.name);
                ("FAIL", failure.to_string())
            }
            End::Skipped(need) => ("skip", format!("needs {need}")),
        };
        println!("{word:<4} {:<8} {:>6.1} s  {note}", step.name, took.as_secs_f64());
    }
    let passed = ends.iter().filter(|(_, end, _)| matches!(end, End::Passed(_))).count();
    println!("{passed} steps passed, {} failed, {} skipped", failed.len(), ends.len() - passed - failed.len());
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(format!("failed: {}", failed.join(", ")))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_run_in_the_order_of_the_list_whatever_the_order_asked_for() {
        let names: Vec<_> = choose(&["html", "fmt"]).unwrap().iter().map(|step| step.name).collect();
        assert_eq!(names, ["fmt", "html"]);
        assert_eq!(choose(&[]).unwrap().len(), STEPS.len());
        assert!(choose(&["formatting"]).is_err());
    }

    #[test]
    fn a_step_needs_earlier_steps_only() {
        for (index, step) in STEPS.iter().enumerate() {
            for need in step.needs {
                assert!(STEPS[..index].iter().any(|earlier| earlier.name == *need), "{} needs {need}", step.name);
            }
        }
    }

    #[test]
    fn one_failure_fails_the_run() {
        let ended = |end| (&STEPS[0], end, Duration::ZERO);
        assert!(report(&[ended(End::Passed(String::new()))]).is_ok());
        assert!(report(&[ended(End::Passed(String::new())), ended(End::Failed(Failure::new("broken")))]).is_err());
    }
}
