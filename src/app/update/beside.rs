//! Two open canvases: shown together or one at a time, the one led by the other, closed.

use super::{across, start};
use crate::app::action::{Action, Context, Two};
use crate::app::beside::{Beside, Focused, Parting, Rooms, Second, Shown};
use crate::app::board::{Board, Stand};
use crate::app::effect::{Effect, Origin};
use crate::app::git::Job;
use crate::app::lens::{Compared, Lens, Review, Source, Version};
use crate::app::mode::Mode;
use crate::app::msg::Notice;
use crate::app::state::{Screen, State};
use crate::app::sync::Sync;
use crate::model::canvas::Canvas;
use crate::model::note::Note;
use crate::model::pairing::seated;
use crate::tty::input::{Mouse, MouseKind};

/// Runs a command about two canvases.
pub(super) fn run(state: &mut State, effects: &mut Vec<Effect>, two: Two) {
    if state.beside == Beside::None {
        match two {
            Two::Beside => {
                start::choose_second(state, effects);
                open_counterpart(state, effects);
            }
            Two::Other | Two::Close | Two::Over | Two::CopyAcross | Two::TakeAcross => {
                let key = key_name(state, Two::Beside);
                say(
                    state,
                    format!("one canvas is open · {key} opens a second one"),
                );
            }
        }
        return;
    }
    match two {
        Two::Beside => show_or_hide(state),
        Two::Other => {
            leave_past(state, effects);
            switch(state);
        }
        Two::Close => close(state, effects),
        Two::Over => {
            leave_past(state, effects);
            look_over(state);
        }
        Two::CopyAcross => across::carry(state, effects, across::Way::There),
        Two::TakeAcross => across::carry(state, effects, across::Way::Here),
    }
}

/// Opens the canvas of the other state, where the one that was in front names it: the list to choose from gives way to it.
fn open_counterpart(state: &State, effects: &mut Vec<Effect>) {
    let Screen::Start(start) = &state.screen else {
        return;
    };
    let header = start.back.as_ref().map(|board| &board.canvas().header);
    let named = header.map_or("", |header| header.counterpart.trim());
    if !named.is_empty() {
        let origin = Origin::Counterpart(named.to_owned());
        effects.push(Effect::Open(origin).of(start.seat));
    }
}

fn say(state: &mut State, text: impl Into<String>) {
    state.notice = Some(Notice::info(text));
}

fn warn(state: &mut State, text: impl Into<String>) {
    state.notice = Some(Notice::warning(text));
}

fn key_name(state: &State, two: Two) -> String {
    board_key(state, Action::Two(two))
}

/// The key of a board command, for texts.
pub(super) fn board_key(state: &State, action: Action) -> String {
    let chord = state.settings.keymap.key_of(Context::Board, action);
    chord.map_or_else(|| ":".to_owned(), |chord| chord.label())
}

/// What can be done with a canvas that was just opened beside another one.
pub(super) fn welcome(state: &State) -> Notice {
    let key = |two| key_name(state, two);
    if let Some(board) = state.beside.board()
        && board.mode != Mode::Board
    {
        let text = format!(
            "unfinished work of an earlier run · {} goes there",
            key(Two::Other)
        );
        return Notice::warning(text).about(&board.file.name);
    }
    Notice::info(format!(
        "{} goes to the other canvas · {} copies a note there · {} marks what differs",
        key(Two::Other),
        key(Two::CopyAcross),
        key(Two::Over)
    ))
}

/// Both where there is room, or the one in front alone.
fn show_or_hide(state: &mut State) {
    let Beside::Open(second) = &mut state.beside else {
        return;
    };
    second.shown = match second.shown {
        Shown::Together => Shown::Alone,
        Shown::Alone => Shown::Together,
    };
    let wanted = second.shown;
    match (wanted, state.rooms()) {
        (Shown::Together, Rooms::One(_)) => {
            let (other, over) = (key_name(state, Two::Other), key_name(state, Two::Over));
            say(
                state,
                format!(
                    "the screen has no room for both · {other} goes to the other canvas, {over} marks what differs"
                ),
            );
        }
        (Shown::Together, Rooms::Two { .. }) | (Shown::Alone, _) => {}
    }
}

