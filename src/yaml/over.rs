//! One text laid over another: what the upper one gives takes the place of what the lower one says.
//!
//! Groups of keys are laid over each other key by key, lists whose items have an `id` item by item; everything else is replaced as a
//! whole. The two texts are checked as one, the upper below the lower, so that each mistake is found in the text that it stands in.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    Datum, Field, FieldPath, Reading, Shape, Step,
    check::{Source, check},
    node::{Kind, Node},
    read::{Entry, entry, shape_entry, without_mark},
    recover::{Recovered, recover},
};
use crate::{
    diagnostic::{Code, Diagnostic, Place, did_you_mean, sort},
    sources::SourcePath,
};

/// A file and its text.
pub type Text<'t> = (&'t SourcePath, &'t str);

/// For each value that the upper text gives, the way to it in that text.
pub type Given = BTreeMap<FieldPath, FieldPath>;

/// A record that the upper text changes.
#[derive(Debug)]
pub struct Changed<E> {
    /// Its index in the lower text's list.
    pub index: usize,
    /// What it is without the upper text.
    pub before: E,
    /// What it is.
    pub after: E,
    /// The values of it that the upper text gives.
    pub values: Given,
    /// The groups and lists of it of which the upper text gives a part.
    pub parts: Given,
}

/// Reads the items of the list `name` that the upper text changes. Each mistake that is told stands in the upper text.
pub fn read_items_over<L: Field, T: Field>(texts: [Text<'_>; 2], name: &str) -> Reading<Vec<Changed<Entry<T>>>> {
    let shape = T::shape();
    Layers::lay(texts, Some(name)).read(&L::shape(), Some(name), |source, node| entry(source, node, &shape))
}

/// Reads two texts that are one record together.
pub fn read_one_over<T: Field>(texts: [Text<'_>; 2]) -> Reading<Vec<Changed<Entry<T>>>> {
    let shape = T::shape();
    Layers::lay(texts, None).read(&shape, None, |source, node| entry(source, node, &shape))
}

/// Reads items whose shape is known only when the program runs.
pub fn read_shape_items_over(texts: [Text<'_>; 2], [file, of]: [&Shape; 2], name: &str) -> Reading<Vec<Changed<Entry<Datum>>>> {
    Layers::lay(texts, Some(name)).read(file, Some(name), |source, node| shape_entry(source, node, of))
}

/// Two texts as one.
struct Layers<'t> {
    files: [&'t SourcePath; 2],
    text: String,
    original: String,
    torn: Vec<Range<usize>>,
    guessed: Vec<Range<usize>>,
    /// The byte of the one text at which the upper one begins, and how many bytes of its file stand before it.
    upper: usize,
    mark: usize,
    below: Node,
    root: Node,
    values: Given,
    parts: Given,
    diagnostics: Vec<Diagnostic>,
}

impl<'t> Layers<'t> {
    fn lay([(lower_file, lower), (upper_file, upper)]: [Text<'t>; 2], list: Option<&str>) -> Self {
        let (lower, _) = without_mark(lower, 0);
        let (upper, mark) = without_mark(upper, 0);
        let (below, above) = (recover(lower), recover(upper));
        let start = lower.len() + 1;
        let Recovered { text, mut root, mistakes, torn, guessed, .. } = above;
        let source = Source { file: upper_file, text: &text, at: mark, original: upper, torn: &torn, guessed: &guessed };
        let diagnostics = mistakes.into_iter().map(|mistake| mistake.diagnose(source)).collect();
        let moved = |span: &Range<usize>| span.start + start..span.end + start;
        root.relocate(&|span| moved(&span));
        let mut laying = Laying { list, lower: lower_file, values: Given::new(), parts: Given::new(), findings: Vec::new() };
        let merged = laying.lay(&below.root, &root, Way::default());
        let mut layers = Self {
            files: [lower_file, upper_file],
            text: format!("{}\n{text}", below.text),
            original: format!("{lower}\n{upper}"),
            torn: below.torn.iter().cloned().chain(torn.iter().map(moved)).collect(),
            guessed: below.guessed.iter().cloned().chain(guessed.iter().map(moved)).collect(),
            upper: start,
            mark,
            below: below.root,
            root: merged,
            values: laying.values,
            parts: laying.parts,
            diagnostics,
        };
        for (code, span, message, hint) in laying.findings {
            let place = layers.source().place(span);
            let diagnostic = Diagnostic::new(code, place, message).maybe_hint(hint);
            layers.diagnostics.extend(layers.in_upper(diagnostic));
        }
        layers
    }

    fn source(&self) -> Source<'_> {
        Source { file: self.files[1], text: &self.text, at: 0, original: &self.original, torn: &self.torn, guessed: &self.guessed }
    }

    /// What the upper text changes: each item of the list `name`, or the one record that the file is.
    fn read<E>(self, file: &Shape, name: Option<&str>, entry: impl Fn(Source<'_>, &Node) -> E) -> Reading<Vec<Changed<E>>> {
        let mut diagnostics = self.diagnostics.clone();
        diagnostics.extend(check(self.source(), &self.root, file).1.into_iter().filter_map(|found| self.in_upper(found)));
        sort(&mut diagnostics);
        let changed = |index: usize, way: FieldPath, [before, after]: [&Node; 2]| {
            let within = |(path, upper): (&FieldPath, &FieldPath)| {
                let rest = path.0.strip_prefix(&*way.0).filter(|rest| !rest.is_empty())?;
                Some((FieldPath(rest.to_vec()), upper.clone()))
            };
            let [values, parts]: [Given; 2] = [&self.values, &self.parts].map(|given| given.iter().filter_map(within).collect());
            let source = self.source();
            (!values.is_empty()).then(|| Changed { index, before: entry(source, before), after: entry(source, after), values, parts })
        };
        let value = match name {
            None => changed(0, FieldPath::default(), [&self.below, &self.root]).into_iter().collect(),
            Some(name) => {
                let items = items(&self.below, name).iter().zip(items(&self.root, name)).enumerate();
                items.filter_map(|(index, (before, after))| changed(index, FieldPath::key(name).item(index), [before, after])).collect()
            }
        };
        Reading { value: Some(value), diagnostics }
    }

    /// A mistake at its place in the upper text; `None` when it stands in the lower one.
    fn in_upper(&self, mut found: Diagnostic) -> Option<Diagnostic> {
        let place = |place: &Place| {
            let (start, end) = place.span?;
            Some(match start.checked_sub(self.upper) {
                Some(start) => Place::span(self.files[1], self.mark + start..self.mark + end - self.upper),
                None => Place::span(self.files[0], start..end),
            })
        };
        found.place = place(&found.place).filter(|place| place.file == *self.files[1])?;
        found.related = found.related.and_then(|(there, label)| Some((place(&there)?, label)));
        Some(found)
    }
}

/// The same value in both texts: the way to it in what they are together, and in the upper one.
#[derive(Clone, Default)]
struct Way {
    whole: FieldPath,
    upper: FieldPath,
}

impl Way {
    fn key(&self, key: &str) -> Self {
        Self { whole: self.whole.clone().then(key), upper: self.upper.clone().then(key) }
    }

    fn item(&self, whole: usize, upper: usize) -> Self {
        Self { whole: self.whole.clone().item(whole), upper: self.upper.clone().item(upper) }
    }
}

type Found = (Code, Range<usize>, String, Option<String>);

struct Laying<'a> {
    /// The list of records, if the file is one.
    list: Option<&'a str>,
    /// The lower text's file.
    lower: &'a SourcePath,
    values: Given,
    parts: Given,
    findings: Vec<Found>,
}

impl Laying<'_> {
    fn lay(&mut self, lower: &Node, upper: &Node, way: Way) -> Node {
        if upper.is_nothing() {
            return lower.clone();
        }
        let is_records = matches!((&*way.whole.0, self.list), ([Step::Key(key)], Some(list)) if **key == *list);
        let kind = match (&lower.kind, &upper.kind) {
            (Kind::Map(below), Kind::Map(above)) => Kind::Map(self.lay_entries(below, above, &way)),
            (Kind::List(below), Kind::List(above)) if is_records || has_ids(below) => Kind::List(self.lay_items(below, above, &way)),
            (_, Kind::Map(above)) if lower.is_nothing() => Kind::Map(self.lay_entries(&[], above, &way)),
            // Records that the lower text hasn't can't be changed.
            (_, Kind::List(above)) if is_records => {
                self.lay_items(&[], above, &way);
                return lower.clone();
            }
            _ => {
                self.values.insert(way.whole, way.upper);
                return upper.clone();
            }
        };
        self.parts.insert(way.whole, way.upper);
        Node { span: lower.span.clone(), kind }
    }

    fn lay_entries(&mut self, below: &[(Node, Node)], above: &[(Node, Node)], way: &Way) -> Vec<(Node, Node)> {
        let mut entries = below.to_vec();
        let mut seen = BTreeSet::new();
        for (key, value) in above {
            let name = key.text().map_or("", |text| &**text);
            let is_first = seen.insert(name);
            match entries.iter_mut().find(|(known, _)| is_first && known.text().is_some_and(|text| **text == *name)) {
                Some((_, lower)) => *lower = self.lay(lower, value, way.key(name)),
                None => {
                    let empty = Node { span: value.span.clone(), kind: Kind::Lost };
                    let value = if value.is_nothing() { value.clone() } else { self.lay(&empty, value, way.key(name)) };
                    entries.push((key.clone(), value));
                }
            }
        }
        entries
    }

    fn lay_items(&mut self, below: &[Node], above: &[Node], way: &Way) -> Vec<Node> {
        let mut items = below.to_vec();
        let mut seen: BTreeSet<String> = BTreeSet::new();
        for (at, upper) in above.iter().enumerate() {
            let Some(id) = id_of(upper) else {
                if !upper.holds_lost() {
                    let hint = "write the `id` of the record that is meant".to_owned();
                    self.findings.push((Code::MissingField, upper.span.clone(), "`id` is missing".to_owned(), Some(hint)));
                }
                continue;
            };
            let text = id.text().map(|text| text.to_string()).unwrap_or_default();
            if !seen.insert(text.clone()) {
                let hint = "put what both say into one".to_owned();
                self.findings.push((Code::DuplicateId, id.span.clone(), format!("the id `{text}` stands twice here"), Some(hint)));
                continue;
            }
            let is_it = |lower: &Node| id_of(lower).and_then(Node::text).is_some_and(|known| **known == *text);
            match items.iter().position(is_it) {
                Some(index) => items[index] = self.lay(&items[index].clone(), upper, way.item(index, at)),
                None if below.iter().any(Node::holds_lost) => {}
                None => self.findings.push(self.unknown(&text, id, below)),
            }
        }
        items
    }

    fn unknown(&self, id: &str, node: &Node, below: &[Node]) -> Found {
        let ids: Vec<&str> = below.iter().filter_map(|lower| Some(&**id_of(lower)?.text()?)).collect();
        let list = || format!("there are {}", ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", "));
        let none = || (!ids.is_empty()).then(list).unwrap_or_else(|| "take it out".to_owned());
        let hint = did_you_mean(id, ids.iter().copied()).unwrap_or_else(none);
        (Code::UnknownId, node.span.clone(), format!("`{}` has nothing with the id `{id}`", self.lower.name()), Some(hint))
    }
}

/// The items of a list; none when there is no list of this name.
fn items<'n>(root: &'n Node, name: &str) -> &'n [Node] {
    let Kind::Map(entries) = &root.kind else { return &[] };
    match entries.iter().find(|(key, _)| key.text().is_some_and(|key| **key == *name)) {
        Some((_, Node { kind: Kind::List(items), .. })) => items,
        _ => &[],
    }
}

/// Whether each of a list's items has an id.
fn has_ids(items: &[Node]) -> bool {
    !items.is_empty() && items.iter().all(|item| id_of(item).is_some())
}

fn id_of(item: &Node) -> Option<&Node> {
    let Kind::Map(entries) = &item.kind else { return None };
    entries.iter().find(|(key, _)| key.text().is_some_and(|key| **key == *"id")).map(|(_, id)| id).filter(|id| !id.is_nothing())
}
