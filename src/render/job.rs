//! One rendering, and the questions that it asks.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet, HashMap},
    ops::Range,
    rc::Rc,
    sync::Arc,
};

use super::{Body, Renderer};
use crate::{
    diagnostic::{Code, Diagnostic},
    markdown::{DirectiveUse, Origin},
    playbook::{Address, Answer, Facet, Page, PageKind, Query},
    sources::SourcePath,
    yaml::Locators,
};

/// The questions of a rendering and the fingerprints of their answers, in the order asked.
pub type Trace = Vec<(Query, u128)>;

thread_local! {
    /// The jobs of this thread, the innermost last. Template functions are `'static` and a component gets a fresh state of the
    /// engine, so there is no other way for them to find whose questions they ask.
    static JOBS: RefCell<Vec<Rc<Job>>> = const { RefCell::new(Vec::new()) };
}

/// How many directives may run in each other, records that show records among them: each takes some of the thread's stack.
const DEEPEST_DIRECTIVE: usize = 24;

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

/// Something wrong in a text, found while it is shown. Its place is found later, when the file is at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// The text.
    pub origin: Origin,
    /// Where in it.
    pub span: Range<usize>,
    /// The code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
}

impl Complaint {
    /// The complaint with its place; `read` gives a file's whole text.
    pub fn diagnose(&self, read: &dyn Fn(&SourcePath) -> Option<Arc<str>>, locators: &Locators) -> Diagnostic {
        let text = read(self.origin.file()).unwrap_or_default();
        Diagnostic::new(self.code, self.origin.place(self.span.clone(), &text, locators), &*self.message).maybe_hint(self.hint.clone())
    }
}

/// What a rendering asked, and what it found wrong.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    /// The questions.
    pub trace: Trace,
    /// What is wrong in templates.
    pub diagnostics: Vec<Diagnostic>,
    /// What is wrong in texts.
    pub complaints: Vec<Complaint>,
}

/// A directive that runs.
#[derive(Clone)]
struct Running {
    origin: Origin,
    used: DirectiveUse,
    /// The level of the heading that it stands under.
    under: u8,
}

#[derive(Default)]
struct Recorded {
    findings: Findings,
    asked: HashMap<Query, u128>,
    /// The directives that run, the innermost last.
    directives: Vec<Running>,
    /// The level of the heading that a layout shows records under, where it says so.
    shown_under: Option<u8>,
    /// How many calls of `show` run in each other.
    shows: usize,
    /// The sources that were cited.
    cited: BTreeSet<Arc<str>>,
    /// The anchors of records in another language than what stands around them, and the attributes that say so.
    passages: BTreeMap<String, Arc<str>>,
    /// Whether something was asked for that is missing because a file is broken, which was said.
    saw_unknown: bool,
}

impl Job {
    /// A job for a page. The page for wrong addresses is shown at any depth, so it alone links from the top.
    pub fn new(renderer: &Arc<Renderer>, page: Arc<Page>) -> Rc<Self> {
        let is_shown_anywhere = page.kind == PageKind::NotFound;
        let mut job = Self { renderer: Arc::clone(renderer), page, base: Base::Page, recorded: RefCell::default() };
        if is_shown_anywhere {
            job.base = Base::Absolute(match job.ask(Query::Config("base_url".to_owned())) {
                Answer::Text(url) => {
                    let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/')).map_or("", |(_, path)| path);
                    // What begins with `//` would be another host.
                    format!("/{}", path.trim_start_matches('/'))
                }
                _ => "/".to_owned(),
            });
        }
        Rc::new(job)
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
        if matches!(answer, Answer::Unknown | Answer::Records { is_whole: false, .. }) {
            self.recorded.borrow_mut().saw_unknown = true;
        }
        self.record(query, answer.fingerprint());
        answer
    }

