//! `rolebook theme check` and `rolebook theme eject`.
#![expect(clippy::disallowed_methods, reason = "a template is copied to the disk")]

use std::{fs, io::Write as _, path::PathBuf};

use clap::{Args, Subcommand};
use rolebook::{
    config, diagnostic, records, render,
    theme::{self, Ejection},
};

use super::{
    Common, FAILED, Format, OK,
    build::{self, Out},
    complain,
    project::Project,
    say,
};

#[derive(Subcommand)]
pub enum Theme {
    /// Test the playbook's theme against the theme contract: templates, tokens, directives, contrast, words
    Check(Check),
    /// Copy a template of the theme below into this playbook's theme, to change the copy
    Eject(Eject),
}

#[derive(Args)]
pub struct Check {
    /// The playbook's folder [default: the nearest folder upwards with a rolebook.yaml, else this one]
    root: Option<PathBuf>,
    /// Take warnings for errors
    #[arg(long)]
    strict: bool,
    /// How mistakes are printed
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Say nothing but what is wrong
    #[arg(short, long)]
    quiet: bool,
}

#[derive(Args)]
pub struct Eject {
    /// The template, such as `partials/header.html`
    #[arg(required_unless_present = "list")]
    template: Option<String>,
    /// List the templates that can be copied
    #[arg(long, conflicts_with = "template")]
    list: bool,
    /// The playbook's folder [default: the nearest folder upwards with a rolebook.yaml, else this one]
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

/// Does what is asked of the theme.
pub fn run(command: &Theme) -> u8 {
    match command {
        Theme::Check(arguments) => check(arguments),
        Theme::Eject(arguments) => eject(arguments),
    }
}

fn check(arguments: &Check) -> u8 {
    let Check { root, strict, format, quiet } = arguments;
    let common = Common { root: root.clone(), strict: *strict, format: *format, quiet: *quiet, ..Common::default() };
    let project = match Project::find(&common) {
        Ok(project) => project,
        Err(problem) => return build::wrong_usage(&problem),
    };
    let (config, mut found) = config::load(&project.sources, &project.options);
    let (kinds, more) = records::custom::load(&project.sources);
    found.extend(more);
    found.extend(theme::contract::check(&project.sources, &config, &kinds, render::set_up));
    diagnostic::sort(&mut found);
    build::print(&common, &project, &found, None, Out::Free);
    if !quiet {
        let line = format!("theme `{}`: {}\n", config.theme, build::counts(&found));
        if *format == Format::Human && found.is_empty() { say(&line) } else { complain(&line) }
    }
    let is_bad = found.iter().any(diagnostic::Diagnostic::is_error) || (*strict && !found.is_empty());
    if is_bad { FAILED } else { OK }
}

fn eject(arguments: &Eject) -> u8 {
    let common = Common { root: arguments.root.clone(), ..Common::default() };
    let project = match Project::find(&common) {
        Ok(project) => project,
        Err(problem) => return build::wrong_usage(&problem),
    };
    let (config, _) = config::load(&project.sources, &project.options);
    let ejection = Ejection::of(&project.sources, &config);
    let Some(name) = &arguments.template else {
        say(&ejection.names().map(|name| format!("{name}\n")).collect::<String>());
        return OK;
    };
    let result = ejection.find(name).and_then(|copy| {
        write(&project.root.join(&*copy.to), &copy.bytes).map_err(|problem| format!("{} {problem}", copy.to))?;
        Ok(format!("{} is a copy of {}, and no longer follows its updates\n", copy.to, copy.from))
    });
    match result {
        Ok(line) => {
            say(&line);
            OK
        }
        Err(problem) => {
            complain(&format!("error: {problem}\n"));
            FAILED
        }
    }
}

/// Writes a file that isn't there yet.
fn write(path: &std::path::Path, bytes: &[u8]) -> Result<(), String> {
    let in_words = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => "is there already, and stays as it is".to_owned(),
        _ => format!("can't be written: {error}"),
    };
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(in_words)?;
    let mut file = fs::File::create_new(path).map_err(in_words)?;
    file.write_all(bytes).map_err(in_words)
}
