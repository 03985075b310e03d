//! How long it takes from Enter on one board to the changed screen on the other: two real boards, each in a terminal of
//! its own, on one file. `cargo bench --bench live`.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout
)]

#[path = "../tests/terminal/grammar.rs"]
mod grammar;
#[path = "../tests/terminal/keys.rs"]
mod keys;
#[path = "../tests/terminal/place.rs"]
mod place;
#[path = "../tests/terminal/seen.rs"]
mod seen;
#[path = "../tests/terminal/term.rs"]
mod term;

use std::time::{Duration, Instant};

use place::Place;
use term::{Run, Term};

const ROUNDS: usize = 200;

/// The pause between two rounds: people do not keep a note twenty times a second.
const PAUSE: Duration = Duration::from_millis(100);

fn main() {
    let (place, _) = Place::with_aws();
    let [anna, ben] = ["anna", "ben"].map(|who| {
        let run = Run::board(&place, &["aws.canvas.json"]).env("USER", who);
        let term = run.start();
        term.wait_for("Software developers");
        term
    });
    anna.wait_for("with ben");
    ben.wait_for("with anna");
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|number| round(&anna, &ben, number))
        .collect();
    times.sort();
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1e3);
    let at = |percent: usize| ms(times[(times.len() * percent / 100).min(times.len() - 1)]);
    println!("from Enter on one board to the changed screen on the other, {ROUNDS} rounds");
    println!("p50 {}, p95 {}, max {}", at(50), at(95), at(100));
}

/// Keeps a note on the one board, waits for it on the other, and takes it back.
fn round(anna: &Term, ben: &Term, number: usize) -> Duration {
    let text = format!("round{number:03}");
    anna.type_for("3o", "EDIT");
    anna.type_for(&text, &text);
    std::thread::sleep(PAUSE);
    let mark = ben.written();
    let start = Instant::now();
    anna.type_keys("<enter>");
    ben.wait_until(&text, |seen| {
        grammar::position(&seen.raw()[mark..], text.as_bytes()).is_some()
    });
    let time = start.elapsed();
    anna.type_for("<esc>", "BOARD");
    anna.type_keys("u");
    ben.wait_without(&text);
    anna.wait_without(&text);
    time
}
