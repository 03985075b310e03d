//! What a note names: underlined, and where `gf` leads.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::app::msg::Msg;

use super::support::Desk;

/// A board whose first note of the channels says this.
pub(super) fn saying(text: &str) -> Desk {
    let mut desk = Desk::example("aws-iaas", 120, 40);
    desk.keys("3O").keys(&format!("<paste:{text}><esc>"));
    desk.effects.clear();
    desk
}

#[test]
fn g_leads_to_the_first_note_the_last_one_and_what_a_note_names() {
    use bmcanvas::model::reference::{FilePlace, Issue, Target};
    let path = |path: &str, line| {
        Target::Path(FilePlace {
            path: path.to_owned(),
            line,
            column: None,
        })
    };
    let visited = |desk: &Desk| {
        let visits = desk.effects.iter().filter_map(|effect| match effect {
            Effect::Visit(target) => Some(target.clone()),
            _ => None,
        });
        visits.collect::<Vec<_>>()
    };
    let mut desk = saying("the parser, src/main.rs:12");
    desk.keys("ge");
    assert_eq!(desk.focused_text().as_deref(), Some("Premium support"));
    desk.keys("gf");
    assert_eq!(desk.notice(), "the note names no file, address or issue");
    desk.keys("gg");
    assert_eq!(desk.board().focused_position(), Some(0));
    desk.keys("gf");
    assert_eq!(visited(&desk), [path("src/main.rs", Some(12))]);
    assert!(matches!(desk.board().mode, Mode::Board));

    let mut desk = saying("#7 and a.rs, see https://example.com (#7)");
    desk.keys("gf2");
    assert_eq!(visited(&desk), [path("a.rs", None)]);
    desk.keys(":follow<enter>3");
    let url = "https://example.com".to_owned();
    assert_eq!(visited(&desk)[1..], [Target::Url(url)]);
    desk.keys("gf<enter>");
    assert_eq!(visited(&desk)[2..], [Target::Issue(Issue::Number(7))]);
    let page = "https://forge.example/a/b/issues/7".to_owned();
    desk.send(Msg::Addressed(Ok(page.clone())));
    assert_eq!(visited(&desk)[3..], [Target::Url(page)]);
    desk.keys("gx<esc>gf<esc>");
    assert_eq!(visited(&desk).len(), 4);
    assert!(matches!(desk.board().mode, Mode::Board));
}

#[test]
fn what_a_note_names_is_underlined() {
    use ratatui::style::Modifier;
    let desk = saying("see src/main.rs:12 there");
    let buffer = desk.buffer();
    let underlined = (0..buffer.area.height).map(|y| {
        let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let cells = cells.filter(|cell| cell.modifier.contains(Modifier::UNDERLINED));
        cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
    });
    let text: String = underlined.collect();
    assert_eq!(text, "src/main.rs:12");
}
