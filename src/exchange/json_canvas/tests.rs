use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::Value;

use crate::exchange::tests::{any_canvas, kind};
use crate::exchange::{self, Look, Target, Written};
use crate::format;
use crate::model::canvas::Canvas;

fn export(canvas: &Canvas) -> (Written, Value) {
    let written = exchange::write(
        canvas,
        &kind(&canvas.kind),
        Target::JsonCanvas,
        Look::default(),
    )
    .unwrap();
    let value = serde_json::from_slice(&written.bytes).unwrap();
    (written, value)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap()
}

/// left, top, right, bottom
fn rect(node: &Value) -> [i64; 4] {
    let [x, y, width, height] = ["x", "y", "width", "height"]
        .map(|key| node[key].as_i64().unwrap_or_else(|| panic!("{node}")));
    assert!(width > 0 && height > 0, "{node}");
    [x, y, x + width, y + height]
}

fn is_within(inner: [i64; 4], outer: [i64; 4]) -> bool {
    inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3]
}

fn overlap(one: [i64; 4], other: [i64; 4]) -> bool {
    one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3]
}

/// What the specification asks for, and that nothing covers anything but a group its notes.
fn check(canvas: &Canvas, value: &Value) {
    let nodes = list(value, "nodes");
    let mut ids = BTreeSet::new();
    let mut groups = Vec::new();
    let mut texts: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
    for node in nodes {
        let id = node["id"].as_str().unwrap();
        assert!(ids.insert(id), "{id} twice");
        match node["type"].as_str() {
            Some("group") => groups.push(rect(node)),
            Some("text") => drop(texts.insert(id, rect(node))),
            other => panic!("{other:?}"),
        }
        let text = if node["type"] == "group" {
            "label"
        } else {
            "text"
        };
        assert!(node[text].is_string());
        if let Some(color) = node.get("color") {
            let color = color.as_str().unwrap();
            let is_preset = ("1"..="6").contains(&color) && color.len() == 1;
            assert!(
                is_preset || (color.starts_with('#') && color.len() == 7),
                "{color}"
            );
        }
    }
    for edge in list(value, "edges") {
        assert!(ids.insert(edge["id"].as_str().unwrap()));
        for end in ["fromNode", "toNode"] {
            assert!(texts.contains_key(edge[end].as_str().unwrap()), "{edge}");
        }
    }
    for (at, group) in groups.iter().enumerate() {
        assert!(!groups[at + 1..].iter().any(|other| overlap(*group, *other)));
    }
    let placed: Vec<_> = texts.iter().collect();
    for (at, (id, place)) in placed.iter().enumerate() {
        assert!(
            !placed[at + 1..]
                .iter()
                .any(|(_, other)| overlap(**place, **other)),
            "{id}"
        );
        let holders = groups
            .iter()
            .filter(|group| is_within(**place, **group))
            .count();
        assert_eq!(holders, usize::from(**id != "header"), "{id}");
    }
    let notes = texts.keys().filter(|id| id.starts_with("note-")).count();
    assert_eq!(notes, canvas.len());
}

#[test]
fn the_examples_are_drawn_as_on_the_poster_with_their_links() {
    for text in [
        include_str!("../../../canvases/aws-iaas.canvas.json"),
        include_str!("../../../canvases/it-organisation.canvas.json"),
        include_str!("../../../canvases/lean-meal-kit.canvas.json"),
    ] {
        let canvas = format::read(text.as_bytes()).unwrap().canvas;
        let (written, value) = export(&canvas);
        check(&canvas, &value);
        assert_eq!(written.left.notes, []);
    }
}

#[test]
fn links_say_what_they_mean_and_colours_are_those_of_the_format() {
    let text = r##"{"bmcanvas": 1, "kind": "business-model", "title": "A *b*", "notes": {
        "v": {"block": "value_propositions", "rank": "A", "text": "Box", "color": "red", "tags": ["new"], "status": "untested"},
        "s": {"block": "customer_segments", "rank": "A", "text": "City", "color": "#12ab34", "links": ["v"]},
        "x": {"block": "channels", "rank": "A", "text": "App", "color": "pink", "links": ["gone"]}}}"##;
    let canvas = format::read(text.as_bytes()).unwrap().canvas;
    let (written, value) = export(&canvas);
    let edges = list(&value, "edges");
    assert_eq!(edges.len(), 1);
    assert_eq!(
        (&edges[0]["fromNode"], &edges[0]["label"]),
        (&Value::from("note-v"), &Value::from("serves"))
    );
    let node = |id: &str| {
        list(&value, "nodes")
            .iter()
            .find(|node| node["id"] == id)
            .unwrap()
    };
    assert_eq!(node("note-v")["color"], "1");
    assert_eq!(node("note-v")["text"], "Box\n\nuntested · #new");
    assert_eq!(node("note-s")["color"], "#12ab34");
    assert!(
        node("header")["text"]
            .as_str()
            .unwrap()
            .starts_with("# A \\*b\\*\n\n")
    );
    assert_eq!(
        written.left.summary().unwrap(),
        "the colour of 1 note, the links of 1 note"
    );
}

proptest! {
    #[test]
    fn any_canvas_keeps_to_the_specification(canvas in any_canvas()) {
        let (_, value) = export(&canvas);
        check(&canvas, &value);
        for node in list(&value, "nodes") {
            for text in ["text", "label"].iter().filter_map(|key| node[key].as_str()) {
                prop_assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{2028}']), "{:?}", text);
            }
            if let Some(text) = node["text"].as_str() {
                prop_assert!(!text.replace("\\<", "").contains('<'), "{:?}", text);
                prop_assert!(!text.replace("\\[", "").contains('['), "{:?}", text);
            }
        }
    }
}
