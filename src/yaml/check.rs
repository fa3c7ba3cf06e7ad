//! Finds every mistake of a tree against a shape.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use saphyr_parser::ScalarStyle;

use super::{
    Datum, Field as _, FieldShape, RecordShape, Shape,
    line::Line,
    node::{Kind, Node},
    read::MARK,
    recover::whole_characters,
    syntax::is_in_brackets,
    types::{
        Amount, Anything, Cite, Currency, Day, Decimal, Duration, Id, Problem, Published, Url, excerpt, key_text, parse_bool, parse_choice,
        parse_integer, parse_number_or,
    },
    wording::{expected, found, hint_for_kind, hint_for_missing, hint_in_brackets, quoted},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place, closest, sort},
    sources::SourcePath,
};

/// A text that is checked: its file, and where in the file it begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) file: &'a SourcePath,
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The text as it was written, before its mistakes of syntax were written over.
    pub(super) original: &'a str,
    /// The lines of it that are lost, whose keys nobody knows.
    pub(super) torn: &'a [Range<usize>],
    /// The lines of it of which is guessed what they were meant to be.
    pub(super) guessed: &'a [Range<usize>],
}

impl Source<'_> {
    /// Whether lines are lost within a value or right below it, so that something may only seem to be missing.
    fn is_torn(&self, span: &Range<usize>) -> bool {
        let below = self.text.get(span.end..).unwrap_or_default();
        let end = span.end + below.len() - below.trim_start().len();
        self.torn.iter().any(|torn| torn.start <= end && span.start < torn.end)
    }

    /// Whether what stands here is a guess.
    fn is_guess(&self, span: &Range<usize>) -> bool {
        self.guessed.iter().any(|guessed| guessed.start <= span.start && span.end <= guessed.end)
    }

    /// Whether a line of which is guessed where it belongs has this key.
    fn is_guessed_key(&self, name: &str) -> bool {
        let line = |guessed: &Range<usize>| Line::around(self.text, guessed.start);
        self.guessed.iter().map(line).any(|line| line.entry().is_some_and(|(key, _)| line.slice(&key) == name))
    }

    pub(super) fn place(&self, span: Range<usize>) -> Place {
        let span = whole_characters(self.original, span);
        Place::span(self.file, self.at + span.start..self.at + span.end)
    }
}

/// What a tree holds, and every mistake in it; there is a value exactly when there is no mistake.
pub(super) fn check(source: Source<'_>, root: &Node, shape: &Shape) -> (Option<Datum>, Vec<Diagnostic>) {
    let mut checker = Checker { source, found: Vec::new() };
    let value = if root.is_nothing() { checker.nothing_at_all(root, shape) } else { checker.value(root, shape, &Name::File) };
    let mut found = checker.found;
    // What several groups merge, or several aliases stand for, is wrong once. Several fields can be missing at one place.
    let mut told = BTreeSet::new();
    found.retain(|one| one.code == Code::MissingField || told.insert((one.code, one.place.clone())));
    sort(&mut found);
    (value.filter(|_| found.is_empty()), found)
}

/// What a value is called in messages.
enum Name {
    /// The file's own value, which has no name.
    File,
    /// `` `min` ``, `` item 3 of `tags` ``, `` the salary band `l3` ``.
    Of(String),
}

impl Name {
    /// The name of something within this.
    fn part(&self, part: String) -> Self {
        match self {
            Self::File => Self::Of(part),
            Self::Of(whole) => Self::Of(format!("{part} of {whole}")),
        }
    }

    fn subject(&self) -> &str {
        match self {
            Self::File => "the file",
            Self::Of(name) => name,
        }
    }
}

