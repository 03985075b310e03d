//! The rules about what notes are linked to.

use super::*;

/// The canvas with these links, such as `n1-n0`.
fn linked(canvas: Canvas, links: &[&str]) -> Canvas {
    with(canvas, |canvas| {
        for (from, to) in links.iter().map(|link| link.split_once('-').unwrap()) {
            let link = |note: &mut crate::model::note::Note| note.links.insert(to.into());
            canvas.change(&from.into(), link).unwrap();
        }
    })
}

/// All notes of [`FULL`] linked to what they are there for.
const LINKS: [&str; 9] = [
    "n1-n0", "n2-n0", "n3-n0", "n4-n0", "n5-n1", "n6-n1", "n7-n5", "n8-n5", "n4-n1",
];

pub(super) fn of_links() -> Vec<Pair> {
    let without = |dropped: &str| {
        let kept = LINKS.iter().filter(|link| !link.starts_with(dropped));
        linked(full(), &kept.copied().collect::<Vec<_>>())
    };
    let good = || linked(full(), &LINKS);
    vec![
        pair(
            "dangling-link",
            linked(full(), &["n1-n0", "n1-gone"]),
            vec![note("n1")],
            good(),
        ),
        pair(
            "revenue-without-payer",
            without("n4"),
            vec![note("n4")],
            good(),
        ),
        pair(
            "idle-resource",
            linked(full(), &["n1-n0"]),
            vec![note("n5"), note("n6")],
            good(),
        ),
        pair("idle-partner", without("n7"), vec![note("n7")], good()),
        pair(
            "cost-without-cause",
            without("n8"),
            vec![note("n8")],
            full(),
        ),
    ]
}

#[test]
fn where_links_are_used_each_note_is_looked_at() {
    let more = [
        "customer_segments: Couriers",
        "value_propositions: A card",
        "parking: Somebody else",
    ];
    let canvas = linked(full_and(&more), &LINKS);
    for (rule, spots) in [
        ("segment-without-proposition", vec![note("n9")]),
        ("proposition-without-segment", vec![note("n10")]),
        ("segment-without-channel", vec![note("n9")]),
        ("segment-without-revenue", vec![note("n9")]),
        ("idle-resource", vec![]),
    ] {
        let found = found(rule, &canvas).into_iter();
        assert_eq!(
            found.map(|(spot, _)| spot).collect::<Vec<_>>(),
            spots,
            "{rule}"
        );
    }
    let unlinked = findings(&full_and(&more));
    let rules: Vec<&str> = unlinked.iter().map(|finding| finding.rule.id).collect();
    assert_eq!(rules, ["single-revenue-stream"]);
}

/// Whether a segment that is linked to the proposition, or the revenue, alone is found to lack the other one.
fn lacks(rule: &str, link: &str, tags: &[&str]) -> bool {
    let canvas = linked(full_and(&["customer_segments: Couriers"]), &LINKS);
    let canvas = with(linked(canvas, &[link]), |canvas| {
        let tags = tags.iter().map(|tag| (*tag).to_owned());
        canvas.change(&"n9".into(), |note| note.tags = tags.collect());
    });
    found(rule, &canvas) == [(note("n9"), lacking_what(rule).to_owned())]
}

fn lacking_what(rule: &str) -> &'static str {
    match rule {
        "segment-without-revenue" => "linked to nothing that it pays for",
        _ => "linked to nothing that is offered to it",
    }
}

#[test]
fn who_only_uses_pays_nothing_and_who_only_pays_is_offered_nothing() {
    for (tags, needs_revenue, needs_proposition) in [
        (&[][..], true, true),
        (&["user"], false, true),
        (&["payer"], true, false),
        (&["User", "food"], false, true),
        (&["PAYER"], true, false),
        // Who does both is a customer like any other.
        (&["payer", "user"], true, true),
        (&["customer", "user"], true, true),
        (&["customer", "payer"], true, true),
    ] {
        let revenue = lacks("segment-without-revenue", "n1-n9", tags);
        let proposition = lacks("segment-without-proposition", "n4-n9", tags);
        assert_eq!(
            (revenue, proposition),
            (needs_revenue, needs_proposition),
            "{tags:?}"
        );
    }
}

#[test]
fn a_kind_that_knows_no_such_link_expects_none() {
    // Strengths are not there for anything that a rule knows.
    let canvas = linked(
        canvas(
            "swot",
            &[
                "strengths: a",
                "opportunities: b",
                "weaknesses: c",
                "threats: d",
            ],
        ),
        &["n0-n1"],
    );
    assert_eq!(findings(&canvas), []);
}
