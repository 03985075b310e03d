//! A block on the poster: its title, and its stickies or the questions that it asks.

use super::font::Weight;
use super::prose::{Laid, Most, Prose, Setter, Style};
use super::scene::{Frame, Mark, count, whole};
use super::stack::{self, Drawn, Least, Plan};
use super::sticky::{Note, color};
use crate::exchange::poster::{Panel, Shade};
use crate::model::id::BlockId;

/// The room around what stands in a block.
const MARGIN: f32 = 9.0;
/// The size of titles.
const TITLE: f32 = 12.0;
/// The size of sums and of what else is small.
const SMALL: f32 = 9.0;
/// The room below the title.
const TITLE_GAP: f32 = 7.0;

/// A block that is ready to be laid.
pub(super) struct Slot<'a> {
    /// Which block it is.
    pub id: &'a BlockId,
    /// Its stickies.
    pub notes: Vec<Note<'a>>,
    number: Option<Prose>,
    title: Prose,
    short: Option<Prose>,
    totals: Option<Prose>,
    questions: Option<Prose>,
    more: Style,
    shade: Shade,
    least: Least,
}

/// Where a block is, and the greatest size of its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measures {
    /// Its frame.
    pub frame: Frame,
    /// The greatest size of letters.
    pub greatest: f32,
}

/// The upper part of a block.
struct Top {
    number: Option<Laid>,
    /// How far the title stands to the right of the number.
    indent: f32,
    title: Laid,
    totals: Option<Laid>,
}

impl Top {
    fn height(&self) -> f32 {
        let totals = self.totals.as_ref().map_or(0.0, Laid::height);
        self.title.height() + totals + TITLE_GAP
    }
}

impl<'a> Slot<'a> {
    /// The block of the panel.
    pub(super) fn of(panel: &Panel<'a>, setter: &Setter, look: (Shade, Least)) -> Self {
        let (shade, least) = look;
        let paper = shade.block();
        let style = |weight, ink| Style::plain(weight, color(ink));
        let faint = style(Weight::Regular, paper.faint);
        let strong = style(Weight::SemiBold, paper.ink);
        let number = panel.block.map(|block| block.order.to_string());
        let quiet = style(Weight::SemiBold, paper.faint);
        let title = |title: &str| setter.prose(title, strong);
        let totals = panel.totals.join("  +  ");
        let asks = panel.notes.is_empty();
        let questions = panel
            .block
            .filter(|_| asks)
            .map(|block| block.questions.join("\n"));
        Self {
            id: panel.id,
            notes: panel
                .notes
                .iter()
                .map(|sticky| Note::of(sticky, setter, shade))
                .collect(),
            number: number.map(|number| setter.prose(&number, quiet)),
            title: title(panel.title),
            short: panel
                .block
                .and_then(|block| block.short.as_deref())
                .map(title),
            totals: (!totals.is_empty())
                .then(|| setter.styled(&[(&totals, quiet), (" in the first year", faint)])),
            questions: questions.map(|text| setter.prose(&text, faint)),
            more: quiet,
            shade,
            least,
        }
    }

    fn top(&self, setter: &Setter, width: f32) -> Top {
        let number = self.number.as_ref();
        let number = number.map(|number| number.lay(setter, width, TITLE, Most::All));
        let indent = number.as_ref().map_or(0.0, |it| it.used() + TITLE * 0.5);
        let room = width - indent;
        let title = match &self.short {
            Some(short) if self.title.widest_word(TITLE) > room => short,
            Some(_) | None => &self.title,
        };
        let totals = self.totals.as_ref();
        Top {
            number,
            indent,
            title: title.lay(setter, room, TITLE, Most::All),
            totals: totals.map(|totals| totals.lay(setter, width, SMALL, Most::All)),
        }
    }

    /// The least height in which all of it fits with letters of this size, `None` for the least ones there are. Without
    /// bounds where that is more than `most`.
    pub(super) fn least_height(
        &self,
        setter: &Setter,
        width: f32,
        size: Option<f32>,
        most: f32,
    ) -> f32 {
        let width = width - 2.0 * MARGIN;
        let (notes, least) = (&self.notes, self.least);
        self.height(setter, width, most, |most| match size {
            Some(size) => stack::lowest(notes, setter, width, size, most),
            None => {
                let lowest = stack::lowest_of_all(notes, setter, width, least, most);
                lowest.map(|(height, _)| height)
            }
        })
    }

