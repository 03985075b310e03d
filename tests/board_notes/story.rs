//! The canvas told step by step.

use bmcanvas::app::action::Context;
use bmcanvas::app::effect::Effect;
use bmcanvas::app::keymap::{Bound, Keymap};
use bmcanvas::app::mode::Mode;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::json::Json;
use bmcanvas::model::story::line;

use super::support::Desk;

/// Two notes in each of the blocks 1 and 2, one in 3, one parked.
fn desk() -> Desk {
    let mut desk = Desk::open(Canvas::new("business-model"), 120, 40);
    desk.keys("1oBakers<enter>Millers<enter><enter>2oBread<enter>Flour<enter><enter>3oVans<enter>");
    desk.keys("<esc>0oParked<enter><esc>");
    desk
}

fn shows(desk: &Desk, texts: &[&str]) {
    let text = desk.text();
    for word in ["Bakers", "Millers", "Bread", "Flour", "Vans", "Parked"] {
        let is_shown = text.contains(word);
        assert_eq!(is_shown, texts.contains(&word), "{word}: {text}");
    }
}

#[test]
fn what_was_told_stays_and_the_rest_is_empty() {
    let mut desk = desk();
    desk.keys("P");
    shows(&desk, &["Bakers", "Millers"]);
    let text = desk.text();
    for gone in ["Whose failure", "STORY", "saved", "? help"] {
        assert!(!text.contains(gone), "{gone}: {text}");
    }
    assert!(text.contains("Key Partners"));
    // Who begins is told how to learn the keys, until the first one.
    assert!(text.contains("\n ? shows the keys"), "{text}");
    desk.keys("<space>");
    assert!(!desk.text().contains("shows the keys"));
    shows(&desk, &["Bakers", "Millers", "Bread", "Flour"]);
    desk.keys("<enter>");
    shows(&desk, &["Bakers", "Millers", "Bread", "Flour", "Vans"]);
    desk.keys("<left><backspace>");
    shows(&desk, &["Bakers", "Millers"]);
    desk.keys("<backspace><backspace>");
    shows(&desk, &["Bakers", "Millers"]);
    // Further than the last step it does not go.
    for _ in 0..20 {
        desk.keys("<right>");
    }
    shows(&desk, &["Bakers", "Millers", "Bread", "Flour", "Vans"]);
    desk.keys("<home>q");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(desk.focused_text().as_deref(), Some("Bakers"));
    assert!(desk.text().contains("Parked"));
}

#[test]
fn note_by_note_empty_blocks_are_passed_over() {
    let mut desk = desk();
    desk.keys("Pn");
    shows(&desk, &["Bakers"]);
    desk.keys("<space>");
    shows(&desk, &["Bakers", "Millers"]);
    desk.keys("<space>");
    shows(&desk, &["Bakers", "Millers", "Bread"]);
    desk.keys("<space><space><space><space>");
    shows(&desk, &["Bakers", "Millers", "Bread", "Flour", "Vans"]);
    desk.keys("<left><left>");
    shows(&desk, &["Bakers", "Millers", "Bread"]);
    desk.keys("<left>n");
    shows(&desk, &["Bakers", "Millers"]);
}

#[test]
fn the_order_and_the_lines_are_in_the_canvas() {
    let mut desk = desk();
    desk.keys("P<space>eBread first<enter>");
    assert!(desk.text().contains(" Bread first"), "{}", desk.text());
    desk.keys("K");
    shows(&desk, &["Bread", "Flour"]);
    desk.keys("n<space>eOr <paste:flour><enter>");
    let id = desk.board().focus.note.clone().unwrap();
    let story = desk.board().canvas().story();
    assert_eq!(line(story, "value_propositions"), "Bread first");
    assert_eq!(line(story, id.as_str()), "Or flour");
    desk.keys("q");
    assert!(!desk.text().contains("Or flour"));
    desk.keys("uuu");
    assert_eq!(desk.board().canvas().story(), None);
    desk.keys("<ctrl-r><ctrl-r>P");
    shows(&desk, &["Bread", "Flour"]);
    assert!(desk.text().contains("Bread first"));
}

#[test]
fn a_line_that_was_left_is_as_it_was_and_can_be_had_after_all() {
    let mut desk = desk();
    desk.keys("P<space>eBread first<enter>eNo<esc>");
    assert!(desk.notice().starts_with("discarded"));
    let said = |desk: &Desk| line(desk.board().canvas().story(), "value_propositions").to_owned();
    assert_eq!(said(&desk), "Bread first");
    desk.keys("<left><space>");
    assert!(desk.text().contains(" Bread first"), "{}", desk.text());
    desk.keys("qu");
    assert_eq!(said(&desk), "Bread firstNo");
}

