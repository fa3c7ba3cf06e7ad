//! The fast reading and the tolerant one take the same texts and give the same values.

use super::*;

/// Texts of a sample, valid and not, for every type of field and every way to write a scalar.
pub(super) const TEXTS: &[&str] = &[
    "",
    "# nothing\n",
    "---\n",
    "~",
    "null",
    "{}",
    "[]",
    "text",
    "title: T",
    "title: T\n",
    "---\ntitle: T\n...\n",
    "--- # x\ntitle: T\n",
    "title: T\n---\ntitle: U\n",
    "\u{feff}title: T\n",
    "title: 1.10",
    "title: yes",
    "title: true",
    "title: 2026-01-01",
    "title: 0x10",
    "title: null",
    "title: ~",
    "title:",
    "title: \"\"",
    "title: ' '",
    "title: |\n\n",
    "title: T\nbody: ''",
    "title: T\nline: \" \"",
    "title: T\nnotes: ''",
    "title: T\nnotes: [a, '']",
    "title: T\nowners: ''",
    "title: T\nasks: [a, '']",
    "title: T\nasks: [{ask: ' '}]",
    "title: T\nsteps: [{title: '', minutes: 5}]",
    "title: T\nby_level: {1: ''}",
    "title: 'null'",
    "title: \"~\"",
    "title: \"a\\tb\\u00e9\\x41\\\n  c\"",
    "title: 'it''s'",
    "title: a\n  b\n\n  c",
    "title: |\n  a\n   b\n\n  c\n\n",
    "title: |-\n  a\n",
    "title: |+\n  a\n\n",
    "title: |\n  a",
    "title: >\n  a\n  b\n\n  c\n   d\n",
    "title: >-\n  a",
    "title: [a]",
    "title: {a: b}",
    "title: T # no\n",
    "title: T#yes\n",
    "title: http://x.y/z\n",
    "title: &x T\nline: *x\n",
    "title: &x |\n  a\nline: *x\n",
    "title: *x\n",
    "title: &x # c\n  T\nline: *x\n",
    "title: &x\n  |\n  T\nline: *x\n",
    "title: T\nline: \"a\\\n  \n  - c\"",
    "title: |\n  a\n  - \n",
    "title: !important T\n",
    "title: !!str 1\n",
    "title: Wow ! yes\n",
    "title: ! x\n",
    "title: T\ntitle: T\n",
    "\"title\": T\n",
    "? title\n: T\n",
    "? [title]\n: T\n",
    "title: T\n<<: {id: x}\n",
    "title: T\n<<: {title: U, id: x}\n",
    "title: T\n<<: [{id: x}, {id: y, count: 1}]\n",
    "title: T\n<<: x\n",
    "title: T\n<<: [x]\n",
    "title: T\n<<:\n",
    "title: T\n<<: {titel: x}\n",
    "title: <<\n",
    "title: T\n\"<<\": {id: x}\n",
    "title: T\nby_level: {<<: {1: a}, 2: b}\n",
    "title: T\nsteps:\n  - &s {title: A, minutes: 45}\n  - <<: *s\n    title: B\n",
    "{title: T, id: x}",
    "{title: T, id: x, tags: [a, b,], by_level: {1: a}}",
    "title: T\nid: senior-engineer",
    "title: T\nid: 1a_b",
    "title: T\nid: été",
    "title: T\nid: Été",
    "title: T\nid: -a",
    "title: T\nid: 2026",
    "title: T\nid: a b",
    "title: T\nid: \"\"",
    "title: T\ntype: phone",
    "title: T\ntype: \"on-site\"",
    "title: T\ntype: Phone",
    "title: T\ntype: [phone]",
    "title: T\ntype: {phone: 1}",
    "title: T\nbody: |\n  # H\n\n  - a\n",
    "title: T\nremote: true",
    "title: T\nremote: False",
    "title: T\nremote: \"true\"",
    "title: T\nremote: yes",
    "title: T\nremote: 1",
    "title: T\ncount: 0",
    "title: T\ncount: -1",
    "title: T\ncount: +7",
    "title: T\ncount: 007",
    "title: T\ncount: 4294967295",
    "title: T\ncount: 4294967296",
    "title: T\ncount: 0x10",
    "title: T\ncount: 0o7",
    "title: T\ncount: 1_000",
    "title: T\ncount: 1.0",
    "title: T\ncount: 1e3",
    "title: T\ncount: \"12\"",
    "title: T\nwhole: -9223372036854775808",
    "title: T\nwhole: 9223372036854775808",
    "title: T\npercent: 12.5",
    "title: T\npercent: 0.0001",
    "title: T\npercent: 0.00001",
    "title: T\npercent: 1.00000",
    "title: T\npercent: -0",
    "title: T\npercent: .5",
    "title: T\npercent: 5.",
    "title: T\npercent: 922337203685477.5807",
    "title: T\npercent: 922337203685477.5808",
    "title: T\npercent: 123456789012345.6789",
    "title: T\npercent: .inf",
    "title: T\npercent: .nan",
    "title: T\npercent: 1e3",
    "title: T\npercent: '7'",
    "title: T\npercent: 75%",
    "title: T\npay: {min: 62.50, currency: USD}",
    "title: T\npay:\n  min: 180000\n  max: 180000.25\n  currency: JPY\n",
    "title: T\npay:\n  min: 180,000\n  currency: usd\n",
    "title: T\npay: {min: 1}",
    "title: T\npay: {min: 1, currency: XAU}",
    "title: T\npay:",
    "title: T\npay: {}",
    "title: T\npay: []",
    "title: T\npay: 7",
    "title: T\nday: 2026-04-05",
    "title: T\nday: \"2026-04-05\"",
    "title: T\nday: 2026-4-5",
    "title: T\nday: 2026-02-30",
    "title: T\nday: 20260405",
    "title: T\nevery: 6m",
    "title: T\nevery: 6 m",
    "title: T\nevery: 90",
    "title: T\ntags:",
    "title: T\ntags: []",
    "title: T\ntags: a",
    "title: T\ntags: [1.10, yes, 2026-01-01, 0x1F]",
    "title: T\ntags:\n- a\n- b\n",
    "title: T\ntags:\n  - a\n  -\n",
    "title: T\ntags:\n  - ~\n",
    "title: T\ntags:\n  - null\n  - 'null'\n",
    "title: T\ntags:\n  - a: b\n",
    "title: T\nsteps:\n  - title: A\n    minutes: 45\n  - {title: B, minutes: 5}\n",
    "title: T\nsteps: []",
    "title: T\nsteps: {}",
    "title: T\nsteps:\n  - title: A\n    minutes: 4\n",
    "title: T\nsteps:\n  - title: A\n    minutes: 45\n    minutes: 46\n",
    "title: T\nsteps:\n  - &s {title: A, minutes: 45}\n  - *s\n",
    "title: T\nowners: anna",
    "title: T\nowners: [anna, bob]",
    "title: T\nowners: []",
    "title: T\nowners: Anna",
    "title: T\nowners: 2026",
    "title: T\nowners: {a: b}",
    "title: T\nowners:\n",
    "title: T\nnotes: 1.10",
    "title: T\nnotes: true",
    "title: T\nnotes: '1.10'",
    "title: T\nnotes: |\n  a\n",
    "title: T\nnotes: [1.10]",
    "title: T\nasks: [a, {ask: b}, {if: c, ask: d, times: [1]}]",
    "title: T\nasks:\n  - |\n    a\n  - if: b\n    ask: c\n",
    "title: T\nasks: [{if: c}]",
    "title: T\nasks: [{ask: c, asked: d}]",
    "title: T\nasks: [[a]]",
    "title: T\nasks: [~]",
    "title: T\nasks: a",
    "title: T\nby_id: {b: {min: 1, currency: EUR}, a: {min: 2, currency: EUR}}",
    "title: T\nby_id: {b: {min: 1, currency: EUR}, b: {min: 2, currency: EUR}}",
    "title: T\nby_id: {B: {min: 1, currency: EUR}}",
    "title: T\nby_id: {b: }",
    "title: T\nby_id: {}",
    "title: T\nby_id: []",
    "title: T\nby_level: {2: b, 1: a, '3': c}",
    "title: T\nby_level: {1: b, 01: a}",
    "title: T\nby_level: {10: b}",
    "title: T\nby_level: {~: b}",
    "title: T\nby_level: {[1]: b}",
    "title: T\nby_kind: {on-site: [1], phone: [2, 3]}",
    "title: T\nby_kind: {on-site: , phone: [2, 3]}",
    "title: T\nby_kind: {chat: [1]}",
    "title: T\nnew: x",
    "title: T\n  id: x",
    "title: T\n\tid: x",
    "title: \"T",
    "title: a: b",
    "title:a\nid: b",
    "- title: T",
    "title: T\r\nbody: |\r\n  a\r\n  b\r\n",
    "title: a\\b\nline: \"a\\qb\"",
    "title: \u{7}",
    "title: a\u{a0}b",
];

