//! `show`: the board as text.

mod comments;

use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use ratatui::layout::Size;

use super::args::{ShowArgs, is_stdin};
use super::failure::{Failure, Outcome, about, warn};
use super::files;
use super::narrow;
use super::stdin;
use super::surroundings;
use crate::app::board::Board;
use crate::app::msg::{Held, Opened, Reading, Trouble};
use crate::format::{Access, Read};
use crate::git::blob::{NotThere, canvas_at};
use crate::git::repo;
use crate::layout::{self, Body, View};
use crate::model::lines::Lines;
use crate::shell::open;
use crate::shell::open::conflict::{self, Found};
use crate::shell::terminal;
use crate::store::library::Library;
use crate::tty::encode::lines::{Paint, lines};
use crate::ui::theme::{self, DEFAULT, Depth, Theme};
use crate::ui::{Pen, poster};

/// The width where no terminal tells one.
const USUAL_WIDTH: u16 = 120;
/// Beyond this no board gets higher; a width at which the grid does not fit then never holds one.
const HIGH: u16 = 2000;

pub(super) fn run(args: &ShowArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let library = files::library(&args.file);
    let board = board(args, &library)?;
    let (depth, theme) = look(args, &library);
    let pen = Pen {
        theme: &theme,
        glyphs: surroundings::glyphs(args.look.ascii),
    };
    let paint = match depth {
        Depth::Mono => Paint::Plain,
        Depth::Ansi16 | Depth::Ansi256 | Depth::TrueColor => Paint::Coloured,
    };
    let width = args.width.unwrap_or_else(width);
    let board = fitted(unfocused(board), width);
    out.extend(lines(&poster::draw(&board, width, pen), paint));
    if args.comments {
        let said = comments::text(board.canvas(), &board.kind);
        if !said.is_empty() {
            out.push(b'\n');
            out.extend(said.into_bytes());
        }
    }
    Ok(Outcome::Fine)
}

fn board(args: &ShowArgs, library: &Library) -> Result<Board, Trouble> {
    let (name, read) = match &args.at {
        None => read(&args.file)?,
        Some(revision) => (args.file.as_path(), at(&args.file, revision)?),
    };
    let id = args.look.kind.as_ref().unwrap_or(&read.canvas.kind);
    let kind = Arc::new(open::kind(name, id, library)?);
    let canvas = narrow::part(name, &args.part, read.canvas, &kind)?;
    let opened = Opened {
        name: open::name_of(name),
        kind,
        locked: None,
        notice: None,
        hidden: Vec::new(),
        offer: None,
        lines: Lines::default(),
        reading: Reading {
            canvas,
            base: None,
            held: Held::Whole,
        },
    };
    Ok(Board::open(opened, View::Grid).0)
}

/// The canvas in a file or on standard input, and what messages call it. Warns of a newer version.
pub(super) fn read(file: &Path) -> Result<(&Path, Read), Trouble> {
    let (name, bytes) = if is_stdin(file) {
        (Path::new(stdin::NAME), stdin::bytes()?)
    } else {
        (file, files::load(file)?)
    };
    let read = parsed(name, &bytes)?;
    Ok((name, read))
}

/// The canvas that these bytes of a file are. Warns of a newer version.
pub(super) fn parsed(name: &Path, bytes: &[u8]) -> Result<Read, Trouble> {
    let read = match conflict::find(name, bytes)? {
        Found::Canvas(read) => read,
        Found::Conflict(merged) => {
            warn(&format!(
                "{}: git left a conflict here: both sides are shown merged",
                name.display()
            ));
            Read {
                canvas: merged.canvas,
                access: Access::Full,
                remarks: Vec::new(),
            }
        }
    };
    warn_of_newer(name, &read);
    Ok(read)
}

fn warn_of_newer(name: &Path, read: &Read) {
    match read.access {
        Access::Full => {}
        Access::ReadOnly(version) => warn(&format!(
            "{}: the file is of a newer version of the format, {version}: what this program knows of it is shown",
            name.display()
        )),
    }
}

/// The canvas as this revision has it. Warns of a newer version.
fn at(file: &Path, revision: &str) -> Result<Read, Trouble> {
    if is_stdin(file) {
        return Err(Trouble {
            what: "standard input is in no revision".to_owned(),
            advice: "Name the file.".to_owned(),
        });
    }
    let not_there = |error: NotThere| about(file, &error, error.advice());
    let place = repo::holding(file).map_err(|error| about(file, &error, error.advice()))?;
    let revision = place.repository.revision(revision).map_err(not_there)?;
    let then = canvas_at(&place, &revision).map_err(not_there)?;
    let read = Read {
        canvas: then.canvas,
        access: then.access,
        remarks: Vec::new(),
    };
    warn_of_newer(&then.path, &read);
    Ok(read)
}

/// How many colours to use, and the theme in them.
fn look(args: &ShowArgs, library: &Library) -> (Depth, Theme) {
    let (config, _) = surroundings::config();
    let depth = surroundings::depth(args.look.color, config.color, !io::stdout().is_terminal());
    let name = args.look.theme.clone().or(config.theme);
    let (source, warnings) = theme::load(name.as_deref().unwrap_or(DEFAULT), &|name| {
        library.theme_text(name)
    });
    for warning in warnings {
        warn(&warning.to_string());
    }
    // Without colours a terminal's theme puts letters in place of coloured bars. Text alone has no bars to tell apart,
    // and reads better without letters before its words; who wants them asks for the theme `mono`.
    (depth, theme::resolve(&source, depth.max(Depth::Ansi16)))
}

/// The board with no note in focus, and all of what lies off the grid in sight.
fn unfocused(mut board: Board) -> Board {
    board.focus.note = None;
    if let Some(tray) = board.trays().into_iter().next() {
        board.focus.block = tray;
    }
    board
}

/// The board as a list where the width has no room for the poster.
fn fitted(mut board: Board, width: u16) -> Board {
    let trays = board.trays();
    let arranged = layout::arrange(Size::new(width, HIGH), board.wanted(&trays));
    match arranged.body {
        Body::Grid { .. } => {}
        Body::Focus { .. } | Body::List(_) | Body::Zoom(..) => board.look.view = View::List,
    }
    board
}

/// The terminal's width.
fn width() -> u16 {
    let width = terminal::stdout_size().map(|size| size.width);
    width.map_or(USUAL_WIDTH, |width| width.clamp(20, 1000))
}
