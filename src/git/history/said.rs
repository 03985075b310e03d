//! What `git log --raw -z` says, taken apart as it comes.

use std::collections::VecDeque;

use super::Version;
use super::walk::Key;

/// What each commit is told in; a byte that no other part begins with marks its start.
pub(super) const FORMAT: &str = "--format=tformat:%x01%H%x00%P%x00%ct%x00%at%x00%ad%x00%aN%x00%s";
/// How many parts that are.
const PARTS: usize = 7;

/// A commit, and what it made of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) key: Key,
    pub(super) id: String,
    pub(super) parents: Vec<Parent>,
    /// When it was committed: what git's own order goes by.
    pub(super) committed: i64,
    pub(super) time: i64,
    pub(super) date: String,
    pub(super) author: String,
    pub(super) subject: String,
    pub(super) change: Option<Change>,
}

/// A commit's parent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parent {
    pub(super) key: Key,
    pub(super) id: String,
}

impl Parent {
    fn of(id: &str) -> Option<Self> {
        let id = id.to_owned();
        Key::of(&id).map(|key| Self { key, id })
    }
}

/// The file after a commit, and in each parent before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) after: Version,
    pub(super) before: Vec<Version>,
}

/// Takes the output apart, piece by piece.
#[derive(Debug)]
pub(super) struct Parser {
    /// The path of the file, as git names it.
    path: Vec<u8>,
    /// The beginning of a part whose end has not come.
    rest: Vec<u8>,
    at: Expects,
    parts: Vec<Vec<u8>>,
    entries: VecDeque<Entry>,
}

/// What the next part is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Expects {
    /// A commit's next part, a raw line, or the next commit.
    Anything,
    /// The path of a raw line.
    Path(Option<Change>),
}

impl Parser {
    pub(super) fn new(path: &[u8]) -> Self {
        Self {
            path: path.to_vec(),
            rest: Vec::new(),
            at: Expects::Anything,
            parts: Vec::new(),
            entries: VecDeque::new(),
        }
    }

    /// Takes more of the output in.
    pub(super) fn take(&mut self, piece: &[u8]) {
        let mut parts = piece.split(|byte| *byte == 0);
        let last = parts.next_back().unwrap_or_default();
        for part in parts {
            let mut whole = std::mem::take(&mut self.rest);
            whole.extend_from_slice(part);
            self.part(whole);
        }
        self.rest.extend_from_slice(last);
    }

    /// The next commit of which all is said, or at the end the last.
    pub(super) fn next(&mut self, is_over: bool) -> Option<Entry> {
        // What the last commit did to the file may not have come yet.
        if self.entries.len() > 1 || is_over {
            return self.entries.pop_front();
        }
        None
    }

    fn part(&mut self, part: Vec<u8>) {
        match std::mem::replace(&mut self.at, Expects::Anything) {
            Expects::Path(change) => {
                // A folder of that name has files of other paths; it is no file itself.
                if part == self.path
                    && let Some(entry) = self.entries.back_mut()
                {
                    entry.change = change;
                }
            }
            Expects::Anything if !self.parts.is_empty() => self.of_commit(part),
            Expects::Anything => {
                let bare = part.strip_prefix(b"\n").unwrap_or(&part);
                match bare.first() {
                    Some(1) => self.of_commit(bare.get(1..).unwrap_or_default().to_vec()),
                    Some(b':') => self.at = Expects::Path(change(bare)),
                    Some(_) | None => {}
                }
            }
        }
    }

    fn of_commit(&mut self, part: Vec<u8>) {
        self.parts.push(part);
        if self.parts.len() == PARTS {
            let parts = std::mem::take(&mut self.parts);
            self.entries.extend(entry(&parts));
        }
    }
}

