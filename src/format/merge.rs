//! Files merged as canvases: three of them, or one in which a merge left both sides.

use std::fmt;

use super::broken::Broken;
use super::read::{Access, Read, VERSION, read};
use super::sides::sides;
use crate::model::canvas::Canvas;
use crate::model::merge::{Merged, merge as merge_canvases};

/// Which of the files that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one that was here.
    Ours,
    /// The one that comes in.
    Theirs,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ours => "our side",
            Self::Theirs => "their side",
        })
    }
}

/// Why two files cannot be merged as canvases. Messages quote the files, untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unmergeable {
    /// A side cannot be read.
    #[error("{side} cannot be read{}: {broken}", At(broken))]
    Broken {
        /// Which.
        side: Side,
        /// Why.
        broken: Broken,
    },
    /// A side is of this newer version: what is not known of it would be lost.
    #[error(
        "{side} is of version {version} of the format, and this program writes version {VERSION}"
    )]
    Newer {
        /// Which.
        side: Side,
        /// Its version.
        version: u64,
    },
}

struct At<'a>(&'a Broken);

impl fmt::Display for At<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.at.map_or(Ok(()), |at| write!(f, " at {at}"))
    }
}

/// Merges two files that grew from `base`. A base that says nothing, or that cannot be read, is none: then nothing counts
/// as deleted.
pub fn merge(base: Option<&[u8]>, ours: &[u8], theirs: &[u8]) -> Result<Merged, Unmergeable> {
    let base = base.and_then(|base| side(Side::Ours, base).ok());
    let ours = side(Side::Ours, ours)?;
    let theirs = side(Side::Theirs, theirs)?;
    Ok(merge_canvases(base.as_ref(), &ours, &theirs))
}

fn side(side: Side, bytes: &[u8]) -> Result<Canvas, Unmergeable> {
    let Read { canvas, access, .. } =
        read(bytes).map_err(|broken| Unmergeable::Broken { side, broken })?;
    match access {
        Access::Full => Ok(canvas),
        Access::ReadOnly(version) => Err(Unmergeable::Newer { side, version }),
    }
}

/// Both sides of a file in which a merge left its markers, merged; `None` where there are no markers, or not such as git
/// writes, or where a side is no canvas. They grew from `base`, or from what the markers say where that is of no use.
pub fn rejoin(bytes: &[u8], base: Option<&[u8]>) -> Option<Merged> {
    let text = std::str::from_utf8(bytes).ok()?;
    let sides = sides(text)?;
    let told = sides.base.as_deref().map(str::as_bytes);
    let base = base.filter(|base| read(base).is_ok()).or(told);
    merge(base, sides.ours.as_bytes(), sides.theirs.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::write;

    const BASE: &str = r#"{ "title": "Plan", "notes": {
        "a": { "block": "x", "rank": "A", "text": "one" },
        "b": { "block": "x", "rank": "B", "text": "two" } } }"#;

    fn texts(merged: &Merged) -> Vec<&str> {
        let notes = merged.canvas.notes();
        notes.map(|(_, note)| note.text.as_str()).collect()
    }

    #[test]
    fn three_files_are_merged() {
        let ours = BASE.replace("one", "uno");
        let theirs = BASE.replace("two", "due");
        let base = Some(BASE.as_bytes());
        let merged = merge(base, ours.as_bytes(), theirs.as_bytes()).unwrap();
        assert_eq!(texts(&merged), ["uno", "due"]);
        assert_eq!(merged.clashes, []);
    }

    #[test]
    fn a_base_that_is_of_no_use_is_none() {
        let ours = r#"{ "notes": { "a": { "block": "x", "rank": "A", "text": "one" } } }"#;
        for base in [
            None,
            Some(""),
            Some("{"),
            Some("<<<<<<< x"),
            Some("{\"bmcanvas\": 2}"),
        ] {
            let base = base.map(str::as_bytes);
            let merged = merge(base, ours.as_bytes(), BASE.as_bytes()).unwrap();
            assert_eq!(texts(&merged), ["one", "two"], "{base:?}");
        }
        let merged = merge(Some(BASE.as_bytes()), ours.as_bytes(), BASE.as_bytes()).unwrap();
        assert_eq!(texts(&merged), ["one"], "b was deleted");
    }

    #[test]
    fn a_side_that_cannot_be_taken_is_named() {
        let said = |ours: &str, theirs: &str| {
            merge(None, ours.as_bytes(), theirs.as_bytes())
                .unwrap_err()
                .to_string()
        };
        assert_eq!(
            said("{", BASE),
            "our side cannot be read at 1:2: the file ends in the middle"
        );
        assert!(said(BASE, "").starts_with("their side cannot be read"));
        assert_eq!(
            said(BASE, "{\"bmcanvas\": 3}"),
            "their side is of version 3 of the format, and this program writes version 1"
        );
    }

    #[test]
    fn what_a_merge_left_is_merged() {
        let canvas = write(&read(BASE.as_bytes()).unwrap().canvas);
        let line = r#"      "text": "one""#;
        let (ours, theirs) = (line.replace("one", "uno"), line.replace("one", "eins"));
        let two = format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> x");
        let three =
            format!("<<<<<<< HEAD\n{ours}\n||||||| 1234567\n{line}\n=======\n{theirs}\n>>>>>>> x");
        for conflict in [two, three] {
            let file = canvas.replace(line, &conflict);
            let merged = rejoin(file.as_bytes(), None).unwrap();
            let mut found = texts(&merged);
            found.sort_unstable();
            assert_eq!(found, ["eins", "two", "uno"]);
            assert_eq!(merged.clashes.len(), 1);
            let crlf = file.replace('\n', "\r\n");
            assert_eq!(rejoin(crlf.as_bytes(), None).unwrap(), merged);
        }
        let deleted = canvas.replace(
            line,
            "<<<<<<< x\n      \"text\": \"\"\n=======\n      \"text\": \"one\"\n>>>>>>> y",
        );
        for (base, expected) in [
            (Some(&*canvas), ["", "two"].as_slice()),
            (Some("{"), &["one", "two"]),
            (None, &["one", "two"]),
        ] {
            let merged = rejoin(deleted.as_bytes(), base.map(str::as_bytes)).unwrap();
            let mut found = texts(&merged);
            found.sort_unstable();
            assert_eq!(found, expected, "{base:?}");
        }
        assert_eq!(rejoin(canvas.as_bytes(), None), None);
        let broken = canvas.replace(line, "<<<<<<< x\n  ]\n=======\n  \n>>>>>>> y");
        assert_eq!(rejoin(broken.as_bytes(), None), None);
    }
}
