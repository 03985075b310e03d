//! What the blocks of a board show, and where.

use ratatui::layout::{Rect, Size};

use super::{Board, Stand, Tags};
use crate::app::badge::badges;
use crate::app::face::Face;
use crate::app::lens::Lens;
use crate::app::linking::Linking;
use crate::app::mode::Mode;
use crate::app::prompt::Back;
use crate::app::story::{By, Story};
use crate::app::types::Types;
use crate::app::walk::Walk;
use crate::app::weave::Weave;
use crate::app::workshop;
use crate::layout::{self, Arrangement, View, Wanted, Zoom};
use crate::model::canvas::Canvas;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::{Block, Way};
use crate::model::links;

/// The screen on which the types of notes have a row: so many rows and columns at least.
const LEAST_ROWS: u16 = 10;
const LEAST_COLUMNS: u16 = 30;

impl Board {
    /// The canvas as the blocks show it. Notes of it may be in no file.
    pub fn shown(&self) -> &Canvas {
        self.lens.weave().map_or(&self.file.canvas, Weave::shown)
    }

    /// The ids of a block's notes as they are shown, in their order.
    pub fn notes_of(&self, block: &BlockId) -> &[NoteId] {
        self.shown().block(block)
    }

    /// How many notes the block has; those that are shown and gone are not counted.
    pub fn count_of(&self, block: &BlockId) -> usize {
        let weave = self.lens.weave();
        weave.map_or_else(|| self.seen_of(block).len(), |weave| weave.count(block))
    }

    /// The same in words; empty where there is none. While a layer is looked at, how many of them are in it.
    pub fn counted(&self, block: &BlockId) -> String {
        let count = self.count_of(block);
        match self.lens.layer() {
            _ if count == 0 => String::new(),
            Some(layer) => {
                let within = self.seen_of(block).iter().filter(|id| layer.has(id));
                format!("{}/{count}", within.count())
            }
            None => count.to_string(),
        }
    }

