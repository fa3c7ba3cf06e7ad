//! Reviews that are due: of pages, and of the records that they show.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Assembly;
use crate::{
    config::Drafts,
    diagnostic::{Code, Diagnostic, Place},
    playbook::{Address, Playbook, RecordView, Title},
    records::{Record, RecordKey},
    yaml::{Datum, FieldPath, Locator},
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

impl Assembly<'_> {
    /// Warns of pages and records that should have been looked at again.
    pub(super) fn check_reviews(&mut self, records: &BTreeMap<RecordKey, RecordView>) {
        let mut found = Vec::new();
        for page in self.pages.values() {
            let Some(document) = page.source.as_ref().and_then(|source| self.library.document(source)) else { continue };
            if let Some(since) = page.review_by().filter(|day| *day < self.today) {
                found.push(warning(self.place_of(document, &FieldPath::key("reviewed_on")), "page", page.owner.as_deref(), since));
            }
        }
        for view in records.values() {
            let record = &view.record;
            if let Some(since) = due(record).filter(|day| *day < self.today) {
                let (file, path) = record.written.at(&FieldPath::key("reviewed_on"));
                let span = Locator::new(&(self.read)(file).unwrap_or_default(), 0).field(&path);
                let noun = self.kinds.named(&record.key.kind).map_or("record", |kind| kind.noun());
                found.push(warning(Place::span(file, span), noun, owner(record), since));
            }
        }
        self.diagnostics.append(&mut found);
    }
}

fn warning(place: Place, what: &str, owner: Option<&str>, since: Date) -> Diagnostic {
    let message = format!("the review of this {what} has been overdue since {since}");
    let whom = owner.map_or_else(|| "whoever answers for it".to_owned(), |owner| format!("{owner}, who answers for it,"));
    let hint = format!("ask {whom} whether it is still right, and set `reviewed_on` to the day of the answer");
    Diagnostic::new(Code::ReviewOverdue, place, message).hint(hint)
}

/// The day until which a record's last review holds.
fn due(record: &Record) -> Option<Date> {
    match (record.datum.get("reviewed_on")?, record.datum.get("review_in")?) {
        (Datum::Date(day), Datum::Duration(span)) => span.after(*day),
        _ => None,
    }
}

fn owner(record: &Record) -> Option<&str> {
    record.datum.get("owner")?.as_text()
}

impl Playbook {
    /// Notes for each page what on it is overdue: `shown` gives the records that it shows, and their anchors on it.
    pub(super) fn overdue_on(&self, page: &Address, shown: &[(&RecordView, String)], today: Date) -> Vec<Overdue> {
        let own = self.page(page).and_then(|page| {
            let since = page.review_by().filter(|day| *day < today)?;
            Some(Overdue { title: None, anchor: None, owner: page.owner.clone(), since })
        });
        let records = shown.iter().filter_map(|(view, anchor)| {
            let since = due(&view.record).filter(|day| *day < today)?;
            let owner = owner(&view.record).map(str::to_owned);
            Some(Overdue { title: Some(self.title_of_record(view)), anchor: Some(anchor.clone()), owner, since })
        });
        own.into_iter().chain(records).collect()
    }
}

/// Whether a record is left out: a draft that nobody asked for, or one that is retired.
pub fn is_left_out(record: &Record, drafts: Drafts) -> bool {
    match record.datum.get("status").and_then(Datum::as_text) {
        Some("draft") => drafts == Drafts::LeftOut,
        Some("retired") => true,
        _ => false,
    }
}
