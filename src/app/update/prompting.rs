//! Lines being typed: asked for, kept, left.

use super::typing::press;
use super::{Turn, context};
use crate::app::action::{Action, Context, Team};
use crate::app::effect::Effect;
use crate::app::holding::At;
use crate::app::mode::Mode;
use crate::app::prompt::{Asked, Back, Kept, Prompt, Spot};
use crate::app::story::{By, Story};
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::figures::Assumptions;
use crate::model::id::BlockId;
use crate::model::lines::Sort;

/// What a line met that somebody else said of the same while it was typed.
#[derive(Clone, Copy)]
enum Met {
    /// Nothing, or what goes with it.
    Nothing,
    /// Another value: one of the two is among the conflicts now.
    Kept,
    /// A value in the place of one that the line takes away.
    Theirs,
}

impl Met {
    fn of(edit: &Edit, line: &Prompt, canvas: &Canvas) -> Self {
        if edit
            .0
            .iter()
            .any(|change| matches!(change, Change::Lost(..)))
        {
            return Self::Kept;
        }
        let typed = line.typing().is_some();
        if typed && edit.is_empty() && line.then(canvas).is_some() {
            return Self::Theirs;
        }
        Self::Nothing
    }
}

impl Turn<'_> {
    /// Has a line typed that changes the canvas.
    pub(super) fn ask_line(&mut self, asked: Asked) {
        if self.refuse_edits() {
            return;
        }
        self.ask_new_file(asked);
    }

    /// Has a line typed that changes nothing here.
    pub(super) fn ask_new_file(&mut self, asked: Asked) {
        let back = self.way_back(&asked);
        let prompt = Prompt::new(asked, self.board.canvas(), back);
        self.board.mode = Mode::Prompt(prompt);
    }

    /// What comes back once this line is kept or left.
    fn way_back(&self, asked: &Asked) -> Back {
        match (&self.board.mode, asked) {
            (Mode::Viability(at), _) => Back::Viability(*at),
            (_, Asked::Viability(dimension)) => Back::Viability(At::Question(*dimension)),
            (Mode::Figures(scroll), _) => Back::Figures(*scroll),
            (Mode::Story(story), _) => Back::Story(*story),
            (Mode::Prompt(prompt), _) => prompt.back,
            (
                Mode::Board
                | Mode::Edit(_)
                | Mode::Talk(_)
                | Mode::Find(_)
                | Mode::List(_)
                | Mode::Link(_)
                | Mode::Help(_)
                | Mode::Ask(_)
                | Mode::Away(_)
                | Mode::Leaving,
                _,
            ) => Back::Board,
        }
    }

    pub(super) fn prompt_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Prompt(prompt) = &mut self.board.mode else {
            return;
        };
        match (action, typed) {
            (Some(Action::Accept), _) => self.keep_line(),
            (Some(Action::Cancel), _) => self.leave_line(),
            (Some(Action::Up), _) => prompt.recall(&self.board.picked.lines, 1),
            (Some(Action::Down), _) => prompt.recall(&self.board.picked.lines, -1),
            (Some(Action::Type(key)), _) => press(&mut prompt.editor, key, u16::MAX),
            (_, Some(typed)) => prompt.editor.input(typed),
            (_, None) => {}
        }
    }

    pub(super) fn prompt_paste(&mut self, text: &str) {
        if let Mode::Prompt(prompt) = &mut self.board.mode {
            prompt.editor.insert(text);
        }
    }

    /// Keeps the line. Where it says nothing that can be kept, it stays open: a box says why by itself.
    fn keep_line(&mut self) {
        let Mode::Prompt(prompt) = &self.board.mode else {
            return;
        };
        let (back, spot, sort) = (prompt.back, prompt.asked.spot(), prompt.asked.sort());
        let line = prompt.typing().map(|typing| typing.text);
        let assumed = Assumptions::of(self.board.canvas().figures());
        match prompt.kept(self.board.canvas(), &self.board.kind) {
            Ok(Kept::Edit(edit)) => {
                let met = Met::of(&edit, prompt, self.board.canvas());
                if edit.is_empty() || self.edit(edit) {
                    self.remember(sort, line);
                    self.go_back(back);
                    self.say_left_behind(&assumed);
                    self.tell_met(met);
                }
            }
            Ok(Kept::Message(message)) => {
                self.remember(sort, line);
                self.go_back(back);
                self.agree(Some(message));
            }
            Ok(Kept::Narrow(name)) => {
                self.remember(sort, line);
                self.go_back(back);
                self.narrow_to(&name);
            }
            Err(why) => match spot {
                Spot::Box => {}
                Spot::Row(_) => self.warn(why),
            },
        }
    }

    /// Says that rates went with their currency.
    fn say_left_behind(&mut self, before: &Assumptions) {
        let now = Assumptions::of(self.board.canvas().figures());
        if let Some(told) = before.left_behind(&now) {
            self.info(told);
        }
    }

    /// Says so where somebody else changed the same while the line was typed.
    fn tell_met(&mut self, met: Met) {
        match met {
            Met::Nothing => {}
            Met::Kept => {
                let key = self.key_name(Action::Team(Team::Settle));
                self.warn(format!(
                    "somebody else changed the same meanwhile: both are kept · {key} settles it"
                ));
            }
            Met::Theirs => self.info("somebody else changed the same meanwhile: theirs stays"),
        }
    }

    /// Leaves the line. What was typed can be had back: by undo where it could have been kept, and where one is asked for again.
    fn leave_line(&mut self) {
        let Mode::Prompt(prompt) = std::mem::replace(&mut self.board.mode, Mode::Board) else {
            return;
        };
        self.go_back(prompt.back);
        let typed = prompt.typing().map(|typing| typing.text);
        let typed = typed.filter(|text| !text.trim().is_empty());
        self.remember(prompt.asked.sort(), typed.clone());
        if matches!(prompt.asked, Asked::Message(_)) {
            self.board.picked.message = typed;
            return self.info("not synced");
        }
        if typed.is_none() {
            return;
        }
        match prompt.kept(self.board.canvas(), &self.board.kind) {
            Ok(Kept::Edit(edit)) if edit.is_empty() => {}
            Ok(Kept::Edit(edit)) => {
                let file = &mut self.board.file;
                file.history.remember_undone(&file.canvas, edit);
                let here = context(&self.board.mode);
                let where_to = match self.settings.keymap.key_of(here, Action::Undo) {
                    Some(key) => key.label(),
                    // Such as among the figures, where the key means something else.
                    None => format!("on the board {}", self.key_name(Action::Undo)),
                };
                self.info(format!("discarded · {where_to} takes the line after all"));
            }
            Ok(Kept::Message(_) | Kept::Narrow(_)) | Err(_) => {
                let key = self.settings.keymap.key_of(Context::Prompt, Action::Up);
                let key = key.map_or_else(String::new, |key| key.label());
                self.info(format!(
                    "discarded · {key} brings the line back when one is asked for again"
                ));
            }
        }
    }

    /// Has a line that was typed be had again: when one of its sort is asked for, now and in later runs.
    fn remember(&mut self, sort: Sort, line: Option<String>) {
        if let Some(line) = line
            && self.board.picked.lines.add(sort, &line)
        {
            self.effects.push(Effect::Remember(sort, line));
        }
    }

    /// Goes on with a line that an earlier run left unfinished. Whether it could be opened.
    pub(super) fn resume_line(&mut self, asked: Asked, text: &str) -> bool {
        let back = match (self.board.note_of(&asked), &asked) {
            (Some((id, _)), Asked::Said(_)) => {
                self.board.focus_note(&id);
                Back::Story(Story::of(By::Notes))
            }
            (None, Asked::Said(step)) => {
                self.board.focus_block(&BlockId::from(step.as_str()));
                Back::Story(Story::of(By::Blocks))
            }
            (Some((id, _)), _) => {
                self.board.focus_note(&id);
                Back::Board
            }
            (None, Asked::Viability(dimension)) => {
                self.look_up();
                Back::Viability(At::Question(*dimension))
            }
            (None, _) => Back::Board,
        };
        let prompt = Prompt::new(asked, self.board.canvas(), back);
        self.board.mode = Mode::Prompt(prompt.typed(text));
        true
    }

    fn go_back(&mut self, back: Back) {
        match back {
            Back::Board => self.board.mode = Mode::Board,
            Back::Figures(scroll) => self.board.mode = Mode::Figures(scroll),
            Back::Story(story) => self.board.mode = Mode::Story(story),
            Back::Viability(at) => self.board.mode = Mode::Viability(at),
        }
    }
}
