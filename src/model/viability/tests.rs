use super::*;
use crate::format::kind::built_in_kind;
use crate::format::{read, write};
use crate::model::edit::{Change, Refused};
use crate::model::merge::merge;

fn canvas(rest: &str) -> Canvas {
    let file = format!(r#"{{ "kind": "business-model", {rest} }}"#);
    read(file.as_bytes()).unwrap().canvas
}

fn answer(rating: u8, reason: &str) -> Answer {
    Answer {
        rating: Some(rating),
        reason: reason.to_owned(),
    }
}

fn says(canvas: &Canvas, dimension: Dimension, rating: u8, reason: &str) -> Change {
    Change::Viability(canvas.with_answer(dimension, &answer(rating, reason)))
}

#[test]
fn an_answer_is_read_as_it_is_typed() {
    for typed in ["3 some pay", "5", ""] {
        assert_eq!(Answer::read(typed).unwrap().typed(), typed);
    }
    assert_eq!(
        Answer::read(" 4:  two\nrivals ").unwrap(),
        answer(4, "two rivals")
    );
    for wrong in ["0 no", "6", "good", "3.5"] {
        assert!(Answer::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn what_is_not_understood_stays_beside_an_answer() {
    let mut canvas = canvas(
        r#""viability": { "cost_structure": { "rating": "poor", "by": "Ann" }, "luck": 7 }, "notes": {}"#,
    );
    assert_eq!(canvas.answer(Dimension::Costs), Answer::default());
    canvas
        .apply(says(&canvas, Dimension::Costs, 2, "dear").into())
        .unwrap();
    assert_eq!(canvas.answer(Dimension::Costs), answer(2, "dear"));
    let text = write(&canvas);
    assert!(
        text.contains("      \"by\": \"Ann\",\n      \"rating\": 2,\n      \"reason\": \"dear\"\n")
    );
    assert!(text.contains("\"luck\": 7"), "{text}");
    let none = canvas.with_answer(Dimension::Costs, &Answer::default());
    canvas.state_viability(none);
    assert!(write(&canvas).contains("\"by\": \"Ann\"\n"));
}

#[test]
fn answers_to_different_questions_merge_and_are_taken_back_alone() {
    let base = canvas(r#""notes": {}"#);
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let done = ours
        .perform(says(&ours, Dimension::Need, 3, "a").into())
        .unwrap();
    theirs
        .apply(says(&theirs, Dimension::Moat, 1, "b").into())
        .unwrap();
    let mut merged = merge(Some(&base), &ours, &theirs).canvas;
    assert_eq!(merged.answer(Dimension::Need), answer(3, "a"));
    assert_eq!(merged.answer(Dimension::Moat), answer(1, "b"));
    merged.take_back(&done).unwrap();
    assert_eq!(merged, theirs);
    ours.apply(says(&ours, Dimension::Need, 4, "c").into())
        .unwrap();
    assert_eq!(ours.take_back(&done), Err(Refused::ViabilityChangedSince));
    let mut there = base.clone();
    there.apply(base.edit_to(&merged)).unwrap();
    assert_eq!(there, merged);
}

#[test]
fn the_canvas_shows_its_red_flags() {
    let canvas = canvas(
        r#""notes": {
            "s": { "block": "customer_segments", "text": "Everyone" },
            "v": { "block": "value_propositions", "text": "Fast" },
            "c": { "block": "channels", "text": "Shops" },
            "r": { "block": "revenue_streams", "text": "Set", "amount": "100 EUR once" },
            "k": { "block": "cost_structure", "text": "Rent", "amount": "900 EUR/year" } }"#,
    );
    let kind = built_in_kind("business-model").unwrap();
    let told: Vec<String> = flags(&canvas, &kind)
        .into_iter()
        .map(|(dimension, what)| format!("{}: {what}", dimension.key()))
        .collect();
    assert_eq!(
        told,
        [
            "need_validation: everyone is a customer",
            "cost_structure: every year costs more than it brings",
            "revenue_model: a single revenue stream",
            "revenue_model: nothing comes in after the first sale",
            "delivery_capability: all is done in-house: no partner",
            "delivery_capability: all depends on one channel",
        ]
    );
}

#[test]
fn a_sound_canvas_shows_none() {
    let canvas = canvas(
        r#""notes": {
            "s": { "block": "customer_segments", "text": "Commuters" },
            "v": { "block": "value_propositions", "text": "Fast" },
            "c1": { "block": "channels", "text": "Shops" },
            "c2": { "block": "channels", "text": "Web" },
            "p": { "block": "key_partners", "text": "Makers" },
            "r1": { "block": "revenue_streams", "text": "Set", "amount": "100 EUR/unit" },
            "r2": { "block": "revenue_streams", "text": "Fee", "amount": "900 EUR/year" },
            "k": { "block": "cost_structure", "text": "Tools", "amount": "900 EUR once" } }"#,
    );
    let kind = built_in_kind("business-model").unwrap();
    assert_eq!(flags(&canvas, &kind), []);
}
