//! Finds directives in Markdown text, and hides them from the Markdown parser.
//!
//! Definition lists and heading attributes would swallow `:::` and `{…}`, so a directive is replaced, byte for byte, by
//! something harmless before the parser runs: a block directive's line by a thematic break (`___`, the one construct that
//! ends a paragraph, needs one line, holds nothing and marks no list), an inline directive by a placeholder character. Offsets stay
//! true.
//! A line scanner can't know what is code at every list depth, but the parser can: a break that doesn't come back as one was
//! inside of code or HTML, and is put back.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use pulldown_cmark::{Event, Options, Parser};

use super::{
    call::{Call, FenceKind, read_call, read_fence},
    text,
};

/// Stands for an inline directive; the rest of its bytes are [`PADDING`]. A noncharacter, so no text needs it.
const INLINE: char = '\u{fdd2}';
const PADDING: char = '\u{1d}';
/// Stands for the `|` of a wiki link, which would end a table's cell.
const PIPE: char = '\u{1f}';
/// Stands for the `\` of an escaped one.
const ESCAPE: char = '\u{1e}';

/// A text whose directives are hidden.
#[derive(Debug)]
pub struct Hidden {
    /// The text for the Markdown parser: as long as the original.
    pub text: String,
    /// Block directives, by the first byte of their line's content.
    pub blocks: BTreeMap<usize, Fence>,
    /// Inline directives, by their first byte.
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

/// An inline directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// The call.
    pub call: Call,
    /// Where it stands.
    pub span: Range<usize>,
}

impl Inline {
    /// What it is in text without markup: a variable still to be filled in, else its label.
    pub fn plain(&self) -> String {
        let label = self.call.label.as_deref().unwrap_or_default();
        if self.call.name == "var" { text::variable(label) } else { label.to_owned() }
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
    let inlines = find_inlines(text, &blocks);
    loop {
        let hidden = replace(text, &blocks, &inlines);
        if blocks.is_empty() {
            return Hidden { text: hidden, blocks, inlines };
        }
        let confirmed: Vec<usize> = Parser::new_ext(&hidden, options())
            .into_offset_iter()
            .filter(|(event, range)| matches!(event, Event::Rule) && blocks.contains_key(&range.start))
            .map(|(_, range)| range.start)
            .collect();
        if confirmed.len() == blocks.len() {
            return Hidden { text: hidden, blocks, inlines };
        }
        blocks.retain(|start, _| confirmed.contains(start));
    }
}

impl Hidden {
    /// Puts back what was hidden in a piece of text that stands in `range` and isn't prose (code, an address).
    pub fn restore<'t>(&self, piece: &'t str, range: &Range<usize>, original: &str) -> Cow<'t, str> {
        if !piece.contains([INLINE, PIPE, ESCAPE]) {
            return Cow::Borrowed(piece);
        }
        let mut hidden = self.inlines.range(range.clone());
        let mut restored = String::with_capacity(piece.len());
        for c in piece.chars() {
            match c {
                INLINE => restored.push_str(hidden.next().map_or("", |(_, inline)| &original[inline.span.clone()])),
                PADDING => {}
                PIPE => restored.push('|'),
                ESCAPE => restored.push('\\'),
                _ => restored.push(c),
            }
        }
        Cow::Owned(restored)
    }

    /// Splits prose into text and the inline directives that stand in it.
    pub fn split<'t>(&'t self, piece: &'t str, range: &Range<usize>) -> impl Iterator<Item = Piece<'t>> {
        let mut hidden = self.inlines.range(range.clone());
        piece.split_inclusive(INLINE).flat_map(move |part| {
            let (text, inline) = match part.strip_suffix(INLINE) {
                Some(text) => (text, hidden.next().map(|(_, inline)| Piece::Directive(inline))),
                None => (part, None),
            };
            let text = text.trim_start_matches(PADDING);
            [(!text.is_empty()).then_some(Piece::Text(text)), inline].into_iter().flatten()
        })
    }
}

/// A part of prose.
#[derive(Debug)]
pub enum Piece<'t> {
    /// Text.
    Text(&'t str),
    /// A directive.
    Directive(&'t Inline),
}

/// What a wiki link says, when its `|` was hidden: the target and the text.
pub fn split_wiki(target: &str) -> (&str, Option<&str>) {
    match target.split_once(PIPE) {
        Some((target, text)) => (target.trim_end_matches(ESCAPE).trim(), Some(text.trim())),
        None => (target.trim(), None),
    }
}

fn find_blocks(text: &str) -> BTreeMap<usize, Fence> {
    let mut blocks = BTreeMap::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let content = container_prefix(line);
        let body = line[content..].trim_end();
        if body.starts_with("::")
            && let Some(kind) = read_fence(body)
        {
            let start = line_start + content;
            blocks.insert(start, Fence { kind, span: start..start + body.len() });
        }
        line_start += line.len();
    }
    blocks
}

/// The length of the indentation and of the marks of quotes, lists, definitions and footnotes that a line begins with.
fn container_prefix(line: &str) -> usize {
    let mut at = 0;
    loop {
        let rest = &line[at..];
        let trimmed = rest.trim_start_matches([' ', '\t']);
        let marker = container_mark(trimmed);
        at += rest.len() - trimmed.len() + marker;
        if marker == 0 {
            return at;
        }
    }
}

