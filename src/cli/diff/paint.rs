//! The colours of a difference: those of the terminal itself, as git uses them. What they say stands there in signs too.

use crate::review::text::{Ink, Span};

/// Takes back all that was set.
const RESET: &str = "\x1b[m";

/// The lines in colour, each by itself and ended by a newline.
pub(super) fn coloured(lines: &[Vec<Span<'_>>]) -> String {
    let mut text = String::new();
    for line in lines {
        let mut before = None;
        for span in line {
            let now = start(span.ink);
            if before != now {
                text.push_str(before.map_or("", |_| RESET));
                text.push_str(now.unwrap_or_default());
                before = now;
            }
            text.push_str(&span.text);
        }
        text.push_str(before.map_or("", |_| RESET));
        text.push('\n');
    }
    text
}

/// What turns the ink on; `None` for the terminal's usual one.
const fn start(ink: Ink) -> Option<&'static str> {
    match ink {
        Ink::Plain => None,
        Ink::Name | Ink::Title => Some("\x1b[1m"),
        Ink::Quiet => Some("\x1b[2m"),
        Ink::Added => Some("\x1b[32m"),
        Ink::Removed => Some("\x1b[31m"),
        Ink::Changed => Some("\x1b[33m"),
        Ink::Moved => Some("\x1b[36m"),
    }
}