    /// The note as it is shown.
    pub fn face(&self, id: &NoteId) -> Option<Face<'_>> {
        let weave = self.lens.weave();
        let note = self.shown().note(id)?;
        let woven = weave.and_then(|weave| weave.face(id));
        let mut face = woven.unwrap_or_else(|| Face::plain(&note.text));
        for tag in &note.tags {
            match (self.look.tags, self.shown().tag_color(tag)) {
                (Tags::Shown, color) => face.tag(tag, color),
                (Tags::Hidden, Some(color)) => face.short_tag(tag, color),
                (Tags::Hidden, None) => {}
            }
        }
        let now = badges(note);
        let before = weave.and_then(|weave| weave.badges_before(id));
        for (was, now) in before.unwrap_or(&now).iter().zip(&now) {
            face.changed_badge(was, now);
        }
        let dots = workshop::badge(note, self.canvas(), &self.me);
        // Dots that are not shown now were not to be seen then either.
        let before = weave.and_then(|weave| weave.dots_before(id));
        let before = before.filter(|_| workshop::shows_all(self.canvas()));
        let before = before.map(|(note, then)| workshop::badge(note, then, &self.me));
        face.changed_badge(before.as_ref().unwrap_or(&dots), &dots);
        if self.file.hidden.has(self.canvas(), id) {
            face.badge(workshop::HIDDEN);
        }
        if let Some((_, age)) = self.lens.ages().and_then(|ages| ages.age(id, note)) {
            face.badge(&age);
        }
        Some(face)
    }

    /// Whether the note is to be pointed out: it has the focus, or is here what has it in the canvas in front.
    pub fn points_at(&self, id: &NoteId) -> bool {
        match &self.stand {
            Stand::Front => {
                let is_whole = self.story().is_some_and(|story| story.by == By::Blocks);
                self.focus.note.as_ref() == Some(id) && self.editing().is_none() && !is_whole
            }
            Stand::Beside(partner) => partner.as_ref() == Some(id),
        }
    }

    /// The notes that are being linked.
    pub fn linking(&self) -> Option<&Linking> {
        if let Mode::Link(linking) = &self.mode {
            Some(linking)
        } else {
            None
        }
    }

    /// Whether the note stands back: something else is looked at, or only some notes can be picked.
    pub fn is_dimmed(&self, id: &NoteId) -> bool {
        if let Some(linking) = self.linking() {
            return linking.label(id).is_none() && !linking.from.contains(id);
        }
        self.lens.layer().is_some_and(|layer| !layer.has(id))
    }

    /// Whether the note is linked to the one in focus, and which of them does something to the other.
    pub fn link_of(&self, id: &NoteId) -> Option<Way> {
        let focus = self.focus.note.as_ref()?;
        // A block that is told as a whole has no note in focus.
        let is_whole = self.story().is_some_and(|story| story.by == By::Blocks);
        match self.stand {
            Stand::Front if is_whole => None,
            Stand::Front => links::way(self.canvas(), &self.kind, focus, id),
            Stand::Beside(_) => None,
        }
    }

    /// Whether the block has the focus that keys are for.
    pub fn is_at(&self, block: &BlockId) -> bool {
        self.stand == Stand::Front && self.focus.block == *block
    }

    /// Blocks off the grid that hold notes or the focus: parking first, then those that the kind does not know.
    pub fn trays(&self) -> Vec<BlockId> {
        let parking = BlockId::parking();
        let stray = |block: &&BlockId| self.kind.block(block).is_none() && !block.is_parking();
        let mut trays = Vec::new();
        if self.story().is_some() {
            return trays;
        }
        if self.focus.block == parking || !self.notes_of(&parking).is_empty() {
            trays.push(parking);
        }
        trays.extend(self.shown().blocks_in_use().filter(stray).cloned());
        if self.kind.block(&self.focus.block).is_none() && !trays.contains(&self.focus.block) {
            trays.push(self.focus.block.clone());
        }
        trays
    }

    /// All blocks in the order of `Tab`: the fill order, then the trays.
    pub fn blocks_in_order(&self) -> Vec<BlockId> {
        let blocks = self.kind.blocks().map(|block| block.id.clone());
        blocks.chain(self.trays()).collect()
    }

    /// The block's title; one that the kind does not know is elsewhere.
    pub fn title_of(&self, block: &BlockId) -> String {
        let title = self.kind.title_of(block);
        if self.kind.block(block).is_some() || block.is_parking() {
            title.to_owned()
        } else {
            format!("Elsewhere: {title}")
        }
    }

    /// The story that is being told.
    pub fn story(&self) -> Option<&Story> {
        match &self.mode {
            Mode::Story(story) => Some(story),
            Mode::Prompt(prompt) => match &prompt.back {
                Back::Story(story) => Some(story),
                Back::Board | Back::Figures(_) | Back::Viability(_) => None,
            },
            Mode::Board
            | Mode::Edit(_)
            | Mode::Talk(_)
            | Mode::Find(_)
            | Mode::List(_)
            | Mode::Link(_)
            | Mode::Help(_)
            | Mode::Figures(_)
            | Mode::Viability(_)
            | Mode::Ask(_)
            | Mode::Away(_)
            | Mode::Leaving => None,
        }
    }

    /// The notes of the block that are to be seen: all of them, unless the canvas is told and has not come to them.
    pub fn seen_of(&self, block: &BlockId) -> &[NoteId] {
        match self.story() {
            Some(story) => story.told(self, block),
            None => self.notes_of(block),
        }
    }

    /// The guided walk that is under way.
    pub fn walk(&self) -> Option<&Walk> {
        self.editing()?.walk.as_ref()
    }

    /// The block whose types are offered while a note is typed in it, and those that are picked.
    pub fn types_offered(&self) -> Option<(&Block, &Types)> {
        let editing = self.editing().filter(|editing| editing.is_note())?;
        let block = self.kind.block(&self.focus.block)?;
        (!block.hints.is_empty()).then_some((block, &editing.types))
    }

    /// The same where they have a row of their own above the footer: on the walk they stand with the question, and a small
    /// screen has no row to spare.
    pub fn types_below(&self, size: Size) -> Option<(&Block, &Types)> {
        let is_roomy = size.height >= LEAST_ROWS && size.width >= LEAST_COLUMNS;
        let has_own = self.walk().is_some() || !is_roomy;
        self.types_offered().filter(|_| !has_own)
    }

    /// Where everything stands on a screen of this size, beside what else the lens shows there.
    pub fn arrange(&self, size: Size, trays: &[BlockId]) -> Arrangement {
        let room = match &self.lens {
            Lens::Past(timeline) => timeline.rooms(size).board,
            Lens::Now
            | Lens::Awaiting(_)
            | Lens::Changes(_)
            | Lens::Beside(_)
            | Lens::Ages(_)
            | Lens::Layer(_) => size,
        };
        // Below a canvas that is told stands what is said.
        let foot = self.story().map_or(1, |story| story.foot(self, size)) - 1;
        let wanted = self.wanted(trays);
        // On the grid they stand on the border; the list has none.
        let is_list = (wanted.view, wanted.zoom) == (View::List, Zoom::Out);
        let types = u16::from(is_list && self.types_below(size).is_some());
        let room = Size {
            height: room.height.saturating_sub(foot + types),
            ..room
        };
        let mut arrangement = match self.walk() {
            Some(_) => layout::arrange_walk(room, wanted.focus),
            None => layout::arrange(room, wanted),
        };
        // The last rows are the footer's, whatever stands between.
        let foot = (arrangement.footer.height + foot).min(size.height);
        arrangement.footer = Rect {
            y: size.height - foot,
            width: size.width,
            height: foot,
            ..arrangement.footer
        };
        arrangement
    }

    /// What the arrangement on the screen depends on.
    pub fn wanted<'a>(&'a self, trays: &'a [BlockId]) -> Wanted<'a> {
        let look = match self.story() {
            Some(_) => (View::Grid, Zoom::Out),
            None => (self.look.view, self.look.zoom),
        };
        Wanted {
            kind: &self.kind,
            focus: &self.focus.block,
            trays,
            view: look.0,
            zoom: look.1,
        }
    }
}
