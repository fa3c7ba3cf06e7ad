//! `[@gartner-2024, p. 3; @kore1-2026]`: where a sentence comes from.

use std::{ops::Range, sync::Arc};

use crate::yaml::Id;

/// The sources that stand in one pair of brackets.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The sources.
    pub cited: Vec<Cited>,
    /// Whether it stands in a link, in which no other link can be.
    pub is_in_link: bool,
    /// Which of the markup's origins it stands in.
    pub origin: usize,
}

/// A source, and where in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cited {
    /// The source's id.
    pub source: Arc<str>,
    /// Where in it, such as `p. 3`; empty for all of it.
    pub locator: String,
    /// Where this stands in the text of the citation's origin.
    pub span: Range<usize>,
}

/// What was written in a pair of brackets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenCitation {
    /// The sources.
    pub cited: Vec<Cited>,
    /// What isn't a source.
    pub problems: Vec<CitationProblem>,
}

/// Something in a citation that isn't a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitationProblem {
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: String,
    /// Where it stands.
    pub span: Range<usize>,
}

/// Reads the citation that begins at `start`; gives it and its end. `None` when there is none, but a link, a definition or text.
pub fn read(text: &str, start: usize) -> Option<(WrittenCitation, usize)> {
    let inside = text[start..].strip_prefix("[@")?;
    let length = inside.find(['[', ']']).filter(|at| inside[*at..].starts_with(']'))?;
    // A line of white space ends the paragraph.
    if inside[..length].split('\n').skip(1).any(|line| line.trim_matches([' ', '\t', '\r', '>']).is_empty()) {
        return None;
    }
    let (from, end) = (start + 1, start + "[@".len() + length + 1);
    let rest = &text[end..];
    let is_first_on_line = || text[..start].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
    let is_link =
        rest.starts_with('(') || (rest.starts_with('[') && !rest.starts_with("[@")) || (rest.starts_with(':') && is_first_on_line());
    if is_link {
        return None;
    }
    let mut written = WrittenCitation { cited: Vec::new(), problems: Vec::new() };
    let mut at = from;
    for part in text[from..end - 1].split(';') {
        let span = at + part.len() - part.trim_start().len()..at + part.trim_end().len();
        at += part.len() + 1;
        match read_part(part, span.clone()) {
            Ok(cited) => written.cited.push(cited),
            Err((message, hint)) => written.problems.push(CitationProblem { message, hint, span }),
        }
    }
    Some((written, end))
}

/// Reads `@id, locator`.
fn read_part(part: &str, span: Range<usize>) -> Result<Cited, (String, String)> {
    let part = in_one_line(part);
    let Some(source) = part.strip_prefix('@') else {
        let hint = "each source begins with `@`: write for example `[@one, p. 3; @other]`".to_owned();
        return Err((format!("`{part}` is no source"), hint));
    };
    let (id, locator) = source.split_once(',').unwrap_or((source, ""));
    let id = id.trim();
    match Id::parse(id) {
        Ok(id) => Ok(Cited { source: (&*id).into(), locator: locator.trim().to_owned(), span }),
        Err(_) if id.is_empty() => {
            let hint = r"write the id of a source, such as `[@gartner-2024, p. 3]`, or `\[@` for a bracket that is only text";
            Err(("this citation names no source".to_owned(), hint.to_owned()))
        }
        Err(problem) => {
            let (first, rest) = id.split_once(' ').unwrap_or((id, ""));
            let hint = match Id::parse(first) {
                Ok(first) => Some(format!("write `[@{first}, {}]`, with a comma after the id", rest.trim())),
                Err(_) => Id::slug(id).map(|id| format!("did you mean `[@{id}]`?")),
            };
            Err((format!("`{id}` is no id of a source"), hint.or(problem.hint).unwrap_or_default()))
        }
    }
}

/// A text in one line, without the marks of a quote that goes on.
fn in_one_line(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.trim_start_matches([' ', '\t', '>']).trim_end());
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Option<Vec<String>> {
        let (written, end) = read(text, 0)?;
        let cited = written.cited.iter().map(|cited| format!("{}|{}|{}", cited.source, cited.locator, &text[cited.span.clone()]));
        let problems = written.problems.iter().map(|problem| format!("? {} «{}»", problem.message, &text[problem.span.clone()]));
        Some(cited.chain(problems).chain([text[end..].to_owned()]).collect())
    }

    #[test]
    fn sources_have_places_and_stand_beside_each_other() {
        assert_eq!(read_all("[@a]."), Some(vec!["a||@a".into(), ".".into()]));
        assert_eq!(read_all("[@a-1, p. 3, fn. 2]"), Some(vec!["a-1|p. 3, fn. 2|@a-1, p. 3, fn. 2".into(), String::new()]));
        assert_eq!(read_all("[@a; @b, table 2]"), Some(vec!["a||@a".into(), "b|table 2|@b, table 2".into(), String::new()]));
        assert_eq!(read_all("[@a,\n> p. 3] x"), Some(vec!["a|p. 3|@a,\n> p. 3".into(), " x".into()]));
        assert_eq!(read_all("[@a][@b]"), Some(vec!["a||@a".into(), "[@b]".into()]));
    }

    #[test]
    fn links_definitions_and_open_brackets_are_none() {
        for text in ["[@a](b.md)", "[@a][b]", "[@a]: b.md", "[@a", "[@a [b]]", "[@a\n\nb]", "[a]"] {
            assert_eq!(read_all(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_source_is_told() {
        assert_eq!(read_all("[@]"), Some(vec!["? this citation names no source «@»".into(), String::new()]));
        assert_eq!(read_all("[@a; p. 5]"), Some(vec!["a||@a".into(), "? `p. 5` is no source «p. 5»".into(), String::new()]));
        assert_eq!(read_all("[@A B]"), Some(vec!["? `A B` is no id of a source «@A B»".into(), String::new()]));
    }
}
