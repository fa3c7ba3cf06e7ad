//! Bodies: a page's content with its links resolved and its directives run, before any layout.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    sync::Arc,
};

use tera::{Context, Value};

use super::{Job, Renderer, citations, headings, job::Findings, page::implicits, terms::Terms};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    markdown::{Argument, Directive, Link, Markup, Segment, escaped, fill_variables},
    playbook::{Address, Answer, Facet, Lead, Query},
    sources::SourcePath,
    theme::Takes,
    yaml::FieldPath,
};

/// A page's content.
#[derive(Debug)]
pub struct Body {
    /// The file that it was made from.
    pub source: Option<SourcePath>,
    /// The HTML.
    pub html: String,
    /// The sources that it cites.
    pub cited: BTreeSet<Arc<str>>,
    /// The anchors of records in another language than what stands around them, and the attributes that say so.
    pub passages: BTreeMap<String, Arc<str>>,
    /// What was asked for it, and what is wrong.
    pub findings: Findings,
    /// The hash of the HTML, of what it cites and of the languages in it.
    pub hash: u128,
}

/// Renders the body of a page.
pub fn render(renderer: &Arc<Renderer>, address: &Address) -> Body {
    let query = Query::Page(address.clone(), Facet::Meta);
    let Answer::Page(page, _) = renderer.view.answer(&query) else {
        let (cited, passages) = (BTreeSet::new(), BTreeMap::new());
        return Body { source: None, html: String::new(), cited, passages, findings: Findings::default(), hash: 0 };
    };
    let job = Job::new(renderer, Arc::clone(&page));
    let mut html = String::new();
    if let Some(source) = &page.source {
        job.ask(Query::Source(source.clone()));
        if let Some(markup) = renderer.view.markup(source) {
            if !markup.directives.is_empty() {
                job.ask(query);
            }
            // The page's title stands above.
            let text = Text { markup, field: &FieldPath::default(), terms: &Terms::of_page(&job) };
            job.run(|| write(&job, &text, &markup.segments, &mut 1, &mut html));
        }
    }
    let (cited, passages) = (job.cited(), job.passages());
    let findings = job.finish();
    let hash = crate::playbook::fingerprint(&(&html, &cited, &passages));
    Body { source: page.source.clone(), html, cited, passages, findings, hash }
}

/// A text that is shown: a page's own, or that of a record's field.
pub struct Text<'a> {
    /// The text.
    pub markup: &'a Markup,
    /// The field; none for a page.
    pub field: &'a FieldPath,
    /// The terms of the glossary that it, or its record, uses.
    pub terms: &'a Terms,
}

/// Writes segments of a text as they are shown by a job, under a heading of the level `under`, which becomes that of the last
/// heading in them. What directives show doesn't count: it stands under the author's headings.
pub fn write(job: &Rc<Job>, text: &Text<'_>, segments: &[Segment], under: &mut u8, html: &mut String) {
    let markup = text.markup;
    for segment in segments {
        match segment {
            Segment::Html(finished) => {
                *under = headings::last(&finished.text).unwrap_or(*under);
                text.terms.write(job, text.field, finished, html);
            }
            Segment::Code(code) => code.write(&job.renderer.highlighter, html),
            Segment::Text(plain) => html.push_str(&escaped(&filled(job, plain))),
            Segment::Address(index) => {
                if let Some((href, _)) = follow(job, markup, *index) {
                    html.push_str(&escaped(&href));
                }
            }
            Segment::Title(index) => {
                let title = follow(job, markup, *index).map(|(_, title)| title);
                html.push_str(&escaped(title.as_deref().unwrap_or(&markup.links[*index].target)));
            }
            Segment::Directive(directive) => html.push_str(&run(job, text, directive, under)),
            Segment::Citation(index) => citations::write(job, &markup.citations[*index], html),
        }
    }
}

/// The way to where a link leads, and the title of that; a link that leads nowhere was said when the playbook was checked.
fn follow(job: &Rc<Job>, markup: &Markup, index: usize) -> Option<(String, String)> {
    let Link { target, kind, origin, .. } = &markup.links[index];
    let file = markup.origins[*origin].file().clone();
    match job.ask(Query::Link { kind: *kind, target: target.clone(), file, page: job.page.address.clone() }) {
        Answer::Link(Ok((Lead::Within(found), title))) => Some((job.href(&found.address, found.anchor.as_deref()), title)),
        Answer::Link(Ok((Lead::Outside(address), title))) => Some((address, title)),
        _ => None,
    }
}

