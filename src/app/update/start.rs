//! The start screen: canvases found here, examples, a new canvas.

use super::beside::trouble_in_leaving;
use super::lists::{Pressed, press_list, themes, use_theme};
use super::scrolled;
use crate::app::action::{Action, Context};
use crate::app::editor::{Editor, Shape};
use crate::app::effect::{Effect, Origin};
use crate::app::ids::Ids;
use crate::app::list::{Choice, Item, List};
use crate::app::msg::{Entry, Made, Notice, Trouble};
use crate::app::seat::Seat;
use crate::app::state::{Screen, Settings, Start, State, Step};
use crate::app::transfer::Ticket;
use crate::tty::input::Input;

/// The start screen before the folder was looked at.
pub fn start(settings: &Settings) -> Start {
    Start {
        list: List::new("Open a canvas", items(settings, &[])),
        seat: Seat::First,
        step: Step::Browse,
        back: None,
    }
}

/// The canvases found here, then a new one, the examples, and what can become one.
fn items(settings: &Settings, entries: &[Entry]) -> Vec<Item> {
    let file = |entry: &Entry| {
        Item::new(entry.label.clone(), Choice::File(entry.path.clone()))
            .detail(entry.detail.clone())
    };
    let example = |(name, title): &(String, String)| {
        Item::new(title.clone(), Choice::Example(name.clone())).detail("example")
    };
    let mut items: Vec<Item> = entries.iter().map(file).collect();
    items.push(Item::new("New canvas …", Choice::New).detail("n"));
    items.extend(settings.examples.iter().map(example));
    items.push(Item::new("Import a file …", Choice::NewFrom));
    items
}

/// What was found in the folder is listed.
pub(super) fn found(state: &mut State, entries: &[Entry]) {
    if let Screen::Start(start) = &mut state.screen {
        start.list.refill(items(&state.settings, entries));
    }
}

/// What becomes of the file that is being read, if it is that of this ticket.
fn read(state: &mut State, ticket: Ticket) -> Option<(&mut Start, Editor)> {
    let Screen::Start(start) = &mut state.screen else {
        return None;
    };
    match &start.step {
        Step::Reading(path, own) if *own == ticket => {
            let path = path.clone();
            Some((start, path))
        }
        Step::Browse
        | Step::Narrow
        | Step::Title(_)
        | Step::Import(_)
        | Step::Reading(..)
        | Step::Kind { .. }
        | Step::Theme(_)
        | Step::Help(_) => None,
    }
}

/// A canvas was made of the file that was chosen, or not.
pub(super) fn made(
    state: &mut State,
    effects: &mut Vec<Effect>,
    ticket: Ticket,
    result: Result<Box<Made>, Trouble>,
) {
    let Some((start, path)) = read(state, ticket) else {
        return;
    };
    match result {
        Ok(made) => {
            start.step = Step::Browse;
            effects.push(Effect::Open(Origin::Made(made)).of(start.seat));
        }
        Err(trouble) => {
            start.step = Step::Import(path);
            state.notice = Some(trouble.into());
        }
    }
}

/// The file is not read any more: another one may be named.
pub(super) fn withdrawn(state: &mut State, ticket: Ticket) {
    let Some((start, path)) = read(state, ticket) else {
        return;
    };
    let told = format!("stopped reading {}: no canvas was made", path.text().trim());
    start.step = Step::Import(path);
    state.notice = Some(Notice::info(told));
}

/// The board gives way to the start screen, once its file has every edit.
pub(super) fn leave_board(state: &mut State, effects: &mut Vec<Effect>) {
    let Screen::Board(board) = &state.screen else {
        return;
    };
    if let Some(why) = trouble_in_leaving(board) {
        state.notice = Some(Notice::warning(why));
        return;
    }
    let seat = board.seat;
    show(state, effects, seat, "Open a canvas");
}

/// The start screen comes before the board, which stays open: a second canvas is chosen.
pub(super) fn choose_second(state: &mut State, effects: &mut Vec<Effect>) {
    if let Some(front) = state.front() {
        let seat = front.seat.other();
        show(state, effects, seat, "Open a second canvas");
    }
}

