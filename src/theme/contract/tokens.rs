//! Tokens that a theme uses and nobody declares, and those that it declares and nobody uses.

use std::{collections::BTreeSet, ops::Range};

use super::Finding;
use crate::{
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    sources::SourcePath,
    theme::layers::{File, Layer, Layers},
    yaml::{FieldPath, Locator},
};

/// Checks the tokens of all layers but the default theme's.
pub fn check(layers: &Layers, read: &dyn Fn(&SourcePath) -> String, findings: &mut Vec<Finding>) {
    let Some((_, own)) = layers.0.split_last() else { return };
    let texts: Vec<String> = layers.0.iter().flat_map(code).map(File::text).collect();
    let used: BTreeSet<&str> = texts.iter().flat_map(|text| uses(text)).map(|used| used.name).collect();
    let set: BTreeSet<&str> = texts.iter().flat_map(|text| properties(text)).collect();
    for (index, layer) in own.iter().enumerate() {
        let below: BTreeSet<&str> = layers.0[index + 1..].iter().flat_map(|layer| layer.tokens.keys()).map(String::as_str).collect();
        let all: BTreeSet<&str> = layers.0.iter().flat_map(|layer| layer.tokens.keys()).map(String::as_str).collect();
        for name in layer.tokens.keys().filter(|name| !below.contains(&***name) && !used.contains(&***name)) {
            findings.push(unused(layer, name, &below, read));
        }
        for (number, pair) in layer.pairs.iter().enumerate() {
            for (key, name) in [("front", &pair.front), ("back", &pair.back)].into_iter().filter(|(_, name)| !all.contains(&***name)) {
                let file = layer.said_in();
                let span = Locator::new(&read(&file), 0).field(&FieldPath::key("pairs").item(number).then(key));
                findings.push(missing(Place::span(&file, span), name, &all));
            }
        }
        for file in code(layer) {
            let text = file.text();
            let lacking = uses(&text).filter(|used| !used.has_fallback && !all.contains(used.name) && !set.contains(used.name));
            findings.extend(lacking.map(|used| missing(Place::span(&file.source, used.at.clone()), used.name, &all)));
        }
    }
}

fn unused(layer: &Layer, name: &str, below: &BTreeSet<&str>, read: &dyn Fn(&SourcePath) -> String) -> Diagnostic {
    let file = layer.said_in();
    let place = Place::span(&file, Locator::new(&read(&file), 0).key(&FieldPath::key("tokens").then(name)));
    let hint =
        did_you_mean(name, below.iter().copied()).unwrap_or_else(|| format!("use it in a style sheet, as `var(--{name})`, or take it out"));
    Diagnostic::new(Code::UnusedToken, place, format!("the token `{name}` is new, and nothing uses it")).hint(hint)
}

fn missing(place: Place, name: &str, all: &BTreeSet<&str>) -> Diagnostic {
    let hint = did_you_mean(name, all.iter().copied()).unwrap_or_else(|| {
        format!("declare it under `tokens` in `theme.yaml`, or give a style sheet another value to use: `var(--{name}, …)`")
    });
    Diagnostic::new(Code::MissingToken, place, format!("no layer of the theme has the token `{name}`")).hint(hint)
}

/// The files of a layer in which tokens are used.
fn code(layer: &Layer) -> impl Iterator<Item = &File> {
    let is_code = |name: &str| (name.starts_with("assets/") && name.ends_with(".css")) || name.starts_with("templates/");
    layer.files.iter().filter(move |(name, _)| is_code(name)).map(|(_, file)| file)
}

/// A use of a custom property.
struct Use<'t> {
    name: &'t str,
    at: Range<usize>,
    has_fallback: bool,
}

fn uses(text: &str) -> impl Iterator<Item = Use<'_>> {
    text.match_indices("var(").filter_map(|(at, opening)| {
        let rest = &text[at + opening.len()..];
        let inner = rest.trim_start().strip_prefix("--")?;
        let name = &inner[..name_length(inner)];
        let start = text.len() - inner.len();
        let has_fallback = inner[name.len()..].trim_start().starts_with(',');
        (!name.is_empty()).then_some(Use { name, at: start..start + name.len(), has_fallback })
    })
}

/// The custom properties that a style sheet sets itself.
fn properties(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices("--").filter_map(|(at, dashes)| {
        let inner = &text[at + dashes.len()..];
        let name = &inner[..name_length(inner)];
        let is_set = inner[name.len()..].trim_start().starts_with([':', '{']);
        (is_set && !name.is_empty()).then_some(name)
    })
}

fn name_length(text: &str) -> usize {
    text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len())
}
