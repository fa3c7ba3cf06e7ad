//! Finds inline directives.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    super::call::{Call, read_call},
    CITE, Fence, Inline,
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

/// The inline directives of a text, by their first byte; none of them stands in a block directive.
pub fn find_inlines(text: &str, blocks: &BTreeMap<usize, Fence>) -> BTreeMap<usize, Inline> {
    let mut inlines: BTreeMap<usize, Inline> = BTreeMap::new();
    let mut after = 0;
    let mut brackets = Brackets::default();
    for (start, _) in text.match_indices(':') {
        let before = text[..start].chars().next_back();
        let is_hidden = |fence: &Fence| !fence.is_doubtful() && fence.span.contains(&start);
        let is_block = blocks.range(..=start).next_back().is_some_and(|(_, fence)| is_hidden(fence));
        let is_within_word = before.is_some_and(|c| c.is_alphanumeric() || c == ':' || c == '\\') && !is_after_scheme(text, start);
        if start < after || is_block || is_within_word {
            continue;
        }
        let name = text[start + 1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count();
        let label = start + 1 + name;
        if let Some(braced) = braced_variable(text, start) {
            after = braced.span.end;
            inlines.insert(start, braced);
            continue;
        }
        if !text[label..].starts_with('[') || !brackets.is_closed(text, label) {
            continue;
        }
        let rest = &text[start + 1..brackets.line.end];
        if let Ok((call, length)) = read_call(rest)
            && call.label.is_some()
        {
            after = start + 1 + length;
            inlines.insert(start, Inline { call: call.after(1), span: start..after, problem: None });
        }
    }
    find_citations(text, blocks, &mut inlines);
    inlines
}

/// Adds citations, `[@id, p. 3]`, which are the directive `cite`; what goes on with `(` is a link.
fn find_citations(text: &str, blocks: &BTreeMap<usize, Fence>, inlines: &mut BTreeMap<usize, Inline>) {
    let mut brackets = Brackets::default();
    for (start, _) in text.match_indices("[@") {
        let is_within = inlines.range(..=start).next_back().is_some_and(|(_, inline)| inline.span.contains(&start));
        let is_block = blocks.range(..=start).next_back().is_some_and(|(_, fence)| !fence.is_doubtful() && fence.span.contains(&start));
        let is_escaped = text[..start].ends_with(['\\', '!', '[']);
        if is_within || is_block || is_escaped || !brackets.is_closed(text, start) {
            continue;
        }
        let Some(length) = text[start..brackets.line.end].find(']') else { continue };
        let (inside, end) = (&text[start + 1..start + length], start + length + 1);
        if inside.contains('[') || text[end..].starts_with(['(', '[', ':']) {
            continue;
        }
        let call = Call { name: CITE.to_owned(), label: Some(inside.to_owned()), attributes: Vec::new() };
        inlines.insert(start, Inline { call, span: start..end, problem: None });
    }
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
    Some(Inline { call, span, problem: Some(format!("write `:var[{name}]`")) })
}
