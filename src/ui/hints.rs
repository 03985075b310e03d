//! The keys that the footer names: as many as there is room for, those without which one is lost first.

use ratatui::text::Span;

use super::theme::Role;
use super::{Pen, blanks};
use crate::app::action::{Action, Command, Context, Versions};
use crate::app::keymap::Keymap;
use crate::text::clean::Shown;

/// A key and what it does.
struct Hint {
    key: String,
    word: &'static str,
    /// What is named first has the lowest.
    rank: usize,
}

impl Hint {
    fn width(&self) -> usize {
        Shown::line(&self.key).width() + 1 + self.word.len()
    }

    fn spans(self, gap: usize, pen: Pen<'_>) -> [Span<'_>; 2] {
        let word = format!(" {}{}", self.word, blanks(gap));
        [
            Span::styled(self.key, pen.style(Role::FooterKey)),
            Span::styled(word, pen.style(Role::Footer)),
        ]
    }
}

/// The keys of a context, in the order of the table.
pub fn of_context<'a>(
    keymap: &Keymap,
    context: Context,
    room: usize,
    pen: Pen<'a>,
) -> Vec<Span<'a>> {
    of_commands(keymap, room, pen, |command| command.context == context)
}

/// The board's keys that work on a canvas that cannot be changed.
pub fn of_reading<'a>(keymap: &Keymap, room: usize, pen: Pen<'a>) -> Vec<Span<'a>> {
    of_commands(keymap, room, pen, |command| {
        command.context == Context::Board && !EDITS.contains(&command.action)
    })
}

/// The keys of what the board shows, and those that lead to all others.
pub fn of_lens<'a>(keymap: &Keymap, context: Context, room: usize, pen: Pen<'a>) -> Vec<Span<'a>> {
    // What is done there is worth more than the way to all commands.
    const ALSO: [Action; 1] = [Action::Help];
    let mut hints = named(keymap, pen, |command| command.context == context);
    hints.extend(named(keymap, pen, |command| {
        command.context == Context::Board && ALSO.contains(&command.action)
    }));
    fitting(hints, room, pen)
}

/// The keys of the board while a layer is looked at, the one that ends that, and the one that goes through its notes.
pub fn of_layer<'a>(keymap: &Keymap, room: usize, pen: Pen<'a>) -> Vec<Span<'a>> {
    let hint = |action, word, rank| {
        let key = pen.key(keymap.key_of(Context::Board, action)?);
        Some(Hint { key, word, rank })
    };
    let own = [
        hint(Action::Clear, "whole canvas", 0),
        hint(Action::FindStep(1), "next note", 1),
    ];
    let mut hints: Vec<Hint> = own.into_iter().flatten().collect();
    hints.extend(named(keymap, pen, |command| {
        command.context == Context::Board
    }));
    fitting(hints, room, pen)
}

fn of_commands<'a>(
    keymap: &Keymap,
    room: usize,
    pen: Pen<'a>,
    wanted: impl Fn(&Command) -> bool,
) -> Vec<Span<'a>> {
    fitting(named(keymap, pen, wanted), room, pen)
}

/// The commands that have a word for the footer, and a key.
fn named(keymap: &Keymap, pen: Pen<'_>, wanted: impl Fn(&Command) -> bool) -> Vec<Hint> {
    let rows = keymap
        .rows()
        .filter(|(command, _)| !command.hint.is_empty() && wanted(command));
    let hints = rows.filter_map(|(command, chords)| {
        Some(Hint {
            key: pen.key(*chords.first()?),
            word: command.hint,
            rank: rank(command.action),
        })
    });
    hints.collect()
}

/// The keys while a field of the header is typed.
pub fn of_header<'a>(keymap: &Keymap, room: usize, pen: Pen<'a>) -> Vec<Span<'a>> {
    let hint = |action, word, rank| {
        let key = pen.key(keymap.key_of(Context::Edit, action)?);
        Some(Hint { key, word, rank })
    };
    let hints = [
        hint(Action::KeepNext, "next field", 1),
        hint(Action::PreviousField, "back", 2),
        hint(Action::Keep, "done", 0),
    ];
    fitting(hints.into_iter().flatten().collect(), room, pen)
}

/// The keys while a line is typed in a box.
pub fn of_line<'a>(keymap: &Keymap, room: usize, pen: Pen<'a>) -> Vec<Span<'a>> {
    let hint = |action, word, rank| {
        let key = pen.key(keymap.key_of(Context::Prompt, action)?);
        Some(Hint { key, word, rank })
    };
    let hints = [
        hint(Action::Accept, "keep", 1),
        hint(Action::Cancel, "leave", 0),
        hint(Action::Up, "line before", 2),
    ];
    fitting(hints.into_iter().flatten().collect(), room, pen)
}

