//! The timeline of a canvas, and the moment of it that is looked at.

use ratatui::layout::{Rect, Size};

use super::msg::Trouble;
use super::past::{End, Moment, Row, Stand, Then};
use super::weave::Weave;
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;

/// The width from which the timeline stands beside the board.
const BESIDE_FROM: u16 = 130;
/// The columns of the timeline there.
const BESIDE: u16 = 48;
/// The height from which it stands below the board; where there is less, it covers the lower part of it.
const BELOW_FROM: u16 = 34;
/// The rows of the timeline there, frame included.
const BELOW: u16 = 10;

/// How far the rows are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// More may come.
    Going,
    /// All that there are to tell.
    All(End),
    /// No more could be found.
    Failed(Trouble),
}

/// What the keys are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// They walk through the versions.
    Timeline,
    /// They walk through the board.
    Board,
}

/// What the board shows of the past.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Sight {
    /// Nothing yet: the canvas is shown as it is now.
    #[default]
    Now,
    /// The canvas as it was, and what changed in it then.
    Then {
        /// When.
        moment: Moment,
        /// What changed.
        weave: Weave,
        /// The canvas, and the one before.
        then: Then,
    },
    /// A moment that cannot be shown: the blocks are empty.
    Failed {
        /// Which one.
        moment: Moment,
        /// No canvas at all.
        weave: Weave,
        /// Why. Its words are untrusted.
        trouble: Trouble,
    },
}

/// The moments of a canvas, one of which is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    rows: Vec<Row>,
    at: usize,
    /// How far the rows are known.
    pub known: Known,
    /// What the keys are for.
    pub attention: Attention,
    sight: Sight,
    /// The moment that was asked for and is not here yet.
    asked: Option<Moment>,
}

impl Default for Timeline {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            at: 0,
            known: Known::Going,
            attention: Attention::Timeline,
            sight: Sight::Now,
            asked: None,
        }
    }
}

impl Timeline {
    /// The moments, the newest first.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The position of the one that is looked at.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The one that is looked at.
    pub fn row(&self) -> Option<&Row> {
        self.rows.get(self.at)
    }

    /// The row that stands first where this many are shown.
    pub fn first_row(&self, shown: u16) -> usize {
        let shown = usize::from(shown);
        let last_start = self.rows.len().saturating_sub(shown);
        self.at.saturating_sub(shown / 2).min(last_start)
    }

    /// What is shown.
    pub fn sight(&self) -> &Sight {
        &self.sight
    }

    /// More rows.
    pub fn add(&mut self, rows: Vec<Row>) {
        self.rows.extend(rows);
    }

    /// Looks at the moment that many rows further down, which is older.
    pub fn step(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.at = self.at.saturating_add_signed(rows).min(last);
    }

    /// The moment to ask for: the one that is looked at, where it is not shown and none is awaited. While somebody walks
    /// faster than canvases come, those on the way are left out.
    pub fn ask(&mut self) -> Option<Moment> {
        let moment = &self.rows.get(self.at)?.moment;
        if self.asked.is_some() || self.sight.moment() == Some(moment) {
            return None;
        }
        self.asked = Some(moment.clone());
        self.asked.clone()
    }

    /// The canvas of a moment is here, or cannot be had.
    pub fn show(&mut self, moment: Moment, then: Result<Then, Trouble>, kind: &Kind) {
        if self.asked.as_ref() == Some(&moment) {
            self.asked = None;
        }
        let none = Canvas::new(kind.id().as_str());
        let weave = |then: &Then| {
            let before = then.before.canvas().map_or(&none, AsRef::as_ref);
            let after = then.after.canvas().map_or(&none, AsRef::as_ref);
            // Where it is not known what was before, all of it is not new.
            let before = if then.before == Stand::Unknown {
                after
            } else {
                before
            };
            Weave::between(before, after, kind)
        };
        self.sight = match then.and_then(readable) {
            Ok(then) => Sight::Then {
                moment,
                weave: weave(&then),
                then,
            },
            Err(trouble) => Sight::Failed {
                moment,
                weave: Weave::between(&none, &none, kind),
                trouble,
            },
        };
    }

    /// What is shown; `None` while that is the canvas as it is now.
    pub fn weave(&self) -> Option<&Weave> {
        match &self.sight {
            Sight::Now => None,
            Sight::Then { weave, .. } | Sight::Failed { weave, .. } => Some(weave),
        }
    }

    /// The row of what is shown; a step ahead of it, that is not the one that is looked at.
    pub fn shown_row(&self) -> Option<&Row> {
        let moment = self.sight.moment()?;
        self.rows.iter().find(|row| row.moment == *moment)
    }

    /// The canvas as it was at the moment that is looked at; `None` until that is shown.
    pub fn then(&self) -> Option<&Then> {
        match &self.sight {
            Sight::Then { moment, then, .. } => (self.row()?.moment == *moment).then_some(then),
            Sight::Now | Sight::Failed { .. } => None,
        }
    }

    /// The room that the board has on a screen of this size, and that of the timeline. They lie over each other where the
    /// screen is small.
    pub fn rooms(&self, size: Size) -> Rooms {
        let is_hidden = self.attention == Attention::Board;
        let Size { width, height } = size;
        if width >= BESIDE_FROM {
            let timeline = Rect::new(width - BESIDE, 0, BESIDE, height.saturating_sub(1));
            let board = Size::new(width - BESIDE, height);
            return Rooms { board, timeline };
        }
        let rows = match height {
            _ if is_hidden => 0,
            BELOW_FROM.. => BELOW,
            // What it covers is worth more than empty rows.
            _ => (self.rows.len() as u16)
                .saturating_add(3)
                .clamp(4, BELOW)
                .min(height / 2),
        };
        let timeline = Rect::new(0, height.saturating_sub(rows + 1), width, rows);
        let board = if height >= BELOW_FROM {
            Size::new(width, height - rows)
        } else {
            size
        };
        Rooms { board, timeline }
    }
}

impl Sight {
    /// The moment that it shows.
    fn moment(&self) -> Option<&Moment> {
        match self {
            Self::Now => None,
            Self::Then { moment, .. } | Self::Failed { moment, .. } => Some(moment),
        }
    }
}

/// An error where a version holds no canvas.
fn readable(then: Then) -> Result<Then, Trouble> {
    match &then.after {
        Stand::Canvas(_) | Stand::Absent => Ok(then),
        Stand::Unreadable(why) => Err(Trouble {
            what: format!("this version is no canvas: {why}"),
            advice: "Look at another one.".to_owned(),
        }),
        Stand::Unknown => Err(Trouble {
            what: "what the canvas was then is not known".to_owned(),
            advice: "The clone is shallow; `git fetch --unshallow` gets the rest.".to_owned(),
        }),
    }
}

/// Where things stand on a screen while the past is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rooms {
    /// The size of the board, footer included, from the screen's top left corner on.
    pub board: Size,
    /// The timeline; of no height where it is not shown.
    pub timeline: Rect,
}
