//! Twice as much takes twice as long: where each of many things looks at all others, these tests take minutes.

use std::time::{Duration, Instant};

use bmcanvas::exchange::{Look, Source, Target, read, write};
use bmcanvas::format::kind::built_in_kind;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::note::Note;

use crate::markdown::kinds;

const MANY: usize = 20_000;
/// What a busy machine needs a small part of.
const BOUND: Duration = Duration::from_mins(1);

fn imported(text: &str, source: Source) -> Canvas {
    let start = Instant::now();
    let import = read(text.as_bytes(), source, &kinds()).unwrap();
    let took = start.elapsed();
    let begins: String = text.chars().take(40).collect();
    assert!(took < BOUND, "{begins:?}: {took:?}");
    import.canvas
}

#[test]
fn fields_of_one_name_are_kept_in_a_moment() {
    let text = format!(
        "{{\"channels\": [\"App\"]{}}}",
        ", \"mood\": 1".repeat(MANY)
    );
    assert_eq!(imported(&text, Source::Json).extra.len(), MANY);
    let text = format!("{{\"odd\": {{\"a\": 0{}}}}}", ", \"a\": 1".repeat(MANY));
    assert_eq!(imported(&text, Source::Json).extra.len(), 1);
}

#[test]
fn long_paragraphs_and_cells_are_read_in_a_moment() {
    let text = format!("## Channels\n\n{}App\n", "*How?*\n".repeat(MANY));
    assert_eq!(imported(&text, Source::Markdown).len(), 1);
    let text = format!(
        "<table><tr><td>Channels<br>{}</td></tr></table>\n",
        "App<br>".repeat(MANY)
    );
    assert_eq!(imported(&text, Source::Markdown).len(), MANY);
}

#[test]
fn notes_of_one_text_get_ids_in_a_moment() {
    let mut canvas = Canvas::new("business-model");
    let places = canvas.places_at(&"channels".into(), 0, MANY, || 0);
    let ids = 0..MANY;
    let notes = ids
        .zip(places)
        .map(|(id, place)| (format!("{id}").as_str().into(), Note::new(place, "App")));
    canvas.extend(notes.collect::<Vec<_>>());
    let kind = built_in_kind(&canvas.kind).unwrap();
    let start = Instant::now();
    let written = write(&canvas, &kind, Target::Bmml, Look::default()).unwrap();
    let took = start.elapsed();
    assert!(took < BOUND, "{took:?}");
    let text = String::from_utf8(written.bytes).unwrap();
    assert!(text.contains(&format!("id: ch-app-{MANY}\n")));
}
