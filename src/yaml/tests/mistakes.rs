//! Every kind of mistake: its code, its place, its words.

use super::*;
use crate::diagnostic::Code::{self, *};

/// A text with one mistake: the code, the bytes that are marked, a part of the message, and a part of the hint.
type Case = (&'static str, Code, &'static str, &'static str, &'static str);

fn holds(cases: &[Case]) {
    for (text, code, place, message, hint) in cases {
        let found = mistakes(text);
        assert_eq!(found.len(), 1, "{text:?}: {found:?}");
        let diagnostic = &found[0];
        assert_eq!((diagnostic.code, marked(text, diagnostic)), (*code, *place), "{text:?}: {diagnostic:?}");
        assert!(diagnostic.message.contains(message), "{text:?}: {}", diagnostic.message);
        assert!(diagnostic.hint.as_deref().unwrap_or_default().contains(hint), "{text:?}: {:?}", diagnostic.hint);
        for word in ["i64", "variant", "sequence", "mapping", "scalar", "struct", "expected", "line 1"] {
            assert!(!diagnostic.message.contains(word), "{}", diagnostic.message);
        }
    }
}

#[test]
fn mistakes_of_scalars() {
    holds(&[
        ("title: \"\"", MissingField, "title", "`title` is empty", "title: …"),
        ("title: \" \"", MissingField, "title", "`title` is empty", "title: …"),
        ("title: |\n\nid: x", MissingField, "title", "`title` is empty", "title: …"),
        ("title: T\ntags: [a, '']", WrongType, "''", "item 2 of `tags` is empty", "take it out"),
        ("title: T\nasks:\n  - ''\n", WrongType, "''", "item 1 of `asks` is empty", "take it out"),
        ("title: T\nasks:\n  - ask: ''\n", MissingField, "ask", "`ask` of item 1 of `asks` is empty", "ask: "),
        ("title: T\nnotes: ''\n", WrongType, "''", "`notes` is empty", "take it out"),
        ("title: T\ncount: ninety", WrongType, "ninety", "must be a whole number, but here is `ninety`", "digits"),
        ("title: T\ncount: 90 min", WrongType, "90 min", "whole number", "write `90`"),
        ("title: T\ncount: 1,000", WrongType, "1,000", "whole number", "write `1000`"),
        ("title: T\ncount: -1", OutOfRange, "-1", "`count` must be at least 0, but is `-1`", ""),
        ("title: T\nwhole: 99999999999999999999", OutOfRange, "99999999999999999999", "fewer digits", ""),
        ("title: T\nsteps: [{title: A, minutes: 4}]", OutOfRange, "4", "`minutes` of the step `A` must be from 5 to 480, but is `4`", ""),
        ("title: T\nremote: yes", WrongType, "yes", "must be `true` or `false`", "write `true`"),
        ("title: T\npercent: 75%", WrongType, "75%", "must be a number", "write `75`"),
        ("title: T\npercent: 0.00001", WrongType, "0.00001", "more than four decimal places", ""),
        ("title: T\npercent: 99999999999999999999", OutOfRange, "99999999999999999999", "too large", ""),
        ("title: T\npay: {min: '180,000', currency: USD}", BadAmount, "'180,000'", "`min` of `pay`", "write `180000`"),
        ("title: T\npay: {min: 180k, currency: USD}", BadAmount, "180k", "must be a plain number", "write `180000`"),
        ("title: T\npay: {min: 180'000, currency: USD}", BadAmount, "180'000", "", "write `180000`"),
        ("title: T\npay:\n  min: 180.000,50\n  currency: USD", BadAmount, "180.000,50", "", "write `180000.5`"),
        ("title: T\npay: {min: 180.000, currency: EUR}", BadAmount, "180.000", "is 180 as it stands", "write `180000`, or `180`"),
        ("title: T\npay: {min: $180000, currency: USD}", BadAmount, "$180000", "", "write `180000`"),
        ("title: T\npay: {min: USD 180000, currency: USD}", BadAmount, "USD 180000", "", "write `180000`"),
        ("title: T\npay: {min: 1.5m, currency: USD}", BadAmount, "1.5m", "", "write `1500000`"),
        ("title: T\npay: {min: a lot, currency: USD}", BadAmount, "a lot", "", "such as `180000`"),
        ("title: T\nday: 2026-13-01", BadDate, "2026-13-01", "must be a day of the calendar", "`01` to `12`"),
        ("title: T\nday: 2026-02-30", BadDate, "2026-02-30", "must be a day of the calendar", "28 days"),
        ("title: T\nday: 05/04/2026", BadDate, "05/04/2026", "year-month-day", "`2026-05-04` or `2026-04-05`"),
        ("title: T\nday: 2026-4-5", BadDate, "2026-4-5", "year-month-day", "write `2026-04-05`"),
        ("title: T\nevery: 6 months", BadDuration, "6 months", "must be a length of time", "write `6m`"),
        ("title: T\nevery: often", BadDuration, "often", "must be a length of time", "`180d`"),
        ("title: T\nid: Senior Engineer", BadId, "Senior Engineer", "`id` must be an id", "write `senior-engineer`"),
        ("title: T\ntype: phoen", UnknownChoice, "phoen", "can't be `phoen`", "did you mean `phone`?"),
        ("title: T\ntype: chat", UnknownChoice, "chat", "can't be `chat`", "write one of `phone`, `on-site`"),
        ("title: T\npay: {min: 1, currency: usd}", UnknownCurrency, "usd", "currency's code", "write `USD` (United States dollar)"),
        ("title: T\npay: {min: 1, currency: $}", UnknownCurrency, "$", "", "write `USD`"),
        ("title: T\npay: {min: 1, currency: €}", UnknownCurrency, "€", "", "write `EUR`"),
        ("title: T\npay: {min: 1, currency: US Dollar}", UnknownCurrency, "US Dollar", "", "write `USD`"),
        ("title: T\npay: {min: 1, currency: Fr.}", UnknownCurrency, "Fr.", "", "write `CHF`"),
        ("title: T\npay: {min: 1, currency: XAU}", UnknownCurrency, "XAU", "", ""),
    ]);
}

