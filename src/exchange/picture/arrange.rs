//! Where everything on a poster stands.

use super::grid::{self, Need};
use super::head::Head;
use super::prose::Setter;
use super::scene::{Frame, count};
use super::slot::Slot;
use super::stack::{self, Least};
use crate::exchange::poster::{Panel, Poster, Shade};
use crate::model::kind::{Area, Kind};

/// The size of the poster, unless it grows: A3, in points.
pub(super) const WIDTH: f32 = 1190.55;
/// Its height.
pub(super) const HEIGHT: f32 = 841.89;
/// The room around everything.
const MARGIN: f32 = 38.0;
/// The least width of a block; for kinds with narrower ones the whole poster gets wider.
const LEAST_BLOCK: f32 = 88.0;
/// The part of a page that may be taken by what lies off the grid.
const MOST_BESIDE: f32 = 0.3;
/// The size of letters off the grid, where there is room for that.
const BESIDE_SIZE: f32 = 10.5;
/// The room between grid and what lies off it.
const BESIDE_GAP: f32 = 10.0;
/// So many blocks off the grid stand side by side.
const SIDE_BY_SIDE: usize = 3;

/// Sizes of letters for which the rows of the grid are stretched, `None` for the least, each with what every row keeps of
/// its own height: the poster is known by its shape, so that it changes only little for letters that could do with less.
const SIZES: [(Option<f32>, f32); 9] = [
    (Some(stack::GREATEST), 0.85),
    (Some(13.0), 0.8),
    (Some(12.0), 0.75),
    (Some(11.0), 0.7),
    (Some(10.0), 0.6),
    (Some(9.0), 0.5),
    (Some(7.5), 0.45),
    (None, 0.4),
    (None, 0.2),
];

/// What is to be arranged.
pub(super) struct Slots<'a> {
    poster: &'a Poster<'a>,
    kind: &'a Kind,
    shade: Shade,
    least: Least,
    setter: &'a Setter,
    blocks: Vec<(Slot<'a>, Area)>,
    beside: Vec<Slot<'a>>,
}

/// A poster with everything at its place.
pub(super) struct Arranged<'a> {
    /// Its width and height.
    pub size: (f32, f32),
    /// Its header.
    pub head: Head,
    /// Where that stands.
    pub top: (f32, f32),
    /// Where the blocks end.
    pub bottom: f32,
    /// The blocks.
    pub seats: Vec<Seat<'a>>,
    /// Whether there is room for everything.
    pub has_room: bool,
}

/// A block at its place.
#[derive(Clone, Copy)]
pub(super) struct Seat<'a> {
    /// The block.
    pub slot: &'a Slot<'a>,
    /// Where it is.
    pub frame: Frame,
}

/// A poster before the blocks of the grid are at their places.
struct Sheet<'a> {
    size: (f32, f32),
    head: Head,
    /// The room for the grid.
    grid: Frame,
    beside: Part<'a>,
    bottom: f32,
}

/// Blocks at their places, and how high they are together.
struct Part<'a> {
    seats: Vec<Seat<'a>>,
    height: f32,
    has_room: bool,
}

impl<'a> Slots<'a> {
    /// The blocks of the poster.
    pub(super) fn of(
        poster: &'a Poster<'a>,
        kind: &'a Kind,
        look: (Shade, Least),
        setter: &'a Setter,
    ) -> Self {
        let (shade, least) = look;
        let slot = |panel: &'a Panel<'a>| Slot::of(panel, setter, look);
        let block = |panel: &'a Panel<'a>| Some((slot(panel), panel.block?.area));
        Self {
            poster,
            kind,
            shade,
            least,
            setter,
            blocks: poster.blocks.iter().filter_map(block).collect(),
            beside: poster.beside.iter().map(slot).collect(),
        }
    }

    /// The width of a poster on which the narrowest block is no too narrow for words.
    fn width(&self) -> f32 {
        let columns = grid::even(&self.kind.grid().columns, 1.0);
        let widths = self
            .blocks
            .iter()
            .map(|(_, area)| grid::frame(*area, &columns, &[], (0.0, 0.0)).width);
        let narrowest = widths.fold(1.0, f32::min);
        (LEAST_BLOCK / narrowest + 2.0 * MARGIN).max(WIDTH)
    }

