//! Functions for pages: where they are, and how they stand to each other.

use std::{rc::Rc, sync::Arc};

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::job;
use crate::{
    history::Change,
    markdown::LinkKind,
    playbook::{Address, Answer, InLanguage, Lead, Page, PageKind, Query, Summary},
    render::{
        Job,
        page::{canonical, language_value, page_value},
        value::map,
    },
    sources::SourcePath,
};

/// `link(to="roles/index.md")`: the way to a page or file, by its path from the content folder or its address.
pub(super) fn link(arguments: Kwargs, _: &State) -> TeraResult<Value> {
    let to = arguments.must_get::<&str>("to")?;
    let job = job()?;
    let target = format!("/{}", to.trim_start_matches('/'));
    let file = SourcePath::new("rolebook.yaml");
    match job.ask(Query::Link { kind: LinkKind::Path, target, file, page: job.page.address.clone() }) {
        Answer::Link(Ok((Lead::Within(resolved), _))) => Ok(Value::from(job.href(&resolved.address, resolved.anchor.as_deref()))),
        _ => Err(Error::message(format!("`{to}` leads to no page or file"))),
    }
}

/// `navigation()`: the top pages, each with the pages below it when the reader is in it, the pages across roles, and those of
/// what is the same for all roles.
pub(super) fn navigation(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let trail: Vec<Summary> = match job.ask(Query::Trail(job.page.address.clone())) {
        Answer::Summaries(trail) => trail,
        _ => Vec::new(),
    };
    let Answer::Navigation { top, across, reference } = job.ask(Query::Navigation) else { return Ok(Value::none()) };
    let home = trail.first().map_or_else(|| job.page.address.clone(), |home| home.address.clone());
    let entries = |list: &[Summary]| Value::from(list.iter().map(|summary| entry(&job, summary, &trail, &home)).collect::<Vec<_>>());
    Ok(map([("top", entries(&top)), ("across", entries(&across)), ("reference", entries(&reference))]))
}

/// How many levels the navigation opens: the template engine ends at twenty components in each other, and no reader follows so many.
const DEEPEST_ENTRY: usize = 12;

/// An entry of the navigation, open when the page is it or lies in it.
fn entry(job: &Rc<Job>, summary: &Summary, trail: &[Summary], home: &Address) -> Value {
    let is_current = summary.address == job.page.address;
    let depth = if is_current { Some(trail.len()) } else { trail.iter().position(|section| section.address == summary.address) };
    let is_open = depth.is_some();
    let is_home = summary.address == *home;
    let below = match depth.is_some_and(|depth| depth <= DEEPEST_ENTRY) && !is_home {
        true => match job.ask(Query::Children(summary.address.clone())) {
            Answer::Summaries(children) => children.iter().map(|child| entry(job, child, trail, home)).collect(),
            _ => Vec::new(),
        },
        false => Vec::new(),
    };
    map([
        ("title", Value::from(summary.title.as_str())),
        ("href", Value::from(job.href(&summary.address, None))),
        ("language_attributes", language_value(job, summary.language.as_deref())),
        ("is_current", Value::from(is_current)),
        ("is_open", Value::from(is_open)),
        ("children", Value::from(below)),
    ])
}

/// `children()`: the pages of this section, by title.
pub(super) fn children(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Children(job.page.address.clone()));
    Ok(summaries(&job, answer))
}

/// `listing()`: the pages of this section, with description, dates and tags.
pub(super) fn listing(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Listing(job.page.address.clone()));
    Ok(pages(&job, answer))
}

/// `trail()`: the sections that this page lies in, the home page first.
pub(super) fn trail(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Trail(job.page.address.clone()));
    Ok(summaries(&job, answer))
}

/// `languages()`: this page in each language of the playbook, when there are several: `tag`, the language's own `name` and `direction`,
/// `href`, and whether it `is_current` and `is_translated`.
pub(super) fn languages(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Languages(languages) = job.ask(Query::Languages(job.page.address.clone())) else { return Ok(Value::none()) };
    let several = languages.iter().filter(|_| languages.len() > 1);
    let value = |language: &InLanguage| {
        map([
            ("tag", Value::from(language.tag.as_str())),
            ("name", Value::from(language.name.as_str())),
            ("direction", Value::from(language.direction)),
            ("href", Value::from(job.href(&language.address, None))),
            ("is_current", Value::from(language.address == job.page.address)),
            ("is_translated", Value::from(language.is_translated)),
        ])
    };
    Ok(Value::from(several.map(value).collect::<Vec<_>>()))
}

