//! Rules about what notes say.

use unicode_segmentation::UnicodeSegmentation;

use super::blocks::Role;
use super::{Found, Ground, in_header, in_note};
use crate::model::conflicts::words;
use crate::model::pairing;

/// The most words of a note that is read at a glance.
const MOST_WORDS: usize = 30;

/// Everyone, in words that mean that wherever they stand.
const EVERYONE: &[&str] = &[
    "everyone",
    "everybody",
    "anyone",
    "anybody",
    "all people",
    "all customers",
    "all companies",
    "all businesses",
    "general public",
    "whole world",
    "jedermann",
    "alle menschen",
    "alle kunden",
    "alle unternehmen",
    "alle leute",
    "tout le monde",
    "n'importe qui",
    "toutes les personnes",
    "tous les clients",
    "todo el mundo",
    "cualquier persona",
    "todas las personas",
    "todo mundo",
    "toda a gente",
    "qualquer pessoa",
    "todas as pessoas",
    "chiunque",
    "tutte le persone",
    "iedereen",
    "alle mensen",
    "wszyscy ludzie",
    "alla människor",
];

/// Words that mean it only where nothing else stands beside them.
const EVERYONE_ALONE: &[&str] = &[
    "all",
    "people",
    "the public",
    "consumers",
    "alle",
    "jeder",
    "leute",
    "tous",
    "todos",
    "todas",
    "tutti",
    "allen",
    "wszyscy",
    "alla",
    "大家",
    "みんな",
];

/// Everyone, in scripts without blanks.
const EVERYONE_WHOLE: &[&str] = &[
    "所有人",
    "每个人",
    "任何人",
    "誰でも",
    "すべての人",
    "全ての人",
    "全員",
    "모든 사람",
    "누구나",
];

/// What turns it round when it stands before it.
const NOT: &[&str] = &["not", "nicht", "pas", "no", "não", "non", "niet"];

pub(super) fn everyone(ground: &Ground<'_>) -> Vec<Found> {
    let Some(block) = ground.block(Role::Segments) else {
        return Vec::new();
    };
    let ids = ground.canvas.block(&block.id).iter();
    let notes = ids.filter_map(|id| Some((id, ground.canvas.note(id)?)));
    let all = notes.filter(|(_, note)| means_everyone(&note.text));
    all.map(|(id, _)| in_note(id, "everyone is no segment"))
        .collect()
}

fn means_everyone(text: &str) -> bool {
    let words: Vec<&str> = text.unicode_words().collect();
    let plain = words.join(" ").to_lowercase().replace('’', "'");
    let padded = format!(" {plain} ");
    let says = |phrase: &&'static str| {
        let before = padded
            .split_once(&format!(" {phrase} "))
            .map(|(before, _)| before);
        let last = before.map(|before| before.rsplit(' ').next().unwrap_or_default());
        last.is_some_and(|last| !NOT.contains(&last))
    };
    EVERYONE.iter().any(says)
        || EVERYONE_ALONE
            .iter()
            .any(|phrase| plain == *phrase || text.trim() == *phrase)
        || EVERYONE_WHOLE.iter().any(|phrase| text.contains(phrase))
}

/// Notes whose comments are not all resolved.
pub(super) fn open_thread(ground: &Ground<'_>) -> Vec<Found> {
    let notes = ground.canvas.notes();
    let open = notes.filter(|(_, note)| note.thread.is_open());
    open.map(|(id, note)| {
        let what = match note.thread.open_comments() {
            1 => "a comment waits for an answer".to_owned(),
            open => format!("{open} comments wait for an answer"),
        };
        in_note(id, what)
    })
    .collect()
}

pub(super) fn long(ground: &Ground<'_>) -> Vec<Found> {
    let counted = ground.notes().map(|(id, note)| (id, words(&note.text)));
    counted
        .filter(|(_, words)| *words > MOST_WORDS)
        .map(|(id, words)| in_note(id, format!("{words} words")))
        .collect()
}

/// How many words a text has. Where each sign counts as one, two make a word.
fn words(text: &str) -> usize {
    let is_sign = |word: &&str| {
        let mut letters = word.chars();
        let first = letters.next();
        letters.next().is_none() && first.is_some_and(|first| first >= '\u{2e80}')
    };
    let (signs, words): (Vec<&str>, Vec<&str>) = text.unicode_words().partition(is_sign);
    signs.len() / 2 + words.len()
}

pub(super) fn near_duplicate(ground: &Ground<'_>) -> Vec<Found> {
    let canvas = ground.canvas;
    let mut found = Vec::new();
    for block in canvas.blocks_in_use() {
        for (id, other) in pairing::repeats(canvas, block) {
            // The two texts of a note that two people changed are told of already.
            if canvas.other_text_of(id) == Some(other) || canvas.other_text_of(other) == Some(id) {
                continue;
            }
            let said = canvas.note(other).map_or("", |note| &note.text);
            found.push(in_note(id, format!("nearly as “{said}”")));
        }
    }
    found
}

pub(super) fn unsettled(ground: &Ground<'_>) -> Vec<Found> {
    let notes = ground.canvas.parted().map(|(_, other)| {
        in_note(
            other,
            "another text of a note, kept when two changed it at once",
        )
    });
    let fields = ground.canvas.conflicts.iter().map(|(path, _)| {
        let name = words::name(ground.canvas, path, Some(ground.kind));
        in_header(format!("two changed {name} at once"))
    });
    notes.chain(fields).collect()
}
