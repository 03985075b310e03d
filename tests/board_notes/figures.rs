//! Amounts typed on the board, and what they add up to.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::Msg;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::edit::Change;
use bmcanvas::model::lines::Sort;
use bmcanvas::tty::{Input, Paste};

use super::support::Desk;

/// A cost and a revenue, the focus on the cost.
fn desk() -> Desk {
    let mut desk = Desk::open(Canvas::new("business-model"), 120, 40);
    desk.keys("5oRepair<enter><enter>9oRent<enter><enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("Rent"));
    desk
}

fn amount(desk: &Desk) -> Option<String> {
    let note = desk.board().focused_note()?;
    note.amount.as_ref().map(ToString::to_string)
}

fn is_on_board(desk: &Desk) -> bool {
    desk.board().mode == Mode::Board
}

#[test]
fn an_amount_is_typed_shown_changed_and_taken_away() {
    let mut desk = desk();
    desk.keys("$");
    assert!(
        desk.text().contains("such as 200 EUR/unit"),
        "{}",
        desk.text()
    );
    desk.keys("1k eur / mo x 2");
    assert!(desk.text().contains("= 1 000 EUR/month x 2, 2 000 in all"));
    desk.keys("<enter>");
    assert!(is_on_board(&desk));
    assert_eq!(amount(&desk).as_deref(), Some("1000 EUR/month x 2"));
    assert!(desk.text().contains("Rent 1 000 EUR/month x 2"));
    // Its present amount stands there to be changed.
    desk.keys("$<backspace>3<enter>");
    assert_eq!(amount(&desk).as_deref(), Some("1000 EUR/month x 3"));
    desk.keys("u");
    assert_eq!(amount(&desk).as_deref(), Some("1000 EUR/month x 2"));
    desk.keys("<ctrl-r>$<ctrl-u><enter>");
    assert_eq!(amount(&desk), None);
    desk.keys("u$9<esc>");
    assert_eq!(amount(&desk).as_deref(), Some("1000 EUR/month x 3"));
    assert!(is_on_board(&desk));
    assert!(
        desk.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Save { .. }))
    );
}

#[test]
fn what_is_no_amount_stays_open_with_the_reason() {
    let mut desk = desk();
    for (typed, why) in [
        (
            "1.200 EUR",
            "1.200 can mean 1200 or 1.20: type one of these",
        ),
        ("-5 EUR", "an amount is not negative"),
        ("5", "which currency?"),
        ("5 \u{202e}EUR", "<202E>"),
    ] {
        desk.keys("$");
        desk.send(Msg::Input(Input::Paste(Paste {
            text: typed.to_owned(),
            refused: 0,
        })));
        desk.keys("<enter>");
        assert!(desk.text().contains(why), "{typed}: {}", desk.text());
        assert!(!is_on_board(&desk));
        desk.keys("<esc>");
        assert_eq!(amount(&desk), None);
    }
}

#[test]
fn the_panel_reckons_with_what_is_stated_in_it() {
    let mut desk = desk();
    desk.keys("$1000 EUR/month<enter>5$30 EUR/unit<enter>F");
    assert!(
        desk.text()
            .contains("nobody states how many units are sold")
    );
    desk.keys("u1000<enter>");
    let text = desk.text();
    assert!(text.contains("In EUR · units 1000/year"), "{text}");
    assert!(
        text.contains("First year") && text.contains("18 000"),
        "{text}"
    );
    // The panel comes back where it was, also from a line that is left.
    desk.keys("<space>p<esc>");
    assert!(matches!(desk.board().mode, Mode::Figures(_)));
    desk.keys("cusd<enter>rEUR=1.1<enter>bb");
    let text = desk.text();
    assert!(text.contains("1 EUR = 1.1 USD"), "{text}");
    assert!(text.contains("19 800"), "{text}");
    desk.keys("q");
    assert!(is_on_board(&desk));
    desk.keys("uuu");
    assert_eq!(desk.board().canvas().figures(), None);
    desk.keys("F");
    assert!(desk.text().contains("nothing is assumed"));
}

#[test]
fn a_line_that_was_left_in_the_panel_can_be_had_on_the_board() {
    let mut desk = desk();
    // In the panel the key of undo means something else.
    desk.keys("Fp7<esc>");
    let notice = "discarded · on the board u takes the line after all";
    assert_eq!(desk.notice(), notice);
    desk.keys("qu");
    assert!(desk.board().canvas().figures().is_some());
}