    /// A poster so much larger, with what lies off the grid at its place.
    fn sheet(&'a self, scale: f32) -> Sheet<'a> {
        let width = self.width() * scale;
        let height = width * HEIGHT / WIDTH;
        let room = width - 2.0 * MARGIN;
        let head = Head::of(self.poster, self.setter, self.shade, room);
        let top = MARGIN + head.height();
        let bottom = height - MARGIN - head.foot_height();
        let beside = self.arrange_beside(room, (bottom - top) * MOST_BESIDE);
        Sheet {
            size: (width, height),
            grid: Frame::new(MARGIN, top, room, bottom - top - beside.height),
            head,
            beside,
            bottom,
        }
    }

    /// Whether a poster so much larger has room for everything.
    pub(super) fn has_room(&self, scale: f32) -> bool {
        let Sheet { grid, beside, .. } = self.sheet(scale);
        beside.has_room && self.least_rows(grid).1.is_some()
    }

    /// Everything at its place, on a poster so much larger.
    pub(super) fn arrange(&'a self, scale: f32) -> Arranged<'a> {
        let Sheet {
            size,
            grid,
            head,
            beside,
            bottom,
        } = self.sheet(scale);
        let blocks = self.arrange_blocks(grid);
        let below = beside.seats.iter().map(|seat| Seat {
            frame: seat.frame.moved(MARGIN, bottom - beside.height),
            ..*seat
        });
        Arranged {
            size,
            head,
            top: (MARGIN, MARGIN),
            bottom,
            seats: blocks.seats.iter().copied().chain(below).collect(),
            has_room: blocks.has_room && beside.has_room,
        }
    }

    /// What the blocks need with letters of this size, `None` for the least ones there are.
    fn needs(&self, room: Frame, size: Option<f32>) -> Vec<Need> {
        let grid = self.kind.grid();
        let columns = grid::even(&grid.columns, room.width);
        let need = |(slot, area): &(Slot<'a>, Area)| {
            let width = grid::frame(*area, &columns, &[], (room.x, room.y)).width;
            Need {
                area: *area,
                height: slot.least_height(self.setter, width, size, room.height),
            }
        };
        self.blocks.iter().map(need).collect()
    }

    /// What they need at the least, and the rows for that, where there is room for it.
    fn least_rows(&self, room: Frame) -> (Vec<Need>, Option<Vec<f32>>) {
        let least = self.needs(room, None);
        let [.., (_, kept)] = SIZES;
        let rows = grid::fitted(self.kind.grid(), room.height, kept, &least);
        (least, rows)
    }

    /// The blocks of the grid.
    fn arrange_blocks(&'a self, room: Frame) -> Part<'a> {
        let grid = self.kind.grid();
        let columns = grid::even(&grid.columns, room.width);
        let even = grid::even(&grid.rows, room.height);
        let origin = (room.x, room.y);
        let (least, fitted) = self.least_rows(room);
        // Smaller letters stand in more columns, in which a long word may take more height than in larger ones.
        let both = |size: Option<f32>| -> Vec<Need> {
            let needs = self.needs(room, size).into_iter().zip(&least);
            let higher = |(need, least): (Need, &Need)| Need {
                height: need.height.max(least.height),
                ..need
            };
            needs.map(higher).collect()
        };
        let fit = |(size, kept)| grid::fitted(grid, room.height, kept, &both(size));
        let may_be = |(size, _): &(Option<f32>, f32)| size.is_none_or(|it| it > self.least.size());
        let mut sizes = SIZES.into_iter().filter(may_be);
        let fitted = fitted.map(|rows| sizes.find_map(fit).unwrap_or(rows));
        let has_room = fitted.is_some();
        let rows = fitted.unwrap_or(even);
        let seat = |(slot, area): &'a (Slot<'a>, Area)| Seat {
            slot,
            frame: grid::frame(*area, &columns, &rows, origin),
        };
        Part {
            seats: self.blocks.iter().map(seat).collect(),
            height: room.height,
            has_room,
        }
    }

    /// What lies off the grid, counted from its own top left corner.
    fn arrange_beside(&'a self, width: f32, most: f32) -> Part<'a> {
        let mut part = Part {
            seats: Vec::new(),
            height: 0.0,
            has_room: true,
        };
        let rows = count(self.beside.len().div_ceil(SIDE_BY_SIDE)).max(1.0);
        let most = most / rows - BESIDE_GAP;
        for slots in self.beside.chunks(SIDE_BY_SIDE) {
            let top = part.height + BESIDE_GAP;
            let row = self.arrange_row(slots, width, most);
            part.has_room &= row.has_room;
            part.height = top + row.height;
            let below = row.seats.into_iter().map(|seat| Seat {
                frame: seat.frame.moved(0.0, top),
                ..seat
            });
            part.seats.extend(below);
        }
        part
    }

    /// Blocks side by side: the more notes, the wider.
    fn arrange_row(&self, slots: &'a [Slot<'a>], width: f32, most: f32) -> Part<'a> {
        let weight = |slot: &Slot<'_>| u16::try_from(slot.notes.len().clamp(3, 12)).unwrap_or(12);
        let weights: Vec<u16> = slots.iter().map(weight).collect();
        let widths = grid::even(&weights, width - BESIDE_GAP * (count(slots.len()) - 1.0));
        let sized = || slots.iter().zip(&widths);
        let heights =
            sized().map(|(slot, width)| slot.height_at(self.setter, *width, BESIDE_SIZE, most));
        let least = sized().map(|(slot, width)| slot.least_height(self.setter, *width, None, most));
        let least = least.fold(0.0, f32::max);
        let height = heights.fold(least, f32::max).min(most);
        let mut x = 0.0;
        let seats = sized().map(|(slot, width)| {
            let frame = Frame::new(x, 0.0, *width, height);
            x += width + BESIDE_GAP;
            Seat { slot, frame }
        });
        Part {
            seats: seats.collect(),
            height,
            has_room: least <= most,
        }
    }
}
