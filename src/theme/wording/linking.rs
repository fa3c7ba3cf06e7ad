//! What a template names that isn't there.

use super::{Said, as_it_is, quoted, said};
use crate::diagnostic::did_you_mean;

/// The names that a template can use, for suggestions.
pub struct Names<'a> {
    /// Templates.
    pub templates: Vec<&'a str>,
    /// Components.
    pub components: Vec<&'a str>,
    /// Blocks.
    pub blocks: Vec<&'a str>,
}

/// What a template names that isn't there.
pub fn linking(message: &str, names: &Names<'_>) -> Said {
    let quoted = quoted(message);
    let missing = |what: &str, names: &[&str]| {
        let name = quoted.first().copied().unwrap_or_default();
        let hint = did_you_mean(name, names.iter().copied());
        Said { message: format!("there is no {what} `{name}`"), hint }
    };
    match message.split(" `").next().unwrap_or_default() {
        "Unknown filter" => missing("filter", FILTERS),
        "Unknown function" => missing("function", FUNCTIONS),
        "Unknown test" => missing("test", TESTS),
        "Unknown component" => missing("component", &names.components),
        "Unknown template" => missing("template", &names.templates),
        "Block" => {
            let name = quoted.first().copied().unwrap_or_default();
            // The template's own block is among all.
            let hint = did_you_mean(name, names.blocks.iter().copied().filter(|block| *block != name));
            Said { message: format!("no template that this one extends has the block `{name}`"), hint }
        }
        "Component" if let [name, one, other] = quoted[..] => {
            said(format!("the component `{name}` stands in two templates, `{one}` and `{other}`"), "give one of the two another name")
        }
        _ => as_it_is(message),
    }
}

const FILTERS: &[&str] = &[
    "abs",
    "by_letter",
    "capitalize",
    "completed",
    "date",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "grouped",
    "runs",
    "timeline",
    "headings",
    "indent",
    "indexed",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "minutes_asked",
    "newlines_to_br",
    "nth",
    "pairs",
    "percent",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "scales",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

const FUNCTIONS: &[&str] = &[
    "asset",
    "backlinks",
    "children",
    "cite",
    "cited",
    "cited_by",
    "config",
    "coverage",
    "data",
    "edit_url",
    "heading_level",
    "last_change",
    "link",
    "listing",
    "money_range",
    "navigation",
    "neighbours",
    "page_record",
    "range",
    "record",
    "records",
    "listed",
    "role_href",
    "languages",
    "alternates",
    "roles",
    "sections",
    "super",
    "tagged",
    "tags",
    "target",
    "throw",
    "fields",
    "groups",
    "overdue",
    "show",
    "today",
    "trail",
    "var",
    "word",
];

const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

#[cfg(test)]
mod tests {
    use tera::Tera;

    use super::*;

    #[test]
    fn every_name_that_is_suggested_is_there() {
        let uses = FILTERS.iter().map(|name| format!("{{{{ x | {name} }}}}"));
        let uses = uses.chain(FUNCTIONS.iter().filter(|name| **name != "super").map(|name| format!("{{{{ {name}() }}}}")));
        for template in uses.chain(TESTS.iter().map(|name| format!("{{% if x is {name} %}}{{% endif %}}"))) {
            let mut tera = Tera::new();
            crate::render::set_up(&mut tera);
            tera.add_raw_template("x.html", &template).unwrap_or_else(|error| panic!("{template}: {error}"));
        }
    }
}
