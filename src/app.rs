//! State, messages, effects and the one function that ties them: pure, so that every step can be tested.

pub mod action;
pub mod ages;
pub mod beside;
pub mod board;
pub mod checks;
pub mod column;
pub mod editor;
pub mod effect;
pub mod face;
pub mod git;
pub mod history;
pub mod hit;
pub mod ids;
pub mod keymap;
pub mod lens;
pub mod list;
pub mod mode;
pub mod msg;
pub mod news;
pub mod past;
pub mod seat;
pub mod state;
pub mod sync;
pub mod timeline;
pub mod update;
pub mod weave;
