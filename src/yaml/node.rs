//! A YAML text as a tree that keeps its places.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
    sync::Arc,
};

use super::Shape;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

/// How deep lists and groups of keys can lie in each other. The fast reader has the same limit.
const DEEPEST: usize = 128;

/// How many nodes all aliases of a file can stand for.
const MOST_REPEATED: usize = 100_000;

/// A value and the bytes of the text that it stands in.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone)]
pub(super) enum Kind {
    Scalar {
        text: Arc<str>,
        style: ScalarStyle,
    },
    List(Vec<Node>),
    /// Keys and values, in the order of the text; a key may stand twice.
    Map(Vec<(Node, Node)>),
    /// Something that can't be read, which was said.
    Lost,
}

/// What could be read of a text.
#[derive(Debug)]
pub(super) struct Tree {
    /// The value; nothing at the text's start when there is none.
    pub(super) root: Node,
    /// Why reading stopped early.
    pub(super) error: Option<Fault>,
}

/// Why a text can't be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) cause: Cause,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cause {
    /// It isn't YAML; in the parser's words.
    Syntax(String),
    /// It isn't YAML to the fast reader; in its words.
    Refused(String),
    /// A character stands there that nobody sees.
    Invisible,
    /// A value has a tag (`!important`).
    Tag,
    /// A second document begins.
    SecondDocument,
    /// Lists and groups of keys lie too deep in each other.
    TooDeep,
    /// Aliases stand for too much, or for something that holds them.
    Alias,
}

impl Node {
    /// Whether nothing stands here: an empty value, `~` or `null` without quotes.
    pub(super) fn is_nothing(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, style: ScalarStyle::Plain } if matches!(&**text, "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether nothing stands here, or text without a letter or sign where the shape takes text.
    pub(super) fn is_blank(&self, shape: &Shape) -> bool {
        self.is_nothing() || (shape.is_prose() && self.text().is_some_and(|text| text.trim().is_empty()))
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&Arc<str>> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            Kind::List(_) | Kind::Map(_) | Kind::Lost => None,
        }
    }

    /// Marks what stands in these bytes as lost.
    pub(super) fn lose(&mut self, lost: &[Range<usize>]) {
        match &mut self.kind {
            Kind::Scalar { .. } if lost.iter().any(|lost| lost.start < self.span.end && self.span.start < lost.end) => {
                self.kind = Kind::Lost;
            }
            Kind::Scalar { .. } | Kind::Lost => {}
            Kind::List(items) => items.iter_mut().for_each(|item| item.lose(lost)),
            Kind::Map(entries) => entries.iter_mut().for_each(|(key, value)| {
                key.lose(lost);
                value.lose(lost);
            }),
        }
    }

    /// Moves everything in it to its place in another text.
    pub(super) fn relocate(&mut self, place: &dyn Fn(Range<usize>) -> Range<usize>) {
        self.span = place(self.span.clone());
        match &mut self.kind {
            Kind::Scalar { .. } | Kind::Lost => {}
            Kind::List(items) => items.iter_mut().for_each(|item| item.relocate(place)),
            Kind::Map(entries) => entries.iter_mut().for_each(|(key, value)| {
                key.relocate(place);
                value.relocate(place);
            }),
        }
    }

    /// How much of it nobody would write, although it is YAML: keys that stand twice, items that don't begin like the others, keys that
    /// one item alone has, and text with lines such as `name: value`. Counted is what begins at one of these bytes.
    pub(super) fn oddities(&self, is_here: &dyn Fn(usize) -> bool) -> usize {
        let own = match &self.kind {
            Kind::Scalar { text, .. } if is_here(self.span.start) => text.lines().skip(1).filter(|line| looks_like_entry(line)).count(),
            Kind::Scalar { .. } | Kind::Lost => 0,
            Kind::List(items) => {
                let beginnings = counts(items.iter().map(Self::first_key));
                let usual = beginnings.iter().max_by_key(|(_, count)| **count).map(|(key, _)| *key);
                let odd = items.iter().filter(|item| is_here(item.span.start) && Some(item.first_key()) != usual).count();
                let keys = counts(items.iter().flat_map(Self::keys).map(|(key, _)| key));
                let lonely = items.iter().flat_map(Self::keys).filter(|(key, at)| is_here(*at) && keys.get(key) == Some(&1)).count();
                odd + if items.len() > 2 { lonely } else { 0 }
            }
            Kind::Map(_) => {
                let mut seen = BTreeSet::new();
                self.keys().filter(|(key, at)| !seen.insert(*key) && is_here(*at)).count()
            }
        };
        own + self.children().into_iter().map(|child| child.oddities(is_here)).sum::<usize>()
    }

