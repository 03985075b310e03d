use proptest::prelude::*;

use super::*;
use crate::model::changes::Changes;
use crate::model::note::Place;

/// A canvas of (id, block, text), in that order.
fn canvas<S: AsRef<str>>(notes: &[(S, S, S)]) -> Canvas {
    let mut canvas = Canvas::new("business-model");
    for (id, block, text) in notes {
        let place = canvas.place_at(&block.as_ref().into(), usize::MAX, None, 5);
        let note = Note::new(place, text.as_ref());
        let _ = canvas.insert(id.as_ref().into(), note);
    }
    canvas
}

fn pairs(pairing: &Pairing) -> Vec<(String, String)> {
    let name = |id: &NoteId| id.as_str().to_owned();
    let pairs = pairing.pairs();
    pairs.map(|(one, two)| (name(one), name(two))).collect()
}

#[track_caller]
fn assert_pairs(
    first: &[(&str, &str, &str)],
    second: &[(&str, &str, &str)],
    wanted: &[(&str, &str)],
) {
    let (first, second) = (canvas(first), canvas(second));
    let wanted: Vec<_> = wanted
        .iter()
        .map(|(one, two)| ((*one).to_owned(), (*two).to_owned()))
        .collect();
    assert_eq!(pairs(&Pairing::between(&first, &second)), wanted);
}

#[test]
fn the_id_counts_before_the_text() {
    assert_pairs(
        &[("a", "x", "Web"), ("b", "x", "Shops")],
        &[
            ("a", "y", "Something else"),
            ("c", "x", "Web"),
            ("d", "x", "shops"),
        ],
        &[("a", "a"), ("b", "d")],
    );
}

#[test]
fn equal_texts_pair_within_their_block_first_and_in_order() {
    assert_pairs(
        &[("a", "x", "Web"), ("b", "y", "Web"), ("c", "y", "web!")],
        &[("k", "y", " WEB "), ("l", "x", "Web"), ("m", "z", "Web")],
        &[("a", "l"), ("b", "k"), ("c", "m")],
    );
}

#[test]
fn what_is_written_anew_is_found() {
    assert_pairs(
        &[
            ("a", "x", "Software developers"),
            ("b", "x", "Partner shops near the station"),
            ("c", "y", "Online shop"),
            ("d", "x", "都市に住む若者"),
            ("e", "x", "Nothing like it"),
        ],
        &[
            ("k", "x", "Software developer"),
            ("l", "x", "Partner shops inside the station"),
            ("m", "y", "Online store"),
            ("n", "x", "都市に住む若い人"),
            ("o", "x", "Quite another thought"),
        ],
        &[("a", "k"), ("b", "l"), ("c", "m"), ("d", "n")],
    );
}

#[test]
fn the_same_block_is_preferred_and_elsewhere_more_is_asked() {
    assert_pairs(
        &[
            ("a", "x", "Online shop for teams"),
            ("b", "y", "Online shop"),
        ],
        &[
            ("k", "y", "Online shop for a team"),
            ("l", "x", "Online shop for our teams"),
            ("m", "z", "Online store"),
        ],
        &[("a", "l"), ("b", "k")],
    );
}

#[test]
fn what_says_nothing_is_nothing_in_common() {
    assert_pairs(&[("a", "x", ""), ("b", "x", "  ")], &[("k", "x", "")], &[]);
    assert_pairs(&[("a", "x", "???")], &[("k", "x", " ???")], &[("a", "k")]);
}

#[test]
fn the_other_text_of_a_note_stays_that() {
    let mut first = canvas(&[("a", "x", "Web"), ("b", "x", "Phone")]);
    first.change(&"b".into(), |note| note.conflict_of = Some("a".into()));
    let second = canvas(&[("k", "x", "Web")]);
    let aligned = aligned(&first, &second);
    let other = aligned.note(&"b".into()).unwrap();
    assert_eq!(other.conflict_of, Some("k".into()));
}

/// Texts that share words, so that there is something to find.
fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "web", "Web", "shop", "shops", "online", "partner", "in", "town", "市場", "é", "!",
    ]);
    prop::collection::vec(word, 0..5).prop_map(|words| words.join(" "))
}

fn notes() -> impl Strategy<Value = Vec<(String, String, String)>> {
    prop::collection::vec(("[a-p]", "[xyz]", text()), 0..14)
}

