//! A record file: a list of records of one kind.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserializer;

use super::{Kind, Layout, Record, RecordKey, RecordKind, Typed};
use crate::{
    diagnostic::{Code, Diagnostic, Place, Severity},
    markdown::{self, Environment, Markup, Origin, Role},
    sources::SourcePath,
    yaml::{Datum, Field, FieldPath, FieldShape, Id, Item, Locator, Reading, RecordShape, Shape, read, read_items, read_only_field},
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
    /// Whether all of it could be read: if not, it has records that nobody knows.
    pub is_read: bool,
    /// Whether each record is as it should be.
    pub is_sound: bool,
}

impl RecordFile {
    /// A file that is there and can't be read.
    pub fn unread(kind: &Arc<Kind>, role: Option<Arc<str>>) -> Self {
        Self { kind: Arc::clone(kind), role, records: Vec::new(), is_read: false, is_sound: false }
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
    let (is_read, mut is_sound) = (reading.diagnostics.is_empty(), true);
    let mut diagnostics = reading.diagnostics;
    let mut records: Vec<Arc<Record>> = Vec::new();
    let mut first: BTreeMap<Id, usize> = BTreeMap::new();
    for (index, typed) in reading.value.unwrap_or_default() {
        let Some(id) = typed.id.or_else(|| Id::parse(role?).ok()) else { continue };
        let path = path_of(kind, index);
        if let Some(earlier) = first.get(&id) {
            diagnostics.push(duplicate(kind, file, text, &id, *earlier, index));
            continue;
        }
        first.insert(id.clone(), index);
        let key = RecordKey { kind: Arc::clone(&kind.name), role: role.cloned(), id };
        let (prose, found) = parse_prose(&typed.datum, &key, file, &path, text, environment);
        diagnostics.extend(found);
        let record = Record {
            key,
            title: typed.title,
            label: typed.label,
            datum: typed.datum,
            prose_hash: crate::playbook::fingerprint(&prose),
            prose,
            file: file.clone(),
            path,
            value: typed.value,
        };
        is_sound &= typed.findings.iter().all(|finding| finding.code.severity() == Severity::Warning);
        let heard = typed.findings.into_iter().filter(|finding| !record.silences(finding.code));
        diagnostics.extend(heard.map(|finding| record.diagnose(finding, text)));
        records.push(Arc::new(record));
    }
    (RecordFile { kind: Arc::clone(kind), role: role.cloned(), records, is_read, is_sound }, diagnostics)
}

/// The way to a record in its file.
fn path_of(kind: &Kind, index: usize) -> FieldPath {
    kind.list.as_ref().map_or_else(FieldPath::default, |list| FieldPath::key(list).item(index))
}

fn duplicate(kind: &Kind, file: &SourcePath, text: &str, id: &Id, earlier: usize, later: usize) -> Diagnostic {
    let locator = Locator::new(text, 0);
    let place = |index| Place::span(file, locator.field(&path_of(kind, index).then("id")));
    Diagnostic::new(Code::DuplicateId, place(later), format!("the id `{id}` stands twice in this file"))
        .related(place(earlier), "the first one")
        .hint("give one of the two another id")
}

type Prose = (BTreeMap<FieldPath, Markup>, Vec<Diagnostic>);

fn parse_prose(datum: &Datum, key: &RecordKey, file: &SourcePath, path: &FieldPath, text: &str, environment: &Environment<'_>) -> Prose {
    let mut prose = BTreeMap::new();
    let mut diagnostics = Vec::new();
    datum.walk(&mut |field, datum| {
        let (Datum::Markdown(written) | Datum::Inline(written)) = datum else { return };
        let origin = Origin::Field { file: file.clone(), base: 0, field: path.join(field) };
        // Several texts of several records stand on one page, so each has ids of its own.
        let prefix = format!("{}-{}-", key.anchor_across(), markdown::slugify(&field.to_string().replace(['.', '[', ']'], "-")));
        let (markup, issues) = markdown::parse(written, origin, &Role::Prose { prefix }, environment);
        diagnostics.extend(issues.into_iter().map(|issue| {
            issue.diagnose(&markup.origins, &|path| {
                if path == file { Some(text.into()) } else { (environment.include)(path) }
            })
        }));
        prose.insert(field.clone(), markup);
    });
    (prose, diagnostics)
}

/// Reads the file of a kind: the records without a mistake in their shape, each with its index in the file.
pub fn read_records<T: RecordKind>(file: &SourcePath, text: &str) -> Reading<Vec<Item<Typed>>> {
    let Reading { value, diagnostics } = match T::LAYOUT {
        Layout::List(list) => read_items(file, text, list, |ListOf(records): ListOf<T>| records),
        Layout::One => {
            let Reading { value, diagnostics } = read::<T>(file, text, 0);
            // Half a record would lead to messages about the other half.
            let value = value.filter(|_| diagnostics.is_empty()).map(|record| vec![(0, record)]);
            Reading { value, diagnostics }
        }
    };
    let typed = |value: T| Typed {
        id: value.id().cloned(),
        title: value.title(),
        label: value.label(),
        datum: value.datum(),
        findings: value.check(),
        value: Box::new(value),
    };
    Reading { value: value.map(|list| list.into_iter().map(|(index, record)| (index, typed(record))).collect()), diagnostics }
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
