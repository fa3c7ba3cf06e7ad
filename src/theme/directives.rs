//! Directives: a template `directives/<name>.html` that defines the component `<name>`, with `_` for `-`.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use tera::{ComponentArgType, Tera};

use super::templates::Templates;
use crate::{
    diagnostic::{Code, did_you_mean},
    markdown::{DirectiveUse, Form, WrittenArgument},
    records::Kinds,
};

/// What a directive takes, as its component declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DirectiveShape {
    /// The component's name.
    pub component: String,
    /// Its arguments, by name.
    pub arguments: Vec<ArgumentShape>,
    /// Whether it is a container: its component's metadata say `{"container": true}`.
    pub takes_body: bool,
    /// The kind of record that it shows, when its component shows any.
    pub kind: Option<Arc<str>>,
}

/// An argument of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArgumentShape {
    /// Its name.
    pub name: String,
    /// Whether it must be there.
    pub is_required: bool,
    /// Its type; text unless the component says another.
    pub takes: Takes,
}

/// What an argument takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// Any text.
    Text,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// A number.
    Number,
}

impl ArgumentShape {
    /// What is wrong with a value, and a right one; `None` when it is right.
    fn problem(&self, value: &str) -> Option<(&'static str, &'static str)> {
        match self.takes {
            Takes::Text => None,
            Takes::Bool => (!matches!(value, "true" | "false")).then_some(("must be `true` or `false`", "true")),
            Takes::Integer => value.parse::<i64>().is_err().then_some(("must be a whole number", "3")),
            Takes::Number => (!value.parse::<f64>().is_ok_and(f64::is_finite)).then_some(("must be a number", "1.5")),
        }
    }
}

/// Something wrong in a use of a directive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The code.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub hint: Option<String>,
    /// Where the argument stands that is wrong; `None` when it is the whole directive.
    pub argument: Option<Range<usize>>,
}

impl DirectiveShape {
    /// What is wrong in a use of this directive.
    pub fn problems(&self, used: &DirectiveUse) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut rest = used.arguments.as_slice();
        while let [argument, after @ ..] = rest {
            let words = self.words_of_value(argument, after);
            problems.extend(match after.get(..words) {
                Some([]) | None => self.argument_problem(used, argument),
                Some(words) => Some(unquoted(used, argument, words)),
            });
            rest = after.get(words..).unwrap_or_default();
        }
        for argument in self.arguments.iter().filter(|argument| argument.is_required) {
            if used.argument(&argument.name).is_none() {
                let message = format!("`{}` needs the argument `{}`", used.name, argument.name);
                let hint = format!("add it in braces: `{{{}=…}}`", argument.name);
                problems.push(Problem { code: Code::MissingArgument, message, hint: Some(hint), argument: None });
            }
        }
        let shape = match (self.takes_body, used.form) {
            (false, Form::Container) => {
                Some((format!("`{}` contains nothing", used.name), format!("write `::{}{{…}}` with two colons, on one line", used.name)))
            }
            (true, Form::Leaf) => Some((
                format!("`{}` is a container", used.name),
                format!("write `:::{}` above and `:::` below what it contains", used.name),
            )),
            _ => None,
        };
        problems.extend(shape.map(|(message, hint)| Problem { code: Code::BadArgument, message, hint: Some(hint), argument: None }));
        problems
    }

    /// How many of the arguments after one are further words of its value, which lacks its quotes: names alone that nobody knows.
    fn words_of_value(&self, argument: &WrittenArgument, after: &[WrittenArgument]) -> usize {
        let is_bare = argument.span.len() == argument.name.len() + 1 + argument.value.len();
        let is_word = |word: &&WrittenArgument| {
            word.span.len() == word.name.len() && !self.arguments.iter().any(|argument| argument.name == word.name)
        };
        if is_bare { after.iter().take_while(is_word).count() } else { 0 }
    }

    fn argument_problem(&self, used: &DirectiveUse, written: &WrittenArgument) -> Option<Problem> {
        let directive = &used.name;
        let WrittenArgument { name, value, span } = written;
        let problem = |code, message, hint| Problem { code, message, hint: Some(hint), argument: Some(span.clone()) };
        let names = || self.arguments.iter().map(|argument| &*argument.name);
        match self.arguments.iter().find(|argument| argument.name == *name) {
            None if *span == used.span && names().any(|name| name == "title") => {
                let message = format!("`{directive}` takes nothing in square brackets");
                let hint = format!("write its title in braces: `{{title=\"{}\"}}`", value.replace('"', "'"));
                Some(problem(Code::UnknownArgument, message, hint))
            }
            None => {
                let list: Vec<&str> = names().collect();
                let all = if list.is_empty() { "it takes none".to_owned() } else { format!("it takes {}", list.join(", ")) };
                let message = format!("`{directive}` has no argument `{name}`");
                Some(problem(Code::UnknownArgument, message, did_you_mean(name, names()).unwrap_or(all)))
            }
            Some(argument) => argument.problem(value).map(|(wrong, example)| {
                let message = format!("the argument `{name}` of `{directive}` {wrong}, but here is `{value}`");
                problem(Code::BadArgument, message, format!("write for example `{name}={example}`"))
            }),
        }
    }
}

