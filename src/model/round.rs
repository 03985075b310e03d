//! The rounds of a workshop, as the file states them: each is a field of the canvas, and one value.
//!
//! A silent round is on as long as the field `silent` says anything; it says who began it.

use super::canvas::Canvas;
use super::json::Json;

/// A round of a workshop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Round {
    /// Dots are given to notes.
    Dots,
    /// What people write is seen by nobody else until it is revealed.
    Silent,
}

impl Round {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Dots, Self::Silent];

    /// The field of the canvas that states it.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Dots => "voting",
            Self::Silent => "silent",
        }
    }

    /// What people call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dots => "the round of dots",
            Self::Silent => "the silent round",
        }
    }
}

impl Canvas {
    /// What the file says of a round; `None` where there is none.
    pub fn round(&self, round: Round) -> Option<&Json> {
        self.extra.get(round.field()).filter(|said| says_any(said))
    }

    /// Says this of a round, or nothing. Gives back what was said before.
    pub fn state_round(&mut self, round: Round, said: Option<Json>) -> Option<Json> {
        match said {
            Some(said) => self.extra.insert(round.field().to_owned(), said),
            None => self.extra.remove(round.field()),
        }
    }

    /// Whether what people write is to be seen by nobody else now.
    pub fn is_silent(&self) -> bool {
        self.round(Round::Silent).is_some()
    }
}

/// Whether it is more than what people write by hand for "no".
fn says_any(said: &Json) -> bool {
    match said {
        Json::Null | Json::Bool(false) => false,
        Json::String(said) => !said.is_empty(),
        Json::Bool(true) | Json::Number(_) | Json::Array(_) | Json::Object(_) => true,
    }
}

/// What the file says while a silent round is on that this person began.
pub fn begun_by(who: &str) -> Json {
    let who = if who.is_empty() { "somebody" } else { who };
    Json::String(who.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_said_is_a_round_but_for_a_no() {
        let mut canvas = Canvas::new("lean");
        assert!(!canvas.is_silent());
        for (said, silent) in [
            (Json::Bool(true), true),
            (Json::Bool(false), false),
            (Json::Null, false),
            (Json::String("".into()), false),
            (begun_by(""), true),
            (Json::Number("0".into()), true),
        ] {
            canvas.state_round(Round::Silent, Some(said.clone()));
            assert_eq!(canvas.is_silent(), silent, "{said:?}");
            assert_eq!(canvas.round(Round::Dots), None);
        }
        canvas.state_round(Round::Silent, None);
        assert!(canvas.extra.is_empty());
    }
}
