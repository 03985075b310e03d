//! Choosing from a list: the palette, blocks, colours, themes.

use super::Turn;
use super::typing::press;
use crate::app::action::{Action, Command, Context, Pair};
use crate::app::effect::Effect;
use crate::app::list::{Choice, Free, Item, List};
use crate::app::mode::Mode;
use crate::app::state::Settings;
use crate::app::timer::Timer;
use crate::model::color::NoteColor;
use crate::model::edit::{Change, Edit};
use crate::model::header::{HeaderField, Shows};
use crate::model::id::BlockId;

/// The lines that a page of a list moves by.
const PAGE: isize = 10;

impl Turn<'_> {
    /// Every command with its key, then every block.
    pub(super) fn palette(&mut self) {
        let mut items: Vec<Item> = self
            .settings
            .keymap
            .rows()
            .filter(|(command, _)| command.context == Context::Board)
            .filter(|(command, _)| {
                command.action != Action::Palette && !matches!(command.action, Action::Jump(_))
            })
            .map(|(command, chords)| {
                let keys: Vec<String> = chords.iter().map(crate::tty::key::Chord::label).collect();
                let label = format!("{:<14} {}", command.name, command.help);
                Item::new(label, Choice::Run(command.action))
                    .names(names(command))
                    .detail(keys.join(" "))
            })
            .collect();
        // Their keys would be taken for what is typed here.
        let blocks = self.blocks(|id| Choice::GoTo(id.clone()), "Go to ");
        items.extend(blocks.into_iter().map(|item| item.key(None)));
        // Such as `timer 10` or `vote 3`.
        self.board.mode = Mode::List(List::new("Commands", items).free(Free::Command));
    }

    /// The blocks as items, each with its number as key.
    fn blocks(&self, choice: impl Fn(&BlockId) -> Choice, lead: &str) -> Vec<Item> {
        let parking = BlockId::parking();
        // A block beyond the ninth has a letter: its number would be taken for the first of its digits.
        let key = |order: u16| {
            char::from_digit(u32::from(order), 10)
                .or_else(|| char::from_digit(u32::from(order), 36))
        };
        let shown = |order: u16| match key(order).filter(char::is_ascii_alphabetic) {
            Some(letter) => format!("{order} {letter}"),
            None => order.to_string(),
        };
        let mut items: Vec<Item> = self
            .board
            .kind
            .blocks()
            .map(|block| {
                let label = format!("{lead}{}", block.title);
                Item::new(label, choice(&block.id))
                    .detail(shown(block.order))
                    .key(key(block.order))
            })
            .collect();
        items.push(
            Item::new(format!("{lead}Parking"), choice(&parking))
                .detail("0")
                .key(Some('0')),
        );
        items
    }

    pub(super) fn ask_block(&mut self) {
        if self.refuse_edits() {
            return;
        }
        if self.targets().is_empty() {
            return self.info("no note here to move");
        }
        let items = self.blocks(|id| Choice::MoveTo(id.clone()), "");
        self.board.mode = Mode::List(List::new("Move to", items));
    }

    pub(super) fn ask_color(&mut self) {
        if self.refuse_edits() {
            return;
        }
        if self.targets().is_empty() {
            return self.info("no note here to colour");
        }
        let color = |color: NoteColor| {
            Item::new(color.name(), Choice::Color(Some(color.name())))
                .detail(color.sign())
                .key(Some(color.sign()))
        };
        let mut items: Vec<Item> = NoteColor::ALL.into_iter().map(color).collect();
        items.push(
            Item::new("none", Choice::Color(None))
                .detail("n")
                .key(Some('n')),
        );
        let now = self
            .board
            .focused_note()
            .and_then(|note| note.color.clone());
        let is_now = |item: &Item| {
            item.choice
                == Choice::Color(
                    now.as_deref()
                        .and_then(|name| NoteColor::from_name(name).map(NoteColor::name)),
                )
        };
        self.board.mode = Mode::List(List::new("Colour", items).select(is_now));
    }

    /// Asks which state the canvas shows, or for the canvas of the other one.
    pub(super) fn pair(&mut self, pair: Pair) {
        match pair {
            Pair::State => self.ask_state(),
            Pair::Counterpart => self.type_header(HeaderField::Counterpart),
        }
    }

    fn ask_state(&mut self) {
        if self.refuse_edits() {
            return;
        }
        let item = |shows: Shows, key| {
            let item = Item::new(shows.word(), Choice::State(Some(shows)));
            item.detail(key).key(Some(key))
        };
        let none = Item::new("none", Choice::State(None));
        let items = vec![
            item(Shows::Current, 'c'),
            item(Shows::Ideal, 'i'),
            none.detail('n').key(Some('n')),
        ];
        let now = Choice::State(self.board.canvas().header.shows());
        let is_now = |item: &Item| item.choice == now;
        self.board.mode = Mode::List(List::new("Which state it shows", items).select(is_now));
    }

    /// States it; then which canvas shows the other one, where nobody has said that yet.
    fn set_state(&mut self, shows: Option<Shows>) {
        let now = &self.board.canvas().header;
        let lacks_other = now.counterpart.is_empty();
        let word = shows.map_or("", Shows::word).to_owned();
        if word != now.state {
            let change = Change::Header(HeaderField::State, word);
            if !self.edit(Edit(vec![change])) {
                return;
            }
        }
        if shows.is_some() && lacks_other {
            self.type_header(HeaderField::Counterpart);
        }
    }

    pub(super) fn ask_timer(&mut self) {
        let lengths = ["1", "2", "3", "5", "10", "15", "20", "30", "45", "60", "90"];
        let item = |length: &&'static str| {
            let choice = Timer::asked(length).map(Choice::Timer)?;
            Some(Item::new(format!("{length} min"), choice).names(vec![*length]))
        };
        let mut items: Vec<Item> = lengths.iter().filter_map(item).collect();
        if self.settings.timer != Timer::Off {
            items.insert(0, Item::new("Stop it", Choice::Timer(0)));
        }
        let list = List::new("Timer", items).free(Free::Minutes);
        self.board.mode = Mode::List(list);
    }

    fn start_timer(&mut self, minutes: u64) {
        self.settings.timer = Timer::start(minutes, self.now);
        if self.settings.timer == Timer::Off {
            self.info("no timer runs");
        }
    }

    pub(super) fn ask_theme(&mut self) {
        self.board.mode = Mode::List(themes(self.settings));
    }

    pub(super) fn list_key(&mut self, action: Option<Action>, typed: Option<char>) {
        let Mode::List(list) = &mut self.board.mode else {
            return;
        };
        match press_list(list, action, typed) {
            Pressed::Nothing => {}
            Pressed::Left => {
                if list.free == Free::Revision {
                    self.close_versions();
                }
                self.board.mode = Mode::Board;
            }
            Pressed::Chosen(choice) => {
                self.board.mode = Mode::Board;
                self.choose(choice);
            }
        }
    }

    pub(super) fn list_paste(&mut self, text: &str) {
        if let Mode::List(list) = &mut self.board.mode {
            list.prompt.insert(text);
            list.narrow();
        }
    }

    fn choose(&mut self, choice: Choice) {
        match choice {
            Choice::Run(action) => self.run(action),
            Choice::Theme(name) => use_theme(self.settings, self.effects, name),
            Choice::Color(color) => self.recolor(color),
            Choice::MoveTo(block) => self.move_to(&block),
            Choice::Link(to) => {
                let from = self.targets();
                self.link_to(&from, &to);
                self.clear_marks();
            }
            Choice::Tag(tag) => self.toggle_tag(&tag),
            Choice::Tags(tags) => self.give_tags(&tags),
            Choice::ColorOfTag(tag) => self.ask_color_of_tag(&tag),
            Choice::TagColor(tag, color) => self.color_tag(&tag, color),
            Choice::Layer(of) => self.show_layer(of),
            Choice::State(shows) => self.set_state(shows),
            Choice::Narrow(name) => self.narrow_to(&name),
            Choice::GoTo(block) => self.board.focus_block(&block),
            Choice::Export(path) => self.export_to(path),
            Choice::Import(path) => self.import_from(path),
            Choice::Vote(voting) => self.open_voting(voting),
            Choice::Timer(minutes) => self.start_timer(minutes),
            Choice::Talk(note) => self.talk_about(note),
            Choice::Stance(stance) => self.set_stance(stance),
            Choice::Believe(part) => self.set_belief(&part),
            Choice::Evidence(note, line) => self.type_evidence(note, line),
            Choice::GoToNote(note) => self.board.focus_note(&note),
            Choice::Since(against) => self.compare_with(against),
            Choice::TakeBack(field, which) => self.take_field_back(&field, &which),
            Choice::Visit(target) => self.effects.push(Effect::Visit(target)),
            // The start screen's.
            Choice::Kind(_)
            | Choice::File(_)
            | Choice::Example(_)
            | Choice::New
            | Choice::NewFrom => {}
        }
    }

    pub(super) fn switch_mouse(&mut self) {
        self.settings.mouse = self.settings.mouse.flip();
        self.effects.push(Effect::Mouse(self.settings.mouse));
        self.info(match self.settings.mouse {
            crate::app::effect::Switch::On => "the mouse is on",
            crate::app::effect::Switch::Off => "the mouse is off: the terminal selects text again",
        });
    }
}

