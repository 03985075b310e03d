//! What can be found wrong, or missing, in a canvas by rules: one function for each, one table of them.
//!
//! Pure: what depends on the outside, such as today's date and which files there are, comes in as [`Facts`]. A rule says
//! nothing where its kind of canvas lacks the blocks that it is about.

mod beliefs;
mod blocks;
mod day;
mod links;
mod money;
mod named;
mod notes;
mod parts;
mod switches;

use std::collections::BTreeSet;

use super::canvas::Canvas;
use super::id::{BlockId, NoteId};
use super::kind::Kind;
use super::note::Note;
pub use named::Named;
pub use switches::{Setting, Switches};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Something to think about.
    Hint,
    /// Something that the model most likely lacks.
    Warning,
    /// Something that is wrong.
    Error,
}

impl Level {
    /// All levels, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Hint];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Hint => "hint",
        }
    }

    /// The level of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// A rule.
#[derive(Debug)]
pub struct Rule {
    /// Its name in files and messages.
    pub id: &'static str,
    /// How grave what it finds is, unless it is switched to another level.
    pub level: Level,
    /// Why it is one, in a sentence.
    pub why: &'static str,
    /// What to do about what it finds, in a sentence.
    pub advice: &'static str,
    find: fn(&Ground<'_>) -> Vec<Found>,
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// Where something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spot {
    /// In what stands above the blocks.
    Header,
    /// In a block as a whole.
    Block(BlockId),
    /// In a note.
    Note(NoteId),
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How grave it is here.
    pub level: Level,
    /// Where.
    pub spot: Spot,
    /// What, in a few words that may quote the canvas: untrusted.
    pub what: String,
}

/// What is at the path of the counterpart, if anything is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Counterpart {
    /// A canvas, as far as is known.
    #[default]
    Canvas,
    /// Something else.
    Other,
}

/// What the rules need to know of the outside.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Today, as `YYYY-MM-DD`; empty where nobody knows.
    pub today: String,
    /// The paths among those of [`Named`] where nothing is.
    pub missing: BTreeSet<String>,
    /// What the counterpart is.
    pub counterpart: Counterpart,
}

/// What a rule looks at.
struct Ground<'a> {
    canvas: &'a Canvas,
    kind: &'a Kind,
    facts: &'a Facts,
}

/// What a rule says, and where.
struct Found {
    spot: Spot,
    what: String,
}

