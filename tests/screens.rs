//! What each state looks like, at each size, for the nine blocks and the thirteen: texts, and at 80x24 styles too.

// Helpers outside of #[test] functions are tests too, which clippy does not see.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod support;

use bmcanvas::app::git::{Committed, Standing};
use bmcanvas::app::msg::{
    Content, Entry, Ground, Look, Msg, Notice, Offer, Opened, Person, Trouble,
};
use bmcanvas::app::sync::Revision;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::draft::{Draft, Target, Typing, Unsaved};
use bmcanvas::model::edit::{Change, Edit};
use bmcanvas::model::stance::Stance;
use bmcanvas::model::thread::Comment;
use bmcanvas::model::timestamp::Timestamp;
use bmcanvas::ui::theme::Depth;
use support::{Desk, Disk, example, unwritten};

const SIZES: [(u16, u16); 4] = [(40, 12), (80, 24), (120, 40), (200, 50)];
const CANVASES: [&str; 2] = ["aws-iaas", "it-organisation"];

/// The states that keys lead to.
const STATES: [(&str, &str); 13] = [
    ("board", ""),
    ("marked", "2<space><space>"),
    ("edit", "2oA new note, 世界 and more<alt-enter>second line"),
    ("zoom", "3z"),
    ("list", "v"),
    ("search", "/er<enter>n"),
    ("searching", "/server"),
    ("palette", ":mo"),
    ("move", "m"),
    ("colour", "c"),
    ("help", "?"),
    ("header", "t<tab>"),
    ("parking", "0"),
];

fn look(name: &str, desk: &Desk, width: u16) {
    let picture = if width == 80 {
        desk.picture()
    } else {
        desk.text()
    };
    insta::assert_snapshot!(name, picture);
}

#[test]
fn each_state_at_each_size() {
    for canvas in CANVASES {
        for (state, keys) in STATES {
            for (width, height) in SIZES {
                let mut desk = Desk::example(canvas, width, height);
                desk.keys(keys);
                look(&format!("{canvas}-{state}-{width}x{height}"), &desk, width);
            }
        }
    }
}

