//! The words of the interface, `i18n/<language>.yaml`: a mapping from keys to words.

use std::{collections::BTreeMap, sync::Arc};

use icu_locale_core::Locale;
use icu_plurals::{PluralCategory, PluralOperands, PluralRules};

use super::layers::Layers;
use crate::{
    config::primary,
    diagnostic::Diagnostic,
    record,
    records::{KindWord, Kinds},
    yaml::{Brief, HasBrief, read},
};

record! {
    /// A word with its forms for numbers, as the language has them (<https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html>).
    pub struct Forms as "word" {
        /// With none, in Arabic and Welsh for example.
        pub zero: Option<String>,
        /// With one.
        pub one: Option<String>,
        /// With two, in Arabic and Hebrew for example.
        pub two: Option<String>,
        /// With a few, in Polish and Czech for example.
        pub few: Option<String>,
        /// With many, in Polish for example, and in French with a million.
        pub many: Option<String>,
        /// With any other number, and without one.
        pub other: String,
    }
}

impl HasBrief for Forms {
    const FIELD: &'static str = "other";
    type Value = String;

    fn from_brief(other: String) -> Self {
        Self { zero: None, one: None, two: None, few: None, many: None, other }
    }
}

/// A word of the interface.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Word {
    forms: Forms,
    /// The language that it was found in, whose rules say which form goes with a number.
    language: Arc<str>,
}

impl Word {
    /// The word alone.
    pub fn text(&self) -> &str {
        &self.forms.other
    }

    /// The word beside a number.
    pub fn counted(&self, number: PluralOperands) -> &str {
        let rules = Locale::try_from_str(&self.language).ok().and_then(|locale| PluralRules::try_new_cardinal(locale.into()).ok());
        let forms = &self.forms;
        let form = match rules.map_or(PluralCategory::Other, |rules| rules.category_for(number)) {
            PluralCategory::Zero => &forms.zero,
            PluralCategory::One => &forms.one,
            PluralCategory::Two => &forms.two,
            PluralCategory::Few => &forms.few,
            PluralCategory::Many => &forms.many,
            PluralCategory::Other => &None,
        };
        form.as_ref().unwrap_or(&forms.other)
    }
}

/// The words of one language, with those of its parents where it has none.
#[derive(Debug, Default)]
pub struct Words {
    words: BTreeMap<String, Arc<Word>>,
    /// Whether some are of the language, or of one that it is a form of: if not, all are English.
    pub has_own: bool,
}

impl Words {
    /// The word for a key.
    pub fn get(&self, key: &str) -> Option<&Arc<Word>> {
        self.words.get(key)
    }
}

/// Loads the words of a language: English, then its parents, then itself, each over the one before; in each, those of the kinds of
/// records first, then those of the layers.
pub fn load(layers: &Layers, kinds: &Kinds, language: &str) -> (Words, Vec<Diagnostic>) {
    let mut words = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let mut has_own = primary(language) == "en";
    for tag in ancestry(language) {
        let of_kind = |word: &KindWord| {
            let forms = Forms::from_brief(word.in_language(tag)?.to_owned());
            Some((word.key.to_owned(), Arc::new(Word { forms, language: tag.into() })))
        };
        words.extend(kinds.iter().flat_map(|kind| kind.words).filter_map(of_kind));
        let path = format!("i18n/{tag}.yaml");
        for file in layers.0.iter().rev().filter_map(|layer| layer.files.get(&path)) {
            has_own |= tag != "en";
            let reading = read::<BTreeMap<String, Brief<Forms>>>(&file.source, &file.text(), 0);
            diagnostics.extend(reading.diagnostics);
            let language: Arc<str> = tag.into();
            let word = |(key, Brief(forms))| (key, Arc::new(Word { forms, language: Arc::clone(&language) }));
            words.extend(reading.value.unwrap_or_default().into_iter().map(word));
        }
    }
    (Words { words, has_own }, diagnostics)
}

