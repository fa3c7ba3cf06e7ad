//! Pages: the context of a layout, and the layout's run.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    sync::Arc,
};

use tera::{Context, Value};

use super::{
    Findings, Job, Rendered, Renderer,
    body::template_error,
    images, reading,
    value::{cite_value, map},
};
use crate::{
    config::{direction, primary},
    diagnostic::{Code, Diagnostic, Place},
    markdown::escaped,
    playbook::{Address, Answer, Facet, Page, PageKind, Query},
};

/// Renders a page in its layout.
pub fn render(renderer: &Arc<Renderer>, address: &Address) -> Rendered {
    let query = Query::Page(address.clone(), Facet::Meta);
    let Answer::Page(page, _) = renderer.view.answer(&query) else {
        return Rendered { bytes: Vec::new(), findings: Findings::default() };
    };
    let job = Job::new(renderer, Arc::clone(&page));
    let title = match job.ask(query) {
        Answer::Page(_, title) => title,
        _ => String::new(),
    };
    job.ask(Query::Templates);
    let mut context = Context::new();
    context.insert_value("page", full_page_value(&job, &page, &title));
    run(job, &page.templates(), &context)
}

/// Renders a redirect.
pub fn render_alias(renderer: &Arc<Renderer>, at: &Address, to: &Address) -> Rendered {
    let target = renderer.view.answer(&Query::Page(to.clone(), Facet::Meta));
    let Answer::Page(page, _) = target else {
        return Rendered { bytes: Vec::new(), findings: Findings::default() };
    };
    // The redirect stands at its own address.
    let here = Arc::new(Page { address: at.clone(), ..(*page).clone() });
    let job = Job::new(renderer, here);
    let title = match job.ask(Query::Page(to.clone(), Facet::Title)) {
        Answer::Text(title) => title,
        _ => String::new(),
    };
    job.ask(Query::Templates);
    let mut context = Context::new();
    let canonical = canonical(&job, to).map_or_else(Value::none, Value::from);
    let target = map([("title", Value::from(title)), ("href", Value::from(job.href(to, None))), ("canonical", canonical)]);
    context.insert_value("target", target);
    run(job, &["alias.html".to_owned()], &context)
}

/// Renders the first of these templates that the theme has.
fn run(job: Rc<Job>, templates: &[String], context: &Context) -> Rendered {
    let renderer = Arc::clone(&job.renderer);
    let theme = renderer.view.theme();
    let html = if let Some(template) = templates.iter().find(|template| theme.has_template(template)) {
        job.run(|| theme.tera.render(template, context)).unwrap_or_else(|error| {
            // A function that failed has said so itself, with its own place.
            job.say_failed(template_error(&job, &error, None));
            String::new()
        })
    } else if job.page.template.is_none() {
        let place = Place::file(&"themes/default".into());
        job.say(Diagnostic::new(
            Code::UnknownTemplate,
            place,
            format!("no layer of the theme has the template `{}`", templates.join("` or `")),
        ));
        String::new()
    } else {
        // A template that front matter names was looked for when the playbook was checked.
        String::new()
    };
    let html = ids_once(&images::complete(&job, html), &job.passages());
    Rendered { bytes: html.into_bytes(), findings: job.finish() }
}

/// A page on which every id stands once. A record may be shown twice, also by a theme that doesn't think of it; its address is that of
/// the first. An element whose id is the anchor of a record in another language says so.
fn ids_once(html: &str, passages: &BTreeMap<String, Arc<str>>) -> String {
    const START: &str = " id=\"";
    let mut seen = BTreeSet::new();
    let mut once = String::with_capacity(html.len());
    let mut from = 0;
    for (at, _) in html.match_indices(START) {
        let id = html[at + START.len()..].split('"').next().unwrap_or_default();
        // Text may say ` id="`, too.
        let is_in_tag = html[..at].rfind(['<', '>']).is_some_and(|before| html[before..].starts_with('<'));
        let end = at + START.len() + id.len() + 1;
        if !is_in_tag {
            continue;
        }
        if let Some(attributes) = passages.get(id) {
            once.push_str(&html[from..at]);
            once.push_str(attributes);
            from = at;
        }
        if !seen.insert(id) {
            once.push_str(&html[from..at]);
            from = end;
        }
    }
    once.push_str(&html[from..]);
    once
}

/// The whole address of a page, where the base URL is known.
pub fn canonical(job: &Job, address: &Address) -> Option<String> {
    let Answer::Text(base) = job.ask(Query::Config("base_url".to_owned())) else { return None };
    let urls = match job.ask(Query::Config("urls".to_owned())) {
        Answer::Text(word) if word == "folder" => crate::config::Urls::Folder,
        _ => crate::config::Urls::Flat,
    };
    Some(format!("{base}{}", address.canonical(urls)))
}

/// What every directive gets without being given it: the page that it stands on.
pub fn implicits(job: &Rc<Job>) -> Context {
    let title = match job.ask(Query::Page(job.page.address.clone(), Facet::Meta)) {
        Answer::Page(_, title) => title,
        _ => String::new(),
    };
    let mut implicits = Context::new();
    implicits.insert_value("page", page_value(job, &job.page, &title));
    implicits
}

