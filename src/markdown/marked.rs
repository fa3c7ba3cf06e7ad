//! `mark="2,4-5"`: the lines of a code block that are marked.

use std::ops::Range;

/// Lines of a code block.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Marked {
    ranges: Vec<(usize, usize)>,
    /// Where they are named in what follows the fence.
    pub span: Range<usize>,
}

impl Marked {
    /// Reads `2,4-5`, which stands in `span`.
    ///
    /// # Errors
    /// What is wrong, in an author's words.
    pub fn read(text: &str, span: Range<usize>) -> Result<Self, String> {
        let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
        Ok(Self { ranges: parts.map(read_part).collect::<Result<_, _>>()?, span })
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Whether the line, counted from 1, is marked.
    pub fn contains(&self, line: usize) -> bool {
        self.ranges.iter().any(|(first, last)| (*first..=*last).contains(&line))
    }

    /// The last line that is marked.
    pub fn last(&self) -> Option<usize> {
        self.ranges.iter().map(|(_, last)| *last).max()
    }
}

fn read_part(part: &str) -> Result<(usize, usize), String> {
    let (first, last) = part.split_once('-').unwrap_or((part, part));
    match (first.parse(), last.parse()) {
        (Ok(0), _) => Err("there is no line 0 to mark; the first line is 1".to_owned()),
        (Ok(first), Ok(last)) if first <= last => Ok((first, last)),
        (Ok::<usize, _>(first), Ok::<usize, _>(last)) => Err(format!("the lines to mark go backwards; write `{last}-{first}`")),
        _ => Err(format!("`{part}` isn't a line or a range of lines such as `4-6`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_ranges_are_read_and_slips_are_said() {
        let read = |text| Marked::read(text, 0..0).map(|marked| marked.ranges);
        assert_eq!(read("2,4-5 7"), Ok(vec![(2, 2), (4, 5), (7, 7)]));
        assert_eq!(read("0"), Err("there is no line 0 to mark; the first line is 1".to_owned()));
        assert_eq!(read("5-2"), Err("the lines to mark go backwards; write `2-5`".to_owned()));
        assert_eq!(read("2-x"), Err("`2-x` isn't a line or a range of lines such as `4-6`".to_owned()));
    }
}
