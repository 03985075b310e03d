//! The poster as it is drawn: header, blocks with their stickies, what lies off the grid, and whose layout it is.

use super::arrange::{Arranged, Seat, Slots};
use super::prose::Setter;
use super::scene::{Color, Frame, Mark, Page, Point};
use super::slot::Measures;
use super::stack::{self, Drawn, Least};
use super::sticky::color;
use crate::exchange::look::PaperSize;
use crate::exchange::poster::{Poster, Shade};
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;

/// What a poster that grows is larger by with each step.
const GROWTH: f32 = 1.1;
/// The most steps: to some twenty-five times its width.
const MOST_STEPS: usize = 34;

/// What happens to notes for which there is no room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounds {
    /// The poster gets larger, and keeps its shape.
    Growing,
    /// They are counted in their block.
    Paper(PaperSize),
}

impl Bounds {
    /// The least letters: as large on every paper.
    const fn least(self) -> Least {
        match self {
            Self::Growing | Self::Paper(PaperSize::A4) => Least::USUAL,
            Self::Paper(PaperSize::A3) => Least::ON_A3,
        }
    }
}

/// A poster that was laid out.
#[derive(Debug)]
pub(super) struct Wall {
    /// What is drawn.
    pub page: Page,
    /// Where the blocks are.
    pub blocks: Vec<(BlockId, Frame)>,
    /// Where the stickies are.
    pub stickies: Vec<(NoteId, Frame)>,
    /// The notes that are not there.
    pub hidden: Vec<NoteId>,
    /// The notes of which a part is not there.
    pub cut: Vec<NoteId>,
    /// The fields of the header of which a part is not there.
    pub cut_fields: Vec<HeaderField>,
}

/// Lays the poster out.
pub(super) fn wall(
    poster: &Poster<'_>,
    kind: &Kind,
    shade: Shade,
    bounds: Bounds,
    setter: &Setter,
) -> Wall {
    let least = bounds.least();
    let slots = Slots::of(poster, kind, (shade, least), setter);
    let usual = slots.arrange(1.0);
    let arranged = match bounds {
        Bounds::Paper(_) => usual,
        Bounds::Growing if usual.has_room => usual,
        Bounds::Growing => slots.arrange(scale(&slots)),
    };
    hang(&arranged, (shade, least), setter)
}

/// The first step that has room for everything, or the last one.
fn scale(slots: &Slots<'_>) -> f32 {
    let steps = std::iter::successors(Some(GROWTH), |scale| Some(scale * GROWTH));
    let steps: Vec<f32> = steps.take(MOST_STEPS).collect();
    let first = steps.partition_point(|scale| !slots.has_room(*scale));
    let step = steps.get(first).or(steps.last());
    step.copied().unwrap_or(GROWTH)
}

/// Draws it. Letters are as large in all blocks, but for those that need smaller ones.
fn hang(arranged: &Arranged<'_>, (shade, least): (Shade, Least), setter: &Setter) -> Wall {
    let Arranged {
        size,
        head,
        top,
        bottom,
        seats,
        has_room: _,
    } = arranged;
    let mut marks = Vec::new();
    let cut_fields = head.draw(*top, *bottom, &mut marks);
    let mut wall = Wall {
        page: Page {
            width: size.0,
            height: size.1,
            ground: color(shade.page().ground),
            marks,
        },
        blocks: Vec::new(),
        stickies: Vec::new(),
        hidden: Vec::new(),
        cut: Vec::new(),
        cut_fields,
    };
    let greatest = common_size(seats, least, setter);
    for Seat { slot, frame } in seats {
        let measures = Measures {
            frame: *frame,
            greatest,
        };
        let Drawn {
            stickies,
            hidden,
            cut,
        } = slot.draw(setter, measures, &mut wall.page.marks);
        wall.blocks.push((slot.id.clone(), *frame));
        wall.stickies.extend(stickies);
        wall.hidden.extend(hidden);
        wall.cut.extend(cut);
    }
    let edge = color(shade.page().edge);
    for seat in seats {
        border(seat.frame, edge, &mut wall.page.marks);
    }
    wall
}

/// The size of letters that two thirds of the blocks have room for.
fn common_size(seats: &[Seat<'_>], least: Least, setter: &Setter) -> f32 {
    let own = |seat: &Seat<'_>| seat.slot.greatest(setter, seat.frame);
    let filled = seats.iter().filter(|seat| !seat.slot.notes.is_empty());
    let mut sizes: Vec<f32> = filled
        .map(|seat| own(seat).unwrap_or(least.size()))
        .collect();
    sizes.sort_by(f32::total_cmp);
    let common = sizes.get(sizes.len() / 3).copied();
    common.unwrap_or(stack::GREATEST)
}

/// The four lines around a block; neighbours draw the same ones.
fn border(frame: Frame, edge: Color, marks: &mut Vec<Mark>) {
    const LINE: f32 = 1.1;
    let corner = |x, y| Point { x, y };
    let corners = [
        corner(frame.x, frame.y),
        corner(frame.right(), frame.y),
        corner(frame.right(), frame.bottom()),
        corner(frame.x, frame.bottom()),
        corner(frame.x, frame.y),
    ];
    for pair in corners.windows(2) {
        if let [from, to] = pair {
            marks.push(Mark::Rule(*from, *to, LINE, edge));
        }
    }
}
