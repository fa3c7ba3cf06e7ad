//! A site in memory, which keeps what wasn't rendered again.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};

use rolebook::{Lifetime, Site, playbook::Address, sources::SourcePath};

/// Outputs by address.
#[derive(Default)]
pub struct MemorySite(Mutex<State>);

#[derive(Default)]
struct State {
    outputs: BTreeMap<String, Vec<u8>>,
    mentioned: BTreeSet<String>,
}

impl MemorySite {
    /// The outputs of the build that just ended; what it didn't mention is gone.
    pub fn finish(&self) -> BTreeMap<String, Vec<u8>> {
        let state = &mut *self.0.lock().unwrap();
        let mentioned = std::mem::take(&mut state.mentioned);
        state.outputs.retain(|address, _| mentioned.contains(address));
        assert_eq!(state.outputs.len(), mentioned.len(), "a build kept an output that was never rendered");
        state.outputs.clone()
    }

    fn set(&self, address: &Address, bytes: Vec<u8>) {
        let state = &mut *self.0.lock().unwrap();
        state.mentioned.insert(address.to_string());
        state.outputs.insert(address.to_string(), bytes);
    }
}

impl Site for MemorySite {
    fn put(&self, address: &Address, bytes: &[u8], _: Lifetime) {
        self.set(address, bytes.to_vec());
    }

    fn copy(&self, address: &Address, from: &SourcePath) {
        self.set(address, from.as_bytes().to_vec());
    }

    fn keep(&self, address: &Address) {
        self.0.lock().unwrap().mentioned.insert(address.to_string());
    }
}
