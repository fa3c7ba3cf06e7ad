//! Fenced and indented code.

use std::{fmt::Write as _, ops::Range};

use super::{
    attributes::{self, Attribute},
    highlight::Highlighter,
    marked::Marked,
    text::{escape, escaped},
};

/// What a fence's first line says: language, title, line numbers, marked lines.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Fence {
    language: String,
    title: Option<String>,
    lines: bool,
    mark: Marked,
}

/// A block of code, which is coloured when it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CodeBlock {
    fence: Fence,
    code: String,
}

/// Something wrong in a fence's first line.
#[derive(Debug, PartialEq, Eq)]
pub struct FenceProblem {
    /// What is wrong, in an author's words.
    pub message: String,
    /// Where it stands in what follows the fence.
    pub span: Range<usize>,
}

impl Fence {
    /// Reads ```` ```yaml {title="deploy.yaml" lines=true mark="2,4-5"} ````, of which the backticks are left out, and what is wrong in it.
    ///
    /// What is right counts all the same.
    pub fn read(info: &str) -> (Self, Vec<FenceProblem>) {
        let language = info.find(|c: char| c.is_whitespace() || c == '{' || c == ',').unwrap_or(info.len());
        let mut fence = Self { language: info[..language].to_owned(), ..Self::default() };
        let rest = info[language..].trim_start();
        let start = info.len() - rest.len();
        if !rest.starts_with('{') {
            let is_bare = ["title=", "lines=", "mark="].iter().any(|argument| rest.starts_with(argument));
            let message = format!("what is said of a code block stands in braces: `{{{}}}`", rest.trim_end());
            return (fence, is_bare.then_some(FenceProblem { message, span: start..info.len() }).into_iter().collect());
        }
        let attributes = match attributes::read(rest) {
            Ok((attributes, _)) => attributes,
            Err(message) => return (fence, vec![FenceProblem { message, span: start..info.len() }]),
        };
        let mut problems = Vec::new();
        for attribute in attributes {
            let span = attribute.span.start + start..attribute.span.end + start;
            if let Err(message) = fence.take(attribute, &span) {
                problems.push(FenceProblem { message, span });
            }
        }
        (fence, problems)
    }

    fn take(&mut self, attribute: Attribute, span: &Range<usize>) -> Result<(), String> {
        let Attribute { name, value, .. } = attribute;
        match name.as_str() {
            "title" => self.title = Some(value),
            "lines" => self.lines = value.parse().map_err(|_| format!("`lines` is `true` or `false`, not `{value}`"))?,
            "mark" => self.mark = Marked::read(&value, span.clone())?,
            other => {
                let hint = crate::diagnostic::did_you_mean(other, ["title", "lines", "mark"]);
                return Err(match hint {
                    Some(hint) => format!("a code block has no `{other}`; {hint}"),
                    None => format!("a code block has no `{other}`, only title, lines and mark"),
                });
            }
        }
        Ok(())
    }

    /// What is wrong in the fence's first line for a block of this code: a line is marked that isn't there.
    pub fn misfit(&self, code: &str) -> Option<FenceProblem> {
        let lines = code.lines().count();
        let marked = self.mark.last().filter(|marked| *marked > lines)?;
        let count = if lines == 1 { "one line".to_owned() } else { format!("{lines} lines") };
        Some(FenceProblem { message: format!("line {marked} can't be marked, the block has {count}"), span: self.mark.span.clone() })
    }
}

impl CodeBlock {
    /// A block of this code.
    pub fn new(fence: Fence, code: String) -> Self {
        Self { fence, code }
    }

    /// The code, without colours.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Appends the block as HTML.
    pub fn write(&self, highlighter: &Highlighter, html: &mut String) {
        let Fence { language, title, lines, mark } = &self.fence;
        if let Some(title) = title {
            let _ = write!(html, "<figure class=\"code\"><figcaption>{}</figcaption>", escaped(title));
        }
        html.push_str("<pre tabindex=\"0\"");
        if *lines {
            html.push_str(" class=\"numbered\"");
        }
        html.push_str("><code");
        if !language.is_empty() {
            html.push_str(" class=\"language-");
            escape(html, language);
            html.push('"');
        }
        html.push('>');
        let by_line = *lines || !mark.is_empty();
        for (index, line) in highlighter.lines(language, &self.code).iter().enumerate() {
            match (by_line, mark.contains(index + 1)) {
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
        if title.is_some() {
            html.push_str("</figure>");
        }
        html.push('\n');
    }
}
