//! What people think of a note in a review: agree, disagree, or a question. People read "review mark"; in the code it is
//! a stance, as a marked note is one that is selected.

use super::by_person::ByPerson;
use super::json::Json;

/// A review mark that this version knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// They think so too.
    Agree,
    /// They do not.
    Disagree,
    /// They want to know more.
    Question,
}

impl Stance {
    /// Every mark, in the order in which they are offered and counted.
    pub const ALL: [Self; 3] = [Self::Agree, Self::Disagree, Self::Question];

    /// The mark's name in files, such as `agree`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agree => "agree",
            Self::Disagree => "disagree",
            Self::Question => "question",
        }
    }

    /// The mark of that name, if there is one.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stance| stance.name() == name)
    }

    /// The sign that stands before its count.
    pub const fn sign(self) -> char {
        match self {
            Self::Agree => '+',
            Self::Disagree => '-',
            Self::Question => '?',
        }
    }

    /// As a file has it.
    pub fn to_json(self) -> Json {
        Json::String(self.name().into())
    }

    /// What a file has, if this version knows it.
    pub fn of(mark: &Json) -> Option<Self> {
        match mark {
            Json::String(name) => Self::from_name(name),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
        }
    }
}

/// The review marks of a note by person.
pub type Stances = ByPerson;

/// How many people think this.
pub fn count(stances: &Stances, stance: Stance) -> usize {
    let marks = stances.iter().filter_map(|(_, mark)| Stance::of(mark));
    marks.filter(|mark| *mark == stance).count()
}

/// The marks that anybody set, with how many did.
pub fn counts(stances: &Stances) -> impl Iterator<Item = (Stance, usize)> {
    let counts = Stance::ALL.map(|stance| (stance, count(stances, stance)));
    counts.into_iter().filter(|(_, count)| *count > 0)
}

/// The counts in a few characters, such as `+3 -1 ?1`; empty where nobody set a mark that is known.
pub fn tally(stances: &Stances) -> String {
    let counts = counts(stances).map(|(stance, count)| format!("{}{count}", stance.sign()));
    counts.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_their_marks() {
        for stance in Stance::ALL {
            assert_eq!(Stance::from_name(stance.name()), Some(stance));
            assert_eq!(Stance::of(&stance.to_json()), Some(stance));
        }
        for unknown in ["", "Agree", "maybe"] {
            assert_eq!(Stance::from_name(unknown), None);
        }
    }

    #[test]
    fn only_known_marks_are_counted() {
        let marks = [
            ("a", "agree"),
            ("b", "agree"),
            ("c", "question"),
            ("d", "maybe"),
        ];
        let mark = |(who, mark): (&str, &str)| (who.to_owned(), Json::String(mark.into()));
        let mut stances: Stances = marks.into_iter().map(mark).collect();
        let now: Vec<_> = counts(&stances).collect();
        assert_eq!(now, [(Stance::Agree, 2), (Stance::Question, 1)]);
        assert_eq!(tally(&stances), "+2 ?1");
        assert_eq!(stances.replace("a", None), Some(Stance::Agree.to_json()));
        assert_eq!(count(&stances, Stance::Agree), 1);
        assert_eq!(stances.iter().len(), 3);
    }
}
