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
        // By number, and not by its letters.
        (
            &[anna],
            Some(&[("anna", 9)]),
            &[("anna", 10)],
            &[("anna", 10)],
        ),
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
    for (ours, theirs) in [(3, 5), (9, 10), (99, 2)] {
        let merged = merge(Some(&Canvas::new("lean")), &open(ours), &open(theirs));
        let other_way = merge(Some(&Canvas::new("lean")), &open(theirs), &open(ours));
        assert_eq!(merged, other_way);
        let each = merged.canvas.voting().map(|voting| voting.each);
        assert_eq!(each, Some(ours.max(theirs)));
    }
}

#[test]
fn a_round_that_can_be_read_wins_over_one_that_cannot() {
    let merged = |ours: &str, theirs: &str| {
        let [ours, theirs] = [ours, theirs].map(|said| with_round(Round::Dots, Some(said)));
        merge(None, &ours, &theirs).canvas
    };
    let known = with_round(Round::Dots, Some("3 each, open"));
    assert_eq!(merged("as many as you like", "3 each, open"), known);
    assert_eq!(merged("3 each, open", "as many as you like"), known);
}

fn any_voting() -> impl Strategy<Value = Voting> {
    let ballot = prop::sample::select(vec![Ballot::Open, Ballot::Shown, Ballot::Closed]);
    (1..=MOST, ballot).prop_map(|(each, ballot)| Voting { each, ballot })
}

proptest! {
    #[test]
    fn the_greater_number_wins_whoever_merges(
        ours in any_voting(), theirs in any_voting(), our_dots in 0..=MOST, their_dots in 0..=MOST,
    ) {
        let side = |voting: Voting, dots: u64| {
            let mut canvas = canvas(&[("n", voted(&[("anna", dots)]))]);
            canvas.state_round(Round::Dots, Some(voting.in_round(1)));
            canvas
        };
        let (our, their) = (side(ours, our_dots), side(theirs, their_dots));
        let merged = merge(None, &our, &their);
        prop_assert_eq!(&merged, &merge(None, &their, &our));
        let each = merged.canvas.voting().map(|voting| voting.each);
        prop_assert_eq!(each, Some(ours.each.max(theirs.each)));
        prop_assert_eq!(merged.canvas.dots_given("anna"), our_dots.max(their_dots));
    }
}
