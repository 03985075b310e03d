//! A silent round on the board: what goes to the file, and what is kept.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::msg::Msg;
use bmcanvas::app::sync::Sync;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::{Change, Edit};
use bmcanvas::model::id::NoteId;
use bmcanvas::model::note::Note;
use bmcanvas::model::round::{Round, begun_by};

use super::support::{Desk, opened};

/// A channel, and a silent round that was begun after it was written; the focus on it.
fn desk() -> Desk {
    let mut desk = Desk::open(Canvas::new("business-model"), 120, 40);
    desk.keys("3oStands<enter><enter>:silent<enter>");
    assert!(desk.notice().contains("stay yours"), "{}", desk.notice());
    desk.effects.clear();
    desk
}

/// What the file was told to hold last, by the notes' texts.
fn written(desk: &Desk) -> Option<Vec<String>> {
    let saved = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save { canvas, .. } => Some(canvas),
        _ => None,
    })?;
    Some(texts(saved))
}

/// What was kept last in the user's own folder.
fn kept(desk: &Desk) -> Option<Vec<String>> {
    let kept = desk.effects.iter().rev().find_map(|effect| match effect {
        Effect::Hide(kept) => Some(kept),
        _ => None,
    })?;
    Some(kept.as_ref().map(texts).unwrap_or_default())
}

fn texts(canvas: &Canvas) -> Vec<String> {
    let mut texts: Vec<String> = canvas.notes().map(|(_, note)| note.text.clone()).collect();
    texts.sort();
    texts
}

#[test]
fn what_is_told_is_whole_on_a_narrow_screen() {
    let mut desk = Desk::open(Canvas::new("business-model"), 60, 50);
    desk.keys("3oStands<enter><enter>:silent<enter>");
    let text = desk.text();
    let rows: Vec<&str> = text.lines().map(str::trim).collect();
    let at = rows
        .iter()
        .position(|row| row.starts_with("a silent round: notes that you write"));
    let at = at.unwrap_or_else(|| panic!("{text}"));
    assert!(
        rows[at + 1].contains("somebody reveals"),
        "in rows of its own: {text}"
    );
    // The keys stay in sight below it.
    assert!(rows.last().unwrap().contains("? help"), "{text}");
}

#[test]
fn new_notes_stay_on_the_board_and_are_kept() {
    let mut desk = desk();
    desk.keys("oWeb<enter>Post<esc>");
    assert_eq!(written(&desk), None, "nothing of it goes to the file");
    assert_eq!(kept(&desk), Some(vec!["Post".to_owned(), "Web".to_owned()]));
    assert!(matches!(desk.board().file.sync, Sync::Fresh(_)));
    assert!(desk.text().contains("Web ◇ hidden"), "{}", desk.text());
    assert!(
        desk.text().contains("silent round, 2 hidden"),
        "{}",
        desk.text()
    );
    assert!(!desk.text().contains("Stands ◇"), "{}", desk.text());
    // They are edited, moved and deleted as any other; others' notes meanwhile too, in the file.
    desk.keys("<enter> office<esc>2o<esc>3Gm2");
    desk.keys("3ggj");
    assert_eq!(desk.focused_text().as_deref(), Some("Web"));
    desk.keys("d");
    assert_eq!(kept(&desk), Some(vec!["Post office".to_owned()]));
    desk.keys("u");
    assert_eq!(kept(&desk).unwrap().len(), 2);
    assert_eq!(written(&desk), None);
    desk.keys("3ggcr");
    assert_eq!(written(&desk), Some(vec!["Stands".to_owned()]));
    // To delete what others see, and to take that back, is no secret.
    desk.keys("d");
    assert_eq!(written(&desk), Some(vec![]));
    desk.keys("u");
    assert_eq!(written(&desk), Some(vec!["Stands".to_owned()]));
    assert!(!desk.text().contains("Stands ◇"), "{}", desk.text());
}

