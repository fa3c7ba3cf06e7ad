//! How a name may be written in a text.

use super::words::{Token, Word, read};
use crate::markdown::escaped;

/// Whether capitals matter in a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// They don't, unless the name has no small letter: `IT` is another word than `it`.
    Any,
    /// They do.
    Exact,
}

/// Whether a form is the name itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inflection {
    /// It is.
    None,
    /// It is its plural.
    Plural,
}

/// One way to write a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    pub case: Case,
    pub inflection: Inflection,
    parts: Vec<Part>,
}

/// A word or sign of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    /// In lower case, unless capitals matter.
    text: Box<str>,
    is_letters: bool,
    is_apart: bool,
}

/// The ways to write a name: as it is, and in the plural. None when it has nothing to see.
pub fn forms(name: &str, case: Case) -> Vec<Form> {
    let case = if is_capitals(name) { Case::Exact } else { case };
    let html = escaped(name);
    let parts: Vec<Part> = read(&html, 0..html.len()).iter().map(|token| Part::of(token, case)).collect();
    let Some(last) = parts.last() else { return Vec::new() };
    let plurals = if last.is_letters { plurals(&last.text) } else { Vec::new() };
    let plural = |text: String| {
        let mut parts = parts.clone();
        if let Some(last) = parts.last_mut() {
            last.text = text.into();
        }
        Form { case, inflection: Inflection::Plural, parts }
    };
    let plurals: Vec<Form> = plurals.into_iter().map(plural).collect();
    std::iter::once(Form { case, inflection: Inflection::None, parts }).chain(plurals).collect()
}

/// What two names share that can't be told apart in a text; `None` for one that has nothing to see.
pub fn spelling(name: &str, case: Case) -> Option<String> {
    let form = forms(name, case).into_iter().next()?;
    let part = |part: &Part| format!("{}{}", if part.is_apart { " " } else { "" }, part.text);
    Some(form.parts.iter().map(part).collect::<String>().trim_start().to_owned())
}

impl Form {
    /// Its first word in lower case.
    pub fn first(&self) -> String {
        self.parts.first().map(|part| part.text.to_lowercase()).unwrap_or_default()
    }

    /// How many words and signs it has.
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// Whether it stands in a text at a word, and is no part of a longer one.
    pub fn stands_at(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let Some(here) = tokens.get(at..at + self.len()) else { return false };
        let is_same = |(index, (part, token)): (usize, (&Part, &Token<'_>))| {
            (index == 0 || part.is_apart == token.is_apart) && part.is(token.word, self.case)
        };
        self.parts.iter().zip(here).enumerate().all(is_same) && begins(tokens, at) && ends(tokens, at + self.len())
    }
}

impl Part {
    fn of(token: &Token<'_>, case: Case) -> Self {
        let text = token.word.to_text();
        let text = if case == Case::Exact { text } else { text.to_lowercase() };
        Self { text: text.into(), is_letters: token.word.is_letters(), is_apart: token.is_apart }
    }

    fn is(&self, word: Word<'_>, case: Case) -> bool {
        match (word, case) {
            (Word::Sign(sign), _) => self.text.chars().eq([sign]),
            (Word::Letters(letters), Case::Exact) => *self.text == *letters,
            (Word::Letters(letters), Case::Any) => self.text.chars().eq(letters.chars().flat_map(char::to_lowercase)),
        }
    }
}

/// Whether a name has capitals and no small letters.
fn is_capitals(name: &str) -> bool {
    name.chars().any(char::is_uppercase) && !name.chars().any(char::is_lowercase)
}

/// The simple plurals of English: `-s`, `-es` after a hiss and after `o`, `-ies` in the place of `y` after a consonant.
fn plurals(word: &str) -> Vec<String> {
    let hisses = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    let stem = word.strip_suffix('y').filter(|stem| stem.ends_with(|c: char| c.is_alphabetic() && !"aeiou".contains(c)));
    match stem {
        Some(stem) => vec![format!("{stem}ies")],
        None if hisses => vec![format!("{word}es")],
        None if word.ends_with('o') => vec![format!("{word}s"), format!("{word}es")],
        None => vec![format!("{word}s")],
    }
}

/// Whether a name can begin at a word: what stands right before it doesn't make it a part of a longer one, as in `pre-offer`.
fn begins(tokens: &[Token<'_>], at: usize) -> bool {
    if tokens[at].is_apart {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return true };
    match tokens[before].word {
        Word::Letters(_) => false,
        Word::Sign('_' | '@' | '#' | '.') => false,
        Word::Sign('-' | '&' | '\'') => tokens[before].is_apart || before == 0 || !tokens[before - 1].word.is_letters(),
        Word::Sign(_) => true,
    }
}

/// Whether a name can end before a token; a possessive 's may follow.
fn ends(tokens: &[Token<'_>], at: usize) -> bool {
    let follows = |at: usize| tokens.get(at).filter(|token| !token.is_apart).map(|token| token.word);
    match (follows(at), follows(at + 1)) {
        (None, _) => true,
        (Some(Word::Letters(_) | Word::Sign('_' | '+' | '#')), _) => false,
        (Some(Word::Sign('\'')), Some(Word::Letters("s" | "S"))) => !matches!(follows(at + 2), Some(Word::Letters(_))),
        (Some(Word::Sign('-' | '.' | '&' | '@' | '\'')), Some(Word::Letters(_))) => false,
        (Some(Word::Sign(_)), _) => true,
    }
}
