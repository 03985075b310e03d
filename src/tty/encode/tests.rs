use super::*;
use proptest::prelude::*;
use ratatui::style::{Color, Modifier, Style};
use std::num::NonZeroU16;
use terminal::Terminal;

mod terminal;

/// The cells in which the buffers differ, each a rectangle.
fn changed(from: &Buffer, to: &Buffer) -> Vec<Rect> {
    let cells = from.content.iter().zip(&to.content).enumerate();
    cells
        .filter(|(_, (a, b))| a != b)
        .map(|(i, _)| {
            let (x, y) = to.pos_of(i);
            Rect::new(x, y, 1, 1)
        })
        .collect()
}

fn board(width: u16, height: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    for y in 0..height {
        let text = "Pay per use, no contract ".repeat(usize::from(width) / 20 + 1);
        buffer.set_string(0, y, text, Style::new().fg(Color::Gray));
    }
    buffer
}

/// A terminal of 80x24 that shows text everywhere, without a cursor.
fn painted() -> (Terminal, Buffer) {
    let (mut terminal, buffer) = (Terminal::new(80, 24), board(80, 24));
    terminal.paint(&buffer, &[], None);
    assert_eq!(terminal.difference(&buffer), None);
    (terminal, buffer)
}

#[test]
fn nothing_costs_nothing() {
    let (mut terminal, buffer) = painted();
    assert_eq!(terminal.paint(&buffer, &[buffer.area], None), "");
    terminal.paint(&buffer, &[], Some((3, 4)));
    assert_eq!(terminal.paint(&buffer, &[buffer.area], Some((3, 4))), "");
}

#[test]
fn a_typed_character_is_little_more_than_itself() {
    let (mut terminal, mut buffer) = painted();
    buffer.set_string(41, 13, " ".repeat(20), Style::new());
    terminal.paint(&buffer, &[buffer.area], Some((41, 13)));
    buffer.set_string(41, 13, "Q", Style::new());
    let damage = [Rect::new(38, 13, 22, 1)];
    assert_eq!(terminal.paint(&buffer, &damage, Some((42, 13))), "Q");
    buffer.set_string(20, 3, "Q", Style::new().fg(Color::Rgb(200, 100, 50)));
    let bytes = terminal.paint(&buffer, &[buffer.area], Some((42, 13)));
    assert!(bytes.len() <= 40, "{bytes:?}");
    let bytes = terminal.paint(&buffer, &[buffer.area], None);
    assert_eq!(bytes, "\x1b[?25l");
    buffer.set_string(60, 20, "Q", Style::new().fg(Color::Red));
    let bytes = terminal.paint(&buffer, &[buffer.area], None);
    assert!(bytes.len() <= 30, "{bytes:?}");
    assert_eq!(terminal.difference(&buffer), None);
}

#[test]
fn a_highlight_moves_for_120_bytes() {
    let (mut terminal, mut buffer) = painted();
    let selected = Style::new().add_modifier(Modifier::REVERSED | Modifier::BOLD);
    let plain = Style::new().remove_modifier(Modifier::REVERSED | Modifier::BOLD);
    buffer.set_style(Rect::new(30, 10, 14, 1), selected);
    terminal.paint(&buffer, &[buffer.area], None);
    buffer.set_style(Rect::new(30, 10, 14, 1), plain);
    buffer.set_style(Rect::new(30, 11, 14, 1), selected);
    let bytes = terminal.paint(&buffer, &[Rect::new(30, 10, 14, 2)], None);
    assert!(bytes.len() <= 60, "{} {bytes:?}", bytes.len());
    assert_eq!(terminal.difference(&buffer), None);
}

#[test]
fn only_damaged_cells_are_drawn() {
    let (mut terminal, before) = painted();
    let mut next = before.clone();
    next.set_string(0, 5, "X".repeat(80), Style::new());
    terminal.paint(&next, &[Rect::new(10, 5, 4, 1)], None);
    let mut expected = before;
    // One column more on each side, where half of a wide character could be.
    expected.set_string(9, 5, "XXXXXX", Style::new());
    assert_eq!(terminal.difference(&expected), None);
    assert_eq!(terminal.screen.shown(), &expected);
}

