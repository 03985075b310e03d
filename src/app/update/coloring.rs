//! Colours of tags, chosen on the board.

use super::Turn;
use crate::app::action::{Action, Links};
use crate::app::list::{Choice, Item, List};
use crate::app::mode::Mode;
use crate::model::color::NoteColor;
use crate::model::edit::Change;
use crate::model::links;

impl Turn<'_> {
    /// Asks which tag to colour.
    pub(super) fn ask_tag_to_color(&mut self) {
        if self.refuse_edits() {
            return;
        }
        let tags = self.board.canvas().all_tags();
        let item = |tag: &&str| {
            let choice = Choice::ColorOfTag((*tag).to_owned());
            Item::new(format!("#{tag}"), choice).detail(self.told_of_tag(tag))
        };
        let items: Vec<Item> = tags.iter().map(item).collect();
        if items.is_empty() {
            let key = self.key_name(Action::Links(Links::Tags));
            return self.info(format!("no note has a tag yet · {key} gives one"));
        }
        self.board.mode = Mode::List(List::new("Colour of which tag", items));
    }

    /// On how many notes a tag is, and in which colour: `3 ● blue`.
    pub(super) fn told_of_tag(&self, tag: &str) -> String {
        let canvas = self.board.canvas();
        let count = links::tagged(canvas, tag).len();
        match canvas.tag_color(tag) {
            Some(color) => format!("{count} {} {}", color.shape(), color.name()),
            None => count.to_string(),
        }
    }

    /// Asks for the colour of a tag.
    pub(super) fn ask_color_of_tag(&mut self, tag: &str) {
        let choice = |color| Choice::TagColor(tag.to_owned(), color);
        let item = |color: NoteColor| {
            let label = format!("{} {}", color.shape(), color.name());
            let item = Item::new(label, choice(Some(color)));
            item.detail(color.sign()).key(Some(color.sign()))
        };
        let none = Item::new("none", choice(None)).detail('n').key(Some('n'));
        let items = NoteColor::ALL.into_iter().map(item).chain([none]).collect();
        let now = choice(self.board.canvas().tag_color(tag));
        let list = List::new("Colour of the tag", items);
        self.board.mode = Mode::List(list.select(|item| item.choice == now));
    }

    /// Gives a tag a colour, or none.
    pub(super) fn color_tag(&mut self, tag: &str, color: Option<NoteColor>) {
        let canvas = self.board.canvas();
        let now = match canvas.with_tag_color(tag, color) {
            Ok(now) if now.as_ref() == canvas.tags() => return,
            Ok(now) => now,
            Err(unknown) => return self.warn(unknown.to_string()),
        };
        if self.edit(Change::TagColors(now).into()) {
            let color = color.map_or("without a colour", NoteColor::name);
            self.info(format!("#{tag} is {color} now"));
        }
    }
}
