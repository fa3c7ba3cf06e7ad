//! Keeps HTML that an author wrote by hand as it is, but for its addresses.

use super::{
    Markers, Taken,
    tags::{TagKind, Token, tokens},
};
use crate::markdown::text::without_reserved;

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

/// What an attribute's value means; of the references to characters by name, those that an address needs.
fn unescape(value: &str) -> String {
    let mut parts = value.split('&');
    let mut meant = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let reference = part.split_once(';').and_then(|(name, rest)| Some((character(name)?, rest)));
        match reference {
            Some((c, rest)) => {
                meant.extend(without_reserved(c.encode_utf8(&mut [0; 4])).chars());
                meant.push_str(rest);
            }
            None => {
                meant.push('&');
                meant.push_str(part);
            }
        }
    }
    meant
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => digits.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}
