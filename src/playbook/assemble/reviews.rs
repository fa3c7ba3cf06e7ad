//! Reviews that are due: of pages, and of the records that they show.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Assembly, silence};
use crate::{
    config::Drafts,
    diagnostic::{Code, Diagnostic},
    document::Document,
    playbook::{Page, PageKind, Playbook, RecordView, Title},
    records::{Finding, Record},
    rules::{Forbidden, figures},
    yaml::{Datum, FieldPath},
};

/// Something whose review is overdue.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Overdue {
    /// What it is called; `None` for the page itself.
    pub title: Option<Title>,
    /// Where on the page it stands.
    pub anchor: Option<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The day until which the last review held.
    pub since: Date,
}

/// When something was reviewed, and when it is to be again.
struct Review<'a> {
    /// What it is called in messages: `page`, `salary band`.
    noun: &'a str,
    owner: Option<&'a str>,
    reviewed_on: Option<Date>,
    has_interval: bool,
    due: Option<Date>,
}

impl Review<'_> {
    fn findings(&self, today: Date) -> Vec<Finding> {
        let mut findings = Vec::new();
        if let Some(day) = self.reviewed_on.filter(|day| *day > today) {
            let message = format!("the review of this {} is of {day}, which is still to come", self.noun);
            let hint = "write the day of the last review; how long it holds goes into `review_in`";
            findings.push(Finding::new(Code::FutureDate, FieldPath::key("reviewed_on"), message).hint(hint));
        }
        if self.has_interval && self.reviewed_on.is_none() {
            let message = "`review_in` has no `reviewed_on` to count from";
            let hint = "add `reviewed_on:` with the day of the last review";
            findings.push(Finding::new(Code::MissingField, FieldPath::key("review_in"), message).hint(hint));
        }
        if let Some(since) = self.due.filter(|day| *day < today) {
            let message = format!("the review of this {} has been overdue since {since}", self.noun);
            let whom = self.owner.map_or_else(|| "whoever answers for it".to_owned(), |owner| format!("{owner}, who answers for it,"));
            let hint = format!("ask {whom} whether it is still right, and set `reviewed_on` to the day of the answer");
            findings.push(Finding::new(Code::ReviewOverdue, FieldPath::key("reviewed_on"), message).hint(hint));
        }
        findings
    }
}

/// What is wrong with the review of a record.
pub(super) fn of_record(record: &Record, noun: &str, today: Date) -> Vec<Finding> {
    let reviewed_on = match record.datum.get("reviewed_on") {
        Some(Datum::Date(day)) => Some(*day),
        _ => None,
    };
    let has_interval = matches!(record.datum.get("review_in"), Some(Datum::Duration(_)));
    Review { noun, owner: owner(record), reviewed_on, has_interval, due: due(record) }.findings(today)
}

impl Assembly<'_> {
    /// Warns of pages that should have been looked at again, and of what they ask although it must not be asked.
    pub(super) fn check_pages(&mut self) {
        let forbidden = Forbidden::of(&self.rules.topics);
        let mut found = Vec::new();
        for page in self.pages.values() {
            let Some(document) = page.source.as_ref().and_then(|source| self.library.document(source)) else { continue };
            found.extend(self.check_page(page, document, &forbidden));
        }
        self.diagnostics.append(&mut found);
    }

    fn check_page(&self, page: &Page, document: &Document, forbidden: &Forbidden<'_>) -> Vec<Diagnostic> {
        let reviewed_on = document.front.reviewed_on.map(|day| day.0);
        let has_interval = document.front.review_in.is_some();
        let review = Review { noun: "page", owner: page.owner.as_deref(), reviewed_on, has_interval, due: page.review_by() };
        let in_front = |finding: Finding| {
            Diagnostic::new(finding.code, self.place_of(document, &finding.field), finding.message).maybe_hint(finding.hint)
        };
        let mut found: Vec<Diagnostic> = review.findings(self.today).into_iter().map(in_front).collect();
        found.extend(document.questions.iter().flat_map(|question| forbidden.diagnose(question, &document.path)));
        let open = document.uncited.iter().filter(|_| page.sources.is_empty());
        found.extend(open.map(|figure| figures::diagnose(&document.path, &figure.text, figure.span.clone())));
        let given: BTreeSet<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
        found.retain(|diagnostic| !document.front.silences(diagnostic.code));
        let silenced = silence::of_page(&document.front.silence);
        found.extend(silence::findings(silenced, Some(&given)).into_iter().map(in_front));
        found
    }
}

/// The day until which a record's last review holds.
fn due(record: &Record) -> Option<Date> {
    match (record.datum.get("reviewed_on")?, record.datum.get("review_in")?) {
        (Datum::Date(day), Datum::Duration(span)) => span.after(*day),
        _ => None,
    }
}

/// The day since which a record's review is overdue, unless it says why that is right.
fn overdue_since(record: &Record, today: Date) -> Option<Date> {
    due(record).filter(|day| *day < today && !record.silences(Code::ReviewOverdue))
}

fn owner(record: &Record) -> Option<&str> {
    record.datum.get("owner")?.as_text()
}

impl Playbook {
    /// What on a page is overdue: `shown` gives the records that it shows, and their anchors.
    pub(super) fn overdue_on(
        &self,
        page: &Page,
        document: Option<&Document>,
        shown: &[(&RecordView, String)],
        today: Date,
    ) -> Vec<Overdue> {
        let is_silent = document.is_some_and(|document| document.front.silences(Code::ReviewOverdue));
        let since = page.review_by().filter(|day| *day < today && !is_silent);
        let own = since.map(|since| Overdue { title: None, anchor: None, owner: page.owner.clone(), since });
        let itself = match &page.kind {
            PageKind::Record(key) => self.records.get(key).and_then(|view| overdue(view, None, None, today)),
            _ => None,
        };
        let records =
            shown.iter().filter_map(|(view, anchor)| overdue(view, Some(self.title_of_record(view)), Some(anchor.clone()), today));
        own.into_iter().chain(itself).chain(records).collect()
    }
}

fn overdue(view: &RecordView, title: Option<Title>, anchor: Option<String>, today: Date) -> Option<Overdue> {
    let since = overdue_since(&view.record, today)?;
    Some(Overdue { title, anchor, owner: owner(&view.record).map(str::to_owned), since })
}

/// Whether a record is left out: a draft that nobody asked for, or one that is retired.
pub fn is_left_out(record: &Record, drafts: Drafts) -> bool {
    match record.datum.get("status").and_then(Datum::as_text) {
        Some("draft") => drafts == Drafts::LeftOut,
        Some("retired") => true,
        _ => false,
    }
}
