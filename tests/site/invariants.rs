//! What holds for every page of every playbook.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use rolebook::sources::normalize;

use crate::{page::Page, support::Outputs};

/// Every page is safe and whole: no script or style of its own, every id once, every link leads to an output and a place in it.
#[track_caller]
pub fn check(outputs: &Outputs) {
    let pages: BTreeMap<&str, Page> = outputs
        .iter()
        .filter(|(address, _)| address.ends_with(".html"))
        .map(|(address, bytes)| (address.as_str(), Page::new(address, std::str::from_utf8(bytes).expect("pages are UTF-8"))))
        .collect();
    let ids: BTreeMap<&str, BTreeSet<String>> =
        pages.iter().map(|(address, page)| (*address, page.attributes_of("[id]", "id").into_iter().collect())).collect();
    for (address, page) in &pages {
        check_safety(address, page);
        check_structure(address, page);
        for (selector, name) in [("[href]", "href"), ("[src]", "src")] {
            for link in page.attributes_of(selector, name) {
                check_link(address, &link, outputs, &ids);
            }
        }
    }
}

/// Nothing on a page runs, but for the theme's script, and nothing looks otherwise than the theme says.
#[track_caller]
pub fn check_safety(address: &str, page: &Page) {
    for forbidden in ["style", "[style]", "script:not([src])", "iframe", "object", "embed", "form", "base"] {
        assert!(page.select(forbidden).is_empty(), "{address} has {forbidden}:\n{}", page.source);
    }
    for element in page.select("*") {
        for (name, value) in element.value().attrs() {
            assert!(!name.starts_with("on"), "{address} has the handler {name}");
            assert!(!value.trim().to_ascii_lowercase().starts_with("javascript:"), "{address} has {value}");
        }
    }
    let is_private = |c: char| matches!(c, '\u{fdd0}'..='\u{fdef}') || (c.is_control() && !matches!(c, '\n' | '\t'));
    assert!(!page.source.contains(is_private), "{address} has a character of its making:\n{:?}", page.source);
}

#[track_caller]
fn check_structure(address: &str, page: &Page) {
    assert_eq!(page.select("h1").len(), 1, "{address} has one heading of the first level:\n{}", page.source);
    let mut seen = BTreeSet::new();
    for id in page.attributes_of("[id]", "id") {
        assert!(!id.is_empty() && !id.contains(' '), "{address} has the id `{id}`");
        assert!(seen.insert(id.clone()), "{address} has the id `{id}` twice:\n{}", page.source);
    }
}

#[track_caller]
fn check_link(from: &str, link: &str, outputs: &Outputs, ids: &BTreeMap<&str, BTreeSet<String>>) {
    if ["https:", "http:", "mailto:", "tel:"].iter().any(|scheme| link.starts_with(scheme)) {
        return;
    }
    let (path, anchor) = link.split_once('#').map_or((link, None), |(path, anchor)| (path, Some(anchor)));
    let decode = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    // The page for wrong addresses is shown anywhere, so it alone links from the top.
    assert!(!path.starts_with('/') || from.ends_with("404.html"), "{from} links {link}, which isn't relative");
    let target = match path {
        "" => from.to_owned(),
        path => normalize(folder, &decode(path)).unwrap_or_else(|| panic!("{from} links {link}, which leads out")),
    };
    assert!(path.is_empty() || !path.ends_with('/'), "{from} links {link}, which names no file");
    assert!(outputs.contains_key(&target) || path.starts_with('/'), "{from} links {link}, but there is no {target}");
    if let (Some(anchor), Some(ids)) = (anchor, ids.get(&*target)) {
        assert!(ids.contains(&decode(anchor)), "{from} links {link}, but {target} has no #{anchor}, only {ids:?}");
    }
}
