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
    /// Three colons, and then something that can't be read.
    Unreadable(String),
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
    let rest = &body[colons..];
    let read = read_call(rest).map(|(call, length)| (call.after(colons), length));
    if colons == 2 {
        return match read {
            Ok((call, length)) if length == rest.len() => Some(FenceKind::Leaf(call)),
            Err(CallError::Arguments(problem)) => Some(FenceKind::Unreadable(problem)),
            _ => None,
        };
    }
    if rest.trim().is_empty() {
        return Some(FenceKind::Close);
    }
    Some(match read {
        Ok((call, length)) if rest[length..].trim().is_empty() => FenceKind::Open(call),
        Ok((call, length)) => {
            FenceKind::Unreadable(format!("write `:::{}{{title=\"{}\"}}`", call.name, rest[length..].trim().replace('"', "'")))
        }
        Err(CallError::Arguments(problem)) => FenceKind::Unreadable(problem),
        Err(CallError::Name) => {
            let mut words = rest.trim().splitn(2, ' ');
            let (name, title) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
            FenceKind::Unreadable(match title {
                "" => format!("write `:::{name}`, without a space"),
                title => format!("write `:::{name}{{title=\"{}\"}}`", title.replace('"', "'")),
            })
        }
    })
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
