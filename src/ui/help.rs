//! The help: every key as it is set now.

use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::Pen;
use super::panel::Panel;
use super::popup::{framed, place};
use super::theme::Role;
use crate::app::action::{Action, Command, Context};
use crate::app::keymap::Keymap;
use crate::text::clean::Shown;
use crate::text::wrap;
use crate::tty::key::Chord;

/// The columns of the keys.
const KEYS: usize = 16;
/// The width from which the help stands beside the keys; below it stands under them.
const BESIDE_FROM: u16 = 50;

/// The help, scrolled by this many rows.
pub fn panels<'a>(
    keymap: &Keymap,
    first: Context,
    scroll: u16,
    screen: Rect,
    pen: Pen<'a>,
) -> Vec<Panel<'a>> {
    let outer = place(
        screen,
        screen.width.saturating_sub(4).min(86),
        screen.height.saturating_sub(2),
    );
    let (mut panels, room) = framed(outer, "Keys", pen);
    let lines = lines(keymap, first, room.width, pen);
    let most = lines.len().saturating_sub(usize::from(room.height));
    let scroll = usize::from(scroll).min(most);
    let shown = lines
        .into_iter()
        .skip(scroll)
        .take(usize::from(room.height))
        .collect();
    panels.push(Panel::lines(room, pen.popup(Role::Popup), shown));
    if let Some(text) = mark(keymap, scroll, most, pen) {
        let width = Shown::line(&text).width() as u16;
        let at = Rect {
            x: outer.right().saturating_sub(width + 2),
            y: outer.bottom().saturating_sub(1),
            width,
            height: 1,
        };
        panels.push(Panel::line(
            at,
            pen.popup(Role::PopupTitle),
            Line::raw(text),
        ));
    }
    panels
}

/// What lies out of sight, and the key that leads there.
fn mark(keymap: &Keymap, scroll: usize, most: usize, pen: Pen<'_>) -> Option<String> {
    let (glyph, word, action) = if scroll < most {
        (pen.glyphs.below, "more", Action::PageDown)
    } else if most > 0 {
        (pen.glyphs.above, "back", Action::PageUp)
    } else {
        return None;
    };
    let key = keymap.key_of(Context::Help, action);
    let key = key.map_or_else(String::new, |key| format!("{} ", pen.key(key)));
    Some(format!(" {glyph} {key}{word} "))
}

fn lines<'a>(keymap: &Keymap, first: Context, width: u16, pen: Pen<'a>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let others = Context::ALL.into_iter().filter(|context| *context != first);
    for context in std::iter::once(first).chain(others) {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        lines.push(Line::styled(
            format!(" {}", context.title()),
            pen.popup(Role::PopupTitle),
        ));
        for (keys, help) in entries(keymap, context, pen) {
            lines.extend(entry(&keys, &help, width, pen));
        }
    }
    lines
}

/// The keys and helps of a context; the keys of the blocks' numbers as one entry.
pub fn entries(keymap: &Keymap, context: Context, pen: Pen<'_>) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    let mut jumps: Option<usize> = None;
    for (command, chords) in keymap
        .rows()
        .filter(|(command, chords)| command.context == context && !chords.is_empty())
    {
        let keys = labels(chords, pen);
        match (is_jump(command), jumps) {
            (true, Some(at)) => {
                if let Some((all, _)) = entries.get_mut(at) {
                    *all = format!("{all} {keys}");
                }
            }
            (true, None) => {
                jumps = Some(entries.len());
                entries.push((keys, "Go to the block of this number, up to 13".to_owned()));
            }
            (false, _) => entries.push((keys, command.help.to_owned())),
        }
    }
    entries
}

fn is_jump(command: &Command) -> bool {
    matches!(command.action, Action::Jump(1..))
}

fn labels(chords: &[Chord], pen: Pen<'_>) -> String {
    let labels: Vec<String> = chords.iter().map(|chord| pen.key(*chord)).collect();
    labels.join(" ")
}

/// An entry in as many rows as it needs: keys to the left and help beside them, or on a narrow screen under them.
fn entry<'a>(keys: &str, help: &str, width: u16, pen: Pen<'a>) -> Vec<Line<'a>> {
    if width < BESIDE_FROM {
        let mut lines = indented(keys, "  ", Role::FooterKey, width, pen);
        lines.extend(indented(help, "    ", Role::Popup, width, pen));
        return lines;
    }
    let room = width.saturating_sub(KEYS as u16 + 4).max(8);
    let key_rows = wrap::wrap(keys, KEYS as u16);
    let help_rows = wrap::wrap(help, room);
    let row = |at: usize| {
        let key = key_rows
            .get(at)
            .map(|row| row.shown(keys).to_string())
            .unwrap_or_default();
        let text = help_rows
            .get(at)
            .map(|row| row.shown(help).to_string())
            .unwrap_or_default();
        let pad = " ".repeat(KEYS.saturating_sub(Shown::line(&key).width()) + 1);
        Line::from(vec![
            Span::styled(format!("  {key}{pad}"), pen.popup(Role::FooterKey)),
            Span::styled(text, pen.popup(Role::Popup)),
        ])
    };
    (0..key_rows.len().max(help_rows.len())).map(row).collect()
}

/// A text in rows behind an indent.
fn indented<'a>(text: &str, indent: &str, role: Role, width: u16, pen: Pen<'a>) -> Vec<Line<'a>> {
    let room = width.saturating_sub(indent.len() as u16 + 1).max(8);
    let rows = wrap::wrap(text, room);
    let line = |row: &wrap::Row| {
        let text = format!("{indent}{}", row.shown(text));
        Line::styled(text, pen.popup(role))
    };
    rows.iter().map(line).collect()
}
