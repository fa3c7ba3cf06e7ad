//! Finds directives and citations in Markdown text, and hides them from the Markdown parser.
//!
//! Definition lists and heading attributes would swallow `:::` and `{…}`, so a directive is replaced, byte for byte, by
//! something harmless before the parser runs: a block directive's line by a thematic break (`___`, the one construct that
//! ends a paragraph, needs one line, holds nothing and marks no list), an inline directive by a placeholder character. Offsets stay
//! true.
//! A line scanner can't know what is code at every list depth, but the parser can: a break that doesn't come back as one was
//! inside of code or HTML, and is put back.

mod blocks;
mod inlines;
mod pipes;

use std::{borrow::Cow, collections::BTreeMap, ops::Range};

use pulldown_cmark::{Event, Options, Parser};

pub use self::pipes::split_wiki;
use self::{
    blocks::find_blocks,
    inlines::find_inlines,
    pipes::{ESCAPE, PIPE, hide_pipes},
};
use super::{
    call::{Call, FenceKind},
    citation::WrittenCitation,
    text,
};

/// Stands for an inline directive or a citation; [`padding`] makes up for the rest of its bytes. A noncharacter, so no text needs it.
const INLINE: char = '\u{fdd2}';
/// What padding is made of. All but the first may stand in an address, in which Markdown takes no control characters of ASCII; the
/// second has no meaning in any encoding that Windows took for Unicode.
const PADDINGS: [char; 3] = ['\u{1d}', '\u{90}', '\u{fdd5}'];

/// A text whose directives are hidden.
#[derive(Debug)]
pub struct Hidden {
    /// The text for the Markdown parser: as long as the original.
    pub text: String,
    /// Block directives, by the first byte of their line's content.
    pub blocks: BTreeMap<usize, Fence>,
    /// Lines that look like block directives, and are code or HTML to the Markdown parser.
    pub unconfirmed: BTreeMap<usize, Fence>,
    /// Lines of prose that are block directives if there is one of their name, by the first byte of their content.
    pub doubtful: BTreeMap<usize, Fence>,
    /// Inline directives and citations, by their first byte.
    pub inlines: BTreeMap<usize, Inline>,
}

/// A line that is a block directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fence {
    /// What the line says.
    pub kind: FenceKind,
    /// Where it stands, without indentation and line end.
    pub span: Range<usize>,
}

/// An inline directive or a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// Which of the two.
    pub kind: InlineKind,
    /// Where it stands.
    pub span: Range<usize>,
    /// What to write instead, when it can't be read.
    pub problem: Option<String>,
}

/// What stands in prose and is hidden.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// `:name[…]{…}`
    Directive(Call),
    /// `[@id]`
    Citation(WrittenCitation),
    /// What is meant for a directive if there is one of this name, else text.
    Doubtful {
        /// The name.
        name: String,
        /// What was written.
        written: String,
        /// What to write instead.
        hint: String,
    },
}

impl Inline {
    /// What it is in text without markup: a variable still to be filled in, a directive's label, nothing of a citation.
    pub fn plain(&self) -> String {
        match &self.kind {
            InlineKind::Directive(call) if call.name == "var" => text::variable(call.label.as_deref().unwrap_or_default()),
            InlineKind::Directive(call) => call.label.clone().unwrap_or_default(),
            InlineKind::Citation(_) => String::new(),
            InlineKind::Doubtful { written, .. } => written.clone(),
        }
    }

    /// The call of a variable.
    pub fn variable(&self) -> Option<&Call> {
        match &self.kind {
            InlineKind::Directive(call) if call.name == "var" => Some(call),
            InlineKind::Directive(_) | InlineKind::Citation(_) | InlineKind::Doubtful { .. } => None,
        }
    }
}

/// The Markdown that Rolebook takes.
pub fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
}

