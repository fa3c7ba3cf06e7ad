//! Footnotes, numbered in the order of their first reference and listed at the text's end.

use std::fmt::Write as _;

/// The footnotes of one text.
#[derive(Debug)]
pub struct Footnotes {
    prefix: String,
    /// Labels in the order of their first reference, with the number of references.
    referenced: Vec<(String, usize)>,
    definitions: Vec<(String, String)>,
}

impl Footnotes {
    /// Ids begin with `prefix`, so that several texts can stand on one page.
    pub fn new(prefix: String) -> Self {
        Self { prefix, referenced: Vec::new(), definitions: Vec::new() }
    }

    /// The HTML of a reference.
    pub fn reference(&mut self, label: &str) -> String {
        let index = match self.referenced.iter().position(|(known, _)| known == label) {
            Some(index) => index,
            None => {
                self.referenced.push((label.to_owned(), 0));
                self.referenced.len() - 1
            }
        };
        self.referenced[index].1 += 1;
        let (number, prefix) = (index + 1, &self.prefix);
        let again = match self.referenced[index].1 {
            1 => String::new(),
            count => format!("-{count}"),
        };
        format!(
            "<sup class=\"footnote-reference\"><a href=\"#{prefix}fn-{number}\" id=\"{prefix}fnref-{number}{again}\" role=\"doc-noteref\">{number}</a></sup>"
        )
    }

    /// Keeps what a footnote says.
    pub fn define(&mut self, label: &str, html: String) {
        self.definitions.push((label.to_owned(), html));
    }

    /// The list of all footnotes that are referred to; `None` when there is none. What is generated in it is passed through
    /// `generated`, so that it isn't taken for the author's own.
    pub fn list(self, mut generated: impl FnMut(String) -> String) -> Option<String> {
        if self.referenced.is_empty() {
            return None;
        }
        let prefix = &self.prefix;
        let mut html = "<section class=\"footnotes\" role=\"doc-endnotes\"><ol>\n".to_owned();
        for (index, (label, references)) in self.referenced.iter().enumerate() {
            let number = index + 1;
            let said = self.definitions.iter().find(|(known, _)| known == label).map_or("", |(_, html)| html);
            let _ = write!(html, "<li id=\"{prefix}fn-{number}\">{}", said.trim_end());
            for reference in 1..=*references {
                let again = if reference == 1 { String::new() } else { format!("-{reference}") };
                html.push_str(&generated(format!(
                    " <a href=\"#{prefix}fnref-{number}{again}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"↩ {number}{again}\">↩</a>"
                )));
            }
            html.push_str("</li>\n");
        }
        html.push_str("</ol></section>\n");
        Some(html)
    }
}
