//! The stickies of a block in rows and columns, in the order of reading.

use super::prose::{Most, Setter};
use super::scene::{Frame, Mark, count, whole};
use super::sticky::{LEAST_HEIGHT, Note, Stuck};
use crate::model::id::NoteId;

/// The greatest size of letters on stickies.
pub(super) const GREATEST: f32 = 14.0;
/// Sizes differ by this.
const STEP: f32 = 0.25;
/// The room between stickies, as part of the size of letters.
const GAP: f32 = 0.5;
/// The width of a sticky that reads best, in the size of its letters.
const BEST_WIDTH: f32 = 14.5;
/// The least width of a sticky beside another one, in the size of its letters.
const LEAST_WIDTH: f32 = 9.5;

/// So many times its own height a sticky is at most.
const MOST_STRETCHED: f32 = 2.0;

/// Sums of the same heights differ by less than this: a room may be made to measure.
const SLACK: f32 = 0.02;

/// The least size of letters on stickies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Least(f32);

impl Least {
    /// On screens, and on A4, which is drawn at 0.7 of it: there it is some 6 points.
    pub(super) const USUAL: Self = Self(8.5);
    /// On A3, which is drawn as it is.
    pub(super) const ON_A3: Self = Self(6.0);

    /// It, in points of the poster.
    pub(super) const fn size(self) -> f32 {
        self.0
    }
}

/// How the stickies of a block are laid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plan {
    /// The size of letters.
    pub size: f32,
    /// How many stand side by side.
    pub columns: usize,
}

/// The sizes of letters, the least first.
fn sizes(least: Least) -> Vec<f32> {
    let steps = whole((GREATEST - least.size()) / STEP);
    let size = |step| least.size() + STEP * count(step);
    (0..=steps).map(size).collect()
}

fn column_width(width: f32, plan: Plan) -> f32 {
    let gaps = GAP * plan.size * (count(plan.columns) - 1.0);
    (width - gaps) / count(plan.columns)
}

/// So much smaller letters may get for a long word that would be broken otherwise, or for lines that would be too long.
const LEAST_FOR_LOOKS: f32 = 0.75;
/// The greatest width of a sticky that reads well, in the size of its letters.
const GREATEST_WIDTH: f32 = 24.0;

/// The most numbers of columns that are tried.
const MOST_TRIED: usize = 12;

/// Whether words may be broken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Words {
    /// Each stands in one line.
    Whole,
    /// One that is wider than its sticky goes on in the next line.
    Broken,
}

/// How wide stickies may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Widths {
    /// As wide as reads well, even where columns stay empty: a sticky as wide as the wall is none.
    Readable,
    /// As wide as the wall too: a long text has the most room so.
    Any,
}

/// What the columns may be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Looks {
    words: Words,
    widths: Widths,
}

/// All of them, the best first.
const LOOKS: [Looks; 4] = [
    Looks {
        words: Words::Whole,
        widths: Widths::Readable,
    },
    Looks {
        words: Words::Broken,
        widths: Widths::Readable,
    },
    Looks {
        words: Words::Whole,
        widths: Widths::Any,
    },
    Looks {
        words: Words::Broken,
        widths: Widths::Any,
    },
];

