use std::collections::{BTreeSet, HashMap};
use std::fmt::Write as _;

use proptest::prelude::*;

use super::font::{Face, Fonts, Weight};
use super::prose::{Most, Style};
use super::scene::{Color, Frame, Line, Mark, Text};
use super::*;
use crate::exchange::look::PaperSize;
use crate::format;
use crate::format::kind::{built_in, built_in_kind};
use crate::model::color::NoteColor;
use crate::model::note::{Note, Place};

mod stickies;

fn example(name: &str) -> (Canvas, Kind) {
    let path = format!("{}/canvases/{name}.canvas.json", env!("CARGO_MANIFEST_DIR"));
    let canvas = format::read(&std::fs::read(path).unwrap()).unwrap().canvas;
    let kind = built_in_kind(&canvas.kind).unwrap();
    (canvas, kind)
}

/// A canvas with these notes, given as block and text.
fn canvas(kind: &Kind, notes: &[(usize, String)]) -> Canvas {
    let mut canvas = Canvas::new(kind.id().as_str());
    let blocks: Vec<_> = kind.blocks().map(|block| block.id.clone()).collect();
    canvas.extend(notes.iter().enumerate().map(|(at, (block, text))| {
        let place = Place {
            block: blocks.get(*block).cloned().unwrap_or("parking".into()),
            rank: format!("V{at:04}1").as_str().into(),
        };
        (
            format!("n{at}").as_str().into(),
            Note::new(place, text.as_str()),
        )
    }));
    canvas
}

fn laid(canvas: &Canvas, kind: &Kind, bounds: Bounds) -> Wall {
    let poster = Poster::of(canvas, kind);
    wall::wall(&poster, kind, Shade::Light, bounds, &Setter::default())
}

/// What the unseen text of an SVG says, a string for each text.
fn said(svg: &[u8]) -> Vec<String> {
    let svg = std::str::from_utf8(svg).unwrap();
    let document = roxmltree::Document::parse(svg).unwrap();
    let texts = document.descendants().filter(|it| it.has_tag_name("text"));
    texts
        .map(|text| {
            let parts = text.descendants().filter(roxmltree::Node::is_text);
            let all: String = parts.filter_map(|part| part.text()).collect();
            all.split_whitespace().collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn every_font_is_read_and_draws_its_script() {
    let fonts = Fonts::default();
    for (text, face) in [
        ("aéŹжΩ", Face::Regular),
        ("שלום", Face::Hebrew),
        ("سلام", Face::Arabic),
        ("Հայ", Face::Armenian),
        ("ქარ", Face::Georgian),
        ("नी", Face::Devanagari),
        ("ไทย", Face::Thai),
        ("◌◐⇒☎", Face::Symbols),
        ("🚀😀", Face::Emoji),
        ("世界かな한국。", Face::Cjk),
    ] {
        for grapheme in crate::text::grapheme::all(text) {
            assert_eq!(
                fonts.face_for(grapheme, Weight::Regular),
                Some(face),
                "{grapheme}"
            );
        }
        assert!(fonts.shape(face, text, false).advance > 0.5, "{face:?}");
    }
    assert_eq!(fonts.face_for("a", Weight::SemiBold), Some(Face::SemiBold));
    assert_eq!(fonts.face_for("\u{0C95}", Weight::Regular), None);
    assert!(Face::ALL.iter().all(|face| fonts.unit(*face) > 0.0));
    let size: usize = Face::ALL.iter().map(|face| face.data().len()).sum();
    assert!(size < 6_000_000, "the fonts have {size} bytes");
}

#[test]
fn all_that_an_example_says_is_in_its_svg() {
    for name in [
        "aws-iaas",
        "food-plant-monitoring",
        "it-organisation",
        "lean-meal-kit",
    ] {
        let (canvas, kind) = example(name);
        let picture = svg(&canvas, &kind, Look::default());
        assert!(picture.missing.is_empty(), "{name}");
        let said = said(&picture.bytes);
        for (_, note) in canvas.notes() {
            let text = note.text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.contains(&text), "{name}: {text}");
        }
        for text in [
            &canvas.header.title,
            &canvas.header.designed_for,
            kind.credit().unwrap(),
        ] {
            assert!(said.iter().any(|it| it == text), "{name}: {text}");
        }
        assert!(
            kind.blocks().all(|block| said.contains(&block.title)),
            "{name}"
        );
    }
}

#[test]
fn beliefs_amounts_and_sums_are_told_in_words() {
    let text = r#"{"bmcanvas": 1, "kind": "business-model", "notes": {
        "a": {"block": "cost_structure", "rank": "B", "text": "Rent", "amount": "1000 EUR/month", "status": "untested"},
        "b": {"block": "cost_structure", "rank": "C", "text": "Steel", "amount": "300 USD", "status": "refuted",
              "horizon": "later", "evidence": ["A quote", "~"], "tags": ["risk"]},
        "c": {"block": "gone", "rank": "D", "text": "Elsewhere"}}}"#;
    let canvas = format::read(text.as_bytes()).unwrap().canvas;
    let kind = built_in_kind("business-model").unwrap();
    let said = said(&svg(&canvas, &kind, Look::default()).bytes);
    for text in [
        "Untitled",
        "1\u{a0}000\u{a0}EUR/month ◌\u{a0}untested",
        "300\u{a0}USD\u{a0}once ✗\u{a0}refuted →\u{a0}later 1\u{a0}finding #risk",
        "12 000 EUR + 300 USD in the first year",
        "gone",
        "Elsewhere",
        "3 notes",
    ] {
        let text = text.replace('\u{a0}', " ");
        let is_there = said.iter().any(|it| it.replace('\u{a0}', " ") == text);
        assert!(is_there, "{text} in {said:#?}");
    }
}

