//! The table of the module's doc, row by row, and what holds for any two descendants of a canvas.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::model::figures::Assumptions;

mod any;
mod rounds;
mod threads;

use any::family;

use super::*;
use crate::model::amount::Stated;
use crate::model::belief::{Belief, Believed, Status};
use crate::model::by_person::ByPerson;
use crate::model::edit::{Change, Edit};
use crate::model::id::CommentId;
use crate::model::note::{CONFLICT_TAG, Place};
use crate::model::stance::{Stance, Stances};
use crate::model::thread::{Comment, Thread};
use crate::model::vote::{Ballot, MOST, Votes, Voting};

fn place(block: &str, rank: &str) -> Place {
    Place {
        block: block.into(),
        rank: rank.into(),
    }
}

fn canvas(notes: &[(&str, Note)]) -> Canvas {
    let mut canvas = Canvas::new("lean");
    for (id, note) in notes {
        canvas.insert((*id).into(), note.clone()).unwrap();
    }
    canvas
}

fn note(text: &str) -> Note {
    Note::new(place("x", "V"), text)
}

fn stated(text: &str) -> Stated {
    Stated::from_json(Json::String(text.into()))
}

/// A note with something done to it.
fn with(mut note: Note, change: impl FnOnce(&mut Note)) -> Note {
    change(&mut note);
    note
}

/// One note's fate: what both sides made of it (`None`: deleted), and the notes that come out, either way round.
fn fate(base: Option<Note>, ours: Option<Note>, theirs: Option<Note>) -> Vec<Note> {
    let canvas =
        |note: Option<Note>| canvas(&note.map(|note| ("n", note)).into_iter().collect::<Vec<_>>());
    let (base, ours, theirs) = (canvas(base), canvas(ours), canvas(theirs));
    let merged = merge(Some(&base), &ours, &theirs);
    assert_eq!(merged, merge(Some(&base), &theirs, &ours));
    let block = merged
        .canvas
        .blocks_in_use()
        .flat_map(|block| merged.canvas.block(block));
    block
        .map(|id| merged.canvas.note(id).unwrap().clone())
        .collect()
}

#[test]
fn a_deletion_counts_unless_the_note_was_changed() {
    let base = || Some(note("a"));
    let gone = |left: Note| fate(base(), None, Some(left)).is_empty();
    assert!(gone(note("a")));
    assert!(
        gone(with(note("a"), |n| n.place = place("x", "W"))),
        "only reordered"
    );
    for changed in [
        note("b"),
        with(note("a"), |n| n.place = place("y", "V")),
        with(note("a"), |n| n.color = Some("red".into())),
        with(note("a"), |n| n.tags = ["t".to_owned()].into()),
        with(note("a"), |n| n.links = ["m".into()].into()),
        with(note("a"), |n| n.amount = Some(stated("5 EUR once"))),
        with(note("a"), |n| {
            n.belief.status = Some(Status::Testing.to_json());
        }),
        with(note("a"), |n| {
            drop(n.extra.insert("votes".into(), Json::Null));
        }),
    ] {
        assert_eq!(fate(base(), None, Some(changed.clone())), [changed]);
    }
    assert_eq!(fate(base(), None, None), []);
}

#[test]
fn fields_of_a_note_merge_one_by_one() {
    let ours = with(note("b"), |n| n.tags = ["t".to_owned()].into());
    let theirs = with(note("a"), |n| {
        n.color = Some("red".into());
        n.place = place("y", "A");
    });
    let both = with(ours.clone(), |n| {
        n.color = theirs.color.clone();
        n.place = theirs.place.clone();
    });
    assert_eq!(fate(Some(note("a")), Some(ours), Some(theirs)), [both]);
}

