//! One step of the program: a message changes the state and asks for effects. Nothing else changes the state.

mod across;
mod asking;
mod believing;
mod beside;
mod checking;
mod coloring;
mod disk;
mod exchanging;
mod fields;
mod figures;
mod file;
mod finding;
mod going;
mod holding;
mod leaving;
mod linking;
mod lists;
mod mouse;
mod moving;
mod narrowing;
mod news;
mod notes;
mod past;
mod prompting;
mod resolving;
mod reviewing;
mod scrolling;
mod silence;
pub mod start;
mod syncing;
mod tagging;
mod talking;
mod telling;
mod typing;
mod voting;
mod walking;

use ratatui::layout::Size;

use super::action::{Action, Context, Two};
use super::board::Board;
use super::effect::{Effect, Reload};
use super::ids::Ids;
use super::lens::Lens;
use super::mode::Mode;
use super::msg::{Msg, Notice};
use super::seat::Seat;
use super::state::{Screen, Settings, State};
use super::timeline::Attention;
use crate::layout::{self, Sheet};
use crate::model::timestamp::Timestamp;
use crate::tty::input::{Input, MouseKind, Paste};
use crate::tty::key::{Chord, Key};

/// Takes the message in. The effects are to be carried out in their order.
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    if let Msg::Now(now) = msg {
        let rings = state.settings.timer.rings(state.now, now);
        state.now = now;
        state.settings.timer = state.settings.timer.at(now);
        return rings.then_some(Effect::Bell).into_iter().collect();
    }
    let mut effects = Vec::new();
    take(state, &mut effects, Seat::First, msg);
    for seat in Seat::ALL {
        on_file(state, &mut effects, seat, |turn| {
            turn.go_on_syncing();
            turn.follow_findings();
            turn.follow_ranking();
        });
    }
    leaving::ask_both(state, &mut effects);
    beside::refresh(state, &mut effects);
    let rooms = state.rooms();
    if let Screen::Board(board) = &mut state.screen {
        scrolling::follow(board, rooms.of(board.seat).as_size());
        let announced = board.announce().map(Effect::Announce);
        effects.extend(announced.map(|effect| effect.of(board.seat)));
        silence::keep(board, &mut effects);
        file::journal(board, &mut effects);
        if let Some(second) = state.beside.board_mut() {
            scrolling::follow(second, rooms.of(second.seat).as_size());
            silence::keep(second, &mut effects);
            file::journal(second, &mut effects);
        }
    }
    effects
}