const WORKSHOP: &str = r#"{"bmcanvas": 1, "kind": "business-model", "voting": "3 each, closed",
    "tags": {"city": {"color": "blue"}, "risk": "red"}, "notes": {
        "a": {"block": "channels", "rank": "B", "text": "App", "tags": ["city", "plain", "risk"], "votes": {"Ada": 2, "Bo": 1}},
        "b": {"block": "channels", "rank": "C", "text": "Shop", "color": "green", "tags": ["city"], "votes": {"Ada": 1}},
        "c": {"block": "channels", "rank": "D", "text": "Mail", "votes": {"Ada": 5, "Bo": 4}},
        "s": {"block": "customer_segments", "rank": "D", "text": "Commuters", "links": ["a"]}}}"#;

#[test]
fn hostile_texts_stay_texts() {
    let kind = built_in_kind("lean").unwrap();
    let hostile = "<script>alert('x')</script> & \"q\" \u{0}\u{1b}[31m \u{2028}\u{202e}\u{feff} \u{fffe} ]]> <!-- \u{e0041}";
    let notes = [
        (0, hostile.to_owned()),
        (1, "\u{301}".to_owned()),
        (2, "\r\n\t".to_owned()),
    ];
    let mut canvas = canvas(&kind, &notes);
    canvas.header.title = hostile.to_owned();
    canvas.header.designed_by = hostile.to_owned();
    let svg = svg(&canvas, &kind, Look::default()).bytes;
    let shown =
        "<script>alert('x')</script> & \"q\" ^@^[[31m <2028><202E><FEFF> <FFFE> ]]> <!-- <E0041>";
    assert!(
        said(&svg).iter().any(|text| text == shown),
        "{:#?}",
        said(&svg)
    );
    let text = String::from_utf8(svg).unwrap();
    let document = roxmltree::Document::parse(&text).unwrap();
    let names: BTreeSet<&str> = document
        .descendants()
        .map(|it| it.tag_name().name())
        .collect();
    let known = [
        "", "defs", "desc", "g", "path", "rect", "svg", "text", "title", "tspan", "use",
    ];
    assert_eq!(names, BTreeSet::from(known));
    for node in document.descendants() {
        for attribute in node.attributes().filter(|it| it.name() == "href") {
            assert!(
                attribute.value().starts_with("#g"),
                "no request leaves the file"
            );
        }
    }
    assert!(pdf(&canvas, &kind, Look::default()).is_ok());
}

