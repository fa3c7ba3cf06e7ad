//! The sentences of a Markdown text, and which of them ask something.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::phrase::words;
use crate::markdown::options;

/// A sentence, in one line and without markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its words and signs.
    pub text: String,
    /// Where it stands in the text that it was found in.
    pub span: Range<usize>,
}

/// The sentences of a Markdown text, but for code. A line break within a paragraph is a space.
pub fn sentences(markdown: &str) -> Vec<Sentence> {
    sentences_of(&paragraphs(markdown)).collect()
}

/// The sentences of paragraphs.
pub fn sentences_of(paragraphs: &[Paragraph]) -> impl Iterator<Item = Sentence> {
    paragraphs.iter().flat_map(Paragraph::sentences)
}

/// The paragraphs, headings, items and cells of a Markdown text, but for code.
pub fn paragraphs(markdown: &str) -> Vec<Paragraph> {
    let text = without_directives(markdown);
    let mut found = Vec::new();
    let mut block = Paragraph::default();
    let mut code = 0_usize;
    for (event, span) in Parser::new_ext(&text, options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => code += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => code = code.saturating_sub(1),
            Event::Text(text) if code == 0 => block.push(&text, span),
            // Code quotes, and says nothing.
            Event::Code(_) => block.push(" ", span),
            Event::SoftBreak | Event::HardBreak => block.push(" ", span),
            Event::Start(tag) if is_within_a_line(&tag) => {}
            Event::End(tag) if is_end_within_a_line(tag) => {}
            Event::Start(_) | Event::End(_) => found.push(std::mem::take(&mut block)),
            _ => {}
        }
    }
    found.push(block);
    found.retain(|paragraph| !paragraph.text.trim().is_empty());
    found
}

impl Sentence {
    /// Whether it asks its reader for something: it is a question, or begins with what makes somebody tell (`Tell us …`,
    /// `State your …`). What says not to ask is no question.
    pub fn asks(&self) -> bool {
        let is_question = self.text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?').ends_with('?');
        if !is_question && !self.may_tell() {
            return false;
        }
        let words = words(&self.text);
        let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !POLITE.contains(word)).collect();
        let is_told =
            words.first().is_some_and(|first| TELL.contains(first)) && words.iter().skip(1).take(2).any(|word| WHOM.contains(word));
        let is_warned =
            words.iter().any(|word| NEVER.contains(word)) || NOT_ASK.iter().any(|pair| words.windows(2).any(|words| words == pair));
        (is_question || is_told) && !is_warned
    }
}

impl Sentence {
    /// Whether its first word makes somebody tell something: most sentences need no closer look.
    fn may_tell(&self) -> bool {
        let words = self.text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let first = words.map(str::to_lowercase).find(|word| !POLITE.contains(&&**word));
        first.is_some_and(|first| TELL.contains(&&*first))
    }
}

/// Words before a verb that don't change what is wanted.
const POLITE: [&str; 6] = ["please", "bitte", "merci", "de", "veuillez", "kindly"];

/// Verbs that make somebody tell or hand over something.
const TELL: [&str; 31] = [
    "tell",
    "state",
    "give",
    "send",
    "name",
    "share",
    "provide",
    "include",
    "attach",
    "enclose",
    "enter",
    "fill",
    "write",
    "let",
    "bring",
    "add",
    "nennen",
    "geben",
    "senden",
    "schicken",
    "teilen",
    "fügen",
    "legen",
    "sagen",
    "indiquez",
    "indiquer",
    "précisez",
    "envoyez",
    "joignez",
    "joindre",
    "donnez",
];

/// Who is told, or whose it is.
const WHOM: [&str; 19] = [
    "us", "me", "your", "a", "uns", "mir", "sie", "ihr", "ihre", "ihren", "ihrem", "nous", "moi", "votre", "vos", "une", "un", "ein", "in",
];

/// Words of a sentence that warns of a question.
const NEVER: [&str; 5] = ["never", "avoid", "nie", "niemals", "jamais"];

/// The same in two words.
const NOT_ASK: [[&str; 2]; 6] =
    [["not", "ask"], ["t", "ask"], ["instead", "of"], ["rather", "than"], ["nicht", "fragen"], ["nicht", "nach"]];