#[test]
fn what_makes_the_sums_say_little_stands_above_them() {
    let mut desk = desk();
    desk.keys("F");
    assert!(desk.text().contains(":amount on a note states one"));
    desk.keys("<esc>$10 EUR/unit<enter>5$20 USD/unit<enter>F");
    let text = desk.text();
    let apart = text.find("EUR, USD stay apart");
    assert!(apart.is_some() && apart < text.find("By year"), "{text}");
    desk.keys("<esc>5$<ctrl-u>20 EUR/unit<enter>F");
    let text = desk.text();
    let (remark, sums) = (
        text.find("nobody states how many units"),
        text.find("By year"),
    );
    assert!(remark.is_some() && remark < sums, "{text}");
    assert_eq!(text.matches("nobody states").count(), 1, "{text}");
    // As the table says it, so do the curves.
    desk.keys("u100/month<enter><pgdn><pgdn>");
    let text = desk.text();
    assert!(text.contains("all is earned back from the start"), "{text}");
    assert!(
        text.contains("break-even before any units in the first year"),
        "{text}"
    );
    assert!(!text.contains("nobody states"), "{text}");
}

#[test]
fn scrolling_stops_at_the_end() {
    let mut desk = Desk::example("food-plant-monitoring", 80, 24);
    desk.keys("F<space><space><space><space><space><space><space>");
    let end = desk.text();
    assert!(end.contains("Custom work: priced case"), "{end}");
    desk.keys("k");
    assert_ne!(desk.text(), end, "one key back is one row back");
    desk.keys("j");
    assert_eq!(desk.text(), end);
}

#[test]
fn titles_show_totals_when_wanted() {
    let mut desk = Desk::example("food-plant-monitoring", 120, 40);
    assert!(!desk.text().contains("92 400 CNY"));
    desk.keys(":totals<enter>");
    assert!(desk.text().contains(" 92 400 CNY "), "{}", desk.text());
    assert!(desk.text().contains(" 28 000 CNY "));
    desk.keys(":units<enter><ctrl-u><enter>");
    assert!(desk.text().contains(" 90 000 CNY + ? "), "{}", desk.text());
    desk.keys(":totals<enter>");
    assert!(!desk.text().contains("28 000 CNY "));
}

#[test]
fn a_sum_is_shown_in_every_view_and_shorter_where_there_is_less_room() {
    for (width, height) in [(80, 24), (120, 40), (60, 50), (40, 20)] {
        let mut desk = Desk::example("food-plant-monitoring", width, height);
        desk.keys(":totals<enter>");
        for view in ["", "v", "vz"] {
            let text = desk.keys(view).keys("9").text();
            let has = |sum: &str| text.contains(sum);
            assert!(
                has("92 400 CNY") || has("92.4k CNY"),
                "{width}x{height} {view}: {text}"
            );
        }
    }
    let mut desk = Desk::example("food-plant-monitoring", 100, 30);
    desk.keys(":totals<enter>9oMore<enter><enter>$7654321 USD<enter>");
    assert!(
        desk.text().contains(" 92.4k CNY + 7.65M USD "),
        "{}",
        desk.text()
    );
    // Where there is none, what states one is named.
    let mut bare = Desk::open(Canvas::new("business-model"), 80, 24);
    bare.keys(":totals<enter>");
    assert!(bare.text().contains("· $ states one"), "{}", bare.text());
    // Of several currencies the first one at least.
    desk.resize(80, 24);
    assert!(desk.text().contains(" 92.4k CNY + … "), "{}", desk.text());
}

#[test]
fn a_canvas_that_cannot_be_changed_refuses_amounts_and_shows_figures() {
    let mut desk = Desk::example("food-plant-monitoring", 80, 24);
    let bmcanvas::app::state::Screen::Board(board) = &mut desk.state.screen else {
        unreachable!()
    };
    board.file.locked = Some("for this test".to_owned());
    desk.keys("9$");
    assert!(desk.notice().contains("read-only"), "{}", desk.notice());
    assert!(is_on_board(&desk));
    desk.keys("F");
    assert!(desk.text().contains("92 400"));
    desk.keys("u");
    assert!(matches!(desk.board().mode, Mode::Figures(_)));
}

