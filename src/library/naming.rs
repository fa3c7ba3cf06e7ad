//! Languages in the names of files: `pay.de.md` is `pay.md` in German.

use crate::{
    config::{Config, is_language},
    diagnostic::{Code, Diagnostic, Place},
    records::Kinds,
    sources::SourcePath,
};

/// What a file's name says of its language.
pub(super) enum Naming {
    /// Nothing: it is in the main language.
    Main,
    /// It is in one of the playbook's other languages.
    Translation {
        /// The language's tag.
        language: String,
        /// The file that it translates.
        original: SourcePath,
    },
    /// It is in a language that isn't one of the playbook's others.
    Unknown {
        /// The language as it stands in the name.
        language: String,
        /// The file that it would translate.
        original: SourcePath,
    },
}

impl Naming {
    /// Reads the name of a page or of a file of records.
    pub(super) fn of(path: &SourcePath, config: &Config, kinds: &Kinds) -> Self {
        let Some((stem, language)) = path.stem().rsplit_once('.').filter(|(stem, _)| !stem.is_empty()) else { return Self::Main };
        let name = format!("{stem}.{}", path.extension());
        let is_page = matches!(path.extension().to_ascii_lowercase().as_str(), "md" | "markdown");
        let Some(original) = path.join(&name).filter(|_| is_page || kinds.of_file(&name).is_some()) else { return Self::Main };
        let is_meant = |tag: &str| tag.eq_ignore_ascii_case(language);
        let main = &config.main_language().tag;
        match config.languages.iter().find(|known| known.tag != *main && is_meant(&known.tag)) {
            Some(known) => Self::Translation { language: known.tag.clone(), original },
            None if is_language(language) || is_meant(main) => Self::Unknown { language: language.to_owned(), original },
            None => Self::Main,
        }
    }
}

/// The warning for a file in a language that isn't one of the playbook's others.
pub(super) fn unknown_language(path: &SourcePath, language: &str, original: &SourcePath, config: &Config) -> Diagnostic {
    let main = &config.main_language().tag;
    if language.eq_ignore_ascii_case(main) {
        let message = format!("`{}` names the main language, `{main}`, so it is shown nowhere", path.name());
        let hint = format!("rename it to `{}`: files in the main language have no language in their names", original.name());
        return Diagnostic::new(Code::UnknownLanguage, Place::file(path), message).hint(hint);
    }
    let message = format!("`{}` is in `{language}`, which isn't one of the playbook's languages, so it is shown nowhere", path.name());
    let hint = format!("add `languages: [{language}]` to rolebook.yaml, or take `.{language}` out of the name");
    Diagnostic::new(Code::UnknownLanguage, Place::file(path), message).hint(hint)
}

/// The mistake of a file that translates one that isn't there.
pub(super) fn without_original(path: &SourcePath, original: &SourcePath) -> Diagnostic {
    let message = format!("`{}` translates `{}`, which isn't there", path.name(), original.name());
    let hint = format!("add `{original}` in the main language first, or rename this file to go with one that is there");
    Diagnostic::new(Code::TranslationWithoutOriginal, Place::file(path), message).hint(hint)
}
