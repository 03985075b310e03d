//! What changed above the blocks since another version: listed, and taken back one by one.

use super::Turn;
use crate::app::action::Action;
use crate::app::lens::{Lens, Review};
use crate::app::list::{Choice, Item, List};
use crate::app::mode::Mode;
use crate::model::canvas::Canvas;
use crate::model::changes::{FieldChange, StatedPart, Which};
use crate::model::edit::Edit;
use crate::model::kind::Kind;
use crate::text::clean::Shown;

/// The columns that a value has in the list.
const MOST: usize = 40;

impl Turn<'_> {
    /// Offers to take back what changed above the blocks, part by part.
    pub(super) fn list_fields(&mut self) {
        let Lens::Changes(review) = &self.board.lens else {
            return;
        };
        let items = items(review, self.board.canvas(), &self.board.kind);
        if items.is_empty() {
            return self.info("nothing above the blocks changed that could be taken back");
        }
        self.board.mode = Mode::List(List::new("Take back, above the blocks", items));
    }

    /// Makes a part of a field what it was.
    pub(super) fn take_field_back(&mut self, field: &FieldChange, which: &Which) {
        let Lens::Changes(review) = &self.board.lens else {
            return;
        };
        let (then, now) = (&review.base.canvas, self.board.canvas());
        let kind = &self.board.kind;
        let mut parts = field.parts(then, now, Some(kind)).into_iter();
        let part = parts.find(|part| part.which == *which);
        let change = part.zip(field.taking_back(which, then, now, kind));
        let Some((part, change)) = change else {
            return self.info("this is as it was");
        };
        if self.edit(Edit::from(change)) {
            let key = self.key_name(Action::Undo);
            let label = Shown::line(&part.label).truncate(MOST).to_string();
            self.info(format!("{label} taken back · {key} undoes that"));
        }
    }
}

fn items(review: &Review, now: &Canvas, kind: &Kind) -> Vec<Item> {
    let then = &review.base.canvas;
    let of_field = |field: &FieldChange| {
        let parts = field.parts(then, now, Some(kind)).into_iter();
        let parts = parts.filter(|part| field.taking_back(&part.which, then, now, kind).is_some());
        parts.map(|part| item(field, part)).collect::<Vec<_>>()
    };
    let fields = review.weave.changes().fields().iter();
    fields.flat_map(of_field).collect()
}

fn item(field: &FieldChange, part: StatedPart) -> Item {
    let said = |text: &str| match Shown::line(text).truncate(MOST).as_str() {
        "" => "nothing".to_owned(),
        text => format!("“{text}”"),
    };
    let label = format!("{}: {}", part.label, said(&part.to));
    let about = format!("It was {} and is {} now.", said(&part.from), said(&part.to));
    Item::new(label, Choice::TakeBack(field.clone(), part.which))
        .detail(format!("was {}", said(&part.from)))
        .about(about)
}
