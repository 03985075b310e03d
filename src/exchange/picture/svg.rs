//! A page as SVG.
//!
//! Letters are drawn as outlines, since hardly any program but a browser takes the fonts that an SVG carries: so it
//! looks the same everywhere. Over them lies the text itself, unseen, to be searched, selected and read aloud.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use skrifa::outline::OutlinePen;

use super::font::{Face, Fonts};
use super::scene::{Color, Frame, Gap, Line, Mark, Page, Run, Text};

/// The page; `title` is what it shows.
pub(super) fn write(page: &Page, title: &str, about: &str, fonts: &Fonts) -> String {
    let mut svg = String::new();
    let (width, height) = (number(page.width), number(page.height));
    svg.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    put(
        &mut svg,
        format_args!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\">\n\
         <title>{}</title>\n<desc>{}</desc>\n",
            escaped(title),
            escaped(about),
        ),
    );
    let shapes = Shapes::of(page);
    shapes.write(fonts, &mut svg);
    let all = Frame::new(0.0, 0.0, page.width, page.height);
    rectangle(all, 0.0, page.ground, &mut svg);
    for mark in &page.marks {
        match mark {
            Mark::Fill(frame, color) => rectangle(*frame, 0.0, *color, &mut svg),
            Mark::Round(frame, corner, color) => rectangle(*frame, *corner, *color, &mut svg),
            Mark::Rule(from, to, width, color) => put(
                &mut svg,
                format_args!(
                    "<path d=\"M{} {}L{} {}\" stroke=\"{}\" stroke-width=\"{}\" stroke-linecap=\"square\"/>\n",
                    number(from.x),
                    number(from.y),
                    number(to.x),
                    number(to.y),
                    hex(*color),
                    number(*width),
                ),
            ),
            Mark::Text(text) => draw_text(text, &shapes, fonts, &mut svg),
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// Writing into a string cannot fail.
fn put(svg: &mut String, parts: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(parts);
}

/// The glyphs that are drawn, each with a short name.
struct Shapes(BTreeMap<(Face, u16), usize>);

impl Shapes {
    fn of(page: &Page) -> Self {
        let mut names = BTreeMap::new();
        let runs = page.marks.iter().flat_map(|mark| match mark {
            Mark::Text(text) => text.lines.as_slice(),
            Mark::Fill(..) | Mark::Round(..) | Mark::Rule(..) => &[],
        });
        for run in runs.flat_map(|line| &line.runs) {
            for glyph in &run.glyphs {
                let next = names.len();
                names.entry((run.face, glyph.id)).or_insert(next);
            }
        }
        Self(names)
    }

    fn write(&self, fonts: &Fonts, svg: &mut String) {
        svg.push_str("<defs>\n");
        for ((face, glyph), name) in &self.0 {
            let mut path = PathText::default();
            fonts.draw(*face, *glyph, &mut path);
            put(
                svg,
                format_args!("<path id=\"g{name}\" d=\"{}\"/>\n", path.0),
            );
        }
        svg.push_str("</defs>\n");
    }
}

fn rectangle(frame: Frame, corner: f32, color: Color, svg: &mut String) {
    let Frame {
        x,
        y,
        width,
        height,
    } = frame;
    put(
        svg,
        format_args!(
            "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"",
            number(x),
            number(y),
            number(width),
            number(height),
        ),
    );
    if corner > 0.0 {
        put(svg, format_args!(" rx=\"{}\"", number(corner)));
    }
    put(svg, format_args!(" fill=\"{}\"/>\n", hex(color)));
}

fn draw_text(text: &Text, shapes: &Shapes, fonts: &Fonts, svg: &mut String) {
    for line in &text.lines {
        for run in &line.runs {
            draw_run(run, line, shapes, fonts, svg);
        }
    }
    if text.lines.iter().all(|line| line.text.trim().is_empty()) {
        return;
    }
    svg.push_str("<text fill-opacity=\"0\" font-family=\"sans-serif\" xml:space=\"preserve\">");
    for line in &text.lines {
        write_line(line, svg);
    }
    svg.push_str("</text>\n");
}

/// The outlines of a run, in units of its font.
fn draw_run(run: &Run, line: &Line, shapes: &Shapes, fonts: &Fonts, svg: &mut String) {
    let unit = fonts.unit(run.face);
    if unit <= 0.0 || run.text.trim().is_empty() {
        return;
    }
    let scale = line.size * unit;
    put(
        svg,
        format_args!(
            "<g fill=\"{}\" transform=\"matrix({scale:.5} 0 0 {:.5} {} {})\">",
            hex(run.ink),
            -scale,
            number(run.x),
            number(line.baseline),
        ),
    );
    let mut at = 0.0;
    for glyph in &run.glyphs {
        if let Some(name) = shapes.0.get(&(run.face, glyph.id)) {
            let x = ((at + glyph.right) / unit).round();
            let y = (glyph.up / unit).round();
            put(svg, format_args!("<use xlink:href=\"#g{name}\""));
            if x != 0.0 {
                put(svg, format_args!(" x=\"{x}\""));
            }
            if y != 0.0 {
                put(svg, format_args!(" y=\"{y}\""));
            }
            svg.push_str("/>");
        }
        at += glyph.advance;
    }
    svg.push_str("</g>\n");
}

/// The words of a line, unseen.
fn write_line(line: &Line, svg: &mut String) {
    if line.text.is_empty() {
        return;
    }
    put(
        svg,
        format_args!(
            "<tspan x=\"{}\" y=\"{}\" font-size=\"{}\"",
            number(line.x),
            number(line.baseline),
            number(line.size),
        ),
    );
    if line.width > 0.0 {
        put(
            svg,
            format_args!(
                " textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\"",
                number(line.width)
            ),
        );
    }
    put(svg, format_args!(">{}</tspan>", escaped(&line.text)));
    match line.gap {
        Gap::Space => svg.push(' '),
        Gap::None => {}
    }
}

/// An outline as the data of a path.
#[derive(Default)]
struct PathText(String);

impl PathText {
    fn add(&mut self, command: char, numbers: &[f32]) {
        self.0.push(command);
        for (at, number) in numbers.iter().enumerate() {
            let number = number.round() as i32;
            if at > 0 && number >= 0 {
                self.0.push(' ');
            }
            put(&mut self.0, format_args!("{number}"));
        }
    }
}

impl OutlinePen for PathText {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.add('L', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.add('Q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.add('C', &[ax, ay, bx, by, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// A text as XML holds it. What XML cannot hold was made visible before.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for scalar in text.chars() {
        match scalar {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            scalar => escaped.push(scalar),
        }
    }
    escaped
}

/// A measure to a hundredth.
fn number(measure: f32) -> f32 {
    (measure * 100.0).round() / 100.0
}

fn hex(Color(red, green, blue): Color) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
