//! Finds the lines that may be block directives.

use std::collections::BTreeMap;

use super::{super::call::read_fence, Fence};

/// The lines of a text that may be block directives, by the first byte of their content.
pub fn find_blocks(text: &str) -> BTreeMap<usize, Fence> {
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
