//! The panel with the questions whether the model holds: where there is room, the red flags stand beside them, else below.

use ratatui::layout::{Rect, Size};
use ratatui::text::{Line, Span};

use super::figures::mark;
use super::panel::Panel;
use super::popup::framed;
use super::theme::Role;
use super::{Pen, blanks};
use crate::app::board::Board;
use crate::app::figures::panel;
use crate::app::holding::{At, flags_of, of};
use crate::model::canvas::Canvas;
use crate::model::viability::{Answer, BEST, Dimension, Flag};
use crate::text::clean::Shown;
use crate::text::wrap;

/// The width from which flags stand beside the questions.
const BESIDE_FROM: usize = 96;
/// The columns of a question then.
const QUESTION: usize = 54;
/// The columns of a question's title.
const TITLE: usize = 22;
/// The rows that a text has at the most.
const MOST_ROWS: usize = 3;

/// A piece of a row: as much as its text is wide.
struct Piece {
    text: String,
    role: Role,
    /// The row to choose that it belongs to.
    at: Option<At>,
}

/// A question with all that belongs to it.
struct Entry {
    dimension: Dimension,
    rows: Vec<Vec<Piece>>,
}

/// The panel over a board of this size, this row chosen.
pub(super) fn panels<'a>(board: &Board, at: At, size: Size, pen: Pen<'a>) -> Vec<Panel<'a>> {
    let outer = panel::outer(size);
    let (mut panels, room) = framed(outer, "Viability", pen);
    let flags = flags_of(board);
    let summary = summary(board.canvas(), &flags);
    let head = Rect {
        height: room.height.min(1),
        ..room
    };
    let text = Shown::line(&summary).truncate(usize::from(room.width).saturating_sub(1));
    let text = Line::styled(format!(" {text}"), pen.popup(Role::Popup));
    panels.push(Panel::line(head, pen.popup(Role::Popup), text));
    let below = Rect {
        y: room.y + head.height,
        height: room.height - head.height,
        ..room
    };
    let width = usize::from(below.width);
    let entry = |dimension| entry(board.canvas(), dimension, &flags, width);
    let entries = Dimension::ALL.map(entry);
    let rows = usize::from(below.height);
    let (all, chosen) = laid_out(&entries, at, rows);
    let most = all.len().saturating_sub(rows);
    let scroll = scrolled(chosen, rows, most);
    let shown = all.into_iter().skip(scroll).take(rows);
    let lines = shown.map(|row| line(row, at, width, pen)).collect();
    panels.push(Panel::lines(below, pen.popup(Role::Popup), lines));
    panels.extend(mark(outer, scroll, most, pen));
    panels
}

/// How much is answered, the weakest side, how many flags there are.
fn summary(canvas: &Canvas, flags: &[Flag]) -> String {
    let rated = Dimension::ALL.into_iter();
    let rated = rated.filter_map(|own| Some((canvas.answer(own).rating?, own)));
    let rated: Vec<(u8, Dimension)> = rated.collect();
    let weakest = rated.iter().min_by_key(|(rating, _)| *rating);
    let weakest =
        weakest.map(|(rating, own)| format!(" · weakest: {} {rating}/{BEST}", own.title()));
    let flags = match flags.len() {
        0 => "no red flag".to_owned(),
        1 => "1 red flag".to_owned(),
        count => format!("{count} red flags"),
    };
    let all = Dimension::ALL.len();
    format!(
        "{} of {all} rated{} · {flags}",
        rated.len(),
        weakest.unwrap_or_default()
    )
}

fn entry(canvas: &Canvas, dimension: Dimension, flags: &[Flag], width: usize) -> Entry {
    let is_beside = width >= BESIDE_FROM;
    let room = if is_beside { QUESTION } else { width };
    let left = question(canvas, dimension, room);
    let beside = if is_beside { width - QUESTION } else { width };
    let own = of(dimension, flags).enumerate();
    let right: Vec<Piece> = own
        .flat_map(|(at, flag)| of_flag(canvas, flag, At::Flag(dimension, at), beside))
        .collect();
    let rows = if is_beside {
        side_by_side(left, right)
    } else {
        left.into_iter()
            .chain(right)
            .map(|piece| vec![piece])
            .collect()
    };
    Entry { dimension, rows }
}

