//! The `git` program: which repository holds a canvas, how it stands there, and how git is told to merge canvases.
//!
//! Knows processes and paths; must not know the board. git is run as a program, so that the team's own configuration,
//! hooks, credentials and work trees count. What it says is untrusted: clean it before it goes to a terminal.

pub mod blame;
pub mod blob;
pub mod blobs;
pub mod conflict;
pub mod forge;
pub mod glance;
pub mod history;
pub mod person;
pub mod program;
pub mod refs;
pub mod repo;
pub mod setup;
pub mod status;
pub mod sync;
