//! Scripts of all sorts on one file at once: what a command says that it did is in the file.

use std::collections::BTreeMap;
use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use bmcanvas::format;

use super::add::{FILE, canvas};
use super::place::Place;

const ROUNDS: usize = 5;
const WRITERS: usize = 6;

/// A note's life in four commands; its id, text and block at the end, or nothing where it was deleted.
fn write(place: &Place, writer: usize, round: usize) -> Option<(String, (String, &'static str))> {
    let text = format!("writer {writer}, note {round}");
    let out = place.run(&["add", FILE, "channels", &text]).fine();
    let id = out.trim_end().to_owned();
    let text = format!("{text}, set");
    place.run(&["set", FILE, &id, "--text", &text]).fine();
    place.run(&["move", FILE, &id, "KP", "--first"]).fine();
    if round.is_multiple_of(2) {
        place.run(&["rm", FILE, &id]).fine();
        return None;
    }
    Some((id, (text, "key_partners")))
}

/// Reads the file again and again until told to stop: it is whole at any moment. How often it was read.
fn poll(place: &Place, stop: &AtomicBool) -> usize {
    let file = place.path("work").join(FILE);
    let mut looks = 0;
    while !stop.load(Ordering::Relaxed) {
        format::read(&fs::read(&file).unwrap()).unwrap();
        looks += 1;
    }
    looks
}

#[test]
fn what_every_command_did_is_in_the_file() {
    let place = Place::with(FILE, "{}");
    let stop = AtomicBool::new(false);
    let (place, stop) = (&place, &stop);
    let wanted: BTreeMap<String, (String, &str)> = thread::scope(|scope| {
        let reader = scope.spawn(move || poll(place, stop));
        let rounds = move |writer| (0..ROUNDS).filter_map(move |round| write(place, writer, round));
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| scope.spawn(move || rounds(writer).collect::<Vec<_>>()))
            .collect();
        let ended: Vec<_> = writers
            .into_iter()
            .map(thread::ScopedJoinHandle::join)
            .collect();
        stop.store(true, Ordering::Relaxed);
        assert!(reader.join().unwrap() > 0);
        ended.into_iter().flat_map(Result::unwrap).collect()
    });
    let canvas = canvas(place);
    let there = canvas.notes().map(|(id, note)| {
        let block = note.place.block.as_str();
        (id.as_str().to_owned(), (note.text.clone(), block))
    });
    assert_eq!(there.collect::<BTreeMap<_, _>>(), wanted);
}
