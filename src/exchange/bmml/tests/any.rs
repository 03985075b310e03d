//! Any file that the schema allows comes back whole; any canvas becomes one that it allows.

use std::collections::BTreeMap;

use proptest::collection::{btree_set, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::*;
use crate::exchange::yaml::{self, Out};
use crate::format;
use crate::model::json::{Fields, Json};

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z][A-Za-z ]{0,12}",
        "[-:#'\"\\[\\]{}&*!|>%@` \n\ta-c0-9.~]{0,12}",
        select(vec![
            "",
            "yes",
            "null",
            "1.0",
            "2024-01-01",
            "日本",
            "a\n\nb",
            "\u{202e}x",
            "x\r\ny"
        ])
        .prop_map(str::to_owned),
        any::<String>(),
    ]
}

fn ids(prefix: &'static str, most: usize) -> impl Strategy<Value = Vec<String>> {
    let of = btree_set("[a-z0-9-]{1,6}", 0..=most);
    of.prop_map(move |rests| {
        rests
            .into_iter()
            .map(|rest| format!("{prefix}-{rest}"))
            .collect()
    })
    .prop_shuffle()
}

type Entry = Vec<(&'static str, Out)>;

fn entries(prefix: &'static str) -> impl Strategy<Value = Vec<(String, String)>> {
    ids(prefix, 4).prop_flat_map(|ids| {
        let texts = vec(any_text(), ids.len());
        (Just(ids), texts).prop_map(|(ids, texts)| ids.into_iter().zip(texts).collect())
    })
}

fn items(prefix: &'static str, field: &'static str) -> impl Strategy<Value = Out> {
    entries(prefix).prop_map(move |items| {
        let item = |(id, text)| Out::Map(vec![("id", Out::Text(id)), (field, Out::Text(text))]);
        Out::List(items.into_iter().map(item).collect())
    })
}

fn meta() -> impl Strategy<Value = Out> {
    let stages = prop_oneof![
        (
            Just("explore"),
            select(vec![
                "ideation",
                "discovery",
                "validation",
                "acceleration",
                "transfer"
            ])
        ),
        (
            Just("exploit"),
            select(vec!["improve", "grow", "sustain", "retire", "transfer"])
        ),
    ];
    let date =
        || {
            of((1900..2100u32, 1..=12u32, 1..=28u32)
                .prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")))
        };
    let name = any_text().prop_filter("a name", |name| !name.is_empty());
    (name, of(any_text()), date(), date(), stages, of(any_text())).prop_map(
        |(name, tagline, created, updated, (portfolio, stage), derived)| {
            let mut fields = vec![("name", Out::Text(name))];
            let mut add = |name, value: Option<String>| {
                fields.extend(value.map(|value| (name, Out::Text(value))));
            };
            add("tagline", tagline);
            add("created", created);
            add("updated", updated);
            add("portfolio", Some(portfolio.to_owned()));
            add("stage", Some(stage.to_owned()));
            add("derived_from", derived);
            Out::Map(fields)
        },
    )
}

/// Some of the ids of a list.
fn some(ids: &[String], picks: &[Index]) -> Vec<String> {
    let mut some: Vec<String> = Vec::new();
    if !ids.is_empty() {
        for pick in picks {
            let id = pick.get(ids);
            if !some.contains(id) {
                some.push(id.clone());
            }
        }
    }
    some
}

fn names(of: &[(String, String)]) -> Vec<String> {
    of.iter().map(|(id, _)| id.clone()).collect()
}

/// Entries of the lists that name others: a field and the list that it names.
type Ties = &'static [(&'static str, &'static str)];
const NAMING: [(&str, &str, Ties); 7] = [
    (
        "channels",
        "ch",
        &[("for", "value_propositions"), ("for", "customer_segments")],
    ),
    (
        "customer_relationships",
        "cr",
        &[("for", "customer_segments")],
    ),
    (
        "revenue_streams",
        "rs",
        &[("from", "customer_segments"), ("for", "value_propositions")],
    ),
    ("key_resources", "kr", &[("for", "value_propositions")]),
    ("key_activities", "ka", &[("for", "value_propositions")]),
    (
        "key_partnerships",
        "kp",
        &[("for", "key_resources"), ("for", "key_activities")],
    ),
    (
        "costs",
        "cost",
        &[("for", "key_resources"), ("for", "key_activities")],
    ),
];

#[derive(Debug, Clone)]
struct Peers {
    segments: Vec<(String, String)>,
    propositions: Vec<(String, String)>,
    naming: Vec<Vec<(String, String)>>,
    picks: Vec<Index>,
    described: Vec<Option<String>>,
    items: Vec<Out>,
    meta: Out,
    fits: Vec<(String, Vec<Index>, Vec<Index>)>,
}

fn peers() -> impl Strategy<Value = Peers> {
    let naming: Vec<_> = NAMING
        .iter()
        .map(|(_, prefix, _)| entries(prefix).boxed())
        .collect();
    let items = (
        items("job", "description"),
        items("pain", "description"),
        items("gain", "description"),
        items("ps", "name"),
        items("pr", "name"),
        items("gc", "name"),
    );
    let items = items.prop_map(|(a, b, c, d, e, f)| vec![a, b, c, d, e, f]);
    let ends = || vec(any::<Index>(), 1..3);
    let fits = ids("fit", 3).prop_flat_map(move |ids| {
        let fits: Vec<_> = ids
            .into_iter()
            .map(|id| (Just(id), ends(), ends()))
            .collect();
        fits
    });
    let all = (
        entries("cs"),
        entries("vp"),
        naming,
        vec(any::<Index>(), 40),
        vec(of(any_text()), 8),
        items,
        meta(),
        fits,
    );
    all.prop_map(
        |(segments, propositions, naming, picks, described, items, meta, fits)| Peers {
            segments,
            propositions,
            naming,
            picks,
            described,
            items,
            meta,
            fits,
        },
    )
}

type ListIds = BTreeMap<&'static str, Vec<String>>;

/// The file of these parts.
fn file(peers: &Peers) -> Vec<(&'static str, Out)> {
    let mut ids = ListIds::from([
        ("customer_segments", names(&peers.segments)),
        ("value_propositions", names(&peers.propositions)),
    ]);
    for ((key, _, _), entries) in NAMING.iter().zip(&peers.naming) {
        ids.insert(key, names(entries));
    }
    let profile = ["jobs", "pains", "gains"];
    let value_map = ["products_services", "pain_relievers", "gain_creators"];
    let mut file = vec![
        ("version", Out::Text("2.0".to_owned())),
        ("meta", peers.meta.clone()),
        (
            "customer_segments",
            described(peers, &peers.segments, 0, profile),
        ),
        (
            "value_propositions",
            described(peers, &peers.propositions, 3, value_map),
        ),
    ];
    let mut picks = peers.picks.iter().copied().cycle();
    for ((key, _, ties), entries) in NAMING.iter().zip(&peers.naming) {
        let entries = entries
            .iter()
            .map(|entry| naming(entry, ties, &ids, &mut picks));
        file.push((*key, Out::List(entries.map(Out::Map).collect())));
    }
    file.push(("fits", fits(peers, &ids)));
    file
}

fn named((id, name): &(String, String)) -> Entry {
    vec![
        ("id", Out::Text(id.clone())),
        ("name", Out::Text(name.clone())),
    ]
}

/// Entries with descriptions and lists of their own.
fn described(
    peers: &Peers,
    entries: &[(String, String)],
    from: usize,
    details: [&'static str; 3],
) -> Out {
    let entry = |(at, entry): (usize, &(String, String))| {
        let mut fields = named(entry);
        let text = peers.described[(from + at) % peers.described.len()].clone();
        fields.extend(text.map(|text| ("description", Out::Text(text))));
        // Ids are once in a file, so only one entry gets the items.
        if at == 0 {
            fields.extend(details.into_iter().zip(peers.items[from..].iter().cloned()));
        }
        Out::Map(fields)
    };
    Out::List(entries.iter().enumerate().map(entry).collect())
}

/// An entry that names others.
fn naming(
    entry: &(String, String),
    ties: Ties,
    ids: &ListIds,
    picks: &mut impl Iterator<Item = Index>,
) -> Entry {
    let mut fields = named(entry);
    for word in ["from", "for"] {
        let held = ties.iter().filter(|(own, _)| *own == word);
        let held: Entry = held
            .map(|(_, held)| {
                let picks: Vec<Index> = picks.by_ref().take(2).collect();
                (*held, Out::Row(some(&ids[held], &picks)))
            })
            .collect();
        if !held.is_empty() {
            fields.push((word, Out::Map(held)));
        }
    }
    fields
}

/// Fits of pairs that no other fit has: a pair is one link.
fn fits(peers: &Peers, ids: &ListIds) -> Out {
    let mut fits = Vec::new();
    for (id, of, to) in &peers.fits {
        let ends = [("value_propositions", of), ("customer_segments", to)];
        let ends: Vec<_> = ends
            .map(|(list, picks)| (list, some(&ids[list], picks)))
            .to_vec();
        if ends.iter().any(|(_, ids)| ids.is_empty()) {
            continue;
        }
        let ends = ends.into_iter().map(|(list, ids)| (list, Out::Row(ids)));
        let mappings = [["pr-a", "pain-a"], ["gc-1: x", "gain\n"]];
        let mappings = mappings.map(|pair| Out::Row(pair.map(str::to_owned).to_vec()));
        fits.push(Out::Map(vec![
            ("id", Out::Text(id.clone())),
            ("for", Out::Map(ends.collect())),
            ("mappings", Out::List(mappings.to_vec())),
        ]));
    }
    Out::List(fits)
}

/// Values that the format does not have, by names that it does not have.
fn strange(turn: usize) -> Fields {
    let text = |text: &str| Json::String(text.into());
    let list = Json::Array(vec![text("a: b"), Json::Number("1.50".into()), Json::Null]);
    let values = [
        Json::Bool(true),
        Json::Number("-12e3".into()),
        text("true"),
        text("two\nlines # or\n\nmore"),
        Json::Object(Fields::from([("x y".to_owned(), list.clone())])),
        list,
        text("2024-01-31"),
    ];
    let names = ["owner", "x y", "日本", "2024", "yes", "a: b", "\u{202e}"];
    let pick = |from: usize| {
        (
            names[from % names.len()].to_owned(),
            values[from % values.len()].clone(),
        )
    };
    [pick(turn), pick(turn * 3 + 1)].into_iter().collect()
}

/// The value with fields, ids and references that the format does not have, or that lead nowhere.
fn spoilt(out: Out, dice: &mut impl Iterator<Item = (usize, u8)>) -> Out {
    let (turn, roll) = dice.next().unwrap();
    match out {
        Out::Map(fields) => {
            let is_odd = roll % 3 == 0;
            let fields = fields.into_iter().map(|(name, value)| match name {
                "id" if is_odd => (name, Out::Text(format!("Odd {turn}"))),
                name => (name, spoilt(value, dice)),
            });
            let fields: Vec<_> = fields.collect();
            if roll % 4 == 0 {
                Out::With(fields, strange(turn))
            } else {
                Out::Map(fields)
            }
        }
        Out::List(items) => Out::List(items.into_iter().map(|item| spoilt(item, dice)).collect()),
        Out::Row(mut ids) => {
            if roll % 3 == 0 {
                let gone = ["cs-gone", "vp-gone", "Gone", "gone: 1"][turn % 4];
                ids.push(format!("{gone}{turn}"));
            }
            Out::Row(ids)
        }
        Out::Text(_) | Out::With(..) | Out::Other(_) => out,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_file_that_the_schema_allows_comes_back_whole(peers in peers()) {
        let file = yaml::write(&file(&peers), &Fields::new());
        prop_assert_eq!(faults(&file), Vec::<String>::new(), "generated: {}", file);
        let import = read(&file);
        prop_assert!(!import.remarks.iter().any(exchange::Remark::is_loss), "{:?}\n{}", import.remarks, file);
        let canvas = format::read(format::write(&import.canvas).as_bytes()).unwrap().canvas;
        let written = write(&canvas);
        prop_assert!(written.left.is_empty() && written.left.filled.is_empty(), "{:?}", written.left);
        prop_assert_eq!(content(text(&written)), content(&file), "{}", text(&written));
        prop_assert_eq!(faults(text(&written)), Vec::<String>::new());
    }

    #[test]
    fn what_the_format_does_not_have_comes_back_too(peers in peers(), rolls in vec(any::<u8>(), 200)) {
        let mut dice = rolls.into_iter().cycle().enumerate();
        let of_file = strange(dice.next().unwrap().1.into());
        let spoilt = file(&peers).into_iter().map(|(name, value)| (name, spoilt(value, &mut dice)));
        let file = yaml::write(&spoilt.collect::<Vec<_>>(), &of_file);
        let import = read(&file);
        prop_assert!(!import.remarks.iter().any(exchange::Remark::is_loss), "{:?}\n{}", import.remarks, file);
        let canvas = format::read(format::write(&import.canvas).as_bytes()).unwrap().canvas;
        let written = write(&canvas);
        prop_assert!(written.left.is_empty() && written.left.filled.is_empty(), "{:?}\n{}", written.left, file);
        prop_assert_eq!(content(text(&written)), content(&file), "{}\n{}", text(&written), file);
    }

    #[test]
    fn any_canvas_becomes_a_file_that_the_schema_allows(
        notes in vec((any_text(), any::<Index>(), vec(any::<Index>(), 0..4), "[A-Za-z0-9-]{1,8}"), 0..12),
        title in any_text(),
        date in any_text(),
    ) {
        const BLOCKS: [&str; 12] = [
            "customer_segments", "value_propositions", "channels", "customer_relationships", "revenue_streams",
            "key_resources", "key_activities", "key_partners", "cost_structure", "parking", "fits", "costs",
        ];
        let names: Vec<String> = notes.iter().map(|(_, _, _, id)| id.clone()).collect();
        let notes = notes.iter().map(|(text, block, links, id)| {
            let links: Vec<&String> = links.iter().map(|link| link.get(&names)).collect();
            (id.clone(), serde_json::json!({"block": block.get(&BLOCKS), "text": text, "links": links}))
        });
        let notes: serde_json::Map<String, Value> = notes.collect();
        let json = serde_json::json!(
            {"bmcanvas": 1, "kind": "business-model", "title": title, "date": date, "notes": notes}
        );
        let canvas = format::read(json.to_string().as_bytes()).unwrap().canvas;
        let written = write(&canvas);
        prop_assert_eq!(faults(text(&written)), Vec::<String>::new(), "{}", text(&written));
        // Read again, it is the same file.
        let again = read(text(&written));
        prop_assert!(!again.remarks.iter().any(exchange::Remark::is_loss), "{:?}", again.remarks);
        let second = write(&again.canvas);
        prop_assert_eq!(text(&second), text(&written));
    }
}
