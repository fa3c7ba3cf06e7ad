//! Questions that must not be asked, wherever a candidate is asked something.

#[cfg(test)]
mod tests;

use super::{
    Topic,
    phrase::{Phrases, words},
    sentences::{Sentence, sentences},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place},
    records::{Finding, RecordKey, World},
    sources::SourcePath,
    yaml::{Datum, FieldPath, Step},
};

/// The topics that must not be asked about, and how a sentence about one is known.
#[derive(Debug)]
pub struct Forbidden<'a>(Vec<(&'a Topic, Phrases, Phrases)>);

/// The kinds whose words are said to candidates or written for them, and their fields that are.
const SAID: [(&str, &[&str]); 5] = [
    ("question", &["prompt", "setup", "follow_ups"]),
    ("kit", &["agenda", "intro_script", "close_script", "candidate_preparation", "accommodations"]),
    ("message", &["subject", "body"]),
    (
        "job",
        &[
            "summary",
            "impact",
            "responsibilities",
            "requirements",
            "nice_to_have",
            "pay",
            "benefits",
            "location",
            "how_to_apply",
            "equal_opportunity",
            "accommodation",
        ],
    ),
    ("stage", &["title", "purpose", "format", "inputs", "outputs", "pass_criteria", "details"]),
];

/// Finds what records ask about what must not be asked, sentence by sentence.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    let forbidden = Forbidden::of(&world.rules.topics);
    for (key, record) in world.records {
        let Some((_, fields)) = SAID.iter().find(|(kind, _)| *key.kind == **kind) else { continue };
        record.datum.walk(&mut |path, datum| {
            let is_said = matches!(path.0.first(), Some(Step::Key(field)) if fields.contains(&&**field));
            let (Datum::Text(text) | Datum::Markdown(text) | Datum::Inline(text)) = datum else { return };
            if !is_said {
                return;
            }
            // What is asked needs no question mark.
            let is_prompt = is_prompt(&key.kind, path);
            for sentence in sentences(text).into_iter().filter(|sentence| is_prompt || sentence.asks()) {
                let found = forbidden.topics_of(&sentence).map(|topic| topic.finding(path, &sentence));
                findings.extend(found.map(|finding| (key.clone(), finding)));
            }
        });
    }
}

fn is_prompt(kind: &str, path: &FieldPath) -> bool {
    let is_at = |step: Option<&Step>, name: &str| matches!(step, Some(Step::Key(key)) if **key == *name);
    kind == "question" && (is_at(path.0.first(), "prompt") || is_at(path.0.first(), "follow_ups") && !is_at(path.0.last(), "if"))
}

impl<'a> Forbidden<'a> {
    /// Those of the rules.
    pub fn of(topics: &'a [Topic]) -> Self {
        let phrases = |written: &'a [String]| Phrases::new(written.iter().map(String::as_str));
        Self(topics.iter().map(|topic| (topic, phrases(&topic.phrases), phrases(&topic.unless))).collect())
    }

    /// The topics that a sentence asks about.
    pub fn topics_of(&self, sentence: &Sentence) -> impl Iterator<Item = &'a Topic> {
        let words = words(&sentence.text);
        self.0.iter().filter(move |(_, phrases, unless)| phrases.are_in(&words) && !unless.are_in(&words)).map(|(topic, ..)| *topic)
    }
}

impl Forbidden<'_> {
    /// What is wrong with a sentence of a page.
    pub fn diagnose(&self, sentence: &Sentence, file: &SourcePath) -> Vec<Diagnostic> {
        let place = || Place::span(file, sentence.span.clone());
        let said = |topic: &Topic| Diagnostic::new(Code::ForbiddenQuestion, place(), topic.message(sentence)).hint(topic.hint());
        self.topics_of(sentence).map(said).collect()
    }
}

impl Topic {
    /// What is wrong with a sentence about it.
    fn message(&self, sentence: &Sentence) -> String {
        format!("this asks about {}: “{}”", self.title, sentence.text)
    }

    /// What to ask in its place, and where that is said.
    fn hint(&self) -> String {
        let basis = self.basis.as_ref().map(|basis| format!("; {basis}")).unwrap_or_default();
        format!("{} See {}{basis}; this is no legal advice", self.instead, &*self.source.0)
    }

    fn finding(&self, path: &FieldPath, sentence: &Sentence) -> Finding {
        Finding::new(Code::ForbiddenQuestion, path.clone(), self.message(sentence)).hint(self.hint()).within(sentence.span.clone())
    }
}
