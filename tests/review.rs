//! What changed since another version, on the board: asked for, shown, walked through, taken back.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm
)]

#[path = "review/ages.rs"]
mod ages;
#[path = "review/fields.rs"]
mod fields;
#[path = "review/past.rs"]
mod past;
mod support;

use std::sync::Arc;

use bmcanvas::app::effect::{Effect, Errand};
use bmcanvas::app::face::Part;
use bmcanvas::app::lens::{Against, Lens, Version};
use bmcanvas::app::msg::{Entry, Msg, Trouble};
use bmcanvas::app::weave::Mark;
use bmcanvas::model::amount;
use bmcanvas::model::belief::{Believed, Status};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::{Change, Edit};
use bmcanvas::model::id::NoteId;
use bmcanvas::model::json::Json;
use bmcanvas::model::note::Note;
use bmcanvas::model::round::Round;
use bmcanvas::model::viability::{Answer, Dimension};
use bmcanvas::ui::theme::Depth;
use support::{Desk, content, example};

const SIZES: [(u16, u16); 3] = [(80, 24), (160, 45), (60, 50)];

fn head() -> Against {
    Against::Revision("HEAD".to_owned())
}

fn id(canvas: &Canvas, text: &str) -> NoteId {
    let mut notes = canvas.notes();
    let (id, _) = notes.find(|(_, note)| note.text.starts_with(text)).unwrap();
    id.clone()
}

/// The example, and what became of it: a note more, one less, one edited, one moved, one recoloured, one raised.
fn versions() -> (Canvas, Canvas) {
    let before = example("aws-iaas");
    let mut after = before.clone();
    let id = |text| id(&before, text);
    let place = |block: &str, at| before.place_at(&block.into(), at, None, 7);
    let raised = before.place_at(&"cost_structure".into(), 0, Some(&id("Telecom")), 7);
    let changes = vec![
        Change::Add(
            "new".into(),
            Note::new(place("channels", 1), "Marketplaces"),
        ),
        Change::Remove(id("Capacity planning")),
        Change::Text(id("Pay only"), "Pay only for what is measured".into()),
        Change::Move(id("Online communities"), place("channels", 9)),
        Change::Color(id("Hardware"), Some("red".into())),
        Change::Move(id("Telecom"), raised),
    ];
    after.apply(Edit(changes)).unwrap();
    (before, after)
}

fn version(canvas: &Canvas) -> Version {
    Version {
        name: "HEAD".to_owned(),
        canvas: Arc::new(canvas.clone()),
    }
}

/// A board that shows what changed.
fn reviewing(width: u16, height: u16) -> Desk {
    let (before, after) = versions();
    let mut desk = Desk::open(after, width, height);
    desk.keys("D<enter>");
    desk.send(Msg::Version(head(), Ok(version(&before))));
    desk
}

fn marks(desk: &Desk) -> Vec<(String, Mark)> {
    let board = desk.board();
    let notes = board.shown().notes();
    let mut marks: Vec<(String, Mark)> = notes
        .filter_map(|(id, note)| Some((note.text.clone(), board.lens.mark(id)?)))
        .collect();
    marks.sort_by(|a, b| a.0.cmp(&b.0));
    marks
}

#[test]
fn changes_are_marked_in_place_at_each_size() {
    for (width, height) in SIZES {
        let mut desk = reviewing(width, height);
        let name = format!("changes-{width}x{height}");
        insta::assert_snapshot!(format!("{name}-opened"), desk.text());
        desk.keys("nn");
        insta::assert_snapshot!(name, desk.picture());
    }
    let mut desk = reviewing(120, 40).theme("mono", Depth::Mono);
    desk.keys("nv");
    insta::assert_snapshot!("changes-list-mono", desk.picture());
}

#[test]
fn each_kind_of_change_has_its_sign() {
    let desk = reviewing(160, 45);
    let signs: Vec<(String, &str)> = marks(&desk)
        .into_iter()
        .map(|(text, mark)| (text, mark.sign()))
        .collect();
    let expected = [
        ("Capacity planning", "-"),
        ("Hardware suppliers", "*"),
        ("Marketplaces", "+"),
        ("Online communities", ">"),
        ("Pay only for what is measured", "~"),
        ("Telecommunications", "="),
    ];
    let expected = expected.map(|(text, sign)| (text.to_owned(), sign));
    assert_eq!(signs, expected);
    for (text, sign) in expected {
        let first = text.split(' ').next().unwrap();
        let row = format!("{sign} {first}");
        assert!(desk.text().contains(&row), "{row}\n{}", desk.text());
    }
    assert!(desk.text().contains("changes since HEAD: +1 ~2 -1 >1 =1"));
}