fn entry(parts: &[Vec<u8>]) -> Option<Entry> {
    let text = |at: usize| parts.get(at).map(|part| String::from_utf8_lossy(part));
    let number = |at: usize| text(at).and_then(|text| text.parse().ok());
    let parents = text(1)?;
    Some(Entry {
        key: Key::of(&text(0)?)?,
        id: text(0)?.into_owned(),
        parents: parents
            .split(' ')
            .filter(|id| !id.is_empty())
            .map(Parent::of)
            .collect::<Option<_>>()?,
        committed: number(2).unwrap_or_default(),
        time: number(3).unwrap_or_default(),
        date: text(4)?.into_owned(),
        author: text(5)?.into_owned(),
        subject: text(6)?.into_owned(),
        change: None,
    })
}

/// Reads `:100644 100644 BLOB BLOB M`, and of a merge `::100644 100644 100644 BLOB BLOB BLOB MM`.
fn change(line: &[u8]) -> Option<Change> {
    let line = std::str::from_utf8(line).ok()?;
    let bare = line.trim_start_matches(':');
    let parents = line.len() - bare.len();
    let words: Vec<&str> = bare.split(' ').collect();
    let version = |at: usize| version(words.get(at)?, words.get(parents + 1 + at)?);
    Some(Change {
        before: (0..parents).map(version).collect::<Option<_>>()?,
        after: version(parents)?,
    })
}

fn version(mode: &str, blob: &str) -> Option<Version> {
    let is_hash = blob.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| {
        if mode.starts_with("100") {
            Version::File(blob.to_owned())
        } else if mode == "000000" {
            Version::Absent
        } else {
            Version::Other
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    const C: &str = "cccccccccccccccccccccccccccccccccccccccc";

    fn entries(said: &[u8], piece: usize) -> Vec<Entry> {
        let mut parser = Parser::new(b"x\ny");
        let mut entries = Vec::new();
        for piece in said.chunks(piece) {
            parser.take(piece);
            while let Some(entry) = parser.next(false) {
                entries.push(entry);
            }
        }
        while let Some(entry) = parser.next(true) {
            entries.push(entry);
        }
        entries
    }

    #[test]
    fn it_is_read_in_pieces_of_any_size() {
        let said = format!(
            "\u{1}{A}\0{B} {C}\09\08\02026-11-20\0\u{1}An\0\0\0::100644 000000 100644 {A} {B} {C} MA\0x\ny\0\
             \u{1}{B}\0{C}\07\06\02026-11-19\0\0:sub\0\n:100644 120000 {A} {B} T\0x\ny\0\
             \u{1}{C}\0\0x\0-5\0\0Z\0s\0\n:000000 100644 {B} {A} A\0x\ny/z\0"
        );
        for piece in [1, 2, 7, 1000] {
            let entries = entries(said.as_bytes(), piece);
            assert_eq!(entries.len(), 3);
            let [first, second, third] = entries.as_slice() else {
                unreachable!();
            };
            assert_eq!((first.committed, first.time), (9, 8));
            assert_eq!(
                (first.author.as_str(), first.subject.as_str()),
                ("\u{1}An", "")
            );
            let parents: Vec<&str> = first.parents.iter().map(|parent| &*parent.id).collect();
            assert_eq!(parents, [B, C]);
            let change = first.change.clone().unwrap();
            assert_eq!(change.after, Version::File(C.to_owned()));
            let before = [Version::File(A.to_owned()), Version::Absent];
            assert_eq!(change.before, before);
            assert_eq!(second.subject, ":sub");
            assert_eq!(second.change.clone().unwrap().after, Version::Other);
            assert_eq!((third.committed, third.time), (0, -5));
            assert_eq!(third.change, None, "that is another file");
        }
    }

    #[test]
    fn nonsense_is_passed_over() {
        for said in ["", "\0\0\0", "fatal\0", "\u{1}zz\0\0\0\0\0\0\0", ":1\0x\0"] {
            assert!(entries(said.as_bytes(), 3).is_empty(), "{said:?}");
        }
    }
}
