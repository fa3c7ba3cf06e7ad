//! Themes: layers of templates, assets, words and tokens.
//!
//! The layers are, from the top: the project's own `templates/`, `assets/` and `i18n/`, its theme, that theme's parents, and the
//! default theme, which lies in the binary. What is asked for is taken from the first layer that has it; a template says
//! `{% extends "parent/page.html" %}` to build on the same one of the next layer.

mod assets;
pub mod contract;
mod directives;
mod eject;
mod layers;
mod manifest;
mod references;
mod templates;
mod tokens;
mod wording;
mod words;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use tera::Tera;
use xxhash_rust::xxh3::xxh3_128;

pub use self::{
    assets::Asset,
    directives::{ArgumentShape, DirectiveShape, Problem, Takes},
    eject::{Copy, Ejection},
    layers::{OWN_FOLDERS, embedded_text},
    manifest::{Manifest, Pair, PairUse},
    words::{Forms, Word},
};
use self::{
    layers::{Layers, Loaded},
    words::Words,
};
use crate::{
    config::{Config, FILE, Language, primary},
    diagnostic::{Code, Diagnostic, Place},
    records::Kinds,
    sources::{SourcePath, Sources},
    yaml::{FieldPath, Locator},
};

/// A theme, ready to render.
pub struct Theme {
    /// The compiled templates.
    pub tera: Tera,
    /// The hash of everything that a rendered page can depend on in it, but for assets and words, which are asked for by name.
    pub fingerprint: u128,
    templates: templates::Templates,
    directives: BTreeMap<String, DirectiveShape>,
    gaps: Gaps,
    assets: BTreeMap<String, Asset>,
    tokens: BTreeMap<String, String>,
    /// The words of each language.
    words: BTreeMap<String, Words>,
}

/// What isn't known of a theme because something in it is broken, which was said.
#[derive(Debug)]
struct Gaps {
    /// Whether a whole layer is missing.
    layers: bool,
    /// Templates that can't be read.
    templates: BTreeSet<String>,
}

/// What a theme was made from, to know when it must be made again.
#[derive(Default)]
pub struct Memo {
    made: Option<(u128, Arc<Theme>, Vec<Diagnostic>)>,
}

/// Loads the theme of a project; what is broken is said and left out.
pub fn load(
    sources: &dyn Sources,
    config: &Config,
    kinds: &Kinds,
    set_up: fn(&mut Tera),
    memo: &mut Memo,
) -> (Arc<Theme>, Vec<Diagnostic>) {
    let Loaded { layers, is_whole, mut diagnostics } = layers::load(sources, config);
    let key = xxh3_128(format!("{:?} {is_whole} {:?} {:x}", layers.hash(), config.languages, kinds.fingerprint()).as_bytes());
    if let Some((made_from, theme, found)) = &memo.made
        && *made_from == key
    {
        diagnostics.extend(found.iter().cloned());
        diagnostics.extend(without_words(theme, sources, config));
        return (Arc::clone(theme), diagnostics);
    }
    let gaps = Gaps { layers: !is_whole, templates: BTreeSet::new() };
    let (theme, found) = make(&layers, gaps, config, kinds, set_up);
    let theme = Arc::new(theme);
    memo.made = Some((key, Arc::clone(&theme), found.clone()));
    diagnostics.extend(found);
    diagnostics.extend(without_words(&theme, sources, config));
    (theme, diagnostics)
}

/// The languages that the theme can't speak: all around the texts would be English.
fn without_words(theme: &Theme, sources: &dyn Sources, config: &Config) -> Vec<Diagnostic> {
    let file = SourcePath::new(FILE);
    let text = sources.read(&file).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let speaks = |language: &Language| theme.gaps.layers || theme.words.get(&language.tag).is_some_and(|words| words.has_own);
    let silent = config.languages.iter().filter(|language| !speaks(language));
    let diagnostic = |(language, field): (&Language, &FieldPath)| {
        let place = Place::span(&file, Locator::new(&text, 0).field(field));
        let message = format!("the theme has no words in `{}`, so what stands around the texts is English", language.tag);
        let hint = format!("translate the theme's words in `i18n/{}.yaml`; the guide's page on themes tells how", primary(&language.tag));
        Diagnostic::new(Code::LanguageWithoutWords, place, message).hint(hint)
    };
    silent.filter_map(|language| Some((language, language.named_at.as_ref()?))).map(diagnostic).collect()
}

fn make(layers: &Layers, mut gaps: Gaps, config: &Config, kinds: &Kinds, set_up: fn(&mut Tera)) -> (Theme, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut words = BTreeMap::new();
    for language in &config.languages {
        let (found, wrong) = words::load(layers, kinds, &language.tag);
        words.insert(language.tag.clone(), found);
        diagnostics.extend(wrong);
    }
    // Languages share the words that they fall back to.
    crate::diagnostic::sort(&mut diagnostics);
    let compiled = templates::compile(layers, gaps.layers, set_up);
    diagnostics.extend(compiled.diagnostics);
    let (tera, templates) = (compiled.tera, compiled.templates);
    gaps.templates = compiled.left_out;
    let directives = directives::find(&tera, &templates, kinds);
    // Of a kind that the playbook declares, directives know the name alone.
    let own = crate::playbook::fingerprint(&kinds.declared().map(|kind| (&kind.name, &kind.directives)).collect::<Vec<_>>());
    let (assets, found) = assets::collect(layers);
    diagnostics.extend(found);
    let theme = Theme {
        fingerprint: templates.fingerprint() ^ own,
        tera,
        templates,
        directives,
        gaps,
        assets,
        tokens: tokens::light(layers),
        words,
    };
    (theme, diagnostics)
}

impl Theme {
    /// The directives, by name.
    pub fn directives(&self) -> &BTreeMap<String, DirectiveShape> {
        &self.directives
    }

    /// Whether there may be a directive of this name in what can't be read.
    pub fn may_have_directive(&self, name: &str) -> bool {
        self.gaps.layers || self.gaps.templates.contains(&format!("directives/{name}.html"))
    }

    /// Whether a layer has this template.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.has(name)
    }

    /// Whether there may be this template in what can't be read.
    pub fn may_have_template(&self, name: &str) -> bool {
        self.has_template(name) || self.gaps.layers
    }

    /// The names of all templates.
    pub fn template_names(&self) -> impl Iterator<Item = &str> {
        self.templates.names()
    }

    /// What went wrong in a template, at its place; at the other one when the engine doesn't say where.
    pub fn diagnose(&self, error: &tera::Error, otherwise: Place) -> Diagnostic {
        self.templates.diagnose_render(error, otherwise)
    }

    /// The assets, by name.
    pub fn assets(&self) -> &BTreeMap<String, Asset> {
        &self.assets
    }

    /// A token, as it is in the light.
    pub fn token(&self, name: &str) -> Option<&str> {
        self.tokens.get(name).map(String::as_str)
    }

    /// A word of the interface in one of the playbook's languages.
    pub fn word(&self, language: &str, key: &str) -> Option<&Arc<Word>> {
        self.words.get(language)?.get(key)
    }
}
