//! Typed hiring records, a file a kind.
//!
//! A kind is a struct made with [`record!`](crate::record) and an implementation of [`RecordKind`]; [`built_in`] lists them all.
//! Everything else (reading, checking, links, anchors, directives' data, pages across roles) is the same for every kind.

mod common;
pub mod custom;
mod file;
mod interviews;
mod kind;
mod record;
mod reference;
mod scorecard;
mod written;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, LazyLock},
};

use jiff::civil::Date;

use crate::rules::Rules;

pub use self::{
    common::{Common, Silence, SilencedRule, Status},
    file::{RecordFile, parse, parse_over},
    interviews::{Asked, Interviews, Timed, minutes},
    kind::{Kind, KindWord, Kinds, Layout, RecordKind, Resolve, SHARED, Scope, Typed},
    record::{Finding, Record, RecordKey, silenced},
    reference::{ROLE, called, find_target, not_shown, spell_out, unknown_references},
    role::Requirement,
    rubric::Scales,
    written::{Over, Written},
};

/// Lists the built-in kinds, each as its module and type, in the order in which a role's page shows them.
macro_rules! kinds {
    ($($module:ident::$kind:ident),* $(,)?) => {
        $(
            mod $module;
            pub use self::$module::$kind;

            impl crate::yaml::Target for $kind {
                const KIND: &'static str = <Self as RecordKind>::NAME;
            }
        )*

        /// The built-in kinds.
        pub fn built_in() -> Kinds {
            static KINDS: LazyLock<Vec<Arc<Kind>>> = LazyLock::new(|| vec![$(Arc::new(Kind::of::<$kind>())),*]);
            Kinds::new(KINDS.clone())
        }
    };
}

kinds! {
    role::Role,
    comparison::Comparison,
    salary::SalaryBand,
    job_description::JobDescription,
    channel::Channel,
    message::Message,
    stage::Stage,
    question::Question,
    kit::Kit,
    checklist::Checklist,
    rubric::Scale,
    faq::Answer,
    metric::Metric,
    competency::Competency,
    level::Level,
    market::Market,
    term::Term,
    source::Source,
}

pub use self::salary::{Basis, EmploymentType, Period};

/// The ids of a playbook's roles.
pub type Roles = BTreeSet<Arc<str>>;

/// Roles, or `None` for the whole playbook, and kinds of which not all ids are known.
pub type Unread = BTreeSet<(Option<Arc<str>>, Arc<str>)>;

/// All records of a playbook.
pub type Records = BTreeMap<RecordKey, Arc<Record>>;

/// What records are checked and resolved against.
#[derive(Debug, Clone, Copy)]
pub struct World<'a> {
    /// All records.
    pub records: &'a Records,
    /// The records that aren't shown: drafts, and what is retired.
    pub left_out: &'a Records,
    /// The roles that have a page.
    pub roles: &'a Roles,
    /// The roles, and `None` for the whole playbook, and kinds of which there may be records whose ids can't be read.
    pub unread: &'a Unread,
    /// The day of the build.
    pub today: Date,
    /// The rules of the trade.
    pub rules: &'a Rules,
}

impl<'a> World<'a> {
    /// Whether the ids of a kind that a role's records can name are all known.
    pub fn knows_ids(&self, kind: &str, role: Option<&Arc<str>>) -> bool {
        !self.unread.iter().any(|(of, name)| **name == *kind && (of.is_none() || of.as_ref() == role))
    }

    /// Whether each record of a kind and role is there as its type.
    pub fn has_values(&self, kind: &str, role: Option<&Arc<str>>) -> bool {
        let is_meant = |key: &RecordKey| *key.kind == *kind && key.role.as_ref() == role;
        self.knows_ids(kind, role) && self.records.iter().all(|(key, record)| record.has_value() || !is_meant(key))
    }

    /// The records of one kind as their type.
    pub fn of_kind<T: RecordKind>(&self) -> impl Iterator<Item = (&'a RecordKey, &'a T)> + use<'a, T> {
        self.records.iter().filter_map(|(key, record)| Some((key, record.value::<T>()?)))
    }

    /// Whether all records of a kind are known and whole that a role's records can name: its own, and the whole playbook's.
    pub fn knows(&self, kind: &str, role: Option<&Arc<str>>) -> bool {
        let is_meant = |key: &RecordKey| *key.kind == *kind && (key.role.is_none() || key.role.as_ref() == role);
        self.knows_ids(kind, role) && self.records.iter().all(|(key, record)| record.is_whole || !is_meant(key))
    }

    /// The records of one kind as their type, in the order of their files: the whole playbook's first, then role by role.
    pub fn in_order<T: RecordKind>(&self) -> Vec<(&'a RecordKey, &'a T)> {
        let mut all: Vec<_> = self.of_kind::<T>().collect();
        all.sort_by_key(|(key, _)| (&key.role, self.records.get(*key).map(|record| &record.written.path)));
        all
    }
}
