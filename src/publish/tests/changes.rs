//! Builds that change something, or nothing.

use std::fs::{self, FileTimes};
use std::io::Write;
use std::time::{Duration, SystemTime};

use super::*;

fn set_time(path: &Path, time: SystemTime) {
    let file = fs::File::options().write(true).open(path).unwrap();
    file.set_times(FileTimes::new().set_modified(time)).unwrap();
}

#[test]
fn a_first_build_makes_the_folder_and_the_state() {
    let site = Site::new();
    let report = site.build(TWO);
    assert_eq!(site.published(), tree(TWO));
    assert_eq!((report.written, report.unchanged, report.removed), (2, 0, 0));
    assert!(report.touched);
    assert_eq!(report.leftover, None);
    let ignore = fs::read_to_string(site.path(".rolebook/.gitignore")).unwrap();
    assert_eq!(ignore.trim(), "*");
    site.assert_tidy();
}

#[cfg(unix)]
#[test]
fn with_nothing_changed_nothing_is_touched() {
    let site = Site::new();
    site.build(TWO);
    site.write("output/.git/HEAD", "ref");
    site.write("big.pdf", "%PDF");
    let add = |publisher: &Publisher| publisher.copy("big.pdf", &site.path("big.pdf")).unwrap();
    let publisher = site.put(TWO);
    add(&publisher);
    publisher.commit().unwrap();

    let before = stamps(site.folder.path());
    let publisher = site.put(TWO);
    add(&publisher);
    let report = publisher.commit().unwrap();
    // The whole project, so the folder beside the output and the list as well.
    assert_eq!(stamps(site.folder.path()), before);
    assert!(!report.touched);
    assert_eq!((report.written, report.unchanged), (0, 3));
}

#[cfg(unix)]
#[test]
fn unchanged_files_are_the_same_files_after_a_changed_build() {
    let site = Site::new();
    site.build(TWO);
    let path = site.path("output/jobs/one.html");
    let before = (inode(&path), fs::metadata(&path).unwrap().modified().unwrap());
    let report = site.build(&[("index.html", "new"), ("jobs/one.html", "job")]);
    let after = (inode(&path), fs::metadata(&path).unwrap().modified().unwrap());
    assert_eq!(after, before);
    assert_eq!((report.written, report.unchanged), (1, 1));
    assert_eq!(site.published()["index.html"], "new");
    site.assert_tidy();
}

#[test]
fn without_hard_links_unchanged_files_are_copies_with_their_time() {
    let site = Site::new();
    site.build(TWO);
    let path = site.path("output/jobs/one.html");
    let past = SystemTime::now() - Duration::from_secs(1_000_000);
    set_time(&path, past);
    // A copy would follow the original only if it were the same file.
    let mut original = fs::File::options().append(true).open(&path).unwrap();

    let mut publisher = site.put(&[("index.html", "new"), ("jobs/one.html", "job")]);
    publisher.links = Links::Copies;
    publisher.commit().unwrap();
    original.write_all(b" edited").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), past);
    assert_eq!(fs::read_to_string(&path).unwrap(), "job");
}

#[cfg(unix)]
#[test]
fn copies_have_the_rights_of_the_original() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.build(TWO);
    let path = site.path("output/jobs/one.html");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
    let mut publisher = site.put(&[("index.html", "new"), ("jobs/one.html", "job")]);
    publisher.links = Links::Copies;
    publisher.commit().unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o440);
}

#[test]
fn a_file_edited_by_hand_is_restored() {
    let site = Site::new();
    site.build(TWO);
    site.write("output/index.html", "hand");
    assert_eq!(site.build(TWO).written, 1);
    assert_eq!(site.published(), tree(TWO));
    fs::remove_file(site.path("output/index.html")).unwrap();
    assert_eq!(site.build(TWO).written, 1);
    assert_eq!(site.published(), tree(TWO));
}