/// The fast reading alone; it may leave scalars of one-or-more to the tolerant one.
pub(super) fn fast(text: &str) -> Option<Datum> {
    Some(serde_yaml::from_str::<Slot<Sample>>(text).ok()?.0?.datum())
}

#[test]
fn the_two_readings_agree() {
    let lone_numbers = ["title: T\nnotes: 1.10", "title: T\nnotes: true", "title: T\nowners: 2026"];
    for text in TEXTS {
        let tolerant = read_shape(&file(), text, 0, &Sample::shape());
        assert_eq!(tolerant.value.is_none(), !tolerant.diagnostics.is_empty(), "{text:?}");
        let both = read::<Sample>(&file(), text, 0);
        assert!(both.value.is_some() || !both.diagnostics.is_empty(), "{text:?}");
        assert_eq!(
            both.value.filter(|_| both.diagnostics.is_empty()).map(|sample| sample.datum()),
            tolerant.value,
            "{text:?}: {:?}",
            tolerant.diagnostics
        );
        let drops_tag = text.contains(": !i") || text.contains(": !!") || text.contains(": ! ");
        // The fast reading can't merge groups of keys, and isn't taken where there may be some.
        if !drops_tag && !text.contains("<<") && !lone_numbers.contains(text) {
            assert_eq!(fast(text), tolerant.value, "{text:?}: {:?}", tolerant.diagnostics);
        }
    }
}

