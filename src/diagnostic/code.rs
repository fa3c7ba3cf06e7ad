//! The stable codes of diagnostics.

use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Published, unless `--strict` is given.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

macro_rules! codes {
    ($($severity:ident $variant:ident = $name:literal: $about:literal;)*) => {
        /// What kind of thing is wrong. The name of a code never changes.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $about] $variant,)*
        }

        impl Code {
            /// All codes, in the order of the guide.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The name that is printed.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What it means, in one sentence.
            pub fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }

            /// How bad it is.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    Error InvalidUtf8 = "invalid-utf8": "A text file isn't UTF-8.";
    Error UnreadableFile = "unreadable-file": "A file is there and can't be read.";
    Error OutputHoldsSources = "output-holds-sources": "The output folder is, holds or lies in a folder that is read.";
    Error MissingContent = "missing-content": "The content folder that the configuration names isn't there.";

    Error YamlSyntax = "yaml-syntax": "A YAML file or front matter isn't YAML.";
    Error YamlTab = "yaml-tab": "YAML is indented with a tab.";
    Error DuplicateKey = "duplicate-key": "A key stands twice in one mapping.";
    Error UnknownKey = "unknown-key": "A key that Rolebook doesn't know.";
    Error MissingField = "missing-field": "A field that must be there isn't.";
    Error WrongType = "wrong-type": "A value is of another type than the field's.";
    Error BadAmount = "bad-amount": "An amount of money isn't written as a plain number.";
    Error BadDate = "bad-date": "A date isn't one of the calendar, or isn't written YYYY-MM-DD.";
    Error BadDuration = "bad-duration": "A length of time isn't written as days, weeks, months or years.";
    Error BadId = "bad-id": "An id has characters that an address can't hold.";
    Error UnknownChoice = "unknown-choice": "A value isn't one of those that the field takes.";
    Error OutOfRange = "out-of-range": "A number is smaller or larger than the field takes.";
    Error UnknownCurrency = "unknown-currency": "A currency isn't a code of ISO 4217.";
    Error ConflictingFields = "conflicting-fields": "Two fields are given of which there can be one.";
    Error DuplicateId = "duplicate-id": "Two pages, records or headings have one id.";
    Error UnknownId = "unknown-id": "No page or record has this id.";

    Error DuplicateTerm = "duplicate-term": "Two terms of the glossary have one name.";
    Error MinAboveMax = "min-above-max": "A band's smallest pay is above its largest, or its middle lies outside.";
    Error PercentileOrder = "percentile-order": "A band's percentiles don't rise, or lie outside of its min and max.";
    Error BandWithoutRange = "band-without-range": "A band has neither min and max nor percentiles nor derive, or derives a range that it has.";
    Error BandWithoutSource = "band-without-source": "A band doesn't say where its figures come from.";
    Error DeriveCycle = "derive-cycle": "A band is derived, directly or through others, from itself.";
    Error DeriveImpossible = "derive-impossible": "A band can't be derived from the band it names.";
    Warning StaleFigures = "stale-figures": "Pay or an exchange rate is of a day too long ago.";
    Warning UndatedFigures = "undated-figures": "A band says neither of which day its figures are, nor has it a source with a date.";
    Error ComparisonCells = "comparison-cells": "A comparison's cells don't match its subjects.";
    Error ScalePoints = "scale-points": "The points of a rubric scale don't go together.";
    Error ScoreOffScale = "score-off-scale": "A rubric or a sample answer has a score that its scale hasn't.";
    Warning RubricAnchors = "rubric-anchors": "A rubric lacks the anchor of a point, or says the same of two.";
    Error ScorecardWeights = "scorecard-weights": "The weights of a scorecard don't make 100 percent.";
    Warning ScorecardWithoutEvidence = "scorecard-without-evidence": "A scorecard scores a competency that nothing in its kit gives evidence of.";
    Warning AgendaOverrun = "agenda-overrun": "An agenda, or a part of it, takes longer than there is time.";
    Warning StageOverrun = "stage-overrun": "The questions of a stage take longer than the stage.";
    Warning UnassessedCompetency = "unassessed-competency": "No stage gives evidence of a competency that a role must have.";
    Warning UnscoredCompetency = "unscored-competency": "A scorecard leaves out a competency that a role must have.";
    Warning RecordOutsideRole = "record-outside-role": "A record file lies outside of a role's folder, or has another name, and is shown nowhere.";
    Error RoleWithoutPage = "role-without-page": "A role's folder has records but no index.md.";

    Error BadKind = "bad-kind": "A kind of record that the playbook declares isn't right.";
    Error MessageBlank = "message-blank": "A message template's blanks and its variables don't match.";
    Warning AdvertIncomplete = "advert-incomplete": "An advert lacks what the law of its market asks for.";
    Warning AdvertBand = "advert-band": "An advert names a band of another market, level or employment.";
    Warning AdvertClosed = "advert-closed": "An advert's last day has passed.";
    Error ClosesBeforePosted = "closes-before-posted": "An advert's last day lies before its first.";
    Warning UncheckedAdvert = "unchecked-advert": "Nobody knows whose law an advert is under.";
    Error UnknownPlace = "unknown-place": "A place isn't written as a code of ISO 3166.";
    Error DuplicateRule = "duplicate-rule": "Two of the playbook's own rules set the same.";
    Warning EmptyRules = "empty-rules": "A file of rules has none.";
    Error FutureDate = "future-date": "A day that should have been lies ahead.";
    Warning NeedlessSilence = "needless-silence": "A warning is silenced that isn't given.";
    Warning ForbiddenQuestion = "forbidden-question": "A question is about what must not be asked of a candidate.";
    Warning WideRange = "wide-range": "A band's maximum is far above its minimum.";
    Warning PayNotMonotone = "pay-not-monotone": "A band pays less than one of a lower level.";
    Warning MixedPay = "mixed-pay": "The bands of a market have several currencies or periods.";
    Warning UnsourcedFigure = "unsourced-figure": "A record or a page states money or a share, and no source for it.";
    Warning ReviewOverdue = "review-overdue": "A page or record should have been reviewed by now.";

    Error UnclosedFrontMatter = "unclosed-front-matter": "Front matter begins below the first line, doesn't end, or is TOML.";
    Error UnclosedDirective = "unclosed-directive": "A container directive isn't closed.";
    Error UnopenedDirective = "unopened-directive": "A closing fence closes nothing.";
    Error DirectiveSyntax = "directive-syntax": "A directive's line can't be read.";
    Error HtmlTooDeep = "html-too-deep": "Too many elements of HTML lie in each other.";
    Warning UnbalancedHtml = "unbalanced-html": "A tag of HTML opens what nothing closes, or closes nothing.";
    Warning CleanedHtml = "cleaned-html": "An element or attribute of HTML is left out of the page.";
    Error CitationSyntax = "citation-syntax": "A citation in brackets names no source.";
    Error UnknownDirective = "unknown-directive": "No theme has a directive of this name.";
    Error UnknownArgument = "unknown-argument": "A directive has no argument of this name.";
    Error DirectiveCycle = "directive-cycle": "A directive in a record shows that record, directly or through others.";
    Error MissingArgument = "missing-argument": "A directive lacks an argument that it needs.";
    Error BadArgument = "bad-argument": "A directive's argument is of another type.";
    Error UndefinedVariable = "undefined-variable": "A variable that the configuration doesn't define.";
    Error BrokenLink = "broken-link": "A link leads to no page, record or file.";
    Error MissingAnchor = "missing-anchor": "A link leads to a page, but to no heading or record on it.";
    Error MissingFile = "missing-file": "An image or file that is shown or linked isn't there.";
    Error BadImage = "bad-image": "A file that is shown as an image isn't one, or is damaged.";
    Warning ImageTooLarge = "image-too-large": "An image has too many pixels to be resized.";
    Warning MissingAlt = "missing-alt": "An image has no text for those who can't see it.";
    Error BrokenInclude = "broken-include": "An included file isn't there.";
    Error IncludeCycle = "include-cycle": "A file includes itself, directly or through others.";
    Error DuplicateAddress = "duplicate-address": "Two outputs have one address, or two that many disks take for one.";

    Error UnknownTheme = "unknown-theme": "A theme that isn't there.";
    Error ThemeCycle = "theme-cycle": "A theme extends itself, directly or through others.";
    Error UnknownToken = "unknown-token": "A token is set that no layer of the theme has.";
    Error BadToken = "bad-token": "A token's name or value can't stand in a style sheet.";
    Error NewerContract = "newer-contract": "A theme is made for a newer version of the theme contract than the program's.";
    Warning OlderContract = "older-contract": "A theme is made for an older version of the theme contract.";
    Warning MissingBlock = "missing-block": "A theme's template lacks blocks of the one whose place it takes.";
    Warning MissingToken = "missing-token": "A style sheet or template of a theme uses a token that no layer has.";
    Warning UnusedToken = "unused-token": "A theme declares a new token that nothing uses.";
    Warning ChangedDirective = "changed-directive": "A theme's directive doesn't take what the one below takes.";
    Warning LowContrast = "low-contrast": "A colour of a theme doesn't stand out enough from what is behind it.";
    Warning UntranslatedText = "untranslated-text": "Words stand in a template itself, where no translation reaches them.";
    Error UnknownTemplate = "unknown-template": "A template that no layer of the theme has.";
    Error TemplateSyntax = "template-syntax": "A template can't be read.";
    Error TemplateName = "template-name": "A template uses a filter, function, component, block or template that isn't there.";
    Error TemplateError = "template-error": "A template failed while a page was rendered, for one because of an undefined variable.";
    Warning IncompleteHistory = "incomplete-history": "The git history that pages should show can't be read, or doesn't go back far enough.";
    Error BadLanguage = "bad-language": "A language has no tag such as en, de or fr-CH, or stands twice.";
    Warning LanguageWithoutWords = "language-without-words": "The theme has no words in one of the playbook's languages.";
    Warning UnknownLanguage = "unknown-language": "A file's name ends with a language that isn't one of the playbook's.";
    Error TranslationWithoutOriginal = "translation-without-original": "A page or a file of records translates one that isn't there.";
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
