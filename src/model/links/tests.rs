use super::*;
use crate::format::kind::built_in_kind;
use crate::model::note::Place;

/// A canvas of notes called by their blocks' codes and a digit, with links such as `VP1-CS1`, held as written.
fn canvas(notes: &str, links: &str) -> Canvas {
    let kind = kind();
    let mut canvas = Canvas::new("business-model");
    for id in notes.split(' ') {
        let place = Place {
            block: kind.by_code(id.get(..2).unwrap()).unwrap().id.clone(),
            rank: "V".into(),
        };
        canvas.insert(id.into(), Note::new(place, id)).unwrap();
    }
    for (from, to) in links
        .split_whitespace()
        .map(|link| link.split_once('-').unwrap())
    {
        canvas.change(&from.into(), |note| note.links.insert(to.into()));
    }
    canvas
}

fn kind() -> Kind {
    built_in_kind("business-model").unwrap()
}

fn shown(ids: &BTreeSet<NoteId>) -> String {
    let ids: Vec<&str> = ids.iter().map(NoteId::as_str).collect();
    ids.join(" ")
}

fn pair(one: &str, other: &str) -> (NoteId, NoteId) {
    (one.into(), other.into())
}

#[test]
fn a_link_is_one_whichever_note_holds_it() {
    for links in ["VP1-CS1", "CS1-VP1", "VP1-CS1 CS1-VP1"] {
        let canvas = canvas("CS1 VP1 VP2", links);
        for (one, other) in [("CS1", "VP1"), ("VP1", "CS1")] {
            assert!(are_linked(&canvas, &one.into(), &other.into()));
        }
        assert!(!are_linked(&canvas, &"CS1".into(), &"VP2".into()));
        let ways = [("VP1", "CS1"), ("CS1", "VP1"), ("VP2", "CS1")];
        let ways = ways.map(|(one, other)| way(&canvas, &kind(), &one.into(), &other.into()));
        assert_eq!(ways, [Some(Way::To), Some(Way::From), None], "{links}");
        let paths = Paths::of(&canvas, &kind());
        assert_eq!(shown(&paths.leading_to([&"CS1".into()])), "CS1 VP1");
        let mut without = canvas.clone();
        without
            .apply(unlink(&canvas, &[pair("CS1", "VP1")]))
            .unwrap();
        assert!(!are_linked(&without, &"VP1".into(), &"CS1".into()));
    }
}

#[test]
fn a_new_link_stands_in_the_note_that_does_something() {
    let mut canvas = canvas("CS1 CS2 VP1", "");
    let pairs = [pair("CS1", "VP1"), pair("VP1", "CS2")];
    let edit = link(&canvas, &kind(), &pairs);
    assert_eq!(edit.0.len(), 1);
    let undo = canvas.apply(edit).unwrap();
    assert_eq!(shown(&canvas.note(&"VP1".into()).unwrap().links), "CS1 CS2");
    assert!(link(&canvas, &kind(), &pairs).is_empty(), "they are there");
    canvas.apply(undo).unwrap();
    assert!(unlink(&canvas, &pairs).is_empty(), "they are gone");
}

#[test]
fn links_to_notes_that_are_gone_can_be_taken_away() {
    let mut canvas = canvas("VP1", "VP1-CS9");
    assert!(linked(&canvas, &"VP1".into()).is_empty());
    canvas
        .apply(unlink(&canvas, &[pair("VP1", "CS9")]))
        .unwrap();
    assert!(canvas.note(&"VP1".into()).unwrap().links.is_empty());
}

#[test]
fn what_the_kind_does_not_know_is_unfit() {
    let canvas = canvas("CS1 CS2 VP1 C$1", "");
    let fit = |one: &str, other: &str| fit(&canvas, &kind(), &one.into(), &other.into());
    assert_eq!(fit("CS1", "VP1"), Ok(()));
    assert_eq!(fit("CS1", "CS1"), Err(Unfit::Itself));
    for (one, other) in [("CS1", "CS2"), ("VP1", "C$1")] {
        assert!(
            matches!(fit(one, other), Err(Unfit::Blocks(..))),
            "{one} {other}"
        );
    }
}

#[test]
fn a_layer_is_what_leads_to_a_segment_and_nothing_of_its_neighbours() {
    // Both propositions rest on one resource; the partner and the cost are behind it.
    let canvas = canvas(
        "CS1 CS2 VP1 VP2 CH1 KR1 KP1 C$1 C$2 KA1",
        "VP1-CS1 VP2-CS2 CH1-CS1 CH1-VP1 KR1-VP1 KR1-VP2 KR1-KP1 C$1-KR1 CS1-CS2",
    );
    let paths = Paths::of(&canvas, &kind());
    let layer = |id: &str| shown(&paths.leading_to([&id.into()]));
    assert_eq!(layer("CS1"), "C$1 CH1 CS1 KP1 KR1 VP1");
    assert_eq!(layer("CS2"), "C$1 CS2 KP1 KR1 VP2");
    assert_eq!(layer("KA1"), "KA1");
    assert_eq!(shown(&orphans(&canvas, &kind())), "C$2 KA1");
}

#[test]
fn a_circle_ends() {
    let canvas = canvas("KR1 KA1 VP1", "KR1-VP1 VP1-VP1 KR1-KA1 KA1-VP1 KA1-KR1");
    let paths = Paths::of(&canvas, &kind());
    assert_eq!(shown(&paths.leading_to([&"VP1".into()])), "KA1 KR1 VP1");
}

#[test]
fn a_narrowed_canvas_names_nothing_that_it_lacks() {
    let mut canvas = canvas("CS1 VP1 VP2", "VP1-CS1 VP1-VP2");
    canvas.header.title = "Title".to_owned();
    canvas.change(&"VP1".into(), |note| note.conflict_of = Some("VP2".into()));
    let narrow = narrowed(&canvas, &["CS1".into(), "VP1".into()].into());
    assert_eq!(narrow.header, canvas.header);
    assert_eq!(narrow.len(), 2);
    let note = narrow.note(&"VP1".into()).unwrap();
    assert_eq!(
        (shown(&note.links).as_str(), &note.conflict_of),
        ("CS1", &None)
    );
}

#[test]
fn tags_in_use_are_listed() {
    let mut canvas = canvas("CS1 VP1", "");
    for (id, tag) in [("CS1", "b"), ("VP1", "a"), ("VP1", "conflict")] {
        canvas.change(&id.into(), |note| note.tags.insert(tag.to_owned()));
    }
    assert_eq!(tags(&canvas).into_iter().collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(tagged(&canvas, "a"), [&NoteId::from("VP1")]);
}