/// Both in the same rows, as far as they go.
fn side_by_side(left: Vec<Piece>, right: Vec<Piece>) -> Vec<Vec<Piece>> {
    let nothing = || Piece {
        text: String::new(),
        role: Role::Popup,
        at: None,
    };
    let (mut left, mut right) = (left.into_iter(), right.into_iter());
    std::iter::from_fn(|| match (left.next(), right.next()) {
        (None, None) => None,
        (Some(left), None) => Some(vec![left]),
        (left, Some(right)) => {
            let mut left = left.unwrap_or_else(nothing);
            let gap = QUESTION.saturating_sub(Shown::line(&left.text).width());
            left.text.push_str(blanks(gap));
            Some(vec![left, right])
        }
    })
    .collect()
}

/// Title and rating, what is asked, and why it is answered so.
fn question(canvas: &Canvas, dimension: Dimension, room: usize) -> Vec<Piece> {
    let Answer { rating, reason } = canvas.answer(dimension);
    let stars = rating.map_or_else(|| "-".to_owned(), |rating| rating.to_string());
    let word = Answer {
        rating,
        reason: String::new(),
    };
    let at = At::Question(dimension);
    let title = format!(
        "{:<TITLE$}{stars}/{BEST} {}",
        dimension.title(),
        word.word()
    );
    let mut pieces = vec![Piece {
        text: title.trim_end().to_owned(),
        role: Role::PopupTitle,
        at: Some(at),
    }];
    let texts = [(dimension.question(), Role::Dim), (&*reason, Role::Popup)];
    for (text, role) in texts.into_iter().filter(|(text, _)| !text.is_empty()) {
        let rows = wrapped(text, room.saturating_sub(3));
        pieces.extend(rows.into_iter().map(|row| Piece {
            text: format!("  {row}"),
            role,
            at: None,
        }));
    }
    pieces
}

fn of_flag(canvas: &Canvas, flag: &Flag, at: At, room: usize) -> Vec<Piece> {
    let rows = wrapped(&flag.told(canvas), room.saturating_sub(5));
    let rows = rows.into_iter().enumerate();
    rows.map(|(row, text)| Piece {
        text: format!("  {} {text}", if row == 0 { '!' } else { ' ' }),
        role: Role::Warning,
        at: Some(at),
    })
    .collect()
}

fn wrapped(text: &str, room: usize) -> Vec<String> {
    let room = u16::try_from(room).unwrap_or(u16::MAX).max(8);
    let (rows, _) = wrap::wrap_at_most(text, room, MOST_ROWS);
    rows.iter().map(|row| row.shown(text).to_string()).collect()
}

/// All rows, with an empty one between questions where there is room for that, and which belong to the question that is
/// chosen: where they begin, and how many.
fn laid_out(entries: &[Entry; 6], at: At, room: usize) -> (Vec<&[Piece]>, (usize, usize)) {
    let own: usize = entries.iter().map(|entry| entry.rows.len()).sum();
    let has_gaps = own + entries.len() <= room;
    let (mut all, mut chosen): (Vec<&[Piece]>, _) = (Vec::new(), (0, 0));
    for entry in entries {
        if has_gaps {
            all.push(&[]);
        }
        if entry.dimension == at.dimension() {
            let is_it = |row: &Vec<Piece>| row.iter().any(|piece| piece.at == Some(at));
            let here = entry.rows.iter().position(is_it).unwrap_or(0);
            // A question with all that belongs to it; of a long one, the flag.
            chosen = match at {
                At::Question(_) => (all.len(), entry.rows.len()),
                At::Flag(..) => (all.len() + here, 1),
            };
        }
        all.extend(entry.rows.iter().map(Vec::as_slice));
    }
    (all, chosen)
}

/// How many rows lie above what is seen: the chosen ones stand in the middle, as far as the ends allow.
fn scrolled((first, count): (usize, usize), room: usize, most: usize) -> usize {
    first
        .saturating_sub(room.saturating_sub(count) / 2)
        .min(most)
}

fn line<'a>(row: &[Piece], at: At, width: usize, pen: Pen<'a>) -> Line<'a> {
    let is_chosen = |piece: &Piece| piece.at == Some(at);
    let lead = if row.iter().any(is_chosen) {
        pen.glyphs.prompt
    } else {
        " "
    };
    let mut line = Line::styled(lead.to_owned(), pen.popup(Role::Popup));
    let mut left = width.saturating_sub(1);
    for piece in row {
        let text = Shown::line(&piece.text).truncate(left);
        left -= text.width();
        let style = if is_chosen(piece) {
            pen.theme.style(Role::PopupSelected)
        } else {
            pen.popup(piece.role)
        };
        line.push_span(Span::styled(text.to_string(), style));
    }
    line
}
