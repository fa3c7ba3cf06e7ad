//! Text without markup.

use super::{
    Argument, Markup, Segment,
    raw::text_of,
    text::{escape, variable},
};

impl Markup {
    /// The text without markup, in one line; its variables are still to be filled in. `title` gives that of what a link without a text
    /// of its own leads to.
    pub fn plain(&self, title: impl Fn(usize) -> String) -> String {
        let mut html = String::new();
        for segment in &self.segments {
            match segment {
                Segment::Html(finished) => html.push_str(&finished.text),
                Segment::Title(link) => escape(&mut html, &title(*link)),
                Segment::Directive(directive) => {
                    if let ("var", Some((_, Argument::Text(name)))) = (&*directive.name, directive.arguments.first()) {
                        html.push_str(&variable(name));
                    }
                }
                // An attribute is no text; a source is no part of what is said.
                Segment::Code(code) => escape(&mut html, code.code()),
                Segment::Text(_) | Segment::Address(_) | Segment::Citation(_) => {}
            }
        }
        text_of(&html).split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }
}
