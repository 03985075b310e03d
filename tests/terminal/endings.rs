//! However the program ends, the terminal is given back and what was typed is kept.

use std::time::Duration;

use rustix::process::{Signal, kill_process_group};

use crate::grammar;
use crate::place::{Place, eventually, texts_in, within};
use crate::process;
use crate::seen::Seen;
use crate::term::{Run, Term};
use crate::walk::aws;

/// How long an ending may take.
const SOON: Duration = Duration::from_secs(3);

const LEAVE: &[u8] = bmcanvas::tty::modes::LEAVE;

fn typing(place: &Place) -> Term {
    let term = aws(place);
    term.type_for("1o", "EDIT");
    term.type_for("half a thought", "half a thought");
    term
}

fn ends_soon(term: &Term) {
    within(SOON, "the end", || term.has_ended());
}

#[test]
fn signals_end_it_in_order() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::QUIT, 131),
        (Signal::INT, 130),
        (Signal::HUP, 129),
    ] {
        let (place, _) = Place::with_aws();
        let mut term = typing(&place);
        term.signal(signal);
        ends_soon(&term);
        assert_eq!(term.exit_code(), code);
        assert_eq!(place.drafted().as_deref(), Some("half a thought"));
        term.has_given_back();
        term.look(|seen| assert!(seen.raw().ends_with(LEAVE), "{signal:?}"));
    }
}

#[test]
fn when_the_terminal_goes_it_goes_too() {
    // Several times, since its signal and the loop that reads keys both find out, in any order.
    for _ in 0..8 {
        let (place, _) = Place::with_aws();
        let mut term = typing(&place);
        term.hang_up();
        ends_soon(&term);
        assert_eq!(process::state(term.pid), None, "it still runs");
        let text = place.drafted().unwrap();
        // The pseudo-terminal says good-bye with a line's end.
        assert_eq!(text.trim_end(), "half a thought");
        assert_eq!(term.exit_code(), 129);
    }
}

#[test]
fn a_terminal_that_takes_no_bytes_cannot_hold_it() {
    let (place, _) = Place::with_aws();
    let mut term = typing(&place);
    term.hold();
    eventually("a terminal that is full", || {
        term.type_keys("<c-l>");
        process::is_blocked_in_output(term.pid)
    });
    term.signal(Signal::TERM);
    ends_soon(&term);
    assert_eq!(term.exit_code(), 143);
    assert_eq!(place.drafted().as_deref(), Some("half a thought"));
}

#[test]
fn a_signal_to_go_on_changes_nothing() {
    let (place, _) = Place::with_aws();
    let mut term = aws(&place);
    let mark = term.written();
    term.signal(Signal::CONT);
    term.wait_until("the screen drawn again", |seen| {
        seen.raw().len() > mark + 1000
    });
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn it_stops_and_goes_on_as_shells_expect() {
    let (place, path) = Place::with_aws();
    let mut term = typing(&place);
    for _ in 0..2 {
        term.type_keys("<c-z>");
        eventually("the stop", || process::state(term.pid) == Some('T'));
        term.wait_until("the terminal given back", Seen::is_given_back);
        assert!(term.has_old_line_modes());
        term.resize(100, 30);
        term.signal(Signal::CONT);
        term.wait_until("the board", |seen| {
            seen.is_taken() && seen.shows("half a thought") && seen.shows("Cost Structure")
        });
    }
    term.type_for(" goes on<esc>", "BOARD");
    eventually("the note in the file", || {
        texts_in(&path, "customer_segments").contains(&"half a thought goes on".to_owned())
    });
    term.type_keys("q");
    term.ends_well();
}

#[test]
fn a_stop_in_the_editor_stops_us_too() {
    let (place, path) = Place::with_aws();
    let script = place.script(
        "editor",
        "echo stopping; kill -TSTP 0; printf ' was here' >> \"$1\"",
    );
    let run = Run::board(&place, &["aws.canvas.json"]).env("EDITOR", script);
    let mut term = run.start();
    term.wait_for("Software developers");
    term.type_keys("1e");
    eventually("the stop", || process::state(term.pid) == Some('T'));
    kill_process_group(term.pid, Signal::CONT).unwrap();
    term.wait_for("BOARD");
    eventually("the note in the file", || {
        texts_in(&path, "customer_segments").contains(&"Software developers was here".to_owned())
    });
    term.type_keys("q");
    term.ends_well();
}

/// No test of its own: the board in a program of which another thread panics when it is told to.
#[test]
#[ignore = "run by another test in a terminal of its own"]
fn panic_while_the_board_is_shown() {
    use bmcanvas::shell::{Launch, run};
    let Some(sign) = std::env::var_os("PANIC_AT") else {
        return;
    };
    std::thread::spawn(move || {
        // A pipe: opening it waits for the other end.
        let said = std::fs::read_to_string(sign).unwrap();
        panic!("{said}");
    });
    run(Launch {
        settings: bmcanvas::app::state::Settings::default(),
        library: bmcanvas::store::library::Library::around(".".as_ref()),
        depth: bmcanvas::ui::theme::Depth::Ansi16,
        glyphs: &bmcanvas::ui::glyphs::UNICODE,
        open: Some("aws.canvas.json".into()),
        second: None,
        options: bmcanvas::shell::open::Options::default(),
        references: bmcanvas::config::References::default(),
        warnings: Vec::new(),
    })
    .unwrap();
}

#[test]
fn a_panic_gives_the_terminal_back_and_keeps_the_text() {
    let (place, _) = Place::with_aws();
    let sign = place.pipe("sign");
    let job = "endings::panic_while_the_board_is_shown";
    let this = std::env::current_exe().unwrap();
    let words = ["--ignored", "--exact", "--nocapture", job].map(Into::into);
    let words = [this.into_os_string()].into_iter().chain(words).collect();
    let mut term = Run::program(&place, words).env("PANIC_AT", &sign).start();
    term.wait_for("Software developers");
    term.type_for("1o", "EDIT");
    term.type_for("half a thought", "half a thought");
    std::fs::write(&sign, "something is wrong").unwrap();
    term.wait_until("the end", |seen| seen.shows("something is wrong"));
    ends_soon(&term);
    assert_eq!(term.exit_code(), 101);
    assert_eq!(place.drafted().as_deref(), Some("half a thought"));
    term.has_given_back();
    term.look(|seen| {
        let told = grammar::position(seen.raw(), b"something is wrong");
        assert!(grammar::position(seen.raw(), LEAVE) < told);
    });
}
