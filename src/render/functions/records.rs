//! Functions for records: those of a role or of all, by what their fields say.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    sync::Arc,
};

use tera::{Context, Error, Kwargs, State, TeraResult, Value};

use super::job;
use crate::{
    diagnostic::{Code, did_you_mean},
    playbook::{Answer, Filter, Overdue, PageKind, Query, Section, Whose},
    records::{Kind, ROLE, RecordKey, SHARED},
    render::{
        Job, headings,
        page::{implicits, language_value},
        value::{map, record_value, reference_value},
    },
    yaml::Shape,
};

/// `sections()`: the kinds of records that this role's page shows in the layout's standard place.
pub(super) fn sections(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Sections(sections) = job.ask(Query::Sections(job.page.address.clone())) else { return Ok(Value::none()) };
    let value = |(section, title): &(Section, String)| {
        map([
            ("kind", Value::from(&*section.kind)),
            ("directive", Value::from(&*section.directive)),
            ("title", Value::from(title.as_str())),
            ("is_inherited", Value::from(section.is_inherited)),
            ("anchor", section.anchor.as_deref().map_or_else(Value::none, Value::from)),
        ])
    };
    Ok(Value::from(sections.iter().map(value).collect::<Vec<_>>()))
}

/// `records(kind="band", role="sre", market="us")`: records of a kind, of one role or of all, whose fields have these values.
pub(super) fn records(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let filter = filter(&job, &arguments)?;
    let Answer::Records { shown, .. } = job.ask(Query::Records(filter.clone())) else { return Ok(Value::none()) };
    if shown.is_empty() {
        check_values(&job, &filter)?;
    }
    Ok(Value::from(shown.iter().map(|view| record_value(&job, view)).collect::<Vec<_>>()))
}

/// `listed(kind="kit", stage="panel")`: what leads to the records that `records` would give, each with its `title` and `href`, and the
/// `role` that it belongs to. It is right that there are none.
pub(super) fn listed(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let filter = filter(&job, &arguments)?;
    let Answer::Keys(keys) = job.ask(Query::Listed(filter)) else { return Ok(Value::none()) };
    let value = |key: &RecordKey| {
        let mut value = reference_value(&job, &key.kind, &Arc::from(&*key.id), key.role.as_ref()).into_map().unwrap_or_default();
        let role = key.role.as_ref().map_or_else(Value::none, |role| reference_value(&job, ROLE, role, None));
        value.insert("role".into(), role);
        Value::from(value)
    };
    Ok(Value::from(keys.iter().map(value).collect::<Vec<_>>()))
}

/// `heading_level()`: the level for a record's heading, one below the heading that the directive stands under; `heading_level(below=1)`
/// is one further down.
pub(super) fn heading_level(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let below = arguments.get::<u8>("below")?.unwrap_or_default();
    Ok(Value::from(headings::below(job()?.heading_above(), below.saturating_add(1))))
}

/// `{{ item.prompt | headings(from=4) }}`: a record's Markdown with its headings moved, the highest to this level.
pub(super) fn headings(html: Value, arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let from = arguments.must_get::<u8>("from")?;
    Ok(html.as_str().map_or_else(|| html.clone(), |text| Value::safe_string(&headings::moved(text, from))))
}

/// `record(kind="question", id="model-rollback", role="sre")`: one record; without a role, of this page's, else of the one that has it.
pub(super) fn record(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let mut filter = filter(&job, &arguments)?;
    let id = arguments.must_get::<&str>("id")?.to_owned();
    if filter.whose == Whose::All {
        filter.whose = job.page.role.as_ref().map_or(Whose::All, |role| Whose::Role(Arc::clone(role)));
    }
    let find = |filter: Filter| match job.ask(Query::Records(filter)) {
        Answer::Records { shown, .. } => shown,
        _ => Vec::new(),
    };
    let mut found = find(filter.clone());
    if found.is_empty() && arguments.get::<&str>("role")?.is_none_or(str::is_empty) {
        filter.whose = Whose::All;
        found = find(filter.clone());
    }
    match found.as_slice() {
        [view] => Ok(record_value(&job, view)),
        [] => {
            filter.fields.remove("id");
            let all = find(filter.clone());
            let ids = || all.iter().map(|view| &*view.key().id);
            let hint = did_you_mean(&id, ids()).or_else(|| (!all.is_empty()).then(|| some_of(ids())));
            Err(mistake(&job, &id, &format!("there is no {} `{id}`", filter.kind), hint.as_deref()))
        }
        several => {
            let roles: Vec<&str> = several.iter().filter_map(|view| view.key().role.as_deref()).collect();
            let hint = format!("say which with role={}", roles.join(" or role="));
            Err(mistake(&job, &id, &format!("{} roles have a {} `{id}`", several.len(), filter.kind), Some(&hint)))
        }
    }
}

/// `groups()`: what the page of a kind shows, the whole playbook's records first, then those of each role: `whose` (for `role=…`),
/// `role`, and the `directive` that shows them.
pub(super) fn groups(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let PageKind::Across { kind: name, .. } = &job.page.kind else { return Ok(Value::from(Vec::<Value>::new())) };
    let kind = kind(&job, name)?;
    let Some(directive) = kind.directives.first() else { return Ok(Value::none()) };
    let Answer::Groups(found) = job.ask(Query::Groups(Arc::clone(name))) else { return Ok(Value::none()) };
    let mut groups = Vec::new();
    for group in found {
        let (whose, role) = match &group {
            None => (SHARED, Value::none()),
            Some((role, page)) => {
                let href = Value::from(job.href(&page.address, None));
                let (title, language) = (Value::from(page.title.as_str()), language_value(&job, page.language.as_deref()));
                (&**role, map([("id", Value::from(&**role)), ("title", title), ("href", href), ("language_attributes", language)]))
            }
        };
        groups.push(map([("whose", Value::from(whose)), ("role", role), ("directive", Value::from(&**directive))]));
    }
    Ok(Value::from(groups))
}

