//! A build, from sources to outputs; and the next one, which renders what changed.

use std::{collections::BTreeMap, sync::Arc};

use rayon::prelude::*;

use crate::{
    config::{self, Overrides, Variants},
    diagnostic::{Diagnostic, Told},
    history,
    images::{self, Making, Store},
    library,
    markdown::Highlighter,
    playbook::{self, Address, Addresses, Coverage, Material, Output, Playbook, Query, View},
    records,
    render::{self, Body, Findings, Renderer},
    rules,
    sources::{SourcePath, Sources},
    theme,
    yaml::Locators,
};

/// Builds a playbook, again and again; each build gives what the first would give of the same sources.
#[derive(Default)]
pub struct Builder {
    highlighter: Arc<Highlighter>,
    library: library::Memo,
    theme: theme::Memo,
    images: images::Memo,
    bodies: BTreeMap<Address, Arc<Body>>,
    kept: BTreeMap<Output, Kept>,
}

/// What is remembered of an output: the questions that it was made from.
struct Kept(Findings);

/// What the command line says.
pub type Options = Overrides;

/// Where outputs go, one by one and from several threads.
pub trait Site: Sync {
    /// An output was rendered, or is an asset of the theme.
    fn put(&self, address: &Address, bytes: &[u8], lifetime: Lifetime);

    /// A file is published as it is.
    fn copy(&self, address: &Address, from: &SourcePath);

    /// An output is what it was in the build before.
    fn keep(&self, address: &Address);
}

/// How long an output stays when later builds don't have it any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lifetime {
    /// It goes at once.
    Build,
    /// It stays for one more build, since pages that are open still ask for it: its name holds its content's hash.
    OneMore,
}

/// Hears how far a build is.
pub trait Observer: Sync {
    /// So many outputs will be rendered or kept.
    fn begin(&self, outputs: usize) {
        let _ = outputs;
    }

    /// One of them is done.
    fn advance(&self) {}
}

/// An observer that doesn't care.
impl Observer for () {}

/// What came of a build.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Build {
    /// Everything that is wrong, sorted.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of pages.
    pub pages: usize,
    /// The number of records.
    pub records: usize,
    /// The outputs that were rendered, with the reason.
    pub rendered: Vec<(Address, Reason)>,
    /// The number of files that were parsed.
    pub parsed: usize,
    /// The number of variants of images that were made.
    pub encoded: usize,
    /// What the interviews of each role give evidence of.
    pub coverage: Arc<Coverage>,
}

/// Why an output was rendered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// It is new.
    New,
    /// The answer to this question changed; it is the first that did.
    Changed(Query),
}

impl Build {
    /// Whether anything is wrong that must not be published.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

impl Builder {
    /// A builder that has built nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A builder that finds variants of images in a store, and keeps them there.
    pub fn with_store(store: Arc<dyn Store>) -> Self {
        Self { images: images::Memo::new(store), ..Self::default() }
    }

