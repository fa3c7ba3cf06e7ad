//! Says in plain words why a text isn't YAML.
//!
//! A parser notices a mistake where it can't go on, often a line later, and says so in its own words. What helps an author is
//! what the lines there look like; so those are looked at, and the parser's words only tell some cases apart.

use super::{
    finding::{Finding, Mend},
    line::Line,
    node::{Cause, Fault, quoted_len},
    wording::quoted,
};

/// What is wrong where a text can't be read.
pub(super) fn find(text: &str, fault: &Fault) -> Finding {
    let at = floor(text, fault.at);
    let line = Line::around(text, at);
    match &fault.cause {
        Cause::Tag => value_mistake(&line).unwrap_or_else(|| begins_with_sign(&line, at)),
        Cause::Invisible => invisible_character(text, at),
        Cause::SecondDocument => Finding::new(at..line.end(), "a second document begins here, but a file holds one")
            .hint("take out this line of `---`; a line within text needs to be indented")
            .mend(Mend::Rest),
        Cause::TooDeep => Finding::new(at..line.end(), "lists and groups of keys lie too deep in each other here")
            .hint("put them side by side instead")
            .mend(Mend::Hopeless),
        Cause::Alias => Finding::value(at..line.end(), "this alias stands for too much, or for itself").hint("write its value out"),
        Cause::Syntax(words) | Cause::Refused(words) => syntax(text, at, words),
    }
}

/// The finding of a text of which only the place is known where it can't be read.
pub(super) fn unreadable(text: &str, at: usize) -> Finding {
    generic(&Line::around(text, floor(text, at)))
}

fn syntax(text: &str, at: usize, words: &str) -> Finding {
    let line = Line::around(text, at);
    let before = line.before(text);
    tab(&line, at)
        .or_else(|| before.as_ref().and_then(|before| tab(before, before.end())))
        .or_else(|| line.after(text).filter(|_| words.contains("tab")).and_then(|after| tab(&after, after.start)))
        .or_else(|| quotes(text, &line, at, words))
        .or_else(|| unknown_anchor(&line, at, words))
        .or_else(|| reserved_in_brackets(text, &line, at))
        .or_else(|| value_mistake(&line))
        .or_else(|| before.as_ref().and_then(value_mistake))
        .or_else(|| bracket(text, at, words))
        .or_else(|| bracket(text, at, "flow").filter(|finding| begins_a_value(text, finding.span.start)))
        .or_else(|| before.as_ref().filter(|_| words.contains("simple key") || words.contains("expected ':'")).and_then(no_colon))
        .or_else(|| before.as_ref().and_then(|before| layout(before, &line)))
        .unwrap_or_else(|| generic(&line))
}

fn generic(line: &Line<'_>) -> Finding {
    Finding::new(line.content(), "this line can't be read as YAML")
        .hint("check its indentation and its colons; put text with special characters in quotes")
}

/// Where a control character, a line separator or the like stands, pasted with text from elsewhere.
///
/// No YAML has control characters, and the two parsers don't agree on which of the others ends a line.
pub(super) fn invisible(text: &str) -> Option<Fault> {
    let is_wrong = |c: char| match c {
        '\t' | '\n' | '\r' => false,
        _ => c.is_control() || matches!(c, '\u{feff}' | '\u{2028}' | '\u{2029}' | '\u{fffe}' | '\u{ffff}'),
    };
    text.char_indices().find(|(_, c)| is_wrong(*c)).map(|(at, _)| Fault { at, cause: Cause::Invisible })
}

fn invisible_character(text: &str, at: usize) -> Finding {
    let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or_default();
    let span = at..at + c.len_utf8();
    Finding::new(span.clone(), format!("an invisible character (U+{:04X}) stands here", u32::from(c)))
        .hint("delete it, and type the characters around it again")
        .mend(Mend::Blank(span))
}

/// A tab in the indentation, or between a key or `-` and its value.
fn tab(line: &Line<'_>, until: usize) -> Option<Finding> {
    let in_indent = line.text.find(|c: char| c != ' ').filter(|at| line.text.get(*at..).is_some_and(|rest| rest.starts_with('\t')));
    let (at, hint) = match in_indent {
        Some(at) => (at, "use two spaces"),
        None => {
            let head = line.text.get(..until.saturating_sub(line.start).min(line.text.len()) + 1).unwrap_or(line.text);
            (head.find(":\t").or_else(|| head.find("-\t"))? + 1, "use a space")
        }
    };
    let width = line.text.get(at..)?.bytes().take_while(|byte| *byte == b'\t').count();
    let span = line.start + at..line.start + at + width;
    let message = if in_indent.is_some() { "a tab can't indent a line" } else { "a tab can't stand between a sign and its value" };
    Some(Finding::tab(span, message).hint(hint))
}

