//! Reads one directive: its name, label and arguments.

use super::attributes::{self, Attribute};

/// What a block directive's line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FenceKind {
    /// `::name{…}`
    Leaf(Call),
    /// `:::name{…}`
    Open(Call),
    /// `:::`
    Close,
    /// What is surely meant for a directive and can't be read; what to write instead.
    Unreadable(String),
    /// Two colons, a name and more: a directive if there is one of this name, else text.
    Doubtful {
        /// The name.
        name: String,
        /// What to write instead.
        hint: String,
    },
}

/// A directive's name, label and arguments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The name.
    pub name: String,
    /// What stands in `[…]`.
    pub label: Option<String>,
    /// What stands in `{…}`; spans count from the start of the directive.
    pub attributes: Vec<Attribute>,
}

impl Call {
    /// The call, when this many bytes stand before it in its directive.
    pub fn after(mut self, bytes: usize) -> Self {
        for attribute in &mut self.attributes {
            attribute.span = attribute.span.start + bytes..attribute.span.end + bytes;
        }
        self
    }
}

/// Reads the line of a block directive, without indentation and line end; `None` when it is none.
pub fn read_fence(body: &str) -> Option<FenceKind> {
    let colons = body.bytes().take_while(|byte| *byte == b':').count();
    let (fence, rest) = body.split_at(colons);
    let read = read_call(rest).map(|(call, length)| (call.after(colons), length));
    match read {
        Ok((call, length)) if rest[length..].trim().is_empty() => {
            Some(if colons == 2 { FenceKind::Leaf(call) } else { FenceKind::Open(call) })
        }
        Err(CallError::Arguments(problem)) => Some(FenceKind::Unreadable(problem)),
        _ if colons == 2 => misspelt_leaf(rest),
        _ if rest.trim().is_empty() => Some(FenceKind::Close),
        _ => Some(FenceKind::Unreadable(mended(fence, rest).unwrap_or_else(|| {
            let (name, text) = split_name(rest.trim_start());
            match text.trim() {
                "" => format!("write `{fence}{name}`, without a space"),
                text => format!("write `{fence}{name}{{title=\"{}\"}}`", text.replace('"', "'")),
            }
        }))),
    }
}

/// What a line of two colons is that is no leaf.
///
/// Where braces or `key=value` follow the name, nobody means text. Otherwise it may be text, such as `::std::vec` or a line of another
/// tool's, and only the theme knows whether the name is a directive's.
fn misspelt_leaf(rest: &str) -> Option<FenceKind> {
    if let Some(hint) = mended("::", rest) {
        return Some(FenceKind::Unreadable(hint));
    }
    let (name, text) = split_name(rest.trim_start());
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !text.starts_with("::");
    let hint =
        if text.is_empty() { format!("write `::{name}`, without a space") } else { format!("write `::{name}` on a line of its own") };
    is_name.then(|| FenceKind::Doubtful { name: name.to_owned(), hint })
}

/// What to write for a directive whose arguments stand apart from its name, stand without braces, or are followed by text.
fn mended(fence: &str, rest: &str) -> Option<String> {
    let (name, after) = split_name(rest.trim_start());
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let arguments = after.trim_start();
    if arguments.starts_with('{') {
        // The braces may be what can't be read.
        let (_, length) = attributes::read(arguments).ok()?;
        let alone = if arguments[length..].trim().is_empty() { "" } else { " on a line of its own" };
        return Some(format!("write `{fence}{name}{}`{alone}", &arguments[..length]));
    }
    let key = arguments.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))?;
    let is_bare = key > 0 && after.starts_with([' ', '\t']) && arguments[key..].starts_with('=');
    let braced = format!("{{{}}}", arguments.trim_end());
    (is_bare && attributes::read(&braced).is_ok_and(|(_, length)| length == braced.len())).then(|| format!("write `{fence}{name}{braced}`"))
}

/// A text's leading name, and what follows it.
fn split_name(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len()))
}

/// Why a call can't be read.
pub enum CallError {
    /// There is no name.
    Name,
    /// The arguments can't be read.
    Arguments(String),
}

/// Reads `name[label]{arguments}` at the start of a text; gives the call and its length.
///
/// # Errors
/// When there is none, or its arguments can't be read.
pub fn read_call(text: &str) -> Result<(Call, usize), CallError> {
    let name_end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(text.len());
    if !text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return Err(CallError::Name);
    }
    let name = text[..name_end].to_owned();
    let mut at = name_end;
    let mut label = None;
    if text[at..].starts_with('[') {
        let end = closing_bracket(&text[at..]).ok_or_else(|| CallError::Arguments("the closing `]` is missing".to_owned()))?;
        label = Some(text[at + 1..at + end].to_owned());
        at += end + 1;
    }
    let mut found = Vec::new();
    if text[at..].starts_with('{') {
        let (mut attributes, length) = attributes::read(&text[at..]).map_err(CallError::Arguments)?;
        for attribute in &mut attributes {
            attribute.span = attribute.span.start + at..attribute.span.end + at;
        }
        found = attributes;
        at += length;
    }
    Ok((Call { name, label, attributes: found }, at))
}

/// The offset of the `]` that closes the `[` at the start.
fn closing_bracket(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, c) in text.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth == 0 {
                    return Some(index);
                }
            }
            '\n' => return None,
            _ => {}
        }
    }
    None
}
