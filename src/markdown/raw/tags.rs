//! Finds the tags of HTML and where they stand, as a browser's tokenizer does.
//!
//! The sanitizer reads HTML as a browser does, but forgets the places and writes all of it anew. Where an author's HTML must stay as
//! it is, or a place in it is asked for, this is enough.

use std::ops::Range;

/// What HTML has besides text.
#[derive(Debug, PartialEq, Eq)]
pub enum Token<'h> {
    /// A tag.
    Tag(Tag<'h>),
    /// A comment, or what a `<script>` and its like contain: nothing in it is a tag.
    Verbatim(Range<usize>),
}

/// A tag.
#[derive(Debug, PartialEq, Eq)]
pub struct Tag<'h> {
    /// The element's name in lower case.
    pub name: String,
    /// What it does to the element.
    pub kind: TagKind,
    /// Its attributes that have a value.
    pub attributes: Vec<TagAttribute<'h>>,
    /// The names, in lower case, of its attributes that have none.
    pub bare: Vec<String>,
    /// Where it stands.
    pub span: Range<usize>,
}

impl<'h> Tag<'h> {
    /// The value of an attribute as written; `None` when it has none.
    pub fn attribute(&self, name: &str) -> Option<&'h str> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| attribute.value)
    }

    /// Whether it has an attribute, with a value or without.
    pub fn has(&self, name: &str) -> bool {
        self.attribute(name).is_some() || self.bare.iter().any(|bare| bare == name)
    }
}

/// What a tag does to its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TagKind {
    /// `<b>`
    Opens,
    /// `<b/>`, which only elements of other languages, such as SVG, are closed by.
    ClosesItself,
    /// `</b>`
    Closes,
}

/// An attribute that has a value.
#[derive(Debug, PartialEq, Eq)]
pub struct TagAttribute<'h> {
    /// Its name in lower case.
    pub name: String,
    /// Its value as written, without quotes.
    pub value: &'h str,
    /// Where the value stands, its quotes included.
    pub span: Range<usize>,
}

/// Elements whose content is text to its end tag.
const TEXT_ELEMENTS: [&str; 8] = ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// The tags of some HTML, and what else isn't text, in order.
pub fn tokens(html: &str) -> Tokens<'_> {
    Tokens { html, at: 0, text_of: None }
}

/// An iterator over [`Token`]s.
pub struct Tokens<'h> {
    html: &'h str,
    at: usize,
    /// The element that was opened last, when its content is text.
    text_of: Option<String>,
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if let Some(name) = self.text_of.take() {
            let start = self.at;
            self.at = self.end_of_text(&name);
            return Some(Token::Verbatim(start..self.at));
        }
        loop {
            self.at += self.html[self.at..].find('<')?;
            let start = self.at;
            let rest = &self.html[start..];
            if rest.starts_with("<!--") {
                // `<!-->` is a comment too.
                self.at = self.after("-->", start + 2);
                return Some(Token::Verbatim(start..self.at));
            }
            let is_end = rest.starts_with("</");
            if rest[1 + usize::from(is_end)..].starts_with(|c: char| c.is_ascii_alphabetic()) {
                return self.tag(if is_end { TagKind::Closes } else { TagKind::Opens }).map(Token::Tag);
            }
            if is_end || rest.starts_with("<!") || rest.starts_with("<?") {
                self.at = self.after(">", start + 1);
                return Some(Token::Verbatim(start..self.at));
            }
            self.at += 1;
        }
    }
}

