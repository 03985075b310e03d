//! Pictures of a canvas, for people to look at: a poster as SVG, PNG and PDF.
//!
//! Knows no file, clock or font of the system: the fonts are in the program, so that a bare server makes the same
//! picture. A text is set once with them (`prose`), the poster is laid out in points (`wall`, `arrange`, `slot`, `stack`,
//! `sticky`) as a list of marks (`scene`), and each format writes these marks (`svg`, `png`, `pdf`): so all show the same.

use super::look::{Drawing, Look, NotDrawn, Pages};
use super::poster::{Poster, Shade};
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::NoteId;
use crate::model::kind::Kind;

mod arrange;
mod details;
mod font;
mod grid;
mod head;
mod left;
mod pdf;
mod png;
mod prose;
mod round;
mod scene;
mod slot;
mod stack;
mod sticky;
mod svg;
mod wall;

use prose::Setter;
use wall::{Bounds, Wall};

/// A picture that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Its file.
    pub bytes: Vec<u8>,
    /// What of the canvas is not on it for want of room.
    pub missing: Missing,
}

/// What there was no room for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Notes that are not there; their blocks say how many.
    pub hidden: Vec<NoteId>,
    /// Notes of which only the beginning is there.
    pub cut: Vec<NoteId>,
    /// Fields of the header of which only the beginning is there.
    pub fields: Vec<HeaderField>,
}

/// The canvas as a picture of this format.
pub fn draw(
    canvas: &Canvas,
    kind: &Kind,
    drawing: Drawing,
    look: Look,
) -> Result<Picture, NotDrawn> {
    match drawing {
        Drawing::Svg => Ok(svg(canvas, kind, look)),
        Drawing::Png => png(canvas, kind, look),
        Drawing::Pdf => pdf(canvas, kind, look),
    }
}

/// The canvas as SVG. It grows until everything has room.
pub fn svg(canvas: &Canvas, kind: &Kind, look: Look) -> Picture {
    let setter = Setter::default();
    let poster = Poster::of(canvas, kind);
    let wall = wall::wall(&poster, kind, look.shade, Bounds::Growing, &setter);
    let title = setter.said(poster.title);
    let about = setter.said(poster.kind);
    Picture {
        bytes: svg::write(&wall.page, &title, &about, &setter.fonts).into_bytes(),
        missing: Missing::of(wall),
    }
}

/// The canvas as PNG. It grows as an SVG does.
pub fn png(canvas: &Canvas, kind: &Kind, look: Look) -> Result<Picture, NotDrawn> {
    let setter = Setter::default();
    let poster = Poster::of(canvas, kind);
    let wall = wall::wall(&poster, kind, look.shade, Bounds::Growing, &setter);
    Ok(Picture {
        bytes: png::write(&wall.page, look.width, &setter.fonts)?,
        missing: Missing::of(wall),
    })
}

/// The canvas as PDF: on one page, or with every note in full on further ones.
pub fn pdf(canvas: &Canvas, kind: &Kind, look: Look) -> Result<Picture, NotDrawn> {
    let setter = Setter::default();
    let poster = Poster::of(canvas, kind);
    let wall = wall::wall(
        &poster,
        kind,
        Shade::Light,
        Bounds::Paper(look.paper),
        &setter,
    );
    let by = canvas.header.designed_by.trim();
    let about = pdf::About {
        title: setter.said(poster.title),
        author: (!by.is_empty()).then(|| setter.said(by)),
    };
    let details = match look.pages {
        Pages::Poster => Vec::new(),
        Pages::Details => details::pages(canvas, kind, &poster, &setter),
    };
    let mut pages = vec![&wall.page];
    pages.extend(&details);
    let bytes = pdf::write(&pages, look.paper, about)?;
    let mut missing = Missing::of(wall);
    match look.pages {
        Pages::Poster => {}
        Pages::Details => {
            missing.hidden.clear();
            missing.cut.clear();
        }
    }
    Ok(Picture { bytes, missing })
}

impl Missing {
    fn of(wall: Wall) -> Self {
        Self {
            hidden: wall.hidden,
            cut: wall.cut,
            fields: wall.cut_fields,
        }
    }

    /// Whether everything is there.
    pub fn is_empty(&self) -> bool {
        self.hidden.is_empty() && self.cut.is_empty() && self.fields.is_empty()
    }
}

#[cfg(test)]
mod tests;
