//! Cells to bytes: what must be sent so that the terminal shows a buffer, where only the damaged cells are looked at.
//!
//! The screen is never cleared before it is drawn, since that flickers: a full redraw writes row after row over what stands there.

mod glyph;
mod head;
pub mod lines;
mod pen;
mod row;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};

use head::Head;
use row::Row;

/// A paint of more bytes than this is wrapped in a synchronized update where the terminal knows it.
const SYNCHRONIZE_OVER: usize = 2048;

/// A visible cursor is hidden while more bytes than this are painted, so that it is not seen running about.
const HIDE_CURSOR_OVER: usize = 64;

const BEGIN_UPDATE: &[u8] = b"\x1b[?2026h";
const END_UPDATE: &[u8] = b"\x1b[?2026l";
const SHOW_CURSOR: &[u8] = b"\x1b[?25h";
const HIDE_CURSOR: &[u8] = b"\x1b[?25l";

/// What the terminal shows now, as far as it is known.
#[derive(Debug)]
pub struct Screen {
    shown: Buffer,
    /// Whether `shown` is not what the terminal shows, so that all must be drawn.
    unknown: bool,
    head: Head,
    /// Whether the cursor is visible, if that is known.
    visible: Option<bool>,
    synchronized: bool,
}

impl Screen {
    /// A screen of this size of which nothing is known: the first paint draws all of it.
    #[must_use]
    pub fn new(area: Rect) -> Self {
        Self {
            shown: Buffer::empty(area),
            unknown: true,
            head: Head::new(area.width),
            visible: None,
            synchronized: false,
        }
    }

    /// Forgets what the terminal shows: it has this size now, or something else has written to it. The next paint draws all.
    pub fn resize(&mut self, area: Rect) {
        let synchronized = self.synchronized;
        *self = Self {
            synchronized,
            ..Self::new(area)
        };
    }

    /// Remembers that the terminal knows synchronized output (mode 2026).
    pub fn set_synchronized(&mut self, known: bool) {
        self.synchronized = known;
    }

    /// What the terminal shows after the last paint.
    pub fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Adds to `out` the bytes that make the terminal show `next` and the cursor at `cursor`, none if it does already.
    ///
    /// Only the cells in `damage` are compared and drawn, and both halves of a wide character of which one is there. A cell outside
    /// that differs stays as it was shown. A buffer of another size than the screen's is taken as the new size.
    pub fn paint(
        &mut self,
        next: &Buffer,
        damage: &[Rect],
        cursor: Option<Position>,
        out: &mut Vec<u8>,
    ) {
        if next.area != self.shown.area {
            self.resize(next.area);
        }
        let area = self.shown.area;
        let cursor = cursor.filter(|at| area.contains(*at));
        let start = out.len();
        if cursor.is_none() && self.visible != Some(false) {
            out.extend(HIDE_CURSOR);
            self.visible = Some(false);
        }
        let body = out.len();
        if std::mem::take(&mut self.unknown) {
            self.draw_all(next, out);
        } else {
            for rect in damage {
                self.draw_rect(next, *rect, out);
            }
        }
        let synchronize = self.synchronized && out.len() - body > SYNCHRONIZE_OVER;
        if !synchronize && out.len() - body > HIDE_CURSOR_OVER && self.visible != Some(false) {
            insert(out, body, HIDE_CURSOR);
            self.visible = Some(false);
        }
        if let Some(at) = cursor {
            self.place_cursor(at.x - area.x, at.y - area.y, out);
        }
        if synchronize {
            insert(out, start, BEGIN_UPDATE);
            out.extend(END_UPDATE);
        }
    }

    fn place_cursor(&mut self, x: u16, y: u16, out: &mut Vec<u8>) {
        self.head.go_to(x, y, out);
        if self.visible != Some(true) {
            out.extend(SHOW_CURSOR);
            self.visible = Some(true);
        }
    }

    fn draw_all(&mut self, next: &Buffer, out: &mut Vec<u8>) {
        self.head.reset_pen(out);
        for y in 0..self.shown.area.height {
            let (Some(shown), Some(next)) = (row_mut(&mut self.shown, y), row(next, y)) else {
                return;
            };
            let head = &mut self.head;
            Row { y, next, head, out }.draw_all();
            shown.clone_from_slice(next);
        }
    }

    fn draw_rect(&mut self, next: &Buffer, rect: Rect, out: &mut Vec<u8>) {
        let area = self.shown.area;
        let rect = rect.intersection(area);
        if rect.is_empty() {
            return;
        }
        let (left, right) = (rect.left() - area.x, rect.right() - area.x);
        for y in rect.top() - area.y..rect.bottom() - area.y {
            let (Some(shown), Some(next)) = (row_mut(&mut self.shown, y), row(next, y)) else {
                return;
            };
            let head = &mut self.head;
            Row { y, next, head, out }.update(shown, left.into(), right.into());
        }
    }
}

/// The cells of row `y`, counted from the top of the buffer.
fn row(buffer: &Buffer, y: u16) -> Option<&[Cell]> {
    let width = usize::from(buffer.area.width);
    let start = width * usize::from(y);
    buffer.content.get(start..start + width)
}

fn row_mut(buffer: &mut Buffer, y: u16) -> Option<&mut [Cell]> {
    let width = usize::from(buffer.area.width);
    let start = width * usize::from(y);
    buffer.content.get_mut(start..start + width)
}

fn insert(out: &mut Vec<u8>, at: usize, bytes: &[u8]) {
    out.splice(at..at, bytes.iter().copied());
}

#[cfg(test)]
mod tests;
