//! The command line: one file a command. Terminal output lives here, and nowhere else.

mod build;
mod coverage;
mod image_store;
mod progress;
mod project;
mod theme;

use std::{
    io::{IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Rolebook makes hiring playbooks: Markdown pages and YAML records in, a cross-linked site out.
#[derive(Parser)]
#[command(name = "rolebook", version, arg_required_else_help = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the playbook into its output folder.
    ///
    /// With a mistake anywhere nothing is published: every mistake is listed with its place, and the last good output stays.
    Build {
        #[command(flatten)]
        common: Common,
        /// Publish into a folder that already holds files which Rolebook didn't write; they stay.
        #[arg(long)]
        force: bool,
    },
    /// Find every mistake, and write nothing.
    Check {
        #[command(flatten)]
        common: Common,
        /// Print a report on standard output; mistakes then go to standard error. `--format json` prints both as JSON
        #[arg(long, value_enum, value_name = "REPORT")]
        report: Option<Report>,
    },
    /// Test the playbook's theme, or copy one of its templates
    #[command(subcommand)]
    Theme(theme::Theme),
}

#[derive(Args, Default)]
struct Common {
    /// The playbook's folder [default: the nearest folder upwards with a rolebook.yaml, else this one]
    root: Option<PathBuf>,
    /// Where the site goes [default: `output` in the playbook's folder]
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Where the site will be published, for canonical links and the 404 page
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Build drafts as well
    #[arg(long)]
    drafts: bool,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// How mistakes are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Say nothing but what is wrong
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say what was done
    #[arg(short, long)]
    verbose: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Report {
    /// Which competencies each role's interviews give evidence of, by stage and question, and what they leave out
    Coverage,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With an excerpt and a hint
    #[default]
    Human,
    /// A line each: path:line:column: severity[code]: message
    Short,
    /// A JSON array
    Json,
    /// Annotations of GitHub's workflows
    Github,
}

/// Everything is well.
const OK: u8 = 0;
/// The playbook has mistakes, or couldn't be published.
const FAILED: u8 = 1;
/// The command line is wrong.
const USAGE: u8 = 2;

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version are no errors; either way there is nothing to do when the terminal is gone.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { USAGE } else { OK });
        }
    };
    ExitCode::from(match arguments.command {
        Command::Build { common, force } => {
            build::build(&common, if force { rolebook::publish::Adopt::Force } else { rolebook::publish::Adopt::Refuse })
        }
        Command::Check { common, report } => build::check(&common, report),
        Command::Theme(command) => theme::run(&command),
    })
}

/// Writes to standard output; a reader that went away is no error of ours.
fn say(text: &str) {
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}

/// Writes to standard error.
fn complain(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}

/// Whether standard error takes colours (<https://no-color.org>).
#[expect(clippy::disallowed_methods, reason = "the terminal's wishes are read here")]
fn is_colourful() -> bool {
    let is_set = |name| std::env::var(name).is_ok_and(|value| !value.is_empty());
    std::io::stderr().is_terminal() && !is_set("NO_COLOR") && std::env::var("TERM").as_deref() != Ok("dumb")
}