/// Hides the directives of a text.
pub fn hide_directives(text: &str) -> Hidden {
    let mut blocks = find_blocks(text);
    let mut unconfirmed = BTreeMap::new();
    let inlines = find_inlines(text, &blocks);
    loop {
        let hidden = replace(text, &blocks, &inlines);
        let confirmed = if blocks.is_empty() { Vec::new() } else { rules(&hidden, &blocks) };
        if confirmed.len() < blocks.len() {
            unconfirmed.extend(blocks.extract_if(.., |start, _| !confirmed.contains(start)));
            continue;
        }
        // What is doubtful was hidden only to see whether it is code; it stays text.
        let doubtful: BTreeMap<usize, Fence> = blocks.extract_if(.., |_, fence| fence.is_doubtful()).collect();
        unconfirmed.retain(|_, fence: &mut Fence| !fence.is_doubtful());
        let hidden = if doubtful.is_empty() { hidden } else { replace(text, &blocks, &inlines) };
        return Hidden { text: hidden, blocks, unconfirmed, doubtful, inlines };
    }
}

/// Which of the lines that are hidden as thematic breaks are such to the Markdown parser.
fn rules(hidden: &str, blocks: &BTreeMap<usize, Fence>) -> Vec<usize> {
    let events = Parser::new_ext(hidden, options()).into_offset_iter();
    let is_hidden = |(event, range): &(Event<'_>, Range<usize>)| matches!(event, Event::Rule) && blocks.contains_key(&range.start);
    events.filter(is_hidden).map(|(_, range)| range.start).collect()
}

impl Fence {
    /// Whether only the theme knows if this is a directive.
    pub fn is_doubtful(&self) -> bool {
        matches!(self.kind, FenceKind::Doubtful { .. })
    }
}

impl Hidden {
    /// Puts back what was hidden in a piece of text that stands in `range` and isn't prose (code, raw HTML).
    pub fn restore<'t>(&self, piece: &'t str, range: &Range<usize>, original: &str) -> Cow<'t, str> {
        if !is_hiding(piece) {
            return Cow::Borrowed(piece);
        }
        let mut hidden = self.inlines.range(range.clone());
        let as_written = |inline: &Inline| original[inline.span.clone()].to_owned();
        Cow::Owned(put_back(piece, || hidden.next().map(|(_, inline)| as_written(inline)).unwrap_or_default()))
    }

    /// Puts back what was hidden in a link's address and title, which are the last things in `range`: their variables are still to be
    /// filled in, other directives are text.
    pub fn destination(&self, address: &str, title: &str, range: &Range<usize>, original: &str) -> Destination<'_> {
        let count = address.matches(INLINE).count() + title.matches(INLINE).count();
        let mut last: Vec<&Inline> = self.inlines.range(range.clone()).rev().take(count).map(|(_, inline)| inline).collect();
        let mut variables = Vec::new();
        let mut next = || match last.pop() {
            Some(inline) if inline.variable().is_some() => {
                variables.push(inline);
                inline.plain()
            }
            Some(inline) => original[inline.span.clone()].to_owned(),
            None => String::new(),
        };
        let (address, title) = (put_back(address, &mut next), put_back(title, &mut next));
        Destination { address, title, variables }
    }

    /// Splits prose into text, and the inline directives and citations that stand in it.
    pub fn split<'t>(&'t self, piece: &'t str, range: &Range<usize>) -> impl Iterator<Item = Piece<'t>> {
        let mut hidden = self.inlines.range(range.clone());
        piece.split_inclusive(INLINE).flat_map(move |part| {
            let (text, inline) = match part.strip_suffix(INLINE) {
                Some(text) => (text, hidden.next().map(|(_, inline)| Piece::Inline(inline))),
                None => (part, None),
            };
            let text = text.trim_start_matches(PADDINGS);
            [(!text.is_empty()).then_some(Piece::Text(text)), inline].into_iter().flatten()
        })
    }
}

/// Whether something may be hidden in a piece of text: it has a byte that what stands for that begins with.
fn is_hiding(piece: &str) -> bool {
    piece.bytes().any(|byte| matches!(byte, 0xef | 0x1e | 0x1f))
}

/// A text in which what `next` gives stands for each hidden directive.
fn put_back(piece: &str, mut next: impl FnMut() -> String) -> String {
    let mut whole = String::with_capacity(piece.len());
    for c in piece.chars() {
        match c {
            INLINE => whole.push_str(&next()),
            PIPE => whole.push('|'),
            ESCAPE => whole.push('\\'),
            _ if PADDINGS.contains(&c) => {}
            _ if text::is_reserved(c) => whole.push(char::REPLACEMENT_CHARACTER),
            _ => whole.push(c),
        }
    }
    whole
}

