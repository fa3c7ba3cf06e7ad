//! What is shown of all records, in the order in which it is shown, and by id.

use std::{collections::BTreeMap, sync::Arc};

use super::{Filter, RecordView, Whose};
use crate::{
    records::{Kind, Kinds, RecordKey, Scope},
    yaml::Id,
};

/// All records of a playbook, and their kinds.
#[derive(Debug)]
pub struct RecordTable {
    kinds: Kinds,
    views: BTreeMap<RecordKey, RecordView>,
    /// By kind: the whole playbook's first, then by role; by their `order`, then in that of their files.
    by_kind: BTreeMap<Arc<str>, Vec<RecordKey>>,
    by_id: BTreeMap<Id, Vec<RecordKey>>,
}

impl RecordTable {
    /// A table of these records.
    pub fn new(kinds: Kinds, views: BTreeMap<RecordKey, RecordView>) -> Self {
        let mut by_kind: BTreeMap<Arc<str>, Vec<RecordKey>> = BTreeMap::new();
        let mut by_id: BTreeMap<Id, Vec<RecordKey>> = BTreeMap::new();
        for key in views.keys() {
            by_kind.entry(Arc::clone(&key.kind)).or_default().push(key.clone());
            by_id.entry(key.id.clone()).or_default().push(key.clone());
        }
        let place = |key: &RecordKey| {
            let view = views.get(key)?;
            Some((key.role.clone(), view.order().unwrap_or(i64::MAX), view.record.written.path.clone()))
        };
        by_kind.values_mut().for_each(|keys| keys.sort_by_cached_key(place));
        Self { kinds, views, by_kind, by_id }
    }

    /// The kinds that there can be.
    pub fn kinds(&self) -> &Kinds {
        &self.kinds
    }

    /// The kind of this name.
    pub fn kind(&self, name: &str) -> Option<&Arc<Kind>> {
        self.kinds.named(name)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.views.len()
    }

    /// What is shown of a record.
    pub fn get(&self, key: &RecordKey) -> Option<&RecordView> {
        self.views.get(key)
    }

    /// What is shown of each record.
    pub fn views(&self) -> impl Iterator<Item = &RecordView> {
        self.views.values()
    }

    /// The records of one kind, in the order in which they are shown.
    pub fn of_kind(&self, kind: &str) -> impl Iterator<Item = &RecordView> {
        self.by_kind.get(kind).into_iter().flatten().filter_map(|key| self.views.get(key))
    }

    /// The records of one kind of a role, or of the whole playbook.
    pub fn of_role<'s>(&'s self, kind: &str, role: Option<&str>) -> impl Iterator<Item = &'s RecordView> {
        self.of_kind(kind).filter(move |view| view.key().role.as_deref() == role)
    }

    /// The records of one kind for a role: its own, or the playbook's where those stand in for them or there are no others.
    pub fn shown_for<'s>(&'s self, kind: &Kind, role: &str) -> impl Iterator<Item = &'s RecordView> {
        let has_own = || self.of_role(&kind.name, Some(role)).next().is_some();
        let role = match kind.scope {
            Scope::Playbook => None,
            Scope::Inherited if !has_own() => None,
            _ => Some(role),
        };
        self.of_role(&kind.name, role)
    }

    /// The records that are asked for, in the order in which they are shown.
    pub fn select<'s>(&'s self, filter: &Filter) -> Vec<&'s RecordView> {
        let kind = &filter.kind;
        let found: Vec<&RecordView> = match (&filter.whose, self.kind(kind)) {
            (Whose::Role(role), Some(kind)) => self.shown_for(kind, role).collect(),
            (Whose::Own(role) | Whose::Role(role), _) => self.of_role(kind, Some(role)).collect(),
            (Whose::Playbook, _) => self.of_role(kind, None).collect(),
            (Whose::All, _) => self.of_kind(kind).collect(),
        };
        found.into_iter().filter(|view| filter.takes(view)).collect()
    }

    /// The records with this id.
    pub fn named(&self, id: &str) -> impl Iterator<Item = &RecordKey> {
        self.by_id.get(id).into_iter().flatten()
    }

    /// All ids.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(|id| &**id)
    }
}