#[test]
fn rows_that_end_blank_are_erased() {
    let (mut terminal, mut buffer) = painted();
    buffer.set_string(10, 2, " ".repeat(70), Style::new());
    let bytes = terminal.paint(&buffer, &[buffer.area], None);
    assert_eq!(bytes, "\x1b[3;11H\x1b[K");
    buffer.set_string(10, 4, " ".repeat(30), Style::new());
    buffer.set_string(40, 4, "x", Style::new());
    let bytes = terminal.paint(&buffer, &[buffer.area], None);
    assert_eq!(bytes, "\x1b[2B\x1b[30X\x1b[30Cx");
    let on_red = Style::new().bg(Color::Red);
    buffer.set_string(70, 6, " ".repeat(10), on_red);
    let bytes = terminal.paint(&buffer, &[buffer.area], None);
    assert!(bytes.ends_with(&" ".repeat(10)), "{bytes:?}");
    assert_eq!(terminal.difference(&buffer), None);
}

#[test]
fn a_blank_needs_no_pen_but_its_background() {
    let mut terminal = Terminal::new(20, 2);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
    terminal.paint(&buffer, &[], None);
    let bold = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD);
    buffer.set_string(0, 0, "a", bold);
    buffer.set_string(1, 0, " ", Style::new());
    buffer.set_string(2, 0, "b", bold);
    let bytes = terminal.paint(&buffer, &[buffer.area], None);
    assert_eq!(bytes, "\x1b[H\x1b[1;31ma b", "bridged");
    buffer.set_style(Rect::new(5, 0, 9, 1), bold);
    let bytes = terminal.paint(&buffer, &[buffer.area], None);
    assert_eq!(bytes, "", "blanks that look the same");
}

#[test]
fn a_wide_character_is_never_cut() {
    let (mut terminal, mut buffer) = painted();
    buffer.set_string(10, 5, "漢字", Style::new());
    // The damage says one half only, at either end.
    terminal.paint(&buffer, &[Rect::new(11, 5, 2, 1)], None);
    assert_eq!(terminal.difference(&buffer), None);
    buffer.set_string(10, 5, "abcd", Style::new());
    terminal.paint(&buffer, &[Rect::new(11, 5, 2, 1)], None);
    assert_eq!(terminal.difference(&buffer), None);
    buffer.set_string(11, 5, "漢字", Style::new());
    terminal.paint(&buffer, &[Rect::new(11, 5, 4, 1)], None);
    buffer.set_string(10, 5, "漢字x", Style::new());
    terminal.paint(&buffer, &[Rect::new(10, 5, 5, 1)], None);
    assert_eq!(terminal.difference(&buffer), None);
}

#[test]
fn no_control_reaches_the_terminal() {
    let symbols = [
        "\x1b",
        "\x1b[2J",
        "\x07",
        "\n",
        "\x7f",
        "\u{9b}",
        "a\u{85}",
        "\u{200b}",
        "\u{301}",
        "漢字漢",
        "\r\n",
    ];
    let mut buffer = Buffer::empty(Rect::new(0, 0, symbols.len() as u16, 1));
    for (cell, symbol) in buffer.content.iter_mut().zip(symbols) {
        cell.set_symbol(symbol);
    }
    let bytes = Terminal::new(symbols.len() as u16, 1).paint(&buffer, &[], None);
    assert_eq!(
        bytes,
        format!("\x1b[?25l\x1b[m\x1b[H{}", "?".repeat(symbols.len()))
    );
}

#[test]
fn characters_of_doubtful_width_do_not_shift_the_rest() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 1));
    buffer.set_string(0, 0, "❤\u{fe0f}xe\u{301}y", Style::new());
    let bytes = Terminal::new(10, 1).paint(&buffer, &[], None);
    let heart = "\x1b[2X❤\u{fe0f}\x1b[1;3Hx";
    assert!(
        bytes.contains(heart) && bytes.contains("e\u{301}\x1b[1;5Hy"),
        "{bytes:?}"
    );
}

