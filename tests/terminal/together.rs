//! Two people side by side, each with a board of their own, on one file.

use std::fs;
use std::path::Path;

use crate::place::{Place, canonical, eventually, names, texts_in};
use crate::term::{Run, Term};

/// This person's board of the AWS canvas, once it is shown.
pub(crate) fn board_of(place: &Place, who: &str) -> Term {
    let run = Run::board(place, &["aws.canvas.json"]).env("USER", who);
    let term = run.start();
    term.wait_for("Software developers");
    term.wait_for("BOARD");
    term
}

/// Two boards that know of each other.
pub(crate) fn anna_and_ben(place: &Place) -> (Term, Term) {
    let (anna, ben) = (board_of(place, "anna"), board_of(place, "ben"));
    anna.wait_for("with ben");
    ben.wait_for("with anna");
    (anna, ben)
}

/// What the program prints for these words, as a script runs it.
#[track_caller]
pub(crate) fn run(place: &Place, words: &[&str]) -> String {
    let mut command = place.command(env!("CARGO_BIN_EXE_bmcanvas"));
    let output = command.args(words).output().unwrap();
    assert!(output.status.success(), "{words:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Types a note into a block and leaves it under edit.
fn begin(term: &Term, block: char, text: &str) {
    term.type_for(&format!("{block}o"), "EDIT");
    term.type_for(text, text);
}

fn wait_in(path: &Path, block: &str, wanted: &[&str]) {
    eventually(&format!("{wanted:?} in {block}"), || {
        texts_in(path, block) == wanted
    });
}

/// Leaves a board whose file has all.
fn leave(mut term: Term) {
    term.wait_for("saved");
    term.type_keys("q");
    term.ends_well();
}

fn leave_both(place: &Place, anna: Term, ben: Term) {
    leave(anna);
    leave(ben);
    assert_eq!(place.names(), ["aws.canvas.json"]);
    let presence = place.root().join("state/bmcanvas/presence");
    assert_eq!(names(&presence), [""; 0]);
    assert_eq!(place.drafts(), []);
}

#[test]
fn what_one_keeps_the_other_sees_marked_until_it_was_looked_at() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    begin(&anna, '3', "Resellers");
    assert!(!ben.screen().contains("Resellers"), "it is not kept yet");
    anna.type_for("<esc>", "BOARD");
    ben.wait_for("+ Resellers");
    ben.wait_for("anna: +1 Channels");
    eventually("both and their blocks", || {
        run(&place, &["who", "aws.canvas.json"]) == "anna\tChannels\nben\tCustomer Segments\n"
    });
    ben.wait_for("1 new");
    assert!(
        !anna.screen().contains("+ Resellers"),
        "one's own are no news"
    );
    ben.type_keys("]");
    ben.wait_without("+ Resellers");
    ben.wait_without("1 new");
    // Where the focus is, its sign stands in the mark's place.
    anna.type_keys("8");
    ben.type_for("<enter>", "EDIT");
    ben.type_for("<end>, too<esc>", "BOARD");
    anna.wait_for("~ Resellers, too");
    anna.wait_for("ben: ~1 Channels");
    assert!(texts_in(&path, "channels").contains(&"Resellers, too".to_owned()));
    leave_both(&place, anna, ben);
}

#[test]
fn who_dies_is_gone_for_the_other_at_once() {
    let (place, _) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    anna.kill9();
    ben.wait_without("with anna");
    let anna = board_of(&place, "anna");
    ben.wait_for("with anna");
    leave_both(&place, anna, ben);
}

#[test]
fn edits_made_at_once_are_both_kept_and_each_takes_back_their_own() {
    let (place, path) = Place::with_aws();
    let before = texts_in(&path, "channels");
    let (anna, ben) = anna_and_ben(&place);
    for round in 0..5 {
        let (hers, his) = (format!("Anna {round}"), format!("Ben {round}"));
        begin(&anna, '3', &hers);
        begin(&ben, '3', &his);
        anna.type_keys("<esc>");
        ben.type_keys("<esc>");
        for term in [&anna, &ben] {
            term.wait_for(&hers);
            term.wait_for(&his);
            term.wait_for("BOARD");
        }
        anna.type_keys("u");
        for term in [&anna, &ben] {
            term.wait_without(&hers);
            assert!(term.screen().contains(&his), "undo left it");
        }
        eventually("both in the file as they are on the screen", || {
            let now = texts_in(&path, "channels");
            now.contains(&his) && !now.contains(&hers)
        });
        ben.type_keys("u");
        for term in [&anna, &ben] {
            term.wait_without(&his);
        }
        eventually("the file as it was", || {
            texts_in(&path, "channels") == before
        });
    }
    leave_both(&place, anna, ben);
}

#[test]
fn what_one_deletes_while_the_other_edits_it_is_kept() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    ben.type_for("1<enter>", "EDIT");
    ben.type_for("<end> and testers", "and testers");
    anna.type_for("1d", "1 note deleted");
    ben.wait_for("the note was deleted by somebody else");
    assert!(ben.screen().contains("and testers"), "what he types stays");
    wait_in(
        &path,
        "customer_segments",
        &["SaaS start-ups", "Internal teams, who came first"],
    );
    ben.type_for("<esc>", "BOARD");
    anna.wait_for("+ Software developers");
    wait_in(
        &path,
        "customer_segments",
        &[
            "Software developers and testers",
            "SaaS start-ups",
            "Internal teams, who came first",
        ],
    );
    leave_both(&place, anna, ben);
}

