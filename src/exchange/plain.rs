//! Plain text: a title, then each block's name with its notes below, a line each.
//!
//! ```text
//! AWS EC2, 2015
//!
//! Customer Segments
//! - Software developers
//! - SaaS start-ups
//!   that grow fast
//! ```

use std::fmt::Write;

use super::found::{Found, FoundNote, Stands};
use super::left::Left;
use super::naming::Kinds;
use super::part::{CanvasPart, Part};
use super::{Written, seated};
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::kind::Kind;
use crate::text::clean::multiline;

/// Before a note's first line, and before its further ones.
const BULLET: &str = "- ";
const INDENT: &str = "  ";
/// The most letters of a code.
const CODE: usize = 2;

pub(super) fn write(canvas: &Canvas, kind: &Kind) -> Written {
    let mut text = String::new();
    if !canvas.header.title.is_empty() {
        // Writing to a string does not fail.
        let _ = writeln!(text, "{}", one_line(&canvas.header.title));
    }
    for (block, notes) in seated::blocks(canvas, kind) {
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "{}", one_line(kind.title_of(block)));
        for (_, note) in notes {
            text.push_str(&item(&note.text));
        }
    }
    Written {
        bytes: text.into_bytes(),
        left: left(canvas),
    }
}

/// What is not in the text. A note's lines are, unless one of them is empty, or would be read as something else.
fn left(canvas: &Canvas) -> Left {
    let title = canvas.header.title.as_str();
    let mut left = Left::judged(
        canvas,
        |note, part| *part == Part::Lines && has_plain_lines(&note.text),
        |part| *part == CanvasPart::Header(HeaderField::Title) && one_line(title) == title,
    );
    let has_signs = |text: &str| multiline(text) != text;
    let notes = canvas.notes().filter(|(_, note)| has_signs(&note.text));
    let notes: Vec<_> = notes.map(|(id, _)| id.clone()).collect();
    left.add(&Part::Signs, notes);
    left
}

fn has_plain_lines(text: &str) -> bool {
    let is_plain = |line: &str| {
        !line.is_empty() && line.trim() == line && bullet(line).is_none() && !is_rule(line)
    };
    text.split('\n').all(is_plain)
}