#[test]
fn of_two_colours_or_places_the_greater_wins() {
    let colored = |color: &str| with(note("a"), |n| n.color = Some(color.into()));
    assert_eq!(
        fate(Some(note("a")), Some(colored("red")), Some(colored("blue"))),
        [colored("red")]
    );
    assert_eq!(
        fate(
            Some(colored("gray")),
            Some(note("a")),
            Some(colored("blue"))
        ),
        [colored("blue")]
    );
    let at = |block: &str, rank: &str| with(note("a"), |n| n.place = place(block, rank));
    assert_eq!(
        fate(Some(note("a")), Some(at("y", "A")), Some(at("x", "Z"))),
        [at("y", "A")]
    );
}

#[test]
fn of_two_amounts_the_greater_stays_and_the_other_is_kept() {
    let costs = |amount: &str| with(note("a"), |n| n.amount = Some(stated(amount)));
    let one = |note: Note| canvas(&[("n", note)]);
    for (ours, theirs, kept, lost) in [
        ("9 EUR once", "10 EUR once", "10 EUR once", "9 EUR once"),
        ("9 EUR once", "a lot", "9 EUR once", "a lot"),
    ] {
        let base = one(note("a"));
        let (ours, theirs) = (one(costs(ours)), one(costs(theirs)));
        let merged = merge(Some(&base), &ours, &theirs);
        assert_eq!(merged, merge(Some(&base), &theirs, &ours));
        let stays = merged.canvas.note(&"n".into()).unwrap().amount.clone();
        assert_eq!(stays, Some(stated(kept)));
        let path = "notes/n/amount";
        let lost = [Json::String(lost.into())].into();
        assert_eq!(merged.canvas.conflicts.at(path), Some(&lost));
        let path = path.to_owned();
        let name = "the amount of “a”".to_owned();
        assert_eq!(merged.clashes, [Clash::Field { path, name }]);
    }
    // Taken away on one side and changed on the other: the change stays.
    let merged = merge(
        Some(&one(costs("1 EUR once"))),
        &one(note("a")),
        &one(costs("2 EUR once")),
    );
    let stays = merged.canvas.note(&"n".into()).unwrap().amount.clone();
    assert_eq!(stays, Some(stated("2 EUR once")));
    assert!(merged.canvas.conflicts.is_empty());
}

#[test]
fn of_two_statuses_the_greater_wins_and_all_evidence_stays() {
    let believes = |status: Status, evidence: &[&str]| {
        let note = with(note("a"), |n| {
            n.belief.status = Some(status.to_json());
            n.belief.evidence = evidence.iter().map(|&line| line.to_owned()).collect();
        });
        canvas(&[("n", note)])
    };
    let base = believes(Status::Untested, &["old", "both"]);
    let ours = believes(Status::Testing, &["both", "ours"]);
    let theirs = believes(Status::Supported, &["old", "both", "theirs"]);
    let merged = merge(Some(&base), &ours, &theirs);
    assert_eq!(merged, merge(Some(&base), &theirs, &ours));
    let expected = believes(Status::Testing, &["both", "ours", "theirs"]);
    assert_eq!(merged.canvas, expected);
    assert!(merged.clashes.is_empty());
}

#[test]
fn tags_are_a_set() {
    let tagged = |tags: &[&str]| {
        with(note("a"), |n| {
            n.tags = tags.iter().map(|&tag| tag.to_owned()).collect();
        })
    };
    let merged = fate(
        Some(tagged(&["a", "b", "c"])),
        Some(tagged(&["b", "c", "d"])),
        Some(tagged(&["a", "c", "e"])),
    );
    assert_eq!(merged, [tagged(&["c", "d", "e"])]);
}

#[test]
fn links_are_a_set() {
    let linked = |ids: &[&str]| {
        with(note("a"), |n| {
            n.links = ids.iter().map(|id| NoteId::from(*id)).collect();
        })
    };
    let merged = fate(
        Some(linked(&["a", "b", "gone"])),
        Some(linked(&["b", "gone", "d"])),
        Some(linked(&["a", "gone", "e"])),
    );
    assert_eq!(merged, [linked(&["d", "e", "gone"])]);
}