fn show(state: &mut State, effects: &mut Vec<Effect>, seat: Seat, title: &'static str) {
    let mut start = Box::new(start(&state.settings));
    start.seat = seat;
    start.list.title = title;
    let before = std::mem::replace(&mut state.screen, Screen::Start(start));
    if let (Screen::Board(board), Screen::Start(start)) = (before, &mut state.screen) {
        start.back = Some(board);
    }
    effects.push(Effect::Look);
}

pub(super) fn input(state: &mut State, effects: &mut Vec<Effect>, input: Input) {
    let Screen::Start(start) = &mut state.screen else {
        return;
    };
    let mut visit = Visit {
        start,
        ids: &mut state.ids,
        settings: &mut state.settings,
        notice: &mut state.notice,
        effects,
        back: false,
    };
    match input {
        Input::Key(chord) => {
            let action = visit
                .settings
                .keymap
                .action(context(&visit.start.step), chord);
            match action {
                Some(Action::Redraw) => visit.effects.push(Effect::Redraw),
                Some(Action::Suspend) => visit.effects.push(Effect::Suspend),
                _ => visit.key(action, chord.typed()),
            }
        }
        Input::Paste(paste) => visit.paste(&paste.text),
        Input::Mouse(_) | Input::FocusGained | Input::FocusLost | Input::Synchronized => {}
    }
    if visit.back {
        go_back(state);
    }
}

/// The keys that hold in a step.
pub fn context(step: &Step) -> Context {
    match step {
        Step::Browse => Context::Start,
        Step::Narrow
        | Step::Title(_)
        | Step::Import(_)
        | Step::Reading(..)
        | Step::Kind { .. }
        | Step::Theme(_) => Context::Prompt,
        Step::Help(_) => Context::Help,
    }
}

/// The board that was open is shown again.
pub(super) fn go_back(state: &mut State) {
    if let Screen::Start(start) = &mut state.screen
        && let Some(board) = start.back.take()
    {
        state.screen = Screen::Board(board);
    }
}

/// One step at the start screen.
struct Visit<'a> {
    start: &'a mut Start,
    ids: &'a mut Ids,
    settings: &'a mut Settings,
    notice: &'a mut Option<Notice>,
    effects: &'a mut Vec<Effect>,
    /// Set where the screen gives way to the board it came from.
    back: bool,
}

