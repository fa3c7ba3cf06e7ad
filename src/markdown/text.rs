//! Escaping, and bare addresses as links.

use std::sync::LazyLock;

use linkify::{LinkFinder, LinkKind};

/// Appends text with `&`, `<`, `>` and quotes escaped, right for content and for quoted attributes.
pub fn escape(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Text escaped, as a string of its own.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// Appends prose: escaped, with bare addresses of the web as links.
pub fn escape_and_link(out: &mut String, text: &str) {
    static FINDER: LazyLock<LinkFinder> = LazyLock::new(|| {
        let mut finder = LinkFinder::new();
        finder.kinds(&[LinkKind::Url]);
        finder
    });
    if !text.contains("://") {
        return escape(out, text);
    }
    for span in FINDER.spans(text) {
        let is_web = span.as_str().starts_with("http://") || span.as_str().starts_with("https://");
        if span.kind().is_some() && is_web {
            out.push_str("<a href=\"");
            escape(out, span.as_str());
            out.push_str("\">");
            escape(out, span.as_str());
            out.push_str("</a>");
        } else {
            escape(out, span.as_str());
        }
    }
}

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressKind {
    /// It has a scheme or a host of its own.
    External,
    /// Its scheme runs a script or carries a document in itself.
    Dangerous,
    /// A path, an anchor or both.
    Internal,
}

/// Tells what an address is by its scheme.
pub fn address_kind(address: &str) -> AddressKind {
    if address.starts_with("//") {
        return AddressKind::External;
    }
    let compact: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
    match compact.split_once(':') {
        Some((scheme, _))
            if scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c)) =>
        {
            if matches!(scheme.to_ascii_lowercase().as_str(), "javascript" | "vbscript" | "data" | "file") {
                AddressKind::Dangerous
            } else {
                AddressKind::External
            }
        }
        _ => AddressKind::Internal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_become_links_and_text_is_escaped() {
        let mut out = String::new();
        escape_and_link(&mut out, "a < b, see https://example.com/a_b?c=1&d=2.");
        assert_eq!(out, "a &lt; b, see <a href=\"https://example.com/a_b?c=1&amp;d=2\">https://example.com/a_b?c=1&amp;d=2</a>.");
    }

    #[test]
    fn scripts_hide_behind_nothing() {
        assert_eq!(address_kind("JaVa\tscript:alert(1)"), AddressKind::Dangerous);
        assert_eq!(address_kind("mailto:a@example.com"), AddressKind::External);
        assert_eq!(address_kind("a/b.md#c:d"), AddressKind::Internal);
    }
}
