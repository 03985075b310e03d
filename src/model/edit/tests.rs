use proptest::prelude::*;

use super::*;
use crate::model::belief::Status;

fn note(block: &str, rank: &str, text: &str) -> Note {
    let place = Place {
        block: block.into(),
        rank: rank.into(),
    };
    Note::new(place, text)
}

fn comment(note: &str, id: &str, text: Option<&str>) -> Change {
    let comment = text.map(|text| Comment::new("anna", "", text));
    Change::Comment(note.into(), id.into(), comment)
}

fn stance(person: &str, mark: Option<&str>) -> Change {
    let mark = mark.map(|mark| Json::String(mark.into()));
    Change::Stance("a".into(), person.to_owned(), mark)
}

fn stated(text: &str) -> Stated {
    Stated::from_json(Json::String(text.into()))
}

fn assumes(fields: &[(&str, &str)]) -> Change {
    let field = |(name, value): &(&str, &str)| ((*name).to_owned(), Json::String((*value).into()));
    Change::Figures(Some(Json::Object(fields.iter().map(field).collect())))
}

fn start() -> Canvas {
    let mut canvas = Canvas::new("business-model");
    for (id, block) in [("a", "x"), ("b", "x"), ("c", "y"), ("d", "parking")] {
        canvas.insert(id.into(), note(block, id, "text")).unwrap();
    }
    canvas
        .insert("l".into(), note("y", "l", "1\n2\n3"))
        .unwrap();
    canvas
}

fn change() -> impl Strategy<Value = Change> {
    let id = || "[a-f]".prop_map(|id| NoteId::from(id.as_str()));
    let place = ("[xyz]", "[A-D]{1,2}").prop_map(|(block, rank)| note(&block, &rank, "").place);
    prop_oneof![
        (id(), "[xyz]", "[A-D]", ".{0,5}")
            .prop_map(|(id, block, rank, text)| Change::Add(id, note(&block, &rank, &text))),
        id().prop_map(Change::Remove),
        (id(), ".{0,5}").prop_map(|(id, text)| Change::Text(id, text)),
        (id(), place).prop_map(|(id, place)| Change::Move(id, place)),
        (id(), prop::option::of("[a-z]{3}"))
            .prop_map(|(id, color)| Change::Color(id, color.map(Into::into))),
        (id(), prop::collection::btree_set("[a-z]", 0..3))
            .prop_map(|(id, tags)| Change::Tags(id, tags)),
        (id(), prop::collection::btree_set(id(), 0..3))
            .prop_map(|(id, links)| Change::Links(id, links)),
        (id(), "[a-b]", prop::option::of("[a-z]{0,2}")).prop_map(|(id, comment, text)| {
            let comment_id = CommentId::from(comment.as_str());
            Change::Comment(id, comment_id, text.map(|text| Comment::new("", "", text)))
        }),
        (id(), "[a-b]", prop::option::of("[a-z]{0,2}")).prop_map(|(id, person, mark)| {
            Change::Stance(id, person, mark.map(|mark| Json::String(mark.into())))
        }),
        (id(), prop::collection::btree_set("[a-z]", 0..3))
            .prop_map(|(id, evidence)| Change::Belief(id, Believed::Evidence(evidence))),
        (id(), prop::sample::select(Status::ALL.to_vec()))
            .prop_map(|(id, status)| Change::Belief(id, Believed::status(Some(status)))),
        prop::option::of("[1-9]/year")
            .prop_map(|units| Change::Figures(units.map(|units| Json::String(units.into())))),
        (id(), prop::option::of("[1-9] EUR/month|[a-z]"))
            .prop_map(|(id, amount)| Change::Amount(id, amount.as_deref().map(stated))),
        (
            prop::sample::select(HeaderField::ALL.to_vec()),
            "[0-9a-z]{0,3}"
        )
            .prop_map(|(field, text)| Change::Header(field, text)),
    ]
}

/// Of what both did, taking back ours leaves this of theirs.
fn leaves(ours: &Change, theirs: Change, left: Option<Change>) {
    let mut canvas = start();
    let done = canvas.perform(ours.clone().into()).unwrap();
    canvas.apply(theirs.into()).unwrap();
    let both = canvas.clone();
    let back = canvas.take_back(&done).unwrap();
    let mut expected = start();
    expected.apply(Edit(left.into_iter().collect())).unwrap();
    assert_eq!(canvas, expected, "{ours:?}");
    canvas.take_back(&back).unwrap();
    assert_eq!(canvas, both, "{ours:?} again");
}

/// Ours is not taken back after theirs.
fn refuses(ours: Change, theirs: Change, why: Refused) {
    let mut canvas = start();
    // With a part that could be taken back: all of it or nothing.
    let ours = Edit(vec![ours, Change::Text("b".into(), "mine too".into())]);
    let done = canvas.perform(ours).unwrap();
    canvas.apply(theirs.into()).unwrap();
    let before = canvas.clone();
    assert_eq!(canvas.take_back(&done), Err(why));
    assert_eq!(canvas, before);
}

