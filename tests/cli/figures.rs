//! `figures`, and the amounts and assumptions that `add` and `set` give to it.

use serde_json::{Value, json};

use super::add::{FILE, canvas};
use super::place::{Place, assert_harmless};

const NOTES: &str = r#"{
  "notes": {
    "c1": { "block": "cost_structure", "rank": "A", "text": "Bikes" },
    "c2": { "block": "cost_structure", "rank": "B", "text": "Shop\u001b[2J", "amount": "some" },
    "r1": { "block": "revenue_streams", "rank": "A", "text": "Repairs" },
    "v1": { "block": "value_propositions", "rank": "A", "text": "Saves time" }
  }
}"#;

/// A repair costs 12 and brings 30; a year costs 12,000, and 6,000 once; so the first year's 18,000 take 1,000 repairs.
fn place() -> Place {
    let place = Place::with(FILE, NOTES);
    for args in [
        &["c1", "--amount", "EUR 6k"][..],
        &["c2", "--amount", "1,000.00 EUR per month"],
        &["r1", "--amount", "30~30~36 eur/unit"],
        &["v1", "--amount", "5 EUR/year x 2"],
    ] {
        place.run(&[&["set", FILE], args].concat()).fine();
    }
    place
        .run(&["add", FILE, "C$", "Parts", "--amount", "12/unit", "--first"])
        .failed();
    place
        .run(&["add", FILE, "C$", "Parts", "--amount", "12 EUR/unit"])
        .fine();
    place
}

fn figures(place: &Place, args: &[&str]) -> Value {
    let out = place.run(&[&["figures", FILE, "--json"], args].concat());
    serde_json::from_str(&out.fine()).unwrap()
}

#[test]
fn amounts_are_kept_in_one_form() {
    let place = place();
    let amount = |id: &str| {
        let note = canvas(&place).note(&id.into()).unwrap().clone();
        note.amount.map(|amount| amount.to_string())
    };
    assert_eq!(amount("c1").as_deref(), Some("6000 EUR once"));
    assert_eq!(amount("c2").as_deref(), Some("1000 EUR/month"));
    assert_eq!(amount("r1").as_deref(), Some("30~30~36 EUR/unit"));
    let out = place.run(&["list", FILE, "--json", "--block", "RS"]).fine();
    assert!(out.contains("\"amount\": \"30~30~36 EUR/unit\""), "{out}");
    place.run(&["set", FILE, "c1", "--no-amount"]).fine();
    assert_eq!(amount("c1"), None);
}

#[test]
fn the_sums_are_printed_and_what_they_leave_out_is_named() {
    let place = place();
    place
        .run(&["set", FILE, "--units", "1000", "--currency", "eur"])
        .fine();
    place.run(&["add", FILE, "C$", "Tea\u{202e}"]).fine();
    let out = place.run(&["figures", FILE]).fine();
    insta::assert_snapshot!(out);
    assert_harmless(&out);
}

#[test]
fn json_has_exact_figures() {
    let place = place();
    let stated = figures(&place, &["--units", "1000/year"]);
    let sheet = &stated["sheets"][0];
    let sums = |low, base, high| json!({ "low": low, "base": base, "high": high });
    assert_eq!(sheet["currency"], "EUR");
    assert_eq!(
        sheet["costs"]["first_year"],
        sums("30000", "30000", "30000")
    );
    assert_eq!(sheet["revenue"]["per_unit"], sums("30", "30", "36"));
    assert_eq!(sheet["margin"]["unit"], sums("18", "18", "24"));
    assert_eq!(sheet["margin"]["project"], Value::Null);
    let reached = &sheet["break_even"]["unit"]["first_year"];
    assert_eq!(*reached, json!({ "low": 1000, "base": 1000, "high": 750 }));
    assert_eq!(sheet["payback_months"]["base"], 12);
    assert_eq!(stated["units"], "1000/year");
    assert_eq!(stated["left_out"]["in_other_blocks"], json!(["v1"]));
    // Another volume, and none.
    let less = figures(&place, &["--volume", "50/month"]);
    assert_eq!(less["sheets"][0]["payback_months"]["low"], Value::Null);
    let none = figures(&place, &[]);
    assert_eq!(none["sheets"][0]["payback_months"], Value::Null);
}

