//! A block: its title, its count, its notes, and how many more there are.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::panel::Panel;
use super::theme::Role;
use super::{Pen, blanks, note, sides};
use crate::app::board::Board;
use crate::app::column::{BlockItems, Item, bar_width, seen_of_block, text_width};
use crate::app::figures::totals;
use crate::layout::Cell;
use crate::layout::column::Placed;
use crate::model::id::{BlockId, NoteId};
use crate::text::clean::Shown;
use crate::text::wrap::{self, Row};

/// The panels of a block on the grid, and the cursor where its text is being typed.
pub fn panels<'a>(
    board: &'a Board,
    cell: &Cell,
    pen: Pen<'a>,
) -> (Vec<Panel<'a>>, Option<Position>) {
    let mut panels = title(board, cell, pen);
    let (body, cursor) = body(board, &cell.block, cell.inner(), pen);
    panels.push(body);
    (panels, cursor)
}

/// The title on the top border, and the count at its right end.
fn title<'a>(board: &'a Board, cell: &Cell, pen: Pen<'a>) -> Vec<Panel<'a>> {
    let area = cell.title();
    let people = people(board, &cell.block);
    let totals = totals::forms(board, &cell.block);
    // Who is there is worth more than a long name, and so is what it comes to.
    let kept = people.as_ref().map_or(0, |names| names.width().min(10) + 3);
    let width = usize::from(area.width);
    let room = if width < WIDE { width } else { width - kept };
    let room = room.saturating_sub(least_of(&totals));
    let name = Name::fitting(board, &cell.block, room);
    let label = name.line(board.is_at(&cell.block), pen);
    let width = (label.width() as u16).min(area.width);
    let mut panels = vec![Panel::line(
        Rect { width, ..area },
        pen.style(Role::Title),
        label,
    )];
    let count_width = name.count.len() as u16;
    let mut left = area.width.saturating_sub(width + count_width);
    if let Some(total) = total(&totals, area, (count_width, left), pen) {
        left = left.saturating_sub(total.area.width);
        panels.push(total);
    }
    panels.extend(people.and_then(|names| beside(&names, area, (width, left), pen)));
    if count_width > 0 && width + count_width <= area.width {
        let at = Rect {
            x: area.right() - count_width,
            width: count_width,
            ..area
        };
        panels.push(Panel::line(
            at,
            pen.style(Role::Count),
            Line::raw(name.count),
        ));
    }
    panels
}

/// The columns that the least form of what a block comes to takes, with a blank at either side and a bit of the border.
fn least_of(totals: &[String]) -> usize {
    totals
        .last()
        .map_or(0, |least| Shown::line(least).width() + 3)
}

/// What its notes come to, before the count at the right end: `(its width, the room there)`. In the longest form for which
/// there is room.
fn total<'a>(
    forms: &[String],
    area: Rect,
    (count, room): (u16, u16),
    pen: Pen<'a>,
) -> Option<Panel<'a>> {
    let mut texts = forms.iter().map(|form| format!(" {form} "));
    let width = |text: &String| Shown::line(text).width() as u16;
    let text = texts.find(|text| width(text) < room)?;
    // The border goes on beside it.
    let at = Rect {
        x: (area.right() - count).checked_sub(width(&text) + u16::from(count > 0))?,
        width: width(&text),
        ..area
    };
    Some(Panel::line(at, pen.style(Role::Count), Line::raw(text)))
}

/// Who else is in the block.
fn people(board: &Board, block: &BlockId) -> Option<Shown<'static>> {
    let here = board
        .others
        .iter()
        .filter(|person| person.block.as_ref() == Some(block));
    let names: Vec<String> = here.map(|person| format!("@{}", person.name)).collect();
    let is_told = board.story().is_some();
    (!names.is_empty() && !is_told).then(|| Shown::line(&names.join(" ")).into_owned())
}

/// The width of a title line from which names of people fit in beside the block's.
const WIDE: usize = 20;

/// The names between a block's name and its count: `(where, how much)` is the room there.
fn beside<'a>(
    names: &Shown<'_>,
    area: Rect,
    (from, room): (u16, u16),
    pen: Pen<'a>,
) -> Option<Panel<'a>> {
    // The border goes on beside them. Where there is no room for a name, a sign tells that somebody is there.
    let text = match room {
        0 => return None,
        1..6 => "@".to_owned(),
        6.. => format!(" {} ", names.clone().truncate(usize::from(room - 3))),
    };
    let line = Line::raw(text);
    let width = line.width() as u16;
    let x = area.x + from + (room - width).saturating_sub(1);
    let at = Rect { x, width, ..area };
    Some(Panel::line(at, pen.style(Role::Person), line))
}

