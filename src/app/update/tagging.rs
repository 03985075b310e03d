//! Tags: given, taken away, shown at the ends of the notes.

use std::collections::BTreeSet;

use super::Turn;
use crate::app::action::{Action, Links};
use crate::app::board::Tags;
use crate::app::list::{Choice, Free, Item, List};
use crate::app::mode::Mode;
use crate::model::edit::{Change, Edit};
use crate::model::id::NoteId;

/// Leads from the list of tags to their colours.
const COLORS: char = '=';

impl Turn<'_> {
    /// Asks for tags: those in use to choose from, or new ones typed.
    pub(super) fn ask_tags(&mut self) {
        if self.refuse_edits() {
            return;
        }
        let targets = self.targets();
        if targets.is_empty() {
            return self.info("no note here to give a tag");
        }
        let item = |tag: &str| {
            let is_given = self.all_have(&targets, tag);
            let given = if is_given { "given " } else { "" };
            let told = format!("{given}{}", self.told_of_tag(tag));
            Item::new(tag, Choice::Tag(tag.to_owned())).detail(told)
        };
        let tags = self.board.canvas().all_tags();
        let mut items: Vec<Item> = tags.into_iter().map(item).collect();
        if !items.is_empty() {
            let colors = Choice::Run(Action::Links(Links::TagColors));
            let item = Item::new("colour a tag", colors);
            items.push(item.detail(COLORS).key(Some(COLORS)));
        }
        self.board.mode = Mode::List(List::new("Tags, parted by commas", items).free(Free::Tags));
    }

    fn all_have(&self, ids: &[NoteId], tag: &str) -> bool {
        let canvas = self.board.canvas();
        let has = |id: &NoteId| canvas.note(id).is_some_and(|note| note.tags.contains(tag));
        ids.iter().all(has)
    }

    /// Gives the notes the tag, or takes it from them where all have it.
    pub(super) fn toggle_tag(&mut self, tag: &str) {
        let tags = BTreeSet::from([tag.to_owned()]);
        if self.all_have(&self.targets(), tag) {
            self.tag("no longer", &tags, |now| now - &tags);
        } else {
            self.tag("now", &tags, |now| now | &tags);
        }
    }

    /// Gives the notes the tags that the line names.
    pub(super) fn give_tags(&mut self, line: &str) {
        let tags = line
            .split(',')
            .map(|tag| tag.trim().trim_start_matches('#'));
        let tags: BTreeSet<String> = tags.filter(|tag| !tag.is_empty()).map(Into::into).collect();
        self.tag("now", &tags, |now| now | &tags);
    }

    fn tag(
        &mut self,
        said: &str,
        tags: &BTreeSet<String>,
        change: impl Fn(&BTreeSet<String>) -> BTreeSet<String>,
    ) {
        let mut changes = Vec::new();
        for id in self.targets() {
            if let Some(now) = self.board.canvas().note(&id).map(|note| &note.tags) {
                let to = change(now);
                changes.extend((to != *now).then_some(Change::Tags(id, to)));
            }
        }
        let count = changes.len();
        if count > 0 && self.edit(Edit(changes)) {
            self.board.look.tags = Tags::Shown;
            self.clear_marks();
            let named: Vec<String> = tags.iter().map(|tag| format!("#{tag}")).collect();
            self.info(format!(
                "{said} {} on {}",
                named.join(" "),
                super::notes::notes(count)
            ));
        }
    }

    pub(super) fn switch_tags(&mut self) {
        self.board.look.tags = self.board.look.tags.flip();
        self.info(match self.board.look.tags {
            Tags::Shown => "the notes show their tags",
            Tags::Hidden => "the notes show no tags",
        });
    }
}
