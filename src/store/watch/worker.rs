//! The thread of a watch: it keeps the right folders watched, looks each second where no events come, and stirs.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use notify::{Config, Event, RecommendedWatcher, RecursiveMode, Watcher};

use super::aim::{self, Aim, Sight, Spot};
use super::way::{self, Way, Why};
use super::{VARIABLE, disk};

/// The time between two looks where no events come.
const PACE: Duration = Duration::from_secs(1);

/// So many looks are taken after the file went, in case its folder goes next: the kernel does not tell so while some
/// process, a shell perhaps, is still in it.
const LOOKS_AFTER_LOSS: u8 = 10;

/// So often other folders are watched at once; if they change faster, a look each second has to do.
const MOST_TRIES: usize = 5;

/// What the thread is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// Something may have happened.
    Look,
    /// A folder went, or seems to have: the kernel's watches may be gone.
    Rewatch,
    /// See whether the right folders are watched.
    Check,
    /// No more is wanted.
    End,
}

/// Whether something is to be told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum News {
    No,
    Perhaps,
}

pub(super) struct Worker {
    aim: Aim,
    orders: Sender<Order>,
    way: Arc<Mutex<Way>>,
    watcher: Option<RecommendedWatcher>,
    /// What is watched, as notify's thread knows it too. Empty where no events come.
    spots: Arc<Mutex<Vec<Spot>>>,
    sight: Sight,
    /// How many looks are to be taken yet although events come.
    doubts: u8,
}

impl Worker {
    pub(super) fn new(aim: Aim, orders: Sender<Order>, way: Arc<Mutex<Way>>) -> Self {
        let sight = aim.sight();
        Self {
            aim,
            orders,
            way,
            watcher: None,
            spots: Arc::default(),
            sight,
            doubts: 0,
        }
    }

    /// The first attempt to watch.
    pub(super) fn begin(&mut self) {
        self.tend();
        self.sight = self.aim.sight();
    }

    /// Works until the end is ordered.
    pub(super) fn run(mut self, orders: &Receiver<Order>, stir: &impl Fn()) {
        loop {
            let news = match self.wait(orders) {
                Ok(Order::End) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(order) => {
                    // A burst is one look.
                    let mut all = vec![order];
                    all.extend(orders.try_iter());
                    if all.contains(&Order::End) {
                        return;
                    }
                    self.follow(&all)
                }
                Err(RecvTimeoutError::Timeout) => self.tick(),
            };
            if news == News::Perhaps {
                stir();
            }
        }
    }

    fn wait(&self, orders: &Receiver<Order>) -> Result<Order, RecvTimeoutError> {
        if self.looks_each_second() {
            orders.recv_timeout(PACE)
        } else {
            orders.recv().map_err(|_| RecvTimeoutError::Disconnected)
        }
    }

    fn looks_each_second(&self) -> bool {
        self.doubts > 0 || way::read(&self.way) != Way::Events
    }

    fn follow(&mut self, orders: &[Order]) -> News {
        if orders.contains(&Order::Rewatch) {
            self.forget();
        }
        let tended = self.tend();
        let news = if orders.iter().all(|order| *order == Order::Check) {
            tended
        } else {
            News::Perhaps
        };
        self.doubts = if self.aim.is_missing() {
            LOOKS_AFTER_LOSS
        } else {
            0
        };
        if self.looks_each_second() {
            self.sight = self.aim.sight();
        }
        news
    }

    fn tick(&mut self) -> News {
        let tended = self.tend();
        let sight = self.aim.sight();
        self.doubts = if self.aim.is_missing() {
            self.doubts.saturating_sub(1)
        } else {
            0
        };
        if std::mem::replace(&mut self.sight, sight) == self.sight {
            tended
        } else {
            News::Perhaps
        }
    }

    /// Sees to it that the folders are watched that should be; news where it changed something. What happens before they
    /// are watched goes untold: so it sees again whether they are still the right ones.
    fn tend(&mut self) -> News {
        let mut news = News::No;
        for _ in 0..MOST_TRIES {
            let wanted = self.aim.spots();
            if way::read(&self.way) == Way::Events && *self.spots() == wanted {
                return news;
            }
            news = News::Perhaps;
            if let Err(why) = self.watch(&wanted) {
                return self.poll(why);
            }
            way::replace(&self.way, Way::Events);
        }
        self.poll(Why::NotAvailable("its folders keep changing".into()))
    }

    fn poll(&mut self, why: Why) -> News {
        self.forget();
        if way::replace(&self.way, Way::Polling(why)) {
            News::Perhaps
        } else {
            News::No
        }
    }

    fn watch(&mut self, wanted: &[Spot]) -> Result<(), Why> {
        if std::env::var_os(VARIABLE).is_some_and(|way| way == "poll") {
            return Err(Why::Asked);
        }
        for spot in wanted {
            disk::silence(&spot.folder).map_or(Ok(()), Err)?;
        }
        self.forget();
        // The filter first: the first event can come before the last watch is made.
        *self.spots() = wanted.to_vec();
        let mut watcher = match self.watcher.take() {
            Some(watcher) => watcher,
            None => self.watcher()?,
        };
        for spot in wanted {
            watcher.watch(&spot.folder, RecursiveMode::NonRecursive)?;
        }
        self.watcher = Some(watcher);
        Ok(())
    }

    fn watcher(&self) -> Result<RecommendedWatcher, Why> {
        let (orders, spots) = (self.orders.clone(), Arc::clone(&self.spots));
        let tell = move |event: notify::Result<Event>| {
            let order = match event {
                Ok(event) => aim::order(&event, &lock(&spots)),
                Err(_) => Some(Order::Look),
            };
            if let Some(order) = order {
                let _ = orders.send(order);
            }
        };
        Ok(RecommendedWatcher::new(tell, Config::default())?)
    }

    /// Ends all watches. A watch by path may be one on a folder that is elsewhere by now.
    fn forget(&mut self) {
        let spots = std::mem::take(&mut *self.spots());
        for spot in spots {
            if let Some(watcher) = &mut self.watcher {
                // It is gone where its folder is.
                let _ = watcher.unwatch(&spot.folder);
            }
        }
    }

    fn spots(&self) -> std::sync::MutexGuard<'_, Vec<Spot>> {
        lock(&self.spots)
    }
}

fn lock(spots: &Mutex<Vec<Spot>>) -> std::sync::MutexGuard<'_, Vec<Spot>> {
    spots.lock().unwrap_or_else(PoisonError::into_inner)
}
