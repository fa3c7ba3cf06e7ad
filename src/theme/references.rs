//! What a style sheet of a theme refers to: fonts and pictures, which are published under names that hold their hash.

use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

/// A file that a style sheet names with `url(…)`, relative to itself.
#[derive(Debug, PartialEq, Eq)]
pub struct Reference {
    /// The file, as a path among the assets.
    pub asset: String,
    /// What follows it: a query, or the part of an SVG file.
    pub rest: String,
    /// Where it stands, `url()` and all.
    pub span: Range<usize>,
}

/// The references of the style sheet `name` to files beside it, in order. Addresses of other hosts, data and parts of the page aren't.
pub fn find(name: &str, css: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    collect(&mut Parser::new(css), &mut found);
    found.into_iter().filter_map(|(url, span)| resolve(name, &url, span)).collect()
}

/// The style sheet with each reference replaced by what `address` says, relative to the style sheet.
pub fn replace<'a>(css: &str, references: &'a [Reference], mut address: impl FnMut(&'a Reference) -> Option<String>) -> String {
    let mut replaced = String::with_capacity(css.len());
    let mut at = 0;
    for reference in references {
        if let Some(address) = address(reference) {
            replaced.push_str(&css[at..reference.span.start]);
            replaced.push_str(&format!("url(\"{address}{}\")", reference.rest));
            at = reference.span.end;
        }
    }
    replaced.push_str(&css[at..]);
    replaced
}

fn collect(parser: &mut Parser<'_>, found: &mut Vec<(String, Range<usize>)>) {
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments().cloned() else { return };
        match token {
            Token::UnquotedUrl(url) => found.push((url.to_string(), start..parser.position().byte_index())),
            Token::Function(name) => {
                let is_url = name.eq_ignore_ascii_case("url");
                let quoted = parser.parse_nested_block(|inner| {
                    if is_url {
                        return Ok(Some(inner.expect_string()?.to_string()));
                    }
                    collect(inner, found);
                    Ok::<_, ParseError<()>>(None)
                });
                if let Ok(Some(url)) = quoted {
                    found.push((url, start..parser.position().byte_index()));
                }
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                // What lies too deep for a browser's own limits is left as it is.
                let _ = parser.parse_nested_block(|inner| {
                    collect(inner, found);
                    Ok::<_, ParseError<()>>(())
                });
            }
            _ => {}
        }
    }
}

/// The asset that an address names, seen from the style sheet.
fn resolve(name: &str, url: &str, span: Range<usize>) -> Option<Reference> {
    let is_elsewhere = url.starts_with(['/', '#']) || url.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if url.is_empty() || is_elsewhere {
        return None;
    }
    let (path, rest) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let mut steps: Vec<&str> = name.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    Some(Reference { asset: steps.join("/"), rest: rest.to_owned(), span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_found_wherever_they_stand() {
        let css = "/* url(no.png) */ @font-face{src:url( fonts/a.woff2 ) format('woff2'),url('../b.woff')}\n\
                   p{content:\"url(no.png)\";background:image-set(url(\"c.png\") 1x);mask:URL(d.svg#part)}";
        let found = find("css/site.css", css);
        let seen: Vec<_> = found.iter().map(|reference| (reference.asset.as_str(), &css[reference.span.clone()])).collect();
        assert_eq!(
            seen,
            [
                ("css/fonts/a.woff2", "url( fonts/a.woff2 )"),
                ("b.woff", "url('../b.woff')"),
                ("css/c.png", "url(\"c.png\")"),
                ("css/d.svg", "URL(d.svg#part)")
            ]
        );
        assert_eq!(found[3].rest, "#part");
        for elsewhere in ["https://a.example/x.png", "//a.example/x", "/x.png", "#part", "data:image/png;base64,AA", ""] {
            assert_eq!(find("site.css", &format!("p {{ background: url(\"{elsewhere}\") }}")), [], "{elsewhere}");
        }
    }

    #[test]
    fn references_are_replaced_where_they_stand() {
        let css = "a{b:url(x.png)} c{d:url(y.svg#z)} e{f:url(g.png)}";
        let found = find("site.css", css);
        let replaced = replace(css, &found, |reference| (reference.asset != "x.png").then(|| format!("new-{}", reference.asset)));
        assert_eq!(replaced, "a{b:url(x.png)} c{d:url(\"new-y.svg#z\")} e{f:url(\"new-g.png\")}");
    }
}