/// Takes in a message that is of the canvas of this seat, or of none.
fn take(state: &mut State, effects: &mut Vec<Effect>, seat: Seat, msg: Msg) {
    match msg {
        Msg::Of(seat, msg) => take(state, effects, seat, *msg),
        Msg::Resize(size) => state.size = size,
        Msg::Now(now) => state.now = now,
        Msg::Named(name) => on_file(state, effects, seat, |turn| turn.board.me = name),
        Msg::Told(notice) => state.notice = Some(notice),
        Msg::Opened(Ok(opened)) => file::opened(state, effects, seat, *opened),
        Msg::Opened(Err(trouble)) => state.notice = Some(trouble.into()),
        Msg::Found(entries) => {
            start::found(state, &entries);
            on_board(state, effects, |turn| turn.found_files(&entries));
        }
        Msg::Saved(revision, result) => {
            on_file(state, effects, seat, |turn| turn.saved(revision, result));
        }
        Msg::Slow => on_file(state, effects, seat, |turn| {
            turn.slow();
        }),
        Msg::Looked(look) => on_file(state, effects, seat, |turn| turn.looked(look)),
        Msg::Watched(polling) => on_file(state, effects, seat, |turn| turn.watched(polling)),
        Msg::Others(others) => on_file(state, effects, seat, |turn| turn.board.others = others),
        Msg::Standing(standing) => {
            on_file(state, effects, seat, |turn| turn.standing(standing));
        }
        Msg::Proposed(proposal) => on_file(state, effects, seat, |turn| turn.proposed(proposal)),
        Msg::History(chapter) => on_file(state, effects, seat, |turn| turn.told_history(chapter)),
        Msg::Then(moment, then) => on_file(state, effects, seat, |turn| turn.then(moment, then)),
        Msg::Refs(refs) => on_file(state, effects, seat, |turn| turn.offer_refs(refs)),
        Msg::Version(against, version) => {
            on_file(state, effects, seat, |turn| turn.version(against, version));
        }
        Msg::Blamed(blame) => on_file(state, effects, seat, |turn| turn.blamed(blame)),
        Msg::Syncing(step) => on_file(state, effects, seat, |turn| turn.syncing(step)),
        Msg::Synced(result) => on_file(state, effects, seat, |turn| turn.synced(result)),
        Msg::External(result) => on_board(state, effects, |turn| turn.came_back(result)),
        Msg::Checked(known) => on_file(state, effects, seat, |turn| turn.checked(*known)),
        Msg::Exported(ticket, result) => {
            on_file(state, effects, seat, |turn| turn.exported(ticket, result));
        }
        Msg::Imported(ticket, result) => {
            on_file(state, effects, seat, |turn| turn.imported(ticket, result));
        }
        Msg::Made(ticket, result) => start::made(state, effects, ticket, result),
        Msg::Withdrawn(ticket) => {
            start::withdrawn(state, ticket);
            on_file(state, effects, seat, |turn| turn.withdrawn(ticket));
        }
        Msg::Addressed(address) => on_file(state, effects, seat, |turn| turn.addressed(address)),
        Msg::Input(input) => take_input(state, effects, input),
    }
}

/// One step of the board, with what it may touch besides.
struct Turn<'a> {
    board: &'a mut Board,
    settings: &'a mut Settings,
    ids: &'a mut Ids,
    now: Timestamp,
    notice: &'a mut Option<Notice>,
    size: Size,
    /// The place of a sheet over all of the screen.
    sheet: Sheet,
    /// The size of the whole screen, which boxes over the board may use.
    screen: Size,
    effects: &'a mut Vec<Effect>,
    /// Set where the board gives way to the start screen.
    leave_for: Option<Exit>,
}

/// Where a board gives way to another screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// To the start screen.
    Start,
    /// To where two canvases are minded.
    Two(Two),
}

impl Exit {
    /// Where this command leads that leaves the board.
    fn of(action: Action) -> Self {
        if let Action::Two(two) = action {
            Self::Two(two)
        } else {
            Self::Start
        }
    }
}

