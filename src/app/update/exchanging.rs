//! The canvas into files of other formats, and notes out of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Turn;
use super::notes::notes as counted;
use crate::app::action::{Action, Exchange};
use crate::app::effect::{Effect, Export};
use crate::app::ids::Ids;
use crate::app::list::{Choice, Free, Item, List};
use crate::app::mode::Mode;
use crate::app::msg::{Exported, Imported, Trouble};
use crate::app::report::{Line, Report};
use crate::app::transfer::Ticket;
use crate::exchange::Target;
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::header::HeaderField;
use crate::model::id::NoteId;
use crate::model::note::Note;

impl Turn<'_> {
    /// A command about other formats.
    pub(super) fn exchange(&mut self, asked: Exchange) {
        match asked {
            Exchange::Export => self.ask_export(),
            Exchange::Import => self.ask_import(),
            Exchange::Report => self.show_report(),
            Exchange::Stop => {
                if !self.take_back_transfer() {
                    self.info("no export or import is under way");
                }
            }
        }
    }

    fn ask_export(&mut self) {
        let name = self.board.file.name.as_str();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        let stem = stem.strip_suffix(".canvas").unwrap_or(stem);
        let item = |target: Target| {
            let ending = target.endings().first().copied().unwrap_or_default();
            let file = format!("{stem}.{ending}");
            Item::new(file.clone(), Choice::Export(file)).detail(target.about())
        };
        let has_ending = |target: &Target| !target.endings().is_empty();
        let items = Target::ALL.into_iter().filter(has_ending);
        let items = items.map(item).collect();
        self.board.mode = Mode::List(List::new("Export to", items).free(Free::Export));
    }

    fn ask_import(&mut self) {
        if !self.refuse_edits() {
            let list = List::new("Import: type the path of a file", Vec::new());
            self.board.mode = Mode::List(list.free(Free::Import));
        }
    }

    /// Writes the canvas into this file, in the format that its name ends in.
    pub(super) fn export_to(&mut self, path: String) {
        let Some(target) = Target::of_file(&path) else {
            let endings = Target::ALL.into_iter().flat_map(Target::endings);
            let endings: Vec<&str> = endings.copied().collect();
            return self.warn(format!(
                "the name tells no format: it may end in {}",
                endings.join(", ")
            ));
        };
        let ticket = self.ids.ticket();
        let transfers = &mut self.board.transfers;
        transfers.begin(ticket, format!("writing {path}"));
        self.effects.push(Effect::Export(Box::new(Export {
            ticket,
            path,
            target,
            canvas: Arc::new(self.part()),
            kind: Arc::clone(&self.board.kind),
        })));
    }

    /// Has notes read out of this file.
    pub(super) fn import_from(&mut self, path: String) {
        if !self.refuse_edits() {
            let kind = Arc::clone(&self.board.kind);
            let ticket = self.ids.ticket();
            let transfers = &mut self.board.transfers;
            transfers.begin(ticket, format!("reading {path}"));
            self.effects.push(Effect::Import(ticket, path, kind));
        }
    }

    /// Wants the newest export or import back that is under way; whether there was one.
    pub(super) fn take_back_transfer(&mut self) -> bool {
        let ticket = self.board.transfers.take_back();
        self.effects.extend(ticket.map(Effect::Withdraw));
        ticket.is_some()
    }

    /// An export or import was taken back.
    pub(super) fn withdrawn(&mut self, ticket: Ticket) {
        if let Some(doing) = self.board.transfers.end(ticket) {
            self.info(format!("stopped {doing}: nothing was changed"));
        }
    }

    /// The canvas was written, or not.
    pub(super) fn exported(&mut self, ticket: Ticket, result: Result<Exported, Trouble>) {
        if self.board.transfers.end(ticket).is_none() {
            return;
        }
        let Exported { name, left } = match result {
            Ok(exported) => exported,
            Err(trouble) => {
                *self.notice = Some(trouble.into());
                return;
            }
        };
        let mut told = vec![format!("{name} is written")];
        told.extend(
            self.board
                .lens
                .layer()
                .map(|_| "of the layer alone".to_owned()),
        );
        if !left.filled.is_empty() {
            told.push(format!("filled in: {}", left.filled.join(", ")));
        }
        let lines = left.note_lines(self.board.canvas());
        let lines = lines.into_iter().map(|(note, text)| Line { text, note });
        self.board.picked.report = Report(lines.collect());
        let Some(summary) = left.summary() else {
            return self.info(told.join(" · "));
        };
        told.push(format!(":report lists what is not in it: {summary}"));
        self.warn(told.join(" · "));
    }

    /// The notes of a file are here, or not.
    pub(super) fn imported(&mut self, ticket: Ticket, result: Result<Box<Imported>, Trouble>) {
        // Taken back while its notes were on their way here.
        if self.board.transfers.end(ticket).is_none() {
            return;
        }
        let Imported { name, import } = match result {
            Ok(imported) => *imported,
            Err(trouble) => {
                *self.notice = Some(trouble.into());
                return;
            }
        };
        let remarks = import.remarks.iter().map(ToString::to_string);
        let untaken = untaken(self.board.canvas(), &import.canvas);
        let report = Report::of_lines(remarks.chain(untaken));
        let added = added(self.board.canvas(), &import.canvas, self.ids);
        let mut told = vec![format!("{} from {name}", counted(added.notes))];
        if added.notes > 0 {
            if !self.edit(Edit(added.changes)) {
                return;
            }
            told.push(format!("{} takes them back", self.key_name(Action::Undo)));
        }
        if added.same > 0 {
            told.push(format!("{} here already", counted(added.same)));
        }
        if let Some(first) = &added.first {
            self.board.focus_note(first);
        }
        let is_whole = report.0.is_empty();
        self.board.picked.report = report;
        if is_whole {
            return self.info(told.join(" · "));
        }
        if matches!(self.board.mode, Mode::Board) {
            self.show_report();
        }
        told.push(":report lists what there is to know".to_owned());
        self.warn(told.join(" · "));
    }

    /// Lists what the last export or import did not take over.
    fn show_report(&mut self) {
        let here = self.board.focus.block.clone();
        let item = |line: &Line| {
            let choice = match &line.note {
                Some(note) => Choice::GoToNote(note.clone()),
                None => Choice::GoTo(here.clone()),
            };
            Item::new(line.text.clone(), choice).about(line.text.clone())
        };
        let items: Vec<Item> = self.board.picked.report.0.iter().map(item).collect();
        if items.is_empty() {
            return self.info("no export or import left anything to tell");
        }
        self.board.mode = Mode::List(List::new("Not taken over", items));
    }
}