#[test]
fn two_texts_for_one_note_become_two_notes_side_by_side() {
    let base = canvas(&[
        ("n", note("a")),
        ("z", with(note("z"), |n| n.place = place("x", "W"))),
    ]);
    let side = |text: &str| {
        let mut side = base.clone();
        side.change(&"n".into(), |note| {
            text.clone_into(&mut note.text);
            note.color = Some("red".into());
        });
        side
    };
    let merged = merge(Some(&base), &side("ours"), &side("theirs"));
    assert_eq!(merged, merge(Some(&base), &side("theirs"), &side("ours")));
    let ids: Vec<&NoteId> = merged.canvas.block(&"x".into()).iter().collect();
    let texts: Vec<&str> = ids
        .iter()
        .map(|id| &*merged.canvas.note(id).unwrap().text)
        .collect();
    assert_eq!(texts, ["theirs", "ours", "z"]);
    let other = merged.canvas.note(ids[1]).unwrap();
    assert_eq!(other.conflict_of, Some("n".into()));
    assert_eq!(other.tags, [CONFLICT_TAG.to_owned()].into());
    assert_eq!(other.color, Some("red".into()));
    let text = "theirs".to_owned();
    let (note, other) = ("n".into(), ids[1].clone());
    assert_eq!(merged.clashes, [Clash::Texts { note, other, text }]);
    // Fixed for good: another version has to derive the same id.
    assert_eq!(ids[1].as_str(), "d9bdv3c8r7mt");
    // Whoever merges the same once more adds nothing.
    assert_eq!(
        merge(Some(&base), &merged.canvas, &side("ours"))
            .canvas
            .len(),
        3
    );
}

#[test]
fn an_id_taken_by_another_text_is_evaded() {
    let base = canvas(&[("n", note("a"))]);
    let ours = canvas(&[("n", note("ours"))]);
    let theirs = canvas(&[("n", note("theirs"))]);
    let other = note::other_id(&"n".into(), "ours", 0);
    let mut taken = ours.clone();
    taken.insert(other, note("mine alone")).unwrap();
    let merged = merge(Some(&base), &taken, &theirs).canvas;
    let texts: BTreeSet<&str> = merged.notes().map(|(_, note)| &*note.text).collect();
    assert_eq!(texts, ["mine alone", "ours", "theirs"].into());
}

#[test]
fn an_emptied_text_against_another_leaves_no_empty_note() {
    assert_eq!(
        fate(Some(note("a")), Some(note("")), Some(note("b"))),
        [note("b")]
    );
}

#[test]
fn the_head_keeps_the_loser_until_it_is_dismissed() {
    let head = |title: &str, iteration| {
        let mut canvas = Canvas::new("lean");
        title.clone_into(&mut canvas.header.title);
        canvas.header.iteration = iteration;
        canvas
    };
    let base = head("Plan", Some(1));
    let (ours, theirs) = (head("Our plan", Some(2)), head("The plan", Some(5)));
    let merged = merge(Some(&base), &ours, &theirs);
    assert_eq!(merged, merge(Some(&base), &theirs, &ours));
    assert_eq!(merged.canvas.header, head("The plan", Some(5)).header);
    let lost = merged.canvas.conflicts.at("title").unwrap();
    assert_eq!(*lost, [Json::String("Our plan".into())].into());
    assert_eq!(
        merged.clashes,
        [Clash::Field {
            path: "title".into(),
            name: "the title".into()
        }]
    );
    // One side decides; the other's edits elsewhere do not bring it back.
    let mut decided = merged.canvas.clone();
    decided.conflicts.replace("title", BTreeSet::new());
    let mut elsewhere = merged.canvas.clone();
    elsewhere.header.date = "2026-11-25".into();
    let merged = merge(Some(&merged.canvas), &decided, &elsewhere).canvas;
    assert!(merged.conflicts.is_empty());
    assert_eq!(merged.header.date, "2026-11-25");
}

