//! Compiles the templates of all layers, and says where each is broken.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use tera::{ErrorKind, Tera};
use xxhash_rust::xxh3::xxh3_128;

use super::{
    layers::{File, Layers},
    wording::{self, Names, READ_GUIDE, Said},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    sources::SourcePath,
};

/// What is known of the templates besides their code.
#[derive(Debug, Default)]
pub struct Templates {
    /// Names without a layer.
    names: BTreeSet<String>,
    /// Names with a layer, and where each lies.
    files: BTreeMap<String, Template>,
    /// Whether a whole layer is missing, which was said.
    lacks_layers: bool,
}

#[derive(Debug)]
struct Template {
    source: SourcePath,
    text: String,
}

/// A layer's prefix is as long as `parent/`, so that the one can stand for the other without moving a byte.
const PARENT: &str = "parent/";

/// Where to look for the right name.
const LOOK: &str = "look for a slip in the name; the guide's page on themes lists what there is";

fn prefix(layer: usize) -> String {
    format!("layer{}/", char::from(b'a' + u8::try_from(layer.min(25)).unwrap_or(25)))
}

/// What compiling gives.
pub struct Compiled {
    /// The templates, linked.
    pub tera: Tera,
    /// What is known of them.
    pub templates: Templates,
    /// Names, without a layer, of those that were left out since they are broken.
    pub left_out: BTreeSet<String>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// Compiles all templates. One that is broken hides no other's mistakes: an empty one stands in for it.
///
/// Where a whole layer is missing, what it would have defined isn't said to be.
pub fn compile(layers: &Layers, lacks_layers: bool, set_up: fn(&mut Tera)) -> Compiled {
    let mut diagnostics = Vec::new();
    let mut templates = Templates { lacks_layers, ..Templates::default() };
    let mut broken = BTreeSet::new();
    for (index, layer) in layers.0.iter().enumerate() {
        for (path, file) in &layer.files {
            let Some(name) = path.strip_prefix("templates/").filter(|name| !name.starts_with('.')) else { continue };
            let text = resolve_parents(file, index, layers);
            let full = format!("{}{name}", prefix(index));
            if let Err(error) = Tera::new().add_raw_template(&full, &text)
                && let ErrorKind::SyntaxError(report) = error.kind()
            {
                let place = Place::span(&file.source, report.span().range.clone());
                let Said { message, hint } = wording::syntax(report.message());
                diagnostics.push(Diagnostic::new(Code::TemplateSyntax, place, message).hint(READ_GUIDE).maybe_hint(hint));
                broken.insert(full.clone());
            }
            templates.names.insert(name.to_owned());
            templates.files.insert(full, Template { source: file.source.clone(), text });
        }
    }
    let (tera, left_out) = templates.link(layers.0.len(), set_up, broken, &mut diagnostics);
    let mut left_out: BTreeSet<String> = left_out.iter().map(|name| strip(name).to_owned()).collect();
    for (name, diagnostic) in templates.without_component(&left_out) {
        left_out.insert(name);
        diagnostics.push(diagnostic);
    }
    Compiled { tera, templates, left_out, diagnostics }
}

/// Replaces `parent/page.html` in `extends` and `include` by the template of the next layer that has it.
fn resolve_parents(file: &File, layer: usize, layers: &Layers) -> String {
    let mut text = file.text();
    let mut from = 0;
    while let Some(found) = text[from..].find(PARENT).map(|at| at + from) {
        from = found + PARENT.len();
        let is_quoted = text[..found].ends_with(['"', '\'']);
        let Some(tag) = text[..found].rfind("{%") else { continue };
        let is_tag = ["extends", "include"].iter().any(|word| text[tag + 2..].trim_start_matches(['-', ' ']).starts_with(word));
        if !is_quoted || !is_tag || text[tag..found].contains("%}") {
            continue;
        }
        let name: String = text[from..].chars().take_while(|c| !matches!(c, '"' | '\'')).collect();
        let path = format!("templates/{name}");
        if let Some(parent) = (layer + 1..layers.0.len()).find(|index| layers.0[*index].files.contains_key(&path)) {
            text.replace_range(found..from, &prefix(parent));
        }
    }
    text
}

impl Templates {
    /// Whether a layer has this template.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// The templates of directives that don't define their directive's component, but for those that are broken anyway.
    fn without_component(&self, left_out: &BTreeSet<String>) -> Vec<(String, Diagnostic)> {
        let mut found = Vec::new();
        for (full, template) in &self.files {
            let name = strip(full);
            let Some(directive) = name.strip_prefix("directives/").and_then(|name| name.strip_suffix(".html")) else { continue };
            let component = directive.replace('-', "_");
            let defined: Vec<&str> = components_of(&template.text).collect();
            if left_out.contains(name) || directive.contains('/') || defined.contains(&&*component) {
                continue;
            }
            let message = format!("this file is for the directive `{directive}`, but doesn't define the component `{component}`");
            let (at, hint) = match defined.as_slice() {
                [other] => (*other, format!("name the component as the file: `{component}`, in place of `{other}`")),
                _ => {
                    let form = format!("{{% component {component}() %}} … {{% endcomponent {component} %}}");
                    ("", format!("write `{form}` around what it shows"))
                }
            };
            found.extend(self.at_text(full, at, message).map(|diagnostic| (name.to_owned(), diagnostic.hint(hint))));
        }
        found
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The hash of all code.
    pub fn fingerprint(&self) -> u128 {
        let all: String = self.files.iter().map(|(name, template)| format!("{name}\n{}\n", template.text)).collect();
        xxh3_128(all.as_bytes())
    }

    /// Links the templates that can be read with each other; what is missing between them is said.
    /// Gives as well which were left out.
    fn link(
        &self,
        layers: usize,
        set_up: fn(&mut Tera),
        broken: BTreeSet<String>,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> (Tera, BTreeSet<String>) {
        let fresh = || {
            let mut tera = Tera::new();
            set_up(&mut tera);
            // The prefixes are set on an empty engine, so this can't fail.
            let _ = tera.set_fallback_prefixes((0..layers).map(prefix));
            tera
        };
        let all = |left_out: &BTreeSet<String>| -> Vec<(String, String)> {
            self.files
                .iter()
                .map(|(name, t)| (name.clone(), if left_out.contains(name) { String::new() } else { t.text.clone() }))
                .collect()
        };
        let has_broken = self.lacks_layers || !broken.is_empty();
        let mut left_out = broken;
        // Each round leaves out what the last one found wrong, so it ends.
        for _ in 0..=self.files.len() {
            let mut tera = fresh();
            let Err(error) = tera.add_raw_templates(all(&left_out)) else { return (tera, left_out) };
            let (found, culprits) = self.diagnose_link(&error, has_broken);
            diagnostics.extend(found);
            let before = left_out.len();
            left_out.extend(culprits);
            if left_out.len() == before {
                break;
            }
        }
        (fresh(), left_out)
    }

    /// Reads Tera's report of what is missing: it comes as ready-made text, `error: …` and ` --> template:line:column`.
    fn diagnose_link(&self, error: &tera::Error, has_broken: bool) -> (Vec<Diagnostic>, BTreeSet<String>) {
        let mut diagnostics = Vec::new();
        let mut culprits = BTreeSet::new();
        match error.kind() {
            ErrorKind::MissingParent { current, parent } => {
                let near = did_you_mean(parent, self.names());
                let missing = self.at_text(current, parent, format!("it extends `{parent}`, which isn't there"));
                diagnostics.extend(missing.filter(|_| !self.lacks_layers).map(|missing| missing.maybe_hint(near)));
                culprits.insert(current.clone());
            }
            ErrorKind::CircularExtend { tpl, inheritance_chain: chain } | ErrorKind::CircularInclude { tpl, include_chain: chain } => {
                let way: Vec<&str> = chain.iter().map(|name| strip(name)).collect();
                let hint = "to build on the same template of the theme below, write `{% extends \"parent/…\" %}`";
                diagnostics.extend(
                    self.at_text(tpl, "{%", format!("the template goes round in a circle: {}", way.join(" → "))).map(|d| d.hint(hint)),
                );
                culprits.insert(tpl.clone());
            }
            _ => {
                let text = error.to_string();
                let mut lines = text.lines();
                while let Some(line) = lines.next() {
                    let Some(message) = line.strip_prefix("error: ") else { continue };
                    let Some((template, line, column)) = lines.next().and_then(read_place) else { continue };
                    culprits.insert(template.to_owned());
                    // What a broken template would have defined isn't missing.
                    let may_be_there = has_broken && ["component", "Block"].iter().any(|word| message.contains(word));
                    if !may_be_there {
                        diagnostics.extend(self.at_line(template, line, column, wording::linking(message, &self.known())));
                    }
                }
                if culprits.is_empty() {
                    // Two templates of one layer define one component: both are named in the text.
                    let named: Vec<&String> = self.files.keys().filter(|name| text.contains(&format!("`{name}`"))).collect();
                    if let Some(second) = named.last() {
                        let text = named.iter().fold(text.clone(), |text, name| text.replace(&***name, strip(name)));
                        let Said { message, hint } = wording::linking(&text, &self.known());
                        diagnostics.extend(self.at_text(second, "{% component", message).map(|d| d.maybe_hint(hint)));
                    }
                    culprits.extend(named.into_iter().cloned());
                }
            }
        }
        (diagnostics, culprits)
    }

    fn at_text(&self, name: &str, needle: &str, message: String) -> Option<Diagnostic> {
        let template = self.files.get(name)?;
        let at = template.text.find(needle).unwrap_or(0);
        let end = (at + needle.len()).min(template.text.len());
        Some(Diagnostic::new(Code::TemplateName, Place::span(&template.source, at..end), message).hint(LOOK))
    }

    fn at_line(&self, name: &str, line: usize, column: usize, said: Said) -> Option<Diagnostic> {
        let template = self.files.get(name)?;
        let start: usize = template.text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let before: usize = template.text[start..].chars().take(column - 1).map(char::len_utf8).sum();
        let at = start + before;
        let end = at + template.text[at..].find(|c: char| !(c.is_alphanumeric() || "_-./\"".contains(c))).unwrap_or(0).max(1);
        let place = Place::span(&template.source, at..end.min(template.text.len()));
        Some(Diagnostic::new(Code::TemplateName, place, said.message).hint(LOOK).maybe_hint(said.hint))
    }

    /// The names that a template can use.
    fn known(&self) -> Names<'_> {
        let texts = || self.files.values().map(|template| &*template.text);
        Names {
            templates: self.names().collect(),
            components: texts().flat_map(components_of).collect(),
            blocks: texts().flat_map(|text| tags_of(text, "block")).collect(),
        }
    }

    /// What failed while a template was rendered, at its place; at the other one when the engine doesn't say where.
    pub fn diagnose_render(&self, error: &tera::Error, otherwise: Place) -> Diagnostic {
        let report = if let ErrorKind::RenderingError(report) = error.kind() { Some(report) } else { None };
        let place = report.and_then(|report| {
            let template = self.files.get(report.filename())?;
            Some(Place::span(&template.source, with_fields(&template.text, report.span().range.clone(), report.message())))
        });
        let text = report.map_or_else(|| error.to_string(), |report| report.message().to_owned());
        let Said { message, hint } = wording::rendering(&text);
        Diagnostic::new(Code::TemplateError, place.unwrap_or(otherwise), message).maybe_hint(hint)
    }
}

/// The bytes of a value of the wrong type: of `page.owner`, the engine names `page` alone.
fn with_fields(text: &str, span: Range<usize>, message: &str) -> Range<usize> {
    let rest = text.get(span.end..).filter(|rest| rest.starts_with('.') && message.starts_with("Invalid type")).unwrap_or_default();
    let fields = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '.'))).unwrap_or(rest.len());
    span.start..span.end + fields
}

