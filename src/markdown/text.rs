//! Escaping, and bare addresses as links.

use std::{borrow::Cow, sync::LazyLock};

use linkify::LinkFinder;

use super::LinkKind;
use crate::diagnostic::{Code, closest};

/// Appends text with `&`, `<`, `>` and quotes escaped, right for content and for quoted attributes.
///
/// Noncharacters, which an author can still write as an entity, have a meaning here and are replaced.
pub fn escape(out: &mut String, text: &str) {
    let mut from = 0;
    // Bytes are faster to look through than characters; those of other characters are larger than all signs.
    for (at, byte) in text.bytes().enumerate() {
        let (written, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            RESERVED_BEGIN if text[at..].starts_with(is_reserved) => ("\u{fffd}", 3),
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + length;
    }
    out.push_str(&text[from..]);
}

/// The first byte of each reserved character.
const RESERVED_BEGIN: u8 = 0xef;

/// Whether a text has a reserved character.
fn has_reserved(text: &str) -> bool {
    text.as_bytes().contains(&RESERVED_BEGIN) && text.contains(is_reserved)
}

/// Whether a character is one of Unicode's noncharacters that have a meaning between parsing and writing.
pub fn is_reserved(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}')
}

/// A text without reserved characters; each is replaced by one of the same length, so places stay true.
pub fn without_reserved(text: &str) -> Cow<'_, str> {
    if has_reserved(text) { Cow::Owned(text.replace(is_reserved, "\u{fffd}")) } else { Cow::Borrowed(text) }
}

/// HTML in which no character reference stands for a reserved character.
pub fn without_reserved_references(html: &str) -> Cow<'_, str> {
    let mut defused = String::new();
    let mut from = 0;
    for (at, _) in html.match_indices("&#") {
        let digits = &html[at + 2..];
        let (digits, radix, skipped) = match digits.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 3),
            None => (digits, 10, 2),
        };
        let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(digits[..length].trim_start_matches('0'), radix).ok().and_then(char::from_u32);
        if code.is_some_and(is_reserved) {
            defused.push_str(&html[from..at]);
            defused.push(char::REPLACEMENT_CHARACTER);
            from = at + skipped + length;
        }
    }
    if from == 0 {
        return Cow::Borrowed(html);
    }
    defused.push_str(&html[from..]);
    Cow::Owned(defused)
}

/// Stands before and after a variable's name in text without markup. A noncharacter, so no text needs it.
const VARIABLE: char = '\u{fdd4}';

/// A variable in text without markup.
pub fn variable(name: &str) -> String {
    format!("{VARIABLE}{name}{VARIABLE}")
}

/// Text without markup whose variables have values; one without a value is left out, which is said where it stands.
pub fn fill_variables<V: AsRef<str>>(text: &str, value: impl Fn(&str) -> Option<V>) -> String {
    let mut filled = String::with_capacity(text.len());
    for (index, part) in text.split(VARIABLE).enumerate() {
        match index % 2 {
            0 => filled.push_str(part),
            _ => filled.push_str(value(part).as_ref().map_or("", AsRef::as_ref)),
        }
    }
    filled
}

/// The names of the variables in text without markup.
pub fn variables_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(VARIABLE).skip(1).step_by(2)
}

/// Text without markup whose variables are their names, where values aren't known or must not matter.
pub fn names_of_variables(text: &str) -> String {
    text.replace(VARIABLE, "")
}

/// Text escaped, as a string of its own.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// Appends prose, with bare addresses of the web as links; `write` appends what is no address.
pub fn link_addresses(out: &mut String, text: &str, write: fn(&mut String, &str)) {
    static FINDER: LazyLock<LinkFinder> = LazyLock::new(|| {
        let mut finder = LinkFinder::new();
        finder.kinds(&[linkify::LinkKind::Url]);
        finder
    });
    if !text.contains("://") {
        return write(out, text);
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
            write(out, span.as_str());
        }
    }
}

