//! Slips of the keyboard that may be why a text can't be read: a colon or dash that was left out, a line that begins in another column,
//! tabs.
//!
//! Whether one of them is the reason shows when the text is read without it. Those that people make more often come first.

use std::{collections::BTreeSet, ops::Range};

use super::{
    draft::Draft,
    finding::{Finding, Mend},
    line::Line,
    node::Fault,
    syntax::tight_colon,
    ways::Mended,
};

/// How many lines are moved together.
const MOST_MOVED: usize = 60;

/// How many other columns are tried for a line.
const MOST_COLUMNS: usize = 8;

/// Something that may have slipped, and the text without it.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) finding: Finding,
    pub(super) draft: Draft<'static>,
    pub(super) mended: Mended,
    /// How unlikely it is, beside others: the more lines are changed, the more.
    pub(super) cost: usize,
}

impl Slip {
    fn new(finding: Finding, draft: Draft<'static>, lines: &[Line<'_>]) -> Self {
        let end = lines.last().map_or(0, Line::end);
        let over = lines.first().map_or(end, |line| line.start)..end;
        // What many lines agree in is no guess.
        let guessed = (lines.len() == 1).then(|| over.clone());
        Self { finding, draft, mended: Mended { over, guessed, ..Mended::default() }, cost: lines.len() }
    }
}

/// The slips that may be why reading stopped, when a look at the lines there tells no better reason than `finding`.
pub(super) fn slips(draft: &Draft<'_>, fault: &Fault, finding: &Finding) -> Vec<Slip> {
    let text = draft.text();
    if finding.is_tab() {
        return tabs(draft, &Line::around(text, finding.span.start), finding);
    }
    if !matches!(finding.mend, Mend::Line) {
        return Vec::new();
    }
    let line = Line::around(text, fault.at);
    let suspects = suspects(text, &line);
    let colons = suspects.iter().filter_map(|line| blank(draft, line).or_else(|| colon(draft, line)));
    let dashes = suspects.iter().flat_map(|line| dashes(draft, line));
    let near = near(text, line);
    let beside = suspects.iter().filter(|line| near.iter().all(|near| near.start != line.start)).map(|other| (*other, line.indent()));
    let moved: Vec<Slip> =
        near.iter().flat_map(|line| moves(draft, line)).chain(beside.filter_map(|(line, to)| parent(draft, &line, to))).collect();
    let opens_block = |line: &Line<'_>| {
        let (_, value) = line.entry().unwrap_or((0..0, line.item()));
        matches!(line.slice(&value), "|" | ">" | "|-" | ">-" | "|+" | ">+")
    };
    // Text below `|` isn't a key.
    if near.iter().skip(1).any(opens_block) {
        return moved.into_iter().chain(colons).chain(dashes).collect();
    }
    colons.chain(dashes).chain(moved).collect()
}

/// A line that can't be read, and those above it: two, and further ones as long as they are prose.
fn near<'t>(text: &'t str, line: Line<'t>) -> Vec<Line<'t>> {
    const MOST: usize = 7;
    let mut near = vec![line];
    let mut above = line.before(text);
    while let Some(line) = above.filter(|line| near.len() < 3 || (near.len() < MOST && line.entry().is_none())) {
        near.push(line);
        above = line.before(text);
    }
    near
}

/// The lines that may be wrong when a line can't be read: those right above it, those that it lies in, and the first line in each of those.
fn suspects<'t>(text: &'t str, line: &Line<'t>) -> Vec<Line<'t>> {
    const DEEPEST: usize = 6;
    let mut suspects = vec![*line];
    let mut nearest = Some(*line);
    for _ in 0..2 {
        nearest = nearest.and_then(|line| line.before(text));
        suspects.extend(nearest);
    }
    let mut column = suspects.iter().map(Line::indent).max().unwrap_or(0);
    let mut above = line.before(text);
    while let Some(line) = above.filter(|_| column > 0 && suspects.len() < DEEPEST * 2) {
        if line.indent() < column {
            column = line.indent();
            suspects.push(line);
            suspects.extend(line.next_filled(text));
        }
        above = line.before(text);
    }
    let mut seen = BTreeSet::new();
    suspects.retain(|line| seen.insert(line.start));
    suspects
}

