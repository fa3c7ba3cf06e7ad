//! YAML in an author's words.

use super::{
    FieldShape, Shape,
    node::{Kind, Node},
    types::excerpt,
};

/// What a shape takes: "a whole number".
pub(super) fn expected(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Markdown | Shape::Inline | Shape::Citation => "text".to_owned(),
        Shape::Id => "an id".to_owned(),
        Shape::Reference(kind) => format!("the id of a {kind}"),
        Shape::Bool => "`true` or `false`".to_owned(),
        Shape::Integer { .. } => "a whole number".to_owned(),
        Shape::Number => "a number".to_owned(),
        Shape::NumberOr(word) => format!("a number or `{word}`"),
        Shape::Amount => "an amount".to_owned(),
        Shape::Currency => "a currency's code".to_owned(),
        Shape::Date => "a date".to_owned(),
        Shape::Published => "a day, a month or a year".to_owned(),
        Shape::Url => "a whole address".to_owned(),
        Shape::Duration => "a length of time".to_owned(),
        Shape::Choice(words) => match &words[..] {
            [only] => format!("`{only}`"),
            _ => format!("one of {}", words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")),
        },
        Shape::List { .. } => "a list".to_owned(),
        Shape::OneOrMore(of) => format!("a list or {}", expected(of)),
        Shape::Map { .. } | Shape::Record(_) => "a group of keys".to_owned(),
        Shape::Brief { record, field } => format!("{} or a group of keys", expected(record.shape_of(field))),
        Shape::Any => "a value".to_owned(),
    }
}

/// What a node is: "a list".
pub(super) fn found(node: &Node) -> String {
    match &node.kind {
        _ if node.is_nothing() => "nothing".to_owned(),
        Kind::Lost => "what can't be read".to_owned(),
        Kind::Scalar { text, .. } => excerpt(text),
        Kind::List(_) => "a list".to_owned(),
        Kind::Map(_) => "a group of keys".to_owned(),
    }
}

/// How to write what a shape takes where there is another kind of value; `raw` is how that is written.
pub(super) fn hint_for_kind(node: &Node, raw: &str, shape: &Shape) -> Option<String> {
    let takes_text = |shape: &Shape| matches!(shape, Shape::Text | Shape::Markdown | Shape::Inline | Shape::Citation);
    let hint = match (shape, &node.kind) {
        (_, Kind::List(_) | Kind::Map(_)) if takes_text(shape) && !raw.is_empty() && !raw.contains('\n') => {
            format!("if this is text, put it in quotes: {}", quoted(raw))
        }
        (Shape::List { of, .. }, Kind::Scalar { .. }) if takes_text(of) => {
            let brackets =
                if raw.contains(',') && !raw.contains(['\n', '"', '\'']) { format!("write `[{raw}]`, or ") } else { String::new() };
            format!("{brackets}begin each item with `- ` on a line of its own")
        }
        (Shape::List { .. } | Shape::OneOrMore(_), _) => "write each item on lines of its own, the first beginning with `- `".to_owned(),
        (Shape::Record(_) | Shape::Map { .. }, Kind::Scalar { .. }) if has_tight_colon(raw) => {
            "write a space after each colon, such as `name: value`".to_owned()
        }
        (Shape::Record(_) | Shape::Map { .. }, Kind::Scalar { .. }) => {
            "write lines such as `name: value`, which are indented by two spaces below a key".to_owned()
        }
        (Shape::Record(_) | Shape::Map { .. }, _) => "write lines such as `name: value` without `- ` before them".to_owned(),
        (_, Kind::List(_)) => "write one value after the colon, not a list".to_owned(),
        _ => return None,
    };
    Some(hint)
}

/// How to write what a shape takes within brackets, where nothing stands on a line of its own.
pub(super) fn hint_in_brackets(node: &Node, raw: &str, shape: &Shape) -> Option<String> {
    match (shape, &node.kind) {
        (Shape::List { at_least: 0 | 1, .. } | Shape::OneOrMore(_), Kind::Scalar { .. }) => {
            Some(format!("write it in square brackets: `[{raw}]`"))
        }
        (Shape::List { .. }, _) => Some("write its items in square brackets, with commas between them: `[a, b]`".to_owned()),
        (Shape::Record(_) | Shape::Map { .. }, _) => {
            Some("write its keys in braces, with commas between them: `{name: value, …}`".to_owned())
        }
        _ => None,
    }
}

/// Whether a text begins like `title:Hiring`.
fn has_tight_colon(text: &str) -> bool {
    let end = text.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(0);
    end > 0 && text.get(end..).is_some_and(|rest| rest.starts_with(':') && !rest.starts_with("://"))
}

/// A line that would fill a field.
pub(super) fn hint_for_missing(field: &FieldShape) -> String {
    let name = &field.name;
    match &field.shape {
        Shape::List { .. } => format!("add `{name}:`, and below it one item after another, each beginning with `- `"),
        Shape::Map { .. } | Shape::Record(_) => format!("add `{name}:`, and below it lines such as `name: value`, indented by two spaces"),
        shape => {
            let example = field.example.as_deref().map_or_else(|| example(shape), str::to_owned);
            format!("add a line such as `{name}: {example}`")
        }
    }
}

fn example(shape: &Shape) -> String {
    match shape {
        Shape::Id => "senior-engineer".to_owned(),
        Shape::Bool => "true".to_owned(),
        Shape::Integer { min, max } => 45.clamp(*min, (*max).max(*min)).to_string(),
        Shape::Number | Shape::NumberOr(_) => "12.5".to_owned(),
        Shape::Amount => "180000".to_owned(),
        Shape::Currency => "USD".to_owned(),
        Shape::Date => "2026-04-05".to_owned(),
        Shape::Duration => "6m".to_owned(),
        Shape::Choice(words) => words.first().map_or("…", |word| word).to_owned(),
        Shape::OneOrMore(of) => example(of),
        Shape::Brief { record, field } => example(record.shape_of(field)),
        _ => "…".to_owned(),
    }
}

/// A text in quotes, as YAML takes it.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}
