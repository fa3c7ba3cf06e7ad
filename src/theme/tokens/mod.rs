//! Tokens: the values of the look, as custom properties of one style sheet.

mod check;
mod value;

use std::{collections::BTreeMap, fmt::Write as _};

pub use self::check::{Written, fit, unknown};
use super::layers::Layers;

/// The values of tokens in the light.
pub fn light(layers: &Layers) -> BTreeMap<String, String> {
    in_mode(layers, Mode::Light).into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// In which light a page is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// By day, and on paper.
    Light,
    /// In the dark.
    Dark,
}

/// The value of every token in a light.
pub fn in_mode(layers: &Layers, mode: Mode) -> BTreeMap<&str, &str> {
    let (mut values, dark) = merged(layers);
    if mode == Mode::Dark {
        values.extend(dark);
    }
    values
}

/// The tokens of all layers: for the light, and those that differ in the dark.
fn merged(layers: &Layers) -> (BTreeMap<&str, &str>, BTreeMap<&str, &str>) {
    fn pairs(tokens: &BTreeMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
        tokens.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }
    let (mut light, mut dark) = (BTreeMap::new(), BTreeMap::new());
    for layer in layers.0.iter().rev() {
        light.extend(pairs(&layer.tokens));
        // A layer that sets a colour for the light only means it for the dark as well, unless it says otherwise.
        dark.retain(|name: &&str, _| !layer.tokens.contains_key(*name));
        dark.extend(pairs(&layer.dark));
    }
    (light, dark)
}

/// Tokens as custom properties: light, dark by the reader's system, and dark by choice (`data-theme`).
pub fn style_sheet(layers: &Layers) -> String {
    let (light, dark) = merged(layers);
    let mut css = String::new();
    let mut rule = |opening: &str, tokens: &BTreeMap<&str, &str>, closing: &str| {
        let _ = writeln!(css, "{opening} {{");
        for (name, value) in tokens {
            let _ = writeln!(css, "  --{name}: {value};");
        }
        let _ = writeln!(css, "{closing}");
    };
    rule(":root", &light, "}");
    if !dark.is_empty() {
        // Paper is light, whatever the screen is.
        rule("@media screen { :root[data-theme=\"dark\"]", &dark, "} }");
        rule("@media screen and (prefers-color-scheme: dark) { :root:not([data-theme=\"light\"])", &dark, "} }");
    }
    css
}
