//! Kinds of records that a playbook declares itself, in `kinds/<name>.yaml`.

use std::{collections::BTreeMap, sync::Arc};

use super::{Common, Finding, Kind, Kinds, RecordKey, Scope, Typed, World, built_in};
use crate::{
    choice,
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    markdown::in_words,
    money::Money,
    record,
    sources::{Hidden, SourcePath, Sources},
    yaml::{
        Changed, Currency, Datum, Entry, Field, FieldPath, FieldShape, Id, Locator, NonEmpty, Reading, RecordShape, Shape, Text, read,
        read_shape_items, read_shape_items_over,
    },
};

/// The folder of a playbook's own kinds.
pub const FOLDER: &str = "kinds";

record! {
    /// A kind of record that a playbook declares itself.
    pub struct Declared as "kind" {
        /// The heading of its records, such as `Certifications`.
        pub title: String = "Certifications",
        /// What it is for, for whoever writes such records.
        pub about: Option<String>,
        /// What one record is called in messages; the file's name unless said.
        pub noun: Option<String>,
        /// The file that holds its records; the kind's file's name unless said.
        pub file: Option<String>,
        /// Whose its records are: a `role`'s, the whole `playbook`'s, or `either`; `either` unless said.
        pub scope: Option<DeclaredScope>,
        /// Its section on a role's page, its page and its directive; the file's name unless said.
        pub section: Option<Id>,
        /// Its fields, in the order in which they are shown, besides `id`, `title` and what all records may have.
        pub fields: NonEmpty<DeclaredField>,
    }
}

record! {
    /// A field of a kind.
    pub struct DeclaredField as "field" {
        /// Its key.
        pub name: Id = "issuer",
        /// What it holds.
        pub r#type: DeclaredType = "text",
        /// Its heading; its key unless said.
        pub title: Option<String>,
        /// What it is for, for whoever writes such records.
        pub about: Option<String>,
        /// Whether every record must have it.
        pub required: Option<bool>,
        /// What it may be, when its type is `choice`.
        pub choices: Vec<String>,
        /// The kind that it names records of, when its type is `reference` or a list of references.
        pub to: Option<Id>,
        /// The currency, when its type is `money` or a list of amounts.
        pub currency: Option<Currency>,
        /// What the items are, when its type is `list`.
        pub of: Option<DeclaredType>,
    }
}

choice! {
    /// What a field of a declared kind holds.
    pub enum DeclaredType {
        /// Plain text on a line.
        Text = "text",
        /// Markdown of any length.
        Markdown = "markdown",
        /// A number.
        Number = "number",
        /// An amount of money.
        Money = "money",
        /// A day.
        Date = "date",
        /// `true` or `false`.
        YesNo = "yes_no",
        /// One of some words.
        Choice = "choice",
        /// The id of a record.
        Reference = "reference",
        /// A whole address of the web.
        Link = "link",
        /// A list.
        List = "list",
    }
}

choice! {
    /// Whose the records of a declared kind are.
    pub enum DeclaredScope {
        /// A role's.
        Role = "role",
        /// The whole playbook's.
        Playbook = "playbook",
        /// Either.
        Either = "either",
    }
}

/// The built-in kinds, and those that the playbook declares.
pub fn load(sources: &dyn Sources) -> (Kinds, Vec<Diagnostic>) {
    let mut loader = Loader { kinds: built_in().iter().cloned().collect(), diagnostics: Vec::new() };
    let listing = sources.list(FOLDER, Hidden::LeftOut);
    loader.diagnostics.extend(listing.unreadable.iter().map(crate::library::unreadable));
    let mut read_files = Vec::new();
    for path in listing.files.into_iter().filter(|path| matches!(path.extension(), "yaml" | "yml")) {
        let Some(text) = crate::library::read_text(sources, &path, &mut loader.diagnostics) else { continue };
        let reading = read::<Declared>(&path, &text, 0);
        let is_sound = reading.diagnostics.is_empty();
        loader.diagnostics.extend(reading.diagnostics);
        if let Some(declared) = reading.value.filter(|_| is_sound) {
            read_files.push((path, text, declared));
        }
    }
    // A kind may refer to another one that is declared after it.
    let names: Vec<String> = read_files.iter().map(|(path, ..)| path.stem().to_owned()).collect();
    for (path, text, declared) in &read_files {
        loader.add(path, text, declared, &names);
    }
    (Kinds::new(loader.kinds), loader.diagnostics)
}

struct Loader {
    kinds: Vec<Arc<Kind>>,
    diagnostics: Vec<Diagnostic>,
}