#[cfg(unix)]
#[test]
fn another_time_or_mode_of_a_file_does_not_matter() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.build(TWO);
    let path = site.path("output/index.html");
    set_time(&path, SystemTime::UNIX_EPOCH);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    let before = stamps(&site.output());
    assert!(!site.build(TWO).touched);
    assert_eq!(stamps(&site.output()), before);
}

#[test]
fn removed_files_go_and_take_their_empty_folders_along() {
    let site = Site::new();
    site.build(&[("index.html", "home"), ("a/b/c.html", "c"), ("a/d.html", "d")]);
    let report = site.build(&[("index.html", "home")]);
    assert_eq!((report.removed, report.unchanged), (2, 1));
    assert!(report.touched);
    assert_eq!(names_in(&site.output()), ["index.html"]);
}

#[test]
fn a_hashed_file_stays_for_one_more_build_that_changes_something() {
    let site = Site::new();
    site.build(&[("index.html", "1"), ("style#1.css", "one")]);

    let second = &[("index.html", "2"), ("style#2.css", "two")];
    let report = site.build(second);
    assert_eq!((report.kept, report.removed), (1, 0));
    assert_eq!(site.published()["style#1.css"], "one");

    let report = site.build(second);
    assert!(!report.touched, "a build that changes nothing does not count");
    assert_eq!(report.kept, 1);
    assert_eq!(site.published()["style#1.css"], "one");

    let report = site.build(&[("index.html", "3"), ("style#2.css", "two")]);
    assert_eq!((report.kept, report.removed), (0, 1));
    assert_eq!(site.published(), tree(&[("index.html", "3"), ("style#2.css", "two")]));
}

#[test]
fn a_hashed_file_that_comes_back_starts_anew() {
    let site = Site::new();
    site.build(&[("index.html", "1"), ("a#.css", "a")]);
    site.build(&[("index.html", "2")]);
    let back = &[("index.html", "2"), ("a#.css", "a")];
    assert!(!site.build(back).touched);
    site.build(&[("index.html", "3")]);
    assert!(site.published().contains_key("a#.css"));
    site.build(&[("index.html", "4")]);
    assert!(!site.published().contains_key("a#.css"));
}

#[test]
fn a_hashed_file_gives_way_to_a_folder_of_its_name() {
    let site = Site::new();
    site.build(&[("index.html", "1"), ("a#", "a")]);
    let report = site.build(&[("index.html", "1"), ("a#/b", "b")]);
    assert_eq!((report.kept, report.removed), (0, 1));
    assert_eq!(site.published(), tree(&[("index.html", "1"), ("a#/b", "b")]));
}

#[test]
fn a_file_becomes_a_folder_and_a_folder_a_file() {
    let site = Site::new();
    let one = &[("a", "file"), ("b/x/y", "deep"), ("b/z", "z"), ("c", "same")];
    let two = &[("a/x/y", "deep"), ("b", "file"), ("c", "same")];
    site.build(one);
    site.build(two);
    assert_eq!(site.published(), tree(two));
    site.build(one);
    assert_eq!(site.published(), tree(one));
}

#[test]
fn a_drop_leaves_everything_as_it_was() {
    let site = Site::new();
    drop(site.put(TWO));
    assert!(!site.output().exists());
    site.build(TWO);
    let before = site.published();
    drop(site.put(&[("index.html", "new"), ("other/page.html", "page")]));
    assert_eq!(site.published(), before);
    site.assert_tidy();
    assert!(!site.build(TWO).touched);
}

#[test]
fn an_empty_site_is_a_site() {
    let site = Site::new();
    assert!(site.build(&[]).touched);
    assert!(site.output().is_dir());
    assert!(!site.build(&[]).touched);
}

#[test]
fn two_renames_do_where_one_call_is_not_to_be_had() {
    let site = Site::new();
    site.build(TWO);
    site.write("output/CNAME", "example.org");
    let mut publisher = site.put(&[("index.html", "new")]);
    publisher.swap = Swap::TwoRenames;
    let report = publisher.commit().unwrap();
    assert!(report.touched);
    assert_eq!(site.published(), tree(&[("index.html", "new"), ("CNAME", "example.org")]));
    site.assert_tidy();
}
