//! What the environment says about colours and characters.

use crate::grammar::{self, Told};
use crate::place::Place;
use crate::term::{Run, Term};

/// The numbers of all attributes and colours that a look round the board needs.
fn looks(term: &mut Term) -> Vec<Vec<u16>> {
    term.wait_for("Software developers");
    term.type_for("/soft", " /soft");
    term.type_for("<enter>", "BOARD");
    term.type_for("?", "On the board");
    term.type_for("?", "BOARD");
    term.type_keys("q");
    term.ends_well();
    let told = term.look(|seen| grammar::check(seen.raw()));
    let looks = told.into_iter().filter_map(|told| match told {
        Told::Look(numbers) => Some(numbers),
        Told::Text(_)
        | Told::Control(_)
        | Told::Cursor(..)
        | Told::Mode(..)
        | Told::Question
        | Told::Clipboard(_) => None,
    });
    looks.collect()
}

fn board(env: &[(&str, &str)]) -> (Place, Term) {
    let (place, path) = Place::with_aws();
    let mut run = Run::board(&place, &[&path]);
    for (name, value) in env {
        run = run.env(name, *value);
    }
    let term = run.unanswered().start();
    (place, term)
}

#[test]
fn without_colours_there_is_still_bold_and_reverse() {
    let (_place, mut term) = board(&[("NO_COLOR", "1"), ("COLORTERM", "truecolor")]);
    let looks = looks(&mut term);
    assert!(!looks.iter().any(|numbers| grammar::has_color(numbers)));
    for attribute in [1, 7] {
        assert!(
            looks.iter().any(|numbers| numbers.contains(&attribute)),
            "{attribute}"
        );
    }
}

#[test]
fn with_colours_there_are_some() {
    let (_place, mut term) = board(&[]);
    assert!(
        looks(&mut term)
            .iter()
            .any(|numbers| grammar::has_color(numbers))
    );
}

#[test]
fn a_plain_terminal_gets_plain_characters() {
    let (_place, term) = board(&[("TERM", "dumb"), ("LANG", "C")]);
    term.wait_for("Software developers");
    term.wait_for("BOARD");
    let screen = term.screen();
    let is_drawn = |c: char| matches!(c, '\u{2500}'..='\u{259f}');
    assert!(!screen.contains(is_drawn), "{screen}");
    assert!(screen.contains("+--"), "{screen}");
}
