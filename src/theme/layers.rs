//! The layers of a theme, as files.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use rust_embed::RustEmbed;
use xxhash_rust::xxh3::xxh3_128;

use super::{
    contract,
    manifest::{self, Manifest, Pair},
    tokens::{self, Written},
};
use crate::{
    config::{Config, FILE},
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    sources::{Hidden, SourcePath, Sources},
    yaml::{Bounded, FieldPath, Locator, read},
};

/// The themes that come with Rolebook, in the binary: the default one, and others that build on it.
#[derive(RustEmbed)]
#[folder = "themes"]
struct Embedded;

/// The folders of a project that are a layer of its theme.
pub const OWN_FOLDERS: [&str; 3] = ["templates", "assets", "i18n"];

const EMBEDDED: &str = "themes";
const DEFAULT: &str = "default";

/// One layer.
#[derive(Debug, Default, Clone)]
pub struct Layer {
    /// Its tokens.
    pub tokens: BTreeMap<String, String>,
    /// Its tokens in the dark.
    pub dark: BTreeMap<String, String>,
    /// The pairs of tokens that it uses.
    pub pairs: Vec<Pair>,
    /// The version of the theme contract that it says it is made for.
    pub contract: Option<i64>,
    /// The file that those stand in.
    pub manifest: Option<SourcePath>,
    /// Its files by their path in it, `templates/page.html`, each with its place in the sources.
    pub files: BTreeMap<String, File>,
}

impl Layer {
    /// The file that its tokens stand in: the playbook's own are the configuration's.
    pub fn said_in(&self) -> SourcePath {
        self.manifest.clone().unwrap_or_else(|| SourcePath::new(FILE))
    }
}

/// A file of a layer.
#[derive(Debug, Clone)]
pub struct File {
    /// Where it lies.
    pub source: SourcePath,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

impl File {
    /// Its text; what isn't UTF-8 in it is replaced, and was said when the layers were read.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// All layers, the project's own first.
#[derive(Debug, Default)]
pub struct Layers(pub Vec<Layer>);

impl Layers {
    /// The hash of all that is in them.
    pub fn hash(&self) -> u128 {
        let mut state = String::new();
        for layer in &self.0 {
            for (name, file) in &layer.files {
                state.push_str(&format!("{name} {:x};", xxh3_128(&file.bytes)));
            }
            state.push_str(&format!("{:?}{:?}|", layer.tokens, layer.dark));
        }
        xxh3_128(state.as_bytes())
    }

    /// Every file below a folder, from the first layer that has it.
    pub fn files<'a>(&'a self, folder: &'a str) -> BTreeMap<&'a str, &'a File> {
        let mut files = BTreeMap::new();
        for layer in &self.0 {
            for (path, file) in &layer.files {
                if let Some(name) = path.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
                    files.entry(name).or_insert(file);
                }
            }
        }
        files
    }
}

/// The text of a file of a theme in the binary, for excerpts.
pub fn embedded_text(path: &SourcePath) -> Option<Arc<str>> {
    let file = Embedded::get(path.below(EMBEDDED)?)?;
    Some(String::from_utf8_lossy(&file.data).as_ref().into())
}

/// The themes in the binary.
fn embedded_names() -> impl Iterator<Item = String> {
    Embedded::iter().filter_map(|path| Some(path.strip_suffix("/theme.yaml")?.to_owned()))
}

fn is_embedded(theme: &str) -> bool {
    embedded_names().any(|name| name == theme)
}

/// The files of the themes in the binary below a folder, each with its text.
#[cfg(test)]
pub fn embedded(folder: &str) -> impl Iterator<Item = (String, String)> {
    let text = |path: &str| Embedded::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned());
    Embedded::iter().filter(move |path| path.starts_with(folder)).filter_map(move |path| Some((path.to_string(), text(&path)?)))
}

