//! What stands above and below the blocks of a poster.

use super::font::Weight;
use super::prose::{Laid, Most, Prose, Setter, Style};
use super::scene::{Mark, count};
use super::sticky::color;
use crate::exchange::poster::{Poster, Shade};
use crate::model::header::HeaderField;

/// The size of the kind's name and the names of fields.
const LABEL: f32 = 9.0;
/// The size of what the fields say.
const VALUE: f32 = 12.5;
/// The sizes of the title, the first that fits is taken.
const TITLES: [f32; 4] = [29.0, 25.0, 21.0, 17.0];
/// The most lines of a title before its letters get smaller.
const TITLE_LINES: usize = 2;
/// The most lines of a title at all, and of a field.
const MOST_LINES: (usize, usize) = (6, 4);
/// The room between fields.
const GAP: f32 = 26.0;
/// The part of the width that fields may take.
const MOST_FIELDS: f32 = 0.56;
/// The room between header and blocks.
const BELOW: f32 = 13.0;
/// The room between blocks and what stands below them.
const FOOT_GAP: f32 = 7.0;

/// The header and the line at the bottom.
pub(super) struct Head {
    width: f32,
    kind: Laid,
    title: Laid,
    fields: Vec<Field>,
    credit: Option<Laid>,
    count: Laid,
}

struct Field {
    of: HeaderField,
    label: Laid,
    value: Laid,
    width: f32,
}

impl Field {
    fn height(&self) -> f32 {
        self.label.height() + self.value.height()
    }
}

impl Head {
    /// The header of a poster of this width.
    pub(super) fn of(poster: &Poster<'_>, setter: &Setter, shade: Shade, width: f32) -> Self {
        let paper = shade.page();
        let style = |weight, ink| Style::plain(weight, color(ink));
        let faint = style(Weight::Regular, paper.faint);
        let fields = fields(
            poster,
            setter,
            faint,
            style(Weight::Regular, paper.ink),
            width,
        );
        let taken: f32 = fields.iter().map(|field| field.width + GAP).sum();
        let room = width - taken;
        let title = setter.prose(poster.title, style(Weight::SemiBold, paper.ink));
        let kind = setter.prose(poster.kind, style(Weight::SemiBold, paper.faint));
        let notes = match poster.count {
            1 => "1 note".to_owned(),
            count => format!("{count} notes"),
        };
        let count = setter
            .prose(&notes, faint)
            .lay(setter, width, LABEL, Most::All);
        let left = width - count.used() - GAP;
        let credit = poster.credit.map(|credit| {
            let credit = setter.prose(credit, faint);
            credit.lay(setter, left, LABEL, Most::Lines(MOST_LINES.1))
        });
        Self {
            width,
            kind: kind.lay(setter, room, LABEL + 1.5, Most::Lines(2)),
            title: fitted(&title, setter, room),
            fields,
            credit,
            count,
        }
    }

    /// Its height, with the room below.
    pub(super) fn height(&self) -> f32 {
        let fields = self.fields.iter().map(Field::height);
        let title = self.kind.height() + self.title.height();
        fields.fold(title, f32::max) + BELOW
    }

    /// The height of what stands below the blocks.
    pub(super) fn foot_height(&self) -> f32 {
        let credit = self.credit.as_ref().map_or(0.0, Laid::height);
        credit.max(self.count.height()) + FOOT_GAP
    }

    /// Draws it: the header from here, the rest below `bottom`. The fields of which a part is not there.
    pub(super) fn draw(
        &self,
        (x, y): (f32, f32),
        bottom: f32,
        marks: &mut Vec<Mark>,
    ) -> Vec<HeaderField> {
        let end = y + self.height() - BELOW;
        let title = end - self.title.height();
        marks.push(Mark::Text(self.kind.at(x, title - self.kind.height())));
        marks.push(Mark::Text(self.title.at(x, title)));
        let taken: f32 = self.fields.iter().map(|field| field.width + GAP).sum();
        let mut left = x + self.width - taken + GAP;
        let heights = self.fields.iter().map(Field::height);
        let top = end - heights.fold(0.0, f32::max) - 4.0;
        for field in &self.fields {
            marks.push(Mark::Text(field.label.at(left, top)));
            let value = top + field.label.height();
            marks.push(Mark::Text(field.value.at(left, value)));
            left += field.width + GAP;
        }
        let foot = bottom + FOOT_GAP;
        if let Some(credit) = &self.credit {
            marks.push(Mark::Text(credit.at(x, foot)));
        }
        marks.push(Mark::Text(self.count.ending_at(x + self.width, foot)));
        let cut = self.fields.iter().filter(|field| field.value.is_cut);
        let title = self.title.is_cut.then_some(HeaderField::Title);
        title.into_iter().chain(cut.map(|field| field.of)).collect()
    }
}

/// The title in the greatest letters that do not take too many lines.
fn fitted(title: &Prose, setter: &Setter, width: f32) -> Laid {
    let fits = |size: &f32| {
        let laid = title.lay(setter, width, *size, Most::All);
        laid.rows() <= TITLE_LINES && title.widest_word(*size) <= width
    };
    let [.., least] = TITLES;
    let size = TITLES.into_iter().find(fits).unwrap_or(least);
    title.lay(setter, width, size, Most::Lines(MOST_LINES.0))
}

fn fields(
    poster: &Poster<'_>,
    setter: &Setter,
    label: Style,
    value: Style,
    width: f32,
) -> Vec<Field> {
    let set = |(field, text): &(HeaderField, String)| {
        let own = setter.prose(text, value);
        let name = setter.prose(field.label(), label);
        let wanted = own.width(VALUE).max(name.width(LABEL)) + 0.5;
        (*field, name, own, wanted)
    };
    let all: Vec<_> = poster.fields.iter().map(set).collect();
    let room = width * MOST_FIELDS - GAP * count(all.len());
    let wanted: f32 = all.iter().map(|(.., wanted)| wanted).sum();
    // Where they do not fit in one line each, none gets more than its share.
    let most = if wanted <= room {
        room
    } else {
        room / count(all.len()).max(1.0)
    };
    let field = |(field, name, own, wanted): (HeaderField, Prose, Prose, f32)| {
        let width = wanted.min(most);
        Field {
            of: field,
            label: name.lay(setter, width, LABEL, Most::All),
            value: own.lay(setter, width, VALUE, Most::Lines(MOST_LINES.1)),
            width,
        }
    };
    all.into_iter().map(field).collect()
}
