//! Notes linked by letters or from a list, layers, orphans.

use super::Turn;
use crate::app::action::{Action, Links};
use crate::app::board::Board;

use crate::app::layer::{Layer, Of};
use crate::app::lens::Lens;
use crate::app::linking::{Linking, Pick, Typed, candidates, pick};
use crate::app::list::{Choice, Item, List};
use crate::app::mode::Mode;
use crate::layout::{Body, Cell, MapLines};
use crate::model::id::{BlockId, NoteId};
use crate::model::links;

/// Lists the candidates in place of their letters.
const LIST: char = '/';

impl Turn<'_> {
    /// What was asked for about links.
    pub(super) fn links(&mut self, asked: Links) {
        match asked {
            Links::Link => self.ask_link(),
            Links::Layer => self.ask_layer(),
            Links::Orphans => self.show_orphans(),
            Links::Tags => self.ask_tags(),
            Links::ShowTags => self.switch_tags(),
            Links::TagColors => self.ask_tag_to_color(),
            Links::Narrow => self.ask_narrow(),
            Links::Tidy => self.tidy_links(),
        }
    }

    fn ask_link(&mut self) {
        if self.refuse_edits() {
            return;
        }
        let from = self.targets();
        if from.is_empty() {
            return self.info("no note here to link");
        }
        let blocks = self.board.blocks_in_order();
        let notes = blocks.iter().flat_map(|block| self.board.notes_of(block));
        let candidates = candidates(self.board.canvas(), &self.board.kind, &from, notes);
        if candidates.is_empty() {
            let title = self.board.title_of(&self.board.focus.block);
            let kind = self.board.kind.id().as_str().to_owned();
            return self.info(format!(
                "no note is there that one of {title} can be linked to · `bmcanvas kinds {kind}` lists what can be"
            ));
        }
        let trays = self.board.trays();
        match self.board.arrange(self.size, &trays).body {
            Body::Grid { .. } | Body::List(_) => {
                self.board.mode = Mode::Link(Linking::new(from, candidates));
            }
            Body::Focus { map, lines, .. } => {
                let mut seen = candidates.clone();
                seen.retain(|id| self.is_on_map(id, &map, lines));
                if seen.is_empty() {
                    return self.list_candidates(&candidates);
                }
                self.board.mode = Mode::Link(Linking::new(from, seen));
            }
            // The other blocks' notes are not to be seen.
            Body::Zoom(..) => self.list_candidates(&candidates),
        }
    }

    /// Whether the small map has room for a row of the note.
    fn is_on_map(&self, id: &NoteId, map: &[Cell], lines: MapLines) -> bool {
        let block = self.board.canvas().note(id).map(|note| &note.place.block);
        let cell = map.iter().find(|cell| Some(&cell.block) == block);
        cell.is_some_and(|cell| {
            let notes = self.board.seen_of(&cell.block);
            let rows = usize::from(cell.notes_on_map(lines));
            notes.iter().take(rows).any(|seen| seen == id)
        })
    }

    fn list_candidates(&mut self, candidates: &[NoteId]) {
        let canvas = self.board.canvas();
        let targets = self.targets();
        let item = |id: &NoteId| {
            let note = canvas.note(id)?;
            let is_linked = targets.iter().any(|one| links::are_linked(canvas, one, id));
            let linked = if is_linked { "linked · " } else { "" };
            let title = self.board.title_of(&note.place.block);
            let label = note.text.lines().next().unwrap_or_default();
            Some(Item::new(label, Choice::Link(id.clone())).detail(format!("{linked}{title}")))
        };
        let items = candidates.iter().filter_map(item).collect();
        self.board.mode = Mode::List(List::new("Link to", items));
    }

    pub(super) fn link_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Link(linking) = &mut self.board.mode else {
            return;
        };
        match (action, typed) {
            (Some(Action::Cancel), _) => {
                self.board.mode = Mode::Board;
                self.clear_marks();
            }
            (_, Some(LIST)) => {
                let from = linking.from.clone();
                let blocks = self.board.blocks_in_order();
                let notes = blocks.iter().flat_map(|block| self.board.notes_of(block));
                let candidates = candidates(self.board.canvas(), &self.board.kind, &from, notes);
                self.list_candidates(&candidates);
            }
            (_, Some(letter)) => match linking.input(letter) {
                Typed::Picked(id) => {
                    let from = linking.from.clone();
                    self.link_to(&from, &id);
                }
                Typed::Begun => {}
                Typed::Unknown => self.info("no note has that letter · Esc leaves"),
            },
            (_, None) => {}
        }
    }

    /// Links the notes to this one, or takes the links away where all are there.
    pub(super) fn link_to(&mut self, from: &[NoteId], to: &NoteId) {
        let picked = pick(self.board.canvas(), &self.board.kind, from, to);
        let (done, edit) = match picked {
            Pick::Link(edit) => ("linked", edit),
            Pick::Unlink(edit) => ("no longer linked", edit),
        };
        if edit.is_empty() || !self.edit(edit) {
            return;
        }
        let said = match from {
            [one] => self.told(one, to),
            _ => None,
        };
        // While letters pick notes, the key that takes edits back is one of them.
        let letters = self.board.linking().and_then(|linking| linking.label(to));
        let letters = letters.map(str::to_owned);
        let key = letters.unwrap_or_else(|| self.key_name(Action::Undo));
        let said = said.unwrap_or_else(|| super::notes::notes(from.len()));
        self.info(format!("{done}: {said} · {key} takes it back"));
    }

    /// Takes away the links to notes that are gone.
    fn tidy_links(&mut self) {
        let count = links::dangling(self.board.canvas()).count();
        if count == 0 {
            return self.info("no note is linked to one that is gone");
        }
        let edit = links::tidied(self.board.canvas());
        if self.edit(edit) {
            let links = super::notes::counted(count, "link");
            let key = self.key_name(Action::Undo);
            self.info(format!(
                "{links} to what is gone taken away · {key} takes that back"
            ));
        }
    }

    /// "Fixed today serves Commuters".
    fn told(&self, one: &NoteId, other: &NoteId) -> Option<String> {
        let canvas = self.board.canvas();
        let (relation, way) = links::meaning(canvas, &self.board.kind, one, other)?;
        let (from, to) = match way {
            crate::model::kind::Way::To => (one, other),
            crate::model::kind::Way::From => (other, one),
        };
        let name = |id: &NoteId| {
            let text = canvas.note(id)?.text.lines().next()?;
            Some(
                crate::text::clean::Shown::line(text)
                    .truncate(24)
                    .to_string(),
            )
        };
        Some(format!("{} {} {}", name(from)?, relation.means, name(to)?))
    }

    /// Asks which layer to look at.
    fn ask_layer(&mut self) {
        let canvas = self.board.canvas();
        let block: Option<&BlockId> = self.board.kind.layers().map(|block| &block.id);
        let ids = block.map_or(&[][..], |block| canvas.block(block));
        let note = |id: &NoteId| {
            let label = canvas.note(id)?.text.lines().next().unwrap_or_default();
            Some(Item::new(label, Choice::Layer(Of::Note(id.clone()))))
        };
        let tag = |tag: &str| {
            let of = Of::Tag(tag.to_owned());
            let told = self.told_of_tag(tag);
            Item::new(format!("#{tag}"), Choice::Layer(of)).detail(format!("tag {told}"))
        };
        let mut items: Vec<Item> = ids.iter().filter_map(note).collect();
        items.extend(links::tags(canvas).into_iter().map(tag));
        if items.is_empty() {
            return self.info("there is nothing to look at alone: no segment, no tag");
        }
        let in_focus = self.board.focus.note.clone().map(Of::Note);
        let in_focus = in_focus.map(Choice::Layer);
        let is_it = |item: &Item| Some(&item.choice) == in_focus.as_ref();
        self.board.mode = Mode::List(List::new("Layer", items).select(is_it));
    }

    /// Dims all that is not in the layer.
    pub(super) fn show_layer(&mut self, of: Of) {
        self.leave_lens();
        let (canvas, revision) = (self.board.canvas(), self.board.file.revision);
        let layer = Layer::new(of, canvas, revision, &self.board.kind);
        self.board.look_through(Lens::Layer(layer));
    }

    fn show_orphans(&mut self) {
        if self.board.kind.layers().is_none() {
            return self.info("this kind of canvas has no segments that notes could lead to");
        }
        let orphans = links::orphans(self.board.canvas(), &self.board.kind);
        if orphans.is_empty() {
            let title = self.board.kind.layers().map_or("", |block| &block.title);
            return self.info(format!("no orphans: all notes lead to one of {title}"));
        }
        self.show_layer(Of::Orphans);
        // What was searched for before would be what the keys go to.
        self.board.picked.search = None;
        let first = self.all_notes().into_iter().find(|id| orphans.contains(id));
        if let Some(first) = first {
            self.board.focus_note(&first);
        }
        self.say_place_in_layer();
    }

    /// To the next note of the layer that is shown, or the one before, round the whole canvas.
    pub(super) fn step_in_layer(&mut self, by: isize) {
        let is_in = |board: &Board, id: &NoteId| {
            let layer = board.lens.layer();
            layer.is_some_and(|layer| layer.has(id))
        };
        match self.step_to(by, is_in) {
            Some(id) => {
                self.board.focus_note(&id);
                self.say_place_in_layer();
            }
            None => self.info("no note is in this layer"),
        }
    }

    /// "orphan 2 of 7 · n goes to the next".
    fn say_place_in_layer(&mut self) {
        let Some(layer) = self.board.lens.layer() else {
            return;
        };
        let word = match layer.of {
            Of::Orphans => "orphan",
            Of::Note(_) | Of::Tag(_) => "note",
        };
        let mut notes = self.all_notes();
        notes.retain(|id| layer.has(id));
        let focus = self.board.focus.note.as_ref();
        let Some(at) = notes.iter().position(|id| Some(id) == focus) else {
            return;
        };
        let place = format!("{word} {} of {}", at + 1, notes.len());
        if notes.len() > 1 {
            let key = self.key_name(Action::FindStep(1));
            self.info(format!("{place} · {key} goes to the next"));
        } else {
            self.info(place);
        }
    }
}