#[test]
fn merged_groups_are_as_they_would_be_written_out() {
    for (merged, written_out) in [
        ("title: T\n<<: {title: U, id: x}\n", "title: T\nid: x\n"),
        ("<<: [{id: x}, {id: y, count: 1}]\ntitle: T\n", "title: T\nid: x\ncount: 1\n"),
        ("<<: {id: x}\n<<: {id: y, count: 1}\ntitle: T\n", "title: T\nid: x\ncount: 1\n"),
        ("title: T\nby_level: {<<: {1: a, 2: c}, 2: b}\n", "title: T\nby_level: {1: a, 2: b}\n"),
        (
            "title: T\nsteps:\n  - &s {title: A, minutes: 45}\n  - <<: *s\n    title: B\n",
            "title: T\nsteps: [{title: A, minutes: 45}, {title: B, minutes: 45}]\n",
        ),
        (
            "title: T\nsteps:\n  - &s {title: A, minutes: 45}\n  - &t {<<: *s, title: B}\n  - {<<: *t, minutes: 5}\n",
            "title: T\nsteps: [{title: A, minutes: 45}, {title: B, minutes: 45}, {title: B, minutes: 5}]\n",
        ),
        ("title: <<\n", "title: \"<<\"\n"),
    ] {
        let [merged, written_out] = [merged, written_out].map(|text| read::<Sample>(&file(), text, 0));
        assert_eq!(merged.diagnostics, []);
        assert_eq!(merged.value, written_out.value);
    }
    let [merged, written_out] = ["a: &a {x: 1.50, y: b}\nb: {<<: *a, y: c}\n", "a: {x: 1.50, y: b}\nb: {y: c, x: 1.50}\n"]
        .map(|text| read::<Anything>(&file(), text, 0).value);
    assert_eq!(merged, written_out);
}

#[test]
fn text_is_taken_exactly_as_written() {
    for (written, taken) in
        [("1.10", "1.10"), ("yes", "yes"), ("2026-01-01", "2026-01-01"), ("0x10", "0x10"), ("'null'", "null"), ("True", "True")]
    {
        let sample = read::<Sample>(&file(), &format!("title: {written}\nnotes: {written}\n"), 0).value.unwrap();
        assert_eq!((&*sample.title, &*sample.notes.unwrap()[0]), (taken, taken));
    }
}

#[test]
fn a_text_without_a_value_is_an_empty_record() {
    record! {
        /// Settings.
        struct Settings as "settings" {
            /// Words.
            tags: Vec<String>,
            /// A title.
            title: Option<String>,
        }
    }
    for text in ["", "# comment\n", "---\n", "~\n", "{}"] {
        assert_eq!(read::<Settings>(&file(), text, 0).value, Some(Settings { tags: Vec::new(), title: None }), "{text:?}");
    }
    assert_eq!(read::<Vec<String>>(&file(), "# none\n", 0).value, Some(Vec::new()));
    assert_eq!(read::<String>(&file(), "", 0).diagnostics.len(), 1);
    let missing = mistakes("# nothing\n");
    assert_eq!((missing.len(), missing[0].place.span), (1, Some((0, 0))));
}

