//! Keys that make no sense, at sizes that make none: the board stays up and the file whole.

use std::fmt::Write;

use crate::grammar;
use crate::place::{Place, canonical};
use crate::seen::Seen;
use crate::term::Run;

/// All keys but those that leave or hand the terminal over.
const KEYS: &[&str] = &[
    "<enter>",
    "<tab>",
    "<s-tab>",
    "<up>",
    "<down>",
    "<left>",
    "<right>",
    "<home>",
    "<end>",
    "<bs>",
    "<del>",
    "<c-c>",
    "<c-r>",
    "<c-u>",
    "<c-d>",
    "<c-w>",
    "<c-l>",
    "<a-enter>",
    "a",
    "o",
    "O",
    "i",
    "d",
    "y",
    "p",
    "Y",
    "J",
    "K",
    "m",
    "x",
    "c",
    " ",
    "z",
    "v",
    "/",
    "n",
    "N",
    "u",
    "U",
    "t",
    "T",
    "g",
    "G",
    "h",
    "j",
    "k",
    "l",
    "?",
    "0",
    "1",
    "2",
    "3",
    "5",
    "8",
    "9",
    "é",
    "市",
    "👩\u{200d}💻",
    "w",
    "R",
];

const SIZES: &[(u16, u16)] = &[
    (1, 1),
    (2, 2),
    (10, 3),
    (3, 10),
    (40, 12),
    (80, 24),
    (120, 40),
    (60, 50),
    (300, 5),
    (5, 100),
    (200, 60),
];

/// xorshift: the same numbers for the same seed.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }
}

fn run(seed: u64) {
    let (place, path) = Place::with_aws();
    let mut numbers = Numbers(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let size = SIZES[numbers.below(SIZES.len())];
    let run = Run::board(&place, &["aws.canvas.json"]);
    let mut term = run.size(size.0, size.1).start();
    term.wait_until("the terminal taken over", Seen::is_taken);
    let mut typed = String::new();
    for _ in 0..12 {
        let mut keys = String::new();
        for _ in 0..20 {
            keys.push_str(KEYS[numbers.below(KEYS.len())]);
        }
        term.type_keys(&keys);
        typed.push_str(&keys);
        let (columns, rows) = SIZES[numbers.below(SIZES.len())];
        term.resize(columns, rows);
        write!(typed, " {columns}x{rows} ").unwrap();
    }
    // What no key of those above could have brought shows that all of them were taken.
    term.resize(120, 40);
    term.type_keys("<c-c><c-c><c-c><c-c>:qqq");
    term.wait_until(&format!("life after seed {seed}: {typed}"), |seen| {
        seen.shows("qqq")
    });
    term.signal(rustix::process::Signal::TERM);
    assert_eq!(term.exit_code(), 143);
    term.has_given_back();
    term.look(|seen| drop(grammar::check(seen.raw())));
    canonical(&path);
}

#[test]
fn keys_at_random() {
    let seeds = std::env::var("MONKEY_SEEDS").ok();
    let seeds = seeds.and_then(|seeds| seeds.parse().ok()).unwrap_or(12);
    for seed in 1..=seeds {
        run(seed);
    }
}
