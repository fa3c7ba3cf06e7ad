//! A record file: a list of records of one kind.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserializer;

use super::{Finding, Kind, Layout, Over, Record, RecordKey, RecordKind, Typed, Written, record::silences};
use crate::{
    diagnostic::{Code, Diagnostic, Place, Severity},
    markdown::{self, Environment, Markup, Origin, Role},
    sources::SourcePath,
    yaml::{
        Changed, Datum, Field, FieldPath, FieldShape, Id, Locator, Locators, Reading, RecordShape, Shape, Text, read_items,
        read_items_over, read_one, read_one_over, read_only_field,
    },
};

/// A parsed record file.
#[derive(Debug)]
pub struct RecordFile {
    /// The kind.
    pub kind: Arc<Kind>,
    /// The role whose folder it lies in; `None` when it is the whole playbook's.
    pub role: Option<Arc<str>>,
    /// Its records, in the order written.
    pub records: Vec<Arc<Record>>,
    /// Its records whose id is that of another one before them; nothing but checked, and their prose is [`loose`](Self::loose).
    pub twins: Vec<Arc<Record>>,
    /// The prose of what can't be a record, because its id can't be read or is another one's.
    pub loose: Vec<Markup>,
    /// Whether all ids in it are known.
    pub is_read: bool,
    /// Whether each record is as it should be.
    pub is_sound: bool,
}

impl RecordFile {
    /// A file that is there and can't be read.
    pub fn unread(kind: &Arc<Kind>, role: Option<Arc<str>>) -> Self {
        Self { kind: Arc::clone(kind), role, records: Vec::new(), twins: Vec::new(), loose: Vec::new(), is_read: false, is_sound: false }
    }
}

/// Parses a record file of a role or of the whole playbook.
pub fn parse(
    kind: &Arc<Kind>,
    role: Option<&Arc<str>>,
    file: &SourcePath,
    text: &str,
    environment: &Environment<'_>,
) -> (RecordFile, Vec<Diagnostic>) {
    let reading = (kind.read)(file, text);
    // Of keys that stand twice, one was taken, and a line that can't be read may be anything.
    let hides = |found: &Diagnostic| matches!(found.code, Code::YamlSyntax | Code::YamlTab | Code::DuplicateKey);
    let is_read = reading.value.is_some() && !reading.diagnostics.iter().any(hides);
    let is_sound = reading.diagnostics.is_empty();
    let empty = RecordFile {
        kind: Arc::clone(kind),
        role: role.cloned(),
        records: Vec::new(),
        twins: Vec::new(),
        loose: Vec::new(),
        is_read,
        is_sound,
    };
    let first = BTreeMap::new();
    let mut parser =
        FileParser { file, text, environment, locators: Locators::default(), parsed: empty, first, diagnostics: reading.diagnostics };
    for (index, typed) in reading.value.unwrap_or_default() {
        parser.add(index, typed, Written { file: file.clone(), path: path_of(kind, index), over: None });
    }
    (parser.parsed, parser.diagnostics)
}

/// Parses a file that changes the records of another one, the first of the two texts: gives those records as they are then.
///
/// What is wrong in the first one is said where that is parsed by itself.
pub fn parse_over(
    kind: &Arc<Kind>,
    role: Option<&Arc<str>>,
    texts: [Text<'_>; 2],
    environment: &Environment<'_>,
) -> (RecordFile, Vec<Diagnostic>) {
    let reading = (kind.read_over)(texts);
    let is_sound = reading.diagnostics.is_empty();
    let empty = RecordFile {
        kind: Arc::clone(kind),
        role: role.cloned(),
        records: Vec::new(),
        twins: Vec::new(),
        loose: Vec::new(),
        is_read: true,
        is_sound,
    };
    let [(lower, _), (file, text)] = texts;
    let first = BTreeMap::new();
    let mut parser =
        FileParser { file, text, environment, locators: Locators::default(), parsed: empty, first, diagnostics: reading.diagnostics };
    for Changed { index, before, mut after, values, parts } in reading.value.unwrap_or_default() {
        after.findings.retain(|finding| !before.findings.contains(finding));
        let over = Over { file: file.clone(), values, parts };
        let written = Written { file: lower.clone(), path: path_of(kind, index), over: Some(over) };
        parser.add(index, after, written);
    }
    (parser.parsed, parser.diagnostics)
}

struct FileParser<'a> {
    file: &'a SourcePath,
    text: &'a str,
    environment: &'a Environment<'a>,
    locators: Locators,
    parsed: RecordFile,
    /// The index of the first record of each id.
    first: BTreeMap<Id, usize>,
    diagnostics: Vec<Diagnostic>,
}

