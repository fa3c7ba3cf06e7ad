//! Keeps HTML that an author wrote by hand as it is, but for its addresses.

use super::{
    Markers, Taken,
    tags::{TagKind, Token, tokens},
    unescape::unescape,
};

/// Keeps a whole body as it is, with markers in the place of addresses that lead into the site.
pub fn keep(html: &str, markers: Markers) -> Taken {
    let mut taken = Taken::default();
    let mut kept = String::with_capacity(html.len());
    let mut from = 0;
    for token in tokens(html) {
        let Token::Tag(tag) = token else { continue };
        if tag.kind == TagKind::Closes {
            continue;
        }
        for attribute in tag.attributes {
            let value = unescape(attribute.value);
            let is_anchor = attribute.name == "id" || (attribute.name == "name" && tag.name == "a");
            if is_anchor {
                taken.ids.insert(value);
            } else if let Some(replaced) = taken.replace_addresses(&tag.name, &attribute.name, &value, markers) {
                kept.push_str(&html[from..attribute.span.start]);
                // What is put in the marker's place may have spaces, so it stands in quotes.
                kept.push('"');
                kept.push_str(&replaced);
                kept.push('"');
                from = attribute.span.end;
            }
        }
    }
    kept.push_str(&html[from..]);
    taken.html = kept;
    taken
}
