//! What was told of one playbook isn't told again of the next that is made of the same files.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Place, sort};

/// The diagnostics of several playbooks of the same files, the playbook that matters most first.
#[derive(Debug)]
pub struct Told {
    diagnostics: Vec<Diagnostic>,
    /// What was told, and of which playbook first.
    known: BTreeMap<Key, usize>,
}

/// What makes two diagnostics the same: messages name addresses, which differ; about a whole file, many things can be said.
type Key = (Code, Place, Option<String>);

impl Told {
    /// What was told of the files themselves.
    pub fn new(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, known: BTreeMap::new() }
    }

    /// Adds what is wrong in one playbook, by its number, but for what was told of those before.
    pub fn add(&mut self, playbook: usize, found: Vec<Diagnostic>) {
        for diagnostic in found {
            if *self.known.entry(key(&diagnostic)).or_insert(playbook) == playbook {
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// All of it, sorted.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        sort(&mut self.diagnostics);
        self.diagnostics
    }
}

fn key(diagnostic: &Diagnostic) -> Key {
    let message = diagnostic.place.span.is_none().then(|| diagnostic.message.clone());
    (diagnostic.code, diagnostic.place.clone(), message)
}
