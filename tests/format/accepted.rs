//! What the reader takes, and the canonical form that comes of it.

use bmcanvas::format::{Access, Fingerprint, Remark, read, write};

/// Everything that the format knows, in canonical form.
pub(crate) const FULL: &str = r#"{
  "bmcanvas": 1,
  "kind": "business-model",
  "title": "AWS EC2, 2015",
  "designed_for": "Cloud strategy team",
  "designed_by": "Platform guild",
  "date": "2026-11-20",
  "iteration": 3,
  "conflicts": {
    "date": ["2026-11-19"],
    "notes/2/heat": [
      1,
      [2, 3]
    ],
    "title": ["AWS", "EC2"]
  },
  "x_flat": [1.10, "two", null, [], {}],
  "x_nested": {
    "list": [
      {
        "a": 1e400
      },
      [1, 2]
    ],
    "number": 123456789012345678901234567890
  },

  "notes": {

    "1c4m9xq2kd7r": {
      "block": "customer_segments",
      "rank": "Vk",
      "text": "Software developers",
      "color": "yellow",
      "tags": ["cloud", "dev"],
      "links": ["2", "gone"],
      "amount": "4.50 EUR/month x 300",
      "status": "untested",
      "horizon": "6-12 months"
    },

    "2": {
      "comments": {
        "6h2mq9v0xk4t": { "by": "Anna", "at": "2026-11-25T18:51:36Z", "text": "Who\npays?" },
        "9c0d": { "text": "Nobody", "resolved": "Ben", "mood": { "a": [1.0, { "b": [] }], "c": {} } },
        "~": ""
      },
      "review": {
        "Anna": "question",
        "Ben": "maybe",
        "Cleo": { "mark": "agree", "why": "so" },
        "~": ""
      },
      "votes": {
        "Anna": 2,
        "Ben": 1.0,
        "~": ""
      },
      "evidence": [
        "12 interviews: 9 would pay",
        "https://example.org/study",
        "~"
      ],
      "block": "no such block",
      "rank": "",
      "text": "Two\nlines, \"quoted\"; \u001b[31m",
      "tags": ["conflict"],
      "amount": "¥200 or so",
      "status": ["doubted", 1.50],
      "conflict_of": "1c4m9xq2kd7r",
      "heat": {
        "ann": 2
      }
    },

    "~": "keep this line last"
  }
}
"#;

const EMPTY: &str = r#"{
  "bmcanvas": 1,
  "kind": "business-model",
  "title": "",

  "notes": {

    "~": "keep this line last"
  }
}
"#;

