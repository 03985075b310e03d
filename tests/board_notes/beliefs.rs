//! What is believed of notes, said on the board.

use bmcanvas::app::checks::Known;
use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::Msg;
use bmcanvas::model::belief::{Belief, Status};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::check::{Setting, rule_of};
use bmcanvas::model::note::Note;
use bmcanvas::model::viability::Dimension;

use bmcanvas::ui::glyphs::ASCII;
use bmcanvas::ui::{Pen, compose, scene};
use ratatui::buffer::Cell;
use ratatui::layout::Rect;

use super::support::Desk;

/// Two channels and two segments; the focus on the first segment.
fn desk() -> Desk {
    let mut desk = Desk::open(Canvas::new("business-model"), 120, 40);
    desk.keys("3oStands<enter>Web<enter><enter>1oCommuters<enter>Parents<enter><enter>gg");
    assert_eq!(desk.focused_text().as_deref(), Some("Commuters"));
    desk
}

fn belief(desk: &Desk, text: &str) -> Belief {
    let mut notes = desk
        .board()
        .canvas()
        .notes()
        .map(|(_, note): (_, &Note)| note);
    notes.find(|note| note.text == text).unwrap().belief.clone()
}

fn evidence(desk: &Desk) -> Vec<String> {
    belief(desk, "Commuters").evidence.into_iter().collect()
}

#[test]
fn a_key_says_how_far_the_marked_notes_are_tested() {
    let mut desk = desk();
    desk.keys("<space><space>bu");
    for text in ["Commuters", "Parents"] {
        assert_eq!(belief(&desk, text).status(), Some(Status::Untested));
    }
    assert!(desk.board().picked.marked.is_empty());
    assert!(desk.text().contains("Commuters ◌"), "{}", desk.text());
    desk.keys("ggbs");
    assert!(desk.text().contains("Commuters ✓"), "{}", desk.text());
    // What it is now is chosen.
    desk.keys("b<enter>");
    assert_eq!(belief(&desk, "Commuters").status(), Some(Status::Supported));
    desk.keys("u");
    assert_eq!(belief(&desk, "Commuters").status(), Some(Status::Untested));
    desk.keys("bn");
    assert_eq!(belief(&desk, "Commuters"), Belief::default());
    assert_eq!(desk.board().mode, Mode::Board);
}

#[test]
fn evidence_is_added_changed_and_taken_away() {
    let mut desk = desk();
    desk.keys(":evidence<enter>  12 interviews <enter>");
    assert_eq!(evidence(&desk), ["12 interviews"]);
    assert!(desk.text().contains("Commuters ≡1"), "{}", desk.text());
    desk.keys(":evidence<enter>+https://example.org<enter>");
    assert_eq!(evidence(&desk), ["12 interviews", "https://example.org"]);
    desk.keys(":evidence<enter><enter>: 9 would<enter>");
    assert_eq!(
        evidence(&desk),
        ["12 interviews: 9 would", "https://example.org"]
    );
    desk.keys(":evidence<enter><enter><ctrl-u><enter>");
    assert_eq!(evidence(&desk), ["https://example.org"]);
    desk.keys("u");
    assert_eq!(evidence(&desk).len(), 2);
    desk.keys(":evidence<enter>+~<enter>");
    assert!(
        desk.text().contains("this is no evidence"),
        "{}",
        desk.text()
    );
    desk.keys("<esc>");
    assert_eq!(evidence(&desk).len(), 2);
}

#[test]
fn the_horizon_is_said_from_the_palette() {
    let mut desk = desk();
    desk.keys(":horizon<enter>6");
    assert!(desk.text().contains("Commuters →6-12m"), "{}", desk.text());
    desk.keys(":horizon<enter>l");
    assert!(desk.text().contains("Commuters →later"), "{}", desk.text());
    desk.keys(":horizon<enter>0");
    assert_eq!(belief(&desk, "Commuters"), Belief::default());
}

#[test]
fn the_riskiest_is_listed_first_and_gone_to() {
    let mut desk = desk();
    desk.keys("r");
    assert!(desk.text().contains("as untested · b marks a note"));
    desk.keys("bu3ggbu3jbu1gg2gg0r");
    let text = desk.text();
    let at = |what: &str| text.find(what).unwrap_or_else(|| panic!("{what}: {text}"));
    assert!(at("Customer Segments: Commuters") < at("Channels: Stands"));
    at("all else rests on Customer");
    desk.keys("<down><enter>");
    assert_eq!(desk.focused_text().as_deref(), Some("Stands"));
    assert_eq!(desk.board().mode, Mode::Board);
}

