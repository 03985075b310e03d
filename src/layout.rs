//! Where things stand on a screen of any size. Pure geometry: knows sizes and kinds, no texts and no styles.
//!
//! The keys that go left, right, up and down ask the same rectangles that are drawn, so they cannot disagree.

pub mod column;
pub mod neighbour;
pub mod tracks;

use ratatui::layout::{Rect, Size};

use crate::model::id::BlockId;
use crate::model::kind::Kind;

/// The least text a block of the full grid gets, in columns and rows; below it one block is shown large.
const LEAST_TEXT: (u16, u16) = (13, 3);
/// The least columns by which a note on the small map is known.
const LEAST_MAP_TEXT: u16 = 9;
/// The height of the tray below the grid while it has the focus, borders included.
const TRAY_ROWS: u16 = 7;
/// The least width of a block in the open tray, borders included; of more blocks than fit, some are shown.
const LEAST_TRAY: u16 = 18;
/// The width from which a zoomed block has its questions beside it.
const SIDE_FROM: u16 = 72;
/// The width below which the questions beside a zoomed block get half of it: with less they would need more rows.
const SIDE_HALF_BELOW: u16 = 100;
/// The rows from which a zoomed block has its questions below it, where it is too narrow to have them beside it.
const BELOW_FROM: u16 = 20;

/// How the board is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The poster.
    #[default]
    Grid,
    /// One column in fill order.
    List,
}

/// What the arrangement depends on, besides the size.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The kind of canvas.
    pub kind: &'a Kind,
    /// The block that has the focus.
    pub focus: &'a BlockId,
    /// Blocks off the grid that hold notes or the focus: parking, and what the kind does not know.
    pub trays: &'a [BlockId],
    /// Grid or list.
    pub view: View,
    /// Whether the focused block is zoomed.
    pub zoom: Zoom,
}

/// Whether one block fills the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Zoom {
    /// All blocks are shown.
    #[default]
    Out,
    /// The focused block fills the screen, its guiding questions beside or below it.
    In,
}

/// A block on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which block.
    pub block: BlockId,
    /// Its rectangle, borders included; neighbours share their border lines.
    pub outer: Rect,
}

impl Cell {
    /// The room for notes.
    pub fn inner(&self) -> Rect {
        inner(self.outer)
    }

    /// How many notes of its block the cell has readable rows for on the small map: below the block's name.
    pub fn notes_on_map(&self, lines: MapLines) -> u16 {
        let room = self.inner();
        match lines {
            MapLines::Bordered if room.width >= LEAST_MAP_TEXT => room.height.saturating_sub(1),
            MapLines::Bordered | MapLines::Bare => 0,
        }
    }

    /// The part of the top border that the title may use.
    pub fn title(&self) -> Rect {
        let width = self.outer.width.saturating_sub(2);
        Rect::new(
            self.outer.x.saturating_add(1),
            self.outer.y,
            width,
            self.outer.height.min(1),
        )
    }
}

/// A sheet over the board: what is read on it stands above what is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its rectangle, borders included.
    pub outer: Rect,
    /// The room within.
    pub room: Rect,
}

impl Sheet {
    /// The columns that a text to be read has.
    pub fn text_width(self) -> u16 {
        self.room.width.saturating_sub(2).max(1)
    }

    /// The columns that the text being typed has, beside its prompt and the cursor.
    pub fn typing_width(self) -> u16 {
        self.room.width.saturating_sub(3).max(1)
    }
}

/// The place of a sheet on a screen of this size: no wider than is good to read, and with some of the board in sight.
pub fn sheet(size: Size) -> Sheet {
    const WIDE: u16 = 76;
    const HIGH: u16 = 32;
    // The footer's row stays free, and the header's where there is room.
    let free = size.height.saturating_sub(1);
    let width = size.width.min(WIDE);
    let height = free.saturating_sub(4).min(HIGH).max(free.min(12));
    let x = (size.width - width) / 2;
    let outer = Rect::new(x, (free - height) / 2, width, height);
    Sheet {
        outer,
        room: inner(outer),
    }
}

