//! Canvases in real git repositories.

// The helpers stand outside the test functions, where clippy does not know that panics are meant.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

#[path = "git/blame.rs"]
mod blame;
#[path = "git/by_hand.rs"]
mod by_hand;
#[path = "git/canvas.rs"]
mod canvas;
#[path = "git/conflicts.rs"]
mod conflicts;
#[path = "git/diff.rs"]
mod diff;
#[path = "git/driver.rs"]
mod driver;
#[path = "git/history.rs"]
mod history;
#[path = "git/line.rs"]
mod line;
#[path = "git/place.rs"]
mod place;
#[path = "git/repo.rs"]
mod repo;
#[path = "git/setup.rs"]
mod setup;
#[path = "git/status.rs"]
mod status;
#[path = "git/sync.rs"]
mod sync;
#[path = "git/sync_at_once.rs"]
mod sync_at_once;
#[path = "git/team.rs"]
mod team;
#[path = "git/textconv.rs"]
mod textconv;
#[path = "git/told.rs"]
mod told;
#[path = "git/two_clones.rs"]
mod two_clones;