#[test]
fn a_reveal_writes_them_and_lets_go_of_what_was_kept() {
    let mut desk = desk();
    desk.keys("oWeb<enter><enter>:reveal<enter>");
    assert!(
        desk.notice().contains("1 note of yours"),
        "{}",
        desk.notice()
    );
    assert_eq!(written(&desk).unwrap(), ["Stands", "Web"]);
    assert_eq!(kept(&desk), Some(vec![]));
    assert!(!desk.text().contains("hidden"), "{}", desk.text());
    // In the next round they are the file's.
    desk.keys(":silent<enter>oPost<enter><enter>cr");
    assert_eq!(written(&desk).unwrap(), ["Stands", "Web"]);
    assert_eq!(kept(&desk), Some(vec!["Post".to_owned()]));
}

#[test]
fn a_draft_holds_nothing_of_what_is_hidden() {
    let mut desk = desk();
    desk.keys("oWeb<enter><enter>");
    desk.disk = super::support::Disk::Silent;
    desk.keys("3ggcr");
    let draft = desk.board().draft().unwrap();
    assert!(format!("{draft:?}").contains("Stands"));
    assert!(!format!("{draft:?}").contains("Web"), "{draft:?}");
}

/// A file in which a silent round is on or not, opened where an earlier run left a note.
fn reopened(silent: bool) -> Desk {
    let mut canvas = Canvas::new("business-model");
    if silent {
        canvas.state_round(Round::Silent, Some(begun_by("anna")));
    }
    let place = canvas.place_at(&"channels".into(), 0, None, 0);
    let mut opened = opened("test.canvas.json", canvas);
    opened.hidden = vec![(NoteId::from("left"), Note::new(place, "Left"))];
    let mut desk = Desk::start(120, 40);
    desk.send(Msg::Opened(Ok(Box::new(opened))));
    desk
}

#[test]
fn what_a_closed_board_left_stays_hidden_or_is_published_when_it_opens() {
    let desk = reopened(true);
    assert_eq!(written(&desk), None);
    assert_eq!(kept(&desk), Some(vec!["Left".to_owned()]));
    assert!(desk.text().contains("Left ◇ hidden"), "{}", desk.text());
    let desk = reopened(false);
    assert_eq!(written(&desk), Some(vec!["Left".to_owned()]));
    assert_eq!(kept(&desk), Some(vec![]));
    assert!(matches!(desk.board().file.sync, Sync::Fresh(_)));
}

#[test]
fn the_second_of_two_canvases_has_its_own_round() {
    let mut desk = desk();
    desk.beside("other.canvas.json", Canvas::new("business-model"));
    desk.keys("`3oOpen<enter><enter>`3oHidden<enter><enter>");
    let all: Vec<String> = desk
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Save { .. } | Effect::Of(..)))
        .map(|effect| format!("{effect:?}"))
        .collect();
    assert!(all.iter().any(|effect| effect.contains("Open")));
    assert!(!all.iter().any(|effect| effect.contains("\"Hidden\"")));
}

#[test]
fn a_silent_round_that_is_on_says_who_began_it() {
    let desk = desk();
    let begun = Change::Round(Round::Silent, Some(begun_by("anna\u{1b}[2J")));
    let mut canvas = desk.board().canvas().clone();
    canvas.apply(Edit::from(begun)).unwrap();
    let mut desk = Desk::open(canvas, 120, 40);
    desk.keys(":silent<enter>");
    assert!(
        desk.notice().contains("begun by anna^[[2J"),
        "{}",
        desk.notice()
    );
    desk.keys(":reveal<enter>:reveal<enter>");
    assert!(
        desk.notice().contains("no silent round is on"),
        "{}",
        desk.notice()
    );
}

#[test]
fn an_export_has_nothing_that_is_hidden() {
    let mut desk = desk();
    desk.keys("oWeb<esc>:export out.txt<enter>");
    let exported = desk.effects.iter().find_map(|effect| match effect {
        Effect::Export(export) => Some(texts(&export.canvas)),
        _ => None,
    });
    assert_eq!(exported.unwrap(), ["Stands"]);
}

#[test]
fn a_reveal_is_not_taken_back() {
    let mut desk = desk();
    desk.keys("oWeb<esc>:reveal<enter>u");
    assert!(!desk.board().canvas().is_silent());
    assert_eq!(texts(desk.board().canvas()), ["Stands"]);
}
