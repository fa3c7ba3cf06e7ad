//! When each file was last changed, and by whom, as far as a history knows it.
//!
//! A history is a question to [`Sources`] like all others, so that a build stays a function of its sources; [`git`] answers it for a
//! folder on the disk.

pub(crate) mod git;
mod walk;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::{
    config::{Config, ShownHistory},
    diagnostic::{Code, Diagnostic, Place},
    library::Library,
    sources::{ReadError, SourcePath, Sources},
    yaml::{FieldPath, Locator},
};

/// The last change of a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Change {
    /// The day on which its author made it, where the author was.
    pub day: Date,
    /// The author's name, and never an address; `None` when it isn't known or isn't to be shown.
    pub author: Option<String>,
}

/// What is known of the last changes of files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// The last change of each file that has one.
    pub changes: BTreeMap<SourcePath, Change>,
    /// Files that were changed before the history begins, as that of a shallow clone does: when, nobody knows.
    pub cut_off: BTreeSet<SourcePath>,
}

/// Asks for the history of all pages, as far as the configuration wants it shown.
///
/// Without a history there are no dates, and that is right. It is said only when the configuration asks for them in so many words.
pub fn load(sources: &dyn Sources, config: &Config, library: &Library) -> (History, Vec<Diagnostic>) {
    if config.history == Some(ShownHistory::Nothing) {
        return (History::default(), Vec::new());
    }
    let files: BTreeSet<SourcePath> = library.documents.keys().cloned().collect();
    let (mut history, problem) = match sources.history(&files) {
        Ok(history) => {
            let problem = (!history.cut_off.is_empty()).then(|| cut_off(&history));
            (history, problem)
        }
        Err(error) => (History::default(), Some(unreadable(&error))),
    };
    if config.history == Some(ShownHistory::Days) {
        history.changes.values_mut().for_each(|change| change.author = None);
    }
    let diagnostic = |(message, hint): (String, &str)| {
        let file = SourcePath::new(crate::config::FILE);
        let text = sources.read(&file).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let place = Place::span(&file, Locator::new(&text, 0).field(&FieldPath::key("history")));
        Diagnostic::new(Code::IncompleteHistory, place, message).hint(hint)
    };
    let said = problem.filter(|_| config.history.is_some()).map(diagnostic);
    (history, said.into_iter().collect())
}

fn cut_off(history: &History) -> (String, &'static str) {
    let pages = match history.cut_off.len() {
        1 => "1 page has".to_owned(),
        count => format!("{count} pages have"),
    };
    let message = format!("{pages} no date of the last change, for this copy of the git repository holds only the newest commits");
    (message, "fetch the rest with `git fetch --unshallow`; in a GitHub workflow, give `actions/checkout` the setting `fetch-depth: 0`")
}

fn unreadable(error: &ReadError) -> (String, &'static str) {
    let message = format!("no page has a date of the last change, for the git repository can't be read: {}", error.reason);
    (message, "see what `git fsck` says in the playbook's folder; without git, write `history: false`")
}