fn one_line(text: &str) -> String {
    multiline(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

fn item(text: &str) -> String {
    let lines = multiline(text);
    let mut item = String::new();
    for (at, line) in lines.lines().enumerate() {
        item.push_str(if at == 0 { BULLET } else { INDENT });
        item.push_str(line.trim_end());
        item.push('\n');
    }
    if item.is_empty() {
        item.push_str("-\n");
    }
    item
}

pub(super) fn read(text: &str, kinds: &Kinds) -> Found {
    let mut found = Found::default();
    let mut heading: Option<String> = None;
    // How far the last note is indented, and how many empty lines there are since.
    let mut note = Item::default();
    let mut next = 1;
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let trimmed = line.trim();
        let item = bullet(trimmed).or_else(|| numbered(trimmed, next));
        if trimmed.is_empty() || is_rule(trimmed) {
            note.gap += usize::from(trimmed.is_empty());
            continue;
        }
        let below = lines.peek().map(|(_, line)| *line).unwrap_or_default();
        let heads_a_list = bullet(below.trim()).or_else(|| numbered(below.trim(), 1));
        let stands_out = !line.starts_with(char::is_whitespace);
        // A letter may be the code of a block, and more often it is a title.
        let is_named = kinds.know(trimmed) && trimmed.chars().nth(CODE).is_some();
        let is_heading = is_named
            || item.is_none() && (heads_a_list.is_some() || note.ends_before(trimmed, below));
        if bullet(trimmed).is_none() && stands_out && is_heading {
            next = 1;
            note.is_marked = false;
            let title = trimmed.trim_end_matches(':').to_owned();
            found.titles.push((Some(at + 1), title.clone()));
            heading = Some(title);
            continue;
        }
        match &heading {
            None if found.header.title.is_empty() => trimmed.clone_into(&mut found.header.title),
            None => found
                .notes
                .push(FoundNote::new(Stands::Under("parking".to_owned()), trimmed)),
            Some(heading) => {
                next += usize::from(numbered(trimmed, next).is_some());
                note.take(&mut found.notes, heading, line, item);
            }
        }
    }
    found
}

/// The note that was read last.
#[derive(Default)]
struct Item {
    /// How far its first line is indented.
    indent: usize,
    /// How many empty lines there were since.
    gap: usize,
    /// Whether a note of this list has a bullet or a number, or is indented.
    is_marked: bool,
}

impl Item {
    /// Whether a bare line with more directly below it is no note of this list: it names another section.
    fn ends_before(&self, line: &str, below: &str) -> bool {
        let is_other = self.is_marked || line.ends_with(':') || is_rule(below.trim());
        self.gap > 0 && is_other && !below.trim().is_empty()
    }

    /// Takes the line for a note of its own, or for a further line of the one before it, where it is indented further.
    fn take(&mut self, notes: &mut Vec<FoundNote>, heading: &str, line: &str, item: Option<&str>) {
        let stands = Stands::Under(heading.to_owned());
        let gap = std::mem::take(&mut self.gap);
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        let below = notes.last_mut().filter(|last| {
            let is_deeper = line
                .get(self.indent..)
                .is_some_and(|rest| rest.starts_with(INDENT) || rest.starts_with('\t'));
            last.stands == stands && is_deeper
        });
        match (item, below) {
            (item, Some(last)) if item.is_none() || gap == 0 => {
                last.note.text.push_str(&"\n".repeat(gap + 1));
                let more = line.get(self.indent..).unwrap_or(trimmed);
                let more = more.strip_prefix(INDENT).unwrap_or(trimmed);
                last.note.text.push_str(more.trim_end());
            }
            (item, _) => {
                self.indent = indent;
                self.is_marked |= item.is_some() || indent > 0;
                notes.push(FoundNote::new(stands, item.unwrap_or(line.trim())));
            }
        }
    }
}

/// What follows the bullet, if the line has one.
fn bullet(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(['-', '*', '•', '+', '–'])?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| rest.trim())
}

/// What follows the number, if it is this one: other numbers are the note's own.
fn numbered(line: &str, number: usize) -> Option<&str> {
    let rest = line.strip_prefix(&number.to_string())?;
    let rest = rest.strip_prefix(['.', ')'])?;
    rest.starts_with(char::is_whitespace).then(|| rest.trim())
}

