//! What the reader refuses: the place, the words, the advice.

use bmcanvas::format::{Broken, MAX_BYTES, Position, What, read};

fn refusal(bytes: &[u8]) -> Broken {
    match read(bytes) {
        Err(broken) => broken,
        Ok(read) => panic!("was read: {:?} {read:?}", String::from_utf8_lossy(bytes)),
    }
}

/// Values of wrong types: the file, where, the words. The schema refuses these too.
pub(crate) const WRONG_TYPES: [(&str, (usize, usize), &str); 20] = [
    (
        "[]",
        (1, 1),
        "the file has to be an object in braces, but is an array",
    ),
    (
        " \"text\"",
        (1, 2),
        "the file has to be an object in braces, but is the string \"text\"",
    ),
    (
        r#"{"bmcanvas": "1"}"#,
        (1, 14),
        "\"bmcanvas\" has to be the format's version, such as 1, but is the string \"1\"",
    ),
    (
        r#"{"bmcanvas": 0}"#,
        (1, 14),
        "\"bmcanvas\" has to be the format's version, such as 1, but is the number 0",
    ),
    (
        r#"{"kind": null}"#,
        (1, 10),
        "\"kind\" has to be a string, but is null",
    ),
    (
        r#"{"title": 12}"#,
        (1, 11),
        "\"title\" has to be a string, but is the number 12",
    ),
    (
        r#"{"designed_for": {}}"#,
        (1, 18),
        "\"designed_for\" has to be a string, but is an object",
    ),
    (
        r#"{"designed_by": []}"#,
        (1, 17),
        "\"designed_by\" has to be a string, but is an array",
    ),
    (
        r#"{"date": true}"#,
        (1, 10),
        "\"date\" has to be a string, but is true",
    ),
    (
        r#"{"iteration": "third"}"#,
        (1, 15),
        "\"iteration\" has to be a whole number, but is the string \"third\"",
    ),
    (
        r#"{"iteration": -1}"#,
        (1, 15),
        "\"iteration\" has to be a whole number, but is the number -1",
    ),
    (
        r#"{"iteration": 1.5}"#,
        (1, 15),
        "\"iteration\" has to be a whole number, but is the number 1.5",
    ),
    (
        "{\n  \"notes\": 7}",
        (2, 12),
        "\"notes\" has to be an object of notes by id, but is the number 7",
    ),
    (
        "{\"notes\": {\n\"é\":  \"text\"}}",
        (2, 7),
        "the note \"é\" has to be an object, but is the string \"text\"",
    ),
    (
        r#"{"notes": {"a": {"block": 1}}}"#,
        (1, 27),
        "\"block\" of the note \"a\" has to be a string, but is the number 1",
    ),
    (
        r#"{"notes": [{"id": "a", "block": "b", "text": null}]}"#,
        (1, 46),
        "\"text\" of the note \"a\" has to be a string, but is null",
    ),
    (
        r#"{"notes": [{"block": "b", "tags": "x"}]}"#,
        (1, 35),
        "\"tags\" of the note has to be an array of strings, but is the string \"x\"",
    ),
    (
        r#"{"notes": [{"block": "b", "tags": ["x", 1]}]}"#,
        (1, 41),
        "\"tags\" of the note has to be an array of strings, but is the number 1",
    ),
    (
        r#"{"blocks": {"channels": "x"}}"#,
        (1, 25),
        "the list of the block \"channels\" has to be an array of notes, but is the string \"x\"",
    ),
    (
        r#"{"blocks": {"channels": [1]}}"#,
        (1, 26),
        "the note has to be a string or an object, but is the number 1",
    ),
];

