//! A canvas as plain text for comparing by line: what people would notice, and nothing that changes by itself.

use crate::model::canvas::Canvas;
use crate::model::conflicts::Conflicts;
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::{Fields, Json};
use crate::model::kind::Kind;
use crate::model::note::Note;
use crate::model::thread::Comment;

/// The canvas as text: its header, then the blocks that hold notes, in the order of the kind, with their notes in theirs.
/// Without ids and ranks: a note that others moved past is where it was. Where the kind is not known, blocks have their
/// ids as titles and order. Untrusted.
pub fn plain(canvas: &Canvas, kind: Option<&Kind>) -> String {
    let mut out = String::new();
    field(&mut out, "", "Kind", &canvas.kind);
    for header in HeaderField::ALL {
        let text = canvas.header.get(header);
        if !text.is_empty() {
            field(&mut out, "", header.label(), &text);
        }
    }
    conflicts(&mut out, &canvas.conflicts);
    fields(&mut out, "", &canvas.extra);
    let mut blocks: Vec<&BlockId> = canvas.blocks_in_use().collect();
    if let Some(kind) = kind {
        kind.sort(&mut blocks);
    }
    for block in blocks {
        out.push('\n');
        let title = kind.map_or_else(|| block.title(), |kind| kind.title_of(block));
        lines(&mut out, "", title);
        let notes = canvas.block(block).iter().filter_map(|id| canvas.note(id));
        for shown in notes {
            note(&mut out, canvas, shown);
        }
    }
    out
}

/// A note: its text, what is said of it behind the first line, and what this version does not know below.
fn note(out: &mut String, canvas: &Canvas, note: &Note) {
    let (first, rest) = note.text.split_once('\n').unwrap_or((&note.text, ""));
    let marks = marks(canvas, note);
    let marks = if marks.is_empty() {
        marks
    } else {
        format!("  ({})", marks.replace('\n', " "))
    };
    line(out, "  - ", &format!("{first}{marks}"));
    if note.text.contains('\n') {
        for text in rest.split('\n') {
            line(out, "    ", text);
        }
    }
    review(out, note);
    fields(out, "      ", &note.extra);
}

/// The comments as they were said, then the evidence, then the review marks and the dots by name.
fn review(out: &mut String, note: &Note) {
    for (_, comment) in note.thread.in_order() {
        let Comment { by, at, text, .. } = comment;
        let resolved = match comment.resolved.as_str() {
            "" => String::new(),
            who => format!("  (resolved by {who})"),
        };
        let name = [by.as_str(), at].join(" ");
        field(
            out,
            "      ",
            &format!("Comment, {}", name.trim()),
            &format!("{text}{resolved}"),
        );
    }
    for line in &note.belief.evidence {
        field(out, "      ", "Evidence", line);
    }
    for (who, mark) in note.stances.iter() {
        field(out, "      ", &format!("Review, {who}"), &mark.to_string());
    }
    for (who, dots) in note.votes.iter() {
        field(out, "      ", &format!("Dots, {who}"), &dots.to_string());
    }
}

/// Colour, amount, belief, tags, links and of which note this is the other text, in words.
fn marks(canvas: &Canvas, note: &Note) -> String {
    let color = note.color.as_ref().map(ToString::to_string);
    let tags: Vec<&str> = note.tags.iter().map(String::as_str).collect();
    let tags = (!tags.is_empty()).then(|| format!("tags: {}", tags.join(", ")));
    let named = |id: &NoteId| {
        let first = canvas.note(id).and_then(|note| note.text.lines().next());
        first.unwrap_or(id.as_str()).to_owned()
    };
    let links: Vec<String> = note.links.iter().map(named).collect();
    let links = (!links.is_empty()).then(|| format!("linked to: {}", links.join(", ")));
    let other = note.conflict_of.as_ref();
    let other = other.map(|id| format!("other text of: {}", named(id)));
    let amount = note
        .amount
        .as_ref()
        .map(|amount| format!("amount: {amount}"));
    let said =
        |name: &str, word: &Option<Json>| word.as_ref().map(|word| format!("{name}: {word}"));
    let status = said("status", &note.belief.status);
    let horizon = said("horizon", &note.belief.horizon);
    let marks: Vec<String> = [color, amount, status, horizon, tags, links, other]
        .into_iter()
        .flatten()
        .collect();
    marks.join("; ")
}