#[test]
fn assumptions_are_stated_and_taken_away() {
    let place = place();
    let set = |args: &[&str]| place.run(&[&["set", FILE], args].concat()).fine();
    set(&[
        "--currency",
        "USD",
        "--rate",
        "EUR=1.1",
        "--rate",
        "JPY=0.0067",
        "--projects",
        "2 once",
    ]);
    let stated = figures(&place, &[]);
    assert_eq!(stated["rates"], json!({ "EUR": "1.1", "JPY": "0.0067" }));
    assert_eq!(stated["sheets"][0]["costs"]["once"]["base"], "6600");
    assert_eq!(stated["sheets"].as_array().unwrap().len(), 1);
    // A sign is read as the canvas reckons, and a bare figure too.
    set(&["c1", "--amount", "$7"]);
    set(&["c2", "--amount", "8/month"]);
    let text = place.read(FILE);
    assert!(
        text.contains("\"7 USD once\"") && text.contains("\"8 USD/month\""),
        "{text}"
    );
    set(&[
        "--currency",
        "",
        "--rate",
        "EUR=",
        "--rate",
        "JPY=",
        "--projects",
        "",
    ]);
    assert!(!place.read(FILE).contains("figures"));
}

#[test]
fn rates_go_with_the_currency_that_they_were_stated_in() {
    let place = place();
    let set = |args: &[&str]| place.run(&[&["set", FILE], args].concat());
    let rates = ["--rate", "GBP=1.1", "--rate", "CHF=1.05"];
    set(&[&["--currency", "EUR"], &rates[..]].concat()).fine();
    let changed = set(&["--currency", "USD", "--rate", "CHF=1.2"]);
    assert_eq!(changed.code, 0);
    let told = "bmcanvas: what GBP was worth in EUR counts no longer: state it in USD\n";
    assert_eq!(changed.err, told);
    assert_eq!(figures(&place, &[])["rates"], json!({ "CHF": "1.2" }));
}

#[test]
fn what_is_no_amount_is_told_and_nothing_is_written() {
    let place = place();
    let before = place.read(FILE);
    for (args, why) in [
        (
            &["set", FILE, "c1", "--amount", "1.200 EUR"][..],
            "1.200 can mean 1200 or 1.20",
        ),
        (&["set", FILE, "c1", "--amount", "-5 EUR"], "not negative"),
        (&["set", FILE, "c1", "--amount", "5"], "which currency?"),
        (
            &["set", FILE, "c1", "--amount", "5 \u{1b}[2J"],
            "has no place in an amount",
        ),
        (
            &["set", FILE, "--units", "1,000"],
            "1,000 can mean 1000 or 1",
        ),
        (
            &["set", FILE, "--units", "5/week"],
            "\"week\" is no year or month",
        ),
        (&["set", FILE, "--currency", "Taler"], "is no currency"),
        (&["set", FILE, "--rate", "USD"], "is no rate"),
        (
            &["set", FILE, "--currency", "EUR", "--rate", "EUR=2"],
            "reckons in EUR already",
        ),
        (&["set", FILE, "--rate", "USD=0"], "is no rate"),
        (&["figures", FILE, "--units", "many"], "is no volume"),
    ] {
        let err = place.run(args).failed();
        assert!(err.contains(why), "{args:?}: {err}");
        assert_eq!(err.lines().count(), 2, "{err}");
        assert_harmless(&err);
    }
    assert_eq!(place.read(FILE), before);
    place
        .run(&[
            "set",
            FILE,
            "c1",
            "--amount",
            "999999999999999999 EUR x 999999999999999999",
        ])
        .fine();
    let err = place.run(&["figures", FILE]).failed();
    assert!(err.contains("more digits than can be added up"), "{err}");
}
