//! Words that stand in a template itself, where no translation reaches them.

use std::ops::Range;

use super::{Finding, Layer};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    theme::layers::File,
};

/// The words in the templates of a layer that should come from `i18n/`.
pub fn check(layer: &Layer, findings: &mut Vec<Finding>) {
    for (_, file) in layer.files.iter().filter(|(name, _)| name.starts_with("templates/") && name.ends_with(".html")) {
        findings.extend(literals(&file.text()).into_iter().map(|literal| diagnostic(file, literal)));
    }
}

fn diagnostic(file: &File, literal: Range<usize>) -> Diagnostic {
    let text = file.text();
    let words = text[literal.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("`{words}` stands in the template itself, so it is the same in every language");
    let key: Vec<String> =
        words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(3).map(str::to_lowercase).collect();
    let key = key.join("_");
    let hint = format!("add a word to `i18n/en.yaml`, such as `{key}`, and write `{{{{ word(key=\"{key}\") }}}}`");
    Diagnostic::new(Code::UntranslatedText, Place::span(&file.source, literal), message).hint(hint)
}

/// The attributes whose values are read out or shown.
const SPOKEN: [&str; 6] = ["alt", "title", "label", "aria-label", "aria-description", "placeholder"];

/// Elements whose content isn't prose.
const SILENT: [&str; 3] = ["script", "style", "svg"];

/// Where words stand in a template, outside of tags and of the engine's expressions, and in attributes that are read out.
fn literals(template: &str) -> Vec<Range<usize>> {
    let html = without_expressions(template);
    let mut found = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let end = html[at..].find('<').map_or(html.len(), |tag| at + tag);
        found.extend(words(&html, at..end));
        if end == html.len() {
            break;
        }
        let close = end_of_tag(&html, end);
        let tag = &html[end..close];
        found.extend(attributes(&html, end..close));
        at = close;
        if let Some(name) = SILENT.iter().find(|name| opens(tag, name)) {
            at = html[at..].find(&format!("</{name}")).map_or(html.len(), |until| at + until);
        }
    }
    found
}

/// The template with spaces in the place of what the engine reads; all offsets stay true.
fn without_expressions(template: &str) -> String {
    let mut html = template.to_owned();
    let mut from = 0;
    while let Some(start) = html[from..].find('{').map(|at| from + at) {
        let close = match html.get(start..start + 2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                from = start + 1;
                continue;
            }
        };
        let end = html[start..].find(close).map_or(html.len(), |at| start + at + 2);
        // One byte each, so that nothing moves.
        html.replace_range(start..end, &" ".repeat(end - start));
        from = end;
    }
    html
}

/// Where a tag or comment ends that begins here; a `>` in quotes doesn't end it.
fn end_of_tag(html: &str, start: usize) -> usize {
    if html[start..].starts_with("<!--") {
        return html[start..].find("-->").map_or(html.len(), |at| start + at + 3);
    }
    let mut quote = None;
    for (at, c) in html[start..].char_indices() {
        match (c, quote) {
            ('>', None) => return start + at + 1,
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(mark)) if c == mark => quote = None,
            _ => {}
        }
    }
    html.len()
}

fn opens(tag: &str, name: &str) -> bool {
    tag[1..].strip_prefix(name).is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == '>')) && !tag.ends_with("/>")
}

/// The values of a tag's attributes that are read out and hold words.
fn attributes(html: &str, tag: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if html[tag.clone()].starts_with("<!") {
        return found;
    }
    for name in SPOKEN {
        for (at, _) in html[tag.clone()].match_indices(name) {
            let start = tag.start + at;
            let value = start + name.len();
            let is_name = html[..start].ends_with(|c: char| c.is_whitespace());
            let Some(mark) =
                html[value..tag.end].strip_prefix('=').and_then(|rest| rest.chars().next()).filter(|c| matches!(c, '"' | '\''))
            else {
                continue;
            };
            let inner = value + 2;
            let end = html[inner..tag.end].find(mark).map_or(tag.end, |end| inner + end);
            if is_name {
                found.extend(words(html, inner..end));
            }
        }
    }
    found
}

/// The part of a text that holds words, if any does. A reference such as `&nbsp;` is none.
fn words(html: &str, range: Range<usize>) -> Option<Range<usize>> {
    let text = &html[range.clone()];
    let plain = without_references(text);
    let first = plain.find(char::is_alphabetic)?;
    let (last, c) = plain.char_indices().rfind(|(_, c)| c.is_alphabetic())?;
    Some(range.start + first..range.start + last + c.len_utf8())
}

fn without_references(text: &str) -> String {
    let mut plain = text.to_owned();
    for (at, _) in text.match_indices('&') {
        let length = text[at + 1..].find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(text.len() - at - 1);
        if text[at + 1 + length..].starts_with(';') {
            plain.replace_range(at..at + length + 2, &" ".repeat(length + 2));
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{end_of_tag, literals, without_expressions, without_references};
    use crate::theme::layers::embedded;

    fn found(template: &str) -> Vec<&str> {
        literals(template).into_iter().map(|range| &template[range]).collect()
    }

    #[test]
    fn words_between_tags_and_in_what_is_read_out_are_found() {
        assert_eq!(found("<p>Ask the talent team.</p>"), ["Ask the talent team"]);
        assert_eq!(found("<p>{{ name }}, by {{ author }} · {{ n }}%</p>"), ["by"]);
        assert_eq!(found("<img src=\"a.png\" alt=\"Our logo\"><a title='Home page' href=\"x\">{{ x }}</a>"), ["Our logo", "Home page"]);
        assert_eq!(found("<track label=\"German\" src=\"a.vtt\">"), ["German"]);
        assert_eq!(found("<nav aria-label=\"{{ word(key='x') }} pages\">"), ["pages"]);
        assert_eq!(found("{% if a > b %}Größer{% endif %}"), ["Größer"]);
    }

    #[test]
    fn what_nobody_reads_is_left_alone() {
        for template in [
            "<!doctype html>",
            "{# A remark #}<!-- another -->{{ word(key=\"x\") }}",
            "<h{{ level }} class=\"part\">{{ x }}</h{{ level }}>",
            "<p>{{ a }} · {{ b }}&nbsp;– 12 %</p>",
            "<script src=\"{{ a }}\" defer></script><style>p { color: red }</style>",
            "<svg><title>Icon</title></svg>",
            "{% component x(title: string = \"No words\") %}{{ title }}{% endcomponent x %}",
            "<a data-title=\"Words\" class=\"alt\">{{ x }}</a>",
            "<p{% if a %} class=\"b\"{% endif %}>{{ x }}</p>",
        ] {
            assert_eq!(found(template), [""; 0], "{template}");
        }
    }

    /// French sets them apart from what stands before, so they are words, too: `colon` and `semicolon`.
    #[test]
    fn templates_that_come_along_hold_no_marks_that_a_language_may_set_apart() {
        for (path, text) in embedded("").filter(|(path, _)| path.ends_with(".html")) {
            let html = without_references(&without_expressions(&text));
            let mut at = 0;
            while let Some(tag) = html[at..].find('<').map(|tag| at + tag) {
                assert!(!html[at..tag].contains([':', ';', '!', '?']), "{path}: `{}`", html[at..tag].trim());
                at = end_of_tag(&html, tag);
            }
            assert!(!html[at..].contains([':', ';', '!', '?']), "{path}: at the end");
        }
    }
}
