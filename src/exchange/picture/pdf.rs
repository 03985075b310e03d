//! Pages as PDF, with the letters that they need of the fonts, and with text that can be searched.

use std::collections::HashMap;

use krilla::Document;
use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Point, Rect, Transform};
use krilla::metadata::Metadata;
use krilla::num::NormalizedF32;
use krilla::page::PageSettings;
use krilla::paint::{Fill, FillRule, LineCap, Stroke};
use krilla::surface::Surface;
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::font::Face;
use super::scene::{Color, Frame, Line, Mark, Page, Run};
use crate::exchange::look::{NotDrawn, PaperSize};

/// What a document says of itself. Untrusted texts that were cleaned.
pub(super) struct About {
    /// Its title.
    pub title: String,
    /// Who it is by, where that is said.
    pub author: Option<String>,
}

/// The pages, each as large as it gets on this paper.
pub(super) fn write(pages: &[&Page], paper: PaperSize, about: About) -> Result<Vec<u8>, NotDrawn> {
    let mut document = Document::new();
    let creator = concat!("bmcanvas ", env!("CARGO_PKG_VERSION")).to_owned();
    let metadata = Metadata::new().title(about.title).creator(creator);
    document.set_metadata(match about.author {
        Some(author) => metadata.authors(vec![author]),
        None => metadata,
    });
    let mut faces = Faces::default();
    for page in pages {
        let (width, height) = paper.points();
        let settings = PageSettings::from_wh(width, height).ok_or(NotDrawn::Failed)?;
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        draw(page, (width, height), &mut faces, &mut surface);
        surface.finish();
        sheet.finish();
    }
    document.finish().map_err(|_| NotDrawn::Failed)
}

/// The fonts that are in use.
#[derive(Default)]
struct Faces(HashMap<Face, Option<Font>>);

impl Faces {
    fn get(&mut self, face: Face) -> Option<Font> {
        let read = || Font::new(face.data().into(), 0);
        self.0.entry(face).or_insert_with(read).clone()
    }
}

fn draw(page: &Page, (width, height): (f32, f32), faces: &mut Faces, surface: &mut Surface<'_>) {
    let scale = (width / page.width).min(height / page.height);
    let x = (width - page.width * scale) / 2.0;
    let y = (height - page.height * scale) / 2.0;
    surface.push_transform(&Transform::from_row(scale, 0.0, 0.0, scale, x, y));
    for mark in &page.marks {
        match mark {
            Mark::Fill(frame, color) => fill(rectangle(*frame), *color, surface),
            Mark::Round(frame, corner, color) => {
                fill(
                    super::round::path(*frame, *corner, PathBuilder::new()),
                    *color,
                    surface,
                );
            }
            Mark::Rule(from, to, width, color) => {
                let mut path = PathBuilder::new();
                path.move_to(from.x, from.y);
                path.line_to(to.x, to.y);
                stroke(path.finish(), *width, *color, surface);
            }
            Mark::Text(text) => {
                for line in &text.lines {
                    for run in &line.runs {
                        draw_run(run, line, faces, surface);
                    }
                }
            }
        }
    }
    surface.pop();
}

fn ink(Color(red, green, blue): Color) -> Fill {
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn fill(path: Option<Path>, color: Color, surface: &mut Surface<'_>) {
    if let Some(path) = path {
        surface.set_stroke(None);
        surface.set_fill(Some(ink(color)));
        surface.draw_path(&path);
    }
}

fn stroke(
    path: Option<Path>,
    width: f32,
    Color(red, green, blue): Color,
    surface: &mut Surface<'_>,
) {
    if let Some(path) = path {
        surface.set_fill(None);
        surface.set_stroke(Some(Stroke {
            paint: rgb::Color::new(red, green, blue).into(),
            width,
            line_cap: LineCap::Square,
            ..Stroke::default()
        }));
        surface.draw_path(&path);
    }
}

fn rectangle(frame: Frame) -> Option<Path> {
    let rect = Rect::from_xywh(frame.x, frame.y, frame.width, frame.height)?;
    let mut path = PathBuilder::new();
    path.push_rect(rect);
    path.finish()
}

fn draw_run(run: &Run, line: &Line, faces: &mut Faces, surface: &mut Surface<'_>) {
    let Some(font) = faces.get(run.face) else {
        return;
    };
    let glyph = |glyph: &super::scene::Glyph| KrillaGlyph {
        glyph_id: GlyphId::new(glyph.id.into()),
        text_range: glyph.range.clone(),
        x_advance: glyph.advance,
        x_offset: glyph.right,
        y_offset: glyph.up,
        y_advance: 0.0,
        location: None,
    };
    let glyphs: Vec<KrillaGlyph> = run.glyphs.iter().map(glyph).collect();
    let start = Point::from_xy(run.x, line.baseline);
    surface.set_stroke(None);
    surface.set_fill(Some(ink(run.ink)));
    surface.draw_glyphs(start, &glyphs, font, &run.text, line.size, false);
}