    /// The height that it takes with letters of this size. Without bounds where that is more than `most`.
    pub(super) fn height_at(&self, setter: &Setter, width: f32, size: f32, most: f32) -> f32 {
        let width = width - 2.0 * MARGIN;
        let notes = |most| stack::height_at(&self.notes, setter, width, size, most);
        self.height(setter, width, most, notes)
    }

    /// Its height with notes that take as much as is found out for at most so much.
    fn height(
        &self,
        setter: &Setter,
        width: f32,
        most: f32,
        notes: impl Fn(f32) -> Option<f32>,
    ) -> f32 {
        let top = self.top(setter, width).height();
        // One more than there is room for: rounding must not hide what fits.
        let notes = notes(most - top - 2.0 * MARGIN + 1.0);
        notes.map_or(f32::INFINITY, |notes| top + notes + 2.0 * MARGIN + 0.1)
    }

    /// The greatest letters with which it fits in the frame; `None` where not even the least do.
    pub(super) fn greatest(&self, setter: &Setter, frame: Frame) -> Option<f32> {
        let room = self.room(setter, frame);
        let plan = self.plan(setter, room, stack::GREATEST);
        plan.map(|plan| plan.size)
    }

    fn plan(&self, setter: &Setter, room: Frame, greatest: f32) -> Option<Plan> {
        let sizes = (self.least, greatest);
        stack::plan(&self.notes, setter, (room.width, room.height), sizes)
    }

    fn room(&self, setter: &Setter, frame: Frame) -> Frame {
        let inner = frame.within(MARGIN);
        inner.below(self.top(setter, inner.width).height())
    }

    /// Draws it.
    pub(super) fn draw(&self, setter: &Setter, measures: Measures, marks: &mut Vec<Mark>) -> Drawn {
        let Measures { frame, greatest } = measures;
        let ground = color(self.shade.block().ground);
        marks.push(Mark::Fill(frame, ground));
        let inner = frame.within(MARGIN);
        let top = self.top(setter, inner.width);
        let (x, y) = (inner.x, inner.y - 2.0);
        marks.extend(
            top.number
                .as_ref()
                .map(|number| Mark::Text(number.at(x, y))),
        );
        marks.push(Mark::Text(top.title.at(x + top.indent, y)));
        if let Some(totals) = &top.totals {
            marks.push(Mark::Text(totals.at(x, y + top.title.height())));
        }
        let room = self.room(setter, frame);
        if let Some(questions) = &self.questions {
            ask(questions, setter, room, marks);
        }
        match self.plan(setter, room, greatest) {
            Some(plan) => stack::draw(&self.notes, setter, room, plan, marks),
            None => self.draw_some(setter, room, marks),
        }
    }

    /// As many notes as there is room for, and how many more there are.
    fn draw_some(&self, setter: &Setter, room: Frame, marks: &mut Vec<Mark>) -> Drawn {
        let width = room.width;
        let lowest = stack::lowest_of_all(&self.notes, setter, width, self.least, f32::INFINITY);
        let Some((_, plan)) = lowest else {
            return Drawn::default();
        };
        let line = SMALL * 1.6;
        let above = Frame::new(room.x, room.y, room.width, room.height - line);
        let drawn = stack::draw(&self.notes, setter, above, plan, marks);
        if !drawn.hidden.is_empty() {
            let more = format!("+{} more", drawn.hidden.len());
            let more = setter.prose(&more, self.more);
            let laid = more.lay(setter, room.width, SMALL, Most::All);
            marks.push(Mark::Text(
                laid.ending_at(room.right(), above.bottom() + 2.0),
            ));
        }
        drawn
    }
}

/// The questions, as many lines of them as there is room for: they are no part of the canvas.
fn ask(questions: &Prose, setter: &Setter, room: Frame, marks: &mut Vec<Mark>) {
    let laid = questions.lay(setter, room.width, SMALL, Most::All);
    let row = laid.height() / count(laid.rows()).max(1.0);
    let fit = whole(room.height / row);
    if fit > 0 {
        let laid = questions.lay(setter, room.width, SMALL, Most::Lines(fit));
        marks.push(Mark::Text(laid.at(room.x, room.y)));
    }
}
