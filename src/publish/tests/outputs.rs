//! Where outputs come from and where they go.

use std::fs;
use std::thread;

use super::*;

#[test]
fn folders_above_the_output_are_made_only_for_a_site() {
    let site = Site::new();
    let output = site.path("deep/er/output");
    let open = || Publisher::open(&site.path(".rolebook"), &output, Adopt::Refuse).unwrap();

    let publisher = open();
    put_all(&publisher, TWO).unwrap();
    assert!(site.path("deep/er").exists());
    drop(publisher);
    assert!(!site.path("deep").exists());

    let publisher = open();
    put_all(&publisher, TWO).unwrap();
    publisher.commit().unwrap();
    assert_eq!(texts(&output), tree(TWO));
    assert_eq!(names_in(&site.path("deep/er")), ["output"]);
}

#[cfg(unix)]
#[test]
fn a_linked_output_stays_a_link_and_its_target_is_exchanged() {
    let site = Site::new();
    fs::create_dir_all(site.path("elsewhere/real")).unwrap();
    std::os::unix::fs::symlink("elsewhere/real", site.output()).unwrap();
    site.build(TWO);
    site.build(&[("index.html", "new")]);
    assert!(site.output().is_symlink());
    assert_eq!(texts(&site.path("elsewhere/real")), tree(&[("index.html", "new")]));
    assert_eq!(names_in(&site.path("elsewhere")), ["real"]);
    site.assert_tidy();
}

#[test]
fn a_moved_project_still_knows_its_files() {
    let site = Site::new();
    let publish = |project: &str, text: &str| {
        let project = site.path(project);
        let publisher = Publisher::open(&project.join(".rolebook"), &project.join("output"), Adopt::Refuse).unwrap();
        put_all(&publisher, &[("index.html", text)]).unwrap();
        publisher.commit().unwrap();
    };
    publish("before", "1");
    fs::rename(site.path("before"), site.path("after")).unwrap();
    publish("after", "2");
    assert_eq!(texts(&site.path("after/output")), tree(&[("index.html", "2")]));
}

#[test]
fn two_outputs_of_a_project_have_lists_of_their_own() {
    let site = Site::new();
    let publish = |output: &str, files| {
        let publisher = Publisher::open(&site.path(".rolebook"), &site.path(output), Adopt::Refuse).unwrap();
        put_all(&publisher, files).unwrap();
        publisher.commit().unwrap();
    };
    publish("one", &[("a", "a")]);
    publish("two", &[("b", "b")]);
    publish("one", &[("c", "c")]);
    assert_eq!(texts(&site.path("one")), tree(&[("c", "c")]));
    assert_eq!(texts(&site.path("two")), tree(&[("b", "b")]));
}

#[test]
fn copies_stream_and_are_compared_by_their_bytes() {
    let site = Site::new();
    // On, just under and just over the border between two chunks.
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let copy = |text: &str| {
            site.write("source.bin", text);
            let publisher = site.open();
            publisher.copy("files/a.bin", &site.path("source.bin")).unwrap();
            publisher.commit().unwrap()
        };
        let text = "x".repeat(length);
        assert_eq!(copy(&text).written, 1, "{length}");
        assert_eq!(copy(&text).unchanged, 1, "{length}");
        assert_eq!(site.published()["files/a.bin"], text);
        let other = format!("{text}y");
        assert_eq!(copy(&other).written, 1, "{length}");
        assert_eq!(copy(&other.replace('y', "z")).written, 1, "{length}");
    }
}

#[test]
fn many_threads_put_at_once() {
    let site = Site::new();
    let publisher = site.open();
    thread::scope(|scope| {
        for worker in 0..8 {
            let publisher = &publisher;
            scope.spawn(move || {
                for page in 0..50 {
                    let path = format!("dir{}/{worker}-{page}.html", page % 5);
                    publisher.put(&path, path.as_bytes(), Retention::Normal).unwrap();
                    publisher.put("shared.css", b"css", Retention::Normal).unwrap();
                }
            });
        }
    });
    assert_eq!(publisher.commit().unwrap().written, 401);
    assert_eq!(site.published().len(), 401);
}
