//! A playbook in memory: written, built and changed in a chain of calls.

use std::{collections::BTreeMap, sync::Mutex};

use image::{ImageFormat, Rgb, RgbImage};
use rolebook::{
    Build, Builder, Lifetime, Options,
    config::{Drafts, Variants},
    history::Change,
    playbook::Address,
    sources::{Memory, SourcePath, Sources as _},
};

use crate::{invariants, page::Page};

/// The sources of a playbook, and the builder that builds them again and again.
#[derive(Default)]
pub struct Site {
    sources: Memory,
    options: Options,
    builder: Builder,
    before: Option<Outputs>,
}

/// What was published, by address.
pub type Outputs = BTreeMap<String, Vec<u8>>;

impl Site {
    /// A playbook without files.
    pub fn new() -> Self {
        Self::default()
    }

    /// A playbook of one page.
    pub fn of_page(text: &str) -> Self {
        Self::new().file("content/index.md", text)
    }

    /// Adds or replaces a file.
    pub fn file(mut self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.sources.write(path, text);
        self
    }

    /// Adds or replaces an image of this size, in one colour.
    pub fn image(self, path: &str, width: u32, height: u32) -> Self {
        let (mut bytes, format) = (std::io::Cursor::new(Vec::new()), ImageFormat::from_path(path).expect("the name says the format"));
        let pixels = RgbImage::from_pixel(width, height, Rgb([31, 79, 143]));
        pixels.write_to(&mut bytes, format).expect("memory takes an image");
        self.file(path, bytes.into_inner())
    }

    /// Writes `rolebook.yaml`.
    pub fn config(self, yaml: &str) -> Self {
        self.file("rolebook.yaml", yaml)
    }

    /// Builds drafts as well.
    pub fn drafts(mut self) -> Self {
        self.options.drafts = Drafts::Included;
        self
    }

    /// Says when a file was last changed, and by whom.
    pub fn changed(mut self, path: &str, change: Change) -> Self {
        self.sources.date(path, change);
        self
    }

    /// Builds as a check does, which publishes nothing.
    pub fn checking(mut self) -> Self {
        self.options.variants = Variants::Sure;
        self
    }

    /// Builds with this builder.
    pub fn builder(self, builder: Builder) -> Self {
        Self { builder, ..self }
    }

    /// Removes a file.
    pub fn delete(mut self, path: &str) -> Self {
        assert!(self.sources.remove(path).is_some(), "there is no file {path}");
        self
    }

    /// Moves a file.
    pub fn rename(mut self, from: &str, to: &str) -> Self {
        let bytes = self.sources.remove(from).unwrap_or_else(|| panic!("there is no file {from}"));
        self.sources.write(to, bytes);
        self
    }

    /// The text of a file.
    pub fn text(&self, path: &str) -> &str {
        self.sources.text(path).unwrap_or_else(|| panic!("there is no text {path}"))
    }

    /// Replaces a part of a file.
    pub fn replace(self, path: &str, from: &str, to: &str) -> Self {
        assert!(self.text(path).contains(from), "{path} doesn't hold {from}");
        let text = self.text(path).replace(from, to);
        self.file(path, text)
    }

    /// Builds. A build after another one must give what a first one gives.
    pub fn build(mut self) -> Built {
        let (build, outputs) = run(&mut self.builder, &self.sources, &self.options, self.before.as_ref());
        if self.before.is_some() {
            let (fresh, fresh_outputs) = run(&mut Builder::new(), &self.sources, &self.options, None);
            assert_eq!(build.diagnostics, fresh.diagnostics, "the diagnostics of a build depend on the build before");
            let names = |outputs: &Outputs| outputs.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&outputs), names(&fresh_outputs), "the outputs of a build depend on the build before");
            // Where two outputs have one address, which is a mistake, either may be the last.
            for (address, bytes) in outputs.iter().filter(|_| !build.has_errors()) {
                assert!(fresh_outputs.get(address) == Some(bytes), "{address} depends on the build before");
            }
        }
        Built { site: Self { before: Some(outputs.clone()), ..self }, build, outputs }
    }
}

fn run(builder: &mut Builder, sources: &Memory, options: &Options, before: Option<&Outputs>) -> (Build, Outputs) {
    let shelf = Shelf { sources, before, outputs: Mutex::default() };
    let build = builder.build(sources, options, &shelf, &());
    (build, shelf.outputs.into_inner().expect("no test panics while it publishes"))
}

/// Keeps outputs in memory.
struct Shelf<'a> {
    sources: &'a Memory,
    before: Option<&'a Outputs>,
    outputs: Mutex<Outputs>,
}

impl Shelf<'_> {
    fn add(&self, address: &Address, bytes: Vec<u8>) {
        // Two outputs of one address are a mistake that is said, not one that stops the build.
        self.outputs.lock().expect("no test panics while it publishes").insert(address.to_string(), bytes);
    }
}