/// The rectangle within a border.
pub fn inner(outer: Rect) -> Rect {
    let (width, height) = (
        outer.width.saturating_sub(2),
        outer.height.saturating_sub(2),
    );
    if width == 0 || height == 0 {
        return Rect::new(outer.x, outer.y, 0, 0);
    }
    Rect::new(outer.x + 1, outer.y + 1, width, height)
}

/// The places of everything on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrangement {
    /// The line at the top.
    pub header: Rect,
    /// What lies between header and footer.
    pub body: Body,
    /// The line at the bottom.
    pub footer: Rect,
}

/// The places of the blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// Every block at its place on the poster.
    Grid {
        /// The blocks of the kind.
        cells: Vec<Cell>,
        /// What lies off the grid.
        tray: Tray,
    },
    /// One block large, below a small map of all.
    Focus {
        /// The map's blocks.
        map: Vec<Cell>,
        /// Whether there was room for lines between them.
        lines: MapLines,
        /// The focused block.
        block: Cell,
    },
    /// One column in fill order.
    List(Rect),
    /// The focused block and, where there is room, a place beside or below it for its guiding questions.
    Zoom(Cell, Option<Rect>),
}

/// How the small map is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapLines {
    /// With border lines between the blocks.
    Bordered,
    /// Without, for screens of few rows.
    Bare,
}

/// What lies off the grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tray {
    /// Nothing.
    None,
    /// One line that says what is there.
    Strip(Rect),
    /// Open, since it has the focus: the blocks beside the focused one, as many as there is room for.
    Open(Vec<Cell>),
}

/// Arranges the board on a screen.
pub fn arrange(size: Size, wanted: Wanted<'_>) -> Arrangement {
    let bare = bare(size);
    Arrangement {
        header: bare.header,
        body: arrange_body(bare.body, wanted),
        footer: bare.footer,
    }
}

/// A screen's parts from top to bottom.
struct Bare {
    header: Rect,
    body: Rect,
    footer: Rect,
}

fn bare(size: Size) -> Bare {
    let header = Rect::new(0, 0, size.width, size.height.min(1));
    let footer_rows = size.height.saturating_sub(1).min(1);
    let rows = size.height - header.height - footer_rows;
    Bare {
        header,
        body: Rect::new(0, header.height, size.width, rows),
        footer: Rect::new(0, size.height - footer_rows, size.width, footer_rows),
    }
}

/// Arranges the guided walk on a screen: a card for the question above the block that it is about.
pub fn arrange_walk(size: Size, focus: &BlockId) -> Arrangement {
    let plain = bare(size);
    let body = plain.body;
    let rows = match body.height {
        0..3 => 0,
        3..8 => 1,
        8..12 => 4,
        12..20 => 7,
        20..30 => 9,
        30.. => 14,
    };
    let card = Rect {
        height: rows,
        ..body
    };
    let outer = Rect {
        y: card.bottom(),
        height: body.height - rows,
        ..body
    };
    let block = Cell {
        block: focus.clone(),
        outer,
    };
    Arrangement {
        header: plain.header,
        body: Body::Zoom(block, (rows > 0).then_some(card)),
        footer: plain.footer,
    }
}

/// The halves of a screen for two boards side by side, with a column between them. The right one is never the wider.
pub fn halves(size: Size) -> (Rect, Rect) {
    let right = size.width.saturating_sub(1) / 2;
    let left = size.width.saturating_sub(1) - right;
    (
        Rect::new(0, 0, left, size.height),
        Rect::new(size.width - right, 0, right, size.height),
    )
}

/// Whether a board of this size shows every block of the kind with room for text.
pub fn has_full_grid(kind: &Kind, size: Size) -> bool {
    let focus = BlockId::parking();
    let wanted = Wanted {
        kind,
        focus: &focus,
        trays: &[],
        view: View::Grid,
        zoom: Zoom::Out,
    };
    match arrange(size, wanted).body {
        Body::Grid { .. } => true,
        Body::Focus { .. } | Body::List(_) | Body::Zoom(..) => false,
    }
}

fn arrange_body(area: Rect, wanted: Wanted<'_>) -> Body {
    match (wanted.zoom, wanted.view) {
        (Zoom::In, View::Grid | View::List) => zoomed(area, wanted.focus),
        (Zoom::Out, View::List) => Body::List(area),
        (Zoom::Out, View::Grid) => grid(area, wanted).unwrap_or_else(|| focused(area, wanted)),
    }
}