/// The numbers of columns that may be, the best first.
fn columns(notes: &[Note<'_>], width: f32, size: f32, looks: Looks) -> Vec<usize> {
    let most = whole(width / (LEAST_WIDTH * size));
    let least = match looks.widths {
        Widths::Readable => whole((width / (GREATEST_WIDTH * size)).ceil()).max(1),
        Widths::Any => 1,
    };
    let most = most.min(notes.len().max(least)).max(least);
    let widest = notes
        .iter()
        .map(|note| note.widest(size))
        .fold(0.0, f32::max);
    let width_of = |columns: usize| column_width(width, Plan { size, columns });
    let off = |columns: &usize| (width_of(*columns) / size - BEST_WIDTH).abs();
    let mut columns: Vec<usize> = (least..=most)
        .filter(|columns| match looks.words {
            Words::Whole => widest <= width_of(*columns),
            Words::Broken => true,
        })
        .collect();
    columns.sort_by(|a, b| off(a).total_cmp(&off(b)));
    // On a wall that is very wide one column more or less makes no difference.
    let every = columns.len().div_ceil(MOST_TRIED).max(1);
    columns.into_iter().step_by(every).collect()
}

fn row_height(row: &[Stuck]) -> f32 {
    row.iter().map(Stuck::height).fold(0.0, f32::max)
}

/// The height that all of them take, `None` where that is more than `most`: then it is not added up to its end.
fn height(notes: &[Note<'_>], setter: &Setter, width: f32, plan: Plan, most: f32) -> Option<f32> {
    /// More than rounding adds up to.
    const CLEARLY: f32 = 1.0;
    let Plan { size, columns } = plan;
    let rows = notes.chunks(columns.max(1));
    let gaps = GAP * size * (count(rows.len()) - 1.0).max(0.0);
    let least = count(rows.len()) * LEAST_HEIGHT * size;
    if least + gaps > most + CLEARLY {
        return None;
    }
    let width = column_width(width, plan);
    let mut height = 0.0;
    for row in rows {
        let left = most - gaps - height + CLEARLY;
        let own = row
            .iter()
            .map(|note| note.height(setter, width, size, left));
        height += own.fold(0.0, f32::max);
        if height + gaps > most {
            return None;
        }
    }
    Some(height + gaps)
}

/// The best plan with letters of this size that fits.
fn fitting(
    notes: &[Note<'_>],
    setter: &Setter,
    room: (f32, f32),
    size: f32,
    looks: Looks,
) -> Option<Plan> {
    columns(notes, room.0, size, looks)
        .into_iter()
        .map(|columns| Plan { size, columns })
        .find(|plan| height(notes, setter, room.0, *plan, room.1 + SLACK).is_some())
}

/// The plan with the greatest letters that fits in this room, with whole words where that can be; `None` where not even
/// the least do.
pub(super) fn plan(
    notes: &[Note<'_>],
    setter: &Setter,
    room: (f32, f32),
    (least, greatest): (Least, f32),
) -> Option<Plan> {
    let sizes = sizes(least).into_iter();
    let sizes: Vec<f32> = sizes.filter(|size| *size <= greatest).collect();
    let best = |looks| {
        let fit = |size: &f32| fitting(notes, setter, room, *size, looks).is_some();
        let size = sizes.get(sizes.partition_point(fit).checked_sub(1)?)?;
        fitting(notes, setter, room, *size, looks)
    };
    let [first, rest @ ..] = LOOKS;
    let first = best(first);
    let is_best = |plan: Plan| plan.size >= greatest * LEAST_FOR_LOOKS;
    if first.is_some_and(is_best) {
        return first;
    }
    let plans: Vec<Plan> = first
        .into_iter()
        .chain(rest.into_iter().filter_map(best))
        .collect();
    let most = plans.iter().map(|plan| plan.size).fold(0.0, f32::max);
    // Looks are worth smaller letters, but not at any price.
    plans
        .into_iter()
        .find(|plan| plan.size >= most * LEAST_FOR_LOOKS)
}

/// The least height in which all fit with letters of this size; `None` where that is more than `most`.
pub(super) fn lowest(
    notes: &[Note<'_>],
    setter: &Setter,
    width: f32,
    size: f32,
    most: f32,
) -> Option<f32> {
    let lowest = best_of(&LOOKS, notes, setter, (width, most), size);
    lowest.map(|(height, _)| height)
}

/// The same with the least letters and lines of any length, and how: for what has no room otherwise.
pub(super) fn lowest_of_all(
    notes: &[Note<'_>],
    setter: &Setter,
    width: f32,
    least: Least,
    most: f32,
) -> Option<(f32, Plan)> {
    let [_, _, any @ ..] = &LOOKS;
    best_of(any, notes, setter, (width, most), least.size())
}

/// The lowest plan of the first of these looks in which there is any.
fn best_of(
    looks: &[Looks],
    notes: &[Note<'_>],
    setter: &Setter,
    (width, most): (f32, f32),
    size: f32,
) -> Option<(f32, Plan)> {
    let mut all = looks
        .iter()
        .map(|looks| columns(notes, width, size, *looks));
    let Some(columns) = all.find(|columns| !columns.is_empty()) else {
        return Some((0.0, Plan { size, columns: 1 }));
    };
    let mut lowest = None;
    for columns in columns {
        let plan = Plan { size, columns };
        // What is higher than another one need not be known to its end.
        let most = lowest.map_or(most, |(height, _): (f32, Plan)| height);
        let height = height(notes, setter, width, plan, most);
        let is_lower = |height: &f32| lowest.is_none_or(|(lowest, _)| *height < lowest);
        lowest = height.filter(is_lower).map(|it| (it, plan)).or(lowest);
    }
    lowest
}

/// How high a sticky in a row of this height is: as its neighbours, so that lines are even, but not where most of it
/// would be empty.
fn sticky_height(stuck: &Stuck, row: f32) -> f32 {
    let own = stuck.height();
    if own * MOST_STRETCHED < row { own } else { row }
}

/// What was drawn of the notes of a block.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    /// Where each sticky is.
    pub stickies: Vec<(NoteId, Frame)>,
    /// The notes that are not there.
    pub hidden: Vec<NoteId>,
    /// The notes of which a part is not there.
    pub cut: Vec<NoteId>,
}

impl Drawn {
    fn hide(&mut self, notes: &[Note<'_>]) {
        let ids = notes.iter().map(|note| note.id.clone());
        self.hidden.extend(ids);
    }
}

/// Draws the notes in the frame by the plan, as many rows of them as fit.
pub(super) fn draw(
    notes: &[Note<'_>],
    setter: &Setter,
    frame: Frame,
    plan: Plan,
    marks: &mut Vec<Mark>,
) -> Drawn {
    let mut drawn = Drawn::default();
    let gap = GAP * plan.size;
    let width = column_width(frame.width, plan);
    let mut top = frame.y;
    let mut rows = notes.chunks(plan.columns.max(1));
    for notes in rows.by_ref() {
        let left = frame.bottom() - top;
        let lay = |note: &Note<'_>| note.lay(setter, width, plan.size, Most::All);
        let stuck: Vec<Stuck> = notes.iter().map(lay).collect();
        let height = row_height(&stuck);
        let is_first = drawn.stickies.is_empty();
        let over = height > left + 2.0 * SLACK;
        // Of a row that does not fit nothing is shown, unless it is the first: then as much as fits.
        if over && !is_first {
            drawn.hide(notes);
            break;
        }
        let squeezed: Vec<Stuck> = if over {
            let squeeze = |note: &Note<'_>| note.squeeze(setter, (width, left), plan.size);
            notes.iter().map(squeeze).collect()
        } else {
            stuck
        };
        let height = row_height(&squeezed);
        if height > left + 2.0 * SLACK {
            drawn.hide(notes);
            break;
        }
        let mut x = frame.x;
        for (stuck, note) in squeezed.iter().zip(notes) {
            let place = Frame::new(x, top, width, sticky_height(stuck, height));
            stuck.draw(place, marks);
            drawn.stickies.push((note.id.clone(), place));
            if stuck.is_cut() {
                drawn.cut.push(note.id.clone());
            }
            x += width + gap;
        }
        top += height + gap;
    }
    rows.for_each(|notes| drawn.hide(notes));
    drawn
}

/// The height that all take with letters of this size in the number of columns that reads best; `None` where that is more
/// than `most`.
pub(super) fn height_at(
    notes: &[Note<'_>],
    setter: &Setter,
    width: f32,
    size: f32,
    most: f32,
) -> Option<f32> {
    let best = |looks| columns(notes, width, size, looks).into_iter().next();
    let best = LOOKS.into_iter().find_map(best);
    let plan = Plan {
        size,
        columns: best.unwrap_or(1),
    };
    height(notes, setter, width, plan, most)
}
