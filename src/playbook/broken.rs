//! What isn't known because a file is broken.
//!
//! A mistake in a file is said once. What the file would have held isn't missed a second time wherever it is linked or shown.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Address, Page, PageKind};
use crate::{
    library::Library,
    records::{Record, Records, Unread},
    sources::SourcePath,
};

/// What isn't known.
#[derive(Debug, Default)]
pub(super) struct Broken {
    /// Pages whose anchors aren't all known.
    pages: BTreeSet<Address>,
    /// Whether a page may have an id that isn't known.
    page_ids: bool,
    /// Roles and kinds of which not all ids are known.
    ids: Unread,
    /// Records that aren't whole, and so aren't shown.
    records: Records,
    /// Kinds of which a record is missing or isn't as it should be.
    kinds: BTreeSet<Arc<str>>,
    /// Roles that have records and no page.
    pageless: Pageless,
}

/// Folders of roles that lack a page: the role, and where its page would be.
pub(super) type Pageless = BTreeMap<String, (Option<Arc<str>>, Address)>;

impl Broken {
    /// Finds what isn't known; `unsound` are the kinds with a mistake between records.
    pub(super) fn find(
        library: &Library,
        pages: &BTreeMap<Address, Arc<Page>>,
        by_source: &BTreeMap<SourcePath, Address>,
        unsound: BTreeSet<Arc<str>>,
        pageless: Pageless,
        unshown: Records,
    ) -> Self {
        let files = || library.record_files.values();
        let ids = library.unread();
        let lacking: Unread = unshown.keys().map(|key| (key.role.clone(), Arc::clone(&key.kind))).chain(ids.iter().cloned()).collect();
        let mut kinds = unsound;
        kinds.extend(files().filter(|file| !file.is_read || !file.is_sound).map(|file| Arc::clone(&file.kind.name)));
        let lacks_records = |page: &Page| match &page.kind {
            PageKind::Role => page.role.is_some() && lacking.iter().any(|(of, _)| *of == page.role),
            PageKind::Across { kind, .. } => lacking.iter().any(|(_, broken)| broken == kind),
            _ => false,
        };
        let unread =
            by_source.iter().filter(|(path, _)| library.document(path).is_some_and(|document| !document.is_read)).map(|(_, page)| page);
        let pages = pages.values().filter(|page| lacks_records(page)).map(|page| &page.address).chain(unread).cloned().collect();
        let page_ids = library.documents.values().any(|document| document.may_have_id);
        Self { pages, page_ids, ids, records: unshown, kinds, pageless }
    }

    /// Whether a page may have anchors that aren't known.
    pub(super) fn may_have_anchors(&self, page: &Address) -> bool {
        self.pages.contains(page)
    }

    /// Whether a page may have an id that isn't known.
    pub(super) fn may_have_page_ids(&self) -> bool {
        self.page_ids
    }

    /// Where the page of a role would be that lacks one.
    pub(super) fn missing_page(&self, role: &str) -> Option<&Address> {
        self.pageless.values().find(|(name, _)| name.as_deref() == Some(role)).map(|(_, page)| page)
    }

    /// Where the page would be that a path means, when it is that of a role that lacks one.
    pub(super) fn missing_page_at(&self, path: &SourcePath) -> Option<&Address> {
        let folder = ["/index.md", "/index.html"].iter().find_map(|index| path.strip_suffix(index)).unwrap_or(path);
        self.pageless.get(folder).map(|(_, page)| page)
    }

    /// The records that aren't whole.
    pub(super) fn records(&self) -> impl Iterator<Item = &Arc<Record>> {
        self.records.values()
    }

    /// Whether a role, or the whole playbook, may have a record of a kind that isn't shown.
    pub(super) fn may_have_record(&self, role: Option<&str>, kind: &str, id: &str) -> bool {
        self.ids.iter().any(|(of, name)| of.as_deref() == role && **name == *kind)
            || self.records.keys().any(|key| key.role.as_deref() == role && *key.kind == *kind && *key.id == *id)
    }

    /// Whether a role, or any at all, may have a record of any kind that isn't shown.
    pub(super) fn may_have_records(&self, role: Option<&str>, id: &str) -> bool {
        let is_meant = |of: Option<&str>| of.is_none() || role.is_none_or(|role| of == Some(role));
        self.ids.iter().any(|(of, _)| is_meant(of.as_deref()))
            || self.records.keys().any(|key| is_meant(key.role.as_deref()) && *key.id == *id)
    }

    /// Whether all records of a kind are known and as they should be.
    pub(super) fn is_whole(&self, kind: &str) -> bool {
        !self.kinds.contains(kind)
    }
}
