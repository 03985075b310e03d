//! Wrong files get their place and reason; the built-in ones are right.

use super::*;
use crate::model::kind::Way;

const SMALL: &str = r#"{
  "bmcanvas_kind": 1,
  "id": "small",
  "title": "Small",
  "credit": "Nobody",
  "later": [{"id": 1}],
  "grid": {
    "columns": [2, 1, 1],
    "rows": [3, 1],
    "areas": [
      "AA B$ B$",
      "AA CC CC"
    ]
  },
  "blocks": [
    {"id": "c", "code": "CC", "title": "Third", "order": 3},
    {"id": "b", "code": "B$", "title": "Second", "order": 2, "aliases": ["BS"]},
    {"id": "a", "code": "AA", "title": "First", "order": 1,
     "questions": ["Why?"], "hints": [{"name": "x", "about": "y"}, {"name": "z"}], "new": 1}
  ],
  "links": ["AA pays for B$", "cc  feeds aa"],
  "layers": "BS"
}
"#;

/// The error of the small file with one place changed.
fn wrong(from: &str, to: &str) -> String {
    assert_eq!(SMALL.matches(from).count(), 1, "{from}");
    let text = SMALL.replace(from, to);
    read(text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn reads_every_field() {
    let kind = read(SMALL.as_bytes()).unwrap();
    assert_eq!((kind.id().as_str(), kind.title()), ("small", "Small"));
    assert_eq!(kind.credit(), Some("Nobody"));
    assert_eq!(
        (&*kind.grid().columns, &*kind.grid().rows),
        (&[2, 1, 1][..], &[3, 1][..])
    );
    let codes: Vec<&str> = kind.blocks().map(|block| block.code.as_str()).collect();
    assert_eq!(codes, ["AA", "B$", "CC"]);
    let first = kind.by_order(1).unwrap();
    assert_eq!(
        (first.title.as_str(), first.questions.join("|")),
        ("First", "Why?".into())
    );
    let hints = first
        .hints
        .iter()
        .map(|hint| (hint.name.as_str(), hint.about.as_str()));
    assert_eq!(hints.collect::<Vec<_>>(), [("x", "y"), ("z", "")]);
    let links = kind.relations().iter();
    let links = links.map(|link| [link.from.as_str(), &link.means, link.to.as_str()].join(" "));
    assert_eq!(links.collect::<Vec<_>>(), ["a pays for b", "c feeds a"]);
    assert_eq!(kind.layers().map(|block| &*block.title), Some("Second"));
    let between = |one: &str, other: &str| {
        let (link, way) = kind.relation(&one.into(), &other.into())?;
        Some((link.means.as_str(), way))
    };
    assert_eq!(between("a", "b"), Some(("pays for", Way::To)));
    assert_eq!(between("b", "a"), Some(("pays for", Way::From)));
    assert_eq!(between("b", "c"), None);
    let second = kind.by_code("bs").unwrap();
    let area = Area {
        column: 1,
        row: 0,
        columns: 2,
        rows: 1,
    };
    assert_eq!((second.id.as_str(), second.area), ("b", area));
}

#[test]
fn takes_a_byte_order_mark_and_other_line_ends() {
    let text = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
    assert_eq!(read(text.as_bytes()), read(SMALL.as_bytes()));
    let text = text.replace("\"order\": 3", "\"order\": 9");
    let error = read(text.as_bytes()).unwrap_err();
    assert_eq!((error.line, error.column), (16, 58));
}

#[test]
fn tells_wrong_fields() {
    for (from, to, error) in [
        (
            r#""bmcanvas_kind": 1,"#,
            "",
            r#"1:1: the field "bmcanvas_kind" is missing"#,
        ),
        (
            r#""bmcanvas_kind": 1"#,
            r#""bmcanvas_kind": 2"#,
            "2:20: this is version 2 of the form, only version 1 can be read",
        ),
        (
            r#""title": "Small""#,
            r#""title": 3"#,
            "4:12: title has to be a text in quotes here",
        ),
        (
            r#""id": "small","#,
            r#""id": "small", "id": "other","#,
            r#"3:24: the field "id" stands in one object twice"#,
        ),
        (
            r#""credit": "Nobody""#,
            r#""credit": 1"#,
            "5:13: credit has to be a text in quotes here",
        ),
        (
            r#""title": "Third", "#,
            "",
            r#"16:5: the field "title" is missing"#,
        ),
        (
            r#"["BS"]"#,
            r#"["BS", {}]"#,
            "17:80: aliases has to be a text in quotes here",
        ),
        (
            r#"{"name": "z"}"#,
            r#""z""#,
            "19:68: hints has to be an object in { } here",
        ),
        (
            r#"{"name": "z"}"#,
            "{}",
            r#"19:68: the field "name" is missing"#,
        ),
    ] {
        assert_eq!(wrong(from, to), error);
    }
}

#[test]
fn tells_wrong_tracks() {
    for (from, to, error) in [
        (
            "[2, 1, 1]",
            "[2, -1, 1]",
            "8:20: columns has to be a whole number from 1 to 1000 here",
        ),
        (
            "[2, 1, 1]",
            "[2, 0, 1]",
            "8:20: a weight is 1 to 1000, not 0",
        ),
        ("[3, 1]", "7", "9:13: rows has to be a list in [ ] here"),
        (
            "[3, 1]",
            "[]",
            "9:13: a grid has 1 to 64 rows, this one has 0",
        ),
    ] {
        assert_eq!(wrong(from, to), error);
    }
}

#[test]
fn tells_wrong_names() {
    for (from, to, error) in [
        (
            r#""id": "a""#,
            r#""id": "b""#,
            "18:12: two blocks have the id b",
        ),
        (
            r#""id": "a""#,
            r#""id": "parking""#,
            "18:12: the id parking is taken: every kind has a parking list already",
        ),
        (
            r#""AA", "t"#,
            r#""CC", "t"#,
            "18:25: the code CC of the block a is taken already",
        ),
        (
            r#"["BS"]"#,
            r#"["BS", "cc"]"#,
            "17:80: the code cc of the block b is taken already",
        ),
        (
            r#""AA", "t"#,
            r#""A A", "t"#,
            "18:25: the code \"A A\" of the block a is no word",
        ),
        (
            r#""order": 1"#,
            r#""order": 2"#,
            "18:58: the order 2 of the block a is taken already",
        ),
        (
            r#""order": 3"#,
            r#""order": 4"#,
            "16:58: the order of the block c is 4, not one of 1 to 3",
        ),
    ] {
        assert_eq!(wrong(from, to), error);
    }
}

#[test]
fn tells_wrong_areas() {
    for (from, to, error) in [
        (
            "AA CC CC",
            "AA CC",
            "12:7: row 2 of the areas has 2 cells, the grid has 3 columns",
        ),
        (
            "\"AA B$ B$\",",
            "",
            "10:14: the areas have 1 rows, the grid has 2",
        ),
        (
            "AA CC CC",
            "AA CC XX",
            "12:7: no block has the code XX of row 2, column 3 of the areas",
        ),
        (
            "AA CC CC",
            "AA CC .",
            "12:7: no block stands at row 2, column 3 of the areas",
        ),
        (
            "AA CC CC",
            "AA AA AA",
            "16:25: CC stands nowhere in the areas",
        ),
        (
            "AA B$ B$",
            "AA B$ CC",
            "12:7: the area CC is no rectangle: it also stands at row 2, column 2",
        ),
        (
            "AA CC CC",
            "CC AA CC",
            "12:7: the area CC is no rectangle: it also stands at row 2, column 3",
        ),
        (
            "AA CC CC",
            "AA AA CC",
            "12:7: the area AA is no rectangle: it also stands at row 2, column 2",
        ),
        (
            "AA B$ B$",
            "AA AA B$",
            "12:7: the area AA is no rectangle: CC stands in it at row 2, column 2",
        ),
    ] {
        assert_eq!(wrong(from, to), error);
    }
}

#[test]
fn tells_broken_text() {
    for (bytes, error) in [
        (&b""[..], "1:1: this is no JSON: EOF while parsing a value"),
        (b"[]", "1:1: the file has to be an object in { } here"),
        (
            b"{\n  \"\xc3\xa9\": x}",
            "2:8: this is no JSON: expected value",
        ),
        (b"{}\n\n x", "3:2: this is no JSON: trailing characters"),
        (b"{\n \"a\xff\": 1}", "2:4: the file is not UTF-8 text here"),
    ] {
        assert_eq!(read(bytes).unwrap_err().to_string(), error);
    }
}

#[test]
fn tells_too_many_blocks() {
    let blocks: Vec<String> = (1..=33)
        .map(|n| format!(r#"{{"id":"b{n}","code":"B{n}","title":"","order":{n}}}"#))
        .collect();
    let text = format!(
        r#"{{"bmcanvas_kind":1,"id":"x","title":"","grid":{{"columns":[1],"rows":[1],"areas":["B1"]}},
"blocks":[{}]}}"#,
        blocks.join(",")
    );
    let error = read(text.as_bytes()).unwrap_err().to_string();
    assert_eq!(error, "2:10: a kind has at most 32 blocks, this one has 33");
}

#[test]
fn built_in_kinds_are_sound_and_ask_something() {
    let ids: Vec<&str> = built_in().map(|(id, _)| id).collect();
    let order = [
        "business-model",
        "it-business-model",
        "lean",
        "mission-model",
        "swot",
    ];
    assert_eq!(ids, order);
    for (id, json) in built_in() {
        let kind = read(json.as_bytes()).unwrap_or_else(|error| panic!("{id}:{error}"));
        assert_eq!(kind.id().as_str(), id);
        for block in kind.blocks() {
            assert!(
                (3..=5).contains(&block.questions.len()),
                "{id}: {}",
                block.title
            );
            assert!(!block.hints.is_empty(), "{id}: {}", block.title);
            let hints = block
                .hints
                .iter()
                .flat_map(|hint| [&hint.name, &hint.about]);
            for text in block.questions.iter().chain(hints) {
                assert!((1..=90).contains(&text.chars().count()), "{id}: {text}");
            }
        }
    }
    assert_eq!(built_in_kind("value-proposition"), None);
}

#[test]
fn the_poster_is_the_known_one() {
    let reading_order = |kind: &str| {
        let kind = built_in_kind(kind).unwrap();
        let mut blocks: Vec<_> = kind
            .blocks()
            .map(|b| (b.area.row, b.area.column, b.order))
            .collect();
        blocks.sort_unstable();
        blocks
            .into_iter()
            .map(|(.., order)| order)
            .collect::<Vec<_>>()
    };
    assert_eq!(reading_order("business-model"), [8, 7, 2, 4, 1, 6, 3, 9, 5]);
    assert_eq!(
        reading_order("it-business-model"),
        [12, 10, 11, 13, 8, 7, 2, 4, 1, 6, 3, 9, 5]
    );
    assert_eq!(reading_order("lean"), [1, 4, 3, 9, 2, 8, 5, 7, 6]);
    assert_eq!(reading_order("mission-model"), [8, 7, 2, 4, 1, 6, 3, 9, 5]);
    assert_eq!(reading_order("swot"), [1, 2, 3, 4]);
}

#[test]
fn wrong_links_are_told() {
    for (from, to, error) in [
        (
            "\"AA pays for B$\"",
            "\"AA B$\"",
            "a link is a code, a word or a few, and a code, such as \"VP serves CS\"",
        ),
        ("cc  feeds aa", "cc feeds dd", "no block has the code dd"),
        (
            "cc  feeds aa",
            "bs gets aa",
            "these two blocks are linked already",
        ),
        (
            "\"layers\": \"BS\"",
            "\"layers\": \"X\"",
            "no block has the code X",
        ),
    ] {
        let told = wrong(from, to);
        assert!(told.ends_with(error), "{told}");
    }
}

#[test]
fn shipped_kinds_say_what_may_be_linked() {
    for (id, json) in built_in() {
        let kind = read(json.as_bytes()).unwrap();
        assert!(!kind.relations().is_empty(), "{id}");
        let layers = kind.layers().map(|block| block.code.as_str());
        assert_eq!(layers.is_none(), id == "swot", "{id}");
    }
}
