//! Reads on after a mistake of syntax, so that one run finds all of a text's mistakes.
//!
//! What can't be read is written over, byte for byte, by something that can, so that all places stay true; then the text is read
//! again, and so on. Of the ways to do that, the gentlest is taken after which the next mistake, if any, lies further on and not in what was
//! written over. That is lost: nothing is said of it but the mistake itself.

use std::{borrow::Cow, ops::Range};

use serde::de::IgnoredAny;

use super::{
    finding::{Finding, Mend},
    line::Line,
    node::{self, Cause, Fault, Node},
    read::place_of,
    syntax,
};

/// How many mistakes of syntax are found in one text; whoever has more has another kind of file.
const MOST_MISTAKES: usize = 50;

/// How many bytes are read again in all, and how often even so: a large file with many mistakes would take minutes.
const MOST_BYTES: usize = 16 << 20;
const LEAST_ATTEMPTS: usize = 20;

/// What could be read of a text.
#[derive(Debug)]
pub(super) struct Recovered<'a> {
    /// The text as it was written.
    pub(super) original: &'a str,
    /// The text, its mistakes written over.
    pub(super) text: Cow<'a, str>,
    /// Its tree, in which what is lost is marked.
    pub(super) root: Node,
    /// The mistakes of syntax.
    pub(super) mistakes: Vec<Finding>,
    /// The lines that are lost, whose keys nobody knows.
    pub(super) torn: Vec<Range<usize>>,
    /// Whether the text was read to its end.
    pub(super) is_complete: bool,
}

/// Reads a text; of a good one, it is its tree and nothing else.
pub(super) fn recover(original: &str) -> Recovered<'_> {
    let mut reading = Attempt::of(Cow::Borrowed(original));
    let (mut mistakes, mut mended) = (Vec::new(), Vec::<Mended>::new());
    let (mut lost, mut torn) = (Vec::new(), Vec::new());
    let mut attempts = (MOST_BYTES / original.len().max(1)).max(LEAST_ATTEMPTS);
    let mut is_complete = true;
    while let Some(fault) = reading.fault.take() {
        let finding = syntax::find(&reading.text, &fault);
        let next = ways(&reading.text, &finding).into_iter().find_map(|Way { text, mended: way }| {
            attempts = attempts.checked_sub(1)?;
            let attempt = Attempt::of(Cow::Owned(text));
            let leads_on = attempt.reach() > rank(&fault) && !attempt.stops_in(mended.iter().chain([&way]));
            leads_on.then_some((attempt, way))
        });
        mistakes.push(finding);
        let Some((attempt, way)) = next.filter(|_| mistakes.len() < MOST_MISTAKES) else {
            is_complete = false;
            break;
        };
        reading = attempt;
        lost.extend(way.lost.clone());
        torn.extend(way.torn.clone());
        mended.push(way);
    }
    let mut root = reading.root;
    root.lose(&lost);
    Recovered { original, text: reading.text, root, mistakes, torn, is_complete }
}

/// The whole characters that a span has a part in: what is written over them may end within one.
pub(super) fn whole_characters(text: &str, span: Range<usize>) -> Range<usize> {
    let start = (0..=span.start).rev().find(|at| text.is_char_boundary(*at));
    let end = (span.end..=text.len()).find(|at| text.is_char_boundary(*at));
    start.unwrap_or_default()..end.unwrap_or(text.len())
}

/// A text that was read until something stopped it.
struct Attempt<'a> {
    text: Cow<'a, str>,
    root: Node,
    fault: Option<Fault>,
}

impl<'a> Attempt<'a> {
    fn of(text: Cow<'a, str>) -> Self {
        let tree = node::parse(&text);
        let fault = syntax::invisible(&text).or(tree.error).or_else(|| {
            // The two parsers take nearly the same YAML. What the fast one refuses is a mistake, whatever the shape.
            let error = serde_yaml::from_str::<IgnoredAny>(&text).err()?;
            Some(Fault { at: place_of(&error), cause: Cause::Refused(error.to_string()) })
        });
        Self { text, root: tree.root, fault }
    }

    /// How far it came.
    fn reach(&self) -> Rank {
        self.fault.as_ref().map_or((u8::MAX, 0), rank)
    }

    /// Whether it was stopped by one of these.
    fn stops_in<'m>(&self, mut mended: impl Iterator<Item = &'m Mended>) -> bool {
        let Some(fault) = &self.fault else { return false };
        let finding = syntax::find(&self.text, fault);
        let touches = |bytes: &Range<usize>| bytes.start < finding.span.end.max(finding.span.start + 1) && finding.span.start < bytes.end;
        mended.any(|mended| touches(&mended.over) || (touches(&mended.below) && !finding.is_tab()))
    }
}

/// How far reading came: first the text is looked at for what nobody sees, then come the two parsers.
type Rank = (u8, usize);

fn rank(fault: &Fault) -> Rank {
    let step = match fault.cause {
        Cause::Invisible => 0,
        Cause::Refused(_) => 2,
        _ => 1,
    };
    (step, fault.at)
}

