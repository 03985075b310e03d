//! The canvases that the repository brings along fit their kinds.

// The helpers stand outside the test functions, where clippy does not know that panics are meant.
#![allow(clippy::unwrap_used)]

use std::collections::HashSet;
use std::path::Path;

use bmcanvas::format::kind::built_in_kind;
use bmcanvas::model::id::BlockId;
use serde_json::Value;

/// Each example's file name and content.
fn examples() -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("canvases");
    let files = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let canvases = files.filter(|path| path.to_string_lossy().ends_with(".canvas.json"));
    let read = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read_to_string(&path).unwrap();
        (name, serde_json::from_str(&text).unwrap())
    };
    canvases.map(read).collect()
}

/// The notes of a canvas as (id, note), without the entry that closes them.
fn notes(canvas: &Value) -> impl Iterator<Item = (&String, &Value)> {
    let notes = canvas["notes"].as_object().unwrap().iter();
    notes.filter(|(id, _)| *id != "~")
}

#[test]
fn there_is_one_of_each_sort() {
    let mut kinds: Vec<_> = examples()
        .iter()
        .map(|(_, canvas)| canvas["kind"].as_str().unwrap().to_owned())
        .collect();
    kinds.sort_unstable();
    let wanted = [
        "business-model",
        "business-model",
        "it-business-model",
        "lean",
    ];
    assert_eq!(kinds, wanted);
}

#[test]
fn every_note_is_in_a_block_and_no_block_is_empty() {
    for (name, canvas) in examples() {
        let kind = built_in_kind(canvas["kind"].as_str().unwrap()).unwrap();
        let used: HashSet<&str> = notes(&canvas)
            .map(|(_, note)| note["block"].as_str().unwrap())
            .collect();
        for block in &used {
            let id = BlockId::from(*block);
            assert!(
                id.is_parking() || kind.block(&id).is_some(),
                "{name}: {block}"
            );
        }
        for block in kind.blocks() {
            assert!(used.contains(block.id.as_str()), "{name}: {}", block.title);
        }
    }
}

#[test]
fn ids_ranks_and_colours_are_as_the_program_writes_them() {
    const COLOURS: [&str; 7] = ["yellow", "orange", "red", "purple", "blue", "green", "gray"];
    for (name, canvas) in examples() {
        let mut places = HashSet::new();
        for (id, note) in notes(&canvas) {
            let digit = |c: char| "0123456789abcdefghjkmnpqrstvwxyz".contains(c);
            assert!(id.len() == 12 && id.chars().all(digit), "{name}: {id}");
            let rank = note["rank"].as_str().unwrap();
            let sound = rank.len() == 5 && rank.chars().all(|c| c.is_ascii_alphanumeric());
            assert!(sound && !rank.ends_with('0'), "{name}: {rank}");
            assert!(
                places.insert((note["block"].as_str(), rank)),
                "{name}: {rank} twice"
            );
            let colour = note.get("color").map(|colour| colour.as_str().unwrap());
            assert!(
                colour.is_none_or(|colour| COLOURS.contains(&colour)),
                "{name}: {id}"
            );
        }
    }
}
