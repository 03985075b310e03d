//! The line at the bottom: what is going on, the keys that work now, whether the file has every edit.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::header::typed_line;
use super::panel::Panel;
use super::theme::Role;
use super::{Pen, blanks, hints, notice, prompt};
use crate::app::action::Context;
use crate::app::ages::Ages;
use crate::app::board::Board;
use crate::app::git::Job;
use crate::app::keymap::Keymap;
use crate::app::lens::Lens;
use crate::app::mode::{Finding, Mode};
use crate::app::msg::Notice;
use crate::app::sync::{Disk, NoCanvas, Sync};
use crate::app::timeline::{Known, Sight, Timeline};
use crate::app::update::{context, own_context};
use crate::model::draft::Target;
use crate::model::id::BlockId;
use crate::text::clean::Shown;

/// The columns that the state at the right end may have even where that is more than half of the row.
const LEAST_STATE: usize = 24;

/// The columns between what is told and the keys beside it.
const GAP: usize = 3;

/// The columns that the name of another canvas may have.
const MOST_NAME: usize = 24;

/// Where the footer is and what it has to know of the rest of the screen.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The row at the bottom.
    pub area: Rect,
    /// The cursor or the note in focus: a long notice may not cover it.
    pub keep: Option<Position>,
    /// The blocks off the grid that the screen does not show, so that the footer counts their notes.
    pub unseen: &'p [BlockId],
    /// The other canvas that is open.
    pub beside: Option<&'p Board>,
}

/// The board's footer with what is `said` in it, or beside it what is too long for it; while a search is typed, the search line with its cursor.
pub fn panels<'a>(
    board: &'a Board,
    keymap: &Keymap,
    said: Option<&Notice>,
    place: Place<'_>,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, Option<Position>) {
    let mode = format!(" {} ", mode_name(board));
    let told = said.map_or(0, |said| mode.len() + 1 + Shown::line(&said.text).width());
    let right = file_state(board, place, told, pen);
    let left = Rect {
        width: place.area.width - right.area.width,
        ..place.area
    };
    let mut panels = vec![right];
    if let Mode::Find(finding) = &board.mode {
        let (found, cursor) = search(board, finding, left, pen);
        panels.extend(found);
        return (panels, cursor);
    }
    if let Mode::Prompt(asked) = &board.mode
        && let Some((row, cursor)) = prompt::row(asked, left, pen)
    {
        panels.push(row);
        return (panels, cursor);
    }
    let mut spans = vec![Span::styled(mode, pen.style(Role::Mode)), Span::raw(" ")];
    let used: usize = spans.iter().map(Span::width).sum();
    let room = usize::from(left.width).saturating_sub(used);
    let long = said.and_then(|said| notice::rows(said, room, place.area, place.keep, pen));
    match said {
        Some(said) if long.is_none() => {
            let told = notice::span(said, room, pen);
            let left = room.saturating_sub(told.width() + GAP);
            spans.extend([told, Span::raw(blanks(GAP))]);
            spans.extend(keys_of_view(board, keymap, left, pen));
        }
        Some(_) | None => spans.extend(keys(board, keymap, room, pen)),
    }
    let line = Line::from(spans);
    panels.push(Panel::line(left, pen.style(Role::Footer), line));
    panels.extend(long);
    (panels, None)
}

/// A footer without a board: keys or a notice.
pub fn plain<'a>(
    keymap: &Keymap,
    context: Context,
    notice: Option<&Notice>,
    area: Rect,
    pen: Pen<'a>,
) -> Vec<Panel<'a>> {
    let room = usize::from(area.width).saturating_sub(1);
    let long = notice.and_then(|notice| notice::rows(notice, room, area, None, pen));
    let mut spans = vec![Span::raw(" ")];
    match notice {
        Some(notice) if long.is_none() => spans.push(notice::span(notice, room, pen)),
        Some(_) | None => spans.extend(hints::of_context(keymap, context, room, pen)),
    }
    let line = Panel::line(area, pen.style(Role::Footer), Line::from(spans));
    std::iter::once(line).chain(long).collect()
}

