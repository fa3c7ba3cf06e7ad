//! What is refused, and how it is said.

use std::fs;

use super::*;

#[test]
fn a_folder_of_strangers_is_refused_without_force() {
    let site = Site::new();
    site.write("output/notes.txt", "mine");
    let message = site.try_open(Adopt::Refuse).unwrap_err().to_string();
    assert!(message.contains("for example notes.txt"), "{message}");
    assert!(message.contains("--output") && message.contains("--force"), "{message}");
    assert_eq!(site.published(), tree(&[("notes.txt", "mine")]));

    site.try_force(&[("index.html", "home")]).unwrap();
    site.build(&[("index.html", "new")]);
    assert_eq!(site.published(), tree(&[("index.html", "new"), ("notes.txt", "mine")]));
}

#[test]
fn a_folder_is_refused_again_once_all_of_ours_is_gone_from_it() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    fs::remove_file(site.path("output/index.html")).unwrap();
    site.build(&[("index.html", "home")]);
    fs::remove_file(site.path("output/index.html")).unwrap();
    site.write("output/thesis.doc", "mine");
    let refused = site.try_open(Adopt::Refuse);
    assert!(matches!(refused, Err(PublishError::OnlyStrangers { .. })));
}

#[test]
fn hidden_files_and_a_cname_are_no_content() {
    let site = Site::new();
    site.write("output/.git/HEAD", "ref");
    site.write("output/.gitkeep", "");
    site.write("output/.nojekyll", "");
    site.write("output/CNAME", "example.org");
    site.build(&[("index.html", "home")]);
    assert_eq!(site.published().len(), 5);
}

#[test]
fn paths_out_of_the_site_are_refused() {
    let site = Site::new();
    let publisher = site.open();
    for path in ["", "/", "/etc/passwd", "..", "../x", "a/../../x", "a/..", ".", "./a", "a/./b", "a//b", "a/", "a\0b"] {
        let put = publisher.put(path, b"x", Retention::Normal);
        assert!(matches!(put, Err(PublishError::BadPath { .. })), "{path:?}");
        let copy = publisher.copy(path, &site.path("x"));
        assert!(matches!(copy, Err(PublishError::BadPath { .. })), "{path:?}");
    }
    // Dots within a name are fine, and a refused path does no harm to the others.
    publisher.put("..a/b..c/...", b"x", Retention::Normal).unwrap();
    publisher.commit().unwrap();
    assert_eq!(site.published(), tree(&[("..a/b..c/...", "x")]));
}

#[test]
fn two_things_at_one_path_clash() {
    let site = Site::new();
    site.write("x", "x");
    site.write("y", "y");
    let publisher = site.put(&[("a", "1"), ("a", "1"), ("b/c/d", "2")]);
    let clash = |put: Result<(), PublishError>| {
        assert!(matches!(put, Err(PublishError::Clash { .. })), "{put:?}");
    };
    clash(publisher.put("a", b"other", Retention::Normal));
    clash(publisher.put("a", b"1", Retention::OneMoreBuild));
    clash(publisher.put("a/x", b"3", Retention::Normal));
    clash(publisher.put("b", b"3", Retention::Normal));
    clash(publisher.put("b/c", b"3", Retention::Normal));
    clash(publisher.copy("a", &site.path("x")));
    publisher.copy("e", &site.path("x")).unwrap();
    publisher.copy("e", &site.path("x")).unwrap();
    clash(publisher.copy("e", &site.path("y")));
    publisher.put("b/c.html", b"4", Retention::Normal).unwrap();
    publisher.commit().unwrap();
}

#[test]
fn a_second_run_is_told_to_wait() {
    let site = Site::new();
    let first = site.put(&[("index.html", "home")]);
    let message = site.try_open(Adopt::Force).unwrap_err().to_string();
    assert!(message.contains("Another run of Rolebook"), "{message}");
    first.commit().unwrap();
    assert_eq!(site.published(), tree(&[("index.html", "home")]));
    site.open();
}

#[test]
fn a_source_that_is_no_file_keeps_the_site_from_being_published() {
    let site = Site::new();
    site.build(&[("index.html", "1")]);
    let publisher = site.put(&[("index.html", "2")]);
    assert!(publisher.copy("a.pdf", &site.path("missing.pdf")).is_err());
    assert!(publisher.copy("b.pdf", site.folder.path()).is_err());
    let message = publisher.commit().unwrap_err().to_string();
    assert!(message.contains("a.pdf could not be written"), "{message}");
    assert_eq!(site.published(), tree(&[("index.html", "1")]));
    site.assert_tidy();
}

#[test]
fn unfit_outputs_are_refused() {
    let site = Site::new();
    let open = |output: &Path, adopt| Publisher::open(&site.path(".rolebook"), output, adopt);
    for output in [site.folder.path(), &site.path(".rolebook"), Path::new("/")] {
        let opened = open(output, Adopt::Force);
        assert!(matches!(opened, Err(PublishError::UnfitFolder { .. })), "{output:?}");
    }
    site.write("file", "text");
    for adopt in [Adopt::Refuse, Adopt::Force] {
        let opened = open(&site.path("file"), adopt);
        assert!(matches!(opened, Err(PublishError::NotAFolder { .. })));
    }
    assert!(open(&site.path("file/below"), Adopt::Refuse).is_err());
    assert!(open(&site.path("missing/../output"), Adopt::Refuse).is_err());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_refused() {
    let site = Site::new();
    std::os::unix::fs::symlink("nowhere", site.output()).unwrap();
    let opened = site.try_open(Adopt::Force);
    assert!(matches!(opened, Err(PublishError::NotAFolder { .. })));
    assert!(site.output().is_symlink());
}

#[test]
fn a_list_that_cannot_be_understood_is_refused_without_force() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    let name = names_in(&site.path(".rolebook"));
    let name = name.iter().find(|name| name.ends_with(".json")).unwrap();
    let list = site.path(".rolebook").join(name);
    let future = r#"{"version":99,"exchange":"settled","files":{}}"#;
    let escape = r#"{"version":1,"exchange":"settled","files":{"../x":"one-more-build"}}"#;
    for text in ["", "{", "[]", future, escape] {
        fs::write(&list, text).unwrap();
        let opened = site.try_open(Adopt::Refuse);
        assert!(matches!(opened, Err(PublishError::Manifest { .. })), "{text}");
    }
    site.try_force(&[("index.html", "new")]).unwrap();
    assert!(!site.build(&[("index.html", "new")]).touched);
}

#[test]
fn the_published_folder_holds_nothing_of_the_machinery() {
    let site = Site::new();
    site.build(&[("index.html", "home")]);
    site.build(&[("index.html", "new")]);
    assert_eq!(names_in(&site.output()), ["index.html"]);
}
