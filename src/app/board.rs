//! An open canvas and how it is looked at.

mod showing;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ratatui::layout::Position;

use super::checks;
use super::git::{Job, Standing};
use super::hidden::Hidden;
use super::history::History;
use super::lens::Lens;
use super::mode::Question;
use super::mode::{Editing, Mode};
use super::msg::{Held, Notice, Opened, Person};
use super::news::News;
use super::prompt::Asked;
use super::report::Report;
use super::seat::Seat;
use super::sync::{Disk, Known, Revision, Sync};
use super::transfer::Transfers;
use crate::layout::column::Scroll;
use crate::layout::{View, Zoom};
use crate::model::canvas::Canvas;
use crate::model::draft::{Draft, Target, Typing, Unsaved};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::model::lines::Lines;
use crate::model::note::Note;
use crate::text::find::Needle;

/// An open canvas.
#[derive(Clone, Debug, PartialEq)]
pub struct Board {
    /// Which of two open canvases it is.
    pub seat: Seat,
    /// Whether it is in front.
    pub stand: Stand,
    /// The canvas, and what it takes to edit it.
    pub file: File,
    /// Its kind.
    pub kind: Arc<Kind>,
    /// What has the focus.
    pub focus: Focus,
    /// How it is looked at.
    pub look: Look,
    /// What the blocks show.
    pub lens: Lens,
    /// What is going on.
    pub mode: Mode,
    /// What was picked out for later.
    pub picked: Picked,
    /// Who has the canvas open too.
    pub others: Vec<Person>,
    /// Who the person is: what git calls them here, where it knows a name, else what the system does. Untrusted.
    pub me: String,
    /// What others did to the canvas.
    pub news: News,
    /// How the canvas stands in git; `None` where that is not known, or it is in no repository.
    pub standing: Option<Standing>,
    /// The sync that is under way.
    pub job: Job,
    /// The exports and imports that are under way.
    pub transfers: Transfers,
    /// What the rules of the check need to know, once that was asked for.
    pub known: Option<checks::Known>,
    /// What its journal was told last.
    pub journal: Journalled,
    /// The block that others were told of last.
    announced: Option<BlockId>,
}

/// What a journal was told last, in short, so that only news are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Journalled {
    /// That nothing is unfinished.
    #[default]
    Nothing,
    /// A draft of this fingerprint.
    Draft(u64),
}

/// Where a board stands of two that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stand {
    /// In front: keys are for it.
    Front,
    /// Beside that, with the note that the one in focus there is here.
    Beside(Option<NoteId>),
}

/// A canvas and its file.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// The file's name, untrusted.
    pub name: String,
    /// The canvas with every edit.
    pub canvas: Canvas,
    /// Which of its notes are on this board alone.
    pub hidden: Hidden,
    /// How often it was changed.
    pub revision: Revision,
    /// How much there is to settle in it: notes with two texts, fields with two values.
    pub conflicts: usize,
    /// What can be taken back.
    pub history: History,
    /// Whether the file has every edit.
    pub sync: Sync,
    /// How the file was found when it was looked at last.
    pub disk: Disk,
    /// Why the file is looked at each second, where the system does not tell of changes. Untrusted.
    pub polling: Option<String>,
    /// Why the canvas cannot be changed, if it cannot.
    pub locked: Option<String>,
}

impl File {
    /// The canvas as others may see it: without the notes of a silent round.
    pub fn public(&self) -> Canvas {
        let base = self.sync.base().as_ref().map(|base| &*base.canvas);
        self.hidden.public(&self.canvas, base)
    }

    /// Whether the file, holding this, holds all that it is to hold.
    pub fn is_all_in(&self, base: &Canvas) -> bool {
        self.hidden.public(&self.canvas, Some(base)) == *base
    }
}

/// What has the focus: a block and, where it has notes, one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    /// The block.
    pub block: BlockId,
    /// The note.
    pub note: Option<NoteId>,
    /// The notes that had the focus in other blocks, to return to.
    pub last: BTreeMap<BlockId, NoteId>,
}

