//! A canvas as the text of textusm.

use std::fmt::Write as _;

use super::line::{Line, escaped};
use super::{INDENT, KIND, ORDER};
use crate::exchange::left::Left;
use crate::exchange::naming::Names;
use crate::exchange::part::{CanvasPart, Part};
use crate::exchange::{Written, seated};
use crate::model::canvas::Canvas;
use crate::model::color::NoteColor;
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;

/// The canvas as text; the blocks of a business model in the order in which textusm looks for them.
pub(in crate::exchange) fn write(canvas: &Canvas, kind: &Kind) -> Written {
    let mut text = String::new();
    let title = canvas.header.title.as_str();
    if !title.is_empty() && as_comment(title) == title {
        // Writing to a string does not fail.
        let _ = writeln!(text, "# {title}");
    }
    let mut blocks = seated::blocks(canvas, kind);
    if kind.id().as_str() == KIND {
        let place = |id: &BlockId| ORDER.iter().position(|own| *own == id.as_str());
        blocks.sort_by_key(|(id, _)| place(id).unwrap_or(ORDER.len()));
    }
    let names = Names::of(kind);
    let mut homeless: Vec<NoteId> = Vec::new();
    for (block, notes) in blocks {
        let title = escaped(kind.title_of(block));
        let is_known = names.block(&Line::of(&title).text).as_ref() == Some(block);
        let _ = writeln!(text, "{title}");
        for (id, note) in notes {
            let settings = background(note).map(|hex| format!(": |{{\"bg\":\"{hex}\"}}"));
            let _ = writeln!(
                text,
                "{:INDENT$}{}{}",
                "",
                escaped(&note.text),
                settings.unwrap_or_default()
            );
            homeless.extend((!is_known).then(|| id.clone()));
        }
    }
    Written {
        bytes: text.into_bytes(),
        left: left(canvas, homeless),
    }
}

fn left(canvas: &Canvas, homeless: Vec<NoteId>) -> Left {
    let is_held = |note: &Note, part: &Part| match part {
        Part::Color => background(note).is_some(),
        Part::Lines => note.text.trim() == note.text && !note.text.contains(is_other_control),
        Part::Text | Part::Block | Part::Signs => true,
        Part::Tags
        | Part::Links
        | Part::Amount
        | Part::Status
        | Part::Horizon
        | Part::Evidence
        | Part::Comments
        | Part::Marks
        | Part::Dots
        | Part::OtherText
        | Part::Field(_) => false,
    };
    let title = canvas.header.title.as_str();
    let mut left = Left::judged(canvas, is_held, |part| {
        *part == CanvasPart::Header(HeaderField::Title) && as_comment(title) == title
    });
    left.add(&Part::Block, homeless);
    let changed = canvas.notes().filter(|(_, note)| {
        let plain = note.text.trim().replace(is_other_control, " ");
        Line::of(&escaped(&plain)).text != plain.trim()
    });
    let changed: Vec<NoteId> = changed.map(|(id, _)| id.clone()).collect();
    left.add(&Part::Signs, changed);
    left
}

fn is_other_control(char: char) -> bool {
    char.is_control() && char != '\n'
}

/// The text as a comment, which ends where settings begin.
fn as_comment(text: &str) -> String {
    let is_blank = |char: char| char.is_control() || char == '|';
    let words = text.replace(is_blank, " ");
    words.trim().trim_start_matches('#').trim().to_owned()
}

/// The colour of the note's background.
fn background(note: &Note) -> Option<String> {
    let name = note.color.as_deref()?;
    let is_hex =
        |digits: &str| digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let known = NoteColor::from_name(name).map(|color| hex(color).to_owned());
    let own = || name.strip_prefix('#').is_some_and(is_hex);
    known.or_else(|| own().then(|| name.to_owned()))
}

/// The colours as textusm is given them.
pub(super) const fn hex(color: NoteColor) -> &'static str {
    match color {
        NoteColor::Yellow => "#FEF3A0",
        NoteColor::Orange => "#FBCB92",
        NoteColor::Red => "#F7A8A8",
        NoteColor::Purple => "#D9B8F2",
        NoteColor::Blue => "#A9CDF5",
        NoteColor::Green => "#B5E3B0",
        NoteColor::Gray => "#D5D8DC",
    }
}
