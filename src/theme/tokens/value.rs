//! What a token's name and value may be, so that a token can't become another rule of the style sheet.

use std::ops::Range;

/// What is wrong with a token's value: where in it, why, and what to write instead.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unfit {
    /// The bytes of the value that are wrong.
    pub(super) at: Range<usize>,
    /// Why, in words that go on from the token's name.
    pub(super) reason: String,
    /// What to write instead.
    pub(super) hint: &'static str,
}

const ONE_VALUE: &str = "write one value alone, such as `#0b5c4a`; rules of your own go into a style sheet in `assets/`";
const QUOTE: &str = "write the mark at both ends of the text, such as `'Avenir Next', sans-serif`";
const BRACKET: &str = "write as many closing brackets as opening ones";

/// Whether a token's name can be one of a custom property, in a form that needs no escapes.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// The first thing in a value that would end its declaration, or swallow those that follow: a token can't become another rule.
pub(super) fn unfit(value: &str) -> Option<Unfit> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut quote: Option<(usize, char)> = None;
    let mut chars = value.char_indices();
    while let Some((at, c)) = chars.next() {
        let wrong = |reason: &str, hint| Some(Unfit { at: at..at + c.len_utf8(), reason: reason.to_owned(), hint });
        match (c, quote) {
            ('\\', _) if chars.next().is_none() => {
                return wrong("ends with `\\`, which would take the end of the value with it", ONE_VALUE);
            }
            ('\n' | '\r', Some((start, mark))) => return Some(unclosed_quote(start, mark)),
            (_, Some((_, mark))) if c == mark => quote = None,
            ('\\', _) | (_, Some(_)) => {}
            ('"' | '\'', None) => quote = Some((at, c)),
            (';', None) => return wrong("holds `;`, which ends a value in a style sheet", ONE_VALUE),
            ('{' | '}', None) => return wrong(&format!("holds `{c}`, which belongs to the rules of a style sheet"), ONE_VALUE),
            ('/', None) if value[at..].starts_with("/*") => {
                return Some(Unfit {
                    at: at..at + 2,
                    reason: "holds `/*`, which begins a remark in a style sheet".to_owned(),
                    hint: ONE_VALUE,
                });
            }
            ('(', None) => open.push((at, ')')),
            ('[', None) => open.push((at, ']')),
            (')' | ']', None) if open.pop().is_none_or(|(_, end)| end != c) => {
                return wrong(&format!("closes a bracket that it doesn't open, `{c}`"), BRACKET);
            }
            _ => {}
        }
    }
    quote.map(|(start, mark)| unclosed_quote(start, mark)).or_else(|| {
        let (start, end) = open.pop()?;
        Some(Unfit { at: start..start + 1, reason: format!("opens a bracket that it doesn't close with `{end}`"), hint: BRACKET })
    })
}

fn unclosed_quote(start: usize, mark: char) -> Unfit {
    Unfit { at: start..start + mark.len_utf8(), reason: format!("has a {mark} that isn't closed"), hint: QUOTE }
}

#[cfg(test)]
mod tests {
    use super::unfit;

    #[test]
    fn values_of_a_style_sheet_are_taken() {
        for value in [
            "#1d1c1a",
            "ui-serif, 'Iowan Old Style', serif",
            "clamp(1rem, calc(.9rem + .4vw), 1.2rem)",
            "url(\"data:image/svg+xml;utf8,<svg>{}</svg>\")",
            "\"it's\"",
            "'a\\'b'",
            "1px / 2px",
            "[full-start] 1fr",
        ] {
            assert_eq!(unfit(value), None, "{value}");
        }
    }

    #[test]
    fn what_would_end_a_declaration_is_found_where_it_is() {
        for (value, at) in [
            ("red; } body", 3),
            ("red }", 4),
            ("{", 0),
            ("red /* x", 4),
            ("'Avenir Next", 0),
            ("'a\nb'", 0),
            ("calc(1px", 4),
            ("1px)", 3),
            ("(1px]", 4),
            ("red\\", 3),
        ] {
            assert_eq!(unfit(value).map(|unfit| unfit.at.start), Some(at), "{value}");
        }
    }
}