/// The history of the canvas in front, which takes the screen, is left.
pub(super) fn leave_past(state: &mut State, effects: &mut Vec<Effect>) {
    super::on_board(state, effects, |turn| {
        if matches!(turn.board.lens, Lens::Past(_)) {
            turn.leave_lens();
        }
    });
}

/// Brings the other canvas to the front.
pub(super) fn switch(state: &mut State) {
    let (Some(front), Beside::Open(second)) = (state.screen.board_mut(), &mut state.beside) else {
        return;
    };
    let was_over = is_over(front);
    std::mem::swap(front, &mut second.board);
    front.stand = Stand::Front;
    if front.focus.note.is_none() {
        front.focus_block(&front.focus.block.clone());
    }
    // Only what is done here leads the other one: who goes back finds it as it was.
    second.followed = Some(Focused::from(&front.focus));
    if was_over {
        second.board.look_through(Lens::Now);
        show_over(front, second);
    }
}

/// Whether the board shows what differs from the other canvas in place.
fn is_over(board: &Board) -> bool {
    match &board.lens {
        Lens::Changes(review) => review.source == Source::Beside,
        Lens::Now
        | Lens::Awaiting(_)
        | Lens::Beside(_)
        | Lens::Ages(_)
        | Lens::Layer(_)
        | Lens::Past(_) => false,
    }
}

/// Marks on the canvas in front what differs from the other one, or no more.
fn look_over(state: &mut State) {
    let (Some(front), Beside::Open(second)) = (state.screen.board_mut(), &mut state.beside) else {
        return;
    };
    if is_over(front) {
        return front.look_through(Lens::Now);
    }
    second.pair_with(front);
    show_over(front, second);
    if let Some(changes) = front.lens.weave().map(crate::app::weave::Weave::changes) {
        let summary = changes.summary_in(&front.kind);
        let name = &second.board.file.name;
        let said = if summary.is_empty() {
            format!("{name} says the same")
        } else {
            format!("+ only here, - only in {name}, ~ differs: {summary}")
        };
        say(state, said);
    }
}

fn show_over(front: &mut Board, second: &Second) {
    let other = &second.board;
    let base = second.called_as_there(other.seat, other.canvas());
    let base = Version {
        name: other.file.name.clone(),
        canvas: without_talk(seated(base, front.canvas()), front.canvas()).into(),
    };
    let (now, of) = (front.canvas(), front.file.revision);
    let review = Review::new(Source::Beside, base, now, of, &front.kind);
    front.look_through(Lens::Changes(Box::new(review)));
}

/// Closes the canvas that is not in front, once its file has every edit.
fn close(state: &mut State, effects: &mut Vec<Effect>) {
    let Beside::Open(second) = &mut state.beside else {
        return;
    };
    second.parting = Parting::Stays;
    let name = second.board.file.name.clone();
    match (trouble_in_leaving(&second.board), &second.board.file.sync) {
        (None, _) => effects.push(Effect::Close.of(second.board.seat)),
        (Some(_), Sync::Saving(_, None)) if second.board.job == Job::None => {
            second.parting = Parting::Closing;
            return;
        }
        (Some(why), _) => return warn(state, format!("{name}: {why}")),
    }
    state.beside = Beside::None;
    if let Some(front) = state.screen.board_mut()
        && (is_over(front) || matches!(front.lens, Lens::Beside(_)))
    {
        front.look_through(Lens::Now);
    }
    say(state, format!("{name} is closed"));
}

/// Why the canvas cannot be left now, if it cannot.
pub(super) fn trouble_in_leaving(board: &Board) -> Option<&'static str> {
    if board.job != Job::None {
        return Some("a sync is under way: wait for its end, or stop it with :stop-sync");
    }
    match &board.file.sync {
        Sync::Fresh(_) => None,
        Sync::Dirty(_) if !board.lacks_edits() => None,
        Sync::Dirty(_) | Sync::Saving(..) | Sync::Failed(..) => {
            Some("the file lacks edits: write them first, or leave with q")
        }
    }
}

