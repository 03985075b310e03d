//! `status`: a canvas in one short line, for the status line of tmux.

use std::fmt::Write as _;
use std::path::Path;

use super::args::{StatusArgs, is_stdin};
use super::failure::{Failure, Outcome};
use super::show;
use super::surroundings;
use crate::app::msg::Trouble;
use crate::format;
use crate::git::glance::{Glance, glance};
use crate::git::status::{FileState, Head};
use crate::model::belief::Status;
use crate::model::canvas::Canvas;
use crate::model::changes::Changes;
use crate::model::id::BlockId;
use crate::shell::open::name_of;
use crate::text::clean::Shown;
use crate::ui::glyphs::Glyphs;

/// The columns that a name has.
const NAME: usize = 40;

/// What a format may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    File,
    Notes,
    Settle,
    Threads,
    Untested,
    Changes,
    Branch,
    Ahead,
    Behind,
    Git,
}

impl Field {
    const ALL: [Self; 11] = [
        Self::Title,
        Self::File,
        Self::Notes,
        Self::Settle,
        Self::Threads,
        Self::Untested,
        Self::Changes,
        Self::Branch,
        Self::Ahead,
        Self::Behind,
        Self::Git,
    ];

    const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::File => "file",
            Self::Notes => "notes",
            Self::Settle => "settle",
            Self::Threads => "threads",
            Self::Untested => "untested",
            Self::Changes => "changes",
            Self::Branch => "branch",
            Self::Ahead => "ahead",
            Self::Behind => "behind",
            Self::Git => "git",
        }
    }
}

pub(super) fn run(args: &StatusArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let parts = args.format.as_deref().map(parse).transpose()?;
    let (name, read) = show::read(&args.file)?;
    let glance = if is_stdin(&args.file) {
        None
    } else {
        glance(name)
    };
    let facts = Facts::of(
        name,
        &read.canvas,
        glance.as_ref(),
        surroundings::glyphs(false),
    );
    let line = match parts {
        Some(parts) => parts.iter().map(|part| facts.filled(part)).collect(),
        None => facts.usual(),
    };
    out.extend(line.into_bytes());
    out.push(b'\n');
    Ok(Outcome::Fine)
}

/// A part of a format.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// Stands there as it is.
    Text(String),
    /// Is filled in.
    Field(Field),
}

/// Takes a format apart.
fn parse(format: &str) -> Result<Vec<Part>, Trouble> {
    let mut parts = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, brace) = rest.split_at_checked(at).unwrap_or_default();
        parts.push(Part::Text(before.to_owned()));
        if let Some(after) = brace.strip_prefix("{{") {
            parts.push(Part::Text("{".to_owned()));
            rest = after;
        } else if let Some(after) = brace.strip_prefix("}}") {
            parts.push(Part::Text("}".to_owned()));
            rest = after;
        } else {
            let (name, after) = brace
                .strip_prefix('{')
                .and_then(|inside| inside.split_once('}'))
                .ok_or_else(|| unknown("a brace is left open or closed twice"))?;
            let field = Field::ALL.into_iter().find(|field| field.name() == name);
            let what = || unknown(&format!("nothing is called {{{name}}}"));
            parts.push(Part::Field(field.ok_or_else(what)?));
            rest = after;
        }
    }
    parts.push(Part::Text(rest.to_owned()));
    Ok(parts)
}

fn unknown(what: &str) -> Trouble {
    Trouble {
        what: format!("the format cannot be filled in: {what}"),
        advice: format!(
            "There are {{{}}}; {{{{ and }}}} are braces.",
            Field::ALL.map(Field::name).join("}, {")
        ),
    }
}

/// What there is to tell.
struct Facts {
    title: String,
    file: String,
    notes: usize,
    settle: usize,
    threads: usize,
    untested: usize,
    git: Option<Standing>,
    dot: &'static str,
}

/// How it stands in git.
struct Standing {
    changes: usize,
    branch: String,
    ahead: u64,
    behind: u64,
    signs: String,
}

impl Facts {
    fn of(file: &Path, canvas: &Canvas, glance: Option<&Glance>, glyphs: &'static Glyphs) -> Self {
        Self {
            title: named(&canvas.header.title),
            file: named(&name_of(file)),
            notes: canvas.len(),
            settle: canvas.to_settle(),
            threads: canvas.open_threads().count(),
            untested: untested(canvas),
            git: glance.map(|glance| Standing::of(glance, canvas, glyphs)),
            dot: glyphs.dot,
        }
    }

