//! What holds for every format that goes out and comes in again, and what tests of formats have in common.

mod any;
mod compare;

pub(super) use any::any_canvas;
pub(super) use compare::differences;

use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Kinds, Left, Look, Source, Target, Written, read, write};
use crate::format::kind::{built_in, built_in_kind};
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;

/// A kind that the program brings along.
pub(super) fn kind(id: &str) -> Kind {
    let mut all = KINDS.all();
    all.find(|kind| kind.id().as_str() == id).unwrap().clone()
}

/// All kinds that the program brings along, as an import sees them.
pub(super) fn kinds() -> Kinds {
    KINDS.clone()
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let mut all = built_in().map(|(id, _)| built_in_kind(id).unwrap());
    Kinds::new(all.next().unwrap(), all.collect())
});

/// What a canvas lost on its way out and in beyond what the export told, in words; with the export.
pub(super) fn lost_on_the_way(
    canvas: &Canvas,
    target: Target,
    source: Source,
) -> (Vec<String>, Written) {
    let kind = kind(&canvas.kind);
    let written = write(canvas, &kind, target, Look::default()).unwrap();
    let import = read(&written.bytes, source, &KINDS).unwrap();
    let lost = differences(canvas, &import.canvas, &kind, &written.left);
    (lost, written)
}

#[test]
fn canvases_come_back_from_plain_text_but_for_what_was_told() {
    for canvas in [
        include_str!("../../canvases/aws-iaas.canvas.json"),
        include_str!("../../canvases/it-organisation.canvas.json"),
        include_str!("../../canvases/lean-meal-kit.canvas.json"),
    ] {
        let canvas = crate::format::read(canvas.as_bytes()).unwrap().canvas;
        let (lost, written) = lost_on_the_way(&canvas, Target::Text, Source::Text);
        assert_eq!(lost, Vec::<String>::new());
        assert!(!written.left.is_empty());
    }
}

proptest! {
    #[test]
    fn a_canvas_comes_back_whole_from_markdown(canvas in any_canvas()) {
        let (lost, written) = lost_on_the_way(&canvas, Target::Markdown, Source::Markdown);
        prop_assert_eq!(lost, Vec::<String>::new());
        prop_assert!(written.left.is_empty());
    }

    #[test]
    fn a_canvas_differs_from_itself_in_nothing_and_from_another_in_something(
        canvas in any_canvas(), mut other in any_canvas()
    ) {
        let kind = kind(&canvas.kind);
        let all_there = Left::default();
        prop_assert_eq!(differences(&canvas, &canvas, &kind, &all_there), Vec::<String>::new());
        other.kind.push('2');
        prop_assert!(!differences(&canvas, &other, &kind, &all_there).is_empty());
    }
}
