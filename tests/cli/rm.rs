//! `rm`: deletes the notes that are named, or none.

use super::add::{FILE, canvas, refused};
use super::place::{Place, example};

#[test]
fn notes_are_deleted_and_the_others_stay() {
    let place = Place::with(FILE, example("aws-iaas"));
    let before = canvas(&place);
    let ids: Vec<&str> = before.notes().map(|(id, _)| id.as_str()).collect();
    let beginning: String = ids[2].chars().take(10).collect();
    let out = place.run(&["rm", FILE, ids[0], &beginning, ids[0]]).fine();
    assert_eq!(out, "");
    let after = canvas(&place);
    assert_eq!(after.len(), before.len() - 2);
    for (id, note) in after.notes() {
        assert!(![ids[0], ids[2]].contains(&id.as_str()));
        assert_eq!(before.note(id), Some(note));
    }
}

#[test]
fn all_are_deleted_or_none() {
    let place = Place::with(FILE, example("aws-iaas"));
    let id = canvas(&place).notes().next().unwrap().0.clone();
    let err = refused(&place, &["rm", FILE, id.as_str(), "n\u{1b}one"]);
    assert!(err.contains("no note has the id"), "{err}");
    let ended = place.run(&["rm", FILE]);
    assert_eq!(ended.code, 2, "{ended:?}");
}

#[test]
fn what_list_prints_can_be_deleted() {
    let place = Place::with(FILE, r#"{ "blocks": { "channels": ["Shop", "Web"] } }"#);
    let list = place.run(&["list", FILE]).fine();
    let (id, _) = list.split_once('\t').unwrap();
    place.run(&["rm", FILE, id]).fine();
    assert_eq!(
        place.run(&["list", FILE]).fine(),
        list.split_once('\n').unwrap().1
    );
}
