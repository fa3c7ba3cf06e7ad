//! Prints diagnostics: for people, a line each, as JSON, and as GitHub's annotations.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, Place, Severity};
use crate::sources::{SourcePath, Sources};

/// How diagnostics are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    Github,
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
pub fn print(diagnostics: &[Diagnostic], sources: &dyn Sources, format: Format) -> String {
    print_all(diagnostics, None, sources, format)
}

/// Prints diagnostics, and last why nothing was published although they wouldn't hinder it.
pub fn print_refused(diagnostics: &[Diagnostic], refusal: &str, sources: &dyn Sources, format: Format) -> String {
    print_all(diagnostics, Some(refusal), sources, format)
}

fn print_all(diagnostics: &[Diagnostic], refusal: Option<&str>, sources: &dyn Sources, format: Format) -> String {
    let texts = Texts::read(diagnostics, sources);
    let lines = |line: &dyn Fn(&Diagnostic) -> String| diagnostics.iter().map(line).collect::<String>();
    let plain = || refusal.map(|refusal| format!("error: {refusal}\n")).unwrap_or_default();
    match format {
        Format::Human { colour } => lines(&|diagnostic| human(diagnostic, &texts, colour)) + &plain(),
        Format::Short => lines(&|diagnostic| short(diagnostic, &texts)) + &plain(),
        Format::Json => json(diagnostics, refusal, &texts),
        Format::Github => {
            let refused = refusal.map(|refusal| format!("::error title=not published::{}\n", github_data(refusal)));
            lines(&|diagnostic| github(diagnostic, &texts)) + &refused.unwrap_or_default()
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
                    Some(String::from_utf8_lossy(&bytes).as_ref().into())
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
            _ => Position { line: 1, column: 1, end_line: 1, end_column: 1 },
        }
    }
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
    // A file's name can hold a line break, and this is one line.
    let file = place.file.replace(char::is_control, "�");
    format!("{file}:{}:{}: {}[{code}]: {message}\n", at.line, at.column, code.severity())
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    severity: String,
    /// Nothing for what is wrong with the disk, and not with a file of the playbook.
    code: Option<&'a str>,
    message: &'a str,
    file: Option<&'a str>,
    #[serde(flatten)]
    position: Option<Position>,
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

fn json(diagnostics: &[Diagnostic], refusal: Option<&str>, texts: &Texts) -> String {
    let refused = refusal.map(|message| JsonDiagnostic {
        severity: Severity::Error.to_string(),
        code: None,
        message,
        file: None,
        position: None,
        hint: None,
        related: None,
    });
    let rows: Vec<_> = diagnostics
        .iter()
        .map(|diagnostic| JsonDiagnostic {
            severity: diagnostic.code.severity().to_string(),
            code: Some(diagnostic.code.name()),
            message: &diagnostic.message,
            file: Some(&diagnostic.place.file),
            position: Some(texts.position(&diagnostic.place)),
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
fn github(diagnostic: &Diagnostic, texts: &Texts) -> String {
    let at = texts.position(&diagnostic.place);
    let mut message = diagnostic.message.clone();
    if let Some(hint) = &diagnostic.hint {
        let _ = write!(message, "\n{hint}");
    }
    let property = |text: &str| github_data(text).replace(':', "%3A").replace(',', "%2C");
    format!(
        "::{} file={},line={},col={},endLine={},endColumn={},title={}::{}\n",
        diagnostic.code.severity(),
        property(&diagnostic.place.file),
        at.line,
        at.column,
        at.end_line,
        at.end_column,
        property(diagnostic.code.name()),
        github_data(&message)
    )
}

fn github_data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}
