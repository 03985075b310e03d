//! Canvases in real git repositories.

// The helpers stand outside the test functions, where clippy does not know that panics are meant.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

// More of it is used by what is to come.
#[allow(dead_code)]
#[path = "git/place.rs"]
mod place;
#[path = "git/repo.rs"]
mod repo;
#[path = "git/status.rs"]
mod status;
