//! What a picture of a canvas costs, from a canvas in memory to the bytes of the file.

#![allow(clippy::unwrap_used)]

use bmcanvas::exchange::look::{Drawing, Look, Pages};
use bmcanvas::exchange::picture::draw;
use bmcanvas::format;
use bmcanvas::format::kind::built_in_kind;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::kind::Kind;
use bmcanvas::model::note::{Note, Place};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn example() -> (Canvas, Kind) {
    let canvas = include_str!("../canvases/aws-iaas.canvas.json");
    let canvas = format::read(canvas.as_bytes()).unwrap().canvas;
    let kind = built_in_kind(&canvas.kind).unwrap();
    (canvas, kind)
}

#[divan::bench(args = [Drawing::Svg, Drawing::Png, Drawing::Pdf])]
fn poster(bencher: Bencher<'_, '_>, drawing: Drawing) {
    let (canvas, kind) = example();
    bencher.bench(|| draw(black_box(&canvas), &kind, drawing, Look::default()));
}

#[divan::bench]
fn pdf_with_details(bencher: Bencher<'_, '_>) {
    let (canvas, kind) = example();
    let look = Look {
        pages: Pages::Details,
        ..Look::default()
    };
    bencher.bench(|| draw(black_box(&canvas), &kind, Drawing::Pdf, look));
}

/// Notes that do not fit on the usual poster, so that it grows.
#[divan::bench(args = [60, 600])]
fn svg_of_long_notes(bencher: Bencher<'_, '_>, count: usize) {
    let (mut canvas, kind) = example();
    let blocks: Vec<_> = kind.blocks().map(|block| block.id.clone()).collect();
    canvas.extend(blocks.iter().cycle().take(count).enumerate().map(|(at, block)| {
        let place = Place {
            block: block.clone(),
            rank: format!("V{at:05}1").as_str().into(),
        };
        let text = format!("Note {at}: small shops pay for a shared inventory, as looking for parts costs them hours");
        (format!("long{at}").as_str().into(), Note::new(place, text))
    }));
    bencher.bench(|| draw(black_box(&canvas), &kind, Drawing::Svg, Look::default()));
}
