//! A page as PNG.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use skrifa::outline::OutlinePen;
use std::collections::HashMap;
use tiny_skia::{FillRule, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

use super::font::{Face, Fonts};
use super::scene::{Color, Frame, Line, Mark, Page, Run};
use crate::exchange::look::NotDrawn;

/// The most pixels of a picture: of more, hardly a program makes a window or a print.
const MOST_PIXELS: f32 = 200_000_000.0;
/// The most pixels of a side.
const MOST_SIDE: f32 = 32_000.0;

/// The pixels of a point where nobody says how wide the picture is to be: 2400 for a poster that did not grow.
const USUAL_SCALE: f32 = 2400.0 / super::arrange::WIDTH;
/// The most pixels in width, where nobody says it.
const MOST_USUAL: f32 = 9600.0;

/// The page, so many pixels wide.
pub(super) fn write(page: &Page, width: Option<u16>, fonts: &Fonts) -> Result<Vec<u8>, NotDrawn> {
    let usual = (page.width * USUAL_SCALE).round().min(MOST_USUAL);
    let width = width.map_or(usual, f32::from);
    let scale = width / page.width.max(1.0);
    let height = (page.height * scale).ceil();
    if !(1.0..=MOST_SIDE).contains(&height) || width * height > MOST_PIXELS {
        return Err(NotDrawn::TooLarge);
    }
    let side = |length: f32| u32::try_from(length as i32).map_err(|_| NotDrawn::TooLarge);
    let (width, rows) = (side(width)?, side(height)?);
    let mut pixmap = Pixmap::new(width, rows).ok_or(NotDrawn::TooLarge)?;
    let Color(red, green, blue) = page.ground;
    pixmap.fill(tiny_skia::Color::from_rgba8(red, green, blue, 255));
    let mut canvas = Canvas {
        pixmap: &mut pixmap,
        scale,
        fonts,
        outlines: HashMap::new(),
    };
    for mark in &page.marks {
        canvas.draw(mark);
    }
    encode(&pixmap)
}

struct Canvas<'a> {
    pixmap: &'a mut Pixmap,
    scale: f32,
    fonts: &'a Fonts,
    outlines: HashMap<(Face, u16), Option<Path>>,
}

impl Canvas<'_> {
    fn draw(&mut self, mark: &Mark) {
        let scale = Transform::from_scale(self.scale, self.scale);
        match mark {
            Mark::Fill(frame, color) => {
                if let Some(rect) = rect(*frame) {
                    self.pixmap.fill_rect(rect, &paint(*color), scale, None);
                }
            }
            Mark::Round(frame, corner, color) => {
                if let Some(path) = super::round::path(*frame, *corner, PathBuilder::new()) {
                    self.fill(&path, *color, scale);
                }
            }
            Mark::Rule(from, to, width, color) => {
                let mut path = PathBuilder::new();
                path.move_to(from.x, from.y);
                path.line_to(to.x, to.y);
                if let Some(path) = path.finish() {
                    let stroke = Stroke {
                        width: *width,
                        line_cap: tiny_skia::LineCap::Square,
                        ..Stroke::default()
                    };
                    self.pixmap
                        .stroke_path(&path, &paint(*color), &stroke, scale, None);
                }
            }
            Mark::Text(text) => {
                for line in &text.lines {
                    for run in &line.runs {
                        self.draw_run(run, line);
                    }
                }
            }
        }
    }

    fn fill(&mut self, path: &Path, color: Color, transform: Transform) {
        self.pixmap
            .fill_path(path, &paint(color), FillRule::Winding, transform, None);
    }

    fn draw_run(&mut self, run: &Run, line: &Line) {
        let unit = self.fonts.unit(run.face) * line.size;
        let mut at = run.x;
        for glyph in &run.glyphs {
            let fonts = self.fonts;
            let outline = self
                .outlines
                .entry((run.face, glyph.id))
                .or_insert_with(|| {
                    let mut pen = Pen(PathBuilder::new());
                    fonts.draw(run.face, glyph.id, &mut pen);
                    pen.0.finish()
                });
            let x = at + glyph.right * line.size;
            let y = line.baseline - glyph.up * line.size;
            if let Some(path) = outline.clone() {
                let place = Transform::from_row(unit, 0.0, 0.0, -unit, x, y);
                self.fill(&path, run.ink, place.post_scale(self.scale, self.scale));
            }
            at += glyph.advance * line.size;
        }
    }
}

struct Pen(PathBuilder);

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.0.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.0.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.0.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.0.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.0.close();
    }
}

fn rect(frame: Frame) -> Option<Rect> {
    Rect::from_xywh(frame.x, frame.y, frame.width, frame.height)
}

fn paint(Color(red, green, blue): Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color_rgba8(red, green, blue, 255);
    paint.anti_alias = true;
    paint
}

/// The page covers all, so that no pixel is transparent.
fn encode(pixmap: &Pixmap) -> Result<Vec<u8>, NotDrawn> {
    let mut rgb = Vec::with_capacity(3 * pixmap.pixels().len());
    for pixel in pixmap.pixels() {
        rgb.extend_from_slice(&[pixel.red(), pixel.green(), pixel.blue()]);
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, pixmap.width(), pixmap.height());
    encoder.set_color(ColorType::Rgb);
    encoder.set_depth(BitDepth::Eight);
    // The fast one is made for filtered rows: of large even areas it made files forty times as large.
    encoder.set_compression(Compression::Balanced);
    encoder.set_filter(Filter::NoFilter);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&rgb)?;
        writer.finish()
    });
    written.map_err(|_| NotDrawn::Failed)?;
    Ok(bytes)
}
