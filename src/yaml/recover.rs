//! Reads on after a mistake of syntax, so that one run finds all of a text's mistakes.
//!
//! Most mistakes are slips of the keyboard. Those are looked for first: of what would make good YAML, what reads furthest was most
//! likely meant, and nothing is lost by it. Where none is found, what can't be read is written over with something that can; then the text
//! is read again, and so on. Of the ways to do that, the gentlest is taken after which the next mistake, if any, lies further on and not in
//! what was written over. That is lost: nothing is said of it but the mistake itself.

use std::{borrow::Cow, ops::Range};

use serde::de::IgnoredAny;

use super::{
    draft::Draft,
    finding::Finding,
    line::Line,
    node::{self, Cause, Fault, Node},
    read::place_of,
    slips::slips,
    syntax,
    ways::{Mended, Way, ways},
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
    /// The text, its mistakes written over; each place in it is one of the original.
    pub(super) text: Cow<'a, str>,
    /// Its tree, in which what is lost is marked.
    pub(super) root: Node,
    /// The mistakes of syntax.
    pub(super) mistakes: Vec<Finding>,
    /// The lines that are lost, whose keys nobody knows.
    pub(super) torn: Vec<Range<usize>>,
    /// The lines of which is guessed what they were meant to be.
    pub(super) guessed: Vec<Range<usize>>,
    /// Whether the text was read to its end.
    pub(super) is_complete: bool,
}

/// Reads a text; of a good one, it is its tree and nothing else.
pub(super) fn recover(original: &str) -> Recovered<'_> {
    let attempts = (MOST_BYTES / original.len().max(1)).max(LEAST_ATTEMPTS);
    let mut recovery = Recovery { mistakes: Vec::new(), mended: Vec::new(), slips_left: attempts, ways_left: attempts };
    let mut reading = Attempt::of(Draft::of(original));
    let mut is_complete = true;
    while let Some(fault) = reading.fault.take() {
        match recovery.next(&reading, &fault) {
            Some(next) => reading = next,
            None => {
                is_complete = false;
                break;
            }
        }
    }
    let Recovery { mistakes, mended, .. } = recovery;
    let lost: Vec<_> = mended.iter().filter_map(|mended| mended.lost.clone()).collect();
    let guessed = mended.iter().filter_map(|mended| mended.guessed.clone()).collect();
    let torn = mended.into_iter().filter_map(|mended| mended.torn).collect();
    let Attempt { draft, mut root, .. } = reading;
    root.relocate(&|span| draft.original_span(&span));
    root.lose(&lost);
    Recovered { original, text: draft.into_aligned(), root, mistakes, torn, guessed, is_complete }
}

/// The whole characters that a span has a part in: what is written over them may end within one.
pub(super) fn whole_characters(text: &str, span: Range<usize>) -> Range<usize> {
    let start = (0..=span.start).rev().find(|at| text.is_char_boundary(*at));
    let end = (span.end..=text.len()).find(|at| text.is_char_boundary(*at));
    start.unwrap_or_default()..end.unwrap_or(text.len())
}

/// What was found and mended so far, in the places of the original text.
struct Recovery {
    mistakes: Vec<Finding>,
    mended: Vec<Mended>,
    /// How many readings are left for each of the two ways to go on.
    slips_left: usize,
    ways_left: usize,
}

