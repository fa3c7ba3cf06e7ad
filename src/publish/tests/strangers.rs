//! What is not ours stays.

use std::fs;

use super::*;

#[cfg(unix)]
#[test]
fn strangers_of_every_kind_are_carried_over() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::{PermissionsExt, symlink};
    let site = Site::new();
    site.build(&[("index.html", "1"), ("jobs/one.html", "job")]);
    site.write("output/CNAME", "example.org");
    site.write("output/.git/objects/ab/cd", "object");
    site.write("output/jobs/notes.txt", "mine");
    fs::create_dir_all(site.path("output/.git/refs/tags")).unwrap();
    fs::create_dir_all(site.path("output/empty")).unwrap();
    symlink("../nowhere", site.path("output/dangling")).unwrap();
    symlink("jobs", site.path("output/to-folder")).unwrap();
    let odd = site.output().join(std::ffi::OsStr::from_bytes(b"odd-\xff"));
    fs::write(&odd, "odd").unwrap();
    fs::set_permissions(site.path("output/.git"), fs::Permissions::from_mode(0o700)).unwrap();
    let object = inode(&site.path("output/.git/objects/ab/cd"));

    for text in ["2", "3"] {
        assert!(site.build(&[("index.html", text)]).touched);
        assert_eq!(fs::read_to_string(site.path("output/CNAME")).unwrap(), "example.org");
        assert_eq!(inode(&site.path("output/.git/objects/ab/cd")), object);
        assert!(site.path("output/.git/refs/tags").is_dir());
        assert!(site.path("output/empty").is_dir());
        let link = |name: &str| fs::read_link(site.path(name)).unwrap();
        assert_eq!(link("output/dangling"), PathBuf::from("../nowhere"));
        assert_eq!(link("output/to-folder"), PathBuf::from("jobs"));
        assert_eq!(fs::read_to_string(&odd).unwrap(), "odd");
        let mode = fs::metadata(site.path("output/.git")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o700);
    }
    // The page is gone, the folder stays for the stranger in it.
    assert_eq!(names_in(&site.path("output/jobs")), ["notes.txt"]);
    site.assert_tidy();
}

#[test]
fn a_stranger_in_the_way_is_an_error_that_names_it() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    site.write("output/a.html", "mine");
    site.write("output/b", "mine");
    site.write("output/c/d/note", "mine");
    fs::create_dir_all(site.path("output/e")).unwrap();
    let publisher = site.open();
    let message = |path: &str| {
        let put = publisher.put(path, b"ours", Retention::Normal);
        put.unwrap_err().to_string()
    };
    assert!(message("a.html").contains("a.html is in the way"));
    assert!(message("b/x.html").contains("output/b is in the way"));
    assert!(message("c").contains("output/c/d/note is in the way"));
    assert!(message("e").contains("output/e is in the way"));
    // The site would not be whole.
    assert!(matches!(publisher.commit(), Err(PublishError::Unfinished { .. })));
    assert_eq!(site.published()["a.html"], "mine");
    site.assert_tidy();
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_strangers_link() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    site.write("elsewhere/a.html", "same");
    std::os::unix::fs::symlink(site.path("elsewhere"), site.path("output/link")).unwrap();
    let publisher = site.open();
    let put = publisher.put("link/a.html", b"same", Retention::Normal);
    assert!(matches!(put, Err(PublishError::Stranger { .. })));
    drop(publisher);

    site.try_force(&[("index.html", "home"), ("link/a.html", "new")]).unwrap();
    assert!(site.path("output/link").is_dir() && !site.path("output/link").is_symlink());
    assert_eq!(texts(&site.path("elsewhere")), tree(&[("a.html", "same")]));
}

