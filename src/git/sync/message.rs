//! The commit's message, made from what changed.

use crate::model::canvas::Canvas;
use crate::model::changes::Changes;
use crate::store::library::Library;
use crate::text::clean::Shown;

/// The columns that the first line of a message should have at most.
const MOST: usize = 72;
/// The columns that are left to the title where the changes are many.
const LEAST_TITLE: usize = 24;

/// The message's first line.
pub(super) fn subject(message: &str) -> &str {
    message.trim().lines().next().unwrap_or_default()
}

/// For a canvas that was not committed before.
pub(super) fn of_new(canvas: &Canvas) -> String {
    let notes = match canvas.notes().len() {
        0 => "no notes yet".to_owned(),
        1 => "1 note".to_owned(),
        count => format!("{count} notes"),
    };
    message(canvas, &format!("new canvas, {notes}"))
}

/// For what differs from the canvas as it was committed, if that could be read.
pub(super) fn of_changes(before: Option<&Canvas>, now: &Canvas, library: &Library) -> String {
    let Some(before) = before else {
        return message(now, "readable again");
    };
    let summary = summary(before, now, library);
    let summary = if summary.is_empty() {
        "form only"
    } else {
        &summary
    };
    message(now, summary)
}

/// What differs, in a line; empty where nobody would notice.
pub(super) fn summary(before: &Canvas, now: &Canvas, library: &Library) -> String {
    let changes = Changes::between(before, now);
    match library.kind(&now.kind) {
        Ok(kind) => changes.summary_in(&kind),
        Err(_) => changes.summary(|block| block.title().to_owned()),
    }
}

/// The title and what happened, as a first line that is not too long; where it says less than all, all follows.
fn message(canvas: &Canvas, what: &str) -> String {
    let title = match canvas.header.title.trim() {
        "" => "Untitled canvas",
        title => title,
    };
    let title = Shown::line(title);
    let what = Shown::line(what);
    let whole = format!("{title}: {what}");
    if Shown::line(&whole).width() <= MOST {
        return whole;
    }
    let room = MOST.saturating_sub(what.width() + 2).max(LEAST_TITLE);
    let short = title.clone().truncate(room);
    let what = what.truncate(MOST.saturating_sub(short.width() + 2));
    format!("{short}: {what}\n\n{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str) -> Canvas {
        let mut canvas = Canvas::new("business-model");
        title.clone_into(&mut canvas.header.title);
        canvas
    }

    #[test]
    fn a_short_one_is_one_line() {
        let canvas = titled("AWS EC2, 2015");
        assert_eq!(
            message(&canvas, "+2 Channels"),
            "AWS EC2, 2015: +2 Channels"
        );
        assert_eq!(
            of_new(&titled(" ")),
            "Untitled canvas: new canvas, no notes yet"
        );
    }

    #[test]
    fn a_long_one_says_the_rest_below() {
        let what = "+2 Channels, ~1 Value Propositions, -3 Customer Segments, >1 Parking";
        let long = message(&titled(&"Title ".repeat(20)), what);
        let first = subject(&long);
        assert_eq!(Shown::line(first).width(), MOST, "{first}");
        assert!(first.starts_with("Title Title") && first.contains("…: +2 Channels, ~1 Val"));
        assert!(long.ends_with(what), "{long}");
    }

    #[test]
    fn nothing_in_it_acts_on_a_terminal_or_breaks_the_line() {
        let hostile = message(&titled("a\n\u{1b}[31m\u{202e}b\0"), "+1 x");
        assert!(
            !hostile.contains(['\n', '\u{1b}', '\u{202e}', '\0']),
            "{hostile:?}"
        );
    }
}
