//! Cleans HTML that an author wrote by hand.

use std::{
    borrow::Cow,
    collections::{BTreeSet, HashSet},
    sync::{Arc, Mutex, PoisonError},
};

use ammonia::Builder;

use super::text::{AddressKind, address_kind, is_reserved, without_reserved_references};

/// What was found while cleaning.
#[derive(Debug, Default)]
pub struct Cleaned {
    /// The clean HTML. An address that leads into the site is `address_marker` of its place in `addresses`.
    pub html: String,
    /// Addresses of `href` and `src` that lead into the site, in order.
    pub addresses: Vec<RawAddress>,
    /// Every id in it.
    pub ids: BTreeSet<String>,
}

/// An address in raw HTML that leads into the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawAddress {
    /// As written.
    pub address: String,
    /// Whether it is a file that is shown (`src`).
    pub is_source: bool,
}

/// Cleans a whole body. Generated parts are `is_marker` texts in it, and come through untouched.
///
/// Tags stay balanced over the body as a whole, an id stands once, scripts, styles, handlers and forms go.
pub fn clean(html: &str, is_marker: fn(&str) -> bool, marker: fn(usize) -> String) -> Cleaned {
    let found = Arc::new(Mutex::new(Cleaned::default()));
    let seen = Arc::clone(&found);
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "tfoot", "picture", "source"])
        .rm_tags(["center", "tt", "strike", "acronym", "rtc"])
        .add_generic_attributes(["id", "class", "dir", "role", "tabindex"])
        .add_generic_attribute_prefixes(["aria-"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("source", ["srcset", "media", "type"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("ol", ["type", "reversed"])
        .rm_tag_attributes("hr", ["align", "size", "width"])
        .rm_tag_attributes("img", ["align"])
        .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
        .link_rel(None);
    let tags = builder.clone_tags();
    builder.attribute_filter(move |element, attribute, value| {
        // Of an element that goes, nothing is looked for.
        if !tags.contains(element) {
            return None;
        }
        let mut found = seen.lock().unwrap_or_else(PoisonError::into_inner);
        match attribute {
            "align" | "char" | "charoff" => None,
            // Markers stand in addresses alone, and make up the whole of them.
            _ if value.contains(is_reserved) && !(is_marker(value) && matches!(attribute, "href" | "src")) => None,
            "id" => found.ids.insert(value.to_owned()).then_some(Cow::Borrowed(value)),
            "href" | "src" if !is_marker(value) && !value.starts_with('#') && address_kind(value) == AddressKind::Internal => {
                found.addresses.push(RawAddress { address: value.to_owned(), is_source: attribute == "src" });
                Some(Cow::Owned(marker(found.addresses.len() - 1)))
            }
            _ => Some(Cow::Borrowed(value)),
        }
    });
    for tag in ["td", "th", "tr", "thead", "tbody", "tfoot", "col", "colgroup"] {
        builder.rm_tag_attributes(tag, ["align", "char", "charoff"]);
    }
    builder.url_schemes(HashSet::from(["http", "https", "mailto", "tel", "sms", "ftp", "xmpp", "webcal"]));
    let html = builder.clean(&without_reserved_references(html)).to_string();
    drop(builder);
    let mut cleaned = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    cleaned.html = html;
    cleaned
}
