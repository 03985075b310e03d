//! Words of other programs for colours, statuses and horizons: those that can mean but one of ours are read as it. All
//! others stay as they are, which is said: a wrong guess would be worse than a note without a colour.

use super::found::{Found, Remark};
use crate::model::belief::{Horizon, Status};
use crate::model::color::NoteColor;
use crate::model::json::Json;
use crate::model::note::Note;

/// Puts a colour into the note.
pub(super) fn color(found: &mut Found, note: &mut Note, line: Option<usize>, word: &str) {
    let known = color_of(word);
    tell(found, line, "colour", word, known.map(NoteColor::name));
    note.color = Some(known.map_or_else(|| word.into(), |color| color.name().into()));
}

/// Puts a status into the note.
pub(super) fn status(found: &mut Found, note: &mut Note, line: Option<usize>, word: &str) {
    let known = status_of(word);
    tell(found, line, "status", word, known.map(Status::name));
    note.belief.status = Some(known.map_or_else(|| text(word), Status::to_json));
}

/// Puts a horizon into the note.
pub(super) fn horizon(found: &mut Found, note: &mut Note, line: Option<usize>, word: &str) {
    let known = horizon_of(word);
    tell(found, line, "horizon", word, known.map(Horizon::name));
    note.belief.horizon = Some(known.map_or_else(|| text(word), Horizon::to_json));
}

fn text(word: &str) -> Json {
    Json::String(word.into())
}

/// Says what was made of a word, but for upper and lower case.
fn tell(found: &mut Found, line: Option<usize>, what: &str, word: &str, known: Option<&str>) {
    match known {
        Some(known) if folded(known) == folded(word) => {}
        Some(known) => found.say(Remark::Changed {
            line,
            what: format!("the {what} {word:?} is read as {known:?}"),
        }),
        None => found.say(Remark::Unshown {
            line,
            what: format!("the {what} {word:?}"),
        }),
    }
}

