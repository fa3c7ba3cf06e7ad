//! A kill at any step leaves one of the trees whole, and the next run goes on from there.

use std::fs;

use super::super::exchange::step_aside;
use super::*;

const OLD: &[(&str, &str)] =
    &[("index.html", "old"), ("a", "file"), ("jobs/gone.html", "gone"), ("same.html", "same"), ("style#1.css", "one")];
const NEW: &[(&str, &str)] = &[("index.html", "new"), ("a/b", "in a folder"), ("same.html", "same"), ("style#2.css", "two")];
const STRANGERS: &[(&str, &str)] =
    &[(".git/HEAD", "ref"), (".git/objects/ab/cd", "object"), ("jobs/note.txt", "mine"), ("CNAME", "example.org")];

/// The last step that a run completes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Last {
    Put,
    Plan,
    HalfFill,
    Fill,
    Announce,
    StepAside,
    Exchange,
    Settle,
    HalfRemove,
    Remove,
}

const STEPS: [Last; 10] = [
    Last::Put,
    Last::Plan,
    Last::HalfFill,
    Last::Fill,
    Last::Announce,
    Last::StepAside,
    Last::Exchange,
    Last::Settle,
    Last::HalfRemove,
    Last::Remove,
];

/// Puts the new tree and is killed after `last`. Says where the previous tree is then.
fn run_until(site: &Site, last: Last, swap: Swap) -> Option<PathBuf> {
    let mut publisher = site.put(NEW);
    publisher.swap = swap;
    let mut previous = None;
    // Each step as in `commit`.
    'run: {
        if last == Last::Put {
            break 'run;
        }
        let plan = publisher.plan().unwrap();
        if last == Last::Plan {
            break 'run;
        }
        publisher.fill(&plan).unwrap();
        if last == Last::HalfFill {
            let staging = &publisher.place.staging;
            fs::remove_dir_all(staging.join(".git")).unwrap();
            fs::remove_file(staging.join("same.html")).unwrap();
        }
        if last <= Last::Fill {
            break 'run;
        }
        publisher.announce(&plan).unwrap();
        if last == Last::Announce {
            break 'run;
        }
        if last == Last::StepAside {
            step_aside(&publisher.place).unwrap();
            break 'run;
        }
        previous = publisher.exchange().unwrap();
        if last == Last::Exchange {
            break 'run;
        }
        publisher.settle(&plan, previous.as_deref()).unwrap();
        let tree = previous.clone().unwrap();
        if last == Last::HalfRemove {
            fs::remove_dir_all(tree.join(".git")).unwrap();
            fs::remove_file(tree.join("index.html")).unwrap();
        }
        if last == Last::Remove {
            fs::remove_dir_all(tree).unwrap();
        }
    }
    kill(publisher);
    previous
}

fn with_strangers(files: &[(&str, &str)]) -> BTreeMap<String, String> {
    let mut all = tree(files);
    all.extend(tree(STRANGERS));
    all
}

fn prepared() -> Site {
    let site = Site::new();
    site.build(OLD);
    for (path, text) in STRANGERS {
        site.write(&format!("output/{path}"), text);
    }
    fs::create_dir_all(site.path("output/.git/refs/tags")).unwrap();
    site
}

/// The new tree, in which the hashed file of the old one is on its one more build.
fn new_tree() -> BTreeMap<String, String> {
    let mut all = with_strangers(NEW);
    all.insert("style#1.css".to_owned(), "one".to_owned());
    all
}

fn old_or_new(last: Last) -> BTreeMap<String, String> {
    if last < Last::Exchange { with_strangers(OLD) } else { new_tree() }
}

#[test]
fn a_kill_after_any_step_leaves_a_whole_tree_and_the_next_run_tidies() {
    for swap in [Swap::OneCall, Swap::TwoRenames] {
        for last in STEPS {
            let site = prepared();
            run_until(&site, last, swap);
            if last == Last::StepAside {
                // The instant between two renames: the tree is whole, but aside.
                assert!(!site.output().exists());
            } else {
                assert_eq!(site.published(), old_or_new(last), "{last:?} {swap:?}");
            }

            // Opening alone tidies.
            drop(site.open());
            assert_eq!(site.published(), old_or_new(last), "{last:?} {swap:?}");
            site.assert_tidy();

            // And the build comes to the same as if nothing had happened.
            let report = site.build(NEW);
            assert_eq!(report.touched, last < Last::Exchange, "{last:?} {swap:?}");
            assert_eq!(site.published(), new_tree(), "{last:?} {swap:?}");
            assert!(site.path("output/.git/refs/tags").is_dir());
            site.assert_tidy();
        }
    }
}