impl Visit<'_> {
    fn key(&mut self, action: Option<Action>, typed: Option<char>) {
        match &mut self.start.step {
            Step::Browse => self.browse(action),
            Step::Narrow => self.narrow(action, typed),
            Step::Title(_) => self.title(action, typed),
            Step::Import(_) => self.import(action, typed),
            Step::Reading(_, ticket) => {
                if action == Some(Action::Cancel) {
                    self.effects.push(Effect::Withdraw(*ticket));
                }
            }
            Step::Kind { list, .. } | Step::Theme(list) => {
                let pressed = press_list(list, action, typed);
                self.pressed(pressed);
            }
            Step::Help(scroll) => {
                let next = action.map(|action| scrolled(*scroll, action, 10));
                match next {
                    Some(Some(scroll)) => self.start.step = Step::Help(scroll),
                    Some(None) => self.start.step = Step::Browse,
                    None => {}
                }
            }
        }
    }

    fn browse(&mut self, action: Option<Action>) {
        match action {
            Some(Action::Quit) if self.start.back.is_some() => self.back = true,
            Some(Action::Quit) => self.effects.push(Effect::Quit),
            Some(Action::Cancel) => self.back = self.start.back.is_some(),
            Some(Action::NewCanvas) => self.ask_title(),
            Some(Action::Find) => self.start.step = Step::Narrow,
            Some(Action::Help) => self.start.step = Step::Help(0),
            Some(Action::Theme) => self.start.step = Step::Theme(themes(self.settings)),
            action => {
                let pressed = press_list(&mut self.start.list, action, None);
                self.pressed(pressed);
            }
        }
    }

    fn narrow(&mut self, action: Option<Action>, typed: Option<char>) {
        match press_list(&mut self.start.list, action, typed) {
            Pressed::Nothing => {}
            Pressed::Left => {
                self.start.list.prompt = Editor::new(Shape::Line, "");
                self.start.list.narrow();
                self.start.step = Step::Browse;
            }
            chosen @ Pressed::Chosen(_) => {
                self.start.step = Step::Browse;
                self.pressed(chosen);
            }
        }
    }

    fn pressed(&mut self, pressed: Pressed) {
        match pressed {
            Pressed::Nothing => {}
            Pressed::Left => self.start.step = Step::Browse,
            Pressed::Chosen(choice) => self.choose(choice),
        }
    }

    fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::File(path) => self.open(Origin::File(path)),
            Choice::Example(name) => self.open(Origin::Example(name)),
            Choice::New => self.ask_title(),
            Choice::NewFrom => {
                self.start.step = Step::Import(Editor::new(Shape::Line, ""));
            }
            Choice::Kind(kind) => {
                let step = std::mem::replace(&mut self.start.step, Step::Browse);
                if let Step::Kind { title, .. } = step {
                    self.open(Origin::New { title, kind });
                }
            }
            Choice::Theme(name) => {
                self.start.step = Step::Browse;
                use_theme(self.settings, self.effects, name);
            }
            // The board's.
            Choice::Run(_)
            | Choice::Talk(_)
            | Choice::Timer(_)
            | Choice::Vote(_)
            | Choice::Export(_)
            | Choice::Import(_)
            | Choice::Stance(_)
            | Choice::State(_)
            | Choice::Believe(_)
            | Choice::Evidence(..)
            | Choice::Color(_)
            | Choice::MoveTo(_)
            | Choice::GoTo(_)
            | Choice::Link(_)
            | Choice::ColorOfTag(_)
            | Choice::TagColor(..)
            | Choice::Narrow(_)
            | Choice::Layer(_)
            | Choice::Tag(_)
            | Choice::Tags(_)
            | Choice::GoToNote(_)
            | Choice::Since(_)
            | Choice::TakeBack(..)
            | Choice::Visit(_) => {}
        }
    }

    fn open(&mut self, origin: Origin) {
        let seat = self.start.seat;
        self.effects.push(Effect::Open(origin).of(seat));
    }

    fn ask_title(&mut self) {
        self.start.step = Step::Title(Editor::new(Shape::Line, ""));
    }

    fn title(&mut self, action: Option<Action>, typed: Option<char>) {
        let Step::Title(editor) = &mut self.start.step else {
            return;
        };
        match (action, typed) {
            (Some(Action::Accept), _) if editor.text().trim().is_empty() => {
                *self.notice = Some(Notice::info("type what the canvas is about, then Enter"));
            }
            (Some(Action::Accept), _) => {
                let title = editor.text().trim().to_owned();
                let item = |(id, title): &(String, String)| {
                    Item::new(title.clone(), Choice::Kind(id.clone()))
                };
                let kinds = self.settings.kinds.iter().map(item).collect();
                self.start.step = Step::Kind {
                    title,
                    list: List::new("Kind of canvas", kinds),
                };
            }
            (Some(Action::Cancel), _) => self.start.step = Step::Browse,
            (Some(Action::Type(key)), _) => super::typing::press(editor, key, u16::MAX),
            (_, Some(typed)) => editor.input(typed),
            (_, None) => {}
        }
    }

    fn import(&mut self, action: Option<Action>, typed: Option<char>) {
        let Step::Import(editor) = &mut self.start.step else {
            return;
        };
        match (action, typed) {
            (Some(Action::Accept), _) if editor.text().trim().is_empty() => {
                *self.notice = Some(Notice::info("type the path of a file, then Enter"));
            }
            (Some(Action::Accept), _) => {
                let path = editor.text().trim().to_owned();
                let ticket = self.ids.ticket();
                self.start.step = Step::Reading(editor.clone(), ticket);
                self.effects.push(Effect::Make(ticket, path));
            }
            (Some(Action::Cancel), _) => self.start.step = Step::Browse,
            (Some(Action::Type(key)), _) => super::typing::press(editor, key, u16::MAX),
            (_, Some(typed)) => editor.input(typed),
            (_, None) => {}
        }
    }

    fn paste(&mut self, text: &str) {
        match &mut self.start.step {
            Step::Title(editor) | Step::Import(editor) => editor.insert(text),
            Step::Narrow => {
                self.start.list.prompt.insert(text);
                self.start.list.narrow();
            }
            Step::Kind { list, .. } | Step::Theme(list) => {
                list.prompt.insert(text);
                list.narrow();
            }
            Step::Browse | Step::Reading(..) | Step::Help(_) => {}
        }
    }
}