/// What reading the layers gives.
pub struct Loaded {
    /// The layers that could be read.
    pub layers: Layers,
    /// Whether these are all: if not, there are templates that nobody knows.
    pub is_whole: bool,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads the layers of a project.
pub fn load(sources: &dyn Sources, config: &Config) -> Loaded {
    let mut loader =
        Loader { sources, config, names: BTreeSet::new(), is_whole: config.has_paths, knows_tokens: true, diagnostics: Vec::new() };
    let own = loader.own();
    let mut layers = vec![own];
    let mut seen: Vec<String> = Vec::new();
    let mut next = Some((config.theme.clone(), SourcePath::new(FILE), FieldPath::key("theme")));
    while let Some((name, said_in, field)) = next.take() {
        if name == DEFAULT {
            break;
        }
        if seen.contains(&name) {
            let way: Vec<&str> = seen.iter().map(String::as_str).chain([name.as_str()]).collect();
            let message = format!("the theme extends itself: {}", way.join(" → "));
            loader.is_whole = false;
            loader.say(Code::ThemeCycle, &said_in, &field, message, "take out one `extends`".to_owned());
            break;
        }
        let folder = format!("{}/{name}", config.paths.themes);
        let is_own = sources.has_folder(&folder);
        if !is_own && !is_embedded(&name) {
            loader.is_whole = false;
            let names = loader.theme_names();
            let hint = did_you_mean(&name, names.iter().map(String::as_str)).unwrap_or_else(|| {
                format!(
                    "make the folder `{folder}`, or use one that comes with Rolebook: {}",
                    embedded_names().collect::<Vec<_>>().join(", ")
                )
            });
            if config.has_paths {
                loader.say(Code::UnknownTheme, &said_in, &field, format!("there is no theme `{name}`"), hint);
            }
            break;
        }
        let (layer, extends) = if is_own { loader.theme(&folder) } else { loader.embedded(&name) };
        layers.push(layer);
        seen.push(name);
        next = extends.map(|parent| (parent, SourcePath::new(format!("{folder}/theme.yaml")), FieldPath::key("extends")));
    }
    layers.extend(loader.default());
    loader.set_tokens(&mut layers);
    Loaded { layers: Layers(layers), is_whole: loader.is_whole, diagnostics: loader.diagnostics }
}

struct Loader<'a> {
    sources: &'a dyn Sources,
    config: &'a Config,
    /// The tokens that the themes' layers declare.
    names: BTreeSet<String>,
    is_whole: bool,
    /// Whether every `theme.yaml` could be read: if not, there are tokens that nobody knows.
    knows_tokens: bool,
    diagnostics: Vec<Diagnostic>,
}

