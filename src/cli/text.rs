//! Text put together line by line, and JSON that may go to a terminal.

use std::fmt::{Arguments, Write};

use crate::text::clean::multiline;

/// Lines of text.
#[derive(Debug, Default)]
pub(super) struct Text(String);

impl Text {
    /// Adds a line.
    pub(super) fn line(&mut self, line: Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    /// Adds an empty line, unless there is nothing yet.
    pub(super) fn gap(&mut self) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
    }

    /// All lines.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

/// The JSON with all that a terminal would act on, or show nothing of, as escapes; it says the same. What JSON lets
/// pass are DEL, C1, bidi controls and other hidden characters.
pub(super) fn escaped(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for char in json.chars() {
        if needs_escape(char) {
            let mut units = [0; 2];
            for unit in char.encode_utf16(&mut units) {
                // Writing into a string cannot fail.
                let _ = write!(safe, "\\u{unit:04x}");
            }
        } else {
            safe.push(char);
        }
    }
    safe
}

/// Newlines are those between the lines: those of texts are escaped already.
fn needs_escape(char: char) -> bool {
    if matches!(char, '\n' | ' '..='~') {
        return false;
    }
    let mut bytes = [0; 4];
    let text = char.encode_utf8(&mut bytes);
    multiline(text) != *text
}