impl<'h> Tokens<'h> {
    /// Reads the tag that begins here; one that doesn't end is none.
    fn tag(&mut self, mut kind: TagKind) -> Option<Tag<'h>> {
        let start = self.at;
        self.at += if kind == TagKind::Closes { 2 } else { 1 };
        let name = self.take_until(|c| c.is_ascii_whitespace() || matches!(c, '/' | '>')).to_ascii_lowercase();
        let (mut attributes, mut bare) = (Vec::new(), Vec::new());
        loop {
            let between = self.take_until(|c| !(c.is_ascii_whitespace() || c == '/'));
            match self.html[self.at..].chars().next() {
                None => {
                    self.at = self.html.len();
                    return None;
                }
                Some('>') => {
                    if between.ends_with('/') && kind == TagKind::Opens {
                        kind = TagKind::ClosesItself;
                    }
                    self.at += 1;
                    break;
                }
                Some(_) => match self.attribute() {
                    Ok(attribute) => attributes.push(attribute),
                    Err(name) => bare.push(name),
                },
            }
        }
        self.text_of = Some(name.clone()).filter(|name| kind != TagKind::Closes && TEXT_ELEMENTS.contains(&name.as_str()));
        Some(Tag { name, kind, attributes, bare, span: start..self.at })
    }

    /// Reads the attribute that begins here; its name alone when it has no value.
    fn attribute(&mut self) -> Result<TagAttribute<'h>, String> {
        let start = self.at;
        self.at += self.html[start..].chars().next().map_or(0, char::len_utf8);
        self.take_until(|c| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='));
        let name = self.html[start..self.at].to_ascii_lowercase();
        let end = self.at;
        self.take_until(|c| !c.is_ascii_whitespace());
        if !self.html[self.at..].starts_with('=') {
            self.at = end;
            return Err(name);
        }
        self.at += 1;
        self.take_until(|c| !c.is_ascii_whitespace());
        let start = self.at;
        let value = match self.html[start..].chars().next() {
            Some(quote @ ('"' | '\'')) => {
                self.at += 1;
                let value = self.take_until(|c| c == quote);
                self.at = (self.at + 1).min(self.html.len());
                value
            }
            _ => self.take_until(|c| c.is_ascii_whitespace() || c == '>'),
        };
        Ok(TagAttribute { name, value, span: start..self.at })
    }

    fn take_until(&mut self, is_end: impl Fn(char) -> bool) -> &'h str {
        let start = self.at;
        self.at += self.html[start..].find(is_end).unwrap_or(self.html.len() - start);
        &self.html[start..self.at]
    }

    /// The byte after the next `end`, or the end of all.
    fn after(&self, end: &str, from: usize) -> usize {
        self.html[from..].find(end).map_or(self.html.len(), |at| from + at + end.len())
    }

    /// Where the content of the element ends that was opened last.
    fn end_of_text(&self, name: &str) -> usize {
        let is_end = |rest: &str| {
            let is_name = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
            is_name && rest[name.len()..].starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'))
        };
        let mut ends = self.html[self.at..].match_indices("</").map(|(at, _)| self.at + at);
        ends.find(|at| is_end(&self.html[at + 2..])).unwrap_or(self.html.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each token as one word.
    fn read(html: &str) -> Vec<String> {
        let shown = |token| match token {
            Token::Verbatim(span) => format!("={}", &html[span]),
            Token::Tag(tag) => {
                let mark = match tag.kind {
                    TagKind::Opens => "",
                    TagKind::ClosesItself => "|",
                    TagKind::Closes => "/",
                };
                let attributes: String =
                    tag.attributes.iter().map(|a| format!(" {}={} at {}", a.name, a.value, &html[a.span.clone()])).collect();
                format!("{mark}{}{attributes}", tag.name)
            }
        };
        tokens(html).map(shown).collect()
    }

    #[test]
    fn tags_are_found_as_browsers_find_them() {
        assert_eq!(read("a < b <3 <B>x</b ><br/></>"), ["b", "/b", "|br", "=</>"]);
        assert_eq!(read("<a HREF=x.md title = 'y > z' open>"), ["a href=x.md at x.md title=y > z at 'y > z'"]);
        assert_eq!(read("<a href=\"x\"id='y'/c=d/>"), ["a href=x at \"x\" id=y at 'y' c=d/ at d/"]);
        assert_eq!(read("<a href= >x"), ["a href= at "]);
        assert_eq!(read("<a =x href"), [""; 0]);
    }

    #[test]
    fn comments_and_scripts_hold_no_tags() {
        assert_eq!(read("<!-- <a> --><b><!--><i>"), ["=<!-- <a> -->", "b", "=<!-->", "i"]);
        assert_eq!(read("<script>'<a>' </scripts></SCRIPT ><b>"), ["script", "='<a>' </scripts>", "/script", "b"]);
        assert_eq!(read("<!doctype html><?x y?><b"), ["=<!doctype html>", "=<?x y?>"]);
        assert_eq!(read("<style><!-- <a>"), ["style", "=<!-- <a>"]);
    }
}
