//! `rolebook build` and `rolebook check`.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use rolebook::{
    Build, Builder, Lifetime, Site,
    config::Variants,
    diagnostic::{
        Code, Diagnostic, Severity,
        report::{self, Colour, Refusal},
    },
    playbook::Address,
    publish::{Adopt, PublishError, Publisher, Report, Retention},
    sources::{Disk, SourcePath},
};

use super::{
    Common, FAILED, Format, OK, USAGE, complain, coverage, image_store::ImageStore, is_colourful, progress::Progress, project::Project, say,
};

/// Builds and publishes.
pub fn build(common: &Common, adopt: Adopt) -> u8 {
    let start = Instant::now();
    let project = match Project::find(common) {
        Ok(project) => project,
        Err(problem) => return wrong_usage(&problem),
    };
    // The output folder is known when the configuration is read; it is asked for here already, so that outputs can go there one by one.
    let (config, found) = rolebook::config::load(&project.sources, &project.options);
    let output = project.output(&config.paths.output);
    let would_mix = found.iter().any(|diagnostic| diagnostic.code == Code::OutputHoldsSources);
    let opened = if would_mix { None } else { Some(Publisher::open(&project.state(), &output, adopt)) };
    // What is wrong in the playbook is said even when its site has nowhere to go.
    let (publisher, refused) = match opened.transpose() {
        Ok(publisher) => (publisher, None),
        Err(error) => (None, Some(error)),
    };
    let staging = Staging { publisher: publisher.as_ref(), sources: &project.sources, failed: Mutex::default() };
    // Where nothing is published, nothing is kept beside it either.
    let builder = if publisher.is_some() { Builder::with_store(Arc::new(ImageStore::new(project.images()))) } else { Builder::new() };
    let build = run(builder, common, &project, &staging);
    let failed = staging.failed.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Two things at one address were told with their places.
    let is_told = |error: &PublishError| matches!(error, PublishError::Clash { .. }) && build.has_errors();
    let published = match (refused.or(failed.filter(|error| !is_told(error))), publisher) {
        (Some(error), _) => Err(error),
        (None, Some(publisher)) if !is_bad(common, &build) => publisher.commit().map(Some),
        (None, _) => Ok(None),
    };
    print(common, &project, &build.diagnostics, published.as_ref().err(), Out::Free);
    if let Ok(Some(published)) = published {
        let shown = output.strip_prefix(std::path::absolute(".").unwrap_or_default()).unwrap_or(&output).display().to_string();
        summary(common, &build, start.elapsed(), &format!(" → {shown}/"), Out::Free);
        details(common, &build, &published);
        return OK;
    }
    summary(common, &build, start.elapsed(), "; nothing was published", Out::Free);
    FAILED
}

/// Finds mistakes, and prints a report where one is asked for.
pub fn check(common: &Common, wanted: Option<super::Report>) -> u8 {
    let start = Instant::now();
    let mut project = match Project::find(common) {
        Ok(project) => project,
        Err(problem) => return wrong_usage(&problem),
    };
    project.options.variants = Variants::Sure;
    let builder = Builder::with_store(Arc::new(ImageStore::new(project.images())));
    let build = run(builder, common, &project, &Nowhere);
    let out = if wanted.is_some() { Out::Taken } else { Out::Free };
    print(common, &project, &build.diagnostics, None, out);
    match wanted {
        Some(super::Report::Coverage) if common.format == Format::Json => say(&coverage::json(&build.coverage)),
        Some(super::Report::Coverage) => say(&coverage::text(&build.coverage)),
        None => {}
    }
    summary(common, &build, start.elapsed(), "", out);
    if is_bad(common, &build) { FAILED } else { OK }
}

fn run(mut builder: Builder, common: &Common, project: &Project, site: &dyn Site) -> Build {
    let progress = if common.quiet { Progress::hidden() } else { Progress::shown() };
    let build = builder.build(&project.sources, &project.options, site, &progress);
    progress.finish();
    build
}