/// Whether the line only underlines the one before it.
fn is_rule(line: &str) -> bool {
    line.len() > 2
        && line
            .chars()
            .all(|char| matches!(char, '-' | '=' | '_' | '~'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{self, Look, Source, Target};
    use crate::format::kind::built_in_kind;

    fn kinds() -> Kinds {
        Kinds::new(built_in_kind("business-model").unwrap(), vec![])
    }

    fn texts(canvas: &Canvas, block: &str) -> Vec<String> {
        let ids = canvas.block(&block.into()).iter();
        ids.map(|id| canvas.note(id).unwrap().text.clone())
            .collect()
    }

    #[test]
    fn lists_below_block_names_are_read() {
        let text = "Bike box\n\nCustomer segments:\n* Commuters\n- Shops\n  in the city\n\n\
                    COST STRUCTURE\n--------------\nSteel\nRent\n";
        let import = exchange::read(text.as_bytes(), Source::Text, &kinds()).unwrap();
        assert_eq!(import.canvas.header.title, "Bike box");
        assert_eq!(
            texts(&import.canvas, "customer_segments"),
            ["Commuters", "Shops\nin the city"]
        );
        assert_eq!(texts(&import.canvas, "cost_structure"), ["Steel", "Rent"]);
        assert_eq!(import.remarks, []);
    }

    #[test]
    fn what_is_indented_further_belongs_to_the_note_above() {
        let text = "R$\n\nChannels\n  App\n  Shop\n\nCost structure\n- Steel\n  - by the ton\n\n  from \
                    abroad\n- Rent (old)\n\nKey partners (old)\n";
        let import = exchange::read(text.as_bytes(), Source::Text, &kinds()).unwrap();
        assert_eq!(import.canvas.header.title, "R$");
        assert_eq!(texts(&import.canvas, "channels"), ["App", "Shop"]);
        assert_eq!(
            texts(&import.canvas, "cost_structure"),
            ["Steel\n- by the ton\n\nfrom abroad", "Rent (old)"]
        );
        let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["line 14: left out: of the heading \"Key partners (old)\": old"]
        );
    }

    #[test]
    fn a_line_before_a_list_is_a_heading_even_of_no_block() {
        let text = "Channels\n- App\n\nWorries\n- Rain\n";
        let import = exchange::read(text.as_bytes(), Source::Text, &kinds()).unwrap();
        assert_eq!(texts(&import.canvas, "parking"), ["Rain"]);
        assert_eq!(import.remarks.len(), 1);
    }

    #[test]
    fn a_bare_line_after_a_list_heads_a_section_of_its_own() {
        let text = "Plan\n\nCosts\n1. Wages\n2) Rent\n7. floor\n\nUnknown Part\nfoo\n\n\
                    Channels\nApp\nShop\n\nMail\nFax\n\nWorries:\nRain\n\n1. Key Partners\n- City\n";
        let import = exchange::read(text.as_bytes(), Source::Text, &kinds()).unwrap();
        let canvas = &import.canvas;
        assert_eq!(
            texts(canvas, "cost_structure"),
            ["Wages", "Rent", "7. floor"]
        );
        assert_eq!(texts(canvas, "channels"), ["App", "Shop", "Mail", "Fax"]);
        assert_eq!(texts(canvas, "key_partners"), ["City"]);
        assert_eq!(texts(canvas, "parking"), ["foo", "Rain"]);
        let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(told.len(), 2, "{told:?}");
    }

    #[test]
    fn what_is_written_reads_back() {
        let text = "T\n\nChannels\n- App\n- Shop\n  in town\n\nKey Partners\n- Channels\n";
        let import = exchange::read(text.as_bytes(), Source::Text, &kinds()).unwrap();
        let kind = built_in_kind("business-model").unwrap();
        let written =
            exchange::write(&import.canvas, &kind, Target::Text, Look::default()).unwrap();
        assert!(written.left.is_empty());
        let again = exchange::read(&written.bytes, Source::Text, &kinds()).unwrap();
        assert_eq!(again.canvas, import.canvas);
    }

    #[test]
    fn what_would_not_come_back_is_told() {
        for (text, is_told) in [
            ("a\nb", false),
            ("a\n\nb", true),
            ("a\n- b", true),
            (" a", true),
            ("a\u{7}", true),
        ] {
            let mut canvas = Canvas::new("business-model");
            let mut note = FoundNote::new(Stands::Under(String::new()), text).note;
            note.place.block = "channels".into();
            canvas.insert("a".into(), note).unwrap();
            let left = super::left(&canvas);
            assert_eq!(!left.is_empty(), is_told, "{text:?}");
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        let text = "Channels\n- \u{1b}[31mred\u{7}\u{202e}\n";
        let import = exchange::read(text.as_bytes(), Source::Text, &kinds()).unwrap();
        let kind = built_in_kind("business-model").unwrap();
        let bytes = exchange::write(&import.canvas, &kind, Target::Text, Look::default())
            .unwrap()
            .bytes;
        let out = String::from_utf8(bytes).unwrap();
        assert!(
            !out.chars().any(|char| char.is_control() && char != '\n'),
            "{out:?}"
        );
        assert!(!out.contains('\u{202e}'));
    }
}