/// The text of a paragraph, heading, item or cell, and where its parts stand.
#[derive(Debug, Default)]
pub struct Paragraph {
    /// Its text, without markup.
    pub text: String,
    /// Where it stands in the text that it was found in.
    pub span: Range<usize>,
    /// Where each part begins in `text`, and its bytes in the source.
    parts: Vec<(usize, Range<usize>)>,
}

impl Paragraph {
    /// Where a part of its text stands in the text that it was found in.
    pub fn place(&self, part: Range<usize>) -> Range<usize> {
        self.place_of(part.start)..self.place_of(part.end.saturating_sub(1)) + 1
    }

    fn push(&mut self, text: &str, span: Range<usize>) {
        let start = if self.parts.is_empty() { span.start } else { self.span.start };
        self.span = start..span.end.max(self.span.end);
        self.parts.push((self.text.len(), span));
        self.text.push_str(text);
    }

    fn sentences(&self) -> Vec<Sentence> {
        let mut found = Vec::new();
        let mut start = 0;
        for end in ends(&self.text) {
            let raw = &self.text[start..end];
            let from = start + raw.len() - raw.trim_start().len();
            let sentence = raw.trim();
            if !sentence.is_empty() {
                let span = self.place(from..from + sentence.len());
                found.push(Sentence { text: sentence.split_whitespace().collect::<Vec<_>>().join(" "), span });
            }
            start = end;
        }
        found
    }

    /// Where a byte of the text stands in the source.
    fn place_of(&self, at: usize) -> usize {
        let part = self.parts.iter().rev().find(|(from, _)| *from <= at);
        // An escaped or named character is longer in the source than in the text.
        part.map_or(0, |(from, span)| (span.start + (at - from)).min(span.end.saturating_sub(1)))
    }
}

/// Where the sentences of a text end.
fn ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((_, c)) = chars.next() {
        if !matches!(c, '.' | '?' | '!' | '…') {
            continue;
        }
        while chars.next_if(|(_, c)| matches!(c, '.' | '?' | '!' | '"' | '\'' | ')' | ']' | '”' | '’' | '»' | '“')).is_some() {}
        match chars.peek() {
            Some((at, c)) if c.is_whitespace() => ends.push(*at),
            _ => {}
        }
    }
    ends.push(text.len());
    ends
}

/// The text with the lines of directives blank, byte for byte.
fn without_directives(markdown: &str) -> String {
    let line = |line: &str| match line.trim_start().starts_with("::") {
        true => line.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' }).collect(),
        false => line.to_owned(),
    };
    markdown.split_inclusive('\n').map(line).collect()
}

fn is_within_a_line(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. } | Tag::Superscript | Tag::Subscript
    )
}

fn is_end_within_a_line(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image | TagEnd::Superscript | TagEnd::Subscript
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_whole_and_have_their_places() {
        let text = "# Why?\n\nTell us **why**\nyou left. It was 3.5 years, no?\n\n- one `a` &amp; b\n- two?\n\n```\nnot this?\n```\n\n:::note\n“Really?” Yes.\n:::\n";
        let found = sentences(text);
        let texts: Vec<&str> = found.iter().map(|sentence| sentence.text.as_str()).collect();
        assert_eq!(texts, ["Why?", "Tell us why you left.", "It was 3.5 years, no?", "one & b", "two?", "“Really?”", "Yes."]);
        assert_eq!(&text[found[1].span.clone()], "Tell us **why**\nyou left.");
        assert_eq!(&text[found[5].span.clone()], "“Really?”");
    }

    #[test]
    fn what_asks_is_told_from_what_says() {
        let asks = |text: &str| sentences(text).iter().any(Sentence::asks);
        for text in ["How old are you?", "Please state your age.", "Tell us your age", "Bitte nennen Sie uns Ihr Alter."] {
            assert!(asks(text), "{text}");
        }
        for text in
            ["We speak of your pay.", "Never ask “how old are you?”", "Do not ask how old they are, will you?", "State law says so."]
        {
            assert!(!asks(text), "{text}");
        }
    }
}
