//! Message templates.

use std::collections::BTreeSet;

use super::{Finding, Layout, RecordKind, Scope, Stage};
use crate::{
    choice,
    diagnostic::{Code, did_you_mean},
    kind_record, record,
    yaml::{FieldPath, Id, Inline, Markdown, Ref},
};

kind_record! {
    /// A message to candidates, with blanks to fill in.
    pub struct Message as "message template" {
        /// Its id, unique in the file.
        pub id: Id,
        /// What it is for, in a few words.
        pub title: String,
        /// What kind of message it is.
        pub r#type: MessageType,
        /// The stage that it belongs to.
        pub stage: Option<Ref<Stage>>,
        /// The subject line.
        pub subject: Option<String>,
        /// The message. A blank is a name in braces: `{first_name}`.
        pub body: Markdown,
        /// What fills the blanks.
        pub variables: Vec<Variable>,
        /// When it is sent, and by whom.
        pub when: Option<Inline>,
    }
}

record! {
    /// What fills a blank.
    pub struct Variable as "variable" {
        /// The name in the braces.
        pub name: Id = "first_name",
        /// What stands there.
        pub about: Option<Inline>,
        /// An example.
        pub example: String,
    }
}

choice! {
    /// What kind of message it is.
    pub enum MessageType {
        /// The first message to somebody who hasn't applied.
        Outreach = "outreach",
        /// A second one.
        FollowUp = "follow_up",
        /// An invitation to a stage.
        Invitation = "invitation",
        /// What comes next, while a candidate waits.
        Update = "update",
        /// A refusal.
        Rejection = "rejection",
        /// An offer.
        Offer = "offer",
    }
}

impl RecordKind for Message {
    const NAME: &'static str = "message";
    const TITLE: &'static str = "Message templates";
    const FILE: &'static str = "messages.yaml";
    const LAYOUT: Layout = Layout::List("messages");
    const SCOPE: Scope = Scope::Either;
    const SECTION: &'static str = "messages";
    const DIRECTIVES: &'static [&'static str] = &["messages"];
    const IS_COPIED: bool = true;

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    /// Every blank is explained, and every explanation has its blank.
    fn check(&self) -> Vec<Finding> {
        let names = || self.variables.iter().map(|variable| &*variable.name);
        let mut findings = Vec::new();
        let mut used = BTreeSet::new();
        for (field, text) in [("subject", self.subject.as_deref().unwrap_or_default()), ("body", &*self.body)] {
            for blank in blanks(text).filter(|blank| used.insert(*blank) && !names().any(|name| name == *blank)) {
                let hint = did_you_mean(blank, names()).unwrap_or_else(|| format!("add `{blank}` to `variables`, with an example"));
                let message = format!("nothing says what fills the blank `{{{blank}}}`");
                findings.push(Finding::new(Code::MessageBlank, FieldPath::key(field), message).hint(hint));
            }
        }
        for (index, variable) in self.variables.iter().enumerate().filter(|(_, variable)| !used.contains(&*variable.name)) {
            let message = format!("the message has no blank `{{{}}}`", variable.name);
            let field = FieldPath::key("variables").item(index).then("name");
            let hint = "take it out, or write the blank where it belongs";
            findings.push(Finding::new(Code::MessageBlank, field, message).hint(hint));
        }
        findings
    }
}

/// The names in braces of a text.
fn blanks(text: &str) -> impl Iterator<Item = &str> {
    let is_name = |name: &&str| Id::parse(name).is_ok();
    text.match_indices('{').filter_map(move |(at, _)| text[at + 1..].split_once('}').map(|(name, _)| name).filter(is_name))
}