/// What is named first: the ways out and to all other keys.
const FIRST: [Action; 6] = [
    Action::Help,
    Action::Keep,
    Action::Cancel,
    Action::Versions(Versions::Leave),
    Action::Palette,
    Action::Quit,
];

/// What the board's footer names and a canvas that cannot be changed refuses.
const EDITS: [Action; 5] = [
    Action::EditNote,
    Action::NewBelow,
    Action::Delete,
    Action::MoveToBlock,
    Action::Undo,
];

/// The place of an action in the order in which room is given out.
fn rank(action: Action) -> usize {
    let first = FIRST.iter().position(|named| *named == action);
    first.unwrap_or(FIRST.len())
}

/// The hints that fit, chosen by rank and left in their order; closer together where that saves one of the first.
fn fitting(hints: Vec<Hint>, room: usize, pen: Pen<'_>) -> Vec<Span<'_>> {
    let is_first = |hint: &Hint| hint.rank < FIRST.len();
    let firsts = hints.iter().filter(|hint| is_first(hint)).count();
    let kept = |chosen: &[usize]| {
        let chosen = chosen.iter().filter_map(|at| hints.get(*at));
        chosen.filter(|hint| is_first(hint)).count()
    };
    let (mut gap, mut chosen) = (2, self::chosen(&hints, room, 2));
    let close = self::chosen(&hints, room, 1);
    if kept(&chosen) < firsts && kept(&close) > kept(&chosen) {
        (gap, chosen) = (1, close);
    }
    let hints = hints.into_iter().enumerate();
    hints
        .filter(|(at, _)| chosen.contains(at))
        .flat_map(|(_, hint)| hint.spans(gap, pen))
        .collect()
}

/// The positions of the hints that fit with so many blanks between them.
fn chosen(hints: &[Hint], room: usize, gap: usize) -> Vec<usize> {
    let mut by_rank: Vec<(usize, &Hint)> = hints.iter().enumerate().collect();
    by_rank.sort_by_key(|(_, hint)| hint.rank);
    let mut used = 0;
    let fits = |(_, hint): &(usize, &Hint)| {
        let fits = used + hint.width() <= room;
        used += if fits { hint.width() + gap } else { 0 };
        fits
    };
    by_rank.into_iter().filter(fits).map(|(at, _)| at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::{ASCII, UNICODE};
    use crate::ui::theme::Theme;

    fn text(spans: &[Span<'_>]) -> String {
        let text: String = spans.iter().map(|span| span.content.as_ref()).collect();
        text.trim_end().to_owned()
    }

    #[test]
    fn the_ways_out_are_named_before_the_room_runs_out() {
        let (theme, keymap) = (Theme::default(), Keymap::default());
        let pen = Pen {
            theme: &theme,
            glyphs: &UNICODE,
        };
        let shown = |context, room| text(&of_context(&keymap, context, room, pen));
        assert_eq!(shown(Context::Board, 6), "? help");
        assert_eq!(shown(Context::Board, 25), ": commands ? help q quit");
        assert_eq!(shown(Context::Board, 26), ": commands  ? help  q quit");
        assert_eq!(
            shown(Context::Board, 34),
            "⏎ edit  : commands  ? help  q quit"
        );
        assert_eq!(shown(Context::Edit, 8), "Esc done");
        assert_eq!(shown(Context::Edit, 16), "⏎ keep  Esc done");
        for room in 0..120 {
            let long = Span::raw(shown(Context::Board, room)).width();
            assert!(long <= room, "{long} in {room}");
        }
    }

    #[test]
    fn reading_names_no_edit() {
        let (theme, keymap) = (Theme::default(), Keymap::default());
        let pen = Pen {
            theme: &theme,
            glyphs: &UNICODE,
        };
        assert_eq!(
            text(&of_reading(&keymap, 120, pen)),
            "/ find  : commands  ? help  q quit"
        );
    }

    #[test]
    fn header_fields_have_keys_of_their_own() {
        let (theme, keymap) = (Theme::default(), Keymap::default());
        for (glyphs, room, hints) in [
            (&UNICODE, 40, "⏎ next field  ⇧Tab back  Esc done"),
            (&UNICODE, 24, "⏎ next field  Esc done"),
            (&ASCII, 50, "Enter next field  Shift-Tab back  Esc done"),
        ] {
            let pen = Pen {
                theme: &theme,
                glyphs,
            };
            assert_eq!(text(&of_header(&keymap, room, pen)), hints);
        }
    }
}
