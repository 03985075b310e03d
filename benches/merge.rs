//! What merging costs, as each save does it under the lock where somebody else has written, and what telling differences does.

#![allow(clippy::indexing_slicing)]

use bmcanvas::format::kind::built_in_kind;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::changes::Changes;
use bmcanvas::model::id::NoteId;
use bmcanvas::model::merge::merge;
use bmcanvas::model::note::{Note, Place};
use bmcanvas::review::{Names, Report, json, markdown, text};
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

const BLOCKS: [&str; 3] = ["channels", "key_partners", "cost_structure"];

fn canvas(notes: u64) -> Canvas {
    let mut canvas = Canvas::new("business-model");
    canvas.extend((0..notes).map(|at| {
        let place = Place {
            block: BLOCKS[(at % 3) as usize].into(),
            rank: format!("V{at:06}").as_str().into(),
        };
        let note = Note::new(place, format!("note {at}\nwith a second line"));
        (
            NoteId::from_bits(at.wrapping_mul(0x9e37_79b9_7f4a_7c15)),
            note,
        )
    }));
    canvas
}

/// A side that changed every `step`th note, from the `first` on.
fn edited(base: &Canvas, first: usize, step: usize) -> Canvas {
    let mut side = base.clone();
    for (id, _) in base.notes().skip(first).step_by(step) {
        side.change(id, |note| note.text.push_str(" and more"));
    }
    side
}

/// A quarter of the notes changed on each side, no note on both.
#[divan::bench(args = [60, 1_000, 20_000])]
fn a_quarter_on_each_side(bencher: Bencher<'_, '_>, notes: u64) {
    let base = canvas(notes);
    let (ours, theirs) = (edited(&base, 0, 4), edited(&base, 1, 4));
    bencher.bench(|| black_box(merge(Some(&base), &ours, &theirs)));
}

/// One note changed on each side, the common case.
#[divan::bench(args = [60, 1_000, 20_000])]
fn a_note_on_each_side(bencher: Bencher<'_, '_>, notes: u64) {
    let base = canvas(notes);
    let (ours, theirs) = (edited(&base, 0, usize::MAX), edited(&base, 1, usize::MAX));
    bencher.bench(|| black_box(merge(Some(&base), &ours, &theirs)));
}

/// What differs, as the board says it in a line.
#[divan::bench(args = [60, 1_000, 20_000])]
fn what_differs(bencher: Bencher<'_, '_>, notes: u64) {
    let base = canvas(notes);
    let side = edited(&base, 0, 4);
    bencher.bench(|| black_box(Changes::between(&base, &side)));
}

/// All that `diff` prints in one form, a quarter of the notes edited.
fn told(bencher: Bencher<'_, '_>, notes: u64, form: fn(&Report<'_>) -> String) {
    let base = canvas(notes);
    let side = edited(&base, 0, 4);
    let kind = built_in_kind("business-model");
    let names = Names {
        from: "before",
        to: "after",
    };
    bencher.bench(|| {
        let report = Report::between(names, &base, &side, kind.as_ref());
        black_box(form(&report))
    });
}

/// The difference as text.
#[divan::bench(args = [60, 1_000, 20_000])]
fn told_as_text(bencher: Bencher<'_, '_>, notes: u64) {
    told(bencher, notes, |report| text::plain(&text::lines(report)));
}

/// The difference as Markdown.
#[divan::bench(args = [60, 1_000, 20_000])]
fn told_as_markdown(bencher: Bencher<'_, '_>, notes: u64) {
    told(bencher, notes, markdown::write);
}

/// The difference as JSON.
#[divan::bench(args = [60, 1_000, 20_000])]
fn told_as_json(bencher: Bencher<'_, '_>, notes: u64) {
    told(bencher, notes, json::write);
}
