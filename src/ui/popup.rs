//! Boxes over the board: lists to choose from, and questions.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Pen;
use super::header::typed_line;
use super::panel::Panel;
use super::theme::Role;
use crate::app::board::Board;
use crate::app::list::{Choice, Free, Item, List, Live};
use crate::app::mode::{Clashing, Question};
use crate::app::msg::Ground;
use crate::app::news::Whose;
use crate::model::canvas::Canvas;
use crate::model::conflicts::{Spot, words};
use crate::model::draft::{Draft, Typing};
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::text::clean::Shown;
use crate::text::wrap;

/// A framed box with a heading: its panels and the room in it.
pub fn framed<'a>(outer: Rect, heading: &str, pen: Pen<'a>) -> (Vec<Panel<'a>>, Rect) {
    let room = crate::layout::inner(outer);
    let heading = Shown::line(heading)
        .truncate(usize::from(room.width).saturating_sub(2))
        .to_string();
    let heading = format!(" {heading} ");
    let at = Rect {
        x: outer.x + 2.min(outer.width),
        y: outer.y,
        width: (Shown::line(&heading).width() as u16).min(room.width),
        height: 1,
    };
    let panels = vec![
        Panel::frame(outer, pen.popup(Role::PopupBorder), vec![outer], pen.glyphs),
        Panel::line(at, pen.popup(Role::PopupTitle), Line::raw(heading)),
    ];
    (panels, room)
}

/// A box of this size in the upper middle of a screen.
pub fn place(screen: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    let x = screen.x + (screen.width - width) / 2;
    let y = screen.y + (screen.height - height) / 3;
    Rect::new(x, y, width, height)
}

/// A list with its line to type in.
pub fn list<'a>(list: &'a List, screen: Rect, pen: Pen<'a>) -> (Vec<Panel<'a>>, Option<Position>) {
    let widest = list
        .shown()
        .map(|item| Shown::line(&item.label).width() + Shown::line(&detail(item, pen)).width() + 6)
        .max();
    let refusal = list.refusal().map(|why| Shown::line(&why).width() + 6);
    let widest = widest.max(refusal);
    let width = (widest.unwrap_or(0) as u16).clamp(34, 80);
    let told = about_rows(list, width.min(screen.width).saturating_sub(2), screen, pen);
    let height = (list.shown().len() as u16)
        .saturating_add(3)
        .saturating_add(told);
    let outer = place(screen, width, height.max(8));
    let (mut panels, room) = framed(outer, list.title, pen);
    let prompt = Rect {
        height: room.height.min(1),
        ..room
    };
    let label = format!("{} ", pen.glyphs.prompt);
    let style = pen.popup(Role::Prompt);
    let (line, cursor) = typed_line(&label, &list.prompt, prompt, style, style);
    panels.push(Panel::line(prompt, style, line));
    let below = Rect {
        y: room.y + prompt.height,
        height: (room.height - prompt.height).saturating_sub(told),
        ..room
    };
    if told > 0 {
        let rest = Rect {
            y: below.bottom(),
            height: room.bottom().saturating_sub(below.bottom()),
            ..room
        };
        panels.push(about(list, rest, pen));
    }
    panels.push(Panel::lines(
        below,
        pen.popup(Role::Popup),
        items(list, below, pen),
    ));
    (panels, cursor)
}

/// The rows at the foot of a list that tell of the chosen item, with an empty one above: at least, and at most.
const ABOUT: (u16, u16) = (4, 9);
/// So many items are asked for how much they have to tell.
const ASKED: usize = 100;

/// How many rows are kept for that: none where no item has anything to tell, or where the items need them.
fn about_rows(list: &List, width: u16, screen: Rect, pen: Pen<'_>) -> u16 {
    let has_about = list.shown().any(|item| !item.about.is_empty());
    if !has_about || screen.height < 4 * ABOUT.0 {
        return 0;
    }
    let most = (screen.height / 3).clamp(ABOUT.0, ABOUT.1);
    let rows = |item| Told::of(item, width, most - 1, pen).rows();
    let wanted = list.shown().take(ASKED).map(rows).max().unwrap_or(0);
    (wanted as u16 + 1).clamp(ABOUT.0, most)
}

/// What there is to say of an item: all that it is called where its line has no room for that, then what else.
struct Told {
    whole: Vec<String>,
    about: Vec<String>,
}

impl Told {
    fn of(item: &Item, width: u16, most: u16, pen: Pen<'_>) -> Self {
        let (room, most) = (width.saturating_sub(3).max(1), usize::from(most));
        let is_cut = item.label != item.about
            && Shown::line(&item.label).width() > label_room(item, usize::from(width), pen);
        let about = wrapped(&item.about, room, most.saturating_sub(usize::from(is_cut)));
        let left = most.saturating_sub(about.len());
        let whole = if is_cut {
            wrapped(&item.label, room, left)
        } else {
            Vec::new()
        };
        Self { whole, about }
    }

