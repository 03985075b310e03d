//! Canvases of every content, for property tests.

use bmcanvas::model::amount::Stated;
use bmcanvas::model::belief::Belief;
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::header::Header;
use bmcanvas::model::id::{CommentId, NoteId};
use bmcanvas::model::json::{Fields, Json};
use bmcanvas::model::note::{Note, Place};
use bmcanvas::model::stance::Stances;
use bmcanvas::model::thread::{Comment, Thread};
use bmcanvas::model::vote::Votes;
use proptest::collection::{btree_map, btree_set, vec};
use proptest::prelude::*;

/// Texts as people and attackers write them.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ -~]{0,12}",
        ".{0,8}",
        Just("line\nline\r\n\ttab \"quoted\" \\ \u{1b}[31m \u{202e} \u{9b}".to_owned()),
        Just("<<<<<<< not a marker".to_owned()),
    ]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|n| n.to_string()),
        "-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?",
        Just("1e400".to_owned()),
        Just("1.10".to_owned()),
        Just("-0".to_owned()),
    ]
}

pub(crate) fn json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        number().prop_map(|n| Json::Number(n.into())),
        text().prop_map(|text| Json::String(text.into())),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Json::Array),
            btree_map(text(), inner, 0..5).prop_map(Json::Object),
        ]
    })
}

/// Fields that are none of the format's own.
fn unknown() -> impl Strategy<Value = Fields> {
    btree_map("x[a-z]{0,4}|\\PC{1,3}", json(), 0..3)
}

fn header() -> impl Strategy<Value = Header> {
    let texts = (text(), text(), text(), text());
    let pair = (text(), text());
    (texts, proptest::option::of(any::<u64>()), pair).prop_map(
        |((title, designed_for, designed_by, date), iteration, (state, counterpart))| Header {
            title,
            designed_for,
            designed_by,
            date,
            iteration,
            state,
            counterpart,
        },
    )
}

fn comment() -> impl Strategy<Value = Comment> {
    let resolved = prop_oneof![Just(String::new()), text()];
    (text(), text(), text(), resolved, unknown()).prop_map(|(by, at, text, resolved, extra)| {
        Comment {
            by,
            at,
            text,
            resolved,
            extra,
        }
    })
}

fn thread() -> impl Strategy<Value = Thread> {
    let comments = btree_map("[0-9a-z]{12}|[ -}]{1,4}|\\PC{2,4}", comment(), 0..3);
    comments.prop_map(|comments| {
        let comments = comments.into_iter();
        comments
            .map(|(id, comment)| (CommentId::from(&*id), comment))
            .collect()
    })
}

fn stances() -> impl Strategy<Value = Stances> {
    let mark = prop_oneof![
        "agree|maybe".prop_map(|mark| Json::String(mark.into())),
        json()
    ];
    let marks = btree_map("[a-c]|[ -}]{0,4}", mark, 0..3);
    marks.prop_map(|marks| marks.into_iter().collect())
}

fn votes() -> impl Strategy<Value = Votes> {
    let dots = prop_oneof!["[1-9]".prop_map(|dots| Json::Number(dots.into())), json()];
    let votes = btree_map("[a-c]|[ -}]{0,4}", dots, 0..3);
    votes.prop_map(|votes| votes.into_iter().collect())
}

fn belief() -> impl Strategy<Value = Belief> {
    let word = || {
        let word = "untested|later|.{0,3}".prop_map(|word| Json::String(word.into()));
        proptest::option::of(prop_oneof![word, json()])
            .prop_map(|word| word.filter(|word| *word != Json::Null))
    };
    let line = text().prop_filter("no evidence", |line| !line.is_empty() && line != "~");
    (word(), word(), btree_set(line, 0..3)).prop_map(|(status, horizon, evidence)| Belief {
        status,
        horizon,
        evidence,
    })
}

fn note() -> impl Strategy<Value = Note> {
    let place = ("[a-c]|.{0,3}", "[0-9A-Za-z]{0,4}|.{0,3}");
    let color = proptest::option::of("yellow|teal|.{0,3}");
    let tags = btree_set(text(), 0..4);
    let other = proptest::option::weighted(0.1, "[a-c]|.{0,3}");
    let amount = proptest::option::of(prop_oneof![
        "[1-9]{1,5} (EUR|JPY)/month x [1-9]|[0-9]\\.[0-9]{1,4} USD( once)?"
            .prop_map(|text| Json::String(text.into())),
        json().prop_filter("none is no amount", |json| *json != Json::Null),
    ]);
    let links = btree_set("[a-c]|.{0,3}", 0..3);
    let known = (text(), color, tags, other, amount, (links, belief()));
    let review = (thread(), stances(), votes());
    (place, known, review, unknown()).prop_map(|((block, rank), known, review, extra)| {
        let ((text, color, tags, other, amount, (links, belief)), (thread, stances, votes)) =
            (known, review);
        let place = Place {
            block: block.as_str().into(),
            rank: rank.as_str().into(),
        };
        Note {
            color: color.map(Into::into),
            tags,
            links: links.iter().map(|id| NoteId::from(&**id)).collect(),
            amount: amount.map(Stated::from_json),
            belief,
            conflict_of: other.map(|other| NoteId::from(&*other)),
            thread,
            stances,
            votes,
            extra,
            ..Note::new(place, text)
        }
    })
}

pub(crate) fn canvas() -> impl Strategy<Value = Canvas> {
    let id = "[0-9a-z]{12}|[ -}]{0,4}|\\PC{2,4}";
    let notes = btree_map(id, note(), 0..6);
    let lost = vec(("title|date|.{0,3}", json()), 0..3);
    let parts = (text(), header(), lost, unknown(), notes);
    parts.prop_map(|(kind, header, lost, extra, notes)| {
        let mut canvas = Canvas::new(kind);
        canvas.header = header;
        for (path, value) in lost {
            canvas.conflicts.add(path, value);
        }
        canvas.extra = extra;
        for (id, note) in notes {
            canvas.insert(NoteId::from(id.as_str()), note).unwrap();
        }
        canvas
    })
}
