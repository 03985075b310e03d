use super::*;
use crate::model::json::Json;
use crate::model::note::Place;

/// The values of notes such as `a1 b2`; `None` for `?`.
fn said(notes: &str) -> Option<Values> {
    let note = |note: &str| {
        let (id, value) = note.split_at(1);
        (id.into(), value.parse().unwrap())
    };
    (notes != "?").then(|| notes.split_whitespace().map(note).collect())
}

/// Each note of the last version with the versions that wrote and changed it; `-` before those that are gone. Versions are
/// given as their parents and notes; a later one is a newer one.
fn told(of: &[(&[usize], &str)]) -> String {
    let version = |(age, (parents, _)): (usize, &(&[usize], &str))| Version {
        parents: parents.to_vec(),
        age,
        changes: None,
    };
    let mut versions: Vec<Version> = of.iter().enumerate().map(version).collect();
    let last = of.len().saturating_sub(1);
    let read = |at: usize| Ok::<_, ()>(said(of[at].1));
    let origins = trace(&mut versions, last, read).unwrap();
    let again = trace(&mut versions, last, |_| Err(()));
    assert_eq!(
        again,
        Ok(origins.clone()),
        "what differs says as much as all"
    );
    let told = origins.iter().map(|(id, origin)| {
        let gone = if origin.value.is_some() { "" } else { "-" };
        format!("{gone}{}{}{}", id.as_str(), origin.written, origin.changed)
    });
    told.collect::<Vec<_>>().join(" ")
}

#[test]
fn in_a_straight_line() {
    assert_eq!(told(&[]), "");
    assert_eq!(
        told(&[(&[], "a1"), (&[0], "a1 b1"), (&[1], "a2 b1")]),
        "a02 b11"
    );
    assert_eq!(
        told(&[(&[], "a1"), (&[0], "a2"), (&[1], "a1")]),
        "a02",
        "taken back is a change"
    );
    assert_eq!(
        told(&[(&[], "a1"), (&[0], ""), (&[1], "a1")]),
        "a02",
        "first written by the first"
    );
    assert_eq!(told(&[(&[], "a1 b1"), (&[0], "b1")]), "-a01 b00");
}

#[test]
fn what_cannot_be_read_did_nothing() {
    assert_eq!(
        told(&[(&[], "a1"), (&[0], "?"), (&[1], "a1 b1")]),
        "a00 b22"
    );
    assert_eq!(told(&[(&[], "?"), (&[0], "a1")]), "a11");
}

#[test]
fn a_merge_is_the_author_of_what_no_parent_has() {
    let sides = |merged| -> Vec<(&'static [usize], &'static str)> {
        vec![
            (&[], "a1 b1 c1"),
            (&[0], "a2 b1 c1"),
            (&[0], "a1 b2 c2"),
            (&[1, 2], merged),
        ]
    };
    assert_eq!(told(&sides("a2 b2 c2")), "a01 b02 c02");
    assert_eq!(told(&sides("a2 b2 c3 d1")), "a01 b02 c03 d33");
    assert_eq!(
        told(&sides("a1 b1 c1")),
        "a00 b00 c00",
        "the side that did not change it"
    );
    let both = [(&[][..], ""), (&[0], "a1"), (&[0], "a1"), (&[1, 2], "a1")];
    assert_eq!(
        told(&both),
        "a12",
        "written by the older, changed by the newer"
    );
}

#[test]
fn a_value_that_came_and_went_elsewhere_is_not_its_origin() {
    let of = [
        (&[][..], "a1"),
        (&[0], "a2"),
        (&[1], "a3"),
        (&[2], "a2"),
        (&[0], "a2"),
        (&[3, 4], "a2"),
    ];
    assert_eq!(told(&of), "a04");
    let of = [
        (&[][..], "a2"),
        (&[0], "a1"),
        (&[1], "a3"),
        (&[0], "a2 b1"),
        (&[2, 3], "a2 b1"),
    ];
    assert_eq!(told(&of), "a00 b33");
}

#[test]
fn a_rank_alone_is_no_change_and_all_else_is() {
    let place = |block: &str, rank: &str| Place {
        block: block.into(),
        rank: rank.into(),
    };
    let note = Note::new(place("x", "A"), "text");
    let mut others = vec![note.clone(); 8];
    others[0].place.block = "y".into();
    others[1].text.clear();
    others[2].color = Some("".into());
    others[3].tags.insert(String::new());
    others[4].conflict_of = Some("x".into());
    others[5].extra.insert("n".to_owned(), Json::Null);
    others[6].tags.insert("text".to_owned());
    others[7].links.insert("text".into());
    let mut values: Vec<Value> = others.iter().map(value).collect();
    values.push(value(&note));
    values.sort_unstable();
    values.dedup();
    assert_eq!(values.len(), 9);
    let moved = Note {
        place: place("x", "B"),
        ..note.clone()
    };
    assert_eq!(value(&moved), value(&note));
    assert_eq!(
        value(&note),
        0xc421_f9fe_d4c6_0ca5,
        "caches of other builds hold it"
    );
}
