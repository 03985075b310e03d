//! Notes linked by letters or from a list, layers, orphans.

use bmcanvas::app::effect::Effect;
use bmcanvas::app::mode::Mode;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::color::NoteColor;
use bmcanvas::model::id::NoteId;
use bmcanvas::model::links::linked;

use super::support::Desk;

/// Two segments, two propositions and a resource, the focus on the first proposition.
fn desk(width: u16) -> Desk {
    let mut desk = Desk::open(Canvas::new("business-model"), width, 40);
    desk.keys("6oMechanics<enter><enter>1oCommuters<enter>Couriers<enter><enter>");
    desk.keys("2oFixed today<enter>A card<enter><enter>gg");
    assert_eq!(desk.focused_text().as_deref(), Some("Fixed today"));
    desk
}

fn note(desk: &Desk, text: &str) -> NoteId {
    let mut notes = desk.board().canvas().notes();
    notes.find(|(_, note)| note.text == text).unwrap().0.clone()
}

/// The texts of the notes that are linked to the one of this text, sorted.
fn linked_to(desk: &Desk, text: &str) -> Vec<String> {
    let canvas = desk.board().canvas();
    let ids = linked(canvas, &note(desk, text));
    let texts = ids.iter().map(|id| canvas.note(id).unwrap().text.clone());
    let mut texts: Vec<String> = texts.collect();
    texts.sort();
    texts
}

#[test]
fn on_the_map_letters_stand_before_the_notes_that_it_shows() {
    let mut desk = desk(60);
    desk.resize(60, 50).keys("L");
    let text = desk.text();
    // A letter covers the bar.
    for shown in ["│aCommuters", "│sCouriers", "│dMechanics"] {
        assert!(text.contains(shown), "{shown}: {text}");
    }
    desk.keys("sd");
    assert_eq!(linked_to(&desk, "Fixed today"), ["Couriers", "Mechanics"]);
    desk.keys("/");
    assert!(desk.text().contains("Link to"), "{}", desk.text());
    desk.keys("<esc>");
    // Where the map has no room for notes, they are listed.
    desk.resize(60, 16).keys("L");
    assert!(desk.text().contains("Link to"), "{}", desk.text());
}

/// What stands before the note of this text, in the row where it stands.
fn before(desk: &Desk, text: &str) -> String {
    let screen = desk.text();
    let row = screen.lines().find(|row| row.contains(text)).unwrap();
    let (before, _) = row.split_once(text).unwrap();
    let before: Vec<char> = before.chars().collect();
    before
        .rsplit(|char| *char == '│')
        .next()
        .unwrap()
        .iter()
        .collect()
}

#[test]
fn letters_link_notes_and_take_links_away() {
    let mut desk = desk(120);
    desk.keys("L");
    // In the order of the blocks: the segments first.
    assert_eq!(before(&desk, "Commuters"), "a ");
    assert_eq!(before(&desk, "Couriers"), "s ");
    assert_eq!(before(&desk, "Mechanics"), "d ");
    assert_eq!(
        before(&desk, "A card"),
        "▌ ",
        "a proposition links to no other"
    );
    desk.keys("ad");
    assert_eq!(linked_to(&desk, "Fixed today"), ["Commuters", "Mechanics"]);
    assert!(
        desk.notice()
            .contains("Mechanics supports Fixed today · d takes it back"),
        "{}",
        desk.notice()
    );
    desk.keys("a");
    assert_eq!(linked_to(&desk, "Fixed today"), ["Mechanics"]);
    assert!(
        desk.notice().contains("no longer linked"),
        "{}",
        desk.notice()
    );
    desk.keys("a?");
    assert!(desk.notice().contains("no note has that letter"));
    desk.keys("<esc>");
    assert_eq!(desk.board().mode, Mode::Board);
    // What is linked to the note in focus is marked, with who does what.
    assert_eq!(before(&desk, "Commuters"), "→ ");
    assert_eq!(before(&desk, "Mechanics"), "← ");
    assert_eq!(before(&desk, "Couriers"), "▌ ");
    desk.keys("1gg");
    assert_eq!(before(&desk, "Fixed today"), "← ");
    desk.keys("2u");
    assert_eq!(linked_to(&desk, "Fixed today"), ["Mechanics"]);
    desk.keys("uuu");
    assert_eq!(linked_to(&desk, "Fixed today"), [""; 0]);
}

#[test]
fn marked_notes_are_linked_at_once() {
    let mut desk = desk(120);
    desk.keys("<space><space>Ls");
    assert_eq!(linked_to(&desk, "Couriers"), ["A card", "Fixed today"]);
    desk.keys("<esc>u");
    assert_eq!(linked_to(&desk, "Couriers"), [""; 0]);
}

#[test]
fn where_other_blocks_are_out_of_sight_they_are_listed() {
    let mut desk = desk(40);
    desk.keys("L");
    assert!(desk.text().contains("Link to"), "{}", desk.text());
    desk.keys("cour<enter>");
    assert_eq!(linked_to(&desk, "Fixed today"), ["Couriers"]);
    let mut desk = self::desk(120);
    desk.keys("L/mech<enter>");
    assert_eq!(linked_to(&desk, "Fixed today"), ["Mechanics"]);
}

