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

/// The attributes that the object has are all in the specification, which asks for some of them.
fn has_attributes(object: &Value, needed: &[&str], allowed: &[&str]) {
    let object = object.as_object().unwrap();
    for name in needed {
        assert!(object.contains_key(*name), "{name} in {object:?}");
    }
    for name in object.keys().map(String::as_str) {
        let is_known = needed.contains(&name) || allowed.contains(&name);
        assert!(is_known, "{name} in {object:?}");
    }
}

/// A preset of the specification, or a colour in hex.
fn is_color(color: &str) -> bool {
    let is_preset = ["1", "2", "3", "4", "5", "6"].contains(&color);
    let digits = color.strip_prefix('#');
    is_preset
        || digits.is_some_and(|it| it.len() == 6 && it.bytes().all(|it| it.is_ascii_hexdigit()))
}

/// What the specification asks for, and that nothing covers anything but a group its notes.
fn check(canvas: &Canvas, value: &Value) {
    has_attributes(value, &["nodes", "edges"], &[]);
    let nodes = list(value, "nodes");
    let mut ids = BTreeSet::new();
    let mut groups = Vec::new();
    let mut texts: BTreeMap<&str, [i64; 4]> = BTreeMap::new();
    for node in nodes {
        let id = node["id"].as_str().unwrap();
        assert!(ids.insert(id), "{id} twice");
        let text = match node["type"].as_str() {
            Some("group") => {
                groups.push(rect(node));
                "label"
            }
            Some("text") => {
                let place = rect(node);
                // Later nodes lie above earlier ones: a note that came before its group could not be reached.
                let is_above = groups.iter().any(|group| is_within(place, *group));
                assert!(is_above || id == "header", "{id}");
                texts.insert(id, place);
                "text"
            }
            other => panic!("{other:?}"),
        };
        let needed = ["id", "type", "x", "y", "width", "height", text];
        has_attributes(node, &needed, &["color"]);
        assert!(node[text].is_string());
        if let Some(color) = node.get("color") {
            assert!(is_color(color.as_str().unwrap()), "{color}");
        }
    }
    for edge in list(value, "edges") {
        has_attributes(edge, &["id", "fromNode", "toNode"], &["label"]);
        assert!(edge.get("label").is_none_or(Value::is_string));
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
fn a_tag_that_is_called_otherwise_there_is_told() {
    for (tag, told) in [("a,b", Some("the tags of 1 note")), ("a-b", None)] {
        let text = format!(
            r#"{{"bmcanvas": 1, "kind": "lean", "notes": {{
                "a": {{"block": "channels", "text": "App", "tags": ["{tag}"]}}}}}}"#
        );
        let canvas = format::read(text.as_bytes()).unwrap().canvas;
        assert_eq!(export(&canvas).0.left.summary().as_deref(), told);
    }
}

#[test]
fn a_note_without_a_colour_has_that_of_its_tag() {
    let text = r#"{"bmcanvas": 1, "kind": "lean", "tags": {"city": {"color": "blue"}}, "notes": {
        "a": {"block": "channels", "text": "App", "tags": ["city"]},
        "b": {"block": "channels", "text": "Shop", "tags": ["city"], "color": "red"},
        "c": {"block": "channels", "text": "Mail"}}}"#;
    let canvas = format::read(text.as_bytes()).unwrap().canvas;
    let (_, value) = export(&canvas);
    check(&canvas, &value);
    let colors = list(&value, "nodes").iter().filter(|node| {
        let id = node["id"].as_str().unwrap();
        id.starts_with("note-")
    });
    let colors: Vec<_> = colors.map(|node| node["color"].as_str()).collect();
    assert_eq!(colors, [Some("5"), Some("1"), None]);
}

/// About the width of a text in Obsidian, in pixels: its letters are 16 pixels high, wide ones as wide as high.
fn width_in_pixels(line: &str) -> i64 {
    let width = |char: char| match char {
        ' ' | '.' | ',' | 'i' | 'l' | 'j' | 't' | 'f' | '\'' => 5,
        'm' | 'w' | 'M' | 'W' => 14,
        char if char.is_ascii() => 9,
        _ => 16,
    };
    line.chars().map(width).sum()
}

#[test]
fn notes_are_as_high_as_obsidian_needs_for_their_texts() {
    // Its style at the time of writing: 16 pixels of padding at the sides, lines of 24, a line's height between paragraphs.
    const SIDES: i64 = 2 * 16;
    const LINE: i64 = 24;
    let texts = [
        "Commuters who ride more than ten kilometres a day and leave their bicycles at the station"
            .repeat(3),
        "WWWW mmmm WWWW mmmm".to_owned(),
        "First line\nSecond line\nThird line".to_owned(),
        "日本の顧客は迅速な配送と丁寧なサポートを求めています。".to_owned(),
        "Short".to_owned(),
    ];
    let notes: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(at, text)| {
            let text = Value::from(text.as_str());
            format!(r#""n{at}": {{"block": "channels", "rank": "V{at}", "text": {text}, "tags": ["a"]}}"#)
        })
        .collect();
    let text = format!(
        r#"{{"bmcanvas": 1, "kind": "lean", "notes": {{{}}}}}"#,
        notes.join(",")
    );
    let canvas = format::read(text.as_bytes()).unwrap().canvas;
    let (_, value) = export(&canvas);
    let nodes = list(&value, "nodes").iter();
    for node in nodes.filter(|node| node["id"].as_str().unwrap().starts_with("note-")) {
        let [left, top, right, bottom] = rect(node);
        let room = right - left - SIDES;
        let lines = node["text"].as_str().unwrap().split('\n');
        let rows: i64 = lines
            .map(|line| {
                (width_in_pixels(line) * 11 / 10 + room - 1)
                    .div_euclid(room)
                    .max(1)
            })
            .sum();
        assert!(rows * LINE <= bottom - top, "{rows} rows in {node}");
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
