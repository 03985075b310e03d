use super::*;
use crate::format::kind::built_in_kind;
use crate::format::read;
use crate::model::figures::Assumption;

fn canvas(notes: &str) -> Canvas {
    let file = format!(r#"{{ "kind": "business-model", "notes": {{ {notes} }} }}"#);
    read(file.as_bytes()).unwrap().canvas
}

/// The risks as `note weight: why`.
fn told(canvas: &Canvas, ages: &[(&str, u32)]) -> Vec<String> {
    let kind = built_in_kind(&canvas.kind).unwrap();
    let ages = ages.iter().map(|(id, days)| (NoteId::from(*id), *days));
    risks(canvas, &kind, &ages.collect())
        .iter()
        .map(|risk| {
            let why = risk.why(canvas, &kind);
            format!("{} {}: {why}", risk.note.as_str(), risk.weight)
        })
        .collect()
}

const BELIEFS: &str = r#"
    "fee": { "block": "revenue_streams", "rank": "A", "text": "Fee", "amount": "90 EUR/year", "status": "untested" },
    "set": { "block": "revenue_streams", "rank": "B", "text": "Set", "amount": "30 EUR/unit", "status": "untested" },
    "own": { "block": "revenue_streams", "rank": "C", "text": "Own", "amount": "180 EUR once", "status": "supported" },
    "rent": { "block": "cost_structure", "rank": "A", "text": "Rent", "amount": "10 EUR/month", "status": "untested" },
    "who": { "block": "customer_segments", "rank": "A", "text": "Who", "status": "untested" },
    "far": { "block": "value_propositions", "rank": "A", "text": "Far", "status": "untested", "horizon": "later" },
    "soon": { "block": "channels", "rank": "A", "text": "Soon", "status": "untested", "horizon": "now" },
    "plain": { "block": "channels", "rank": "B", "text": "Plain", "status": "untested" },
    "odd": { "block": "channels", "rank": "C", "text": "Odd", "status": "doubted" },
    "at": { "block": "channels", "rank": "D", "text": "At it", "status": "testing" },
    "away": { "block": "parking", "rank": "A", "text": "Away", "status": "untested" }"#;

#[test]
fn what_the_most_hangs_on_comes_first_and_says_why() {
    // 90 + 30 + 180 a year, one unit sold: 30 %, 10 %; the rent is all of the costs.
    assert_eq!(
        told(&canvas(BELIEFS), &[]),
        [
            "fee 60: 30 % of the revenue, all else rests on Revenue Streams",
            "rent 50: all of the costs",
            "set 40: all else rests on Revenue Streams, 10 % of the revenue",
            "who 30: all else rests on Customer Segments",
            "soon 10: matters now",
            "plain 0: nothing that is known hangs on it",
            "far 30: all else rests on Value Propositions, matters later",
        ]
    );
}

#[test]
fn what_is_old_comes_before_what_is_new_and_age_weighs_only_so_much() {
    let canvas = canvas(BELIEFS);
    let told = told(&canvas, &[("plain", 3650), ("soon", 13), ("who", 1)]);
    assert_eq!(
        told[3..6],
        [
            "who 30: all else rests on Customer Segments, 1 day old",
            "plain 20: 3650 days old",
            "soon 11: matters now, 13 days old",
        ]
    );
}

#[test]
fn what_is_linked_weighs_in_both_directions_and_only_so_much() {
    let notes = r#"
        "a": { "block": "channels", "rank": "A", "status": "untested", "links": ["b", "gone", "a"] },
        "b": { "block": "channels", "rank": "B" },
        "c": { "block": "channels", "rank": "C", "links": ["a", "b"] }"#;
    let canvas = canvas(notes);
    assert_eq!(told(&canvas, &[]), ["a 20: 2 notes are linked with it"]);
    assert_eq!(Reason::Links(u32::MAX).weight(), 50);
}

#[test]
fn volumes_count_where_they_are_stated() {
    let mut canvas = canvas(BELIEFS);
    let stated = Assumption::Units(Volume::read("24/year").ok());
    canvas.state_figures(stated.stated_in(None));
    // 90 + 24 * 30 + 180 = 990.
    let told = told(&canvas, &[]);
    assert_eq!(
        told[0],
        "set 103: 73 % of the revenue, all else rests on Revenue Streams"
    );
}

#[test]
fn of_currencies_that_stay_apart_nothing_is_a_share() {
    let mut canvas = canvas(
        r#""eur": { "block": "revenue_streams", "rank": "A", "amount": "100 EUR/year", "status": "untested" },
           "usd": { "block": "revenue_streams", "rank": "B", "amount": "1000 USD/year" },
           "rent": { "block": "cost_structure", "rank": "A", "amount": "10 EUR/month", "status": "untested" }"#,
    );
    let state = |canvas: &mut Canvas, assumption: Assumption| {
        let field = assumption.stated_in(canvas.figures());
        canvas.state_figures(field);
    };
    let code = |code| crate::model::amount::Currency::from_code(code).unwrap();
    state(&mut canvas, Assumption::Currency(Some(code("EUR"))));
    // All costs are in one.
    let apart = [
        "rent 50: all of the costs",
        "eur 30: all else rests on Revenue Streams",
    ];
    assert_eq!(told(&canvas, &[]), apart);
    let one = Decimal::ONE;
    state(&mut canvas, Assumption::Rate(code("USD"), Some(one)));
    let together = told(&canvas, &[]);
    assert!(together[1].ends_with("9 % of the revenue"), "{together:?}");
}

#[test]
fn amounts_that_cannot_be_divided_are_no_reason() {
    let huge = "79228162514264337593543950335 EUR/month x 1000";
    let notes = format!(
        r#""a": {{ "block": "revenue_streams", "rank": "A", "amount": "0 EUR once", "status": "untested" }},
           "b": {{ "block": "cost_structure", "rank": "A", "amount": "{huge}", "status": "untested" }}"#
    );
    assert_eq!(
        told(&canvas(&notes), &[]),
        [
            "a 30: all else rests on Revenue Streams",
            "b 0: nothing that is known hangs on it",
        ]
    );
}
