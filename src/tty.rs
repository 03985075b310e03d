//! The terminal as bytes: keys in, cells out. Pure; opens nothing.
//!
//! Why not a terminal crate's own input and drawing: there are four things in the usual ones (crossterm 0.29 under ratatui 0.30) that
//! this program cannot live with:
//!
//! - after a hang-up its poll spins at full load and never returns;
//! - a bracketed paste whose end never comes swallows every later key;
//! - under `NO_COLOR` it drops bold and reverse too, so that a selection can no longer be seen;
//! - ratatui fills and compares the whole screen at every key: the comparison alone took 0.14 ms at 200x50 with nothing changed, where
//!   a paint of a small damaged part takes 0.001 ms.
//!
//! What is left of it is small: [`Decoder`] turns bytes into [`Input`], [`Screen`] turns the damaged cells into the fewest bytes,
//! and [`modes`] switches the terminal on and off. Reading, writing and time are the caller's.

pub mod decode;
pub mod encode;
pub mod input;
pub mod key;
pub mod modes;

pub use decode::Decoder;
pub use encode::Screen;
pub use input::{Button, Input, Mouse, MouseKind, Paste};
pub use key::{Chord, Key, Mods};
