//! Nothing of a file reaches the terminal as anything but text.

use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::id::{BlockId, NoteId};
use bmcanvas::model::note::Note;

use crate::place::{Place, canonical, eventually};
use crate::seen::Seen;
use crate::term::{Run, Term};

/// Strings that a terminal would obey, or a reader be deceived by.
fn payloads() -> Vec<String> {
    let sequences = [
        "\x1b]0;owned\x07",
        "\x1b]52;c;ZXZpbA==\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1b_gone\x1b\\",
        "\x1b[2J\x1b[H",
        "\x1b[?1049l\x1b[?1000l",
        "\x1b[6n\x1b[c\x1bZ",
        "\x1b[201~q\x1b[200~",
        "\x1b[8mhidden\x1b[5m",
        "\u{9b}31m\u{9d}0;x\u{9c}\u{90}x\u{9c}",
        "a\u{202e}b\u{2066}c\u{200f}d\u{61c}e",
        "a\u{200b}b\u{200c}c\u{2060}d\u{feff}e\u{ad}f",
        "\u{e0041}\u{e0042}\u{e007f}",
        "a\u{2028}b\u{2029}c\u{85}d",
        "\u{ffff}\u{fdd0}\u{1fffe}\u{fff9}",
        "1\u{200d}\u{200d}\u{200d}2\u{fe0f}\u{fe0f}",
    ];
    let controls = ('\0'..='\x1f').chain('\x7f'..='\u{9f}');
    let mut all: Vec<String> = sequences.map(str::to_owned).into();
    all.extend(controls.map(|c| format!("<{c}>")));
    all.push(format!("e{}", "\u{301}".repeat(2000)));
    all
}

/// A canvas that is hostile in every string.
fn canvas() -> Canvas {
    let all = payloads().concat();
    let mut canvas = Canvas::new("business-model");
    canvas.header.title = format!("Title {all}");
    canvas.header.designed_for = format!("for {all}");
    canvas.header.designed_by.clone_from(&all);
    canvas.header.date.clone_from(&all);
    let blocks = [
        "customer_segments".to_owned(),
        "value_propositions".to_owned(),
        "channels".to_owned(),
        "parking".to_owned(),
        format!("block {all}"),
    ];
    for (at, payload) in payloads().into_iter().enumerate() {
        let block = BlockId::from(blocks[at % blocks.len()].as_str());
        let place = canvas.place_at(&block, usize::MAX, None, at as u64);
        let mut note = Note::new(place, format!("{at} {payload} end"));
        note.color = Some(payload.as_str().into());
        note.tags = [payload.clone(), format!("tag {payload}")].into();
        canvas
            .insert(NoteId::from(format!("id{at}{payload}").as_str()), note)
            .unwrap();
    }
    canvas
}

/// Every screen that shows something of the file.
fn look_everywhere(term: &Term) {
    term.type_for("v", "Customer Segments");
    term.type_keys("jjjjjjjjGkkkk0jjjjjjjj");
    term.type_for("v", "1 ");
    for key in ["1", "2", "3", "4", "0"] {
        term.type_keys(&format!("{key}zjjjjjjz"));
    }
    for keys in [
        "t",
        "t<tab>",
        "1<enter>",
        "1G<enter>",
        "2<enter>",
        "0<enter>",
        "<tab><enter>",
    ] {
        term.type_for(keys, "EDIT");
        term.type_for("<c-c>", "BOARD");
        // To keep what was not changed changes nothing either.
        term.type_for(keys, "EDIT");
        term.type_for("<esc>", "BOARD");
    }
    // Nor does an editor that only looks.
    for keys in ["1e", "2je", "0e"] {
        term.type_keys(keys);
        term.wait_until("the editor", Seen::is_given_back);
        term.type_for("<enter>", "BOARD");
    }
    term.type_for("m", "Move to");
    term.type_for("<esc>", "BOARD");
    term.type_for("c", "CHOOSE");
    term.type_for("<esc>", "BOARD");
    term.type_for("/owned<enter>n", "BOARD");
    term.type_for("f", "New canvas");
    term.type_for("<esc>", "BOARD");
    for (columns, rows) in [(40, 12), (20, 5), (200, 60), (120, 40)] {
        term.resize(columns, rows);
        term.type_keys("jkjk");
    }
}

#[test]
fn nothing_of_a_hostile_file_gets_out() {
    let place = Place::new();
    let name = "\x1b]0;owned\x07\x1b[2J\u{202e}\u{9b}2J.canvas.json";
    let text = format::write(&canvas());
    let path = place.file(name, &text);
    let editor = place.script("editor", "read -r line; echo >> \"$1\"");
    let mut term = Run::board(&place, &[name]).env("EDITOR", editor).start();
    term.wait_for("Title");
    term.wait_for("BOARD");
    look_everywhere(&term);
    term.type_keys("q");
    term.ends_well();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);

    // Edited beside, all of it is still there.
    let mut term = Run::board(&place, &[name]).start();
    term.wait_for("BOARD");
    term.type_for("9o", "EDIT");
    term.type_keys("harmless<enter><enter>");
    eventually("the note in the file", || {
        std::fs::read_to_string(&path).unwrap().contains("harmless")
    });
    term.type_keys("q");
    term.ends_well();
    let mut after = canonical(&path);
    let ours = after.notes().find(|(_, note)| note.text == "harmless");
    let ours = ours.map(|(id, _)| id.clone()).unwrap();
    after.remove(&ours);
    assert_eq!(after, canvas());
}

#[test]
fn nor_does_anything_of_hostile_messages() {
    let place = Place::new();
    let name = "\x1b]0;owned\x07\u{202e}.canvas.json";
    place.file(name, &format::write(&canvas()));
    let mut term = Run::board(&place, &[name]).start();
    term.wait_for("BOARD");
    // Someone else's write makes a message with the file's name.
    place.file(
        name,
        "{ \"bmcanvas\": 1, \"kind\": \"\\u001b[2J\", \"notes\": { \"\\u001b\": 1 } }",
    );
    term.type_for("1o", "EDIT");
    term.type_keys("x<enter><enter>");
    term.wait_for("NOT SAVED");
    term.type_keys("R");
    term.wait_for("canvas.json");
    term.type_for("q", "The last edits are not in the file");
    term.type_keys("l");
    term.ends_well();
}
