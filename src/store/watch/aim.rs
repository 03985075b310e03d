//! What is watched: which folders, and which names in them count.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind};

use super::super::stamp::{Inode, Stamp};
use super::super::target;
use super::worker::Order;

/// As many links as the kernel follows.
const MOST_LINKS: usize = 40;

/// So many files of a folder are compared where no events come.
const MOST_FILES: usize = 256;

/// What is watched.
#[derive(Debug)]
pub(super) enum Aim {
    /// A file, through links.
    File(PathBuf),
    /// All files in a folder.
    Folder(PathBuf),
}

/// A folder to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) folder: PathBuf,
    /// `None` where there is no such folder now.
    pub(super) inode: Option<Inode>,
    names: Names,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Names {
    All,
    These(Vec<OsString>),
}

/// What a look without reading shows; another one means that something changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Sight {
    File(Option<Stamp>),
    Folder(Vec<(OsString, Option<Stamp>)>),
}

impl Aim {
    pub(super) fn file(path: &Path) -> Self {
        Self::File(absolute(path))
    }

    pub(super) fn folder(path: &Path) -> Self {
        Self::Folder(absolute(path))
    }

    /// The folders to watch now. Two names of one folder make one spot: the kernel has one watch for both, and its events
    /// would come under one of the names only.
    pub(super) fn spots(&self) -> Vec<Spot> {
        let file = match self {
            Self::Folder(folder) => {
                return vec![Spot {
                    inode: Inode::of(folder),
                    folder: folder.clone(),
                    names: Names::All,
                }];
            }
            Self::File(file) => file,
        };
        let mut spots = Vec::new();
        for path in chain(file) {
            add(&mut spots, &path);
        }
        spots
    }

    /// Whether the file is not there.
    pub(super) fn is_missing(&self) -> bool {
        match self {
            Self::File(file) => Stamp::of(file).is_none(),
            Self::Folder(_) => false,
        }
    }

    pub(super) fn sight(&self) -> Sight {
        match self {
            Self::File(file) => Sight::File(Stamp::of(file)),
            Self::Folder(folder) => {
                let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
                let stamp = |entry: std::fs::DirEntry| {
                    let stamp = entry.metadata().ok().map(|meta| Stamp::from(&meta));
                    (entry.file_name(), stamp)
                };
                let mut files: Vec<_> = entries.take(MOST_FILES).map(stamp).collect();
                files.sort();
                Sight::Folder(files)
            }
        }
    }
}

impl Spot {
    /// What the event asks for, if it counts.
    fn order(&self, event: &Event) -> Option<Order> {
        if event.paths.contains(&self.folder) {
            // Of the folder itself: its rights changed, or it went, and with it the kernel's watch, while a new one in its
            // place can have its number.
            let went = event.kind.is_remove()
                || matches!(
                    event.kind,
                    EventKind::Modify(notify::event::ModifyKind::Name(_))
                );
            return Some(if went { Order::Rewatch } else { Order::Look });
        }
        let counts = |path: &PathBuf| {
            path.parent() == Some(&self.folder)
                && path.file_name().is_some_and(|name| match &self.names {
                    Names::All => true,
                    Names::These(names) => names.iter().any(|wanted| wanted == name),
                })
        };
        event.paths.iter().any(counts).then_some(Order::Look)
    }
}

/// What the event asks for, if it counts. That somebody reads a file does not: each look would set off the next, in
/// this process and in all others that watch the file.
pub(super) fn order(event: &Event, spots: &[Spot]) -> Option<Order> {
    if event.need_rescan() {
        return Some(Order::Look);
    }
    let written = EventKind::Access(AccessKind::Close(AccessMode::Write));
    if event.kind.is_access() && event.kind != written {
        return None;
    }
    spots.iter().find_map(|spot| spot.order(event))
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The path and, where it is a link, where that leads, and so on.
fn chain(path: &Path) -> Vec<PathBuf> {
    let mut chain = vec![path.to_path_buf()];
    let mut last = path.to_path_buf();
    while let Ok(link) = std::fs::read_link(&last) {
        last = target::folder(&last).join(link);
        chain.push(last.clone());
        if chain.len() > MOST_LINKS {
            break;
        }
    }
    chain
}

fn add(spots: &mut Vec<Spot>, path: &Path) {
    let folder = target::folder(path);
    let inode = Inode::of(folder);
    let Some(name) = path.file_name() else {
        return;
    };
    let known = spots.iter_mut().find(|spot| match inode {
        Some(_) => spot.inode == inode,
        None => spot.folder == folder,
    });
    match known {
        Some(Spot {
            names: Names::These(names),
            ..
        }) => names.push(name.to_os_string()),
        Some(_) => {}
        None => spots.push(Spot {
            folder: folder.to_path_buf(),
            inode,
            names: Names::These(vec![name.to_os_string()]),
        }),
    }
}
