//! Figures in prose, and the citations beside them.

use std::ops::Range;

use crate::{
    diagnostic::{Code, Diagnostic, Place},
    rules::{
        money::{Figure, FigureKind, figures},
        sentences::{Paragraph, paragraphs},
    },
    sources::SourcePath,
};

/// Shares from here on are promises and service levels (`99.9 %`, `100 % of interviews`), and not found by anybody.
const PROMISE: f64 = 99.0;

/// The first amount of money or share of each paragraph, item and row of a text in which no source is cited.
pub fn uncited(markdown: &str) -> Vec<Range<usize>> {
    uncited_in(markdown, &paragraphs(markdown))
}

/// The same of a text whose paragraphs are known.
pub fn uncited_in(markdown: &str, paragraphs: &[Paragraph]) -> Vec<Range<usize>> {
    let is_open = |paragraph: &&Paragraph| !lines_around(markdown, &paragraph.span).contains("[@");
    let first = |paragraph: &Paragraph| {
        let figure = figures(&paragraph.text).into_iter().find(|figure| !is_promise(&paragraph.text, figure))?;
        Some(paragraph.place(figure.span))
    };
    paragraphs.iter().filter(is_open).filter_map(first).collect()
}

/// What is wrong with a figure that a page states without a citation.
pub fn diagnose(file: &SourcePath, figure: &str, place: Range<usize>) -> Diagnostic {
    let message = format!("nothing says where the figure {figure} comes from");
    let hint =
        "cite its source in the same paragraph, such as `[@survey-2026]`, or name one for the whole page in `sources` of its front matter";
    Diagnostic::new(Code::UnsourcedFigure, Place::span(file, place), message).hint(hint)
}

/// Whether a figure is a share that is promised, and not found.
pub(super) fn is_promise(text: &str, figure: &Figure) -> bool {
    let number: String = text[figure.span.clone()].chars().take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    figure.kind == FigureKind::Share && number.replace(',', ".").parse::<f64>().is_ok_and(|share| share >= PROMISE)
}

/// The lines of a text that a range of it lies in.
fn lines_around<'a>(text: &'a str, span: &Range<usize>) -> &'a str {
    let start = text[..span.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |at| span.end + at);
    &text[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_citation_vouches_for_its_paragraph() {
        let text = "It pays USD 10 [@a].\n\nIt pays\nEUR 20 and $30.\n\n| a | b |\n|---|---|\n| USD 1 | [@a] |\n\n`USD 5`, 87 % of 100 %\n";
        let found: Vec<&str> = uncited(text).into_iter().map(|span| &text[span]).collect();
        assert_eq!(found, ["EUR 20", "87 %"]);
    }
}