/// A step of the board that is shown.
fn on_board(state: &mut State, effects: &mut Vec<Effect>, step: impl FnOnce(&mut Turn<'_>)) {
    if let Screen::Board(board) = &state.screen {
        let seat = board.seat;
        on_file(state, effects, seat, step);
    }
}

/// A step of the board of this seat, also while it is not in front.
fn on_file(
    state: &mut State,
    effects: &mut Vec<Effect>,
    seat: Seat,
    step: impl FnOnce(&mut Turn<'_>),
) {
    let size = state.rooms().of(seat).as_size();
    let is_its = |board: &&mut Board| board.seat == seat;
    let front = state.screen.board_mut().map(AsMut::as_mut);
    let (mut asked, mut said) = (Vec::new(), None);
    let (board, notice) = match front.filter(is_its) {
        Some(front) => (front, &mut state.notice),
        None => match state.beside.board_mut().filter(is_its) {
            Some(second) => (second, &mut said),
            None => return,
        },
    };
    let mut turn = Turn {
        board,
        settings: &mut state.settings,
        ids: &mut state.ids,
        now: state.now,
        notice,
        size,
        sheet: layout::sheet(state.size),
        screen: state.size,
        effects: &mut asked,
        leave_for: None,
    };
    step(&mut turn);
    let exit = turn.leave_for;
    if let Some(said) = said {
        state.notice = Some(said.about(&board.file.name));
    }
    effects.extend(asked.into_iter().map(|effect| effect.of(seat)));
    match exit {
        Some(Exit::Start) => start::leave_board(state, effects),
        Some(Exit::Two(two)) => beside::run(state, effects, two),
        None => {}
    }
}

fn take_input(state: &mut State, effects: &mut Vec<Effect>, input: Input) {
    match input {
        Input::Key(_) | Input::Paste(_) => state.notice = None,
        Input::Mouse(mouse) if matches!(mouse.kind, MouseKind::Down(_)) => state.notice = None,
        Input::Mouse(_) | Input::FocusGained | Input::FocusLost | Input::Synchronized => {}
    }
    match &state.screen {
        Screen::Start(_) => start::input(state, effects, input),
        Screen::Board(_) => {
            let input = match input {
                Input::Mouse(mouse) => Input::Mouse(beside::aim(state, effects, mouse)),
                Input::Key(_)
                | Input::Paste(_)
                | Input::FocusGained
                | Input::FocusLost
                | Input::Synchronized => input,
            };
            if let (Input::FocusGained, Some(second)) = (&input, state.beside.board()) {
                let seat = second.seat;
                on_file(state, effects, seat, |turn| {
                    turn.look_again(Reload::Quietly);
                });
            }
            on_board(state, effects, |turn| turn.input(input));
        }
    }
}

/// The keys that hold in a mode.
pub fn context(mode: &Mode) -> Context {
    match mode {
        Mode::Board | Mode::Leaving => Context::Board,
        // What the comments have no key of their own for is typing.
        Mode::Edit(_) | Mode::Away(_) | Mode::Talk(_) => Context::Edit,
        Mode::Find(_) | Mode::Prompt(_) | Mode::List(_) | Mode::Link(_) | Mode::Ask(_) => {
            Context::Prompt
        }
        Mode::Figures(_) => Context::Figures,
        Mode::Viability(_) => Context::Viability,
        Mode::Story(_) => Context::Story,
        Mode::Help(_) => Context::Help,
    }
}

/// The keys that hold before those of the mode, by what the board shows.
pub fn own_context(board: &Board) -> Option<Context> {
    match (&board.mode, &board.lens) {
        (Mode::Board, Lens::Changes(_)) => Some(Context::Changes),
        (Mode::Board, Lens::Ages(_)) => Some(Context::Ages),
        (Mode::Board, Lens::Past(timeline)) => Some(match timeline.attention {
            Attention::Timeline => Context::Timeline,
            Attention::Board => Context::Past,
        }),
        (Mode::Talk(_), _) => Some(Context::Comments),
        (Mode::Edit(editing), _) if editing.walk.is_some() => Some(Context::Walk),
        (
            Mode::Board
            | Mode::Edit(_)
            | Mode::Find(_)
            | Mode::Prompt(_)
            | Mode::Figures(_)
            | Mode::Viability(_)
            | Mode::Story(_)
            | Mode::List(_)
            | Mode::Link(_)
            | Mode::Help(_)
            | Mode::Ask(_)
            | Mode::Away(_)
            | Mode::Leaving,
            _,
        ) => None,
    }
}

impl Turn<'_> {
    fn input(&mut self, input: Input) {
        match input {
            Input::Key(chord) => {
                self.key(chord);
                self.look_at_focus();
            }
            Input::Paste(paste) => self.paste(&paste),
            Input::Mouse(mouse) => self.mouse(mouse),
            Input::FocusGained => self.look_again(Reload::Quietly),
            Input::FocusLost | Input::Synchronized => {}
        }
    }

    /// What the key asks for, by the first context that knows it.
    fn action(&self, chord: Chord) -> Option<Action> {
        let keymap = &self.settings.keymap;
        let own = own_context(self.board).and_then(|context| keymap.action(context, chord));
        own.or_else(|| keymap.action(context(&self.board.mode), chord))
    }

    fn key(&mut self, chord: Chord) {
        let action = self.action(chord);
        match (action, &self.board.mode) {
            (Some(Action::Redraw), _) => self.effects.push(Effect::Redraw),
            (Some(Action::Suspend), _) => self.effects.push(Effect::Suspend),
            (_, Mode::Ask(_)) => self.answer(action, chord.typed()),
            (Some(Action::Quit), Mode::Leaving) => self.effects.push(Effect::Quit),
            (Some(Action::Clear), Mode::Leaving) => self.board.mode = Mode::Board,
            (_, Mode::Leaving | Mode::Away(_)) => {}
            (None, Mode::Board | Mode::Edit(_) | Mode::Talk(_))
                if chord.after_escape().is_some() =>
            {
                self.escape_and(chord);
            }
            (Some(action), Mode::Board) => self.run(action),
            (None, Mode::Board) => {}
            (_, Mode::Edit(_)) => self.edit_key(action, chord.typed()),
            (_, Mode::Talk(_)) => self.talk_key(action, chord.typed()),
            (_, Mode::Find(_)) => self.find_key(action, chord.typed()),
            (_, Mode::Prompt(_)) => self.prompt_key(action, chord.typed()),
            (_, Mode::Figures(_)) => self.figures_key(action),
            (_, Mode::Viability(_)) => self.viability_key(action),
            (_, Mode::Story(_)) => self.story_key(action),
            (_, Mode::List(_)) => self.list_key(action, chord.typed()),
            (_, Mode::Link(_)) => self.link_key(action, chord.typed()),
            (Some(action), Mode::Help(_)) => self.help_key(action),
            (None, Mode::Help(_)) => {}
        }
    }

    /// A key after Esc arrives as Alt with that key when both come at once, as over a slow line.
    fn escape_and(&mut self, chord: Chord) {
        self.key(Chord::plain(Key::Esc));
        if let (Mode::Board, Some(next)) = (&self.board.mode, chord.after_escape()) {
            self.key(next);
        }
    }

    fn paste(&mut self, paste: &Paste) {
        match &self.board.mode {
            Mode::Board => self.paste_notes(&paste.text),
            Mode::Edit(_) => self.paste_text(&paste.text),
            Mode::Talk(_) => self.talk_paste(&paste.text),
            Mode::Find(_) => self.find_paste(&paste.text),
            Mode::Prompt(_) => self.prompt_paste(&paste.text),
            Mode::List(_) => self.list_paste(&paste.text),
            Mode::Figures(_)
            | Mode::Viability(_)
            | Mode::Story(_)
            | Mode::Link(_)
            | Mode::Help(_)
            | Mode::Ask(_)
            | Mode::Away(_)
            | Mode::Leaving => {}
        }
        if paste.refused > 0 {
            let kept = paste.text.len();
            self.warn(format!(
                "only the first {kept} bytes of the paste were taken, {} were too many",
                paste.refused
            ));
        }
    }

    /// Runs a command of the board, as by its key or from the palette.
    fn run(&mut self, action: Action) {
        match action {
            Action::Move(direction) => self.go(direction),
            Action::Block(direction) => self.go_to_block(direction),
            Action::NextBlock => self.go_in_order(1),
            Action::PreviousBlock => self.go_in_order(-1),
            Action::Jump(order) => self.jump(order),
            Action::Go(go) => self.go_to(go),
            Action::PageDown => self.page(1),
            Action::PageUp => self.page(-1),
            Action::EditNote => self.edit_note(),
            Action::NewBelow => self.new_note(1),
            Action::NewAbove => self.new_note(0),
            Action::EditHeader => self.edit_header(),
            Action::Pair(pair) => self.pair(pair),
            Action::External => self.external(),
            Action::Delete => self.delete(),
            Action::Duplicate => self.duplicate(),
            Action::Copy => self.copy(),
            Action::Paste => self.put(),
            Action::CopyOut => self.copy_out(),
            Action::Lower => self.reorder(1),
            Action::Raise => self.reorder(-1),
            Action::MoveToBlock => self.ask_block(),
            Action::Park => self.park(),
            Action::Color => self.ask_color(),
            Action::Mark => self.mark(),
            Action::Clear => self.clear(),
            Action::Zoom => self.zoom(),
            Action::View => self.view(),
            Action::Find => self.find(),
            Action::FindStep(by) => self.find_step(by),
            Action::Palette => self.palette(),
            Action::Help => self.board.mode = Mode::Help(0),
            Action::Theme => self.ask_theme(),
            Action::Mouse => self.switch_mouse(),
            Action::Undo => self.undo(),
            Action::Redo => self.redo(),
            Action::Save => self.save_now(),
            Action::Reload => self.look_again(Reload::Asked),
            Action::Overwrite => self.overwrite(),
            Action::Team(team) => self.team(team),
            Action::Money(money) => self.money(money),
            Action::Guide(guide) => self.guide(guide),
            Action::Tell(tell) => self.tell(tell),
            Action::Links(asked) => self.links(asked),
            Action::Timer => self.ask_timer(),
            Action::Say(say) => self.say(say),
            Action::Vote(vote) => self.vote(vote),
            Action::Silence(asked) => self.silence(asked),
            Action::Exchange(asked) => self.exchange(asked),
            Action::Believe(asked) => self.believe(asked),
            Action::Versions(asked) => self.version_command(asked),
            Action::Two(_) | Action::Open => self.leave_for = Some(Exit::of(action)),
            Action::Redraw | Action::Suspend => self.effects.extend(of_the_terminal(action)),
            Action::Quit => self.quit(),
            // These hold in other contexts only.
            #[rustfmt::skip]
            Action::Type(_) | Action::Keep | Action::KeepNext | Action::NextField | Action::PreviousField
            | Action::LineBreak | Action::Discard | Action::Up | Action::Down | Action::Accept | Action::Cancel
            | Action::NewCanvas => {}
        }
    }

    fn help_key(&mut self, action: Action) {
        let page = self.size.height.saturating_sub(6).max(1);
        if let Some(scroll) = help_scroll(&self.board.mode, action, page) {
            self.board.mode = Mode::Help(scroll);
        } else {
            self.board.mode = Mode::Board;
        }
    }

    fn info(&mut self, text: impl Into<String>) {
        *self.notice = Some(Notice::info(text));
    }

    fn warn(&mut self, text: impl Into<String>) {
        *self.notice = Some(Notice::warning(text));
    }
}

/// What is asked of the terminal, if it is that.
fn of_the_terminal(action: Action) -> Option<Effect> {
    if action == Action::Redraw {
        Some(Effect::Redraw)
    } else if action == Action::Suspend {
        Some(Effect::Suspend)
    } else {
        None
    }
}

fn help_scroll(mode: &Mode, action: Action, page: u16) -> Option<u16> {
    let Mode::Help(scroll) = mode else {
        return None;
    };
    scrolled(*scroll, action, page)
}

/// Where the help is scrolled to by a key; `None` where the key closes it.
fn scrolled(scroll: u16, action: Action, page: u16) -> Option<u16> {
    // The drawing stops at the last page; a scroll far beyond it would have to be undone key by key.
    scrolled_to(scroll, action, page, super::action::COMMANDS.len() as u16)
}

/// Where something of so many rows is scrolled to by a key; `None` where the key does something else.
fn scrolled_to(scroll: u16, action: Action, page: u16, most: u16) -> Option<u16> {
    if action == Action::Up {
        Some(scroll.saturating_sub(1))
    } else if action == Action::Down {
        Some((scroll + 1).min(most))
    } else if action == Action::PageUp {
        Some(scroll.saturating_sub(page))
    } else if action == Action::PageDown {
        Some(scroll.saturating_add(page).min(most))
    } else {
        None
    }
}
