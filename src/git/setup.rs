//! Telling git how to merge and compare canvases: in the repository's own configuration, and in `.gitattributes`.

mod attributes;
mod check;
mod driver;

use std::fmt;
use std::fs;
use std::path::Path;
use std::time::Duration;

use super::program::{Cancel, GitError, Output};
use super::repo::Repository;
use crate::store::SaveError;
use crate::store::load::{self, LoadError};
use crate::store::save::{Decision, save};
pub use attributes::RULE;
pub use check::{Finding, check, missing_programs};
pub use driver::PROGRAM;
use driver::{Line, Word};

/// The file at the work tree's top that says which files are canvases.
pub const ATTRIBUTES: &str = ".gitattributes";
/// How long git may take to write its configuration.
const TIME: Duration = Duration::from_secs(10);

const NAME: &str = "merge.bmcanvas.name";
const MERGE: &str = "merge.bmcanvas.driver";
const TEXTCONV: &str = "diff.bmcanvas.textconv";
const CACHE: &str = "diff.bmcanvas.cachetextconv";

/// Something that was done, or was done already. Values are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// This key of the configuration was set.
    Set(&'static str),
    /// It held another value of ours, and was set anew.
    Renewed(&'static str),
    /// It was set already.
    Kept(&'static str),
    /// It was taken out.
    Unset(&'static str),
    /// It was not set.
    WasUnset(&'static str),
    /// It holds a value that is not ours, and was left.
    Left(&'static str, String),
    /// The rule was added to `.gitattributes`.
    RuleAdded,
    /// The rule was there already.
    RuleKept,
    /// The rule was taken out.
    RuleRemoved,
    /// The file held nothing but the rule, and was removed.
    AttributesRemoved,
    /// The rule was not there.
    RuleWasAbsent,
    /// The rule is there, but was not put there by us, and was left.
    RuleLeft,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set(key) => write!(f, "{key}: set"),
            Self::Renewed(key) => write!(f, "{key}: set anew"),
            Self::Kept(key) => write!(f, "{key}: set already"),
            Self::Unset(key) => write!(f, "{key}: removed"),
            Self::WasUnset(key) => write!(f, "{key}: was not set"),
            Self::Left(key, value) => write!(f, "{key}: left, as it is not ours: {value}"),
            Self::RuleAdded => write!(
                f,
                "{ATTRIBUTES}: added `{RULE}`; commit it, so that everybody has it"
            ),
            Self::RuleKept => write!(f, "{ATTRIBUTES}: has `{RULE}` already"),
            Self::RuleRemoved => {
                write!(
                    f,
                    "{ATTRIBUTES}: removed `{RULE}`; this concerns all once it is committed"
                )
            }
            Self::AttributesRemoved => write!(
                f,
                "{ATTRIBUTES}: removed, as nothing else was in it; this concerns all once it is committed"
            ),
            Self::RuleWasAbsent => write!(f, "{ATTRIBUTES}: did not have the line"),
            Self::RuleLeft => write!(
                f,
                "{ATTRIBUTES}: left, as `{RULE}` was written by hand; remove it there if you like"
            ),
        }
    }
}

/// Why git could not be told. Values are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SetupError {
    /// git could not do it.
    #[error(transparent)]
    Git(#[from] GitError),
    /// Another program has taken this key.
    #[error("{key} is taken by another program: {value}")]
    Foreign {
        /// The key.
        key: &'static str,
        /// What it holds.
        value: String,
    },
    /// `.gitattributes` is a symbolic link.
    #[error("{ATTRIBUTES} is a symbolic link, and git does not follow those")]
    Link,
    /// `.gitattributes` cannot be read.
    #[error("{ATTRIBUTES}: {0}")]
    Load(LoadError),
    /// `.gitattributes` cannot be written.
    #[error("{ATTRIBUTES}: {0}")]
    Save(SaveError),
    /// `.gitattributes`, empty now, cannot be removed; the system's words.
    #[error("{ATTRIBUTES} cannot be removed: {0}")]
    Removal(String),
}

impl SetupError {
    /// What the user can do about it, in one line.
    pub fn advice(&self) -> String {
        match self {
            Self::Git(error) => error.advice().to_owned(),
            Self::Foreign { key, .. } => format!(
                "If nobody needs it: `git config --unset-all {key}`, then try again. Nothing was changed."
            ),
            Self::Link => "Make it a file of the repository's own.".to_owned(),
            Self::Load(error) => error.advice().to_owned(),
            Self::Save(error) => error.advice().to_owned(),
            Self::Removal(_) => "Check who may write in this folder.".to_owned(),
        }
    }
}

/// Tells git to merge and compare canvases by the program: found on the PATH by its usual name, or this one. Done twice,
/// it changes nothing.
pub fn install(repository: &Repository, program: Option<&str>) -> Result<Vec<Step>, SetupError> {
    let config = Config(repository);
    let attributes = repository.git.folder().join(ATTRIBUTES);
    if attributes.is_symlink() {
        return Err(SetupError::Link);
    }
    let word = Word::of(program.unwrap_or(PROGRAM));
    let plans = [
        config.plan(NAME, "canvases, note by note".to_owned())?,
        config.plan_line(MERGE, driver::merge, &word, program)?,
        config.plan_line(TEXTCONV, driver::textconv, &word, program)?,
        config.plan(CACHE, "false".to_owned())?,
    ];
    let mut steps = Vec::new();
    for plan in plans {
        steps.push(config.carry_out(plan)?);
    }
    steps.push(add_rule(&attributes)?);
    Ok(steps)
}

/// Takes back what `install` did; what is not ours stays.
pub fn remove(repository: &Repository) -> Result<Vec<Step>, SetupError> {
    let config = Config(repository);
    let mut steps = Vec::new();
    for (keys, line, form) in [
        ([NAME, MERGE], MERGE, driver::merge as fn(&Word) -> String),
        ([TEXTCONV, CACHE], TEXTCONV, driver::textconv),
    ] {
        let values = config.values(line)?;
        let foreign = values
            .into_iter()
            .find(|value| driver::compare(value, form) == Line::Foreign);
        match foreign {
            Some(value) => steps.push(Step::Left(line, value)),
            None => {
                for key in keys {
                    steps.push(config.unset(key)?);
                }
            }
        }
    }
    steps.push(remove_rule(&repository.git.folder().join(ATTRIBUTES))?);
    Ok(steps)
}

/// The repository's own configuration, which its work trees share.
struct Config<'a>(&'a Repository);

/// What is to become of a key.
enum Plan {
    Keep(&'static str),
    Set(&'static str, String),
    Renew(&'static str, String),
}

impl Config<'_> {
    fn work<const N: usize>(&self, arguments: [&str; N]) -> Result<Output, GitError> {
        let arguments = ["config", "--local"].into_iter().chain(arguments);
        self.0.git.work(arguments, TIME, &Cancel::default())
    }

    /// All values of a key here.
    fn values(&self, key: &str) -> Result<Vec<String>, GitError> {
        let arguments = ["config", "--local", "--null", "--get-all", key];
        values(self.0.git.query(arguments)?)
    }

    fn plan(&self, key: &'static str, value: String) -> Result<Plan, SetupError> {
        let values = self.values(key)?;
        Ok(match values.as_slice() {
            [] => Plan::Set(key, value),
            [one] if *one == value => Plan::Keep(key),
            [..] => Plan::Renew(key, value),
        })
    }

    /// A line for a program. One of ours stays as long as no other program is asked for.
    fn plan_line(
        &self,
        key: &'static str,
        form: fn(&Word) -> String,
        word: &Word,
        asked: Option<&str>,
    ) -> Result<Plan, SetupError> {
        let values = self.values(key)?;
        for value in &values {
            match driver::compare(value, form) {
                Line::Foreign => {
                    let value = value.clone();
                    return Err(SetupError::Foreign { key, value });
                }
                Line::Current if values.len() == 1 && asked.is_none() => {
                    return Ok(Plan::Keep(key));
                }
                Line::Current | Line::Old => {}
            }
        }
        self.plan(key, form(word))
    }

    fn carry_out(&self, plan: Plan) -> Result<Step, GitError> {
        let set = |key, value: &str| self.work(["--replace-all", key, value])?.fine();
        match plan {
            Plan::Keep(key) => Ok(Step::Kept(key)),
            Plan::Set(key, value) => set(key, &value).map(|_| Step::Set(key)),
            Plan::Renew(key, value) => set(key, &value).map(|_| Step::Renewed(key)),
        }
    }

    fn unset(&self, key: &'static str) -> Result<Step, GitError> {
        if self.values(key)?.is_empty() {
            return Ok(Step::WasUnset(key));
        }
        self.work(["--unset-all", key])?.fine()?;
        Ok(Step::Unset(key))
    }
}

/// The values that `git config --null` printed; none where it found none.
fn values(output: Output) -> Result<Vec<String>, GitError> {
    if output.code == Some(1) {
        return Ok(Vec::new());
    }
    let out = output.fine()?;
    let values = out.strip_suffix(b"\0").unwrap_or(&out);
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    Ok(values.split(|byte| *byte == 0).map(text).collect())
}

fn add_rule(file: &Path) -> Result<Step, SetupError> {
    let mut step = Step::RuleKept;
    save(file, |text| {
        match attributes::with(text.unwrap_or_default()) {
            None => Decision::Keep,
            Some(with) => {
                step = Step::RuleAdded;
                Decision::Write(with)
            }
        }
    })
    .map_err(SetupError::Save)?;
    Ok(step)
}

fn remove_rule(file: &Path) -> Result<Step, SetupError> {
    let text = match load::load(file) {
        Ok(loaded) => loaded.bytes,
        Err(LoadError::NotFound) => return Ok(Step::RuleWasAbsent),
        Err(error) => return Err(SetupError::Load(error)),
    };
    match attributes::without(&text) {
        None if attributes::with(&text).is_none() => Ok(Step::RuleLeft),
        None => Ok(Step::RuleWasAbsent),
        Some(rest) if rest.is_empty() => {
            fs::remove_file(file).map_err(|error| SetupError::Removal(error.to_string()))?;
            Ok(Step::AttributesRemoved)
        }
        Some(_) => {
            let without = |text: Option<&[u8]>| text.and_then(attributes::without);
            save(file, |text| {
                without(text).map_or(Decision::Keep, Decision::Write)
            })
            .map_err(SetupError::Save)?;
            Ok(Step::RuleRemoved)
        }
    }
}
