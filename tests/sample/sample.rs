//! The sample, built once in memory.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{LazyLock, Mutex},
};

use jiff::civil::{Date, date};
use rolebook::{
    Builder, Lifetime, Options, Site,
    diagnostic::report::{self, Format},
    playbook::Address,
    sources::{Disk, SourcePath},
};
use scraper::{Html, Selector};

/// The day of the sample's reviews, so that the test says the same on every day.
const DAY: Date = date(2026, 11, 23);

/// The built sample.
pub struct Sample {
    /// What the build has to say of it, a line a mistake or warning.
    pub said: String,
    /// Its pages by address.
    pub pages: BTreeMap<String, Page>,
}

/// A page, kept as text: a parsed one can't be shared between threads.
pub struct Page(String);

impl Sample {
    /// The sample, built when first asked for.
    pub fn built() -> &'static Self {
        static SAMPLE: LazyLock<Sample> = LazyLock::new(|| {
            let root = Path::new(env!("CARGO_MANIFEST_DIR"));
            let sources = Disk::new(root, vec![root.join("output"), root.join("target")]).on(DAY);
            let shelf = Shelf::default();
            let build = Builder::new().build(&sources, &Options::default(), &shelf, &());
            let said = report::print(&build.diagnostics, &sources, &Format::Short);
            Sample { said, pages: shelf.0.into_inner().expect("no thread of a build panics") }
        });
        &SAMPLE
    }

    /// A page by its address.
    #[track_caller]
    pub fn page(&self, address: &str) -> &Page {
        self.pages.get(address).unwrap_or_else(|| panic!("there is no page {address}, only {:#?}", self.pages.keys()))
    }
}

impl Page {
    /// The page as a browser reads it.
    pub fn html(&self) -> Html {
        Html::parse_document(&self.0)
    }
}

/// The ids of what a selector finds.
pub fn anchors(page: &Page, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    page.html().select(&selector).filter_map(|element| element.attr("id").map(str::to_owned)).collect()
}

/// Keeps the pages.
#[derive(Default)]
struct Shelf(Mutex<BTreeMap<String, Page>>);

impl Site for Shelf {
    fn put(&self, address: &Address, bytes: &[u8], _: Lifetime) {
        if address.ends_with(".html") {
            let page = Page(String::from_utf8_lossy(bytes).into_owned());
            self.0.lock().expect("no thread of a build panics").insert(address.to_string(), page);
        }
    }

    fn copy(&self, _: &Address, _: &SourcePath) {}

    fn keep(&self, _: &Address) {}
}
