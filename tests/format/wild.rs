//! Tables, JSON, textusm and plain text as other programs and people write them: each file of `tests/fixtures` is known
//! for what it is, read, and what was made of it is compared with what was looked at once.

use std::fmt::Write as _;
use std::path::Path;

use bmcanvas::exchange::{Guess, Import, Source, blocks, guess, read};
use bmcanvas::format::kind::built_in_kind;
use bmcanvas::model::note::Note;

use crate::markdown::kinds;

/// What a note has beyond its text.
fn parts(note: &Note) -> String {
    let evidence = note.belief.evidence.iter().cloned();
    let words = [&note.belief.status, &note.belief.horizon]
        .into_iter()
        .flatten();
    let all = note
        .color
        .iter()
        .map(|color| format!("colour {color}"))
        .chain(note.tags.iter().map(|tag| format!("tag {tag}")))
        .chain(note.links.iter().map(|id| format!("link {}", id.as_str())))
        .chain(note.amount.iter().map(|amount| format!("amount {amount}")))
        .chain(words.map(|word| format!("belief {word}")))
        .chain(evidence.map(|line| format!("evidence {line}")))
        .chain(
            note.extra
                .iter()
                .map(|(name, value)| format!("{name} = {value}")),
        );
    let lines: Vec<String> = all.map(|part| format!("      {part}\n")).collect();
    lines.concat()
}

/// All of the canvas but ranks and made ids, and what was said about it.
fn told(source: Source, import: &Import) -> String {
    let canvas = &import.canvas;
    let kind = built_in_kind(&canvas.kind).unwrap();
    let mut text = format!("{} of {:?}\n", canvas.kind, source);
    for field in bmcanvas::model::header::HeaderField::ALL {
        let value = canvas.header.get(field);
        if !value.is_empty() {
            let _ = writeln!(text, "{}: {value:?}", field.key());
        }
    }
    for (name, value) in &canvas.extra {
        let _ = writeln!(text, "{name} = {value}");
    }
    for (block, notes) in blocks(canvas, &kind) {
        if !notes.is_empty() {
            let _ = writeln!(text, "{}", block.as_str());
        }
        for (_, note) in notes {
            let _ = writeln!(text, "  {:?}", note.text);
            text.push_str(&parts(note));
        }
    }
    for remark in &import.remarks {
        let _ = writeln!(text, "! {remark}");
    }
    text
}

fn each_file_of(folder: &str, source: Source, least: usize) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(folder);
    let mut paths: Vec<_> = std::fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= least, "{paths:?}");
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        assert_eq!(guess(Some(&name), &bytes), Guess::Of(source), "{name}");
        let import = read(&bytes, source, &kinds()).unwrap();
        let stem = path.file_stem().unwrap().to_string_lossy();
        insta::assert_snapshot!(format!("{folder}-{stem}"), told(source, &import));
    }
}

#[test]
fn tables_of_spreadsheets_are_read() {
    each_file_of("table", Source::Csv, 12);
}

#[test]
fn dialects_of_json_are_read() {
    each_file_of("json", Source::Json, 9);
}

#[test]
fn files_of_textusm_are_read() {
    each_file_of("textusm", Source::Textusm, 4);
}

#[test]
fn lists_in_plain_text_are_read() {
    each_file_of("plain", Source::Text, 7);
}
