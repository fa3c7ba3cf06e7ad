//! Citations in prose: `[@gartner-2024]`, `[@kore1-2026, p. 3; @gartner-2024]`.

/// The directive that a citation is to everything else.
pub use super::scan::CITE;

/// The sources that a citation names, each with where in it; `text` is what stands between the brackets.
pub fn cited(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(';').map(|part| {
        let (id, locator) = part.split_once(',').unwrap_or((part, ""));
        let id = id.trim();
        (id.strip_prefix('@').unwrap_or(id).trim(), locator.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::cited;

    #[test]
    fn sources_and_places_are_told_apart() {
        let all = |text| cited(text).collect::<Vec<_>>();
        assert_eq!(all("@gartner-2024"), [("gartner-2024", "")]);
        assert_eq!(all("@a, p. 3; @b, table 2, row 1"), [("a", "p. 3"), ("b", "table 2, row 1")]);
        assert_eq!(all("@"), [("", "")]);
    }
}
