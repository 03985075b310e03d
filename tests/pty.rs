//! The real program in a terminal, from the first key to the bytes in the file.
//!
//! What needs a mount or other rights is tried; where the machine does not allow it, the test prints that it was
//! skipped, and why.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout
)]

#[path = "terminal/grammar.rs"]
mod grammar;
#[path = "terminal/keys.rs"]
mod keys;
#[path = "terminal/place.rs"]
mod place;
#[path = "terminal/process.rs"]
mod process;
#[path = "terminal/seen.rs"]
mod seen;
#[path = "terminal/term.rs"]
mod term;
#[path = "terminal/tools.rs"]
mod tools;

#[path = "terminal/beside.rs"]
mod beside;
#[path = "terminal/check.rs"]
mod check;
#[path = "terminal/closed.rs"]
mod closed;

#[path = "terminal/beliefs.rs"]
mod beliefs;
#[path = "terminal/conflict.rs"]
mod conflict;
#[path = "terminal/crowd.rs"]
mod crowd;
#[path = "terminal/drafts.rs"]
mod drafts;
#[path = "terminal/editor.rs"]
mod editor;
#[path = "terminal/endings.rs"]
mod endings;
#[path = "terminal/exchange.rs"]
mod exchange;
#[path = "terminal/faults.rs"]
mod faults;
#[path = "terminal/figures.rs"]
mod figures;
#[path = "terminal/guide.rs"]
mod guide;
#[path = "terminal/hostile.rs"]
mod hostile;
#[path = "terminal/links.rs"]
mod links;
#[path = "terminal/looks.rs"]
mod looks;
#[path = "terminal/monkey.rs"]
mod monkey;
#[path = "terminal/pasting.rs"]
mod pasting;
#[path = "terminal/quiet.rs"]
mod quiet;
#[path = "terminal/references.rs"]
mod references;
#[path = "terminal/review.rs"]
mod review;
#[path = "terminal/saving.rs"]
mod saving;
#[path = "terminal/ssh.rs"]
mod ssh;
#[path = "terminal/start.rs"]
mod start;
#[path = "terminal/sync.rs"]
mod sync;
#[path = "terminal/talk.rs"]
mod talk;
#[path = "terminal/together.rs"]
mod together;
#[path = "terminal/walk.rs"]
mod walk;
#[path = "terminal/workshop.rs"]
mod workshop;
