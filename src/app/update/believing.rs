//! What is believed of notes: how far they are tested, what speaks for or against them, and what to test next.

use std::collections::BTreeMap;

use super::Turn;
use crate::app::action::{Action, Believe};
use crate::app::belief::sign;
use crate::app::list::{Choice, Item, List};
use crate::app::mode::Mode;
use crate::app::prompt::Asked;
use crate::model::belief::{Belief, Believed, Horizon, Status};
use crate::model::edit::{Change, Edit};
use crate::model::id::NoteId;
use crate::model::risk::{Risk, risks};
use crate::text::clean::Shown;

/// The columns that a note's text has in the list of risks.
const MOST_TEXT: usize = 48;

impl Turn<'_> {
    pub(super) fn believe(&mut self, asked: Believe) {
        match asked {
            Believe::Status => self.ask_status(),
            Believe::Horizon => self.ask_horizon(),
            Believe::Evidence => self.ask_evidence(),
            Believe::Risks => self.list_risks(),
            Believe::Viability => self.show_viability(),
            // In the panel alone.
            Believe::Rate(_) | Believe::Reason => {}
        }
    }

    fn ask_status(&mut self) {
        let keys = ['u', 't', 's', 'r'];
        let items = Status::ALL.into_iter().zip(keys).map(|(status, key)| {
            let label = format!("{} {}", sign(status), status.name());
            (label, key, Believed::status(Some(status)))
        });
        let none = ("none".to_owned(), 'n', Believed::status(None));
        let now = |belief: &Belief| Believed::status(belief.status());
        self.ask_belief("Status", items.chain([none]), now);
    }

    fn ask_horizon(&mut self) {
        let keys = ['n', '6', 'l'];
        let items = Horizon::ALL.into_iter().zip(keys).map(|(horizon, key)| {
            let label = horizon.name().to_owned();
            (label, key, Believed::horizon(Some(horizon)))
        });
        let none = ("none".to_owned(), '0', Believed::horizon(None));
        let now = |belief: &Belief| Believed::horizon(belief.horizon());
        self.ask_belief("When it matters", items.chain([none]), now);
    }

    /// A list of what the notes can become, that which the one in focus is chosen.
    fn ask_belief(
        &mut self,
        title: &'static str,
        items: impl Iterator<Item = (String, char, Believed)>,
        now: impl Fn(&Belief) -> Believed,
    ) {
        if self.refuse_edits() {
            return;
        }
        if self.targets().is_empty() {
            return self.info("no note here to say that of");
        }
        let item = |(label, key, part)| {
            let item = Item::new(label, Choice::Believe(part));
            item.detail(key).key(Some(key))
        };
        let items = items.map(item).collect();
        let note = self.board.focused_note();
        let now = note.map(|note| Choice::Believe(now(&note.belief)));
        let is_now = |item: &Item| now.as_ref() == Some(&item.choice);
        self.board.mode = Mode::List(List::new(title, items).select(is_now));
    }

    /// Makes the notes that are marked, or in focus, what was chosen.
    pub(super) fn set_belief(&mut self, part: &Believed) {
        let canvas = self.board.canvas();
        let differs = |id: &NoteId| {
            let now = canvas.note(id).map(|note| &note.belief);
            now.is_some_and(|now| !now.has(part))
        };
        let targets = self.targets().into_iter().filter(differs);
        let changes = targets.map(|id| Change::Belief(id, part.clone()));
        let edit = Edit(changes.collect());
        if edit.is_empty() || self.edit(edit) {
            self.clear_marks();
        }
    }

    /// The evidence of the note in focus as a list; where there is none, a line for the first.
    fn ask_evidence(&mut self) {
        let focus = self.board.focus.note.clone();
        let Some((id, note)) =
            focus.and_then(|id| Some((id.clone(), self.board.canvas().note(&id)?)))
        else {
            return self.info("no note here to give evidence for");
        };
        if note.belief.evidence.is_empty() {
            return self.ask_line(Asked::Evidence(id, None));
        }
        let of = |line: &String| {
            let choice = Choice::Evidence(id.clone(), Some(line.clone()));
            Item::new(line.clone(), choice)
        };
        let mut items: Vec<Item> = note.belief.evidence.iter().map(of).collect();
        let new = Item::new("add a line", Choice::Evidence(id.clone(), None));
        items.push(new.detail('+').key(Some('+')));
        self.board.mode = Mode::List(List::new("Evidence", items));
    }

    /// Types a line of evidence, or changes this one.
    pub(super) fn type_evidence(&mut self, note: NoteId, line: Option<String>) {
        self.ask_line(Asked::Evidence(note, line));
    }

    fn list_risks(&mut self) {
        let canvas = self.board.canvas();
        let ages = self.board.lens.ages().and_then(|ages| ages.0.as_ref());
        let ages = ages.map_or_else(BTreeMap::new, |blame| blame.days_old(canvas));
        let found = risks(canvas, &self.board.kind, &ages);
        let items: Vec<Item> = found.iter().filter_map(|risk| self.risk(risk)).collect();
        if items.is_empty() {
            let key = self.key_name(Action::Believe(Believe::Status));
            return self.info(format!(
                "no belief is marked as untested · {key} marks a note"
            ));
        }
        self.board.mode = Mode::List(List::new("Riskiest next", items));
    }

    fn risk(&self, risk: &Risk) -> Option<Item> {
        let canvas = self.board.canvas();
        let note = canvas.note(&risk.note)?;
        let text = Shown::line(&note.text).truncate(MOST_TEXT);
        let block = self.board.kind.title_of(&note.place.block);
        let why = risk.why(canvas, &self.board.kind);
        let evidence = note.belief.evidence.iter().map(String::as_str);
        let about: Vec<&str> = std::iter::once(why.as_str()).chain(evidence).collect();
        let item = Item::new(
            format!("{block}: {text}"),
            Choice::GoToNote(risk.note.clone()),
        );
        Some(
            item.detail(risk.weight.to_string())
                .about(about.join(" · ")),
        )
    }
}
