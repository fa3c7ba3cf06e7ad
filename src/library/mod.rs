//! Reads a project's content and parses it, one file at a time; what didn't change isn't parsed again.

mod naming;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use self::naming::Naming;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use crate::{
    config::Config,
    diagnostic::{Code, Diagnostic, Place, closest},
    document::Document,
    markdown::{Environment, RawHtml},
    records::{self, Kind, Kinds, RecordFile, Scope, Unread},
    sources::{Hidden, ReadError, SourcePath, Sources},
    yaml::{Anything, read},
};

/// The folder of roles, below the content folder.
pub const ROLES: &str = "roles";

/// The folder of the whole playbook's records, below the content folder.
pub const DATA: &str = "data";

/// Everything that was read and parsed. Holds no link that was followed and no place in a site.
#[derive(Debug, Default)]
pub struct Library {
    /// Markdown pages in the main language.
    pub documents: BTreeMap<SourcePath, Arc<Document>>,
    /// Record files in the main language.
    pub record_files: BTreeMap<SourcePath, Arc<RecordFile>>,
    /// The files in other languages: by the file that each translates, and by language.
    pub translations: BTreeMap<SourcePath, BTreeMap<String, SourcePath>>,
    /// The file that each file in another language translates.
    pub originals: BTreeMap<SourcePath, SourcePath>,
    /// Markdown pages in other languages.
    pub translated_documents: BTreeMap<SourcePath, Arc<Document>>,
    /// Record files in other languages: the records that each changes, as they are then.
    pub translated_records: BTreeMap<SourcePath, Arc<RecordFile>>,
    /// The author's own YAML files; `None` for one that can't be read, which was said.
    pub data: BTreeMap<SourcePath, Option<Data>>,
    /// Files beside pages, which are copied.
    pub files: BTreeSet<SourcePath>,
    /// Files that are copied as they are.
    pub static_files: BTreeSet<SourcePath>,
}

impl Library {
    /// The file in the main language that a file translates; itself when it translates none.
    pub fn original_of<'p>(&'p self, path: &'p SourcePath) -> &'p SourcePath {
        self.originals.get(path).unwrap_or(path)
    }

    /// A page, in whatever language.
    pub fn document(&self, path: &str) -> Option<&Arc<Document>> {
        self.documents.get(path).or_else(|| self.translated_documents.get(path))
    }

    /// The page in a language that translates a page.
    pub fn document_in(&self, language: &str, original: &str) -> Option<&Arc<Document>> {
        self.translated_documents.get(self.translations.get(original)?.get(language)?)
    }

    /// The records of a file that are translated to a language.
    pub fn records_in(&self, language: &str, original: &str) -> Option<&Arc<RecordFile>> {
        self.translated_records.get(self.translations.get(original)?.get(language)?)
    }

    /// The roles, or `None` for the whole playbook, and kinds of which not all ids are known.
    pub fn unread(&self) -> Unread {
        let unread = self.record_files.values().filter(|file| !file.is_read);
        unread.map(|file| (file.role.clone(), Arc::clone(&file.kind.name))).collect()
    }
}

/// An author's own YAML file.
#[derive(Debug, Clone)]
pub struct Data {
    /// What it holds.
    pub value: tera::Value,
    /// The hash of its bytes.
    pub hash: u128,
}

/// What was parsed before, by file.
#[derive(Default)]
pub struct Memo {
    parsed: BTreeMap<SourcePath, Parsed>,
    /// The settings that parsing depends on.
    settings: Option<(RawHtml, String, u128, Vec<String>)>,
    /// How many files were parsed, ever: for tests and statistics.
    pub parses: usize,
}

struct Parsed {
    /// The hash of each file that was read for it, the file itself first; `None` for one that wasn't there.
    read: Vec<(SourcePath, Option<u128>)>,
    value: Value,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Clone)]
enum Value {
    Nothing,
    Document(Arc<Document>),
    Records(Arc<RecordFile>),
    Data(Option<Data>),
}

