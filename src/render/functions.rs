//! The functions and filters that templates may use. Everything about other pages and records comes through them.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use jiff::civil::Date;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::{
    Job, numbers,
    page::page_value,
    scales::scales,
    value::{map, record_value},
};
use crate::{
    diagnostic::{Code, did_you_mean},
    markdown::LinkKind,
    playbook::{Answer, Filter, Lead, PageKind, Query, Section, Summary},
    records::{KINDS, Kind},
    sources::SourcePath,
};

/// Registers all functions and filters.
pub fn set_up(tera: &mut Tera) {
    tera.autoescape_on(vec![".html"]);
    tera.register_function("config", config);
    tera.register_function("word", word);
    tera.register_function("var", variable);
    tera.register_function("asset", asset);
    tera.register_function("link", link);
    tera.register_function("navigation", navigation);
    tera.register_function("children", children);
    tera.register_function("listing", listing);
    tera.register_function("trail", trail);
    tera.register_function("neighbours", neighbours);
    tera.register_function("backlinks", backlinks);
    tera.register_function("sections", sections);
    tera.register_function("records", records);
    tera.register_function("record", record);
    tera.register_function("role_href", role_href);
    tera.register_function("roles", roles);
    tera.register_function("tags", tags);
    tera.register_function("tagged", tagged);
    tera.register_function("data", data);
    tera.register_function("today", today);
    tera.register_filter("date", date);
    tera.register_filter("scales", scales);
}

fn job() -> TeraResult<Rc<Job>> {
    Job::current().ok_or_else(|| Error::message("this function works only while a page is rendered"))
}

/// `config(key="title")`: a setting, or nothing.
fn config(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    Ok(match job()?.ask(Query::Config(key.to_owned())) {
        Answer::Text(text) => Value::from(text),
        _ => Value::none(),
    })
}

/// `word(key="next")`: a word of the interface; `{name}` in it is the argument of that name.
fn word(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let key = arguments.must_get::<&str>("key")?;
    let Answer::Text(mut word) = job()?.ask(Query::Word(key.to_owned())) else {
        return Err(Error::message(format!("there is no word `{key}` in the theme's i18n files")));
    };
    for (name, value) in arguments.iter() {
        if let Some(name) = name.as_str() {
            word = word.replace(&format!("{{{name}}}"), &value.to_string());
        }
    }
    Ok(Value::from(word))
}

/// `var(name="client.name")`: a variable of the configuration.
fn variable(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let name = arguments.must_get::<&str>("name")?;
    match job()?.ask(Query::Config(format!("variables.{name}"))) {
        Answer::Text(text) => Ok(Value::from(text)),
        _ => Err(Error::message(format!("the variable `{name}` isn't defined in rolebook.yaml"))),
    }
}

/// `asset(path="site.css")`: the way to a file of the theme.
fn asset(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let path = arguments.must_get::<&str>("path")?;
    let job = job()?;
    match job.ask(Query::Asset(path.to_owned())) {
        Answer::Address(address) => Ok(Value::from(job.href(&address, None))),
        _ => Err(Error::message(format!("no layer of the theme has the asset `{path}`"))),
    }
}

/// `link(to="roles/index.md")`: the way to a page or file, by its path from the content folder or its address.
fn link(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let to = arguments.must_get::<&str>("to")?;
    let job = job()?;
    let target = format!("/{}", to.trim_start_matches('/'));
    let file = SourcePath::new("rolebook.yaml");
    match job.ask(Query::Link { kind: LinkKind::Path, target, file, page: job.page.address.clone() }) {
        Answer::Link(Ok((Lead::Within(resolved), _))) => Ok(Value::from(job.href(&resolved.address, resolved.anchor.as_deref()))),
        _ => Err(Error::message(format!("`{to}` leads to no page or file"))),
    }
}

/// `navigation()`: the top pages, each with the pages below it when the reader is in it, and the pages across roles.
fn navigation(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let trail: Vec<Summary> = match job.ask(Query::Trail(job.page.address.clone())) {
        Answer::Summaries(trail) => trail,
        _ => Vec::new(),
    };
    let Answer::Navigation(top, across) = job.ask(Query::Navigation) else { return Ok(Value::none()) };
    let entries = |list: &[Summary]| Value::from(list.iter().map(|summary| entry(&job, summary, &trail)).collect::<Vec<_>>());
    Ok(map([("top", entries(&top)), ("across", entries(&across))]))
}

/// An entry of the navigation, open when the page is it or lies in it.
fn entry(job: &Rc<Job>, summary: &Summary, trail: &[Summary]) -> Value {
    let is_current = summary.address == job.page.address;
    let is_open = is_current || trail.iter().any(|section| section.address == summary.address);
    let is_home = &*summary.address == "index.html";
    let below = match is_open && !is_home {
        true => match job.ask(Query::Children(summary.address.clone())) {
            Answer::Summaries(children) => children.iter().map(|child| entry(job, child, trail)).collect(),
            _ => Vec::new(),
        },
        false => Vec::new(),
    };
    map([
        ("title", Value::from(summary.title.as_str())),
        ("href", Value::from(job.href(&summary.address, None))),
        ("is_current", Value::from(is_current)),
        ("is_open", Value::from(is_open)),
        ("children", Value::from(below)),
    ])
}