impl Loader<'_> {
    fn own(&mut self) -> Layer {
        let mut layer = Layer::default();
        for folder in OWN_FOLDERS {
            self.add_files(&mut layer, "", folder);
        }
        layer
    }

    fn theme(&mut self, folder: &str) -> (Layer, Option<String>) {
        let mut layer = Layer::default();
        for part in OWN_FOLDERS {
            self.add_files(&mut layer, folder, part);
        }
        let path = SourcePath::new(format!("{folder}/theme.yaml"));
        let said = self.diagnostics.len();
        let text = crate::library::read_text(self.sources, &path, &mut self.diagnostics);
        self.knows_tokens &= self.diagnostics.len() == said;
        let extends = self.manifest(&path, text.as_deref().unwrap_or_default(), &mut layer);
        (layer, extends)
    }

    fn manifest(&mut self, path: &SourcePath, text: &str, layer: &mut Layer) -> Option<String> {
        let reading = read::<Manifest>(path, text, 0);
        // Where something is wrong, the parent or the tokens may be what got lost.
        self.is_whole &= manifest::is_known("extends", text, &reading.diagnostics);
        self.knows_tokens &= manifest::is_known("tokens", text, &reading.diagnostics);
        self.diagnostics.extend(reading.diagnostics);
        let manifest = reading.value?;
        self.names.extend(manifest.tokens.keys().cloned());
        let written = |key, tokens| Written { file: path, text, key, tokens };
        layer.tokens = tokens::fit(written("tokens", &manifest.tokens), &mut self.diagnostics);
        layer.dark = tokens::fit(written("dark", &manifest.dark), &mut self.diagnostics);
        layer.contract = manifest.contract.map(Bounded::get);
        self.diagnostics.extend(layer.contract.and_then(|declared| contract::newer(path, text, declared)));
        layer.pairs = manifest.pairs;
        layer.manifest = Some(path.clone());
        manifest.extends
    }

    /// Sets the project's own tokens, and says which tokens no theme declares.
    ///
    /// A theme declares a token by giving it a value. A project, and a value for the dark, may only change what is declared: there a
    /// new name is a slip of the pen.
    fn set_tokens(&mut self, layers: &mut [Layer]) {
        let file = SourcePath::new(FILE);
        let text = self.text(&file);
        let own = Written { file: &file, text: &text, key: "tokens", tokens: &self.config.tokens };
        if self.is_whole && self.knows_tokens {
            self.diagnostics.extend(tokens::unknown(own, &self.names));
            for (layer, file) in layers.iter().filter_map(|layer| Some((layer, layer.manifest.as_ref()?))) {
                let dark = Written { file, text: &self.text(file), key: "dark", tokens: &layer.dark };
                self.diagnostics.extend(tokens::unknown(dark, &self.names));
            }
        }
        if let Some(layer) = layers.first_mut() {
            layer.tokens = tokens::fit(own, &mut self.diagnostics);
        }
    }

    /// The default theme: from the project when a whole one lies there (as in Rolebook's own repository), else from the binary.
    ///
    /// Files without a `theme.yaml` are no whole theme, so they are a layer above the one from the binary.
    fn default(&mut self) -> Vec<Layer> {
        let folder = format!("{}/default", self.config.paths.themes);
        let mut layers = Vec::new();
        if self.sources.has_folder(&folder) {
            layers.push(self.theme(&folder).0);
        }
        // A `theme.yaml` that can't be read is there, too; that it can't was said.
        let is_whole = !matches!(self.sources.read(&SourcePath::new(format!("{folder}/theme.yaml"))), Ok(None));
        if layers.is_empty() || !is_whole {
            layers.push(self.embedded(DEFAULT).0);
        }
        layers
    }

    /// A theme in the binary, and what it extends.
    fn embedded(&mut self, theme: &str) -> (Layer, Option<String>) {
        let mut layer = Layer::default();
        for path in Embedded::iter() {
            let name = path.strip_prefix(theme).and_then(|rest| rest.strip_prefix('/'));
            if let (Some(name), Some(file)) = (name, Embedded::get(&path)) {
                let source = SourcePath::new(format!("{EMBEDDED}/{path}"));
                layer.files.insert(name.to_owned(), File { source, bytes: Arc::from(&*file.data) });
            }
        }
        let manifest = layer.files.remove("theme.yaml");
        let extends = manifest.and_then(|file| self.manifest(&file.source, &file.text(), &mut layer));
        (layer, extends)
    }

    fn add_files(&mut self, layer: &mut Layer, folder: &str, part: &str) {
        let top = if folder.is_empty() { part.to_owned() } else { format!("{folder}/{part}") };
        let listing = self.sources.list(&top, Hidden::LeftOut);
        self.diagnostics.extend(listing.unreadable.iter().map(crate::library::unreadable));
        for path in listing.files {
            let is_text = part != "assets";
            let bytes = if is_text {
                crate::library::read_text(self.sources, &path, &mut self.diagnostics).map(|text| Arc::from(text.as_bytes()))
            } else {
                self.sources.read(&path).unwrap_or_else(|error| {
                    self.diagnostics.push(crate::library::unreadable(&error));
                    None
                })
            };
            if let (Some(bytes), Some(name)) = (bytes, path.below(folder)) {
                layer.files.insert(name.to_owned(), File { source: path.clone(), bytes });
            }
        }
    }

    fn theme_names(&self) -> Vec<String> {
        let themes = &self.config.paths.themes;
        let paths = self.sources.list(themes, Hidden::LeftOut).files;
        let mut names: Vec<String> = paths.iter().filter_map(|path| Some(path.below(themes)?.split_once('/')?.0.to_owned())).collect();
        names.extend(embedded_names());
        names.sort();
        names.dedup();
        names
    }

    fn say(&mut self, code: Code, file: &SourcePath, field: &FieldPath, message: String, hint: String) {
        let place = Place::span(file, Locator::new(&self.text(file), 0).field(field));
        self.diagnostics.push(Diagnostic::new(code, place, message).hint(hint));
    }

    fn text(&self, file: &SourcePath) -> String {
        self.sources.read(file).ok().flatten().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
    }
}
