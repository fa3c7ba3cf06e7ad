//! The terms of the glossary, and where texts use them.

use std::{collections::BTreeSet, sync::Arc};

use super::{Address, Lead, Playbook};
use crate::{
    glossary::Glossary,
    library::Library,
    markdown::Markup,
    records::{Record, RecordKey, RecordKind as _, Term},
    yaml::FieldPath,
};

/// What a term means, and where the glossary says so.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Definition {
    /// The term's id.
    pub term: Arc<str>,
    /// What it means, as text without markup.
    pub text: String,
    /// The page of the glossary.
    pub address: Address,
    /// Where on it.
    pub anchor: String,
}

/// The first use of a term in a text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TermUse {
    /// What it means.
    pub definition: Arc<Definition>,
    /// The field of the record; none for a page.
    pub field: FieldPath,
    /// Which of the text's finished HTML it stands in: [`Html::index`](crate::markdown::Html).
    pub html: usize,
    /// Where in that.
    pub span: std::ops::Range<usize>,
}

/// All terms that texts can be linked to, by their names.
#[derive(Debug, Default)]
pub(super) struct Terms {
    definitions: Vec<Arc<Definition>>,
    names: Glossary<usize>,
}

impl Terms {
    /// The terms of a playbook; none when no page shows the glossary.
    pub(super) fn collect(playbook: &Playbook) -> Self {
        let mut terms = Self::default();
        for view in playbook.records.of_kind(Term::NAME) {
            let (Some(term), Some(page)) = (view.record.value::<Term>(), playbook.home_of(view.key())) else { continue };
            let definition = Definition {
                term: (&*view.key().id).into(),
                text: playbook.definition(&view.record, page),
                address: page.clone(),
                anchor: view.key().anchor(),
            };
            for (_, name) in term.names() {
                terms.names.add(name, term.case(), terms.definitions.len());
            }
            terms.definitions.push(Arc::new(definition));
        }
        terms
    }

    /// The first use of each term in the fields of one record, or in the one text of a page; `own` is the term that they explain.
    fn used_in<'m>(&self, texts: impl Iterator<Item = (FieldPath, &'m Markup)>, own: Option<&str>) -> Vec<TermUse> {
        let mut uses = Vec::new();
        let mut seen = BTreeSet::new();
        for (field, markup) in texts {
            for html in markup.prose() {
                let found = html.prose.iter().flat_map(|range| self.names.find(&html.text, range.clone()));
                for found in found.filter(|found| own != Some(&*self.definitions[found.means].term)) {
                    if seen.insert(found.means) {
                        let definition = Arc::clone(&self.definitions[found.means]);
                        uses.push(TermUse { definition, field: field.clone(), html: html.index, span: found.span });
                    }
                }
            }
        }
        uses
    }
}

impl Playbook {
    /// The terms that a page's own text uses, or that of a record that is shown on it; none on a page that opts out.
    pub(super) fn terms_used(&self, page: &Address, record: Option<&RecordKey>, library: &Library) -> Vec<TermUse> {
        let document = self.page(page).and_then(|page| library.document(page.source.as_ref()?));
        if self.terms.names.is_empty() || document.is_some_and(|document| document.front.glossary == Some(false)) {
            return Vec::new();
        }
        match record {
            None => self.terms.used_in(document.map(|document| (FieldPath::default(), &document.markup)).into_iter(), None),
            Some(key) => self.terms_of_record(key),
        }
    }

    fn terms_of_record(&self, key: &RecordKey) -> Vec<TermUse> {
        let is_copied = self.records.kind(&key.kind).is_none_or(|kind| kind.is_copied);
        let Some(record) = self.records.get(key).map(|view| &view.record).filter(|_| !is_copied) else { return Vec::new() };
        // In the order in which its kind declares its fields, which is that in which they are mostly shown.
        let mut fields = Vec::new();
        record.datum.walk(&mut |field, _| fields.extend(record.prose.contains_key(field).then(|| field.clone())));
        let texts = fields.into_iter().filter_map(|field| record.prose.get(&field).map(|markup| (field, markup)));
        self.terms.used_in(texts, (*key.kind == *Term::NAME).then_some(&*key.id))
    }

    /// A term's definition without markup, for where no markup can be.
    fn definition(&self, record: &Record, page: &Address) -> String {
        let Some(markup) = record.prose.get(&FieldPath::key("definition")) else { return String::new() };
        let title = |index: usize| {
            let link = &markup.links[index];
            let lead = self.resolve(link.kind, &link.target, markup.origins[link.origin].file(), page);
            let title = lead.ok().and_then(|lead| match lead {
                Lead::Within(resolved) => self.title_of(&resolved),
                Lead::Outside(_) => None,
            });
            title.map_or_else(|| link.target.clone(), |title| title.plain().to_owned())
        };
        self.config.fill(&markup.plain(title))
    }
}
