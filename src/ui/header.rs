//! The line at the top: title, designed for and by, date, iteration.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Pen;
use super::panel::Panel;
use super::standing;
use super::theme::Role;
use crate::app::ages::Ages;
use crate::app::board::Board;
use crate::app::git::Standing;
use crate::app::lens::{Lens, Review, Source};
use crate::app::mode::Editing;
use crate::app::timeline::Timeline;
use crate::model::draft::Target;
use crate::model::header::{Header, HeaderField};
use crate::text::clean::Shown;

/// The blanks before what stands at the right end.
const GAP: usize = 3;

/// The header, or the field of it that is being typed with the cursor.
pub fn panel<'a>(board: &'a Board, area: Rect, pen: Pen<'a>) -> (Panel<'a>, Option<Position>) {
    let typed = board.editing().and_then(|editing| match editing.target {
        Target::Header(field) => Some((field, editing)),
        Target::New { .. } | Target::Note(_) | Target::Comment(_) | Target::Asked(_) => None,
    });
    match typed {
        Some((field, editing)) => typing(field, editing, area, pen),
        None => {
            let is_told = board.story().is_some();
            let standing = board.standing.as_ref().filter(|_| !is_told);
            let header = &board.shown().header;
            let details = match &board.lens {
                Lens::Changes(review) => since(review),
                Lens::Past(timeline) => then(timeline, pen),
                Lens::Ages(ages) => blamed(board, ages).unwrap_or_default(),
                Lens::Layer(layer) => layer.told(board.canvas(), &board.kind),
                Lens::Now | Lens::Awaiting(_) | Lens::Beside(_) => details(header, pen),
            };
            (fields(header, &details, standing, area, pen), None)
        }
    }
}

fn fields<'a>(
    header: &Header,
    details: &str,
    standing: Option<&Standing>,
    area: Rect,
    pen: Pen<'a>,
) -> Panel<'a> {
    let title = if header.title.is_empty() {
        "Untitled"
    } else {
        &header.title
    };
    let details = Shown::line(details);
    let width = usize::from(area.width);
    // The title goes first; what it leaves is for the details and for how the canvas stands in git.
    let title = Shown::line(title).truncate(width.saturating_sub(2));
    let room = width.saturating_sub(title.width() + 4);
    let left = room.saturating_sub(details.width() + GAP);
    // That changes, and the details hardly do: a third is its own.
    let share = left.max((room / 3).saturating_sub(GAP));
    let standing = standing.and_then(|standing| standing::text(standing, share, pen));
    let (standing, role) = standing.map_or_else(
        || (String::new(), Role::HeaderDim),
        |(text, role)| (format!("{}{text}", " ".repeat(GAP)), role),
    );
    let room = room.saturating_sub(Shown::line(&standing).width());
    let details = if room >= 8 {
        details.truncate(room).to_string()
    } else {
        String::new()
    };
    let used = title.width() + 1 + Shown::line(&details).width() + 1;
    let used = used + Shown::line(&standing).width();
    let gap = " ".repeat(width.saturating_sub(used));
    let line = Line::from(vec![
        Span::styled(format!(" {title}"), pen.style(Role::Header)),
        Span::raw(gap),
        Span::styled(details, pen.style(Role::HeaderDim)),
        Span::styled(standing, pen.style(role)),
    ]);
    Panel::line(area, pen.style(Role::HeaderDim), line)
}

/// Where the note in focus comes from.
fn blamed(board: &Board, ages: &Ages) -> Option<String> {
    let id = board.focus.note.as_ref()?;
    ages.told(id, board.shown().note(id)?)
}

/// "2d, Ana · Sell through others".
fn then(timeline: &Timeline, pen: Pen<'_>) -> String {
    let Some(row) = timeline.shown_row() else {
        return String::new();
    };
    let by = (!row.author.is_empty()).then(|| format!(", {}", row.author));
    let lead = format!("{}{}", row.age, by.unwrap_or_default());
    format!("{lead} {} {}", pen.glyphs.dot, row.subject)
}

/// "changes since v1: +2 ~1".
fn since(review: &Review) -> String {
    let name = review.base.shown_name();
    let counts = review.counts();
    match (&review.source, counts.is_empty()) {
        (Source::Asked(_), true) => format!("nothing changed since {name}"),
        (Source::Asked(_), false) => format!("changes since {name}: {counts}"),
        (Source::Beside, true) => format!("{name} says the same"),
        (Source::Beside, false) => format!("against {name}: {counts}"),
    }
}

/// "ideal state · for Cloud team · by Guild · 2026-11-20 · #3", what is filled in of it.
fn details(header: &Header, pen: Pen<'_>) -> String {
    let lead = |lead: &str, text: &str| (!text.is_empty()).then(|| format!("{lead}{text}"));
    let state = header
        .shows()
        .map(|shows| format!("{} state", shows.word()));
    let parts = [
        state,
        lead("for ", &header.designed_for),
        lead("by ", &header.designed_by),
        lead("", &header.date),
        header.iteration.map(|n| format!("#{n}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(&format!(" {} ", pen.glyphs.dot))
}

fn typing<'a>(
    field: HeaderField,
    editing: &Editing,
    area: Rect,
    pen: Pen<'a>,
) -> (Panel<'a>, Option<Position>) {
    let label = format!(" {}: ", field.label());
    let (line, cursor) = typed_line(
        &label,
        &editing.editor,
        area,
        pen.style(Role::HeaderDim),
        pen.style(Role::Prompt),
    );
    (Panel::line(area, pen.style(Role::Prompt), line), cursor)
}

/// A label and a line being typed, scrolled so that the cursor is in the area.
pub fn typed_line<'a>(
    label: &str,
    editor: &crate::app::editor::Editor,
    area: Rect,
    label_style: ratatui::style::Style,
    style: ratatui::style::Style,
) -> (Line<'a>, Option<Position>) {
    let room = usize::from(area.width)
        .saturating_sub(label.chars().count() + 1)
        .max(1);
    let text = editor.text();
    let before = Shown::line(text.get(..editor.cursor()).unwrap_or("")).into_owned();
    let after = Shown::line(text.get(editor.cursor()..).unwrap_or("")).into_owned();
    let mut hidden = before.width().saturating_sub(room.saturating_sub(1));
    let mut shown = String::new();
    for (cell, width) in before.cells() {
        if hidden == 0 {
            shown.push_str(cell);
        }
        hidden = hidden.saturating_sub(width);
    }
    let column = Shown::line(&shown).width();
    shown.push_str(after.truncate(room.saturating_sub(column)).as_str());
    let x = area
        .x
        .saturating_add((label.chars().count() + column) as u16)
        .min(area.right().saturating_sub(1));
    let line = Line::from(vec![
        Span::styled(label.to_owned(), label_style),
        Span::styled(shown, style),
    ]);
    (line, Some(Position::new(x, area.y)))
}