/// A block's number, name and count as they fit into a border.
struct Name {
    lead: String,
    text: String,
    count: String,
}

impl Name {
    /// The fullest form that fits: the whole name, the short one, the short one without blanks around it, and at last
    /// as much of that as there is room for.
    fn fitting(board: &Board, block: &BlockId, room: usize) -> Self {
        let kind = board.kind.block(block);
        let number = match kind {
            Some(block) => block.order.to_string(),
            None => if block.is_parking() { "0" } else { "?" }.to_owned(),
        };
        let full = Shown::line(&board.title_of(block)).to_string();
        let short = match kind {
            Some(block) => block.short.as_deref().unwrap_or(&full),
            // The sign before it says that it is elsewhere.
            None if !block.is_parking() => block.as_str(),
            None => &full,
        };
        let short = Shown::line(short).to_string();
        let counted = board.counted(block);
        let differing = sides::counts(board, block);
        let wide = |name: &str, count: &str| Self {
            lead: format!(" {number} "),
            text: format!("{name} "),
            count: if count.is_empty() {
                String::new()
            } else {
                format!(" {count} ")
            },
        };
        // What differs is worth more than how many there are, which can be seen.
        let (forms, counted) = if differing.is_empty() {
            (vec![wide(&full, &counted), wide(&short, &counted)], counted)
        } else {
            let both = format!("{counted} {differing}");
            let both = both.trim_start();
            let forms = [(&*full, both), (&short, both), (&short, &differing)];
            let forms = forms.into_iter().map(|(name, count)| wide(name, count));
            (forms.collect(), differing.replace(' ', ""))
        };
        if let Some(form) = forms.into_iter().find(|form| form.width() <= room) {
            return form;
        }
        let gap = usize::from(!counted.is_empty());
        let rest = room.saturating_sub(number.len() + 1 + counted.len() + gap);
        Self {
            lead: format!("{number} "),
            text: Shown::line(&short).truncate(rest).to_string(),
            count: counted,
        }
    }

    fn width(&self) -> usize {
        self.lead.len() + Shown::line(&self.text).width() + self.count.len()
    }

    fn line<'a>(&self, focused: bool, pen: Pen<'a>) -> Line<'a> {
        let styles = if focused {
            (Role::TitleFocus, Role::TitleFocus)
        } else {
            (Role::Number, Role::Title)
        };
        Line::from(vec![
            Span::styled(self.lead.clone(), pen.style(styles.0)),
            Span::styled(self.text.clone(), pen.style(styles.1)),
        ])
    }
}

/// " 2 Value Propositions " in this room, and its count.
pub fn label<'a>(board: &'a Board, block: &BlockId, room: u16, pen: Pen<'a>) -> Line<'a> {
    let name = Name::fitting(board, block, usize::from(room));
    let mut line = name.line(board.is_at(block), pen);
    line.push_span(Span::styled(name.count.clone(), pen.style(Role::Count)));
    let left = usize::from(room).saturating_sub(line.width());
    if let Some(total) = total_within(board, block, left) {
        line.push_span(Span::styled(total, pen.style(Role::Count)));
    }
    line
}

/// What the block comes to, in the longest form that fits into so many columns; a blank follows.
pub fn total_within(board: &Board, block: &BlockId, room: usize) -> Option<String> {
    let forms = totals::forms(board, block);
    let mut forms = forms.into_iter().map(|form| format!("{form} "));
    forms.find(|form| Shown::line(form).width() <= room)
}

/// The notes of a block in a room.
pub fn body<'a>(
    board: &'a Board,
    block: &BlockId,
    room: Rect,
    pen: Pen<'a>,
) -> (Panel<'a>, Option<Position>) {
    let ground = pen.style(Role::Note);
    let items = BlockItems::of(board, block);
    if items.is_empty() {
        return (
            Panel::lines(room, ground, hint(board, block, room, pen)),
            None,
        );
    }
    let seen = seen_of_block(board, block, room.width, room.height);
    let mut column = Rows::new(board, room, seen.gap, pen);
    for placed in &seen.items {
        column.item(items.get(placed.index), *placed);
    }
    column.more(some(seen.above), some(seen.below));
    let cursor = column.cursor;
    (Panel::lines(room, ground, column.lines), cursor)
}