const OTHERS: [(&str, (usize, usize), &str); 19] = [
    ("", (1, 1), "the file is empty"),
    ("\u{feff} \r\n\u{a0}", (1, 1), "the file is empty"),
    (
        "{\n  \"title\": \"Café\",\n  \"notes\": {\"a\": ",
        (3, 17),
        "the file ends in the middle",
    ),
    ("{\"title\": \"x", (1, 13), "the file ends in the middle"),
    (
        "{\"title\": \"é\" \"date\": 1}",
        (1, 15),
        "this is not JSON: expected `,` or `}`",
    ),
    (
        "{\n\"a\": [1,\n2,],\n}",
        (3, 3),
        "this is not JSON: expected value",
    ),
    ("{\"a\": NaN}", (1, 7), "this is not JSON: expected value"),
    (
        "{\"a\": 1} {}",
        (1, 10),
        "this is not JSON: trailing characters",
    ),
    ("nonsense", (1, 2), "this is not JSON: expected value"),
    (
        "{\n  \"a\": 1,\n<<<<<<< ours\n  \"b\": 2\n=======\n  \"b\": 3\n>>>>>>> theirs\n}",
        (3, 1),
        "git's conflict markers are still in the file, lines 3, 5 and 7",
    ),
    (
        "{}\n=======\n",
        (2, 1),
        "git's conflict markers are still in the file, line 2",
    ),
    (
        "{\"notes\": {\n\"a\": {\"block\": \"b\"},\n\"a\": {\"block\": \"b\"}}}",
        (3, 2),
        "two notes have the id \"a\", in lines 2 and 3",
    ),
    (
        "{\"blocks\": {\"b\": [{\"id\": \"a\"}]},\n\"notes\": {\"a\": {\"block\": \"b\"}}}",
        (2, 12),
        "two notes have the id \"a\", in lines 1 and 2",
    ),
    (
        "{\"title\": \"x\",\n\"title\": \"y\"}",
        (2, 2),
        "the field \"title\" is there twice, in lines 1 and 2",
    ),
    (
        "{\"x\": [{\"y\": 1,\n\n\"\\u0079\": 2}]}",
        (3, 11),
        "the field \"y\" is there twice, in lines 1 and 3",
    ),
    (
        "{\"notes\": {\n\"a\": {\"text\": \"t\"}}}",
        (2, 2),
        "the note \"a\" does not say in which block it is",
    ),
    (
        "{\"notes\": [{\"text\": \"A very long text that goes on and on and on\"}]}",
        (1, 12),
        "the note \"A very long text that goes on and on an…\" does not say in which block it is",
    ),
    (
        "{\"blocks\": {\"a\": [{\"block\": \"b\"}]}}",
        (1, 19),
        "a note listed under the block \"a\" says that it is in \"b\"",
    ),
    (
        "{\"title\": \"x\\ud800y\"}",
        (1, 19),
        "this is not JSON: unexpected end of hex escape",
    ),
];

#[test]
fn a_refusal_names_the_place_and_the_reason() {
    for (file, (line, column), words) in WRONG_TYPES.into_iter().chain(OTHERS) {
        let broken = refusal(file.as_bytes());
        assert_eq!(broken.to_string(), words, "{file}");
        assert_eq!(broken.at, Some(Position { line, column }), "{file}");
        assert!(!broken.advice().is_empty());
    }
}

#[test]
fn a_lone_surrogate_is_refused_in_any_field() {
    for file in [
        r#"{"\ud800": 1}"#,
        r#"{"notes": {"a\udfff": {}}}"#,
        r#"{"notes": {"a": {"block": "b", "text": "\ud800"}}}"#,
        r#"{"notes": {"a": {"block": "b", "x": ["\ud83d "]}}}"#,
    ] {
        let broken = refusal(file.as_bytes());
        assert!(matches!(broken.what, What::Syntax(_)), "{file}: {broken:?}");
        assert!(broken.at.is_some());
    }
}

#[test]
fn bytes_that_are_no_text_are_placed() {
    let broken = refusal(b"{\n\"caf\xc3\xa9 \xff\": 1}");
    assert_eq!(broken.what, What::NotUtf8 { utf16: false });
    assert_eq!(broken.at, Some(Position { line: 2, column: 7 }));
    let utf16: Vec<u8> = "\u{feff}{}"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let broken = refusal(&utf16);
    assert_eq!(broken.what, What::NotUtf8 { utf16: true });
    assert!(broken.advice().contains("UTF-16"));
}

#[test]
fn a_file_may_not_be_too_large() {
    let broken = refusal(&vec![b' '; MAX_BYTES + 1]);
    assert_eq!(
        broken.to_string(),
        "the file has 65 MiB; 64 MiB is the limit"
    );
    assert_eq!(broken.at, None);
}

#[test]
fn nesting_ends_at_its_limit() {
    let nested = |levels: usize| format!("{{\"x\": {}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert!(read(nested(127).as_bytes()).is_ok());
    let broken = refusal(nested(128).as_bytes());
    assert_eq!(broken.what, What::TooDeep);
    assert_eq!(
        broken.at,
        Some(Position {
            line: 1,
            column: 134
        })
    );
    assert_eq!(refusal("[".repeat(1 << 20).as_bytes()).what, What::TooDeep);
}

#[test]
fn what_a_message_quotes_is_on_one_line_and_shows_no_control() {
    let broken = refusal("{\"notes\": {\"a\\n\\u001b[31m\u{202e}\": 1}}".as_bytes());
    let words = broken.to_string();
    assert!(words.contains(r#""a\n\u{1b}[31m\u{202e}""#), "{words}");
}