    /// Builds the playbook of these sources. Every output is handed to the site; whether that is published is the caller's to say.
    pub fn build(&mut self, sources: &dyn Sources, options: &Options, site: &dyn Site, observer: &dyn Observer) -> Build {
        let (parses, encodes) = (self.library.parses, self.images.encodes);
        let (config, mut diagnostics) = config::load(sources, options);
        let config = Arc::new(config);
        let (kinds, found) = records::custom::load(sources);
        diagnostics.extend(found);
        let (rules, found) = rules::load(sources);
        diagnostics.extend(found);
        let (library, found) = library::load(sources, &config, &kinds, &mut self.library);
        diagnostics.extend(found);
        let (theme, found) = theme::load(sources, &config, &kinds, render::set_up, &mut self.theme);
        diagnostics.extend(found);
        let (history, found) = history::load(sources, &config, &library);
        diagnostics.extend(found);

        // Files are read again only to show where a mistake is.
        let read = |path: &SourcePath| sources.read(path).ok().flatten().map(|bytes| Arc::from(String::from_utf8_lossy(&bytes).as_ref()));
        let material =
            Material { library: &library, kinds: &kinds, rules: &rules, drafts: options.drafts, today: sources.today(), read: &read };
        let mut addresses = Addresses::default();
        let mut told = Told::new(diagnostics);
        let mut playbooks = Vec::new();
        for (number, config) in config.in_each_language().iter().enumerate() {
            let (playbook, found) = playbook::assemble(material, config, &mut addresses);
            told.add(number, found);
            playbooks.push(playbook);
        }
        let outputs: Vec<Vec<Output>> = playbooks.iter().map(Playbook::outputs).collect();
        let publish = |address: &Address, bytes: &[u8]| site.put(address, bytes, Lifetime::OneMore);
        let making = match options.variants {
            _ if !config.resizes_images => Making::Nothing,
            Variants::Made => Making::Variants(&publish),
            Variants::Sure => Making::Sure,
        };
        let shown = playbooks.iter().flat_map(|playbook| playbook.shown_images(&library)).collect();
        let gallery = Arc::new(images::load(sources, &outputs.concat(), &shown, &making, &mut self.images));
        self.images.forget_unused();
        for (number, playbook) in playbooks.iter().enumerate() {
            told.add(number, playbook::check(playbook, &library, &theme, &gallery, &read));
        }

        let counts = playbooks.first().map(|main| (main.record_count(), Arc::clone(main.coverage())));
        let (records, coverage) = counts.unwrap_or_default();
        let pages = playbooks.iter().map(Playbook::page_count).sum();
        for asset in theme.assets().values() {
            site.put(&asset.address, &asset.bytes, Lifetime::OneMore);
        }
        let old_bodies = Arc::new(std::mem::take(&mut self.bodies));
        let views = View::of_each(playbooks, &Arc::new(library), &theme, &Arc::new(history), &gallery, sources.today());
        let renderers: Vec<Arc<Renderer>> = views
            .into_iter()
            .zip(&outputs)
            .map(|(view, outputs)| Renderer::new(view, outputs, Arc::clone(&self.highlighter), Arc::clone(&old_bodies)))
            .collect();
        let rendered = self.render(assign(&renderers, &outputs), site, observer);
        let locators = Locators::default();
        for (number, (renderer, outputs)) in renderers.iter().zip(&outputs).enumerate() {
            let bodies = renderer.bodies();
            let kept = outputs.iter().filter_map(|output| self.kept.get(output)).map(|Kept(findings)| findings);
            let mut found = Vec::new();
            for findings in bodies.values().map(|body| &body.findings).chain(kept) {
                found.extend(findings.diagnostics.iter().cloned());
                found.extend(findings.complaints.iter().map(|complaint| complaint.diagnose(&read, &locators)));
            }
            told.add(number, found);
            self.bodies.extend(bodies);
        }
        let diagnostics = told.finish();
        Build {
            diagnostics,
            pages,
            records,
            rendered,
            parsed: self.library.parses - parses,
            encoded: self.images.encodes - encodes,
            coverage,
        }
    }

    /// Renders the outputs that don't hold any more, and forgets those that vanished.
    fn render(&mut self, outputs: BTreeMap<&Output, &Arc<Renderer>>, site: &dyn Site, observer: &dyn Observer) -> Vec<(Address, Reason)> {
        observer.begin(outputs.len());
        let old = std::mem::take(&mut self.kept);
        let results: Vec<(Output, Option<Kept>, Option<Reason>)> = outputs
            .into_par_iter()
            .map(|(output, renderer)| {
                let (fresh, reason) = match old.get(output) {
                    Some(Kept(findings)) => match renderer.first_change(&findings.trace) {
                        None => (None, None),
                        Some(query) => (renderer.render(output), Some(Reason::Changed(query.clone()))),
                    },
                    None => (renderer.render(output), Some(Reason::New)),
                };
                let kept = match fresh {
                    Some(rendered) => {
                        site.put(output.address(), &rendered.bytes, Lifetime::Build);
                        Some(Kept(rendered.findings))
                    }
                    None => {
                        match output {
                            Output::Copy { at, from } => site.copy(at, from),
                            _ => site.keep(output.address()),
                        }
                        None
                    }
                };
                observer.advance();
                (output.clone(), kept, reason)
            })
            .collect();
        let mut old = old;
        let mut reasons = Vec::new();
        for (output, fresh, reason) in results {
            if let Some(kept) = fresh.or_else(|| old.remove(&output)) {
                if let Some(reason) = reason {
                    reasons.push((output.address().clone(), reason));
                }
                self.kept.insert(output, kept);
            }
        }
        reasons
    }
}

/// Who renders each output. Files that several languages share are copied once.
fn assign<'a>(renderers: &'a [Arc<Renderer>], outputs: &'a [Vec<Output>]) -> BTreeMap<&'a Output, &'a Arc<Renderer>> {
    let mut assigned = BTreeMap::new();
    for (renderer, outputs) in renderers.iter().zip(outputs) {
        for output in outputs {
            assigned.entry(output).or_insert(renderer);
        }
    }
    assigned
}
