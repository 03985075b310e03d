//! A desk for tests: keys typed as a string, effects answered as the shell would, the screen as text and styles.
#![allow(
    dead_code,
    unreachable_pub,
    missing_docs,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;

use bmcanvas::app::beside::Beside;
use bmcanvas::app::board::Board;
use bmcanvas::app::effect::Effect;
use bmcanvas::app::ids::Ids;
use bmcanvas::app::msg::{Content, Exported, Held, Msg, Opened, Reading};
use bmcanvas::app::seat::Seat;
use bmcanvas::app::state::{Screen, Settings, State};
use bmcanvas::app::sync::Known;
use bmcanvas::app::update::start::start;
use bmcanvas::app::update::update;
use bmcanvas::exchange::Left;
use bmcanvas::format::kind::built_in_kind;
use bmcanvas::format::{self, Fingerprint};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::id::BlockId;
use bmcanvas::model::timestamp::Timestamp;
use bmcanvas::tty::{Chord, Input, Mouse, MouseKind, Paste};
use bmcanvas::ui::glyphs::UNICODE;
use bmcanvas::ui::theme::{Depth, Theme, load, resolve};
use bmcanvas::ui::{Pen, compose, scene};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use ratatui::style::Style;

/// The example canvases, by the names that tests use.
pub fn example(name: &str) -> Canvas {
    let path = format!("{}/canvases/{name}.canvas.json", env!("CARGO_MANIFEST_DIR"));
    format::read(&std::fs::read(path).unwrap()).unwrap().canvas
}

/// A board at which a test types.
pub struct Desk {
    pub state: State,
    /// Every effect so far, in order.
    pub effects: Vec<Effect>,
    /// Whether saves and exports are answered, as by a healthy disk.
    pub disk: Disk,
    pub theme: Theme,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Disk {
    Healthy,
    /// Saves and exports get no answer.
    Silent,
}

/// What a file of this canvas holds.
pub fn content(canvas: impl Into<Arc<Canvas>>) -> Content {
    let canvas = canvas.into();
    let print = Fingerprint::of(format::write(&canvas).as_bytes());
    Content {
        now: Known { print, canvas },
        by: None,
    }
}

/// A canvas as the shell opens it.
pub fn opened(name: &str, canvas: Canvas) -> Opened {
    let kind = built_in_kind(&canvas.kind).unwrap();
    let bytes = format::write(&canvas).into_bytes();
    Opened {
        name: name.to_owned(),
        reading: Reading {
            canvas,
            base: Some(Fingerprint::of(&bytes)),
            held: Held::Whole,
        },
        kind: Arc::new(kind),
        locked: None,
        notice: None,
        hidden: Vec::new(),
        lines: bmcanvas::model::lines::Lines::default(),
        offer: None,
    }
}

/// The same where there is no such file yet.
pub fn unwritten(name: &str, canvas: Canvas) -> Opened {
    let mut opened = opened(name, canvas);
    opened.reading.base = None;
    opened
}

impl Desk {
    /// The canvas opened on a screen of this size.
    pub fn open(canvas: Canvas, width: u16, height: u16) -> Self {
        let mut desk = Self::start(width, height);
        desk.send(Msg::Opened(Ok(Box::new(opened(
            "test.canvas.json",
            canvas,
        )))));
        desk
    }

    /// Opens a second canvas beside the one that is open, as the picker does.
    pub fn beside(&mut self, name: &str, canvas: Canvas) -> &mut Self {
        let seat = self.state.front().unwrap().seat.other();
        let msg = Msg::Opened(Ok(Box::new(opened(name, canvas))));
        self.send(msg.of(seat))
    }

    /// The board that is not in front.
    pub fn second(&self) -> &Board {
        self.state.beside.board().unwrap()
    }

    pub fn example(name: &str, width: u16, height: u16) -> Self {
        Self::open(example(name), width, height)
    }

    /// The start screen.
    pub fn start(width: u16, height: u16) -> Self {
        let own = |texts: &[(&str, &str)]| {
            texts
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect()
        };
        let settings = Settings {
            themes: bmcanvas::ui::theme::NAMES
                .iter()
                .map(|name| (*name).to_owned())
                .collect(),
            kinds: own(&[
                ("business-model", "Business Model Canvas"),
                ("lean", "Lean Canvas"),
            ]),
            examples: own(&[("aws-iaas", "AWS EC2, 2015")]),
            today: "2026-11-20".to_owned(),
            user: "ann".to_owned(),
            ..Settings::default()
        };
        let state = State {
            size: Size::new(width, height),
            screen: Screen::Start(Box::new(start(&settings))),
            beside: Beside::None,
            notice: None,
            ids: Ids::new(1),
            now: Timestamp::parse("2026-11-20T12:00:00Z").unwrap(),
            settings,
        };
        Self {
            state,
            effects: Vec::new(),
            disk: Disk::Healthy,
            theme: Theme::default(),
        }
    }

    pub fn theme(mut self, name: &str, depth: Depth) -> Self {
        self.theme = resolve(&load(name, &|_| None).0, depth);
        self
    }

