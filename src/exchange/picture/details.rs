//! The pages after the poster: every note in full, with what it says of itself and what people say about it; then what all
//! costs and brings, and whether it holds.

use super::arrange::{HEIGHT, WIDTH};
use super::font::Weight;
use super::prose::{Most, Setter, Style};
use super::scene::{Color, Frame, Mark, Page, count};
use super::sticky::{self, Voices, color};
use crate::exchange::poster::{Panel, Poster, Shade, Sticky};
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;

mod known;
mod sums;

use known::Known;

/// The room around the pages' columns.
const MARGIN: f32 = 48.0;
/// The columns of a page, and the room between them.
const COLUMNS: (usize, f32) = (2, 40.0);
/// The size of what notes say.
const TEXT: f32 = 12.0;
/// The size of what is said about them.
const SMALL: f32 = 10.0;
/// The size of the blocks' titles.
const TITLE: f32 = 15.0;
/// How far notes stand to the right of their bar.
const INDENT: f32 = 11.0;
/// The room after a note.
const NOTE_GAP: f32 = 9.0;

/// The pages.
pub(super) fn pages(
    canvas: &Canvas,
    kind: &Kind,
    poster: &Poster<'_>,
    setter: &Setter,
) -> Vec<Page> {
    let mut writing = Writing::new(Known::of(canvas, kind), poster, setter);
    let filled = |panel: &&Panel<'_>| !panel.notes.is_empty();
    for panel in poster.panels().filter(filled) {
        writing.panel(panel);
    }
    writing.figures(canvas, kind);
    writing.viability(canvas);
    writing.done()
}

/// Pages while they are filled, column by column.
struct Writing<'a> {
    known: Known<'a>,
    poster: &'a Poster<'a>,
    setter: &'a Setter,
    done: Vec<Vec<Mark>>,
    marks: Vec<Mark>,
    column: usize,
    y: f32,
}

/// A paragraph of a note.
struct Part<'a> {
    spans: Vec<(String, Style)>,
    size: f32,
    bar: Option<&'a Color>,
}

impl<'a> Writing<'a> {
    fn new(known: Known<'a>, poster: &'a Poster<'a>, setter: &'a Setter) -> Self {
        Self {
            known,
            poster,
            setter,
            done: Vec::new(),
            marks: Vec::new(),
            column: 0,
            y: Self::top(),
        }
    }

    const fn top() -> f32 {
        MARGIN + 26.0
    }

    const fn bottom() -> f32 {
        HEIGHT - MARGIN - 16.0
    }

    fn column_width() -> f32 {
        let (columns, gap) = COLUMNS;
        (WIDTH - 2.0 * MARGIN - gap * (count(columns) - 1.0)) / count(columns)
    }

    fn x(&self) -> f32 {
        MARGIN + count(self.column) * (Self::column_width() + COLUMNS.1)
    }

    fn is_at_top(&self) -> bool {
        self.y <= Self::top() + 0.01
    }

    /// Goes on at the top of the next column, which may be on another page.
    fn next_column(&mut self) {
        self.column += 1;
        self.y = Self::top();
        if self.column == COLUMNS.0 {
            self.column = 0;
            self.done.push(std::mem::take(&mut self.marks));
        }
    }

    /// Goes on in the next column unless this one has so much room.
    fn keep_together(&mut self, room: f32) {
        if self.y + room > Self::bottom() && !self.is_at_top() {
            self.next_column();
        }
    }

    fn heading(&mut self, spans: Vec<(String, Style)>) {
        // A title alone at the end of a column would be lost.
        self.keep_together(70.0);
        if !self.is_at_top() {
            self.y += 8.0;
        }
        self.write(&Part {
            spans,
            size: TITLE,
            bar: None,
        });
        self.y += 5.0;
    }

    fn panel(&mut self, panel: &Panel<'_>) {
        let number = panel
            .block
            .map_or_else(String::new, |it| format!("{}  ", it.order));
        let mut spans = vec![
            (number, quiet(Weight::SemiBold)),
            (panel.title.to_owned(), loud(Weight::SemiBold)),
        ];
        for total in &panel.totals {
            spans.push((format!("   {total}"), quiet(Weight::Regular)));
        }
        self.heading(spans);
        for sticky in &panel.notes {
            self.note(sticky);
        }
    }

