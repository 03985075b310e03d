//! Canvases for tests, in their canonical form.

use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;
use serde_json::json;

/// The canonical text of a canvas with these notes, by id, in the block `channels`.
pub(crate) fn canvas(notes: &[(&str, &str)]) -> String {
    let note = |(id, text): &(&str, &str)| {
        let note = json!({ "block": "channels", "rank": id, "text": text });
        ((*id).to_owned(), note)
    };
    let notes: serde_json::Map<_, _> = notes.iter().map(note).collect();
    let text = json!({ "title": "Plan", "notes": notes }).to_string();
    format::write(&read(&text))
}

/// The canvas in this text.
#[track_caller]
pub(crate) fn read(text: &str) -> Canvas {
    format::read(text.as_bytes())
        .unwrap_or_else(|broken| panic!("{broken}: {text}"))
        .canvas
}

/// The texts of all notes of a canonical file, sorted.
#[track_caller]
pub(crate) fn texts(text: &str) -> Vec<String> {
    let canvas = read(text);
    assert_eq!(format::write(&canvas), text, "it is canonical");
    let mut texts: Vec<String> = canvas.notes().map(|(_, note)| note.text.clone()).collect();
    texts.sort();
    texts
}
