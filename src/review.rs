//! What differs between two canvases, told to people and to programs: as text, as Markdown, as JSON.
//!
//! [`Report`] holds what is to be told, in the order of reading; the modules below say it. Pure: knows no terminal, file or
//! git. What it makes for people is cleaned.

mod discussion;
pub mod json;
pub mod markdown;
mod report;
pub mod text;
pub mod timeline;

pub use report::{Aspect, BlockDiff, FieldDiff, Names, NoteDiff, Report, Seen};