    fn note(&mut self, sticky: &Sticky<'_>) {
        let bar = color(Shade::Light.sticky(sticky.color).edge);
        self.keep_together(40.0);
        let mut parts = vec![Part {
            spans: vec![(sticky.note.text.clone(), loud(Weight::Regular))],
            size: TEXT,
            bar: Some(&bar),
        }];
        let small = |spans| Part {
            spans,
            size: SMALL,
            bar: Some(&bar),
        };
        let voices = Voices {
            loud: loud(Weight::SemiBold),
            plain: quiet(Weight::Regular),
            shade: Shade::Light,
        };
        let foot = sticky::foot_spans(sticky, voices);
        if !foot.is_empty() {
            parts.push(small(foot));
        }
        for (label, text) in self.known.said(sticky) {
            parts.push(small(vec![
                (format!("{label}  "), quiet(Weight::SemiBold)),
                (text, loud(Weight::Regular)),
            ]));
        }
        for part in &parts {
            self.write(part);
        }
        self.y += NOTE_GAP;
    }

    /// Writes a paragraph, over as many columns as it takes.
    fn write(&mut self, part: &Part<'_>) {
        let indent = part.bar.map_or(0.0, |_| INDENT);
        let spans: Vec<(&str, Style)> = part
            .spans
            .iter()
            .map(|(text, style)| (text.as_str(), *style))
            .collect();
        let prose = match spans.as_slice() {
            [(text, style)] => self.setter.prose(text, *style),
            [] | [_, ..] => self.setter.styled(&spans),
        };
        let mut rest = prose.lay(
            self.setter,
            Self::column_width() - indent,
            part.size,
            Most::All,
        );
        while rest.rows() > 0 {
            let mut some = rest.take(Self::bottom() - self.y);
            if some.rows() == 0 {
                if !self.is_at_top() {
                    self.next_column();
                    continue;
                }
                some = rest.take(f32::MAX);
            }
            let height = some.height();
            if let Some(bar) = part.bar {
                let place = Frame::new(self.x(), self.y, 4.0, height);
                self.marks.push(Mark::Fill(place, *bar));
            }
            let text = some.at(self.x() + indent, self.y);
            self.marks.extend(text.chips());
            self.marks.push(Mark::Text(text));
            self.y += height;
            if rest.rows() > 0 {
                self.next_column();
            }
        }
    }

    fn done(mut self) -> Vec<Page> {
        if !self.marks.is_empty() {
            self.done.push(std::mem::take(&mut self.marks));
        }
        let all = self.done.len();
        let pages = std::mem::take(&mut self.done).into_iter().enumerate();
        let page = |(at, mut marks): (usize, Vec<Mark>)| {
            self.furnish(at + 1, all, &mut marks);
            Page {
                width: WIDTH,
                height: HEIGHT,
                ground: color(Shade::Light.page().ground),
                marks,
            }
        };
        pages.map(page).collect()
    }

    /// The title above, the number of the page below.
    fn furnish(&self, number: usize, all: usize, marks: &mut Vec<Mark>) {
        let width = WIDTH - 2.0 * MARGIN;
        let title = self
            .setter
            .prose(self.poster.title, quiet(Weight::SemiBold));
        let title = title.lay(self.setter, width, SMALL, Most::Lines(1));
        marks.push(Mark::Text(title.at(MARGIN, MARGIN)));
        let page = self
            .setter
            .prose(&format!("{number}/{all}"), quiet(Weight::Regular));
        let page = page.lay(self.setter, width, SMALL, Most::Lines(1));
        marks.push(Mark::Text(page.ending_at(WIDTH - MARGIN, HEIGHT - MARGIN)));
    }
}

fn loud(weight: Weight) -> Style {
    Style::plain(weight, color(Shade::Light.page().ink))
}

fn quiet(weight: Weight) -> Style {
    Style::plain(weight, color(Shade::Light.page().faint))
}
