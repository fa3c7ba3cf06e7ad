//! What can't be read in a template.

use super::{Said, as_it_is, quoted, said};

/// Where templates are explained.
pub const READ_GUIDE: &str = "templates are written in Tera 2: see the guide's page on themes";

/// What can't be read in a template.
pub fn syntax(message: &str) -> Said {
    if let Some((found, expected)) = message.trim_end_matches('.').strip_prefix("Found ").and_then(|rest| rest.split_once(" but ")) {
        return unexpected(found, expected);
    }
    if message.starts_with("Unexpected end of input") {
        let hint = "look for `{% if %}`, `{% for %}`, `{% block %}` or `{% component %}` without its end, or `{{` without `}}`";
        return said("the template ends before all in it is closed", hint);
    }
    if message.starts_with("Unknown tag") {
        let hint = "the tags are `extends`, `include`, `block`, `component`, `if`, `for`, `set`, `set_global`, `filter` and `raw`";
        return said("there is no such tag", hint);
    }
    if message.starts_with("This content would be ignored") {
        let hint = "put it into a block of that template";
        return said("a template that extends another holds blocks and components alone, and this is neither", hint);
    }
    if message.starts_with("String opened with") {
        return said("a text begins with this quotation mark and doesn't end", "write the same mark at its end");
    }
    if message.starts_with("Closing comment tag") {
        return said("a remark begins here and doesn't end", "write `#}` at its end");
    }
    if message.starts_with("Unexpected character") {
        return said("this sign has no meaning here", READ_GUIDE);
    }
    if let [opened, closed] = quoted(message)[..]
        && message.contains("in the opening tag")
    {
        return said(format!("`{opened}` is ended as `{closed}`"), format!("write `{opened}` at both ends"));
    }
    as_it_is(message)
}

/// A sign or word where another must stand.
fn unexpected(found: &str, expected: &str) -> Said {
    let found = match found {
        "identifier" => "a name",
        "string" => "a text",
        "integer" | "float" => "a number",
        "bool" => "`true` or `false`",
        "content" | "raw content" => "text of the page",
        "comment" => "a remark",
        sign => sign,
    };
    let wanted = ["expected one of: ", "expected ", "was expecting "].iter().find_map(|start| expected.strip_prefix(start));
    let Some(wanted) = wanted else { return as_it_is(&format!("here is {found}, but {expected}")) };
    let (wanted, hint) = match wanted {
        list if list.starts_with("integer, float") => {
            ("a value", "a value is a name, a text in quotes, a number, a list in brackets or a function")
        }
        "identifier" | "attribute name" => ("a name", "a name begins with a letter and holds letters, digits and `_`"),
        "string" => ("a text in quotes", "write for example `\"layout.html\"`"),
        sign if sign.contains('`') || sign.contains(' ') => (sign, READ_GUIDE),
        sign => return said(format!("here is {found}, but `{sign}` must stand here"), READ_GUIDE),
    };
    said(format!("here is {found}, but {wanted} must stand here"), hint)
}
