//! Text as words and signs.

use std::ops::Range;

/// A word or a sign of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<'t> {
    /// What it is.
    pub word: Word<'t>,
    /// Where it stands.
    pub span: Range<usize>,
    /// Whether white space, or nothing at all, stands before it.
    pub is_apart: bool,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word<'t> {
    /// Letters and digits of any script.
    Letters(&'t str),
    /// Any other character that can be seen.
    Sign(char),
}

impl Word<'_> {
    /// Puts it into `text` in lower case, in the place of what was there.
    pub fn lower_into(self, text: &mut String) {
        text.clear();
        match self {
            Self::Letters(letters) => text.extend(letters.chars().flat_map(char::to_lowercase)),
            Self::Sign(sign) => text.push(sign),
        }
    }

    /// It as it stands.
    pub fn to_text(self) -> String {
        match self {
            Self::Letters(letters) => letters.to_owned(),
            Self::Sign(sign) => sign.to_string(),
        }
    }

    /// Whether it is a word, and no sign.
    pub fn is_letters(self) -> bool {
        matches!(self, Self::Letters(_))
    }
}

/// The words of a range of HTML without tags.
pub fn read(html: &str, within: Range<usize>) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut at = within.start;
    let mut is_apart = true;
    while let Some(c) = html[at..within.end].chars().next() {
        let rest = &html[at..within.end];
        let (word, length) = if is_letter(c) {
            let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
            (Some(Word::Letters(&rest[..length])), length)
        } else {
            let (c, length) = reference(rest).unwrap_or((c, c.len_utf8()));
            ((!c.is_whitespace()).then(|| Word::Sign(plain(c))), length)
        };
        match word {
            Some(word) => {
                tokens.push(Token { word, span: at..at + length, is_apart });
                is_apart = false;
            }
            None => is_apart = true,
        }
        at += length;
    }
    tokens
}

/// Letters, digits, and accents that are put on the letter before.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}')
}

/// The reference to a character that a text begins with, and its length. Only these are written.
fn reference(text: &str) -> Option<(char, usize)> {
    const KNOWN: [(&str, char); 6] = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&quot;", '"'), ("&nbsp;", '\u{a0}'), ("&#39;", '\'')];
    KNOWN.iter().find(|(name, _)| text.starts_with(name)).map(|(name, c)| (*c, name.len()))
}

/// Signs that look alike are one.
fn plain(c: char) -> char {
    match c {
        '’' => '\'',
        '\u{2010}' | '\u{2011}' => '-',
        _ => c,
    }
}