fn zoomed(area: Rect, focus: &BlockId) -> Body {
    let block = |outer| Cell {
        block: focus.clone(),
        outer,
    };
    let is_wide = area.width >= SIDE_FROM;
    if !is_wide && area.height < BELOW_FROM {
        return Body::Zoom(block(area), None);
    }
    let (left, right) = if is_wide { beside(area) } else { below(area) };
    Body::Zoom(block(left), Some(right))
}

/// A zoomed block's place, and that of its questions at the right of it.
fn beside(area: Rect) -> (Rect, Rect) {
    let side = if area.width < SIDE_HALF_BELOW {
        area.width / 2
    } else {
        (area.width * 2 / 5).min(60)
    };
    let left = Rect {
        width: area.width - side,
        ..area
    };
    let right = Rect {
        x: left.right(),
        width: side,
        ..area
    };
    (left, right)
}

/// A zoomed block's place, and that of its questions below it.
fn below(area: Rect) -> (Rect, Rect) {
    let upper = Rect {
        height: area.height - area.height / 2,
        ..area
    };
    let lower = Rect {
        y: upper.bottom(),
        height: area.height / 2,
        ..area
    };
    (upper, lower)
}

/// The full grid, where every block gets enough room for text.
fn grid(area: Rect, wanted: Wanted<'_>) -> Option<Body> {
    let in_tray = wanted.trays.contains(wanted.focus);
    let tray_rows = match wanted.trays {
        [] => 0,
        [_, ..] if in_tray => TRAY_ROWS.min(area.height / 3),
        [_, ..] => 1,
    };
    // An open tray shares its top border with the grid's bottom one.
    let shared = u16::from(in_tray);
    let poster = Rect {
        height: (area.height + shared).saturating_sub(tray_rows),
        ..area
    };
    let cells = tracks::cells(wanted.kind, poster);
    let roomy = |cell: &Cell| {
        let inner = cell.inner();
        inner.width > LEAST_TEXT.0 && inner.height >= LEAST_TEXT.1 - shared
    };
    if !cells.iter().all(roomy) {
        return None;
    }
    let below = Rect {
        y: area.bottom() - tray_rows,
        height: tray_rows,
        ..area
    };
    let tray = match wanted.trays {
        [] => Tray::None,
        trays @ [_, ..] if in_tray => Tray::Open(open_tray(trays, wanted.focus, below)),
        [_, ..] => Tray::Strip(below),
    };
    Some(Body::Grid { cells, tray })
}

/// The page of trays that the focus is on.
fn open_tray(trays: &[BlockId], focus: &BlockId, area: Rect) -> Vec<Cell> {
    let fit = usize::from(area.width / LEAST_TRAY).max(1);
    let at = trays.iter().position(|tray| tray == focus).unwrap_or(0);
    let page = trays.chunks(fit).nth(at / fit).unwrap_or_default();
    tracks::side_by_side(page, area)
}

fn focused(area: Rect, wanted: Wanted<'_>) -> Body {
    let bands = wanted.kind.grid().rows.len() as u16;
    let bordered = bands * 2 + 1;
    let (lines, rows) = if area.height >= bordered + 9 {
        // A tall screen has room for the notes of the others too.
        (MapLines::Bordered, bordered.max(area.height / 2))
    } else if area.height >= bands + 4 {
        (MapLines::Bare, bands)
    } else {
        (MapLines::Bare, 0)
    };
    let map_area = Rect {
        height: rows,
        ..area
    };
    let map = match lines {
        MapLines::Bordered => tracks::even_cells(wanted.kind, map_area),
        MapLines::Bare => tracks::bare_cells(wanted.kind, map_area),
    };
    let outer = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    let block = Cell {
        block: wanted.focus.clone(),
        outer,
    };
    Body::Focus { map, lines, block }
}

/// The room for the items of the list: indented by one column.
pub fn list_room(area: Rect) -> Rect {
    Rect {
        x: area.x + area.width.min(1),
        width: area.width.saturating_sub(2),
        ..area
    }
}