#[test]
fn in_the_ascii_of_old_terminals_the_signs_are_others() {
    let mut desk = desk();
    desk.keys("bu");
    let (theme, glyphs) = (&desk.theme, &ASCII);
    let scene = scene::scene(&desk.state, Pen { theme, glyphs });
    let drawn = compose::draw(&scene, Rect::new(0, 0, 120, 40));
    let text: String = drawn.content().iter().map(Cell::symbol).collect();
    assert!(text.contains("Commuters ?"), "{text}");
    assert!(text.is_ascii(), "{text}");
}

fn answer(desk: &Desk, dimension: Dimension) -> String {
    desk.board().canvas().answer(dimension).told()
}

#[test]
fn the_questions_of_viability_are_answered_and_undone() {
    let mut desk = desk();
    desk.keys("V");
    let text = desk.text();
    for seen in ["Need validation", "Competitive moat", "-/5", "0 of 6 rated"] {
        assert!(text.contains(seen), "{seen}: {text}");
    }
    desk.keys("<tab>3<enter>some would\u{a0}pay<enter>");
    assert_eq!(answer(&desk, Dimension::Proposition), "3 some would pay");
    let text = desk.text();
    assert!(text.contains("3/5 in part"), "{text}");
    assert!(
        text.contains("1 of 6 rated · weakest: Value proposition 3/5"),
        "{text}"
    );
    // The panel is still open, on the same question.
    desk.keys("4<enter><ctrl-u><enter>");
    assert_eq!(answer(&desk, Dimension::Proposition), "4");
    desk.keys("<shift-tab>5");
    assert_eq!(answer(&desk, Dimension::Need), "5");
    desk.keys("0");
    assert_eq!(answer(&desk, Dimension::Need), "");
    desk.keys("uuuu");
    assert_eq!(answer(&desk, Dimension::Proposition), "3 some would pay");
    desk.keys("uu<esc>");
    assert_eq!(answer(&desk, Dimension::Proposition), "");
    assert_eq!(desk.board().mode, Mode::Board);
}

#[test]
fn a_red_flag_leads_to_what_it_is_about() {
    let mut desk = desk();
    desk.keys("1oEveryone<enter><enter>3ggV");
    let text = desk.text();
    assert!(
        text.contains("! everyone is a customer: “Everyone”"),
        "{text}"
    );
    desk.keys("j<enter>");
    assert_eq!(desk.board().mode, Mode::Board);
    assert_eq!(desk.focused_text().as_deref(), Some("Everyone"));
    // Of a block as a whole; a rating still counts for the question.
    desk.keys("V<tab><tab><tab><tab>j2<enter>");
    assert_eq!(answer(&desk, Dimension::Delivery), "2");
    assert_eq!(desk.board().focus.block.as_str(), "key_partners");
    // What stands nowhere can be written about there and then.
    desk.keys("V<pgdn><pgdn><pgdn><pgdn><pgdn>jjj<enter>the patent<enter>");
    assert_eq!(answer(&desk, Dimension::Moat), "the patent");
    assert!(
        !desk.text().contains("keeps others out"),
        "the flag is gone: {}",
        desk.text()
    );
    desk.keys("<up><down><esc>");
}

#[test]
fn a_rule_that_the_team_switched_off_raises_no_red_flag() {
    let mut desk = desk();
    desk.keys("1oEveryone<enter><enter>V");
    let flag = "everyone is a customer: “Everyone”";
    assert!(desk.text().contains(flag), "{}", desk.text());
    let mut known = Known::default();
    let rule = rule_of("everyone-as-customer").unwrap();
    known.switches.set(rule, Setting::Off);
    desk.send(Msg::Checked(Box::new(known)));
    let text = desk.text();
    assert!(!text.contains(flag), "{text}");
    assert!(text.contains("! all is done in-house"), "{text}");
}

#[test]
fn evidence_that_names_a_file_is_opened_from_its_note() {
    let mut desk = desk();
    desk.keys("gf");
    assert!(desk.notice().contains("names no file"), "{}", desk.notice());
    desk.keys(":evidence<enter>see docs/interviews.md:12<enter>gf");
    let visited = |effect: &Effect| matches!(effect, Effect::Visit(target) if target.to_string() == "docs/interviews.md:12");
    assert!(desk.effects.iter().any(visited));
}