#[test]
fn large_paints_are_synchronized_where_that_is_known() {
    let (mut terminal, mut buffer) = painted();
    for y in 0..24 {
        buffer.set_style(
            Rect::new(0, y, 80, 1),
            Style::new().fg(Color::Indexed(y as u8)),
        );
    }
    terminal.screen.set_synchronized(true);
    let bytes = terminal.paint(&buffer, &[buffer.area], Some((5, 5)));
    assert!(
        bytes.starts_with("\x1b[?2026h") && bytes.ends_with("\x1b[?25h\x1b[?2026l"),
        "{bytes:?}"
    );
    assert_eq!(terminal.difference(&buffer), None);
    buffer.set_string(0, 0, "small", Style::new());
    assert!(
        !terminal
            .paint(&buffer, &[buffer.area], Some((5, 5)))
            .contains("2026")
    );
    terminal.screen.resize(buffer.area);
    assert!(
        terminal.paint(&buffer, &[], None).contains("2026"),
        "resize forgets the terminal"
    );
}

#[test]
fn the_cursor_stands_where_it_should() {
    let (mut terminal, mut buffer) = painted();
    assert!(terminal.emulator.screen().hide_cursor());
    for (x, y) in [
        (0, 0),
        (79, 0),
        (79, 23),
        (5, 23),
        (4, 23),
        (4, 20),
        (40, 21),
    ] {
        terminal.paint(&buffer, &[], Some((x, y)));
        assert_eq!(terminal.emulator.screen().cursor_position(), (y, x));
        assert!(!terminal.emulator.screen().hide_cursor());
    }
    buffer.set_style(buffer.area, Style::new().fg(Color::Red));
    let bytes = terminal.paint(&buffer, &[buffer.area], Some((40, 21)));
    assert!(bytes.starts_with("\x1b[?25l") && bytes.ends_with("\x1b[?25h"));
    assert_eq!(terminal.emulator.screen().cursor_position(), (21, 40));
    terminal.paint(&buffer, &[], Some((80, 24)));
    assert!(
        terminal.emulator.screen().hide_cursor(),
        "there is no such place"
    );
}

#[test]
fn a_new_size_is_drawn_whole() {
    let (mut terminal, _) = painted();
    for (width, height) in [(30, 5), (1, 1), (100, 30)] {
        let size = |n| NonZeroU16::new(n).unwrap();
        terminal.emulator.set_size(size(height), size(width));
        let buffer = board(width, height);
        terminal.paint(&buffer, &[], None);
        assert_eq!(terminal.difference(&buffer), None);
    }
    let nothing = Buffer::empty(Rect::ZERO);
    assert_eq!(
        terminal.paint(&nothing, &[Rect::new(0, 0, 9, 9)], None),
        "\x1b[?25l\x1b[m"
    );
}

fn any_color() -> impl Strategy<Value = Color> {
    prop_oneof![
        4 => Just(Color::Reset),
        2 => Just(Color::Red),
        1 => Just(Color::White),
        1 => Just(Color::DarkGray),
        1 => any::<u8>().prop_map(Color::Indexed),
        1 => any::<(u8, u8, u8)>().prop_map(|(r, g, b)| Color::Rgb(r, g, b)),
    ]
}

fn any_style() -> impl Strategy<Value = Style> {
    let modifier = prop_oneof![Just(0u16), any::<u16>()].prop_map(Modifier::from_bits_truncate);
    (any_color(), any_color(), modifier).prop_map(|(fg, bg, on)| {
        let style = Style::new().fg(fg).bg(bg);
        style.remove_modifier(Modifier::all()).add_modifier(on)
    })
}