fn summary_value(job: &Job, summary: &Summary) -> Value {
    map([("title", Value::from(summary.title.as_str())), ("href", Value::from(job.href(&summary.address, None)))])
}

fn summaries(job: &Job, answer: Answer) -> Value {
    match answer {
        Answer::Summaries(list) => Value::from(list.iter().map(|summary| summary_value(job, summary)).collect::<Vec<_>>()),
        _ => Value::from(Vec::<Value>::new()),
    }
}

fn pages(job: &Job, answer: Answer) -> Value {
    let Answer::Pages(pages) = answer else { return Value::from(Vec::<Value>::new()) };
    let value = |(page, title): &(std::sync::Arc<crate::playbook::Page>, String)| {
        let mut value = page_value(job, page, title).into_map().unwrap_or_default();
        value.insert("href".into(), Value::from(job.href(&page.address, None)));
        Value::from(value)
    };
    Value::from(pages.iter().map(value).collect::<Vec<_>>())
}

/// `children()`: the pages of this section, by title.
fn children(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Children(job.page.address.clone()));
    Ok(summaries(&job, answer))
}

/// `listing()`: the pages of this section, with description, dates and tags.
fn listing(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Listing(job.page.address.clone()));
    Ok(pages(&job, answer))
}

/// `trail()`: the sections that this page lies in, the home page first.
fn trail(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Trail(job.page.address.clone()));
    Ok(summaries(&job, answer))
}

/// `neighbours()`: the pages `before` and `after` this one.
fn neighbours(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Neighbours(before, after) = job.ask(Query::Neighbours(job.page.address.clone())) else { return Ok(Value::none()) };
    let value = |summary: Option<Summary>| summary.map_or_else(Value::none, |summary| summary_value(&job, &summary));
    Ok(map([("before", value(before)), ("after", value(after))]))
}

/// `backlinks()`: the pages that mention this one.
fn backlinks(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Backlinks(job.page.address.clone()));
    Ok(summaries(&job, answer))
}

/// `sections()`: the kinds of records that this role's page shows in the layout's standard place.
fn sections(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Sections(sections) = job.ask(Query::Sections(job.page.address.clone())) else { return Ok(Value::none()) };
    let value = |section: &Section| {
        map([
            ("kind", Value::from(section.kind)),
            ("word", Value::from(section.word)),
            ("anchor", section.anchor.map_or_else(Value::none, Value::from)),
        ])
    };
    Ok(Value::from(sections.iter().map(value).collect::<Vec<_>>()))
}

/// `records(kind="band", role="sre", market="us")`: records of a kind, of one role or of all, whose fields have these values.
fn records(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let filter = filter(&arguments)?;
    let Answer::Records { shown, .. } = job.ask(Query::Records(filter.clone())) else { return Ok(Value::none()) };
    if shown.is_empty() {
        check_values(&job, &filter)?;
    }
    Ok(Value::from(shown.iter().map(|view| record_value(&job, view)).collect::<Vec<_>>()))
}

/// Nothing found is right when a role has no such record; it is a mistake when no record at all has the value asked for.
fn check_values(job: &Rc<Job>, filter: &Filter) -> TeraResult<()> {
    let ask = |fields: BTreeMap<String, String>| match job.ask(Query::Records(Filter { kind: filter.kind, role: None, fields })) {
        Answer::Records { shown, .. } => shown,
        _ => Vec::new(),
    };
    if let Some(role) = &filter.role
        && let Answer::Summaries(pages) = job.ask(Query::Role(role.as_str().into()))
        && pages.is_empty()
    {
        let roles = match job.ask(Query::Roles) {
            Answer::Pages(pages) => pages,
            _ => Vec::new(),
        };
        let hint = did_you_mean(role, roles.iter().filter_map(|(page, _)| page.role.as_deref()));
        let hint = hint.unwrap_or_else(|| "a role is a folder of `roles/` with an `index.md`".to_owned());
        return Err(mistake(job, role, &format!("the playbook has no role `{role}`"), Some(&hint)));
    }
    for (field, wanted) in &filter.fields {
        let all = ask(BTreeMap::new());
        if all.is_empty() || !ask(BTreeMap::from([(field.clone(), wanted.clone())])).is_empty() {
            continue;
        }
        let values: BTreeSet<String> = all.iter().flat_map(|view| Filter::values(&view.datum, field)).collect();
        let list = || format!("there are {}", values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", "));
        let hint = did_you_mean(wanted, values.iter().map(String::as_str)).unwrap_or_else(list);
        return Err(mistake(job, wanted, &format!("no {} has the {field} `{wanted}`", filter.kind), Some(&hint)));
    }
    Ok(())
}