#[test]
fn what_a_canvas_costs_and_earns() {
    for (state, keys) in [
        ("panel", "F"),
        ("curves", "F<space><space><space><space>"),
        ("amount", "9$<ctrl-u>1,200 EUR"),
        ("totals", ":totals<enter>"),
    ] {
        for (width, height) in [(80, 24), (160, 45), (60, 50)] {
            let mut desk = Desk::example("food-plant-monitoring", width, height);
            desk.keys(keys);
            look(&format!("figures-{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn what_is_believed() {
    let marked = "1ggbu5ggbu:horizon<enter>n2ggbs:horizon<enter>l";
    for (state, keys) in [("signs", ""), ("status", "b"), ("risks", "r")] {
        for (width, height) in [(80, 24), (160, 45), (60, 50)] {
            let mut desk = Desk::example("food-plant-monitoring", width, height);
            desk.keys(&format!("{marked}{keys}"));
            look(&format!("beliefs-{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn whether_the_model_holds() {
    for (state, keys) in [
        (
            "list",
            "V3<enter>9 of 12 asked would pay, two of them twice<enter>jj2",
        ),
        ("answer", "V3<enter>some pay"),
    ] {
        for (width, height) in [(80, 24), (160, 45), (60, 50)] {
            let mut desk = Desk::example("food-plant-monitoring", width, height);
            desk.keys(keys);
            look(&format!("viability-{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn dots_are_given() {
    let given = "1gg:vote 5<enter>++j+2gg++";
    for (state, keys) in [
        ("open", ""),
        ("asked", ":close-vote<enter><esc>:vote<enter>"),
        ("ranking", ":close-vote<enter>"),
        ("closed", ":close-vote<enter><esc>"),
    ] {
        for (width, height) in [(80, 24), (160, 45), (60, 50)] {
            let mut desk = Desk::example("food-plant-monitoring", width, height);
            desk.keys(&format!("{given}{keys}"));
            look(&format!("dots-{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn a_silent_round() {
    for (width, height) in [(80, 24), (160, 45), (60, 50)] {
        let mut desk = Desk::example("food-plant-monitoring", width, height);
        desk.keys(":silent<enter>4oA thought of mine<enter><enter>");
        look(&format!("silent-{width}x{height}"), &desk, width);
    }
}

#[test]
fn the_guided_walk() {
    for (state, keys) in [
        ("walk", "Q<tab><tab>A note<enter>and one m"),
        ("walk-types", "1Q<tab><ctrl-t>2<ctrl-t>"),
    ] {
        for (width, height) in [(80, 24), (160, 45), (60, 50), (40, 12)] {
            let mut desk = Desk::example("food-plant-monitoring", width, height);
            desk.keys(keys);
            look(&format!("{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn the_canvas_told() {
    for (state, keys) in [
        ("story-blocks", "P<space>eA number sells better<enter>"),
        ("story-notes", "Pn<space><space>?"),
        ("story-say", "P<space>eWhat I say"),
    ] {
        for (width, height) in [(80, 24), (160, 45), (60, 50)] {
            let mut desk = Desk::example("food-plant-monitoring", width, height);
            desk.keys(keys);
            look(&format!("{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn notes_are_linked_and_looked_at_by_layer() {
    for (state, before, keys) in [
        ("letters", "", "2L"),
        ("linked", "2Lad<esc>", ""),
        ("layer", "2Lad<esc>", "s<enter>"),
        ("orphans", "2Lad<esc>", ":orphans<enter>"),
        ("linked-list", "2Lad<esc>", "v"),
        ("layer-list", "2Lad<esc>", "s<enter>v"),
        ("layer-zoom", "2Lad<esc>", "s<enter>z"),
        ("tags", "", "2#fast,new<enter>"),
        ("tags-list", "", "1#"),
        (
            "tag-colors",
            "2#fast,new<enter>:tag-color<enter>fast<enter>b",
            ":tag-color<enter>new<enter>r",
        ),
        (
            "tag-colors-short",
            "2#fast,new<enter>:tag-color<enter>fast<enter>b",
            "1#fast<enter>:show-tags<enter>",
        ),
        (
            "tag-colors-list",
            "2#fast,new<enter>:tag-color<enter>fast<enter>b",
            "1#",
        ),
    ] {
        for (width, height) in [(80, 24), (160, 45), (60, 50)] {
            // Letters pick notes where the screen shows them.
            let mut desk = Desk::example("food-plant-monitoring", 160, 45);
            desk.keys(before).resize(width, height).keys(keys);
            look(&format!("links-{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn a_zoomed_block_has_all_its_questions_where_there_is_room() {
    for name in [
        "business-model",
        "it-business-model",
        "lean",
        "mission-model",
        "swot",
    ] {
        for (width, height) in [(80, 24), (60, 50), (120, 40)] {
            let mut desk = Desk::open(Canvas::new(name), width, height);
            desk.keys("z");
            for _ in desk.board().kind.clone().blocks() {
                let text = desk.text();
                let title = desk.board().title_of(&desk.board().focus.block);
                assert!(
                    text.contains(" Ask "),
                    "{title} at {width}x{height}:\n{text}"
                );
                assert!(!text.contains('▾'), "{title} at {width}x{height}:\n{text}");
                desk.keys("<tab>");
            }
        }
    }
    let mut pane = Desk::example("aws-iaas", 60, 50);
    pane.keys("2z");
    look("zoom-60x50", &pane, 60);
}

#[test]
fn the_timer_stands_at_the_end_of_the_header() {
    for (state, minutes, gone) in [("running", 10, 125), ("last", 1, 13), ("over", 1, 60)] {
        for (width, height) in [(80, 24), (160, 45)] {
            let mut desk = Desk::example("aws-iaas", width, height);
            desk.keys(&format!(":timer {minutes}<enter>j"));
            let now = Timestamp(desk.state.now.0 + gone);
            desk.send(Msg::Now(now));
            look(&format!("timer-{state}-{width}x{height}"), &desk, width);
        }
    }
}

#[test]
fn the_header_says_how_the_canvas_stands_in_git() {
    let standing = Standing {
        branch: "main".into(),
        commit: None,
        ahead: 1,
        behind: 2,
        file: Committed::No,
        under_way: None,
    };
    for (width, height) in [(80, 24), (120, 40)] {
        let mut desk = Desk::example("aws-iaas", width, height);
        desk.send(Msg::Standing(Some(standing.clone())));
        let first = desk.text().lines().next().unwrap().to_owned();
        look(&format!("standing-{width}x{height}"), &desk, 120);
        assert!(first.ends_with("main ↑1 ↓2 ●"), "{first}");
    }
    let mut desk = Desk::example("aws-iaas", 50, 24);
    desk.send(Msg::Standing(Some(standing)));
    let first = desk.text().lines().next().unwrap().to_owned();
    assert!(
        first.ends_with("…   ↑1 ↓2 ●"),
        "the name goes first: {first}"
    );
    desk.keys("t");
    assert!(
        !desk.text().contains('●'),
        "a field that is typed has the row"
    );
    desk.send(Msg::Standing(None));
    desk.keys("<esc>");
    assert!(!desk.text().contains('●'));
}

/// A note with a thread in which something is resolved, and one with marks alone.
fn discussed() -> Canvas {
    let mut canvas = example("aws-iaas");
    let segments = canvas.block(&"customer_segments".into()).to_vec();
    let comment = |id: &str, by: &str, at: &str, text: &str| {
        let comment = Comment::new(by, at, text);
        Change::Comment(segments[0].clone(), id.into(), Some(comment))
    };
    let long = "They run what others write, so who of the two decides: the one who pays, or the one who calls us?";
    let mut answer = comment(
        "2",
        "Ben",
        "2026-11-20T09:30:00Z",
        "Is this one group?\nOr two?",
    );
    if let Change::Comment(_, _, Some(answer)) = &mut answer {
        "Anna".clone_into(&mut answer.resolved);
    }
    let mark = |note: usize, who: &str, stance: Stance| {
        Change::Stance(
            segments[note].clone(),
            who.to_owned(),
            Some(stance.to_json()),
        )
    };
    let edit = Edit(vec![
        answer,
        comment("1", "Anna", "2026-11-18T09:00:00Z", long),
        comment("3", "", "last week", "\u{1b}[31m世界"),
        mark(0, "Anna", Stance::Agree),
        mark(0, "Ben", Stance::Question),
        mark(1, "Anna", Stance::Disagree),
    ]);
    canvas.apply(edit).unwrap();
    canvas
}

#[test]
fn comments_of_a_note() {
    for (width, height) in [(80, 24), (160, 45), (60, 50), (40, 12)] {
        let mut desk = Desk::open(discussed(), width, height);
        if width == 80 {
            look("discussed-80x24", &desk, width);
        }
        desk.keys("CThe one who pays,<alt-enter>I think");
        look(&format!("comments-{width}x{height}"), &desk, width);
    }
    let mut desk = Desk::open(discussed(), 80, 24);
    desk.keys(":threads<enter>");
    look("threads", &desk, 120);
    desk.keys("<esc>A");
    look("review-mark", &desk, 120);
    desk.keys("<esc>Chalf<esc>");
    look("comment-unsent", &desk, 120);
}

#[test]
fn comments_are_shown_at_any_size() {
    for width in (1..60).step_by(3) {
        for height in (1..30).step_by(2) {
            let mut desk = Desk::open(discussed(), width, height);
            desk.keys("Ca b c d e f g<alt-enter>h<pgup><pgdn>");
            desk.text();
        }
    }
}

#[test]
fn an_empty_note_asks() {
    let mut desk = Desk::example("aws-iaas", 80, 24);
    desk.keys("<enter><ctrl-u><esc>");
    look("ask-emptied", &desk, 80);
}

#[test]
fn a_failed_write() {
    let mut desk = Desk::example("aws-iaas", 80, 24);
    desk.disk = Disk::Silent;
    desk.keys("x");
    let trouble = Trouble {
        what: "aws.canvas.json: the disk is full".into(),
        advice: "make room, then w".into(),
    };
    desk.send(Msg::Saved(Revision(1), Err(trouble)));
    look("failed-write", &desk, 80);
    desk.keys("q");
    look("failed-write-leaving", &desk, 80);
}

#[test]
fn unfinished_work_is_offered() {
    let canvas = example("aws-iaas");
    let typing = Typing {
        target: Target::New {
            block: "channels".into(),
            after: None,
        },
        block: None,
        before: String::new(),
        text: "Resellers in\nother countries".into(),
        types: bmcanvas::model::draft::Picked::default(),
    };
    let offer = Offer {
        draft: Draft::Unsaved(
            Box::new(Unsaved {
                canvas: canvas.clone(),
                grew_from: None,
            }),
            Some(typing),
        ),
        ground: Ground::Changed,
        age: "5 minutes ago".into(),
    };
    let mut desk = Desk::start(80, 24);
    let opened = Opened {
        offer: Some(offer),
        ..unwritten("aws.canvas.json", canvas)
    };
    desk.send(Msg::Opened(Ok(Box::new(opened))));
    look("unfinished-work", &desk, 80);
    desk.keys("t");
    assert_eq!(
        desk.board().editing().unwrap().editor.text(),
        "Resellers in\nother countries"
    );
    desk.keys("<esc>");
    assert_eq!(desk.texts("channels")[0], "Resellers in\nother countries");
}

#[test]
fn an_empty_canvas_says_what_its_blocks_are_for() {
    for (width, height) in SIZES {
        let desk = Desk::open(Canvas::new("business-model"), width, height);
        look(&format!("empty-{width}x{height}"), &desk, width);
    }
}

#[test]
fn notes_elsewhere_are_seen_beside_many_parked_ones() {
    let source = r#"{ "kind": "business-model", "blocks": {
        "parking": ["The first of the long texts that fill the whole strip", "The second of the long texts"],
        "old_block": ["Kept from another kind"]
    } }"#;
    let canvas = bmcanvas::format::read(source.as_bytes()).unwrap().canvas;
    let mut desk = Desk::open(canvas, 80, 24);
    let strip = desk.text().lines().nth(22).unwrap().to_owned();
    let wanted = " 0 Parking  2 The first of the …  ? Elsewhere: old_block  1 Kept from another …";
    assert_eq!(strip, wanted);
    desk.resize(60, 50);
    assert!(
        desk.text().contains(" 3 off grid · saved"),
        "{}",
        desk.text()
    );
    desk.keys("0");
    assert!(
        desk.text().contains(" 1 elsewhere · saved"),
        "{}",
        desk.text()
    );
    desk.keys("<tab>");
    assert!(desk.text().contains(" 2 parked · saved"), "{}", desk.text());
}

#[test]
fn what_is_told_goes_before_the_counts_on_a_small_screen() {
    let mut desk = Desk::example("aws-iaas", 40, 12);
    let footer = |desk: &Desk| desk.text().lines().last().unwrap().to_owned();
    assert!(
        footer(&desk).ends_with("1 parked · saved"),
        "{}",
        footer(&desk)
    );
    desk.keys("x");
    assert_eq!(footer(&desk), " BOARD  1 note moved to Parking   saved");
    desk.keys("j");
    assert!(
        footer(&desk).ends_with("2 parked · saved"),
        "{}",
        footer(&desk)
    );
}

#[test]
fn an_open_tray_shows_as_many_blocks_as_have_room() {
    let mut canvas = example("aws-iaas");
    canvas.kind = "swot".into();
    let mut desk = Desk::open(canvas, 80, 24);
    let strip = desk.text().lines().nth(22).unwrap().to_owned();
    assert!(strip.ends_with(" more blocks"), "{strip}");
    desk.keys("0");
    look("trays-80x24", &desk, 80);
    let mut seen = vec![desk.board().focus.block.clone()];
    for _ in 0..20 {
        desk.keys("l");
        seen.push(desk.board().focus.block.clone());
    }
    seen.dedup();
    assert_eq!(seen, desk.board().trays(), "right goes through all of them");
    for _ in 0..20 {
        desk.keys("h");
    }
    assert_eq!(desk.board().focus.block.as_str(), "parking");
}

#[test]
fn the_start_screen() {
    for (width, height) in SIZES {
        let mut desk = Desk::start(width, height);
        let entry = |label: &str| Entry {
            path: label.into(),
            label: label.into(),
            detail: "canvas.json".into(),
        };
        desk.send(Msg::Found(vec![
            entry("Our model"),
            entry("Competitor \u{1b}[31m"),
        ]));
        look(&format!("start-{width}x{height}"), &desk, width);
        desk.keys("nA new one<enter>");
        look(&format!("start-kind-{width}x{height}"), &desk, width);
    }
}

#[test]
fn themes_change_looks_and_never_texts() {
    let text = Desk::example("aws-iaas", 80, 24).text();
    for name in bmcanvas::ui::theme::NAMES {
        for depth in [Depth::Ansi16, Depth::Ansi256, Depth::TrueColor] {
            let desk = Desk::example("aws-iaas", 80, 24).theme(name, depth);
            let signs = desk.theme.shows_signs();
            assert!(signs || desk.text() == text, "{name} at {depth:?}");
        }
    }
    let desk = Desk::example("aws-iaas", 80, 24).theme("mono", Depth::Mono);
    look("mono", &desk, 80);
    let desk = Desk::example("aws-iaas", 80, 24).theme("dark", Depth::TrueColor);
    look("dark", &desk, 80);
}

#[test]
fn a_notice_takes_the_place_of_the_keys() {
    let mut desk = Desk::example("aws-iaas", 80, 24);
    desk.send(Msg::Told(Notice::warning(
        "config.toml:3: no theme \u{1b}[2J · remove it",
    )));
    look("notice", &desk, 80);
}

/// Others came: one added, changed, moved and deleted notes, and is still there; one changed a note that we changed too.
#[test]
fn what_others_did_is_seen() {
    for (width, height) in SIZES {
        let mut desk = Desk::example("aws-iaas", width, height);
        let canvas = desk.board().canvas().clone();
        let id = |block: &str, at: usize| canvas.block(&block.into())[at].clone();
        let place = canvas.place_at(&"channels".into(), 1, None, 0);
        let note = |text: &str| bmcanvas::model::note::Note::new(place.clone(), text);
        let mut other = note("Software developers and architects");
        other.place = canvas.place_at(&"customer_segments".into(), 1, None, 0);
        other.conflict_of = Some(id("customer_segments", 0));
        let parked = canvas.place_at(&"key_resources".into(), 0, None, 0);
        let changes = vec![
            Change::Add("new".into(), note("Marketplace")),
            Change::Add("other".into(), other),
            Change::Text(id("key_partners", 0), "Chip makers".into()),
            Change::Move(id("key_activities", 1), parked),
            Change::Remove(id("cost_structure", 2)),
        ];
        let mut theirs = canvas.clone();
        theirs.apply(Edit(changes)).unwrap();
        desk.send(Msg::Others(vec![Person {
            name: "anna".into(),
            block: Some("value_propositions".into()),
        }]));
        let content = Content {
            by: Some("anna".into()),
            ..support::content(theirs)
        };
        desk.send(Msg::Looked(Look::Changed(content)));
        look(&format!("news-{width}x{height}"), &desk, width);
        desk.keys("!");
        look(&format!("settle-{width}x{height}"), &desk, width);
    }
}

#[test]
fn findings_stand_with_what_to_do() {
    for (width, height) in [(80, 24), (160, 45), (60, 50)] {
        let mut canvas = example("food-plant-monitoring");
        canvas.header.date = "2026-01-02".to_owned();
        let mut desk = Desk::open(canvas, width, height);
        desk.keys("1oEveryone in the food industry<enter><enter>3oSee src/shop.rs:12 and docs<enter><enter>E");
        let facts = bmcanvas::model::check::Facts {
            today: "2026-11-20".to_owned(),
            missing: ["src/shop.rs".to_owned()].into(),
            ..Default::default()
        };
        let known = bmcanvas::app::checks::Known {
            facts,
            ..Default::default()
        };
        desk.send(Msg::Checked(Box::new(known)));
        desk.keys("<down><down>");
        look(&format!("findings-{width}x{height}"), &desk, width);
    }
}