#[test]
fn the_picker_offers_versions_takes_names_and_can_be_left() {
    let mut desk = Desk::example("aws-iaas", 80, 24);
    desk.keys("D");
    assert!(desk.effects.contains(&Effect::Look));
    let entry = |name: &str| Entry {
        path: name.into(),
        label: name.to_owned(),
        detail: String::new(),
    };
    desk.send(Msg::Found(vec![entry("./ideal.canvas.json")]));
    let text = desk.text();
    assert!(text.contains("The last commit"), "{text}");
    assert!(text.contains("  ideal.canvas.json"), "no ./ before: {text}");
    desk.keys("<esc>");
    assert_eq!(desk.board().lens, Lens::Now);
    for (keys, against) in [
        ("D<down><enter>", Against::MainBranch),
        ("Dv1~2<enter>", Against::Revision("v1~2".to_owned())),
        ("DHEAD~3<enter>", Against::Revision("HEAD~3".to_owned())),
    ] {
        desk.keys(keys);
        let wanted = Effect::Git(Errand::Version(against));
        assert_eq!(desk.effects.last(), Some(&wanted), "{keys}");
        desk.keys("<esc>");
        assert_eq!(desk.board().lens, Lens::Now, "{keys}: the wait is over");
    }
    desk.keys("D");
    desk.send(Msg::Found(vec![entry("ideal.canvas.json")]));
    desk.keys("ideal<enter>");
    let file = Against::File("ideal.canvas.json".into());
    assert_eq!(
        desk.effects.last(),
        Some(&Effect::Git(Errand::Version(file)))
    );
}

#[test]
fn what_cannot_be_had_is_said_and_a_late_answer_opens_nothing() {
    let mut desk = Desk::example("aws-iaas", 80, 24);
    desk.keys("D<enter>");
    let trouble = Trouble {
        what: "this is in no git repository".to_owned(),
        advice: "Make one with `git init`.".to_owned(),
    };
    desk.send(Msg::Version(head(), Err(trouble)));
    assert!(
        desk.notice().contains("no git repository"),
        "{}",
        desk.notice()
    );
    assert_eq!(desk.board().lens, Lens::Now);
    desk.keys("D<enter><esc>");
    desk.send(Msg::Version(head(), Ok(version(&example("aws-iaas")))));
    assert_eq!(desk.board().lens, Lens::Now);
    desk.keys("D<enter>");
    desk.send(Msg::Version(head(), Ok(version(&example("aws-iaas")))));
    assert_eq!(desk.notice(), "nothing changed since HEAD");
    desk.keys("n");
    assert_eq!(desk.notice(), "no note changed");
}

#[test]
fn n_walks_the_changes_and_the_board_can_be_edited_meanwhile() {
    let mut desk = reviewing(120, 40);
    let mut walked = Vec::new();
    for _ in 0..6 {
        desk.keys("n");
        let board = desk.board();
        let id = board.focus.note.clone().unwrap();
        walked.push(board.shown().note(&id).unwrap().text.clone());
    }
    let forth = walked.clone();
    assert_eq!(
        forth
            .iter()
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        6
    );
    assert!(desk.notice().starts_with("6 of 6"), "{}", desk.notice());
    let text = desk.text();
    let footer = text.trim_end().lines().last().unwrap();
    assert!(footer.contains("r take back"), "also while told: {footer}");
    assert!(footer.contains("q back"), "{footer}");
    desk.keys("N");
    assert!(desk.notice().starts_with("5 of 6"), "{}", desk.notice());
    // A new note is one more change, its place the one that was typed at.
    desk.keys("7GoWritten meanwhile<enter><esc>");
    assert_eq!(desk.texts("key_activities").len(), 3);
    assert_eq!(
        desk.texts("key_activities").last().unwrap(),
        "Written meanwhile"
    );
    assert_eq!(marks(&desk).len(), 7);
    desk.keys("u");
    assert_eq!(marks(&desk).len(), 6);
}

