//! Code coloured at build time, as a few CSS classes that the theme gives a light and a dark colour.

use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use syntect::parsing::{ParseState, Scope, ScopeStack, ScopeStackOp, SyntaxReference, SyntaxSet};
use xxhash_rust::xxh3::xxh3_128;

use super::text::escape;

/// Colours code, and remembers what it coloured, by language and text.
pub struct Highlighter {
    syntaxes: LazyLock<SyntaxSet>,
    classes: LazyLock<Vec<(Scope, &'static str)>>,
    memo: Mutex<HashMap<u128, Arc<[String]>>>,
}

/// The scopes that get a colour, by the TextMate naming convention (<https://macromates.com/manual/en/language_grammars>),
/// and their class. A longer scope wins over a shorter one, an inner one over an outer.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-comment"),
    ("string", "hl-string"),
    ("constant.character.escape", "hl-constant"),
    ("constant.numeric", "hl-number"),
    ("constant", "hl-constant"),
    ("keyword", "hl-keyword"),
    ("keyword.operator", ""),
    ("storage", "hl-keyword"),
    ("entity.name.function", "hl-function"),
    ("support.function", "hl-function"),
    ("entity.name.tag", "hl-tag"),
    ("entity.name", "hl-type"),
    ("entity.other.attribute-name", "hl-attribute"),
    ("support.type", "hl-type"),
    ("support.class", "hl-type"),
    ("variable.function", "hl-function"),
    ("variable.parameter", "hl-variable"),
    ("variable.language", "hl-keyword"),
    ("variable.other.readwrite", ""),
    ("markup.heading", "hl-keyword"),
    ("markup.inserted", "hl-inserted"),
    ("markup.deleted", "hl-deleted"),
    ("meta.interpolation", "hl-variable"),
    ("punctuation.definition.comment", "hl-comment"),
    ("invalid", "hl-deleted"),
];

/// The longest line that is coloured, in bytes: grammars take time with the square of a line, and nobody reads one longer than this.
const LONGEST_LINE: usize = 2_000;

impl Default for Highlighter {
    fn default() -> Self {
        Self {
            syntaxes: LazyLock::new(two_face::syntax::extra_newlines),
            classes: LazyLock::new(|| CLASSES.iter().filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class))).collect()),
            memo: Mutex::default(),
        }
    }
}

impl Highlighter {
    /// The lines of a code block as HTML, without line ends; just escaped when the language isn't known.
    pub fn lines(&self, language: &str, code: &str) -> Arc<[String]> {
        let key = xxh3_128(format!("{language}\n{code}").as_bytes());
        if let Some(lines) = self.memo.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Arc::clone(lines);
        }
        let lines: Arc<[String]> = match self.syntax(language) {
            Some(syntax) => self.colour(syntax, code),
            None => code.lines().map(super::text::escaped).collect(),
        };
        self.memo.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&lines));
        lines
    }

    /// How many different code blocks were coloured so far.
    pub fn blocks(&self) -> usize {
        self.memo.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn syntax(&self, language: &str) -> Option<&SyntaxReference> {
        let name = match language.to_ascii_lowercase().as_str() {
            "" | "text" | "plain" | "txt" => return None,
            "hcl" | "tf" => "terraform".to_owned(),
            "shell" | "console" | "sh" | "zsh" => "bash".to_owned(),
            "jsonc" | "json5" => "json".to_owned(),
            "golang" => "go".to_owned(),
            "js" | "javascript" | "node" => "js".to_owned(),
            other => other.to_owned(),
        };
        self.syntaxes.find_syntax_by_token(&name)
    }

    fn colour(&self, syntax: &SyntaxReference, code: &str) -> Arc<[String]> {
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        code.split_inclusive('\n')
            .map(|line| {
                let mut html = Line::default();
                if line.len() > LONGEST_LINE {
                    html.push("", line.trim_end_matches(['\n', '\r']));
                    return html.finish();
                }
                match state.parse_line(line, &self.syntaxes) {
                    Ok(operations) => self.write_line(line, &operations, &mut stack, &mut html),
                    // A grammar that fails on a line leaves that line without colours.
                    Err(_) => html.push("", line.trim_end_matches(['\n', '\r'])),
                }
                html.finish()
            })
            .collect()
    }

    fn write_line(&self, line: &str, operations: &[(usize, ScopeStackOp)], stack: &mut ScopeStack, html: &mut Line) {
        let line_end = line.trim_end_matches(['\n', '\r']).len();
        let mut at = 0;
        for (offset, operation) in operations {
            let end = (*offset).min(line_end);
            if at < end {
                html.push(self.class(stack), &line[at..end]);
                at = end;
            }
            // A stack that doesn't fit its operation comes of a broken grammar; the colours are then off, the text is not.
            let _ = stack.apply(operation);
        }
        if at < line_end {
            html.push(self.class(stack), &line[at..line_end]);
        }
    }

    fn class(&self, stack: &ScopeStack) -> &'static str {
        for scope in stack.as_slice().iter().rev() {
            let best = self.classes.iter().filter(|(prefix, _)| prefix.is_prefix_of(*scope)).max_by_key(|(prefix, _)| prefix.len());
            if let Some((_, class)) = best {
                return class;
            }
        }
        ""
    }
}

/// A line of HTML in the making: neighbours of one class share a span.
#[derive(Default)]
struct Line {
    html: String,
    class: &'static str,
}

impl Line {
    fn push(&mut self, class: &'static str, text: &str) {
        let is_space = text.chars().all(char::is_whitespace);
        if class != self.class && !is_space {
            self.close();
            if !class.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.class = class;
        }
        escape(&mut self.html, text);
    }

    fn close(&mut self) {
        if !self.class.is_empty() {
            self.html.push_str("</span>");
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_languages_of_the_subject_are_coloured() {
        let highlighter = Highlighter::default();
        for (language, code) in [
            ("terraform", "resource \"aws_instance\" \"x\" {}"),
            ("hcl", "count = 3"),
            ("toml", "[package]\nname = \"x\""),
            ("dockerfile", "FROM debian:12 # base"),
            ("typescript", "const x: number = 1;"),
            ("yaml", "kind: Deployment # x"),
            ("python", "def f(): return 1"),
            ("bash", "echo \"$HOME\""),
        ] {
            let html = highlighter.lines(language, code).join("\n");
            assert!(html.contains("<span class=\"hl-"), "{language}: {html}");
        }
    }

    #[test]
    fn what_is_no_language_is_escaped() {
        assert_eq!(&*Highlighter::default().lines("nonsense", "<b>\n&"), ["&lt;b&gt;", "&amp;"]);
    }

    #[test]
    fn a_block_is_coloured_once() {
        let highlighter = Highlighter::default();
        highlighter.lines("yaml", "a: 1");
        highlighter.lines("yaml", "a: 1");
        assert_eq!(highlighter.blocks(), 1);
    }
}