    fn rows(&self) -> usize {
        self.whole.len() + self.about.len()
    }
}

/// The text in rows of this width, with a sign at the end where there are more of them.
fn wrapped(text: &str, width: u16, most: usize) -> Vec<String> {
    let (rows, is_cut) = wrap::wrap_at_most(text, width, most);
    let mut rows: Vec<String> = rows.iter().map(|row| row.shown(text).to_string()).collect();
    if let (true, Some(last)) = (is_cut, rows.last_mut()) {
        *last = Shown::line(&format!("{last} …"))
            .truncate(usize::from(width))
            .to_string();
    }
    rows
}

/// What there is to say of the chosen item.
fn about<'a>(list: &List, room: Rect, pen: Pen<'a>) -> Panel<'a> {
    let told = list.chosen().map(|item| {
        let most = room.height.saturating_sub(1);
        Told::of(item, room.width, most, pen)
    });
    let line = |role| move |row| Line::styled(format!("  {row}"), pen.popup(role));
    let mut lines = vec![Line::default()];
    if let Some(told) = told {
        lines.extend(told.whole.into_iter().map(line(Role::Popup)));
        lines.extend(told.about.into_iter().map(line(Role::Hint)));
    }
    Panel::lines(room, pen.popup(Role::Popup), lines)
}

/// The items around the chosen one.
pub fn items<'a>(list: &List, room: Rect, pen: Pen<'a>) -> Vec<Line<'a>> {
    if let Some(why) = list.refusal() {
        let width = room.width.saturating_sub(3).max(1);
        let (rows, _) = wrap::wrap_at_most(&why, width, usize::from(room.height));
        let style = pen.popup(Role::Warning);
        let line = |row: &wrap::Row| Line::styled(format!("  {}", row.shown(&why)), style);
        return rows.iter().map(line).collect();
    }
    if list.shown().len() == 0 {
        let said = match (list.live, list.free) {
            (Live::Soon(_), _) => "  looking …",
            (
                Live::No | Live::Findings(_) | Live::Ranking(_),
                Free::Minutes | Free::Dots | Free::Command | Free::Export | Free::Import,
            ) => match list.choice() {
                Some(Choice::Export(_)) => "  Enter writes the file",
                Some(Choice::Import(_)) => "  Enter adds the notes of the file",
                None if list.free == Free::Import => "  such as notes.txt",
                Some(Choice::Vote(_)) => "  Enter opens the round",
                Some(_) => "  Enter starts the timer",
                None => "  nothing matches",
            },
            (Live::No | Live::Findings(_) | Live::Ranking(_), Free::No) => "  nothing matches",
            (Live::No | Live::Findings(_) | Live::Ranking(_), Free::Revision) => {
                "  Enter takes it as a revision"
            }
            (Live::No | Live::Findings(_) | Live::Ranking(_), Free::Tags) => {
                "  Enter makes a tag of it"
            }
        };
        return vec![Line::styled(said, pen.popup(Role::Dim))];
    }
    let rows = usize::from(room.height);
    let last_start = list.shown().len().saturating_sub(rows);
    let start = list.selected().saturating_sub(rows / 2).min(last_start);
    let shown = list.shown().enumerate().skip(start).take(rows);
    shown
        .map(|(at, item)| self::item(item, at == list.selected(), room.width, pen))
        .collect()
}

fn item<'a>(item: &Item, chosen: bool, width: u16, pen: Pen<'a>) -> Line<'a> {
    let width = usize::from(width);
    let over = if chosen {
        pen.theme.style(Role::PopupSelected)
    } else {
        ratatui::style::Style::default()
    };
    let room = label_room(item, width, pen);
    let detail = detail(item, pen);
    let detail = Shown::line(&detail).truncate(width / 2).into_owned();
    let label = Shown::line(&item.label).truncate(room).into_owned();
    let gap = " ".repeat(width.saturating_sub(label.width() + detail.width() + 3));
    let lead = if chosen { pen.glyphs.prompt } else { " " };
    Line::from(vec![
        Span::styled(
            format!("{lead} {label}{gap}"),
            pen.popup(Role::Popup).patch(over),
        ),
        Span::styled(format!("{detail} "), pen.popup(Role::Dim).patch(over)),
    ])
}

/// The columns of a line so wide that an item's label has beside its detail.
fn label_room(item: &Item, width: usize, pen: Pen<'_>) -> usize {
    let detail = detail(item, pen);
    let detail = Shown::line(&detail).truncate(width / 2).width();
    width.saturating_sub(detail + 4)
}

/// What stands beside an item: for a command its keys, as this screen can show them.
fn detail<'i>(item: &'i Item, pen: Pen<'_>) -> Cow<'i, str> {
    if matches!(item.choice, Choice::Run(_)) {
        pen.keys(&item.detail)
    } else {
        Cow::Borrowed(&item.detail)
    }
}