#[test]
fn without_a_base_nothing_counts_as_deleted() {
    let ours = canvas(&[("a", note("a")), ("n", note("ours"))]);
    let theirs = canvas(&[("b", note("b")), ("n", note("theirs"))]);
    let merged = merge(None, &ours, &theirs).canvas;
    let texts: BTreeSet<&str> = merged.notes().map(|(_, note)| &*note.text).collect();
    assert_eq!(texts, ["a", "b", "ours", "theirs"].into());
    assert_eq!(merged.kind, "lean");
}

const BLOCKS: [&str; 3] = ["x", "y", "parking"];

/// Lines that the text has and the base's has not.
fn new_lines<'a>(base: Option<&'a Note>, text: &'a str) -> BTreeSet<&'a str> {
    let lines = |text: &'a str| text.split('\n').collect::<BTreeSet<_>>();
    let old = base.map_or_else(BTreeSet::new, |base| lines(&base.text));
    lines(text)
        .difference(&old)
        .copied()
        .filter(|line| !line.is_empty())
        .collect()
}

/// What the side brought, and where it has to be now.
fn nothing_lost(
    base: &Canvas,
    side: &Canvas,
    other: &Canvas,
    merged: &Canvas,
) -> Result<(), TestCaseError> {
    for (id, note) in side.notes() {
        let was = base.note(id);
        if other.note(id).is_none() && was.is_some_and(|was| note::says_the_same(was, note)) {
            prop_assert!(merged.note(id).is_none(), "a zombie: {id:?}");
            continue;
        }
        let now = merged.note(id);
        prop_assert!(now.is_some(), "{id:?} is lost");
        let texts = merged
            .notes()
            .filter(|(other, note)| *other == id || note.conflict_of.as_ref() == Some(id));
        let kept: BTreeSet<&str> = texts.flat_map(|(_, note)| note.text.split('\n')).collect();
        for line in new_lines(was, &note.text) {
            prop_assert!(kept.contains(line), "{line:?} of {id:?} is lost");
        }
        if let Some(now) = now {
            comments_kept(was, note, other.note(id), now)?;
        }
        let new_tags = |tag: &&String| was.is_none_or(|was| !was.tags.contains(*tag));
        for tag in note.tags.iter().filter(new_tags) {
            prop_assert!(now.unwrap().tags.contains(tag));
        }
        let new_link = |link: &&NoteId| was.is_none_or(|was| !was.links.contains(*link));
        for link in note.links.iter().filter(new_link) {
            prop_assert!(now.unwrap().links.contains(link));
        }
    }
    let title = &side.header.title;
    if *title != base.header.title && !title.is_empty() {
        let lost = merged.conflicts.at("title");
        let kept = lost.is_some_and(|lost| lost.contains(&Json::String(title.as_str().into())));
        prop_assert!(
            kept || merged.header.title == *title,
            "the title {title:?} is lost"
        );
    }
    Ok(())
}

/// What the side says in comments that is not in the base's is said now, by the same; what the other deleted is gone.
fn comments_kept(
    base: Option<&Note>,
    side: &Note,
    other: Option<&Note>,
    merged: &Note,
) -> Result<(), TestCaseError> {
    for (id, comment) in side.thread.iter() {
        let was = base.and_then(|base| base.thread.get(id));
        let is_new = was.is_none_or(|was| was.text != comment.text);
        if is_new && !comment.text.is_empty() {
            let mut said = merged.thread.iter().map(|(_, now)| (&now.by, &now.text));
            let is_said = said.any(|now| now == (&comment.by, &comment.text));
            prop_assert!(is_said, "{comment:?} is lost");
        }
        let is_deleted = other.is_some_and(|other| other.thread.get(id).is_none());
        if is_deleted && was == Some(comment) {
            prop_assert!(merged.thread.get(id).is_none(), "a zombie: {comment:?}");
        }
    }
    let stances: fn(&Note) -> &ByPerson = |note| &note.stances;
    let votes: fn(&Note) -> &ByPerson = |note| &note.votes;
    for of in [stances, votes] {
        for (who, mark) in of(side).iter() {
            let their = other.and_then(|other| of(other).get(who));
            let was = base.and_then(|base| of(base).get(who));
            if was != Some(mark) && (their == was || their == Some(mark)) {
                prop_assert_eq!(of(merged).get(who), Some(mark));
            }
        }
    }
    Ok(())
}

