//! The words of the interface, `i18n/<language>.yaml`: a mapping from keys to words.

use std::collections::BTreeMap;

use super::layers::Layers;
use crate::{diagnostic::Diagnostic, yaml::read};

/// The words of one language, with those of English where it has none.
#[derive(Debug, Default)]
pub struct Words(BTreeMap<String, String>);

impl Words {
    /// The word for a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.get(key).map(String::as_str)
    }
}

/// Loads the words: English, then the language, then its regional form, each over the one before.
pub fn load(layers: &Layers, language: &str) -> (Words, Vec<Diagnostic>) {
    let mut words = BTreeMap::new();
    let mut diagnostics = Vec::new();
    let base = language.split('-').next().unwrap_or(language);
    for tag in ["en", base, language] {
        let path = format!("i18n/{tag}.yaml");
        for file in layers.0.iter().rev().filter_map(|layer| layer.files.get(&path)) {
            let reading = read::<BTreeMap<String, String>>(&file.source, &file.text(), 0);
            diagnostics.extend(reading.diagnostics);
            words.extend(reading.value.unwrap_or_default());
        }
    }
    diagnostics.dedup();
    (Words(words), diagnostics)
}