    pub fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = update(&mut self.state, msg);
        self.effects.extend(effects.iter().cloned());
        for effect in effects {
            let (mut seat, mut effect) = (Seat::First, effect);
            while let Effect::Of(of, inner) = effect {
                (seat, effect) = (of, *inner);
            }
            match (effect, self.disk) {
                (
                    Effect::Save {
                        canvas, revision, ..
                    },
                    Disk::Healthy,
                ) => {
                    self.send(Msg::Saved(revision, Ok(content(canvas))).of(seat));
                }
                (Effect::Export(export), Disk::Healthy) => {
                    let exported = Exported {
                        name: export.path,
                        left: Left::default(),
                    };
                    self.send(Msg::Exported(export.ticket, Ok(exported)).of(seat));
                }
                _ => {}
            }
        }
        self
    }

    /// Types keys: characters as they are, others as `<enter>`, `<ctrl-r>`, `<lt>`; `<paste:TEXT>` pastes.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let input;
            if let Some((name, after)) =
                rest.strip_prefix('<').and_then(|rest| rest.split_once('>'))
            {
                rest = after;
                input = match name.strip_prefix("paste:") {
                    Some(text) => Input::Paste(Paste {
                        text: text.replace("\\n", "\n"),
                        refused: 0,
                    }),
                    None if name == "lt" => Input::Key(Chord::char('<')),
                    None => Input::Key(name.parse().unwrap_or_else(|_| panic!("no key {name}"))),
                };
            } else {
                rest = &rest[first.len_utf8()..];
                input = Input::Key(Chord::char(first));
            }
            self.send(Msg::Input(input));
        }
        self
    }

    pub fn mouse(&mut self, kind: MouseKind, x: u16, y: u16) -> &mut Self {
        let mods = bmcanvas::tty::Mods::NONE;
        self.send(Msg::Input(Input::Mouse(Mouse { kind, x, y, mods })))
    }

    pub fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.send(Msg::Resize(Size::new(width, height)))
    }

    pub fn board(&self) -> &Board {
        match &self.state.screen {
            Screen::Board(board) => board,
            Screen::Start(_) => panic!("the start screen is shown"),
        }
    }

    /// The texts of a block's notes.
    pub fn texts(&self, block: &str) -> Vec<String> {
        let canvas = self.board().canvas();
        let ids = canvas.block(&BlockId::from(block)).iter();
        ids.map(|id| canvas.note(id).unwrap().text.clone())
            .collect()
    }

    pub fn focused_text(&self) -> Option<String> {
        self.board().focused_note().map(|note| note.text.clone())
    }

    pub fn notice(&self) -> String {
        self.state
            .notice
            .as_ref()
            .map(|notice| notice.text.clone())
            .unwrap_or_default()
    }

    pub fn buffer(&self) -> Buffer {
        let pen = Pen {
            theme: &self.theme,
            glyphs: &UNICODE,
        };
        let size = self.state.size;
        compose::draw(
            &scene::scene(&self.state, pen),
            Rect::new(0, 0, size.width, size.height),
        )
    }

    /// The screen's text, without blanks at the ends of rows.
    pub fn text(&self) -> String {
        text_of(&self.buffer())
    }

    /// The screen's text, its cursor, and below a map of styles with a legend.
    pub fn picture(&self) -> String {
        let pen = Pen {
            theme: &self.theme,
            glyphs: &UNICODE,
        };
        let cursor = scene::scene(&self.state, pen).cursor;
        let buffer = self.buffer();
        let cursor = cursor.map_or_else(|| "hidden".to_owned(), |at| format!("{},{}", at.x, at.y));
        format!(
            "{}\ncursor {cursor}\n\n{}",
            text_of(&buffer),
            styles_of(&buffer)
        )
    }
}

pub fn text_of(buffer: &Buffer) -> String {
    let mut text = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        let mut x = 0;
        while x < buffer.area.width {
            let symbol = buffer[(x, y)].symbol();
            row.push_str(symbol);
            x += (unicode_width::UnicodeWidthStr::width(symbol) as u16).max(1);
        }
        let _ = writeln!(text, "{}", row.trim_end());
    }
    text
}

fn styles_of(buffer: &Buffer) -> String {
    let mut legend: BTreeMap<String, char> = BTreeMap::new();
    let mut order = Vec::new();
    let mut map = String::new();
    for y in 0..buffer.area.height {
        let mut row = String::new();
        for x in 0..buffer.area.width {
            let name = style_name(buffer[(x, y)].style());
            let next = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"[legend.len().min(51)]
                as char;
            let letter = *legend.entry(name.clone()).or_insert_with(|| {
                order.push((next, name.clone()));
                next
            });
            row.push(letter);
        }
        let _ = writeln!(map, "{row}");
    }
    for (letter, name) in order {
        let _ = writeln!(map, "{letter} {name}");
    }
    map
}

fn style_name(style: Style) -> String {
    let color = |color: Option<ratatui::style::Color>| {
        color.map_or_else(|| "-".to_owned(), |color| color.to_string())
    };
    format!(
        "{} on {} {:?}",
        color(style.fg),
        color(style.bg),
        style.add_modifier
    )
}
