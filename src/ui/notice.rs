//! What the person is told: in the footer where it fits, else in rows of its own.

use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::Pen;
use super::panel::Panel;
use super::theme::Role;
use crate::app::msg::{Notice, Tone};
use crate::text::clean::Shown;
use crate::text::wrap;

/// The most rows above the footer, on screens that are wide and on those that are not.
const MOST_ROWS: (usize, usize) = (3, 5);
/// The fewest columns of what happened that are worth a row with what to do.
const LEAST_HEAD: usize = 16;
/// The width from which a screen is wide.
const WIDE_FROM: u16 = 60;

/// The notice in one row, cut where it is longer.
pub fn span<'a>(notice: &Notice, room: usize, pen: Pen<'a>) -> Span<'a> {
    let text = text(notice, pen);
    let text = Shown::line(&text).truncate(room).to_string();
    Span::styled(text, pen.style(role(notice)))
}

/// Rows of its own for what is longer than the footer's room: what to do stands at its end. They
/// are right above the footer, or at the top of the board where they would cover `keep`. `None` where the footer has
/// room, or where the rows would cover `keep` in both places.
pub fn rows<'a>(
    notice: &Notice,
    room: usize,
    footer: Rect,
    keep: Option<Position>,
    pen: Pen<'a>,
) -> Option<Panel<'a>> {
    let text = text(notice, pen);
    if Shown::line(&text).width() <= room {
        return None;
    }
    let most = if footer.width < WIDE_FROM {
        MOST_ROWS.1
    } else {
        MOST_ROWS.0
    };
    // The header and some of the board stay.
    let most = most.min(usize::from(footer.y / 2));
    let width = footer.width.saturating_sub(2).max(1);
    let text = fitted(text, width, most);
    let (rows, _) = wrap::wrap_at_most(&text, width, most);
    let last = rows.len().checked_sub(1)?;
    let row = |(at, row): (usize, &wrap::Row)| {
        // What the last row has no room for is cut with a sign.
        let end = if at == last { text.len() } else { row.end };
        let part = Shown::line(text.get(row.start..end).unwrap_or(""));
        let part = part.truncate(usize::from(width)).to_string();
        Line::styled(format!(" {part}"), pen.style(role(notice)))
    };
    let lines: Vec<Line<'a>> = rows.iter().enumerate().map(row).collect();
    let height = lines.len() as u16;
    let at = |y| Rect {
        y,
        height,
        ..footer
    };
    let spares = |area: &Rect| keep.is_none_or(|keep| !area.contains(keep));
    let places = [at(footer.y.saturating_sub(height)), at(1)];
    let area = places.into_iter().find(spares)?;
    Some(Panel::lines(area, pen.style(Role::Footer), lines))
}

/// A text with more than these rows have room for is cut before its last part, what to do: git's words can be long. One
/// whose last part alone has no room stays as it is.
fn fitted(text: String, width: u16, most: usize) -> String {
    let is_too_long = |text: &str| wrap::wrap_at_most(text, width, most).1;
    if !is_too_long(&text) {
        return text;
    }
    let Some((head, advice)) = text.rsplit_once(" · ") else {
        return text;
    };
    let head = Shown::line(head);
    let all = usize::from(width) * most;
    let cut = |room: usize| format!("{} · {advice}", head.clone().truncate(room));
    let fits = |room: &usize| !is_too_long(&cut(*room));
    (LEAST_HEAD..all).rev().find(fits).map(cut).unwrap_or(text)
}

/// The text with the signs of this screen.
fn text(notice: &Notice, pen: Pen<'_>) -> String {
    if pen.glyphs.ascii {
        let dot = format!(" {} ", pen.glyphs.dot);
        notice.text.replace(" · ", &dot)
    } else {
        notice.text.clone()
    }
}

fn role(notice: &Notice) -> Role {
    match notice.tone {
        Tone::Info => Role::Info,
        Tone::Warning => Role::Warning,
        Tone::Error => Role::Error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::glyphs::{ASCII, UNICODE};
    use crate::ui::panel::Content;
    use crate::ui::theme::Theme;

    const TEXT: &str = "a.canvas.json was changed by someone else · R reads it again";

    fn shown(notice: &Notice, width: u16, keep: Option<u16>, ascii: bool) -> Option<(u16, String)> {
        let theme = Theme::default();
        let glyphs = if ascii { &ASCII } else { &UNICODE };
        let pen = Pen {
            theme: &theme,
            glyphs,
        };
        let footer = Rect::new(0, 11, width, 1);
        let keep = keep.map(|y| Position::new(1, y));
        let panel = rows(notice, usize::from(width) - 10, footer, keep, pen)?;
        let Content::Lines(lines) = &panel.content else {
            return None;
        };
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        Some((panel.area.y, lines.join("\n")))
    }

    #[test]
    fn a_long_error_keeps_its_end() {
        let error = Notice::error(TEXT);
        let rows = " a.canvas.json was changed by someone\n else · R reads it again";
        assert_eq!(shown(&error, 40, None, false), Some((9, rows.to_owned())));
        assert_eq!(shown(&error, 40, Some(8), false).unwrap().0, 9);
        assert_eq!(shown(&error, 40, Some(10), false).unwrap().0, 1);
        assert!(shown(&error, 40, None, true).unwrap().1.is_ascii());
        assert_eq!(shown(&error, 80, None, false), None, "it fits");
        assert_eq!(
            shown(&Notice::info(TEXT), 40, None, false).map(|at| at.0),
            Some(9)
        );
    }

    #[test]
    fn what_to_do_stays_where_the_words_before_it_are_too_long() {
        let error = Notice::error(format!(
            "the push failed: {}· Sync again.",
            "no, no ".repeat(50)
        ));
        let (_, rows) = shown(&error, 40, None, false).unwrap();
        assert_eq!(rows.lines().count(), 5);
        assert!(rows.starts_with(" the push failed: no, no"), "{rows}");
        assert!(
            rows.replace('\n', "").ends_with("… · Sync again."),
            "{rows}"
        );
    }

    #[test]
    fn what_is_too_long_for_all_rows_is_cut_with_a_sign() {
        let error = Notice::error("no, no ".repeat(50));
        let (y, rows) = shown(&error, 40, None, false).unwrap();
        assert_eq!((y, rows.lines().count()), (6, 5));
        assert!(rows.ends_with('…'), "{rows}");
    }
}