/// What an empty block is for.
fn hint<'a>(board: &'a Board, block: &BlockId, room: Rect, pen: Pen<'a>) -> Vec<Line<'a>> {
    let style = pen.style(Role::Hint);
    let question = board
        .kind
        .block(block)
        .and_then(|block| block.questions.first());
    let text = match question {
        // Who listens is told, not asked.
        _ if board.story().is_some() => "",
        Some(question) => question.as_str(),
        None if block.is_parking() => "Notes parked off the grid stand here.",
        None => "",
    };
    let width = room.width.saturating_sub(2).max(1);
    let (rows, _) = wrap::wrap_at_most(text, width, usize::from(room.height));
    let line = |row: &Row| Line::from(Span::styled(format!(" {}", row.shown(text)), style));
    rows.iter().map(line).collect()
}

/// Rows of notes as they are put together from above.
pub struct Rows<'a> {
    board: &'a Board,
    room: Rect,
    pen: Pen<'a>,
    gap: u16,
    lines: Vec<Line<'a>>,
    cursor: Option<Position>,
}

impl<'a> Rows<'a> {
    /// No rows yet, in this room, for items that are this many rows apart.
    pub fn new(board: &'a Board, room: Rect, gap: u16, pen: Pen<'a>) -> Self {
        Self {
            board,
            room,
            pen,
            gap,
            lines: Vec::new(),
            cursor: None,
        }
    }

    /// The rows and the cursor among them.
    pub fn finish(self) -> (Vec<Line<'a>>, Option<Position>) {
        (self.lines, self.cursor)
    }

    fn text_width(&self) -> u16 {
        text_width(self.room.width)
    }

    /// Adds an item where it is placed.
    pub fn item(&mut self, item: Option<Item<'a>>, placed: Placed) {
        self.lines.resize(usize::from(placed.y), Line::default());
        match item {
            Some(Item::Note(id)) => self.note(id, placed),
            Some(Item::Typing) => self.typing(placed),
            Some(Item::Title { .. }) | None => {}
        }
    }

    /// Adds a line that is no note.
    pub fn line(&mut self, placed: Placed, line: Line<'a>) {
        let last = usize::from((placed.y + placed.rows).saturating_sub(1));
        self.lines.resize(last, Line::default());
        self.lines.push(line);
    }

    fn note(&mut self, id: &NoteId, placed: Placed) {
        let rows = note::rows(
            self.board,
            id,
            placed,
            (self.room.width, self.gap),
            self.pen,
        );
        self.lines.extend(rows);
    }

    fn typing(&mut self, placed: Placed) {
        let Some(editing) = self.board.editing() else {
            return;
        };
        let (editor, width) = (&editing.editor, self.text_width());
        let style = self
            .pen
            .style(Role::Note)
            .patch(self.pen.theme.style(Role::NoteEditing));
        let bar = self
            .pen
            .style(Role::Marker)
            .patch(self.pen.theme.style(Role::NoteEditing));
        let rows = editor.rows(width);
        for row in rows
            .iter()
            .skip(usize::from(placed.skip))
            .take(usize::from(placed.rows))
        {
            let shown = row.shown(editor.text());
            let pad = usize::from(width).saturating_sub(shown.width());
            self.lines.push(Line::from(vec![
                Span::styled(self.pen.glyphs.typing, bar),
                Span::styled(blanks(usize::from(bar_width(self.room.width) - 1)), style),
                Span::styled(shown.into_text(), style),
                Span::styled(blanks(pad), style),
            ]));
        }
        let place = editor.place(width);
        let row = (place.row as u16)
            .saturating_sub(placed.skip)
            .min(placed.rows.saturating_sub(1));
        let column = place.column.min(width.saturating_sub(1));
        self.cursor = Some(Position::new(
            self.room.x + bar_width(self.room.width) + column,
            self.room.y + placed.y + row,
        ));
    }

    /// The last row, where something is out of sight: how many notes are above and below, `None` where nothing is.
    pub fn more(&mut self, above: Option<usize>, below: Option<usize>) {
        if above.or(below).is_none() || self.room.height < 2 {
            return;
        }
        self.lines
            .resize(usize::from(self.room.height - 1), Line::default());
        let glyphs = self.pen.glyphs;
        // Titles alone are worth a sign but no number.
        let counted = |glyph: &str, count: usize, word: &str| match count {
            0 => glyph.to_owned(),
            _ => format!("{glyph}{count}{word}"),
        };
        let above = above.map(|count| counted(glyphs.above, count, ""));
        let below = below.map(|count| counted(glyphs.below, count, " more"));
        let parts: Vec<String> = above.into_iter().chain(below).collect();
        let span = Span::styled(format!("{} ", parts.join(" ")), self.pen.style(Role::More));
        let pad = usize::from(self.room.width).saturating_sub(span.width());
        self.lines
            .push(Line::from(vec![Span::raw(blanks(pad)), span]));
    }
}

/// A count that is worth saying.
fn some(count: usize) -> Option<usize> {
    (count > 0).then_some(count)
}