/// What the side alone says of a round holds, and a round is nothing to settle.
fn rounds_kept(
    base: &Canvas,
    side: &Canvas,
    other: &Canvas,
    merged: &Canvas,
) -> Result<(), TestCaseError> {
    for round in Round::ALL {
        let (was, says) = (base.round(round), side.round(round));
        if was != says && other.round(round) == was {
            prop_assert_eq!(merged.round(round), says);
        }
        prop_assert!(merged.conflicts.at(round.field()).is_none());
    }
    Ok(())
}

/// Every rate was stated in the currency that the canvas reckons in.
fn rates_stay_in_their_currency(sides: [&Canvas; 2], merged: &Canvas) -> Result<(), TestCaseError> {
    let assumed = |canvas: &Canvas| Assumptions::of(canvas.figures());
    let now = assumed(merged);
    let [ours, theirs] = sides.map(assumed);
    for (code, rate) in &now.rates {
        let states = |side: &Assumptions| {
            side.currency == now.currency && side.rates.get(code) == Some(rate)
        };
        prop_assert!(states(&ours) || states(&theirs), "{code} {rate}");
    }
    Ok(())
}

/// So many cases, or those that a soak asks for.
fn cases(usual: u32) -> ProptestConfig {
    let soak = std::env::var("BMCANVAS_CASES").ok();
    ProptestConfig::with_cases(soak.and_then(|cases| cases.parse().ok()).unwrap_or(usual))
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn nothing_is_lost_and_no_side_is_preferred((base, ours, theirs) in family()) {
        let merged = merge(Some(&base), &ours, &theirs);
        prop_assert_eq!(&merged, &merge(Some(&base), &theirs, &ours));
        nothing_lost(&base, &ours, &theirs, &merged.canvas)?;
        nothing_lost(&base, &theirs, &ours, &merged.canvas)?;
        rounds_kept(&base, &ours, &theirs, &merged.canvas)?;
        rounds_kept(&base, &theirs, &ours, &merged.canvas)?;
        rates_stay_in_their_currency([&ours, &theirs], &merged.canvas)?;
        // Whoever takes the result as theirs is there.
        prop_assert_eq!(&merge(Some(&ours), &ours, &merged.canvas).canvas, &merged.canvas);
        // The invariant of the canvas holds: the order is that of a canvas made anew.
        let mut anew = merged.canvas.clone();
        anew.extend(None);
        prop_assert_eq!(anew, merged.canvas);
    }
}

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn one_who_changed_nothing_has_no_say((base, ours, _) in family()) {
        for (ours, theirs) in [(&ours, &base), (&base, &ours), (&ours, &ours)] {
            let merged = merge(Some(&base), ours, theirs);
            prop_assert_eq!(&merged.clashes, &[]);
            let changed = if *ours == base { theirs } else { ours };
            prop_assert_eq!(&merged.canvas, changed);
        }
    }

    #[test]
    fn without_a_base_all_is_kept((_, ours, theirs) in family()) {
        let merged = merge(None, &ours, &theirs);
        prop_assert_eq!(&merged, &merge(None, &theirs, &ours));
        for (_, note) in ours.notes().chain(theirs.notes()) {
            prop_assert!(note.text.is_empty() || merged.canvas.notes().any(|(_, kept)| kept.text == note.text));
        }
    }
}
