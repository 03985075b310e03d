//! How a file is watched, and why not better.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use rustix::io::Errno;

/// How changes are noticed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Way {
    /// The system tells of them at once.
    Events,
    /// By a look each second.
    Polling(Why),
}

/// Why the system does not tell of changes. In words for a status line, of untrusted parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The environment asks for it.
    Asked,
    /// On a disk of this kind nobody tells what others change.
    NetworkDisk(&'static str),
    /// The user has as many inotify instances as allowed, or the process as many open files.
    NoInstances,
    /// The user watches as many folders as allowed.
    NoWatches,
    /// Something else; what the system said.
    NotAvailable(String),
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Asked => f.write_str("asked for by BMCANVAS_WATCH"),
            Self::NetworkDisk(name) => write!(f, "{name} tells of no changes"),
            Self::NoInstances => f.write_str("no inotify instances left"),
            Self::NoWatches => f.write_str("no inotify watches left"),
            Self::NotAvailable(said) => f.write_str(said),
        }
    }
}

impl From<notify::Error> for Why {
    fn from(error: notify::Error) -> Self {
        if let notify::ErrorKind::MaxFilesWatch = error.kind {
            return Self::NoWatches;
        }
        if let notify::ErrorKind::Io(io) = &error.kind
            && matches!(Errno::from_io_error(io), Some(Errno::MFILE | Errno::NFILE))
        {
            return Self::NoInstances;
        }
        // Its own text would name paths.
        Self::NotAvailable(notify::Error::new(error.kind).to_string())
    }
}

/// What a shared way is now.
pub(super) fn read(way: &Mutex<Way>) -> Way {
    way.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Changes a shared way; whether it was another.
pub(super) fn replace(way: &Mutex<Way>, new: Way) -> bool {
    let mut way = way.lock().unwrap_or_else(PoisonError::into_inner);
    let changed = *way != new;
    *way = new;
    changed
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::Why;

    fn from_errno(number: i32) -> Why {
        notify::Error::io(io::Error::from_raw_os_error(number)).into()
    }

    #[test]
    fn the_limits_are_told_apart() {
        assert_eq!(
            from_errno(24),
            Why::NoInstances,
            "the 129th instance: too many open files"
        );
        assert_eq!(from_errno(23), Why::NoInstances);
        assert_eq!(
            Why::from(notify::Error::new(notify::ErrorKind::MaxFilesWatch)),
            Why::NoWatches
        );
        let other = notify::Error::io(io::Error::from_raw_os_error(13)).add_path("/secret".into());
        let Why::NotAvailable(said) = other.into() else {
            panic!()
        };
        assert!(
            said.contains("denied") && !said.contains("secret"),
            "{said}"
        );
    }
}
