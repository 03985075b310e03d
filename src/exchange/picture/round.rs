//! Rectangles with round corners, for those who draw paths.

use super::scene::Frame;

/// How far the control points of a quarter of a circle are from its ends, as part of its radius.
const CIRCLE: f32 = 0.552_284_8;

/// What a path is built with.
pub(super) trait Builder {
    /// The path.
    type Path;
    /// Begins here.
    fn from(&mut self, x: f32, y: f32);
    /// Goes straight on to here.
    fn to(&mut self, x: f32, y: f32);
    /// Goes on to here in a curve.
    fn curve(&mut self, a: (f32, f32), b: (f32, f32), end: (f32, f32));
    /// Closes it.
    fn done(self) -> Option<Self::Path>;
}

/// The outline of a rectangle with round corners.
pub(super) fn path<B: Builder>(frame: Frame, corner: f32, mut builder: B) -> Option<B::Path> {
    let r = corner
        .min(frame.width / 2.0)
        .min(frame.height / 2.0)
        .max(0.0);
    let k = r * (1.0 - CIRCLE);
    let (left, top, right, bottom) = (frame.x, frame.y, frame.right(), frame.bottom());
    builder.from(left + r, top);
    builder.to(right - r, top);
    builder.curve((right - k, top), (right, top + k), (right, top + r));
    builder.to(right, bottom - r);
    builder.curve(
        (right, bottom - k),
        (right - k, bottom),
        (right - r, bottom),
    );
    builder.to(left + r, bottom);
    builder.curve((left + k, bottom), (left, bottom - k), (left, bottom - r));
    builder.to(left, top + r);
    builder.curve((left, top + k), (left + k, top), (left + r, top));
    builder.done()
}

impl Builder for tiny_skia::PathBuilder {
    type Path = tiny_skia::Path;

    fn from(&mut self, x: f32, y: f32) {
        self.move_to(x, y);
    }

    fn to(&mut self, x: f32, y: f32) {
        self.line_to(x, y);
    }

    fn curve(&mut self, a: (f32, f32), b: (f32, f32), end: (f32, f32)) {
        self.cubic_to(a.0, a.1, b.0, b.1, end.0, end.1);
    }

    fn done(mut self) -> Option<tiny_skia::Path> {
        self.close();
        self.finish()
    }
}

impl Builder for krilla::geom::PathBuilder {
    type Path = krilla::geom::Path;

    fn from(&mut self, x: f32, y: f32) {
        self.move_to(x, y);
    }

    fn to(&mut self, x: f32, y: f32) {
        self.line_to(x, y);
    }

    fn curve(&mut self, a: (f32, f32), b: (f32, f32), end: (f32, f32)) {
        self.cubic_to(a.0, a.1, b.0, b.1, end.0, end.1);
    }

    fn done(mut self) -> Option<krilla::geom::Path> {
        self.close();
        self.finish()
    }
}
