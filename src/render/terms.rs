//! Words of a text as links to the glossary, each with what it means.

use std::{fmt::Write as _, rc::Rc};

use super::Job;
use crate::{
    markdown::{Html, escaped},
    playbook::{Answer, Query, RecordView, TermUse},
    yaml::FieldPath,
};

/// The terms that one text uses: a page's own, or all of a record's.
pub struct Terms {
    uses: Vec<TermUse>,
    /// What the ids in this text begin with: texts that stand on one page use the same terms.
    prefix: String,
}

impl Terms {
    /// The terms that the page's own text uses.
    pub fn of_page(job: &Rc<Job>) -> Self {
        Self::ask(job, None)
    }

    /// The terms that a record on the page uses.
    pub fn of_record(job: &Rc<Job>, view: &RecordView) -> Self {
        Self::ask(job, Some(view))
    }

    fn ask(job: &Rc<Job>, view: Option<&RecordView>) -> Self {
        let record = view.map(|view| view.key().clone());
        // Headings have no colon in their ids.
        let prefix = record.as_ref().map_or_else(|| "tip:".to_owned(), |key| format!("tip:{}:", key.anchor_across()));
        let has_prose = view.is_none_or(|view| !view.record.prose.is_empty());
        let uses = match has_prose.then(|| job.ask(Query::Terms { page: job.page.address.clone(), record })) {
            Some(Answer::Terms(uses)) => uses,
            _ => Vec::new(),
        };
        Self { uses, prefix }
    }

    /// Writes finished HTML of a field with its terms as links.
    ///
    /// What a term means is there without a script and without style: it is hidden, a style sheet shows it beside the link that has
    /// the pointer or the focus, and a screen reader reads it after the link.
    pub fn write(&self, job: &Job, field: &FieldPath, html: &Html, out: &mut String) {
        let is_here = |found: &&TermUse| !html.prose.is_empty() && found.html == html.index && found.field == *field;
        let mut from = 0;
        for TermUse { definition, span, .. } in self.uses.iter().filter(is_here) {
            out.push_str(&html.text[from..span.start]);
            let href = escaped(&job.href(&definition.address, Some(&definition.anchor)));
            let (id, word) = (escaped(&format!("{}{}", self.prefix, definition.term)), &html.text[span.clone()]);
            let text = escaped(&definition.text);
            let _ = write!(
                out,
                "<span class=\"term\"><a href=\"{href}\" aria-describedby=\"{id}\">{word}</a><span class=\"hint\" role=\"tooltip\" id=\"{id}\" hidden>{text}</span></span>"
            );
            from = span.end;
        }
        out.push_str(&html.text[from..]);
    }
}