#[test]
fn what_was_left_can_be_had_while_the_canvas_is_told() {
    let mut desk = desk();
    desk.keys("P<space>eBread first<esc>");
    let notice = "discarded · u takes the line after all";
    assert_eq!(desk.notice(), notice);
    desk.keys("u");
    assert!(matches!(desk.board().mode, Mode::Story(_)));
    assert!(desk.text().contains(" Bread first"), "{}", desk.text());
    shows(&desk, &["Bakers", "Millers", "Bread", "Flour"]);
    desk.keys("U");
    assert_eq!(desk.board().canvas().story(), None);
    desk.keys("u");
    assert!(desk.text().contains(" Bread first"), "{}", desk.text());
    // What is taken back is shown, but for what is not told.
    desk.keys("u");
    shows(&desk, &["Bakers", "Millers", "Bread", "Flour"]);
    desk.keys("u");
    shows(&desk, &["Bakers", "Millers", "Bread", "Flour"]);
    assert_eq!(desk.board().focus.block.as_str(), "channels");
    // Another key of one's own is named.
    let (mut keymap, mut bound) = (Keymap::default(), Bound::default());
    keymap.bind(&mut bound, Context::Story, "undo", &["z".to_owned()]);
    desk.state.settings.keymap = keymap;
    desk.keys("eSo<esc>");
    assert_eq!(desk.notice(), "discarded · z takes the line after all");
}

#[test]
fn keys_are_shown_on_demand() {
    let mut desk = desk();
    desk.keys("P?");
    assert!(desk.text().contains("blocks or notes"), "{}", desk.text());
    desk.keys("<space>");
    assert!(desk.text().contains("blocks or notes"));
    desk.keys("?");
    assert!(!desk.text().contains("blocks or notes"));
}

#[test]
fn a_story_of_another_form_is_told_and_not_written_over() {
    let mut canvas = Canvas::new("swot");
    let told = Some(Json::String("once upon a time".into()));
    canvas.state_story(told.clone());
    let mut desk = Desk::open(canvas, 120, 40);
    desk.keys("P<space>J");
    assert!(desk.notice().contains("does not know"), "{}", desk.notice());
    // Before anything is typed in vain.
    desk.keys("e");
    assert!(desk.notice().contains("does not know"));
    desk.keys("q");
    assert_eq!(desk.board().canvas().story(), told.as_ref());
}

#[test]
fn it_is_told_at_any_size_and_alone() {
    let mut desk = desk();
    desk.beside("other.canvas.json", super::support::example("aws-iaas"));
    desk.resize(200, 50).keys("vzP<space>");
    assert!(!desk.text().contains("Hourly fee"));
    for (width, height) in [(1, 1), (20, 5), (40, 12), (60, 50), (200, 50)] {
        desk.resize(width, height);
        let text = desk.text();
        assert!(!text.contains("Vans"), "{text}");
    }
    // What others write meanwhile comes when its block does.
    desk.keys("q");
    assert_eq!(desk.board().mode, Mode::Board);
}

#[test]
fn a_canvas_that_cannot_be_changed_can_be_told() {
    let mut desk = Desk::start(120, 40);
    let mut opened = super::support::opened("a.canvas.json", super::support::example("aws-iaas"));
    opened.locked = Some("opened with --read-only".to_owned());
    desk.send(bmcanvas::app::msg::Msg::Opened(Ok(Box::new(opened))));
    desk.keys("P<space>e");
    assert!(desk.notice().contains("read-only"), "{}", desk.notice());
    desk.keys("J");
    assert!(desk.notice().contains("read-only"), "{}", desk.notice());
    desk.keys("<space>");
    assert!(desk.text().contains("APIs"), "{}", desk.text());
}

/// So many seconds later, as the shell tells it.
fn later(desk: &mut Desk, seconds: u64) {
    let now = bmcanvas::model::timestamp::Timestamp(desk.state.now.0 + seconds);
    desk.send(bmcanvas::app::msg::Msg::Now(now));
}