/// The length of the mark at the start of a text; 0 when there is none.
fn container_mark(text: &str) -> usize {
    let is_apart = |length: usize| text.get(length..).is_some_and(|rest| rest.starts_with([' ', '\t']));
    if text.starts_with('>') {
        return 1;
    }
    if text.starts_with(['-', '*', '+', ':']) {
        return if is_apart(1) { 2 } else { 0 };
    }
    if text.starts_with("[^") {
        return text.find("]:").map_or(0, |end| end + 2);
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = (1..=9).contains(&digits) && text[digits..].starts_with(['.', ')']);
    if is_number && is_apart(digits + 1) { digits + 2 } else { 0 }
}

/// The brackets of one line that are closed in it, found in one go: a line may have a hundred thousand.
#[derive(Default)]
struct Brackets {
    line: Range<usize>,
    closed: BTreeSet<usize>,
}

impl Brackets {
    /// Whether the `[` at `at` has its `]` in the same line.
    fn is_closed(&mut self, text: &str, at: usize) -> bool {
        if !self.line.contains(&at) {
            let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
            self.line = start..text[at..].find('\n').map_or(text.len(), |length| at + length);
            self.closed.clear();
            let mut open = Vec::new();
            for (index, byte) in text[self.line.clone()].bytes().enumerate() {
                match byte {
                    b'[' => open.push(start + index),
                    b']' => self.closed.extend(open.pop()),
                    _ => {}
                }
            }
        }
        self.closed.contains(&at)
    }
}

fn find_inlines(text: &str, blocks: &BTreeMap<usize, Fence>) -> BTreeMap<usize, Inline> {
    let mut inlines: BTreeMap<usize, Inline> = BTreeMap::new();
    let mut after = 0;
    let mut brackets = Brackets::default();
    for (start, _) in text.match_indices(':') {
        let before = text[..start].chars().next_back();
        let is_block = blocks.range(..=start).next_back().is_some_and(|(_, fence)| fence.span.contains(&start));
        if start < after || is_block || before.is_some_and(|c| c.is_alphanumeric() || c == ':' || c == '\\') {
            continue;
        }
        let name = text[start + 1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let label = start + 1 + name;
        if !text[label..].starts_with('[') || !brackets.is_closed(text, label) {
            continue;
        }
        let rest = &text[start + 1..brackets.line.end];
        if let Ok((call, length)) = read_call(rest)
            && call.label.is_some()
        {
            after = start + 1 + length;
            inlines.insert(start, Inline { call: call.after(1), span: start..after });
        }
    }
    inlines
}

fn replace(text: &str, blocks: &BTreeMap<usize, Fence>, inlines: &BTreeMap<usize, Inline>) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut at = 0;
    let mut spans: Vec<(&Range<usize>, bool)> =
        blocks.values().map(|fence| (&fence.span, true)).chain(inlines.values().map(|inline| (&inline.span, false))).collect();
    spans.sort_by_key(|(span, _)| span.start);
    for (span, is_block) in spans {
        push_text(&mut hidden, &text[at..span.start]);
        if is_block {
            hidden.extend(std::iter::repeat_n('_', span.len()));
        } else {
            hidden.push(INLINE);
            hidden.extend(std::iter::repeat_n(PADDING, span.len() - INLINE.len_utf8()));
        }
        at = span.end;
    }
    push_text(&mut hidden, &text[at..]);
    hidden
}

/// Text without the characters that have a meaning here, and with the `|` of wiki links in table rows hidden.
fn push_text(hidden: &mut String, text: &str) {
    let start = hidden.len();
    for c in text.chars() {
        hidden.push(match c {
            '\u{fdd0}'..='\u{fdef}' => '\u{fffd}',
            PADDING | ESCAPE | PIPE => ' ',
            _ => c,
        });
    }
    if !text.contains("[[") {
        return;
    }
    let mut pipes = Vec::new();
    let mut line_start = start;
    for line in hidden[start..].split_inclusive('\n') {
        let mut links = Vec::new();
        let mut close = 0;
        for (open, _) in line.match_indices("[[") {
            let from = close.max(open);
            let Some(length) = line[from..].find("]]") else { break };
            close = from + length;
            // Of brackets in brackets, the innermost are the link.
            let inside = &line[open + 2..close];
            if let Some(pipe) = inside.find('|').filter(|_| !inside.contains("[[")) {
                links.push(open + 2 + pipe);
            }
        }
        if !links.is_empty() && line.matches('|').count() > links.len() {
            pipes.extend(links.iter().map(|pipe| line_start + pipe));
        }
        line_start += line.len();
    }
    for pipe in pipes {
        hidden.replace_range(pipe..=pipe, "\u{1f}");
        if hidden[..pipe].ends_with('\\') {
            hidden.replace_range(pipe - 1..pipe, "\u{1e}");
        }
    }
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
            })
            .chain(hidden.inlines.values().map(|inline| format!(":{}[{}]", inline.call.name, inline.call.label.as_deref().unwrap_or(""))))
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
        assert!(names("::std::vec\n\n::1\n").is_empty());
    }

    #[test]
    fn other_tools_spellings_get_a_hint() {
        assert_eq!(names("::: warning Mind the gap\n"), ["? write `:::warning{title=\"Mind the gap\"}`"]);
        assert_eq!(names(":::note Mind\n"), ["? write `:::note{title=\"Mind\"}`"]);
    }

    #[test]
    fn inline_directives_are_found_in_prose() {
        assert_eq!(names("Dear :var[client.name], see a:b[c] and 12:30."), [":var[client.name]"]);
    }
}