#[test]
fn what_one_edits_and_the_other_lets_go_of_is_deleted() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    ben.type_for("1<enter>", "EDIT");
    ben.type_for("<end>!", "developers!");
    anna.type_for("1d", "1 note deleted");
    ben.wait_for("the note was deleted by somebody else");
    ben.type_for("<c-c>", "BOARD");
    ben.wait_without("Software developers");
    wait_in(
        &path,
        "customer_segments",
        &["SaaS start-ups", "Internal teams, who came first"],
    );
    leave_both(&place, anna, ben);
}

/// Both give the first note of a block another text at once. Hers and his.
fn clash(anna: &Term, ben: &Term, block: char) -> (String, String) {
    let (hers, his) = (format!("Anna's {block}"), format!("Ben's {block}"));
    for (term, text) in [(anna, &hers), (ben, &his)] {
        term.type_for(&format!("{block}<enter>"), "EDIT");
        term.type_for(&format!("<c-u>{text}"), text);
    }
    anna.type_keys("<esc>");
    ben.type_keys("<esc>");
    for term in [anna, ben] {
        term.wait_for("1 to settle");
        term.wait_for(&hers);
        term.wait_for(&his);
    }
    (hers, his)
}

#[test]
fn a_conflict_is_marked_on_both_boards_and_settled_on_one() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    let settled = [
        ('1', "customer_segments", "m"),
        ('2', "value_propositions", "t"),
        ('7', "key_activities", "e"),
        ('5', "revenue_streams", "b"),
    ];
    for (key, block, answer) in settled {
        let before = texts_in(&path, block);
        let (hers, his) = clash(&anna, &ben, key);
        // The focus is on one of the two, or on neither.
        anna.type_keys("9");
        anna.wait_for("! ");
        ben.type_for(&format!("{key}!"), "Changed by two at once");
        ben.type_keys(answer);
        if answer == "e" {
            ben.wait_for("EDIT");
            ben.type_keys("<esc>");
        }
        for term in [&anna, &ben] {
            term.wait_without("to settle");
            term.wait_for("BOARD");
        }
        let (more, less) = (his.clone().max(hers.clone()), his.clone().min(hers.clone()));
        let mut wanted = match answer {
            "m" => vec![his],
            "t" => vec![hers],
            "e" => vec![format!("{more}\n{less}")],
            _ => vec![more, less],
        };
        wanted.extend(before.into_iter().skip(1));
        eventually(&format!("{wanted:?}"), || texts_in(&path, block) == wanted);
    }
    let canvas = canonical(&path);
    assert!(canvas.notes().all(|(_, note)| note.conflict_of.is_none()));
    leave_both(&place, anna, ben);
}

#[test]
fn both_keep_their_board_while_the_file_is_broken_and_recover() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    let whole = fs::read(&path).unwrap();
    begin(&ben, '3', "Under way");
    fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    for term in [&anna, &ben] {
        term.wait_for("file broken");
        assert!(term.screen().contains("Software developers"));
    }
    begin(&anna, '8', "Meanwhile");
    anna.type_for("<esc>", "BOARD");
    anna.wait_for("NOT SAVED");
    assert_eq!(
        fs::read(&path).unwrap(),
        whole[..whole.len() / 2],
        "what nobody can read is left alone"
    );
    fs::write(&path, &whole).unwrap();
    anna.wait_without("NOT SAVED");
    ben.wait_for("+ Meanwhile");
    ben.wait_without("file broken");
    ben.type_for("<esc>", "BOARD");
    anna.wait_for("+ Under way");
    leave_both(&place, anna, ben);
}

#[test]
fn an_amount_typed_while_another_one_is_saved_overwrites_nothing() {
    let (place, path) = Place::with_aws();
    let (anna, ben) = anna_and_ben(&place);
    let amounts = || {
        let canvas = canonical(&path);
        let amounts = canvas.notes().filter_map(|(_, note)| note.amount.as_ref());
        amounts.map(ToString::to_string).collect::<Vec<_>>()
    };
    let count = amounts().len();
    anna.type_for("9j$", "Amount of the note");
    anna.type_for("<c-u>5 EUR", "5 EUR");
    ben.type_for("9j$", "Amount of the note");
    ben.type_for("<c-u>7 EUR<enter>", "BOARD");
    anna.wait_for("ben: ~1");
    anna.type_for("<enter>", "both are kept");
    for term in [&anna, &ben] {
        term.wait_for("1 to settle");
    }
    assert_eq!(amounts().len(), count + 1);
    assert!(amounts().contains(&"7 EUR once".to_owned()));
    let file = fs::read_to_string(&path).unwrap();
    assert!(
        file.contains("\"conflicts\"") && file.contains("5 EUR"),
        "{file}"
    );
    leave_both(&place, anna, ben);
}
