//! Words that stand in a template itself, where no language but their own can be shown.

use std::ops::Range;

/// The attributes whose value a reader sees or hears.
const READ: [&str; 6] = ["alt", "aria-description", "aria-label", "label", "placeholder", "title"];

/// The places of a template's own words: text between tags, and in attributes that are read.
pub fn literals(template: &str) -> Vec<Range<usize>> {
    let text = without_code(template);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find('<').map(|offset| at + offset) {
        add_words(&text, at..open, &mut found);
        let (end, is_comment) = match text[open..].starts_with("<!--") {
            true => (text[open..].find("-->").map_or(text.len(), |offset| open + offset + 3), true),
            false => (end_of_tag(&text, open), false),
        };
        if !is_comment {
            attributes(&text, open..end, &mut found);
        }
        at = end;
    }
    add_words(&text, at..text.len(), &mut found);
    found
}

/// The template with blanks for what the template engine reads, and for character references.
fn without_code(template: &str) -> String {
    let mut text = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{%", "%}"), ("{{", "}}"), ("&", ";")] {
        let mut at = 0;
        while let Some(start) = text[at..].find(open).map(|offset| at + offset) {
            let Some(end) = text[start..].find(close).map(|offset| start + offset + close.len()) else { break };
            let is_reference = text[start + 1..end - 1].chars().all(|c| c.is_ascii_alphanumeric() || c == '#');
            if open == "&" && !is_reference {
                at = start + 1;
                continue;
            }
            text.replace_range(start..end, &" ".repeat(end - start));
            at = end;
        }
    }
    text
}

/// Where a tag ends, quotes reckoned with.
fn end_of_tag(text: &str, open: usize) -> usize {
    let mut quote = None;
    for (offset, c) in text[open..].char_indices() {
        match (quote, c) {
            (None, '>') => return open + offset + 1,
            (None, '"' | '\'') => quote = Some(c),
            (Some(begun), _) if begun == c => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn attributes(text: &str, tag: Range<usize>, found: &mut Vec<Range<usize>>) {
    for name in READ {
        for quote in ['"', '\''] {
            let start = format!(" {name}={quote}");
            for (offset, _) in text[tag.clone()].match_indices(&start) {
                let value = tag.start + offset + start.len();
                let end = text[value..tag.end].find(quote).map_or(tag.end, |offset| value + offset);
                add_words(text, value..end, found);
            }
        }
    }
}

fn add_words(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let trimmed = part.trim();
    if trimmed.contains(char::is_alphabetic) {
        let start = range.start + (part.len() - part.trim_start().len());
        found.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(template: &str) -> Vec<&str> {
        literals(template).into_iter().map(|range| &template[range]).collect()
    }

    #[test]
    fn text_and_attributes_that_are_read_are_found() {
        assert_eq!(words("<p>Hello {{ name }}</p>"), ["Hello"]);
        assert_eq!(words("<img alt=\"A chart\" class='wide' title='It > that'>"), ["A chart", "It > that"]);
        assert_eq!(
            words("{# a remark #}<p class=\"lead\" aria-label='{{ word(key=\"a\") }}'>{% if a < b %}–{% endif %} 1 &nbsp;</p>"),
            [""; 0]
        );
        assert_eq!(words("<!-- a remark --><br>{{ <part list={a}/> }}Größe"), ["Größe"]);
    }

    #[test]
    fn the_default_theme_has_no_words_but_those_of_its_languages() {
        for (path, template) in crate::theme::layers::embedded("default/templates/") {
            let found: Vec<&str> = literals(&template).into_iter().map(|range| &template[range]).collect();
            assert!(found.is_empty(), "{path} says {found:?}: put it into i18n/en.yaml and write {{{{ word(key=…) }}}}");
        }
    }
}
