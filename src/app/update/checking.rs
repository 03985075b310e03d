//! The list of what the check finds, kept up to date while it is open.

use super::Turn;
use crate::app::action::{Action, Pair, Team};
use crate::app::board::Board;
use crate::app::checks::Known;
use crate::app::effect::Effect;
use crate::app::list::{Choice, Item, List, Live};
use crate::app::mode::Mode;
use crate::app::msg::Notice;
use crate::app::sync::Revision;
use crate::model::check::{self, Finding, Named, Spot};
use crate::model::id::BlockId;
use crate::model::kind::Kind;

impl Turn<'_> {
    /// Lists what is found; what has to be looked up first comes a moment later.
    pub(super) fn ask_finding(&mut self) {
        let mut list = List::new("Findings", Vec::new());
        list.live = Live::Soon(self.board.file.revision);
        self.board.mode = Mode::List(list);
        self.look_up();
        if self.board.known.is_some() {
            self.show_findings();
        }
    }

    /// Has looked up what the rules need to know of the outside.
    pub(super) fn look_up(&mut self) {
        let named = Named::of(self.board.canvas());
        self.effects.push(Effect::Check(named));
    }

    /// It is known now.
    pub(super) fn checked(&mut self, known: Known) {
        if let Some(warning) = known.warnings.first() {
            *self.notice = Some(Notice::warning(warning.clone()));
        }
        self.board.known = Some(known);
        self.show_findings();
    }

    /// After any step: the list follows the canvas.
    pub(super) fn follow_findings(&mut self) {
        let now = self.board.file.revision;
        let is_behind = |shown: Revision| shown != now;
        if listed(&mut self.board.mode).is_some_and(|(_, shown)| is_behind(shown)) {
            self.look_up();
            self.show_findings();
        }
    }

    /// Shows them in the list, where that is open; where there are none, says so.
    fn show_findings(&mut self) {
        let revision = self.board.file.revision;
        let items = items(self.board);
        let Some((list, _)) = listed(&mut self.board.mode) else {
            return;
        };
        if items.is_empty() {
            self.board.mode = Mode::Board;
            if self.notice.is_none() {
                self.info("the check finds nothing");
            }
            return;
        }
        list.live = Live::Findings(revision);
        list.renew(items);
    }
}

/// The list of findings, while it is open, and the revision that it shows.
fn listed(mode: &mut Mode) -> Option<(&mut List, Revision)> {
    let Mode::List(list) = mode else {
        return None;
    };
    match list.live {
        Live::Findings(revision) | Live::Soon(revision) => Some((list, revision)),
        Live::No | Live::Ranking(_) => None,
    }
}

fn items(board: &Board) -> Vec<Item> {
    let nothing = Known::default();
    let known = board.known.as_ref().unwrap_or(&nothing);
    let (facts, switches) = (&known.facts, &known.switches);
    let findings = check::check(board.canvas(), &board.kind, facts, switches);
    findings
        .iter()
        .map(|finding| item(board, finding))
        .collect()
}

fn item(board: &Board, finding: &Finding) -> Item {
    let Finding {
        rule,
        level,
        spot,
        what,
    } = finding;
    let (label, choice) = match spot {
        Spot::Header => {
            let action = match rule.id {
                "unsettled" => Action::Team(Team::Settle),
                "only-ideal" => Action::Pair(Pair::Counterpart),
                _ => Action::EditHeader,
            };
            (format!("Canvas: {what}"), Choice::Run(action))
        }
        Spot::Block(block) => {
            let label = format!("{}: {what}", named(&board.kind, block));
            (label, Choice::GoTo(block.clone()))
        }
        Spot::Note(id) => {
            let note = board.canvas().note(id);
            let block = note.map(|note| named(&board.kind, &note.place.block));
            let text = note.map_or("", |note| note.text.as_str());
            let label = format!("{}: {what} · “{text}”", block.unwrap_or_default());
            (label, Choice::GoToNote(id.clone()))
        }
    };
    let about = format!("{} {} [{}]", rule.why, rule.advice, rule.id);
    let item = Item::new(label, choice).names(vec![rule.id]);
    item.detail(level.name()).about(about)
}

/// The block by its number and title.
fn named(kind: &Kind, id: &BlockId) -> String {
    match kind.block(id) {
        Some(block) => format!("{} {}", block.order, block.title),
        None => id.title().to_owned(),
    }
}
