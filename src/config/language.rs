//! The languages that a playbook is written in.

use crate::yaml::FieldPath;

/// One of a playbook's languages.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Language {
    /// Its tag, `de-CH`.
    pub tag: String,
    /// What it calls itself, `Schweizer Hochdeutsch`.
    pub name: String,
    /// The playbook's name in it.
    pub title: Option<String>,
    /// The sentence about the playbook in it.
    pub description: Option<String>,
    /// Where the configuration names it; nowhere when it is the usual one.
    pub named_at: Option<FieldPath>,
}

impl Language {
    /// A language of which nothing but the tag was said.
    pub fn of(tag: String) -> Self {
        Self { name: autonym(&tag), tag, title: None, description: None, named_at: None }
    }

    /// The way in which it is written: `ltr`, or `rtl` for Arabic and Hebrew.
    pub fn direction(&self) -> &'static str {
        direction(&self.tag)
    }

    /// The folder of the published site in which its pages lie when it isn't the main one.
    pub fn folder(&self) -> String {
        format!("{}/", self.tag.to_lowercase())
    }
}

/// The way in which a language is written, `ltr` or `rtl`, by its script, else by the one that it mostly has.
pub fn direction(tag: &str) -> &'static str {
    const SCRIPTS: [&str; 6] = ["Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"];
    const LANGUAGES: [&str; 12] = ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"];
    let script = tag.split('-').skip(1).find(|part| part.len() == 4);
    let is_rtl = match script {
        Some(script) => SCRIPTS.contains(&script),
        None => LANGUAGES.contains(&primary(tag)),
    };
    if is_rtl { "rtl" } else { "ltr" }
}

/// The language without region and script: `de` of `de-CH`.
pub fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// What a language calls itself, from Unicode's data (CLDR, common/main, `languages`); its tag where that isn't known.
fn autonym(tag: &str) -> String {
    let known = |tag: &str| AUTONYMS.iter().find(|(known, _)| *known == tag).map(|(_, name)| (*name).to_owned());
    let with_region = || {
        let (language, rest) = tag.split_once('-')?;
        Some(format!("{} ({rest})", known(language)?))
    };
    known(tag).or_else(with_region).unwrap_or_else(|| tag.to_owned())
}

pub(super) const AUTONYMS: [(&str, &str); 50] = [
    ("ar", "العربية"),
    ("bg", "български"),
    ("bn", "বাংলা"),
    ("ca", "català"),
    ("cs", "čeština"),
    ("da", "dansk"),
    ("de", "Deutsch"),
    ("de-AT", "Österreichisches Deutsch"),
    ("de-CH", "Schweizer Hochdeutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("en-GB", "British English"),
    ("en-US", "American English"),
    ("es", "español"),
    ("es-MX", "español de México"),
    ("et", "eesti"),
    ("eu", "euskara"),
    ("fa", "فارسی"),
    ("fi", "suomi"),
    ("fr", "français"),
    ("fr-CA", "français canadien"),
    ("fr-CH", "français suisse"),
    ("ga", "Gaeilge"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "hrvatski"),
    ("hu", "magyar"),
    ("id", "Indonesia"),
    ("is", "íslenska"),
    ("it", "italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lt", "lietuvių"),
    ("lv", "latviešu"),
    ("nb", "norsk bokmål"),
    ("nl", "Nederlands"),
    ("pl", "polski"),
    ("pt", "português"),
    ("pt-BR", "português (Brasil)"),
    ("pt-PT", "português europeu"),
    ("ro", "română"),
    ("sk", "slovenčina"),
    ("sl", "slovenščina"),
    ("sr", "српски"),
    ("sv", "svenska"),
    ("tr", "Türkçe"),
    ("uk", "українська"),
    ("vi", "Tiếng Việt"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_call_themselves_what_they_do_in_unicode_s_data() {
        assert_eq!(["de", "de-CH", "de-LI", "xx"].map(autonym), ["Deutsch", "Schweizer Hochdeutsch", "Deutsch (LI)", "xx"]);
        assert!(AUTONYMS.is_sorted());
    }

    #[test]
    fn arabic_and_hebrew_are_written_from_the_right() {
        assert_eq!(["ar-EG", "he", "az-Arab", "ku", "ks-Deva", "de"].map(direction), ["rtl", "rtl", "rtl", "ltr", "ltr", "ltr"]);
    }
}
