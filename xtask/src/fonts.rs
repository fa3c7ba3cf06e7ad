//! The default theme's fonts are those of the pinned npm packages, byte for byte, each with its licence beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use crate::{
    project::Project,
    shell::{Failure, Outcome},
};

/// A package, and what is taken from it: the subset and the style.
const TAKEN: &[(&str, &[(&str, &str)])] = &[
    ("newsreader", &[("latin", "normal"), ("latin-ext", "normal"), ("latin", "italic")]),
    ("public-sans", &[("latin", "normal"), ("latin-ext", "normal"), ("latin", "italic"), ("latin-ext", "italic")]),
];

/// One file: where the package has it, and what it is called in the theme.
struct File {
    from: PathBuf,
    name: String,
}

/// Compares the theme's fonts with the packages.
pub(crate) fn check(project: &Project) -> Outcome<String> {
    let folder = folder(project);
    let files = files(project);
    let mut bytes = 0;
    for file in &files {
        let (wanted, there) = (read(&file.from)?, read(&folder.join(&file.name))?);
        if wanted != there {
            return Err(Failure::new(format!("{} isn't that of the package; run `cargo xtask fonts`", file.name)));
        }
        bytes += there.len();
    }
    let there = fs::read_dir(&folder)?.count();
    if there != files.len() {
        return Err(Failure::new(format!("{} has {there} files, and {} come from the packages", folder.display(), files.len())));
    }
    Ok(format!("{} files as in the packages, {} KiB", files.len(), bytes / 1024))
}

/// Copies the fonts and licences from the packages to the theme.
pub(crate) fn copy(project: &Project) -> Outcome {
    let folder = folder(project);
    fs::create_dir_all(&folder)?;
    for file in files(project) {
        fs::write(folder.join(&file.name), read(&file.from)?)?;
        println!("{}", file.name);
    }
    Ok(())
}

fn files(project: &Project) -> Vec<File> {
    let mut files = Vec::new();
    for (package, taken) in TAKEN {
        let home = project.browser().join("node_modules/@fontsource-variable").join(package);
        files.push(File { from: home.join("LICENSE"), name: format!("{package}-LICENSE.txt") });
        files.extend(taken.iter().map(|(subset, style)| {
            let name = format!("{package}-{subset}-wght-{style}.woff2");
            File { from: home.join("files").join(&name), name }
        }));
    }
    files
}

fn folder(project: &Project) -> PathBuf {
    project.root.join("themes/default/assets/fonts")
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path)
        .map_err(|error| Failure::new(format!("{}: {error}; `cargo xtask test --only setup` installs the packages", path.display())))
}
