//! Records among each other: what is wrong between them, and what is shown of each.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{Assembly, Shown, reviews, silence};
use crate::{
    diagnostic::Code,
    playbook::{Coverage, PageKind, RecordView, coverage},
    records::{Finding, Record, RecordFile, RecordKey, Records, World, unknown_references},
    sources::SourcePath,
    yaml::{Datum, Locators},
};

/// What came of checking records among all of them.
struct Checked {
    findings: Vec<(RecordKey, Finding)>,
    resolved: BTreeMap<RecordKey, Datum>,
    coverage: Coverage,
}

impl<'l> Assembly<'l> {
    /// What is shown of each record; a role whose page is a draft that is left out takes its records with it.
    pub(super) fn records(&mut self, left_out: &BTreeSet<SourcePath>) -> Shown {
        let drafts: BTreeSet<&str> = left_out.iter().filter(|path| self.is_index(path)).map(|path| path.folder()).collect();
        let (left_out, all): (Records, Records) = self
            .library
            .record_files
            .iter()
            .filter(|(path, _)| !drafts.contains(path.folder()))
            .flat_map(|(path, file)| self.in_language(path, file))
            .map(|record| (record.key.clone(), Arc::clone(record)))
            .partition(|(_, record)| reviews::is_left_out(record, self.drafts));
        let with_page = self.pages.values().filter(|page| page.kind == PageKind::Role).filter_map(|page| page.role.clone());
        let roles = with_page.chain(self.pageless.values().filter_map(|(role, _)| role.clone())).collect();
        let unread = self.library.unread();
        let world = World { records: &all, left_out: &left_out, roles: &roles, unread: &unread, today: self.today, rules: self.rules };
        let Checked { findings, mut resolved, coverage } = self.check_records(&world);
        let locators = Locators::default();
        for (key, finding) in findings {
            if let Some(record) = all.get(&key) {
                self.tell(record, finding, &locators);
            }
        }
        self.check_twins(&world, &locators);
        self.unshown = all.iter().filter(|(_, record)| !record.is_whole).map(|(key, record)| (key.clone(), Arc::clone(record))).collect();
        let view = |(key, record): (&RecordKey, &Arc<Record>)| {
            let datum = Arc::new(resolved.remove(key).unwrap_or_else(|| record.datum.clone()));
            (key.clone(), RecordView { record: Arc::clone(record), datum, language: self.other_language(record.written.over.is_some()) })
        };
        Shown { views: all.iter().filter(|(_, record)| record.is_whole).map(view).collect(), left_out, coverage }
    }

    /// What is wrong with records among all of them, and what is shown of each.
    fn check_records(&self, world: &World<'_>) -> Checked {
        let all = world.records;
        let mut findings = Vec::new();
        let mut resolved: BTreeMap<RecordKey, Datum> = BTreeMap::new();
        for kind in self.kinds.iter() {
            unknown_references(kind, world, &mut findings);
            let mut between = Vec::new();
            resolved.extend((kind.resolve)(world, &mut between));
            // What can't be read is not missing.
            let is_known = |key: &RecordKey, finding: &Finding| match finding.code {
                Code::UnknownId => world.has_values(&key.kind, key.role.as_ref()),
                _ => all.get(key).is_some_and(|record| record.is_whole || !finding.may_come_of_loss()),
            };
            findings.extend(between.into_iter().filter(|(key, finding)| is_known(key, finding)));
        }
        let mut doubts = Vec::new();
        crate::rules::check(world, &resolved, &mut doubts);
        let coverage = Coverage::of(world);
        doubts.extend(coverage::findings(world, &coverage));
        for (key, record) in all {
            let noun = self.kinds.named(&key.kind).map_or("record", |kind| kind.noun());
            doubts.extend(reviews::of_record(record, noun, self.today).into_iter().map(|finding| (key.clone(), finding)));
        }
        findings.extend(doubts.into_iter().filter(|(key, _)| all.get(key).is_some_and(|record| record.is_whole)));
        findings.extend(silence::of_records(all, world.unread, &findings));
        Checked { findings, resolved, coverage }
    }

    /// Checks each record whose id is another one's in the place of that one.
    fn check_twins(&mut self, world: &World<'_>, locators: &Locators) {
        const MOST: usize = 20;
        for twin in self.library.record_files.values().flat_map(|file| &file.twins).take(MOST) {
            let mut records = world.records.clone();
            // What is left out of the playbook has no twin in it.
            if records.insert(twin.key.clone(), Arc::clone(twin)).is_none() {
                continue;
            }
            for (_, finding) in
                self.check_records(&World { records: &records, ..*world }).findings.into_iter().filter(|(key, _)| *key == twin.key)
            {
                self.tell(twin, finding, locators);
            }
        }
    }

    fn tell(&mut self, record: &Record, finding: Finding, locators: &Locators) {
        if record.silences(finding.code) {
            return;
        }
        let place = record.written.at(&finding.field);
        let diagnostic = finding.diagnose(place, self.read, locators);
        // What is only doubtful is shown all the same.
        if diagnostic.is_error() {
            self.unsound.insert(Arc::clone(&record.key.kind));
        }
        self.diagnostics.push(diagnostic);
    }

    /// The records of a file as they are in the playbook's language.
    fn in_language(&self, path: &SourcePath, file: &'l RecordFile) -> Vec<&'l Arc<Record>> {
        let translated = self.library.records_in(&self.config.language.tag, path);
        let translation = |record: &Arc<Record>| translated?.records.iter().find(|other| other.key == record.key);
        file.records.iter().map(|record| translation(record).unwrap_or(record)).collect()
    }

    /// The main language, for what is shown in it though the playbook's is another one.
    pub(super) fn other_language(&self, is_translated: bool) -> Option<Arc<str>> {
        (!is_translated && !self.config.is_main()).then(|| self.config.main_language().tag.as_str().into())
    }
}
