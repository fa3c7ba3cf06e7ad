//! Directives that a theme shows in its own way: pages of every playbook use them, so they must take what they took.

use std::collections::BTreeMap;

use tera::Tera;

use super::Finding;
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    records::Kinds,
    theme::{
        directives::{self, ArgumentShape, DirectiveShape, Takes},
        layers::{File, Layers},
        templates,
    },
};

/// Checks each directive that stands in a layer and in one below it.
pub fn check(layers: &Layers, kinds: &Kinds, set_up: fn(&mut Tera), findings: &mut Vec<Finding>) {
    let Some((_, own)) = layers.0.split_last() else { return };
    let shapes = |from: usize| -> BTreeMap<String, DirectiveShape> {
        let compiled = templates::compile(&Layers(layers.0[from..].to_vec()), false, set_up);
        directives::find(&compiled.tera, &compiled.templates, kinds)
    };
    for (index, layer) in own.iter().enumerate() {
        let files = || {
            layer.files.iter().filter_map(|(name, file)| Some((name.strip_prefix("templates/directives/")?.strip_suffix(".html")?, file)))
        };
        if files().next().is_none() {
            continue;
        }
        let (here, below) = (shapes(index), shapes(index + 1));
        for (name, file) in files() {
            if let (Some(here), Some(below)) = (here.get(name), below.get(name)) {
                findings
                    .extend(differences(here, below).into_iter().map(|difference| diagnostic(name, file, &here.component, &difference)));
            }
        }
    }
}

fn diagnostic(name: &str, file: &File, component: &str, difference: &str) -> Diagnostic {
    let text = file.text();
    let at = text.find(&format!("component {component}")).map_or(0, |at| at + "component ".len());
    let place = Place::span(&file.source, at..at + component.len());
    Diagnostic::new(Code::ChangedDirective, place, format!("the directive `{name}` {difference}"))
        .hint("take the arguments of the directive below, and more only with a default; the guide lists them")
}

/// What would be an error, or have another meaning, in a page that uses the directive as it was.
fn differences(here: &DirectiveShape, below: &DirectiveShape) -> Vec<String> {
    let find = |shape: &DirectiveShape, name: &str| -> Option<ArgumentShape> {
        shape.arguments.iter().find(|argument| argument.name == name).cloned()
    };
    let mut found = Vec::new();
    for argument in &below.arguments {
        match find(here, &argument.name) {
            None => found.push(format!("no longer takes the argument `{}`", argument.name)),
            Some(own) if own.is_required && !argument.is_required => {
                found.push(format!("needs the argument `{}`, which has a default below", own.name))
            }
            Some(own) if own.takes != argument.takes && own.takes != Takes::Text => {
                found.push(format!("takes another type for the argument `{}`", own.name));
            }
            Some(_) => {}
        }
    }
    let added = here.arguments.iter().filter(|argument| argument.is_required && find(below, &argument.name).is_none());
    found.extend(added.map(|argument| format!("needs the argument `{}`, which there isn't below", argument.name)));
    match (here.takes_body, below.takes_body) {
        (false, true) => found.push("is no longer a container".to_owned()),
        (true, false) => found.push("has become a container".to_owned()),
        _ => {}
    }
    found
}
