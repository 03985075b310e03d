//! The schema and the reader agree.

use bmcanvas::format::{SCHEMA, read, write};
use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;

use crate::accepted::{BY_HAND, FULL};
use crate::broken::WRONG_TYPES;
use crate::canvases::canvas;

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

#[test]
fn the_schema_accepts_what_the_reader_takes() {
    let validator = validator();
    // A number beyond every float is JSON, but not to this validator.
    let full = FULL.replace("1e400", "1e40");
    for file in BY_HAND.map(|(file, _)| file).into_iter().chain([&*full]) {
        let value: Value = serde_json::from_str(file).unwrap();
        if let Err(error) = validator.validate(&value) {
            panic!("{file}: {error}");
        }
    }
}

#[test]
fn the_schema_refuses_what_the_reader_refuses_for_its_type() {
    let validator = validator();
    let no_block = [
        r#"{"notes": {"a": {"text": "t"}}}"#,
        r#"{"notes": [{"text": "t"}]}"#,
    ];
    for file in WRONG_TYPES
        .map(|(file, ..)| file)
        .into_iter()
        .chain(no_block)
    {
        assert!(read(file.as_bytes()).is_err(), "{file}");
        let value: Value = serde_json::from_str(file).unwrap();
        assert!(!validator.is_valid(&value), "{file}");
    }
}

#[test]
fn a_field_of_any_type_is_taken_by_both_or_by_none() {
    let validator = validator();
    let values = [
        "null", "true", "-1", "0", "1", "2.5", "\"\"", "\"7\"", "\"x\"", "[]", "[1]", "[\"x\"]",
        "{}",
    ];
    let note = |field: &str, value: &str| {
        format!("{{\"notes\": {{\"a\": {{\"block\": \"b\", \"{field}\": {value}}}}}}}")
    };
    let listed =
        |field: &str, value: &str| format!("{{\"blocks\": {{\"b\": [{{\"{field}\": {value}}}]}}}}");
    for value in values {
        for field in [
            "kind",
            "title",
            "designed_for",
            "designed_by",
            "date",
            "iteration",
            "conflicts",
            "notes",
            "blocks",
            "x",
        ] {
            agree(&validator, &format!("{{\"{field}\": {value}}}"));
        }
        for field in [
            "rank",
            "text",
            "color",
            "tags",
            "links",
            "amount",
            "status",
            "horizon",
            "evidence",
            "conflict_of",
            "comments",
            "review",
            "votes",
            "id",
            "x",
        ] {
            agree(&validator, &note(field, value));
            agree(&validator, &listed(field, value));
        }
        agree(
            &validator,
            &format!("{{\"notes\": {{\"a\": {value}, \"~\": {value}}}}}"),
        );
        agree(&validator, &format!("{{\"notes\": [{value}]}}"));
        agree(&validator, &format!("{{\"blocks\": {{\"b\": [{value}]}}}}"));
    }
}

fn agree(validator: &Validator, file: &str) {
    let value: Value = serde_json::from_str(file).unwrap();
    assert_eq!(
        validator.is_valid(&value),
        read(file.as_bytes()).is_ok(),
        "{file}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_valid(mut canvas in canvas()) {
        thread_local!(static VALIDATOR: Validator = validator());
        // Numbers beyond the floats and whole numbers beyond 2^53 are more than the validator can read.
        canvas.header.iteration = canvas.header.iteration.map(|n| n >> 11);
        let written = write(&canvas);
        if let Ok(value) = serde_json::from_str::<Value>(&written) {
            prop_assert!(VALIDATOR.with(|validator| validator.is_valid(&value)), "{}", written);
        }
    }
}
