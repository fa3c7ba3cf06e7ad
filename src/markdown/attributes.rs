//! `{key=value key="quoted value" flag}`: the attributes of directives and code fences.

use std::ops::Range;

/// One attribute and where it stands in the text that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: String,
    /// Its value; `true` for a name alone.
    pub value: String,
    /// Where the whole attribute stands.
    pub span: Range<usize>,
}

/// Reads what stands between `{` and `}`, both included; gives the attributes and the number of bytes read.
///
/// # Errors
/// When it can't be read: what is wrong, in an author's words.
pub fn read(text: &str) -> Result<(Vec<Attribute>, usize), String> {
    let mut at = 1;
    let mut attributes = Vec::new();
    loop {
        at += text[at..].len() - text[at..].trim_start_matches([' ', '\t', ',']).len();
        let rest = &text[at..];
        let Some(first) = rest.chars().next() else {
            return Err("the closing `}` is missing".to_owned());
        };
        if first == '}' {
            return Ok((attributes, at + 1));
        }
        let start = at;
        if first == '#' || first == '.' {
            let end = rest[1..].find([' ', '\t', '}']).map_or(rest.len(), |end| end + 1);
            let name = if first == '#' { "id" } else { "class" };
            attributes.push(Attribute { name: name.to_owned(), value: rest[1..end].to_owned(), span: start..start + end });
            at += end;
            continue;
        }
        let name_end = rest.find(|c: char| !(c.is_alphanumeric() || c == '-' || c == '_')).unwrap_or(rest.len());
        if name_end == 0 {
            return Err(format!("`{first}` can't begin an argument"));
        }
        let name = rest[..name_end].to_owned();
        at += name_end;
        let value = if text[at..].starts_with('=') {
            let (value, length) = read_value(&text[at + 1..])?;
            at += 1 + length;
            value
        } else {
            "true".to_owned()
        };
        if attributes.iter().any(|before| before.name == name) {
            return Err(format!("`{name}` is given twice; keep one"));
        }
        attributes.push(Attribute { name, value, span: start..at });
    }
}

fn read_value(text: &str) -> Result<(String, usize), String> {
    match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let mut value = String::new();
            let mut escaped = false;
            for (index, c) in text.char_indices().skip(1) {
                match c {
                    '\\' if !escaped => escaped = true,
                    _ if c == quote && !escaped => return Ok((value, index + 1)),
                    _ => {
                        if escaped && c != quote && c != '\\' {
                            value.push('\\');
                        }
                        escaped = false;
                        value.push(c);
                    }
                }
            }
            Err(format!("the closing {quote} is missing"))
        }
        Some('“' | '”' | '„' | '‘' | '’') => Err("typographic quotes stand around a value; use straight ones (\")".to_owned()),
        _ => {
            let end = text.find([' ', '\t', '}', ',']).unwrap_or(text.len());
            if end == 0 {
                return Err("a value is missing after `=`".to_owned());
            }
            Ok((text[..end].to_owned(), end))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Result<Vec<(String, String)>, String> {
        read(text).map(|(attributes, _)| attributes.into_iter().map(|a| (a.name, a.value)).collect())
    }

    #[test]
    fn values_may_be_bare_quoted_or_absent() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            pairs(r##"{market=us title="Heads \"up\"" open #pay .wide}"##),
            Ok(vec![pair("market", "us"), pair("title", "Heads \"up\""), pair("open", "true"), pair("id", "pay"), pair("class", "wide")])
        );
        assert_eq!(pairs("{}"), Ok(vec![]));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(pairs("{a=1"), Err("the closing `}` is missing".to_owned()));
        assert_eq!(pairs("{title=\"x}"), Err("the closing \" is missing".to_owned()));
        assert_eq!(pairs("{a=1 b=2 a=1}"), Err("`a` is given twice; keep one".to_owned()));
        assert_eq!(pairs("{a= }"), Err("a value is missing after `=`".to_owned()));
    }
}
