//! Variants are kept from one build to the next, since making them takes long.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use super::resize::{RECIPE, Variant};

/// Keeps bytes by name. All of it can be thrown away: what isn't there is made again.
pub trait Store: Send + Sync {
    /// What is kept under a name; `None` when nothing is, or it can't be read.
    fn get(&self, name: &str) -> Option<Vec<u8>>;

    /// Keeps bytes under a name. A store that can't says nothing, and is asked in vain the next time.
    fn put(&self, name: &str, bytes: &[u8]);

    /// Throws away everything but what has these names.
    fn retain(&self, names: &BTreeSet<String>);
}

/// Keeps variants for as long as the program runs.
#[derive(Default)]
pub struct Memory(Mutex<BTreeMap<String, Vec<u8>>>);

impl Store for Memory {
    fn get(&self, name: &str) -> Option<Vec<u8>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned()
    }

    fn put(&self, name: &str, bytes: &[u8]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), bytes.to_vec());
    }

    fn retain(&self, names: &BTreeSet<String>) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).retain(|name, _| names.contains(name));
    }
}

/// The name of the variants of an image whose bytes have this hash.
pub fn name(hash: u128) -> String {
    format!("{hash:032x}-{RECIPE}")
}

/// What stands at the beginning of what is kept of an image: its variants, whose bytes follow one after the other.
#[derive(Serialize, Deserialize)]
struct Entry {
    width: u32,
    extension: String,
    length: usize,
}

/// Variants as the bytes that are kept: a hash of all that follows, the list of them on one line, each one's bytes.
pub fn pack(variants: &[Variant]) -> Vec<u8> {
    let entry = |variant: &Variant| Entry { width: variant.width, extension: variant.extension.clone(), length: variant.bytes.len() };
    let mut packed = serde_json::to_vec(&variants.iter().map(entry).collect::<Vec<_>>()).unwrap_or_default();
    packed.push(b'\n');
    for variant in variants {
        packed.extend_from_slice(&variant.bytes);
    }
    let mut whole = xxh3_128(&packed).to_le_bytes().to_vec();
    whole.append(&mut packed);
    whole
}

/// The variants that were kept; `None` when the bytes aren't what [`pack`] made.
pub fn unpack(bytes: &[u8]) -> Option<Vec<Variant>> {
    let (hash, packed) = bytes.split_first_chunk::<16>()?;
    if u128::from_le_bytes(*hash) != xxh3_128(packed) {
        return None;
    }
    let end = packed.iter().position(|byte| *byte == b'\n')?;
    let entries: Vec<Entry> = serde_json::from_slice(&packed[..end]).ok()?;
    let mut rest = &packed[end + 1..];
    let take = |Entry { width, extension, length }: Entry| {
        let (bytes, after) = rest.split_at_checked(length)?;
        rest = after;
        Some(Variant { width, extension, bytes: bytes.to_vec() })
    };
    entries.into_iter().map(take).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_and_what_is_damaged_is_not() {
        let variant = |width, bytes: &[u8]| Variant { width, extension: "webp".to_owned(), bytes: bytes.to_vec() };
        let variants = vec![variant(480, b"\nab"), variant(800, b"")];
        let mut packed = pack(&variants);
        assert_eq!(unpack(&packed), Some(variants));
        assert_eq!(unpack(&pack(&[])), Some(Vec::new()));
        packed.pop();
        assert_eq!((unpack(&packed), unpack(b"x")), (None, None));
    }
}