/// What a file of the content folder is.
enum Part {
    Page,
    Records(Arc<Kind>, Option<Arc<str>>),
    /// Records in another language, laid over those of a file.
    RecordsOver {
        original: SourcePath,
        kind: Arc<Kind>,
        role: Option<Arc<str>>,
    },
    Data,
    File,
}

/// Reads and parses everything.
pub fn load(sources: &dyn Sources, config: &Config, kinds: &Kinds, memo: &mut Memo) -> (Library, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut library = Library::default();
    let languages = config.languages.iter().map(|language| language.tag.clone()).collect();
    let settings = Some((config.raw_html, config.paths.content.clone(), kinds.fingerprint(), languages));
    if memo.settings != settings {
        memo.parsed.clear();
        memo.settings = settings;
    }
    let mut list = |folder: &str, hidden| {
        let listing = sources.list(folder, hidden);
        diagnostics.extend(listing.unreadable.iter().map(unreadable));
        listing.files
    };
    let content = list(&config.paths.content, Hidden::LeftOut);
    library.static_files = list(&config.paths.r#static, Hidden::Included).into_iter().collect();
    let mut to_parse = Vec::new();
    let all: BTreeSet<&SourcePath> = content.iter().collect();
    for path in &content {
        match (part(path, config, kinds), Naming::of(path, config, kinds)) {
            (None, _) => {}
            (Some(Part::File), _) => drop(library.files.insert(path.clone())),
            (Some(part), Naming::Main) => to_parse.push((path.clone(), part)),
            (Some(_), Naming::Unknown { language, original }) => {
                diagnostics.push(naming::unknown_language(path, &language, &original, config));
            }
            (Some(_), Naming::Translation { original, .. }) if !all.contains(&original) => {
                diagnostics.push(naming::without_original(path, &original));
            }
            (Some(_), Naming::Translation { language, original }) => {
                let part = match part(&original, config, kinds) {
                    Some(Part::Records(kind, role)) => Part::RecordsOver { original: original.clone(), kind, role },
                    other => other.unwrap_or(Part::Data),
                };
                library.originals.insert(path.clone(), original.clone());
                library.translations.entry(original).or_default().insert(language, path.clone());
                to_parse.push((path.clone(), part));
            }
        }
    }
    let parser = FileParser { sources, config, kinds };
    let old = &memo.parsed;
    let results: Vec<(SourcePath, Option<Parsed>)> = to_parse
        .into_par_iter()
        .map(|(path, part)| {
            let fresh = old.get(&path).is_none_or(|parsed| !parser.is_current(parsed)).then(|| parser.parse(&path, &part));
            (path, fresh)
        })
        .collect();
    let mut parsed = BTreeMap::new();
    for (path, fresh) in results {
        memo.parses += usize::from(fresh.is_some());
        let Some(current) = fresh.or_else(|| memo.parsed.remove(&path)) else { continue };
        diagnostics.extend(current.diagnostics.iter().cloned());
        match current.value.clone() {
            Value::Nothing => {}
            Value::Document(document) if library.originals.contains_key(&path) => {
                drop(library.translated_documents.insert(path.clone(), document))
            }
            Value::Document(document) => drop(library.documents.insert(path.clone(), document)),
            Value::Records(file) if library.originals.contains_key(&path) => drop(library.translated_records.insert(path.clone(), file)),
            Value::Records(file) => drop(library.record_files.insert(path.clone(), file)),
            Value::Data(data) => drop(library.data.insert(path.clone(), data)),
        }
        parsed.insert(path, current);
    }
    memo.parsed = parsed;
    (library, diagnostics)
}

/// What an author reads of a file or folder that can't be read.
pub fn unreadable(error: &ReadError) -> Diagnostic {
    let message = format!("`{}` can't be read: {}", error.path.name(), error.reason);
    let hint = "mend its permissions or the link, or move it out of the playbook";
    Diagnostic::new(Code::UnreadableFile, Place::file(&error.path), message).hint(hint)
}

/// A file's text; `None` when it isn't there or can't be read, which is said.
///
/// Of a text that isn't UTF-8, the rest is still read, so that its other mistakes are found as well.
pub fn read_text(sources: &dyn Sources, path: &SourcePath, diagnostics: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
    let bytes = match sources.read(path) {
        Ok(bytes) => bytes?,
        Err(error) => {
            diagnostics.push(unreadable(&error));
            return None;
        }
    };
    match std::str::from_utf8(&bytes) {
        Ok(text) => Some(text.into()),
        Err(error) => {
            let at = error.valid_up_to();
            let (message, hint) = not_utf8(&bytes);
            diagnostics.push(Diagnostic::new(Code::InvalidUtf8, Place::span(path, at..at + 1), message).hint(hint));
            (!bytes.contains(&0)).then(|| String::from_utf8_lossy(&bytes).as_ref().into())
        }
    }
}

/// What a file is that isn't UTF-8, and what to do about it.
fn not_utf8(bytes: &[u8]) -> (&'static str, &'static str) {
    let begins = |signs: &[&[u8]]| signs.iter().any(|sign| bytes.starts_with(sign));
    if begins(&[b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf"]) {
        let hint = "another name doesn't change what a file holds: copy its text into a new file, in a plain-text editor";
        return ("this file isn't text, but a document of Word or another program", hint);
    }
    if begins(&[b"\xff\xfe", b"\xfe\xff"]) {
        return ("this file is UTF-16 text, not UTF-8", "save it again, and choose the encoding UTF-8");
    }
    ("this file isn't UTF-8 text", "save it with the encoding UTF-8; the place shows the first character that isn't")
}

fn part(path: &SourcePath, config: &Config, kinds: &Kinds) -> Option<Part> {
    let below = path.below(&config.paths.content)?;
    let parts: Vec<&str> = below.split('/').collect();
    // Where the root itself is content, its other folders are not.
    let is_other = |folder: &String| !folder.is_empty() && *folder != config.paths.content && path.below(folder).is_some();
    let others = [&config.paths.output, &config.paths.r#static, &config.paths.themes];
    let at_root = config.paths.content.is_empty()
        && (crate::theme::OWN_FOLDERS.contains(&parts[0])
            || [crate::rules::FOLDER, records::custom::FOLDER].contains(&parts[0])
            || below == crate::config::FILE);
    if at_root || others.into_iter().any(is_other) || parts.iter().any(|part| part.starts_with('_')) {
        return None;
    }
    Some(match path.extension().to_ascii_lowercase().as_str() {
        "md" | "markdown" => Part::Page,
        "yaml" | "yml" => match (parts.as_slice(), kinds.of_file(path.name())) {
            ([ROLES, role, _], Some(kind)) if kind.scope.is_role() => Part::Records(Arc::clone(kind), Some(Arc::from(*role))),
            ([DATA, _], Some(kind)) if kind.scope.is_playbook() => Part::Records(Arc::clone(kind), None),
            _ => Part::Data,
        },
        _ => Part::File,
    })
}

/// The warning for a file that was meant to hold records, and is taken for data of the author's own.
fn shown_nowhere(path: &SourcePath, content: &str, kinds: &Kinds) -> Option<Diagnostic> {
    let warn = |message: String, hint: String| Some(Diagnostic::new(Code::RecordOutsideRole, Place::file(path), message).hint(hint));
    if let Some(kind) = kinds.of_file(path.name()) {
        let (problem, place) = match kind.scope {
            Scope::Role => ("lies outside of a role's folder", "`roles/<role>/`"),
            Scope::Playbook => ("lies outside of the folder `data`", "`data/`"),
            Scope::Either | Scope::Inherited => ("lies outside of a role's folder and of `data`", "`roles/<role>/` or `data/`"),
        };
        let message = format!("`{}` {problem}, so its records are shown nowhere", path.name());
        return warn(message, format!("move it to {place}, or rename it if it is data of your own"));
    }
    let parts: Vec<&str> = path.below(content)?.split('/').collect();
    // In `data` there are files of the author's own; in a role's folder there are hardly any.
    let stems = kinds.iter().map(|kind| kind.file.trim_end_matches(".yaml"));
    let meant = closest(path.stem(), stems).filter(|_| matches!(parts.as_slice(), [ROLES, _, _] | [DATA, _]))?;
    let message = format!("`{}` has another name than a file of records, so it is shown nowhere", path.name());
    warn(message, format!("did you mean `{meant}.yaml`?"))
}

struct FileParser<'a> {
    sources: &'a dyn Sources,
    config: &'a Config,
    kinds: &'a Kinds,
}

impl FileParser<'_> {
    fn is_current(&self, parsed: &Parsed) -> bool {
        parsed.read.iter().all(|(path, hash)| self.hash(path) == *hash)
    }

    fn hash(&self, path: &SourcePath) -> Option<u128> {
        self.sources.read(path).ok().flatten().map(|bytes| xxh3_128(&bytes))
    }

    fn parse(&self, path: &SourcePath, part: &Part) -> Parsed {
        let mut diagnostics = Vec::new();
        let read = RefCell::new(vec![(path.clone(), self.hash(path))]);
        let unreadable = RefCell::new(Vec::new());
        let include = |included: &SourcePath| {
            let mut found = Vec::new();
            let text = read_text(self.sources, included, &mut found);
            read.borrow_mut().push((included.clone(), self.hash(included)));
            // A file that can't be read isn't missing.
            let text = text.or_else(|| (!found.is_empty()).then(|| Arc::from("")));
            unreadable.borrow_mut().extend(found);
            text
        };
        let environment = Environment { raw_html: self.config.raw_html, content: &self.config.paths.content, include: &include };
        let value = match read_text(self.sources, path, &mut diagnostics) {
            // What links here isn't wrong as well.
            None => match part {
                Part::Page => {
                    let (mut document, _) = crate::document::parse(path, "", &environment);
                    (document.is_read, document.may_have_id) = (false, true);
                    Value::Document(Arc::new(document))
                }
                Part::Records(kind, role) | Part::RecordsOver { kind, role, .. } => {
                    Value::Records(Arc::new(RecordFile::unread(kind, role.clone())))
                }
                Part::Data => Value::Data(None),
                Part::File => Value::Nothing,
            },
            Some(text) => match part {
                Part::Page => {
                    let (document, found) = crate::document::parse(path, &text, &environment);
                    diagnostics.extend(found);
                    Value::Document(Arc::new(document))
                }
                Part::Records(kind, role) => {
                    let (file, found) = records::parse(kind, role.as_ref(), path, &text, &environment);
                    diagnostics.extend(found);
                    Value::Records(Arc::new(file))
                }
                Part::RecordsOver { original, kind, role } => {
                    let base = include(original).unwrap_or_default();
                    // What is wrong with that file is said where it is read by itself.
                    unreadable.borrow_mut().clear();
                    let texts = [(original, &*base), (path, &*text)];
                    let (file, found) = records::parse_over(kind, role.as_ref(), texts, &environment);
                    diagnostics.extend(found);
                    Value::Records(Arc::new(file))
                }
                Part::Data => {
                    diagnostics.extend(shown_nowhere(path, &self.config.paths.content, self.kinds));
                    self.parse_data(path, &text, &mut diagnostics)
                }
                Part::File => Value::Nothing,
            },
        };
        diagnostics.extend(unreadable.into_inner());
        let mut parsed = Parsed { read: read.into_inner(), value, diagnostics };
        // The text of an included file is part of what the document says.
        if let Value::Document(document) = &mut parsed.value
            && let Some(document) = Arc::get_mut(document)
        {
            document.hash = xxh3_128(format!("{:?}{:?}", parsed.read, self.config.raw_html).as_bytes());
        }
        parsed
    }

    fn parse_data(&self, path: &SourcePath, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Value {
        let reading = read::<Anything>(path, text, 0);
        diagnostics.extend(reading.diagnostics);
        let data = |anything: Anything| Data { value: tera::Value::from_serializable(&anything.0), hash: xxh3_128(text.as_bytes()) };
        Value::Data(reading.value.map(data))
    }
}
