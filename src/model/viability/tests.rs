use super::*;
use crate::format::kind::built_in_kind;
use crate::format::{read, write};
use crate::model::check::{Facts, Level, Setting, Spot, Switches, rule_of};
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
fn an_answer_is_told_in_a_line() {
    assert_eq!(answer(3, "some pay").told(), "3 some pay");
    assert_eq!(answer(5, "").told(), "5");
    assert_eq!(Answer::default().told(), "");
    assert_eq!(Answer::line(" two\n rivals "), "two rivals");
    for dimension in Dimension::ALL {
        assert_eq!(Dimension::from_name(dimension.word()), Some(dimension));
        assert_eq!(Dimension::from_name(dimension.key()), Some(dimension));
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

fn told(canvas: &Canvas) -> Vec<String> {
    let kind = built_in_kind("business-model").unwrap();
    let flags = flags(canvas, &kind, &Facts::default(), &Switches::default()).into_iter();
    flags
        .map(|flag| format!("{}: {}", flag.dimension.word(), flag.told(canvas)))
        .collect()
}

#[test]
fn the_canvas_shows_its_red_flags() {
    let canvas = canvas(
        r#""notes": {
            "s": { "block": "customer_segments", "text": "Everyone\nelse" },
            "v": { "block": "value_propositions", "text": "Fast" },
            "c": { "block": "channels", "text": "Shops" },
            "r": { "block": "revenue_streams", "text": "Set", "amount": "100 EUR/unit" },
            "u": { "block": "cost_structure", "text": "Parts", "amount": "110 EUR/unit" },
            "k": { "block": "cost_structure", "text": "Rent", "amount": "900 EUR/year" },
            "w": { "block": "cost_structure", "text": "Wages" } },
            "figures": { "units": "9/year" }"#,
    );
    assert_eq!(
        told(&canvas),
        [
            "need: everyone is a customer: “Everyone”",
            "proposition: nothing that is offered is put in numbers",
            "costs: nobody says what it costs: “Wages”",
            "costs: every year costs more than it brings",
            "costs: a unit costs more than it brings",
            "revenue: a single revenue stream",
            "revenue: nothing comes in after the first sale",
            "delivery: all is done in-house: no partner",
            "delivery: all depends on one channel",
            "moat: nobody wrote what keeps others out",
        ]
    );
    let kind = built_in_kind("business-model").unwrap();
    let flags = flags(&canvas, &kind, &Facts::default(), &Switches::default());
    assert_eq!(flags[0].note(&canvas).unwrap().0.as_str(), "s");
    let spots: Vec<_> = flags.iter().map(|flag| flag.spot.clone()).collect();
    assert_eq!(spots[3], Some(Spot::Block("cost_structure".into())));
    assert_eq!(spots[9], None);
}

#[test]
fn notes_that_lack_a_link_are_flags_of_their_own() {
    let canvas = canvas(
        r#""notes": {
            "s1": { "block": "customer_segments", "text": "Commuters" },
            "s2": { "block": "customer_segments", "text": "Couriers" },
            "v": { "block": "value_propositions", "text": "Within 2 h", "links": ["s1"] },
            "r": { "block": "revenue_streams", "text": "Fee", "links": ["s1"] } }"#,
    );
    let told = told(&canvas);
    for flag in [
        "proposition: nothing is offered to it: “Couriers”",
        "proposition: pays for nothing: “Couriers”",
    ] {
        assert!(told.iter().any(|own| own == flag), "{flag}: {told:?}");
    }
}

#[test]
fn a_rule_that_is_off_raises_no_flag() {
    let canvas = canvas(
        r#""notes": {
            "s": { "block": "customer_segments", "text": "Everyone" },
            "r": { "block": "revenue_streams", "text": "Fee" } }"#,
    );
    let kind = built_in_kind("business-model").unwrap();
    let rule = rule_of("everyone-as-customer").unwrap();
    for (setting, count) in [
        (Setting::Off, 0),
        (Setting::At(Level::Hint), 1),
        (Setting::At(Level::Error), 1),
    ] {
        let mut switches = Switches::default();
        switches.set(rule, setting);
        let flags = flags(&canvas, &kind, &Facts::default(), &switches);
        let says = |what: &str| flags.iter().filter(|flag| flag.what == what).count();
        assert_eq!(says("everyone is a customer"), count, "{setting:?}");
        assert_eq!(says("a single revenue stream"), 1);
    }
}

#[test]
fn a_sound_canvas_shows_none() {
    let canvas = canvas(
        r#""notes": {
            "s": { "block": "customer_segments", "text": "Commuters" },
            "v": { "block": "value_propositions", "text": "Fixed in 2 h" },
            "c1": { "block": "channels", "text": "Shops" },
            "c2": { "block": "channels", "text": "Web" },
            "p": { "block": "key_partners", "text": "Makers" },
            "r1": { "block": "revenue_streams", "text": "Set", "amount": "100 EUR/unit" },
            "r2": { "block": "revenue_streams", "text": "Fee", "amount": "900 EUR/year" },
            "k": { "block": "cost_structure", "text": "Tools", "amount": "900 EUR once" } },
            "viability": { "competitive_moat": { "reason": "The patent" } }"#,
    );
    assert_eq!(told(&canvas), [""; 0]);
    assert_eq!(told(&self::canvas(r#""notes": {}"#)).len(), 1, "no partner");
}
