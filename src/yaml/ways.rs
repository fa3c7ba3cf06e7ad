//! Ways to write a mistake of syntax over, so that the rest can be read.

use std::ops::Range;

use super::{
    draft::Draft,
    finding::{Finding, Mend},
    line::{Line, end_of_block},
};

/// A text without a mistake.
#[derive(Debug)]
pub(super) struct Way {
    pub(super) draft: Draft<'static>,
    pub(super) mended: Mended,
}

/// What was mended, in the places of the text before.
#[derive(Debug, Default, Clone)]
pub(super) struct Mended {
    /// The bytes, with what is as good as written over.
    pub(super) over: Range<usize>,
    /// The line below one whose indentation was written over: where it stumbles, that indentation was a guess that went wrong.
    pub(super) below: Range<usize>,
    /// The bytes in whose place other words stand.
    pub(super) lost: Option<Range<usize>>,
    /// The lines whose keys nobody knows.
    pub(super) torn: Option<Range<usize>>,
    /// The line that may say something else than it seems to, since what it was meant to be is a guess.
    pub(super) guessed: Option<Range<usize>>,
}

impl Mended {
    /// The same in the places of the original text.
    pub(super) fn in_original(&self, draft: &Draft<'_>) -> Self {
        let span = |span: &Range<usize>| draft.original_span(span);
        Self {
            over: span(&self.over),
            below: span(&self.below),
            lost: self.lost.as_ref().map(span),
            torn: self.torn.as_ref().map(span),
            guessed: self.guessed.as_ref().map(span),
        }
    }
}

/// The ways to write a mistake over, the gentlest first.
pub(super) fn ways(draft: &Draft<'_>, finding: &Finding) -> Vec<Way> {
    let text = draft.text();
    let line = Line::around(text, finding.span.start);
    let own = match &finding.mend {
        Mend::Blank(span) => {
            let below = line.after(text).map_or(0..0, |below| below.start..below.end());
            let mended = Mended { over: line.start..line.end(), below, ..Mended::default() };
            Some(Way { draft: draft.paint(span, ' '), mended })
        }
        Mend::Insert(at, missing) => {
            let mended = Mended { over: *at..*at, ..Mended::default() };
            draft.replace(&(*at..*at), missing).map(|draft| Way { draft, mended })
        }
        Mend::Mask(span) => {
            // Its further lines aren't indented, so words there would be lines of their own.
            let first = span.start..span.end.min(line.end());
            Some(mask(&draft.paint(&(first.end..span.end), ' '), first))
        }
        Mend::Value(span) => Some(value(draft, &line, span)),
        Mend::Line => None,
        Mend::Rest => return vec![blank(draft, finding.span.start..text.len())],
        Mend::Hopeless => return Vec::new(),
    };
    let item = line.item().start;
    let block = |column| end_of_block(text, &line, column);
    let above = line.before(text).and_then(|above| {
        let column = above.item().start - above.start;
        entry(draft, line.start..block(line.indent()), column)
    });
    let here = entry(draft, item..block(item - line.start), 0);
    let content = line.content().start..block(line.indent());
    let mut words = mask(draft, content.clone());
    words.mended.torn = Some(content.clone());
    // A line that can't be read is most likely an entry beside the one above it.
    own.into_iter().chain(above).chain(here).chain([words, blank(draft, content)]).collect()
}

/// A text in which words stand in place of a value.
fn mask(draft: &Draft<'_>, span: Range<usize>) -> Way {
    Way { draft: draft.paint(&span, 'x'), mended: Mended { over: span.clone(), lost: Some(span), ..Mended::default() } }
}

/// A text in which nothing stands in place of lines.
fn blank(draft: &Draft<'_>, span: Range<usize>) -> Way {
    Way { draft: draft.paint(&span, ' '), mended: Mended { over: span.clone(), torn: Some(span), ..Mended::default() } }
}

/// A text in which an entry that is indented by `column` stands in place of lines; `None` when it is too long for the first.
fn entry(draft: &Draft<'_>, span: Range<usize>, column: usize) -> Option<Way> {
    let first = draft.text().get(span.clone())?.lines().next()?.len();
    let key = first.checked_sub(column + 1).filter(|length| *length > 0)?;
    let line = span.start..span.start + first;
    let mended = Mended { over: span.clone(), lost: Some(line.clone()), torn: Some(span.clone()), ..Mended::default() };
    let draft = draft.paint(&span, 'x').overwrite(&line, &format!("{}{}:", " ".repeat(column), "x".repeat(key)));
    Some(Way { draft, mended })
}

/// A text in which words stand in place of a value that goes on in deeper lines, and in one that closes its brackets.
fn value(draft: &Draft<'_>, line: &Line<'_>, span: &Range<usize>) -> Way {
    let text = draft.text();
    let column = match line.entry() {
        Some((key, _)) => key.start - line.start,
        None => line.indent(),
    };
    let end = span.end.max(end_of_block(text, line, column));
    let way = mask(draft, span.start..end);
    let closes = |next: &Line<'_>| !next.content().is_empty() && next.text.trim().chars().all(|c| matches!(c, ']' | '}' | ','));
    match Line::around(text, end).after(text).filter(closes) {
        Some(closing) => Way { draft: way.draft.paint(&closing.content(), ' '), ..way },
        None => way,
    }
}