    /// The keys of a group, and where they begin.
    fn keys(&self) -> impl Iterator<Item = (&str, usize)> {
        let entries = if let Kind::Map(entries) = &self.kind { entries.as_slice() } else { &[] };
        entries.iter().filter_map(|(key, _)| Some((&**key.text()?, key.span.start)))
    }

    fn first_key(&self) -> Option<&str> {
        self.keys().next().map(|(key, _)| key)
    }

    /// Whether it can't be read.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self.kind, Kind::Lost)
    }

    /// Whether it, or anything in it, can't be read.
    pub(super) fn holds_lost(&self) -> bool {
        self.is_lost() || self.children().into_iter().any(Self::holds_lost)
    }

    /// Whether it is the key that merges other groups of keys.
    pub(super) fn is_merge(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, style: ScalarStyle::Plain } if &**text == "<<")
    }

    /// The groups of keys that it is: one, or a list of several; none when it is or holds something else.
    fn groups(&self) -> Vec<&[(Node, Node)]> {
        match &self.kind {
            Kind::Map(entries) => vec![entries],
            Kind::List(items) if items.iter().all(|item| matches!(item.kind, Kind::Map(_))) => {
                items.iter().flat_map(Self::groups).collect()
            }
            _ => Vec::new(),
        }
    }

    fn nothing(at: usize) -> Self {
        Self { span: at..at, kind: Kind::Scalar { text: "".into(), style: ScalarStyle::Plain } }
    }

    fn children(&self) -> Vec<&Node> {
        match &self.kind {
            Kind::Scalar { .. } | Kind::Lost => Vec::new(),
            Kind::List(items) => items.iter().collect(),
            Kind::Map(entries) => entries.iter().flat_map(|(key, value)| [key, value]).collect(),
        }
    }

    fn size(&self) -> usize {
        1 + self.children().into_iter().map(Node::size).sum::<usize>()
    }

    fn height(&self) -> usize {
        match &self.kind {
            Kind::Scalar { .. } | Kind::Lost => 0,
            _ => 1 + self.children().into_iter().map(Node::height).max().unwrap_or(0),
        }
    }
}

fn looks_like_entry(line: &str) -> bool {
    let item = line.trim().trim_start_matches("- ");
    let key = item.strip_suffix(':').or_else(|| item.split_once(": ").map(|(key, _)| key));
    key.is_some_and(|key| !key.is_empty() && key.chars().all(|c| (c.is_alphanumeric() && !c.is_uppercase()) || matches!(c, '_' | '-')))
}

/// How often each of them is there.
fn counts<T: Ord>(all: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    all.fold(BTreeMap::new(), |mut counts, one| {
        *counts.entry(one).or_default() += 1;
        counts
    })
}

/// Reads a text; after a mistake, the tree has what stands before it.
pub(super) fn parse(text: &str) -> Tree {
    // Blanks after the last line break would add a line to a block above them, in this parser alone.
    let unpadded = text.trim_end_matches([' ', '\t']);
    let text = if unpadded.ends_with(['\n', '\r']) { unpadded } else { text };
    let mut builder = Builder { text, offsets: Offsets::new(text), open: Vec::new(), anchors: BTreeMap::new(), repeated: 0, root: None };
    let error = builder.run().err();
    while !builder.open.is_empty() {
        builder.close(text.len()..text.len());
    }
    Tree { root: builder.root.unwrap_or_else(|| Node::nothing(0)), error }
}

struct Builder<'a> {
    text: &'a str,
    offsets: Offsets,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Node>,
    repeated: usize,
    root: Option<Node>,
}

/// A list or group of keys that hasn't ended.
struct Open {
    start: usize,
    anchor: usize,
    holds: Holds,
}

enum Holds {
    Items(Vec<Node>),
    Entries { entries: Vec<(Node, Node)>, key: Option<Node> },
}

