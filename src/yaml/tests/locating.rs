//! The places of keys, values and parts of values.

use super::*;

fn within<'a>(yaml: &'a str, path: &FieldPath, part: &str) -> &'a str {
    let value = match read_shape(&file(), yaml, 0, &Shape::Any).value.unwrap() {
        Datum::Map(entries) => entries.into_iter().next().unwrap().1,
        other => other,
    };
    let text = value.as_text().unwrap_or_else(|| panic!("{value:?}"));
    let at = text.find(part).unwrap_or_else(|| panic!("{part:?} in {text:?}"));
    &yaml[Locator::new(yaml, 0).within(path, at..at + part.len())]
}

#[test]
fn a_part_of_a_value_is_found_in_every_style() {
    for (yaml, part, source) in [
        ("a: see here now # c", "here", "here"),
        ("é: näh hier\n", "hier", "hier"),
        ("a: one\n   two\n\n   three", "two", "two"),
        ("a: one\n   two\n\n   three", "three", "three"),
        ("a: one\n   two", "one two", "one\n   two"),
        ("a: 'it''s here'", "here", "here"),
        ("a: 'it''s here'", "'", "''"),
        ("a: 'one\n\n  two  \n  three'", "three", "three"),
        ("a: \"tab\\there \\u00e9 é\\x21\" # c", "here", "here"),
        ("a: \"tab\\there \\u00e9 é\\x21\"", "é", "\\u00e9"),
        ("a: \"tab\\there \\u00e9 é\\x21\"", "é!", "é\\x21"),
        ("a: \"one \\\n   two\\\n   three\"", "two", "two"),
        ("a: \"one \\\n   two\\\n   three\"", "three", "three"),
        ("a: \"one\n\n  two\"", "two", "two"),
        ("a: |\n  one\n    two\n\n  three\n", "two", "two"),
        ("a: |\n  one\n    two\n\n  three\n", "  two", "  two"),
        ("a: |\n  one\n    two\n\n  three\n", "three", "three"),
        ("a: |\n  one\n    two\n\n  three\n", "one\n  two", "one\n    two"),
        ("a: |2\n     one\n   two\n", "two", "two"),
        ("a: |2\n     one\n   two\n", "   one", "   one"),
        ("a: |+\n\n\n  one\n\n\nb: c", "one", "one"),
        ("a: |-\n  one\n  two", "two", "two"),
        ("a: | # c\r\n  one\r\n  two\r\n", "two", "two"),
        ("a: &x |\n  one\n  two\n", "two", "two"),
        ("a: &x\n  'one two'\n", "two", "two"),
        ("a: >\n  one\n  two\n\n  three\n   four\n  five\n", "two", "two"),
        ("a: >\n  one\n  two\n\n  three\n   four\n  five\n", "three", "three"),
        ("a: >\n  one\n  two\n\n  three\n   four\n  five\n", " four", " four"),
        ("a: >\n  one\n  two\n\n  three\n   four\n  five\n", "five", "five"),
        ("a: >-\n\n  one\n\n\n  two\n\n", "two", "two"),
        ("a: &x # c\n  one two\n", "two", "two"),
        ("a: &x\n  |\n  one\n  two\n", "two", "two"),
        ("a: |\n  one\n  - \n", "one", "one"),
        ("a: \"one\\\n  \n  two\"", "two", "two"),
        ("a: one\n\n  two\u{a0}\n", "two", "two"),
        ("a: |\n      deep é x\n      two\n", "two", "two"),
    ] {
        assert_eq!(within(yaml, &FieldPath::key(yaml.split(':').next().unwrap()), part), source, "{yaml:?}");
    }
    assert_eq!(within("just text", &FieldPath::default(), "text"), "text");
}

#[test]
fn a_value_alone_is_the_place_of_the_record_that_it_stands_for() {
    let path = FieldPath::key("asks").item(0).then("ask");
    for yaml in ["asks: [What else?]", "asks:\n  - {ask: What else?}\n"] {
        let text = "What else?";
        assert_eq!(&yaml[Locator::new(yaml, 0).within(&path, 5..9)], "else", "{yaml:?}");
        assert_eq!(&yaml[Locator::new(yaml, 0).field(&path)], text, "{yaml:?}");
    }
}

