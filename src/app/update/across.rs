//! Notes carried from one open canvas into the other.

use std::collections::{BTreeMap, BTreeSet};

use super::beside::board_key;
use super::notes::notes as counted;
use crate::app::action::{Action, Two};
use crate::app::beside::{Beside, Second};
use crate::app::board::Board;
use crate::app::effect::Effect;
use crate::app::ids::Ids;
use crate::app::lens::Lens;
use crate::app::mode::Mode;
use crate::app::msg::Notice;
use crate::app::seat::Seat;
use crate::app::state::State;
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::id::{BlockId, NoteId};
use crate::model::links;
use crate::model::note::{Note, Place};

/// Whither notes are carried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// From the canvas in front into the other one.
    There,
    /// From the other one.
    Here,
}

/// Carries the marked notes, or the one in focus, across: a note that the other canvas has too becomes like it, another
/// one is added.
pub(super) fn carry(state: &mut State, effects: &mut Vec<Effect>, way: Way) {
    let is_past = |board: &Board| matches!(board.lens, Lens::Past(_));
    if state.front().is_some_and(is_past) {
        let said = "what is shown is how the canvas was: leave that first, or bring it back";
        state.notice = Some(Notice::info(said));
        return;
    }
    let mut targets = Vec::new();
    super::on_board(state, effects, |turn| targets = turn.targets());
    let (Some(front), Beside::Open(second)) = (state.screen.board(), &state.beside) else {
        return;
    };
    let (from, to) = match way {
        Way::There => (front, &*second.board),
        Way::Here => (&*second.board, front),
    };
    if second.board.mode != Mode::Board {
        let (name, key) = (
            &second.board.file.name,
            board_key(state, Action::Two(Two::Other)),
        );
        let said = format!("{name} asks something first · {key} goes there");
        state.notice = Some(Notice::warning(said));
        return;
    }
    let here = match way {
        Way::There => targets,
        Way::Here => targets
            .iter()
            .filter_map(|id| there(second, front, id))
            .collect(),
    };
    let mut load = Load::new(second, from, to, &mut state.ids);
    for id in here {
        load.take(&id);
    }
    let (seat, carried) = (to.seat, load.finish());
    unload(state, effects, seat, carried);
}

/// The note of the other canvas that this one, as the board in front shows it, is.
fn there(second: &Second, front: &Board, id: &NoteId) -> Option<NoteId> {
    let paired = second.partner(front.seat, id);
    paired.or_else(|| second.board.canvas().id(id)).cloned()
}

/// Puts what is carried into the canvas of this seat, and tells.
fn unload(state: &mut State, effects: &mut Vec<Effect>, seat: Seat, carried: Carried) {
    let Carried { edit, told, last } = carried;
    if edit.is_empty() {
        state.notice = Some(Notice::info(told));
        return;
    }
    let mut done = false;
    super::on_file(state, effects, seat, |turn| done = turn.edit(edit));
    if !done {
        return;
    }
    super::on_board(state, effects, |turn| {
        turn.clear_marks();
        if turn.board.seat == seat
            && let Some(last) = &last
        {
            turn.board.focus_note(last);
        }
    });
    let undo = board_key(state, Action::Undo);
    let undo = if state.front().is_some_and(|front| front.seat == seat) {
        undo
    } else {
        format!("{} {undo}", board_key(state, Action::Two(Two::Other)))
    };
    state.notice = Some(Notice::info(format!("{told} · {undo} takes it back")));
    if let Beside::Open(second) = &mut state.beside {
        second.followed = None;
    }
}

/// What came of it.
struct Carried {
    edit: Edit,
    /// In a line.
    told: String,
    /// The note that came last.
    last: Option<NoteId>,
}

/// Notes on their way.
struct Load<'a> {
    from: &'a Board,
    to: &'a Board,
    second: &'a Second,
    ids: &'a mut Ids,
    /// The other canvas with all that came so far.
    then: Canvas,
    /// What the notes that were new there are called.
    named: BTreeMap<NoteId, NoteId>,
    changes: Vec<Change>,
    last: Option<NoteId>,
    added: usize,
    updated: usize,
    same: usize,
    parked: usize,
    /// Links whose other note is not there.
    unlinked: usize,
}

impl<'a> Load<'a> {
    fn new(second: &'a Second, from: &'a Board, to: &'a Board, ids: &'a mut Ids) -> Self {
        Self {
            from,
            to,
            second,
            ids,
            then: to.canvas().clone(),
            named: BTreeMap::new(),
            changes: Vec::new(),
            last: None,
            added: 0,
            updated: 0,
            same: 0,
            parked: 0,
            unlinked: 0,
        }
    }

    /// The note there that this one is.
    fn partner(&self, id: &NoteId) -> Option<&NoteId> {
        let named = self.named.get(id);
        named.or_else(|| self.second.partner(self.from.seat, id))
    }

    fn take(&mut self, id: &NoteId) {
        let Some(note) = self.from.canvas().note(id) else {
            return;
        };
        let block = self.block(&note.place.block);
        match self.partner(id).cloned() {
            Some(partner) => self.update(&partner, id, note, &block),
            None => self.add(id, note, &block),
        }
    }

