//! Finds inline directives and citations.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    super::{
        attributes,
        call::{Call, read_call},
        citation,
    },
    Fence, Inline, InlineKind,
};

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

/// The inline directives and citations of a text, by their first byte; none of them touches a block directive.
pub fn find_inlines(text: &str, blocks: &BTreeMap<usize, Fence>) -> BTreeMap<usize, Inline> {
    let mut inlines: BTreeMap<usize, Inline> = BTreeMap::new();
    let mut after = 0;
    let mut brackets = Brackets::default();
    let signs = text.bytes().enumerate().filter(|(_, byte)| matches!(byte, b':' | b'['));
    for (start, sign) in signs {
        let is_hidden = |fence: &Fence| !fence.is_doubtful() && fence.span.contains(&start);
        let is_block = blocks.range(..=start).next_back().is_some_and(|(_, fence)| is_hidden(fence));
        if start < after || is_block {
            continue;
        }
        let found = if sign == b':' { directive(text, start, &mut brackets) } else { citation(text, start) };
        if let Some(inline) = found.filter(|inline| blocks.range(inline.span.clone()).next().is_none()) {
            after = inline.span.end;
            inlines.insert(start, inline);
        }
    }
    inlines
}

/// The directive that begins with the colon at `start`.
fn directive(text: &str, start: usize, brackets: &mut Brackets) -> Option<Inline> {
    let is_within_word = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == ':' || c == '\\');
    if is_within_word && !is_after_scheme(text, start) {
        return None;
    }
    if let Some(braced) = braced_variable(text, start) {
        return Some(braced);
    }
    let name = text[start + 1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let label = start + 1 + name;
    if !text[label..].starts_with('[') || !brackets.is_closed(text, label) {
        return misplaced(text, start);
    }
    let (call, length) = read_call(&text[start + 1..brackets.line.end]).ok().filter(|(call, _)| call.label.is_some())?;
    Some(Inline { kind: InlineKind::Directive(call.after(1)), span: start..start + 1 + length, problem: None })
}

/// A directive in the midst of a line, or with one colon, which stands for nothing.
fn misplaced(text: &str, start: usize) -> Option<Inline> {
    let colons = 1 + usize::from(text[start + 1..].starts_with(':'));
    let after = &text[start + colons..];
    let name = after.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
    let (name, rest) = after.split_at(name);
    // A smiley is none; and what stands for a directive isn't shorter than three bytes.
    if name.len() < 2 || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let arguments = if rest.starts_with('{') { attributes::read(rest).ok().map(|(_, length)| &rest[..length]) } else { None };
    let written = &text[start..start + colons + name.len() + arguments.map_or(0, str::len)];
    let span = start..start + written.len();
    let begins_line = text[..start].trim_end_matches([' ', '\t']).ends_with('\n') || text[..start].trim().is_empty();
    let hint = match arguments {
        Some(arguments) => format!("write `::{name}{arguments}` on a line of its own"),
        None if colons == 1 && begins_line && rest.starts_with([' ', '\n', '\r']) => {
            format!("write `::{name}` on a line of its own, or `:::{name}` above and `:::` below what it contains")
        }
        None => return None,
    };
    let (kind, problem) = match colons {
        1 => (InlineKind::Doubtful { name: name.to_owned(), written: written.to_owned(), hint }, None),
        _ => (InlineKind::Directive(Call { name: name.to_owned(), label: None, attributes: Vec::new() }), Some(hint)),
    };
    Some(Inline { kind, span, problem })
}

/// The citation that begins with the bracket at `start`; two brackets are a link by id.
fn citation(text: &str, start: usize) -> Option<Inline> {
    if text[..start].ends_with(['[', '\\']) {
        return None;
    }
    let (written, end) = citation::read(text, start)?;
    Some(Inline { kind: InlineKind::Citation(written), span: start..end, problem: None })
}

/// Whether this is the second colon of `mailto::var[…]`, an address that is a variable but for its scheme.
fn is_after_scheme(text: &str, start: usize) -> bool {
    let scheme = text[..start].strip_suffix(':');
    scheme.is_some_and(|scheme| ["mailto", "tel", "sms"].iter().any(|known| scheme.ends_with(known))) && text[start..].starts_with(":var[")
}

/// `:var{name}` or `:var {name}`, which are meant for `:var[name]`.
fn braced_variable(text: &str, start: usize) -> Option<Inline> {
    let rest = text[start..].strip_prefix(":var")?;
    let braced = rest.strip_prefix([' ', '\t']).unwrap_or(rest).strip_prefix('{')?;
    let (name, after) = braced.split_once('}').filter(|(name, _)| !name.contains(['\n', '{']))?;
    let span = start..text.len() - after.len();
    let name = name.trim();
    let call = Call { name: "var".to_owned(), label: Some(name.to_owned()), attributes: Vec::new() };
    Some(Inline { kind: InlineKind::Directive(call), span, problem: Some(format!("write `:var[{name}]`")) })
}
