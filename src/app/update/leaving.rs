//! Leaving the program with two canvases open: both have to agree.

use super::beside::{leave_past, switch, trouble_in_leaving};
use crate::app::beside::{Beside, Parting};
use crate::app::effect::Effect;
use crate::app::mode::Mode;
use crate::app::state::State;

/// After each step: where one canvas would leave, the other one is asked first.
pub(super) fn ask_both(state: &mut State, effects: &mut Vec<Effect>) {
    let Beside::Open(second) = &mut state.beside else {
        return;
    };
    if !effects.contains(&Effect::Quit) {
        if state
            .screen
            .board()
            .is_some_and(|front| front.mode == Mode::Board)
        {
            stay(second);
        }
        return;
    }
    if second.parting == Parting::Agreed || trouble_in_leaving(&second.board).is_none() {
        return;
    }
    effects.retain(|effect| *effect != Effect::Quit);
    leave_past(state, effects);
    switch(state);
    if let Beside::Open(second) = &mut state.beside {
        second.parting = Parting::Agreed;
    }
    super::on_board(state, effects, |turn| {
        turn.quit();
    });
}

/// The person stays after all.
fn stay(second: &mut crate::app::beside::Second) {
    if second.parting == Parting::Agreed {
        second.parting = Parting::Stays;
    }
    if second.board.mode == Mode::Leaving {
        second.board.mode = Mode::Board;
    }
}