impl Builder<'_> {
    fn run(&mut self) -> Result<(), Fault> {
        let mut documents = 0;
        for event in Parser::new_from_str(self.text) {
            let (event, span) = event
                .map_err(|error| Fault { at: self.offsets.byte(error.marker().index()), cause: Cause::Syntax(error.info().to_owned()) })?;
            let span = self.bytes(span);
            let is_named = match &event {
                Event::Alias(_) => true,
                Event::Scalar(_, _, anchor, _) | Event::SequenceStart(anchor, _) | Event::MappingStart(anchor, _) => *anchor > 0,
                _ => false,
            };
            if is_named && self.has_odd_name(&span) {
                return Err(Fault { at: span.start, cause: Cause::Syntax("unknown anchor".to_owned()) });
            }
            match event {
                Event::DocumentStart(_) => {
                    documents += 1;
                    if documents > 1 {
                        return Err(Fault { at: span.start, cause: Cause::SecondDocument });
                    }
                }
                Event::Alias(anchor) => self.alias(anchor, span)?,
                Event::Scalar(_, _, _, Some(_)) | Event::SequenceStart(_, Some(_)) | Event::MappingStart(_, Some(_)) => {
                    return Err(Fault { at: span.start, cause: Cause::Tag });
                }
                Event::Scalar(text, style, anchor, None) => {
                    let text = self.without_added_break(&text, style, &span);
                    let span = self.scalar_span(span, &text, style, anchor);
                    self.add(Node { span, kind: Kind::Scalar { text, style } }, anchor);
                }
                Event::SequenceStart(anchor, None) => self.begin(span.start, anchor, Holds::Items(Vec::new()))?,
                Event::MappingStart(anchor, None) => {
                    self.begin(span.start, anchor, Holds::Entries { entries: Vec::new(), key: None })?;
                }
                Event::SequenceEnd | Event::MappingEnd => self.close(span),
                Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
            }
        }
        Ok(())
    }

    fn begin(&mut self, start: usize, anchor: usize, holds: Holds) -> Result<(), Fault> {
        if self.open.len() >= DEEPEST {
            return Err(Fault { at: start, cause: Cause::TooDeep });
        }
        self.open.push(Open { start, anchor, holds });
        Ok(())
    }

    fn close(&mut self, end: Range<usize>) {
        let Some(Open { start, anchor, holds }) = self.open.pop() else { return };
        let kind = match holds {
            Holds::Items(items) => Kind::List(items),
            Holds::Entries { mut entries, key } => {
                entries.extend(key.map(|key| (key.clone(), Node::nothing(key.span.end))));
                Kind::Map(merge(entries))
            }
        };
        let node = Node { span: start..start, kind };
        // Only `]` and `}` have a width; what ends by its indentation ends with its last value.
        let is_bracket = self.text.get(end.start..).is_some_and(|rest| rest.starts_with([']', '}']) && !end.is_empty());
        let end = if is_bracket { end.start + 1 } else { node.children().last().map_or(start, |last| last.span.end).max(start) };
        self.add(Node { span: start..end, ..node }, anchor);
    }

    fn alias(&mut self, anchor: usize, span: Range<usize>) -> Result<(), Fault> {
        let fault = Fault { at: span.start, cause: Cause::Alias };
        let node = self.anchors.get(&anchor).ok_or(fault.clone())?;
        self.repeated += node.size();
        if self.repeated > MOST_REPEATED {
            return Err(fault);
        }
        if self.open.len() + node.height() > DEEPEST {
            return Err(Fault { at: span.start, cause: Cause::TooDeep });
        }
        let kind = node.kind.clone();
        self.add(Node { span, kind }, 0);
        Ok(())
    }

    fn add(&mut self, node: Node, anchor: usize) {
        if anchor > 0 {
            self.anchors.insert(anchor, node.clone());
        }
        match self.open.last_mut().map(|open| &mut open.holds) {
            Some(Holds::Items(items)) => items.push(node),
            Some(Holds::Entries { entries, key }) => match key.take() {
                Some(key) => entries.push((key, node)),
                None => *key = Some(node),
            },
            None => self.root = Some(node),
        }
    }

    /// Whether the anchor or alias that begins here (`&name`, `*name`) has a name whose end the fast reader sees elsewhere.
    fn has_odd_name(&self, span: &Range<usize>) -> bool {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let name = raw.strip_prefix(['&', '*']).and_then(|rest| rest.split(char::is_whitespace).next());
        name.is_some_and(|name| !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))
    }

    fn bytes(&self, span: Span) -> Range<usize> {
        let start = self.offsets.byte(span.start.index());
        start..self.offsets.byte(span.end.index()).max(start)
    }

    /// The parser ends a block with a line break even where the text ends without one; the fast reader doesn't.
    fn without_added_break(&self, value: &str, style: ScalarStyle, span: &Range<usize>) -> Arc<str> {
        let is_block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        let is_last = span.end == self.text.len() && !self.text.ends_with(['\n', '\r']);
        value.strip_suffix('\n').filter(|_| is_block && is_last).unwrap_or(value).into()
    }

    /// The parser's span also has what stands before the value (an anchor) and after it (blanks, a comment).
    fn scalar_span(&self, span: Range<usize>, value: &str, style: ScalarStyle, anchor: usize) -> Range<usize> {
        let raw = self.text.get(span.clone()).unwrap_or_default();
        let content = match style {
            _ if anchor == 0 => raw,
            ScalarStyle::Literal | ScalarStyle::Folded => block_content(without_anchor(raw), value),
            _ => without_anchor(raw),
        };
        let start = span.start + (raw.len() - content.len());
        let len = match style {
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => quoted_len(content).unwrap_or(content.len()),
            ScalarStyle::Literal | ScalarStyle::Folded => content.trim_end_matches(['\n', '\r']).len(),
            ScalarStyle::Plain => content.trim_end_matches([' ', '\t', '\n', '\r']).len(),
        };
        start..start + len
    }
}