impl Loader {
    fn add(&mut self, path: &SourcePath, text: &str, declared: &Declared, names: &[String]) {
        let name = path.stem();
        let before = self.diagnostics.len();
        let mut say = |field: FieldPath, message: String, hint: String| {
            let place = Place::span(path, Locator::new(text, 0).field(&field));
            self.diagnostics.push(Diagnostic::new(Code::BadKind, place, message).hint(hint));
        };
        if let Err(problem) = Id::parse(name) {
            say(FieldPath::default(), format!("the file's name {}", problem.reason), problem.hint.unwrap_or_default());
        }
        let file = declared.file.clone().unwrap_or_else(|| format!("{name}.yaml"));
        let section = declared.section.as_deref().unwrap_or_else(|| file.trim_end_matches(".yaml")).to_owned();
        if !file.ends_with(".yaml") || file.contains('/') {
            say(
                FieldPath::key("file"),
                format!("`{file}` is no name of a YAML file"),
                "write for example `certifications.yaml`".to_owned(),
            );
        }
        let clash = self.kinds.iter().find(|kind| *kind.name == *name || *kind.file == *file || *kind.section == *section);
        if let Some(clash) = clash {
            let message = format!("the kind `{name}` has the name, file or section of another kind: {}", clash.title);
            say(FieldPath::key("title"), message, "give the file another name, or set `file` and `section`".to_owned());
        }
        let known = || self.kinds.iter().map(|kind| &*kind.name).chain(names.iter().map(String::as_str));
        let mut shapes = Vec::new();
        for (index, field) in declared.fields.iter().enumerate() {
            let at = FieldPath::key("fields").item(index);
            match field.shape(field.r#type, known().collect::<Vec<_>>().as_slice()) {
                Ok(shape) => shapes.push(FieldShape {
                    name: field.name.to_string().into(),
                    shape,
                    required: field.required == Some(true),
                    about: field.about.clone().unwrap_or_default().into(),
                    example: None,
                }),
                Err((message, hint)) => say(at.clone().then("type"), message, hint),
            }
            let is_taken = own_fields().iter().any(|taken| *taken.name == *field.name)
                || declared.fields[..index].iter().any(|earlier| earlier.name == field.name);
            if is_taken {
                let message = format!("there is a field `{}` already", field.name);
                say(
                    at.then("name"),
                    message,
                    "choose another name; every record has `id`, `title` and what all records may have".to_owned(),
                );
            }
        }
        if self.diagnostics.len() == before {
            self.kinds.push(Arc::new(kind(name, file, section, declared, shapes)));
        }
    }
}

impl DeclaredField {
    /// What a field of a type takes; else what is wrong, and what to write instead.
    fn shape(&self, of: DeclaredType, kinds: &[&str]) -> Result<Shape, (String, String)> {
        let lacks =
            |key: &str, example: &str| (format!("the field `{}` needs `{key}`", self.name), format!("add for example `{key}: {example}`"));
        Ok(match of {
            DeclaredType::Text => Shape::Text,
            DeclaredType::Markdown => Shape::Markdown,
            DeclaredType::Number => Shape::Number,
            DeclaredType::Money => {
                self.currency.ok_or_else(|| lacks("currency", "EUR"))?;
                Shape::Amount
            }
            DeclaredType::Date => Shape::Date,
            DeclaredType::YesNo => Shape::Bool,
            DeclaredType::Link => Shape::Url,
            DeclaredType::Choice if self.choices.is_empty() => return Err(lacks("choices", "[low, high]")),
            DeclaredType::Choice => Shape::Choice(self.choices.iter().map(|choice| Arc::from(choice.as_str())).collect()),
            DeclaredType::Reference => {
                let to = self.to.as_deref().ok_or_else(|| lacks("to", "competency"))?;
                if !kinds.contains(&to) {
                    let hint = did_you_mean(to, kinds.iter().copied()).unwrap_or_else(|| format!("there are {}", kinds.join(", ")));
                    return Err((format!("there is no kind of record `{to}`"), hint));
                }
                Shape::Reference(to.into())
            }
            DeclaredType::List => match self.of.ok_or_else(|| lacks("of", "text"))? {
                DeclaredType::List => {
                    return Err((format!("`{}` is a list of lists", self.name), "write a list of something else".to_owned()));
                }
                item => Shape::List { of: Box::new(self.shape(item, kinds)?), at_least: 0 },
            },
        })
    }
}

/// The fields that every record of a declared kind has before and after its own.
fn own_fields() -> Vec<FieldShape> {
    let field = |name: &'static str, shape, required, about: &'static str| FieldShape {
        name: name.into(),
        shape,
        required,
        about: about.into(),
        example: None,
    };
    let mut fields =
        vec![field("id", Shape::Id, true, "Its id, unique in the file."), field("title", Shape::Text, true, "What it is called.")];
    if let Shape::Record(common) = Common::shape() {
        fields.extend(common.fields);
    }
    fields
}