/// The languages whose words stand in for a language's, the farthest first: for `de-CH` English, `de`, and itself.
fn ancestry(language: &str) -> Vec<&str> {
    let parents = language.match_indices('-').map(|(end, _)| &language[..end]);
    let own = parents.chain([language]).filter(|tag| *tag != "en");
    std::iter::once("en").chain(own).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn word(language: &str, [one, few, many]: [&str; 3], other: &str) -> Word {
        let form = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let forms = Forms { one: form(one), few: form(few), many: form(many), ..Forms::from_brief(other.to_owned()) };
        Word { forms, language: language.into() }
    }

    #[test]
    fn the_language_says_which_form_goes_with_a_number() {
        let counted = |word: &Word, numbers: &[u32]| numbers.iter().map(|n| word.counted((*n).into()).to_owned()).collect::<Vec<_>>();
        assert_eq!(counted(&word("en", ["page", "", ""], "pages"), &[0, 1, 2]), ["pages", "page", "pages"]);
        assert_eq!(counted(&word("fr-CH", ["jour", "", ""], "jours"), &[0, 1, 2, 1_000_000]), ["jour", "jour", "jours", "jours"]);
        let polish = word("pl", ["strona", "strony", "stron"], "strony");
        assert_eq!(counted(&polish, &[1, 3, 5, 22]), ["strona", "strony", "stron", "strony"]);
    }

    /// The words of a language in the default theme.
    fn of_theme(language: &str) -> BTreeMap<String, Forms> {
        let (path, text) =
            crate::theme::layers::embedded("default/i18n/").find(|(path, _)| *path == format!("default/i18n/{language}.yaml")).unwrap();
        let reading = read::<BTreeMap<String, Brief<Forms>>>(&path.as_str().into(), &text, 0);
        assert_eq!(reading.diagnostics, []);
        reading.value.unwrap().into_iter().map(|(key, Brief(forms))| (key, forms)).collect()
    }

    fn forms(word: &Forms) -> Vec<&String> {
        [&word.zero, &word.one, &word.two, &word.few, &word.many].into_iter().flatten().chain([&word.other]).collect()
    }

    fn variables(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_language_of_the_theme_has_every_word_with_the_same_variables() {
        let english = of_theme("en");
        for language in ["de", "fr"] {
            let words = of_theme(language);
            assert_eq!(words.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>(), "{language}");
            for (key, word) in &words {
                let (other, wanted) = (variables(&word.other), variables(&english[key].other));
                assert_eq!(other, wanted, "{language}: {key}");
                // A form for one number may go without it: "within a day".
                assert!(forms(word).iter().all(|form| variables(form).is_subset(&wanted)), "{language}: {key}");
                assert_eq!(word.one.is_some(), english[key].one.is_some(), "{language}: {key} has other forms than in English");
            }
        }
    }

    #[test]
    fn the_words_of_kinds_are_their_own_and_say_the_same_in_each_language() {
        let kinds = crate::records::built_in();
        let mut known: BTreeSet<String> = of_theme("en").into_keys().collect();
        for word in kinds.iter().flat_map(|kind| kind.words) {
            assert!(known.insert(word.key.to_owned()), "{} stands twice", word.key);
            let wanted = variables(word.en);
            assert!([word.de, word.fr].iter().all(|text| variables(text) == wanted), "{}", word.key);
            assert!(!word.de.contains('ß'), "{}: Swiss German has no ß, so it belongs into i18n/", word.key);
        }
    }

    #[test]
    fn a_regional_form_has_no_word_of_its_own() {
        let german = of_theme("de");
        let swiss = of_theme("de-CH");
        assert!(swiss.keys().all(|key| german.contains_key(key)));
        let sharp = german.iter().filter(|(_, word)| forms(word).iter().any(|form| form.contains('ß'))).map(|(key, _)| key);
        assert_eq!(sharp.collect::<Vec<_>>(), swiss.keys().collect::<Vec<_>>(), "Swiss German has no ß");
    }

    #[test]
    fn french_sets_marks_apart_with_a_narrow_space_that_does_not_break() {
        const NARROW: char = '\u{202f}';
        for (key, word) in of_theme("fr") {
            for form in forms(&word) {
                for (at, mark) in form.match_indices([':', ';', '!', '?', '»']) {
                    assert!(form[..at].ends_with(NARROW), "{key}: no narrow space before {mark} in `{form}`");
                }
                for (at, mark) in form.match_indices('«') {
                    assert!(form[at + mark.len()..].starts_with(NARROW), "{key}: no narrow space after {mark} in `{form}`");
                }
            }
        }
    }

    #[test]
    fn words_fall_back_to_the_parent_language() {
        assert_eq!(ancestry("de-CH"), ["en", "de", "de-CH"]);
        assert_eq!(ancestry("zh-Hant-TW"), ["en", "zh", "zh-Hant", "zh-Hant-TW"]);
        assert_eq!(ancestry("en-GB"), ["en", "en-GB"]);
        assert_eq!(ancestry("en"), ["en"]);
    }
}