#[test]
fn an_alias_and_a_place_beyond_the_end_are_the_whole_value() {
    let yaml = "a: &x one\nb: *x\n";
    let locator = Locator::new(yaml, 0);
    assert_eq!(&yaml[locator.within(&FieldPath::key("b"), 1..2)], "*x");
    assert_eq!(&yaml[locator.field(&FieldPath::key("a"))], "one");
    assert_eq!(locator.within(&FieldPath::key("a"), 90..99), 9..9);
    assert_eq!(locator.within(&FieldPath::key("a"), 1..1), 7..7);
}

#[test]
fn keys_and_values_are_found_where_they_stand_in_the_file() {
    let yaml = "title: Größe\nsteps:\n  - title: A # c\n    minutes: 5\n  - {title: \"B\", minutes: 6}\nowners: anna\n";
    let front_matter = format!("---\n{yaml}---\n");
    let locator = Locator::new(yaml, 4);
    let field = |path: FieldPath| &front_matter[locator.field(&path)];
    let key = |path: FieldPath| &front_matter[locator.key(&path)];
    assert_eq!(field(FieldPath::key("title")), "Größe");
    assert_eq!(key(FieldPath::key("title")), "title");
    assert_eq!(field(FieldPath::key("steps").item(0).then("minutes")), "5");
    assert_eq!(key(FieldPath::key("steps").item(0).then("minutes")), "minutes");
    assert_eq!(field(FieldPath::key("steps").item(0)), "title: A # c\n    minutes: 5");
    assert_eq!(field(FieldPath::key("steps").item(1)), "{title: \"B\", minutes: 6}");
    assert_eq!(field(FieldPath::key("steps").item(1).then("title")), "\"B\"");
    assert_eq!(key(FieldPath::key("steps").item(1)), "{title: \"B\", minutes: 6}");
    assert_eq!(field(FieldPath::key("owners").item(0)), "anna", "one item alone stands for a list");
    assert_eq!(&front_matter[locator.within(&FieldPath::key("owners").item(0), 1..3)], "nn");
    assert_eq!(locator.field(&FieldPath::key("nothing")), 4..4);
    assert_eq!(locator.within(&FieldPath::key("nothing"), 0..3), 4..4);
    assert_eq!(field(FieldPath::key("steps").item(0).then("nothing")), "title: A # c\n    minutes: 5");
}

#[test]
fn what_stands_before_a_mistake_is_found() {
    let yaml = "title: T\nsteps:\n  - title: A\n    minutes: @\n";
    let locator = Locator::new(yaml, 0);
    assert_eq!(&yaml[locator.field(&FieldPath::key("title"))], "T");
    assert_eq!(&yaml[locator.field(&FieldPath::key("steps").item(0).then("title"))], "A");
    assert_eq!(Locator::new("", 3).field(&FieldPath::key("title")), 3..3);
}

#[test]
fn a_byte_order_mark_is_skipped_and_counts_in_places() {
    let yaml = "\u{feff}title: One\ncount: x\n";
    let found = mistakes(yaml);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(marked(yaml, &found[0]), "x");
    let locator = Locator::new(yaml, 0);
    assert_eq!(&yaml[locator.key(&FieldPath::key("title"))], "title");
    assert_eq!(&yaml[locator.field(&FieldPath::key("count"))], "x");
    let words = read::<BTreeMap<String, String>>(&file(), "\u{feff}a: b\nc: d\n", 0);
    assert_eq!(words.value.map(|words| words.len()), Some(2), "{:?}", words.diagnostics);
    let datum = read_shape(&file(), "\u{feff}a: 1\nb: 2\n", 0, &Shape::Any);
    assert!(datum.value.is_some(), "{:?}", datum.diagnostics);
    let list = mistakes("\u{feff}- a\n- b\n");
    assert!(list.iter().any(|diagnostic| diagnostic.message.starts_with("the file")), "{list:?}");
}