fn kind(name: &str, file: String, section: String, declared: &Declared, mut own: Vec<FieldShape>) -> Kind {
    let mut fields = own_fields();
    let common = fields.split_off(2);
    fields.append(&mut own);
    fields.extend(common);
    let noun = declared.noun.clone().unwrap_or_else(|| name.replace(['-', '_'], " "));
    let shape = Shape::Record(RecordShape { name: noun.into(), about: declared.about.clone().unwrap_or_default().into(), fields });
    let list: Arc<str> = section.as_str().into();
    let currencies: BTreeMap<Arc<str>, Currency> =
        declared.fields.iter().filter_map(|field| Some(((&*field.name).into(), field.currency?))).collect();
    let file_shape = Shape::Record(RecordShape {
        name: file.clone().into(),
        about: "".into(),
        fields: vec![FieldShape {
            name: section.clone().into(),
            shape: Shape::List { of: Box::new(shape.clone()), at_least: 0 },
            required: false,
            about: "".into(),
            example: None,
        }],
    });
    let reader = Arc::new(Reader { file: file_shape, record: shape.clone(), list: Arc::clone(&list), currencies });
    let over = Arc::clone(&reader);
    Kind {
        name: name.into(),
        title: declared.title.as_str().into(),
        file: file.into(),
        list: Some(list),
        scope: match declared.scope {
            Some(DeclaredScope::Role) => Scope::Role,
            Some(DeclaredScope::Playbook) => Scope::Playbook,
            Some(DeclaredScope::Either) | None => Scope::Either,
        },
        directives: vec![section.as_str().into()],
        section: section.into(),
        words: &[],
        across: true,
        has_pages: false,
        is_copied: false,
        shape,
        declared: declared.fields.iter().map(|field| (Arc::from(&*field.name), field.heading().into())).collect(),
        read: Box::new(move |path, text| reader.read(path, text)),
        read_over: Box::new(move |texts| over.read_over(texts)),
        resolve: nothing,
    }
}

impl DeclaredField {
    /// Its heading: as said, else its key in words.
    fn heading(&self) -> String {
        self.title.clone().unwrap_or_else(|| in_words(&self.name))
    }
}

fn nothing(_: &World<'_>, _: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
    BTreeMap::new()
}

/// How the files of a declared kind are read.
struct Reader {
    file: Shape,
    record: Shape,
    list: Arc<str>,
    currencies: BTreeMap<Arc<str>, Currency>,
}

impl Reader {
    fn read(&self, path: &SourcePath, text: &str) -> Reading<Vec<(usize, Typed)>> {
        let Reading { value, mut diagnostics } = read_shape_items(path, text, &self.file, &self.list, &self.record);
        let mut records = Vec::new();
        for (index, entry) in value.iter().flatten() {
            let (typed, wrong) = self.typed(entry);
            for (field, message) in wrong {
                let at = FieldPath::key(&self.list).item(*index).then(&field);
                diagnostics.push(bad_amount(path, text, &at, message));
            }
            records.push((*index, typed));
        }
        Reading { value: value.map(|_| records), diagnostics }
    }

    fn read_over(&self, texts: [Text<'_>; 2]) -> Reading<Vec<Changed<Typed>>> {
        let Reading { value, mut diagnostics } = read_shape_items_over(texts, [&self.file, &self.record], &self.list);
        let mut records = Vec::new();
        for Changed { index, before, after, values, parts } in value.into_iter().flatten() {
            let (typed, wrong) = self.typed(&after);
            for (field, message) in wrong {
                // What is wrong below was said there.
                if let Some(at) = values.get(&FieldPath::key(&field)) {
                    diagnostics.push(bad_amount(texts[1].0, texts[1].1, at, message));
                }
            }
            records.push(Changed { index, before: self.typed(&before).0, after: typed, values, parts });
        }
        Reading { value: Some(records), diagnostics }
    }

    /// A record with its amounts in their currencies, and the fields whose amounts those can't have.
    fn typed(&self, entry: &Entry<Datum>) -> (Typed, Vec<(Arc<str>, String)>) {
        let (mut datum, is_whole) = match entry {
            Entry::Whole(datum) => (datum.clone(), true),
            Entry::Broken { datum, .. } => (datum.clone(), false),
        };
        let mut wrong = Vec::new();
        for (field, currency) in &self.currencies {
            match datum.get(field).map(|amounts| money(amounts, *currency)) {
                Some(Ok(money)) => datum.set(field, money),
                Some(Err(message)) => wrong.push((Arc::clone(field), message)),
                None => {}
            }
        }
        let text_of = |field| datum.get(field).and_then(Datum::as_text);
        let (id, title) = (text_of("id").and_then(|id| Id::parse(id).ok()), text_of("title").map(str::to_owned));
        (Typed { id, title, label: None, datum, findings: Vec::new(), is_whole, value: None }, wrong)
    }
}

fn bad_amount(path: &SourcePath, text: &str, at: &FieldPath, message: String) -> Diagnostic {
    let place = Place::span(path, Locator::new(text, 0).field(at));
    Diagnostic::new(Code::BadAmount, place, message).hint("write the amount in major units, as the currency has them")
}

/// An amount, or each of a list, in its currency.
fn money(amounts: &Datum, currency: Currency) -> Result<Datum, String> {
    match amounts {
        Datum::Number(number) => Money::from_major(*number, currency)
            .map(Datum::Money)
            .map_err(|_| format!("{} has no such amount as `{number}`", currency.code())),
        Datum::List(items) => items.iter().map(|item| money(item, currency)).collect::<Result<_, _>>().map(Datum::List),
        other => Ok(other.clone()),
    }
}
