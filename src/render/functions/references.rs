//! Functions for what references lead to, and for lists in the order of that.

use std::{collections::BTreeMap, rc::Rc, sync::Arc};

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::job;
use crate::{
    playbook::{Answer, Filter, PageKind, Query, Whose},
    records::RecordKey,
    render::{
        Job,
        value::{map, record_value},
    },
};

/// `page_record()`: the record whose own page this is.
pub(super) fn page_record(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let PageKind::Record(RecordKey { kind, role, id }) = &job.page.kind else {
        return Err(Error::message("this is no record's own page"));
    };
    let whose = role.as_ref().map_or(Whose::Playbook, |role| Whose::Own(Arc::clone(role)));
    Ok(one(&job, kind, whose, id))
}

/// `target(of=kit.stage)`: the record that a reference leads to, with all of its fields; nothing where no file has it.
pub(super) fn target(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let reference = arguments.must_get::<Value>("of")?;
    let field = |name: &'static str| reference.get_from_path(name).and_then(Value::as_str);
    let (Some(kind), Some(whose), Some(id)) = (field("kind"), field("whose"), field("id")) else {
        return Err(Error::message("`of` must be a reference of a record, such as `kit.stage`"));
    };
    Ok(one(&job()?, kind, Whose::named(whose), id))
}

fn one(job: &Rc<Job>, kind: &str, whose: Whose, id: &str) -> Value {
    let fields = BTreeMap::from([("id".to_owned(), id.to_owned())]);
    match job.ask(Query::Records(Filter { kind: kind.into(), whose, fields })) {
        Answer::Records { shown, .. } => shown.first().map_or_else(Value::none, |view| record_value(job, view)),
        _ => Value::none(),
    }
}

/// `list | indexed(by="competencies")`: an index of records by what a field refers to, each entry with the `title` and `href` of that,
/// and `items`. A record with several stands in several entries; those without any come last, in one without a title.
pub(super) fn indexed(list: Vec<Value>, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let by = arguments.must_get::<&str>("by")?;
    let job = job()?;
    let mut entries: Vec<Entry> = Vec::new();
    let mut without = Vec::new();
    for item in list {
        let references = match item.get_from_path(by) {
            Some(value) if value.is_array() => value.as_array().map(<[Value]>::to_vec).unwrap_or_default(),
            Some(value) if value.is_map() => vec![value.clone()],
            _ => Vec::new(),
        };
        if references.is_empty() {
            without.push(item);
            continue;
        }
        for reference in references {
            let entry = Entry::of(&job, reference);
            match entries.iter_mut().find(|known| known.id == entry.id && known.title == entry.title) {
                Some(known) => known.items.push(item.clone()),
                None => entries.push(Entry { items: vec![item.clone()], ..entry }),
            }
        }
    }
    entries.sort_by(|one, other| (one.place, &one.title).cmp(&(other.place, &other.title)));
    let mut values: Vec<Value> = entries.into_iter().map(Entry::value).collect();
    if !without.is_empty() {
        values.push(map([("title", Value::none()), ("href", Value::none()), ("items", Value::from(without))]));
    }
    Ok(Value::from(values))
}

/// An entry of an index.
struct Entry {
    id: String,
    title: String,
    href: Value,
    /// Where what it stands for is among all of its kind, in the order of their files.
    place: usize,
    items: Vec<Value>,
}

impl Entry {
    fn of(job: &Rc<Job>, reference: Value) -> Self {
        let field = |name: &'static str| reference.get_from_path(name).and_then(Value::as_str).unwrap_or_default().to_owned();
        let id = field("id");
        let place = match job.ask(Query::Ids(field("kind").into())) {
            Answer::Names(ids) => ids.iter().position(|known| **known == *id),
            _ => None,
        };
        let href = reference.get_from_path("href").cloned().unwrap_or_else(Value::none);
        Self { title: field("title"), href, place: place.unwrap_or(usize::MAX), items: Vec::new(), id }
    }

    fn value(self) -> Value {
        map([("title", Value::from(self.title)), ("href", self.href), ("items", Value::from(self.items))])
    }
}
