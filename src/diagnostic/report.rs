//! Prints diagnostics: for people, a line each, as JSON, and as GitHub's annotations.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Place, Severity};
use crate::sources::{SourcePath, Sources};

/// How diagnostics are printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Format {
    /// With an excerpt and a hint, coloured or not.
    Human {
        /// Whether escape codes for colours are written.
        colour: Colour,
    },
    /// A line each: `path:line:column: severity[code]: message`.
    Short,
    /// One JSON array.
    Json,
    /// GitHub's workflow commands, which become annotations.
    Github {
        /// The way from the folder in which GitHub looks for files to the playbook's: empty, or ending with `/`.
        root: String,
    },
}

/// Whether text is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// With escape codes.
    Ansi,
    /// Plain text.
    None,
}

/// Prints diagnostics in the order given, reading the excerpts from `sources`.
pub fn print(diagnostics: &[Diagnostic], sources: &dyn Sources, format: &Format) -> String {
    print_all(diagnostics, None, sources, format)
}

/// Why nothing was published although no diagnostic hinders it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What is wrong, and what to do.
    pub message: String,
    /// The file or folder that it is about, as the system names it.
    pub path: String,
}

/// What stands in the place of a code where nothing is wrong with a file of the playbook, but with the disk.
const NOT_PUBLISHED: &str = "not-published";

/// Prints diagnostics, and last why nothing was published although they wouldn't hinder it.
pub fn print_refused(diagnostics: &[Diagnostic], refusal: &Refusal, sources: &dyn Sources, format: &Format) -> String {
    print_all(diagnostics, Some(refusal), sources, format)
}

fn print_all(diagnostics: &[Diagnostic], refusal: Option<&Refusal>, sources: &dyn Sources, format: &Format) -> String {
    let texts = Texts::read(diagnostics, sources);
    let lines = |line: &dyn Fn(&Diagnostic) -> String| diagnostics.iter().map(line).collect::<String>();
    let refused = |line: &dyn Fn(&Refusal) -> String| refusal.map(line).unwrap_or_default();
    match format {
        Format::Human { colour } => {
            lines(&|diagnostic| human(diagnostic, &texts, *colour)) + &refused(&|refusal| format!("error: {}\n", refusal.message))
        }
        Format::Short => {
            let line = |Refusal { message, path }: &Refusal| format!("{}:1:1: error[{NOT_PUBLISHED}]: {message}\n", on_one_line(path));
            lines(&|diagnostic| short(diagnostic, &texts)) + &refused(&line)
        }
        Format::Json => json(diagnostics, refusal, &texts),
        Format::Github { root } => {
            let line = |refusal: &Refusal| format!("::error title={NOT_PUBLISHED}::{}\n", github_data(&refusal.message));
            lines(&|diagnostic| github(diagnostic, &texts, root)) + &refused(&line)
        }
    }
}

/// Where a place begins and ends, counted from 1; columns are characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
    /// The last line.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
}

/// The beginning of a file, for what is wrong with the whole of it.
const START: Position = Position { line: 1, column: 1, end_line: 1, end_column: 1 };

/// The position of a range of bytes of a text; a range beyond its end is taken back to it.
pub fn position(text: &str, span: (usize, usize)) -> Position {
    let (line, column) = line_and_column(text, span.0);
    let (end_line, end_column) = line_and_column(text, span.1.max(span.0));
    Position { line, column, end_line, end_column }
}

