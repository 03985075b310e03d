use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::exchange::tests::{any_canvas, kinds, lost_on_the_way};
use crate::exchange::{self, Import, Source, Target};
use crate::format::write;
use crate::model::canvas::Canvas;

fn import(text: &str) -> Import {
    exchange::read(text.as_bytes(), Source::Json, &kinds()).unwrap()
}

/// The notes by block, each with its tags.
fn seats(canvas: &Canvas) -> Vec<String> {
    let kind = exchange::tests::kind(&canvas.kind);
    let mut seats = Vec::new();
    for (block, notes) in exchange::blocks(canvas, &kind) {
        for (_, note) in notes {
            let tags: Vec<&str> = note.tags.iter().map(String::as_str).collect();
            seats.push(
                format!("{} {:?} {}", block.as_str(), note.text, tags.join(","))
                    .trim()
                    .to_owned(),
            );
        }
    }
    seats
}

#[test]
fn every_dialect_is_read() {
    let wanted = [
        "channels \"App\"",
        "channels \"Shop\"",
        "key_partners \"City\"",
    ];
    for text in [
        r#"{"keyPartnerships": ["City"], "channels": ["App", {"head": "Shop"}]}"#,
        r#"{"key_partners": "City", "channels": [{"text": "App"}, {"items": ["Shop"]}]}"#,
        r#"{"canvas": {}, "sections": {"keyPartners": {"title": "Key Partners", "content": ["City"]}, "channels": {"content": ["App", "Shop"]}}}"#,
        r#"{"businessModelCanvas": {"Channels": "- App\n- Shop\n", "Key partners": [["City"]]}}"#,
        r#"[{"key": "key-partners", "content": "City"}, {"key": "channels", "content": "- App\n- Shop"}]"#,
        r#"[{"block": "CH", "text": "App"}, {"block": "channels", "text": "Shop"}, {"block": "KP", "text": "City"}]"#,
        r#"{"blocks": [{"name": "Channels", "notes": ["App", {"name": "Shop"}]}, {"title": "Partners", "items": ["City"]}]}"#,
        r#"[["Channels", "App", "Shop"], ["Key Partners", "City"]]"#,
    ] {
        let import = import(text);
        assert_eq!(seats(&import.canvas), wanted, "{text}");
        assert_eq!(import.remarks, [], "{text}");
        assert_eq!(import.canvas.kind, "business-model");
    }
}

#[test]
fn parts_of_a_section_become_tags() {
    let text = r#"{"canvas": {"problem": ["Hunger"], "solution": [], "customer_segments":
        {"primary": ["Families", 3, true, null], "secondary": {"text": "Offices"}}}}"#;
    let import = import(text);
    assert_eq!(import.canvas.kind, "lean");
    assert_eq!(
        seats(&import.canvas),
        [
            "problem \"Hunger\"",
            "customer_segments \"Families\" primary",
            "customer_segments \"3\" primary",
            "customer_segments \"true\" primary",
            "customer_segments \"Offices\" secondary",
        ]
    );
}

#[test]
fn what_stands_above_and_beside_the_blocks_is_kept_and_told() {
    let text = r#"{"title": "Box", "date": "2026", "designedFor": "City", "iteration": 3, "kind": "business-model",
        "channels": [{"name": "App", "description": "For phones", "color": "Red", "id": "c1", "tags": ["new"],
            "links": ["c2"], "status": "untested", "mood": {"a": 1.10, "a": "b"}}],
        "worries": ["Rain"], "version": 2, "date": "again", "owner": {"name": "Ann"}, "none": null}"#;
    let import = import(text);
    let canvas = &import.canvas;
    let note = canvas.note(&"c1".into()).unwrap();
    assert_eq!(note.text, "App\nFor phones");
    assert_eq!(note.color.as_deref(), Some("red"));
    assert!(note.tags.contains("new") && note.links.contains(&"c2".into()));
    assert_eq!(
        note.belief.status(),
        Some(crate::model::belief::Status::Untested)
    );
    assert_eq!(note.extra["mood"].to_string(), "{a: 1.10, a 2: b}");
    let header = &canvas.header;
    assert_eq!(
        (&*header.title, &*header.date, header.iteration),
        ("Box", "2026", Some(3))
    );
    let kept: Vec<&str> = canvas.extra.keys().map(String::as_str).collect();
    assert_eq!(kept, ["imported_date", "owner", "version"]);
    assert_eq!(seats(canvas)[1], "parking \"Rain\" worries");
    assert_eq!(import.remarks.len(), 6, "{:?}", import.remarks);
}

