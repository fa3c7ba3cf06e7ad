//! Records and their fields as template values: money and dates in the page's language, Markdown as HTML.

use std::{rc::Rc, sync::Arc};

use tera::{Map, Value};

use super::{
    Job, body,
    body::Text,
    numbers,
    page::{language_attributes, language_value},
    terms::Terms,
};
use crate::{
    money::Money,
    playbook::{Answer, Query, RecordView, Reference, View},
    records::{ROLE, RecordKind as _, SHARED, Source, spell_out},
    yaml::{Cite, Datum, FieldPath, Step},
};

/// A record for templates: its fields, and `kind`, `title`, `anchor`, `href`, `role`.
pub fn record_value(job: &Rc<Job>, view: &RecordView) -> Value {
    let key = view.key();
    let shown = Shown { view, terms: Terms::of_record(job, view) };
    let mut value = match datum_value(job, &shown, &FieldPath::default(), &view.datum) {
        value if value.is_map() => value.into_map().unwrap_or_default(),
        _ => Map::new(),
    };
    note_language(job, view);
    let reference = Query::Reference { kind: Arc::clone(&key.kind), id: (&*key.id).into(), role: key.role.clone() };
    let Answer::Reference(found) = job.ask(reference) else { return Value::from(value) };
    let mut put = |name: &'static str, field: Value| drop(value.insert(name.into(), field));
    put("kind", Value::from(&*key.kind));
    put("language", view.language.as_deref().map_or_else(Value::none, Value::from));
    put("language_attributes", language_value(job, view.language.as_deref()));
    put("title", Value::from(found.title));
    put("anchor", Value::from(View::anchor_on(&job.page, key)));
    put("href", found.address.map_or_else(Value::none, |home| Value::from(job.href(&home, found.anchor.as_deref()))));
    if let Some(role) = &key.role {
        put("role", reference_value(job, ROLE, role, None));
    }
    Value::from(value)
}

/// Notes the language of a record where it may be another one than that of what stands around it: in a page that isn't translated,
/// around records are texts of the author's in one language and words of the interface in the other.
fn note_language(job: &Rc<Job>, view: &RecordView) {
    if view.language.is_none() && job.page.language.is_none() {
        return;
    }
    let of_playbook = || match job.ask(Query::Config("language".to_owned())) {
        Answer::Text(language) => language.into(),
        _ => Arc::from("en"),
    };
    let language = view.language.clone().unwrap_or_else(of_playbook);
    job.note_passage(View::anchor_on(&job.page, view.key()), language_attributes(job, &language).into());
}

/// A record that is shown, and the terms of the glossary that it uses.
struct Shown<'a> {
    view: &'a RecordView,
    terms: Terms,
}

/// What a reference leads to: `id`, `title`, a shorter `label`, and `href` when it has a permanent place; and for who follows it its
/// `kind`, and `whose` it is.
pub fn reference_value(job: &Rc<Job>, kind: &str, id: &Arc<str>, role: Option<&Arc<str>>) -> Value {
    let found = match job.ask(Query::Reference { kind: kind.into(), id: Arc::clone(id), role: role.cloned() }) {
        Answer::Reference(found) => found,
        _ => Reference { title: spell_out(kind, id), label: None, role: None, address: None, anchor: None, language: None },
    };
    let href = found.address.map_or_else(Value::none, |home| Value::from(job.href(&home, found.anchor.as_deref())));
    let label = Value::from(found.label.as_deref().unwrap_or(&found.title));
    let whose = Value::from(found.role.as_deref().unwrap_or(SHARED));
    map([
        ("id", Value::from(&**id)),
        ("label", label),
        ("title", Value::from(found.title)),
        ("href", href),
        ("kind", Value::from(kind)),
        ("whose", whose),
        ("language_attributes", language_value(job, found.language.as_deref())),
    ])
}

/// Where something comes from: a source, or words.
pub fn cite_value(job: &Rc<Job>, cite: &Cite) -> Value {
    match cite {
        Cite::Source(id, locator) => citation_value(job, &(&**id).into(), locator),
        Cite::Words(words) => Value::from(&*words.0),
    }
}

