//! Files of the format's own project.

use super::*;

const EXAMPLES: [(&str, &str); 5] = [
    (
        "airbnb",
        include_str!("../../../../tests/fixtures/bmml/airbnb.bmml"),
    ),
    (
        "meal-kit-full",
        include_str!("../../../../tests/fixtures/bmml/meal-kit-full.bmml"),
    ),
    (
        "photo-sharing-pivot",
        include_str!("../../../../tests/fixtures/bmml/photo-sharing-pivot.bmml"),
    ),
    (
        "freemium",
        include_str!("../../../../tests/fixtures/bmml/freemium.bmml"),
    ),
    (
        "valid-v2-complete",
        include_str!("../../../../tests/fixtures/bmml/valid-v2-complete.bmml"),
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
            .filter(|remark| remark.is_loss())
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

/// Files of version 1 with what the format's own program makes of them.
const OLDER: [(&str, &str, &str); 4] = [
    (
        "costs",
        include_str!("../../../../tests/fixtures/bmml/costs-v1.bmml"),
        include_str!("../../../../tests/fixtures/bmml/costs-v2.bmml"),
    ),
    (
        "fitmappings",
        include_str!("../../../../tests/fixtures/bmml/fitmappings-v1.bmml"),
        include_str!("../../../../tests/fixtures/bmml/fitmappings-v2.bmml"),
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

/// Ids there that were chosen by hand, and those that are made.
const HAND_MADE: [(&str, &str); 6] = [
    ("-relief", ""),
    ("-creation", ""),
    ("pr-slow-automation", "pr-slow"),
    ("pr-complexity-reduction", "pr-complex"),
    ("gc-speed-boost", "gc-speed"),
    ("gc-one-click", "gc-simplicity"),
];

#[test]
fn files_of_version_one_become_what_their_own_program_makes_of_them() {
    for (name, before, after) in OLDER {
        let written = write(&read(before).canvas);
        let after = HAND_MADE
            .iter()
            .fold(after.to_owned(), |after, (by_hand, made)| {
                after.replace(by_hand, made)
            });
        assert_eq!(content(text(&written)), content(&after), "{name}");
        assert_eq!(faults(text(&written)), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn what_version_two_no_longer_has_is_told() {
    let remarks: Vec<String> = read(OLDER[0].1)
        .remarks
        .iter()
        .map(ToString::to_string)
        .collect();
    for told in [
        "type of 3 entries of key_resources",
        "\"characteristics\" of cost_structure",
        "type of 6 entries of costs",
    ] {
        assert!(
            remarks.iter().any(|remark| remark.contains(told)),
            "{told}: {remarks:#?}"
        );
    }
}
