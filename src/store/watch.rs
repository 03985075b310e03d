//! Being told when something may have happened to a file: "look". What happened, and whether at all, is for whoever
//! looks.
//!
//! ```text
//! kernel ─► notify's thread ─► spot: does it count? ─► worker: is the right folder watched? ─► stir
//!                                                      └─ no events to be had: a look each second
//! ```
//!
//! The folder is watched and not the file, since a watch on a file ends with the first save that replaces it. A thread
//! sleeps as long as nothing happens; only where no events come it looks each second.
//!
//! What no event tells: that a folder *above* the watched one was renamed or replaced. Whoever looks for a reason of
//! its own (the terminal has the focus again, the program goes on) calls `Watch::check`.

mod aim;
mod disk;
mod way;
mod worker;

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use aim::Aim;
pub use way::{Way, Why};
use worker::{Order, Worker};

/// The environment variable that, set to `poll`, makes each watch look each second: for tests, and for odd mounts.
pub const VARIABLE: &str = "BMCANVAS_WATCH";

/// A watch. It ends when it is dropped.
#[derive(Debug)]
pub struct Watch {
    orders: Sender<Order>,
    way: Arc<Mutex<Way>>,
}

impl Watch {
    /// Watches a file, which need not be there, through symbolic links and at the links themselves. `stir` is called from
    /// another thread. What happens after the return is told: start first, then read.
    pub fn start(path: &Path, stir: impl Fn() + Send + 'static) -> (Self, Way) {
        Self::at(Aim::file(path), stir)
    }

    /// Watches all that is in a folder, but not below it.
    pub fn folder(folder: &Path, stir: impl Fn() + Send + 'static) -> (Self, Way) {
        Self::at(Aim::folder(folder), stir)
    }

    /// How it watches now. It changes when the folder comes back on another disk, for example, and `stir` is called then.
    pub fn way(&self) -> Way {
        way::read(&self.way)
    }

    /// Makes sure, soon, that the right folders are watched, and calls `stir` if they were not.
    pub fn check(&self) {
        let _ = self.orders.send(Order::Check);
    }

    fn at(aim: Aim, stir: impl Fn() + Send + 'static) -> (Self, Way) {
        let (orders, received) = channel();
        let (ready, started) = channel();
        let way = Arc::new(Mutex::new(Way::Polling(Why::NotAvailable(
            "no thread to watch with".into(),
        ))));
        let mut worker = Worker::new(aim, orders.clone(), Arc::clone(&way));
        let spawned = thread::Builder::new().name("watch".into()).spawn(move || {
            worker.begin();
            let _ = ready.send(());
            worker.run(&received, &stir);
        });
        if spawned.is_ok() {
            // An error means that the thread died; then the way says so.
            let _ = started.recv();
        }
        let now = way.lock().unwrap_or_else(PoisonError::into_inner).clone();
        (Self { orders, way }, now)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // Not waited for: whoever drops it may be called by `stir`, or hold what `stir` waits for.
        let _ = self.orders.send(Order::End);
    }
}