#[test]
fn a_timer_runs_in_the_header() {
    let mut desk = desk();
    let first = |desk: &Desk| desk.text().lines().next().unwrap_or_default().to_owned();
    desk.keys(":timer 10<enter>");
    assert!(first(&desk).ends_with("10 min"), "{}", desk.text());
    later(&mut desk, 61);
    assert!(first(&desk).ends_with(" 9 min"));
    // It is there too while the canvas is told.
    desk.keys("P");
    later(&mut desk, 8 * 60);
    assert!(first(&desk).ends_with("59 s"), "{}", first(&desk));
    assert!(!desk.effects.contains(&Effect::Bell));
    later(&mut desk, 59);
    assert!(first(&desk).ends_with("time is up"));
    assert!(desk.effects.contains(&Effect::Bell), "it is heard, too");
    desk.effects.clear();
    later(&mut desk, 60);
    assert!(!desk.effects.contains(&Effect::Bell), "once");
    assert!(!first(&desk).contains("time"));
    desk.keys("q:timer<enter>5<enter>");
    assert!(first(&desk).ends_with(" 5 min"));
    desk.keys(":timer<enter>7<enter>");
    assert!(first(&desk).ends_with(" 7 min"));
    desk.keys(":timer<enter>stop<enter>");
    assert!(!first(&desk).contains("min"), "{}", first(&desk));
    desk.keys(":timer 600<enter>");
    assert!(first(&desk).ends_with(" 600 min"));
    // What is too long is refused, and not brought into range.
    for typed in [":timer 601", ":timer<enter>999"] {
        desk.keys(typed);
        assert!(desk.text().contains("1 to 600"), "{}", desk.text());
        desk.keys("<enter>");
        assert!(desk.text().contains("1 to 600"), "{}", desk.text());
        desk.keys("<esc>");
        assert!(first(&desk).ends_with(" 600 min"));
    }
}

#[test]
fn a_timer_is_seen_over_all_that_is_shown() {
    for (width, height) in [(60, 50), (80, 24), (120, 40)] {
        let mut desk = Desk::example("food-plant-monitoring", width, height);
        desk.keys(":timer 10<enter>");
        for keys in ["F", "V", "?", ":", "s", "C", "Q", "z", "P", "D", "$", "t"] {
            desk.keys(keys);
            let first = desk.text().lines().next().unwrap_or_default().to_owned();
            assert!(first.contains("10 min"), "{keys} {width}: {first}");
            desk.keys("<esc><esc>");
        }
    }
}

#[test]
fn a_timer_is_seen_beside_a_second_canvas() {
    let mut desk = Desk::example("aws-iaas", 160, 45);
    desk.keys(":timer 10<enter>");
    desk.beside("two.canvas.json", Canvas::new("business-model"));
    for keys in ["", "`"] {
        desk.keys(keys);
        let first = desk.text().lines().next().unwrap_or_default().to_owned();
        assert!(first.ends_with("10 min"), "{first}");
    }
}

/// Says so many numbered words at the step that is told.
fn say(desk: &mut Desk, words: usize) {
    let words: Vec<String> = (1..=words).map(|word| format!("word{word}")).collect();
    desk.keys(&format!("e<paste:{}><enter>", words.join(" ")));
}

#[test]
fn a_long_line_is_wrapped_and_scrolled() {
    for (width, height) in [(80, 24), (120, 40), (60, 50)] {
        let mut desk = desk();
        desk.resize(width, height).keys("P");
        say(&mut desk, usize::from(width) / 5);
        let text = desk.text();
        let word = format!("word{}", width / 5);
        assert!(text.contains(&word), "{word}: {text}");
        shows(&desk, &["Bakers", "Millers"]);
        // The blocks stay where they are at a step where nothing is said.
        let top = |desk: &Desk| desk.text().lines().take(5).count();
        let last = |desk: &Desk| {
            let text = desk.text();
            text.lines().position(|row| row.contains('╰'))
        };
        let before = (top(&desk), last(&desk));
        desk.keys("<space>");
        assert_eq!((top(&desk), last(&desk)), before);
        desk.keys("<left>");
        say(&mut desk, 400);
        assert!(desk.text().contains('▾'), "{}", desk.text());
        assert!(!desk.text().contains("word400"));
        for _ in 0..200 {
            desk.keys("<ctrl-d>");
        }
        assert!(desk.text().contains("word400"), "{}", desk.text());
        desk.keys("<ctrl-u>");
        assert!(!desk.text().contains("word400"), "{}", desk.text());
        desk.keys("<space><left>");
        assert!(desk.text().contains("word1 word2"), "{}", desk.text());
        // Keys take the last row.
        desk.keys("?");
        assert!(desk.text().contains("word1 word2"), "{}", desk.text());
    }
}