fn quotes(text: &str, line: &Line<'_>, at: usize, words: &str) -> Option<Finding> {
    let quote = text.get(at..)?.chars().next().filter(|c| matches!(c, '"' | '\''));
    if words.contains("escape") {
        let from = text.get(at..)?;
        let start = unknown_escape(from);
        let width = from.get(start..)?.chars().take(2).filter(|c| *c != '\n').map(char::len_utf8).sum::<usize>();
        let escape = at + start..at + start + width;
        let hint = r#"put the text in single quotes (`'…'`), or write `\\` for a backslash"#;
        let mend = Mend::Mask(escape.clone());
        return Some(Finding::new(escape, "a backslash within double quotes means something else").hint(hint).mend(mend));
    }
    let quote = quote.filter(|_| words.contains("quoted"))?;
    let rest = line.text.get(at + 1 - line.start..)?;
    if quoted_len(line.text.get(at - line.start..)?).is_some() {
        return value_mistake(line);
    }
    let below = text.get(line.end()..)?.trim_start_matches(['\n', '\r']);
    let next = Line::around(below, 0);
    let is_closed_below = below.contains(quote) && next.entry().is_none() && !next.is_item();
    if is_closed_below {
        let message = "text in quotes goes on in a line that isn't indented";
        let end = text.len() - below.len() + below.find(quote).unwrap_or_default() + 1;
        return Some(
            Finding::new(at..line.content().end.max(at + 1), message)
                .hint("begin its further lines with two spaces more than its key")
                .mend(Mend::Mask(at..end)),
        );
    }
    let message = format!("the text that begins with this {quote} has no closing {quote}");
    let hint = if rest.trim_end().is_empty() {
        format!("write a {quote} at the end of the text")
    } else {
        format!(
            "write a {quote} at the end of the text, or, if the {quote} belongs to it, put all of it in quotes: {}",
            quoted(&line.rest_from(at))
        )
    };
    Some(Finding::value(at..line.content().end.max(at + 1), message).hint(hint))
}

/// The backslash that begins no escape in the quoted text at the beginning of `text`.
fn unknown_escape(text: &str) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let is_known = |(_, c): (usize, char)| "0abtnvfre \"/\\N_LPxuU\t\n\r".contains(c);
        if c == '\\' && !chars.next().is_some_and(is_known) {
            return at;
        }
    }
    0
}

fn unknown_anchor(line: &Line<'_>, at: usize, words: &str) -> Option<Finding> {
    words.contains("unknown anchor").then(|| value_mistake(line).unwrap_or_else(|| begins_with_sign(line, at)))
}

/// A sign that can't begin a value, in a list or group in brackets.
fn reserved_in_brackets(text: &str, line: &Line<'_>, at: usize) -> Option<Finding> {
    let is_reserved = text.get(at..)?.starts_with(['@', '`', '%']);
    (is_reserved && is_in_brackets(line, at)).then(|| begins_with_sign(line, at))
}

/// Whether a place lies in brackets that open in its line.
pub(super) fn is_in_brackets(line: &Line<'_>, at: usize) -> bool {
    let before = line.slice(&(line.start..at));
    let is_open = |open: char, close: char| before.matches(open).count() > before.matches(close).count();
    is_open('[', ']') || is_open('{', '}')
}

/// A value that begins with a sign that means something in YAML.
fn begins_with_sign(line: &Line<'_>, at: usize) -> Finding {
    let rest = line.rest_from(at);
    let is_in_brackets = is_in_brackets(line, at);
    let value = if is_in_brackets { rest.split([',', ']', '}']).next().unwrap_or(&rest).trim_end() } else { &rest };
    let span = at..at + value.len();
    let mend = if is_in_brackets { Mend::Mask(span.clone()) } else { Mend::Value(span.clone()) };
    let sign = value.chars().next().unwrap_or('!');
    Finding::new(span, needs_quotes(sign)).hint(format!("write `{}`", quoted(value))).mend(mend)
}