#[test]
fn after_a_kill_our_files_are_still_known_as_ours() {
    for swap in [Swap::OneCall, Swap::TwoRenames] {
        for last in STEPS {
            let site = prepared();
            run_until(&site, last, swap);
            // Another site than either: were a file taken for a stranger, it would stay or be in
            // the way. Two builds, so that hashed files have had their one more.
            site.build(&[("index.html", "other"), ("jobs/gone.html", "back")]);
            site.build(&[("index.html", "third")]);
            site.build(&[("index.html", "fourth")]);
            let expected = with_strangers(&[("index.html", "fourth")]);
            assert_eq!(site.published(), expected, "{last:?} {swap:?}");
        }
    }
}

#[test]
fn a_stranger_in_the_previous_tree_alone_survives_a_kill() {
    for swap in [Swap::OneCall, Swap::TwoRenames] {
        let site = prepared();
        let previous = run_until(&site, Last::Exchange, swap).unwrap();
        // As if it had come just before the exchange.
        fs::write(previous.join("jobs/late.txt"), "late").unwrap();
        drop(site.open());
        assert_eq!(site.published()["jobs/late.txt"], "late");
        site.assert_tidy();
    }
}

#[test]
fn a_killed_first_build_leaves_no_site_or_the_whole_one() {
    for last in [Last::Put, Last::Plan, Last::Fill, Last::Announce, Last::Exchange] {
        let site = Site::new();
        run_until(&site, last, Swap::OneCall);
        assert_eq!(site.output().exists(), last == Last::Exchange);
        drop(site.open());
        site.assert_tidy();
        site.build(NEW);
        assert_eq!(site.published(), tree(NEW));
        site.assert_tidy();
    }
}

#[test]
fn a_failed_exchange_leaves_everything_as_it_was() {
    for swap in [Swap::OneCall, Swap::TwoRenames] {
        let site = prepared();
        let before = site.published();
        let mut publisher = site.put(NEW);
        publisher.swap = swap;
        let plan = publisher.plan().unwrap();
        publisher.fill(&plan).unwrap();
        publisher.announce(&plan).unwrap();
        // Without the tree there is nothing to exchange.
        fs::remove_dir_all(&publisher.place.staging).unwrap();
        assert!(publisher.exchange().is_err());
        drop(publisher);
        assert_eq!(site.published(), before);
        site.assert_tidy();
        // The announcement is taken back: a stranger under a name that never came to be is safe.
        site.write("output/style#2.css", "mine");
        site.build(&[("index.html", "other")]);
        assert_eq!(site.published()["style#2.css"], "mine");
    }
}

#[test]
fn a_leftover_staging_tree_of_unknown_content_is_deleted() {
    let site = Site::new();
    site.build(OLD);
    let publisher = site.open();
    let staging = publisher.place.staging.clone();
    drop(publisher);
    fs::create_dir_all(staging.join("half/written")).unwrap();
    fs::write(staging.join("half/page.html"), "ha").unwrap();
    assert!(!site.build(OLD).touched);
    assert_eq!(site.published(), tree(OLD));
    site.assert_tidy();
}

#[test]
fn the_codes_for_a_missing_call_lead_to_two_renames() {
    #[cfg(target_os = "linux")]
    {
        use rustix::io::Errno;
        for code in [Errno::INVAL, Errno::NOSYS, Errno::OPNOTSUPP] {
            let kind = std::io::Error::from(code).kind();
            assert!(super::super::exchange::lacks_the_call(kind), "{code}");
        }
        for code in [Errno::XDEV, Errno::BUSY, Errno::ACCESS, Errno::NOENT] {
            let kind = std::io::Error::from(code).kind();
            assert!(!super::super::exchange::lacks_the_call(kind), "{code}");
        }
    }
}
