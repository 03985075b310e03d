//! Canvases of the kinds that there are, with texts that formats stumble over.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::format::kind::built_in;
use crate::model::amount::{self, Stated};
use crate::model::belief::{Belief, Horizon, Status};
use crate::model::canvas::Canvas;
use crate::model::color::NoteColor;
use crate::model::header::Header;
use crate::model::id::{BlockId, CommentId, NoteId};
use crate::model::json::{Fields, Json};
use crate::model::note::{Note, Place};
use crate::model::rank::Rank;
use crate::model::thread::Comment;

/// Pieces that mean something in some format.
const HOSTILE: [&str; 48] = [
    "",
    "App",
    "wörter",
    "日本語",
    "🔥",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "- ",
    "* ",
    "+ ",
    "1. ",
    "# ",
    "## ",
    "> ",
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2",
    "'",
    "''=",
    "\"",
    "\"\"",
    ",",
    ";",
    "a, b",
    "|",
    "\\",
    "\\n",
    "`",
    "```",
    "**b**",
    "_i_",
    "<script>alert(1)</script>",
    "<!-- ",
    " -->",
    "&lt;",
    "[x](javascript:alert(1))",
    "![[a]]",
    "{\"a\": [1]}",
    ": |{\"bg\":\"#ff0000\"}",
    "\u{2028}",
    "\u{1b}[31m",
    "\u{202e}",
];

/// Any text, and what formats stumble over.
pub(in crate::exchange) fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        2 => "[a-zA-Z]{1,8}",
    ];
    prop_oneof![
        2 => "[a-zA-Z]{1,8}( [a-z]{1,8}){0,3}",
        3 => prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat()),
    ]
}

/// A text for a place where none is as good as an empty one.
fn any_some() -> impl Strategy<Value = String> {
    any_text().prop_filter("some text", |text| !text.is_empty())
}

/// A canvas of some kind, with notes in its blocks, in the parking list and in blocks that it does not have.
pub(in crate::exchange) fn any_canvas() -> impl Strategy<Value = Canvas> {
    let kinds: Vec<&str> = built_in().map(|(id, _)| id).collect();
    prop::sample::select(kinds).prop_flat_map(|kind| {
        let notes = prop::collection::btree_map(any_id(), any_note(blocks(kind)), 0..7);
        (notes, any_header(), any_fields()).prop_map(move |(notes, header, extra)| {
            let mut canvas = Canvas::new(kind);
            canvas.extend(notes);
            canvas.header = header;
            canvas.extra = extra;
            canvas
        })
    })
}

fn blocks(kind: &str) -> Vec<BlockId> {
    let kind = super::kind(kind);
    let own = kind.blocks().map(|block| block.id.clone());
    own.chain([BlockId::parking(), "elsewhere".into()])
        .collect()
}

fn any_id() -> impl Strategy<Value = NoteId> {
    prop_oneof![9 => "[a-e]{1,2}", 1 => any_some().prop_filter("an id", |id| id != "~")]
        .prop_map(|id| NoteId::from(id.as_str()))
}

fn any_header() -> impl Strategy<Value = Header> {
    let text = || prop_oneof![Just(String::new()), any_text()];
    let of = (
        text(),
        text(),
        text(),
        text(),
        prop::option::of(0..9_u64),
        text(),
        text(),
    );
    of.prop_map(
        |(title, designed_for, designed_by, date, iteration, state, counterpart)| Header {
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

fn any_fields() -> impl Strategy<Value = Fields> {
    let value = prop_oneof![
        any_text().prop_map(|text| Json::String(text.into())),
        Just(Json::Number("1.10".into())),
        Just(Json::Array(vec![Json::Null])),
    ];
    let name = prop_oneof![9 => "(mood|note|Text|=x)", 1 => any_some()];
    let name = name.prop_filter("a free name", |name: &String| {
        crate::format::is_free_in_note(name) && crate::format::is_free_in_canvas(name)
    });
    prop_oneof![
        3 => Just(Fields::new()),
        1 => prop::collection::btree_map(name, value, 0..3),
    ]
}

fn any_set() -> impl Strategy<Value = BTreeSet<String>> {
    prop_oneof![3 => Just(BTreeSet::new()), 1 => prop::collection::btree_set(any_some(), 0..3)]
}

fn any_amount() -> impl Strategy<Value = Option<Stated>> {
    let amount = prop::sample::select(vec!["4.50 EUR/month x 300", "1~2~3 USD once", "lots", "5"]);
    let read = |text: &str| match amount::read_in_file(text) {
        Ok(amount) => Stated::from(amount),
        Err(_) => Stated::Unread(Json::String(text.into())),
    };
    let unread = Just(Stated::Unread(Json::Number("3".into())));
    prop::option::weighted(0.3, prop_oneof![4 => amount.prop_map(read), 1 => unread])
}

fn any_belief() -> impl Strategy<Value = Belief> {
    let status = prop_oneof![
        4 => prop::sample::select(Status::ALL.to_vec()).prop_map(Status::to_json),
        1 => any_text().prop_map(|text| Json::String(text.into())),
        1 => Just(Json::Bool(true)),
    ];
    let horizon = prop::sample::select(Horizon::ALL.to_vec()).prop_map(Horizon::to_json);
    let evidence = any_set().prop_map(|mut set| {
        set.remove("~");
        set
    });
    (
        prop::option::weighted(0.3, status),
        prop::option::weighted(0.2, horizon),
        evidence,
    )
        .prop_map(|(status, horizon, evidence)| Belief {
            status,
            horizon,
            evidence,
        })
}

fn any_note(blocks: Vec<BlockId>) -> impl Strategy<Value = Note> {
    let place = (prop::sample::select(blocks), "[A-C]{1,2}").prop_map(|(block, rank)| Place {
        block,
        rank: Rank::from(rank.as_str()),
    });
    let colors = NoteColor::ALL.map(NoteColor::name).to_vec();
    let color = prop_oneof![
        4 => prop::sample::select(colors).prop_map(str::to_owned),
        1 => Just("#12ab34".to_owned()),
        1 => any_some(),
    ];
    let links = prop_oneof![
        2 => Just(BTreeSet::new()),
        1 => prop::collection::btree_set(any_id(), 0..3),
    ];
    let looks = (prop::option::of(color), any_set(), links, any_amount());
    let said = prop::option::weighted(0.1, any_text());
    let rest = (
        any_belief(),
        any_fields(),
        said,
        prop::option::weighted(0.1, any_id()),
    );
    (place, any_text(), looks, rest).prop_map(
        |(place, text, (color, tags, links, amount), (belief, extra, said, conflict_of))| Note {
            color: color.map(Into::into),
            tags,
            links,
            amount,
            belief,
            conflict_of,
            thread: said
                .map(|said| (CommentId::from("1"), Comment::new("anna", "2026", said)))
                .into_iter()
                .collect(),
            extra,
            ..Note::new(place, text)
        },
    )
}
