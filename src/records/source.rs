//! Sources.

use super::{Layout, RecordKind, Scope};
use crate::{
    kind_record,
    yaml::{Day, Id, Markdown, Published, Ref, Url},
};

kind_record! {
    /// Where facts come from: a guide, a survey, a law.
    pub struct Source as "source" {
        /// Its id, unique in the file.
        pub id: Id,
        /// Its title.
        pub title: String,
        /// Who published it.
        pub publisher: Option<String>,
        /// What it is called within a line; publisher and year unless said.
        pub label: Option<String>,
        /// Who wrote it.
        pub author: Option<String>,
        /// The day, month or year of publication: `2026-04-05`, `2026-04` or `2024`.
        pub published: Option<Published>,
        /// Where it can be read.
        pub url: Option<Url>,
        /// The day on which somebody last read it.
        pub accessed: Option<Day>,
        /// The source that quotes it, where it was read there and not itself.
        pub quoted_in: Option<Ref<Source>>,
        /// The region that it speaks of.
        pub region: Option<String>,
        /// How its figures were found.
        pub method: Option<Markdown>,
    }
}

impl RecordKind for Source {
    const NAME: &'static str = "source";
    const TITLE: &'static str = "Sources";
    const FILE: &'static str = "sources.yaml";
    const LAYOUT: Layout = Layout::List("sources");
    const SCOPE: Scope = Scope::Playbook;
    const SECTION: &'static str = "sources";
    const DIRECTIVES: &'static [&'static str] = &["source-list"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    fn label(&self) -> Option<String> {
        let made = || {
            let name = self.publisher.as_deref().or(self.author.as_deref())?;
            Some(self.published.as_ref().map_or_else(|| name.to_owned(), |published| format!("{name} {}", published.year())))
        };
        self.label.clone().or_else(made)
    }
}