/// Something that changes a buffer: a text, a rectangle's style, or a cell by itself.
#[derive(Clone, Debug)]
enum Change {
    Text(u16, u16, String, Style),
    Styled(Rect, Style),
    Cell(u16, u16, &'static str),
}

impl Change {
    fn apply(&self, buffer: &mut Buffer) {
        let area = buffer.area;
        match self {
            Self::Text(x, y, text, style) => {
                buffer.set_string(x % area.width, y % area.height, text, *style);
            }
            Self::Styled(rect, style) => buffer.set_style(rect.intersection(area), *style),
            Self::Cell(x, y, symbol) => {
                buffer[(x % area.width, y % area.height)].set_symbol(symbol);
            }
        }
    }
}

fn any_change() -> impl Strategy<Value = Change> {
    let at = || (0u16..40, 0u16..6);
    let text = proptest::sample::select(vec![
        "a",
        "Revenue streams",
        "漢字",
        "漢a字b",
        "😀",
        "e\u{301}x",
        "   ",
        "            ",
        "│",
        "──────",
        "x      y",
        "ß",
    ]);
    let symbol =
        proptest::sample::select(vec!["漢", "", " ", "x", "\x1b", "😀", "\u{301}", "漢字漢"]);
    let text = (at(), text, any_style())
        .prop_map(|((x, y), text, style)| Change::Text(x, y, text.into(), style));
    let styled = (at(), 1u16..20, 1u16..4, any_style());
    prop_oneof![
        4 => text,
        2 => styled.prop_map(|((x, y), w, h, style)| Change::Styled(Rect::new(x, y, w, h), style)),
        1 => (at(), symbol).prop_map(|((x, y), symbol)| Change::Cell(x, y, symbol)),
    ]
}

/// Changes that make one frame out of the last, how the damage is told, and the cursor.
type Frame = (Vec<Change>, bool, Option<(u16, u16)>);

fn any_frames() -> impl Strategy<Value = Vec<Frame>> {
    let changes = proptest::collection::vec(any_change(), 0..6);
    let cursor = proptest::option::of((0u16..40, 0u16..6));
    proptest::collection::vec((changes, any::<bool>(), cursor), 1..7)
}

proptest! {
    #[test]
    fn an_emulator_shows_what_was_painted(width in 1u16..40, height in 1u16..6, frames in any_frames()) {
        let mut terminal = Terminal::new(width, height);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        for (changes, whole, cursor) in frames {
            let before = buffer.clone();
            for change in &changes {
 change.apply(&mut buffer);
 }
            let damage = if whole { vec![buffer.area] } else { changed(&before, &buffer) };
            let bytes = terminal.paint(&buffer, &damage, cursor);
            prop_assert_eq!(terminal.difference(&buffer), None, "{:?}", bytes);
            prop_assert_eq!(terminal.screen.shown(), &buffer);
            let seen = terminal.emulator.screen();
            let cursor = cursor.filter(|(x, y)| *x < width && *y < height);
            prop_assert_eq!(seen.hide_cursor(), cursor.is_none());
            if let Some((x, y)) = cursor {
                prop_assert_eq!(seen.cursor_position(), (y, x), "{:?}", bytes);
            }
            prop_assert_eq!(terminal.paint(&buffer, &[buffer.area], cursor), "");
        }
    }

    #[test]
    fn no_damage_tears_what_stands_around(
        width in 1u16..30,
        frames in any_frames(),
        damage in proptest::collection::vec((0u16..30, 1u16..6), 1..5),
    ) {
        let mut terminal = Terminal::new(width, 3);
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, 3));
        for (changes, _, _) in frames {
            for change in &changes {
 change.apply(&mut buffer);
 }
            let rects: Vec<_> = damage.iter().map(|(x, w)| Rect::new(*x, 1, *w, 1)).collect();
            terminal.paint(&buffer, &rects, None);
            // Whatever was left out, the terminal shows what the screen believes it shows.
            let believed = terminal.screen.shown().clone();
            prop_assert_eq!(terminal.difference(&believed), None);
        }
    }
}