#[test]
fn hostile_tags_and_huge_words_stay_in_their_stickies() {
    let tag = "<b>&\"\u{202e}\u{1b}[0m ]]>";
    let many: Vec<String> = (0..80).map(|at| format!("tag-{at}")).collect();
    let text = serde_json::json!({
        "bmcanvas": 1,
        "kind": "business-model",
        "tags": { tag: { "color": "red" }, "tag-3": "blue" },
        "notes": {
            "a": { "block": "channels", "rank": "B", "text": "App", "tags": [tag, "خطر", "重要"],
                   "color": tag, "status": tag, "horizon": tag, "evidence": [tag], "votes": { tag: 2 } },
            "b": { "block": "channels", "rank": "C", "text": "W".repeat(3_000), "tags": many },
            "c": { "block": "key_partners", "rank": "D", "text": "a".to_owned() + &"\u{301}".repeat(900) },
        },
    });
    let canvas = format::read(text.to_string().as_bytes()).unwrap().canvas;
    let kind = built_in_kind("business-model").unwrap();
    for bounds in [Bounds::Growing, Bounds::Paper(PaperSize::A4)] {
        check(&laid(&canvas, &kind, bounds), &canvas);
    }
    let texts = said(&svg(&canvas, &kind, Look::default()).bytes);
    let shown = "#<b>&\"<202E>^[[0m ]]>";
    let is_shown = |text: &String| text.replace('\u{a0}', " ").contains(shown);
    assert!(texts.iter().any(is_shown), "{texts:#?}");
    let details = Look {
        pages: Pages::Details,
        ..Look::default()
    };
    assert!(pdf(&canvas, &kind, details).is_ok());
}

#[test]
fn a_png_has_its_width_and_the_colours_of_its_notes() {
    let (canvas, kind) = example("aws-iaas");
    let look = Look {
        width: Some(600),
        ..Look::default()
    };
    let bytes = png(&canvas, &kind, look).unwrap().bytes;
    let mut reader = ::png::Decoder::new(std::io::Cursor::new(bytes))
        .read_info()
        .unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    assert_eq!((info.width, info.height), (600, 425));
    let mut counts: HashMap<&[u8], usize> = HashMap::new();
    for pixel in pixels.chunks(3) {
        *counts.entry(pixel).or_default() += 1;
    }
    let yellow = Shade::Light.sticky(Some(NoteColor::Yellow)).ground;
    assert!(counts[&yellow[..]] > 5_000);
    assert!(counts[&Shade::Light.page().ground[..]] > 20_000);
    let too_wide = Look {
        width: Some(32_000),
        ..Look::default()
    };
    assert_eq!(png(&canvas, &kind, too_wide), Err(NotDrawn::TooLarge));
}

#[test]
fn what_has_no_room_on_paper_is_counted_there_and_told() {
    let kind = built_in_kind("business-model").unwrap();
    let notes: Vec<(usize, String)> = (0..200)
        .map(|at| (at % 3, format!("Note {at} of many")))
        .collect();
    let canvas = canvas(&kind, &notes);
    let wall = laid(&canvas, &kind, Bounds::Paper(PaperSize::A4));
    assert_eq!(wall.stickies.len() + wall.hidden.len(), 200);
    assert!(wall.hidden.len() > 10);
    let counted: usize = texts(&wall)
        .filter_map(|text| {
            text.strip_prefix('+')?
                .strip_suffix(" more")?
                .parse::<usize>()
                .ok()
        })
        .sum();
    assert_eq!(counted, wall.hidden.len());
    let grown = laid(&canvas, &kind, Bounds::Growing);
    assert!(grown.hidden.is_empty() && grown.page.width > wall.page.width);
    let left = pdf(&canvas, &kind, Look::default()).unwrap();
    assert_eq!(left.missing.hidden, wall.hidden);
    let details = Look {
        pages: Pages::Details,
        ..Look::default()
    };
    assert!(pdf(&canvas, &kind, details).unwrap().missing.is_empty());
}

