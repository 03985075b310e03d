//! Drafts whose process is dead: what the next start offers.

use std::os::fd::AsFd;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, OFlags};
use rustix::io::Errno;

use super::draft::StoredDraft;
use super::error::{SaveError, Step};
use super::journal::{self, Entry, Journal};
use super::process::Process;
use super::{load, target};

/// A draft that its process left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Orphan {
    /// The canvas, which may be gone.
    pub path: PathBuf,
    /// When it was written, in seconds since 1970.
    pub written: u64,
    /// The draft.
    pub stored: StoredDraft,
    file: PathBuf,
}

impl Orphan {
    /// Removes it for good. To adopt one through a `Keeper`: keep its draft, flush, and then discard it.
    pub fn discard(self) -> Result<(), SaveError> {
        match rustix::fs::unlink(&self.file) {
            Ok(()) | Err(Errno::NOENT) => Ok(()),
            Err(errno) => Err(SaveError::new(Step::Write, errno)),
        }
    }

    /// Makes the draft that of a living journal; there is no moment at which neither file holds it.
    pub fn adopt(self, journal: &mut Journal) -> Result<StoredDraft, SaveError> {
        journal.write(&self.stored)?;
        let stored = self.stored.clone();
        self.discard().map(|()| stored)
    }
}

/// The drafts of this canvas that dead processes left in the user's state folder, newest first.
pub fn orphans(canvas: &Path) -> Vec<Orphan> {
    journal::folder()
        .map(|folder| orphans_in(&folder, canvas))
        .unwrap_or_default()
}

/// The drafts of all canvases that dead processes left in the user's state folder, newest first.
pub fn all_orphans() -> Vec<Orphan> {
    journal::folder()
        .map(|folder| all_orphans_in(&folder))
        .unwrap_or_default()
}

/// The notes of silent rounds on this canvas that no board has any more, newest first. Those that another board of this
/// very process left are among them.
pub fn hidden(canvas: &Path) -> Vec<Orphan> {
    journal::hidden_folder()
        .map(|folder| hidden_in(&folder, canvas))
        .unwrap_or_default()
}

/// As `hidden`, in another folder.
pub fn hidden_in(folder: &Path, canvas: &Path) -> Vec<Orphan> {
    let is_left = |writer: Process| writer.is_dead() || writer.name() == Process::this().name();
    let canvas = target::canonical(canvas);
    let mut found = found_in(folder, is_left);
    found.retain(|orphan| orphan.path == canvas);
    found
}

/// As `orphans`, in another folder.
pub fn orphans_in(folder: &Path, canvas: &Path) -> Vec<Orphan> {
    let canvas = target::canonical(canvas);
    let mut found = all_orphans_in(folder);
    found.retain(|orphan| orphan.path == canvas);
    found
}

/// As `all_orphans`, in another folder. What cannot be read is passed over and stays.
pub fn all_orphans_in(folder: &Path) -> Vec<Orphan> {
    found_in(folder, |writer| writer.is_dead())
}

fn found_in(folder: &Path, is_left: impl Fn(Process) -> bool) -> Vec<Orphan> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let left = entries.filter_map(|entry| orphan(entry.path(), &is_left));
    let mut found: Vec<Orphan> = left.collect();
    found.sort_by(|a, b| (b.written, &b.file).cmp(&(a.written, &a.file)));
    found
}

fn orphan(file: PathBuf, is_left: impl Fn(Process) -> bool) -> Option<Orphan> {
    if !is_left(journal::writer(file.file_name()?)?) {
        return None;
    }
    let (open, stat) = load::open(&file, OFlags::RDONLY).ok()?;
    if is_locked(&open) {
        return None;
    }
    let entry: Entry<StoredDraft> = serde_json::from_slice(&load::read(&open, &stat).ok()?).ok()?;
    Some(Orphan {
        path: entry.path.into(),
        written: entry.written,
        stored: entry.draft,
        file,
    })
}