/// A key without its colon.
fn colon(draft: &Draft<'_>, line: &Line<'_>) -> Option<Slip> {
    let item = line.item();
    let text = line.slice(&item);
    if line.entry().is_some() {
        return None;
    }
    let (word, value) = text.split_once(' ').unwrap_or((text, ""));
    let is_letter = |c: char| c.is_alphanumeric() && !c.is_uppercase();
    let is_key = word.starts_with(is_letter) && word.chars().all(|c| is_letter(c) || matches!(c, '_' | '-'));
    if !is_key {
        return None;
    }
    let (key, end) = (item.start..item.start + word.len(), item.start + word.len());
    let form = if value.is_empty() { format!("{word}:") } else { format!("{word}: {}", value.trim_start()) };
    let has_value = !value.is_empty() || line.next_filled(draft.text()).is_some_and(|next| next.is_item() || next.indent() > line.indent());
    let otherwise = if has_value { "" } else { "; text that goes on from the line above is indented further than its key" };
    let finding = Finding::new(key, format!("there is no colon after `{word}`")).hint(format!("write `{form}`{otherwise}"));
    Some(Slip::new(finding, draft.replace(&(end..end), ":")?, std::slice::from_ref(line)))
}

/// A colon without the blank after it.
fn blank(draft: &Draft<'_>, line: &Line<'_>) -> Option<Slip> {
    let tight = line.tight_colon()?;
    let (finding, at) = (tight_colon(line, tight), tight + 1);
    Some(Slip::new(finding, draft.replace(&(at..at), " ")?, std::slice::from_ref(line)))
}

/// An item without its dash, which was left out, or has a blank in its place.
fn dashes(draft: &Draft<'_>, line: &Line<'_>) -> Vec<Slip> {
    let content = line.content();
    let text = line.slice(&content);
    if content.is_empty() || line.is_item() || text.starts_with('#') {
        return Vec::new();
    }
    let otherwise = if line.entry().is_some() { "" } else { "; text that goes on from the item above is indented further than its dash" };
    let finding = || {
        Finding::new(content.clone(), "there is no dash before this item of a list")
            .hint(format!("write `- {text}` in the column of the other items{otherwise}"))
    };
    let column = line.indent();
    // One item alone would be a list that nobody meant.
    let columns = [Some(column), column.checked_sub(2), column.checked_sub(1), column.checked_sub(3), Some(column + 1)];
    let columns = columns.into_iter().flatten().filter(|column| has_items_beside(draft.text(), line, *column));
    let with_dash = |column| draft.replace(&(line.start..content.start), &format!("{}- ", " ".repeat(column)));
    columns.filter_map(with_dash).map(|draft| Slip::new(finding(), draft, std::slice::from_ref(line))).collect()
}

/// Whether there are items of a list in a column around a line that begin as it does, with nothing in between that lies further left.
fn has_items_beside(text: &str, line: &Line<'_>, column: usize) -> bool {
    let key = |line: &Line<'_>| line.entry().map(|(key, _)| line.slice(&key).to_owned());
    let is_alike = |other: &Line<'_>| other.indent() == column && other.is_item() && key(other) == key(line);
    let above = std::iter::successors(line.before(text), |line| line.before(text));
    let below = std::iter::successors(line.next_filled(text), |line| line.next_filled(text));
    let is_within = |other: &Line<'_>| other.indent() >= column;
    above.take_while(is_within).chain(below.take_while(is_within)).any(|other| is_alike(&other))
}

/// A line that begins in another column than it should, alone or with those below it.
fn moves(draft: &Draft<'_>, line: &Line<'_>) -> Vec<Slip> {
    let text = draft.text();
    let column = line.indent();
    let mut lines = vec![*line];
    let mut below = line.next_filled(text);
    while let Some(next) = below.filter(|next| next.indent() >= column && lines.len() < MOST_MOVED) {
        lines.push(next);
        below = next.next_filled(text);
    }
    let both = [std::slice::from_ref(line), &lines[..]];
    let groups = &both[..if lines.len() > 1 { 2 } else { 1 }];
    columns(text, line).into_iter().flat_map(|to| groups.iter().filter_map(move |group| moved(draft, group, to))).collect()
}

/// Lines that should begin as much further right or left as brings the first of them into a column.
fn moved(draft: &Draft<'_>, lines: &[Line<'_>], to: usize) -> Option<Slip> {
    let column = lines.first()?.indent();
    let indents = lines.iter().map(|line| (*line, (line.indent() + to).saturating_sub(column)));
    let slip = Slip::new(misplaced(lines, column, to), indent(draft, indents.collect())?, lines);
    (to != column).then(|| Slip { cost: slip.cost + 1, ..slip })
}

/// A line that others lie in, which should begin further right or left.
fn parent(draft: &Draft<'_>, line: &Line<'_>, to: usize) -> Option<Slip> {
    moved(draft, std::slice::from_ref(line), to).map(|slip| Slip { cost: slip.cost + 1, ..slip })
}

