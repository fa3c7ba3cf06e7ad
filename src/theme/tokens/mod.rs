//! Tokens: the values of the look, as custom properties of one style sheet.

mod check;
mod value;

use std::{collections::BTreeMap, fmt::Write as _};

pub use self::check::{Written, fit, unknown};
use super::layers::Layers;

/// The values of tokens in the light.
pub fn light(layers: &Layers) -> BTreeMap<String, String> {
    layers.0.iter().rev().flat_map(|layer| layer.tokens.clone()).collect()
}

/// Tokens as custom properties: light, dark by the reader's system, and dark by choice (`data-theme`).
pub fn style_sheet(layers: &Layers) -> String {
    let mut light = BTreeMap::new();
    let mut dark = BTreeMap::new();
    for layer in layers.0.iter().rev() {
        light.extend(&layer.tokens);
        // A layer that sets a colour for the light only means it for the dark as well, unless it says otherwise.
        dark.retain(|name: &&String, _| !layer.tokens.contains_key(*name));
        dark.extend(&layer.dark);
    }
    let mut css = String::new();
    let mut rule = |opening: &str, tokens: &BTreeMap<&String, &String>, closing: &str| {
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