/// How the board is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Grid or list.
    pub view: View,
    /// Whether the focused block fills the screen.
    pub zoom: Zoom,
    /// Whether titles show what costs and revenue come to.
    pub totals: Totals,
    /// Whether notes show their tags.
    pub tags: Tags,
    /// How far each block is scrolled.
    pub scroll: BTreeMap<BlockId, Scroll>,
    /// How far the list is scrolled.
    pub list: Scroll,
}

/// Whether titles show what costs and revenue come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Totals {
    /// They do not.
    #[default]
    Hidden,
    /// They do.
    Shown,
}

impl Totals {
    /// The other one.
    pub const fn flip(self) -> Self {
        match self {
            Self::Hidden => Self::Shown,
            Self::Shown => Self::Hidden,
        }
    }
}

/// Whether notes show their tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tags {
    /// They do not.
    #[default]
    Hidden,
    /// They do, at their ends.
    Shown,
}

impl Tags {
    /// The other one.
    pub const fn flip(self) -> Self {
        match self {
            Self::Hidden => Self::Shown,
            Self::Shown => Self::Hidden,
        }
    }
}

/// What was picked out for later.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picked {
    /// Marked notes: the next command is for all of them.
    pub marked: BTreeSet<NoteId>,
    /// Copied notes.
    pub copied: Vec<Note>,
    /// What was searched for.
    pub search: Option<Needle>,
    /// The message of a commit that was typed and not taken.
    pub message: Option<String>,
    /// The note on which the mouse button went down.
    pub pressed: Option<Pressed>,
    /// What the last export or import did not take over.
    pub report: Report,
    /// The lines that were typed where one is asked for.
    pub lines: Lines,
}

impl Picked {
    /// Nothing but lines that were typed before.
    fn with(lines: Lines) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }
}

/// A note on which the mouse button went down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pressed {
    /// The note.
    pub note: NoteId,
    /// Whether it had the focus before.
    pub again: bool,
    /// Where on the screen.
    pub at: Position,
}

/// How a canvas just opened stands to its file: one that git left as two sides is to be saved as a whole.
fn sync_of(opened: &Opened) -> Sync {
    let base = opened.reading.base.map(|print| Known {
        print,
        canvas: Arc::new(opened.reading.canvas.clone()),
    });
    match (opened.reading.held, &opened.locked) {
        (Held::AsSides, None) => Sync::Dirty(base),
        (Held::AsSides, Some(_)) | (Held::Whole, _) => Sync::Fresh(base),
    }
}

impl Board {
    /// The board of a canvas just opened, its first block in focus, and what to say at first.
    pub fn open(opened: Opened, view: View) -> (Self, Option<Notice>) {
        let sync = sync_of(&opened);
        let first = opened
            .kind
            .blocks()
            .next()
            .map_or_else(BlockId::parking, |block| block.id.clone());
        let offer = opened.offer.filter(|_| opened.locked.is_none());
        let mode = match offer {
            Some(offer) => Mode::Ask(Question::TakeUp(Box::new(offer))),
            None => Mode::Board,
        };
        let mut board = Self {
            seat: Seat::First,
            stand: Stand::Front,
            file: File {
                name: opened.name,
                conflicts: opened.reading.canvas.to_settle(),
                canvas: opened.reading.canvas,
                hidden: Hidden::default(),
                revision: Revision::default(),
                history: History::default(),
                sync,
                disk: Disk::Settled,
                polling: None,
                locked: opened.locked,
            },
            kind: opened.kind,
            focus: Focus {
                block: first.clone(),
                note: None,
                last: BTreeMap::new(),
            },
            look: Look {
                view,
                ..Look::default()
            },
            lens: Lens::Now,
            mode,
            picked: Picked::with(opened.lines),
            others: Vec::new(),
            me: String::new(),
            news: News::default(),
            standing: None,
            job: Job::None,
            transfers: Transfers::default(),
            known: None,
            journal: Journalled::Nothing,
            announced: None,
        };
        board.take_up(opened.hidden);
        board.focus_block(&first);
        (board, opened.notice)
    }