/// Whether a living writer holds it. Shared, so that two that look at once do not take each other for the writer.
fn is_locked(file: impl AsFd) -> bool {
    rustix::fs::flock(file, FlockOperation::NonBlockingLockShared) == Err(Errno::WOULDBLOCK)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::fs;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::PermissionsExt;
    use std::path::{Path, PathBuf};

    use super::{Orphan, all_orphans_in, orphans_in};
    use crate::store::draft::StoredDraft;
    use crate::store::journal::Journal;

    fn draft(text: &str) -> StoredDraft {
        StoredDraft {
            canvas: Some(text.into()),
            ..StoredDraft::default()
        }
    }

    fn only_file(folder: &Path) -> PathBuf {
        let mut files = fs::read_dir(folder).unwrap();
        let file = files.next().unwrap().unwrap().path();
        assert!(files.next().is_none());
        file
    }

    /// What a process leaves that wrote this draft and was killed: our own file, under the name of a process that has
    /// our id and another start.
    fn left_by_the_dead(folder: &Path, canvas: &Path, text: &str) -> PathBuf {
        let alone = folder.join(text);
        let mut journal = Journal::new(&alone, canvas).unwrap();
        journal.write(&draft(text)).unwrap();
        let file = only_file(&alone);
        let name = file.file_name().unwrap().to_str().unwrap();
        let mut parts: Vec<&str> = name.split('-').collect();
        parts[2] = "0123abcd16";
        let left = folder.join(parts.join("-"));
        fs::rename(&file, &left).unwrap();
        fs::remove_dir(alone).unwrap();
        left
    }

    fn texts(orphans: &[Orphan]) -> Vec<&str> {
        orphans
            .iter()
            .filter_map(|orphan| orphan.stored.canvas.as_deref())
            .collect()
    }

    #[test]
    fn the_draft_of_a_living_process_is_none_to_offer() {
        let place = tempfile::tempdir().unwrap();
        let (drafts, canvas) = (place.path().join("state/drafts"), place.path().join("a"));
        let mut journal = Journal::new(&drafts, &canvas).unwrap();
        assert!(
            !drafts.exists(),
            "nothing is written before there is a draft"
        );
        for text in ["one", "two"] {
            journal.write(&draft(text)).unwrap();
            assert!(
                fs::read_to_string(only_file(&drafts))
                    .unwrap()
                    .contains(text)
            );
        }
        assert_eq!(
            fs::metadata(only_file(&drafts))
                .unwrap()
                .permissions()
                .mode()
                & 0o777,
            0o600
        );
        assert_eq!(
            fs::metadata(&drafts).unwrap().permissions().mode() & 0o777,
            0o700
        );
        assert_eq!(all_orphans_in(&drafts), []);
        journal.clear().unwrap();
        assert_eq!(fs::read_dir(&drafts).unwrap().count(), 0);
        journal.clear().unwrap();
    }

    #[test]
    fn a_draft_that_is_locked_has_a_living_writer_whatever_its_name_says() {
        let place = tempfile::tempdir().unwrap();
        let left = left_by_the_dead(place.path(), Path::new("/a"), "x");
        let writer = fs::File::open(&left).unwrap();
        writer.lock().unwrap();
        assert_eq!(all_orphans_in(place.path()), []);
        drop(writer);
        assert_eq!(texts(&all_orphans_in(place.path())), ["x"]);
    }

    #[test]
    fn the_drafts_of_the_dead_are_found_by_any_way_to_the_canvas() {
        let place = tempfile::tempdir().unwrap();
        let (drafts, canvas, link) = (
            place.path().join("d"),
            place.path().join("a"),
            place.path().join("link"),
        );
        fs::create_dir(&drafts).unwrap();
        std::os::unix::fs::symlink("a", &link).unwrap();
        left_by_the_dead(&drafts, &link, "gone");
        fs::write(&canvas, "").unwrap();
        left_by_the_dead(&drafts, &link, "there");
        left_by_the_dead(&drafts, &place.path().join("b"), "other");
        for path in [canvas, link, place.path().join("d/../a")] {
            let mut found = orphans_in(&drafts, &path);
            found.sort_by_key(|orphan| orphan.stored.canvas.clone());
            assert_eq!(texts(&found), ["gone", "there"], "{path:?}");
        }
        assert_eq!(all_orphans_in(&drafts).len(), 3);
    }

    #[test]
    fn the_newest_comes_first_and_the_unreadable_stays() {
        let place = tempfile::tempdir().unwrap();
        let files: Vec<PathBuf> = ["b", "c", "a"]
            .map(|text| left_by_the_dead(place.path(), Path::new("/x"), text))
            .into();
        for (file, written) in files.iter().zip([7, 9, 8]) {
            let text = fs::read_to_string(file).unwrap();
            let (head, tail) = text.split_once("\"written\":").unwrap();
            let (_, rest) = tail.split_once(',').unwrap();
            fs::write(file, format!("{head}\"written\":{written},{rest}")).unwrap();
        }
        let broken = left_by_the_dead(place.path(), Path::new("/x"), "broken");
        fs::write(&broken, "{").unwrap();
        fs::write(place.path().join("README"), "").unwrap();
        assert_eq!(texts(&all_orphans_in(place.path())), ["c", "a", "b"]);
        assert!(broken.exists());
    }

    #[test]
    fn an_orphan_is_discarded_or_adopted() {
        let place = tempfile::tempdir().unwrap();
        let canvas = place.path().join(OsStr::from_bytes(b"no\xfftext"));
        let drafts = place.path().join("d");
        fs::create_dir(&drafts).unwrap();
        for text in ["one", "two"] {
            left_by_the_dead(&drafts, &canvas, text);
        }
        let mut found = orphans_in(&drafts, &canvas);
        found.pop().unwrap().discard().unwrap();
        assert_eq!(fs::read_dir(&drafts).unwrap().count(), 1);
        let mut journal = Journal::new(&drafts, &canvas).unwrap();
        let last = found.pop().unwrap();
        let expected = last.stored.clone();
        assert_eq!(last.adopt(&mut journal).unwrap(), expected);
        assert_eq!(orphans_in(&drafts, &canvas), []);
        assert_eq!(fs::read_dir(&drafts).unwrap().count(), 1);
    }
}
