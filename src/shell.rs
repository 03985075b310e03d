//! The thin shell around the core: one loop, and the threads that write files and mind signals.
//!
//! The loop blocks until a key or a thread has something, takes in all that is there, and draws once. There is no tick.

pub mod checking;
mod clipboard;
pub mod clock;
pub mod exchanging;
mod external;
mod filer;
pub mod history;
mod input;
mod look;
mod narrowing;
pub mod open;
mod perform;
pub mod person;
mod signals;
mod standing;
mod syncing;
pub mod terminal;
mod versions;
mod visiting;

pub use perform::seed;

use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use ratatui::layout::{Rect, Size};

use crate::app::beside::Beside;
use crate::app::effect::Effect;
use crate::app::ids::Ids;
use crate::app::msg::{Msg, Notice, Trouble};
use crate::app::seat::Seat;
use crate::app::state::{Screen, Settings, State};
use crate::app::timer::Timer;
use crate::app::update::start::start;
use crate::app::update::update;
use crate::config::References;
use crate::model::draft::Draft;
use crate::store::library::Library;
use crate::tty::{Input, Screen as Cells};
use crate::ui::Pen;
use crate::ui::compose::Composer;
use crate::ui::glyphs::Glyphs;
use crate::ui::scene;
use crate::ui::theme::{self, Depth, Theme};
use filer::Job;
use input::{Events, Inbox};
use perform::Outside;
use signals::LastWill;
use terminal::Terminal;

/// All that the board is started with.
#[derive(Debug)]
pub struct Launch {
    /// What the person set.
    pub settings: Settings,
    /// Kinds and themes around the canvas.
    pub library: Library,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// The characters for lines and marks.
    pub glyphs: &'static Glyphs,
    /// The canvas to open; `None` starts with the picker.
    pub open: Option<PathBuf>,
    /// The canvas to open beside it.
    pub second: Option<PathBuf>,
    /// How to open canvases.
    pub options: open::Options,
    /// Where what a note names is opened.
    pub references: References,
    /// What to say at first.
    pub warnings: Vec<String>,
}

/// Something that the loop waits for.
#[derive(Debug)]
enum Event {
    /// A key, a paste, the mouse.
    Input(Input),
    /// What a thread has to say that is about no open file.
    Apart(Box<Msg>),
    /// News of the file that was opened as this session.
    File(u64, Box<Msg>),
    /// The terminal has another size, or asks to be drawn again.
    Resized,
    /// The program goes on after it was stopped.
    Continued,
    /// The program is asked to stop, as by Ctrl-Z.
    Stop,
    /// A write takes longer than a moment.
    Slow,
    /// The terminal is gone.
    HungUp,
}

/// Runs the board until the person leaves it.
pub fn run(launch: Launch) -> Result<(), Trouble> {
    let (mut inbox, events) = Inbox::new().map_err(|error| perform::lost(&error))?;
    let mut shell = Shell::new(launch, events)?;
    let result = shell.start().and_then(|()| shell.turn(&mut inbox));
    shell.outside.end();
    shell.outside.terminal.leave();
    result.and(shell.outside.transfers.finish())
}

/// The loop's own state: the core's, what is on the screen, and the ways out.
struct Shell {
    state: State,
    look: Look,
    outside: Outside,
    first: Option<PathBuf>,
    second: Option<PathBuf>,
    warnings: Vec<String>,
}

/// What is on the screen and how it is drawn.
struct Look {
    theme: Theme,
    depth: Depth,
    glyphs: &'static Glyphs,
    composer: Composer,
    cells: Cells,
    bytes: Vec<u8>,
}

/// Whether the loop goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flow {
    GoOn,
    End,
}

impl Shell {
    fn new(launch: Launch, events: Events) -> Result<Self, Trouble> {
        let no_terminal = |error: std::io::Error| Trouble {
            what: format!("no terminal to show the board in: {error}"),
            advice: "`bmcanvas show FILE` prints a canvas without one.".to_owned(),
        };
        let terminal = Terminal::open().map_err(no_terminal)?;
        let size = terminal.size();
        let mut outside =
            Outside::new(terminal, launch.library, launch.options, events).map_err(no_terminal)?;
        outside.today.clone_from(&launch.settings.today);
        outside.references = launch.references;
        let state = State {
            size,
            screen: Screen::Start(Box::new(start(&launch.settings))),
            beside: Beside::None,
            notice: None,
            ids: Ids::new(perform::seed()),
            now: clock::now(),
            settings: launch.settings,
        };
        let area = Rect::new(0, 0, size.width, size.height);
        let look = Look {
            theme: Theme::default(),
            depth: launch.depth,
            glyphs: launch.glyphs,
            composer: Composer::new(area),
            cells: Cells::new(area),
            bytes: Vec::new(),
        };
        Ok(Self {
            state,
            look,
            outside,
            first: launch.open,
            second: launch.second,
            warnings: launch.warnings,
        })
    }

