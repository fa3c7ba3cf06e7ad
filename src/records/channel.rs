//! Sourcing channels.

use super::{Layout, Message, RecordKind, Scope};
use crate::{
    choice, kind_record, record,
    yaml::{Bounded, Id, Inline, Markdown, Ref, Url},
};

kind_record! {
    /// A place where candidates are found, and how to approach them there.
    pub struct Channel as "sourcing channel" {
        /// Its id, unique in the file.
        pub id: Id,
        /// What it is called.
        pub title: String,
        /// What kind of place it is.
        pub r#type: ChannelType,
        /// Where it is.
        pub url: Option<Url>,
        /// The regions that it reaches.
        pub regions: Vec<String>,
        /// Whom one meets there.
        pub audience_there: Option<Inline>,
        /// How to approach people there.
        pub approach: Markdown,
        /// Search strings to copy.
        pub searches: Vec<Search>,
        /// What works.
        pub dos: Vec<Inline>,
        /// What doesn't.
        pub pitfalls: Vec<Inline>,
        /// The message templates that fit.
        pub messages: Vec<Ref<Message>>,
        /// How much work it takes.
        pub effort: Option<Effort>,
        /// What it costs.
        pub cost: Option<Inline>,
        /// After how many days the first candidates can be expected.
        pub days_to_first: Option<Bounded<0, 365>>,
    }
}

record! {
    /// A search to copy.
    pub struct Search as "search" {
        /// Where it is typed in.
        pub platform: String = "GitHub",
        /// The search string.
        pub query: String = "kubernetes AND mlflow",
        /// What it finds, and what it misses.
        pub note: Option<Inline>,
    }
}

choice! {
    /// What kind of place a channel is.
    pub enum ChannelType {
        /// A job board.
        JobBoard = "job_board",
        /// A community of people who do the work.
        Community = "community",
        /// A conference or meetup.
        Event = "event",
        /// People who write open source.
        OpenSource = "open_source",
        /// People whom one's own people know.
        Referral = "referral",
        /// People whom one writes to.
        Outbound = "outbound",
        /// An agency.
        Agency = "agency",
        /// A university or school.
        University = "university",
        /// One's own people.
        Internal = "internal",
    }
}

choice! {
    /// How much work a channel takes.
    pub enum Effort {
        /// An hour a week.
        Low = "low",
        /// A day a week.
        Medium = "medium",
        /// Most of a week.
        High = "high",
    }
}

impl RecordKind for Channel {
    const NAME: &'static str = "channel";
    const TITLE: &'static str = "Sourcing";
    const FILE: &'static str = "sourcing.yaml";
    const LAYOUT: Layout = Layout::List("channels");
    const SCOPE: Scope = Scope::Either;
    const SECTION: &'static str = "sourcing";
    const DIRECTIVES: &'static [&'static str] = &["sourcing"];

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }
}
