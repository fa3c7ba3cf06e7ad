//! Characters that HTML refers to.

use crate::markdown::text::without_reserved;

/// What a text or an attribute's value means; of the references to characters by name, those that are written or an address needs.
pub fn unescape(value: &str) -> String {
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
        "nbsp" => Some('\u{a0}'),
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