    /// Takes up notes that an earlier run wrote in silence.
    fn take_up(&mut self, notes: Vec<(NoteId, Note)>) {
        if !notes.is_empty() && self.file.locked.is_none() {
            self.file.hidden.take_up(&mut self.file.canvas, notes);
            self.count();
        }
    }

    /// The block in focus, where others have not been told of it.
    pub fn announce(&mut self) -> Option<BlockId> {
        let block = &self.focus.block;
        (self.announced.as_ref() != Some(block))
            .then(|| self.announced.insert(block.clone()).clone())
    }

    /// After the canvas changed: counts that, and what there is to settle in it now, and shows it.
    pub fn count(&mut self) {
        let file = &mut self.file;
        file.revision = Revision(file.revision.0 + 1);
        // Rather than for each frame: it looks at every note.
        file.conflicts = file.canvas.to_settle();
        self.lens.refresh(&file.canvas, file.revision, &self.kind);
    }

    /// Shows the canvas in another way; the focus stays on its note, where that is shown too.
    pub fn look_through(&mut self, lens: Lens) {
        let at = self.focused_position().unwrap_or(0);
        self.lens = lens;
        self.mend_focus(at);
    }

    /// The canvas.
    pub fn canvas(&self) -> &Canvas {
        &self.file.canvas
    }

    /// The note in focus.
    pub fn focused_note(&self) -> Option<&Note> {
        self.canvas().note(self.focus.note.as_ref()?)
    }

    /// The position of the note in focus among those that its block shows.
    pub fn focused_position(&self) -> Option<usize> {
        self.shown().position(self.focus.note.as_ref()?)
    }

    /// The same among the notes that the block has; where the note in focus is none of them, that of the one after it.
    pub fn focused_seat(&self) -> Option<usize> {
        let above = self
            .notes_of(&self.focus.block)
            .get(..self.focused_position()?)?;
        let is_here = |id: &&NoteId| self.has_here(id);
        Some(above.iter().filter(is_here).count())
    }

    /// Whether the note is in the block in focus, and not only shown there.
    pub fn has_here(&self, id: &NoteId) -> bool {
        let note = self.canvas().note(id);
        note.is_some_and(|note| note.place.block == self.focus.block)
    }

    /// The text being typed.
    pub fn editing(&self) -> Option<&Editing> {
        match &self.mode {
            Mode::Edit(editing) | Mode::Away(editing) => Some(editing),
            Mode::Board
            | Mode::Talk(_)
            | Mode::Find(_)
            | Mode::List(_)
            | Mode::Link(_)
            | Mode::Prompt(_)
            | Mode::Figures(_)
            | Mode::Viability(_)
            | Mode::Story(_)
            | Mode::Help(_)
            | Mode::Ask(_)
            | Mode::Leaving => None,
        }
    }

    /// The note that a line is about, where it is about one that is there.
    pub fn note_of(&self, asked: &Asked) -> Option<(NoteId, &Note)> {
        let id = asked.note()?;
        self.canvas().note(&id).map(|note| (id, note))
    }

    /// Puts the focus on a block, on the note that had it there last, else on the first.
    pub fn focus_block(&mut self, block: &BlockId) {
        self.remember();
        let known = self.focus.last.get(block).filter(|id| {
            self.shown()
                .note(id)
                .is_some_and(|note| note.place.block == *block)
        });
        self.focus.note = known.or_else(|| self.notes_of(block).first()).cloned();
        self.focus.block = block.clone();
    }

