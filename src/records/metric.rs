//! Metrics.

use super::{Layout, RecordKind, Scope};
use crate::{
    kind_record,
    yaml::{Id, Inline, Markdown, Ref},
};

kind_record! {
    /// A figure by which hiring is steered.
    pub struct Metric as "metric" {
        /// Its id, unique in the file.
        pub id: Id,
        /// What it is called.
        pub title: String,
        /// What it says, and what not.
        pub definition: Markdown,
        /// How it is reckoned.
        pub formula: Inline,
        /// What it is counted in, such as `days` or `%`.
        pub unit: Option<String>,
        /// What it should be.
        pub target: Option<Inline>,
        /// How often it is looked at.
        pub cadence: Option<String>,
        /// What is done when it is off target.
        pub acts_on: Option<Markdown>,
        /// Metrics that are read beside it.
        pub related: Vec<Ref<Metric>>,
    }
}

impl RecordKind for Metric {
    const NAME: &'static str = "metric";
    const TITLE: &'static str = "Metrics";
    const FILE: &'static str = "metrics.yaml";
    const LAYOUT: Layout = Layout::List("metrics");
    const SCOPE: Scope = Scope::Either;
    const SECTION: &'static str = "metrics";
    const DIRECTIVES: &'static [&'static str] = &["metrics"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }
}
