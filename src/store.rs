//! The disk: load, lock, save, watch, who is there, the user's folders, the journal of unfinished work, pipes.
//!
//! Knows bytes and paths; must not know what the bytes mean (but `library`, which reads kinds), nor any screen. Errors carry facts and no paths: whoever
//! shows them names the file and cleans its name first.

mod attributes;
pub mod cache;
pub mod dirs;
pub mod draft;
mod error;
pub mod find;
mod in_place;
pub mod iteration;
pub mod journal;
pub mod keeper;
pub mod library;
pub mod lines;
pub mod load;
mod lock;
pub mod named;
pub mod orphan;
pub mod presence;
mod process;
mod replace;
pub mod save;
pub mod stamp;
pub mod stream;
mod swap;
pub mod target;
mod temp;
pub mod user;
pub mod watch;
mod write;

pub use error::{SaveError, Step};
pub use target::canonical;

use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// Makes a save beyond the file size limit (`ulimit -f`) an error that can be told, where the system's default is to
/// end the program without a word. To be called once, at the start.
pub fn survive_size_limit() -> io::Result<()> {
    // A handler rather than "ignore": programs that we start get the default back.
    let unread = Arc::new(AtomicBool::new(false));
    signal_hook::flag::register(signal_hook::consts::SIGXFSZ, unread).map(drop)
}
