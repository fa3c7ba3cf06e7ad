//! Cleans HTML that an author wrote by hand.

use std::{
    borrow::Cow,
    collections::HashSet,
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use ammonia::Builder;

use super::{Markers, Taken};
use crate::markdown::text::{is_reserved, without_reserved_references};

/// The elements that stay.
static TAGS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    builder.add_tags(["section", "tfoot", "picture", "source"]).rm_tags(["center", "tt", "strike", "acronym", "rtc"]);
    builder.clone_tags()
});

/// Whether an element of this name stays.
pub fn is_kept(name: &str) -> bool {
    TAGS.contains(name)
}

/// Cleans a whole body. Markers of generated parts come through untouched.
///
/// Tags stay balanced over the body as a whole, an id stands once, scripts, styles, handlers and forms go.
pub fn clean(html: &str, markers: Markers) -> Taken {
    let found = Arc::new(Mutex::new(Taken::default()));
    let seen = Arc::clone(&found);
    let mut builder = Builder::default();
    builder
        .tags(TAGS.clone())
        .add_generic_attributes(["id", "class", "dir", "role", "tabindex"])
        .add_generic_attribute_prefixes(["aria-"])
        .add_tag_attributes("a", ["rel"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("img", ["srcset", "sizes"])
        .add_tag_attributes("source", ["srcset", "sizes", "media", "type"])
        .add_tag_attributes("time", ["datetime"])
        .add_tag_attributes("ol", ["type", "reversed"])
        .rm_tag_attributes("hr", ["align", "size", "width"])
        .rm_tag_attributes("img", ["align"])
        .rm_tag_attributes("table", ["align", "char", "charoff", "summary"])
        .link_rel(None);
    builder.attribute_filter(move |element, attribute, value| {
        // Of an element that goes, nothing is looked for.
        if !is_kept(element) {
            return None;
        }
        let mut found = seen.lock().unwrap_or_else(PoisonError::into_inner);
        match attribute {
            "align" | "char" | "charoff" => None,
            // Markers stand in the attributes of links and images alone, and make up the whole of them.
            _ if value.contains(is_reserved) && !((markers.is_marker)(value) && matches!(attribute, "href" | "src" | "title" | "alt")) => {
                None
            }
            "id" => found.ids.insert(value.to_owned()).then_some(Cow::Borrowed(value)),
            _ => Some(found.replace_addresses(element, attribute, value, markers).map_or(Cow::Borrowed(value), Cow::Owned)),
        }
    });
    for tag in ["td", "th", "tr", "thead", "tbody", "tfoot", "col", "colgroup"] {
        builder.rm_tag_attributes(tag, ["align", "char", "charoff"]);
    }
    builder.url_schemes(HashSet::from(["http", "https", "mailto", "tel", "sms", "ftp", "xmpp", "webcal"]));
    let html = builder.clean(&without_reserved_references(html)).to_string();
    drop(builder);
    let mut taken = std::mem::take(&mut *found.lock().unwrap_or_else(PoisonError::into_inner));
    taken.html = html;
    taken
}
