//! What a canvas has that a format cannot hold.

use std::collections::{BTreeMap, HashMap};

use super::part::{self, CanvasPart, Part};
use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::note::Note;

/// What of a canvas is not in the file that was written of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Parts of notes, those of a note side by side.
    pub notes: Vec<(NoteId, Part)>,
    /// Parts of the canvas.
    pub canvas: Vec<CanvasPart>,
    /// What the format demands and the canvas does not say, as it was filled in; untrusted.
    pub filled: Vec<String>,
    /// What is in the file though the format does not have it, as it came out of such a file: names of fields, untrusted.
    pub beyond: Vec<String>,
}

impl Left {
    /// What the canvas has that is not held.
    pub fn of(
        canvas: &Canvas,
        holds: impl Fn(&Part) -> bool,
        holds_of_canvas: impl Fn(&CanvasPart) -> bool,
    ) -> Self {
        Self::judged(canvas, |_, part| holds(part), holds_of_canvas)
    }

    /// What the canvas has that is not held, where that differs from note to note.
    pub fn judged(
        canvas: &Canvas,
        holds: impl Fn(&Note, &Part) -> bool,
        holds_of_canvas: impl Fn(&CanvasPart) -> bool,
    ) -> Self {
        let notes = canvas.notes().flat_map(|(id, note)| {
            let parts = part::of_note(note).into_iter();
            let lost = parts.filter(|part| !holds(note, part));
            lost.map(|part| (id.clone(), part)).collect::<Vec<_>>()
        });
        let canvas_parts = part::of_canvas(canvas).into_iter();
        Self {
            notes: notes.collect(),
            canvas: canvas_parts.filter(|part| !holds_of_canvas(part)).collect(),
            filled: Vec::new(),
            beyond: Vec::new(),
        }
    }

    /// Adds what of each of these notes is left out too.
    pub fn add(&mut self, part: &Part, notes: impl IntoIterator<Item = NoteId>) {
        let more = notes.into_iter().map(|id| (id, part.clone()));
        self.notes.extend(more);
        self.notes.sort();
    }

    /// Puts the notes in the order in which they are read: block by block, and from above in each.
    pub(super) fn sort_by_block(&mut self, canvas: &Canvas, kind: &Kind) {
        let blocks: HashMap<&BlockId, usize> = kind
            .blocks()
            .enumerate()
            .map(|(at, block)| (&block.id, at))
            .collect();
        self.notes.sort_by_cached_key(|(id, _)| {
            let block = canvas.note(id).map(|note| &note.place.block);
            let known = block.and_then(|block| blocks.get(block)).copied();
            // Blocks that the kind does not have, and notes that are parked, come last.
            let at = known.unwrap_or(usize::MAX);
            let block = block.cloned();
            (at, block, canvas.position(id), id.clone())
        });
    }

    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.canvas.is_empty()
    }

    /// What is left out, in a line; untrusted. `None` where nothing is.
    pub fn summary(&self) -> Option<String> {
        let mut counts: BTreeMap<&Part, usize> = BTreeMap::new();
        for (_, part) in &self.notes {
            *counts.entry(part).or_default() += 1;
        }
        let notes = counts.into_iter().map(|(part, count)| match count {
            1 => format!("the {} of 1 note", part.singular()),
            count => format!("the {} of {count} notes", part.plural()),
        });
        let canvas = self
            .canvas
            .iter()
            .map(|part| format!("the {}", part.name()));
        let all: Vec<String> = notes.chain(canvas).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    /// What is left out, a line for each note and for each part of the canvas; untrusted.
    pub fn lines(&self, canvas: &Canvas) -> Vec<String> {
        let lines = self.note_lines(canvas).into_iter();
        let line = |(id, line): (Option<NoteId>, String)| match id {
            Some(id) => format!("{} {line}", id.as_str()),
            None => line,
        };
        lines.map(line).collect()
    }

    /// The same, each line with the note that it is about.
    pub fn note_lines(&self, canvas: &Canvas) -> Vec<(Option<NoteId>, String)> {
        let notes = self.notes.chunk_by(|(one, _), (other, _)| one == other);
        let notes = notes.filter_map(|of_note| {
            let (id, _) = of_note.first()?;
            let parts: Vec<String> = of_note.iter().map(|(_, part)| part.singular()).collect();
            let text = canvas.note(id).map_or("", |note| &note.text);
            let line = text.lines().next().unwrap_or_default();
            let line = format!("{line:?}: {}", parts.join(", "));
            Some((Some(id.clone()), line))
        });
        let parts = self
            .canvas
            .iter()
            .map(|part| (None, format!("the canvas: {}", part.name())));
        notes.chain(parts).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;

    fn canvas() -> Canvas {
        let text = r#"{"bmcanvas": 1, "kind": "lean", "title": "T", "date": "2026", "odd": 1, "notes": {
            "a": {"block": "channels", "rank": "V", "text": "App", "color": "red", "tags": ["x"]},
            "b": {"block": "channels", "rank": "W", "text": "Two\nlines", "color": "blue", "mood": 3}}}"#;
        format::read(text.as_bytes()).unwrap().canvas
    }

    #[test]
    fn says_what_is_not_held_in_one_line_and_note_by_note() {
        let canvas = canvas();
        let left = Left::of(
            &canvas,
            |part| *part == Part::Tags,
            |part| *part == CanvasPart::Header(crate::model::header::HeaderField::Title),
        );
        assert_eq!(
            left.summary().unwrap(),
            "the colours of 2 notes, the line breaks of 1 note, the field \"mood\" of 1 note, \
             the field \"Date\", the field \"odd\""
        );
        assert_eq!(
            left.lines(&canvas),
            [
                "a \"App\": colour",
                "b \"Two\": colour, line breaks, field \"mood\"",
                "the canvas: field \"Date\"",
                "the canvas: field \"odd\"",
            ]
        );
    }

    #[test]
    fn notes_are_told_in_the_order_of_their_blocks() {
        let text = r#"{"bmcanvas": 1, "kind": "business-model", "notes": {
            "a": {"block": "parking", "rank": "V", "text": "Later", "color": "red"},
            "b": {"block": "cost_structure", "rank": "V", "text": "Wages", "color": "red", "tags": ["x"]},
            "c": {"block": "channels", "rank": "W", "text": "Shop", "color": "red"},
            "d": {"block": "channels", "rank": "V", "text": "App", "color": "red"},
            "e": {"block": "customer_segments", "rank": "V", "text": "Commuters", "color": "red"}}}"#;
        let canvas = format::read(text.as_bytes()).unwrap().canvas;
        let kind = format::kind::built_in_kind("business-model").unwrap();
        let mut left = Left::of(&canvas, |_| false, |_| false);
        left.sort_by_block(&canvas, &kind);
        let lines = left.note_lines(&canvas).into_iter();
        let notes: Vec<NoteId> = lines.filter_map(|(id, _)| id).collect();
        assert_eq!(notes, ["e", "d", "c", "b", "a"].map(NoteId::from));
    }

    #[test]
    fn says_nothing_where_all_is_held() {
        let left = Left::of(&canvas(), |_| true, |_| true);
        assert!(left.is_empty());
        assert_eq!(left.summary(), None);
    }
}
