//! A column of items of different heights in a room of few rows: what is seen of it, and how it scrolls.
//!
//! Heights are asked for only where they matter, so a block of ten thousand notes costs what a screenful does.

/// Items, counted from 0, in a room. An item of no rows is counted as one row high.
pub struct Column<'a> {
    /// How many items there are.
    pub len: usize,
    /// How many rows there are.
    pub room: u16,
    /// The height of an item in rows.
    pub height: &'a dyn Fn(usize) -> u16,
}

/// How far a column is scrolled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first item seen.
    pub top: usize,
    /// How many of its rows are above the room, where it is taller than the room.
    pub skip: u16,
}

/// An item that is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Which item.
    pub index: usize,
    /// The row in the room where it starts.
    pub y: u16,
    /// How many of its first rows are above the room.
    pub skip: u16,
    /// How many of its rows are seen.
    pub rows: u16,
}

/// What is seen of a column.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The items, from above.
    pub items: Vec<Placed>,
    /// How many items are wholly above.
    pub above: usize,
    /// How many items are below, the last one seen included where rows of it are.
    pub below: usize,
    /// The empty rows between items.
    pub gap: u16,
}

impl Seen {
    /// Whether something is out of sight, so that the last row says so.
    pub fn overflows(&self) -> bool {
        self.above + self.below > 0
    }
}

impl Column<'_> {
    fn height(&self, index: usize) -> u16 {
        (self.height)(index).max(1)
    }

    /// The rows from item `from` on, up to the first total beyond `limit`.
    fn total(&self, limit: u16) -> u16 {
        let mut sum = 0_u16;
        for index in 0..self.len {
            sum = sum.saturating_add(self.height(index));
            if sum > limit {
                break;
            }
        }
        sum
    }

    /// The rows left for items: one less where not all fit, for the line that says how many more there are.
    fn item_room(&self) -> u16 {
        if self.room > 1 && self.total(self.room) > self.room {
            self.room - 1
        } else {
            self.room
        }
    }

    /// A row between items where there is room for it.
    fn gap(&self) -> u16 {
        let gaps = u16::try_from(self.len.saturating_sub(1)).unwrap_or(u16::MAX);
        u16::from(self.total(self.room).saturating_add(gaps) <= self.room)
    }

    /// The scroll that keeps item `wanted` in sight, changing `now` as little as possible; of an item taller than the
    /// room, the row `row` (as where the cursor is).
    pub fn follow(&self, now: Scroll, wanted: usize, row: Option<u16>) -> Scroll {
        let room = self.item_room();
        if self.len == 0 || self.total(room) <= room && self.room > 0 {
            return Scroll::default();
        }
        let wanted = wanted.min(self.len - 1);
        // Beyond `last` rows would stay empty below the last item.
        let last = self.lowest_top(self.len - 1, room);
        let top = now
            .top
            .min(last)
            .clamp(self.lowest_top(wanted, room), wanted);
        let skip = if top == now.top { now.skip } else { 0 };
        Scroll {
            top,
            skip: self.skip(top, wanted, skip, row, room),
        }
    }

    /// The least top with which `wanted` is wholly in sight.
    fn lowest_top(&self, wanted: usize, room: u16) -> usize {
        let mut used = self.height(wanted);
        let mut top = wanted;
        while let Some(before) = top.checked_sub(1) {
            used = used.saturating_add(self.height(before));
            if used > room {
                break;
            }
            top = before;
        }
        top
    }

    fn skip(&self, top: usize, wanted: usize, skip: u16, row: Option<u16>, room: u16) -> u16 {
        let height = self.height(top);
        if top != wanted || height <= room {
            return 0;
        }
        let skip = skip.min(height - room);
        match row {
            Some(row) => skip.clamp((row + 1).saturating_sub(room).min(row), row),
            None => skip,
        }
    }

    /// What is seen with this scroll.
    pub fn seen(&self, scroll: Scroll) -> Seen {
        let (room, gap) = (self.item_room(), self.gap());
        let mut items = Vec::new();
        let (mut y, mut index, mut skip) = (0, scroll.top.min(self.len), scroll.skip);
        let mut cut = false;
        while index < self.len && y < room {
            let left = self.height(index).saturating_sub(skip).max(1);
            let rows = left.min(room - y);
            cut = rows < left;
            items.push(Placed {
                index,
                y,
                skip,
                rows,
            });
            y += rows + gap;
            (index, skip) = (index + 1, 0);
        }
        Seen {
            items,
            above: scroll.top.min(self.len),
            below: self.len - index + usize::from(cut),
            gap,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_wanted_item_is_always_seen(
            heights in prop::collection::vec(0_u16..12, 1..60),
            room in 1_u16..30,
            top in 0_usize..80,
            skip in 0_u16..20,
            wanted in any::<prop::sample::Index>(),
            row in prop::option::of(0_u16..12),
        ) {
            let height = |at: usize| heights[at];
            let column = Column { len: heights.len(), room, height: &height };
            let wanted = wanted.index(heights.len());
            let row = row.map(|row| row.min(heights[wanted].max(1) - 1));
            let scroll = column.follow(Scroll { top, skip }, wanted, row);
            let seen = column.seen(scroll);
            let placed = seen.items.iter().find(|item| item.index == wanted);
            prop_assert!(placed.is_some(), "{scroll:?} {seen:?}");
            let placed = placed.unwrap();
            let items_room = if seen.overflows() && room > 1 { room - 1 } else { room };
            let whole = heights[wanted].max(1);
            prop_assert!(placed.rows == whole || whole > items_room && placed.y == 0, "{scroll:?} {seen:?}");
            if let Some(row) = row {
                prop_assert!((placed.skip..placed.skip + placed.rows).contains(&row), "{scroll:?} {seen:?}");
            }
            prop_assert_eq!(column.follow(scroll, wanted, row), scroll, "following again changes nothing");
        }

        #[test]
        fn what_is_seen_stays_in_the_room_and_adds_up(
            heights in prop::collection::vec(0_u16..9, 0..40),
            room in 0_u16..30,
            top in 0_usize..60,
        ) {
            let height = |at: usize| heights[at];
            let column = Column { len: heights.len(), room, height: &height };
            let seen = column.seen(Scroll { top, skip: 0 });
            let cut = seen.items.last().is_some_and(|last| last.skip + last.rows < heights[last.index].max(1));
            prop_assert_eq!(seen.above + seen.items.len() + seen.below, heights.len() + usize::from(cut));
            let mut y = 0;
            for item in &seen.items {
                prop_assert!(item.y >= y);
                y = item.y + item.rows;
                prop_assert!(y <= room);
            }
        }
    }
}
