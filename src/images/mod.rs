//! Images of the playbook: how large they are shown, smaller variants of them, and those for the dark.
//!
//! [`load`] reads the header of every image that is published, and makes variants of those that a text shows. Templates and authors
//! write `<img src="…">` and no more; what a [`Picture`] knows is put into the finished page by [`render`](crate::render). An image is
//! looked at once for its bytes, whatever it is called, and its variants are kept in a [`Store`].

mod header;
mod resize;
mod store;
mod svg;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use self::resize::Variant;
pub use self::{
    header::Size,
    resize::MOST_PIXELS,
    store::{Memory, Store},
};
use crate::{
    playbook::{Address, Output},
    sources::{SourcePath, Sources},
};

/// The images of a playbook, by the address that they are published at.
#[derive(Debug, Default)]
pub struct Gallery(BTreeMap<Address, Entry>);

#[derive(Debug)]
struct Entry {
    rendition: Option<Arc<Rendition>>,
    problem: Option<Problem>,
}

/// What a page shows of an image.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Picture {
    /// The image itself.
    pub light: Arc<Rendition>,
    /// What stands in its place where a reader has it dark: of `team.png`, `team.dark.png`.
    pub dark: Option<Arc<Rendition>>,
}

/// An image and its variants.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Rendition {
    /// Where it is published.
    pub address: Address,
    /// Its size as it is shown; `None` for a drawing that names none.
    pub size: Option<Size>,
    /// The files among which a browser chooses, the narrowest first; none when there is only the one.
    pub candidates: Vec<Candidate>,
}

/// One of the files among which a browser chooses.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Candidate {
    /// Where it is published.
    pub address: Address,
    /// Its width in pixels.
    pub width: u32,
}

/// What is wrong with a file that is shown as an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    /// It isn't one, or is damaged.
    Unreadable,
    /// It has more than [`MOST_PIXELS`], or takes too much memory.
    TooLarge,
}

/// What is done with images that a text shows.
pub enum Making<'a> {
    /// They stay as they are.
    Nothing,
    /// It is made sure that variants could be made.
    Sure,
    /// Variants are made, and handed to whoever publishes.
    Variants(&'a (dyn Fn(&Address, &[u8]) + Sync)),
}

/// What was found out before, by the hash of an image's bytes.
pub struct Memo {
    headers: BTreeMap<u128, Result<Option<Size>, Problem>>,
    store: Arc<dyn Store>,
    /// The images of the build that runs.
    seen: BTreeSet<u128>,
    /// What of the store it needs; `None` when it makes no variants, and so can't tell.
    needed: Option<BTreeSet<String>>,
    /// How many variants were made, ever: for tests and statistics.
    pub encodes: usize,
}

impl Memo {
    /// A memo that keeps variants in a store.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { headers: BTreeMap::new(), store, seen: BTreeSet::new(), needed: None, encodes: 0 }
    }

    /// Forgets what the build that ends had no use for. A build may have looked at several playbooks.
    pub fn forget_unused(&mut self) {
        let seen = std::mem::take(&mut self.seen);
        self.headers.retain(|hash, _| seen.contains(hash));
        if let Some(needed) = self.needed.take() {
            self.store.retain(&needed);
        }
    }
}

impl Default for Memo {
    fn default() -> Self {
        Self::new(Arc::new(Memory::default()))
    }
}

impl Gallery {
    /// What a page shows of the image at an address; `None` for what is no image, or can't be read as one.
    pub fn picture(&self, address: &str) -> Option<Picture> {
        let rendition = |address: &str| self.0.get(address)?.rendition.clone();
        Some(Picture { light: rendition(address)?, dark: dark(address).and_then(|dark| rendition(&dark)) })
    }

    /// What is wrong with the image at an address.
    pub fn problem(&self, address: &str) -> Option<Problem> {
        self.0.get(address)?.problem
    }
}

/// The name of what stands in the place of an image where a reader has it dark.
pub fn dark(path: &str) -> Option<String> {
    let (stem, extension) = path.rsplit_once('.')?;
    header::is_image(extension).then(|| format!("{stem}.dark.{extension}"))
}