#[test]
fn details_end_with_the_figures_and_whether_it_holds() {
    let (mut canvas, kind) = example("food-plant-monitoring");
    let answer = crate::model::viability::Answer {
        rating: Some(2),
        reason: "Three of 40 plants signed".to_owned(),
    };
    let stated = canvas.with_answer(crate::model::viability::Dimension::Need, &answer);
    canvas.state_viability(stated);
    let setter = Setter::default();
    let pages = details::pages(&canvas, &kind, &Poster::of(&canvas, &kind), &setter);
    let marks = pages.iter().flat_map(|page| &page.marks);
    let told: Vec<&Text> = marks.filter_map(text_of).collect();
    let line = |text: &&Text| {
        let line: String = text.lines.iter().map(|line| line.text.as_str()).collect();
        line.replace('\u{a0}', " ")
    };
    let lines: Vec<String> = told.iter().map(line).collect();
    for wanted in [
        "Figures",
        "By year, CNY",
        "First year",
        "-64 400",
        "after 22 years 6 months",
        "Does it hold?",
        "Need validation   ●● 2 of 5",
        "Three of 40 plants signed",
        "Competitive moat   not rated",
    ] {
        assert!(lines.iter().any(|it| it == wanted), "{wanted}: {lines:#?}");
    }
    let look = Look {
        pages: Pages::Details,
        ..Look::default()
    };
    let left = |look| {
        let picture = pdf(&canvas, &kind, look).unwrap();
        let left = picture.left(&canvas, Drawing::Pdf, look);
        left.summary().unwrap_or_default()
    };
    let (poster, full) = (left(Look::default()), left(look));
    for field in ["figures", "viability"] {
        assert!(poster.contains(field), "{poster}");
        assert!(!full.contains(field), "{full}");
    }
}

#[test]
fn a3_has_room_for_more_notes_in_letters_that_are_as_large_as_those_of_a4() {
    let kind = built_in_kind("business-model").unwrap();
    let on = |count: usize, paper| {
        let notes: Vec<(usize, String)> = (0..count)
            .map(|at| (at % 9, format!("Note {at} of many that are not short")))
            .collect();
        laid(&canvas(&kind, &notes), &kind, Bounds::Paper(paper))
    };
    assert_eq!(on(20, PaperSize::A3).page, on(20, PaperSize::A4).page);
    let (large, small) = (on(300, PaperSize::A3), on(300, PaperSize::A4));
    assert!(large.stickies.len() * 2 > small.stickies.len() * 3);
    let least = |wall: &Wall, scale: f32| {
        let lines = wall.page.marks.iter().filter_map(text_of);
        let sizes = lines.flat_map(|text| text.lines.iter().map(|line| line.size * scale));
        sizes.fold(f32::MAX, f32::min)
    };
    assert!(least(&large, 1.0) > 5.9 && least(&small, 0.707) > 5.9);
}

#[test]
fn a_poster_grows_until_a_very_long_note_has_room() {
    let kind = built_in_kind("business-model").unwrap();
    for words in [150, 300, 500, 1_000] {
        let text = "delivered within two days ".repeat(words / 4);
        let notes = [(1, text), (2, "x".repeat(300)), (2, "Short".to_owned())];
        let canvas = canvas(&kind, &notes);
        let wall = laid(&canvas, &kind, Bounds::Growing);
        assert_eq!((wall.hidden, wall.cut), (vec![], vec![]), "{words} words");
    }
}

#[test]
fn a_picture_is_the_same_each_time() {
    let (canvas, kind) = example("lean-meal-kit");
    let look = Look::default();
    assert_eq!(svg(&canvas, &kind, look), svg(&canvas, &kind, look));
    assert_eq!(pdf(&canvas, &kind, look), pdf(&canvas, &kind, look));
}

