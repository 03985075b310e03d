mod links;

use super::{Counterpart, Facts, Finding, RULES, Setting, Spot, Switches, check, rule_of};
use crate::format::{kind, read};
use crate::model::amount::Stated;
use crate::model::belief::Status;
use crate::model::canvas::Canvas;
use crate::model::json::Json;
use crate::model::thread::Comment;

/// A canvas of a kind, dated 2026-11-20 and titled, with these notes: `block: text`, one after another.
fn canvas(kind: &str, notes: &[&str]) -> Canvas {
    let mut canvas = Canvas::new(kind);
    canvas.header.title = "A plan".to_owned();
    canvas.header.date = "2026-11-20".to_owned();
    for (at, note) in notes.iter().enumerate() {
        let (block, text) = note.split_once(": ").unwrap();
        let place = crate::model::note::Place {
            block: block.into(),
            rank: format!("V{at:03}1").as_str().into(),
        };
        let note = crate::model::note::Note::new(place, text.replace('⏎', "\n"));
        canvas
            .insert(format!("n{at}").as_str().into(), note)
            .unwrap();
    }
    canvas
}

fn business(notes: &[&str]) -> Canvas {
    canvas("business-model", notes)
}

fn facts() -> Facts {
    Facts {
        today: "2026-12-01".to_owned(),
        missing: ["src/gone.rs".to_owned()].into(),
        counterpart: Counterpart::Canvas,
    }
}

fn findings(canvas: &Canvas) -> Vec<Finding> {
    let kind = kind::built_in_kind(&canvas.kind).unwrap();
    check(canvas, &kind, &facts(), &Switches::default())
}

/// What a rule finds: where, and what.
fn found(id: &str, canvas: &Canvas) -> Vec<(Spot, String)> {
    let findings = findings(canvas).into_iter();
    findings
        .filter(|finding| finding.rule.id == id)
        .map(|finding| (finding.spot, finding.what))
        .collect()
}

fn note(id: &str) -> Spot {
    Spot::Note(id.into())
}

fn block(id: &str) -> Spot {
    Spot::Block(id.into())
}

const FULL: [&str; 9] = [
    "customer_segments: Commuters",
    "value_propositions: Fixed within the day",
    "channels: Stands at stations",
    "customer_relationships: A card after each repair",
    "revenue_streams: Price per repair",
    "key_resources: Mechanics",
    "key_activities: Repairs",
    "key_partners: Part makers",
    "cost_structure: Wages",
];

fn full() -> Canvas {
    business(&FULL)
}

fn full_and(more: &[&str]) -> Canvas {
    business(&[&FULL[..], more].concat())
}

/// Nearly all of the revenue is in one note of this status.
fn paid(status: Status) -> Canvas {
    let stated = |text: &str| Some(Stated::from_json(Json::String(text.into())));
    with(full_and(&["revenue_streams: A card"]), |canvas| {
        canvas.change(&"n4".into(), |note| {
            note.amount = stated("90 EUR/unit");
            note.belief.status = Some(status.to_json());
        });
        canvas.change(&"n9".into(), |note| note.amount = stated("1 EUR/year"));
    })
}

/// A rule, a canvas in which it finds this, and one in which it finds nothing.
struct Pair {
    rule: &'static str,
    bad: Canvas,
    found: Vec<Spot>,
    good: Canvas,
}

fn pair(rule: &'static str, bad: Canvas, found: Vec<Spot>, good: Canvas) -> Pair {
    Pair {
        rule,
        bad,
        found,
        good,
    }
}

fn with(mut canvas: Canvas, change: impl FnOnce(&mut Canvas)) -> Canvas {
    change(&mut canvas);
    canvas
}

fn pairs() -> Vec<Pair> {
    let mut pairs = of_the_whole();
    pairs.extend(of_blocks());
    pairs.extend(of_customers());
    pairs.extend(of_notes());
    pairs.extend(links::of_links());
    pairs
}

fn of_the_whole() -> Vec<Pair> {
    let parted = br#"{ "kind": "business-model", "title": "x",
        "conflicts": { "title": ["y"] },
        "notes": {
            "a": { "block": "channels", "rank": "B", "text": "One" },
            "b": { "block": "channels", "rank": "C", "text": "Two", "conflict_of": "a" }
        } }"#;
    vec![
        pair(
            "unsettled",
            read(parted).unwrap().canvas,
            vec![Spot::Header, note("b")],
            full(),
        ),
        pair(
            "no-title",
            with(full(), |canvas| canvas.header.title = " ".to_owned()),
            vec![Spot::Header],
            full(),
        ),
        pair(
            "stale",
            with(full(), |canvas| {
                canvas.header.date = "2026-08-30".to_owned();
            }),
            vec![Spot::Header],
            with(full(), |canvas| {
                canvas.header.date = "2026-08-31".to_owned();
            }),
        ),
        pair(
            "only-ideal",
            with(full(), |canvas| {
                canvas.header.state = "ideal".to_owned();
                canvas.header.counterpart = "src/gone.rs".to_owned();
            }),
            vec![Spot::Header],
            with(full(), |canvas| {
                canvas.header.state = "ideal".to_owned();
                canvas.header.counterpart = "today.canvas.json".to_owned();
            }),
        ),
        pair(
            "empty-block",
            business(&FULL[1..8]),
            vec![block("customer_segments"), block("cost_structure")],
            full(),
        ),
    ]
}