/// A mistake that shows in a line by itself.
fn value_mistake(line: &Line<'_>) -> Option<Finding> {
    let (key, value) = match line.entry() {
        Some((key, value)) => (Some(key), value),
        None => (None, line.item()),
    };
    let value_text = line.slice(&value);
    let whole = value.clone();
    let write = |value: &str| match &key {
        Some(key) => format!("write `{}: {}`", line.slice(key), quoted(value)),
        None => format!("write `{}`", quoted(value)),
    };
    match value_text.chars().next() {
        Some(sign @ ('@' | '`' | '%' | '*' | '&' | '!')) => return Some(Finding::value(whole, needs_quotes(sign)).hint(write(value_text))),
        Some(sign @ (']' | '}' | ',')) if key.is_some() => return Some(Finding::value(whole, needs_quotes(sign)).hint(write(value_text))),
        Some('?') if key.is_some() && value_text.starts_with("? ") => {
            return Some(Finding::value(whole, needs_quotes('?')).hint(write(value_text)));
        }
        Some(sign @ ('|' | '>'))
            if !value_text.trim_start_matches([sign, '+', '-', '1', '2', '3', '4', '5', '6', '7', '8', '9']).is_empty() =>
        {
            return Some(Finding::value(whole, needs_quotes(sign)).hint(write(value_text)));
        }
        Some('"' | '\'') => {
            let after = value_text.get(quoted_len(value_text)?..)?;
            if after.trim_start().is_empty() {
                return None;
            }
            if after.starts_with('#') {
                let at = whole.end - after.len();
                let finding = Finding::new(at..at + 1, "a space is missing before the `#` of a comment").hint("write a space before it");
                return Some(finding.mend(Mend::Value(whole)));
            }
            return Some(Finding::value(whole, "text goes on after its closing quote").hint(write(value_text)));
        }
        Some(open @ ('[' | '{')) => {
            let close = if open == '[' { ']' } else { '}' };
            let closed = value_text.rfind(close)?;
            let after = value_text.get(closed + 1..)?.trim_start();
            if after.is_empty() || after.starts_with(',') {
                return None;
            }
            return Some(Finding::value(whole, needs_quotes(open)).hint(write(value_text)));
        }
        Some('-') if key.is_some() && value_text.starts_with("- ") => {
            return Some(
                Finding::value(whole, "a list can't begin on the line of its key")
                    .hint("begin it on the next line, with two spaces before `- `"),
            );
        }
        _ => {}
    }
    if key.is_some() && (value_text.contains(": ") || value_text.ends_with(':')) {
        return Some(Finding::value(whole, "text with a colon and a space in it must stand in quotes").hint(write(value_text)));
    }
    line.tight_colon().map(|colon| tight_colon(line, colon))
}

/// A key whose colon has no blank after it.
pub(super) fn tight_colon(line: &Line<'_>, colon: usize) -> Finding {
    let item = line.item();
    let (name, rest) = (line.slice(&(item.start..colon)), line.slice(&(colon + 1..item.end)));
    Finding::new(colon..colon + 1, "a space is missing after the colon")
        .hint(format!("write `{name}: {rest}`"))
        .mend(Mend::Insert(colon + 1, " "))
}

/// A `[` or `{` that isn't closed before the place.
fn bracket(text: &str, at: usize, words: &str) -> Option<Finding> {
    if !words.contains("flow") && !words.contains("',' or") && !words.contains("illegal placement of ':'") {
        return None;
    }
    let mut open = Vec::new();
    for (offset, c) in text.get(..at)?.char_indices() {
        match c {
            '[' | '{' => open.push((offset, c)),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
    }
    let (offset, c) = open.pop()?;
    let close = if c == '[' { ']' } else { '}' };
    let line = Line::around(text, offset);
    let is_text = line.entry().is_some_and(|(_, value)| value.start == offset && value.len() > 1);
    let hint = if is_text {
        format!("write `{close}` at its end, or, if it is text, put it in quotes: {}", quoted(&line.rest_from(offset)))
    } else {
        format!("write `{close}` at its end")
    };
    Some(Finding::value(offset..line.content().end.max(offset + 1), format!("what begins with this `{c}` has no `{close}`")).hint(hint))
}

/// Whether what begins here is the value of a key, or an item.
fn begins_a_value(text: &str, at: usize) -> bool {
    let line = Line::around(text, at);
    line.entry().map_or(line.item(), |(_, value)| value).start == at
}

/// A line that doesn't fit the one before it.
fn layout(before: &Line<'_>, line: &Line<'_>) -> Option<Finding> {
    let span = line.content();
    let (above, here) = (before.indent(), line.indent());
    let is_item = Line::is_item;
    let has_value = before.entry().is_some_and(|(_, value)| !value.is_empty());
    if here > above && (has_value || is_item(before)) {
        return Some(Finding::new(span, "this line is indented further than the one above, which has its value already").hint(format!(
            "begin it in column {}, like the line above",
            if is_item(before) && !is_item(line) { above + 3 } else { above + 1 }
        )));
    }
    if here == above && is_item(before) != is_item(line) {
        let hint = "give every item of a list its `- `; indent what belongs to an item by two spaces more than its `- `";
        return Some(Finding::new(span, "a list's items and keys can't stand side by side").hint(hint));
    }
    if let Some(finding) = no_colon(line) {
        return Some(finding);
    }
    (here != above).then(|| {
        Finding::new(span, "this line's indentation doesn't fit the lines above it")
            .hint("begin it in the same column as the lines that it belongs with")
    })
}

fn no_colon(line: &Line<'_>) -> Option<Finding> {
    let hint = "write `name: value`; text that goes on from the line above is indented further than its key";
    let is_item = line.text.trim_start().starts_with('-');
    (line.entry().is_none() && !is_item).then(|| Finding::new(line.content(), "this line has no key and colon").hint(hint))
}

fn needs_quotes(sign: char) -> String {
    let sign = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
    format!("text that begins with {sign} must stand in quotes")
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