struct Checker<'a> {
    source: Source<'a>,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn report(&mut self, code: Code, span: Range<usize>, message: String, hint: Option<String>) {
        self.found.push(Diagnostic::new(code, self.source.place(span), message).maybe_hint(hint));
    }

    fn problem(&mut self, problem: Problem, node: &Node, name: &Name) {
        let message = format!("{} {}", name.subject(), problem.reason);
        self.report(problem.code, node.span.clone(), message, problem.hint);
    }

    fn wrong_type(&mut self, node: &Node, shape: &Shape, name: &Name) {
        // What it is, nobody knows when a part can't be read.
        if node.holds_lost() || self.source.is_torn(&node.span) || self.source.is_guess(&(node.span.start..node.span.start)) {
            return;
        }
        // Front matter follows a line of `---`; a file begins with its first byte, or after a byte-order mark.
        let whole = if self.source.at > MARK.len_utf8() { "the front matter" } else { "the file" };
        let subject = if let Name::File = name { whole } else { name.subject() };
        let message = format!("{subject} must be {}, but here is {}", expected(shape), found(node));
        let raw = self.source.text.get(node.span.clone()).unwrap_or_default();
        let hint = hint_in_brackets(node, raw, shape).filter(|_| self.is_in_brackets(node)).or_else(|| hint_for_kind(node, raw, shape));
        self.report(Code::WrongType, node.span.clone(), message, hint);
    }

    /// Whether a value stands in brackets that open in its line.
    fn is_in_brackets(&self, node: &Node) -> bool {
        is_in_brackets(&Line::around(self.source.text, node.span.start), node.span.start)
    }

    /// A file without a value is an empty record, list or group.
    fn nothing_at_all(&mut self, root: &Node, shape: &Shape) -> Option<Datum> {
        match shape {
            Shape::Record(record) => self.record(root, &[], record, &Name::File),
            Shape::Any => Some(Datum::Null),
            _ => absent(shape).filter(|datum| *datum != Datum::Null).or_else(|| {
                self.report(Code::MissingField, root.span.clone(), format!("the file is empty, but must hold {}", expected(shape)), None);
                None
            }),
        }
    }

    fn value(&mut self, node: &Node, shape: &Shape, name: &Name) -> Option<Datum> {
        match (shape, &node.kind) {
            (_, Kind::Lost) => None,
            (Shape::Any, _) => self.anything(node, name),
            (Shape::List { of, at_least }, Kind::List(items)) => self.list(node, items, of, *at_least, name),
            (Shape::OneOrMore(of), Kind::List(items)) => self.list(node, items, of, 1, name),
            (Shape::OneOrMore(of), _) => Some(Datum::List(vec![self.item(node, of, name)?])),
            (Shape::Map { keys, of }, Kind::Map(entries)) => self.map(entries, keys, of, name),
            (Shape::Record(record), Kind::Map(entries)) => {
                // A whole file needs no name: its own is in the place already.
                let own_name = identified(record, entries).filter(|_| matches!(name, Name::Of(_))).map(Name::Of);
                self.record(node, entries, record, own_name.as_ref().unwrap_or(name))
            }
            (Shape::Brief { record, .. }, Kind::Map(entries)) => self.record(node, entries, record, name),
            (Shape::List { .. } | Shape::Map { .. } | Shape::Record(_), _) | (_, Kind::List(_) | Kind::Map(_)) => {
                self.wrong_type(node, shape, name);
                None
            }
            (_, Kind::Scalar { text, .. }) => scalar(shape, text).map_err(|problem| self.problem(problem, node, name)).ok(),
        }
    }

    /// A value that must be there, in a group.
    fn filled(&mut self, node: &Node, shape: &Shape, name: &Name) -> Option<Datum> {
        if node.is_nothing() && !matches!(shape, Shape::Any) {
            return self.empty(node, shape, name);
        }
        self.value(node, shape, name)
    }

    fn empty(&mut self, node: &Node, shape: &Shape, name: &Name) -> Option<Datum> {
        if self.source.is_torn(&node.span) {
            return None;
        }
        let message = format!("{} is empty", name.subject());
        let hint = self.hint_for_remark(&node.span).unwrap_or_else(|| format!("write {} there, or take it out", expected(shape)));
        self.report(Code::WrongType, node.span.clone(), message, Some(hint));
        None
    }

    fn list(&mut self, node: &Node, items: &[Node], of: &Shape, at_least: usize, name: &Name) -> Option<Datum> {
        let values: Vec<Option<Datum>> =
            (1..).zip(items).map(|(number, item): (usize, &Node)| self.item(item, of, &name.part(format!("item {number}")))).collect();
        if items.len() < at_least && self.source.is_torn(&node.span) {
            return None;
        }
        if items.len() < at_least {
            let message = match items.len() {
                0 => format!("{} is an empty list", name.subject()),
                count => format!("{} has {count} of at least {at_least} items", name.subject()),
            };
            self.report(
                Code::MissingField,
                node.span.clone(),
                message,
                Some(if at_least == 1 { "write at least one item".to_owned() } else { format!("write at least {at_least} items") }),
            );
            return None;
        }
        values.into_iter().collect::<Option<_>>().map(Datum::List)
    }

    fn item(&mut self, node: &Node, of: &Shape, name: &Name) -> Option<Datum> {
        let Some((before, after)) = self.without_dash(node).filter(|_| matches!(of, Shape::Record(_) | Shape::Brief { .. })) else {
            if node.is_blank(of) && !matches!(of, Shape::Any) {
                return self.empty(node, of, name);
            }
            return self.value(node, of, name);
        };
        if let (Kind::Map(first), Kind::Map(next)) = (&before.kind, &after.kind) {
            let ((earlier, _), (key, _)) = (first.first()?, next.first()?);
            let key_text = key.text().map_or("…", |text| &**text);
            let place = self.source.place(key.span.clone());
            let part = name.part(excerpt(key_text));
            self.found.push(
                Diagnostic::new(Code::DuplicateKey, place, format!("{} stands twice", part.subject()))
                    .related(self.source.place(earlier.span.clone()), "the first one is here")
                    .hint(format!("if another item begins here, write `- {key_text}: …`; else take one of the two out")),
            );
        }
        self.item(&before, of, name);
        self.item(&after, of, name);
        None
    }

    /// The two items that an item seems to be, of which the second lacks its dash: it has the first key once more, on another line.
    fn without_dash(&self, node: &Node) -> Option<(Node, Node)> {
        let Kind::Map(entries) = &node.kind else { return None };
        let (first, _) = entries.first()?;
        let is_again = |(key, _): &(Node, Node)| key.text().is_some() && key.text() == first.text();
        let at = entries.iter().skip(1).position(is_again)? + 1;
        let (before, after) = entries.split_at(at);
        let between = first.span.start..after.first()?.0.span.start;
        if !self.source.text.get(between)?.contains('\n') {
            return None;
        }
        let part = |entries: &[(Node, Node)]| {
            let (start, end) = (entries.first()?.0.span.start, entries.last()?.1.span.end);
            Some(Node { span: start..end.max(start), kind: Kind::Map(entries.to_vec()) })
        };
        Some((part(before)?, part(after)?))
    }

    fn map(&mut self, entries: &[(Node, Node)], keys: &Shape, of: &Shape, name: &Name) -> Option<Datum> {
        let mut seen: BTreeMap<Arc<str>, &Node> = BTreeMap::new();
        let mut values: Vec<(Order, Datum)> = Vec::new();
        let mut is_whole = true;
        for (key_node, value_node) in entries {
            let Some(text) = self.key(key_node) else {
                is_whole = false;
                continue;
            };
            let label = name.part(format!("the key {}", excerpt(text)));
            let key = scalar(keys, text).map_err(|problem| self.problem(problem, key_node, &label)).ok();
            if let Some(key) = key.as_ref().map(key_text) {
                match seen.get(&key) {
                    Some(first) => self.duplicate(key_node, first, &label),
                    None => drop(seen.insert(key, key_node)),
                }
            }
            match (key, self.filled(value_node, of, &name.part(excerpt(text)))) {
                (Some(key), Some(value)) => values.push((Order::of(keys, &key), value)),
                _ => is_whole = false,
            }
        }
        values.sort_by(|(a, _), (b, _)| a.cmp(b));
        is_whole.then(|| Datum::Map(values.into_iter().map(|(Order(_, key), value)| (key, value)).collect()))
    }

    fn record(&mut self, node: &Node, entries: &[(Node, Node)], record: &RecordShape, name: &Name) -> Option<Datum> {
        let mut first: BTreeMap<&str, (&Node, &Node)> = BTreeMap::new();
        let mut meant = BTreeSet::new();
        for (key_node, value_node) in entries {
            let Some(key) = self.key(key_node) else { continue };
            if let Some((earlier, _)) = first.get(&**key) {
                self.duplicate(key_node, earlier, &name.part(excerpt(key)));
                continue;
            }
            first.insert(key, (key_node, value_node));
            if key_node.is_merge() {
                self.cannot_merge(key_node, value_node);
            } else if !record.fields.iter().any(|field| *field.name == **key) {
                meant.extend(self.unknown_key(key, key_node, record, name));
            }
        }
        let is_torn = self.source.is_torn(&node.span) || first.contains_key("<<");
        let is_own = |(key, _): &&(Node, Node)| node.span.contains(&key.span.start);
        let start = entries.iter().find(is_own).map_or(node.span.start..node.span.start, |(key, _)| key.span.clone());
        let mut values = Vec::new();
        for field in &record.fields {
            let part = name.part(format!("`{}`", field.name));
            let value = match first.get(&*field.name) {
                Some((_, value)) if !lacks(field, value) => self.value(value, &field.shape, &part),
                _ if !field.required => absent(&field.shape),
                _ if is_torn => None,
                Some((key, _)) => self.missing(field, key.span.clone(), &format!("{} is empty", part.subject())),
                // A slip in the key has been reported already.
                None if meant.contains(&*field.name) || self.source.is_guessed_key(&field.name) => None,
                None => self.missing(field, start.clone(), &format!("{} is missing", part.subject())),
            };
            values.push(value.map(|value| (Arc::from(&*field.name), value)));
        }
        values.into_iter().collect::<Option<_>>().map(Datum::Map)
    }

    /// The hint for a value that is empty since it begins with `#`, and so is a remark (`accent: #abc`); `span` is its key's or its own.
    fn hint_for_remark(&self, span: &Range<usize>) -> Option<String> {
        let line = Line::around(self.source.text, span.start);
        let after = line.rest_from(span.end).trim_start_matches(':').trim_start().to_owned();
        let is_value = after.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
        is_value.then(|| format!("a `#` begins a remark; put the value in quotes: {}", quoted(&after)))
    }

    fn missing(&mut self, field: &FieldShape, span: Range<usize>, message: &str) -> Option<Datum> {
        let hint = self.hint_for_remark(&span).unwrap_or_else(|| hint_for_missing(field));
        self.report(Code::MissingField, span, message.to_owned(), Some(hint));
        None
    }

    /// Reports a `<<` with something else than groups of keys.
    fn cannot_merge(&mut self, key: &Node, value: &Node) {
        let message = format!("`<<` takes in the fields of another group of keys, but here is {}", found(value));
        let hint = "write `&name` before that group and `<<: *name` here; several are `<<: [*one, *two]`";
        self.report(Code::WrongType, key.span.clone(), message, Some(hint.to_owned()));
    }

    /// Reports a key that the record doesn't know, and gives the field that was meant.
    fn unknown_key<'r>(&mut self, key: &str, node: &Node, record: &'r RecordShape, name: &Name) -> Option<&'r str> {
        let owner = match name {
            Name::Of(name) => name.clone(),
            Name::File if record.name.is_empty() => "this file".to_owned(),
            Name::File => format!("this {}", record.name),
        };
        let names = || record.fields.iter().map(|field| &*field.name);
        let meant = closest(key, names());
        let hint = match meant {
            Some(field) => format!("did you mean `{field}`?"),
            None if record.fields.is_empty() => "take it out: there are no fields here".to_owned(),
            None if record.fields.len() == 1 => {
                format!("the only field is {}", names().map(|name| format!("`{name}`")).collect::<String>())
            }
            None => format!("the fields are {}", names().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")),
        };
        // Where nobody knows whether it is a key, it is no unknown one.
        if self.source.is_guess(&node.span) {
            return meant;
        }
        self.report(Code::UnknownKey, node.span.clone(), format!("{owner} has no field {}", excerpt(key)), Some(hint));
        meant
    }

    fn key<'n>(&mut self, node: &'n Node) -> Option<&'n Arc<str>> {
        let text = node.text();
        if text.is_none() && !node.is_lost() {
            let raw = self.source.text.get(node.span.clone()).unwrap_or_default();
            let hint = hint_for_kind(node, raw, &Shape::Text);
            self.report(Code::WrongType, node.span.clone(), format!("a key must be text, but here is {}", found(node)), hint);
        }
        text
    }

    fn duplicate(&mut self, node: &Node, first: &Node, name: &Name) {
        let place = self.source.place(node.span.clone());
        self.found.push(
            Diagnostic::new(Code::DuplicateKey, place, format!("{} stands twice", name.subject()))
                .related(self.source.place(first.span.clone()), "the first one is here")
                .hint("take one of them out"),
        );
    }

    fn anything(&mut self, node: &Node, name: &Name) -> Option<Datum> {
        match &node.kind {
            _ if node.is_nothing() => Some(Datum::Null),
            Kind::Lost => None,
            Kind::Scalar { text, style: ScalarStyle::Plain } => Some(Anything::guess(text)),
            Kind::Scalar { text, .. } => Some(Datum::Text(text.clone())),
            Kind::List(items) => self.list(node, items, &Shape::Any, 0, name),
            Kind::Map(entries) => self.map_as_written(entries, name),
        }
    }

    /// A group of keys of which nothing is known keeps the order of the file.
    fn map_as_written(&mut self, entries: &[(Node, Node)], name: &Name) -> Option<Datum> {
        let mut first: BTreeMap<&str, &Node> = BTreeMap::new();
        let mut values = Vec::new();
        for (key_node, value_node) in entries {
            let key = self.key(key_node)?;
            if let Some(earlier) = first.insert(key, key_node) {
                self.duplicate(key_node, earlier, &name.part(excerpt(key)));
            }
            values.push((key.clone(), self.anything(value_node, &name.part(excerpt(key)))?));
        }
        Some(Datum::Map(values))
    }
}

