//! Finds where in a scalar's source a part of its text stands.
//!
//! The source is read once more beside the text that is known to come from it, so that the rules of folding and chomping needn't
//! be applied anew: each character of the text is looked for where the source has it, and line breaks where the source breaks.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

/// The bytes of `raw` that the bytes `range` of `text` come from; `None` when the two don't fit.
///
/// `raw` begins and ends with the quotes of a quoted scalar, and begins with the first character of a block's content that is on
/// a line of its own, `indent` bytes after the line's beginning.
pub(super) fn source_range(raw: &str, indent: usize, text: &str, style: ScalarStyle, range: Range<usize>) -> Option<Range<usize>> {
    let starts = match style {
        ScalarStyle::Plain => flow(raw, text, style, 0),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => flow(raw, text, style, 1),
        ScalarStyle::Literal | ScalarStyle::Folded => block(raw, indent, text),
    }?;
    let end = starts.last().map_or(0, |last| last.end);
    let start = starts.iter().find(|piece| piece.text + piece.len > range.start).map_or(end, |piece| piece.start);
    let until = starts.iter().rev().find(|piece| piece.text < range.end).map_or(start, |piece| piece.end);
    Some(start..if range.is_empty() { start } else { until.max(start) })
}

/// One character of the text and the bytes of the source that it comes from.
struct Piece {
    text: usize,
    len: usize,
    start: usize,
    end: usize,
}

fn flow(raw: &str, text: &str, style: ScalarStyle, mut at: usize) -> Option<Vec<Piece>> {
    let mut pieces = Vec::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some(&(offset, c)) = chars.peek() {
        let rest = raw.get(at..)?;
        let is_escaped_break = style == ScalarStyle::DoubleQuoted && (rest.starts_with("\\\n") || rest.starts_with("\\\r"));
        let run = if is_escaped_break { rest.get(1..)? } else { rest };
        let blanks = run.len() - run.trim_start_matches([' ', '\t', '\n', '\r']).len();
        let breaks = line_breaks(run.get(..blanks)?);
        if breaks > 0 {
            // Blanks around one line break are a space; of more than one, the first is left out. An escaped one is left out alone.
            let wanted = if breaks == 1 && !is_escaped_break { " ".to_owned() } else { "\n".repeat(breaks - 1) };
            let end = at + (rest.len() - run.len()) + blanks;
            for expected in wanted.chars() {
                let (offset, _) = chars.next().filter(|(_, c)| *c == expected)?;
                pieces.push(Piece { text: offset, len: 1, start: at, end });
            }
            at = end;
            continue;
        }
        let width = match style {
            ScalarStyle::DoubleQuoted if rest.starts_with('\\') => {
                let (decoded, width) = escape(rest)?;
                (decoded == c).then_some(width)?
            }
            ScalarStyle::SingleQuoted if c == '\'' => rest.starts_with("''").then_some(2)?,
            _ => rest.starts_with(c).then_some(c.len_utf8())?,
        };
        pieces.push(Piece { text: offset, len: c.len_utf8(), start: at, end: at + width });
        at += width;
        chars.next();
    }
    Some(pieces)
}

/// The character that an escape stands for, and the escape's length.
fn escape(rest: &str) -> Option<(char, usize)> {
    let sign = rest.chars().nth(1)?;
    let hex = |digits: usize| {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        Some((char::from_u32(code)?, 2 + digits))
    };
    let decoded = match sign {
        'x' => return hex(2),
        'u' => return hex(4),
        'U' => return hex(8),
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        ' ' | '"' | '/' | '\\' => sign,
        _ => return None,
    };
    Some((decoded, 1 + sign.len_utf8()))
}

fn line_breaks(blanks: &str) -> usize {
    blanks.replace("\r\n", "\n").chars().filter(|c| matches!(c, '\n' | '\r')).count()
}

/// Takes indentation away from every line of a block, and finds each line break of the text at a line break of the source.
fn block(raw: &str, indent: usize, text: &str) -> Option<Vec<Piece>> {
    let mut at = 0;
    let mut pieces = Vec::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    while let Some((offset, _)) = chars.next_if(|(_, c)| *c == '\n') {
        // Empty lines before the first one that has something.
        pieces.push(Piece { text: offset, len: 1, start: 0, end: 0 });
    }
    while let Some(&(offset, c)) = chars.peek() {
        let rest = raw.get(at..)?;
        let line_break = if rest.starts_with("\r\n") { 2 } else { usize::from(rest.starts_with(['\n', '\r'])) };
        let len = c.len_utf8();
        if line_break > 0 {
            let next = at + line_break;
            let spaces = raw.get(next..)?.bytes().take(indent).take_while(|byte| *byte == b' ').count();
            if c == '\n' || (c == ' ' && !raw.get(next + spaces..)?.starts_with(['\n', '\r'])) {
                pieces.push(Piece { text: offset, len, start: at, end: next });
                chars.next();
            }
            at = next + spaces;
            continue;
        }
        if rest.is_empty() && c == '\n' {
            // Line breaks at the end that lie beyond the value's place.
            pieces.push(Piece { text: offset, len, start: at, end: at });
        } else {
            rest.starts_with(c).then_some(())?;
            pieces.push(Piece { text: offset, len, start: at, end: at + len });
            at += len;
        }
        chars.next();
    }
    Some(pieces)
}