/// Text without markup with the values of its variables.
fn filled(job: &Rc<Job>, plain: &str) -> String {
    fill_variables(plain, |name| variable(job, name))
}

/// A variable's value; that it has none was said when the playbook was checked.
fn variable(job: &Rc<Job>, name: &str) -> Option<String> {
    match job.ask(Query::Config(format!("variables.{name}"))) {
        Answer::Text(value) => Some(value),
        _ => None,
    }
}

fn run(job: &Rc<Job>, text: &Text<'_>, directive: &Directive, under: &mut u8) -> String {
    let markup = text.markup;
    job.ask(Query::Templates);
    let theme = job.renderer.view.theme();
    let used = &markup.directives[directive.index];
    // What is wrong with its use was said when the playbook was checked.
    let Some(shape) =
        theme.directives().get(&directive.name).filter(|shape| shape.problems(&used.filled(|value| filled(job, value))).is_empty())
    else {
        return String::new();
    };
    if let Some((_, Argument::Text(name))) = directive.arguments.first().filter(|_| directive.name == "var")
        && variable(job, name).is_none()
    {
        return String::new();
    }
    let origin = &markup.origins[used.origin];
    if job.is_running(origin, used) {
        let message = format!("the directive `{}` shows the record that it stands in", directive.name);
        let hint = "take it out, or link to the record instead, with its file and id: `[text](faq.yaml#id)`";
        job.refuse(origin, used, Code::DirectiveCycle, message, hint);
        return String::new();
    }
    let mut arguments = Context::new();
    if let Some(kind) = &shape.kind {
        arguments.insert_value("kind", Value::from(&**kind));
    }
    for (name, argument) in &directive.arguments {
        let takes = shape.arguments.iter().find(|argument| argument.name == *name).map_or(Takes::Text, |argument| argument.takes);
        arguments.insert_value(name.clone(), argument_value(job, markup, argument, takes));
    }
    let implicits = implicits(job);
    let above = *under;
    let body = directive.body.as_ref().map(|segments| {
        let mut html = String::new();
        write(job, text, segments, under, &mut html);
        html
    });
    let render = || theme.tera.render_component_with_implicits(&shape.component, &arguments, &implicits, body.as_deref(), true);
    let (result, has_complained) = job.run_directive(origin, used, above, render);
    match result {
        Ok(html) => html,
        Err(_) if has_complained => String::new(),
        Err(error) => {
            job.say_failed(template_error(job, &error, Some((markup, directive))));
            String::new()
        }
    }
}

fn argument_value(job: &Rc<Job>, markup: &Markup, argument: &Argument, takes: Takes) -> Value {
    match argument {
        Argument::Link(index) => Value::from(follow(job, markup, *index).map(|(href, _)| href).unwrap_or_default()),
        Argument::External(address) => Value::from(address.as_str()),
        Argument::Text(text) => match takes {
            Takes::Text => Value::from(filled(job, text)),
            Takes::Bool => Value::from(filled(job, text) == "true"),
            Takes::Integer => Value::from(filled(job, text).parse::<i64>().unwrap_or_default()),
            Takes::Number => Value::from(filled(job, text).parse::<f64>().unwrap_or_default()),
        },
    }
}

/// What went wrong in a template, with the page or directive that was rendered.
pub fn template_error(job: &Job, error: &tera::Error, directive: Option<(&Markup, &Directive)>) -> Diagnostic {
    let page = job.page.source.as_ref().map_or_else(|| job.page.address.to_string(), ToString::to_string);
    let shown = match directive {
        Some((_, directive)) => format!("it failed for `{}` on {page}", directive.name),
        None => format!("it failed for {page}"),
    };
    let place = job.page.source.as_ref().map_or_else(|| Place::file(&"rolebook.yaml".into()), Place::file);
    let found = job.renderer.view.theme().diagnose(error, place);
    let hint = match &found.hint {
        Some(question) if question.ends_with('?') => format!("{question} It{}", shown.trim_start_matches("it")),
        Some(hint) => format!("{hint}; {shown}"),
        None => shown,
    };
    found.hint(hint)
}
