//! A Markdown page, parsed: front matter and markup.

use crate::{
    diagnostic::{Code, Diagnostic, Place},
    front_matter::{self, FrontMatter, Split},
    markdown::{self, Environment, Markup, Origin, Role},
    rules::{
        figures,
        sentences::{Paragraph, Sentence, paragraphs, sentences_of},
    },
    sources::SourcePath,
    yaml::{Locators, read},
};

/// A parsed page.
#[derive(Debug)]
pub struct Document {
    /// Its file.
    pub path: SourcePath,
    /// What it says of itself.
    pub front: FrontMatter,
    /// Its body.
    pub markup: Markup,
    /// The sentences of its own text that ask something, with their places in the file.
    pub questions: Vec<Sentence>,
    /// The amounts of money and shares of its own text beside which no source is cited, with their places in the file.
    pub uncited: Vec<Sentence>,
    /// Whether all of it could be read: if not, it has headings that nobody knows.
    pub is_read: bool,
    /// Whether it may have an id that can't be read.
    pub may_have_id: bool,
    /// The hash of all texts that it was made from.
    pub hash: u128,
}

/// Parses a page. A mistake in its front matter costs it that field alone, so that links to it aren't wrong as well.
pub fn parse(path: &SourcePath, text: &str, environment: &Environment<'_>) -> (Document, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut is_read = true;
    let (front, may_have_id, body) = match front_matter::split(text) {
        Split::Parts { yaml, body } => {
            diagnostics.extend(misplaced(path, text, yaml.start).or_else(|| toml(path, text)));
            let reading = read::<FrontMatter>(path, &text[yaml.clone()], yaml.start);
            diagnostics.extend(reading.diagnostics);
            let front = reading.value.unwrap_or_default();
            let lost_id = front.id.is_none() && text[yaml].lines().any(|line| line.starts_with("id:"));
            (front, lost_id, body)
        }
        Split::Unclosed => {
            is_read = false;
            let end = text.find('\n').unwrap_or(text.len());
            let hint = "end it with a second line of `---`; for a line across the page, leave the first line empty or write `***`";
            diagnostics
                .push(Diagnostic::new(Code::UnclosedFrontMatter, Place::span(path, 0..end), "the front matter isn't closed").hint(hint));
            (FrontMatter::default(), true, text.len())
        }
    };
    let role = Role::Page { title: front.title.clone() };
    let (markup, issues) = markdown::parse(&text[body..], Origin::File { file: path.clone(), base: body }, &role, environment);
    let read = |other: &SourcePath| if other == path { Some(text.into()) } else { (environment.include)(other) };
    let locators = Locators::default();
    diagnostics.extend(issues.into_iter().map(|issue| issue.diagnose(&markup.origins, &read, &locators)));
    let paragraphs = paragraphs(&text[body..]);
    let (questions, uncited) = (questions_in(&paragraphs, body), uncited_in(&paragraphs, text, body));
    (Document { path: path.clone(), front, markup, questions, uncited, is_read, may_have_id, hash: 0 }, diagnostics)
}

/// The sentences of a page's body that ask something.
fn questions_in(paragraphs: &[Paragraph], body: usize) -> Vec<Sentence> {
    let asking = sentences_of(paragraphs).filter(Sentence::asks);
    asking.map(|Sentence { text, span }| Sentence { text, span: span.start + body..span.end + body }).collect()
}

/// The amounts of money and shares of a page's body beside which no source is cited.
fn uncited_in(paragraphs: &[Paragraph], text: &str, body: usize) -> Vec<Sentence> {
    let place = |span: std::ops::Range<usize>| span.start + body..span.end + body;
    let figure = |span| Sentence { text: text.get(place(std::ops::Range::clone(&span))).unwrap_or_default().to_owned(), span: place(span) };
    figures::uncited_in(&text[body..], paragraphs).into_iter().map(figure).collect()
}

/// The mistake of front matter in TOML, which other tools read between two lines of `+++`.
fn toml(path: &SourcePath, text: &str) -> Option<Diagnostic> {
    let is_fence = |line: &str| line.trim_end() == "+++";
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let mut lines = text[start..].lines();
    let is_toml = lines.next().is_some_and(is_fence) && lines.any(is_fence);
    is_toml.then(|| {
        Diagnostic::new(
            Code::UnclosedFrontMatter,
            Place::span(path, start..start + 3),
            "this front matter is TOML, which would be shown as text",
        )
        .hint("write it in YAML between two lines of `---`: `title: MLOps engineer` in place of `title = \"MLOps engineer\"`")
    })
}

/// The mistake of front matter that begins below an empty line: other tools would publish it as text.
fn misplaced(path: &SourcePath, text: &str, yaml: usize) -> Option<Diagnostic> {
    let before = text.get(..yaml)?.trim_start_matches('\u{feff}');
    let is_below = before.lines().next()?.trim().is_empty();
    let fence = before.trim_end().len() + (yaml - before.len());
    is_below.then(|| {
        Diagnostic::new(Code::UnclosedFrontMatter, Place::span(path, fence - 3..fence), "the front matter begins below an empty line")
            .hint("take out what stands above it: `---` must be the first line; for a line across the page, write `***`")
    })
}
