//! Where things stand in an author's HTML, as it was written.

use std::{collections::BTreeSet, ops::Range};

use super::{
    clean::is_kept,
    kind_of,
    tags::{Tag, TagAttribute, TagKind, Token, tokens},
    unescape::unescape,
};
use crate::markdown::LinkKind;

/// An address in an attribute.
#[derive(Debug, PartialEq, Eq)]
pub struct WrittenAddress {
    /// What it says.
    pub address: String,
    /// What it leads to.
    pub kind: LinkKind,
    /// Where it stands.
    pub span: Range<usize>,
}

/// The raw HTML of a text, blank where the text is something else: a tag may go over several lines, between which the signs of a
/// quote or a list stand. Places count from the first part.
pub fn only_raw(source: &str, raw: &[Range<usize>]) -> String {
    let (Some(first), Some(last)) = (raw.first(), raw.iter().map(|part| part.end).max()) else { return String::new() };
    let mut html = String::with_capacity(last - first.start);
    for part in raw {
        let from = first.start + html.len();
        html.extend(std::iter::repeat_n(' ', part.start.saturating_sub(from)));
        html.push_str(source.get(part.start.max(from)..part.end).unwrap_or_default());
    }
    html
}

/// The tags that open an element.
pub fn opening_tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    tokens(html).filter_map(|token| match token {
        Token::Tag(tag) if tag.kind != TagKind::Closes => Some(tag),
        Token::Tag(_) | Token::Verbatim(_) => None,
    })
}

/// The addresses of some HTML, in order.
pub fn addresses(html: &str) -> Vec<WrittenAddress> {
    let mut found = Vec::new();
    for tag in opening_tags(html) {
        for attribute in &tag.attributes {
            let start = attribute.span.start + usize::from(html[attribute.span.clone()].starts_with(['"', '\'']));
            if matches!(&*attribute.name, "srcset" | "imagesrcset") {
                let mut from = start;
                for word in attribute.value.split_ascii_whitespace() {
                    let at = from + html[from..].find(word).unwrap_or_default();
                    from = at + word.len();
                    let address = word.trim_end_matches(',');
                    found.push(WrittenAddress { address: address.to_owned(), kind: LinkKind::Image, span: at..at + address.len() });
                }
            } else if let Some(kind) = kind_of(&tag.name, &attribute.name) {
                let address = unescape(attribute.value).trim().to_owned();
                let span = if attribute.value.is_empty() { attribute.span.clone() } else { start..start + attribute.value.len() };
                found.push(WrittenAddress { address, kind, span });
            }
        }
    }
    found
}

/// What cleaning leaves out of some HTML, each element and attribute where it stands first.
pub fn left_out(html: &str) -> Vec<(String, Range<usize>)> {
    let mut seen = BTreeSet::new();
    let is_left_out = |attribute: &&TagAttribute<'_>| attribute.name == "style" || attribute.name.starts_with("on");
    let of_tag = |tag: Tag<'_>| match is_kept(&tag.name) {
        false => vec![(format!("<{}>", tag.name), tag.span)],
        true => tag.attributes.iter().filter(is_left_out).map(|a| (format!("{}=…", a.name), a.span.clone())).collect(),
    };
    opening_tags(html).flat_map(of_tag).filter(|(what, _)| seen.insert(what.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_stand_in_attributes_that_hold_one() {
        let html = "<p title=\"a.md\">a.md</p><A HREF='a.md'><img src = b.png srcset=\"b.png 1x, c.png, d.png 2x\"><img src=\"\">";
        let found = addresses(html);
        let spans: Vec<_> = found.iter().map(|written| (&*written.address, written.span.start, &html[written.span.clone()])).collect();
        let first = html.find("'a.md'").map_or(0, |at| at + 1);
        assert_eq!(spans[0], ("a.md", first, "a.md"));
        let rest: Vec<_> = spans[1..].iter().map(|(address, _, written)| (*address, *written)).collect();
        let same = |name| (name, name);
        assert_eq!(rest, [same("b.png"), same("b.png"), same("1x"), same("c.png"), same("d.png"), same("2x"), ("", "\"\"")]);
    }

    #[test]
    fn a_tag_in_a_quote_is_read_over_its_lines() {
        let source = "> <img\n> src=a.png>\n";
        assert_eq!(only_raw(source, &[2..7, 9..19]), "<img\n  src=a.png>");
    }
}