/// What a file states of the canvas as a whole that is not taken, as the canvas states its own.
fn untaken(canvas: &Canvas, import: &Canvas) -> Vec<String> {
    let field = |field: HeaderField| {
        let stated = import.header.get(field);
        let is_news = !stated.is_empty() && stated != canvas.header.get(field);
        is_news.then(|| format!("left out: {} {stated:?}", field.label()))
    };
    let header = HeaderField::ALL.into_iter().filter_map(field);
    let extra = import.extra.iter();
    let extra = extra.filter(|(name, value)| canvas.extra.get(*name) != Some(value));
    let extra = extra.map(|(name, _)| format!("left out: the field {name:?} of the canvas"));
    header.chain(extra).collect()
}

/// What importing adds.
struct Added {
    changes: Vec<Change>,
    notes: usize,
    /// Notes that are here already.
    same: usize,
    first: Option<NoteId>,
}

/// The notes of the file at the ends of their blocks. Those that are here already, as the file was imported before, stay.
fn added(canvas: &Canvas, import: &Canvas, ids: &mut Ids) -> Added {
    let mut named: BTreeMap<&NoteId, NoteId> = BTreeMap::new();
    let mut new: Vec<(&NoteId, &Note)> = Vec::new();
    let mut same = 0;
    for block in import.blocks_in_use() {
        for id in import.block(block) {
            let Some(note) = import.note(id) else {
                continue;
            };
            let there = canvas.note(id);
            let is_same = |there: &Note| there.text == note.text && there.place.block == *block;
            if there.is_some_and(is_same) {
                same += 1;
                named.insert(id, id.clone());
                continue;
            }
            let own = there.map_or_else(|| id.clone(), |_| ids.note());
            named.insert(id, own);
            new.push((id, note));
        }
    }
    let mut changes = Vec::new();
    for notes in new.chunk_by(|(_, one), (_, other)| one.place.block == other.place.block) {
        let Some((_, first)) = notes.first() else {
            continue;
        };
        let jitter = || ids.jitter();
        let places = canvas.places_at(&first.place.block, usize::MAX, notes.len(), jitter);
        for ((id, note), place) in notes.iter().zip(places) {
            let links = note.links.iter().filter_map(|to| named.get(to).cloned());
            let of = note.conflict_of.as_ref();
            let note = Note {
                place,
                links: links.collect(),
                conflict_of: of.and_then(|of| named.get(of).cloned()),
                ..(*note).clone()
            };
            let own = named.get(id).cloned().unwrap_or_else(|| (*id).clone());
            changes.push(Change::Add(own, note));
        }
    }
    Added {
        first: new.first().and_then(|(id, _)| named.get(id).cloned()),
        notes: new.len(),
        changes,
        same,
    }
}
