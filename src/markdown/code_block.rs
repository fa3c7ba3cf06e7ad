//! Fenced and indented code.

use std::fmt::Write as _;

use super::{
    attributes,
    highlight::{Highlighter, Marked},
    text::{escape, escaped},
};

/// What a fence's first line says: language, title, line numbers, marked lines.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fence {
    language: String,
    title: Option<String>,
    lines: bool,
    mark: Marked,
}

impl Fence {
    /// Reads ```` ```yaml {title="deploy.yaml" lines=true mark="2,4-5"} ````.
    ///
    /// # Errors
    /// What is wrong, in an author's words; the language is right all the same.
    pub fn read(info: &str) -> (Self, Result<(), String>) {
        let (language, rest) = info.split_at(info.find(|c: char| c.is_whitespace() || c == '{' || c == ',').unwrap_or(info.len()));
        let mut fence = Self { language: language.to_owned(), ..Self::default() };
        let rest = rest.trim_start();
        if !rest.starts_with('{') {
            return (fence, Ok(()));
        }
        let result = fence.read_attributes(rest);
        (fence, result)
    }

    fn read_attributes(&mut self, text: &str) -> Result<(), String> {
        let (attributes, _) = attributes::read(text)?;
        for attribute in attributes {
            match attribute.name.as_str() {
                "title" => self.title = Some(attribute.value),
                "lines" => self.lines = attribute.value != "false",
                "mark" => self.mark = attribute.value.parse()?,
                other => {
                    let hint = crate::diagnostic::did_you_mean(other, ["title", "lines", "mark"]);
                    return Err(match hint {
                        Some(hint) => format!("a code block has no `{other}`; {hint}"),
                        None => format!("a code block has no `{other}`, only title, lines and mark"),
                    });
                }
            }
        }
        Ok(())
    }

    /// The block as HTML.
    pub fn html(&self, code: &str, highlighter: &Highlighter) -> String {
        let mut html = String::new();
        if let Some(title) = &self.title {
            let _ = write!(html, "<figure class=\"code\"><figcaption>{}</figcaption>", escaped(title));
        }
        html.push_str("<pre tabindex=\"0\"");
        if self.lines {
            html.push_str(" class=\"numbered\"");
        }
        html.push_str("><code");
        if !self.language.is_empty() {
            html.push_str(" class=\"language-");
            escape(&mut html, &self.language);
            html.push('"');
        }
        html.push('>');
        let by_line = self.lines || self.mark != Marked::default();
        for (index, line) in highlighter.lines(&self.language, code).iter().enumerate() {
            match (by_line, self.mark.contains(index + 1)) {
                (false, _) => html.push_str(line),
                (true, false) => {
                    let _ = write!(html, "<span class=\"line\">{line}</span>");
                }
                (true, true) => {
                    let _ = write!(html, "<mark class=\"line\">{line}</mark>");
                }
            }
            html.push('\n');
        }
        html.push_str("</code></pre>");
        if self.title.is_some() {
            html.push_str("</figure>");
        }
        html.push('\n');
        html
    }
}
