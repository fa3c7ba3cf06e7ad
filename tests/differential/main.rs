//! After any edit, the next build gives byte for byte what a clean build gives, and renders no more than what changed.
//!
//! `ROLEBOOK_SEED=7 cargo test --test differential` runs another sequence of edits; a failure prints the seed and the step.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test may fail, and read its seed from the environment")]

mod model;
mod records;
mod site;

use std::collections::{BTreeMap, BTreeSet};

use rolebook::{Build, Builder, Options};

use self::{
    model::{Edit, Model, Random},
    site::MemorySite,
};

const STEPS: usize = 200;
const SEED: u64 = 1;

#[test]
fn an_incremental_build_equals_a_clean_one_after_each_of_200_random_edits() {
    let seed = std::env::var("ROLEBOOK_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(SEED);
    println!("seed {seed}");
    let mut random = Random::new(seed);
    let mut model = Model::new();
    let mut builder = Builder::new();
    let site = MemorySite::default();
    let mut before = run(&mut builder, &model, &site).1;
    let mut seen: BTreeMap<Edit, usize> = BTreeMap::new();
    let mut was_broken = false;

    for step in 0..STEPS {
        let edit = model.edit(&mut random);
        *seen.entry(edit).or_default() += 1;
        let (build, after) = run(&mut builder, &model, &site);

        let clean_site = MemorySite::default();
        let (clean, clean_after) = run(&mut Builder::new(), &model, &clean_site);
        let place = format!("seed {seed}, step {step}, {edit:?}");
        assert_eq!(build.diagnostics, clean.diagnostics, "{place}");
        assert_eq!(build.has_errors(), model.is_broken(), "{place}: {:#?}", build.diagnostics);
        assert_eq!(after.keys().collect::<Vec<_>>(), clean_after.keys().collect::<Vec<_>>(), "{place}");
        for (address, bytes) in &after {
            let (got, wanted) = (String::from_utf8_lossy(bytes), String::from_utf8_lossy(&clean_after[address]));
            assert!(got == wanted, "{place}: {address} is stale\n--- incremental\n{got}\n--- clean\n{wanted}");
        }

        let rendered: BTreeSet<&str> = build.rendered.iter().map(|(address, _)| &**address).collect();
        let changed: BTreeSet<&str> = after
            .iter()
            .filter(|(address, bytes)| before.get(*address) != Some(*bytes) && is_rendered(address))
            .map(|(address, _)| &**address)
            .collect();
        assert!(changed.is_subset(&rendered), "{place}: {changed:?} changed, {rendered:?} was rendered");
        // A build with mistakes keeps what it rendered of the pages that are right; what it says of the others isn't published.
        if !was_broken && !model.is_broken() {
            let in_vain = rendered.len() - changed.len();
            assert!(
                in_vain <= edit.allowed_in_vain(rendered.len()) * model.languages(),
                "{place}: {in_vain} of {rendered:?} were rendered in vain; {changed:?} changed"
            );
            if let Some(count) = edit.renders() {
                assert_eq!(rendered.len(), count, "{place}: {rendered:?}");
            }
        }
        was_broken = model.is_broken();
        before = after;
    }
    let never: Vec<&Edit> = Edit::ALL.iter().filter(|edit| !seen.contains_key(edit)).collect();
    assert!(seed != SEED || never.is_empty(), "these edits never came: {never:?}");
}

fn run(builder: &mut Builder, model: &Model, site: &MemorySite) -> (Build, BTreeMap<String, Vec<u8>>) {
    let build = builder.build(&model.sources(), &Options::default(), site, &());
    let outputs = site.finish();
    (build, outputs)
}

/// Assets and files are copied, not rendered.
fn is_rendered(address: &str) -> bool {
    address.ends_with(".html")
}

#[test]
fn nothing_is_rendered_when_nothing_changed() {
    let (model, mut builder, site) = (Model::new(), Builder::new(), MemorySite::default());
    let (first, outputs) = run(&mut builder, &model, &site);
    assert_eq!(first.diagnostics, []);
    assert_eq!(first.rendered.len(), outputs.keys().filter(|address| is_rendered(address)).count());
    let (second, again) = run(&mut builder, &model, &site);
    assert_eq!((second.rendered, second.parsed), (vec![], 0));
    assert_eq!(outputs, again);
}