fn line_and_column(text: &str, offset: usize) -> (usize, usize) {
    let before = &text[..floor(text, offset)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
}

fn floor(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The texts of the files that the diagnostics name; files that are no UTF-8 are read with replacement characters.
struct Texts(BTreeMap<SourcePath, Arc<str>>);

impl Texts {
    fn read(diagnostics: &[Diagnostic], sources: &dyn Sources) -> Self {
        let places = diagnostics.iter().flat_map(|d| [Some(&d.place), d.related.as_ref().map(|(place, _)| place)]).flatten();
        let mut texts = BTreeMap::new();
        for place in places.filter(|place| place.span.is_some()) {
            if !texts.contains_key(&place.file)
                && let Some(text) = crate::theme::embedded_text(&place.file).or_else(|| {
                    let bytes = sources.read(&place.file).ok().flatten()?;
                    Some(without_lone_returns(&String::from_utf8_lossy(&bytes)).into())
                })
            {
                texts.insert(place.file.clone(), text);
            }
        }
        Self(texts)
    }

    fn position(&self, place: &Place) -> Position {
        match (place.span, self.0.get(&place.file)) {
            (Some(span), Some(text)) => position(text, span),
            _ => START,
        }
    }
}

/// A text with blanks in place of carriage returns that end no line: an excerpt would show a sign for them that nobody typed.
fn without_lone_returns(text: &str) -> String {
    let mut rest = text.chars().peekable();
    let mut shown = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        let ends_no_line = c == '\r' && rest.peek() != Some(&'\n');
        shown.push(if ends_no_line { ' ' } else { c });
    }
    shown
}

fn human(diagnostic: &Diagnostic, texts: &Texts, colour: Colour) -> String {
    let level = match diagnostic.code.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name()));
    let mut places = vec![(&diagnostic.place, None)];
    if let Some((place, label)) = &diagnostic.related {
        places.push((place, Some(label.as_str())));
    }
    for (place, label) in places {
        let kind = if label.is_none() { AnnotationKind::Primary } else { AnnotationKind::Context };
        group = match (texts.0.get(&place.file), place.span) {
            (Some(text), Some((start, end))) => {
                let span = floor(text, start)..floor(text, end.max(start));
                let annotation = kind.span(span);
                let annotation = match label {
                    Some(label) => annotation.label(label),
                    None => annotation,
                };
                group.element(Snippet::source(&**text).path(&*place.file).annotation(annotation))
            }
            _ if place.is_option() => group.element(annotate_snippets::Origin::path(&*place.file)),
            _ => group.element(annotate_snippets::Origin::path(&*place.file).line(1).char_column(1)),
        };
    }
    if let Some(hint) = &diagnostic.hint {
        group = group.element(Level::HELP.message(hint.as_str()));
    }
    let renderer = if colour == Colour::Ansi { Renderer::styled() } else { Renderer::plain() };
    let mut text = renderer.render(&[group]);
    text.push_str("\n\n");
    text
}

fn short(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let at = texts.position(&diagnostic.place);
    let Diagnostic { code, message, place, .. } = diagnostic;
    format!("{}:{}:{}: {}[{code}]: {message}\n", on_one_line(&place.file), at.line, at.column, code.severity())
}

/// A file's name, which can hold a line break.
fn on_one_line(file: &str) -> String {
    file.replace(char::is_control, "�")
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: String,
    code: &'a str,
    message: &'a str,
    file: &'a str,
    #[serde(flatten)]
    position: Position,
    hint: Option<&'a str>,
    related: Option<JsonRelated<'a>>,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    file: &'a str,
    #[serde(flatten)]
    position: Position,
    label: &'a str,
}

fn json(diagnostics: &[Diagnostic], refusal: Option<&Refusal>, texts: &Texts) -> String {
    let refused = refusal.map(|Refusal { message, path }| JsonDiagnostic {
        severity: Severity::Error.to_string(),
        code: NOT_PUBLISHED,
        message,
        file: path,
        position: START,
        hint: None,
        related: None,
    });
    let rows: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| JsonDiagnostic {
            severity: diagnostic.code.severity().to_string(),
            code: diagnostic.code.name(),
            message: &diagnostic.message,
            file: &diagnostic.place.file,
            position: texts.position(&diagnostic.place),
            hint: diagnostic.hint.as_deref(),
            related: diagnostic.related.as_ref().map(|(place, label)| JsonRelated {
                file: &place.file,
                position: texts.position(place),
                label,
            }),
        })
        .chain(refused)
        .collect();
    let mut text = serde_json::to_string_pretty(&rows).unwrap_or_else(|_| "[]".to_owned());
    text.push('\n');
    text
}

/// <https://docs.github.com/actions/reference/workflow-commands-for-github-actions>
fn github(diagnostic: &Diagnostic, texts: &Texts, root: &str) -> String {
    let at = texts.position(&diagnostic.place);
    let mut message = diagnostic.message.clone();
    if let Some(hint) = &diagnostic.hint {
        let _ = write!(message, "\n{hint}");
    }
    let property = |text: &str| github_data(text).replace(':', "%3A").replace(',', "%2C");
    let Position { line, column, end_line, end_column } = at;
    let place = match diagnostic.place.is_option() {
        true => String::new(),
        false => {
            let file = property(&format!("{root}{}", diagnostic.place.file));
            format!("file={file},line={line},col={column},endLine={end_line},endColumn={end_column},")
        }
    };
    let (severity, title) = (diagnostic.code.severity(), property(diagnostic.code.name()));
    format!("::{severity} {place}title={title}::{}\n", github_data(&message))
}

fn github_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