    /// Asks for a page's content. What it cites, the page cites.
    pub fn ask_body(&self, address: &Address) -> Option<Arc<Body>> {
        let body = self.renderer.body(address);
        {
            let mut recorded = self.recorded.borrow_mut();
            recorded.cited.extend(body.iter().flat_map(|body| body.cited.iter().cloned()));
            recorded.passages.extend(body.iter().flat_map(|body| body.passages.clone()));
        }
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

    /// Notes something that is wrong in a template.
    pub fn say(&self, diagnostic: Diagnostic) {
        self.recorded.borrow_mut().findings.diagnostics.push(diagnostic);
    }

    /// Notes that a template failed; over what is broken anyway, that would say the same mistake twice.
    pub fn say_failed(&self, diagnostic: Diagnostic) {
        if !self.recorded.borrow().saw_unknown {
            self.say(diagnostic);
        }
    }

    /// Whether this directive runs already, around what is shown now, or too many run in each other.
    pub fn is_running(&self, origin: &Origin, used: &DirectiveUse) -> bool {
        let running = &self.recorded.borrow().directives;
        running.len() >= DEEPEST_DIRECTIVE || running.iter().any(|running| running.used.span == used.span && running.origin == *origin)
    }

    /// Notes something that is wrong with a directive.
    pub fn refuse(&self, origin: &Origin, used: &DirectiveUse, code: Code, message: String, hint: &str) {
        let hint = Some(hint.to_owned());
        let complaint = Complaint { origin: origin.clone(), span: used.span.clone(), code, message, hint };
        let complaints = &mut self.recorded.borrow_mut().findings.complaints;
        if !complaints.contains(&complaint) {
            complaints.push(complaint);
        }
    }

    /// Runs a directive that stands here, under a heading of this level, and says whether it complained of its arguments.
    pub fn run_directive<T>(&self, origin: &Origin, used: &DirectiveUse, under: u8, work: impl FnOnce() -> T) -> (T, bool) {
        let before = self.recorded.borrow().findings.complaints.len();
        self.recorded.borrow_mut().directives.push(Running { origin: origin.clone(), used: used.clone(), under });
        let result = work();
        self.recorded.borrow_mut().directives.pop();
        (result, self.recorded.borrow().findings.complaints.len() > before)
    }

    /// Shows what a layout shows under a heading of this level.
    ///
    /// `None` where a directive's template shows, directly or through others, itself.
    pub fn show_under<T>(&self, level: Option<u8>, work: impl FnOnce() -> T) -> Option<T> {
        {
            let recorded = &mut *self.recorded.borrow_mut();
            if recorded.shows >= DEEPEST_DIRECTIVE {
                return None;
            }
            recorded.shows += 1;
        }
        let before = std::mem::replace(&mut self.recorded.borrow_mut().shown_under, level);
        let result = work();
        let recorded = &mut *self.recorded.borrow_mut();
        recorded.shown_under = before;
        recorded.shows -= 1;
        Some(result)
    }

    /// The level of the heading that what is shown now stands under. Where no directive runs, a layout does, and shows records in
    /// sections of the second level unless it says otherwise.
    pub fn heading_above(&self) -> u8 {
        let recorded = self.recorded.borrow();
        recorded.directives.last().map(|running| running.under).or(recorded.shown_under).unwrap_or(2)
    }

    /// Notes that a value is wrong which the directive that runs was given; when none runs, it is the template's own mistake, and
    /// nothing is noted.
    pub fn complain(&self, code: Code, value: &str, message: &str, hint: Option<&str>) {
        let recorded = &mut *self.recorded.borrow_mut();
        let place = recorded.directives.last().cloned().filter(|_| !recorded.saw_unknown);
        if let Some(Running { origin, used, .. }) = place {
            // Templates may give an argument on under another name, so it is known by its value.
            let mut given = used.arguments.iter().filter(|argument| argument.value == value);
            let argument = given.next().filter(|_| given.next().is_none());
            let span = argument.map_or(used.span, |argument| argument.span.clone());
            let complaint = Complaint { origin, span, code, message: message.to_owned(), hint: hint.map(str::to_owned) };
            recorded.findings.complaints.push(complaint);
        }
    }

    /// Notes that a source is cited.
    pub fn note_cited(&self, source: &Arc<str>) {
        self.recorded.borrow_mut().cited.insert(Arc::clone(source));
    }

    /// Notes that a record is shown in another language than what stands around it, with the attributes that say so.
    pub fn note_passage(&self, anchor: String, attributes: Arc<str>) {
        self.recorded.borrow_mut().passages.insert(anchor, attributes);
    }

    /// The records in another language so far, by their anchors.
    pub fn passages(&self) -> BTreeMap<String, Arc<str>> {
        self.recorded.borrow().passages.clone()
    }

    /// The sources that were cited so far.
    pub fn cited(&self) -> BTreeSet<Arc<str>> {
        self.recorded.borrow().cited.clone()
    }

    /// What was asked and what is wrong, at the end.
    pub fn finish(self: Rc<Self>) -> Findings {
        self.recorded.take().findings
    }

    fn record(&self, query: Query, answer: u128) {
        let mut recorded = self.recorded.borrow_mut();
        match recorded.asked.get(&query) {
            Some(before) => debug_assert_eq!(*before, answer, "one question got two answers in one build: {query:?}"),
            None => {
                recorded.asked.insert(query.clone(), answer);
                recorded.findings.trace.push((query, answer));
            }
        }
    }
}
