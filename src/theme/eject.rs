//! Copies of templates, for a playbook that changes more of one than its blocks.

use std::sync::Arc;

use super::layers::{self, File, Layers};
use crate::{
    config::Config,
    diagnostic::did_you_mean,
    sources::{SourcePath, Sources},
};

/// The templates that can be copied into the playbook's own theme, and where they would go.
pub struct Ejection {
    /// The folder of the theme that takes the copies; `""` for the playbook's own folders.
    folder: String,
    /// The layers below it.
    below: Layers,
}

/// A copy of a template.
#[derive(Debug, Clone)]
pub struct Copy {
    /// The original.
    pub from: SourcePath,
    /// Where the copy goes.
    pub to: SourcePath,
    /// What both hold.
    pub bytes: Arc<[u8]>,
}

impl Ejection {
    /// The theme that `rolebook.yaml` names takes the copies; where it names none, the playbook's own `templates/` do.
    pub fn of(sources: &dyn Sources, config: &Config) -> Self {
        let mut layers = layers::load(sources, config).layers;
        let is_own = config.theme == "default" || layers.0.len() < 3;
        let folder = if is_own { String::new() } else { format!("{}/{}/", config.paths.themes, config.theme) };
        let below = layers.0.split_off((if is_own { 1 } else { 2 }).min(layers.0.len()));
        Self { folder, below: Layers(below) }
    }

    /// The names of the templates, sorted.
    pub fn names(&self) -> impl Iterator<Item = String> {
        self.below.files("templates").into_keys().map(str::to_owned).collect::<Vec<_>>().into_iter()
    }

    /// The copy of a template, by its name in `templates/`.
    ///
    /// # Errors
    /// When there is no such template: what to say.
    pub fn find(&self, name: &str) -> Result<Copy, String> {
        let name = name.strip_prefix("templates/").unwrap_or(name);
        let templates = self.below.files("templates");
        let Some(File { source, bytes }) = templates.get(name) else {
            let hint = did_you_mean(name, templates.keys().copied())
                .unwrap_or_else(|| "`rolebook theme eject --list` lists what there is".to_owned());
            return Err(format!("the theme below has no template `{name}`; {hint}"));
        };
        Ok(Copy { from: source.clone(), to: format!("{}templates/{name}", self.folder).into(), bytes: Arc::clone(bytes) })
    }
}
