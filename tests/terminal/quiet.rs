//! A board at which nobody types costs nothing.

use std::time::Duration;

use crate::place::{Place, eventually};
use crate::process;
use crate::term::{Run, Term};
use crate::walk::aws;

/// How long it is watched.
const WATCHED: Duration = Duration::from_secs(2);

fn is_silent(term: &Term) {
    // First whatever the last keys have started has to end.
    eventually("quiet", || {
        let before = (term.written(), process::wakes(term.pid));
        std::thread::sleep(Duration::from_millis(100));
        before == (term.written(), process::wakes(term.pid))
    });
    let (written, woken) = (term.written(), process::wakes(term.pid));
    std::thread::sleep(WATCHED);
    let bytes = term.written_since(written);
    assert!(bytes.is_empty(), "{}", bytes.escape_ascii());
    let wakes = process::wakes(term.pid) - woken;
    assert!(wakes <= 2, "woken {wakes} times");
}

#[test]
fn an_idle_board_neither_writes_nor_wakes() {
    let (place, _) = Place::with_aws();
    let mut term = aws(&place);
    is_silent(&term);
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn nor_does_one_with_a_text_under_edit() {
    let (place, _) = Place::with_aws();
    let term = aws(&place);
    term.type_for("1o", "EDIT");
    term.type_keys("thinking");
    place.wait_for_draft("thinking");
    is_silent(&term);
}

#[test]
fn nor_does_the_start_screen() {
    let place = Place::new();
    let mut term = Run::board::<&str>(&place, &[]).start();
    term.wait_for("New canvas");
    is_silent(&term);
    term.type_keys("q");
    term.ends_well();
}
