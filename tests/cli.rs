//! The command line from outside: the real program, run on files of its own.

// The helpers stand outside the test functions, where clippy does not know that panics are meant.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]

#[path = "cli/add.rs"]
mod add;
#[path = "cli/browser.rs"]
mod browser;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/comment.rs"]
mod comment;
#[path = "cli/diff.rs"]
mod diff;
#[path = "cli/exchange.rs"]
mod exchange;
#[path = "cli/figures.rs"]
mod figures;
#[path = "cli/files.rs"]
mod files;
#[path = "cli/links.rs"]
mod links;
#[path = "cli/list.rs"]
mod list;
#[path = "cli/lists.rs"]
mod lists;
#[path = "cli/move_notes.rs"]
mod move_notes;
#[path = "cli/page.rs"]
mod page;
#[cfg(feature = "pictures")]
#[path = "cli/pictures.rs"]
mod pictures;
#[path = "cli/place.rs"]
mod place;
#[path = "cli/refs.rs"]
mod refs;
#[path = "cli/risks.rs"]
mod risks;
#[path = "cli/rm.rs"]
mod rm;
#[path = "cli/set.rs"]
mod set;
#[path = "cli/show.rs"]
mod show;
#[path = "cli/silence.rs"]
mod silence;
#[path = "cli/together.rs"]
mod together;
#[path = "cli/tools.rs"]
mod tools;
#[path = "cli/troubles.rs"]
mod troubles;
#[path = "cli/viability.rs"]
mod viability;
#[path = "cli/vote.rs"]
mod vote;
#[path = "cli/watch.rs"]
mod watch;