/// What there is to say in place of the keys: the news, else the trouble that stays until it is over.
pub fn said(board: &Board, notice: Option<&Notice>) -> Option<Notice> {
    let waiting = (board.mode == Mode::Leaving).then(|| {
        Notice::warning(match board.job {
            Job::None => {
                "waiting for the write to end · Esc stays · q leaves at once, the journal has the edits"
            }
            Job::Wanted | Job::Proposing | Job::Agreed(_) | Job::Running(_) | Job::Stopping => {
                "waiting for the sync to end · Esc stays · q stops it and leaves"
            }
        })
    });
    let trouble = || board.file.sync.trouble().cloned().map(Notice::from);
    let lasting = || {
        waiting
            .or_else(|| linking(board))
            .or_else(trouble)
            .or_else(|| under_way(board))
            .or_else(|| asked(board))
            .or_else(|| broken(board))
    };
    notice.cloned().or_else(lasting)
}

/// What is being done beside the board.
fn under_way(board: &Board) -> Option<Notice> {
    // Elsewhere Esc means something else.
    let stops = match board.mode {
        Mode::Board => " · Esc stops it",
        Mode::Edit(_)
        | Mode::Talk(_)
        | Mode::Away(_)
        | Mode::Find(_)
        | Mode::Prompt(_)
        | Mode::Figures(_)
        | Mode::Viability(_)
        | Mode::Story(_)
        | Mode::List(_)
        | Mode::Link(_)
        | Mode::Help(_)
        | Mode::Ask(_)
        | Mode::Leaving => "",
    };
    let words = board.transfers.words();
    let words = words.or_else(|| Some(format!("syncing: {}", board.job.words()?)));
    words.map(|words| Notice::info(format!("{words} …{stops}")))
}

/// What was asked for and is not there yet.
fn asked(board: &Board) -> Option<Notice> {
    match &board.lens {
        Lens::Awaiting(_) => Some(Notice::info("getting the other version …")),
        Lens::Ages(Ages(None)) => Some(Notice::info("reading the history …")),
        Lens::Now
        | Lens::Changes(_)
        | Lens::Beside(_)
        | Lens::Layer(_)
        | Lens::Ages(Ages(Some(_))) => None,
        Lens::Past(timeline) => past_notice(timeline),
    }
}

/// Why the file is not what the board shows.
fn broken(board: &Board) -> Option<Notice> {
    match &board.file.disk {
        Disk::Settled => None,
        Disk::Unsettled(NoCanvas::Gone) => Some(Notice::warning(
            "the file is gone: it was deleted or moved · the board keeps what it held, :overwrite writes it anew",
        )),
        Disk::Unsettled(NoCanvas::Unreadable(why)) => Some(Notice::warning(format!(
            "{} · the board shows what it held last, and takes it in again by itself",
            why.what
        ))),
    }
}

/// How a note is picked, while notes are being linked.
fn linking(board: &Board) -> Option<Notice> {
    let words = "letters link or unlink · / lists · Esc ends";
    board.linking().map(|_| Notice::info(words))
}

/// What there is to say of the version that is looked at.
fn past_notice(timeline: &Timeline) -> Option<Notice> {
    match (timeline.sight(), &timeline.known) {
        (Sight::Failed { trouble, .. }, _) => Some(trouble.clone().into()),
        (Sight::Now, Known::Going) => Some(Notice::info("looking for earlier versions …")),
        (Sight::Now | Sight::Then { .. }, Known::Going | Known::All(_) | Known::Failed(_)) => None,
    }
}

/// The keys of a view of the board, which are few and known to few: they are named beside what is told, too.
fn keys_of_view<'a>(board: &Board, keymap: &Keymap, room: usize, pen: Pen<'a>) -> Vec<Span<'a>> {
    match (&board.mode, own_context(board)) {
        (Mode::Board, Some(context)) => hints::of_lens(keymap, context, room, pen),
        (_, Some(_) | None) => Vec::new(),
    }
}