#[test]
fn what_cannot_be_linked_says_so() {
    let mut desk = Desk::open(Canvas::new("business-model"), 120, 40);
    desk.keys("L");
    assert!(desk.notice().contains("no note here to link"));
    desk.keys("1oAlone<enter><enter>L");
    assert!(
        desk.notice().contains("can be linked to"),
        "{}",
        desk.notice()
    );
    desk.keys("oAgain<enter><enter>L");
    assert_eq!(desk.board().mode, Mode::Board);
}

#[test]
fn a_layer_dims_the_rest_and_follows_edits() {
    let mut desk = desk(120);
    desk.keys("Lad<esc>s");
    assert!(desk.text().contains("Layer"), "{}", desk.text());
    desk.keys("comm<enter>");
    assert!(
        desk.text().contains("layer Commuters: 3 notes"),
        "{}",
        desk.text()
    );
    let dimmed = |desk: &Desk, text: &str| desk.board().is_dimmed(&note(desk, text));
    assert!(!dimmed(&desk, "Commuters") && !dimmed(&desk, "Fixed today"));
    assert!(!dimmed(&desk, "Mechanics"));
    assert!(dimmed(&desk, "Couriers") && dimmed(&desk, "A card"));
    desk.keys("2jLa<esc>");
    assert!(!dimmed(&desk, "A card"));
    assert!(
        desk.text().contains("layer Commuters: 4 notes"),
        "{}",
        desk.text()
    );
    desk.keys("1gg");
    assert_eq!(desk.focused_text().as_deref(), Some("Commuters"));
    desk.keys("d");
    assert!(
        desk.text()
            .contains("layer of a note that is gone: 0 notes"),
        "{}",
        desk.text()
    );
    desk.keys("<esc>");
    assert!(!desk.text().contains("layer"), "{}", desk.text());
    assert!(!dimmed(&desk, "Couriers"));
}

#[test]
fn orphans_lead_to_no_segment() {
    let mut desk = desk(120);
    desk.keys("La<esc>:orphans<enter>");
    assert!(
        desk.text()
            .contains("2 orphans lead to no note of Customer Segments"),
        "{}",
        desk.text()
    );
    let dimmed = |text: &str| desk.board().is_dimmed(&note(&desk, text));
    assert!(dimmed("Fixed today") && dimmed("Couriers"));
    assert!(!dimmed("A card") && !dimmed("Mechanics"));
}

#[test]
fn one_goes_from_orphan_to_orphan() {
    let mut desk = desk(120);
    desk.keys("/Couriers<enter>").keys("La<esc>:orphans<enter>");
    let first = desk.focused_text();
    assert!(first.is_some() && first.as_deref() != Some("Couriers"));
    assert!(
        desk.notice().contains("orphan 1 of 2 · n goes to the next"),
        "{}",
        desk.notice()
    );
    desk.keys("n");
    let second = desk.focused_text();
    assert!(desk.notice().contains("orphan 2 of 2"), "{}", desk.notice());
    assert_ne!(second, first);
    desk.keys("n");
    assert_eq!(desk.focused_text(), first, "round the canvas");
    desk.keys("N");
    assert_eq!(desk.focused_text(), second);
    desk.keys("<esc>n");
    assert_eq!(desk.focused_text(), second);
    assert!(desk.notice().contains("nothing is searched for"));
}

#[test]
fn without_orphans_the_board_stays_as_it_is() {
    let mut desk = Desk::open(Canvas::new("business-model"), 80, 24);
    desk.keys("1oHomes<esc>:orphans<enter>");
    assert!(desk.notice().contains("no orphans"), "{}", desk.notice());
    assert!(desk.board().lens.layer().is_none());
}

#[test]
fn tags_are_given_chosen_and_taken_away() {
    let tags = |desk: &Desk, text: &str| {
        let tags = &desk.board().canvas().note(&note(desk, text)).unwrap().tags;
        tags.iter().cloned().collect::<Vec<_>>().join(" ")
    };
    let mut desk = desk(120);
    desk.keys("#city, #fast<enter>");
    assert_eq!(tags(&desk, "Fixed today"), "city fast");
    assert!(
        desk.text().contains("Fixed today #city") && desk.text().contains("▌ #fast"),
        "{}",
        desk.text()
    );
    // What is in use is offered; a comma makes a new one of its beginning.
    desk.keys("j#ci<enter>#ci,<enter>");
    assert_eq!(tags(&desk, "A card"), "ci city");
    desk.keys("gg<space><space>#city<enter>");
    assert_eq!(
        tags(&desk, "Fixed today") + &tags(&desk, "A card"),
        "fastci"
    );
    desk.keys("u");
    assert_eq!(tags(&desk, "A card"), "ci city");
    desk.keys("sfast<enter>");
    assert!(
        desk.text().contains("layer #fast: 1 note"),
        "{}",
        desk.text()
    );
    desk.keys("<esc>:show-tags<enter>");
    assert!(!desk.text().contains("#city"), "{}", desk.text());
}

