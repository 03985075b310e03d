//! Boards that write one file at random: whatever their order, all end up with the same canvas, and no note is lost.

use std::collections::BTreeSet;
use std::sync::Arc;

use bmcanvas::app::effect::{Effect, Over};
use bmcanvas::app::msg::{Look, Msg};
use bmcanvas::app::sync::{Revision, Sync};
use bmcanvas::model::canvas::Canvas;
use bmcanvas::model::merge::merge;
use proptest::prelude::*;

use super::desk;
use super::support::{Desk, Disk, content};

/// A file that several boards write, each save under a lock, as the program's own thread does it.
struct Shared {
    now: Canvas,
    boards: Vec<Desk>,
    /// Saves that a board has sent and that have not reached the file.
    waiting: Vec<Option<(Arc<Canvas>, Revision, Over)>>,
    /// Where in its effects each board was read up to.
    read: Vec<usize>,
}

impl Shared {
    fn new(count: usize) -> Self {
        let boards: Vec<Desk> = (0..count)
            .map(|at| {
                let mut desk = desk();
                desk.disk = Disk::Silent;
                desk.state.ids = bmcanvas::app::ids::Ids::new(at as u64 + 7);
                desk
            })
            .collect();
        Self {
            now: boards[0].board().canvas().clone(),
            waiting: vec![None; count],
            read: vec![0; count],
            boards,
        }
    }

    fn keys(&mut self, at: usize, keys: &str) {
        self.boards[at].keys(keys);
        self.collect(at);
    }

    fn collect(&mut self, at: usize) {
        let effects = &self.boards[at].effects[self.read[at]..];
        for effect in effects {
            if let Effect::Save {
                canvas,
                revision,
                over,
            } = effect
            {
                self.waiting[at] = Some((canvas.clone(), *revision, over.clone()));
            }
        }
        self.read[at] = self.boards[at].effects.len();
    }

    /// The save of this board reaches the file, if there is one.
    fn write(&mut self, at: usize) {
        let Some((canvas, revision, Over::Merge(base))) = self.waiting[at].take() else {
            return;
        };
        let base = base.map(|base| base.canvas);
        self.now = merge(base.as_deref(), &canvas, &self.now).canvas;
        let now = content(self.now.clone());
        self.boards[at].send(Msg::Saved(revision, Ok(now)));
        self.collect(at);
    }

    fn look(&mut self, at: usize) {
        let now = content(self.now.clone());
        self.boards[at].send(Msg::Looked(Look::Changed(now)));
        self.collect(at);
    }

    fn settle(&mut self) {
        for _ in 0..3 {
            for at in 0..self.boards.len() {
                self.keys(at, "<esc><esc>");
                while self.waiting[at].is_some() {
                    self.write(at);
                }
            }
            (0..self.boards.len()).for_each(|at| self.look(at));
        }
    }
}

fn step() -> impl Strategy<Value = (usize, &'static str)> {
    let keys = prop::sample::select(vec![
        "write",
        "write",
        "look",
        "look",
        "o",
        "O",
        "<enter>",
        "x",
        "y ",
        "<esc>",
        "j",
        "k",
        "1",
        "2",
        "d",
        "J",
        "u",
        "<ctrl-r>",
        "m2",
        "m1",
        "cr",
        "t",
        "p",
        "<ctrl-c>",
        "<backspace>",
        "!t",
        "!b",
    ]);
    (0..2_usize, keys)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn boards_that_share_a_file_end_up_the_same(steps in prop::collection::vec(step(), 1..60)) {
        let mut shared = Shared::new(2);
        for (at, keys) in steps {
            match keys {
                "write" => shared.write(at),
                "look" => shared.look(at),
                keys => shared.keys(at, keys),
            }
        }
        shared.settle();
        for desk in &shared.boards {
            prop_assert!(matches!(desk.board().file.sync, Sync::Fresh(_)), "{:?}", desk.board().mode);
            prop_assert_eq!(desk.board().canvas(), &shared.now);
        }
    }

    #[test]
    fn every_note_that_one_of_many_boards_keeps_is_in_the_file(
        turns in prop::collection::vec((0..4_usize, any::<bool>(), any::<bool>()), 1..40)
    ) {
        let mut shared = Shared::new(4);
        let mut wanted = BTreeSet::new();
        for (count, (at, write, look)) in turns.into_iter().enumerate() {
            shared.keys(at, &format!("onote {count}<esc>"));
            wanted.insert(format!("note {count}"));
            if write {
                shared.write(at);
            }
            if look {
                shared.look(at);
            }
        }
        shared.settle();
        for desk in &shared.boards {
            prop_assert_eq!(desk.board().canvas(), &shared.now);
        }
        let kept: BTreeSet<String> = shared.now.notes().map(|(_, note)| note.text.clone()).collect();
        prop_assert!(kept.is_superset(&wanted));
    }
}