/// A group of keys with those of other groups that it merges (`<<: *defaults`), where it hasn't them itself.
///
/// These are YAML 1.1's rules: what a group says itself goes before what it merges, and an earlier one of several before a later one. What
/// `<<` can't merge stays as it is, and is told when the group is checked.
fn merge(entries: Vec<(Node, Node)>) -> Vec<(Node, Node)> {
    let (merges, mut merged): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, value)| key.is_merge() && !value.groups().is_empty());
    for (key, value) in merges.iter().flat_map(|(_, value)| value.groups()).flatten() {
        let is_new = key.text().is_none_or(|text| merged.iter().all(|(known, _)| known.text() != Some(text)));
        if is_new {
            merged.push((key.clone(), value.clone()));
        }
    }
    merged
}

/// What follows an anchor (`&name`), and comments after it.
fn without_anchor(raw: &str) -> &str {
    let Some(name) = raw.strip_prefix('&') else { return raw };
    let mut rest = name.trim_start_matches(|c: char| !c.is_whitespace()).trim_start();
    while let Some(comment) = rest.strip_prefix('#') {
        rest = comment.trim_start_matches(|c| !matches!(c, '\n' | '\r')).trim_start();
    }
    rest
}

/// What follows a block's header, empty lines, and the indentation of its first line.
fn block_content<'a>(raw: &'a str, value: &str) -> &'a str {
    let is_filled = |line: &&str| !line.trim().is_empty();
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let kept = value.lines().find(is_filled).map_or(0, indent);
    let Some(line) = raw.lines().skip(1).find(is_filled) else { return "" };
    let at = raw.find(['\n', '\r']).and_then(|header| raw.get(header..)?.find(line).map(|offset| header + offset));
    at.and_then(|at| raw.get(at + indent(line).saturating_sub(kept)..)).unwrap_or("")
}

/// The length of the quoted text at the beginning of `raw`, with its quotes; `None` when it isn't closed.
pub(super) fn quoted_len(raw: &str) -> Option<usize> {
    let quote = raw.chars().next()?;
    let mut chars = raw.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let doubled = c == '\'' && chars.peek().is_some_and(|(_, next)| *next == '\'');
        if (quote == '"' && c == '\\') || (quote == '\'' && doubled) {
            chars.next();
        } else if c == quote {
            return Some(at + 1);
        }
    }
    None
}

/// Where each character begins; the parser counts characters, a place counts bytes.
enum Offsets {
    /// They are the same.
    Ascii(usize),
    Characters(Vec<usize>, usize),
}

impl Offsets {
    fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Ascii(text.len());
        }
        Self::Characters(text.char_indices().map(|(at, _)| at).collect(), text.len())
    }

    fn byte(&self, character: usize) -> usize {
        match self {
            Self::Ascii(len) => character.min(*len),
            Self::Characters(starts, len) => starts.get(character).copied().unwrap_or(*len),
        }
    }
}
