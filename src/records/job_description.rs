//! Job descriptions.

use super::{EmploymentType, Finding, Layout, Level, Market, RecordKind, SalaryBand, Scope};
use crate::{
    diagnostic::Code,
    kind_record, record,
    yaml::{Day, FieldPath, Id, Inline, Markdown, Ref, Url},
};

kind_record! {
    /// The text that invites people to apply, for a role in a market.
    pub struct JobDescription as "job description" {
        /// Its id, unique in the file.
        pub id: Id,
        /// The title that candidates read.
        pub title: String,
        /// The market that it is published in; what its law asks for is checked.
        pub market: Option<Ref<Market>>,
        /// The level that it is for.
        pub level: Option<Ref<Level>>,
        /// What the job is and why it is there, in a few sentences.
        pub summary: Markdown,
        /// What to name first, so that the right people read on. It is advice, and no part of the text.
        pub lead_with: Vec<Inline>,
        /// What the person will have brought about, and by when.
        pub impact: Vec<Impact>,
        /// What the person does.
        pub responsibilities: Vec<Inline>,
        /// What the person must bring.
        pub requirements: Vec<Inline>,
        /// What helps, and is no condition.
        pub nice_to_have: Vec<Inline>,
        /// What not to write, and why. It is advice, and no part of the text.
        pub avoid: Vec<Avoid>,
        /// The salary bands that it names as its pay.
        pub bands: Vec<Ref<SalaryBand>>,
        /// What it says of pay besides the bands.
        pub pay: Option<Inline>,
        /// What comes with the job besides pay.
        pub benefits: Option<Markdown>,
        /// How the person is employed; `employee` unless said.
        pub employment_type: Option<EmploymentType>,
        /// Where and when the work is done.
        pub location: Option<Inline>,
        /// How to apply, and to whom.
        pub how_to_apply: Option<Markdown>,
        /// Where to apply.
        pub apply_url: Option<Url>,
        /// The day on which it was published.
        pub posted_on: Option<Day>,
        /// The last day to apply.
        pub closes_on: Option<Day>,
        /// What it says of equal opportunity.
        pub equal_opportunity: Option<Markdown>,
        /// Whom a candidate asks for adjustments of the process.
        pub accommodation: Option<Inline>,
    }
}

record! {
    /// Something that the person will have brought about.
    pub struct Impact as "impact" {
        /// By when, such as `30 days`.
        pub by: String = "30 days",
        /// What it is.
        pub text: Inline,
    }
}

record! {
    /// Something that the text should not say.
    pub struct Avoid as "sentence to avoid" {
        /// What not to write.
        pub text: Inline,
        /// What it does instead of attracting the right people.
        pub reason: Inline,
        /// What to write in its place.
        pub instead: Option<Inline>,
    }
}

impl RecordKind for JobDescription {
    const NAME: &'static str = "job";
    const TITLE: &'static str = "Job description";
    const FILE: &'static str = "job-description.yaml";
    const LAYOUT: Layout = Layout::List("job_descriptions");
    const SCOPE: Scope = Scope::Role;
    const SECTION: &'static str = "job-description";
    const DIRECTIVES: &'static [&'static str] = &["job-description"];
    const IS_COPIED: bool = true;

    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn title(&self) -> Option<String> {
        Some(self.title.clone())
    }

    fn check(&self) -> Vec<Finding> {
        let days = self.posted_on.zip(self.closes_on).filter(|(posted, closes)| closes < posted);
        let said = |(posted, closes)| {
            let message = format!("the advert closes on {closes}, before it is posted on {posted}");
            let hint = "mend the wrong one of `posted_on` and `closes_on`";
            Finding::new(Code::ClosesBeforePosted, FieldPath::key("closes_on"), message).hint(hint)
        };
        days.map(said).into_iter().collect()
    }
}
