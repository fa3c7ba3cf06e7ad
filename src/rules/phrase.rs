//! Phrases: rows of words that give away what a sentence is about.
//!
//! In a phrase `a/b` is one word or the other, `disabilit*` a word that begins so, and `…` up to [`GAP`] words of any kind. Letter case
//! and punctuation don't matter.

use std::collections::BTreeMap;

/// How many words there may be where a phrase has `…`.
pub const GAP: usize = 3;

/// Phrases, found by the word that they begin with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phrases {
    by_first: BTreeMap<String, Vec<Phrase>>,
    /// Those that begin with more than whole words.
    others: Vec<Phrase>,
}

/// A row of words.
type Phrase = Vec<Step>;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    /// One of these words.
    Word(Vec<Word>),
    /// Some words of any kind.
    Gap,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Whole(String),
    Begun(String),
}

impl Phrases {
    /// Takes phrases as they are written; one without a word finds nothing.
    pub fn new<'a>(written: impl IntoIterator<Item = &'a str>) -> Self {
        let mut phrases = Self::default();
        for phrase in written.into_iter().map(parse).filter(|phrase| !phrase.is_empty()) {
            match whole_words(&phrase[0]) {
                Some(words) => words.into_iter().for_each(|word| phrases.by_first.entry(word).or_default().push(phrase.clone())),
                None => phrases.others.push(phrase),
            }
        }
        phrases
    }

    /// Whether one of them stands in a text, of which these are the [`words`].
    pub fn are_in(&self, words: &[String]) -> bool {
        (0..words.len()).any(|at| {
            let begun = self.by_first.get(&words[at]).into_iter().flatten();
            begun.chain(&self.others).any(|phrase| stands_at(phrase, &words[at..]))
        })
    }
}

/// The words of a text in small letters.
pub fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn parse(phrase: &str) -> Phrase {
    phrase.split_whitespace().flat_map(steps).collect()
}

/// The steps of one token: a word with an apostrophe or a hyphen is two.
fn steps(token: &str) -> Vec<Step> {
    if matches!(token, "…" | "...") {
        return vec![Step::Gap];
    }
    if !token.contains(['/', '*']) {
        return words(token).into_iter().map(|word| Step::Word(vec![Word::Whole(word)])).collect();
    }
    let word = |written: &str| match written.strip_suffix('*') {
        Some(begin) => Word::Begun(begin.to_lowercase()),
        None => Word::Whole(written.to_lowercase()),
    };
    vec![Step::Word(token.split('/').filter(|word| !word.is_empty()).map(word).collect())]
}

fn whole_words(step: &Step) -> Option<Vec<String>> {
    let Step::Word(words) = step else { return None };
    let whole = |word: &Word| match word {
        Word::Whole(word) => Some(word.clone()),
        Word::Begun(_) => None,
    };
    words.iter().map(whole).collect()
}

fn stands_at(phrase: &[Step], words: &[String]) -> bool {
    match phrase {
        [] => true,
        [Step::Gap, rest @ ..] => (0..=GAP.min(words.len())).any(|skipped| stands_at(rest, &words[skipped..])),
        [Step::Word(choices), rest @ ..] => {
            words.split_first().is_some_and(|(word, after)| choices.iter().any(|choice| choice.is(word)) && stands_at(rest, after))
        }
    }
}

impl Word {
    fn is(&self, word: &str) -> bool {
        match self {
            Self::Whole(whole) => whole == word,
            Self::Begun(begin) => word.starts_with(&**begin),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole_and_gaps_are_short() {
        let is_in = |phrase: &str, text: &str| Phrases::new([phrase]).are_in(&words(text));
        assert!(is_in("Current salary", "What's your current salary, then?"));
        assert!(!is_in("your kid", "your kidneys"));
        assert!(is_in("your kid*", "Your kidneys"));
        assert!(is_in("your last/current pay", "your\nlast pay"));
        assert!(is_in("your … pay", "your pay") && is_in("your ... pay", "your very last pay"));
        assert!(!is_in("your … pay", "your one two three four pay"));
        assert!(is_in("what's new", "So, what’s new?"));
        assert!(!is_in(" ", "anything") && !is_in("…", ""));
    }
}