fn texts(wall: &Wall) -> impl Iterator<Item = String> {
    let texts = wall.page.marks.iter().filter_map(text_of);
    texts.map(|text| text.lines.iter().map(|line| line.text.as_str()).collect())
}

fn text_of(mark: &Mark) -> Option<&Text> {
    match mark {
        Mark::Text(text) => Some(text),
        Mark::Fill(..) | Mark::Round(..) | Mark::Rule(..) => None,
    }
}

/// Where everything is, to the nearest point.
fn written(wall: &Wall, canvas: &Canvas) -> String {
    let at = |frame: &Frame| {
        let numbers =
            [frame.x, frame.y, frame.width, frame.height].map(|number| format!("{number:>5.0}"));
        numbers.join("")
    };
    let mut text = format!("{:.0} by {:.0}\n", wall.page.width, wall.page.height);
    for (id, frame) in &wall.blocks {
        let _ = writeln!(text, "{}  {}", at(frame), id.as_str());
        for (note, place) in &wall.stickies {
            let note = canvas.note(note).unwrap();
            if note.place.block == *id {
                let _ = writeln!(text, "{}    {:?}", at(place), note.text);
            }
        }
    }
    text
}

#[test]
fn the_example_hangs_as_it_did() {
    let (canvas, kind) = example("aws-iaas");
    insta::assert_snapshot!(written(&laid(&canvas, &kind, Bounds::Growing), &canvas));
}

/// Every sticky in its block, every line of a sticky in the sticky, no sticky over another.
fn check(wall: &Wall, canvas: &Canvas) {
    let page = Frame::new(0.0, 0.0, wall.page.width, wall.page.height);
    let blocks: HashMap<_, _> = wall.blocks.iter().map(|(id, frame)| (id, *frame)).collect();
    for (id, frame) in &wall.stickies {
        let block = blocks[&canvas.note(id).unwrap().place.block];
        assert!(holds(block, *frame), "{frame:?} in {block:?}");
        assert!(holds(page, block), "{block:?}");
        for (other, place) in &wall.stickies {
            let apart = place.x >= frame.right() - 0.05
                || frame.x >= place.right() - 0.05
                || place.y >= frame.bottom() - 0.05
                || frame.y >= place.bottom() - 0.05;
            assert!(other == id || apart, "{frame:?} over {place:?}");
        }
    }
    let mut sticky = None;
    for mark in &wall.page.marks {
        match mark {
            // A chip below some words of a sticky.
            Mark::Round(frame, corner, _) if frame.height - corner * 2.0 < 0.1 => {
                assert!(
                    sticky.is_some_and(|sticky| holds(sticky, *frame)),
                    "{frame:?}"
                );
            }
            Mark::Round(frame, ..) => sticky = Some(*frame),
            Mark::Fill(..) | Mark::Rule(..) => sticky = None,
            Mark::Text(text) => {
                for line in &text.lines {
                    let top = line.baseline - line.size * 0.75;
                    let place = Frame::new(line.x, top, line.width, line.size);
                    // Below the stickies stands how many more there are.
                    let is_count = line.text.starts_with('+') && line.text.ends_with(" more");
                    let around = sticky.filter(|_| !is_count).unwrap_or(page);
                    // A single grapheme may be wider than the narrowest sticky.
                    let is_one = line.text.chars().count() < 3;
                    assert!(
                        holds(around, place) || is_one,
                        "{:?} {place:?} in {around:?}",
                        line.text
                    );
                }
            }
        }
    }
}

/// Whether the other one lies in it, but for what rounding does.
fn holds(around: Frame, other: Frame) -> bool {
    const NEAR: f32 = 0.05;
    other.x >= around.x - NEAR
        && other.y >= around.y - NEAR
        && other.right() <= around.right() + NEAR
        && other.bottom() <= around.bottom() + NEAR
}

