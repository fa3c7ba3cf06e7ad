//! The only place where templates run.
//!
//! A [`Renderer`] renders outputs and bodies; each is a [`Job`] whose questions are recorded. What was rendered before is kept
//! when replaying its questions, in the order they were asked, gives the same answers.

mod body;
mod citations;
mod functions;
mod headings;
mod images;
mod job;
mod letters;
mod numbers;
mod page;
mod reading;
mod scales;
mod terms;
mod timeline;
mod value;

use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

pub use self::{
    body::Body,
    functions::{FILTERS, FUNCTIONS, set_up},
    job::{Complaint, Findings, Job, Trace},
};
use crate::{
    markdown::Highlighter,
    playbook::{Address, Answer, Facet, Output, Query, View},
    sources::SourcePath,
};

/// Renders the outputs of one playbook.
pub struct Renderer {
    view: View,
    highlighter: Arc<Highlighter>,
    bodies: BTreeMap<Address, OnceLock<Arc<Body>>>,
    /// The bodies of the build before.
    old_bodies: Arc<BTreeMap<Address, Arc<Body>>>,
}

/// An output that was rendered.
#[derive(Debug, Clone)]
pub struct Rendered {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What was asked for it, and what is wrong.
    pub findings: Findings,
}

impl Renderer {
    /// A renderer of these outputs, which may keep the bodies of the build before.
    pub fn new(view: View, outputs: &[Output], highlighter: Arc<Highlighter>, old_bodies: Arc<BTreeMap<Address, Arc<Body>>>) -> Arc<Self> {
        let pages = outputs.iter().filter_map(|output| match output {
            Output::Page(address) => Some((address.clone(), OnceLock::new())),
            _ => None,
        });
        Arc::new(Self { view, highlighter, bodies: pages.collect(), old_bodies })
    }

    /// Renders an output; a copied file has nothing to render.
    pub fn render(self: &Arc<Self>, output: &Output) -> Option<Rendered> {
        match output {
            Output::Page(address) => Some(page::render(self, address)),
            Output::Alias { at, to } => Some(page::render_alias(self, at, to)),
            Output::Copy { .. } => None,
        }
    }

    /// The first question of a trace whose answer changed; `None` when all are the same, so that what was rendered still holds.
    pub fn first_change<'t>(self: &Arc<Self>, trace: &'t Trace) -> Option<&'t Query> {
        trace.iter().find(|(query, answer)| self.fingerprint(query) != *answer).map(|(query, _)| query)
    }

    /// The content of a page; it is made once, by whoever asks first.
    pub fn body(self: &Arc<Self>, address: &Address) -> Option<Arc<Body>> {
        let slot = self.bodies.get(address)?;
        Some(Arc::clone(slot.get_or_init(|| match self.old_bodies.get(address) {
            Some(old) if old.source == self.source(address) && self.first_change(&old.findings.trace).is_none() => Arc::clone(old),
            _ => Arc::new(body::render(self, address)),
        })))
    }

    /// The file that a page has now: an `index.md` takes the place of a `README.md`.
    fn source(&self, address: &Address) -> Option<SourcePath> {
        match self.view.answer(&Query::Page(address.clone(), Facet::Meta)) {
            Answer::Page(page, _) => page.source.clone(),
            _ => None,
        }
    }

    /// The bodies that were made, for the next build.
    pub fn bodies(&self) -> BTreeMap<Address, Arc<Body>> {
        self.bodies.iter().filter_map(|(address, body)| Some((address.clone(), Arc::clone(body.get()?)))).collect()
    }

    fn fingerprint(self: &Arc<Self>, query: &Query) -> u128 {
        match query {
            Query::Page(address, Facet::Body) => self.body(address).map_or(Answer::Nothing.fingerprint(), |body| body.hash),
            _ => self.view.answer(query).fingerprint(),
        }
    }
}
