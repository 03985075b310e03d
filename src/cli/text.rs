//! Text put together line by line.

use std::fmt::{Arguments, Write};

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