impl Recovery {
    /// Notes the mistake that stopped a reading, and reads on without it; `None` when that can't be done.
    fn next<'a>(&mut self, reading: &Attempt<'a>, fault: &Fault) -> Option<Attempt<'a>> {
        let finding = syntax::find(reading.draft.text(), fault);
        let way = ways(&reading.draft, &finding).into_iter().find_map(|way| {
            self.ways_left = self.ways_left.checked_sub(1)?;
            self.try_way(reading, fault, way)
        });
        let slip = self.best_slip(reading, fault, &finding).filter(|(_, slipped)| {
            way.as_ref().is_none_or(|(attempt, mended)| {
                // What the other way writes over can't stop it.
                let hidden = mended.in_original(&reading.draft).over;
                slipped.last_line() >= attempt.last_line() || hidden.contains(&slipped.reach().1)
            })
        });
        let (finding, next) = match (slip, way) {
            (Some(((better, mended), attempt)), _) => (better, Some((attempt, mended))),
            (None, way) => (finding, way),
        };
        self.mistakes.push(finding.relocated(&|span| reading.draft.original_span(&span)));
        let (attempt, mended) = next?;
        self.mended.push(mended.in_original(&reading.draft));
        (self.mistakes.len() < MOST_MISTAKES).then_some(attempt)
    }

    fn try_way(&self, reading: &Attempt<'_>, fault: &Fault, way: Way) -> Option<(Attempt<'static>, Mended)> {
        let Way { draft, mended } = way;
        let attempt = Attempt::of(draft);
        let own = mended.in_original(&reading.draft);
        let leads_on = attempt.reach() > reading.rank(fault) && !attempt.stops_in(self.mended.iter().chain([&own]));
        leads_on.then_some((attempt, mended))
    }

    /// The likeliest slip of the keyboard without which reading goes past the line that it stopped in.
    fn best_slip(&mut self, reading: &Attempt<'_>, fault: &Fault, finding: &Finding) -> Option<(Guess, Attempt<'static>)> {
        let text = reading.draft.text();
        let line = Line::around(text, fault.at);
        let past = reading.rank(&Fault { at: line.end(), cause: fault.cause.clone() });
        let around = around(text, line);
        let around = reading.draft.original_span(&around);
        let mut best: Option<(Guess, Attempt<'static>, usize)> = None;
        for slip in slips(&reading.draft, fault, finding) {
            let Some(left) = self.slips_left.checked_sub(1) else { break };
            self.slips_left = left;
            let attempt = Attempt::of(slip.draft);
            let own = slip.mended.in_original(&reading.draft);
            if attempt.reach() <= past || attempt.stops_in(self.mended.iter().chain([&own])) {
                continue;
            }
            let oddities = attempt.root.oddities(&|at| around.contains(&attempt.draft.original(at)));
            let unlikeliness = slip.cost + oddities + if attempt.fault.is_some() { ANOTHER_MISTAKE } else { 0 };
            let is_better = |(_, known, other): &(Guess, Attempt<'_>, usize)| {
                unlikeliness < *other || (unlikeliness == *other && attempt.reach() > known.reach())
            };
            if best.as_ref().is_none_or(is_better) {
                best = Some(((slip.finding, slip.mended), attempt, unlikeliness));
            }
        }
        best.map(|(guess, attempt, _)| (guess, attempt))
    }
}

/// How unlikely it is that a file has a further mistake, beside the cost of a slip.
const ANOTHER_MISTAKE: usize = 2;

/// The lines around one.
fn around(text: &str, line: Line<'_>) -> Range<usize> {
    const LINES: usize = 30;
    let above = std::iter::successors(Some(line), |line| line.before(text)).nth(LINES);
    let below = std::iter::successors(Some(line), |line| line.next_filled(text)).nth(LINES);
    above.map_or(0, |line| line.start)..below.map_or(text.len(), |line| line.end())
}

/// A text that was read until something stopped it.
struct Attempt<'a> {
    draft: Draft<'a>,
    root: Node,
    fault: Option<Fault>,
}

impl<'a> Attempt<'a> {
    fn of(draft: Draft<'a>) -> Self {
        let text = draft.text();
        let tree = node::parse(text);
        let fault = syntax::invisible(text).or(tree.error).or_else(|| {
            // The two parsers take nearly the same YAML. What the fast one refuses is a mistake, whatever the shape.
            let error = serde_yaml::from_str::<IgnoredAny>(text).err()?;
            Some(Fault { at: place_of(&error), cause: Cause::Refused(error.to_string()) })
        });
        Self { draft, root: tree.root, fault }
    }

    /// How far it came.
    fn reach(&self) -> Rank {
        self.fault.as_ref().map_or((u8::MAX, 0), |fault| self.rank(fault))
    }

    /// The beginning of the line that it came to.
    fn last_line(&self) -> Rank {
        let line = |fault: &Fault| Fault { at: Line::around(self.draft.text(), fault.at).start, cause: fault.cause.clone() };
        self.fault.as_ref().map_or((u8::MAX, 0), |fault| self.rank(&line(fault)))
    }

    fn rank(&self, fault: &Fault) -> Rank {
        let step = match fault.cause {
            Cause::Invisible => 0,
            Cause::Refused(_) => 2,
            _ => 1,
        };
        (step, self.draft.original(fault.at))
    }

    /// Whether it was stopped by one of these.
    fn stops_in<'m>(&self, mut mended: impl Iterator<Item = &'m Mended>) -> bool {
        let Some(fault) = &self.fault else { return false };
        let finding = syntax::find(self.draft.text(), fault);
        let span = self.draft.original_span(&finding.span);
        let touches = |bytes: &Range<usize>| bytes.start < span.end.max(span.start + 1) && span.start < bytes.end;
        mended.any(|mended| touches(&mended.over) || (touches(&mended.below) && !finding.is_tab()))
    }
}

/// What slipped, and what was mended for it.
type Guess = (Finding, Mended);

/// How far reading came: first the text is looked at for what nobody sees, then come the two parsers.
type Rank = (u8, usize);