/// Why an address isn't taken that would run a script or carries a document in itself: the code, what is wrong, and what to write.
pub fn refusal(kind: LinkKind, address: &str) -> (Code, String, &'static str) {
    match kind {
        LinkKind::Image => (Code::MissingFile, "an image must be a file".to_owned(), "put the file beside the page and name it here"),
        LinkKind::Path | LinkKind::Wiki => {
            let scheme = address.split(':').next().unwrap_or_default();
            if is_without_host(address) {
                return (
                    Code::BrokenLink,
                    format!("`{address}` names no site"),
                    "write the whole address, such as `https://example.com/page`",
                );
            }
            let message = format!("this link's address may not begin with `{scheme}:`");
            (Code::BrokenLink, message, "link to a page, a record, a file beside the page, or a web address, which begins with `https://`")
        }
    }
}

/// What is wrong with an image whose `alt` nobody wrote.
pub const NO_ALT: &str = "this image has no text for those who can't see it";

/// What an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddressKind {
    /// It has a scheme or a host of its own.
    External,
    /// Its scheme runs a script, carries a document in itself, is a drive's letter or is misspelt; or nothing follows it.
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
            let scheme = scheme.to_ascii_lowercase();
            match scheme.as_str() {
                // `page.md:12` is a file and a line, as tools print it.
                _ if scheme.contains('.') => AddressKind::Internal,
                "javascript" | "vbscript" | "data" | "file" => AddressKind::Dangerous,
                _ if is_without_host(&compact) => AddressKind::Dangerous,
                // `C:\\page.md` is a file of one computer, and `htps:` leads nowhere.
                _ if scheme.len() == 1 || is_slip(&scheme) => AddressKind::Dangerous,
                _ => AddressKind::External,
            }
        }
        _ => AddressKind::Internal,
    }
}

/// Whether an address of the web names no site.
fn is_without_host(address: &str) -> bool {
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    is_web && rest.trim_start_matches('/').is_empty()
}

/// Whether a scheme is one of the usual ones, but for a slip of the pen.
fn is_slip(scheme: &str) -> bool {
    const USUAL: [&str; 3] = ["http", "https", "mailto"];
    !USUAL.contains(&scheme) && !["sftp", "ftps", "http2"].contains(&scheme) && closest(scheme, USUAL).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_addresses_become_links_and_text_is_escaped() {
        let mut out = String::new();
        link_addresses(&mut out, "a < b, see https://example.com/a_b?c=1&d=2.", escape);
        assert_eq!(out, "a &lt; b, see <a href=\"https://example.com/a_b?c=1&amp;d=2\">https://example.com/a_b?c=1&amp;d=2</a>.");
    }

    #[test]
    fn no_reference_stands_for_a_hole() {
        let html = "a &#xfdd0;&#xFDD1 &#64976; &#0064976x &amp; &#65; &#x110000;";
        assert_eq!(without_reserved_references(html), "a \u{fffd};\u{fffd} \u{fffd}; \u{fffd}x &amp; &#65; &#x110000;");
    }

    #[test]
    fn scripts_hide_behind_nothing() {
        assert_eq!(address_kind("JaVa\tscript:alert(1)"), AddressKind::Dangerous);
        assert_eq!(address_kind("mailto:a@example.com"), AddressKind::External);
        assert_eq!(address_kind("a/b.md#c:d"), AddressKind::Internal);
        assert_eq!(address_kind("page.md:12"), AddressKind::Internal);
        for slip in ["http://", "https:", r"C:\docs\a.md", "D:/x.pdf", "htps://example.com", "htpp://example.com", "mailo:a@example.com"] {
            assert_eq!(address_kind(slip), AddressKind::Dangerous, "{slip}");
        }
        for known in [
            "https://a.example",
            "tel:+1",
            "sms:1",
            "ftp://a.example",
            "slack://x",
            "msteams:x",
            "zoommtg://x",
            "git+ssh://x",
            "webcal://x",
        ] {
            assert_eq!(address_kind(known), AddressKind::External, "{known}");
        }
    }
}