/// `alternates()`: the whole addresses of this page for search engines, where it is translated and the base URL is known: `tag`, which
/// is `x-default` for the main language once more, and `href`.
pub(super) fn alternates(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Languages(languages) = job.ask(Query::Languages(job.page.address.clone())) else { return Ok(Value::none()) };
    let there: Vec<&InLanguage> = languages.iter().filter(|language| language.is_translated).collect();
    // A page that is only shown in another language's place is that one's.
    let is_one_of_them = there.iter().any(|language| language.address == job.page.address);
    if there.len() < 2 || !is_one_of_them || job.page.kind == PageKind::NotFound {
        return Ok(Value::from(Vec::<Value>::new()));
    }
    let default = languages.first().map(|main| ("x-default", &main.address));
    let all = there.iter().map(|language| (language.tag.as_str(), &language.address)).chain(default);
    let value = |(tag, address): (&str, &Address)| Some(map([("tag", Value::from(tag)), ("href", Value::from(canonical(&job, address)?))]));
    Ok(Value::from(all.filter_map(value).collect::<Vec<_>>()))
}

/// `neighbours()`: the pages `before` and `after` this one.
pub(super) fn neighbours(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let Answer::Neighbours(before, after) = job.ask(Query::Neighbours(job.page.address.clone())) else { return Ok(Value::none()) };
    let value = |summary: Option<Summary>| summary.map_or_else(Value::none, |summary| summary_value(&job, &summary));
    Ok(map([("before", value(before)), ("after", value(after))]))
}

/// `backlinks()`: the pages that mention this one.
pub(super) fn backlinks(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Backlinks(job.page.address.clone()));
    Ok(summaries(&job, answer))
}

/// `edit_url()`: where the file of this page can be edited; nothing when it has none, or the configuration doesn't say where.
pub(super) fn edit_url(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.page.source.clone().map(|file| job.ask(Query::EditUrl(file)));
    Ok(if let Some(Answer::Text(url)) = answer { Value::from(url) } else { Value::none() })
}

/// `last_change()`: the `day` on which this page was last changed, and its `author`; nothing when it isn't known.
///
/// What the page says of itself wins. A day that it names isn't that of its file's last change, so then nobody is named; and where it
/// has an owner, who is there to be asked, the author isn't named either.
pub(super) fn last_change(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let page = &job.page;
    let told = page.updated.map(|day| Change { day, author: None });
    let change = told.or_else(|| match job.ask(Query::LastChange(page.source.clone()?)) {
        Answer::Change(change) => Some(change),
        _ => None,
    });
    let Some(Change { day, author }) = change else { return Ok(Value::none()) };
    let author = author.filter(|_| page.owner.is_none());
    Ok(map([("day", Value::from(day.to_string())), ("author", author.map_or_else(Value::none, Value::from))]))
}

/// `roles()`: the roles' pages.
pub(super) fn roles(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let answer = job.ask(Query::Roles);
    Ok(pages(&job, answer))
}

/// `role_href(of="sre")`: the way to a role's page; nothing for the page's own.
pub(super) fn role_href(arguments: Kwargs, _: &State) -> TeraResult<Value> {
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

/// `tags()`: all tags with their number of pages.
pub(super) fn tags(_: Kwargs, _: &State) -> TeraResult<Value> {
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
pub(super) fn tagged(_: Kwargs, _: &State) -> TeraResult<Value> {
    let job = job()?;
    let PageKind::Tag(slug) = &job.page.kind else { return Ok(Value::from(Vec::<Value>::new())) };
    let answer = job.ask(Query::Tag(slug.clone()));
    Ok(pages(&job, answer))
}

fn summary_value(job: &Job, summary: &Summary) -> Value {
    map([
        ("title", Value::from(summary.title.as_str())),
        ("href", Value::from(job.href(&summary.address, None))),
        ("language_attributes", language_value(job, summary.language.as_deref())),
    ])
}

fn summaries(job: &Job, answer: Answer) -> Value {
    match answer {
        Answer::Summaries(list) => Value::from(list.iter().map(|summary| summary_value(job, summary)).collect::<Vec<_>>()),
        _ => Value::from(Vec::<Value>::new()),
    }
}

fn pages(job: &Job, answer: Answer) -> Value {
    let Answer::Pages(pages) = answer else { return Value::from(Vec::<Value>::new()) };
    let value = |(page, title): &(Arc<Page>, String)| {
        let mut value = page_value(job, page, title).into_map().unwrap_or_default();
        value.insert("href".into(), Value::from(job.href(&page.address, None)));
        value.insert("language_attributes".into(), language_value(job, page.language.as_deref()));
        Value::from(value)
    };
    Value::from(pages.iter().map(value).collect::<Vec<_>>())
}