#[test]
fn taking_back_leaves_what_others_did() {
    let to = |block: &str, rank: &str| note(block, rank, "").place;
    let tags = |tags: &[&str]| tags.iter().map(|&tag| tag.to_owned()).collect();
    let text = |id: &str, text: &str| Change::Text(id.into(), text.into());
    for (ours, theirs, left) in [
        // Another note, another field of the same note, another line of the same text, another tag.
        (
            text("a", "mine"),
            text("b", "theirs"),
            Some(text("b", "theirs")),
        ),
        (
            text("a", "mine"),
            Change::Move("a".into(), to("y", "Z")),
            Some(Change::Move("a".into(), to("y", "Z"))),
        ),
        (
            text("l", "1\n2\nmine"),
            text("l", "theirs\n2\nmine"),
            Some(text("l", "theirs\n2\n3")),
        ),
        (
            Change::Tags("a".into(), tags(&["x"])),
            Change::Tags("a".into(), tags(&["x", "y"])),
            Some(Change::Tags("a".into(), tags(&["y"]))),
        ),
        (
            comment("a", "1", Some("mine")),
            comment("a", "2", Some("theirs")),
            Some(comment("a", "2", Some("theirs"))),
        ),
        (
            stance("anna", Some("agree")),
            stance("ben", Some("disagree")),
            Some(stance("ben", Some("disagree"))),
        ),
        (
            Change::Remove("c".into()),
            text("a", "theirs"),
            Some(text("a", "theirs")),
        ),
        (
            Change::Add("e".into(), note("x", "e", "new")),
            Change::Move("e".into(), to("x", "f")),
            None,
        ),
    ] {
        leaves(&ours, theirs, left);
    }
}

#[test]
fn what_others_changed_too_is_not_taken_back() {
    let changed = || Refused::ChangedSince("a".into());
    let to = |block: &str| note(block, "Z", "").place;
    let text = |text: &str| Change::Text("a".into(), text.into());
    let title = |text: &str| Change::Header(HeaderField::Title, text.into());
    for (ours, theirs, why) in [
        (text("mine"), text("theirs"), changed()),
        (
            text("mine"),
            Change::Remove("a".into()),
            Refused::NoSuchNote("a".into()),
        ),
        (
            Change::Move("a".into(), to("y")),
            Change::Move("a".into(), to("x")),
            changed(),
        ),
        (
            Change::Color("a".into(), Some("red".into())),
            Change::Color("a".into(), None),
            changed(),
        ),
        (
            Change::Add("e".into(), note("x", "e", "new")),
            Change::Text("e".into(), "theirs".into()),
            Refused::ChangedSince("e".into()),
        ),
        (
            comment("a", "1", Some("mine")),
            comment("a", "1", Some("resolved")),
            changed(),
        ),
        (
            stance("anna", Some("agree")),
            stance("anna", None),
            changed(),
        ),
        (
            Change::Add("e".into(), note("x", "e", "new")),
            comment("e", "1", Some("theirs")),
            Refused::ChangedSince("e".into()),
        ),
        (
            title("mine"),
            title("theirs"),
            Refused::HeaderChangedSince(HeaderField::Title),
        ),
        (
            Change::Remove("a".into()),
            Change::Add("a".into(), note("x", "a", "theirs")),
            Refused::IdTaken("a".into()),
        ),
    ] {
        refuses(ours, theirs, why);
    }
}

#[test]
fn a_link_is_taken_back_and_those_of_others_stay() {
    let links = |ids: &[&str]| {
        let ids = ids.iter().map(|id| NoteId::from(*id));
        Change::Links("a".into(), ids.collect())
    };
    leaves(&links(&["b"]), links(&["b", "c"]), Some(links(&["c"])));
}

#[test]
fn an_amount_is_taken_back_unless_it_was_changed_since() {
    let costs = |amount: &str| Change::Amount("a".into(), Some(stated(amount)));
    let text = Change::Text("a".into(), "theirs".into());
    leaves(&costs("5 EUR once"), text.clone(), Some(text));
    let changed = Refused::ChangedSince("a".into());
    refuses(costs("5 EUR once"), costs("6 EUR once"), changed);
}

#[test]
fn an_assumption_is_taken_back_unless_it_was_changed_since() {
    let units = assumes(&[("units", "1")]);
    let both = assumes(&[("units", "1"), ("projects", "2")]);
    leaves(&units, both, Some(assumes(&[("projects", "2")])));
    let other = assumes(&[("units", "2")]);
    refuses(units, other, Refused::FiguresChangedSince);
}

#[test]
fn a_belief_is_taken_back_unless_it_was_changed_since_and_found_evidence_stays() {
    let is = |status| Change::Belief("a".into(), Believed::status(Some(status)));
    let found = |lines: &[&str]| {
        let lines = lines.iter().map(|&line| line.to_owned()).collect();
        Change::Belief("a".into(), Believed::Evidence(lines))
    };
    leaves(&is(Status::Testing), found(&["x"]), Some(found(&["x"])));
    leaves(&found(&["x"]), found(&["x", "y"]), Some(found(&["y"])));
    let changed = Refused::ChangedSince("a".into());
    refuses(is(Status::Testing), is(Status::Refuted), changed);
}

#[test]
fn a_refused_edit_changes_nothing() {
    let mut canvas = start();
    let edit = Edit(vec![
        Change::Text("a".into(), "other".into()),
        Change::Remove("b".into()),
        Change::Remove("b".into()),
    ]);
    assert_eq!(canvas.apply(edit), Err(Refused::NoSuchNote("b".into())));
    assert_eq!(canvas, start());
}

proptest! {
    #[test]
    fn edits_and_as_many_undos_give_back_the_same_canvas(
        edits in prop::collection::vec(prop::collection::vec(change(), 1..4), 0..20)
    ) {
        let mut canvas = start();
        let mut undos = Vec::new();
        for edit in edits {
            let before = canvas.clone();
            match canvas.perform(Edit(edit)) {
                Ok(undo) => undos.push(undo),
                Err(_) => prop_assert_eq!(&canvas, &before),
            }
        }
        let end = canvas.clone();
        let mut redos = Vec::new();
        while let Some(undo) = undos.pop() {
            redos.push(canvas.take_back(&undo).unwrap());
        }
        prop_assert_eq!(&canvas, &start());
        while let Some(redo) = redos.pop() {
            canvas.take_back(&redo).unwrap();
        }
        prop_assert_eq!(canvas, end);
    }
}