#[test]
fn the_note_may_go_while_its_amount_is_typed() {
    let mut desk = desk();
    desk.keys("$5 EUR");
    let mut theirs = desk.board().canvas().clone();
    let id = desk.board().focus.note.clone().unwrap();
    theirs.apply(Change::Remove(id).into()).unwrap();
    let content = super::support::content(theirs);
    desk.send(Msg::Looked(bmcanvas::app::msg::Look::Changed(content)));
    desk.keys("<enter>");
    assert!(
        desk.notice().contains("not here any more"),
        "{}",
        desk.notice()
    );
    desk.keys("<esc>");
    assert!(is_on_board(&desk));
}

#[test]
fn of_two_amounts_that_were_given_at_once_one_is_chosen() {
    for (key, kept) in [('m', "7 EUR once"), ('t', "5 EUR once")] {
        let mut desk = desk();
        desk.keys("$7 EUR<enter>");
        let mut canvas = desk.board().canvas().clone();
        let id = desk.board().focus.note.clone().unwrap_or_else(|| "".into());
        let other = bmcanvas::model::json::Json::String("5 EUR once".into());
        let path = bmcanvas::model::conflicts::amount_path(&id);
        canvas.conflicts.add(path, other);
        let content = super::support::content(canvas);
        desk.send(Msg::Looked(bmcanvas::app::msg::Look::Changed(content)));
        desk.keys("1!");
        let text = desk.text();
        assert!(
            text.contains("The amount of “Rent” has two values."),
            "{text}"
        );
        assert!(text.contains("Second: “5 EUR once”"), "{text}");
        desk.keys(&key.to_string());
        assert_eq!(amount(&desk).as_deref(), Some(kept));
        assert!(desk.board().canvas().conflicts.is_empty());
        desk.keys("u");
        assert_eq!(amount(&desk).as_deref(), Some("7 EUR once"));
        assert!(!desk.board().canvas().conflicts.is_empty());
    }
}

#[test]
fn a_line_that_is_left_comes_back_by_undo() {
    let mut desk = Desk::example("food-plant-monitoring", 120, 40);
    desk.keys("1gg");
    let amount = |desk: &Desk| desk.board().focused_note().unwrap().amount.clone();
    desk.keys("$12 EUR once<esc>");
    assert_eq!(amount(&desk), None);
    assert!(desk.notice().contains("u takes the line"));
    desk.keys("u");
    let back = amount(&desk).map(|amount| amount.to_string());
    assert_eq!(back.as_deref(), Some("12 EUR once"));
    desk.keys("<ctrl-r>");
    assert_eq!(amount(&desk), None);
    // What was not changed, or says nothing, leaves no trace.
    desk.keys("u$<esc>$<ctrl-u><esc>$<ctrl-u>twelve<esc>");
    assert!(
        !desk.notice().contains("takes the line"),
        "{}",
        desk.notice()
    );
    assert!(amount(&desk).is_some());
}

/// The line that is typed.
fn line_of(desk: &Desk) -> Option<String> {
    match &desk.board().mode {
        Mode::Prompt(prompt) => Some(prompt.editor.text().to_owned()),
        _ => None,
    }
}

#[test]
fn a_line_that_cannot_be_read_can_be_had_again() {
    let mut desk = desk();
    desk.keys("9$twelve");
    assert!(desk.text().contains("↑ line before"), "{}", desk.text());
    desk.keys("<esc>");
    assert!(desk.notice().contains("↑ brings"), "{}", desk.notice());
    let kept = Effect::Remember(Sort::Amount, "twelve".to_owned());
    assert!(desk.effects.contains(&kept));
    desk.keys("$<ctrl-u>thirteen<enter><esc>$<ctrl-u>half<up>");
    assert_eq!(line_of(&desk).as_deref(), Some("thirteen"));
    desk.keys("<ctrl-p>");
    assert_eq!(line_of(&desk).as_deref(), Some("twelve"));
    // At the far end it stays, at the near one what was typed comes again.
    desk.keys("<up>");
    assert_eq!(line_of(&desk).as_deref(), Some("twelve"));
    desk.keys("<down><ctrl-n>");
    assert_eq!(line_of(&desk).as_deref(), Some("half"));
    desk.keys("<down>");
    assert_eq!(line_of(&desk).as_deref(), Some("half"));
    // What was kept can be had for another note, too, and each sort of line has its own.
    desk.keys("<ctrl-u>12 EUR/month<enter>5$<up>");
    assert_eq!(line_of(&desk).as_deref(), Some("12 EUR/month"));
    desk.keys("<esc>:currency<enter><up>");
    assert_eq!(line_of(&desk).as_deref(), Some(""));
    desk.keys("<esc>");
}