/// A question with its answers.
pub fn question<'a>(
    question: &Question,
    board: &Board,
    screen: Rect,
    pen: Pen<'a>,
) -> Vec<Panel<'a>> {
    let (heading, text) = said(question, board.canvas(), &board.kind);
    let width = screen.width.saturating_sub(4).clamp(1, 64);
    let room = width.saturating_sub(4).max(1);
    let (rows, _) = wrap::wrap_at_most(
        &text,
        room,
        usize::from(screen.height.saturating_sub(6).max(1)),
    );
    let style = pen.popup(Role::Popup);
    let mut lines: Vec<Line<'_>> = rows
        .iter()
        .map(|row| Line::styled(format!(" {}", row.shown(&text)), style))
        .collect();
    lines.push(Line::default());
    for (at, answer) in question.answers().iter().enumerate() {
        let enter = if at == 0 { ", or Enter" } else { "" };
        lines.push(Line::from(vec![
            Span::styled(format!(" {} ", answer.key), pen.popup(Role::FooterKey)),
            Span::styled(format!(" {}{enter}", answer.label), style),
        ]));
    }
    let outer = place(screen, width, lines.len() as u16 + 2);
    let (mut panels, room) = framed(outer, heading, pen);
    panels.push(Panel::lines(room, style, lines));
    panels
}

fn said(question: &Question, canvas: &Canvas, kind: &Kind) -> (&'static str, String) {
    match question {
        Question::DeleteEmptied(_) => ("Empty note", "The note has no text any more.".to_owned()),
        Question::LeaveUnsaved(trouble) => (
            "Not saved",
            format!(
                "The last edits are not in the file: {}.\n{}",
                trouble.what, trouble.advice
            ),
        ),
        Question::TakeUp(offer) => (
            "Unfinished work",
            draft_words(&offer.draft, offer.ground, &offer.age),
        ),
        Question::Unsent(talk) => (
            "Not sent",
            format!(
                "You typed a comment and did not send it:\n“{}”",
                Shown::line(talk.editor.text()).truncate(160)
            ),
        ),
        Question::Settle(clashing) => (
            "Changed by two at once",
            clash_words(clashing, canvas, kind),
        ),
    }
}

/// Both texts, or both values.
fn clash_words(clashing: &Clashing, canvas: &Canvas, kind: &Kind) -> String {
    let quoted = |text: &str| format!("“{}”", Shown::line(text).truncate(160));
    match clashing {
        Clashing::Texts { note, other, whose } => {
            let text = |id: &NoteId| {
                canvas
                    .note(id)
                    .map_or_else(String::new, |note| quoted(&note.text))
            };
            let (first, second) = match whose {
                Some(Whose::Mine) => ("Theirs", "Mine"),
                Some(Whose::Theirs) => ("Mine", "Theirs"),
                None => ("First", "Second"),
            };
            format!("{first}: {}\n{second}: {}", text(note), text(other))
        }
        Clashing::Header { field, text } => {
            let now = quoted(&canvas.header.get(*field));
            let name = field.label();
            format!(
                "{name} has two values.\nFirst: {now}\nSecond: {}",
                quoted(text)
            )
        }
        Clashing::Field { path, value } => {
            let name = capital(&words::name(canvas, path, Some(kind)));
            let now = Spot::of(path).value(canvas);
            let now = now.map_or_else(
                || "nothing".to_owned(),
                |now| quoted(&words::value(path, &now)),
            );
            let other = quoted(&words::value(path, value));
            format!("{name} has two values.\nFirst: {now}\nSecond: {other}")
        }
        Clashing::Stray { path, value } => {
            let name = capital(&words::name(canvas, path, Some(kind)));
            let value = quoted(&words::value(path, value));
            format!(
                "{name} got two values at once, and has no place for this one any more: {value}"
            )
        }
    }
}

/// The words with a capital at their beginning, as a screen can show them.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    let words = format!("{}{}", first.unwrap_or_default(), letters.as_str());
    Shown::line(&words).truncate(120).to_string()
}

fn draft_words(draft: &Draft, ground: Ground, age: &str) -> String {
    let typed = |typing: &Typing| {
        let text = Shown::line(&typing.text).truncate(160);
        format!("“{text}”")
    };
    let mut words = match draft {
        Draft::Typing(typing) => format!("You were typing {age}:\n{}", typed(typing)),
        Draft::Unsaved(_, None) => format!("{age} edits were made that are not in the file."),
        Draft::Unsaved(_, Some(typing)) => {
            format!(
                "{age} edits were made that are not in the file, and you were typing:\n{}",
                typed(typing)
            )
        }
    };
    if ground == Ground::Changed && matches!(draft, Draft::Unsaved(..)) {
        words.push_str(
            "\nThe file has changed since: what both say is merged, and no text is lost.",
        );
    }
    words
}