#[test]
fn taking_a_change_back_makes_the_note_what_it_was() {
    let (before, after) = versions();
    for (text, mark) in marks(&reviewing(120, 40)) {
        let mut desk = reviewing(120, 40);
        let note = id(desk.board().shown(), &text);
        while desk.board().focus.note.as_ref() != Some(&note) {
            desk.keys("n");
        }
        desk.keys("r");
        assert_eq!(
            desk.board().canvas().note(&note),
            before.note(&note),
            "{mark:?}"
        );
        assert_eq!(desk.board().lens.mark(&note), None, "{mark:?}");
        assert_eq!(marks(&desk).len(), 5, "{mark:?}");
        desk.keys("u");
        assert_eq!(desk.board().canvas(), &after, "{mark:?}");
    }
    let mut desk = reviewing(120, 40);
    for _ in 0..6 {
        desk.keys("nr");
    }
    assert_eq!(desk.board().canvas(), &before);
    desk.keys("r");
    assert_eq!(desk.notice(), "this note did not change");
}

#[test]
fn a_note_that_is_gone_cannot_be_edited_only_copied_or_brought_back() {
    let (before, after) = versions();
    let mut desk = reviewing(120, 40);
    let gone = id(&before, "Capacity planning");
    while desk.board().focus.note.as_ref() != Some(&gone) {
        desk.keys("n");
    }
    desk.keys("i");
    assert_eq!(desk.notice(), "this note is gone · r brings it back");
    for key in ["d", "J", "K"] {
        desk.keys(key);
        assert_eq!(desk.board().canvas(), &after, "{key}");
    }
    desk.keys("yp");
    let texts = desk.texts("key_activities");
    assert_eq!(
        texts
            .iter()
            .filter(|text| *text == "Capacity planning")
            .count(),
        1
    );
    desk.keys("u<esc>");
    assert_eq!(desk.board().canvas(), &after);
    assert_eq!(desk.board().lens, Lens::Now);
    assert_ne!(
        desk.board().focus.note,
        Some(gone),
        "the focus is on a note that is there"
    );
}

#[test]
fn what_others_write_meanwhile_and_a_new_commit_are_shown() {
    let (_, after) = versions();
    let mut desk = reviewing(120, 40);
    let mut theirs = after.clone();
    let place = theirs.place_at(&"channels".into(), 0, None, 3);
    let add = Change::Add("theirs".into(), Note::new(place, "By a teammate"));
    theirs.apply(add.into()).unwrap();
    desk.send(Msg::Looked(bmcanvas::app::msg::Look::Changed(content(
        theirs.clone(),
    ))));
    assert_eq!(desk.board().lens.mark(&"theirs".into()), Some(Mark::Added));
    // HEAD moves: what it is called is asked for again, and shown without a word.
    desk.keys("j");
    desk.send(Msg::Standing(None));
    let again = Effect::Git(Errand::Version(head()));
    assert_eq!(desk.effects.last(), Some(&again));
    desk.send(Msg::Version(head(), Ok(version(&theirs))));
    assert_eq!(marks(&desk), []);
    assert_eq!(desk.notice(), "");
    // q leaves the changes, not the program.
    desk.keys("q");
    assert_eq!(desk.board().lens, Lens::Now);
    assert!(!desk.effects.contains(&Effect::Quit));
}

#[test]
fn in_another_file_the_same_notes_are_found_by_what_they_say() {
    let canvas = example("aws-iaas");
    let mut other = Canvas::new("business-model");
    for (at, (_, note)) in canvas.notes().enumerate() {
        other
            .insert(format!("other{at}").as_str().into(), note.clone())
            .unwrap();
    }
    let gone = id(&other, "Capacity planning");
    other.apply(Change::Remove(gone).into()).unwrap();
    other.header = canvas.header.clone();
    let mut desk = Desk::open(canvas, 120, 40);
    desk.keys("D");
    let file = Against::File("ideal.canvas.json".into());
    desk.send(Msg::Found(vec![Entry {
        path: "ideal.canvas.json".into(),
        label: "Ideal".to_owned(),
        detail: String::new(),
    }]));
    desk.keys("ideal<enter>");
    desk.send(Msg::Version(file, Ok(version(&other))));
    assert_eq!(
        marks(&desk),
        [("Capacity planning".to_owned(), Mark::Added)]
    );
}

#[test]
fn what_the_header_said_is_told() {
    let before = example("aws-iaas");
    let mut after = before.clone();
    after.header.title = "EC2".to_owned();
    after.header.iteration = Some(4);
    let mut desk = Desk::open(after, 120, 40);
    desk.keys("D<enter>");
    desk.send(Msg::Version(head(), Ok(version(&before))));
    let told = "since HEAD: title, iteration · title was “AWS EC2, 2015” · iteration was “3”";
    assert_eq!(desk.notice(), told);
}

