//! Finds tokens that no theme declares, and those that can't stand in a style sheet.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::value::{is_name, unfit};
use crate::{
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    sources::SourcePath,
    yaml::{FieldPath, Locator},
};

/// Tokens as they stand below a key of a file.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// The file.
    pub file: &'a SourcePath,
    /// Its text.
    pub text: &'a str,
    /// The key.
    pub key: &'a str,
    /// The tokens.
    pub tokens: &'a BTreeMap<String, String>,
}

/// The tokens that can stand in a style sheet; of the others it is said why they can't.
pub fn fit(written: Written<'_>, diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, String> {
    let mut tokens = written.tokens.clone();
    tokens.retain(|name, value| match written.problem(name, value) {
        Some(problem) => {
            diagnostics.push(problem);
            false
        }
        None => true,
    });
    tokens
}

/// The tokens that are none of those declared.
pub fn unknown(written: Written<'_>, declared: &BTreeSet<String>) -> Vec<Diagnostic> {
    let names = written.tokens.keys().filter(|name| is_name(name) && !declared.contains(*name));
    let diagnostic = |name: &String| {
        let hint = did_you_mean(name, declared.iter().map(String::as_str)).unwrap_or_else(|| {
            "the guide's page on themes lists the tokens; a theme of yours declares a new one under `tokens` in its `theme.yaml`".to_owned()
        });
        let message = format!("no layer of the theme has the token `{name}`");
        written.diagnostic(Code::UnknownToken, |locator, path| locator.key(path), name, message, &hint)
    };
    names.map(diagnostic).collect()
}

impl Written<'_> {
    fn problem(&self, name: &str, value: &str) -> Option<Diagnostic> {
        if !is_name(name) {
            let message = format!("`{name}` can't be the name of a token");
            let hint = "use letters from a to z, digits, `-` and `_`, such as `color-brand`";
            return Some(self.diagnostic(Code::BadToken, |locator, path| locator.key(path), name, message, hint));
        }
        let unfit = unfit(value)?;
        let message = format!("the token `{name}` {}", unfit.reason);
        Some(self.diagnostic(Code::BadToken, |locator, path| locator.within(path, unfit.at), name, message, unfit.hint))
    }

    fn diagnostic(
        &self,
        code: Code,
        span: impl FnOnce(&Locator, &FieldPath) -> Range<usize>,
        name: &str,
        message: String,
        hint: &str,
    ) -> Diagnostic {
        let span = span(&Locator::new(self.text, 0), &FieldPath::key(self.key).then(name));
        Diagnostic::new(code, Place::span(self.file, span), message).hint(hint)
    }
}