/// What a directive's author got wrong with a value; in a layout it is the template's mistake.
fn mistake(job: &Rc<Job>, value: &str, message: &str, hint: Option<&str>) -> Error {
    job.complain(Code::UnknownId, value, message, hint);
    Error::message(match hint {
        Some(hint) => format!("{message}; {hint}"),
        None => message.to_owned(),
    })
}

fn filter(arguments: &Kwargs) -> TeraResult<Filter> {
    let name = arguments.must_get::<&str>("kind")?;
    let kind = Kind::named(name).ok_or_else(|| {
        let names = KINDS.iter().map(|kind| kind.name);
        let hint = did_you_mean(name, names.clone()).unwrap_or_else(|| format!("there are {}", names.collect::<Vec<_>>().join(", ")));
        Error::message(format!("there is no kind of record `{name}`; {hint}"))
    })?;
    let mut role = None;
    let mut fields = BTreeMap::new();
    for (key, value) in arguments.iter() {
        // An argument that a directive wasn't given restricts nothing.
        let value = if value.is_none() { String::new() } else { value.to_string() };
        match key.as_str() {
            None | Some("kind") => {}
            Some(_) if value.is_empty() => {}
            Some("role") => role = Some(value),
            Some(field) => drop(fields.insert(field.to_owned(), value)),
        }
    }
    Ok(Filter { kind: kind.name, role, fields })
}

/// `record(kind="question", id="model-rollback", role="sre")`: one record; without a role, of this page's, else of the one that has it.
fn record(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let mut filter = filter(&arguments)?;
    let id = arguments.must_get::<&str>("id")?.to_owned();
    if filter.role.is_none() {
        filter.role = job.page.role.as_ref().map(ToString::to_string);
    }
    let find = |filter: Filter| match job.ask(Query::Records(filter)) {
        Answer::Records { shown, .. } => shown,
        _ => Vec::new(),
    };
    let mut found = find(filter.clone());
    if found.is_empty() && arguments.get::<&str>("role")?.is_none_or(str::is_empty) {
        filter.role = None;
        found = find(filter.clone());
    }
    match found.as_slice() {
        [view] => Ok(record_value(&job, view)),
        [] => {
            filter.fields.remove("id");
            let all = find(filter.clone());
            let hint = did_you_mean(&id, all.iter().map(|view| &*view.key().id));
            Err(mistake(&job, &id, &format!("there is no {} `{id}`", filter.kind), hint.as_deref()))
        }
        several => {
            let roles: Vec<&str> = several.iter().map(|view| &*view.key().role).collect();
            let hint = format!("say which with role={}", roles.join(" or role="));
            Err(mistake(&job, &id, &format!("{} roles have a {} `{id}`", several.len(), filter.kind), Some(&hint)))
        }
    }
}

/// `role_href(of="sre")`: the way to a role's page; nothing for the page's own.
fn role_href(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let role = arguments.must_get::<&str>("of")?;
    let job = job()?;
    Ok(match job.ask(Query::Role(role.into())) {
        Answer::Summaries(pages) => {
            let other = pages.iter().find(|page| page.address != job.page.address);
            Value::from(other.map(|page| job.href(&page.address, None)).unwrap_or_default())
        }
        _ => Value::from(""),
    })
}

/// `roles()`: the roles' pages.
fn roles(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Roles);
    Ok(pages(&job, answer))
}

/// `tags()`: all tags with their number of pages.
fn tags(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Tags(tags) = job.ask(Query::Tags) else { return Ok(Value::none()) };
    let value = |(summary, count): &(Summary, usize)| {
        map([
            ("name", Value::from(summary.title.as_str())),
            ("href", Value::from(job.href(&summary.address, None))),
            ("count", Value::from(*count)),
        ])
    };
    Ok(Value::from(tags.iter().map(value).collect::<Vec<_>>()))
}

/// `tagged()`: the pages of this tag.
fn tagged(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let PageKind::Tag(slug) = &job.page.kind else { return Ok(Value::from(Vec::<Value>::new())) };
    let answer = job.ask(Query::Tag(slug.clone()));
    Ok(pages(&job, answer))
}

/// `data(path="data/partners.yaml")`: what a YAML file of the author's own holds, by its path from the content folder.
fn data(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let path = arguments.must_get::<&str>("path")?;
    match job()?.ask(Query::Data(path.to_owned())) {
        Answer::Data(data) => Ok(data.value),
        Answer::Unknown => Ok(Value::none()),
        _ => Err(Error::message(format!("there is no YAML file `{path}` in the content folder"))),
    }
}

/// `today()`: the day of the build, as `2026-04-05`.
fn today(_: Kwargs, _: &State) -> TeraResult<Value> {
    match job()?.ask(Query::Today) {
        Answer::Date(date) => Ok(Value::from(date.to_string())),
        _ => Ok(Value::none()),
    }
}

/// `{{ page.date | date }}`: a day as the page's language writes it.
fn date(value: &str, _: Kwargs, _: &State) -> TeraResult<String> {
    let date: Date = value.parse().map_err(|_| Error::message(format!("`{value}` is no day")))?;
    Ok(numbers::date(&*job()?, date))
}