    /// Puts the focus on a note, in whichever block it is.
    pub fn focus_note(&mut self, id: &NoteId) {
        let Some(block) = self.shown().note(id).map(|note| note.place.block.clone()) else {
            return;
        };
        self.remember();
        self.focus.block = block;
        self.focus.note = Some(id.clone());
    }

    /// Puts the focus on the note at this position of the block in focus, the last where there are fewer.
    pub fn focus_position(&mut self, at: usize) {
        let notes = self.notes_of(&self.focus.block);
        let last = notes.len().saturating_sub(1);
        self.focus.note = notes.get(at.min(last)).cloned();
    }

    fn remember(&mut self) {
        if let Some(note) = self.focus.note.clone() {
            self.focus.last.insert(self.focus.block.clone(), note);
        }
    }

    /// After notes went away or elsewhere: keeps the focus on its note, else gives it to the note now at `position`.
    pub fn mend_focus(&mut self, position: usize) {
        let is_here = |id: &NoteId| {
            self.shown()
                .note(id)
                .is_some_and(|note| note.place.block == self.focus.block)
        };
        if !self.focus.note.as_ref().is_some_and(is_here) {
            self.focus_position(position);
        }
        let canvas = &self.file.canvas;
        self.picked.marked.retain(|id| canvas.note(id).is_some());
    }

    /// Whether there are edits of a person's that the file lacks. What git left in it as two sides is none, merged or not.
    pub fn lacks_edits(&self) -> bool {
        self.file.sync.lacks_edits() && self.file.revision != Revision::default()
    }

    /// What would be lost if the program ended now.
    pub fn draft(&self) -> Option<Draft> {
        let typing = self.typing();
        if self.file.sync.lacks_edits() {
            let base = self.file.sync.base().as_ref();
            let unsaved = Unsaved {
                canvas: self.file.public(),
                grew_from: base.map(|base| Arc::clone(&base.canvas)),
            };
            return Some(Draft::Unsaved(Box::new(unsaved), typing));
        }
        typing.map(Draft::Typing)
    }

    /// The text that is typed but not kept.
    pub fn typing(&self) -> Option<Typing> {
        let mut typing = match &self.mode {
            Mode::Talk(talk) | Mode::Ask(Question::Unsent(talk)) => talk.typing()?,
            Mode::Prompt(prompt) => prompt.typing()?,
            Mode::Board
            | Mode::Edit(_)
            | Mode::Away(_)
            | Mode::Figures(_)
            | Mode::Viability(_)
            | Mode::Story(_)
            | Mode::Find(_)
            | Mode::List(_)
            | Mode::Link(_)
            | Mode::Help(_)
            | Mode::Ask(_)
            | Mode::Leaving => self.editing().and_then(Editing::typing)?,
        };
        typing.block = match &typing.target {
            Target::Note(id) | Target::Comment(id) => {
                self.canvas().note(id).map(|note| note.place.block.clone())
            }
            Target::Asked(asked) => {
                let note = self.note_of(asked);
                note.map(|(_, note)| note.place.block.clone())
            }
            Target::New { .. } | Target::Header(_) => None,
        };
        Some(typing)
    }

    /// Whether the text being typed stands in this block, and at which position: as a new note or in a note's place.
    pub fn typing_in(&self, block: &BlockId) -> Option<Slot> {
        match &self.editing()?.target {
            Target::New {
                block: there,
                after,
            } if there == block => {
                let after = after.as_ref().and_then(|id| self.shown().position(id));
                Some(Slot::Between(after.map_or(0, |at| at + 1)))
            }
            Target::Note(id) => {
                let note = self.shown().note(id)?;
                (note.place.block == *block)
                    .then(|| self.shown().position(id).map(Slot::Instead))
                    .flatten()
            }
            Target::New { .. } | Target::Header(_) | Target::Comment(_) | Target::Asked(_) => None,
        }
    }
}

/// Where the text being typed stands among a block's notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Before the note at this position.
    Between(usize),
    /// In place of the note at this position.
    Instead(usize),
}