#[test]
fn mistakes_of_structure() {
    holds(&[
        ("id: a\ncount: 1", MissingField, "id", "`title` is missing", "add a line such as `title: …`"),
        ("{}", MissingField, "", "`title` is missing", ""),
        ("title:\nid: a", MissingField, "title", "`title` is empty", "title"),
        ("title: T\npay: {min: 1}", MissingField, "min", "`currency` of `pay` is missing", "`currency: USD`"),
        ("title: T\nsteps: [{minutes: 5}]", MissingField, "minutes", "`title` of item 1 of `steps`", ""),
        ("title: T\nsteps: []", MissingField, "[]", "`steps` is an empty list", "at least one item"),
        ("titel: T", UnknownKey, "titel", "this sample has no field `titel`", "did you mean `title`?"),
        ("title: T\nnew: x", UnknownKey, "new", "this sample has no field `new`", "the fields are `id`, `title`"),
        ("<<: x\n", WrongType, "<<", "takes in the fields of another group of keys, but here is `x`", "<<: *name"),
        ("title: T\nsteps:\n  - &s {title: A, minutes: 4}\n  - {<<: *s, title: B}\n", OutOfRange, "4", "step `A`", ""),
        ("title: T\nsteps:\n  - &s {title: A, minutes: 5}\n  - {<<: *s, titel: B}\n", UnknownKey, "titel", "no field `titel`", "title"),
        ("title: T\ncount: [1]", WrongType, "[1]", "must be a whole number, but here is a list", "one value"),
        ("title: T\ncount: {a: 1}", WrongType, "{a: 1}", "but here is a group of keys", ""),
        ("title: [Draft]", WrongType, "[Draft]", "`title` must be text, but here is a list", "\"[Draft]\""),
        ("title: T\ntags:\n  - Skills: good\n", WrongType, "Skills: good", "item 1 of `tags`", "\"Skills: good\""),
        ("title: T\ntags: a, b", WrongType, "a, b", "must be a list, but here is `a, b`", "write `[a, b]`"),
        ("title: T\ntags:\n  - a\n  - ~\n", WrongType, "~", "item 2 of `tags` is empty", ""),
        ("title: T\npay: 7", WrongType, "7", "must be a group of keys, but here is `7`", "`name: value`"),
        ("title: T\npay: [a]", WrongType, "[a]", "must be a group of keys, but here is a list", "without `- `"),
        ("title: T\nby_level: {12: b}", OutOfRange, "12", "the key `12` of `by_level` must be from 1 to 9", ""),
        ("title: T\n? [a]\n: b\n", WrongType, "[a]", "a key must be text, but here is a list", ""),
        ("7", WrongType, "7", "the file must be a group of keys, but here is `7`", ""),
    ]);
}

#[test]
fn a_key_that_stands_twice_names_the_first() {
    for (text, first) in [("title: T\nid: a\ntitle: U", 0), ("title: T\nby_level: {1: b, 01: c}", 20)] {
        let found = mistakes(text);
        assert_eq!((found.len(), found[0].code), (1, DuplicateKey), "{text:?}");
        let (place, label) = found[0].related.clone().unwrap();
        assert_eq!((place.span.unwrap().0, label.as_str()), (first, "the first one is here"), "{text:?}");
    }
}

