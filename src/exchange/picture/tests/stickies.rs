//! What stands on stickies: dots, tags, signs; and how high they are.

use super::*;

#[test]
fn dots_are_drawn_once_they_may_be_seen() {
    let kind = built_in_kind("business-model").unwrap();
    for (state, shown) in [("closed", true), ("open and shown", true), ("open", false)] {
        let text = WORKSHOP.replace("closed", state);
        let canvas = format::read(text.as_bytes()).unwrap().canvas;
        let texts = said(&svg(&canvas, &kind, Look::default()).bytes);
        for dots in ["●●● 3 dots", "● 1 dot", "● 9 dots"] {
            let is_there = texts
                .iter()
                .any(|it| it.replace('\u{a0}', " ").contains(dots));
            assert_eq!(is_there, shown, "{state}: {dots} in {texts:#?}");
        }
        let details = Look {
            pages: Pages::Details,
            ..Look::default()
        };
        let left = |drawing, look| {
            let picture = draw(&canvas, &kind, drawing, look).unwrap();
            picture.left(&canvas, drawing, look).summary().unwrap()
        };
        let poster = left(Drawing::Svg, Look::default());
        assert!(poster.contains("the dots of 3 notes"), "{poster}");
        assert_eq!(!left(Drawing::Pdf, details).contains("dots"), shown);
    }
}

#[test]
fn tags_with_a_colour_stand_on_chips_and_colour_notes_without_one() {
    let kind = built_in_kind("business-model").unwrap();
    let canvas = format::read(WORKSHOP.as_bytes()).unwrap().canvas;
    let wall = laid(&canvas, &kind, Bounds::Growing);
    check(&wall, &canvas);
    let is_chip = |frame: &Frame, corner: f32| frame.height - corner * 2.0 < 0.1;
    let (mut chips, mut pads) = (Vec::new(), Vec::new());
    for mark in &wall.page.marks {
        match mark {
            Mark::Round(frame, corner, color) if is_chip(frame, *corner) => chips.push(*color),
            Mark::Round(_, _, color) => pads.push(*color),
            Mark::Fill(..) | Mark::Rule(..) | Mark::Text(_) => {}
        }
    }
    let paper = |color| {
        let paper = Shade::Light.sticky(color);
        [sticky::color(paper.edge), sticky::color(paper.ground)]
    };
    let [blue, green, red] =
        [NoteColor::Blue, NoteColor::Green, NoteColor::Red].map(|it| paper(Some(it)));
    let none = paper(None);
    assert_eq!(chips, [blue, red, blue].concat());
    assert_eq!(pads, [none, blue, green, none].concat());
    let picture = draw(&canvas, &kind, Drawing::Svg, Look::default()).unwrap();
    let left = picture.left(&canvas, Drawing::Svg, Look::default());
    assert!(!left.summary().unwrap().contains("tags"), "{left:?}");
}

#[test]
fn no_line_ends_within_a_tag() {
    let kind = built_in_kind("business-model").unwrap();
    let tags: Vec<String> = (0..30).map(|at| format!("日本の-{at}")).collect();
    let text = format!(
        r#"{{"bmcanvas": 1, "kind": "business-model", "tags": {{"日本の-3": "red"}}, "notes": {{
        "a": {{"block": "channels", "text": "App", "tags": {tags:?}}}}}}}"#
    );
    let canvas = format::read(text.as_bytes()).unwrap().canvas;
    let wall = laid(&canvas, &kind, Bounds::Growing);
    check(&wall, &canvas);
    let lines = wall.page.marks.iter().filter_map(text_of);
    let lines = lines.flat_map(|text| &text.lines);
    let said = |line: &Line| -> String { line.runs.iter().map(|run| &*run.text).collect() };
    let lines: Vec<String> = lines.map(said).filter(|it| it.contains("の")).collect();
    assert!(lines.len() > 3, "{lines:?}");
    for line in lines {
        assert!(line.trim().starts_with('#'), "{line}");
        assert!(line.trim().ends_with(char::is_numeric), "{line}");
    }
}

#[test]
fn a_short_note_is_as_high_as_its_neighbours_but_not_where_it_would_be_empty_mostly() {
    let kind = built_in_kind("business-model").unwrap();
    let costs = kind
        .blocks()
        .position(|block| block.id.as_str() == "cost_structure")
        .unwrap();
    let heights = |texts: [&str; 2]| {
        let canvas = canvas(&kind, &texts.map(|text| (costs, text.to_owned())));
        let wall = laid(&canvas, &kind, Bounds::Growing);
        check(&wall, &canvas);
        let frames: Vec<Frame> = wall.stickies.iter().map(|(_, frame)| *frame).collect();
        assert!((frames[0].y - frames[1].y).abs() < 0.1, "{frames:?}");
        [frames[0].height, frames[1].height]
    };
    let [short, long] = heights(["Wages", "Rent\nand heat"]);
    assert!((short - long).abs() < 0.1);
    let [short, long] = heights(["Wages", &"many\nlines\n".repeat(12)]);
    assert!(short * 5.0 < long, "{short} {long}");
}

#[test]
fn signs_that_are_not_drawn_are_told() {
    let kind = built_in_kind("lean").unwrap();
    for (text, is_told) in [
        ("Größe, 顧客\nمی\u{200c}روم", false),
        ("\u{0C95}", true),
        ("a\u{202e}b", true),
        ("a\u{1}", true),
    ] {
        let canvas = canvas(&kind, &[(0, text.to_owned())]);
        let picture = draw(&canvas, &kind, Drawing::Svg, Look::default()).unwrap();
        let left = picture.left(&canvas, Drawing::Svg, Look::default());
        let told = left.summary().unwrap_or_default();
        assert_eq!(told.contains("signs"), is_told, "{text:?}: {told}");
    }
}
