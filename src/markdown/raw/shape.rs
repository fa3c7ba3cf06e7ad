//! How the elements of HTML lie in each other.

use std::{collections::BTreeSet, ops::Range};

use super::{
    tags::{Tag, TagKind, Token, tokens},
    unescape::unescape,
};

/// Elements that contain nothing.
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements that the next one of their kind closes, so that many of them may be open without lying in each other.
const SIBLINGS: [&str; 11] = ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"];
/// More elements that need no end tag.
const MAY_BE_OPEN: [&str; 8] = ["html", "head", "body", "colgroup", "caption", "optgroup", "rt", "rp"];

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

/// A tag that belongs to no other.
#[derive(Debug, PartialEq, Eq)]
pub struct Unbalanced {
    /// The element's name.
    pub name: String,
    /// Whether it opens an element or closes one.
    pub kind: TagKind,
    /// Where it stands.
    pub span: Range<usize>,
}

/// The tags that open an element which nothing closes, and those that close nothing, in order and each element once. Elements that may
/// do without an end tag aren't among them.
pub fn unbalanced(html: &str) -> Vec<Unbalanced> {
    let mut open: Vec<Unbalanced> = Vec::new();
    let mut found = Vec::new();
    for token in tokens(html) {
        let Token::Tag(Tag { name, kind, span, .. }) = token else { continue };
        let may_be_open = VOID.contains(&&*name) || SIBLINGS.contains(&&*name) || MAY_BE_OPEN.contains(&&*name);
        match kind {
            _ if may_be_open => {}
            TagKind::Closes => match open.iter().rposition(|other| other.name == name) {
                Some(at) => found.extend(open.drain(at..).skip(1)),
                None => found.push(Unbalanced { name, kind, span }),
            },
            TagKind::ClosesItself if open.iter().any(|other| matches!(&*other.name, "svg" | "math")) => {}
            TagKind::Opens | TagKind::ClosesItself => open.push(Unbalanced { name, kind, span }),
        }
    }
    found.extend(open);
    found.sort_by_key(|tag| tag.span.start);
    let mut told = BTreeSet::new();
    found.retain(|tag| told.insert((tag.name.clone(), tag.kind == TagKind::Closes)));
    found
}

/// Elements whose content is shown as it is written.
const CODE: &[&str] = &["pre", "code"];
/// Elements in which no link is put: links and what can be pressed, headings, code.
const WITHOUT_LINKS: &[&str] = &[
    "a", "button", "summary", "label", "select", "h1", "h2", "h3", "h4", "h5", "h6", "th", "pre", "code", "kbd", "samp", "var", "svg",
    "math",
];

/// The parts of some HTML that are shown as they are written, or not at all: comments, scripts, styles and code.
pub fn verbatim(html: &str) -> Vec<Range<usize>> {
    parts(html, CODE)
}

/// The parts of some HTML in which no link is put.
pub fn without_links(html: &str) -> Vec<Range<usize>> {
    let mut parts = parts(html, WITHOUT_LINKS);
    parts.sort_unstable_by_key(|part| (part.start, part.end));
    parts
}

/// The text of some HTML.
pub fn text_of(html: &str) -> String {
    let mut text = String::new();
    let mut from = 0;
    for token in tokens(html) {
        let span = match token {
            Token::Tag(tag) => tag.span,
            Token::Verbatim(span) => span,
        };
        text.push_str(&html[from..span.start]);
        from = span.end;
    }
    text.push_str(&html[from..]);
    unescape(&text)
}

/// Comments, scripts, styles, and what lies in some elements.
fn parts(html: &str, elements: &[&str]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut open: Vec<(String, usize)> = Vec::new();
    for token in tokens(html) {
        match token {
            Token::Verbatim(span) => parts.push(span),
            Token::Tag(tag) if !elements.contains(&&*tag.name) => {}
            Token::Tag(tag) if tag.kind == TagKind::Closes => {
                if let Some(at) = open.iter().rposition(|(name, _)| *name == tag.name) {
                    parts.push(open[at].1..tag.span.start);
                    open.truncate(at);
                }
            }
            Token::Tag(tag) => open.push((tag.name, tag.span.end)),
        }
    }
    // What isn't closed goes on to the end.
    parts.extend(open.into_iter().map(|(_, start)| start..html.len()));
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
    fn what_nothing_closes_is_found() {
        let found = |html: &str| unbalanced(html).into_iter().map(|tag| html[tag.span].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("<div><p>a<br><b>c</div><i>d</i></em>"), ["<b>", "</em>"]);
        assert!(found("<ul><li>a<li>b</ul><svg><path/></svg><table><tr><td>x</table>").is_empty());
        assert_eq!(found("<a name=x/> <div>"), ["<a name=x/>", "<div>"]);
    }

    #[test]
    fn code_scripts_and_comments_are_verbatim() {
        let parts = |html| verbatim(html).into_iter().map(|part| &html[part]).collect::<Vec<_>>();
        assert_eq!(parts("<div><pre>a</pre>b<!--c--></div>"), ["a", "<!--c-->"]);
        assert_eq!(parts("<pre><code>a</code></pre><textarea>b"), ["a", "<code>a</code>", "b"]);
        assert_eq!(parts("<pre>a"), ["a"]);
    }

    #[test]
    fn no_link_is_put_in_links_headings_and_code() {
        let parts = |html| without_links(html).into_iter().map(|part| &html[part]).collect::<Vec<_>>();
        assert_eq!(parts("<a href=x>a <code>b</code></a> c <h2>d</h2>"), ["a <code>b</code>", "b", "d"]);
    }
}
