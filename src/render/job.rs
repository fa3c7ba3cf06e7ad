//! One rendering, and the questions that it asks.

use std::{
    cell::{Ref, RefCell},
    collections::HashMap,
    rc::Rc,
    sync::Arc,
};

use super::{Body, Renderer};
use crate::{
    diagnostic::Diagnostic,
    playbook::{Address, Answer, Facet, Page, Query},
};

/// The questions of a rendering and the fingerprints of their answers, in the order asked.
pub type Trace = Vec<(Query, u128)>;

thread_local! {
    /// The jobs of this thread, the innermost last. Template functions are `'static` and a component gets a fresh state of the
    /// engine, so there is no other way for them to find whose questions they ask.
    static JOBS: RefCell<Vec<Rc<Job>>> = const { RefCell::new(Vec::new()) };
}

/// One rendering: of a page, of a body.
pub struct Job {
    /// Who renders.
    pub renderer: Arc<Renderer>,
    /// The page that is rendered, or whose body is.
    pub page: Arc<Page>,
    /// From where links are made.
    pub base: Base,
    recorded: RefCell<Recorded>,
}

/// From where links lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Base {
    /// From the page's own address.
    Page,
    /// From anywhere: the address of the site's top, ending with `/`.
    Absolute(String),
}

#[derive(Default)]
struct Recorded {
    trace: Trace,
    asked: HashMap<Query, u128>,
    diagnostics: Vec<Diagnostic>,
    /// Whether records were asked for of which one is missing or broken, which was said.
    saw_broken_records: bool,
}

impl Job {
    /// A job that has asked nothing yet.
    pub fn new(renderer: &Arc<Renderer>, page: Arc<Page>, base: Base) -> Rc<Self> {
        Rc::new(Self { renderer: Arc::clone(renderer), page, base, recorded: RefCell::default() })
    }

    /// Runs something as this job: the template functions that it calls ask in its name.
    pub fn run<T>(self: &Rc<Self>, work: impl FnOnce() -> T) -> T {
        JOBS.with_borrow_mut(|jobs| jobs.push(Rc::clone(self)));
        // A panic in between ends the program, so the job is always taken off again.
        let result = work();
        JOBS.with_borrow_mut(Vec::pop);
        result
    }

    /// The job that runs on this thread.
    pub fn current() -> Option<Rc<Self>> {
        JOBS.with_borrow(|jobs| jobs.last().cloned())
    }

    /// Asks, and records the question with its answer.
    pub fn ask(&self, query: Query) -> Answer {
        let answer = self.renderer.view.answer(&query);
        if matches!(answer, Answer::Records { is_whole: false, .. }) {
            self.recorded.borrow_mut().saw_broken_records = true;
        }
        self.record(query, answer.fingerprint());
        answer
    }

    /// Asks for a page's content.
    pub fn ask_body(&self, address: &Address) -> Option<Arc<Body>> {
        let body = self.renderer.body(address);
        let hash = body.as_ref().map_or(Answer::Nothing.fingerprint(), |body| body.hash);
        self.record(Query::Page(address.clone(), Facet::Body), hash);
        body
    }

    /// The way to an output.
    pub fn href(&self, target: &str, anchor: Option<&str>) -> String {
        match &self.base {
            Base::Page => self.page.address.href_to(target, anchor),
            Base::Absolute(top) => {
                let mut href = format!("{top}{}", crate::playbook::encode_path(target));
                if let Some(anchor) = anchor {
                    href.push('#');
                    href.push_str(anchor);
                }
                href
            }
        }
    }

    /// Notes something that went wrong.
    pub fn say(&self, diagnostic: Diagnostic) {
        self.recorded.borrow_mut().diagnostics.push(diagnostic);
    }

    /// Notes that a template failed; over records that are broken anyway, that would say the same mistake twice.
    pub fn say_failed(&self, diagnostic: Diagnostic) {
        if !self.recorded.borrow().saw_broken_records {
            self.say(diagnostic);
        }
    }

    /// Whether anything went wrong.
    pub fn has_errors(&self) -> bool {
        Ref::map(self.recorded.borrow(), |recorded| &recorded.diagnostics).iter().any(Diagnostic::is_error)
    }

    /// What was asked and what went wrong, at the end.
    pub fn finish(self: Rc<Self>) -> (Trace, Vec<Diagnostic>) {
        let recorded = self.recorded.take();
        (recorded.trace, recorded.diagnostics)
    }

    fn record(&self, query: Query, answer: u128) {
        let mut recorded = self.recorded.borrow_mut();
        match recorded.asked.get(&query) {
            Some(before) => debug_assert_eq!(*before, answer, "one question got two answers in one build: {query:?}"),
            None => {
                recorded.asked.insert(query.clone(), answer);
                recorded.trace.push((query, answer));
            }
        }
    }
}
