//! How the elements of HTML lie in each other.

use std::ops::Range;

use super::tags::{TagKind, Token, tokens};

/// Elements that contain nothing.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that the next one of their kind closes, so that many of them may be open without lying in each other.
const SIBLINGS: [&str; 11] = ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"];

/// Whether more than `most` elements lie in each other.
pub fn is_deeper_than(most: usize, html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for token in tokens(html) {
        let Token::Tag(tag) = token else { continue };
        if VOID.contains(&&*tag.name) || SIBLINGS.contains(&&*tag.name) {
            continue;
        }
        match tag.kind {
            TagKind::Closes => {
                if let Some(at) = open.iter().rposition(|name| *name == tag.name) {
                    open.truncate(at);
                }
            }
            TagKind::ClosesItself if open.iter().any(|name| matches!(name.as_str(), "svg" | "math")) => {}
            TagKind::Opens | TagKind::ClosesItself => open.push(tag.name),
        }
        if open.len() > most {
            return true;
        }
    }
    false
}

/// The parts of some HTML that are shown as they are written, or not at all: comments, scripts, styles and code.
pub fn verbatim(html: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut code: Vec<(String, usize)> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Verbatim(span) => parts.push(span),
            Token::Tag(tag) if !matches!(tag.name.as_str(), "pre" | "code") => {}
            Token::Tag(tag) if tag.kind == TagKind::Closes => {
                if let Some(at) = code.iter().rposition(|(name, _)| *name == tag.name) {
                    parts.push(code[at].1..tag.span.start);
                    code.truncate(at);
                }
            }
            Token::Tag(tag) => code.push((tag.name, tag.span.end)),
        }
    }
    // What isn't closed goes on to the end.
    parts.extend(code.into_iter().map(|(_, start)| start..html.len()));
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn depth_is_counted_as_browsers_nest() {
        assert!(is_deeper_than(2, "<div><div><div>"));
        assert!(!is_deeper_than(2, "<div><p>a<p>b<p>c<br><img src=x></div><div><div></div></div>"));
        assert!(!is_deeper_than(2, "<svg><path/><path/><path/></svg></b></b>"));
        assert!(is_deeper_than(2, "<div/><div/><div/>"));
    }

    #[test]
    fn code_scripts_and_comments_are_verbatim() {
        let parts = |html| verbatim(html).into_iter().map(|part| &html[part]).collect::<Vec<_>>();
        assert_eq!(parts("<div><pre>a</pre>b<!--c--></div>"), ["a", "<!--c-->"]);
        assert_eq!(parts("<pre><code>a</code></pre><textarea>b"), ["a", "<code>a</code>", "b"]);
        assert_eq!(parts("<pre>a"), ["a"]);
    }
}