/// In lower case, words parted by single blanks, whatever parts them.
fn folded(word: &str) -> String {
    let lower = word.to_lowercase();
    let words = lower.split(|char: char| char.is_whitespace() || "-_–—".contains(char));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn color_of(word: &str) -> Option<NoteColor> {
    if let Some(digits) = word.trim().strip_prefix('#') {
        return of_hex(digits);
    }
    let folded = folded(word);
    let shades = ["light ", "dark ", "pale ", "bright "];
    let bare = shades.iter().find_map(|shade| folded.strip_prefix(shade));
    match bare.unwrap_or(&folded) {
        "grey" => Some(NoteColor::Gray),
        "violet" => Some(NoteColor::Purple),
        name => NoteColor::from_name(name),
    }
}

/// The colour of these digits, where its hue is plainly that of one of ours.
fn of_hex(digits: &str) -> Option<NoteColor> {
    let digits = digits.chars().map(|char| char.to_digit(16));
    let digits: Vec<u32> = digits.collect::<Option<_>>()?;
    let parts: Vec<u32> = match digits.len() {
        3 => digits.iter().map(|digit| digit * 17).collect(),
        6 => {
            let (pairs, _) = digits.as_chunks::<2>();
            pairs.iter().map(|[high, low]| high * 16 + low).collect()
        }
        _ => return None,
    };
    let [red, green, blue] = *parts.as_slice() else {
        return None;
    };
    let greatest = red.max(green).max(blue);
    let span = greatest - red.min(green).min(blue);
    if span <= greatest / 16 {
        return (0x50..=0xe0).contains(&greatest).then_some(NoteColor::Gray);
    }
    if span < greatest / 5 || greatest < 0x60 {
        return None;
    }
    match hue(red, green, blue, greatest, span) {
        0..=10 | 350..=359 => Some(NoteColor::Red),
        24..=40 => Some(NoteColor::Orange),
        48..=62 => Some(NoteColor::Yellow),
        90..=150 => Some(NoteColor::Green),
        205..=245 => Some(NoteColor::Blue),
        265..=300 => Some(NoteColor::Purple),
        _ => None,
    }
}

/// The angle on the circle of colours.
fn hue(red: u32, green: u32, blue: u32, greatest: u32, span: u32) -> u32 {
    // Six sixths of a circle; a whole one is added, as the difference may be below zero.
    let angle =
        |from: u32, plus: u32, minus: u32| from + 360 + 60 * plus / span - 60 * minus / span;
    let angle = if greatest == red {
        angle(0, green, blue)
    } else if greatest == green {
        angle(120, blue, red)
    } else {
        angle(240, red, green)
    };
    angle % 360
}

fn status_of(word: &str) -> Option<Status> {
    match folded(word).as_str() {
        "not tested" | "to test" | "unvalidated" | "not validated" => Some(Status::Untested),
        "in progress" | "in test" | "being tested" => Some(Status::Testing),
        "validated" | "confirmed" | "proven" => Some(Status::Supported),
        "invalidated" | "disproved" | "disproven" => Some(Status::Refuted),
        name => Status::from_name(name),
    }
}

fn horizon_of(word: &str) -> Option<Horizon> {
    let word = folded(word);
    let mut all = Horizon::ALL.into_iter();
    all.find(|horizon| folded(horizon.name()) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_read_where_it_can_be_no_other() {
        use NoteColor::{Blue, Gray, Green, Orange, Purple, Red, Yellow};
        for (word, color) in [
            ("Yellow", Some(Yellow)),
            (" GREEN ", Some(Green)),
            ("grey", Some(Gray)),
            ("light-blue", Some(Blue)),
            ("dark_green", Some(Green)),
            ("violet", Some(Purple)),
            ("#FFFF00", Some(Yellow)),
            ("#ff0", Some(Yellow)),
            ("#fff9b1", Some(Yellow)),
            ("#FF0000", Some(Red)),
            ("#F00", Some(Red)),
            ("#ffa500", Some(Orange)),
            ("#0000ff", Some(Blue)),
            ("#808080", Some(Gray)),
            ("#800080", Some(Purple)),
            ("#008000", Some(Green)),
            // As this program gives them to others.
            ("#FEF3A0", Some(Yellow)),
            ("#FBCB92", Some(Orange)),
            ("#F7A8A8", Some(Red)),
            ("#D9B8F2", Some(Purple)),
            ("#A9CDF5", Some(Blue)),
            ("#B5E3B0", Some(Green)),
            ("#D5D8DC", Some(Gray)),
            // Pink, cyan, chartreuse, black, white: none of ours, or between two of them.
            ("#ff69b4", None),
            ("#00ffff", None),
            ("#afff00", None),
            ("#000000", None),
            ("#ffffff", None),
            ("#ff00", None),
            ("#yellow", None),
            ("pink", None),
            ("yellowish", None),
            ("", None),
        ] {
            assert_eq!(color_of(word), color, "{word}");
        }
    }

    #[test]
    fn a_status_or_horizon_is_read_where_it_can_be_no_other() {
        for (word, status) in [
            ("In Progress", Some(Status::Testing)),
            ("in-progress", Some(Status::Testing)),
            ("Validated", Some(Status::Supported)),
            ("UNTESTED", Some(Status::Untested)),
            ("refuted", Some(Status::Refuted)),
            ("Done", None),
            ("open", None),
        ] {
            assert_eq!(status_of(word), status, "{word}");
        }
        for (word, horizon) in [
            ("Now", Some(Horizon::Now)),
            ("6–12 months", Some(Horizon::Soon)),
            ("6-12 Months", Some(Horizon::Soon)),
            ("Q3", None),
        ] {
            assert_eq!(horizon_of(word), horizon, "{word}");
        }
    }

    #[test]
    fn what_was_made_of_a_word_is_told_once() {
        let mut found = Found::default();
        let mut stands =
            super::super::FoundNote::new(super::super::Stands::Under("Channels".to_owned()), "App");
        let note = &mut stands.note;
        for word in ["Yellow", "#FFFF00", "#ffff00", "mauve", "mauve"] {
            color(&mut found, note, None, word);
        }
        assert_eq!(note.color.as_deref(), Some("mauve"));
        status(&mut found, note, Some(3), "In Progress");
        assert_eq!(note.belief.status(), Some(Status::Testing));
        let told: Vec<String> = found.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "the colour \"#FFFF00\" is read as \"yellow\"",
                "the colour \"#ffff00\" is read as \"yellow\"",
                "kept, though no board shows it: the colour \"mauve\"",
                "line 3: the status \"In Progress\" is read as \"testing\"",
            ]
        );
    }
}
