//! What is wrong between files: links that lead nowhere, directives that no theme has.

use std::{collections::BTreeMap, sync::Arc};

use super::{Address, Lead, Playbook, Resolved};
use crate::{
    diagnostic::{Code, Diagnostic, Place, did_you_mean},
    front_matter::{self, Split},
    images::{self, Gallery},
    library::Library,
    markdown::{DirectiveUse, Doubtful, Link, LinkKind, Markup, NO_ALT, Origin},
    records::{RecordKind as _, Source},
    sources::SourcePath,
    theme::{DirectiveShape, Problem, Theme},
    yaml::{Cite, FieldPath, Locator, Locators},
};

/// Checks every link and directive of every text, shown or not.
pub fn check(
    playbook: &Playbook,
    library: &Library,
    theme: &Theme,
    gallery: &Gallery,
    read: &dyn Fn(&SourcePath) -> Option<Arc<str>>,
) -> Vec<Diagnostic> {
    let mut checker = Checker { playbook, theme, gallery, read, locators: Locators::default(), diagnostics: Vec::new() };
    playbook.texts(library).into_iter().for_each(|(markup, page)| checker.markup(markup, page));
    checker.templates();
    checker.sources(library);
    checker.diagnostics
}

struct Checker<'a> {
    playbook: &'a Playbook,
    theme: &'a Theme,
    gallery: &'a Gallery,
    read: &'a dyn Fn(&SourcePath) -> Option<Arc<str>>,
    locators: Locators,
    diagnostics: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn markup(&mut self, markup: &Markup, page: &Address) {
        for link in &markup.links {
            let origin = &markup.origins[link.origin];
            match self.playbook.resolve(link.kind, &link.target, origin.file(), page) {
                Ok(lead) => self.image(link, lead, origin),
                Err(error) => {
                    let place = self.place(origin, &link.span);
                    self.diagnostics.push(Diagnostic::new(error.code, place, error.message).maybe_hint(error.hint));
                }
            }
        }
        for citation in &markup.citations {
            for cited in &citation.cited {
                let place = self.place(&markup.origins[citation.origin], &cited.span);
                self.source(&cited.source, place);
            }
        }
        for directive in &markup.directives {
            self.directive(directive, &markup.origins[directive.origin]);
        }
        let is_directive = |doubtful: &&Doubtful| doubtful.name == "include" || self.theme.directives().contains_key(&doubtful.name);
        for Doubtful { hint, origin, span, .. } in markup.doubtful.iter().filter(is_directive) {
            let place = self.place(&markup.origins[*origin], span);
            self.diagnostics.push(Diagnostic::new(Code::DirectiveSyntax, place, "this directive can't be read").hint(hint.as_str()));
        }
    }

    /// An image that is shown must be one.
    fn image(&mut self, link: &Link, lead: Lead, origin: &Origin) {
        let Lead::Within(Resolved { address, .. }) = lead else { return };
        let Some(problem) = self.gallery.problem(&address).filter(|_| link.kind == LinkKind::Image) else { return };
        let file = self.playbook.config.fill(&link.target);
        let (code, message, hint) = match problem {
            images::Problem::Unreadable => (
                Code::BadImage,
                format!("`{file}` can't be read as an image"),
                "export it anew from an image program, as PNG, JPEG, WebP or SVG; another name doesn't change what a file is",
            ),
            images::Problem::TooLarge => (
                Code::ImageTooLarge,
                format!("`{file}` has more than {} million pixels, so no smaller files are made of it", images::MOST_PIXELS / 1_000_000),
                "export it smaller: 3000 pixels from side to side are enough for any screen",
            ),
        };
        self.diagnostics.push(Diagnostic::new(code, self.place(origin, &link.span), message).hint(hint));
    }

    /// The sources that the front matter of pages names must be there.
    fn sources(&mut self, library: &Library) {
        for document in self.playbook.by_source.keys().filter_map(|path| library.document(path)) {
            for (index, cite) in document.front.sources.iter().enumerate() {
                let Cite::Source(id, _) = cite else { continue };
                let path = &document.path;
                let text = (self.read)(path).unwrap_or_default();
                let Split::Parts { yaml, .. } = front_matter::split(&text) else { continue };
                let field = FieldPath::key("sources").item(index);
                let place = Place::span(path, Locator::new(&text[yaml.clone()], yaml.start).field(&field));
                self.source(id, place);
            }
        }
    }

    /// A source that is cited must be there: to cite nothing is worse than to say nothing.
    fn source(&mut self, source: &str, place: Place) {
        let playbook = self.playbook;
        let ids = || playbook.records.of_role(Source::NAME, None).map(|view| &*view.key().id);
        if ids().any(|id| id == source) || playbook.broken.may_have_record(None, Source::NAME, source) {
            return;
        }
        if let Some((message, hint)) = playbook.left_out(None, Source::NAME, source) {
            self.diagnostics.push(Diagnostic::new(Code::UnknownId, place, message).hint(hint));
            return;
        }
        let hint = did_you_mean(source, ids());
        let hint = hint.unwrap_or_else(|| r"add it to `data/sources.yaml`, or write `\[@` for a bracket that is only text".to_owned());
        self.diagnostics.push(Diagnostic::new(Code::UnknownId, place, format!("there is no source `{source}`")).hint(hint));
    }

    fn directive(&mut self, used: &DirectiveUse, origin: &Origin) {
        let directives = self.theme.directives();
        // What a broken template would have defined isn't unknown as well.
        if !directives.contains_key(&used.name) && self.theme.may_have_directive(&used.name) {
            return;
        }
        for Problem { code, message, hint, argument } in self.playbook.misuse(used, directives) {
            let place = self.place(origin, argument.as_ref().unwrap_or(&used.span));
            self.diagnostics.push(Diagnostic::new(code, place, message).maybe_hint(hint));
        }
        let takes_alt = |shape: &DirectiveShape| shape.arguments.iter().any(|argument| argument.name == "alt" && !argument.is_required);
        if let Some(src) =
            used.argument("src").filter(|_| used.argument("alt").is_none() && directives.get(&used.name).is_some_and(takes_alt))
        {
            let hint = "add in the braces what it shows, such as `alt=\"The team at lunch\"`; for mere decoration `alt=\"\"`";
            self.diagnostics.push(Diagnostic::new(Code::MissingAlt, self.place(origin, &src.span), NO_ALT).hint(hint));
        }
    }

    /// A template that a page's front matter names must be there.
    fn templates(&mut self) {
        let theme = self.theme;
        for page in self.playbook.pages.values() {
            let (Some(template), Some(source)) = (&page.template, &page.source) else { continue };
            if !theme.may_have_template(template) {
                let text = (self.read)(source).unwrap_or_default();
                let at = text.find("template:").map(|at| at..at + text[at..].find('\n').unwrap_or(text.len() - at));
                let place = at.map_or_else(|| Place::file(source), |span| Place::span(source, span));
                let hint = did_you_mean(template, theme.template_names()).unwrap_or_else(|| "add it to the folder `templates`".to_owned());
                self.diagnostics
                    .push(Diagnostic::new(Code::UnknownTemplate, place, format!("there is no template `{template}`")).hint(hint));
            }
        }
    }

    fn place(&self, origin: &Origin, span: &std::ops::Range<usize>) -> Place {
        origin.place(span.clone(), &(self.read)(origin.file()).unwrap_or_default(), &self.locators)
    }
}