const fn rule(
    id: &'static str,
    level: Level,
    find: fn(&Ground<'_>) -> Vec<Found>,
    why: &'static str,
    advice: &'static str,
) -> Rule {
    Rule {
        id,
        level,
        why,
        advice,
        find,
    }
}

use Level::{Error, Hint, Warning};

/// All rules. To add one takes a row, a function in the file of its family, and two canvases in the tests.
#[rustfmt::skip]
pub static RULES: &[Rule] = &[
    rule("unsettled", Error, notes::unsettled,
        "Two people changed the same, and both versions still stand there.",
        "Settle it on the board with `!`."),
    rule("no-title", Hint, parts::no_title,
        "A canvas without a title cannot be told from others.",
        "Give it one: `t` on the board, or `bmcanvas set FILE --title`."),
    rule("stale", Hint, parts::stale,
        "Nobody has dated this canvas for more than a quarter, and models change faster than that.",
        "Go through it with the team, then set its date."),
    rule("only-ideal", Warning, parts::only_ideal,
        "Only the ideal state is drawn, so nobody sees how far it is from what is.",
        "Draw what is, too, and name its file: `:counterpart` on the board, or `bmcanvas set FILE --counterpart`."),
    rule("empty-block", Hint, blocks::empty_block,
        "An empty block is a question that nobody has answered yet.",
        "Answer one of its questions (`z` shows them), or write that it does not matter here."),
    rule("segment-without-proposition", Warning, blocks::segment_without_proposition,
        "There are customers, but nothing that is worth their while.",
        "Write down what is better for each segment; tag those `payer` who pay for others."),
    rule("proposition-without-segment", Warning, blocks::proposition_without_segment,
        "There is an offer, but nobody to whom it is made.",
        "Write down who would miss it."),
    rule("segment-without-channel", Warning, blocks::segment_without_channel,
        "There are customers, but no way to reach them.",
        "Write down how each segment hears of the offer, gets it and is helped."),
    rule("segment-without-revenue", Warning, blocks::segment_without_revenue,
        "There are customers, but nothing that any of them pays for.",
        "Write down what they pay for and how; tag those `user` for whom others pay."),
    rule("single-revenue-stream", Hint, blocks::single_revenue_stream,
        "All income comes from one source, and goes with it.",
        "Look for what else customers would pay for, or state that one is meant."),
    rule("untested-revenue", Warning, beliefs::untested_revenue,
        "Most of the income rests on beliefs that nobody has tested.",
        "Test them first: ask, sell, or measure, and note what you find as evidence."),
    rule("cost-without-figures", Hint, money::cost_without_figures,
        "Other notes state amounts, and the sums leave this cost out.",
        "State what it costs, if only as a range: `$` on the board."),
    rule("too-many-segments", Hint, blocks::too_many_segments,
        "Few teams can serve more than three kinds of customers at once.",
        "Join the ones that want the same, or park those that come later."),
    rule("everyone-as-customer", Warning, notes::everyone,
        "Who serves everyone knows nobody's needs.",
        "Name the group that would miss it first."),
    rule("open-thread", Hint, notes::open_thread,
        "Somebody asked or objected, and nobody has resolved it.",
        "Answer it and resolve the thread: `C` on the board."),
    rule("long-note", Hint, notes::long,
        "A note of many words is not read in a workshop.",
        "Keep the thought and drop the rest, or make several notes of it."),
    rule("near-duplicate", Hint, notes::near_duplicate,
        "Two notes of a block say nearly the same.",
        "Delete one, or say how they differ."),
    rule("dangling-reference", Warning, named::dangling,
        "A note names a file that is not there.",
        "Correct the path: it counts from the canvas's folder, then from the repository's top."),
    rule("dangling-link", Warning, links::dangling,
        "A note is linked to one that is gone.",
        "Bring the other note back, or take such links away: `:tidy-links` on the board, `bmcanvas link FILE --prune`."),
    rule("revenue-without-payer", Hint, links::revenue_without_payer,
        "Notes are linked here, and nobody is linked to this income.",
        "Link it to the segment that pays it (`L` on the board)."),
    rule("idle-resource", Hint, links::idle_resource,
        "Notes are linked here, and nothing rests on this resource or activity.",
        "Link it to what it supports, or do without it."),
    rule("idle-partner", Hint, links::idle_partner,
        "Notes are linked here, and nothing comes from this partner.",
        "Link it to what it supplies or does, or do without it."),
    rule("cost-without-cause", Hint, links::cost_without_cause,
        "Notes are linked here, and nothing causes this cost.",
        "Link it to the resource, activity or partner that it comes from."),
];

/// The rule of this id.
pub fn rule_of(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// All that the rules find: the header's first, then by block in the order of reading, and in a block its own before
/// those of its notes.
pub fn check(canvas: &Canvas, kind: &Kind, facts: &Facts, switches: &Switches) -> Vec<Finding> {
    let rules = RULES.iter();
    let rules = rules.filter_map(|rule| Some((rule, switches.level(rule)?)));
    found(canvas, kind, facts, rules)
}

/// What those of the rules of these ids find that are not off.
pub fn check_by(
    canvas: &Canvas,
    kind: &Kind,
    facts: &Facts,
    switches: &Switches,
    ids: &[&str],
) -> Vec<Finding> {
    let rules = RULES.iter().filter(|rule| ids.contains(&rule.id));
    let rules = rules.filter_map(|rule| Some((rule, switches.level(rule)?)));
    found(canvas, kind, facts, rules)
}

fn found(
    canvas: &Canvas,
    kind: &Kind,
    facts: &Facts,
    rules: impl Iterator<Item = (&'static Rule, Level)>,
) -> Vec<Finding> {
    let ground = Ground {
        canvas,
        kind,
        facts,
    };
    let mut findings = Vec::new();
    for (rule, level) in rules {
        let found = (rule.find)(&ground).into_iter();
        findings.extend(found.map(|Found { spot, what }| Finding {
            rule,
            level,
            spot,
            what,
        }));
    }
    let mut blocks: Vec<&BlockId> = kind.blocks().map(|block| &block.id).collect();
    blocks.extend(canvas.blocks_in_use().filter(|id| kind.block(id).is_none()));
    kind.sort(&mut blocks);
    findings.sort_by_cached_key(|finding| {
        let (block, seat) = match &finding.spot {
            Spot::Header => return (0, 0),
            Spot::Block(block) => (Some(block), 0),
            Spot::Note(id) => (
                canvas.note(id).map(|note| &note.place.block),
                canvas.position(id).map_or(0, |at| at + 1),
            ),
        };
        let place = block.and_then(|block| blocks.iter().position(|other| *other == block));
        (place.map_or(usize::MAX, |at| at + 1), seat)
    });
    findings
}

impl<'a> Ground<'a> {
    /// The notes in the order of their blocks' ids, those parked too.
    fn notes(&self) -> impl Iterator<Item = (&'a NoteId, &'a Note)> + use<'a> {
        self.canvas.notes()
    }
}

/// One finding about a note.
fn in_note(id: &NoteId, what: impl Into<String>) -> Found {
    Found {
        spot: Spot::Note(id.clone()),
        what: what.into(),
    }
}

/// One finding about a block.
fn in_block(id: &BlockId, what: impl Into<String>) -> Found {
    Found {
        spot: Spot::Block(id.clone()),
        what: what.into(),
    }
}

/// One finding about the canvas.
fn in_header(what: impl Into<String>) -> Found {
    Found {
        spot: Spot::Header,
        what: what.into(),
    }
}

#[cfg(test)]
mod tests;
