//! The contract between Rolebook and themes: what a theme may rely on, and whether one keeps to it.
//!
//! The guide's page on it is made of the same things that are checked here.

mod blocks;
mod colour;
mod contrast;
mod directives;
mod literals;
mod tokens;

use tera::Tera;

pub use super::templates::parent_of;
use super::{
    layers::{self, Layer},
    templates::tags_of,
};
use crate::{
    config::Config,
    diagnostic::{Code, Diagnostic, Place},
    records::Kinds,
    sources::{SourcePath, Sources},
    yaml::{FieldPath, Locator},
};

/// What a check finds.
type Finding = Diagnostic;

/// The version of the contract that this program keeps. It rises when something that themes rely on goes away or changes its meaning;
/// what is added doesn't raise it.
pub const VERSION: i64 = 1;

/// What each version changed for themes of the version before.
const CHANGES: [(i64, &str); 1] = [(1, "the first contract: what a theme may rely on is written down")];

/// The blocks that a template has.
pub fn blocks_of(template: &str) -> impl Iterator<Item = &str> {
    tags_of(template, "block")
}

/// Tests the theme of a playbook against the contract: all of its layers but the default theme, beyond what any build says.
pub fn check(sources: &dyn Sources, config: &Config, kinds: &Kinds, set_up: fn(&mut Tera)) -> Vec<Diagnostic> {
    let (_, mut findings) = super::load(sources, config, kinds, set_up, &mut super::Memo::default());
    let loaded = layers::load(sources, config);
    let layers = &loaded.layers;
    let read = |file: &SourcePath| text(sources, file);
    let own = layers.0.split_last().map(|(_, own)| own).unwrap_or_default();
    findings.extend(own.iter().filter_map(|layer| older(layer, &read)));
    blocks::check(layers, &mut findings);
    tokens::check(layers, &read, &mut findings);
    directives::check(layers, kinds, set_up, &mut findings);
    contrast::check(layers, &read, &mut findings);
    own.iter().for_each(|layer| literals::check(layer, &mut findings));
    findings
}

/// What is wrong with a version that a theme declares: this program is too old for it.
pub fn newer(file: &SourcePath, text: &str, declared: i64) -> Option<Diagnostic> {
    let message = format!("this theme is made for version {declared} of the theme contract, and this Rolebook keeps version {VERSION}");
    (declared > VERSION).then(|| {
        Diagnostic::new(Code::NewerContract, place(file, text), message).hint("update Rolebook, or take an older release of the theme")
    })
}

/// What changed since the version that a theme declares.
fn older(layer: &Layer, read: &dyn Fn(&SourcePath) -> String) -> Option<Diagnostic> {
    let file = layer.manifest.as_ref()?;
    let declared = layer.contract.filter(|declared| *declared < VERSION)?;
    let changes: Vec<String> =
        CHANGES.iter().filter(|(version, _)| *version > declared).map(|(version, change)| format!("{version}: {change}")).collect();
    let message = format!("this theme is made for version {declared} of the theme contract, and this Rolebook keeps version {VERSION}");
    let hint = format!("mend what this command finds, then write `contract: {VERSION}`; what changed: {}", changes.join("; "));
    Some(Diagnostic::new(Code::OlderContract, place(file, &read(file)), message).hint(hint))
}

fn place(file: &SourcePath, text: &str) -> Place {
    Place::span(file, Locator::new(text, 0).field(&FieldPath::key("contract")))
}

fn text(sources: &dyn Sources, file: &SourcePath) -> String {
    sources.read(file).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{literals, tokens};
    use crate::{
        config,
        sources::Memory,
        theme::layers::{self, Layer, Layers},
    };

    /// A theme that comes with Rolebook, with those below it, as somebody's own above nothing.
    fn shipped(theme: &str) -> Layers {
        let mut sources = Memory::new();
        sources.write("rolebook.yaml", format!("theme: {theme}\n"));
        let (config, _) = config::load(&sources, &config::Overrides::default());
        let mut layers = layers::load(&sources, &config).layers;
        layers.0.push(Layer::default());
        layers
    }

    #[test]
    fn the_themes_that_come_with_rolebook_keep_to_the_contract() {
        for theme in ["default", "briefing", "orchard"] {
            let layers = shipped(theme);
            let mut findings = Vec::new();
            layers.0.iter().for_each(|layer| literals::check(layer, &mut findings));
            tokens::check(&layers, &|_| String::new(), &mut findings);
            super::contrast::check(&layers, &|_| String::new(), &mut findings);
            assert_eq!(findings, [], "{theme}");
        }
    }
}
