//! Bytes to model and back, pure: knows no file, path, clock or terminal.

mod broken;
mod fingerprint;
mod free;
mod handwritten;
pub mod kind;
mod loose;
mod markers;
mod merge;
mod nesting;
mod notes;
mod plain;
mod raw;
mod read;
mod remark;
mod review;
mod sides;
mod source;
mod write;

pub use broken::{Broken, Position, Subject, What};
pub use fingerprint::Fingerprint;
pub use free::{is_free_in_canvas, is_free_in_note, is_note_id};
pub use loose::{Loose, loose};
pub use merge::{Side, Unmergeable, merge, rejoin};
pub use plain::plain;
pub use read::{Access, MAX_BYTES, MAX_DEPTH, Read, VERSION, read};
pub use remark::Remark;
pub use sides::{Sides, sides};
pub use write::{write, write_json, write_notes};

/// The JSON Schema of a canvas file: the canonical form and what people write by hand.
pub const SCHEMA: &str = include_str!("../schema/canvas.schema.json");