#[test]
fn what_the_canvas_said_as_a_whole_is_told() {
    let before = example("aws-iaas");
    let mut after = before.clone();
    let answer = Answer {
        rating: Some(3),
        reason: "most ask for it".to_owned(),
    };
    let answered = after.with_answer(Dimension::Need, &answer);
    after.apply(Change::Viability(answered).into()).unwrap();
    let mut desk = Desk::open(after, 120, 40);
    desk.keys("D<enter>");
    desk.send(Msg::Version(head(), Ok(version(&before))));
    let told = "since HEAD: viability · need validation is new";
    assert_eq!(desk.notice(), told);
    let mut desk = Desk::open(before.clone(), 120, 40);
    let mut other = before;
    other
        .apply(Change::Viability(other.with_answer(Dimension::Need, &answer)).into())
        .unwrap();
    desk.keys("D<enter>");
    desk.send(Msg::Version(head(), Ok(version(&other))));
    let told = "since HEAD: viability · need validation was “3 most ask for it”";
    assert_eq!(desk.notice(), told);
}

#[test]
fn badges_are_shown_and_those_that_changed_are_marked() {
    let mut before = example("aws-iaas");
    let amount = |text| Some(amount::read(text, None).unwrap().into());
    let (hardware, telecom) = (id(&before, "Hardware"), id(&before, "Telecom"));
    let untested = Believed::status(Some(Status::Untested));
    before
        .apply(Edit(vec![
            Change::Amount(hardware.clone(), amount("12 EUR/month")),
            Change::Belief(hardware.clone(), untested),
            Change::Amount(telecom, amount("7 EUR/month")),
        ]))
        .unwrap();
    let mut after = before.clone();
    after
        .apply(Edit(vec![
            Change::Amount(hardware.clone(), amount("15 EUR/month")),
            Change::Color(hardware, Some("red".into())),
        ]))
        .unwrap();
    for (width, height) in SIZES {
        let mut desk = Desk::open(after.clone(), width, height);
        desk.keys("8D<enter>");
        desk.send(Msg::Version(head(), Ok(version(&before))));
        insta::assert_snapshot!(
            format!("changes-badges-{width}x{height}"),
            if width == 80 {
                desk.picture()
            } else {
                desk.text()
            }
        );
    }
    let mut desk = Desk::open(after, 160, 45);
    desk.keys("D<enter>");
    desk.send(Msg::Version(head(), Ok(version(&before))));
    let text = desk.text();
    assert!(text.contains("7 EUR/month"), "{text}");
    let board = desk.board();
    let face = board.face(&id(board.canvas(), "Hardware")).unwrap();
    let part = |wanted| {
        let of = face.parts.iter().filter(|(_, part)| *part == wanted);
        let texts: Vec<&str> = of
            .map(|(range, _)| face.text.get(range.clone()).unwrap())
            .collect();
        texts.join(" ")
    };
    assert_eq!(part(Part::Gone), "12 EUR/month");
    assert_eq!(part(Part::New), "15 EUR/month");
    assert!(part(Part::Badge).contains('◌'), "{}", face.text);
}

#[test]
fn dots_that_changed_are_marked_once_all_may_see_them() {
    for (said, gone, new) in [
        ("3 each, closed", "●1", "●3"),
        ("3 each, open", "", ""),
        ("3 each, closed, round 2", "●1", ""),
    ] {
        let mut before = example("aws-iaas");
        let note = id(&before, "Hardware");
        let text = |said: &str| Some(Json::String(said.into()));
        let dots = |dots: &str| Some(Json::Number(dots.into()));
        let vote = |dots| Change::Vote(note.clone(), "ben".to_owned(), dots);
        let round = |said| Change::Round(Round::Dots, said);
        let edit = vec![round(text("3 each, closed")), vote(dots("1"))];
        before.apply(Edit(edit)).unwrap();
        let mut after = before.clone();
        let edit = vec![round(text(said)), vote(dots("3"))];
        after.apply(Edit(edit)).unwrap();
        let mut desk = Desk::open(after, 160, 45);
        desk.keys("D<enter>");
        desk.send(Msg::Version(head(), Ok(version(&before))));
        let face = desk.board().face(&note).unwrap();
        let part = |wanted| {
            let of = face.parts.iter().filter(|(_, part)| *part == wanted);
            let texts: Vec<&str> = of
                .map(|(range, _)| face.text.get(range.clone()).unwrap())
                .collect();
            texts.join(" ")
        };
        assert_eq!(
            (&*part(Part::Gone), &*part(Part::New)),
            (gone, new),
            "{said}"
        );
    }
}
