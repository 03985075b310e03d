//! A note as a sticky: its text, and below that what else it says.

use super::font::{Face, Weight};
use super::prose::{Ends, Laid, Most, Prose, Setter, Style};
use super::scene::{Chip, Color, Frame, Mark, count, whole};
use crate::exchange::poster::{Paper, Shade, Sticky};
use crate::model::color::NoteColor;
use crate::model::id::NoteId;

/// The size of the lower part, as part of that of the text.
const FOOT_SIZE: f32 = 0.76;
/// The margin around the text.
const MARGIN: f32 = 0.6;
/// The room between text and lower part.
const FOOT_GAP: f32 = 0.3;
/// How round the corners are.
const CORNER: f32 = 0.22;

/// A sticky that is ready to be laid.
pub(super) struct Note<'a> {
    /// Which note it is.
    pub id: &'a NoteId,
    text: Prose,
    foot: Option<Prose>,
    paper: Paper,
}

/// A sticky of a size.
pub(super) struct Stuck {
    text: Laid,
    foot: Option<Laid>,
    size: f32,
    paper: Paper,
}

impl<'a> Note<'a> {
    /// A sticky of the note.
    pub(super) fn of(sticky: &Sticky<'a>, setter: &Setter, shade: Shade) -> Self {
        let paper = shade.sticky(sticky.color);
        let style = |weight, ink| Style::plain(weight, color(ink));
        let text = style(Weight::Regular, paper.ink);
        let bold = style(Weight::SemiBold, paper.ink);
        let faint = style(Weight::Regular, paper.faint);
        let voices = Voices {
            loud: bold,
            plain: faint,
            shade,
        };
        let foot = foot_spans(sticky, voices);
        let spans: Vec<(&str, Style)> = foot
            .iter()
            .map(|(text, style)| (text.as_str(), *style))
            .collect();
        Self {
            id: sticky.id,
            text: setter.prose(&sticky.note.text, text),
            foot: (!spans.is_empty()).then(|| setter.styled(&spans)),
            paper,
        }
    }

    /// Lays it in this width, with letters of this size.
    pub(super) fn lay(&self, setter: &Setter, width: f32, size: f32, most: Most) -> Stuck {
        let room = width - 2.0 * MARGIN * size;
        let foot = self.foot.as_ref();
        Stuck {
            text: self.text.lay(setter, room, size, most),
            foot: foot.map(|foot| foot.lay(setter, room, size * FOOT_SIZE, Most::All)),
            size,
            paper: self.paper,
        }
    }

    /// The height that it takes so. Where it is more than `most`, any height that is more.
    pub(super) fn height(&self, setter: &Setter, width: f32, size: f32, most: f32) -> f32 {
        let room = width - 2.0 * MARGIN * size;
        let foot = self.foot.as_ref();
        let foot = foot.map(|foot| foot.height(setter, room, size * FOOT_SIZE, most));
        height(self.text.height(setter, room, size, most), foot, size)
    }

    /// Lays it in this room: as many lines of its text as fit, but one at least.
    pub(super) fn squeeze(&self, setter: &Setter, room: (f32, f32), size: f32) -> Stuck {
        let (width, height) = room;
        let all = self.lay(setter, width, size, Most::All);
        let over = all.height() - height;
        if over <= 0.0 {
            return all;
        }
        let rows = all.text.rows();
        let row = all.text.height() / count(rows).max(1.0);
        let gone = whole((over / row).ceil());
        let left = rows.saturating_sub(gone).max(1);
        self.lay(setter, width, size, Most::Lines(left))
    }

    /// The width of its widest word, margins included.
    pub(super) fn widest(&self, size: f32) -> f32 {
        self.text.widest_word(size) + 2.0 * MARGIN * size
    }
}

/// The least height of a sticky, as part of the size of its letters: that of a line.
pub(super) const LEAST_HEIGHT: f32 = {
    let line = Face::Regular.line_room();
    line.above + line.below + 1.8 * MARGIN
};

