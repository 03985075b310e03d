//! What a key costs: update, scene, cells and bytes, at 200x50 on small and large canvases. `cargo bench`.

#![allow(clippy::indexing_slicing)]

#[path = "../tests/support/mod.rs"]
mod support;

use bmcanvas::app::msg::Msg;
use bmcanvas::app::update::update;
use bmcanvas::format;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::id::NoteId;
use bmcanvas::model::note::{Note, Place};
use bmcanvas::tty::{Chord, Input, Key, Screen};
use bmcanvas::ui::compose::Composer;
use bmcanvas::ui::glyphs::UNICODE;
use bmcanvas::ui::{Pen, scene};
use divan::{Bencher, black_box};
use ratatui::layout::Rect;
use support::Desk;

fn main() {
    divan::main();
}

/// A canvas of this many notes, dealt to the nine blocks in turn.
fn canvas(notes: u64) -> Canvas {
    let blocks = [
        "customer_segments",
        "value_propositions",
        "channels",
        "customer_relationships",
        "revenue_streams",
        "key_resources",
        "key_activities",
        "key_partners",
        "cost_structure",
    ];
    let note = |n: u64| {
        let block = blocks[(n % 9) as usize].into();
        let rank = format!("V{n:05}1").as_str().into();
        Note::new(
            Place { block, rank },
            format!("Note {n:04} pilot churn audit demand"),
        )
    };
    let mut canvas = Canvas::new("business-model");
    canvas.extend((0..notes).map(|n| {
        (
            NoteId::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            note(n),
        )
    }));
    canvas
}

/// The board with the screen that it is painted to.
struct Painted {
    desk: Desk,
    composer: Composer,
    screen: Screen,
    bytes: Vec<u8>,
}

impl Painted {
    fn new(notes: u64) -> Self {
        let area = Rect::new(0, 0, 200, 50);
        let desk = Desk::open(canvas(notes), 200, 50);
        let mut painted = Self {
            desk,
            composer: Composer::new(area),
            screen: Screen::new(area),
            bytes: Vec::new(),
        };
        painted.paint();
        painted
    }

    fn key(&mut self, key: Chord) {
        black_box(update(&mut self.desk.state, Msg::Input(Input::Key(key))));
        self.paint();
    }

    fn paint(&mut self) {
        let pen = Pen {
            theme: &self.desk.theme,
            glyphs: &UNICODE,
        };
        let scene = scene::scene(&self.desk.state, pen);
        let damage = self.composer.compose(&scene);
        self.bytes.clear();
        self.screen.paint(
            self.composer.buffer(),
            &damage,
            scene.cursor,
            &mut self.bytes,
        );
    }
}

#[divan::bench(args = [60, 10_000])]
fn move_to_the_next_note(bencher: Bencher<'_, '_>, notes: u64) {
    let mut painted = Painted::new(notes);
    bencher.bench_local(|| {
        painted.key(Chord::plain(Key::Down));
        painted.key(Chord::plain(Key::Up));
    });
}

#[divan::bench(args = [60, 10_000])]
fn move_to_the_next_block(bencher: Bencher<'_, '_>, notes: u64) {
    let mut painted = Painted::new(notes);
    bencher.bench_local(|| {
        painted.key(Chord::plain(Key::Left));
        painted.key(Chord::plain(Key::Right));
    });
}

#[divan::bench(args = [60, 10_000])]
fn type_a_character(bencher: Bencher<'_, '_>, notes: u64) {
    let mut painted = Painted::new(notes);
    painted.key(Chord::char('o'));
    bencher.bench_local(|| {
        painted.key(Chord::char('x'));
        painted.key(Chord::plain(Key::Backspace));
    });
}

#[divan::bench(args = [60, 10_000])]
fn scene_alone(bencher: Bencher<'_, '_>, notes: u64) {
    let painted = Painted::new(notes);
    let pen = Pen {
        theme: &painted.desk.theme,
        glyphs: &UNICODE,
    };
    bencher.bench_local(|| {
        black_box(scene::scene(&painted.desk.state, pen))
            .panels
            .len()
    });
}

#[divan::bench(args = [60, 10_000])]
fn read_a_file(bencher: Bencher<'_, '_>, notes: u64) {
    let text = format::write(&canvas(notes));
    bencher.bench_local(|| format::read(black_box(text.as_bytes())).map(|read| read.canvas.len()));
}

#[divan::bench(args = [60, 10_000])]
fn write_a_file(bencher: Bencher<'_, '_>, notes: u64) {
    let canvas = canvas(notes);
    bencher.bench_local(|| format::write(black_box(&canvas)).len());
}
