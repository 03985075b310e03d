//! Canvases, notes and changes of any kind, for the properties.

use proptest::prelude::*;

use super::*;

pub(super) fn text() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec!["a", "b", "c", "d", "", "wörter"]);
    prop::collection::vec(line, 0..5).prop_map(|lines| lines.join("\n"))
}

pub(super) fn any_place() -> impl Strategy<Value = Place> {
    (prop::sample::select(BLOCKS.to_vec()), "[A-C]{1,2}")
        .prop_map(|(block, rank)| place(block, &rank))
}

pub(super) fn any_json() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![
        Just(Json::Null),
        "[0-3]".prop_map(|number| Json::Number(number.into())),
        "[a-c]{0,2}".prop_map(|text| Json::String(text.into())),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let key = "(id|[pq])";
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Json::Array),
            prop::collection::btree_map(key, inner, 0..3).prop_map(Json::Object),
        ]
    })
}

pub(super) fn any_fields() -> impl Strategy<Value = crate::model::json::Fields> {
    prop::collection::btree_map("[pq]", any_json(), 0..3)
}

/// What the figures assume: nothing, a currency, rates.
pub(super) fn any_figures() -> impl Strategy<Value = Option<Json>> {
    let rates = prop::collection::btree_map("(CHF|GBP)", "[1-3]", 0..3);
    let units = prop::option::of("[1-2]/year");
    let currency = prop::option::weighted(0.8, "(EUR|JPY|USD)");
    (currency, rates, units).prop_map(|(currency, rates, units)| {
        let text = |text: String| Json::String(text.into());
        let rates: crate::model::json::Fields = rates
            .into_iter()
            .map(|(code, rate)| (code, text(rate)))
            .collect();
        let rates = (!rates.is_empty()).then_some(Json::Object(rates));
        let fields = [
            ("currency", currency.map(text)),
            ("rates", rates),
            ("units", units.map(text)),
        ];
        let fields = fields.into_iter();
        let fields: crate::model::json::Fields = fields
            .filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect();
        (!fields.is_empty()).then_some(Json::Object(fields))
    })
}

pub(super) fn any_comment() -> impl Strategy<Value = Comment> {
    let extra = prop_oneof![4 => Just(crate::model::json::Fields::new()), 1 => any_fields()];
    ("[m-n]", "[1-2]", "[a-c]{0,2}", "[m-n]?", extra).prop_map(|(by, at, text, resolved, extra)| {
        Comment {
            by,
            at,
            text,
            resolved,
            extra,
        }
    })
}

pub(super) fn any_comment_id() -> impl Strategy<Value = CommentId> {
    "[1-3]".prop_map(|id| CommentId::from(id.as_str()))
}

pub(super) fn any_thread() -> impl Strategy<Value = Thread> {
    prop::collection::btree_map(any_comment_id(), any_comment(), 0..3)
        .prop_map(|comments| comments.into_iter().collect())
}

pub(super) fn any_mark() -> impl Strategy<Value = Json> {
    let names = Stance::ALL.map(Stance::name).to_vec();
    prop_oneof![
        4 => prop::sample::select(names).prop_map(|name| Json::String(name.into())),
        1 => any_json(),
    ]
}

pub(super) fn any_stances() -> impl Strategy<Value = Stances> {
    prop::collection::btree_map("[m-o]", any_mark(), 0..3)
        .prop_map(|marks| marks.into_iter().collect())
}

pub(super) fn any_dots() -> impl Strategy<Value = Json> {
    prop_oneof![
        4 => "[1-3]|9|10".prop_map(|dots| Json::Number(dots.into())),
        1 => any_json(),
    ]
}

pub(super) fn any_votes() -> impl Strategy<Value = Votes> {
    prop::collection::btree_map("[m-o]", any_dots(), 0..3)
        .prop_map(|votes| votes.into_iter().collect())
}

pub(super) fn any_round() -> impl Strategy<Value = Round> {
    prop::sample::select(Round::ALL.to_vec())
}

pub(super) fn any_voting() -> impl Strategy<Value = Option<Json>> {
    prop::option::of("(2|9|10) each, (open|closed)".prop_map(|said| Json::String(said.into())))
}

pub(super) fn any_links() -> impl Strategy<Value = std::collections::BTreeSet<NoteId>> {
    prop::collection::btree_set(any_id(), 0..3)
}

pub(super) fn any_word() -> impl Strategy<Value = Option<Json>> {
    prop::option::weighted(0.4, "[a-c]".prop_map(|word| Json::String(word.into())))
}

pub(super) fn any_belief() -> impl Strategy<Value = Belief> {
    let evidence = prop::collection::btree_set("[r-t]", 0..3);
    (any_word(), any_word(), evidence).prop_map(|(status, horizon, evidence)| Belief {
        status,
        horizon,
        evidence,
    })
}