/// The component that shows the records of a kind for which the theme has no directive.
const RECORDS: &str = "record_list";

/// The problem of a value of several words without quotes.
fn unquoted(used: &DirectiveUse, argument: &WrittenArgument, words: &[WrittenArgument]) -> Problem {
    let text: Vec<&str> = [&*argument.value].into_iter().chain(words.iter().map(|word| &*word.name)).collect();
    let end = words.last().map_or(argument.span.end, |word| word.span.end);
    Problem {
        code: Code::UnknownArgument,
        message: format!("the argument `{}` of `{}` ends at its first space", argument.name, used.name),
        hint: Some(format!("put all of it in quotes: `{}=\"{}\"`", argument.name, text.join(" "))),
        argument: Some(argument.span.start..end),
    }
}

/// Finds the directives: those of the compiled templates, and for each kind that the playbook declares one that shows its records.
pub fn find(tera: &Tera, templates: &Templates, kinds: &Kinds) -> BTreeMap<String, DirectiveShape> {
    let own = templates.names().filter_map(|path| {
        let name = path.strip_prefix("directives/")?.strip_suffix(".html")?;
        Some((name.to_owned(), shape(tera, &name.replace('-', "_"))?))
    });
    let mut directives: BTreeMap<String, DirectiveShape> = own.collect();
    for kind in kinds.declared() {
        for name in &kind.directives {
            if let Some(mut shape) = shape(tera, RECORDS).filter(|_| !directives.contains_key(&**name)) {
                shape.arguments.retain(|argument| argument.name != "kind");
                directives.insert(name.to_string(), DirectiveShape { kind: Some(Arc::clone(&kind.name)), ..shape });
            }
        }
    }
    directives
}

/// What a component takes.
fn shape(tera: &Tera, component: &str) -> Option<DirectiveShape> {
    let info = tera.get_component_definition(component)?;
    let arguments = info
        .args()
        .iter()
        .filter(|argument| !argument.is_implicit())
        .map(|argument| ArgumentShape {
            name: argument.name().to_owned(),
            is_required: argument.is_required(),
            takes: match argument.arg_type() {
                Some(ComponentArgType::Bool) => Takes::Bool,
                Some(ComponentArgType::Integer) => Takes::Integer,
                Some(ComponentArgType::Number | ComponentArgType::Float) => Takes::Number,
                _ => Takes::Text,
            },
        })
        .collect();
    let takes_body = info.metadata().get("container").is_some_and(|value| value.as_bool() == Some(true));
    Some(DirectiveShape { component: component.to_owned(), arguments, takes_body, kind: None })
}
