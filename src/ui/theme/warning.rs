//! What is wrong in a theme file. Never a failure: the board comes up with what could be read.

use std::fmt;

/// Something in a theme that was passed over.
///
/// The message quotes the file and is as untrusted as the file: clean it before it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The theme's name.
    pub theme: String,
    /// The line, counted from 1, unless the whole file is meant.
    pub line: Option<usize>,
    /// What is wrong and what to do.
    pub message: String,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "theme {}", self.theme)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

/// Collects the warnings about one theme's text.
pub(super) struct Report<'a> {
    theme: &'a str,
    text: &'a str,
    warnings: &'a mut Vec<Warning>,
}

impl<'a> Report<'a> {
    /// A report about the theme of that name and text, which adds to `warnings`.
    pub(super) fn new(theme: &'a str, text: &'a str, warnings: &'a mut Vec<Warning>) -> Self {
        Self {
            theme,
            text,
            warnings,
        }
    }

    /// Adds a warning about the text from byte `at`.
    pub(super) fn warn(&mut self, at: usize, message: String) {
        let before = self.text.as_bytes().iter().take(at);
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        self.warnings.push(Warning {
            theme: self.theme.to_owned(),
            line: Some(line),
            message,
        });
    }
}