impl rolebook::Site for Shelf<'_> {
    fn put(&self, address: &Address, bytes: &[u8], _: Lifetime) {
        self.add(address, bytes.to_vec());
    }

    fn copy(&self, address: &Address, from: &SourcePath) {
        let bytes = self.sources.read(from).expect("memory can be read").unwrap_or_else(|| panic!("{from} is copied, but isn't there"));
        self.add(address, bytes.to_vec());
    }

    fn keep(&self, address: &Address) {
        let bytes = self.before.and_then(|outputs| outputs.get(&**address)).unwrap_or_else(|| panic!("{address} is kept, but isn't there"));
        self.add(address, bytes.clone());
    }
}

/// A playbook that was built.
pub struct Built {
    site: Site,
    /// What the builder says of it.
    pub build: Build,
    /// What was published.
    pub outputs: Outputs,
}

impl Built {
    /// Nothing is wrong: no diagnostics, and every page keeps the promises of [`invariants`].
    #[track_caller]
    pub fn ok(self) -> Self {
        let built = self.no_diagnostics();
        invariants::check(&built.outputs);
        built
    }

    /// What is written is as it must be, whatever the author was told.
    pub fn sound(self) -> Self {
        invariants::check(&self.outputs);
        self
    }

    /// No diagnostics; for pages whose author wrote HTML of any kind.
    #[track_caller]
    pub fn no_diagnostics(self) -> Self {
        let said: Vec<String> = self.build.diagnostics.iter().map(|d| format!("{} {:?}: {}", d.code, d.place, d.message)).collect();
        assert!(said.is_empty(), "{}", said.join("\n"));
        self
    }

    /// Exactly these diagnostics, in the order of files and places.
    #[track_caller]
    pub fn errors<const N: usize>(self, codes: [&str; N]) -> Self {
        let said: Vec<&str> = self.build.diagnostics.iter().map(|d| d.code.name()).collect();
        assert_eq!(said, codes, "{:#?}", self.build.diagnostics);
        self
    }

    /// Whether this was said, among other things.
    pub fn has_error(&self, code: &str) -> bool {
        self.build.diagnostics.iter().any(|diagnostic| diagnostic.code.name() == code)
    }

    /// A page.
    #[track_caller]
    pub fn page(&self, address: &str) -> Page {
        match self.outputs.get(address) {
            Some(bytes) => Page::new(address, std::str::from_utf8(bytes).expect("pages are UTF-8")),
            None => panic!("there is no {address}, only {:#?}", self.outputs.keys().collect::<Vec<_>>()),
        }
    }

    /// The home page.
    #[track_caller]
    pub fn home(&self) -> Page {
        self.page("index.html")
    }

    /// Looks at a page and goes on.
    #[track_caller]
    pub fn see(self, address: &str, look: impl FnOnce(Page)) -> Self {
        look(self.page(address));
        self
    }

    /// The text of a file.
    #[track_caller]
    pub fn text(&self, address: &str) -> &str {
        let bytes = self.outputs.get(address).unwrap_or_else(|| panic!("there is no {address}"));
        std::str::from_utf8(bytes).expect("the file is UTF-8")
    }

    /// Whether anything is published there.
    pub fn has(&self, address: &str) -> bool {
        self.outputs.contains_key(address)
    }

    /// Everything that is published but for the theme's assets.
    pub fn addresses(&self) -> Vec<&str> {
        self.outputs.keys().map(String::as_str).filter(|address| !address.starts_with("assets/")).collect()
    }

    /// The published name of an asset.
    #[track_caller]
    pub fn asset(&self, name: &str) -> &str {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let is_it = |address: &&String| address.starts_with(&format!("assets/{stem}-")) && address.ends_with(&format!(".{extension}"));
        let mut found = self.outputs.keys().filter(is_it);
        let (Some(asset), None) = (found.next(), found.next()) else { panic!("there isn't one asset {name}") };
        asset
    }

    /// The pages that were rendered, and not kept.
    pub fn rendered(&self) -> Vec<&str> {
        let mut addresses: Vec<&str> = self.build.rendered.iter().map(|(address, _)| &**address).collect();
        addresses.sort_unstable();
        addresses
    }

    /// Says when a file was last changed, to build again.
    pub fn commit(self, path: &str, change: Change) -> Site {
        self.site.changed(path, change)
    }

    /// Replaces a file, to build again.
    pub fn edit(self, path: &str, text: impl AsRef<[u8]>) -> Site {
        self.site.file(path, text)
    }

    /// Replaces an image, to build again.
    pub fn edit_image(self, path: &str, width: u32, height: u32) -> Site {
        self.site.image(path, width, height)
    }

    /// Replaces a part of a file, to build again.
    pub fn replace(self, path: &str, from: &str, to: &str) -> Site {
        self.site.replace(path, from, to)
    }

    /// Removes a file, to build again.
    pub fn delete(self, path: &str) -> Site {
        self.site.delete(path)
    }

    /// Moves a file, to build again.
    pub fn rename(self, from: &str, to: &str) -> Site {
        self.site.rename(from, to)
    }
}
