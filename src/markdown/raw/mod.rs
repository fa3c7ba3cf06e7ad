//! HTML that an author wrote by hand: [cleaned](clean()) or [kept](keep()), with its addresses and ids taken down.

mod clean;
mod keep;
mod shape;
mod tags;
mod unescape;
mod written;

use std::collections::BTreeSet;

pub use self::{
    clean::{clean, is_kept},
    keep::keep,
    shape::{is_deeper_than, text_of, unbalanced, verbatim, without_links},
    tags::{Tag, TagKind, Token, tokens},
    unescape::unescape,
    written::{addresses, left_out, only_raw, opening_tags},
};
use super::{
    LinkKind,
    text::{AddressKind, address_kind},
};

/// Raw HTML, and what was found in it.
#[derive(Debug, Default)]
pub struct Taken {
    /// The HTML. An address that leads into the site is the marker of its place in `addresses`.
    pub html: String,
    /// Addresses that lead into the site, in order.
    pub addresses: Vec<RawAddress>,
    /// Every id in it.
    pub ids: BTreeSet<String>,
}

/// An address in raw HTML that leads into the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawAddress {
    /// As written.
    pub address: String,
    /// What it leads to.
    pub kind: LinkKind,
}

/// How generated parts are marked in the HTML.
#[derive(Debug, Clone, Copy)]
pub struct Markers {
    /// Whether a text is the marker of a generated part, and nothing else.
    pub is_marker: fn(&str) -> bool,
    /// The marker of an address.
    pub address: fn(usize) -> String,
}

impl Taken {
    /// An attribute's value with markers in the place of addresses that lead into the site; `None` when it stays as it is.
    fn replace_addresses(&mut self, element: &str, attribute: &str, value: &str, markers: Markers) -> Option<String> {
        if (markers.is_marker)(value) {
            return None;
        }
        match attribute {
            "srcset" | "imagesrcset" => Some(self.replace_candidates(value, markers)),
            _ => self.replace_address(kind_of(element, attribute)?, value.trim(), markers),
        }
    }

    fn replace_address(&mut self, kind: LinkKind, address: &str, markers: Markers) -> Option<String> {
        // `#` alone is the top of the page, or waits for a script.
        (address_kind(address) == AddressKind::Internal && address != "#").then(|| {
            self.addresses.push(RawAddress { address: address.to_owned(), kind });
            (markers.address)(self.addresses.len() - 1)
        })
    }

    /// `srcset` lists addresses, each with what it is for: `team.png 1x, team-large.png 2x`.
    fn replace_candidates(&mut self, list: &str, markers: Markers) -> String {
        let mut replaced = Vec::new();
        let mut rest = list;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            if rest.is_empty() {
                return replaced.join(", ");
            }
            let (written, after) = rest.split_at(rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len()));
            // An address may hold commas, but not end with one.
            let address = written.trim_end_matches(',');
            let purpose = if address.len() < written.len() { "" } else { after.split(',').next().unwrap_or_default() };
            rest = &after[purpose.len()..];
            if address_kind(address) != AddressKind::Dangerous {
                let address = self.replace_address(LinkKind::Image, address, markers).unwrap_or_else(|| address.to_owned());
                replaced.push(format!("{address} {}", purpose.trim()).trim_end().to_owned());
            }
        }
    }
}

/// What the address in an attribute leads to; `None` when it holds none.
fn kind_of(element: &str, attribute: &str) -> Option<LinkKind> {
    match (element, attribute) {
        // The address that all others on the page begin at leads nowhere itself.
        ("base", _) => None,
        ("iframe" | "embed", "src") | ("object", "data") | (_, "href") => Some(LinkKind::Path),
        (_, "src" | "poster") => Some(LinkKind::Image),
        _ => None,
    }
}