/// The keys that work now.
fn keys<'a>(board: &Board, keymap: &Keymap, room: usize, pen: Pen<'a>) -> Vec<Span<'a>> {
    let in_header = board
        .editing()
        .is_some_and(|editing| matches!(editing.target, Target::Header(_)));
    if in_header {
        hints::of_header(keymap, room, pen)
    } else if board.mode == Mode::Leaving {
        Vec::new()
    } else if let Mode::Prompt(_) = board.mode {
        hints::of_line(keymap, room, pen)
    } else if let Mode::Talk(_) = board.mode {
        hints::of_context(keymap, Context::Comments, room, pen)
    } else if board.walk().is_some() {
        hints::of_context(keymap, Context::Walk, room, pen)
    } else if let Some(context) = own_context(board) {
        hints::of_lens(keymap, context, room, pen)
    } else if board.mode == Mode::Board && board.lens.layer().is_some() {
        hints::of_layer(keymap, room, pen)
    } else if board.mode == Mode::Board && board.file.locked.is_some() {
        hints::of_reading(keymap, room, pen)
    } else {
        hints::of_context(keymap, context(&board.mode), room, pen)
    }
}

/// The search line, and at its right end what it finds.
fn search<'a>(
    board: &Board,
    finding: &Finding,
    area: Rect,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, Option<Position>) {
    let (text, role) = found(board);
    // The words go before they leave no room to type.
    let width = Some(Shown::line(&text).width() as u16).filter(|width| *width <= area.width / 2);
    let width = width.unwrap_or(0);
    let right = Rect {
        x: area.right() - width,
        width,
        ..area
    };
    let left = Rect {
        width: area.width - width,
        ..area
    };
    let style = pen.style(Role::Prompt);
    let (line, cursor) = typed_line(" /", &finding.prompt, left, style, style);
    let panels = vec![
        Panel::line(left, style, line),
        Panel::line(right, style, Line::styled(text, pen.style(role))),
    ];
    (panels, cursor)
}

/// "2 of 7", "no match", or nothing while nothing is typed.
fn found(board: &Board) -> (String, Role) {
    let Some(needle) = &board.picked.search else {
        return (String::new(), Role::Dim);
    };
    let (mut count, mut at) = (0, None);
    for block in board.blocks_in_order() {
        for id in board.notes_of(&block) {
            let note = board.shown().note(id);
            if note.is_some_and(|note| needle.is_in(&note.text)) {
                count += 1;
                if board.focus.note.as_ref() == Some(id) {
                    at = Some(count);
                }
            }
        }
    }
    match at {
        _ if count == 0 => (" no match ".to_owned(), Role::Warning),
        Some(at) => (format!(" {at} of {count} "), Role::Dim),
        None => (format!(" {count} found "), Role::Dim),
    }
}

/// Whether the file has every edit, and before it what else is to be known: at any time but while something is told, which
/// takes this many columns, and there is no room for both.
fn file_state<'a>(board: &Board, place: Place<'_>, told: usize, pen: Pen<'a>) -> Panel<'a> {
    let (text, role) = sync_words(board);
    let marked = board.picked.marked.len();
    let (off_grid, word) = off_the_grid(board, place.unseen);
    let mut state = format!(" {text} ");
    let width = usize::from(place.area.width);
    // Half of the row, on small screens a little more: what lies out of sight has to be known there too.
    let room = (width / 2).max(LEAST_STATE.min(width * 3 / 5));
    let is_roomy = |longer: usize| longer <= room && (told == 0 || longer + told <= width);
    for part in [
        counted(board.file.conflicts, "to settle"),
        counted(board.news.len(), "new"),
        company(board),
        counted(marked, "marked"),
        counted(off_grid, word),
        place.beside.map(other_canvas),
        board.file.polling.as_ref().map(|_| "polled".to_owned()),
    ]
    .into_iter()
    .flatten()
    {
        let longer = format!(" {part} {}{state}", pen.glyphs.dot);
        if is_roomy(Shown::line(&longer).width()) {
            state = longer;
        }
    }
    let state = Shown::line(&state).truncate(room);
    let width = state.width() as u16;
    let area = Rect {
        x: place.area.right() - width,
        width,
        ..place.area
    };
    Panel::line(area, pen.style(role), Line::raw(state.to_string()))
}

