//! Pasted text is text, however long and strange.

use bmcanvas::tty::decode::MAX_PASTE;

use crate::place::{Place, canonical, eventually, texts, texts_in};
use crate::walk::aws;

#[test]
fn three_lines_are_three_notes() {
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    term.type_keys("3");
    term.paste("- Shops\r\n\r\n* Fairs\r\nRadio");
    term.wait_for("3 notes added");
    term.type_for("5o", "EDIT");
    term.paste("Rent\rSupport\rTraining");
    term.type_for(" fee<enter><enter>", "BOARD");
    eventually("the last note in the file", || {
        texts_in(&path, "revenue_streams").contains(&"Training fee".to_owned())
    });
    term.type_keys("q");
    term.ends_well();
    let after = canonical(&path);
    assert_eq!(
        texts(&after, "channels")[..4],
        ["APIs, self-service", "Shops", "Fairs", "Radio"]
    );
    assert_eq!(
        texts(&after, "revenue_streams")[1..4],
        ["Rent", "Support", "Training fee"]
    );
}

#[test]
fn a_paste_without_an_end_swallows_no_keys_for_ever() {
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    term.type_keys("3");
    term.send(b"\x1b[200~cut off".to_vec());
    term.wait_for("cut off");
    term.type_keys("u");
    term.wait_without("cut off");
    term.type_keys("q");
    term.ends_well();
    assert_eq!(texts(&canonical(&path), "channels").len(), 3);
}

#[test]
fn a_paste_that_is_too_long_is_taken_in_part_and_told() {
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    term.type_for("3o", "EDIT");
    term.paste(&"x".repeat(2 * MAX_PASTE));
    term.wait_for(&format!(
        "only the first {MAX_PASTE} bytes of the paste were taken"
    ));
    term.type_for("<esc>", "BOARD");
    eventually("the text in the file", || {
        texts_in(&path, "channels")
            .get(1)
            .is_some_and(|text| text.len() == MAX_PASTE)
    });
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn pasted_sequences_are_text_without_their_controls() {
    const STRANGE: &str = "\x1b[31mred\x1b]0;title\x07\u{9b}2J\u{202e}tfel\x1b[200~";
    const KEPT: &str = "[31mred]0;title2J\u{202e}tfel[200~";
    let (place, path) = Place::with_aws();
    let mut term = aws(&place);
    term.type_keys("3");
    term.paste(STRANGE);
    term.wait_for("red]0;title2J");
    term.type_for("1o", "EDIT");
    term.paste(STRANGE);
    term.type_for("<esc>", "BOARD");
    for block in ["channels", "customer_segments"] {
        eventually("the text in the file", || {
            texts_in(&path, block)
                .get(1)
                .is_some_and(|text| text == KEPT)
        });
    }
    term.type_keys("q");
    term.ends_well();
}