/// Where a key of a group stands among the others, and its text: numbers by size, choices in their own order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order(i64, Arc<str>);

impl Order {
    fn of(keys: &Shape, key: &Datum) -> Self {
        let text = key_text(key);
        let rank = match (keys, key) {
            (_, Datum::Integer(number)) => *number,
            (Shape::Choice(words), _) => words.iter().zip(0..).find(|(word, _)| **word == text).map_or(0, |(_, rank)| rank),
            _ => 0,
        };
        Self(rank, text)
    }
}

/// The name of a record that says who it is.
fn identified(record: &RecordShape, entries: &[(Node, Node)]) -> Option<String> {
    let text_of = |wanted: &str| {
        let is_wanted = |key: &Node| key.text().is_some_and(|key| &**key == wanted);
        let (_, value) = entries.iter().find(|(key, _)| is_wanted(key))?;
        let is_name = |text: &&Arc<str>| if wanted == "id" { Id::parse(text).is_ok() } else { !text.trim().is_empty() };
        value.text().filter(|_| !value.is_nothing()).filter(is_name)
    };
    let name = ["id", "title", "name"].into_iter().find_map(text_of)?;
    let kind = if record.name.is_empty() { "record" } else { &*record.name };
    Some(format!("the {kind} {}", excerpt(name)))
}

