//! Functions for sources: to cite one, to list those that a page cites, to tell what cites one.

use std::{collections::BTreeMap, sync::Arc};

use tera::{Kwargs, State, TeraResult, Value};

use super::job;
use crate::{
    playbook::{Answer, CitingPage, PageKind, Query, SourceEntry},
    records::{RecordKind as _, Source},
    render::{citations, page::language_value, value::map},
};

/// `cite(source="gartner-2024")`: the way to a source's entry at the foot of this page, which lists it from now on; empty text when
/// there is no such source.
pub(super) fn cite(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let source = arguments.must_get::<&str>("source")?;
    Ok(Value::from(citations::cite(&job()?, &source.into()).unwrap_or_default()))
}

/// `cited()`: the sources that were cited on this page so far, and those that they are quoted in, by label. The page of all sources has
/// their entries anyway.
pub(super) fn cited(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    if matches!(&job.page.kind, PageKind::Across { kind, .. } if **kind == *Source::NAME) {
        return Ok(Value::from(Vec::<Value>::new()));
    }
    let mut entries: BTreeMap<Arc<str>, SourceEntry> = BTreeMap::new();
    let mut open: Vec<Arc<str>> = job.cited().into_iter().collect();
    while let Some(id) = open.pop() {
        if entries.contains_key(&id) {
            continue;
        }
        if let Answer::SourceEntry(entry) = job.ask(Query::SourceEntry(Arc::clone(&id))) {
            open.extend(entry.quoted_in.iter().map(|(other, _)| Arc::clone(other)));
            entries.insert(id, entry);
        }
    }
    let mut entries: Vec<SourceEntry> = entries.into_values().collect();
    entries.sort_by_cached_key(|entry| (entry.label.to_lowercase(), entry.title.to_lowercase()));
    Ok(Value::from(entries.iter().map(entry_value).collect::<Vec<_>>()))
}

/// An entry, with the fields of the record.
fn entry_value(entry: &SourceEntry) -> Value {
    let text = |text: Option<&str>| text.map_or_else(Value::none, Value::from);
    let accessed = entry.accessed.map(|day| day.to_string());
    let quoted_in = entry.quoted_in.as_ref().map(|(id, label)| {
        let href = format!("#{}", citations::anchor(id));
        map([("id", Value::from(&**id)), ("label", Value::from(label.as_str())), ("href", Value::from(href))])
    });
    map([
        ("id", Value::from(&*entry.id)),
        ("anchor", Value::from(citations::anchor(&entry.id))),
        ("label", Value::from(entry.label.as_str())),
        ("title", Value::from(entry.title.as_str())),
        ("author", text(entry.author.as_deref())),
        ("publisher", text(entry.publisher.as_deref())),
        ("published", text(entry.published.as_deref())),
        ("url", text(entry.url.as_deref())),
        ("accessed", text(accessed.as_deref())),
        ("quoted_in", quoted_in.unwrap_or_else(Value::none)),
    ])
}

/// `cited_by(id="gartner-2024")`: the pages that cite a source, each with `title` and `href`, and the `records` on it that do.
pub(super) fn cited_by(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let source = arguments.must_get::<&str>("id")?;
    let job = job()?;
    let Answer::CitedBy(pages) = job.ask(Query::CitedBy(source.into())) else { return Ok(Value::none()) };
    let value = |CitingPage { page, records }: &CitingPage| {
        let link = |title: &str, anchor: Option<&str>| {
            [("title", Value::from(title)), ("href", Value::from(job.href(&page.address, anchor)))] //
        };
        let records: Vec<Value> = records.iter().map(|(title, anchor)| map(link(title, anchor.as_deref()))).collect();
        let [title, href] = link(&page.title, None);
        map([title, href, ("records", Value::from(records)), ("language_attributes", language_value(&job, page.language.as_deref()))])
    };
    Ok(Value::from(pages.iter().map(value).collect::<Vec<_>>()))
}
