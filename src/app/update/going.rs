//! The "go to" menu, and opening what a note names.

use super::Turn;
use crate::app::action::{Action, Go};
use crate::app::effect::Effect;
use crate::app::list::{Choice, Item, List};
use crate::app::mode::Mode;
use crate::app::msg::Trouble;
use crate::model::reference::{self, Target};

/// Where the menu leads: the key after its own, the command and what it is called there.
const PLACES: &[(char, Go, &str)] = &[
    ('g', Go::First, "first note of the block"),
    ('e', Go::Last, "last note of the block"),
    (
        'f',
        Go::Reference,
        "what the note names: file, address, issue",
    ),
];

impl Turn<'_> {
    pub(super) fn go_to(&mut self, go: Go) {
        match go {
            Go::Ask => self.ask_where(),
            Go::First => self.board.focus_position(0),
            Go::Last => self.board.focus_position(usize::MAX),
            Go::Reference => self.follow_reference(),
            Go::Finding => self.ask_finding(),
        }
    }

    /// Asks where to go.
    fn ask_where(&mut self) {
        let item = |&(key, go, label): &(char, Go, &str)| {
            Item::new(label, Choice::Run(Action::Go(go)))
                .detail(key)
                .key(Some(key))
        };
        let items = PLACES.iter().map(item).collect();
        self.board.mode = Mode::List(List::new("Go to", items));
    }

    /// Opens what the note in focus names; where that is more than one thing, asks which.
    fn follow_reference(&mut self) {
        let note = self.board.focused_note();
        let mut targets = note.map_or_else(Vec::new, reference::targets_of);
        match targets.len() {
            0 => self.info(match note {
                Some(_) => "the note names no file, address or issue",
                None => "no note here",
            }),
            1 => self.effects.extend(targets.pop().map(Effect::Visit)),
            _ => {
                let items = targets
                    .into_iter()
                    .zip(1..)
                    .map(|(target, at)| item(target, at));
                self.board.mode = Mode::List(List::new("Open", items.collect()));
            }
        }
    }

    /// The page of an issue was found, or not.
    pub(super) fn addressed(&mut self, address: Result<String, Trouble>) {
        match address {
            Ok(url) => self.effects.push(Effect::Visit(Target::Url(url))),
            Err(trouble) => *self.notice = Some(trouble.into()),
        }
    }
}

/// A target as an item; the first nine have their number as key.
fn item(target: Target, at: u32) -> Item {
    let sort = match &target {
        Target::Path(_) => "file",
        Target::Url(_) => "address",
        Target::Issue(_) => "issue",
    };
    let key = char::from_digit(at, 10).filter(|_| at < 10);
    let detail = key.map_or_else(|| sort.to_owned(), |key| format!("{sort} {key}"));
    Item::new(target.to_string(), Choice::Visit(target))
        .detail(detail)
        .key(key)
}