#[test]
fn links_to_notes_that_are_gone_are_taken_away_and_come_back() {
    let mut desk = desk(120);
    desk.keys("Lasd<esc>");
    assert_eq!(linked_to(&desk, "Fixed today").len(), 3);
    desk.keys(":tidy-links<enter>");
    assert_eq!(desk.notice(), "no note is linked to one that is gone");
    desk.keys("1ggdd2gg");
    assert_eq!(linked_to(&desk, "Fixed today"), ["Mechanics"]);
    desk.keys(":tidy-links<enter>");
    let told = "2 links to what is gone taken away · u takes that back";
    assert_eq!(desk.notice(), told);
    let links = |desk: &Desk| {
        desk.board()
            .canvas()
            .note(&note(desk, "Fixed today"))
            .unwrap()
            .links
            .len()
    };
    assert_eq!(links(&desk), 0);
    desk.keys("uuu");
    assert_eq!(linked_to(&desk, "Fixed today").len(), 3);
}

#[test]
fn the_small_map_shows_links_and_layers_too() {
    let mut desk = Desk::example("food-plant-monitoring", 160, 45);
    desk.keys("2").resize(60, 50);
    assert!(desk.text().contains("│→Small"), "{}", desk.text());
    // Where a block has no room for its notes, its label says that one of them is linked.
    desk.resize(40, 12);
    assert!(desk.text().contains("1 CS 5→"), "{}", desk.text());
    desk.resize(60, 50).keys("s<enter>");
    assert!(desk.text().contains("1 CS 1/5"), "{}", desk.text());
    let (buffer, text) = (desk.buffer(), desk.text());
    // Below the header, which names the layer.
    let style = |wanted: &str| {
        let mut rows = text.lines().enumerate().skip(1);
        let found = rows.find_map(|(y, row)| Some((y, row.split_once(wanted)?.0.chars().count())));
        let (y, x) = found.unwrap();
        buffer[(x as u16, y as u16)].style()
    };
    assert_ne!(style("Small"), style("Chemical"));
    assert_eq!(style("Chemical"), style("We advise"));
}

#[test]
fn a_tag_gets_a_colour_that_its_notes_show() {
    let mut desk = desk(120);
    desk.keys(":tag-color<enter>");
    assert!(
        desk.notice().contains("no note has a tag yet"),
        "{}",
        desk.notice()
    );
    desk.keys("#city, new<enter>");
    let bar = |desk: &Desk| {
        let board = desk.board();
        board.canvas().shown_color(board.focused_note().unwrap())
    };
    assert_eq!(bar(&desk), None);
    // From the list of tags: its key, the tag, the colour's letter.
    desk.keys("#=<enter>b");
    assert_eq!(desk.notice(), "#city is blue now");
    assert_eq!(bar(&desk), Some(NoteColor::Blue));
    assert!(
        desk.text().contains("Fixed today ●#city"),
        "{}",
        desk.text()
    );
    // Where tags are not shown in full, the shape and the first letter are.
    desk.keys(":show-tags<enter>");
    assert!(desk.text().contains("●c"), "{}", desk.text());
    assert!(!desk.text().contains("#city"));
    // The note's own colour goes before that of a tag.
    desk.keys("cr");
    assert_eq!(bar(&desk), Some(NoteColor::Red));
    desk.keys("u#");
    assert!(desk.text().contains("given 1 ● blue"), "{}", desk.text());
    // A tag that is typed is no command.
    desk.keys("colour<enter>");
    let tags = &desk.board().focused_note().unwrap().tags;
    assert!(tags.contains("colour"), "{tags:?}");
    desk.keys("uu");
    assert_eq!(bar(&desk), None);
    assert_eq!(desk.board().canvas().tags(), None);
}

#[test]
fn what_is_exported_is_the_layer_that_is_shown() {
    let mut desk = desk(120);
    let exported = |desk: &Desk| {
        desk.effects.iter().rev().find_map(|effect| match effect {
            Effect::Export(export) => Some(export.canvas.len()),
            Effect::WriteNew(_, part) => Some(part.len()),
            _ => None,
        })
    };
    desk.keys(":export all.csv<enter>");
    assert_eq!(exported(&desk), Some(5));
    desk.keys("#city<enter>s<down><down><enter>");
    assert!(desk.board().lens.layer().is_some());
    desk.keys(":export city.csv<enter>");
    assert_eq!(exported(&desk), Some(1));
    desk.keys("<esc>:narrow x<enter>");
    assert!(
        desk.notice().contains("no layer is shown"),
        "{}",
        desk.notice()
    );
    desk.keys("s<down><down><enter>:narrow<enter>");
    assert!(desk.text().contains("city.canvas.json"), "{}", desk.text());
    // Nothing happens without a name.
    desk.keys("<ctrl-u><enter>");
    assert!(desk.text().contains("NARROW"), "{}", desk.text());
    desk.keys("mine<enter>");
    let wrote = |effect: &Effect| matches!(effect, Effect::WriteNew(name, _) if name == "mine");
    assert!(desk.effects.iter().any(wrote));
}
