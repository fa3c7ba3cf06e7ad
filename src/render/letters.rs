//! Records by their first letter, as a glossary has them.

use std::collections::BTreeMap;

use icu_normalizer::DecomposingNormalizerBorrowed;
use tera::{Kwargs, State, TeraResult, Value};

use super::value::map;

/// Under which those stand that begin with no letter.
const NO_LETTER: &str = "#";

/// `list | by_letter`: records in the order of the alphabet, in groups of those that begin alike: `letter`, its `anchor`, and `items`.
/// Accents and capitals don't count, and what begins with a digit or sign comes first.
pub fn by_letter(list: Vec<Value>, _: Kwargs, _: &State) -> TeraResult<Value> {
    let mut groups: BTreeMap<(bool, String), Vec<(String, Value)>> = BTreeMap::new();
    for item in list {
        let title = plain(item.get_from_path("title").and_then(Value::as_str).unwrap_or_default());
        let letter = letter(&title);
        groups.entry((letter != NO_LETTER, letter)).or_default().push((title, item));
    }
    let group = |((_, letter), mut items): ((bool, String), Vec<(String, Value)>)| {
        items.sort_by(|(one, _), (other, _)| one.cmp(other));
        let anchor = if letter == NO_LETTER { "letter-other".to_owned() } else { format!("letter-{}", letter.to_lowercase()) };
        let items: Vec<Value> = items.into_iter().map(|(_, item)| item).collect();
        map([("letter", Value::from(letter)), ("anchor", Value::from(anchor)), ("items", Value::from(items))])
    };
    Ok(Value::from(groups.into_iter().map(group).collect::<Vec<_>>()))
}

/// A title without accents, in lower case.
fn plain(title: &str) -> String {
    let is_accent = |c: &char| matches!(c, '\u{300}'..='\u{36f}');
    DecomposingNormalizerBorrowed::new_nfd().normalize(title).chars().filter(|c| !is_accent(c)).flat_map(char::to_lowercase).collect()
}

/// The capital letter under which a title stands.
fn letter(title: &str) -> String {
    let first = title.chars().find(|c| c.is_alphanumeric()).filter(|c| c.is_alphabetic());
    first.map_or_else(|| NO_LETTER.to_owned(), |c| c.to_uppercase().collect())
}

#[cfg(test)]
mod tests {
    use super::{letter, plain};

    #[test]
    fn words_stand_under_the_letter_that_a_reader_looks_under() {
        for (title, expected) in [("Éclair", "E"), ("über", "U"), ("p95", "P"), (".NET", "N"), ("360° review", "#"), ("&", "#"), ("", "#")]
        {
            assert_eq!(letter(&plain(title)), expected, "{title}");
        }
    }
}
