//! The YAML block that a page may begin with.

use std::ops::Range;

use crate::{
    diagnostic::Code,
    record,
    records::Silence,
    yaml::{Cite, Day, Duration, Id, OneOrMore},
};

record! {
    /// What a page says of itself, between two lines of `---` at its top.
    pub struct FrontMatter as "front matter" {
        /// The page's title; without one, its first heading, else its file's name.
        pub title: Option<String>,
        /// One sentence, shown under the title, in lists and to search engines.
        pub description: Option<String>,
        /// The day of first publication.
        pub date: Option<Day>,
        /// The day of the last change that matters to a reader.
        pub updated: Option<Day>,
        /// Who answers for the page.
        pub owner: Option<String>,
        /// Where the figures of the page come from, where that isn't said beside them: ids of sources, with a place in them if need be, or
        /// words. They are listed at its foot.
        pub sources: Vec<Cite>,
        /// The day on which somebody last checked that the page is right.
        pub reviewed_on: Option<Day>,
        /// How long a review holds, such as `180d`.
        pub review_in: Option<Duration>,
        /// What the page is about; each tag has a page that lists its pages.
        pub tags: Vec<String>,
        /// A draft is left out, unless `--drafts` is given.
        pub draft: Option<bool>,
        /// The place among its siblings: smaller comes first, pages without one come last.
        pub weight: Option<i64>,
        /// Addresses that the page had before; each leads here.
        pub aliases: Vec<String>,
        /// The template to use instead of the usual one, such as `landing.html`.
        pub template: Option<String>,
        /// Who the page is for; shown as a label, it hides nothing.
        pub audience: Option<OneOrMore<String>>,
        /// `false` leaves the words of the page, and of the records on it, without links to the glossary.
        pub glossary: Option<bool>,
        /// Warnings of rules that don't hold here, each with the reason.
        pub silence: Vec<Silence>,
        /// The id for links such as `[[sre]]`; without one, the file's name, for `index.md` its folder's.
        pub id: Option<Id>,
    }
}

impl FrontMatter {
    /// What a translation says of itself, with what the page that it translates says for both: who it is for and who answers for it,
    /// its place, tags, sources and template. Dates and reviews are each one's own.
    pub fn translating(&self, main: &Self) -> Self {
        let tags = if self.tags.is_empty() { &main.tags } else { &self.tags };
        let sources = if self.sources.is_empty() { &main.sources } else { &self.sources };
        Self {
            date: self.date.or(main.date),
            owner: self.owner.clone().or_else(|| main.owner.clone()),
            sources: sources.clone(),
            review_in: self.review_in.or(main.review_in),
            tags: tags.clone(),
            weight: self.weight.or(main.weight),
            template: self.template.clone().or_else(|| main.template.clone()),
            audience: self.audience.clone().or_else(|| main.audience.clone()),
            glossary: self.glossary.or(main.glossary),
            // Links by id lead to the same page in each language.
            id: main.id.clone(),
            ..self.clone()
        }
    }
}

impl Default for FrontMatter {
    /// What a page says that says nothing of itself.
    fn default() -> Self {
        Self {
            title: None,
            description: None,
            date: None,
            updated: None,
            owner: None,
            sources: Vec::new(),
            reviewed_on: None,
            review_in: None,
            tags: Vec::new(),
            draft: None,
            weight: None,
            aliases: Vec::new(),
            template: None,
            audience: None,
            glossary: None,
            silence: Vec::new(),
            id: None,
        }
    }
}

impl FrontMatter {
    /// Whether it says that warnings of a code don't hold for the page.
    pub fn silences(&self, code: Code) -> bool {
        self.silence.iter().any(|silence| silence.code.word() == code.name())
    }
}

/// A text's parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Split {
    /// The front matter's YAML and the first byte of the body.
    Parts {
        /// The YAML between the two lines, empty when there is none.
        yaml: Range<usize>,
        /// Where the body begins.
        body: usize,
    },
    /// The first line is `---`, and no second one follows.
    Unclosed,
}

/// Finds the front matter of a text.
pub fn split(text: &str) -> Split {
    let bom = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = text[bom..].trim_start_matches([' ', '\t', '\r', '\n']);
    let start = text[..text.len() - rest.len()].rfind('\n').map_or(bom, |newline| newline + 1);
    match split_at(text, start) {
        // Below an empty line it is front matter when all of it looks so; else it is a line across the page.
        Split::Parts { yaml, .. } if start > bom && !looks_like_keys(&text[yaml.clone()]) => Split::Parts { yaml: bom..bom, body: bom },
        Split::Unclosed if start > bom => Split::Parts { yaml: bom..bom, body: bom },
        split => split,
    }
}

/// Whether each line is a key with or without a value, belongs to one, or is a remark.
fn looks_like_keys(yaml: &str) -> bool {
    let is_key = |line: &str| {
        line.split_once(':').is_some_and(|(key, value)| {
            let is_name = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
            is_name && (value.is_empty() || value.starts_with(' '))
        })
    };
    let mut lines = yaml.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#')).peekable();
    lines.peek().is_some_and(|line| is_key(line)) && lines.all(|line| is_key(line) || line.starts_with([' ', '-']))
}

/// Finds the front matter of a text whose first line begins at `bom`.
fn split_at(text: &str, bom: usize) -> Split {
    let Some(first) = text[bom..].split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
        return Split::Parts { yaml: bom..bom, body: bom };
    };
    let start = bom + first.len();
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Split::Parts { yaml: start..at, body: at + line.len() };
        }
        at += line.len();
    }
    Split::Unclosed
}

/// Where a text's body begins; unclosed front matter is body.
pub fn body_start(text: &str) -> usize {
    match split(text) {
        Split::Parts { body, .. } => body,
        Split::Unclosed => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found() {
        assert_eq!(split("---\ntitle: x\n---\nBody"), Split::Parts { yaml: 4..13, body: 17 });
        assert_eq!(split("Body\n---\n"), Split::Parts { yaml: 0..0, body: 0 });
        assert_eq!(split("---\r\ntitle: x\r\n---\r\n"), Split::Parts { yaml: 5..15, body: 20 });
        assert_eq!(split("---\ntitle: x\n"), Split::Unclosed);
        assert_eq!(split("\n---\ntitle: x\n---\nBody"), Split::Parts { yaml: 5..14, body: 18 });
        assert_eq!(split("\n---\nText: and more\nof it\n---\n"), Split::Parts { yaml: 0..0, body: 0 });
        assert_eq!(split("\n---\n\nBody\n"), Split::Parts { yaml: 0..0, body: 0 });
    }
}
