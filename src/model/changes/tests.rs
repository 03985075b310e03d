use proptest::prelude::*;

use super::*;
use crate::format::kind::built_in_kind;
use crate::model::amount::Stated;
use crate::model::json::Json;
use crate::model::note::Place;

/// A canvas of notes written as `id block rank text`.
fn canvas(notes: &[&str]) -> Canvas {
    let mut canvas = Canvas::new("business-model");
    for line in notes {
        let parts: Vec<&str> = line.splitn(4, ' ').collect();
        let place = Place {
            block: parts[1].into(),
            rank: parts[2].into(),
        };
        let note = Note::new(place, parts[3]);
        canvas.insert(parts[0].into(), note).unwrap();
    }
    canvas
}

fn start() -> Canvas {
    canvas(&[
        "a channels B Shop",
        "b channels C Web",
        "c channels D Phone",
        "d key_partners B Bank",
    ])
}

fn id(id: &str) -> NoteId {
    id.into()
}

fn summary(from: &Canvas, to: &Canvas) -> String {
    Changes::between(from, to).summary_in(&built_in_kind("business-model").unwrap())
}

#[test]
fn each_sort_of_change_is_told() {
    type Case = (fn(&mut Note), &'static str, Option<NoteChange>);
    let changed = ("~1 Channels", Some(NoteChange::Changed));
    let cases: [Case; 13] = [
        (|_| (), "", None),
        (|note| note.text.push('s'), changed.0, changed.1),
        (|note| note.color = Some("red".into()), changed.0, changed.1),
        (|note| note.tags.extend(["x".into()]), changed.0, changed.1),
        (|note| note.links.extend(["b".into()]), changed.0, changed.1),
        (
            |note| note.belief.status = Some(Json::String("untested".into())),
            changed.0,
            changed.1,
        ),
        (
            |note| note.amount = Some(Stated::from_json(Json::String("5 EUR once".into()))),
            changed.0,
            changed.1,
        ),
        (
            |note| note.conflict_of = Some("b".into()),
            changed.0,
            changed.1,
        ),
        (
            |note| note.extra.extend([("unknown".into(), Json::Null)]),
            changed.0,
            changed.1,
        ),
        (
            |note| drop(note.votes.replace("ann", Some(Json::Number("1".into())))),
            changed.0,
            changed.1,
        ),
        (
            |note| {
                note.place.block = BlockId::parking();
                note.text.push('s');
            },
            ">1 Parking",
            Some(NoteChange::Moved),
        ),
        (
            |note| note.place.rank = "Z".into(),
            "=1 Channels",
            Some(NoteChange::Reordered),
        ),
        // A new rank, and the order is the same.
        (|note| note.place.rank = "A".into(), "", None),
    ];
    for (change, line, mark) in cases {
        let mut to = start();
        to.change(&id("a"), change).unwrap();
        assert_eq!(summary(&start(), &to), line);
        let changes = Changes::between(&start(), &to);
        assert_eq!(changes.note(&id("a")), mark, "{line}");
        assert_eq!(changes.is_empty(), mark.is_none(), "{line}");
        assert_eq!(changes.notes().len(), usize::from(mark.is_some()));
    }
}

#[test]
fn a_new_rank_in_a_block_that_was_reordered_by_others_is_still_quiet() {
    let mut to = start();
    to.change(&id("a"), |note| note.place.rank = "Z".into());
    to.change(&id("c"), |note| note.text.push('s'));
    let changes = Changes::between(&start(), &to);
    assert_eq!(changes.reordered().collect::<Vec<_>>(), [&id("a")]);
    assert_eq!(changes.changed().collect::<Vec<_>>(), [&id("c")]);
    assert_eq!(summary(&start(), &to), "~1 Channels, =1 Channels");
}

#[test]
fn what_stands_above_the_blocks_is_told_in_the_order_of_the_poster() {
    let mut to = start();
    to.header.iteration = Some(2);
    to.header.designed_for = "Us".into();
    to.extra.insert("stage".into(), Json::Null);
    to.kind = "lean".into();
    assert_eq!(
        summary(&start(), &to),
        "kind, designed for, iteration, stage"
    );
    assert_eq!(
        Changes::between(&start(), &to).fields(),
        Changes::between(&to, &start()).fields()
    );
}

#[test]
fn blocks_come_in_the_order_of_the_kind_then_parking_then_others() {
    let to = canvas(&[
        "1 zebra B x",
        "2 parking B x",
        "3 channels B x",
        "4 customer_segments B x",
        "5 channels C x",
    ]);
    let empty = canvas(&[]);
    assert_eq!(
        summary(&empty, &to),
        "+1 Customer Segments, +2 Channels, +1 Parking, +1 zebra"
    );
    let upper = |block: &BlockId| block.as_str().to_uppercase();
    assert_eq!(
        Changes::between(&to, &empty).summary(upper),
        "-2 CHANNELS, -1 CUSTOMER_SEGMENTS, -1 PARKING, -1 ZEBRA"
    );
}

#[test]
fn a_summary_stays_short() {
    let blocks = "abcdefghi".chars();
    let notes: Vec<String> = blocks.map(|name| format!("{name} {name} B x")).collect();
    let lines: Vec<&str> = notes.iter().map(String::as_str).collect();
    for (count, wanted) in [
        (5, "+1 a, +1 b, +1 c, +1 d, +1 e"),
        (6, "+1 a, +1 b, +1 c, +1 d and 2 more"),
        (9, "+1 a, +1 b, +1 c, +1 d and 5 more"),
    ] {
        let to = canvas(&lines[..count]);
        let title = |block: &BlockId| block.as_str().to_owned();
        let changes = Changes::between(&canvas(&[]), &to);
        assert_eq!(changes.summary(title), wanted);
    }
}

fn any_canvas() -> impl Strategy<Value = Canvas> {
    let note = (
        "[xyz]",
        "[A-C]",
        "[ab]{0,1}",
        prop::option::of("[rg]"),
        any::<bool>(),
    );
    let notes = prop::collection::btree_map("[a-h]", note, 0..8);
    (notes, "[ab]{0,1}", any::<bool>()).prop_map(|(notes, title, extra)| {
        let mut canvas = Canvas::new("lean");
        canvas.header.title = title;
        if extra {
            canvas.extra.insert("stage".into(), Json::Null);
        }
        for (id, (block, rank, text, color, tag)) in notes {
            let place = Place {
                block: block.as_str().into(),
                rank: rank.as_str().into(),
            };
            let mut note = Note::new(place, text);
            note.color = color.map(Into::into);
            note.tags.extend(tag.then(|| "dev".to_owned()));
            canvas.insert(id.as_str().into(), note).unwrap();
        }
        canvas
    })
}

/// The canvas with other ranks that say the same order.
fn reranked(canvas: &Canvas) -> Canvas {
    let mut other = canvas.clone();
    for (id, _) in canvas.notes() {
        let at = canvas.position(id).unwrap();
        other.change(id, |note| {
            note.place.rank = format!("M{at:02}").as_str().into();
        });
    }
    other
}

proptest! {
    #[test]
    fn nothing_differs_from_itself(canvas in any_canvas()) {
        for same in [canvas.clone(), reranked(&canvas)] {
            let changes = Changes::between(&canvas, &same);
            prop_assert_eq!(&changes, &Changes::default());
            prop_assert!(changes.is_empty());
            prop_assert_eq!(changes.summary(|block| block.as_str().to_owned()), "");
        }
    }

    #[test]
    fn there_is_the_opposite_of_back(from in any_canvas(), to in any_canvas()) {
        let (there, back) = (Changes::between(&from, &to), Changes::between(&to, &from));
        prop_assert_eq!(there.added().collect::<Vec<_>>(), back.removed().collect::<Vec<_>>());
        prop_assert_eq!(there.moved().collect::<Vec<_>>(), back.moved().collect::<Vec<_>>());
        prop_assert_eq!(there.changed().collect::<Vec<_>>(), back.changed().collect::<Vec<_>>());
        prop_assert_eq!(there.reordered().collect::<Vec<_>>(), back.reordered().collect::<Vec<_>>());
        for (block, changes) in there.blocks() {
            let removed = back.block(block).map_or(&[][..], |back| &back.removed);
            prop_assert_eq!(&changes.added, removed);
        }
    }

    #[test]
    fn each_note_is_told_once_and_where_it_is(from in any_canvas(), to in any_canvas()) {
        let changes = Changes::between(&from, &to);
        let mut told = Vec::new();
        for (block, in_block) in changes.blocks() {
            for change in NoteChange::COUNTED.into_iter().chain([NoteChange::Reordered]) {
                for id in in_block.of(change) {
                    prop_assert_eq!(changes.note(id), Some(change));
                    let side = if change == NoteChange::Removed { &from } else { &to };
                    prop_assert_eq!(&side.note(id).unwrap().place.block, block);
                    told.push(id);
                }
            }
        }
        told.sort();
        prop_assert_eq!(told, changes.notes().map(|(id, _)| id).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_not_told_has_the_same_content_in_the_same_block(from in any_canvas(), to in any_canvas()) {
        let changes = Changes::between(&from, &to);
        for (id, note) in from.notes().chain(to.notes()).filter(|(id, _)| changes.note(id).is_none()) {
            for side in [&from, &to] {
                let other = side.note(id).unwrap();
                prop_assert!(same_content(note, other));
                prop_assert_eq!(&note.place.block, &other.place.block);
            }
        }
    }
}
