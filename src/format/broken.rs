//! Why a file cannot be read: where, what happened, what to do.

use std::fmt;

use super::read::{MAX_BYTES, MAX_DEPTH};

/// A file that cannot be read. Its `Display` says in one line what is wrong, without the place.
///
/// Messages quote the file, in up to 40 characters: clean them before they go to a terminal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct Broken {
    /// Where in the file, if it is at one place.
    pub at: Option<Position>,
    /// What is wrong.
    pub what: What,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, counted from 1.
    pub line: usize,
    /// The column in characters, counted from 1; a byte order mark does not count.
    pub column: usize,
}

impl fmt::Display for Position {
    /// `line:column`, as editors take it after a file's name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// There is nothing but white space in it.
    Empty,
    /// It has more bytes than `MAX_BYTES`.
    TooLarge {
        /// How many it has.
        bytes: usize,
    },
    /// It is not UTF-8.
    NotUtf8 {
        /// Whether it starts as UTF-16 files do.
        utf16: bool,
    },
    /// Brackets are nested deeper than `MAX_DEPTH`.
    TooDeep,
    /// A merge left its markers in it.
    ConflictMarkers {
        /// The lines of the first few.
        lines: Vec<usize>,
        /// How many there are beyond these.
        more: usize,
    },
    /// It ends in the middle.
    CutOff,
    /// It is not JSON; the parser's words.
    Syntax(String),
    /// A part is of another type than it has to be.
    WrongType {
        /// The part.
        subject: Subject,
        /// What it has to be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
    /// A note does not say in which block it is.
    NoBlock {
        /// The note's id or its text, quoted.
        note: String,
    },
    /// A note listed under a block says that it is in another one.
    TwoBlocks {
        /// The block that lists it, quoted.
        listed: String,
        /// The block that it names, quoted.
        named: String,
    },
    /// Two notes have the same id.
    TwoNotes {
        /// The id, quoted.
        id: String,
        /// The lines of the two.
        lines: (usize, usize),
    },
    /// An object has the same field twice.
    TwoFields {
        /// The field, quoted.
        name: String,
        /// The lines of the two.
        lines: (usize, usize),
    },
}

/// A part of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The file as a whole.
    File,
    /// A field of the canvas.
    Field(&'static str),
    /// The list of a block's notes under `blocks`, by the block's id, quoted.
    List(String),
    /// A note, by its id, quoted, if it has one.
    Note(Option<String>),
    /// A field of a note.
    NoteField(Option<String>, &'static str),
}

impl Broken {
    /// What to do about it, in one line.
    pub fn advice(&self) -> String {
        match &self.what {
            What::Empty => "Delete the file and create the canvas anew, or take an older version from git.".into(),
            What::TooLarge { .. } => "Check that this is the file you meant; a canvas is rarely over a few hundred kilobytes.".into(),
            What::NotUtf8 { utf16: true } => "Save it as UTF-8 in an editor; it looks like UTF-16 now.".into(),
            What::NotUtf8 { utf16: false } => "Save it as UTF-8 in an editor; if it should be text already, take an older version from git.".into(),
            What::TooDeep => "Check that this is the file you meant; no part of a canvas nests that deep.".into(),
            What::ConflictMarkers { .. } => "Merge both sides with `bmcanvas fmt`; if one is broken, keep what you want of each and delete the marker lines, in an editor.".into(),
            What::CutOff => "If it is being written, try again in a moment; else take an older version from git.".into(),
            What::Syntax(_) => "Correct it in an editor: often a comma, quote or bracket is missing or too many just before that place.".into(),
            What::WrongType { expected, .. } => format!("Make it {expected}, or remove it."),
            What::NoBlock { .. } => "Add a line such as \"block\": \"channels\" to it; `bmcanvas kinds` lists the blocks.".into(),
            What::TwoBlocks { .. } => "Remove the note's own \"block\", or list it under that block.".into(),
            What::TwoNotes { .. } => "Give one of them another id (any unique text), or delete one.".into(),
            What::TwoFields { .. } => "Delete one of the two.".into(),
        }
    }
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::TooLarge { bytes } => {
                let (size, limit) = (bytes.div_ceil(1 << 20), MAX_BYTES >> 20);
                write!(f, "the file has {size} MiB; {limit} MiB is the limit")
            }
            Self::NotUtf8 { .. } => f.write_str("the text is not UTF-8"),
            Self::TooDeep => write!(f, "brackets are nested deeper than {MAX_DEPTH} levels"),
            Self::ConflictMarkers { lines, more } => {
                write!(
                    f,
                    "git's conflict markers are still in the file, {}",
                    Lines(lines, *more)
                )
            }
            Self::CutOff => f.write_str("the file ends in the middle"),
            Self::Syntax(words) => write!(f, "this is not JSON: {words}"),
            Self::WrongType {
                subject,
                expected,
                found,
            } => {
                write!(f, "{subject} has to be {expected}, but is {found}")
            }
            Self::NoBlock { note } => {
                write!(f, "the note {note} does not say in which block it is")
            }
            Self::TwoBlocks { listed, named } => {
                write!(
                    f,
                    "a note listed under the block {listed} says that it is in {named}"
                )
            }
            Self::TwoNotes { id, lines: (a, b) } => {
                write!(f, "two notes have the id {id}, in lines {a} and {b}")
            }
            Self::TwoFields {
                name,
                lines: (a, b),
            } => {
                write!(f, "the field {name} is there twice, in lines {a} and {b}")
            }
        }
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("the file"),
            Self::Field(name) => write!(f, "\"{name}\""),
            Self::List(block) => write!(f, "the list of the block {block}"),
            Self::Note(Some(note)) => write!(f, "the note {note}"),
            Self::Note(None) => f.write_str("the note"),
            Self::NoteField(Some(note), name) => write!(f, "\"{name}\" of the note {note}"),
            Self::NoteField(None, name) => write!(f, "\"{name}\" of the note"),
        }
    }
}

struct Lines<'a>(&'a [usize], usize);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(lines, more) = self;
        f.write_str(if lines.len() == 1 { "line " } else { "lines " })?;
        for (at, line) in lines.iter().enumerate() {
            let joint = match (at, *more == 0 && at + 1 == lines.len()) {
                (0, _) => "",
                (_, true) => " and ",
                (_, false) => ", ",
            };
            write!(f, "{joint}{line}")?;
        }
        match more {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}

/// Text of the file in quotes, on one line and at most 40 characters of it.
pub(super) fn quoted(text: &str) -> String {
    const MOST: usize = 40;
    match text.char_indices().nth(MOST) {
        None => format!("{text:?}"),
        Some(_) => {
            let start: String = text.chars().take(MOST - 1).chain(['…']).collect();
            format!("{start:?}")
        }
    }
}