/// Where a link leads, as it was written.
#[derive(Debug)]
pub struct Destination<'h> {
    /// The address.
    pub address: String,
    /// The title; empty when there is none.
    pub title: String,
    /// The variables in both.
    pub variables: Vec<&'h Inline>,
}

/// A part of prose.
#[derive(Debug)]
pub enum Piece<'t> {
    /// Text.
    Text(&'t str),
    /// A directive or a citation.
    Inline(&'t Inline),
}

fn replace(text: &str, blocks: &BTreeMap<usize, Fence>, inlines: &BTreeMap<usize, Inline>) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut at = 0;
    let mut spans: Vec<(&Range<usize>, bool)> =
        blocks.values().map(|fence| (&fence.span, true)).chain(inlines.values().map(|inline| (&inline.span, false))).collect();
    spans.sort_by_key(|(span, _)| span.start);
    for (span, is_block) in spans {
        // What stands in a line that is hidden as a whole is hidden with it.
        if span.start < at {
            continue;
        }
        push_text(&mut hidden, &text[at..span.start]);
        if is_block {
            hidden.extend(std::iter::repeat_n('_', span.len()));
        } else {
            hidden.push(INLINE);
            hidden.extend(padding(span.len() - INLINE.len_utf8()));
        }
        at = span.end;
    }
    push_text(&mut hidden, &text[at..]);
    hide_pipes(&mut hidden);
    hidden
}

/// Characters of so many bytes in all.
fn padding(bytes: usize) -> impl Iterator<Item = char> {
    let [one, two, three] = PADDINGS;
    let (odd, rest) = match bytes {
        1 => (Some(one), 0),
        _ if bytes % 2 == 1 => (Some(three), bytes - three.len_utf8()),
        _ => (None, bytes),
    };
    odd.into_iter().chain(std::iter::repeat_n(two, rest / two.len_utf8()))
}