fn conflicts(out: &mut String, conflicts: &Conflicts) {
    for (path, values) in conflicts.iter() {
        for value in values {
            field(out, "", &format!("Not taken, {path}"), &value.to_string());
        }
    }
}

fn fields(out: &mut String, indent: &str, fields: &Fields) {
    for (name, value) in fields {
        field(out, indent, name, &value.to_string());
    }
}

fn field(out: &mut String, indent: &str, name: &str, value: &str) {
    lines(out, indent, &format!("{name}: {value}"));
}

/// The text, with what follows its first line indented further, so that no line is taken for another part.
fn lines(out: &mut String, indent: &str, text: &str) {
    let further = format!("{indent}    ");
    for (at, text) in text.split('\n').enumerate() {
        line(out, if at == 0 { indent } else { &further }, text);
    }
}

/// A line. No blanks stand at its end but those of the text.
fn line(out: &mut String, indent: &str, text: &str) {
    out.push_str(if text.is_empty() {
        indent.trim_end()
    } else {
        indent
    });
    out.push_str(text);
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::plain;
    use crate::format::kind::built_in_kind;
    use crate::format::read;

    const FILE: &str = r#"{
      "bmcanvas": 1, "kind": "lean", "title": "Plan", "iteration": 3, "future": { "x": [1.50] },
      "conflicts": { "title": ["Idea"] },
      "notes": {
        "a": { "block": "channels", "rank": "B", "text": "Web\n\nand shop" },
        "b": { "block": "channels", "rank": "A", "text": "Bike", "color": "green", "tags": ["x", "city"] },
        "c": { "block": "channels", "rank": "C", "text": "Net", "tags": ["conflict"], "links": ["b", "gone"], "conflict_of": "a" },
        "d": { "block": "parking", "rank": "A", "text": "later", "amount": "5 EUR/month", "heat": 2,
               "votes": { "anna": 2, "~": "" },
               "review": { "anna": "agree", "ben": "maybe", "~": "" },
               "comments": {
                   "2": { "by": "ben", "at": "2026-11-25T09:00:00Z", "text": "Not now\nbut soon", "resolved": "anna" },
                   "1": { "by": "anna", "at": "2026-11-25T10:00:00Z", "text": "When?" } } },
        "e": { "block": "problem", "rank": "A", "text": "" },
        "f": { "block": "odd", "rank": "A", "text": "lost" }
      }
    }"#;

    const TEXT: &str = "\
Kind: lean
Title: Plan
Iteration: 3
Not taken, title: Idea
future: {x: [1.50]}

Problem
  -

Channels
  - Bike  (green; tags: city, x)
  - Web

    and shop
  - Net  (tags: conflict; linked to: Bike, gone; other text of: Web)

Parking
  - later  (amount: 5 EUR/month)
      Comment, ben 2026-11-25T09:00:00Z: Not now
          but soon  (resolved by anna)
      Comment, anna 2026-11-25T10:00:00Z: When?
      Review, anna: agree
      Review, ben: maybe
      Dots, anna: 2
      heat: 2

odd
  - lost
";

    #[test]
    fn all_that_people_would_notice_is_there_in_the_order_of_the_kind() {
        let canvas = read(FILE.as_bytes()).unwrap().canvas;
        let kind = built_in_kind("lean").unwrap();
        assert_eq!(plain(&canvas, Some(&kind)), TEXT);
    }

    #[test]
    fn without_a_kind_blocks_have_their_ids() {
        let canvas = read(FILE.as_bytes()).unwrap().canvas;
        let text = plain(&canvas, None);
        assert!(text.contains("\nchannels\n  - Bike"), "{text}");
        assert!(text.contains("\nproblem\n"), "{text}");
    }

    #[test]
    fn a_line_break_does_not_make_another_part() {
        let file =
            r#"{ "title": "a\nKey Partners", "blocks": { "b\n  - c": ["d\nKey Partners"] } }"#;
        let text = plain(&read(file.as_bytes()).unwrap().canvas, None);
        assert!(!text.contains("\nKey Partners"), "{text}");
        assert!(!text.contains("\n  - c"), "{text}");
    }
}
