//! Citations: within a text a short label, at the foot of the page the whole entry.

use std::{fmt::Write as _, rc::Rc, sync::Arc};

use super::Job;
use crate::{
    markdown::{Citation, escaped},
    playbook::{Answer, Query},
    records::{RecordKind as _, Source},
};

/// Writes a citation: `(KORE1 2026, p. 3; Gartner 2024)`, each label a link to its entry at the foot of the page.
pub fn write(job: &Rc<Job>, citation: &Citation, html: &mut String) {
    html.push_str("<span class=\"citation\">(");
    for (index, cited) in citation.cited.iter().enumerate() {
        html.push_str(if index == 0 { "" } else { "; " });
        // That there is no such source was said when the playbook was checked.
        let label = escaped(&label(job, &cited.source).unwrap_or_else(|| cited.source.to_string()));
        let href = cite(job, &cited.source);
        let _ = match href.filter(|_| !citation.is_in_link) {
            Some(href) => write!(html, "<a class=\"cite\" href=\"{}\">{label}</a>", escaped(&href)),
            None => write!(html, "{label}"),
        };
        if !cited.locator.is_empty() {
            let _ = write!(html, ", {}", escaped(&cited.locator));
        }
    }
    html.push_str(")</span>");
}

/// Notes that the page cites a source, so that the foot of the page lists it; gives the way there. `None` when there is no such source.
pub fn cite(job: &Rc<Job>, source: &Arc<str>) -> Option<String> {
    label(job, source)?;
    job.note_cited(source);
    Some(format!("#{}", anchor(source)))
}

/// The place of a source's entry, at the foot of a page as in the list of all.
pub fn anchor(source: &str) -> String {
    format!("{}-{source}", Source::NAME)
}

/// What a source is called within a line.
fn label(job: &Rc<Job>, source: &Arc<str>) -> Option<String> {
    match job.ask(Query::Reference { kind: Source::NAME.into(), id: Arc::clone(source), role: None }) {
        Answer::Reference(found) => Some(found.label.unwrap_or(found.title)),
        _ => None,
    }
}
