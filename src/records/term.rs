//! Glossary.

use std::collections::BTreeMap;

use super::{Finding, Layout, RecordKey, RecordKind, Scope, World};
use crate::{
    diagnostic::Code,
    glossary::{Case, spelling},
    kind_record,
    yaml::{Datum, FieldPath, Id, Inline, Markdown, Ref},
};

kind_record! {
    /// A word of the trade that a reader may not know. Where it stands in pages and records, its first use is a link to it.
    pub struct Term as "term" {
        /// Its id, unique in the file.
        pub id: Id,
        /// The term.
        pub title: String,
        /// Other words for it, and its irregular plural.
        pub aliases: Vec<String>,
        /// What it is shortened to. What is written in capitals alone is found in capitals alone: `IT` is not `it`.
        pub abbreviation: Option<String>,
        /// What it means, in a sentence or two; it is shown beside the word wherever that stands.
        pub definition: Inline,
        /// More about it, for the glossary alone.
        pub details: Option<Markdown>,
        /// Terms to read beside it.
        pub related: Vec<Ref<Term>>,
        /// Whether capitals matter: `true` for names such as Go, which is not "go".
        pub case_sensitive: Option<bool>,
        /// `false` leaves the word without links.
        pub autolink: Option<bool>,
    }
}

impl Term {
    /// What it is found by in texts, with the fields that say so; nothing when it opts out.
    pub fn names(&self) -> Vec<(FieldPath, &str)> {
        if self.autolink == Some(false) {
            return Vec::new();
        }
        let aliases = self.aliases.iter().enumerate().map(|(index, alias)| (FieldPath::key("aliases").item(index), alias.as_str()));
        let abbreviation = self.abbreviation.iter().map(|short| (FieldPath::key("abbreviation"), short.as_str()));
        std::iter::once((FieldPath::key("title"), self.title.as_str())).chain(aliases).chain(abbreviation).collect()
    }

    /// Whether capitals matter in its names.
    pub fn case(&self) -> Case {
        if self.case_sensitive == Some(true) { Case::Exact } else { Case::Any }
    }
}

impl RecordKind for Term {
    const NAME: &'static str = "term";
    const TITLE: &'static str = "Glossary";
    const FILE: &'static str = "glossary.yaml";
    const LAYOUT: Layout = Layout::List("terms");
    const SCOPE: Scope = Scope::Playbook;
    const SECTION: &'static str = "glossary";
    const DIRECTIVES: &'static [&'static str] = &["glossary"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    /// A word in a text can lead to one term only.
    fn resolve(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) -> BTreeMap<RecordKey, Datum> {
        let mut terms: Vec<_> = world.of_kind::<Self>().filter_map(|(key, term)| Some((&world.records.get(key)?.written.path, key, term))).collect();
        terms.sort_by_key(|(path, ..)| *path);
        let mut first: BTreeMap<String, &Self> = BTreeMap::new();
        for (_, key, term) in terms {
            for (field, name) in term.names() {
                let Some(spelling) = spelling(name, term.case()) else { continue };
                let other = *first.entry(spelling).or_insert(term);
                if other.id != term.id {
                    let message = format!("`{name}` is also a name of the term `{}`", other.id);
                    let hint = "take it out of one of the two, or give one of them `autolink: false`";
                    findings.push((key.clone(), Finding::new(Code::DuplicateTerm, field, message).hint(hint)));
                }
            }
        }
        BTreeMap::new()
    }
}