fn of_blocks() -> Vec<Pair> {
    vec![
        pair(
            "segment-without-proposition",
            canvas("lean", &["customer_segments: Commuters"]),
            vec![block("unique_value_proposition")],
            canvas("lean", &["unique_value_proposition: Fast"]),
        ),
        pair(
            "proposition-without-segment",
            business(&["value_propositions: Fast"]),
            vec![block("customer_segments")],
            business(&["customer_segments: Commuters"]),
        ),
        pair(
            "segment-without-channel",
            canvas("mission-model", &["beneficiaries: Pilots"]),
            vec![block("deployment")],
            canvas("mission-model", &["deployment: By the base"]),
        ),
        pair(
            "segment-without-revenue",
            business(&FULL[..4]),
            vec![block("revenue_streams")],
            canvas("it-business-model", &["customer_segments: Sales"]),
        ),
    ]
}

fn of_customers() -> Vec<Pair> {
    vec![
        pair(
            "single-revenue-stream",
            full(),
            vec![block("revenue_streams")],
            full_and(&["revenue_streams: Subscription"]),
        ),
        pair(
            "untested-revenue",
            paid(Status::Untested),
            vec![note("n4")],
            paid(Status::Testing),
        ),
        pair(
            "cost-without-figures",
            with(full(), |canvas| priced(canvas, "n4")),
            vec![note("n8")],
            with(full(), |canvas| priced(canvas, "n8")),
        ),
        pair(
            "too-many-segments",
            full_and(&[
                "customer_segments: A",
                "customer_segments: B",
                "customer_segments: C",
            ]),
            vec![block("customer_segments")],
            full_and(&["customer_segments: A", "customer_segments: B"]),
        ),
        pair(
            "everyone-as-customer",
            full_and(&["customer_segments: Everyone"]),
            vec![note("n9")],
            full_and(&["channels: Everyone", "customer_segments: All-night bakers"]),
        ),
    ]
}

fn priced(canvas: &mut Canvas, id: &str) {
    let amount = Stated::from_json(Json::String("90 EUR/year".into()));
    canvas.change(&id.into(), |note| note.amount = Some(amount));
}

/// With a comment on a note, resolved by this person.
fn commented(canvas: &mut Canvas, resolved: &str) {
    let mut comment = Comment::new("Ana", "2026-11-20T10:00:00Z", "Still so?");
    resolved.clone_into(&mut comment.resolved);
    canvas.change(&"n2".into(), |note| {
        note.thread.replace(&"c1".into(), Some(comment));
    });
}

fn of_notes() -> Vec<Pair> {
    let words = |count: usize| format!("channels: {}", "word ".repeat(count));
    vec![
        pair(
            "open-thread",
            with(full(), |canvas| commented(canvas, "")),
            vec![note("n2")],
            with(full(), |canvas| commented(canvas, "Bo")),
        ),
        pair(
            "long-note",
            full_and(&[&words(31)]),
            vec![note("n9")],
            full_and(&[&words(30)]),
        ),
        pair(
            "near-duplicate",
            full_and(&[
                "channels: A stand at stations",
                "channels: Stands, at stations!",
            ]),
            vec![note("n9"), note("n10")],
            full_and(&[
                "key_partners: Stands at stations",
                "channels: Phase 1",
                "channels: Phase 2",
            ]),
        ),
        pair(
            "dangling-reference",
            full_and(&["key_resources: See src/gone.rs:12 (src/gone.rs), src/here.rs"]),
            vec![note("n9")],
            full_and(&["key_resources: See src/here.rs"]),
        ),
    ]
}

#[test]
fn an_ideal_state_needs_a_current_one_and_not_the_other_way_round() {
    for (state, count) in [("ideal", 1), (" ideal ", 1), ("current", 0), ("Plan B", 0)] {
        let canvas = with(full(), |canvas| canvas.header.state = state.to_owned());
        assert_eq!(found("only-ideal", &canvas).len(), count, "{state}");
    }
}

