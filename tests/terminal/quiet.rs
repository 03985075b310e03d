//! A board at which nobody types costs nothing.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::faults::git;
use crate::place::{Place, eventually};
use crate::process;
use crate::term::{Run, Term};
use crate::together::anna_and_ben;
use crate::walk::aws;

/// How long it is watched.
const WATCHED: Duration = Duration::from_secs(2);

/// How long two boards are.
const BOTH_WATCHED: Duration = Duration::from_secs(5);

/// Waits until whatever the last keys have started has ended.
fn settles(term: &Term) {
    eventually("quiet", || {
        let before = (term.written(), process::wakes(term.pid));
        sleep(Duration::from_millis(300));
        before == (term.written(), process::wakes(term.pid))
    });
}

fn is_silent(term: &Term) {
    settles(term);
    let (written, woken) = (term.written(), process::wakes(term.pid));
    sleep(WATCHED);
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

#[test]
fn nor_does_a_timer_until_it_shows_something_else() {
    let (place, _) = Place::with_aws();
    let mut term = aws(&place);
    // It shows whole minutes until the last one.
    term.type_for(":timer 600<enter>", "600 min");
    term.type_for("j", "SaaS");
    is_silent(&term);
    term.type_keys("q");
    term.ends_well();
}

/// The most bytes that another second in the header costs.
const MOST_A_SECOND: usize = 48;

#[test]
fn in_its_last_minute_a_timer_costs_a_few_bytes_a_second() {
    let (place, _) = Place::with_aws();
    let mut term = aws(&place);
    term.type_for(":timer 1<enter>", " 60 s");
    term.type_for("j", " 58 s");
    let (written, start) = (term.written(), Instant::now());
    term.wait_for(" 54 s");
    let bytes = term.written_since(written);
    // On a loaded machine more seconds may have gone by.
    let seconds = start.elapsed().as_secs() as usize + 1;
    assert!(
        bytes.len() <= seconds * MOST_A_SECOND,
        "{} bytes in {seconds} s: {}",
        bytes.len(),
        bytes.escape_ascii()
    );
    // Stopped, it costs nothing again.
    term.type_for(":timer 0<enter>", "no timer runs");
    term.type_for("k", "BOARD");
    is_silent(&term);
    term.type_keys("q");
    term.ends_well();
}

/// What two boards cost in a while: bytes, ticks, wakes of the wanted threads.
fn cost(boards: [&Term; 2], is_wanted: impl Fn(&str) -> bool) -> [(usize, u64, u64); 2] {
    boards.map(|term| {
        let wakes = process::wakes_of(term.pid, &is_wanted);
        (term.written(), process::ticks(term.pid), wakes)
    })
}

#[test]
fn nor_do_two_on_one_file() {
    let (place, _) = Place::with_aws();
    cost_nothing(&place);
}

#[test]
fn nor_do_two_on_one_file_in_a_repository() {
    let (place, path) = Place::with_aws();
    git(&place, &["init", "-q", "-b", "main"]);
    git(&place, &["add", "."]);
    git(&place, &["commit", "-q", "-m", "one"]);
    fs::write(&path, crate::place::AWS.replace("SaaS", "Small")).unwrap();
    cost_nothing(&place);
}

fn cost_nothing(place: &Place) {
    let (anna, ben) = anna_and_ben(place);
    [&anna, &ben].into_iter().for_each(settles);
    let before = cost([&anna, &ben], |_| true);
    sleep(BOTH_WATCHED);
    assert_eq!(cost([&anna, &ben], |_| true), before);
}

#[test]
fn nor_do_they_mind_what_others_read_there_and_write_elsewhere() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    [&anna, &ben].into_iter().for_each(settles);
    // The thread that the system tells of the folder has to see which file it is about; that is all.
    let all_but_one = |name: &str| !name.starts_with("notify");
    let before = cost([&anna, &ben], all_but_one);
    let start = Instant::now();
    while start.elapsed() < BOTH_WATCHED {
        fs::read(&path).unwrap();
        place.file("other.canvas.json", "{}");
        fs::read_dir(place.work()).unwrap().for_each(drop);
        sleep(Duration::from_millis(50));
    }
    let after = cost([&anna, &ben], all_but_one);
    for ((written, ticks, wakes), then) in after.into_iter().zip(before) {
        assert_eq!((written, wakes), (then.0, then.2));
        assert!(ticks - then.1 <= 3, "{} ticks", ticks - then.1);
    }
}
