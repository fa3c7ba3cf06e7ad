//! Questions that must not be asked.

use super::Topic;
use crate::{
    diagnostic::Code,
    records::{Finding, RecordKey, World},
    yaml::{Datum, FieldPath, Step},
};

/// The kinds whose words are said to candidates, and their fields that are.
const SAID: [(&str, &[&str]); 2] = [
    ("question", &["prompt", "setup", "follow_ups", "alternates"]),
    ("kit", &["agenda", "intro_script", "close_script", "candidate_preparation"]),
];

/// Finds questions about what must not be asked, with the sentence that gives them away.
pub fn check(world: &World<'_>, findings: &mut Vec<(RecordKey, Finding)>) {
    for (key, record) in world.records {
        let Some((_, fields)) = SAID.iter().find(|(kind, _)| *key.kind == **kind) else { continue };
        record.datum.walk(&mut |path, datum| {
            let is_said = matches!(path.0.first(), Some(Step::Key(field)) if fields.contains(&&**field));
            let (Datum::Text(text) | Datum::Markdown(text) | Datum::Inline(text)) = datum else { return };
            if is_said {
                findings.extend(found_in(text, &world.rules.topics, path).map(|finding| (key.clone(), finding)));
            }
        });
    }
}

fn found_in<'a>(text: &'a str, topics: &'a [Topic], path: &'a FieldPath) -> impl Iterator<Item = Finding> + 'a {
    topics.iter().filter_map(move |topic| {
        let sentence = sentences(text).find(|sentence| topic.is_touched_by(sentence))?;
        let message = format!("this asks about {}: “{}”", topic.title, sentence.trim());
        let basis = topic.basis.as_ref().map(|basis| format!("; {basis}")).unwrap_or_default();
        let hint = format!("{} See {}{basis}; this is no legal advice", topic.instead, &*topic.source.0);
        Some(Finding::new(Code::ForbiddenQuestion, path.clone(), message).hint(hint))
    })
}

impl Topic {
    fn is_touched_by(&self, sentence: &str) -> bool {
        let sentence = words(sentence);
        self.phrases.iter().any(|phrase| sentence.contains(&words(phrase)))
    }
}

/// Each sentence of a text, its full stop or question mark included.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!', '\n']).filter(|sentence| !sentence.trim().is_empty())
}

/// The words of a text in small letters, a space before and after each.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| format!("{all}{} ", word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_whole() {
        assert!(words("What's your current salary, then?").contains(&words("Current salary")));
        assert!(!words("your kidneys").contains(&words("your kid")));
    }
}
