//! `watch`: an export that follows the canvas.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use super::add::{FILE, refused};
use super::place::Place;

const DEADLINE: Duration = Duration::from_secs(20);

fn canvas(notes: &[&str]) -> String {
    let note = |(at, text): (usize, &&str)| {
        format!(r#""n{at:04}": {{ "block": "channels", "rank": "B{at:04}", "text": "{text}" }}"#)
    };
    let notes: Vec<String> = notes.iter().enumerate().map(note).collect();
    let notes = notes.join(", ");
    format!(r#"{{ "bmcanvas": 1, "kind": "business-model", "notes": {{ {notes} }} }}"#)
}

/// A running `watch`. It ends with the test.
struct Watching {
    child: Child,
    said: Receiver<String>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watching {
    fn start(place: &Place, out: &str, poll: bool) -> Self {
        let mut command = place.command(&["watch", FILE, "-o", out]);
        if poll {
            command.env("BMCANVAS_WATCH", "poll");
        }
        Self::run(command)
    }

    fn with(place: &Place, args: &[&str]) -> Self {
        Self::run(place.command(args))
    }

    fn run(mut command: Command) -> Self {
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let (told, said) = mpsc::channel();
        thread::spawn(move || {
            lines
                .map_while(Result::ok)
                .all(|line| told.send(line).is_ok())
        });
        Self { child, said }
    }

    /// The next line on standard error.
    #[track_caller]
    fn says(&self, wanted: &str) {
        let line = self.said.recv_timeout(DEADLINE).unwrap();
        assert!(line.contains(wanted), "{line}");
    }

    /// How often its threads were woken so far, and the processor time that they took, in ticks of mostly 10 ms.
    fn cost(&self) -> (u64, u64) {
        let process = format!("/proc/{}", self.child.id());
        let threads = fs::read_dir(format!("{process}/task")).unwrap();
        let wakes = threads.map(|thread| {
            let status = fs::read_to_string(thread.unwrap().path().join("status")).unwrap();
            let mut lines = status.lines();
            let count = lines.find_map(|line| line.strip_prefix("voluntary_ctxt_switches:"));
            count.unwrap().trim().parse::<u64>().unwrap()
        });
        let stat = fs::read_to_string(format!("{process}/stat")).unwrap();
        let (_, fields) = stat.rsplit_once(") ").unwrap();
        let ticks = fields.split(' ').skip(11).take(2);
        (
            wakes.sum(),
            ticks.map(|ticks| ticks.parse::<u64>().unwrap()).sum(),
        )
    }

    /// Ends it by a signal; its exit code, and what it said that nobody asked for.
    fn end(mut self, signal: Signal) -> (Option<i32>, Vec<String>) {
        let pid = Pid::from_child(&self.child);
        kill_process(pid, signal).unwrap();
        let code = self.child.wait().unwrap().code();
        (code, self.said.iter().collect())
    }
}

#[track_caller]
fn wait_for(what: &str, holds: impl Fn() -> bool) {
    let end = Instant::now() + DEADLINE;
    while !holds() {
        assert!(Instant::now() < end, "never: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn an_export_follows_the_canvas_until_it_is_interrupted() {
    for (poll, signal) in [(false, Signal::INT), (true, Signal::TERM)] {
        let place = Place::with(FILE, canvas(&["App"]));
        let watching = Watching::start(&place, "out.txt", poll);
        if poll {
            watching.says("looked at each second");
        }
        watching.says("out.txt: written, 1 note");
        assert!(place.read("out.txt").contains("- App\n"));
        place.run(&["add", FILE, "CH", "Shop"]);
        watching.says("out.txt: written, 2 notes");
        assert!(place.read("out.txt").contains("- App\n- Shop\n"));
        // The same again is no news.
        place.write(FILE, place.read(FILE));
        assert_eq!(watching.end(signal), (Some(0), vec![]));
    }
}

#[test]
fn a_canvas_that_is_missing_or_broken_for_a_while_is_waited_for() {
    let place = Place::with(FILE, canvas(&["App"]));
    let watching = Watching::start(&place, "out.txt", false);
    watching.says("written");
    place.write(FILE, "{ \"bmcanvas\": 1, ");
    watching.says(FILE);
    watching.says("out.txt stays as it was until the canvas can be read");
    fs::remove_file(place.path("work").join(FILE)).unwrap();
    assert!(place.read("out.txt").contains("- App\n"));
    place.write(FILE, canvas(&["Shop"]));
    watching.says("written, 1 note");
    wait_for("the new text", || {
        place.read("out.txt").contains("- Shop\n")
    });
    place.write(FILE, "");
    watching.says(FILE);
    watching.says("stays as it was");
    place.write(FILE, canvas(&["Shop"]));
    watching.says("up to date again");
    assert_eq!(watching.end(Signal::INT), (Some(0), vec![]));
}

#[test]
fn nobody_sees_the_export_half_written() {
    let many = |text: &str| canvas(&vec![text; 3000]);
    let place = Place::with(FILE, many("Even"));
    let watching = Watching::start(&place, "out.txt", false);
    watching.says("written");
    let out = place.path("work/out.txt");
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !stop.load(Ordering::SeqCst) {
                let text = fs::read_to_string(&out).unwrap();
                assert!(text.ends_with("Cost Structure\n"), "cut at {}", text.len());
                let notes = |note: &str| text.lines().filter(|line| *line == note).count();
                assert!([(3000, 0), (0, 3000)].contains(&(notes("- Even"), notes("- Odd"))));
                seen += 1;
            }
            seen
        });
        for text in ["Odd", "Even", "Odd", "Even"] {
            place.write("new.json", many(text));
            fs::rename(place.path("work/new.json"), place.path("work").join(FILE)).unwrap();
            watching.says("written, 3000 notes");
        }
        stop.store(true, Ordering::SeqCst);
        assert!(reader.join().unwrap() > 0);
    });
}

#[test]
fn an_export_that_cannot_be_written_is_tried_again() {
    let place = Place::with(FILE, canvas(&["App"]));
    let watching = Watching::start(&place, "out.txt", false);
    watching.says("written");
    let out = place.path("work/out.txt");
    fs::remove_file(&out).unwrap();
    fs::create_dir(&out).unwrap();
    place.run(&["add", FILE, "CH", "Shop"]);
    watching.says("out.txt");
    watching.says("  ");
    fs::remove_dir(&out).unwrap();
    watching.says("written, 2 notes");
}

#[test]
fn a_canvas_that_nobody_changes_costs_nothing() {
    const WATCHED: Duration = Duration::from_secs(4);
    for (poll, most) in [(false, 0), (true, 12)] {
        let place = Place::with(FILE, canvas(&["App"]));
        let watching = Watching::start(&place, "out.txt", poll);
        if poll {
            watching.says("looked at each second");
        }
        watching.says("written");
        // The export's own making has to settle first.
        wait_for("quiet", || {
            let before = watching.cost();
            thread::sleep(Duration::from_millis(300));
            poll || before == watching.cost()
        });
        let before = watching.cost();
        thread::sleep(WATCHED);
        let after = watching.cost();
        let (wakes, ticks) = (after.0 - before.0, after.1 - before.1);
        assert!(wakes <= most, "woken {wakes} times, {ticks} ticks");
        assert!(ticks <= 2, "{ticks} ticks");
        assert_eq!(watching.end(Signal::INT), (Some(0), vec![]));
    }
}

#[test]
fn losses_are_told_note_by_note_and_again_where_they_change() {
    let place = Place::with(
        FILE,
        canvas(&["App"]).replace("\"text\"", "\"color\": \"red\", \"text\""),
    );
    let watching = Watching::with(&place, &["watch", FILE, "-o", "out.txt", "--report"]);
    watching.says("written, 1 note");
    watching.says("not in plain text: ");
    watching.says("  n0000 \"App\": colour");
    place.run(&["add", FILE, "CH", "Shop"]);
    watching.says("written, 2 notes");
    place.run(&["set", FILE, "n0000", "--tag", "new"]).fine();
    watching.says("written, 2 notes");
    watching.says("not in plain text: ");
    watching.says("  n0000 \"App\": colour, tags");
    assert_eq!(watching.end(Signal::INT), (Some(0), vec![]));
}

#[test]
fn what_cannot_be_watched_is_told_at_once() {
    let place = Place::with(FILE, canvas(&["App"]));
    assert!(refused(&place, &["watch", FILE, "-o", "out.docx"]).contains("tells no format"));
    assert!(refused(&place, &["watch", "none.json", "-o", "out.txt"]).contains("none.json"));
    assert!(refused(&place, &["watch", "-", "-o", "out.txt"]).contains("cannot be watched"));
    let out = refused(&place, &["watch", FILE, "--to", "text", "-o", "-"]);
    assert!(
        out.contains("standard output cannot be kept up to date"),
        "{out}"
    );
    let over = refused(&place, &["watch", FILE, "--to", "text", "-o", FILE]);
    assert!(over.contains("is a canvas"), "{over}");
}
