//! Blocks that a theme's own template lacks, so that nobody who builds on it can fill them.

use std::collections::BTreeSet;

use super::Finding;
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    theme::{
        layers::{Layer, Layers},
        templates::{parent_of, tags_of},
    },
};

/// Checks the templates that take the place of another one and don't extend it.
pub fn check(layers: &Layers, findings: &mut Vec<Finding>) {
    let Some((_, own)) = layers.0.split_last() else { return };
    for (index, layer) in own.iter().enumerate() {
        for (path, file) in layer.files.iter().filter(|(path, _)| path.starts_with("templates/")) {
            let text = file.text();
            if parent_of(&text).is_some() {
                continue;
            }
            let has: BTreeSet<&str> = tags_of(&text, "block").collect();
            let lacks: Vec<String> = blocks(&layers.0[index + 1..], path).into_iter().filter(|block| !has.contains(&**block)).collect();
            if !lacks.is_empty() {
                let list = lacks.iter().map(|block| format!("`{block}`")).collect::<Vec<_>>().join(", ");
                let message = format!("this template takes the place of another one and lacks its {list}");
                let hint =
                    "add each as `{% block name %}{% endblock name %}` where it belongs, or extend `parent/…` and change only what differs";
                findings.push(Diagnostic::new(Code::MissingBlock, Place::file(&file.source), message).hint(hint));
            }
        }
    }
}

/// The blocks that a template of these layers has, its own and those of what it extends.
fn blocks(layers: &[Layer], path: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut layers = layers;
    let mut path = path.to_owned();
    // A template that extends itself in a circle is told when the templates are linked.
    for _ in 0..MOST_ANCESTORS {
        let Some(at) = layers.iter().position(|layer| layer.files.contains_key(&path)) else { break };
        let Some(file) = layers[at].files.get(&path) else { break };
        let text = file.text();
        found.extend(tags_of(&text, "block").map(str::to_owned));
        let Some(parent) = parent_of(&text) else { break };
        if let Some(same) = parent.strip_prefix("parent/") {
            layers = &layers[at + 1..];
            path = format!("templates/{same}");
        } else {
            path = format!("templates/{parent}");
        }
    }
    found
}

const MOST_ANCESTORS: usize = 32;