#[test]
fn a_counterpart_has_to_be_a_canvas() {
    let canvas = |state: &str, counterpart: &str| {
        with(full(), |canvas| {
            canvas.header.state = state.to_owned();
            canvas.header.counterpart = counterpart.to_owned();
        })
    };
    let kind = kind::built_in_kind("business-model").unwrap();
    let other = Facts {
        counterpart: Counterpart::Other,
        ..facts()
    };
    let found = |canvas: &Canvas, facts: &Facts| {
        let found = check(canvas, &kind, facts, &Switches::default()).into_iter();
        let found = found.filter(|finding| finding.rule.id == "only-ideal");
        found.map(|finding| finding.what).collect::<Vec<_>>()
    };
    assert_eq!(
        found(&canvas("ideal", " today.txt "), &other),
        ["the ideal state, and today.txt with the current one is no canvas"]
    );
    assert_eq!(
        found(&canvas("ideal", "src/gone.rs"), &other),
        ["the ideal state, and there is no src/gone.rs with the current one"]
    );
    assert_eq!(found(&canvas("current", "today.txt"), &other), [""; 0]);
    assert_eq!(found(&canvas("ideal", "today.txt"), &facts()), [""; 0]);
}

#[test]
fn each_rule_finds_what_it_is_for_and_nothing_else() {
    let pairs = pairs();
    let tested: Vec<&str> = pairs.iter().map(|pair| pair.rule).collect();
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(
        tested, rules,
        "a pair of canvases for each rule, in their order"
    );
    for Pair {
        rule,
        bad,
        found: expected,
        good,
    } in pairs
    {
        let spots: Vec<Spot> = found(rule, &bad)
            .into_iter()
            .map(|(spot, _)| spot)
            .collect();
        assert_eq!(spots, expected, "{rule}");
        assert_eq!(found(rule, &good), [], "{rule}");
    }
}

#[test]
fn rules_are_silent_where_a_kind_has_none_of_their_blocks() {
    let canvas = canvas(
        "swot",
        &[
            "strengths: a",
            "weaknesses: b",
            "opportunities: c",
            "threats: d",
        ],
    );
    assert_eq!(findings(&canvas), []);
}

#[test]
fn everyone_is_known_in_many_words() {
    let of = |text: &str| {
        found(
            "everyone-as-customer",
            &business(&[&format!("customer_segments: {text}")]),
        )
    };
    for text in [
        "everybody",
        "Anyone with a phone",
        "All people",
        "ALLE",
        "Alle Menschen",
        "Jeder",
        "Tout le monde",
        "N’importe qui",
        "Todo el mundo",
        "Todos",
        "Tutti",
        "Iedereen",
        "すべての人",
        "所有人",
        "누구나",
        "The general public",
    ] {
        assert_eq!(of(text).len(), 1, "{text}");
    }
    for text in [
        "Not everyone",
        "Nicht alle Kunden",
        "Alle Bäcker der Stadt",
        "Small companies",
        "Everyones",
        "",
    ] {
        assert_eq!(of(text), [], "{text}");
    }
}

#[test]
fn findings_come_in_the_order_of_reading() {
    let canvas = with(
        business(&[
            "channels: Everyone",
            "customer_segments: Everyone",
            "parking: src/gone.rs",
            "zebra: src/gone.rs",
        ]),
        |canvas| canvas.header.title.clear(),
    );
    let order: Vec<String> = findings(&canvas)
        .into_iter()
        .filter(|finding| finding.rule.id != "empty-block")
        .map(|finding| format!("{} {:?}", finding.rule.id, finding.spot))
        .collect();
    assert_eq!(
        order,
        [
            "no-title Header",
            "everyone-as-customer Note(\"n1\")",
            "segment-without-proposition Block(\"value_propositions\")",
            "segment-without-revenue Block(\"revenue_streams\")",
            "dangling-reference Note(\"n2\")",
            "dangling-reference Note(\"n3\")",
        ]
    );
}

#[test]
fn rules_are_switched_off_or_to_another_level() {
    let canvas = full();
    let kind = kind::built_in_kind("business-model").unwrap();
    let rule = rule_of("single-revenue-stream").unwrap();
    for setting in ["off", "hint", "warning", "error"] {
        let setting = Setting::from_name(setting).unwrap();
        let mut switches = Switches::default();
        switches.set(rule, Setting::Off);
        let mut over = Switches::default();
        over.set(rule, setting);
        let findings = check(&canvas, &kind, &facts(), &switches.over(over));
        let levels: Vec<Setting> = findings
            .iter()
            .map(|finding| Setting::At(finding.level))
            .collect();
        match setting {
            Setting::Off => assert_eq!(levels, []),
            Setting::At(_) => assert_eq!(levels, [setting]),
        }
    }
    assert_eq!(Setting::from_name("on"), None);
}

#[test]
fn rules_say_why_and_what_to_do_in_a_sentence_each() {
    for rule in RULES {
        for sentence in [rule.why, rule.advice] {
            let starts = sentence.starts_with(|first: char| first.is_ascii_uppercase());
            assert!(
                starts && sentence.ends_with('.') && sentence.len() < 110,
                "{sentence}"
            );
            assert!(!sentence.contains('|'), "{sentence}");
        }
        assert!(
            rule.id
                .bytes()
                .all(|byte| byte == b'-' || byte.is_ascii_lowercase())
        );
        assert_eq!(rule_of(rule.id), Some(rule), "ids are unique");
    }
}
