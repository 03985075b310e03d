//! `check`: what the rules find in canvases, and the rules themselves.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use super::args::{CheckArgs, is_stdin};
use super::failure::{Failure, Outcome, tell, warn};
use super::files;
use super::show;
use super::text::{Text, escaped};
use crate::app::msg::Trouble;
use crate::model::canvas::Canvas;
use crate::model::check::{self, Finding, Level, Named, RULES, Rule, Spot};
use crate::model::id::{BlockId, NoteId};
use crate::model::kind::Kind;
use crate::shell::{checking, clock, open};
use crate::text::clean::{Shown, multiline};

/// The columns that the text of a note has in a line.
const NOTE: usize = 40;
/// The columns that what was found has.
const WHAT: usize = 100;

pub(super) fn run(args: &CheckArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    if args.rules {
        let rules = if args.json {
            pretty(&RULES.iter().map(rule_json).collect())
        } else {
            rules()
        };
        out.extend(rules.into_bytes());
        return Ok(Outcome::Fine);
    }
    let mut checked = Vec::new();
    let mut failed = false;
    // Canvases share a file of rules: what is wrong in it is said once.
    let mut warned = BTreeSet::new();
    for file in &args.files {
        match Checked::of(file, &mut warned) {
            Ok(one) => checked.push(one),
            Err(trouble) => {
                failed = true;
                tell(&trouble);
            }
        }
    }
    let text = if args.json {
        pretty(&as_json(&checked))
    } else {
        multiline(&as_text(&checked))
    };
    out.extend(text.into_bytes());
    let findings = checked.iter().flat_map(|checked| &checked.findings);
    let counts = |finding: &Finding| args.fail_on.counts(finding.level);
    match findings.into_iter().any(counts) {
        _ if failed => Err(Failure::Told),
        true => Ok(Outcome::Finding),
        false => Ok(Outcome::Fine),
    }
}

/// A canvas and what was found in it.
struct Checked {
    name: String,
    canvas: Canvas,
    kind: Kind,
    findings: Vec<Finding>,
}

impl Checked {
    fn of(file: &Path, warned: &mut BTreeSet<String>) -> Result<Self, Trouble> {
        let (name, read) = show::read(file)?;
        let canvas = read.canvas;
        let library = files::library(file);
        let kind = open::kind(name, &canvas.kind, &library)?;
        let on_disk = (!is_stdin(file)).then_some(file);
        let known = checking::know(on_disk, &Named::of(&canvas), &library, &clock::now().date());
        for warning in &known.warnings {
            if warned.insert(warning.clone()) {
                warn(warning);
            }
        }
        let findings = check::check(&canvas, &kind, &known.facts, &known.switches);
        Ok(Self {
            name: name.display().to_string(),
            canvas,
            kind,
            findings,
        })
    }

    /// Where a finding is, in words.
    fn place(&self, spot: &Spot) -> String {
        match spot {
            Spot::Header => "canvas".to_owned(),
            Spot::Block(block) => self.kind.title_of(block).to_owned(),
            Spot::Note(id) => {
                let Some(note) = self.canvas.note(id) else {
                    return id.as_str().to_owned();
                };
                let title = self.kind.title_of(&note.place.block);
                let text = Shown::line(&note.text).truncate(NOTE).to_string();
                format!("{title}, “{text}” ({})", id.as_str())
            }
        }
    }

    fn line(&self, finding: &Finding) -> String {
        let place = self.place(&finding.spot);
        let (place, what) = (Shown::line(&place), Shown::line(&finding.what));
        let what = what.truncate(WHAT);
        let (level, id) = (finding.level.name(), finding.rule.id);
        format!("{}: {level}: {place}: {what} [{id}]", self.name)
    }

    fn json(&self, finding: &Finding) -> Value {
        let note = match &finding.spot {
            Spot::Note(id) => Some(id),
            Spot::Header | Spot::Block(_) => None,
        };
        let block = match &finding.spot {
            Spot::Block(block) => Some(block),
            Spot::Note(id) => self.canvas.note(id).map(|note| &note.place.block),
            Spot::Header => None,
        };
        json!({
            "rule": finding.rule.id,
            "level": finding.level.name(),
            "block": block.map(BlockId::as_str),
            "note": note.map(NoteId::as_str),
            "what": finding.what,
            "why": finding.rule.why,
            "advice": finding.rule.advice,
        })
    }
}

fn as_text(checked: &[Checked]) -> String {
    let mut text = Text::default();
    for one in checked {
        for finding in &one.findings {
            text.line(format_args!("{}", one.line(finding)));
            text.line(format_args!("  {}", finding.rule.advice));
        }
    }
    let count = counts(checked);
    if !count.is_empty() {
        text.line(format_args!("{count}"));
    }
    text.into_string()
}

/// "1 error, 2 hints"; empty where there is nothing.
fn counts(checked: &[Checked]) -> String {
    let counted = Level::ALL.into_iter().filter_map(|level| {
        let count = count(checked, level);
        let s = if count == 1 { "" } else { "s" };
        (count > 0).then(|| format!("{count} {}{s}", level.name()))
    });
    counted.collect::<Vec<_>>().join(", ")
}

fn count(checked: &[Checked], level: Level) -> usize {
    let findings = checked.iter().flat_map(|checked| &checked.findings);
    findings.filter(|finding| finding.level == level).count()
}

fn as_json(checked: &[Checked]) -> Value {
    let file = |one: &Checked| {
        let findings: Value = one
            .findings
            .iter()
            .map(|finding| one.json(finding))
            .collect();
        json!({ "file": one.name, "findings": findings })
    };
    json!({
        "bmcanvas_check": 1,
        "counts": {
            "error": count(checked, Level::Error),
            "warning": count(checked, Level::Warning),
            "hint": count(checked, Level::Hint),
        },
        "files": checked.iter().map(file).collect::<Vec<_>>(),
    })
}

fn pretty(value: &Value) -> String {
    escaped(&format!("{value:#}\n"))
}

fn rule_json(rule: &Rule) -> Value {
    json!({ "id": rule.id, "level": rule.level.name(), "why": rule.why, "advice": rule.advice })
}

fn rules() -> String {
    let mut text = Text::default();
    for rule in RULES {
        let (id, level) = (rule.id, rule.level.name());
        text.line(format_args!("{id:<28} {level}"));
        text.line(format_args!("  {}\n  {}", rule.why, rule.advice));
    }
    text.into_string()
}

/// The rules as a table of Markdown.
pub fn markdown() -> String {
    let mut text = String::from("| Rule | Level | Why | What to do |\n| --- | --- | --- | --- |\n");
    for rule in RULES {
        let level = rule.level.name();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "| `{}` | {level} | {} | {} |",
            rule.id, rule.why, rule.advice
        );
    }
    text
}