impl Playbook {
    /// What is wrong with the use of a directive on a page.
    pub(super) fn misuse(&self, used: &DirectiveUse, directives: &BTreeMap<String, DirectiveShape>) -> Vec<Problem> {
        let Some(shape) = directives.get(&used.name) else { return vec![unknown_directive(&used.name, directives)] };
        let mut problems = shape.problems(&used.filled(|value| self.config.fill(value)));
        if used.name == "var" {
            problems.extend(used.argument("text").and_then(|name| self.undefined_variable(&name.value)));
        }
        problems
    }

    fn undefined_variable(&self, name: &str) -> Option<Problem> {
        let variables = &self.config.variables;
        let hint = did_you_mean(name, variables.keys().map(String::as_str));
        (self.config.is_read && !variables.contains_key(name)).then(|| Problem {
            code: Code::UndefinedVariable,
            message: format!("the variable `{name}` isn't defined"),
            hint: hint.or_else(|| Some("add it to `variables` in rolebook.yaml".to_owned())),
            argument: None,
        })
    }
}

fn unknown_directive(name: &str, directives: &BTreeMap<String, DirectiveShape>) -> Problem {
    let names = || directives.keys().map(String::as_str).chain(["include"]);
    let (message, hint) = if name == "include" {
        ("`include` stands on a line of its own".to_owned(), "write `::include{file=\"…\"}`, with two colons".to_owned())
    } else {
        let all = || format!("there are {}", names().collect::<Vec<_>>().join(", "));
        (format!("there is no directive `{name}`"), did_you_mean(name, names()).unwrap_or_else(all))
    };
    Problem { code: Code::UnknownDirective, message, hint: Some(hint), argument: None }
}
