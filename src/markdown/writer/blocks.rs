//! Headings, tables, code, alerts, footnotes.

use std::ops::Range;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, HeadingLevel};

use super::{CodeFence, Footnotes, Hole, Kind, Writer};
use crate::{
    diagnostic::Code,
    markdown::{
        CodeBlock, Form, Heading, WrittenArgument,
        code_block::FenceProblem,
        text::{self, escaped},
    },
};

impl Writer<'_, '_, '_> {
    /// The end of a heading: what was captured is its content, and gives its anchor.
    pub fn end_heading(&mut self, level: HeadingLevel, range: Range<usize>) {
        let capture = self.release();
        let Kind::Heading { id, classes } = capture.kind else { return };
        let written = self.source.get(range.clone()).unwrap_or_default().trim_end();
        let range = range.start..range.start + written.len();
        let text = capture.plain.unwrap_or_default().trim().to_owned();
        let id = match id {
            None => self.parser.anchors.of_text(&text::names_of_variables(&text)),
            Some(id) => self.parser.anchors.chosen(&id).unwrap_or_else(|| {
                let hint = "give one of the two headings another id".to_owned();
                self.issue(Code::DuplicateId, range.clone(), format!("the id `{id}` stands twice on this page"), hint);
                id
            }),
        };
        let level = (level as u8 + self.heading_shift).min(6);
        let class = if classes.is_empty() { String::new() } else { format!(" class=\"{}\"", escaped(&classes.join(" "))) };
        let html = format!("<h{level} id=\"{}\"{class}>{}</h{level}>\n", escaped(&id), capture.html.trim());
        self.out(&html);
        self.parser.markup.headings.push(Heading { level, id, text });
        self.parser.markup.heading_places.push((self.origin, range));
    }

    /// The end of an alert, which is the directive of that name.
    pub fn end_alert(&mut self, kind: BlockQuoteKind, range: Range<usize>) {
        let capture = self.release_whole();
        let body = self.segments(capture);
        let name = match kind {
            BlockQuoteKind::Note => "note",
            BlockQuoteKind::Tip => "tip",
            BlockQuoteKind::Important => "important",
            BlockQuoteKind::Warning => "warning",
            BlockQuoteKind::Caution => "caution",
        };
        self.push_directive(name, Vec::new(), Some((Form::Container, body)), range);
    }

    /// The mark of a task list's item, whose words the theme knows.
    pub fn task_marker(&mut self, done: bool, range: Range<usize>) {
        let argument = WrittenArgument { name: "done".to_owned(), value: done.to_string(), span: range.clone() };
        self.push_directive("task", vec![argument], None, range);
    }

    /// Whether what comes is code.
    pub fn in_code(&self) -> bool {
        matches!(self.captures.last().map(|capture| &capture.kind), Some(Kind::Code { .. }))
    }

    /// The start of a code block.
    pub fn start_code(&mut self, kind: CodeBlockKind<'_>, range: &Range<usize>) {
        let first = self.source[range.clone()].split('\n').next().unwrap_or_default().trim_end();
        let line = range.start..range.start + first.len();
        let (fence, problems) = match kind {
            CodeBlockKind::Indented => (CodeFence::default(), Vec::new()),
            CodeBlockKind::Fenced(info) => CodeFence::read(&self.hidden.restore(&info, range, self.source)),
        };
        for problem in problems {
            self.fence_problem(&line, problem);
        }
        self.capture(Kind::Code { fence, line, code: String::new() });
    }

    /// The end of a code block.
    pub fn end_code(&mut self) {
        if let Kind::Code { fence, line, code } = self.release().kind {
            if let Some(problem) = fence.misfit(&code) {
                self.fence_problem(&line, problem);
            }
            self.block_hole(Hole::Code(CodeBlock::new(fence, code)));
        }
    }

    fn fence_problem(&mut self, line: &Range<usize>, FenceProblem { message, span }: FenceProblem) {
        let written = &self.source[line.clone()];
        let fence = written.len() - written.trim_start_matches(['`', '~']).trim_start().len();
        let at = line.start + fence + span.start..line.start + fence + span.end;
        // Where the author wrote a reference such as `&quot;`, what was read is shorter than what was written.
        let is_as_written = !written.contains(['&', '\\', '\0']);
        let hint = "for example ```yaml {title=\"deploy.yaml\" lines=true mark=\"2,4-5\"}".to_owned();
        self.issue(Code::BadArgument, if is_as_written { at } else { line.clone() }, message, hint);
    }

    /// The end of a footnote's definition.
    pub fn end_footnote(&mut self) {
        let mut capture = self.release_whole();
        // It is written at the end of the text, so its raw HTML is cleaned with the text and not with what is around it here.
        if let Some(text) = self.captures.first_mut() {
            text.raw.append(&mut capture.raw);
        }
        if let Kind::Footnote { label } = capture.kind {
            self.footnotes.define(&label, capture.html);
        }
    }

    /// All footnotes, at the end of the text.
    pub fn write_footnotes(&mut self) {
        let footnotes = std::mem::replace(&mut self.footnotes, Footnotes::new(String::new()));
        if let Some(html) = footnotes.list(|html| self.marker(Hole::Html(html))) {
            self.out(&html);
        }
    }
}

/// Tables.
impl Writer<'_, '_, '_> {
    /// The start of a table's row.
    pub fn start_row(&mut self, head: bool) {
        if let Kind::Table { column, in_head, .. } = &mut self.top().kind {
            *column = 0;
            *in_head = head;
        }
        self.out(if head { "<thead><tr>" } else { "<tr>" });
    }

    /// The end of a cell. Alignment is a class, never a style; an empty head cell is no header.
    pub fn end_cell(&mut self) {
        let cell = self.release();
        let text = cell.plain.unwrap_or_default();
        let html = cell.html;
        let Kind::Table { alignments, column, in_head, head } = &mut self.top().kind else { return };
        let class = match alignments.get(*column) {
            Some(Alignment::Left) => " class=\"left\"",
            Some(Alignment::Center) => " class=\"center\"",
            Some(Alignment::Right) => " class=\"right\"",
            _ => "",
        };
        *column += 1;
        let is_header = *in_head && !text.trim().is_empty();
        if is_header {
            head.push(text.trim().to_owned());
        }
        let html = if is_header { format!("<th scope=\"col\"{class}>{html}</th>") } else { format!("<td{class}>{html}</td>") };
        self.out(&html);
    }

    /// The end of a table. It may be wider than the page, so it is a region that scrolls, named by its heads.
    pub fn end_table(&mut self) {
        let table = self.release();
        let Kind::Table { head, .. } = table.kind else { return };
        let label = match head.join(", ") {
            names if names.is_empty() => String::new(),
            names => format!(" role=\"region\" aria-label=\"{}\"", self.attribute(&names)),
        };
        let rows = table.html;
        let open = self.block_marker(Hole::Html(format!("<div class=\"table\" tabindex=\"0\"{label}>")));
        let close = self.marker(Hole::Html("</div>\n".to_owned()));
        let html = format!("{open}<table>\n{rows}</tbody></table>{close}");
        self.out(&html);
    }
}