/// The height of a sticky with parts of these heights.
fn height(text: f32, foot: Option<f32>, size: f32) -> f32 {
    let foot = foot.map_or(0.0, |foot| foot + FOOT_GAP * size);
    text + foot + 1.8 * MARGIN * size
}

impl Stuck {
    /// Its height.
    pub(super) fn height(&self) -> f32 {
        let foot = self.foot.as_ref().map(Laid::height);
        height(self.text.height(), foot, self.size)
    }

    /// Whether some of its text is not there.
    pub(super) fn is_cut(&self) -> bool {
        self.text.is_cut
    }

    /// Its marks in this frame.
    pub(super) fn draw(&self, frame: Frame, marks: &mut Vec<Mark>) {
        let corner = CORNER * self.size;
        let line = 0.055 * self.size;
        // The edge, a little thicker below: as paper that does not lie quite flat.
        marks.push(Mark::Round(frame, corner, color(self.paper.edge)));
        let face = Frame::new(
            frame.x + line,
            frame.y + line,
            frame.width - 2.0 * line,
            frame.height - 3.0 * line,
        );
        marks.push(Mark::Round(face, corner - line, color(self.paper.ground)));
        let margin = MARGIN * self.size;
        let (x, y) = (frame.x + margin, frame.y + 0.9 * margin);
        marks.push(Mark::Text(self.text.at(x, y)));
        if let Some(foot) = &self.foot {
            let y = frame.bottom() - 0.9 * margin - foot.height();
            let foot = foot.at(x, y);
            marks.extend(foot.chips());
            marks.push(Mark::Text(foot));
        }
    }
}

/// How the parts of the lower part look.
#[derive(Clone, Copy, Debug)]
pub(super) struct Voices {
    /// Those about the belief, the money and the dots.
    pub loud: Style,
    /// The others.
    pub plain: Style,
    /// Light or dark, for the tags that have a colour.
    pub shade: Shade,
}

impl Voices {
    /// A tag of this colour.
    fn tag(self, name: &str, own: NoteColor) -> (String, Style) {
        let paper = self.shade.sticky(Some(own));
        let chip = Chip {
            ground: color(paper.ground),
            edge: color(paper.edge),
        };
        let style = Style {
            ink: color(paper.ink),
            chip: Some(chip),
            ends: Ends::BetweenSpans,
            ..self.plain
        };
        // The blanks are the chip's margins.
        (in_one_line(&format!(" #{name} ")), style)
    }
}

/// What stands below the text, each part in its style.
pub(super) fn foot_spans(sticky: &Sticky<'_>, voices: Voices) -> Vec<(String, Style)> {
    let loud = [sticky.amount(), sticky.status(), sticky.dots()];
    let plain = [
        sticky.horizon(),
        sticky.evidence(),
        sticky.comments(),
        sticky.marks(),
        sticky.conflict().map(str::to_owned),
    ];
    let said = |style: Style| move |text: String| (in_one_line(&text), style);
    let loud = loud.into_iter().flatten().map(said(voices.loud));
    let plain = plain.into_iter().flatten().map(said(voices.plain));
    let whole = Style {
        ends: Ends::BetweenSpans,
        ..voices.plain
    };
    let tags = sticky.tags.iter().map(|tag| match tag.color {
        Some(own) => voices.tag(tag.name, own),
        None => said(whole)(format!("#{}", tag.name)),
    });
    let mut spans: Vec<(String, Style)> = Vec::new();
    for part in loud.chain(plain).chain(tags) {
        if !spans.is_empty() {
            spans.push(("   ".to_owned(), voices.plain));
        }
        spans.push(part);
    }
    spans
}

/// Blanks in a part do not part it; of its line breaks, marks are left.
fn in_one_line(text: &str) -> String {
    text.replace(' ', "\u{A0}").replace('\n', "⏎")
}

/// A colour of the palette.
pub(super) const fn color([red, green, blue]: [u8; 3]) -> Color {
    Color(red, green, blue)
}
