//! `cargo xtask`: what the project runs on itself.

mod bench;
mod browser;
mod cargo;
mod corpus;
mod fonts;
mod html;
mod lighthouse;
mod pictures;
mod project;
mod sample;
mod setup;
mod shell;
mod steps;

use std::process::ExitCode;

use project::Project;
use shell::{Failure, Outcome};

const HELP: &str = "\
What the project runs on itself.

Usage: cargo xtask COMMAND

Commands:
  test [--only STEP]...              Everything that must hold, in the order below; with --only, these steps alone
  bench build [--pages N] [--runs N] Time and peak memory of a build from nothing: 10,000 pages, three runs
  lighthouse                         Lighthouse's mobile profile on pages of the project's own playbook
  pictures                           README's pictures, from the project's own playbook
  fonts                              Copies the default theme's fonts from their npm packages
  help                               This text

Steps of test:
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments.iter().map(String::as_str).collect::<Vec<_>>()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(arguments: &[&str]) -> Outcome {
    match arguments {
        [] | ["help" | "--help" | "-h", ..] => {
            print!("{HELP}{}", steps::list());
            Ok(())
        }
        ["test", rest @ ..] => steps::run(&Project::find()?, &only(rest)?),
        ["bench", "build", rest @ ..] => bench::build(&Project::find()?, sizes(rest)?),
        ["lighthouse"] => lighthouse::run(&Project::find()?),
        ["pictures"] => pictures::run(&Project::find()?),
        ["fonts"] => fonts::copy(&Project::find()?),
        other => Err(Failure::new(format!("`{}` is no command; `cargo xtask help` lists them", other.join(" ")))),
    }
}

/// The steps that `--only` names.
fn only<'a>(arguments: &[&'a str]) -> Outcome<Vec<&'a str>> {
    let mut names = Vec::new();
    let mut rest = arguments;
    while let [first, others @ ..] = rest {
        match (first.strip_prefix("--only="), others) {
            (Some(name), _) => {
                names.push(name);
                rest = others;
            }
            (None, [name, others @ ..]) if *first == "--only" => {
                names.push(name);
                rest = others;
            }
            _ => return Err(Failure::new(format!("`{first}` is no argument of test; it takes `--only STEP`"))),
        }
    }
    Ok(names)
}

/// How large the measured playbook is, and how often it is built.
fn sizes(arguments: &[&str]) -> Outcome<bench::Sizes> {
    let mut sizes = bench::Sizes::default();
    for pair in arguments.chunks(2) {
        let [name, value] = pair else { return Err(Failure::new(format!("`{}` lacks its number", pair.join(" ")))) };
        let number = value.parse::<usize>().ok().filter(|number| *number > 0);
        let number = number.ok_or_else(|| Failure::new(format!("`{value}` is no number above zero")))?;
        match *name {
            "--pages" => sizes.pages = number,
            "--runs" => sizes.runs = number,
            other => return Err(Failure::new(format!("`{other}` is no argument of bench build; it takes `--pages N` and `--runs N`"))),
        }
    }
    Ok(sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_takes_both_spellings_and_nothing_else() {
        assert_eq!(only(&["--only", "fmt", "--only=docs"]).unwrap(), ["fmt", "docs"]);
        assert!(only(&[]).unwrap().is_empty());
        assert!(only(&["--only"]).is_err());
        assert!(only(&["fmt"]).is_err());
    }

    #[test]
    fn sizes_have_defaults_and_refuse_what_is_no_number() {
        assert_eq!(sizes(&[]).unwrap(), bench::Sizes { pages: 10_000, runs: 3 });
        assert_eq!(sizes(&["--pages", "50", "--runs", "1"]).unwrap(), bench::Sizes { pages: 50, runs: 1 });
        assert!(sizes(&["--pages"]).is_err());
        assert!(sizes(&["--pages", "0"]).is_err());
        assert!(sizes(&["--sizes", "5"]).is_err());
    }

    #[test]
    fn what_is_no_command_is_refused() {
        assert!(dispatch(&["tset"]).is_err());
        assert!(dispatch(&["bench"]).is_err());
    }
}