proptest! {
    #[test]
    fn pairs_do_not_depend_on_the_side_and_hold_each_note_once(first in notes(), second in notes()) {
        let (first, second) = (canvas(&first), canvas(&second));
        let pairing = Pairing::between(&first, &second);
        prop_assert_eq!(&Pairing::between(&second, &first).flipped(), &pairing);
        let seconds: BTreeSet<&NoteId> = pairing.pairs().map(|(_, second)| second).collect();
        prop_assert_eq!(seconds.len(), pairing.pairs().len());
        for (one, two) in pairing.pairs() {
            prop_assert!(first.note(one).is_some() && second.note(two).is_some());
            prop_assert_eq!(pairing.first(two), Some(one));
        }
        for (id, _) in first.notes().filter(|(id, _)| second.note(id).is_some()) {
            prop_assert_eq!(pairing.second(id), Some(id));
        }
    }

    #[test]
    fn a_copy_with_other_ids_is_the_same_canvas(notes in notes()) {
        let first = canvas(&notes);
        // Of two equal notes in a block the order decides, so equal texts are told apart by nothing else.
        let other = first.notes().map(|(id, note)| (NoteId::from(format!("other-{}", id.as_str()).as_str()), note.clone()));
        let mut second = Canvas::new("business-model");
        second.extend(other);
        let aligned = aligned(&first, &second);
        prop_assert_eq!(aligned.len(), first.len());
        let changes = Changes::between(&aligned, &second);
        let unlike: Vec<&NoteId> = changes.notes().map(|(id, _)| id).collect();
        let silent = |id: &NoteId| aligned.note(id).or(second.note(id)).is_some_and(|note| alike::plain(&note.text).is_empty());
        let twice = |id: &NoteId| second.note(id).is_some_and(|note| {
            second.notes().filter(|(_, other)| alike::plain(&other.text) == alike::plain(&note.text)).count() > 1
        });
        prop_assert!(unlike.iter().all(|id| silent(id) || twice(id)), "{unlike:?}");
    }

    #[test]
    fn alignment_changes_nothing_but_ids(first in notes(), second in notes()) {
        let (first, second) = (canvas(&first), canvas(&second));
        let aligned = aligned(&first, &second);
        let contents = |canvas: &Canvas| -> Vec<(Place, String)> {
            let blocks = canvas.blocks_in_use();
            let ids = blocks.flat_map(|block| canvas.block(block));
            let mut all: Vec<_> = ids
                .filter_map(|id| canvas.note(id))
                .map(|note| (note.place.clone(), note.text.clone()))
                .collect();
            all.sort();
            all
        };
        prop_assert_eq!(contents(&aligned), contents(&first));
    }
}

/// A thousand notes against a thousand others, of which half are much alike: an edit of one of two canvases that are
/// shown together waits for this.
#[test]
fn a_thousand_notes_are_paired_in_a_moment() {
    let make = |prefix: &str, end: &str| {
        let notes: Vec<_> = (0..1000)
            .map(|n| {
                let text = if n % 2 == 0 {
                    format!("Partner shops near station {n} in the town{end}")
                } else {
                    format!("{}{end} {}", "ab".repeat(n % 7 + 1), n * 7919)
                };
                (format!("{prefix}{n}"), format!("block{}", n % 9), text)
            })
            .collect();
        canvas(&notes)
    };
    let (first, second) = (make("a", ""), make("b", " hall"));
    let started = std::time::Instant::now();
    let pairing = Pairing::between(&first, &second);
    let took = started.elapsed();
    assert!(pairing.pairs().len() > 400, "{}", pairing.pairs().len());
    // A bound against a square of comparisons, not a measurement: this is an unoptimized build beside other tests.
    assert!(took.as_millis() < 3000, "{took:?}");
}

/// The board looks for them after each edit.
#[test]
fn notes_of_one_text_are_found_in_a_moment() {
    let mut notes: Vec<_> = (0..20_000)
        .map(|n| (format!("n{n}"), "x".to_owned(), "Partner shops".to_owned()))
        .collect();
    notes.push(("near".into(), "x".into(), "A partner shop".into()));
    let canvas = canvas(&notes);
    let started = std::time::Instant::now();
    let repeats = repeats::repeats(&canvas, &"x".into());
    let took = started.elapsed();
    assert_eq!(repeats.len(), 20_000);
    assert!(repeats.iter().all(|(_, first)| first.as_str() == "n0"));
    assert!(took.as_millis() < 3000, "{took:?}");
}

#[test]
fn what_only_one_canvas_has_is_seated_after_what_it_follows() {
    let first = canvas(&[
        ("k", "x", "Post"),
        ("l", "x", "Web"),
        ("m", "x", "Fax"),
        ("n", "y", "Rent"),
    ]);
    let second = canvas(&[("a", "x", "Phone"), ("b", "x", "Web"), ("c", "x", "Shop")]);
    let from = seated(aligned(&first, &second), &second);
    let mut both = second.clone();
    let only = from.notes().filter(|(id, _)| second.note(id).is_none());
    both.extend(
        only.map(|(id, note)| (id.clone(), note.clone()))
            .collect::<Vec<_>>(),
    );
    let order: Vec<&str> = both.block(&"x".into()).iter().map(NoteId::as_str).collect();
    assert_eq!(order, ["k", "a", "b", "m", "c"]);
}
