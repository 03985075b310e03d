//! The panel of figures, and what leads to amounts and assumptions.

use super::{Turn, scrolled_to};
use crate::app::action::{Action, Money};
use crate::app::board::Totals;
use crate::app::figures::panel::{self, room};
use crate::app::figures::totals;
use crate::app::mode::Mode;
use crate::app::prompt::Asked;

impl Turn<'_> {
    /// What was asked for about money, on the board or in the panel.
    pub(super) fn money(&mut self, money: Money) {
        match money {
            Money::Amount => self.ask_amount(),
            Money::Figures => self.board.mode = Mode::Figures(0),
            Money::Totals => self.switch_totals(),
            Money::Units => self.ask_line(Asked::Units),
            Money::Projects => self.ask_line(Asked::Projects),
            Money::Currency => self.ask_line(Asked::Currency),
            Money::Rate => self.ask_line(Asked::Rate),
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
            Some(id) => self.ask_line(Asked::Amount(id)),
            None => self.info("no note here to give an amount"),
        }
    }

    fn switch_totals(&mut self) {
        self.settings.totals = self.settings.totals.flip();
        self.board.look.totals = self.settings.totals;
        match self.settings.totals {
            Totals::Shown if totals::are_any(self.board) => {
                self.info("the titles show what costs and revenue come to in the first year");
            }
            Totals::Shown => {
                let key = self.key_name(Action::Money(Money::Amount));
                self.info(format!(
                    "no cost or revenue states an amount yet · {key} states one"
                ));
            }
            Totals::Hidden => self.info("the titles show no sums"),
        }
    }

    pub(super) fn figures_key(&mut self, action: Option<Action>) {
        let Mode::Figures(scroll) = self.board.mode else {
            return;
        };
        match action {
            Some(Action::Cancel) => self.board.mode = Mode::Board,
            Some(Action::Money(money)) => self.money(money),
            Some(action) => self.scroll_figures(scroll, action),
            None => {}
        }
    }

    fn scroll_figures(&mut self, scroll: u16, action: Action) {
        let room = room(self.screen);
        let rows = panel::rows(self.board.canvas(), &self.board.kind, room.width);
        let most = u16::try_from(rows).unwrap_or(u16::MAX);
        let most = most.saturating_sub(room.height);
        let page = room.height.saturating_sub(1).max(1);
        if let Some(to) = scrolled_to(scroll.min(most), action, page, most) {
            self.board.mode = Mode::Figures(to);
        }
    }
}
