//! The file format from outside: round trips, tolerance, errors, the schema.

// Helpers outside of #[test] functions are tests too, which clippy does not see.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "format/accepted.rs"]
mod accepted;
#[path = "format/broken.rs"]
mod broken;
#[path = "format/canvases.rs"]
mod canvases;
#[path = "format/large.rs"]
mod large;
#[path = "format/markdown.rs"]
mod markdown;
#[path = "format/properties.rs"]
mod properties;
#[path = "format/schema.rs"]
mod schema;
#[path = "format/wild.rs"]
mod wild;
#[path = "format/words.rs"]
mod words;