    /// The block in which it can be seen there: one that the kind lacks has no place on the grid.
    fn block(&self, block: &BlockId) -> BlockId {
        if self.to.kind.block(block).is_some() || block.is_parking() {
            block.clone()
        } else {
            BlockId::parking()
        }
    }

    fn add(&mut self, id: &NoteId, note: &Note, block: &BlockId) {
        let place = self.place(id, block, None);
        // Of the same id, they are a pair also when their texts part.
        let new = match self.then.note(id) {
            None => id.clone(),
            Some(_) => self.ids.note(),
        };
        let copy = Note {
            place,
            // They name notes of the canvas that it comes from, and are made anew once all notes are there.
            links: BTreeSet::new(),
            ..note.of_its_own()
        };
        self.named.insert(id.clone(), new.clone());
        self.last = Some(new.clone());
        self.added += 1;
        self.parked += usize::from(*block != note.place.block);
        self.apply(vec![Change::Add(new, copy)]);
    }

    fn update(&mut self, partner: &NoteId, id: &NoteId, note: &Note, block: &BlockId) {
        let Some(now) = self.then.note(partner).cloned() else {
            return;
        };
        let stays = now.place.block == *block;
        let place = if stays {
            now.place
        } else {
            self.place(id, block, Some(partner))
        };
        let wanted = Note {
            place,
            conflict_of: now.conflict_of,
            links: now.links,
            // What is said about it there stays there.
            thread: now.thread,
            stances: now.stances,
            ..note.of_its_own()
        };
        self.last = Some(partner.clone());
        let mut then = self.then.clone();
        then.change(partner, |note| *note = wanted);
        let edit = self.then.edit_to(&then);
        if edit.is_empty() {
            self.same += 1;
        } else {
            self.updated += 1;
            self.parked += usize::from(!stays && *block != note.place.block);
            self.apply(edit.0);
        }
    }

    fn apply(&mut self, changes: Vec<Change>) {
        // What was just made for this canvas applies to it.
        let _ = self.then.apply(Edit(changes.clone()));
        self.changes.extend(changes);
    }

    /// After what stands before it there too; first where it is the first, else last.
    fn place(&mut self, id: &NoteId, block: &BlockId, but: Option<&NoteId>) -> Place {
        let canvas = self.from.canvas();
        let own = canvas.note(id).map(|note| canvas.block(&note.place.block));
        let above = own.and_then(|own| own.get(..canvas.position(id)?));
        let above = above.unwrap_or_default();
        let is_there = |id: &NoteId| {
            let note = self.then.note(id);
            note.is_some_and(|note| note.place.block == *block)
        };
        let mut partners = above.iter().rev().filter_map(|id| self.partner(id));
        let before = partners.find(|id| is_there(id));
        let at = match before.and_then(|id| self.then.position(id)) {
            Some(at) => at + 1,
            None if above.is_empty() => 0,
            None => usize::MAX,
        };
        let jitter = self.ids.jitter();
        self.then.place_at(block, at, but, jitter)
    }

    /// Links the notes that were new there to what they are linked to here, as far as that is there too.
    fn link(&mut self) {
        let from = self.from.canvas();
        let neighbours = links::neighbours(from);
        for (id, new) in self.named.clone() {
            let others = neighbours.get(&id).into_iter().flatten();
            for other in others.copied() {
                let there = self.partner(other).or_else(|| self.then.id(other));
                let Some(there) = there.cloned() else {
                    self.unlinked += 1;
                    continue;
                };
                if links::are_linked(&self.then, &new, &there) {
                    continue;
                }
                let has_it = from
                    .note(&id)
                    .is_some_and(|note| note.links.contains(other));
                let (holder, held) = if has_it {
                    (new.clone(), there)
                } else {
                    (there, new.clone())
                };
                let links = self.then.note(&holder).map(|note| note.links.clone());
                let mut links = links.unwrap_or_default();
                links.insert(held);
                self.apply(vec![Change::Links(holder, links)]);
            }
        }
    }

    fn finish(mut self) -> Carried {
        self.link();
        let name = &self.to.file.name;
        let part = |count: usize, word: &str| (count > 0).then(|| format!("{count} {word}"));
        let parts = [
            part(self.added, "new"),
            part(self.updated, "updated"),
            part(self.same, "the same already"),
            part(self.parked, "parked, since it has no such block"),
        ];
        let unlinked = (self.unlinked > 0).then(|| {
            let links = super::notes::counted(self.unlinked, "link");
            format!("{links} left, to what is not there")
        });
        let parts: Vec<String> = parts.into_iter().flatten().chain(unlinked).collect();
        let told = match self.added + self.updated + self.same {
            0 => "no note here to copy".to_owned(),
            count => format!("{} to {name}: {}", counted(count), parts.join(", ")),
        };
        Carried {
            edit: Edit(self.changes),
            told,
            last: self.last,
        }
    }
}
