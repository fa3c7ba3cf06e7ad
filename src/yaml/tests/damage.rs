//! One slip of the keyboard in a good file is told where it was made, and nothing else is blamed.

use std::{collections::BTreeMap, ops::Range};

use super::{random::Numbers, *};
use crate::{diagnostic::report::position, records};

/// Good files of records, whose name says what they hold.
const FILES: [(&str, &str); 8] = [
    ("comparison.yaml", include_str!("../../../content/roles/ai-engineer/comparison.yaml")),
    ("competencies.yaml", include_str!("../../../content/data/competencies.yaml")),
    ("faq.yaml", include_str!("../../../content/roles/mlops-engineer/faq.yaml")),
    ("kits.yaml", include_str!("../../../content/roles/ai-engineer/kits.yaml")),
    ("messages.yaml", include_str!("../../../content/roles/mlops-engineer/messages.yaml")),
    ("questions.yaml", include_str!("../../../content/roles/ai-engineer/questions.yaml")),
    ("role.yaml", include_str!("../../../content/roles/mlops-engineer/role.yaml")),
    ("salary.yaml", include_str!("../../../docs/guide/roles/sourcer/salary.yaml")),
];

/// How many damaged texts are read.
const TRIES: usize = 600;

/// A slip of the keyboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    /// A key without its colon.
    Colon,
    /// An item without its dash, and begun where that stood.
    Dash,
    /// An item that has a blank in place of its dash.
    BlankDash,
    /// A quote that isn't there.
    Quote,
    /// A line that begins two columns too early.
    Indent,
    /// A line that begins two columns too late.
    Outdent,
    /// A tab before a line.
    Tab,
    /// A tab in place of a line's indentation.
    OnlyTab,
    /// A key without the blank after its colon.
    Blank,
}

const SLIPS: [Slip; 9] =
    [Slip::Colon, Slip::Dash, Slip::BlankDash, Slip::Quote, Slip::Indent, Slip::Outdent, Slip::Tab, Slip::OnlyTab, Slip::Blank];

impl Slip {
    /// The bytes that are gone, and what stands in their place; `None` when there is nothing to do wrong in this line.
    fn at(self, line: &str) -> Option<(Range<usize>, &'static str)> {
        let indent = line.len() - line.trim_start().len();
        let found = |at: usize, len| Some((at..at + len, ""));
        match self {
            _ if line.trim().is_empty() || line.trim_start().starts_with('#') => None,
            Self::Colon => found(line.find(": ").or_else(|| line.strip_suffix(':').map(str::len))?, 1),
            Self::Dash => line[indent..].starts_with("- ").then_some((indent..indent + 2, "")),
            Self::BlankDash => line[indent..].starts_with("- ").then_some((indent..indent + 1, " ")),
            Self::Blank => found(line.find(": ")? + 1, 1),
            Self::Quote => found(line.rfind('"')?, 1),
            Self::OnlyTab => (indent > 0).then_some((0..indent, "\t")),
            Self::Outdent => Some((0..0, "  ")),
            Self::Indent => (indent >= 2).then_some((0..2, "")),
            Self::Tab => Some((0..0, "\t")),
        }
    }
}

/// A good text with one slip, and its line, counted from 1.
fn slipped(text: &str, slip: Slip, numbers: &mut Numbers) -> Option<(String, usize)> {
    let mut start = 0;
    let mut ways = Vec::new();
    for (number, line) in (1..).zip(text.split_inclusive('\n')) {
        let way = slip.at(line.trim_end_matches('\n'));
        ways.extend(way.map(|(bytes, with)| (start + bytes.start..start + bytes.end, with, number)));
        start += line.len();
    }
    let (bytes, with, number) = (!ways.is_empty()).then(|| ways.swap_remove(numbers.below(ways.len())))?;
    let mut damaged = text.to_owned();
    damaged.replace_range(bytes, with);
    Some((damaged, number))
}

/// What was counted of a kind of slip.
#[derive(Debug, Default)]
struct Tally {
    /// How many gave messages; without one, the text is good all the same.
    told: usize,
    /// Of how many the first message stands in the line of the slip, or in one beside it.
    near: usize,
    /// How many gave one message.
    alone: usize,
}

#[test]
fn a_slip_is_told_where_it_was_made() {
    let kinds = records::built_in();
    let mut numbers = Numbers(11);
    let mut tallies: BTreeMap<Slip, Tally> = BTreeMap::new();
    for _ in 0..TRIES {
        let (name, good) = FILES[numbers.below(FILES.len())];
        let slip = SLIPS[numbers.below(SLIPS.len())];
        let Some((text, line)) = slipped(good, slip, &mut numbers) else { continue };
        let reading = (kinds.of_file(name).unwrap().read)(&file(), &text);
        assert!(reading.value.is_some() || !reading.diagnostics.is_empty(), "{name}, line {line}: nothing is said of {slip:?}");
        let lines: Vec<usize> = reading.diagnostics.iter().map(|found| position(&text, found.place.span.unwrap()).line).collect();
        if let Some(first) = lines.first() {
            let tally = tallies.entry(slip).or_default();
            tally.told += 1;
            tally.near += usize::from(first.abs_diff(line) <= 1);
            tally.alone += usize::from(lines.len() == 1);
        }
    }
    let sum = |count: fn(&Tally) -> usize| tallies.values().map(count).sum::<usize>();
    let (told, near, alone) = (sum(|tally| tally.told), sum(|tally| tally.near), sum(|tally| tally.alone));
    println!("{tallies:?}\nof {told} slips, {near} are told in their line or beside it, and {alone} with one message");
    assert!(near * 100 >= told * 97 && alone * 100 >= told * 97, "{tallies:?}");
}
