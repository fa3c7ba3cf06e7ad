//! Tags of languages, and what people write in their place.

use icu_locale_core::LanguageIdentifier;

use super::language::{AUTONYMS, primary};
use crate::diagnostic::closest;

/// The languages that have a code of two letters (ISO 639-1), each with its codes of three (ISO 639-2) and its English name.
const LANGUAGES: &str = include_str!("languages.txt");

/// Tags that people take for a language's, because they are a country's or were its once.
const BYNAMES: [(&str, &str); 12] = [
    ("at", "de-AT"),
    ("cn", "zh-Hans"),
    ("cz", "cs"),
    ("dk", "da"),
    ("en-UK", "en-GB"),
    ("gb", "en-GB"),
    ("gr", "el"),
    ("iw", "he"),
    ("ji", "yi"),
    ("jp", "ja"),
    ("kr", "ko"),
    ("us", "en-US"),
];

/// A text that is no language's tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoTag {
    /// What to write instead.
    pub hint: String,
}

/// The tag of a language in its usual form, `de-CH`.
///
/// Codes of three letters are many, and a new one is assigned each year: of those, only the ones of languages that have a shorter
/// code are refused.
///
/// # Errors
/// When no language has it.
pub fn parse(written: &str) -> Result<String, NoTag> {
    let tag = LanguageIdentifier::try_from_str(written).ok().map(|tag| tag.to_string());
    let is_known = |tag: &String| {
        let code = primary(tag);
        let is_meant_otherwise = BYNAMES.iter().any(|(byname, _)| byname == tag);
        !is_meant_otherwise && (code.len() == 3 || is_code(code)) && by_long_code(code).is_none()
    };
    tag.filter(is_known).ok_or_else(|| {
        let meant = meant(written).map(|tag| format!("did you mean `{tag}`?"));
        NoTag { hint: meant.unwrap_or_else(|| "write a tag such as `en`, `de` or `fr-CH`".to_owned()) }
    })
}

/// Whether a part of a file's name is surely meant for a language: a code of ISO 639-1, with or without script and region.
pub fn is_language(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(is_code) && parts.all(|part| (2..=4).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric()))
}

/// A language of the list.
struct Known {
    code: &'static str,
    long: Vec<&'static str>,
    name: String,
}

fn known() -> impl Iterator<Item = Known> {
    LANGUAGES.lines().filter_map(|line| {
        let (code, rest) = line.split_once(' ')?;
        let (long, name): (Vec<_>, Vec<_>) = rest.split(' ').partition(|word| word.chars().all(|c| c.is_ascii_lowercase()));
        Some(Known { code, long, name: name.join(" ") })
    })
}

fn is_code(code: &str) -> bool {
    code.len() == 2 && known().any(|language| language.code == code)
}

/// The language that has a code of two letters beside this one of three.
fn by_long_code(code: &str) -> Option<&'static str> {
    known().find(|language| language.long.contains(&code)).map(|language| language.code)
}

/// The tag that was meant by a text: by a longer code, by what a country is called, or by a language's name.
fn meant(written: &str) -> Option<String> {
    let byname = BYNAMES.iter().find(|(byname, _)| byname.eq_ignore_ascii_case(written)).map(|(_, tag)| (*tag).to_owned());
    let (code, rest) = written.split_at(written.find(['-', '_', ' ']).unwrap_or(written.len()));
    let longer = || {
        let tag = LanguageIdentifier::try_from_str(&format!("{}{rest}", by_long_code(&code.to_lowercase())?));
        Some(tag.ok()?.to_string())
    };
    let names = || {
        let english = known().map(|language| (language.name, language.code));
        english.chain(AUTONYMS.iter().map(|(tag, name)| ((*name).to_owned(), *tag))).collect::<Vec<_>>()
    };
    let named = || {
        let names = names();
        let name = closest(code, names.iter().map(|(name, _)| name.as_str()).filter(|_| code.chars().count() > 3))?;
        names.iter().find(|(known, _)| known == name).map(|(_, tag)| (*tag).to_owned())
    };
    byname.or_else(longer).or_else(named)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_mended() {
        for (written, tag) in [("de", "de"), ("DE-ch", "de-CH"), ("gsw", "gsw"), ("zh-Hant-TW", "zh-Hant-TW"), ("no", "no")] {
            assert_eq!(parse(written), Ok(tag.to_owned()));
        }
        for (written, tag) in [
            ("ger", "de"),
            ("deu-CH", "de-CH"),
            ("eng", "en"),
            ("German", "de"),
            ("germn", "de"),
            ("Deutsch", "de"),
            ("English (UK)", "en"),
            ("en-UK", "en-GB"),
            ("jp", "ja"),
            ("français", "fr"),
        ] {
            assert_eq!(parse(written), Err(NoTag { hint: format!("did you mean `{tag}`?") }), "{written}");
        }
        for written in ["xx", "", "12", "xx-DE", "Klingon"] {
            assert!(parse(written).is_err_and(|no| no.hint.contains("such as")), "{written}");
        }
    }

    #[test]
    fn a_part_of_a_name_is_a_language_only_when_it_surely_is() {
        assert_eq!(["de", "de-CH", "zh-Hant-TW"].map(is_language), [true; 3]);
        assert_eq!(["js", "2", "old", "min", "v1", "de-"].map(is_language), [false; 6]);
    }
}
