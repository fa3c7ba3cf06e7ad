//! Smaller variants of images, and those for the dark.

use std::{collections::BTreeMap, sync::Arc};

use rolebook::{Builder, images::Memory};

use crate::{
    pictures,
    support::{Built, Site},
};

/// The files of a page's first `srcset`, by width.
#[track_caller]
fn candidates(built: &Built) -> BTreeMap<u32, String> {
    let list = built.home().attributes_of("img[srcset]", "srcset").into_iter().next().expect("an image has a choice of files");
    let candidate = |part: &str| {
        let (address, width) = part.split_once(' ').expect("an address and a width");
        (width.trim_end_matches('w').parse().expect("a width is a number"), address.to_owned())
    };
    list.split(", ").map(candidate).collect()
}

fn of_image(name: &str, bytes: Vec<u8>) -> Site {
    Site::of_page(&format!("![A picture](<{name}>)")).file(&format!("content/{name}"), bytes)
}

#[test]
fn a_browser_may_choose_a_smaller_file_of_a_wide_image() {
    let original = pictures::photograph(1000, 40);
    let built = of_image("a b,c.jpg", original.clone()).build().ok();
    let files = candidates(&built);
    assert_eq!(files.keys().collect::<Vec<_>>(), [&480, &800, &1000]);
    for (width, address) in &files {
        let bytes = &built.outputs[&address.replace("%20", " ").replace("%2C", ",")];
        let (found, height, _) = pictures::read(bytes);
        assert_eq!((found, height), (*width, (width * 40 + 500) / 1000), "{address}");
        assert!(bytes.len() <= original.len(), "{address} has {} bytes", bytes.len());
    }
    assert_eq!(built.build.encoded, files.values().filter(|address| !address.ends_with("c.jpg")).count());
    built.home().attributes("img", "src", ["a%20b,c.jpg"]).attributes("img", "sizes", ["(min-width: 36rem) 36rem, 100vw"]).attributes(
        "img",
        "width",
        ["1000"],
    );
    // What was made is kept.
    let again = built.replace("content/index.md", "picture", "photograph").build().ok();
    assert_eq!((again.rendered(), again.build.encoded), (vec!["index.html"], 0));
}

#[test]
fn another_program_run_finds_what_was_made() {
    let store = Arc::new(Memory::default());
    let made = |site: Site| {
        let built = site.builder(Builder::with_store(Arc::<Memory>::clone(&store))).build().ok();
        (built.build.encoded, built.outputs)
    };
    let (first, outputs) = made(of_image("a.jpg", pictures::photograph(700, 9)));
    let (second, again) = made(of_image("a.jpg", pictures::photograph(700, 9)));
    assert!(first > 0 && second == 0, "{first} were made, then {second}");
    assert_eq!(outputs, again);
    // What a build has no use for goes.
    made(Site::of_page("# Home"));
    assert_eq!(made(of_image("a.jpg", pictures::photograph(700, 9))).0, first);
}

#[test]
fn what_must_stay_sharp_or_can_be_seen_through_stays_so() {
    for (name, bytes, endings) in [
        ("drawing.png", pictures::drawing(900, 200), ["png", "webp"]),
        ("cut.png", pictures::cut_out(900, 30), ["png", "webp"]),
        ("photo.jpg", pictures::photograph(900, 30), ["jpg", "webp"]),
    ] {
        let built = of_image(name, bytes).build().ok();
        for address in candidates(&built).values() {
            assert!(endings.iter().any(|ending| address.ends_with(ending)), "{address}");
        }
    }
}

#[test]
fn a_photograph_stands_upright_and_keeps_its_colours() {
    let built = of_image("a.jpg", pictures::lying_photograph(30, 700)).build().ok();
    built.home().attributes("img", "width", ["700"]).attributes("img", "height", ["30"]);
    assert_eq!(pictures::read(&built.outputs[&candidates(&built)[&480]]).0, 480);

    let built = of_image("a.jpg", pictures::photograph_with_profile(700, 30)).build().ok();
    assert_eq!(pictures::read(&built.outputs[&candidates(&built)[&480]]).2.as_deref(), Some(pictures::PROFILE));
}