/// Reads the images among the outputs, and makes what is to be made of those that a text shows.
pub fn load(sources: &dyn Sources, outputs: &[Output], shown: &BTreeSet<Address>, making: &Making<'_>, memo: &mut Memo) -> Gallery {
    let images: Vec<(&Address, &SourcePath)> = outputs.iter().filter_map(image).collect();
    let reader = Reader { headers: &memo.headers, store: &*memo.store, making };
    let read = |(address, file): (&Address, &SourcePath)| {
        // That a file can't be read is said by whoever publishes it.
        let bytes = sources.read(file).ok().flatten()?;
        Some(reader.read(address, &bytes, file.extension(), shown.contains(address)))
    };
    let found: Vec<Found> = images.into_par_iter().filter_map(read).collect();
    memo.encodes += found.iter().map(|found| found.encodes).sum::<usize>();
    memo.headers.extend(found.iter().map(|found| (found.hash, found.header)));
    memo.seen.extend(found.iter().map(|found| found.hash));
    if let Making::Variants(_) = making {
        memo.needed.get_or_insert_default().extend(found.iter().map(|found| store::name(found.hash)));
    }
    Gallery(found.into_iter().map(|found| (found.address, found.entry)).collect())
}

/// An output that is an image by its name.
fn image(output: &Output) -> Option<(&Address, &SourcePath)> {
    let Output::Copy { at, from } = output else { return None };
    header::is_image(from.extension()).then_some((at, from))
}

/// Reads images one by one.
struct Reader<'a> {
    headers: &'a BTreeMap<u128, Result<Option<Size>, Problem>>,
    store: &'a dyn Store,
    making: &'a Making<'a>,
}

/// What was found out of one image.
struct Found {
    address: Address,
    hash: u128,
    header: Result<Option<Size>, Problem>,
    entry: Entry,
    encodes: usize,
}

impl Reader<'_> {
    fn read(&self, address: &Address, bytes: &[u8], extension: &str, is_shown: bool) -> Found {
        let hash = xxh3_128(bytes);
        let header = self.headers.get(&hash).copied().unwrap_or_else(|| header::read(bytes, extension));
        let mut found = Found { address: address.clone(), hash, header, entry: Entry { rendition: None, problem: None }, encodes: 0 };
        let size = match header {
            Ok(size) => size,
            Err(problem) => {
                found.entry.problem = Some(problem);
                return found;
            }
        };
        let mut rendition = Rendition { address: address.clone(), size, candidates: Vec::new() };
        if let Some(size) = size.filter(|size| is_shown && resize::is_wide(*size)) {
            match self.variants(bytes, size, &mut found) {
                Ok(variants) => rendition.candidates = candidates(address, size, &variants),
                Err(problem) => found.entry.problem = Some(problem),
            }
        }
        found.entry.rendition = Some(Arc::new(rendition));
        found
    }

    /// The variants of an image, published.
    fn variants(&self, bytes: &[u8], size: Size, found: &mut Found) -> Result<Vec<(Address, u32)>, Problem> {
        if matches!(self.making, Making::Nothing) {
            return Ok(Vec::new());
        }
        if u64::from(size.width) * u64::from(size.height) > MOST_PIXELS {
            return Err(Problem::TooLarge);
        }
        let name = store::name(found.hash);
        let kept = self.store.get(&name).and_then(|kept| store::unpack(&kept));
        let Making::Variants(publish) = self.making else {
            return if kept.is_some() { Ok(Vec::new()) } else { resize::check(bytes).map(|()| Vec::new()) };
        };
        let variants = match kept {
            Some(kept) => kept,
            None => {
                let made = resize::variants(bytes)?;
                found.encodes = made.len();
                self.store.put(&name, &store::pack(&made));
                made
            }
        };
        let published = variants.iter().map(|variant| {
            let at = variant_address(&found.address, variant);
            publish(&at, &variant.bytes);
            (at, variant.width)
        });
        Ok(published.collect())
    }
}

/// Among what a browser chooses: the variants, and the image itself where none of them has its width and it isn't huge.
fn candidates(address: &Address, size: Size, variants: &[(Address, u32)]) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> =
        variants.iter().map(|(address, width)| Candidate { address: address.clone(), width: *width }).collect();
    let widest = candidates.last().map(|candidate| candidate.width);
    if widest.is_some_and(|widest| widest < size.width) && size.width <= resize::WIDEST {
        candidates.push(Candidate { address: address.clone(), width: size.width });
    }
    candidates
}

/// `team.jpg`, 800 pixels wide, is published as `team-800-1f2e3d4c.webp`: another image has another name.
fn variant_address(image: &Address, variant: &Variant) -> Address {
    let stem = image.rsplit_once('.').map_or(&**image, |(stem, _)| stem);
    let hash = xxh3_128(&variant.bytes) >> 96;
    Address::new(format!("{stem}-{}-{hash:08x}.{}", variant.width, variant.extension))
}
