//! What every record may say of itself.

/// Defines a record of a kind: a [`record!`](crate::record) with the fields that all kinds have after its own.
#[macro_export]
macro_rules! kind_record {
    (
        $(#[doc = $about:literal])*
        $vis:vis struct $name:ident as $title:literal {
            $( $(#[doc = $field_about:literal])* $field_vis:vis $field:ident : $type:ty $(= $example:literal)? ),* $(,)?
        }
    ) => {
        $crate::record! {
            $(#[doc = $about])*
            $vis struct $name as $title {
                $( $(#[doc = $field_about])* $field_vis $field: $type $(= $example)?, )*
                /// Where its facts come from: ids of sources, with a place in them if need be (`gartner-2024, p. 3`), or words.
                pub sources: Vec<$crate::yaml::Cite>,
                /// Who answers for it.
                pub owner: Option<String>,
                /// The day on which somebody last checked that it is right.
                pub reviewed_on: Option<$crate::yaml::Day>,
                /// How long a review holds, such as `180d`.
                pub review_in: Option<$crate::yaml::Duration>,
                /// Whether it is ready: a `draft` is left out unless `--drafts` is given, what is `retired` stays in the file alone.
                pub status: Option<$crate::records::Status>,
                /// Who it is for. It is a remark so far, and hides nothing.
                pub audience: Vec<String>,
                /// Warnings of rules that don't hold here, each with the reason.
                pub silence: Vec<$crate::records::Silence>,
                /// A remark for the reader.
                pub notes: Option<$crate::yaml::Markdown>,
            }
        }
    };
}

crate::choice! {
    /// Whether a record is ready for readers.
    pub enum Status {
        /// Not yet.
        Draft = "draft",
        /// It is shown.
        Published = "published",
        /// Not any more.
        Retired = "retired",
    }
}

crate::record! {
    /// A warning that doesn't hold for a record.
    pub struct Silence as "silence" {
        /// The warning's code.
        pub code: SilencedRule,
        /// Why it doesn't hold here.
        pub reason: String = "It is a rule of thumb.",
    }
}

crate::choice! {
    /// The warnings that a record can silence.
    pub enum SilencedRule {
        /// An advert lacks what its market asks for.
        AdvertIncomplete = "advert-incomplete",
        /// An advert names a band of another market, level or employment.
        AdvertBand = "advert-band",
        /// An advert's last day has passed.
        AdvertClosed = "advert-closed",
        /// Nobody knows whose law an advert is under.
        UncheckedAdvert = "unchecked-advert",
        /// A question is about what must not be asked.
        ForbiddenQuestion = "forbidden-question",
        /// A band is wide.
        WideRange = "wide-range",
        /// A band pays less than a lower level.
        PayNotMonotone = "pay-not-monotone",
        /// A market's bands have several currencies or periods.
        MixedPay = "mixed-pay",
        /// A rubric's anchors are missing or equal.
        RubricAnchors = "rubric-anchors",
        /// A stage's questions run over its minutes.
        StageOverrun = "stage-overrun",
        /// A kit's agenda runs over its stage's minutes.
        AgendaOverrun = "agenda-overrun",
        /// Nothing gives evidence of what a scorecard scores.
        ScorecardWithoutEvidence = "scorecard-without-evidence",
        /// No stage gives evidence of what a role must have.
        UnassessedCompetency = "unassessed-competency",
        /// A scorecard leaves out what a role must have.
        UnscoredCompetency = "unscored-competency",
        /// A figure is old.
        StaleFigures = "stale-figures",
        /// Nobody knows how old a figure is.
        UndatedFigures = "undated-figures",
        /// A figure has no source.
        UnsourcedFigure = "unsourced-figure",
        /// The last review is too long ago.
        ReviewOverdue = "review-overdue",
    }
}

kind_record! {
    /// The fields that every record may have.
    pub struct Common as "record" {}
}
