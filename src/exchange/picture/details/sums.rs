//! What a canvas says beyond its notes: what it costs and brings, and whether it holds.

use super::{NOTE_GAP, Part, SMALL, TEXT, Writing, loud, quiet};
use crate::exchange::picture::font::Weight;
use crate::exchange::picture::prose::{Most, Style};
use crate::exchange::picture::scene::{Mark, Point};
use crate::model::canvas::Canvas;
use crate::model::figures::figures;
use crate::model::figures::table::{self, Table};
use crate::model::kind::Kind;
use crate::model::viability::{Answer, BEST, Dimension};

/// The room between two columns of figures.
const GAP: f32 = 16.0;
/// How far the rows that tell more of the one above stand to its right.
const DETAIL: f32 = 12.0;
/// The least room for the names of rows.
const LEAST_NAME: f32 = 90.0;
/// The room that a table's head and its first rows take.
const HEAD: f32 = 60.0;
/// How wide the line below a table's head is.
const RULE: f32 = 0.6;

/// A row of a table: what it is, and a figure for each column.
struct Row<'t> {
    name: (&'t str, Style),
    indent: f32,
    cells: &'t [String],
    style: Style,
}

impl Writing<'_> {
    /// The figures, where any note states an amount or the canvas assumes anything.
    pub(super) fn figures(&mut self, canvas: &Canvas, kind: &Kind) {
        let Ok(figures) = figures(canvas, kind) else {
            return;
        };
        let remarks = table::remarks(&figures, canvas);
        let has_assumed = canvas.figures().is_some();
        if figures.sheets.is_empty() && !has_assumed {
            return;
        }
        self.heading(vec![("Figures".to_owned(), loud(Weight::SemiBold))]);
        let assumed = table::assumed(&figures);
        if !assumed.is_empty() {
            self.remark(&format!("Assumed: {assumed}"));
        }
        for sheet in &figures.sheets {
            match table::tables(sheet, canvas) {
                Ok(tables) => tables
                    .iter()
                    .for_each(|table| self.table(table, sheet.currency.code())),
                Err(overflow) => self.remark(&overflow.to_string()),
            }
        }
        for remark in &remarks {
            self.remark(remark);
        }
    }

    /// The six questions, where the team answered any.
    pub(super) fn viability(&mut self, canvas: &Canvas) {
        if canvas.viability().is_none() {
            return;
        }
        self.heading(vec![("Does it hold?".to_owned(), loud(Weight::SemiBold))]);
        for dimension in Dimension::ALL {
            self.answer(dimension, &canvas.answer(dimension));
        }
    }

    fn answer(&mut self, dimension: Dimension, answer: &Answer) {
        self.keep_together(HEAD);
        let rating = match answer.rating {
            None => "not rated".to_owned(),
            Some(rating) => format!("{} {rating} of {BEST}", "●".repeat(rating.into())),
        };
        let question = dimension.question().to_owned();
        let mut parts = vec![
            (
                TEXT,
                vec![
                    (dimension.title().to_owned(), loud(Weight::SemiBold)),
                    (format!("   {rating}"), quiet(Weight::Regular)),
                ],
            ),
            (SMALL, vec![(question, quiet(Weight::Regular))]),
        ];
        if !answer.reason.is_empty() {
            parts.push((TEXT, vec![(answer.reason.clone(), loud(Weight::Regular))]));
        }
        for (size, spans) in parts {
            self.write(&Part {
                spans,
                size,
                bar: None,
            });
        }
        self.y += NOTE_GAP;
    }

    fn remark(&mut self, text: &str) {
        self.write(&Part {
            spans: vec![(text.to_owned(), quiet(Weight::Regular))],
            size: SMALL,
            bar: None,
        });
        self.y += 4.0;
    }

    fn table(&mut self, table: &Table, currency: &str) {
        self.keep_together(HEAD);
        let columns: Vec<String> = table.columns.iter().map(|it| (*it).to_owned()).collect();
        let widths = self.widths(&columns, table);
        let title = format!("{}, {currency}", table.title);
        self.row(
            &Row {
                name: (&title, loud(Weight::SemiBold)),
                indent: 0.0,
                cells: &columns,
                style: quiet(Weight::SemiBold),
            },
            &widths,
        );
        let (x, y) = (self.x(), self.y + 1.0);
        let end = Point {
            x: x + Self::column_width(),
            y,
        };
        let ink = quiet(Weight::Regular).ink;
        self.marks.push(Mark::Rule(Point { x, y }, end, RULE, ink));
        self.y += 3.0;
        for row in &table.rows {
            let (indent, style) = match row.weight {
                table::Weight::Main => (0.0, loud(Weight::Regular)),
                table::Weight::Detail => (DETAIL, quiet(Weight::Regular)),
            };
            let row = Row {
                name: (&row.name, style),
                indent,
                cells: &row.cells,
                style,
            };
            self.row(&row, &widths);
        }
        self.y += NOTE_GAP;
    }

    /// How wide the columns are; as much as their widest figures, while names have room.
    fn widths(&self, columns: &[String], table: &Table) -> Vec<f32> {
        let width = |text: &str, weight| self.setter.prose(text, loud(weight)).width(TEXT);
        let mut widths: Vec<f32> = Vec::new();
        for (at, column) in columns.iter().enumerate() {
            let cells = table.rows.iter().filter_map(|row| row.cells.get(at));
            let cells = cells.map(|cell| width(cell, Weight::Regular));
            widths.push(cells.fold(width(column, Weight::SemiBold), f32::max));
        }
        let most = Self::column_width() - LEAST_NAME;
        let all: f32 = widths.iter().map(|width| width + GAP).sum();
        if all > most {
            let part = most / all;
            for width in &mut widths {
                *width *= part;
            }
        }
        widths
    }

    fn row(&mut self, row: &Row<'_>, widths: &[f32]) {
        let taken: f32 = widths.iter().map(|width| width + GAP).sum();
        let room = (Self::column_width() - row.indent - taken).max(LEAST_NAME - DETAIL - GAP);
        let name = self.setter.prose(row.name.0, row.name.1);
        let name = name.lay(self.setter, room, TEXT, Most::Lines(2));
        let height = name.height();
        self.keep_together(height);
        let (x, y) = (self.x(), self.y);
        self.marks.push(Mark::Text(name.at(x + row.indent, y)));
        let mut right = x + Self::column_width();
        for (at, width) in widths.iter().enumerate().rev() {
            let cell = row.cells.get(at).filter(|cell| !cell.is_empty());
            if let Some(cell) = cell {
                let cell = self.setter.prose(cell, row.style);
                // A hair more, so that rounding cuts nothing.
                let cell = cell.lay(self.setter, width + 0.5, TEXT, Most::Lines(1));
                self.marks.push(Mark::Text(cell.ending_at(right, y)));
            }
            right -= width + GAP;
        }
        self.y += height;
    }
}