/// Whether a value says nothing where something must be said.
pub(super) fn lacks(field: &FieldShape, value: &Node) -> bool {
    value.is_nothing() || (field.required && value.is_blank(&field.shape))
}

/// The datum of a field that isn't there.
fn absent(shape: &Shape) -> Option<Datum> {
    Some(match shape {
        Shape::List { at_least: 0, .. } => Datum::List(Vec::new()),
        Shape::Map { .. } => Datum::Map(Vec::new()),
        _ => Datum::Null,
    })
}

/// The record that one of its fields stands for.
fn brief(record: &RecordShape, field: &str, value: Datum) -> Datum {
    let others = |shape: &Shape| absent(shape).unwrap_or(Datum::Null);
    let entry = |known: &FieldShape| (Arc::from(&*known.name), if known.name == field { value.clone() } else { others(&known.shape) });
    Datum::Map(record.fields.iter().map(entry).collect())
}

/// Reads a scalar with its type's own `parse`.
fn scalar(shape: &Shape, text: &Arc<str>) -> Result<Datum, Problem> {
    Ok(match shape {
        Shape::Markdown => Datum::Markdown(text.clone()),
        Shape::Inline => Datum::Inline(text.clone()),
        Shape::Id => Datum::Text(Id::parse(text).map(|_| text.clone())?),
        Shape::Reference(kind) => Datum::Reference { kind: kind.clone(), id: Id::parse(text).map(|_| text.clone())? },
        Shape::Citation => Cite::parse(text)?.datum(),
        Shape::Bool => Datum::Bool(parse_bool(text)?),
        Shape::Integer { min, max } => Datum::Integer(parse_integer(text, *min, *max)?),
        Shape::Number => Datum::Number(Decimal::parse(text)?),
        Shape::NumberOr(word) => parse_number_or(text, word)?.map_or_else(|| Datum::Text(word.clone()), Datum::Number),
        Shape::Amount => Datum::Number(Amount::parse(text)?.0),
        Shape::Currency => Datum::Text(Currency::parse(text)?.code().into()),
        Shape::Date => Datum::Date(Day::parse(text)?.0),
        Shape::Published => Published::parse(text)?.datum(),
        Shape::Url => Url::parse(text)?.datum(),
        Shape::Duration => Datum::Duration(Duration::parse(text)?),
        Shape::Choice(words) => {
            let choices: Vec<(&str, &Arc<str>)> = words.iter().map(|word| (&**word, word)).collect();
            Datum::Text(Arc::clone(parse_choice(text, &choices)?))
        }
        Shape::OneOrMore(of) => Datum::List(vec![scalar(of, text)?]),
        Shape::Brief { record, field } => brief(record, field, scalar(record.shape_of(field), text)?),
        Shape::Text | Shape::Any | Shape::List { .. } | Shape::Map { .. } | Shape::Record(_) => Datum::Text(text.clone()),
    })
}