/// Which canvas is open too, and whether its file lacks edits.
fn other_canvas(board: &Board) -> String {
    let name = Shown::line(&board.file.name)
        .truncate(MOST_NAME)
        .to_string();
    match sync_words(board) {
        (words, Role::Error) => format!("{name} {words}"),
        _ => format!("+ {name}"),
    }
}

fn counted(count: usize, word: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {word}"))
}

/// Who else has the canvas open.
fn company(board: &Board) -> Option<String> {
    match &*board.others {
        [] => None,
        [one] => Some(format!("with {}", Shown::line(&one.name).truncate(16))),
        many => Some(format!("with {} others", many.len())),
    }
}

/// How many notes are in these blocks off the grid, and in a word where.
fn off_the_grid(board: &Board, trays: &[BlockId]) -> (usize, &'static str) {
    let (mut parked, mut elsewhere) = (0, 0);
    for tray in trays {
        let count = board.notes_of(tray).len();
        if tray.is_parking() {
            parked += count;
        } else {
            elsewhere += count;
        }
    }
    let word = match (parked, elsewhere) {
        (_, 0) => "parked",
        (0, _) => "elsewhere",
        (_, _) => "off grid",
    };
    (parked + elsewhere, word)
}

fn sync_words(board: &Board) -> (&'static str, Role) {
    match &board.file.sync {
        _ if board.file.locked.is_some() => ("read-only", Role::Warning),
        Sync::Fresh(base) => match (&board.file.disk, base) {
            (Disk::Unsettled(NoCanvas::Gone), _) => ("file gone", Role::Warning),
            (Disk::Unsettled(NoCanvas::Unreadable(_)), _) => ("file broken", Role::Warning),
            (Disk::Settled, None) => ("not on disk yet", Role::Dim),
            (Disk::Settled, Some(_)) => ("saved", Role::Dim),
        },
        // Writing takes a moment; saying so would only flicker, and cost bytes on a slow line.
        Sync::Saving(sent, None) if sent.base.is_some() => ("saved", Role::Dim),
        Sync::Saving(_, None) => ("not on disk yet", Role::Dim),
        Sync::Dirty(_) => ("not saved", Role::Warning),
        Sync::Failed(..) | Sync::Saving(_, Some(_)) => ("NOT SAVED", Role::Error),
    }
}

fn mode_name(board: &Board) -> &'static str {
    match &board.mode {
        Mode::Edit(_) if board.walk().is_some() => "GUIDE",
        Mode::Edit(_) | Mode::Away(_) => "EDIT",
        Mode::Talk(_) => "COMMENTS",
        Mode::Find(_) => "FIND",
        Mode::Prompt(prompt) => prompt.asked.name(),
        Mode::List(_) => "CHOOSE",
        Mode::Link(_) => "LINK",
        Mode::Figures(_) => "FIGURES",
        Mode::Viability(_) => "VIABILITY",
        Mode::Story(_) => "STORY",
        Mode::Help(_) => "HELP",
        Mode::Ask(_) => "ASK",
        Mode::Leaving => "LEAVING",
        Mode::Board if matches!(board.lens, Lens::Changes(_)) => "CHANGES",
        Mode::Board if matches!(board.lens, Lens::Past(_)) => "HISTORY",
        Mode::Board if matches!(board.lens, Lens::Ages(_)) => "AGES",
        Mode::Board if board.lens.layer().is_some() => "LAYER",
        Mode::Board if board.file.locked.is_some() => "READ",
        Mode::Board => "BOARD",
    }
}