#[test]
fn images_that_are_narrow_or_shown_by_nobody_stay_as_they_are() {
    let built = of_image("a.jpg", pictures::photograph(640, 9)).file("content/b.jpg", pictures::photograph(900, 9)).build().ok();
    built.home().has_no("img[srcset]");
    assert_eq!((built.addresses(), built.build.encoded), (vec!["404.html", "a.jpg", "b.jpg", "index.html"], 0));
    let off = of_image("a.jpg", pictures::photograph(900, 9)).config("images: {resize: false}").build().ok();
    off.home().has_no("img[srcset]").attributes("img", "width", ["900"]);
    assert_eq!(off.build.encoded, 0);
}

#[test]
fn a_width_that_an_author_wrote_is_what_a_browser_reckons_with() {
    let text = "<img src=a.jpg alt=A width=300>\n<picture><source srcset=a.jpg media=print><img src=a.jpg alt=B></picture>";
    let built = Site::of_page(text).file("content/a.jpg", pictures::photograph(900, 90)).build().ok();
    built.home().attributes("img[srcset]", "sizes", ["300px"]).attributes("img", "height", ["30", "90"]);
}

#[test]
fn what_cannot_be_decoded_is_told_by_a_check_as_well() {
    let mut damaged = pictures::drawing(900, 200);
    damaged.truncate(damaged.len() / 2);
    for site in [of_image("a.png", damaged.clone()), of_image("a.png", damaged.clone()).checking()] {
        let built = site.build().errors(["bad-image"]);
        assert_eq!(built.build.encoded, 0);
    }
    of_image("a.png", damaged).config("images: {resize: false}").build().ok();
    let checked = of_image("a.jpg", pictures::photograph(900, 9)).checking().build().ok();
    assert_eq!((checked.build.encoded, checked.has("a.jpg")), (0, true));
}

#[test]
fn what_claims_to_be_huge_is_not_decoded() {
    let mut huge = pictures::drawing(900, 200);
    huge[16..24].copy_from_slice(&[0, 0, 0x4e, 0x20, 0, 0, 0x4e, 0x20]);
    let built = of_image("a.png", huge).build().errors(["image-too-large"]);
    built.home().attributes("img", "width", ["20000"]).has_no("img[srcset]");
}

#[test]
fn an_image_for_the_dark_stands_beside_the_other() {
    let text = "![A picture](img/a.png \"T\")\n\n<img src=img/a.png alt=B class=wide id=b>\n\n![C](img/c.png)";
    let site = Site::of_page(text).image("content/img/a.png", 30, 20).image("content/img/c.png", 30, 20);
    let built = site.image("content/img/a.dark.png", 60, 20).build().ok();
    built
        .home()
        .attributes("img.only-light", "src", ["img/a.png", "img/a.png"])
        .attributes("img.only-dark", "src", ["img/a.dark.png", "img/a.dark.png"])
        .attributes("img.only-dark", "width", ["60", "60"])
        .attributes("img.only-dark", "alt", ["A picture", "B"])
        .attributes("img.only-dark", "title", ["T", "(none)"])
        .attributes("#b", "class", ["wide only-light"])
        .count("img[loading=lazy]", 5)
        .count("img", 5);
    assert!(built.has("img/a.dark.png"));

    let built = built.delete("content/img/a.dark.png").build().ok();
    assert_eq!(built.rendered(), ["index.html"]);
    built.home().has_no(".only-dark").has_no(".only-light").count("img:not([loading])", 1);
}

#[test]
fn images_for_the_dark_have_variants_too() {
    let built = of_image("a.jpg", pictures::photograph(700, 9)).file("content/a.dark.jpg", pictures::photograph(701, 9)).build().ok();
    built.home().count("img[srcset]", 2).attributes("img.only-dark", "width", ["701"]);
    assert!(built.home().attributes_of("img.only-dark", "srcset")[0].starts_with("a.dark-480-"));
}
