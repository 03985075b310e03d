//! The panel of figures, and lines about money being typed.

use super::typing::press;
use super::{Turn, scrolled_to};
use crate::app::action::{Action, Money};
use crate::app::board::Totals;
use crate::app::figures::panel::{self, room};
use crate::app::figures::{Asked, Asking, Back, Showing};
use crate::app::mode::Mode;

impl Turn<'_> {
    /// What was asked for about money, on the board or in the panel.
    pub(super) fn money(&mut self, money: Money) {
        match money {
            Money::Amount => self.ask_amount(),
            Money::Figures => self.board.mode = Mode::Figures(Showing::Panel(0)),
            Money::Totals => self.switch_totals(),
            Money::Units => self.ask_money(Asked::Units),
            Money::Projects => self.ask_money(Asked::Projects),
            Money::Currency => self.ask_money(Asked::Currency),
            Money::Rate => self.ask_money(Asked::Rate),
        }
    }

    fn ask_amount(&mut self) {
        let canvas = self.board.canvas();
        match self
            .board
            .focus
            .note
            .clone()
            .filter(|id| canvas.note(id).is_some())
        {
            Some(id) => self.ask_money(Asked::Amount(id)),
            None => self.info("no note here to give an amount"),
        }
    }

    pub(super) fn ask_money(&mut self, asked: Asked) {
        if self.refuse_edits() {
            return;
        }
        let back = if let Mode::Figures(showing) = &self.board.mode {
            match showing {
                Showing::Panel(scroll) => Back::Panel(*scroll),
                Showing::Asking(asking) => asking.back,
            }
        } else {
            Back::Board
        };
        let asking = Asking::new(asked, self.board.canvas(), back);
        self.board.mode = Mode::Figures(Showing::Asking(asking));
    }

    fn switch_totals(&mut self) {
        self.settings.totals = self.settings.totals.flip();
        self.board.look.totals = self.settings.totals;
        self.info(match self.settings.totals {
            Totals::Shown => "the titles show what costs and revenue come to in the first year",
            Totals::Hidden => "the titles show no sums",
        });
    }

    pub(super) fn figures_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Figures(showing) = &self.board.mode else {
            return;
        };
        match showing {
            Showing::Asking(_) => self.asking_key(action, typed),
            Showing::Panel(scroll) => match action {
                Some(Action::Cancel) => self.board.mode = Mode::Board,
                Some(Action::Money(money)) => self.money(money),
                Some(action) => self.scroll_figures(*scroll, action),
                None => {}
            },
        }
    }

    fn scroll_figures(&mut self, scroll: u16, action: Action) {
        let room = room(self.screen);
        let rows = panel::rows(self.board.canvas(), &self.board.kind, room.width);
        let most = u16::try_from(rows).unwrap_or(u16::MAX);
        let most = most.saturating_sub(room.height);
        let page = room.height.saturating_sub(1).max(1);
        if let Some(to) = scrolled_to(scroll.min(most), action, page, most) {
            self.board.mode = Mode::Figures(Showing::Panel(to));
        }
    }

    fn asking_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::Figures(Showing::Asking(asking)) = &mut self.board.mode else {
            return;
        };
        match (action, typed) {
            (Some(Action::Accept), _) => self.keep_asked(),
            (Some(Action::Cancel), _) => self.board.mode = after(asking.back),
            (Some(Action::Type(key)), _) => press(&mut asking.editor, key, u16::MAX),
            (_, Some(typed)) => asking.editor.input(typed),
            (_, None) => {}
        }
    }

    /// Keeps the line. Where it says nothing that can be kept, it stays open, and the box says why.
    fn keep_asked(&mut self) {
        let Mode::Figures(Showing::Asking(asking)) = &self.board.mode else {
            return;
        };
        let Ok(edit) = asking.edit(self.board.canvas()) else {
            return;
        };
        let (back, asked) = (after(asking.back), asking.asked.clone());
        if edit.is_empty() || self.edit(edit) {
            self.board.mode = back;
            if let Asked::Viability(dimension) = asked {
                self.list_viability(dimension);
            }
        }
    }

    pub(super) fn figures_paste(&mut self, text: &str) {
        if let Mode::Figures(Showing::Asking(asking)) = &mut self.board.mode {
            asking.editor.insert(text);
        }
    }
}

/// The mode that comes back once a line is kept or left.
fn after(back: Back) -> Mode {
    match back {
        Back::Board => Mode::Board,
        Back::Panel(scroll) => Mode::Figures(Showing::Panel(scroll)),
    }
}