/// After each step: what one canvas shows of the other follows what happened.
pub(super) fn refresh(state: &mut State, effects: &mut Vec<Effect>) {
    if matches!(&state.beside, Beside::Open(second) if second.parting == Parting::Closing) {
        close(state, effects);
    }
    let both = matches!(state.rooms(), Rooms::Two { .. });
    let (Screen::Board(front), Beside::Open(second)) = (&mut state.screen, &mut state.beside)
    else {
        return;
    };
    let changed = second.pair_with(front);
    match next_look(front, both, changed) {
        Next::Keep => {}
        Next::Alone => front.look_through(Lens::Now),
        Next::Over => show_over(front, second),
        Next::Beside => {
            let other = &second.board;
            let other = second.called_as_there(other.seat, other.canvas());
            compare(front, other);
        }
    }
    match next_look(&second.board, both, changed) {
        Next::Keep => {}
        // Of two canvases one is shown over the other.
        Next::Alone | Next::Over => second.board.look_through(Lens::Now),
        Next::Beside => {
            let other = second.called_as_there(front.seat, front.canvas());
            compare(&mut second.board, other);
        }
    }
    if changed {
        second.followed = None;
    }
    lead(front, second);
}

/// How a board is to be looked at next.
enum Next {
    Keep,
    Alone,
    Beside,
    Over,
}

fn next_look(board: &Board, both: bool, changed: bool) -> Next {
    match &board.lens {
        Lens::Now if both => Next::Beside,
        Lens::Beside(_) if !both => Next::Alone,
        Lens::Beside(_) if changed => Next::Beside,
        Lens::Changes(_) if changed && is_over(board) => Next::Over,
        Lens::Now
        | Lens::Awaiting(_)
        | Lens::Beside(_)
        | Lens::Changes(_)
        | Lens::Ages(_)
        | Lens::Layer(_)
        | Lens::Past(_) => Next::Keep,
    }
}

fn compare(board: &mut Board, other: Canvas) {
    let other = without_talk(other, board.canvas());
    let compared = Compared::new(other, board.canvas(), board.file.revision);
    board.look_through(Lens::Beside(Box::new(compared)));
}

/// The other canvas with what people say here about notes of both: each canvas has its own talk, which is no difference
/// between what they say.
fn without_talk(mut other: Canvas, own: &Canvas) -> Canvas {
    for (id, note) in own.notes() {
        let talks = |there: &Note| there.thread != note.thread || there.stances != note.stances;
        if other.note(id).is_some_and(talks) {
            other.change(id, |there| {
                there.thread.clone_from(&note.thread);
                there.stances.clone_from(&note.stances);
            });
        }
    }
    other
}

/// The canvas that is not in front points at what has the focus in the other one, and goes there with it.
fn lead(front: &Board, second: &mut Second) {
    let id = front.focus.note.as_ref();
    let partner = id.and_then(|id| {
        let paired = second.partner(front.seat, id);
        // What only the other one has is shown over this one under its own id.
        paired.or_else(|| second.board.canvas().id(id)).cloned()
    });
    let at = Focused::from(&front.focus);
    let moved = second.followed.as_ref() != Some(&at);
    second.followed = Some(at);
    let board = &mut second.board;
    if moved && board.mode == Mode::Board {
        let block = &front.focus.block;
        match &partner {
            Some(partner) => board.focus_note(partner),
            None if board.kind.block(block).is_some() || block.is_parking() => {
                board.focus_block(block);
            }
            None => {}
        }
    }
    board.stand = Stand::Beside(partner);
}

/// The mouse as the board in front has it: a press in the other one's room brings that to the front.
pub(super) fn aim(state: &mut State, effects: &mut Vec<Effect>, mouse: Mouse) -> Mouse {
    let rooms = state.rooms();
    let seat = |state: &State| state.front().map(|front| front.seat).unwrap_or_default();
    let is_in = |state: &State| {
        let room = rooms.of(seat(state));
        room.contains((mouse.x, mouse.y).into())
    };
    if !is_in(state) && matches!(mouse.kind, MouseKind::Down(_)) {
        super::on_board(state, effects, |turn| {
            if matches!(turn.board.mode, Mode::Edit(_)) {
                turn.keep();
            }
        });
        if state.front().is_some_and(|front| front.mode == Mode::Board) {
            switch(state);
        }
    }
    let x = if is_in(state) {
        mouse.x - rooms.of(seat(state)).x
    } else {
        // Beside all that there is.
        u16::MAX
    };
    Mouse { x, ..mouse }
}
