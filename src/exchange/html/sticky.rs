//! A note as a sticky.

use super::markup::Html;
use super::prose;
use super::said::Known;
use crate::exchange::poster::{Panel, Sticky};
use crate::model::color::NoteColor;
use crate::model::id::NoteId;
use crate::model::stance::{self, Stance};

/// The notes of a block.
pub(super) fn stickies(html: &mut Html, panel: &Panel, known: &Known) {
    // Where lists show no marks, some readers need to be told that they are lists.
    html.element("ul", &[("class", "notes"), ("role", "list")], |html| {
        for sticky in &panel.notes {
            one(html, sticky, known);
        }
    });
}

fn one(html: &mut Html, sticky: &Sticky, known: &Known) {
    let place = prose::note(sticky.id);
    let color = sticky.color;
    let class = format!("note {}", color.map_or("plain", |color| color.name()));
    html.element("li", &[("class", &class), ("id", &place)], |html| {
        if let Some(color) = color {
            let sign = color.sign().to_string();
            html.with_text("span", &[("class", "sign"), ("aria-hidden", "true")], &sign);
            let named = format!("({})", color.name());
            html.with_text("span", &[("class", "unseen")], &named);
        }
        prose::paragraph(html, "p", "text", &sticky.note.text);
        if has_badges(sticky, known) {
            html.element("p", &[("class", "badges")], |html| {
                badges(html, sticky, known);
            });
        }
    });
}

fn has_badges(sticky: &Sticky, known: &Known) -> bool {
    let note = sticky.note;
    note.conflict_of.is_some()
        || !note.tags.is_empty()
        || note.amount.is_some()
        || note.belief.status.is_some()
        || note.belief.horizon.is_some()
        || sticky.unknown_color().is_some()
        || known.tells(sticky.id)
}

/// What is known of the note, in a few words each.
fn badges(html: &mut Html, sticky: &Sticky, known: &Known) {
    let mut badge = |class: &str, text: &str| {
        html.said("span", class, text);
        // Where a page is read without its style, words stay apart.
        html.own(" ");
    };
    if let Some(amount) = sticky.amount() {
        badge("amount", &amount);
    }
    if let Some(status) = sticky.status() {
        badge("status", &status);
    }
    if let Some(horizon) = sticky.horizon() {
        badge("horizon", &horizon);
    }
    for tag in &sticky.tags {
        badge(tag.color.map_or("tag", tag_class), tag.name);
    }
    if let Some(color) = sticky.unknown_color() {
        badge("tag", &format!("colour {color}"));
    }
    if let Some(other) = &sticky.note.conflict_of {
        other_text(html, other, known);
    }
    if let Some(more) = more(sticky, known) {
        let place = format!("#{}", prose::about(sticky.id));
        html.with_text("a", &[("class", "more"), ("href", &place)], &more);
    }
}

/// The class of a tag that has a colour of its own.
const fn tag_class(color: NoteColor) -> &'static str {
    match color {
        NoteColor::Yellow => "tag yellow",
        NoteColor::Orange => "tag orange",
        NoteColor::Red => "tag red",
        NoteColor::Purple => "tag purple",
        NoteColor::Blue => "tag blue",
        NoteColor::Green => "tag green",
        NoteColor::Gray => "tag gray",
    }
}

fn other_text(html: &mut Html, other: &NoteId, known: &Known) {
    html.element("span", &[("class", "status")], |html| {
        html.own("≠ other text of ");
        known.link(html, other);
    });
    html.own(" ");
}

/// What there is to read about the note further down, counted.
fn more(sticky: &Sticky, known: &Known) -> Option<String> {
    let note = sticky.note;
    let counted = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {many}")),
    };
    let open = note.thread.open_comments();
    let settled = note.thread.len() - open;
    let of = |stance| stance::count(&note.stances, stance);
    let other_marks = note.stances.iter().len() - Stance::ALL.map(of).iter().sum::<usize>();
    let parts = [
        counted(known.count_of_links(sticky.id), "link", "links"),
        counted(note.belief.evidence.len(), "finding", "findings"),
        counted(open, "open comment", "open comments"),
        counted(settled, "settled comment", "settled comments"),
        counted(of(Stance::Agree), "agrees", "agree"),
        counted(of(Stance::Disagree), "disagrees", "disagree"),
        counted(of(Stance::Question), "asks", "ask"),
        counted(other_marks, "other mark", "other marks"),
        sticky.dots(),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}