/// Appends text without the characters that have a meaning here.
fn push_text(hidden: &mut String, text: &str) {
    // The first bytes of what has a meaning here, and of some that has none.
    if !text.bytes().any(|byte| matches!(byte, 0xef | 0xc2 | 0x1d..=0x1f)) {
        return hidden.push_str(text);
    }
    hidden.extend(text.chars().map(|c| match c {
        '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
        '\u{1d}' | ESCAPE | PIPE => ' ',
        '\u{90}' => '\u{a0}',
        _ => c,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let hidden = hide_directives(text);
        assert_eq!(hidden.text.len(), text.len());
        hidden
            .blocks
            .values()
            .map(|fence| match &fence.kind {
                FenceKind::Leaf(call) => format!("::{}", call.name),
                FenceKind::Open(call) => format!(":::{}", call.name),
                FenceKind::Close => "/".to_owned(),
                FenceKind::Unreadable(problem) => format!("? {problem}"),
                FenceKind::Doubtful { .. } => String::new(),
            })
            .chain(hidden.doubtful.values().map(|fence| match &fence.kind {
                FenceKind::Doubtful { name, hint } => format!("{name}? {hint}"),
                _ => String::new(),
            }))
            .chain(hidden.inlines.values().map(|inline| match &inline.kind {
                InlineKind::Directive(call) => format!(":{}[{}]", call.name, call.label.as_deref().unwrap_or("")),
                InlineKind::Doubtful { name, hint, .. } => format!("{name}? {hint}"),
                InlineKind::Citation(written) => written.cited.iter().map(|cited| format!("@{}", cited.source)).collect(),
            }))
            .collect()
    }

    #[test]
    fn blocks_are_found_at_every_depth_and_not_in_code() {
        assert_eq!(
            names("::faq{}\n\n- item\n\n  :::note\n  text\n  :::\n> > ::salary-bands{market=us}\n"),
            ["::faq", ":::note", "/", "::salary-bands"]
        );
        assert_eq!(names("text\n:::tip\nx\n:::\n"), [":::tip", "/"]);
        for mark in ["- ", "* ", "+ ", "1. ", "2)\t", ": ", "[^1]: ", "> ", "* > - "] {
            assert_eq!(names(&format!("Text\n\n{mark}::faq\n")), ["::faq"], "{mark}");
        }
        assert!(names("```\n:::note\n```\n\n    ::faq{}\n\n~~~md\n:::\n~~~\n").is_empty());
        assert!(names("::std::vec\n\n::1\n\na ::b c\n").is_empty());
    }

    #[test]
    fn misspelt_leaves_are_found() {
        for (line, hint) in [
            ("::salary-bands {role=x}", "? write `::salary-bands{role=x}`"),
            ("::include file=\"_x.md\"", "? write `::include{file=\"_x.md\"}`"),
            ("::salary-bands{role=x} (see below)", "? write `::salary-bands{role=x}` on a line of its own"),
            (":: figure{src=\"a.png\"}", "? write `::figure{src=\"a.png\"}`"),
            ("::salary-bands.", "salary-bands? write `::salary-bands` on a line of its own"),
            (":: faq", "faq? write `::faq`, without a space"),
            ("::faq for all", "faq? write `::faq` on a line of its own"),
        ] {
            assert_eq!(names(line), [hint], "{line}");
            assert_eq!(names(&format!("Text\n{line}\n")), [hint], "{line}");
            assert!(names(&format!("    {line}\n\n```\n{line}\n```\n")).is_empty(), "{line}");
        }
    }

    #[test]
    fn variables_in_braces_are_found() {
        for text in ["Dear :var{name},", "Dear :var {name},"] {
            let hidden = hide_directives(text);
            let problems: Vec<_> = hidden.inlines.values().filter_map(|inline| inline.problem.as_deref()).collect();
            assert_eq!(problems, ["write `:var[name]`"], "{text}");
        }
    }

    #[test]
    fn directives_in_the_midst_of_a_line_are_found() {
        assert_eq!(
            names(":note Mind the gap\n"),
            ["note? write `::note` on a line of its own, or `:::note` above and `:::` below what it contains"]
        );
        assert_eq!(names("So :faq{role=x} it is"), ["faq? write `::faq{role=x}` on a line of its own"]);
        let hidden = hide_directives("See ::faqq{role=x} here");
        let problems: Vec<_> = hidden.inlines.values().filter_map(|inline| inline.problem.as_deref()).collect();
        assert_eq!(problems, ["write `::faqq{role=x}` on a line of its own"]);
        for text in [
            "At 12:30 {x}",
            "a :b c",
            "`:faq{role=x}`",
            "x::y{z}",
            ":- {x}",
            "See you\n:D\n",
            ":a b",
            "Screen\n:A call\n",
            ":p{x}",
            "::d{x} y",
            "::std::vec{}",
        ] {
            assert!(names(text).iter().all(|name| name.contains('?')), "{text}");
            assert!(hide_directives(text).inlines.values().all(|inline| inline.problem.is_none()), "{text}");
        }
    }

    #[test]
    fn other_tools_spellings_get_a_hint() {
        assert_eq!(names("::: warning Mind the gap\n"), ["? write `:::warning{title=\"Mind the gap\"}`"]);
        assert_eq!(names(":::note Mind\n"), ["? write `:::note{title=\"Mind\"}`"]);
        for line in [":::note {title=\"Heads up\"}", ":::note title=\"Heads up\"", "::: note{title=\"Heads up\"}"] {
            assert_eq!(names(line), ["? write `:::note{title=\"Heads up\"}`"], "{line}");
        }
    }

    #[test]
    fn a_line_that_may_be_a_directive_keeps_what_stands_in_it() {
        let found = names("::std text :var[x] and [@y]\n");
        assert_eq!(found[1..], [":var[x]", "@y"]);
    }

    #[test]
    fn inline_directives_are_found_in_prose() {
        assert_eq!(names("Dear :var[client.name], see a:b[c] and 12:30."), [":var[client.name]"]);
        assert_eq!(names(r"So it is [@a; @b], \[@c], [[@d]] and [@e](f.md)."), ["@a@b"]);
        assert_eq!(names("[@a,\n::faq\nb]\n"), ["::faq"]);
        // However long, it is hidden without a byte more or less.
        for label in ["", "x", "xy", "xyz", "größe", "client.name"] {
            assert_eq!(names(&format!("[a](:a[{label}])")), [format!(":a[{label}]")]);
        }
    }
}