/// `overdue()`: what on this page should have been reviewed by now: `title` and `href` (none for the page itself), `owner`, `since`.
pub(super) fn overdue(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Overdue(items) = job.ask(Query::Overdue(job.page.address.clone())) else { return Ok(Value::none()) };
    let text = |text: &Option<String>| text.as_deref().map_or_else(Value::none, Value::from);
    let value = |(item, title): &(Overdue, Option<String>)| {
        let href = item.anchor.as_ref().map(|anchor| job.href(&job.page.address, Some(anchor)));
        map([("title", text(title)), ("href", text(&href)), ("owner", text(&item.owner)), ("since", Value::from(item.since.to_string()))])
    };
    Ok(Value::from(items.iter().map(value).collect::<Vec<_>>()))
}

/// `fields(kind="certification")`: the fields of a kind that the playbook declares, each with its `name` and `title`, and whether it
/// `holds_dates`, which are written in the form of the language.
pub(super) fn fields(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let kind = kind(&job, arguments.must_get::<&str>("kind")?)?;
    let value = |(name, title): &(Arc<str>, Arc<str>)| {
        let holds_dates = Value::from(holds_dates(&kind.shape, name));
        map([("name", Value::from(&**name)), ("title", Value::from(&**title)), ("holds_dates", holds_dates)])
    };
    Ok(Value::from(kind.declared.iter().map(value).collect::<Vec<_>>()))
}

/// Whether a field of a record is a date or a list of dates.
fn holds_dates(record: &Shape, field: &str) -> bool {
    let Shape::Record(record) = record else { return false };
    let shape = record.fields.iter().find(|known| *known.name == *field).map(|known| &known.shape);
    match shape {
        Some(Shape::List { of, .. }) => matches!(**of, Shape::Date),
        Some(shape) => matches!(shape, Shape::Date),
        None => false,
    }
}

/// `show(directive="faq", role="sre")`: what a directive shows, for layouts that learn its name only when they run. Arguments that
/// the directive doesn't have are left out. `under` is the level of the heading that it stands under, 2 unless said.
pub(super) fn show(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let name = arguments.must_get::<&str>("directive")?;
    let theme = job.renderer.view.theme();
    let Some(shape) = theme.directives().get(name) else {
        return Err(Error::message(format!("no layer of the theme has the directive `{name}`")));
    };
    let mut given = Context::new();
    if let Some(kind) = &shape.kind {
        given.insert_value("kind", Value::from(&**kind));
    }
    for argument in &shape.arguments {
        if let Some(value) = arguments.get::<Value>(&argument.name)?.filter(|value| !value.is_none()) {
            given.insert_value(argument.name.clone(), value);
        }
    }
    let level = arguments.get::<u8>("under")?;
    let implicits = implicits(&job);
    let render = || theme.tera.render_component_with_implicits(&shape.component, &given, &implicits, None, true);
    let Some(html) = job.show_under(level, render) else {
        return Err(Error::message(format!("`show` shows the directive `{name}` in itself, again and again")));
    };
    let html = html?;
    Ok(Value::safe_string(&html))
}

/// The kind that a template asks for.
fn kind(job: &Rc<Job>, name: &str) -> TeraResult<Arc<Kind>> {
    if let Answer::Kind(kind) = job.ask(Query::Kind(name.to_owned())) {
        return Ok(kind);
    }
    let names = match job.ask(Query::Kinds) {
        Answer::Names(names) => names,
        _ => Vec::new(),
    };
    let names = names.iter().map(|name| &**name);
    let hint = did_you_mean(name, names.clone()).unwrap_or_else(|| format!("there are {}", names.collect::<Vec<_>>().join(", ")));
    Err(Error::message(format!("there is no kind of record `{name}`; {hint}")))
}

fn filter(job: &Rc<Job>, arguments: &Kwargs) -> TeraResult<Filter> {
    let kind = kind(job, arguments.must_get::<&str>("kind")?)?;
    let mut whose = Whose::All;
    let mut fields = BTreeMap::new();
    for (key, value) in arguments.iter() {
        // An argument that a directive wasn't given restricts nothing.
        let value = if value.is_none() { String::new() } else { value.to_string() };
        match key.as_str() {
            None | Some("kind") => {}
            Some(_) if value.is_empty() => {}
            Some("role") => whose = Whose::named(&value),
            Some(field) => drop(fields.insert(field.to_owned(), value)),
        }
    }
    Ok(Filter { kind: Arc::clone(&kind.name), whose, fields })
}

/// The first of some ids.
fn some_of<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    const MOST: usize = 8;
    let ids: BTreeSet<&str> = ids.collect();
    let more = if ids.len() > MOST { " and others" } else { "" };
    format!("there are {}{more}", ids.iter().take(MOST).map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "))
}

/// Nothing found is right when a role has no such record; it is a mistake when no record at all has the value asked for.
fn check_values(job: &Rc<Job>, filter: &Filter) -> TeraResult<()> {
    let ask = |fields: BTreeMap<String, String>| match job.ask(Query::Records(Filter {
        kind: Arc::clone(&filter.kind),
        whose: Whose::All,
        fields,
    })) {
        Answer::Records { shown, .. } => shown,
        _ => Vec::new(),
    };
    if let Whose::Role(role) = &filter.whose
        && let Answer::Summaries(pages) = job.ask(Query::Role(Arc::clone(role)))
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