#[test]
fn two_programs_saves_are_read_with_their_links() {
    let model = r#"{"$definition": {"name": "BMC", "rows": [[{"id": "channels", "name": "Channels"}]]}, "name": "Todo",
        "features": {"value-propositions": {"name": "Value Propositions", "type": "optional", "subfeatures": {
            "access": {"name": "Access", "subfeatures": {"fast": {"name": "Fast", "subfeatures": {}, "relationships":
                {"relationships": {"supports": ["fee"]}}}}}}},
            "revenue-streams": {"name": "Revenue Streams", "subfeatures": {"fee": {"name": "Fee"}}}}}"#;
    let canvas = import(model).canvas;
    assert_eq!(canvas.header.title, "Todo");
    assert_eq!(
        seats(&canvas),
        [
            "value_propositions \"Access\"",
            "value_propositions \"Fast\" Access",
            "revenue_streams \"Fee\""
        ]
    );
    assert!(
        canvas
            .note(&"fast".into())
            .unwrap()
            .links
            .contains(&"fee".into())
    );
    let pages = r#"{"version": "0.0.6", "pages": [{"data": {"name": "Page 1"}, "nodes": [
        {"id": "customers", "type": "segment", "data": {}}, {"id": "value", "type": "segment", "data": {}},
        {"id": "g", "type": "customGroup", "parentNode": "value", "data": {"name": "Core"}},
        {"id": "1", "type": "item", "parentNode": "g", "data": {"name": "Box", "description": "of steel"}},
        {"id": "2", "type": "text", "parentNode": "customers", "data": {"name": "", "text": "Commuters"}}],
        "edges": [{"source": "1", "target": "2"}]}]}"#;
    let import = import(pages);
    assert_eq!(
        seats(&import.canvas),
        [
            "customer_segments \"Commuters\"",
            "value_propositions \"Box\\nof steel\" Core"
        ]
    );
    assert!(
        import
            .canvas
            .note(&"1".into())
            .unwrap()
            .links
            .contains(&"2".into())
    );
    assert_eq!(import.remarks.len(), 2, "{:?}", import.remarks);
}

#[test]
fn a_name_around_blocks_is_told() {
    for text in [
        r#"{"Acme": {"channels": "App"}}"#,
        r#"{"Acme": [{"block": "channels", "text": "App"}]}"#,
    ] {
        let import = import(text);
        assert_eq!(seats(&import.canvas), ["channels \"App\""]);
        let told: Vec<String> = import.remarks.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            ["left out: the name \"Acme\", below which blocks stand"]
        );
    }
}

#[test]
fn large_and_odd_files_are_read_or_refused_at_once() {
    for (open, shut) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = open.repeat(100) + "1" + &shut.repeat(100);
        let _ = import(&nested);
        let deeper = open.repeat(1 << 18);
        assert!(exchange::read(deeper.as_bytes(), Source::Json, &kinds()).is_err());
    }
    let double = "\"channels\": [\"App\"],\n".repeat(1 << 12);
    let import = import(&format!("{{{double} \"x\": 1}}"));
    assert_eq!(import.canvas.len(), 1 << 12);
    let error = exchange::read(b"{\n\"a\" 1}", Source::Json, &kinds()).unwrap_err();
    assert_eq!(error.line, Some(2));
}

/// JSON of the words that the reader looks for, and others; each string has a number of its own.
fn any_document() -> impl Strategy<Value = serde_json::Value> {
    use serde_json::Value;
    let leaf = prop_oneof![
        6 => any::<u32>().prop_map(|n| Value::String(format!("s{n}"))),
        1 => any::<bool>().prop_map(Value::Bool),
        1 => Just(Value::Null),
    ];
    let keys = vec![
        "channels",
        "keyPartners",
        "canvas",
        "sections",
        "title",
        "name",
        "text",
        "content",
        "items",
        "block",
        "key",
        "id",
        "color",
        "tags",
        "links",
        "evidence",
        "status",
        "date",
        "iteration",
        "kind",
        "primary",
        "mood",
        "notes",
        "description",
        "comments",
        "amount",
        "rank",
        "figures",
    ];
    leaf.prop_recursive(5, 40, 5, move |inner| {
        let key = prop::sample::select(keys.clone()).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((key, inner), 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn strings(value: &serde_json::Value, into: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::String(text) => drop(into.insert(text.clone())),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
        serde_json::Value::Object(members) => members.values().for_each(|item| strings(item, into)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

proptest! {
    #[test]
    fn no_string_is_dropped_in_silence(document in any_document()) {
        let import = import(&document.to_string());
        let told: String = import.remarks.iter().map(ToString::to_string).collect();
        let all = write(&import.canvas) + &told;
        let mut wanted = BTreeSet::new();
        strings(&document, &mut wanted);
        for text in wanted {
            prop_assert!(all.contains(&text), "{text} of {document} is not in {all}");
        }
    }

    #[test]
    fn a_canvas_comes_back_but_for_what_was_told(canvas in any_canvas()) {
        for target in [Target::Json, Target::SnakeJson] {
            let (lost, written) = lost_on_the_way(&canvas, target, Source::Json);
            prop_assert_eq!(lost, Vec::<String>::new(), "{}", String::from_utf8_lossy(&written.bytes));
            let no_control = |byte: &u8| *byte >= b' ' || *byte == b'\n';
            prop_assert!(written.bytes.iter().all(no_control));
        }
    }
}
