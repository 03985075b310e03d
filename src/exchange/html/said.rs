//! What is known about notes beyond their stickies: links, evidence, comments, review marks.

use std::collections::{BTreeMap, BTreeSet};

use super::markup::Html;
use super::prose::{self, first_line, paragraph};
use crate::exchange::poster::{Poster, Sticky, are_dots_shown};
use crate::model::by_person::ByPerson;
use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::json::Json;
use crate::model::kind::{Kind, Way};
use crate::model::links;
use crate::model::note::Note;
use crate::model::thread::Comment;

/// A canvas and how its notes are linked.
pub(super) struct Known<'a> {
    canvas: &'a Canvas,
    kind: &'a Kind,
    linked: BTreeMap<&'a NoteId, BTreeSet<&'a NoteId>>,
}

impl<'a> Known<'a> {
    /// What is known about the notes of the canvas.
    pub(super) fn of(canvas: &'a Canvas, kind: &'a Kind) -> Self {
        let linked = links::neighbours(canvas);
        Self {
            canvas,
            kind,
            linked,
        }
    }

    /// How many links lead from or to the note, those to notes that are gone too.
    pub(super) fn count_of_links(&self, id: &NoteId) -> usize {
        self.linked.get(id).map_or(0, BTreeSet::len)
            + links::leading_nowhere(self.canvas, id).count()
    }

    /// Whether there is anything to tell about the note.
    pub(super) fn tells(&self, id: &NoteId) -> bool {
        let says = |note: &Note| {
            let silent = note.thread.is_empty() && note.stances.is_empty();
            let dotless = !are_dots_shown(self.canvas) || self.canvas.dots_on(note) == 0;
            !(silent && dotless && note.belief.evidence.is_empty())
        };
        self.canvas.note(id).is_some_and(says) || self.count_of_links(id) > 0
    }

    /// A link to a note, by its first line.
    pub(super) fn link(&self, html: &mut Html, id: &NoteId) {
        match self.canvas.note(id) {
            Some(note) => {
                let place = format!("#{}", prose::note(id));
                html.element("a", &[("href", &place)], |html| {
                    html.said("bdi", "", first_line(&note.text));
                });
            }
            None => {
                html.own("a note that is not here (");
                html.said("bdi", "", id.as_str());
                html.own(")");
            }
        }
    }
}

/// The notes that wait for an answer.
pub(super) fn open_threads(html: &mut Html, poster: &Poster, known: &Known) {
    let notes = poster.panels().flat_map(|panel| &panel.notes);
    let open: Vec<&Sticky> = notes
        .filter(|sticky| sticky.note.thread.is_open())
        .collect();
    if open.is_empty() {
        return;
    }
    html.element("section", &[("id", "open-threads")], |html| {
        html.with_text("h2", &[], "Open threads");
        html.element("ul", &[], |html| {
            for sticky in open {
                html.element("li", &[], |html| {
                    known.link(html, sticky.id);
                    let comments = sticky.comments().unwrap_or_default();
                    html.text(&format!(": {comments}"));
                });
            }
        });
    });
}

/// All that is known about notes, block by block.
pub(super) fn about_notes(html: &mut Html, poster: &Poster, known: &Known) {
    if !known.canvas.notes().any(|(id, _)| known.tells(id)) {
        return;
    }
    html.element("section", &[("id", "about-the-notes")], |html| {
        html.with_text("h2", &[], "About the notes");
        html.element("div", &[("class", "columns")], |html| {
            for panel in poster.panels() {
                let told = panel.notes.iter().filter(|sticky| known.tells(sticky.id));
                for sticky in told {
                    about(html, sticky, panel.title, known);
                }
            }
        });
    });
}

fn about(html: &mut Html, sticky: &Sticky, block: &str, known: &Known) {
    let place = prose::about(sticky.id);
    html.element("article", &[("class", "about"), ("id", &place)], |html| {
        html.said("p", "of", block);
        html.element("h3", &[], |html| known.link(html, sticky.id));
        linked(html, sticky.id, known);
        evidence(html, sticky.note);
        comments(html, sticky.note);
        by_person(html, "Review marks", &sticky.note.stances);
        if are_dots_shown(known.canvas) {
            let dots = known.canvas.dots_by_person(sticky.note).into_iter();
            let dots =
                dots.map(|(who, dots)| (who.to_owned(), Json::Number(dots.to_string().into())));
            by_person(html, "Dots", &dots.collect());
        }
    });
}

fn linked(html: &mut Html, id: &NoteId, known: &Known) {
    if known.count_of_links(id) == 0 {
        return;
    }
    html.with_text("h4", &[], "Links");
    html.element("ul", &[("class", "links"), ("role", "list")], |html| {
        for other in known.linked.get(id).into_iter().flatten() {
            html.element("li", &[], |html| link(html, id, other, known));
        }
        for other in links::leading_nowhere(known.canvas, id) {
            html.element("li", &[], |html| {
                html.own("→ linked to ");
                if other == id {
                    html.own("itself");
                } else {
                    known.link(html, other);
                }
            });
        }
    });
}

/// A link as it is seen from this note: `→ serves Shops`, or `← Bicycles serves this`.
fn link(html: &mut Html, id: &NoteId, other: &NoteId, known: &Known) {
    let (canvas, kind) = (known.canvas, known.kind);
    let means = links::meaning(canvas, kind, id, other).map(|(relation, _)| &relation.means);
    let way = links::way(canvas, kind, id, other).unwrap_or(Way::To);
    match (way, means) {
        (Way::To, Some(means)) => {
            html.own("→ ");
            html.said("bdi", "", means);
            html.own(" ");
            known.link(html, other);
        }
        (Way::To, None) => {
            html.own("→ linked to ");
            known.link(html, other);
        }
        (Way::From, Some(means)) => {
            html.own("← ");
            known.link(html, other);
            html.own(" ");
            html.said("bdi", "", means);
            html.own(" this");
        }
        (Way::From, None) => {
            html.own("← linked from ");
            known.link(html, other);
        }
    }
}

fn evidence(html: &mut Html, note: &Note) {
    if note.belief.evidence.is_empty() {
        return;
    }
    html.with_text("h4", &[], "Evidence");
    html.element("ul", &[], |html| {
        for found in &note.belief.evidence {
            paragraph(html, "li", "text", found);
        }
    });
}

fn comments(html: &mut Html, note: &Note) {
    if note.thread.is_empty() {
        return;
    }
    html.with_text("h4", &[], "Comments");
    html.element("ul", &[("class", "comments")], |html| {
        for (_, said) in note.thread.in_order() {
            html.element("li", &[], |html| comment(html, said));
        }
    });
}

fn comment(html: &mut Html, said: &Comment) {
    paragraph(html, "p", "text", &said.text);
    html.element("p", &[("class", "by")], |html| {
        html.said("bdi", "", &said.signature());
        if said.is_open() {
            html.own(" · ");
            html.with_text("strong", &[], "open");
        } else {
            html.own(" · resolved by ");
            html.said("bdi", "", &said.resolved);
        }
    });
}

fn by_person(html: &mut Html, title: &'static str, values: &ByPerson) {
    if values.is_empty() {
        return;
    }
    html.with_text("h4", &[], title);
    html.element("ul", &[], |html| {
        for (who, value) in values.iter() {
            html.element("li", &[], |html| {
                html.said("bdi", "", who);
                html.own(": ");
                html.said("bdi", "", &value.to_string());
            });
        }
    });
}