    /// Opens what is to be opened and shows the first screen.
    fn start(&mut self) -> Result<(), Trouble> {
        let mut asked = Vec::new();
        match self.first.take() {
            Some(path) => {
                // An unreadable file is told on the shell's own screen, before ours is opened.
                let opened = self.outside.open_file(&path)?;
                asked = update(&mut self.state, Msg::Opened(Ok(Box::new(opened))));
            }
            None => self.state.notice = None,
        }
        if let Some(path) = self.second.take() {
            self.outside.turn_to(Seat::Second);
            let opened = Ok(Box::new(self.outside.open_file(&path)?));
            asked.extend(update(
                &mut self.state,
                Msg::Opened(opened).of(Seat::Second),
            ));
        }
        self.use_theme();
        if !self.warnings.is_empty() {
            self.state.notice = Some(Notice::warning(self.warnings.join(" · ")));
        }
        self.outside.guard()?;
        // Until the guard stands, a change of size is told to nobody; opening a large file takes its time.
        let size = self.outside.terminal.size();
        if size != self.state.size {
            self.resize(size);
        }
        self.outside.enter(self.state.settings.mouse)?;
        self.draw()?;
        for seat in Seat::ALL {
            self.outside.turn_to(seat);
            if let Some(board) = self.state.board(seat) {
                self.outside.announce(board.focus.block.clone());
            }
            self.outside.attend();
        }
        // Such as to write what was hidden when the canvas was open last.
        for effect in asked {
            self.perform(Seat::First, effect)?;
        }
        if matches!(self.state.screen, Screen::Start(_)) {
            let found = look::look(None);
            update(&mut self.state, found);
            self.draw()?;
        }
        Ok(())
    }

    /// The loop.
    fn turn(&mut self, inbox: &mut Inbox) -> Result<(), Trouble> {
        loop {
            let events = inbox.wait(self.outside.terminal.keys(), self.patience());
            if self.state.settings.timer != Timer::Off {
                self.update(Msg::Now(clock::now()))?;
            }
            for event in events.map_err(|error| perform::lost(&error))? {
                if self.take(event)? == Flow::End {
                    return Ok(());
                }
            }
            self.draw()?;
        }
    }

    /// How long to wait for an event: until a write has to be called slow, or the timer shows something else.
    fn patience(&self) -> Option<Duration> {
        let timer = self.state.settings.timer.wait(self.state.now);
        let timer = timer.map(Duration::from_secs);
        timer.into_iter().chain(self.outside.patience()).min()
    }

    fn take(&mut self, event: Event) -> Result<Flow, Trouble> {
        match event {
            Event::Input(Input::Synchronized) => self.look.cells.set_synchronized(true),
            Event::Input(input) => {
                self.update(Msg::Now(clock::now()))?;
                return self.update(Msg::Input(input));
            }
            Event::File(session, msg) => {
                // Else of a file that was left.
                if let Some(seat) = self.outside.seat_of(session) {
                    self.outside.turn_to(seat);
                    self.outside.heard(&msg);
                    return self.update(msg.of(seat));
                }
            }
            Event::Slow => {
                let slow = self.outside.slow();
                return self.each(slow.into_iter().map(|seat| Msg::Slow.of(seat)));
            }
            Event::Apart(msg) => {
                self.outside.heard(&msg);
                return self.update(*msg);
            }
            Event::Resized => self.resize(self.outside.terminal.size()),
            Event::Stop => return self.perform(Seat::First, Effect::Suspend),
            Event::Continued => self.come_back()?,
            Event::HungUp => self.outside.will.hung_up(),
        }
        Ok(Flow::GoOn)
    }

    /// Gives the core a message, and carries out what it asks for, and what follows from that.
    fn update(&mut self, msg: Msg) -> Result<Flow, Trouble> {
        for effect in update(&mut self.state, msg) {
            if self.perform(Seat::First, effect)? == Flow::End {
                return Ok(Flow::End);
            }
        }
        Ok(Flow::GoOn)
    }

    fn each(&mut self, msgs: impl IntoIterator<Item = Msg>) -> Result<Flow, Trouble> {
        for msg in msgs {
            if self.update(msg)? == Flow::End {
                return Ok(Flow::End);
            }
        }
        Ok(Flow::GoOn)
    }

    /// The canvases in this folder: all to open one, those but the open one to compare it with.
    /// The folder can be large and far away, so no key waits for it; an answer at once where there is no thread to be had.
    fn look_around(&self) -> Option<Msg> {
        let open = match &self.state.screen {
            Screen::Start(_) => None,
            Screen::Board(_) => self.outside.path().map(Path::to_path_buf),
        };
        let (events, but) = (self.outside.events(), open.clone());
        let look = move || {
            // Without a loop there is nobody to tell.
            let _ = events.send(Event::Apart(Box::new(look::look(but.as_deref()))));
        };
        let started = thread::Builder::new().name("look".to_owned()).spawn(look);
        started.is_err().then(|| look::look(open.as_deref()))
    }