/// A page's own facets, without contents and content: what directives see of the page they stand on.
pub fn page_value(job: &Job, page: &Page, title: &str) -> Value {
    let date = |date: Option<jiff::civil::Date>| date.map_or_else(Value::none, |date| Value::from(date.to_string()));
    let text = |text: &Option<String>| text.as_deref().map_or_else(Value::none, Value::from);
    let tags: Vec<Value> = page
        .tags
        .iter()
        .map(|(slug, name)| {
            map([
                ("name", Value::from(name.as_str())),
                ("href", Value::from(job.href(&job.renderer.view.address(&format!("tags/{slug}.html")), None))),
            ])
        })
        .collect();
    map([
        ("address", Value::from(&*page.address)),
        ("kind", Value::from(page.kind_word())),
        ("id", Value::from(page.id.as_str())),
        ("title", Value::from(title)),
        ("description", text(&page.description)),
        ("date", date(page.date)),
        ("updated", date(page.updated)),
        ("owner", text(&page.owner)),
        ("reviewed_on", date(page.reviewed_on)),
        ("review_by", date(page.review_by())),
        ("tags", Value::from(tags)),
        ("audience", Value::from(page.audience.iter().map(|audience| Value::from(audience.as_str())).collect::<Vec<_>>())),
        ("is_draft", Value::from(page.is_draft)),
        ("role", page.role.as_deref().map_or_else(Value::none, Value::from)),
        ("language", page.language.as_deref().map_or_else(Value::none, Value::from)),
    ])
}

/// The attributes of an element whose text is in a language, in a page of another: ` lang="en"`, and the way in which it is written where
/// that is another one as well.
pub fn language_attributes(job: &Job, language: &str) -> String {
    let differs = matches!(job.ask(Query::Config("direction".to_owned())), Answer::Text(own) if own != direction(language));
    let direction = if differs { format!(" dir=\"{}\"", direction(language)) } else { String::new() };
    format!(" lang=\"{}\"{direction}", escaped(language))
}

/// The attributes of an element whose text is in a language where that isn't the playbook's, for templates.
pub fn language_value(job: &Job, language: Option<&str>) -> Value {
    Value::safe_string(&language.map(|language| language_attributes(job, language)).unwrap_or_default())
}

/// Whether a page is shown in another language than the playbook's; a regional form of the same one isn't another.
fn is_untranslated(job: &Job, page: &Page) -> bool {
    let Some(language) = &page.language else { return false };
    matches!(job.ask(Query::Config("language".to_owned())), Answer::Text(own) if primary(&own) != primary(language))
}

/// All of a page's own facets.
fn full_page_value(job: &Rc<Job>, page: &Arc<Page>, title: &str) -> Value {
    let mut value = page_value(job, page, title).into_map().unwrap_or_default();
    let content = job.ask_body(&page.address);
    let html = content.as_ref().map_or("", |body| body.html.as_str());
    // Where nobody translated the page, its text says in which language it is.
    let content = match &page.language {
        Some(language) if !html.is_empty() => {
            Value::safe_string(&format!("<div class=\"untranslated\"{}>\n{html}</div>\n", language_attributes(job, language)))
        }
        _ => Value::safe_string(html),
    };
    let lists = if let PageKind::Across { kind, .. } = &page.kind { Value::from(&**kind) } else { Value::none() };
    value.insert("lists".into(), lists);
    value.insert("reading_minutes".into(), Value::from(reading::minutes(html)));
    value.insert("language_attributes".into(), language_value(job, page.language.as_deref()));
    value.insert("sources".into(), Value::from(page.sources.iter().map(|cite| cite_value(job, cite)).collect::<Vec<_>>()));
    value.insert("content".into(), content);
    value.insert("is_untranslated".into(), Value::from(is_untranslated(job, page)));
    let toc = match job.ask(Query::Page(page.address.clone(), Facet::Toc)) {
        Answer::Toc(toc) => toc,
        _ => Arc::default(),
    };
    // The layout's standard sections have a word of the theme for a heading.
    let sections = match toc.iter().any(|heading| heading.text.is_empty()).then(|| job.ask(Query::Sections(page.address.clone()))) {
        Some(Answer::Sections(sections)) => sections,
        _ => Vec::new(),
    };
    let title_of = |id: &str| sections.iter().find(|(section, _)| section.anchor.as_deref() == Some(id)).map(|(_, title)| title.as_str());
    let headings: Vec<Value> = toc
        .iter()
        .map(|heading| {
            let text = if heading.text.is_empty() { title_of(&heading.id).unwrap_or_default() } else { &heading.text };
            map([("level", Value::from(heading.level)), ("id", Value::from(heading.id.as_str())), ("text", Value::from(text))])
        })
        .collect();
    value.insert("toc".into(), Value::from(headings));
    // What is shown in another language's place has its own in the main one.
    let own = if page.language.is_some() { job.renderer.view.main_address(&page.address) } else { page.address.clone() };
    let canonical = if page.kind == PageKind::NotFound { None } else { canonical(job, &own) };
    value.insert("canonical".into(), canonical.map_or_else(Value::none, Value::from));
    Value::from(value)
}