/// Written by hand, and how many notes come of it.
pub(crate) const BY_HAND: [(&str, usize); 28] = [
    ("{}", 0),
    (" \t\r\n{}\n\n", 0),
    (r#"{"bmcanvas": 1.0, "kind": "swot"}"#, 0),
    (r#"{"notes": {}}"#, 0),
    (r#"{"notes": []}"#, 0),
    (r#"{"blocks": {}}"#, 0),
    (r#"{"iteration": 3}"#, 0),
    (r#"{"iteration": 3.0}"#, 0),
    (r#"{"iteration": "3"}"#, 0),
    (
        r#"{"$schema": "canvas.schema.json", "x": [1, {"y": null}]}"#,
        0,
    ),
    (r#"{"notes": {"any text": {"block": "channels"}}}"#, 1),
    (
        r#"{"notes": {"~": 7, "a": {"block": "b", "text": "t"}}}"#,
        1,
    ),
    (r#"{"notes": {"~": {"block": "b"}}}"#, 0),
    (
        r#"{"notes": {"a": {"block": "b", "id": 7, "color": "", "tags": []}}}"#,
        1,
    ),
    (r#"{"notes": {"a": {"block": "b", "tags": ["x", "x"]}}}"#, 1),
    (
        r#"{"notes": [{"block": "b", "text": "t"}, {"block": "b", "id": "a"}]}"#,
        2,
    ),
    (r#"{"notes": [{"block": "b", "id": "~"}]}"#, 1),
    (
        r#"{"blocks": {"channels": ["one", {"text": "two", "color": "red"}]}}"#,
        2,
    ),
    (r#"{"blocks": {"channels": ["one", "one", "one"]}}"#, 3),
    (
        r#"{"blocks": {"a": [{"id": "n", "block": "a", "rank": "V"}], "b": []}}"#,
        1,
    ),
    (
        r#"{"blocks": {"a": ["x"]}, "notes": {"n": {"block": "a"}}}"#,
        2,
    ),
    (
        r#"{"blocks": {"a": ["x"]}, "notes": [{"block": "a", "text": "x"}]}"#,
        2,
    ),
    (
        r#"{"notes": {"a": {"block": "b", "comments": "one", "review": "agree"}}}"#,
        1,
    ),
    (
        r#"{"notes": {"a": {"block": "b", "comments": ["x", "x", {"id": "~", "text": "y", "resolved": true}], "review": ["agree"]}}}"#,
        1,
    ),
    (
        r#"{"notes": {"a": {"block": "b", "comments": {"1": "x", "2": null, "3": 4, "~": {"text": [1]}}, "review": {"~": 1}}}}"#,
        1,
    ),
    (
        r#"{"notes": {"a": {"block": "b", "comments": {"": {"text": "x"}}, "review": null}}}"#,
        1,
    ),
    (
        r#"{"notes": {"a": {"block": "b", "votes": 3}, "b": {"block": "b", "votes": {"x": 1, "x": 2, "~": ""}}}}"#,
        2,
    ),
    (
        r#"{"blocks": {"b": [{"comments": [{"by": 7, "text": "x"}], "review": {"": 1}}]}}"#,
        1,
    ),
];

/// The texts of a block in their order.
fn texts(file: &str, block: &str) -> Vec<String> {
    let canvas = read(file.as_bytes()).unwrap().canvas;
    let ids = canvas.block(&block.into()).iter();
    ids.map(|id| canvas.note(id).unwrap().text.clone())
        .collect()
}

#[test]
fn writing_what_was_read_changes_no_byte() {
    for file in [FULL, EMPTY] {
        let read = read(file.as_bytes()).unwrap();
        assert_eq!(write(&read.canvas), file);
        assert_eq!((read.access, read.remarks), (Access::Full, vec![]));
        let prints = (
            Fingerprint::of(file.as_bytes()),
            Fingerprint::of(write(&read.canvas).as_bytes()),
        );
        assert_eq!(prints.0, prints.1);
    }
}

#[test]
fn an_empty_object_is_an_empty_canvas() {
    let read = read(b"{}").unwrap();
    assert_eq!(write(&read.canvas), EMPTY);
    assert_eq!(read.remarks, [Remark::VersionAdded, Remark::KindAdded]);
}

#[test]
fn what_people_write_is_read_and_then_written_in_canonical_form() {
    for (file, notes) in BY_HAND {
        let first = read(file.as_bytes()).unwrap_or_else(|broken| panic!("{file}: {broken}"));
        assert_eq!(first.canvas.len(), notes, "{file}");
        let again = read(write(&first.canvas).as_bytes()).unwrap();
        assert_eq!(
            (again.canvas, again.remarks),
            (first.canvas, vec![]),
            "{file}"
        );
    }
}

#[test]
fn unranked_notes_come_last_in_the_order_of_the_file() {
    let file = r#"{
        "blocks": {"b": ["one", {"text": "first", "rank": "B"}, "two"]},
        "notes": {
            "z": {"block": "b", "text": "three"},
            "y": {"block": "b", "text": "second", "rank": "zz"},
            "x": {"block": "b", "text": "four"}
        }
    }"#;
    assert_eq!(
        texts(file, "b"),
        ["first", "second", "one", "two", "three", "four"]
    );
    let remarks = read(file.as_bytes()).unwrap().remarks;
    let expected = [
        Remark::VersionAdded,
        Remark::KindAdded,
        Remark::FromBlocks(3),
        Remark::IdsAdded(3),
        Remark::RanksAdded(4),
    ];
    assert_eq!(remarks, expected);
}

#[test]
fn a_note_that_a_merge_left_twice_is_taken_once() {
    let note = r#""n": { "block": "b", "rank": "V", "text": "t" }"#;
    let other = r#""a": { "block": "b", "rank": "A", "text": "u" }"#;
    let file =
        format!(r#"{{ "bmcanvas": 1, "kind": "swot", "notes": {{ {note}, {other}, {note} }} }}"#);
    let read = read(file.as_bytes()).unwrap();
    assert_eq!(texts(&file, "b"), ["u", "t"]);
    assert_eq!(read.remarks, [Remark::Doubled(1)]);
    assert_eq!(
        read.remarks[0].to_string(),
        "1 note that stood there twice will stand once"
    );
}

#[test]
fn comments_are_read_whatever_their_form() {
    let said = |comments: &str| -> Vec<String> {
        let file = format!(
            r#"{{ "bmcanvas": 1, "kind": "swot", "notes": {{ "a": {{ "block": "b", "rank": "V", "comments": {comments} }} }} }}"#
        );
        let read = read(file.as_bytes()).unwrap();
        let usual: &[Remark] = if comments.contains("usual") {
            &[]
        } else {
            &[Remark::ReviewRewritten(1)]
        };
        assert_eq!(read.remarks, usual, "{comments}");
        let note = read.canvas.note(&"a".into()).unwrap();
        let mut said: Vec<String> = note
            .thread
            .iter()
            .map(|(_, c)| format!("{}:{}:{}", c.by, c.text, c.resolved))
            .collect();
        said.sort();
        said
    };
    assert_eq!(
        said(r#"{ "1": { "text": "usual" }, "~": "" }"#),
        [":usual:"]
    );
    assert_eq!(said(r#"{ "1": { "text": "usual" } }"#), [":usual:"]);
    assert_eq!(said(r#""x""#), [":x:"]);
    assert_eq!(said(r#"["x", null, 7]"#), [":7:", ":x:"]);
    assert_eq!(said(r#"["x", "x"]"#), [":x:", ":x:"]);
    let resolved = r#"[{ "by": "Anna", "text": "x", "resolved": true }]"#;
    assert_eq!(said(resolved), ["Anna:x:somebody"]);
    assert_eq!(
        said(r#"[{ "text": { "en": "x" } }]"#),
        [":{ \"en\": \"x\" }:"]
    );
    // A merge by lines can leave a comment twice.
    let twice = r#"{ "1": { "text": "x" }, "1": { "text": "x" }, "2": "y" }"#;
    assert_eq!(said(twice), [":x:", ":y:"]);
    let two = r#"{ "1": { "text": "x" }, "1": { "text": "y" } }"#;
    assert_eq!(said(two), [":x:", ":y:"]);
}

#[test]
fn comments_without_ids_get_the_same_ones_wherever_they_are_read() {
    let ids = |comments: &str| -> Vec<String> {
        let file =
            format!(r#"{{ "notes": {{ "a": {{ "block": "b", "comments": {comments} }} }} }}"#);
        let canvas = read(file.as_bytes()).unwrap().canvas;
        let note = canvas.note(&"a".into()).unwrap();
        note.thread
            .iter()
            .map(|(id, _)| id.as_str().to_owned())
            .collect()
    };
    assert_eq!(ids(r#"["x", "y"]"#), ids(r#"[{ "text": "y" }, "x"]"#));
    // Other programs and versions have to derive the very same.
    assert_eq!(ids(r#"["x", "x"]"#), ["cfwadwawjzzy", "rncs890d1nhc"]);
}

#[test]
fn every_remark_is_a_sentence_about_the_file() {
    let file = "\u{feff}{\"notes\": [\r{\"block\": \"b\"}], \"blocks\": {\"b\": [\"t\"]}}";
    let remarks = read(file.as_bytes()).unwrap().remarks;
    let said: Vec<String> = remarks.iter().map(ToString::to_string).collect();
    let expected = [
        "the byte order mark at its start goes",
        "its lines will end in LF, without CR",
        "it gets a line that states the format's version",
        "it gets a line that states its kind, business-model",
        "its array of 1 note becomes an object by id",
        "1 note listed under \"blocks\" will be in \"notes\"",
        "2 notes without an id will have one",
        "2 notes without a rank will have one",
    ];
    assert_eq!(said, expected);
}

#[test]
fn derived_ids_are_the_same_wherever_the_rest_changes() {
    let ids = |file: &str| -> Vec<String> {
        let canvas = read(file.as_bytes()).unwrap().canvas;
        canvas
            .block(&"b".into())
            .iter()
            .map(|id| id.as_str().to_owned())
            .collect()
    };
    let one = ids(r#"{"blocks": {"b": ["t", "t", "u"]}}"#);
    let other = ids(
        r#"{"title": "x", "notes": [{"block": "b", "text": "t"}, {"block": "b", "text": "t", "color": "red"}, {"block": "b", "text": "u"}]}"#,
    );
    assert_eq!(one, other);
    assert!(one.iter().all(|id| id.len() == 12));
}

#[test]
fn numbers_and_strings_of_unknown_fields_survive_to_the_letter() {
    for value in [
        "1.10",
        "1e400",
        "-0",
        "1E+2",
        "0.1000000000000000055511151231257827",
        "\"\\u0000\"",
    ] {
        let file = FULL.replace("[1, 2]", &format!("[{value}]"));
        assert_eq!(write(&read(file.as_bytes()).unwrap().canvas), file);
    }
}

#[test]
fn amounts_get_their_form_and_what_is_none_stays_to_the_letter() {
    for (written, kept, remarks) in [
        ("\"4.50 EUR/month x 300\"", "\"4.50 EUR/month x 300\"", 0),
        ("\"EUR 4,5 / month\"", "\"4.50 EUR/month\"", 1),
        ("\"12k eur\"", "\"12000 EUR once\"", 1),
        ("\"1.200 EUR\"", "\"1.200 EUR\"", 0),
        ("\"¥200/unit\"", "\"¥200/unit\"", 0),
        ("\"a lot\"", "\"a lot\"", 0),
        ("[1.50]", "[1.50]", 0),
        ("200", "200", 0),
    ] {
        let file = format!(
            r#"{{ "bmcanvas": 1, "kind": "swot", "notes": {{ "n": {{ "block": "b", "rank": "V", "amount": {written} }} }} }}"#
        );
        let read = read(file.as_bytes()).unwrap();
        let text = write(&read.canvas);
        assert!(text.contains(&format!("\"amount\": {kept}\n")), "{text}");
        assert_eq!(read.remarks.len(), remarks, "{written}");
        for remark in read.remarks {
            assert_eq!(
                remark.to_string(),
                "the amounts of 1 note get their usual form"
            );
        }
    }
}

#[test]
fn dots_get_their_form_from_whatever_stands_there() {
    for (written, kept, remarks) in [
        (r#"{ "Anna": 2, "~": "" }"#, r#"{ "Anna": 2, "~": "" }"#, 0),
        (r#"{ "Anna": 2 }"#, r#"{ "Anna": 2, "~": "" }"#, 0),
        (
            r#"{ "Anna": 2, "Anna": 3, "~": "" }"#,
            r#"{ "Anna": 3, "~": "" }"#,
            1,
        ),
        (
            r#"{ "Anna": "many", "~": 1 }"#,
            r#"{ "": 1, "Anna": "many", "~": "" }"#,
            0,
        ),
        ("4", r#"{ "": 4, "~": "" }"#, 1),
        ("null", "", 1),
        ("{}", "", 0),
    ] {
        let file = format!(
            r#"{{ "bmcanvas": 1, "kind": "swot", "notes": {{ "n": {{ "block": "b", "rank": "V", "votes": {written} }} }} }}"#
        );
        let read = read(file.as_bytes()).unwrap();
        let text = write(&read.canvas);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let kept = match kept {
            "" => String::new(),
            kept => format!("\"votes\": {kept},"),
        };
        assert!(lines.join(" ").contains(&kept), "{text}");
        assert_eq!(kept.is_empty(), !text.contains("votes"));
        assert_eq!(read.remarks.len(), remarks, "{written}");
    }
}

#[test]
fn evidence_gets_its_form_from_whatever_stands_there() {
    for (written, kept, remarks) in [
        (r#"["b", "a", "~"]"#, r#"["a", "b", "~"]"#, 0),
        (r#"["a"]"#, r#"["a", "~"]"#, 1),
        (r#""seen""#, r#"["seen", "~"]"#, 1),
        (r#"["", 1.50, "~"]"#, r#"["1.50", "~"]"#, 1),
        (r#"{ "by": "Ann" }"#, r#"["{ \"by\": \"Ann\" }", "~"]"#, 1),
        ("[]", "", 1),
        ("null", "", 1),
    ] {
        let file = format!(
            r#"{{ "bmcanvas": 1, "kind": "swot", "notes": {{ "n": {{ "block": "b", "rank": "V", "evidence": {written} }} }} }}"#
        );
        let read = read(file.as_bytes()).unwrap();
        let text = write(&read.canvas);
        let lines: Vec<&str> = text.lines().map(str::trim).collect();
        let evidence = lines.join(" ").replace("[ ", "[").replace(" ]", "]");
        let kept = match kept {
            "" => String::new(),
            kept => format!("\"evidence\": {kept},"),
        };
        assert!(evidence.contains(&kept), "{evidence}");
        assert_eq!(kept.is_empty(), !evidence.contains("evidence"));
        assert_eq!(read.remarks.len(), remarks, "{written}");
    }
}

#[test]
fn a_newer_version_is_read_as_far_as_it_is_understood() {
    let file = r#"{
        "bmcanvas": 2, "title": {"en": "Title"}, "date": "2030", "iteration": [1], "kind": null,
        "notes": {
            "a": {"block": "b", "text": "understood", "tags": {"x": 1}, "rank": 7},
            "b": {"text": "placed in another way"},
            "c": ["no object"]
        },
        "blocks": ["b", "c"]
    }"#;
    let read = read(file.as_bytes()).unwrap();
    assert_eq!(read.access, Access::ReadOnly(2));
    assert_eq!(read.canvas.header.date, "2030");
    assert_eq!(texts(file, "b"), ["understood"]);
    assert_eq!(texts(file, "elsewhere"), ["placed in another way"]);
}