    fn filled(&self, part: &Part) -> String {
        let git = |tell: fn(&Standing) -> String| self.git.as_ref().map(tell).unwrap_or_default();
        match part {
            Part::Text(text) => Shown::line(text).to_string(),
            Part::Field(Field::Title) => self.title.clone(),
            Part::Field(Field::File) => self.file.clone(),
            Part::Field(Field::Notes) => self.notes.to_string(),
            Part::Field(Field::Settle) => self.settle.to_string(),
            Part::Field(Field::Threads) => self.threads.to_string(),
            Part::Field(Field::Untested) => self.untested.to_string(),
            Part::Field(Field::Changes) => git(|git| git.changes.to_string()),
            Part::Field(Field::Branch) => git(|git| git.branch.clone()),
            Part::Field(Field::Ahead) => git(|git| git.ahead.to_string()),
            Part::Field(Field::Behind) => git(|git| git.behind.to_string()),
            Part::Field(Field::Git) => git(Standing::text),
        }
    }

    /// All that is worth a word.
    fn usual(&self) -> String {
        let notes = match self.notes {
            1 => "1 note".to_owned(),
            notes => format!("{notes} notes"),
        };
        let counted = |count: usize, what: &str| (count > 0).then(|| format!("{count} {what}"));
        let changes = self.git.as_ref().map_or(0, |git| git.changes);
        let parts = [
            Some(notes),
            counted(self.settle, "to settle"),
            counted(
                self.threads,
                match self.threads {
                    1 => "open thread",
                    _ => "open threads",
                },
            ),
            counted(self.untested, "untested"),
            counted(changes, "changed"),
            self.git.as_ref().map(Standing::text),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        parts.join(&format!(" {} ", self.dot))
    }
}

impl Standing {
    fn of(glance: &Glance, canvas: &Canvas, glyphs: &Glyphs) -> Self {
        let (ahead, behind) = glance
            .distance
            .map_or((0, 0), |distance| (distance.ahead, distance.behind));
        let mut signs = String::new();
        for (sign, count) in [(glyphs.ahead, ahead), (glyphs.behind, behind)] {
            if count > 0 {
                // Writing to a string cannot fail.
                let _ = write!(signs, " {sign}{count}");
            }
        }
        let file = match glance.file {
            FileState::Clean | FileState::Absent => "",
            FileState::Changed | FileState::Untracked => glyphs.uncommitted,
            FileState::Ignored => "ignored",
            FileState::Unmerged => "unmerged",
        };
        if !file.is_empty() {
            let _ = write!(signs, " {file}");
        }
        Self {
            changes: changes(glance, canvas),
            branch: match &glance.head {
                Head::Branch(name) | Head::Unborn(name) => named(name),
                Head::Detached(hash) => format!("detached {}", named(hash)),
            },
            ahead,
            behind,
            signs,
        }
    }

    fn text(&self) -> String {
        format!("{}{}", self.branch, self.signs)
    }
}

/// How many beliefs nobody has tested; those parked can wait.
fn untested(canvas: &Canvas) -> usize {
    let notes = canvas.notes().map(|(_, note)| note);
    let counted = notes.filter(|note| note.place.block != BlockId::parking());
    counted
        .filter(|note| note.belief.status() == Some(Status::Untested))
        .count()
}

/// How many notes and fields differ from the last commit. Where that has no such canvas, all is new.
fn changes(glance: &Glance, canvas: &Canvas) -> usize {
    if glance.file == FileState::Clean {
        return 0;
    }
    let committed = glance.committed.as_deref();
    let before = committed.and_then(|bytes| format::read(bytes).ok());
    let before = before.map_or_else(|| Canvas::new(canvas.kind.as_str()), |read| read.canvas);
    let changes = Changes::between(&before, canvas);
    changes.notes().len() + changes.fields().len()
}

/// A name of somebody's, so that neither a terminal nor tmux does anything but show it.
fn named(name: &str) -> String {
    Shown::line(name).truncate(NAME).as_str().replace('#', "_")
}

#[cfg(test)]
mod tests {
    use super::{Field, Part, parse};

    #[test]
    fn a_format_is_text_and_names_in_braces() {
        let text = |text: &str| Part::Text(text.to_owned());
        for (format, expected) in [
            ("", vec![text("")]),
            (
                "a {notes}b",
                vec![text("a "), Part::Field(Field::Notes), text("b")],
            ),
            (
                "{{x}}",
                vec![text(""), text("{"), text("x"), text("}"), text("")],
            ),
        ] {
            assert_eq!(parse(format).unwrap(), expected, "{format}");
        }
        for format in ["{", "}", "{notes", "{thread}", "{}", "{ notes }"] {
            assert!(parse(format).is_err(), "{format}");
        }
    }
}
