//! What fails while a page is rendered.

use super::{Said, as_it_is, quoted, said};
use crate::diagnostic::did_you_mean;

/// What failed while a page was rendered.
pub fn rendering(message: &str) -> Said {
    undefined(message).or_else(|| wrong_argument(message)).or_else(|| wrong_type(message)).unwrap_or_else(|| as_it_is(message))
}

/// Something that isn't there, or has no value.
fn undefined(message: &str) -> Option<Said> {
    let without_value =
        || said("this has no value", "write `| default(value=\"\")` after it, or ask with `{% if … %}` whether it is there");
    let name = quoted(message).first().copied().unwrap_or_default();
    if let Some((_, list)) = message.split_once("is not defined.") {
        let what = if message.starts_with("Variable") { "variable" } else { "field" };
        let names: Vec<&str> = list.split_once(": ").map(|(_, names)| names.split(", ").collect()).unwrap_or_default();
        let all = || match names.as_slice() {
            [] => "it has no fields at all".to_owned(),
            [only] => format!("there is `{only}`"),
            names => format!("there are {}", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        };
        let hint = did_you_mean(name, names.iter().copied()).unwrap_or_else(all);
        return Some(said(format!("there is no {what} `{name}` here"), hint));
    }
    if message.starts_with("Field ") && message.ends_with("is not defined") {
        let hint = "ask with `{% if … %}` whether that is there";
        return Some(said(format!("`{name}` is asked of something that isn't there"), hint));
    }
    let is_undefined = message.starts_with("Variable `") && message.ends_with("its value is undefined")
        || ["Tried to render a variable that is undefined", "Cannot index into an undefined", "Cannot slice an undefined"]
            .iter()
            .any(|start| message.starts_with(start));
    is_undefined.then(without_value)
}

/// An argument that is missing, or is none.
fn wrong_argument(message: &str) -> Option<Said> {
    let all = quoted(message);
    let name = all.first().copied().unwrap_or_default();
    if message.starts_with("Unknown argument(s)") {
        let takes = message.split_once("Possible argument(s) are:").map(|(_, list)| quoted(list)).unwrap_or_default();
        let all = || match takes.as_slice() {
            [] => "it takes none".to_owned(),
            names => format!("it takes {}", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        };
        return Some(said(
            format!("the component has no argument `{name}`"),
            did_you_mean(name, takes.iter().copied()).unwrap_or_else(all),
        ));
    }
    if message.starts_with("Missing keyword argument") || (message.starts_with("Argument `") && message.ends_with("missing.")) {
        return Some(said(
            format!("the argument `{name}` is missing"),
            format!("add it, as in `{name}=…`; in a component as `{name}={{…}}`"),
        ));
    }
    if message.starts_with("Implicit argument") {
        let hint = format!("only `@page` is given to a directive; in a template, set `{name}` before the component is used");
        return Some(said(format!("the component needs `@{name}`, and it isn't there"), hint));
    }
    if message.starts_with("Component argument")
        && let [name, found, expected] = all[..]
    {
        return Some(mismatch(&format!("the argument `{name}`"), expected, found));
    }
    None
}

/// A value of the wrong type.
fn wrong_type(message: &str) -> Option<Said> {
    let all = quoted(message);
    if message.starts_with("Invalid type for the value")
        && let [expected, found] = all[..]
    {
        return Some(mismatch("what stands here", expected, found));
    }
    if message.starts_with("Math operations") || message.starts_with("`+` requires") {
        let found = all.iter().map(|name| kind(name)).find(|kind| *kind != NUMBER).unwrap_or("something else");
        let message = format!("only numbers can be reckoned with, but here is {found}");
        return Some(said(message, "texts are put together with `~`; a number in a text is read with `| int` or `| float`"));
    }
    if message.starts_with("Cannot compare")
        && let [one, other] = all[..]
    {
        let message = format!("{} and {} can't be compared by size", kind(one), kind(other));
        return Some(said(message, "compare numbers with numbers, and texts with texts"));
    }
    if message.starts_with("Iteration not possible") {
        let found = kind(all.first().copied().unwrap_or_default());
        return Some(said(format!("`for` goes through a list or a map, but here is {found}"), "name the list itself, such as `page.tags`"));
    }
    if message.starts_with("Key/value iteration") {
        let found = kind(all.first().copied().unwrap_or_default());
        return Some(said(
            format!("`for` with two names goes through a map, but here is {found}"),
            "write one name, as in `{% for tag in page.tags %}`",
        ));
    }
    None
}

fn mismatch(subject: &str, expected: &str, found: &str) -> Said {
    let message = format!("{subject} must be {}, but here is {}", kind(expected), kind(found));
    let hint = match (kind(expected), kind(found)) {
        (_, "nothing") => "look for a slip in the name, or write `| default(value=…)` before this",
        ("a list", _) => "name a list, or write one: `[…]`",
        (_, "a map") => "name one of its fields, such as `.text` or `.title`",
        (_, "a list") => "take one of its items in a `for`, or put them together with `| join(sep=\", \")`",
        ("text", _) => "write `| str` after it",
        (_, "text") => "write it without quotes, or read it with `| int` or `| float`",
        _ => "give another value",
    };
    said(message, hint)
}

/// What the engine calls a type, in an author's words.
fn kind(name: &str) -> &'static str {
    match name {
        "&str" | "str" | "String" | "string" => "text",
        "bool" => "`true` or `false`",
        "Map" | "map" | "map/struct" => "a map",
        "Vec<Value>" | "&[Value]" | "array" => "a list",
        "none" | "undefined" => "nothing",
        "bytes" => "bytes",
        _ => NUMBER,
    }
}

const NUMBER: &str = "a number";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_passed_on() {
        assert_eq!(rendering("Cannot divide by 0."), Said { message: "cannot divide by 0".to_owned(), hint: None });
    }
}
