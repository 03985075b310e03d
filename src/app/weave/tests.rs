use super::*;
use crate::examples;
use crate::format;
use crate::model::amount;
use crate::model::belief::{Believed, Status};
use crate::model::canvas::Canvas;
use crate::model::edit::{Change, Edit};
use crate::model::kind::Kind;

fn kind() -> Kind {
    let library = crate::store::library::Library::of(Vec::new());
    library.kind("business-model").unwrap()
}

fn canvas() -> Canvas {
    let example = examples::find("aws-iaas").unwrap();
    format::read(example.bytes).unwrap().canvas
}

/// The note of this text.
fn id(canvas: &Canvas, text: &str) -> NoteId {
    let mut notes = canvas.notes();
    let (id, _) = notes.find(|(_, note)| note.text.starts_with(text)).unwrap();
    id.clone()
}

/// The canvas after these changes, woven with what it was.
fn woven(changes: impl Fn(&Canvas) -> Vec<Change>) -> (Canvas, Weave) {
    let from = canvas();
    let mut to = from.clone();
    to.apply(Edit(changes(&from))).unwrap();
    let weave = Weave::between(&from, &to, &kind());
    (from, weave)
}

/// The text with its parts in brackets.
fn shown(weave: &Weave, id: &NoteId) -> String {
    let face = weave.face(id).unwrap();
    let (mut out, mut at) = (Vec::new(), 0);
    for (range, part) in face.parts.iter() {
        let (open, close) = match part {
            Part::New => ("{", "}"),
            Part::Gone => ("[", "]"),
            Part::Badge | Part::Tag(_) => ("<", ">"),
        };
        out.extend([face.text.get(at..range.start).unwrap(), open]);
        out.extend([face.text.get(range.clone()).unwrap(), close]);
        at = range.end;
    }
    out.push(face.text.get(at..).unwrap());
    out.concat()
}

#[test]
fn what_is_gone_stands_where_it_was() {
    let (from, weave) = woven(|from| vec![Change::Remove(id(from, "Hardware suppliers"))]);
    let gone = id(&from, "Hardware suppliers");
    assert_eq!(weave.mark(&gone), Some(Mark::Removed));
    assert_eq!(shown(&weave, &gone), "[Hardware suppliers]");
    let block = &from.note(&gone).unwrap().place.block;
    assert_eq!(weave.shown().block(block), from.block(block));
}

#[test]
fn the_words_that_changed_are_marked() {
    let (from, weave) = woven(|from| {
        let id = id(from, "Hardware suppliers");
        vec![Change::Text(id, "Software suppliers".into())]
    });
    let id = id(&from, "Hardware suppliers");
    assert_eq!(weave.mark(&id), Some(Mark::Edited));
    assert_eq!(shown(&weave, &id), "[Hardware] {Software} suppliers");
}

#[test]
fn what_differs_besides_the_text_is_said_behind_it() {
    let (from, weave) = woven(|from| {
        let first = id(from, "Hardware suppliers");
        let second = id(from, "Online communities");
        let tags = from.note(&second).unwrap().tags.clone();
        let place = from.place_at(&"channels".into(), 0, None, 1);
        vec![
            Change::Color(first, Some("red".into())),
            Change::Tags(second.clone(), &tags | &["more".to_owned()].into()),
            Change::Move(second, place),
        ]
    });
    let (first, second) = (
        id(&from, "Hardware suppliers"),
        id(&from, "Online communities"),
    );
    assert_eq!(weave.mark(&first), Some(Mark::Recolored));
    let before = from.note(&first).unwrap().color.clone();
    let before = before.unwrap_or_else(|| "no colour".into());
    assert_eq!(
        shown(&weave, &first),
        format!("Hardware suppliers <({before} to red)>")
    );
    assert_eq!(weave.mark(&second), Some(Mark::Moved));
    assert_eq!(
        shown(&weave, &second),
        "Online communities <(from Customer Relationships, +more)>"
    );
}

#[test]
fn a_new_note_is_new_as_a_whole_and_what_stayed_has_no_mark() {
    let (from, weave) = woven(|from| {
        let place = from.place_at(&"channels".into(), 0, None, 1);
        vec![Change::Add("new".into(), Note::new(place, "Shops"))]
    });
    assert_eq!(weave.mark(&"new".into()), Some(Mark::Added));
    assert_eq!(shown(&weave, &"new".into()), "{Shops}");
    assert_eq!(weave.face(&id(&from, "Hardware suppliers")), None);
}

#[test]
fn badges_that_differ_stand_beside_what_they_were() {
    let (from, weave) = woven(|from| {
        let note = id(from, "Hardware suppliers");
        let status = Believed::status(Some(Status::Untested));
        let amount = amount::read("12 EUR/month", None).unwrap();
        let mut links = from.note(&note).unwrap().links.clone();
        links.insert(id(from, "Capacity planning"));
        vec![
            Change::Belief(note.clone(), status),
            Change::Amount(note.clone(), Some(amount.into())),
            Change::Links(note, links),
        ]
    });
    let note = id(&from, "Hardware suppliers");
    assert_eq!(shown(&weave, &note), "Hardware suppliers <(+1 link)>");
    let before = weave.badges_before(&note).unwrap();
    assert_eq!(*before, <Badges>::default());
    let other = id(&from, "Capacity planning");
    assert_eq!(weave.badges_before(&other), None);
    // Of another canvas only what this one has is told.
    let (mut other, own) = (from.clone(), from.clone());
    let amount = amount::read("1 EUR once", None).unwrap();
    other
        .apply(Change::Amount(note.clone(), Some(amount.into())).into())
        .unwrap();
    let weave = Weave::beside(&other, &own);
    assert_eq!(weave.badges_before(&note), Some(&Badges::default()));
}