/// ` --> template:line:column`
fn read_place(line: &str) -> Option<(&str, usize, usize)> {
    let (rest, column) = line.trim_start().strip_prefix("--> ")?.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    Some((template, line.parse().ok().filter(|line| *line > 0)?, column.parse().ok().filter(|column| *column > 0)?))
}

/// The components that a template defines.
fn components_of(text: &str) -> impl Iterator<Item = &str> {
    tags_of(text, "component")
}

/// The names in a template's tags of one kind: of `{% block main %}`, `main`.
pub fn tags_of<'t>(text: &'t str, tag: &'static str) -> impl Iterator<Item = &'t str> {
    text.split("{%").skip(1).filter_map(move |rest| {
        let named = rest.trim_start_matches(['-', ' ', '\n']).strip_prefix(tag)?.strip_prefix(' ')?.trim_start();
        Some(&named[..named.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(named.len())])
    })
}

/// The name in a template's `extends`.
pub fn parent_of(text: &str) -> Option<&str> {
    let tag =
        text.split("{%").skip(1).map(|rest| rest.trim_start_matches(['-', ' ', '\n'])).find_map(|rest| rest.strip_prefix("extends "))?;
    tag.split(['"', '\'']).nth(1)
}

/// A template's name without its layer.
fn strip(name: &str) -> &str {
    name.strip_prefix("layer").and_then(|rest| rest.get(2..)).unwrap_or(name)
}
