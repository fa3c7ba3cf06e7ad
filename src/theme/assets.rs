//! Assets: files of the theme, published under names that hold their content's hash, and the tokens' style sheet.

use std::{collections::BTreeMap, sync::Arc};

use xxhash_rust::xxh3::xxh3_128;

use super::{layers::Layers, references, tokens};
use crate::{
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    playbook::Address,
};

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

/// The assets of all layers, by name, and what is wrong in them. A style sheet names the files beside it as they are published.
pub fn collect(layers: &Layers) -> (BTreeMap<String, Asset>, Vec<Diagnostic>) {
    let (sheets, others): (BTreeMap<_, _>, BTreeMap<_, _>) =
        layers.files("assets").into_iter().partition(|(name, _)| name.ends_with(".css"));
    let mut assets: BTreeMap<String, Asset> =
        others.into_iter().map(|(name, file)| (name.to_owned(), asset(name, Arc::clone(&file.bytes)))).collect();
    let mut diagnostics = Vec::new();
    let mut linked = BTreeMap::new();
    for (name, file) in sheets {
        let css = file.text();
        let references = references::find(name, &css);
        let missing = references.iter().filter(|reference| !assets.contains_key(&reference.asset));
        diagnostics.extend(missing.map(|reference| {
            let message = format!("the theme has no file `assets/{}`", reference.asset);
            let hint = did_you_mean(&reference.asset, assets.keys().map(String::as_str)).unwrap_or_else(|| {
                "put the file into the theme's `assets/`, or mend the address, which begins in the style sheet's own folder".to_owned()
            });
            Diagnostic::new(Code::MissingFile, Place::span(&file.source, reference.span.clone()), message).hint(hint)
        }));
        let folders = name.matches('/').count();
        let css = references::replace(&css, &references, |reference| {
            let to = assets.get(&reference.asset)?.address.strip_prefix("assets/")?;
            Some(format!("{}{to}", "../".repeat(folders)))
        });
        linked.insert(name.to_owned(), asset(name, Arc::from(css.into_bytes())));
    }
    assets.extend(linked);
    assets.insert(TOKENS.to_owned(), asset(TOKENS, Arc::from(tokens::style_sheet(layers).into_bytes())));
    (assets, diagnostics)
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
