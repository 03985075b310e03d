//! What was seen of a program in a terminal.

use std::num::NonZeroU16;

use portable_pty::ExitStatus;

use super::grammar;

/// What becomes of the bytes that the program writes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Line {
    /// The terminal takes them.
    Open,
    /// It takes no more for now.
    Held,
    /// It is about to go away.
    Going,
}

/// What was seen of the program so far.
pub(crate) struct Seen {
    pub(crate) emulator: vt100::Parser,
    pub(crate) raw: Vec<u8>,
    pub(crate) ended: Option<ExitStatus>,
    pub(crate) line: Line,
    /// Whether a paint has begun that has not ended: what is on the screen is half old, half new.
    pub(crate) painting: bool,
    /// Whether all has been read that there was.
    pub(crate) closed: bool,
}

impl Seen {
    pub(crate) fn screen(&self) -> &vt100::Screen {
        self.emulator.screen()
    }

    pub(crate) fn raw(&self) -> &[u8] {
        &self.raw
    }

    pub(crate) fn text(&self) -> String {
        self.screen().contents()
    }

    /// Nothing yet, in a terminal of this size.
    pub(crate) fn new((columns, rows): (u16, u16)) -> Self {
        Self {
            emulator: vt100::Parser::new(cells(rows), cells(columns), 0),
            raw: Vec::new(),
            ended: None,
            line: Line::Open,
            painting: false,
            closed: false,
        }
    }

    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.emulator.set_size(cells(rows), cells(columns));
    }

    pub(crate) fn take(&mut self, bytes: &[u8]) {
        // A switch may be cut by the reads.
        let from = self.raw.len().saturating_sub(8);
        self.raw.extend(bytes);
        self.emulator.process(bytes);
        let last = |switch: &[u8]| grammar::last_position(&self.raw[from..], switch);
        let (begun, ended) = (last(b"\x1b[?2026h"), last(b"\x1b[?2026l"));
        if begun != ended {
            self.painting = begun > ended;
        }
    }

    pub(crate) fn shows(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    /// Column and row of the first place that shows this text.
    pub(crate) fn find(&self, text: &str) -> Option<(u16, u16)> {
        let (rows, columns) = self.screen().size();
        (0..rows.get()).find_map(|row| {
            let mut line = String::new();
            let mut starts = Vec::new();
            for column in 0..columns.get() {
                let shown = self
                    .screen()
                    .cell(row, column)
                    .map_or("", vt100::Cell::contents);
                starts.extend(std::iter::repeat_n(column, shown.len().max(1)));
                line.push_str(if shown.is_empty() { " " } else { shown });
            }
            line.find(text).map(|at| (starts[at], row))
        })
    }

    /// Whether the program has the terminal: its own screen, pastes and mouse reported.
    pub(crate) fn is_taken(&self) -> bool {
        self.screen().alternate_screen() && self.screen().bracketed_paste()
    }

    /// Whether all is as a shell expects it.
    pub(crate) fn is_given_back(&self) -> bool {
        let screen = self.screen();
        !screen.alternate_screen()
            && !screen.bracketed_paste()
            && !screen.hide_cursor()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
            && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Default
            && screen.attributes_formatted()
                == vt100::Parser::default().screen().attributes_formatted()
    }

    /// What there is to say of a failure.
    pub(crate) fn report(&self) -> String {
        let last = self.raw.len().saturating_sub(300);
        format!(
            "ended: {:?}\nscreen:\n{}\nlast bytes: {}",
            self.ended,
            self.text(),
            self.raw[last..].escape_ascii()
        )
    }
}

fn cells(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap()
}