    /// Carries out what is asked for the canvas of this seat, unless it names another one itself.
    fn perform(&mut self, seat: Seat, effect: Effect) -> Result<Flow, Trouble> {
        self.outside.turn_to(seat);
        let answer = match effect {
            Effect::Of(seat, effect) => return self.perform(seat, *effect),
            Effect::Quit => return Ok(Flow::End),
            Effect::Theme(_) => {
                self.use_theme();
                None
            }
            Effect::Redraw => {
                self.redraw();
                None
            }
            Effect::Suspend => {
                self.outside.suspend();
                None
            }
            Effect::External(text) => Some(self.edit_outside(&text)?),
            Effect::Check(named) => self.outside.check(named),
            Effect::Visit(target) => self.visit(&target)?,
            Effect::Export(export) => self.outside.export(*export),
            Effect::Import(ticket, path, kind) => self.outside.import(ticket, &path, &kind),
            Effect::Make(ticket, path) => self.outside.make(ticket, path),
            Effect::Withdraw(ticket) => Some(self.outside.withdraw(ticket)),
            Effect::Save {
                canvas,
                revision,
                over,
            } => self.outside.save(Job {
                canvas,
                revision,
                over,
            }),
            Effect::Draft(draft) => self.keep_draft(seat, draft.as_ref()),
            Effect::Hide(notes) => self.outside.keep_hidden(notes.as_ref()).map(Msg::Told),
            Effect::Remember(sort, line) => self.outside.remember(sort, &line).map(Msg::Told),
            Effect::DropOffer => self.outside.drop_offer().map(Msg::Told),
            Effect::Reload(reload, known) => self.outside.look(reload, known),
            Effect::Announce(block) => {
                self.outside.announce(block);
                None
            }
            Effect::WriteNew(name, part) => narrowing::start(self.outside.canvas(), name, part),
            Effect::Git(errand) => self.outside.git(errand),
            Effect::Open(origin) => Some(self.outside.open(&origin)),
            Effect::Close => {
                self.outside.close();
                None
            }
            Effect::Look => self.look_around(),
            Effect::Mouse(switch) => {
                self.outside.mouse(switch)?;
                None
            }
            Effect::Clipboard(text) => self.to_clipboard(&text)?,
            Effect::Bell => self.ring()?,
        };
        match answer {
            Some(msg) => self.update(msg.of(seat)),
            None => Ok(Flow::GoOn),
        }
    }

    /// Has the text changed in the user's editor.
    fn edit_outside(&mut self, text: &str) -> Result<Msg, Trouble> {
        let mouse = self.state.settings.mouse;
        let edit = |terminal: &_| external::edit(text, terminal);
        let result = self.outside.lend(mouse, edit)?;
        self.redraw();
        Ok(Msg::External(result))
    }

    fn keep_draft(&mut self, seat: Seat, draft: Option<&Draft>) -> Option<Msg> {
        let board = self.state.board(seat)?;
        let told = self.outside.keep_draft(draft, board.file.sync.print());
        told.map(Msg::Told)
    }

    fn use_theme(&mut self) {
        let library = &self.outside.library;
        let (source, warnings) =
            theme::load(&self.state.settings.theme, &|name| library.theme_text(name));
        self.look.theme = theme::resolve(&source, self.look.depth);
        if let Some(warning) = warnings.first() {
            self.state.notice = Some(Notice::warning(warning.to_string()));
        }
    }

    /// After the program was stopped: the terminal may be another's work, and of another size.
    fn come_back(&mut self) -> Result<(), Trouble> {
        self.outside.enter(self.state.settings.mouse)?;
        self.resize(self.outside.terminal.size());
        Ok(())
    }

    fn resize(&mut self, size: Size) {
        update(&mut self.state, Msg::Resize(size));
        self.redraw();
    }

    fn redraw(&mut self) {
        let size = self.state.size;
        let area = Rect::new(0, 0, size.width, size.height);
        self.look.composer.reset(area);
        self.look.cells.resize(area);
    }

    fn draw(&mut self) -> Result<(), Trouble> {
        let look = &mut self.look;
        let pen = Pen {
            theme: &look.theme,
            glyphs: look.glyphs,
        };
        let scene = scene::scene(&self.state, pen);
        let damage = look.composer.compose(&scene);
        look.bytes.clear();
        look.cells.paint(
            look.composer.buffer(),
            &damage,
            scene.cursor,
            &mut look.bytes,
        );
        if look.bytes.is_empty() {
            return Ok(());
        }
        self.outside.write(&self.look.bytes)
    }
}

impl LastWill {
    /// For the terminal that keys are read from.
    fn of(terminal: &Terminal) -> std::io::Result<Self> {
        Ok(Self::new(terminal.keys().try_clone()?))
    }
}