/// Whether too much is wrong to publish.
fn is_bad(common: &Common, build: &Build) -> bool {
    build.has_errors() || (common.strict && !build.diagnostics.is_empty())
}

/// Whether standard output is free for what is wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Out {
    Free,
    /// A report goes there.
    Taken,
}

/// Prints what is wrong.
pub fn print(common: &Common, project: &Project, diagnostics: &[Diagnostic], refused: Option<&PublishError>, out: Out) {
    let format = match common.format {
        Format::Human => report::Format::Human { colour: if is_colourful() { Colour::Ansi } else { Colour::None } },
        Format::Short => report::Format::Short,
        Format::Json => report::Format::Json,
        Format::Github => report::Format::Github { root: project.way_from_workspace() },
    };
    let text = match refused {
        Some(error) => {
            let path = error.path().unwrap_or(&project.root).display().to_string();
            report::print_refused(diagnostics, &Refusal { message: error.to_string(), path }, &project.sources, &format)
        }
        None => report::print(diagnostics, &project.sources, &format),
    };
    if common.format == Format::Human || out == Out::Taken { complain(&text) } else { say(&text) }
}

/// The line that a run ends with. Machines read standard output, so then it goes to the other one.
fn summary(common: &Common, build: &Build, time: Duration, ending: &str, out: Out) {
    if common.quiet {
        return;
    }
    let counts = counts(&build.diagnostics);
    let pages = plural(build.pages, "page");
    let records = plural(build.records, "record");
    let line = format!("{pages}, {records}, {counts}, {:.2} s{ending}\n", time.as_secs_f64());
    if common.format == Format::Human && !build.has_errors() && out == Out::Free { say(&line) } else { complain(&line) }
}

/// How many errors, if any, and warnings there are.
pub fn counts(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.code.severity() == severity).count();
    let warnings = plural(count(Severity::Warning), "warning");
    match count(Severity::Error) {
        0 => warnings,
        errors => format!("{}, {warnings}", plural(errors, "error")),
    }
}

fn details(common: &Common, build: &Build, report: &Report) {
    if common.verbose {
        say(&format!(
            "{} parsed, {} rendered, {} made; {} written, {} unchanged, {} removed, {} kept for one more build\n",
            plural(build.parsed, "file"),
            plural(build.rendered.len(), "output"),
            plural(build.encoded, "smaller image"),
            plural(report.written, "file"),
            report.unchanged,
            report.removed,
            report.kept
        ));
    }
    if let Some(leftover) = &report.leftover {
        complain(&format!("warning: the folder {} couldn't be removed; it can be deleted\n", leftover.display()));
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

pub fn wrong_usage(problem: &str) -> u8 {
    complain(&format!("error: {problem}\n\nFor more information, try 'rolebook --help'.\n"));
    USAGE
}

/// Outputs on their way to the disk.
struct Staging<'a> {
    publisher: Option<&'a Publisher>,
    sources: &'a Disk,
    failed: Mutex<Option<PublishError>>,
}

impl Staging<'_> {
    fn note(&self, result: Option<Result<(), PublishError>>) {
        if let Some(Err(error)) = result {
            self.failed.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
        }
    }
}

impl Site for Staging<'_> {
    fn put(&self, address: &Address, bytes: &[u8], lifetime: Lifetime) {
        let retention = match lifetime {
            Lifetime::Build => Retention::Normal,
            Lifetime::OneMore => Retention::OneMoreBuild,
        };
        self.note(self.publisher.map(|publisher| publisher.put(address, bytes, retention)));
    }

    fn copy(&self, address: &Address, from: &SourcePath) {
        self.note(self.publisher.map(|publisher| publisher.copy(address, &self.sources.locate(from))));
    }

    /// The first build of a builder keeps nothing.
    fn keep(&self, _: &Address) {}
}

/// Outputs that nobody wants.
struct Nowhere;

impl Site for Nowhere {
    fn put(&self, _: &Address, _: &[u8], _: Lifetime) {}
    fn copy(&self, _: &Address, _: &SourcePath) {}
    fn keep(&self, _: &Address) {}
}