/// The names of a command: its own, and what vim calls it.
fn names(command: &Command) -> Vec<&'static str> {
    let vim: &[&str] = match command.name {
        "quit" => &["q", "wq", "x", "qa", "exit"],
        "save" => &["w", "write"],
        "overwrite" => &["w!"],
        "reload" => &["e!"],
        "open" => &["e", "new canvas"],
        "view" => &["grid", "list"],
        "review" => &["agree", "disagree", "question"],
        "help" => &["h"],
        _ => &[],
    };
    std::iter::once(command.name)
        .chain(vim.iter().copied())
        .collect()
}

/// The themes to choose from, the one in use chosen.
pub(super) fn themes(settings: &Settings) -> List {
    let item = |name: &String| Item::new(name.clone(), Choice::Theme(name.clone()));
    let items = settings.themes.iter().map(item).collect();
    List::new("Theme", items).select(|item| item.choice == Choice::Theme(settings.theme.clone()))
}

pub(super) fn use_theme(settings: &mut Settings, effects: &mut Vec<Effect>, name: String) {
    settings.theme.clone_from(&name);
    effects.push(Effect::Theme(name));
}

/// What a key did to a list.
pub(super) enum Pressed {
    /// It stays open.
    Nothing,
    /// It was left.
    Left,
    /// This was chosen.
    Chosen(Choice),
}

pub(super) fn press_list(list: &mut List, action: Option<Action>, typed: Option<char>) -> Pressed {
    match (action, typed) {
        (Some(Action::Accept), _) => {
            return list.choice().map_or(Pressed::Nothing, Pressed::Chosen);
        }
        (Some(Action::Cancel), _) => return Pressed::Left,
        (Some(Action::Up), _) => list.step(-1),
        (Some(Action::Down), _) => list.step(1),
        (Some(Action::PageUp), _) => list.step(-PAGE),
        (Some(Action::PageDown), _) => list.step(PAGE),
        (Some(Action::Type(key)), _) => {
            press(&mut list.prompt, key, u16::MAX);
            list.narrow();
        }
        (_, Some(typed)) => {
            if let Some(item) = list.quick(typed) {
                return Pressed::Chosen(item.choice.clone());
            }
            list.prompt.input(typed);
            list.narrow();
        }
        (_, None) => {}
    }
    Pressed::Nothing
}
