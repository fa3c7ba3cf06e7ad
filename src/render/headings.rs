//! Headings in finished HTML: the level of what stands there, so that no page skips one.

/// The lowest heading that HTML has.
const LOWEST: u8 = 6;

/// The level of the last heading.
pub fn last(html: &str) -> Option<u8> {
    html.rmatch_indices("<h").find_map(|(at, _)| level_at(&html[at + 2..]))
}

/// A level further down.
pub fn below(level: u8, by: u8) -> u8 {
    level.saturating_add(by).min(LOWEST)
}

/// HTML whose highest heading has this level, and whose others keep their distance to it.
pub fn moved(html: &str, to: u8) -> String {
    let tags =
        |tag: &'static str| html.match_indices(tag).filter_map(move |(at, _)| Some((at + tag.len(), level_at(&html[at + tag.len()..])?)));
    let Some(highest) = tags("<h").map(|(_, level)| level).min() else { return html.to_owned() };
    let mut digits: Vec<(usize, u8)> = tags("<h").chain(tags("</h")).collect();
    digits.sort_unstable();
    let mut moved = String::with_capacity(html.len());
    let mut from = 0;
    for (at, level) in digits {
        moved.push_str(&html[from..at]);
        moved.push_str(&below(to, level - highest).to_string());
        from = at + 1;
    }
    moved.push_str(&html[from..]);
    moved
}

/// The level of a heading's tag, of which what follows `h` is given.
fn level_at(rest: &str) -> Option<u8> {
    match rest.as_bytes() {
        [digit @ b'1'..=b'6', b' ' | b'>', ..] => Some(digit - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{last, moved};

    #[test]
    fn the_last_heading_is_found() {
        assert_eq!(last("<h2>A</h2><p>x</p><h4 id=\"b\">B</h4><hr><header>x</header>"), Some(4));
        assert_eq!(last("<hr><p>&lt;h2></p>"), None);
    }

    #[test]
    fn headings_move_together() {
        assert_eq!(moved("<h2 id=\"a\">A</h2><h3>B</h3><hr>", 4), "<h4 id=\"a\">A</h4><h5>B</h5><hr>");
        assert_eq!(moved("<h5>A</h5><h6>B</h6>", 6), "<h6>A</h6><h6>B</h6>");
        assert_eq!(moved("<p>x</p>", 3), "<p>x</p>");
    }
}