/// A source: what a reference has, and `locator`. A template that shows it cites it with `cite`.
fn citation_value(job: &Rc<Job>, source: &Arc<str>, locator: &str) -> Value {
    let mut value = reference_value(job, Source::NAME, source, None).into_map().unwrap_or_default();
    value.insert("locator".into(), Value::from(locator));
    Value::from(value)
}

/// An amount for templates.
fn money_value(job: &Job, money: Money, decimals: u32) -> Value {
    map([
        ("text", Value::from(numbers::money(job, money, decimals))),
        ("amount", Value::from(money.major())),
        ("minor", Value::from(money.minor)),
        ("decimals", Value::from(decimals)),
        ("currency", Value::from(money.currency.code())),
    ])
}

/// An amount that a template got, and the number of decimals that it is written with.
pub fn money_of(value: &Value) -> Option<(Money, u32)> {
    let field = |name: &'static str| value.get_from_path(name);
    let minor = field("minor")?.as_i128()?.try_into().ok()?;
    let decimals = field("decimals")?.as_i128()?.try_into().ok()?;
    let currency = field("currency")?.as_str()?.parse().ok()?;
    Some((Money { minor, currency }, decimals))
}

fn datum_value(job: &Rc<Job>, shown: &Shown<'_>, path: &FieldPath, datum: &Datum) -> Value {
    match datum {
        Datum::Null => Value::none(),
        Datum::Bool(yes) => Value::from(*yes),
        Datum::Integer(number) => Value::from(*number),
        Datum::Number(number) => map([
            ("text", Value::from(numbers::decimal(job, *number))),
            ("number", Value::from(number.ten_thousandths() as f64 / 10_000.0)),
        ]),
        Datum::Money(money) => money_value(job, *money, money.decimals()),
        Datum::Date(date) => Value::from(date.to_string()),
        Datum::Duration(duration) => Value::from(duration.to_string()),
        Datum::Text(text) => Value::from(&**text),
        Datum::Reference { kind, id } => reference_value(job, kind, id, shown.view.key().role.as_ref()),
        Datum::Citation { source, locator } => citation_value(job, source, locator),
        Datum::Markdown(text) => prose(job, shown, path).map_or_else(|| Value::from(&**text), |html| Value::safe_string(html.trim())),
        Datum::Inline(text) => {
            prose(job, shown, path).map_or_else(|| Value::from(&**text), |html| Value::safe_string(within_a_line(html.trim())))
        }
        Datum::List(items) => {
            let item = |(index, item)| datum_value(job, shown, &path.clone().item(index), item);
            Value::from(items.iter().enumerate().map(item).collect::<Vec<Value>>())
        }
        Datum::Map(entries) => {
            // Amounts that stand together are compared, so they have the same decimals.
            let decimals =
                entries.iter().filter_map(|(_, value)| if let Datum::Money(money) = value { Some(money.decimals()) } else { None });
            let decimals = decimals.max().unwrap_or_default();
            let mut fields = Map::new();
            for (key, value) in entries {
                let path = FieldPath(path.0.iter().cloned().chain([Step::Key(Arc::clone(key))]).collect());
                let value = match value {
                    Datum::Money(money) => money_value(job, *money, decimals),
                    _ => datum_value(job, shown, &path, value),
                };
                fields.insert(key.to_string().into(), value);
            }
            Value::from(fields)
        }
    }
}

/// The HTML of a Markdown field.
fn prose(job: &Rc<Job>, shown: &Shown<'_>, path: &FieldPath) -> Option<String> {
    let markup = shown.view.record.prose.get(path)?;
    let mut html = String::new();
    body::write(job, &Text { markup, field: path, terms: &shown.terms }, &markup.segments, &mut job.heading_above(), &mut html);
    Some(html)
}

/// One paragraph alone is shown within a line.
fn within_a_line(html: &str) -> &str {
    html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")).filter(|inner| !inner.contains("<p>")).unwrap_or(html)
}

/// A mapping for templates.
pub fn map<const N: usize>(entries: [(&'static str, Value); N]) -> Value {
    Value::from(entries.into_iter().map(|(key, value)| (key.into(), value)).collect::<Map>())
}
