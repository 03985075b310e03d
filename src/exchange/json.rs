//! JSON as other programs keep canvases in it: a key for each block, in many dialects.
//!
//! ```json
//! { "title": "Bike box", "customerSegments": ["Commuters", "Couriers"], "channels": ["App"] }
//! ```
//!
//! Written is the plainest of them, lists of texts. Read are also texts and objects instead of lists, sections with a title
//! and a content, parts of sections, lists of notes that name their block, and what two programs save.

mod key;
mod note;
mod read;
mod saves;
mod write;

pub(super) use key::Spelling;
pub(super) use read::read;
pub(super) use write::write;

#[cfg(test)]
mod tests;