fn texts_of_notes() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z]{1,12}( [a-z]{1,12}){0,9}",
        1 => "[a-z]{30,90}",
        1 => r"\PC{0,60}",
        1 => "[世界ソフト。、한국]{1,60}",
        1 => "[א-ת]{1,9}( [a-z0-9א-ت]{1,9}){0,9}",
        1 => "(.|\n){0,200}",
    ]
}

#[test]
fn marks_that_are_wider_together_stay_in_their_sticky() {
    let (id, _) = built_in()
        .find(|(id, _)| *id == "it-business-model")
        .unwrap();
    let kind = built_in_kind(id).unwrap();
    let lines = "a b c\n".repeat(9);
    for block in 0..13 {
        let notes = [
            (block, "\u{a51}\u{591}\u{1ee54}%\u{aa5c}".to_owned()),
            (block, lines.clone()),
            (block, lines.clone()),
        ];
        let canvas = canvas(&kind, &notes);
        check(&laid(&canvas, &kind, Bounds::Paper(PaperSize::A4)), &canvas);
    }
}

#[test]
fn a_long_word_is_whole_that_takes_more_height_in_smaller_letters() {
    let kind = built_in_kind("business-model").unwrap();
    let word = "maaamaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaawnifinwaiaaxxamuaxaawakfffaaxnancaaaaaxcr";
    let notes = [
        (9, word.to_owned()),
        (0, "\n".repeat(88)),
        (4, "\n".repeat(13)),
    ];
    let canvas = canvas(&kind, &notes);
    let wall = laid(&canvas, &kind, Bounds::Growing);
    assert_eq!((wall.hidden, wall.cut), (vec![], vec![]));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn nothing_leaves_its_place(
        of in 0_usize..5,
        notes in proptest::collection::vec((0_usize..14, texts_of_notes()), 0..30),
        title in texts_of_notes(),
        for_whom in texts_of_notes(),
    ) {
        let (id, _) = built_in().nth(of).unwrap();
        let kind = built_in_kind(id).unwrap();
        let mut canvas = canvas(&kind, &notes);
        canvas.header.title = title;
        canvas.header.designed_for = for_whom;
        for bounds in [Bounds::Growing, Bounds::Paper(PaperSize::A4), Bounds::Paper(PaperSize::A3)] {
            let wall = laid(&canvas, &kind, bounds);
            prop_assert_eq!(wall.stickies.len() + wall.hidden.len(), notes.len());
            prop_assert!(bounds != Bounds::Growing || wall.hidden.is_empty() && wall.cut.is_empty());
            check(&wall, &canvas);
        }
    }

    #[test]
    fn lines_are_as_high_as_they_are_counted(
        text in r"(.|\n|[a-z]{0,40}| {0,3}|[\u{5d0}-\u{5ea}]{1,9}|[\u{1100}-\u{1200}\u{3040}-\u{30ff}]){0,40}",
        width in 1.0_f32..400.0,
        size in 4.0_f32..20.0,
        most in 0.0_f32..400.0,
    ) {
        let setter = Setter::default();
        let black = Style::plain(Weight::Regular, Color(0, 0, 0));
        for prose in [setter.prose(&text, black), setter.styled(&[("#tag", black), (&text, black)])] {
            let height = prose.lay(&setter, width, size, Most::All).height();
            let counted = prose.height(&setter, width, size, f32::INFINITY);
            prop_assert_eq!(counted.to_bits(), height.to_bits());
            let bounded = prose.height(&setter, width, size, most);
            prop_assert_eq!(bounded > most, height > most);
            prop_assert!(height > most || bounded.to_bits() == height.to_bits());
        }
    }

    #[test]
    fn any_text_is_an_svg_that_can_be_read(text in r"(.|\n|[\u{0}-\u{1f}\u{7f}-\u{9f}\u{fffe}\u{202e}<>&]){0,60}") {
        let kind = built_in_kind("swot").unwrap();
        let canvas = canvas(&kind, &[(0, text)]);
        said(&svg(&canvas, &kind, Look::default()).bytes);
    }
}
