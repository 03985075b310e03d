//! The domain: canvas, block, note, kind. Knows no terminal, clock, thread, path or file.

pub mod amount;
pub mod belief;
pub mod blame;
pub mod by_person;
pub mod canvas;
pub mod changes;
pub mod check;
pub mod color;
pub mod conflicts;
pub mod difference;
pub mod draft;
pub mod edit;
pub mod figures;
pub mod header;
mod hunks;
pub mod id;
pub mod json;
pub mod kind;
pub mod lines;
pub mod links;
pub mod merge;

pub mod note;
pub mod pairing;
pub mod rank;
pub mod reference;
pub mod risk;
pub mod round;
pub mod stance;
pub mod story;
pub mod tags;
pub mod thread;
pub mod timestamp;
pub mod viability;
pub mod vote;
pub mod words;
