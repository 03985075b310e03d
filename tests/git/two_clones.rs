//! Two people, each in a clone, and a bare repository between them.

use std::collections::BTreeSet;

use super::canvas::{canvas, read, texts};
use super::place::{Place, Program};

const FILE: &str = "plan.canvas.json";
const ROUNDS: usize = 8;

/// Numbers that look random, the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }
}

/// What both wrote and took away.
#[derive(Default)]
struct Ledger {
    written: Vec<String>,
    /// Texts that somebody deleted or replaced on purpose: these may be gone.
    given_up: BTreeSet<String>,
}

struct Person<'a> {
    place: &'a Place,
    clone: &'static str,
}

impl Person<'_> {
    fn git(&self, args: &[&str]) {
        let ended = self.try_git(args);
        assert_eq!(ended.code, Some(0), "{} {args:?}: {ended:?}", self.clone);
    }

    fn try_git(&self, args: &[&str]) -> super::place::Ended {
        self.place
            .try_git(Program::There, &[&["-C", self.clone], args].concat())
    }

    fn file(&self) -> String {
        format!("{}/{FILE}", self.clone)
    }

    /// Edits the canvas once, as a script would.
    fn edit(&self, random: &mut Random, ledger: &mut Ledger) {
        let file = self.file();
        let now = read(&self.place.read(&file));
        let notes: Vec<_> = now.notes().collect();
        let fresh = format!("text {} of {}", ledger.written.len(), self.clone);
        let (id, note) = notes[random.below(notes.len())];
        let args = match random.below(6) {
            0..=1 => {
                ledger.written.push(fresh.clone());
                vec!["add", &file, "channels", &fresh]
            }
            2..=3 => {
                ledger.given_up.insert(note.text.clone());
                ledger.written.push(fresh.clone());
                vec!["set", &file, id.as_str(), "--text", &fresh]
            }
            4 => vec![
                "move",
                &file,
                id.as_str(),
                ["channels", "parking"][random.below(2)],
            ],
            _ if notes.len() > 5 => {
                ledger.given_up.insert(note.text.clone());
                vec!["rm", &file, id.as_str()]
            }
            _ => return,
        };
        self.place.run(args).fine();
    }

    fn commit(&self) {
        self.git(&["commit", "--quiet", "--all", "--allow-empty", "--message=x"]);
    }

    /// Pulls and pushes; nothing is left to resolve.
    fn sync(&self, how: &str) {
        self.git(&["pull", "--quiet", how]);
        texts(&self.place.read(self.file()));
        self.git(&["push", "--quiet"]);
    }
}

#[test]
fn pulls_and_pushes_never_conflict_and_lose_nothing() {
    for seed in [1, 2] {
        two_clones(seed);
    }
}

fn two_clones(seed: u64) {
    let place = Place::new();
    place.run(["git-setup"]).fine();
    place.commit(FILE, canvas(&[("a", "one"), ("b", "two"), ("c", "three")]));
    place.git(&["clone", "--quiet", "--bare", ".", "../hub"]);
    let people = ["../anna", "../bo"].map(|clone| {
        place.git(&["clone", "--quiet", "../hub", clone]);
        place.run(["git-setup", clone]).fine();
        Person {
            place: &place,
            clone,
        }
    });
    let (mut random, mut ledger) = (Random(seed), Ledger::default());
    for round in 0..ROUNDS {
        for person in &people {
            for _ in 0..=random.below(2) {
                for _ in 0..=random.below(3) {
                    person.edit(&mut random, &mut ledger);
                }
                person.commit();
            }
        }
        let how = ["--no-rebase", "--rebase"][round % 2];
        let [first, second] = &people;
        first.sync(how);
        second.sync(how);
        first.sync("--ff-only");
    }
    let [one, other] = people.map(|person| place.read(person.file()));
    assert_eq!(one, other, "seed {seed}");
    let found: BTreeSet<String> = texts(&one).into_iter().collect();
    for text in &ledger.written {
        let kept = found.contains(text) || ledger.given_up.contains(text);
        assert!(kept, "seed {seed}: {text:?} is lost; there are {found:?}");
    }
}
