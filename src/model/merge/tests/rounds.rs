//! Dots and rounds of a workshop.

use super::*;

fn number(dots: u64) -> Json {
    Json::Number(dots.to_string().into())
}

fn voted(dots: &[(&str, u64)]) -> Note {
    let dot = |(who, dots): &(&str, u64)| ((*who).to_owned(), number(*dots));
    with(note("a"), |n| n.votes = dots.iter().map(dot).collect())
}

#[test]
fn dots_merge_by_person() {
    let (anna, ben) = (("anna", 1), ("ben", 1));
    for (base, ours, theirs, expected) in [
        // Two people at once.
        (
            &[][..],
            Some(&[anna][..]),
            &[("ben", 2)][..],
            &[anna, ("ben", 2)][..],
        ),
        // One of them takes theirs back.
        (&[anna], Some(&[]), &[anna, ben], &[ben]),
        // One person on two machines: the winner.
        (
            &[anna],
            Some(&[("anna", 3)]),
            &[("anna", 2)],
            &[("anna", 3)],
        ),
        (&[anna], Some(&[]), &[("anna", 2)], &[("anna", 2)]),
        // A note that somebody deleted and somebody else gave a dot stays.
        (&[], None, &[ben], &[ben]),
    ] {
        let merged = fate(Some(voted(base)), ours.map(voted), Some(voted(theirs)));
        assert_eq!(merged, [voted(expected)]);
    }
}

fn with_round(round: Round, said: Option<&str>) -> Canvas {
    let mut canvas = Canvas::new("lean");
    canvas.state_round(round, said.map(|said| Json::String(said.into())));
    canvas
}

#[test]
fn a_round_is_one_value_and_nothing_to_settle() {
    for round in Round::ALL {
        let merged = |base, ours, theirs| {
            let [base, ours, theirs] = [base, ours, theirs].map(|said| with_round(round, said));
            let merged = merge(Some(&base), &ours, &theirs);
            assert_eq!(merged, merge(Some(&base), &theirs, &ours));
            assert_eq!(merged.clashes, []);
            assert_eq!(merged.canvas.to_settle(), 0);
            merged.canvas.round(round).map(ToString::to_string)
        };
        let on = |who: &str| Some(who.to_owned());
        assert_eq!(merged(None, Some("anna"), None), on("anna"));
        assert_eq!(merged(None, Some("anna"), Some("ben")), on("ben"));
        // One ends it, the other goes on writing; both end it.
        assert_eq!(merged(Some("anna"), None, Some("anna")), None);
        assert_eq!(merged(Some("anna"), None, None), None);
        // One ends it, and the other has ended it and begun the next.
        assert_eq!(merged(Some("anna"), None, Some("ben")), on("ben"));
    }
}

#[test]
fn a_round_that_is_no_text_is_one_value_too() {
    let with = |json: Json| {
        let mut canvas = Canvas::new("lean");
        canvas.state_round(Round::Dots, Some(json));
        canvas
    };
    let object = |key: &str, value: &str| {
        Json::Object([(key.to_owned(), number(value.len() as u64))].into())
    };
    let (ours, theirs) = (with(object("a", "x")), with(object("b", "xy")));
    let merged = merge(None, &ours, &theirs);
    assert_eq!(merged.canvas, theirs);
    assert_eq!(merged.clashes, []);
}

#[test]
fn two_who_open_a_round_at_once_agree_on_one() {
    let open = |each| {
        let ballot = Ballot::Open;
        let canvas = Canvas::new("lean");
        let mut opened = canvas.clone();
        opened
            .apply(canvas.open_voting(Voting { each, ballot }).unwrap())
            .unwrap();
        opened
    };
    let merged = merge(Some(&Canvas::new("lean")), &open(3), &open(5));
    assert_eq!(merged.canvas.voting().map(|voting| voting.each), Some(5));
}