/// A text with a mistake written over.
struct Way {
    text: String,
    mended: Mended,
}

/// What was written over.
#[derive(Default)]
struct Mended {
    /// The bytes, with what is as good as written over.
    over: Range<usize>,
    /// The line below one whose indentation was written over: where it stumbles, that indentation was a guess that went wrong.
    below: Range<usize>,
    /// The bytes in whose place other words stand.
    lost: Option<Range<usize>>,
    /// The lines whose keys nobody knows.
    torn: Option<Range<usize>>,
}

/// The ways to write a mistake over, the gentlest first.
fn ways(text: &str, finding: &Finding) -> Vec<Way> {
    let line = Line::around(text, finding.span.start);
    let own = match &finding.mend {
        Mend::Blank(span) => {
            let below = line.after(text).map_or(0..0, |below| below.start..below.end());
            let mended = Mended { over: line.start..line.end(), below, ..Mended::default() };
            Some(Way { text: paint(text, span, ' '), mended })
        }
        Mend::Mask(span) => {
            // Its further lines aren't indented, so words there would be lines of their own.
            let first = span.start..span.end.min(line.end());
            Some(mask(&paint(text, &(first.end..span.end), ' '), first))
        }
        Mend::Value(span) => Some(value(text, &line, span)),
        Mend::Line => None,
        Mend::Rest => return vec![blank(text, finding.span.start..text.len())],
        Mend::Hopeless => return Vec::new(),
    };
    let item = line.item().start;
    let block = |column| end_of_block(text, &line, column);
    let above = line.before(text).and_then(|above| {
        let column = above.item().start - above.start;
        entry(text, line.start..block(line.indent()), column)
    });
    let here = entry(text, item..block(item - line.start), 0);
    let content = line.content().start..block(line.indent());
    let mut words = mask(text, content.clone());
    words.mended.torn = Some(content.clone());
    // A line that can't be read is most likely an entry beside the one above it.
    own.into_iter().chain(above).chain(here).chain([words, blank(text, content)]).collect()
}

/// A text in which words stand in place of a value.
fn mask(text: &str, span: Range<usize>) -> Way {
    Way { text: paint(text, &span, 'x'), mended: Mended { over: span.clone(), lost: Some(span), ..Mended::default() } }
}

/// A text in which nothing stands in place of lines.
fn blank(text: &str, span: Range<usize>) -> Way {
    Way { text: paint(text, &span, ' '), mended: Mended { over: span.clone(), torn: Some(span), ..Mended::default() } }
}

/// A text in which an entry that is indented by `column` stands in place of lines; `None` when it is too long for the first.
fn entry(text: &str, span: Range<usize>, column: usize) -> Option<Way> {
    let first = text.get(span.clone())?.lines().next()?.len();
    let key = first.checked_sub(column + 1).filter(|length| *length > 0)?;
    let mut mended = paint(text, &span, 'x');
    let end = span.start + first;
    mended.replace_range(span.start..end, &format!("{}{}:", " ".repeat(column), "x".repeat(key)));
    let lost = Some(span.start..end);
    Some(Way { text: mended, mended: Mended { over: span.clone(), lost, torn: Some(span), ..Mended::default() } })
}

/// A text in which words stand in place of a value that goes on in deeper lines, and in one that closes its brackets.
fn value(text: &str, line: &Line<'_>, span: &Range<usize>) -> Way {
    let column = match line.entry() {
        Some((key, _)) => key.start - line.start,
        None => line.indent(),
    };
    let end = span.end.max(end_of_block(text, line, column));
    let way = mask(text, span.start..end);
    let closes = |next: &Line<'_>| !next.content().is_empty() && next.text.trim().chars().all(|c| matches!(c, ']' | '}' | ','));
    match Line::around(text, end).after(text).filter(closes) {
        Some(closing) => Way { text: paint(&way.text, &closing.content(), ' '), ..way },
        None => way,
    }
}

/// A text with other bytes in place of what stands in a span; its lines and their indentation stay.
fn paint(text: &str, span: &Range<usize>, with: char) -> String {
    let mut painted = String::with_capacity(text.len());
    painted.push_str(&text[..span.start]);
    for c in text[span.clone()].chars() {
        match c {
            ' ' | '\n' | '\r' => painted.push(c),
            _ => painted.extend(std::iter::repeat_n(with, c.len_utf8())),
        }
    }
    painted.push_str(&text[span.end..]);
    painted
}

/// Where the lines below a line end that are indented by more than `column`.
fn end_of_block(text: &str, line: &Line<'_>, column: usize) -> usize {
    let mut end = line.content().end;
    let is_tabbed = line.slice(&(line.start..line.content().start)).contains('\t');
    // How far a tab indents, nobody knows.
    let mut next = line.after(text).filter(|_| !is_tabbed);
    while let Some(below) = next {
        let is_blank = below.text.trim().is_empty();
        if !is_blank && below.indent() <= column {
            break;
        }
        if !is_blank {
            end = below.content().end;
        }
        next = below.after(text);
    }
    end
}
