//! Assets: files of the theme, published under names that hold their content's hash, and the tokens' style sheet.

use std::{collections::BTreeMap, sync::Arc};

use xxhash_rust::xxh3::xxh3_128;

use super::{layers::Layers, tokens};
use crate::playbook::Address;

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
pub fn collect(layers: &Layers) -> BTreeMap<String, Asset> {
    let mut assets: BTreeMap<String, Asset> =
        layers.files("assets").into_iter().map(|(name, file)| (name.to_owned(), asset(name, Arc::clone(&file.bytes)))).collect();
    assets.insert(TOKENS.to_owned(), asset(TOKENS, Arc::from(tokens::style_sheet(layers).into_bytes())));
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