impl FileParser<'_> {
    fn add(&mut self, index: usize, typed: Typed, written: Written) {
        let (kind, role) = (Arc::clone(&self.parsed.kind), self.parsed.role.clone());
        let is_error = |finding: &Finding| finding.code.severity() == Severity::Error;
        self.parsed.is_sound &= typed.is_whole && !typed.findings.iter().any(is_error);
        for finding in typed.findings.into_iter().filter(|finding| !silences(&typed.datum, finding.code)) {
            // Of a record that another file changes, what was wrong before isn't among them.
            let at = written.at_change(&finding.field);
            let diagnostic = finding.diagnose(at, &|path| self.read(path), &self.locators);
            self.diagnostics.push(diagnostic);
        }
        // A record that is a file of its own has the id of its role.
        let of_role = || role.as_ref().filter(|_| kind.list.is_none()).and_then(|role| Id::parse(role).ok());
        let id = typed.id.or_else(of_role);
        self.parsed.is_read &= id.is_some();
        let is_first = id.as_ref().is_some_and(|id| self.is_first(id, index));
        let key = id.map(|id| RecordKey { kind: Arc::clone(&kind.name), role, id });
        let own_anchor = key.as_ref().filter(|_| is_first).map(RecordKey::anchor_across);
        let mut prose = self.prose(&typed.datum, &own_anchor.unwrap_or_else(|| format!("{}-{index}", kind.name)), &written);
        if !is_first {
            self.parsed.loose.extend(std::mem::take(&mut prose).into_values());
        }
        let Some(key) = key else { return };
        let records = if is_first { &mut self.parsed.records } else { &mut self.parsed.twins };
        records.push(Arc::new(Record {
            key,
            title: typed.title,
            label: typed.label,
            datum: typed.datum,
            prose_hash: crate::playbook::fingerprint(&prose),
            prose,
            written,
            is_whole: typed.is_whole,
            value: typed.value,
        }));
    }

    /// Whether no record before has this id; says so when one has.
    fn is_first(&mut self, id: &Id, index: usize) -> bool {
        match self.first.get(id) {
            Some(earlier) => {
                let locator = self.locators.of(self.file, self.text, 0);
                self.diagnostics.push(duplicate(&self.parsed.kind, self.file, &locator, id, [*earlier, index]));
                false
            }
            None => {
                self.first.insert(id.clone(), index);
                true
            }
        }
    }

    /// The Markdown of a record; its ids begin with `anchor`.
    fn prose(&mut self, datum: &Datum, anchor: &str, written: &Written) -> BTreeMap<FieldPath, Markup> {
        let mut prose = BTreeMap::new();
        datum.walk(&mut |field, datum| {
            let (Datum::Markdown(text) | Datum::Inline(text)) = datum else { return };
            let (file, path) = written.at(field);
            let origin = Origin::Field { file: file.clone(), base: 0, field: path };
            // Several texts of several records stand on one page, so each has ids of its own.
            let prefix = format!("{anchor}-{}-", markdown::slugify(&field.to_string().replace(['.', '[', ']'], "-")));
            let (markup, issues) = markdown::parse(text, origin, &Role::Prose { prefix }, self.environment);
            // What stands in the file below was parsed there as well.
            let issues = issues.into_iter().filter(|_| file == self.file);
            let found: Vec<_> = issues.map(|issue| issue.diagnose(&markup.origins, &|path| self.read(path), &self.locators)).collect();
            self.diagnostics.extend(found);
            prose.insert(field.clone(), markup);
        });
        prose
    }

    fn read(&self, path: &SourcePath) -> Option<Arc<str>> {
        if path == self.file { Some(self.text.into()) } else { (self.environment.include)(path) }
    }
}

/// The way to a record in its file.
fn path_of(kind: &Kind, index: usize) -> FieldPath {
    kind.list.as_ref().map_or_else(FieldPath::default, |list| FieldPath::key(list).item(index))
}

fn duplicate(kind: &Kind, file: &SourcePath, locator: &Locator, id: &Id, [earlier, later]: [usize; 2]) -> Diagnostic {
    let place = |index| Place::span(file, locator.field(&path_of(kind, index).then("id")));
    Diagnostic::new(Code::DuplicateId, place(later), format!("the id `{id}` stands twice in this file"))
        .related(place(earlier), "the first one")
        .hint("give one of the two another id")
}

/// Reads the file of a kind: its records as far as they can be read, each with its index in the file.
pub fn read_records<T: RecordKind>(file: &SourcePath, text: &str) -> Reading<Vec<(usize, Typed)>> {
    let Reading { value, diagnostics } = match T::LAYOUT {
        Layout::List(list) => read_items(file, text, list, |ListOf(records): ListOf<T>| records),
        Layout::One => {
            let Reading { value, diagnostics } = read_one::<T>(file, text);
            Reading { value: value.map(|record| vec![(0, record)]), diagnostics }
        }
    };
    Reading { value: value.map(|list| list.into_iter().map(|(index, entry)| (index, Typed::of(entry))).collect()), diagnostics }
}

/// Reads the records of a file of a kind that another file changes.
pub fn read_records_over<T: RecordKind>(texts: [Text<'_>; 2]) -> Reading<Vec<Changed<Typed>>> {
    let Reading { value, diagnostics } = match T::LAYOUT {
        Layout::List(list) => read_items_over::<ListOf<T>, T>(texts, list),
        Layout::One => read_one_over::<T>(texts),
    };
    let typed = |Changed { index, before, after, values, parts }| Changed {
        index,
        before: Typed::of(before),
        after: Typed::of(after),
        values,
        parts,
    };
    Reading { value: value.map(|list| list.into_iter().map(typed).collect()), diagnostics }
}

/// A file as a record of one list.
struct ListOf<T>(Vec<T>);

impl<T: RecordKind> ListOf<T> {
    const LIST: &'static str = match T::LAYOUT {
        Layout::List(list) => list,
        Layout::One => "",
    };
}

impl<T: RecordKind> Field for ListOf<T> {
    fn shape() -> Shape {
        Shape::Record(RecordShape {
            name: T::FILE.into(),
            about: "".into(),
            fields: vec![FieldShape {
                name: Self::LIST.into(),
                shape: Shape::List { of: Box::new(T::shape()), at_least: 0 },
                required: false,
                about: "".into(),
                example: None,
            }],
        })
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_only_field(deserializer, Self::LIST).map(Self)
    }

    fn absent() -> Option<Self> {
        Some(Self(Vec::new()))
    }

    fn datum(&self) -> Datum {
        Datum::Map(vec![(Self::LIST.into(), Datum::List(self.0.iter().map(Field::datum).collect()))])
    }
}
