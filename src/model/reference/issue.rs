//! Issues of trackers: `#123`, `owner/repo#123`, `PROJ-123`.

use std::fmt;

/// An issue as a text names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Issue {
    /// `#123`: of the repository that the canvas is in.
    Number(u64),
    /// `owner/repo#123`: of another repository of the same forge.
    Elsewhere {
        /// Its path there: letters, digits, `-`, `_`, `.` and `/`.
        repository: String,
        /// The number.
        number: u64,
    },
    /// `PROJ-123`: of a tracker with projects. Capitals, digits and one `-`.
    Key(String),
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => write!(f, "#{number}"),
            Self::Elsewhere { repository, number } => write!(f, "{repository}#{number}"),
            Self::Key(key) => f.write_str(key),
        }
    }
}

/// The most digits that a number has.
const DIGITS: usize = 9;
/// A number of so many digits may as well be a colour, such as `#336699`.
const COLOR: usize = 6;

/// What looks like the key of an issue and is the name of a norm, a period or a thing.
const NO_PROJECTS: [&str; 40] = [
    "AES", "ANSI", "ASCII", "BASE", "BS", "CE", "COVID", "CP", "DIN", "ECMA", "EN", "ES", "EU",
    "FIPS", "FY", "GPT", "H1", "H2", "HTTP", "IEC", "IEEE", "ISO", "KOI", "MP", "MPEG", "MD",
    "NIST", "PCI", "PSD", "Q1", "Q2", "Q3", "Q4", "RFC", "RSA", "SARS", "SHA", "TLS", "USB", "UTF",
];

/// The issue that all of this text names.
pub(super) fn read(text: &str) -> Option<Issue> {
    match text.split_once('#') {
        Some(("", digits)) if digits.len() == COLOR => None,
        Some(("", digits)) => number(digits).map(Issue::Number),
        Some((repository, digits)) => Some(Issue::Elsewhere {
            repository: is_repository(repository).then(|| repository.to_owned())?,
            number: number(digits)?,
        }),
        None => is_key(text).then(|| Issue::Key(text.to_owned())),
    }
}

/// A number from 1 on, without zeros before it.
fn number(digits: &str) -> Option<u64> {
    let plain = digits.len() <= DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit());
    (plain && !digits.starts_with('0'))
        .then(|| digits.parse().ok())
        .flatten()
}

fn is_repository(path: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    let is_part = |part: &str| {
        part.starts_with(|first: char| first.is_ascii_alphanumeric()) && part.chars().all(plain)
    };
    path.contains('/') && path.len() <= 200 && path.split('/').all(is_part)
}

fn is_key(text: &str) -> bool {
    let Some((project, digits)) = text.split_once('-') else {
        return false;
    };
    let capitals = |letter: char| letter.is_ascii_uppercase() || letter.is_ascii_digit();
    (2..=10).contains(&project.len())
        && project.starts_with(|first: char| first.is_ascii_uppercase())
        && project.chars().all(capitals)
        && !NO_PROJECTS.contains(&project)
        && number(digits).is_some()
}