fn misplaced(moved: &[Line<'_>], from: usize, to: usize) -> Finding {
    let how = if to < from { "too far" } else { "too little" };
    let (message, others) = match moved.len() {
        1 => (format!("this line is indented {how}"), ""),
        2 => (format!("this line and the one below it are indented {how}"), ", and move the other one by as much"),
        count => (format!("this line and the {} below it are indented {how}", count - 1), ", and move the others by as much"),
    };
    let line = &moved[0];
    if line.entry().is_none() && !line.is_item() && to > from {
        let hint = format!("write `name: value`; if it goes on from the text above, begin it in {}{others}", column_words(to));
        return Finding::new(line.content(), "this line has no key and colon").hint(hint);
    }
    let item = match line.entry() {
        Some((key, _)) if moved.len() == 1 && to == from + 2 => {
            format!("; if an item of a list begins here, write `- {}: …`", line.slice(&key))
        }
        _ => String::new(),
    };
    Finding::new(line.content(), message).hint(format!("begin it in {}{others}{item}", column_words(to)))
}

fn column_words(column: usize) -> String {
    match column {
        0 => "column 1, without a space before it".to_owned(),
        1 => "column 2, after one space".to_owned(),
        spaces => format!("column {}, after {spaces} spaces", spaces + 1),
    }
}

/// The columns in which a line may have been meant to begin, the nearest first.
fn columns(text: &str, line: &Line<'_>) -> Vec<usize> {
    let mut near = Vec::new();
    let (mut above, mut below) = (line.before(text), line.next_filled(text));
    for _ in 0..3 {
        near.extend(above);
        near.extend(below);
        above = above.and_then(|line| line.before(text));
        below = below.and_then(|line| line.next_filled(text));
    }
    let own = line.indent();
    let mut columns: Vec<usize> = near
        .iter()
        .flat_map(|near| {
            let (indent, item) = (near.indent(), near.item().start - near.start);
            [indent, item, item + 2, indent.saturating_sub(2)]
        })
        .filter(|column| *column != own)
        .collect();
    let beside = line.before(text).map(|above| above.indent());
    columns.sort_by_key(|column| (column.abs_diff(own), Some(*column) != beside, *column));
    columns.dedup();
    columns.truncate(MOST_COLUMNS);
    columns
}

/// A text in which lines begin in other columns.
fn indent(draft: &Draft<'_>, mut lines: Vec<(Line<'_>, usize)>) -> Option<Draft<'static>> {
    lines.sort_by_key(|(line, _)| line.start);
    let edits: Vec<(Range<usize>, String)> =
        lines.into_iter().map(|(line, column)| (line.start..line.content().start, " ".repeat(column))).collect();
    draft.replace_all(&edits)
}

/// Lines that are indented by tabs: as wide as they may have been shown, or typed before an indentation that was there.
fn tabs(draft: &Draft<'_>, line: &Line<'_>, finding: &Finding) -> Vec<Slip> {
    let text = draft.text();
    let is_tabbed = |line: &Line<'_>| line.slice(&(line.start..line.content().start)).contains('\t');
    if !is_tabbed(line) {
        return Vec::new();
    }
    let mut lines = vec![*line];
    let mut below = line.next_filled(text);
    while let Some(next) = below.filter(is_tabbed) {
        lines.push(next);
        below = next.next_filled(text);
    }
    let wide = |width: usize| lines.iter().map(|line| (*line, column_with_tabs(line, width))).collect::<Vec<_>>();
    let without: Vec<_> =
        lines.iter().map(|line| (*line, line.text.bytes().take(line.indent()).filter(|byte| *byte == b' ').count())).collect();
    let is_before_blanks = line.text.trim_start_matches('\t').starts_with(' ');
    let mut ways: Vec<Vec<(Line<'_>, usize)>> = if is_before_blanks { vec![without.clone()] } else { Vec::new() };
    ways.extend([2, 4, 8].map(wide));
    ways.push(without);
    if lines.len() == 1 {
        ways.extend(columns(text, line).into_iter().map(|column| vec![(*line, column)]));
    }
    let message = match lines.len() {
        1 => "a tab can't indent a line".to_owned(),
        2 => "a tab can't indent a line, here and in the line below".to_owned(),
        count => format!("a tab can't indent a line, here and in the {} lines below", count - 1),
    };
    let slip = |way| {
        let draft = indent(draft, way)?;
        let finding = Finding::tab(finding.span.clone(), message.clone()).hint("use two spaces");
        Some(Slip::new(finding, draft, &lines))
    };
    ways.into_iter().filter_map(slip).collect()
}

/// The column in which a line begins when a tab leads to the next multiple of `width`.
fn column_with_tabs(line: &Line<'_>, width: usize) -> usize {
    let indent = line.text.bytes().take(line.indent());
    indent.fold(0, |column, byte| if byte == b'\t' { (column / width + 1) * width } else { column + 1 })
}
