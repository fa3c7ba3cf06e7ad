//! Assets: files of the theme, published under names that hold their content's hash, and the tokens' style sheet.

use std::{collections::BTreeMap, fmt::Write as _, sync::Arc};

use xxhash_rust::xxh3::xxh3_128;

use super::layers::Layers;
use crate::{config::Config, playbook::Address};

/// A file of the theme that is published.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Where.
    pub address: Address,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

/// The name of the tokens' style sheet among the assets.
pub const TOKENS: &str = "tokens.css";

/// The assets of all layers, by name.
pub fn collect(layers: &Layers, config: &Config) -> BTreeMap<String, Asset> {
    let mut assets: BTreeMap<String, Asset> =
        layers.files("assets").into_iter().map(|(name, file)| (name.to_owned(), asset(name, Arc::clone(&file.bytes)))).collect();
    let tokens = style_sheet(layers, config);
    assets.insert(TOKENS.to_owned(), asset(TOKENS, Arc::from(tokens.into_bytes())));
    assets
}

fn asset(name: &str, bytes: Arc<[u8]>) -> Asset {
    let hash = format!("{:08x}", xxh3_128(&bytes) >> 96);
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let file = match file.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}-{hash}.{extension}"),
        None => format!("{file}-{hash}"),
    };
    Asset { address: Address::new(format!("assets/{folder}{file}")), bytes }
}

/// Tokens as custom properties: light, dark by the reader's system, and dark by choice (`data-theme`).
fn style_sheet(layers: &Layers, config: &Config) -> String {
    let mut light = BTreeMap::new();
    let mut dark = BTreeMap::new();
    for layer in layers.0.iter().rev() {
        light.extend(layer.tokens.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        // A layer that sets a colour for the light only means it for the dark as well, unless it says otherwise.
        dark.retain(|name: &&str, _| !layer.tokens.contains_key(*name));
        dark.extend(layer.dark.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    }
    light.extend(config.tokens.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    dark.retain(|name, _| !config.tokens.contains_key(*name));
    let mut css = String::new();
    let mut rule = |opening: &str, tokens: &BTreeMap<&str, &str>, closing: &str| {
        let _ = writeln!(css, "{opening} {{");
        for (name, value) in tokens {
            // A value can't end its declaration, so a token can't become another rule.
            let value: String = value.replace("/*", "").chars().filter(|c| !matches!(c, ';' | '{' | '}' | '<')).collect();
            let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
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