#[test]
fn force_replaces_strangers_in_the_way_and_keeps_the_others() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    site.write("output/a.html", "mine");
    site.write("output/b", "mine");
    site.write("output/c/d/note", "mine");
    fs::create_dir_all(site.path("output/e")).unwrap();
    site.write("output/other.txt", "mine");
    site.try_force(&[("a.html", "1"), ("b/x", "2"), ("c", "3"), ("e", "4")]).unwrap();
    let expected = &[("a.html", "1"), ("b/x", "2"), ("c", "3"), ("e", "4"), ("other.txt", "mine")];
    assert_eq!(site.published(), tree(expected));
    // They are ours now.
    site.build(&[("a.html", "1")]);
    assert_eq!(site.published(), tree(&[("a.html", "1"), ("other.txt", "mine")]));
}

#[cfg(unix)]
#[test]
fn a_stranger_with_the_same_bytes_is_adopted_quietly() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    site.write("output/a.html", "same");
    let before = stamps(&site.output());
    let report = site.build(&[("index.html", "home"), ("a.html", "same")]);
    assert!(!report.touched);
    assert_eq!(stamps(&site.output()), before);
    // As ours it changes and goes like the others.
    assert_eq!(site.build(&[("index.html", "home"), ("a.html", "new")]).written, 1);
    assert_eq!(site.build(&[("index.html", "home")]).removed, 1);
    assert_eq!(site.published(), tree(&[("index.html", "home")]));
}

#[test]
fn a_stranger_that_appears_in_the_way_later_is_found() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    let publisher = site.put(&[("index.html", "home"), ("new.html", "ours")]);
    site.write("output/new.html", "mine");
    assert!(matches!(publisher.commit(), Err(PublishError::Stranger { .. })));
    let expected = &[("index.html", "home"), ("new.html", "mine")];
    assert_eq!(site.published(), tree(expected));
    site.assert_tidy();
}

#[test]
fn a_stranger_that_arrives_while_the_trees_change_places_is_carried_after() {
    for swap in [Swap::OneCall, Swap::TwoRenames] {
        let site = Site::new();
        site.build(&[("index.html", "1"), ("jobs/one.html", "1"), ("old/page.html", "1")]);
        let mut publisher = site.put(&[("index.html", "2")]);
        publisher.swap = swap;
        let plan = publisher.plan().unwrap();
        publisher.fill(&plan).unwrap();
        site.write("output/late.txt", "late");
        site.write("output/jobs/late/note.txt", "late");
        publisher.announce(&plan).unwrap();
        let previous = publisher.exchange().unwrap();
        assert!(!site.path("output/late.txt").exists());
        publisher.settle(&plan, previous.as_deref()).unwrap();
        kill(publisher);
        site.open();
        let expected = &[("index.html", "2"), ("late.txt", "late"), ("jobs/late/note.txt", "late")];
        assert_eq!(site.published(), tree(expected));
        assert!(!site.path("output/old").exists());
        site.assert_tidy();
    }
}

#[test]
fn a_published_file_that_became_a_strangers_folder_is_ours_no_more() {
    let site = Site::new();
    site.build(&[("index.html", "1"), ("notes", "ours")]);
    fs::remove_file(site.path("output/notes")).unwrap();
    site.write("output/notes/mine.txt", "mine");
    let report = site.build(&[("index.html", "2")]);
    assert_eq!(report.removed, 0);
    assert_eq!(site.published(), tree(&[("index.html", "2"), ("notes/mine.txt", "mine")]));
}

#[cfg(unix)]
#[test]
fn folders_without_write_permission_are_carried_and_deleted_all_the_same() {
    use std::os::unix::fs::PermissionsExt;
    let site = Site::new();
    site.build(&[("index.html", "1"), ("jobs/one.html", "1")]);
    site.write("output/jobs/deep/note.txt", "mine");
    for folder in ["output/jobs/deep", "output/jobs"] {
        fs::set_permissions(site.path(folder), fs::Permissions::from_mode(0o555)).unwrap();
    }
    for text in ["2", "3"] {
        let report = site.build(&[("index.html", text)]);
        assert_eq!(report.leftover, None);
        let mode = fs::metadata(site.path("output/jobs")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o555);
        assert_eq!(site.published()["jobs/deep/note.txt"], "mine");
        site.assert_tidy();
    }
    // For the deletion of the test's own folder.
    super::super::leftovers::remove_tree(&site.output()).unwrap();
}
