//! How long a page takes to read.

/// Words that an adult reads in a minute, silently, in a text of facts: the mean of 190 studies (M. Brysbaert, "How many words do we
/// read per minute?", Journal of Memory and Language 109, 2019, <https://doi.org/10.1016/j.jml.2019.104047>).
const WORDS_PER_MINUTE: usize = 238;

/// The minutes that the text of some HTML takes to read, rounded, and at least one; none without a word.
pub fn minutes(html: &str) -> usize {
    match words(html) {
        0 => 0,
        words => ((words + WORDS_PER_MINUTE / 2) / WORDS_PER_MINUTE).max(1),
    }
}

/// The words between the tags. What writes without spaces is counted by its signs, of which a reader takes about as many a minute.
fn words(html: &str) -> usize {
    let mut count = 0;
    let mut is_in_tag = false;
    let mut is_in_word = false;
    for c in html.chars() {
        match c {
            '<' => (is_in_tag, is_in_word) = (true, false),
            '>' => is_in_tag = false,
            _ if is_in_tag => {}
            _ if is_sign(c) => {
                count += 1;
                is_in_word = false;
            }
            _ if c.is_alphanumeric() => {
                count += usize::from(!is_in_word);
                is_in_word = true;
            }
            _ if c.is_whitespace() => is_in_word = false,
            _ => {}
        }
    }
    count
}

/// Whether a character is a sign of Chinese or Japanese (Unicode's blocks of kana and of unified ideographs).
fn is_sign(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3134f}')
}

#[cfg(test)]
mod tests {
    use super::{minutes, words};

    #[test]
    fn words_are_those_that_a_reader_sees() {
        for (html, count) in [
            ("", 0),
            ("<p class=\"a b\">One <em>two</em>, three-fold.</p><p>Don’t — stop</p>", 5),
            ("<li>a</li><li>b</li>", 2),
            ("R&amp;D", 1),
            ("面接の質問 two", 6),
        ] {
            assert_eq!(words(html), count, "{html}");
        }
    }

    #[test]
    fn minutes_are_rounded_and_never_zero_where_there_is_a_word() {
        for (count, wanted) in [(0, 0), (1, 1), (238, 1), (356, 1), (357, 2), (2380, 10)] {
            assert_eq!(minutes(&"word ".repeat(count)), wanted, "{count}");
        }
    }
}
