//! "Did you mean …".

/// The candidate nearest to what was written, when one is near enough to be a slip of the pen.
pub fn closest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = written.to_lowercase();
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
            let allowed = (candidate.chars().count().max(lower.chars().count()) / 3).clamp(1, 4);
            // A word of one letter is no slip of another one.
            (distance <= allowed && distance < candidate.chars().count()).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// A hint that names the nearest candidate, if one is near enough.
pub fn did_you_mean<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    closest(written, candidates).map(|candidate| format!("did you mean `{candidate}`?"))
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_is_found_and_a_stranger_is_not() {
        assert_eq!(closest("curency", ["min", "currency", "period"]), Some("currency"));
        assert_eq!(closest("Title", ["title", "tags"]), Some("title"));
        assert_eq!(closest("salary", ["min", "max"]), None);
        assert_eq!(closest("5", ["1", "2"]), None);
    }
}