pub(super) fn any_believed() -> impl Strategy<Value = Believed> {
    prop_oneof![
        any_word().prop_map(Believed::Status),
        any_word().prop_map(Believed::Horizon),
        prop::collection::btree_set("[r-t]", 0..3).prop_map(Believed::Evidence),
    ]
}

pub(super) fn any_note() -> impl Strategy<Value = Note> {
    let tags = prop::collection::btree_set("[rst]", 0..3);
    let amount = prop::option::weighted(0.3, "[1-3] (EUR|USD) once|[a-c]");
    let known = (
        text(),
        prop::option::of("[a-c]"),
        tags,
        (amount, any_links(), any_belief()),
    );
    let review = (any_thread(), any_stances(), any_votes());
    (any_place(), known, review, any_fields()).prop_map(
        |(place, (text, color, tags, (amount, links, belief)), (thread, stances, votes), extra)| {
            Note {
                color: color.map(Into::into),
                tags,
                links,
                amount: amount.as_deref().map(stated),
                belief,
                thread,
                stances,
                votes,
                extra,
                ..Note::new(place, text)
            }
        },
    )
}

pub(super) fn any_id() -> impl Strategy<Value = NoteId> {
    "[a-g]".prop_map(|id| NoteId::from(id.as_str()))
}

pub(super) fn any_canvas() -> impl Strategy<Value = Canvas> {
    let notes = prop::collection::btree_map(any_id(), any_note(), 0..6);
    (
        notes,
        "[a-c]{0,2}",
        prop::option::of(0_u64..3),
        any_fields(),
        (any_voting(), any_word(), any_figures()),
    )
        .prop_map(
            |(notes, title, iteration, extra, (voting, silent, figures))| {
                let mut canvas = Canvas::new("lean");
                canvas.extend(notes);
                canvas.header.title = title;
                canvas.header.iteration = iteration;
                canvas.extra = extra;
                canvas.state_round(Round::Dots, voting);
                canvas.state_round(Round::Silent, silent);
                canvas.state_figures(figures);
                canvas
            },
        )
}

pub(super) fn any_change() -> impl Strategy<Value = Change> {
    let field = prop::sample::select(HeaderField::ALL.to_vec());
    prop_oneof![
        (any_id(), any_note()).prop_map(|(id, note)| Change::Add(id, note)),
        any_id().prop_map(Change::Remove),
        (any_id(), text()).prop_map(|(id, text)| Change::Text(id, text)),
        (any_id(), any_place()).prop_map(|(id, place)| Change::Move(id, place)),
        (any_id(), prop::option::of("[a-c]"))
            .prop_map(|(id, color)| Change::Color(id, color.map(Into::into))),
        (any_id(), prop::collection::btree_set("[r-t]", 0..3))
            .prop_map(|(id, tags)| Change::Tags(id, tags)),
        (any_id(), any_links()).prop_map(|(id, links)| Change::Links(id, links)),
        (any_id(), any_believed()).prop_map(|(id, part)| Change::Belief(id, part)),
        (any_id(), any_comment_id(), prop::option::of(any_comment()))
            .prop_map(|(id, comment, now)| Change::Comment(id, comment, now)),
        (any_id(), "[m-o]", prop::option::of(any_mark()))
            .prop_map(|(id, who, mark)| Change::Stance(id, who, mark)),
        (any_id(), "[m-o]", prop::option::of(any_dots()))
            .prop_map(|(id, who, dots)| Change::Vote(id, who, dots)),
        any_figures().prop_map(Change::Figures),
        (any_round(), any_voting()).prop_map(|(round, said)| Change::Round(round, said)),
        (any_id(), prop::option::of("[1-3] (EUR|USD) once|[a-c]"))
            .prop_map(|(id, amount)| Change::Amount(id, amount.as_deref().map(stated))),
        (field, "[0-9]{1,2}").prop_map(|(field, text)| Change::Header(field, text)),
    ]
}

/// A canvas and what somebody made of it. A change that does not apply is left out.
pub(super) fn descendant(base: Canvas) -> impl Strategy<Value = Canvas> {
    let edited = prop::collection::vec(any_change(), 0..6);
    (edited, prop::option::weighted(0.2, any_fields())).prop_map(move |(changes, extra)| {
        let mut canvas = base.clone();
        for change in changes {
            let _ = canvas.apply(Edit::from(change));
        }
        if let Some(extra) = extra {
            canvas.extra = extra;
        }
        canvas
    })
}

/// A base and two that grew from it, or from nothing it knows.
pub(super) fn family() -> impl Strategy<Value = (Canvas, Canvas, Canvas)> {
    let grown = any_canvas().prop_flat_map(|base| {
        (
            Just(base.clone()),
            descendant(base.clone()),
            descendant(base),
        )
    });
    prop_oneof![9 => grown, 1 => (any_canvas(), any_canvas(), any_canvas())]
}
