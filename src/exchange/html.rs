//! One page of HTML that needs nothing else: no script, no picture, no font, no other file or host.
//!
//! The grid of the kind with its stickies comes first and fills a screen or a sheet of paper; what does not fit on a
//! poster is below it, with links there and back. Everything that a canvas has is on the page, but for what this program
//! does not know.

mod fit;
mod markup;
mod prose;
mod said;
mod sticky;
mod style;
mod sums;
mod unknown;

use self::markup::Html;
use self::said::Known;
use super::poster::{Panel, Poster};
use super::{Rules, Written};
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;

/// What a browser may do with the page: nothing but style it. Styles are those of this program alone, and even one that
/// got in could load nothing.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

pub(super) fn write(canvas: &Canvas, kind: &Kind, rules: &Rules) -> Written {
    let poster = Poster::of(canvas, kind);
    let mut html = Html::default();
    html.own("<!DOCTYPE html>");
    html.element("html", &[("lang", "en")], |html| {
        html.element("head", &[], |html| head(html, &poster, kind));
        html.element("body", &[], |html| body(html, &poster, canvas, kind, rules));
    });
    html.own("\n");
    Written {
        bytes: html.into_string().into_bytes(),
        left: unknown::left(canvas),
    }
}

fn head(html: &mut Html, poster: &Poster, kind: &Kind) {
    html.empty("meta", &[("charset", "utf-8")]);
    html.empty(
        "meta",
        &[
            ("http-equiv", "Content-Security-Policy"),
            ("content", POLICY),
        ],
    );
    let width = "width=device-width, initial-scale=1";
    for (name, content) in [
        ("viewport", width),
        ("referrer", "no-referrer"),
        ("color-scheme", "light dark"),
        ("generator", "bmcanvas"),
    ] {
        html.empty("meta", &[("name", name), ("content", content)]);
    }
    html.with_text("title", &[], poster.title);
    html.style(style::PAGE);
    html.style(&style::colors());
    html.style(&style::grid(kind.grid(), kind));
    html.style(style::PRINT);
}

fn body(html: &mut Html, poster: &Poster, canvas: &Canvas, kind: &Kind, rules: &Rules) {
    let known = Known::of(canvas, kind);
    let mut more = Html::default();
    beside(&mut more, poster, &known);
    sums::viability(&mut more, canvas, kind, rules);
    sums::money(&mut more, canvas, kind);
    sums::told(&mut more, canvas, kind);
    sums::rounds(&mut more, canvas, kind, &known);
    said::open_threads(&mut more, poster, &known);
    said::about_notes(&mut more, poster, &known);
    sums::undecided(&mut more, canvas);
    let print = fit::fit(poster, kind);
    let class = if print.fits { "sheet" } else { "sheet long" };
    let style = style::of_sheet(kind.grid(), &print);
    html.element("div", &[("class", class), ("style", &style)], |html| {
        sheet(html, poster, &known);
    });
    if !more.is_empty() {
        let attributes = [
            ("class", "beyond"),
            ("aria-label", "More about this canvas"),
        ];
        html.element("aside", &attributes, |html| html.append(&more));
    }
}

/// What fills the first screen, or the sheet of paper.
fn sheet(html: &mut Html, poster: &Poster, known: &Known) {
    html.element("header", &[], |html| {
        html.element("div", &[("class", "name")], |html| {
            html.said("p", "kind", poster.kind);
            html.said("h1", "", poster.title);
        });
        if !poster.fields.is_empty() {
            html.element("dl", &[], |html| fields(html, poster));
        }
    });
    html.element("main", &[], |html| {
        html.element("div", &[("class", "canvas")], |html| {
            for panel in &poster.blocks {
                block(html, panel, known);
            }
        });
    });
    if let Some(credit) = poster.credit {
        html.said("footer", "", credit);
    }
}

fn fields(html: &mut Html, poster: &Poster) {
    for (field, text) in &poster.fields {
        html.element("div", &[], |html| {
            html.with_text("dt", &[], field.label());
            html.said("dd", "", text);
        });
    }
}

fn block(html: &mut Html, panel: &Panel, known: &Known) {
    let place = prose::block(panel.id);
    let area = panel.block.map(|block| style::area(block.area));
    let mut attributes = vec![("class", "block"), ("id", &*place)];
    attributes.extend(area.iter().map(|area| ("style", &**area)));
    html.element("section", &attributes, |html| {
        html.element("div", &[("class", "title")], |html| {
            html.element("h2", &[], |html| {
                if let Some(block) = panel.block {
                    let number = format!("{} ", block.order);
                    html.with_text("span", &[("class", "number")], &number);
                }
                html.said("bdi", "", panel.title);
            });
            if !panel.totals.is_empty() {
                let total = panel.totals.join(" + ");
                html.element("span", &[("class", "total")], |html| {
                    html.with_text("span", &[("class", "unseen")], "in the first year: ");
                    html.text(&total);
                });
            }
        });
        let question = panel.block.and_then(|block| block.questions.first());
        match question {
            Some(question) if panel.notes.is_empty() => html.said("p", "question", question),
            Some(_) | None => sticky::stickies(html, panel, known),
        }
    });
}

/// What lies off the grid.
fn beside(html: &mut Html, poster: &Poster, known: &Known) {
    for panel in &poster.beside {
        block(html, panel, known);
    }
}
