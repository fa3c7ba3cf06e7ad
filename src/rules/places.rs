//! Places by their codes of ISO 3166, and what the law of a market can be named by.

use super::Rules;
use crate::{
    diagnostic::{Code, closest},
    records::{Finding, Market, RecordKey, World},
    yaml::FieldPath,
};

/// The countries of ISO 3166-1, each with its English name, and the states of the United States (ISO 3166-2).
const PLACES: [&str; 2] = [include_str!("countries.txt"), include_str!("states.txt")];

/// Names that people write for a country besides its own.
const BYNAMES: [(&str, &str); 10] = [
    ("UK", "GB"),
    ("Great Britain", "GB"),
    ("England", "GB"),
    ("USA", "US"),
    ("United States of America", "US"),
    ("America", "US"),
    ("Deutschland", "DE"),
    ("Schweiz", "CH"),
    ("Suisse", "CH"),
    ("Holland", "NL"),
];

/// Finds markets whose country or law is named by something else than a code.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, market) in world.of_kind::<Market>() {
        let mut wrong = |field: FieldPath, message: String, hint: String| {
            findings.push((key.clone(), Finding::new(Code::UnknownPlace, field, message).hint(hint)));
        };
        if let Some(country) = &market.country
            && let Err(hint) = known_country(country)
        {
            wrong(FieldPath::key("country"), format!("`{country}` is no country's code"), hint);
        }
        for (index, place) in market.laws.iter().enumerate().filter(|(_, place)| !world.rules.name(place)) {
            if let Err(hint) = known(place) {
                wrong(FieldPath::key("laws").item(index), format!("`{place}` is no place's code"), hint);
            }
        }
    }
}

impl Rules {
    /// Whether some law is said to hold in a place.
    fn name(&self, place: &str) -> bool {
        self.adverts.iter().any(|law| law.places.iter().any(|named| named == place))
    }
}

/// Whether a text is the code of a country; else what to write.
fn known_country(text: &str) -> Result<(), String> {
    match places().any(|(code, _)| code == text && !code.contains('-')) {
        true => Ok(()),
        false => Err(suggestion(text, |code| !code.contains('-'))),
    }
}

/// Whether a text is the code of a country or of a part of one; else what to write.
///
/// Of the parts, only those of the United States are known; others are taken as they are written, such as `CA-BC`.
pub fn known(text: &str) -> Result<(), String> {
    let is_listed = |text: &str| places().any(|(code, _)| code == text);
    let is_part = |(country, part): (&str, &str)| {
        let is_code = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
        country != "US" && is_listed(country) && is_code
    };
    match is_listed(text) || text.split_once('-').is_some_and(is_part) {
        true => Ok(()),
        false => Err(suggestion(text, |_| true)),
    }
}

/// What a text that is no code may mean.
fn suggestion(text: &str, is_meant: fn(&str) -> bool) -> String {
    let text = text.trim();
    let listed = || places().filter(|(code, _)| is_meant(code));
    let same = |a: &str, b: &str| a.to_lowercase() == b.to_lowercase();
    let by_code = || listed().find(|(code, _)| same(code, text) || code.split_once('-').is_some_and(|(_, state)| state == text));
    let by_name = || listed().find(|(_, name)| same(name, text));
    let by_other = || {
        let (_, code) = BYNAMES.iter().find(|(name, _)| same(name, text))?;
        listed().find(|(listed, _)| listed == code)
    };
    // `US-NYC` is a city of `US-NY`.
    let by_whole = || listed().find(|(code, _)| code.contains('-') && text.to_uppercase().starts_with(code));
    let near = || {
        let name = closest(text, listed().map(|(_, name)| name).filter(|_| text.chars().count() > 3));
        let code = || closest(text, listed().map(|(code, _)| code).filter(|code| code.len() > 3 && text.len() > 4));
        name.and_then(|name| listed().find(|(_, listed)| *listed == name))
            .or_else(|| code().and_then(|near| listed().find(|(code, _)| *code == near)))
    };
    match by_code().or_else(by_name).or_else(by_other).or_else(by_whole).or_else(near) {
        Some((code, name)) => format!("write `{code}` for {name}"),
        None if text.eq_ignore_ascii_case("EU") => "write the country, such as `IT`: each has its own law".to_owned(),
        None => "write a code of ISO 3166, such as `DE` for a country or `US-CO` for a state".to_owned(),
    }
}

/// All codes that are known, and what they stand for.
fn places() -> impl Iterator<Item = (&'static str, &'static str)> {
    PLACES.iter().flat_map(|list| list.lines()).filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_known_and_names_lead_to_them() {
        for code in ["DE", "US", "US-CO", "CA-BC", "GB-ENG"] {
            assert_eq!(known(code), Ok(()), "{code}");
        }
        for (written, meant) in [
            ("Colorado", "`US-CO`"),
            ("us-co", "`US-CO`"),
            ("Germany", "`DE`"),
            ("germany", "`DE`"),
            ("UK", "`GB`"),
            ("New York", "`US-NY`"),
        ] {
            assert!(known(written).unwrap_err().contains(meant), "{written}: {:?}", known(written));
        }
        assert!(known_country("US-CO").is_err() && known_country("Germny").unwrap_err().contains("`DE`"));
        assert!(known("US-XX").is_err() && known("US-NYC").unwrap_err().contains("`US-NY`"));
        assert!(known("EU").unwrap_err().contains("`IT`") && known("").is_err());
    }
}
