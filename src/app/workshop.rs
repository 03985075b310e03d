//! The rounds of a workshop as the board shows them: dots on notes, and how many are left.

use crate::model::canvas::Canvas;
use crate::model::id::NoteId;
use crate::model::note::Note;
use crate::model::round::Round;
use crate::model::vote::{Ballot, MOST, USUAL, Voting};

/// Before how many dots a note has; on a screen of ASCII signs a letter stands for it.
const DOT: char = '●';
/// What a note has that others do not see yet.
pub const HIDDEN: &str = "◇ hidden";

/// The dots of a note as this person is to see them, such as `●3`: their own while nobody is to follow others, else all.
pub fn badge(note: &Note, canvas: &Canvas, who: &str) -> String {
    if note.votes.is_empty() {
        return String::new();
    }
    let dots = if shows_all(canvas) {
        canvas.dots_on(note)
    } else {
        canvas.dots_of(note, who)
    };
    match dots {
        0 => String::new(),
        dots => format!("{DOT}{dots}"),
    }
}

/// Whether everybody's dots are to be seen.
pub fn shows_all(canvas: &Canvas) -> bool {
    canvas.voting().is_none_or(Voting::is_shown)
}

/// "2 dots left", while the person can give them.
pub fn left(canvas: &Canvas, who: &str) -> Option<String> {
    canvas.voting().filter(|voting| voting.is_open())?;
    Some(match canvas.dots_left(who) {
        0 => "no dots left".to_owned(),
        1 => "1 dot left".to_owned(),
        left => format!("{left} dots left"),
    })
}

/// What there is to tell of the rounds that others began or ended.
pub fn news(before: &Canvas, now: &Canvas) -> Option<String> {
    let dots = (before.round(Round::Dots) != now.round(Round::Dots))
        .then(|| now.voting())
        .flatten();
    let dots = dots.map(|voting| {
        if voting.is_open() {
            format!("a round of dots, {voting}")
        } else {
            "the round of dots is closed, :ranking shows what came of it".to_owned()
        }
    });
    let silence = match (before.is_silent(), now.is_silent()) {
        (false, true) => {
            Some("a silent round: notes that you write stay yours until somebody reveals")
        }
        (true, false) => Some("the silent round is over"),
        (true, true) | (false, false) => None,
    };
    let told: Vec<String> = dots.into_iter().chain(silence.map(str::to_owned)).collect();
    (!told.is_empty()).then(|| told.join(" · "))
}

/// "silent round · 2 hidden", while one is on.
pub fn silence(canvas: &Canvas, hidden: usize) -> Option<String> {
    canvas.is_silent().then(|| match hidden {
        0 => "silent round".to_owned(),
        hidden => format!("silent round, {hidden} hidden"),
    })
}

/// The canvas with the rounds, and the dots of its notes, that it has in another version.
pub fn with_rounds_of(canvas: &Canvas, other: &Canvas) -> Canvas {
    let mut canvas = canvas.clone();
    for round in Round::ALL {
        canvas.state_round(round, other.extra.get(round.field()).cloned());
    }
    let votes = |id: &NoteId, note: &Note| {
        let votes = &other.note(id)?.votes;
        (*votes != note.votes).then(|| (id.clone(), votes.clone()))
    };
    let differing: Vec<_> = canvas
        .notes()
        .filter_map(|(id, note)| votes(id, note))
        .collect();
    for (id, votes) in differing {
        canvas.change(&id, |note| note.votes = votes);
    }
    canvas
}

/// The round that a text asks for: `vote 5`, `vote 5 shown`, and where only that can be meant `5`.
pub fn asked(text: &str, lead: Lead) -> Option<Voting> {
    let text = text.trim();
    let rest = match (text.strip_prefix("vote"), lead) {
        (Some(rest), _) => rest,
        (None, Lead::Needless) => text,
        (None, Lead::Needed) => return None,
    };
    let (each, ballot) = match rest.trim().strip_suffix("shown") {
        Some(each) => (each, Ballot::Shown),
        None => (rest, Ballot::Open),
    };
    let each = match each.trim() {
        "" if lead == Lead::Needless && ballot == Ballot::Shown => USUAL,
        each => each.parse().ok()?,
    };
    (1..=MOST)
        .contains(&each)
        .then_some(Voting { each, ballot })
}

/// Whether the command's name has to stand before what is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lead {
    /// Something else could be meant.
    Needed,
    /// Nothing else can.
    Needless,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_asked_for_in_several_ways() {
        let of = |each, ballot| Some(Voting { each, ballot });
        for (text, lead, voting) in [
            ("vote 5", Lead::Needed, of(5, Ballot::Open)),
            (" vote 5 shown ", Lead::Needed, of(5, Ballot::Shown)),
            ("5", Lead::Needed, None),
            ("5", Lead::Needless, of(5, Ballot::Open)),
            ("2 shown", Lead::Needless, of(2, Ballot::Shown)),
            ("shown", Lead::Needless, of(USUAL, Ballot::Shown)),
            ("vote", Lead::Needed, None),
            ("0", Lead::Needless, None),
            ("100", Lead::Needless, None),
            ("-1", Lead::Needless, None),
            ("many", Lead::Needless, None),
        ] {
            assert_eq!(asked(text, lead), voting, "{text}");
        }
    }
}