#[test]
fn a_shape_known_only_at_run_time_takes_anything() {
    let text = "b: 1\na: [true, 1.50, 007, x, ~, \"1\", {k: v}]\n";
    let datum = read_shape(&file(), text, 0, &Shape::Any).value.unwrap();
    let list = Datum::List(vec![
        Datum::Bool(true),
        Datum::Number("1.5".parse().unwrap()),
        Datum::Text("007".into()),
        Datum::Text("x".into()),
        Datum::Null,
        Datum::Text("1".into()),
        Datum::Map(vec![("k".into(), Datum::Text("v".into()))]),
    ]);
    assert_eq!(datum, Datum::Map(vec![("b".into(), Datum::Integer(1)), ("a".into(), list)]));
    assert_eq!(read_shape(&file(), "a: 1\na: 2", 0, &Shape::Any).diagnostics.len(), 1);
}

#[test]
fn anything_is_the_same_in_both_readings() {
    for written in [
        "1",
        "-1",
        "+5",
        "007",
        "0x1F",
        "0o17",
        "1_000",
        "1.50",
        "1e3",
        ".5",
        "5.",
        "1.23456",
        ".inf",
        "-.INF",
        ".nan",
        "true",
        "True",
        "yes",
        "~",
        "null",
        "\"1\"",
        "'true'",
        "2026-04-05",
        "99999999999999999999",
        "18446744073709551615",
        "-9223372036854775809",
        "a",
        "-",
        "--",
        "-a",
        "1.2.3",
        "12:30",
        "[1, a, {b: c}]",
        "|\n  1\n",
        "",
    ] {
        let text = format!("x: {written}\n");
        let fast = serde_yaml::from_str::<Slot<Anything>>(&text).ok().and_then(|slot| slot.0).map(|anything| anything.0);
        assert_eq!(fast, read_shape(&file(), &text, 0, &Shape::Any).value, "{text:?}");
        // What has `<<` in it is read by the tolerant reading alone.
        let replayed = read::<Anything>(&file(), &format!("{text}#<<\n"), 0).value.map(|anything| anything.0);
        assert_eq!(replayed, fast, "{text:?}");
    }
    assert_eq!(read::<Anything>(&file(), "", 0).value, Some(Anything(Datum::Null)));
    let json = serde_json::to_string(&read::<Anything>(&file(), "b: [1, 2.5, x, ~]\na: true\n", 0).value.unwrap().0).unwrap();
    assert_eq!(json, r#"{"b":[1,2.5,"x",null],"a":true}"#);
}

#[test]
fn a_record_of_one_field_is_as_strict_as_any() {
    struct Tags(Vec<String>);
    impl Field for Tags {
        fn shape() -> Shape {
            let of = Box::new(Shape::Text);
            let field = FieldShape {
                name: "tags".into(),
                shape: Shape::List { of, at_least: 0 },
                required: false,
                about: "".into(),
                example: None,
            };
            Shape::Record(RecordShape { name: "tags".into(), about: "".into(), fields: vec![field] })
        }
        fn read<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            read_only_field(deserializer, "tags").map(Self)
        }
        fn datum(&self) -> Datum {
            Datum::Map(vec![("tags".into(), self.0.datum())])
        }
    }
    for text in ["", "tags:", "tags: [a]", "{}", "tags: [a]\ntags: [b]", "tag: [a]", "tags: a", "[]"] {
        let reading = read::<Tags>(&file(), text, 0);
        let shaped = read_shape(&file(), text, 0, &Tags::shape());
        assert_eq!(reading.value.filter(|_| reading.diagnostics.is_empty()).map(|tags| tags.datum()), shaped.value, "{text:?}");
        assert_eq!(reading.diagnostics, shaped.diagnostics, "{text:?}");
    }
}

#[test]
fn exact_numbers_stay_exact() {
    for (written, count) in [
        ("62.50", 625_000),
        ("180000", 1_800_000_000),
        ("-20", -200_000),
        ("0.0001", 1),
        ("123456789012345.6789", 1_234_567_890_123_456_789),
    ] {
        let sample = read::<Sample>(&file(), &format!("title: T\npercent: {written}"), 0).value.unwrap();
        assert_eq!(sample.percent.map(Decimal::ten_thousandths), Some(count), "{written}");
    }
    for (count, shown) in [(625_000, "62.5"), (-1, "-0.0001"), (i64::MIN, "-922337203685477.5808"), (0, "0")] {
        assert_eq!(Decimal::from_ten_thousandths(count).to_string(), shown);
        assert_eq!(shown.parse::<Decimal>().unwrap().ten_thousandths(), count);
    }
}
