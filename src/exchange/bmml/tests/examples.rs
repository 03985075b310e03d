//! Files of each shape that the format has: whole models, and models of version 1 beside what they become.

use std::collections::BTreeSet;

use super::*;

const EXAMPLES: [(&str, &str); 5] = [
    (
        "food-plant",
        include_str!("../../../../tests/fixtures/bmml/food-plant.bmml"),
    ),
    (
        "machine-rental",
        include_str!("../../../../tests/fixtures/bmml/machine-rental.bmml"),
    ),
    (
        "evening-school",
        include_str!("../../../../tests/fixtures/bmml/evening-school.bmml"),
    ),
    (
        "village-hall",
        include_str!("../../../../tests/fixtures/bmml/village-hall.bmml"),
    ),
    (
        "repair-van",
        include_str!("../../../../tests/fixtures/bmml/repair-van.bmml"),
    ),
];

#[test]
fn examples_come_back_with_all_of_their_data() {
    for (name, example) in EXAMPLES {
        assert_eq!(faults(example), Vec::<String>::new(), "{name}");
        let import = read(example);
        let losses: Vec<_> = import
            .remarks
            .iter()
            .filter(|remark| remark.is_loss() && !remark.to_string().ends_with("of YAML"))
            .collect();
        assert!(losses.is_empty(), "{name}: {losses:?}");
        let written = write(&import.canvas);
        assert!(written.left.is_empty(), "{name}: {:?}", written.left);
        assert_eq!(written.left.filled, Vec::<String>::new(), "{name}");
        assert_eq!(content(text(&written)), content(example), "{name}");
        assert_eq!(faults(text(&written)), Vec::<String>::new(), "{name}");
        // A canvas file keeps what only BMML knows.
        let file = crate::format::write(&import.canvas);
        let again = crate::format::read(file.as_bytes()).unwrap().canvas;
        assert_eq!(write(&again).bytes, written.bytes, "{name}");
    }
}

/// The schema's fields that stand in a file, as `Channel.for.value_propositions`.
fn fields(schema: &Value, at: &Value, path: &str, value: &Value, used: &mut BTreeSet<String>) {
    let named = at["$ref"]
        .as_str()
        .and_then(|to| to.strip_prefix("#/$defs/"));
    let (at, path) = named.map_or((at, path), |name| (&schema["$defs"][name], name));
    for item in value.as_array().into_iter().flatten() {
        fields(schema, &at["items"], path, item, used);
    }
    for (name, value) in value.as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        fields(schema, &at["properties"][name], &path, value, used);
        used.insert(path);
    }
}

/// All fields that the schema has.
fn known(schema: &Value, at: &Value, path: &str, all: &mut BTreeSet<String>) {
    let named = at["$ref"]
        .as_str()
        .and_then(|to| to.strip_prefix("#/$defs/"));
    let (at, path) = named.map_or((at, path), |name| (&schema["$defs"][name], name));
    if let Some(items) = at.get("items") {
        known(schema, items, path, all);
    }
    for (name, at) in at["properties"].as_object().into_iter().flatten() {
        let path = format!("{path}.{name}");
        known(schema, at, &path, all);
        all.insert(path);
    }
}

#[test]
fn the_examples_have_every_field_of_the_schema() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let (mut used, mut all) = (BTreeSet::new(), BTreeSet::new());
    known(&schema, &schema, "", &mut all);
    for (_, example) in EXAMPLES {
        let json = exchange::yaml::read(example).unwrap().json();
        let value = serde_json::from_str(&json_text(&json)).unwrap();
        fields(&schema, &schema, "", &value, &mut used);
    }
    assert!(all.len() > 60, "{all:#?}");
    assert_eq!(used, all);
}

/// Files of version 1 with what the format's notes on migration make of them.
const OLDER: [(&str, &str, &str); 4] = [
    (
        "costs",
        include_str!("../../../../tests/fixtures/bmml/costs-v1.bmml"),
        include_str!("../../../../tests/fixtures/bmml/costs-v2.bmml"),
    ),
    (
        "fits",
        include_str!("../../../../tests/fixtures/bmml/fits-v1.bmml"),
        include_str!("../../../../tests/fixtures/bmml/fits-v2.bmml"),
    ),
    (
        "relationships",
        include_str!("../../../../tests/fixtures/bmml/relationships-v1.bmml"),
        include_str!("../../../../tests/fixtures/bmml/relationships-v2.bmml"),
    ),
    (
        "valuemap",
        include_str!("../../../../tests/fixtures/bmml/valuemap-v1.bmml"),
        include_str!("../../../../tests/fixtures/bmml/valuemap-v2.bmml"),
    ),
];

#[test]
fn files_of_version_one_become_those_of_version_two() {
    for (name, before, after) in OLDER {
        assert_eq!(faults(after), Vec::<String>::new(), "{name}");
        let written = write(&read(before).canvas);
        assert_eq!(content(text(&written)), content(after), "{name}");
        assert_eq!(faults(text(&written)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_version_two_no_longer_has_is_told() {
    let remarks = |text: &str| -> Vec<String> {
        let remarks = read(text).remarks;
        remarks.iter().map(ToString::to_string).collect()
    };
    for (at, told) in [
        (0, "type of 3 entries of key_resources"),
        (0, "\"characteristics\" of cost_structure"),
        (0, "type of 5 entries of costs"),
        (1, "\"severity\" of 3 entries of pains"),
        (1, "\"through\" of 3 entries of pain_relievers"),
        (2, "motivation of 2 entries of key_partnerships"),
        (3, "\"job_addressers\" of fits"),
    ] {
        let remarks = remarks(OLDER[at].1);
        assert!(
            remarks.iter().any(|remark| remark.contains(told)),
            "{told}: {remarks:#?}"
        );
    }
}
