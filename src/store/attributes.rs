//! What a file has besides its bytes: owner, group, rights, extended attributes (access lists among them).

use std::ffi::CStr;
use std::os::fd::AsFd;

use rustix::buffer::spare_capacity;
use rustix::fs::{
    Gid, Mode, Stat, Uid, XattrFlags, fgetxattr, flistxattr, fremovexattr, fsetxattr,
};
use rustix::io::Errno;
use rustix::process::geteuid;

/// Larger ones than the kernel takes need no room.
const MOST_BYTES: usize = 64 << 10;

/// Gives the new file what the old one has. An error where others would find their rights changed: the file must then
/// be written in place.
pub(super) fn copy(old: impl AsFd, stat: &Stat, new: impl AsFd) -> Result<(), Errno> {
    let made = rustix::fs::fstat(&new)?;
    if made.st_uid != stat.st_uid {
        // Only root can give a file away; for others it becomes the last saver's.
        let given = rustix::fs::fchown(&new, Some(Uid::from_raw(stat.st_uid)), None);
        given.or_else(|errno| {
            if geteuid().is_root() {
                Err(errno)
            } else {
                Ok(())
            }
        })?;
    }
    if made.st_gid != stat.st_gid {
        rustix::fs::fchown(&new, None, Some(Gid::from_raw(stat.st_gid)))?;
    }
    copy_extended(old, &new)?;
    // Last, since the steps before it change the bits.
    rustix::fs::fchmod(&new, Mode::from_raw_mode(stat.st_mode))
}

fn copy_extended(old: impl AsFd, new: impl AsFd) -> Result<(), Errno> {
    let wanted = names(&old)?;
    for name in each(&names(&new)?).filter(|name| !each(&wanted).any(|wanted| wanted == *name)) {
        fremovexattr(&new, name)?;
    }
    for name in each(&wanted) {
        let value = value(&old, name)?;
        // A security label is the same by itself, and few may set it.
        if self::value(&new, name).as_ref() != Ok(&value) {
            fsetxattr(&new, name, &value, XattrFlags::empty())?;
        }
    }
    Ok(())
}

/// The names, each ended by a zero byte; none where the file system has no such thing.
fn names(file: impl AsFd) -> Result<Vec<u8>, Errno> {
    let mut names = Vec::with_capacity(MOST_BYTES);
    match flistxattr(file, spare_capacity(&mut names)) {
        Ok(_) | Err(Errno::OPNOTSUPP | Errno::NOSYS) => Ok(names),
        Err(errno) => Err(errno),
    }
}

fn each(names: &[u8]) -> impl Iterator<Item = &CStr> {
    names
        .split_inclusive(|byte| *byte == 0)
        .filter_map(|name| CStr::from_bytes_with_nul(name).ok())
}

fn value(file: impl AsFd, name: &CStr) -> Result<Vec<u8>, Errno> {
    let mut value = Vec::with_capacity(MOST_BYTES);
    fgetxattr(file, name, spare_capacity(&mut value))?;
    Ok(value)
}
