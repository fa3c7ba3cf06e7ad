//! A record file: a list of records of one kind.

use std::{collections::BTreeMap, sync::Arc};

use serde::Deserializer;

use super::{Kind, Record, RecordKey, RecordKind, Typed};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    markdown::{self, Environment, Markup, Origin, Role},
    sources::SourcePath,
    yaml::{Datum, Field, FieldPath, FieldShape, Id, Item, Locator, Reading, RecordShape, Shape, read_items, read_only_field},
};

/// A parsed record file.
#[derive(Debug)]
pub struct RecordFile {
    /// The kind.
    pub kind: Kind,
    /// The role whose folder it lies in.
    pub role: Arc<str>,
    /// Its records, in the order written.
    pub records: Vec<Arc<Record>>,
    /// Whether all of it could be read: if not, it has records that nobody knows.
    pub is_read: bool,
    /// Whether each record is as it should be.
    pub is_sound: bool,
}

impl RecordFile {
    /// A file that is there and can't be read.
    pub fn unread(kind: Kind, role: &Arc<str>) -> Self {
        Self { kind, role: Arc::clone(role), records: Vec::new(), is_read: false, is_sound: false }
    }
}

/// Parses a record file of a role.
pub fn parse(kind: Kind, role: &Arc<str>, file: &SourcePath, text: &str, environment: &Environment<'_>) -> (RecordFile, Vec<Diagnostic>) {
    let reading = (kind.read)(file, text);
    let (is_read, mut is_sound) = (reading.diagnostics.is_empty(), true);
    let mut diagnostics = reading.diagnostics;
    let mut records: Vec<Arc<Record>> = Vec::new();
    let mut first: BTreeMap<Id, usize> = BTreeMap::new();
    for (index, typed) in reading.value.unwrap_or_default() {
        let path = FieldPath::key(kind.list).item(index);
        if let Some(earlier) = first.get(&typed.id) {
            diagnostics.push(duplicate(kind, file, text, &typed.id, *earlier, index));
            continue;
        }
        first.insert(typed.id.clone(), index);
        let key = RecordKey { kind: kind.name, role: Arc::clone(role), id: typed.id };
        let (prose, found) = parse_prose(&typed.datum, &key, file, &path, text, environment);
        diagnostics.extend(found);
        let record = Record {
            key,
            title: typed.title,
            datum: typed.datum,
            prose_hash: crate::playbook::fingerprint(&prose),
            prose,
            file: file.clone(),
            path,
            value: typed.value,
        };
        is_sound &= typed.findings.is_empty();
        diagnostics.extend(typed.findings.into_iter().map(|finding| record.diagnose(finding, text)));
        records.push(Arc::new(record));
    }
    (RecordFile { kind, role: Arc::clone(role), records, is_read, is_sound }, diagnostics)
}

fn duplicate(kind: Kind, file: &SourcePath, text: &str, id: &Id, earlier: usize, later: usize) -> Diagnostic {
    let locator = Locator::new(text, 0);
    let place = |index| Place::span(file, locator.field(&FieldPath::key(kind.list).item(index).then("id")));
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

/// The file as a record of one list.
struct ListOf<T>(Vec<T>);

impl<T: RecordKind> Field for ListOf<T> {
    fn shape() -> Shape {
        Shape::Record(RecordShape {
            name: T::FILE.into(),
            about: "".into(),
            fields: vec![FieldShape {
                name: T::LIST.into(),
                shape: Shape::List { of: Box::new(T::shape()), at_least: 0 },
                required: false,
                about: "".into(),
                example: None,
            }],
        })
    }

    fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_only_field(deserializer, T::LIST).map(Self)
    }

    fn absent() -> Option<Self> {
        Some(Self(Vec::new()))
    }

    fn datum(&self) -> Datum {
        Datum::Map(vec![(T::LIST.into(), Datum::List(self.0.iter().map(Field::datum).collect()))])
    }
}

/// Reads the file of a kind: the records without a mistake in their shape, each with its index in the file.
pub fn read_list<T: RecordKind>(file: &SourcePath, text: &str) -> Reading<Vec<Item<Typed>>> {
    let Reading { value, diagnostics } = read_items(file, text, T::LIST, |ListOf(records): ListOf<T>| records);
    let typed = |value: T| Typed {
        id: value.id().clone(),
        title: value.title(),
        datum: value.datum(),
        findings: value.check(),
        value: Box::new(value),
    };
    Reading { value: value.map(|list| list.into_iter().map(|(index, record)| (index, typed(record))).collect()), diagnostics }
}