#[test]
fn three_mistakes_are_all_found_in_their_order() {
    let text = "title: T\nday: 05/04/2026\npay:\n  min: 180k\n  max: 2\n  currency: eur\n";
    let found = mistakes(text);
    let codes: Vec<_> = found.iter().map(|diagnostic| (diagnostic.code, marked(text, diagnostic))).collect();
    assert_eq!(codes, [(BadDate, "05/04/2026"), (BadAmount, "180k"), (UnknownCurrency, "eur")]);
    let moved = read::<Sample>(&file(), text, 4).diagnostics;
    assert_eq!(moved[0].place.span, found[0].place.span.map(|(start, end)| (start + 4, end + 4)));
}

const TWO_STEPS: &str = "title: T\nsteps:\n  - title: A\n    minutes: 5\n  title: B\n    minutes: 6\n";

#[test]
fn mistakes_of_yaml() {
    holds(&[
        ("title:T\nid: x", YamlSyntax, ":", "a space is missing after the colon", "write `title: T`"),
        ("id: x\ntitle:T\n", YamlSyntax, ":", "a space is missing after the colon", "write `title: T`"),
        ("title: Interview: how to\nid: x", YamlSyntax, "Interview: how to", "colon and a space", "write `title: \"Interview: how to\"`"),
        ("title: T\ntags:\n- a: b: c\n", YamlSyntax, "b: c", "colon and a space", "\"b: c\""),
        ("title: @x", YamlSyntax, "@x", "begins with `@`", "write `title: \"@x\"`"),
        ("title: T\ntags:\n- @a\n", YamlSyntax, "@a", "begins with `@`", "\"@a\""),
        ("title: `x`", YamlSyntax, "`x`", "a backtick", "\"`x`\""),
        ("title: %x", YamlSyntax, "%x", "begins with `%`", "\"%x\""),
        ("title: *bold* x", YamlSyntax, "*bold* x", "begins with `*`", "write `title: \"*bold* x\"`"),
        ("title: !important x", YamlSyntax, "!important x", "begins with `!`", "\"!important x\""),
        ("title: >100k\n", YamlSyntax, ">100k", "begins with `>`", "\">100k\""),
        ("title: ]x", YamlSyntax, "]x", "begins with `]`", ""),
        ("title: [Draft] Plan\nid: x", YamlSyntax, "[Draft] Plan", "begins with `[`", "\"[Draft] Plan\""),
        ("title: {x} y\n", YamlSyntax, "{x} y", "begins with `{`", ""),
        ("title: T\nbody: [x](y)\nid: x", YamlSyntax, "[x](y)", "begins with `[`", ""),
        ("title: [x\nid: y\n", YamlSyntax, "[x", "has no `]`", "\"[x\""),
        ("{title: T, id: x", YamlSyntax, "{title: T, id: x", "has no `}`", "write `}` at its end"),
        ("title: \"x\nid: y\n", YamlSyntax, "\"x", "has no closing \"", "'\"x'"),
        ("title: 'Tis\nid: x\n", YamlSyntax, "'Tis", "has no closing '", "\"'Tis\""),
        ("title: \"x\" y\n", YamlSyntax, "\"x\" y", "after its closing quote", "'\"x\" y'"),
        ("title: 'it's'\n", YamlSyntax, "'it's'", "after its closing quote", "\"'it's'\""),
        ("title: \"C:\\path\"\n", YamlSyntax, "\\p", "backslash", "single quotes"),
        ("title: T\n  id: x\n", YamlSyntax, "id: x", "this line is indented too far", "begin it in column 1"),
        (
            "title: T\nsteps:\n  - title: A\n     minutes: 5\n",
            YamlSyntax,
            "minutes: 5",
            "this line is indented too far",
            "begin it in column 5",
        ),
        ("title: T\ntags:\n  - a\n - b\n", YamlSyntax, "- b", "this line is indented too little", "begin it in column 3"),
        ("- a\nb: c", YamlSyntax, "b: c", "side by side", ""),
        ("title: - a", YamlSyntax, "- a", "can't begin on the line of its key", "next line"),
        ("title: T\nfoo\nid: x\n", YamlSyntax, "foo", "there is no colon after `foo`", "write `foo:`; text that goes on"),
        ("  title: T\nid: x\n", YamlSyntax, "id: x", "this line is indented too little", "begin it in column 3"),
        ("title T\nid: x\n", YamlSyntax, "title", "there is no colon after `title`", "write `title: T`"),
        ("title: T\ntags\n  - a\n  - b\n", YamlSyntax, "tags", "there is no colon after `tags`", "write `tags:`"),
        ("title: T\ntags:\n  - a\n  b\n  - c\n", YamlSyntax, "b", "there is no dash before this item", "write `- b`"),
        (TWO_STEPS, YamlSyntax, "title: B", "there is no dash before this item", "write `- title: B`"),
        ("title: T\nbody: |\n  a\n\n b\nid: x\n", YamlSyntax, "b", "this line has no key and colon", "begin it in column 3"),
        (
            "title: T\nsteps:\n  - title: A\n    minutes: 5\n    title: B\n    minutes: 6\n",
            DuplicateKey,
            "title",
            "stands twice",
            "write `- title: …`",
        ),
        ("title: T\npay:\n  min: 1\n  max: 2\n currency: USD\n", YamlSyntax, "currency: USD", "too little", "column 3"),
        ("title: T\n---\nid: x\n", YamlSyntax, "---", "a second document begins here", "`---`"),
        ("title: a\u{2028}b", YamlSyntax, "\u{2028}", "an invisible character (U+2028)", "delete it"),
        ("title: T\u{7}", YamlSyntax, "\u{7}", "an invisible character (U+0007)", "delete it"),
        ("title: T\ntags:\n\t- a\n", YamlTab, "\t", "a tab can't indent a line", "use two spaces"),
        ("title: T\npay:\n  min: 1\n\t\tcurrency: USD\n", YamlTab, "\t\t", "a tab can't indent a line", "use two spaces"),
        ("title: T\nbody: |\n\tx\n", YamlTab, "\t", "a tab can't indent a line", "use two spaces"),
        ("\ttitle: T", YamlTab, "\t", "a tab can't indent a line", "use two spaces"),
        ("title: &a [*a]", YamlSyntax, "*a]", "this alias stands for too much, or for itself", "write its value out"),
        ("title: *x\n", YamlSyntax, "*x", "begins with `*`", "\"*x\""),
    ]);
}

