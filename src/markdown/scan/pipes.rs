//! The `|` of wiki links, which would end a table's cell.

/// Stands for the `|` of a wiki link.
pub const PIPE: char = '\u{1f}';
/// Stands for the `\` of an escaped one.
pub const ESCAPE: char = '\u{1e}';

/// Hides the `|` of wiki links in table rows.
pub fn hide_pipes(hidden: &mut String) {
    if !hidden.contains("[[") {
        return;
    }
    let mut pipes = Vec::new();
    let mut line_start = 0;
    for line in hidden.split_inclusive('\n') {
        let mut links = Vec::new();
        let mut close = 0;
        for (open, _) in line.match_indices("[[") {
            let from = close.max(open);
            let Some(length) = line[from..].find("]]") else { break };
            close = from + length;
            // Of brackets in brackets, the innermost are the link.
            let inside = &line[open + 2..close];
            if let Some(pipe) = inside.find('|').filter(|_| !inside.contains("[[")) {
                links.push(open + 2 + pipe);
            }
        }
        if !links.is_empty() && line.matches('|').count() > links.len() {
            pipes.extend(links.iter().map(|pipe| line_start + pipe));
        }
        line_start += line.len();
    }
    for pipe in pipes {
        hidden.replace_range(pipe..=pipe, PIPE.encode_utf8(&mut [0]));
        if hidden[..pipe].ends_with('\\') {
            hidden.replace_range(pipe - 1..pipe, ESCAPE.encode_utf8(&mut [0]));
        }
    }
}

/// What a wiki link says, when its `|` was hidden: the target and the text.
pub fn split_wiki(target: &str) -> (&str, Option<&str>) {
    match target.split_once(PIPE) {
        Some((target, text)) => (target.trim_end_matches(ESCAPE).trim(), Some(text.trim())),
        None => (target.trim(), None),
    }
}
