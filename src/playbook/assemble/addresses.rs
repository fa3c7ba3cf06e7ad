//! The addresses that are taken, as a disk sees them that takes `Pay.html` and `pay.html` for one file.

use std::collections::BTreeMap;

use icu_normalizer::ComposingNormalizerBorrowed;

use crate::{diagnostic::Place, playbook::Address};

/// All addresses that are taken, by their [`folded`] form: those of all playbooks that are published together.
#[derive(Default)]
pub struct Addresses(BTreeMap<String, Taken>);

/// An address that is taken.
#[derive(Clone)]
pub(super) struct Taken {
    /// The address.
    pub(super) address: Address,
    /// What takes it; nothing for a page of Rolebook's own.
    pub(super) place: Option<Place>,
}

impl Addresses {
    /// Takes an address that has nothing in its way.
    pub(super) fn add(&mut self, address: &Address, place: Option<Place>) {
        self.0.insert(folded(address), Taken { address: address.clone(), place });
    }

    /// Whether this very thing has the address already.
    pub(super) fn is_taken_by(&self, address: &Address, place: &Place) -> bool {
        self.0.get(&folded(address)).is_some_and(|taken| taken.address == *address && taken.place.as_ref() == Some(place))
    }

    /// The address that is taken already and can't be published together with this one.
    pub(super) fn in_the_way(&self, address: &Address) -> Option<&Taken> {
        let address = folded(address);
        let above = address.match_indices('/').map(|(at, _)| &address[..at]);
        let same_or_above = std::iter::once(&*address).chain(above).find_map(|path| self.0.get(path));
        let folder = format!("{address}/");
        let below = || self.0.range(folder.clone()..).next().filter(|(path, _)| path.starts_with(&folder)).map(|(_, taken)| taken);
        same_or_above.or_else(below)
    }
}

/// In what two addresses differ that many disks take for one; `None` when they differ in more.
pub(super) fn slight_difference(one: &str, other: &str) -> Option<&'static str> {
    match folded(one) == folded(other) {
        true if one.to_lowercase() == other.to_lowercase() => Some("in capital letters alone"),
        true => Some("only in the way in which an accent is stored"),
        false => None,
    }
}

/// An address as macOS and Windows tell files apart: not by capital letters, and not by how an accent is put together.
fn folded(address: &str) -> String {
    ComposingNormalizerBorrowed::new_nfc().normalize(&address.to_lowercase()).into_owned()
}