/// After a mistake of syntax the rest is read, and what it hides isn't missed.
#[test]
fn mistakes_after_mistakes() {
    let cases: [(&str, &[&str]); 18] = [
        ("title: T\ntags: [*a, `b`, c, !d, @e]\ncount: x\n", &["*a", "`b`", "!d", "@e", "x"]),
        ("title: When: now?\nid: x: y\nanser: z\n", &["When: now?", "x: y", "anser"]),
        ("title: T\ntags:\n  - @a\n  - *b\n  - `c`\n  - !d\ncount: x\n", &["@a", "*b", "`c`", "!d", "x"]),
        ("title: T\nline: 'a\nb'\ncount: x\n", &["'a", "x"]),
        ("title: T\npay:\n  min: 1\n\tcurrency: USD\ncolour: red\n", &["\t", "colour"]),
        ("pay:\n\tmin: x\n\tcurrency: USD\ntitle: T\n", &["\t", "x"]),
        ("titel: T\ncount: \"x\nid: y\nwhole: z\n", &["titel", "\"x", "z"]),
        ("title: T\nbody: We ask: why\n  and then: how\ncount: x\n", &["We ask: why", "x"]),
        ("title: T\ntags: [a,\n  b\ncount: x\n", &["[a,", "x"]),
        ("title: T\ntags:\n  - a\n - b\ncount: x\n", &["- b", "x"]),
        ("title: T\nfoo\ncount: x\n", &["foo", "x"]),
        ("title: T\ntags\n  - a\nid: A B\n", &["tags", "A B"]),
        ("titel: T\nsteps:\n\t- title: A\n\t\tminutes: x\n\t- title: B\n\t  minuts: 5\n", &["titel", "\t", "x", "minuts"]),
        ("title: T\nsteps:\n  - title: A\n    minutes: 5\n    title: B\n    minuts: 6\ncount: x\n", &["title", "minuts", "x"]),
        ("id: x\n  title: T\ncount: x\n", &["title: T", "x"]),
        ("title: \"C:\\path\"\nid: A b\n", &["\\p", "A b"]),
        ("title: T\u{7}\ncount: \u{7}x\n", &["\u{7}", "\u{7}", "x"]),
        ("title: T\n日本\ncount: x\n", &["日本", "x"]),
    ];
    for (text, places) in cases {
        let found = mistakes(text);
        let marks: Vec<&str> = found.iter().map(|diagnostic| marked(text, diagnostic)).collect();
        assert_eq!(marks, places, "{text:?}: {found:#?}");
    }
}
