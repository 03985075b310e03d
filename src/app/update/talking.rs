//! Comments and review marks.

use super::Turn;
use super::typing::press;
use crate::app::action::{Action, Say};
use crate::app::editor::Editor;
use crate::app::list::{Choice, Item, List};
use crate::app::mode::{Mode, Question};
use crate::app::talk::{Aim, Talk};
use crate::model::edit::{Change, Edit};
use crate::model::id::NoteId;
use crate::model::note::Note;
use crate::model::stance::Stance;
use crate::model::thread::Comment;
use crate::text::clean::Shown;

/// The columns that a note's text has in the list of open threads.
const MOST_TEXT: usize = 48;

impl Turn<'_> {
    pub(super) fn say(&mut self, say: Say) {
        match say {
            Say::Comments => match self.board.focus.note.clone() {
                Some(id) => self.talk_about(id),
                None => self.info("no note here to comment on"),
            },
            Say::Threads => self.list_threads(),
            Say::Mark => self.ask_stance(),
            // These hold while comments are open.
            Say::Resolve | Say::Earlier => {}
        }
    }

    /// Opens the comments of a note.
    pub(super) fn talk_about(&mut self, id: NoteId) {
        if self.board.canvas().note(&id).is_none() {
            return self.info("this note is gone");
        }
        self.board.focus_note(&id);
        self.board.mode = Mode::Talk(Talk::new(id));
    }

    fn list_threads(&mut self) {
        let canvas = self.board.canvas();
        let blocks = self.board.blocks_in_order();
        let ids = blocks.iter().flat_map(|block| canvas.block(block));
        let item = |id: &NoteId| {
            let note = canvas.note(id).filter(|note| note.thread.is_open())?;
            let text = Shown::line(&note.text).truncate(MOST_TEXT).to_string();
            let last = note.thread.in_order().pop();
            let by = last.map_or("", |(_, comment)| comment.author());
            let detail = format!("{} open · {by}", note.thread.open_comments());
            Some(Item::new(text, Choice::Talk(id.clone())).detail(detail))
        };
        let items: Vec<Item> = ids.filter_map(item).collect();
        if items.is_empty() {
            return self.info("no open threads");
        }
        self.board.mode = Mode::List(List::new("Open threads", items));
    }

    fn ask_stance(&mut self) {
        if self.refuse_locked() {
            return;
        }
        if self.targets().is_empty() {
            return self.info("no note here to mark");
        }
        let keys = ['a', 'd', 'q'];
        let stance = |(stance, key): (Stance, char)| {
            Item::new(stance.name(), Choice::Stance(Some(stance)))
                .detail(key)
                .key(Some(key))
        };
        let mut items: Vec<Item> = Stance::ALL.into_iter().zip(keys).map(stance).collect();
        items.push(
            Item::new("none", Choice::Stance(None))
                .detail("n")
                .key(Some('n')),
        );
        let me = self.me();
        let now = self.board.focused_note();
        let now = now.and_then(|note| note.stances.get(&me));
        let now = Choice::Stance(now.and_then(Stance::of));
        let list = List::new("Review mark", items).select(|item| item.choice == now);
        self.board.mode = Mode::List(list);
    }

    /// Gives the notes the person's review mark.
    pub(super) fn set_stance(&mut self, stance: Option<Stance>) {
        let (me, mark) = (self.me(), stance.map(Stance::to_json));
        let canvas = self.board.canvas();
        let has = |note: &Note| note.stances.get(&me) == mark.as_ref();
        let targets = self.targets().into_iter();
        let differing = targets.filter(|id| canvas.note(id).is_some_and(|note| !has(note)));
        let changes = differing.map(|id| Change::Stance(id, me.clone(), mark.clone()));
        let edit = Edit(changes.collect());
        if edit.is_empty() || self.edit(edit) {
            self.clear_marks();
        }
    }

    pub(super) fn talk_key(&mut self, action: Option<Action>, typed: Option<char>) {
        match action {
            Some(Action::KeepNext) => self.send(),
            Some(Action::Keep) => self.leave_talk(),
            Some(Action::Discard) => self.discard_talk(),
            Some(Action::Say(Say::Resolve)) => self.turn_thread(),
            Some(Action::Say(Say::Earlier)) => self.take_up_comment(),
            Some(Action::PageUp) => self.scroll_talk(1),
            Some(Action::PageDown) => self.scroll_talk(-1),
            Some(Action::LineBreak) => self.typed_in_talk(Editor::newline),
            Some(Action::Type(key)) => {
                let width = self.sheet.typing_width();
                self.typed_in_talk(|editor| press(editor, key, width));
            }
            _ => {
                if let Some(typed) = typed {
                    self.typed_in_talk(|editor| editor.input(typed));
                }
            }
        }
    }

    pub(super) fn talk_paste(&mut self, text: &str) {
        self.typed_in_talk(|editor| editor.insert(text.trim_end_matches('\n')));
    }

    fn typed_in_talk(&mut self, change: impl FnOnce(&mut Editor)) {
        if self.refuse_locked() {
            return;
        }
        if let Mode::Talk(talk) = &mut self.board.mode {
            change(&mut talk.editor);
        }
    }

    pub(super) fn scroll_talk(&mut self, pages: isize) {
        let (sheet, now) = (self.sheet, self.now);
        if let Mode::Talk(talk) = &mut self.board.mode {
            let page = talk.rows_seen(sheet).saturating_sub(1).max(1);
            let up = pages.saturating_mul(page.cast_signed());
            talk.scroll(up, &self.board.file.canvas, now, sheet);
        }
    }

    /// Takes up the last comment of the person's, or the one before that which is taken up.
    fn take_up_comment(&mut self) {
        let Mode::Talk(talk) = &self.board.mode else {
            return;
        };
        if talk.has_typed() {
            return self.info("send what is typed first, or let it go");
        }
        let Some(note) = self.board.canvas().note(&talk.note) else {
            return self.info("this note is gone");
        };
        let said = note.thread.in_order();
        let until = match &talk.aim {
            Aim::New => None,
            Aim::Old(id, _) => said.iter().position(|(own, _)| *own == id),
        };
        let mut said = said.into_iter().take(until.unwrap_or(usize::MAX)).rev();
        match said.find(|(_, comment)| comment.by == self.board.me) {
            Some((id, comment)) => {
                let talk = Talk::again(talk.note.clone(), id.clone(), comment);
                self.board.mode = Mode::Talk(talk);
                self.info("Enter keeps it as it is then; emptied, it is deleted");
            }
            None if talk.aim == Aim::New => self.info("no comment of yours is here"),
            None => self.info("no comment of yours before this one"),
        }
    }

    /// Sends what is typed; with nothing typed it leaves, or deletes the comment that was taken up.
    fn send(&mut self) {
        let Mode::Talk(talk) = &self.board.mode else {
            return;
        };
        let talk = talk.clone();
        match (talk.editor.text().trim().is_empty(), talk.aim.clone()) {
            (true, Aim::New) => self.board.mode = Mode::Board,
            (true, Aim::Old(id, _)) => {
                if self.edit(Change::Comment(talk.note.clone(), id, None).into()) {
                    self.board.mode = Mode::Talk(Talk::new(talk.note));
                    let key = self.key_name(Action::Undo);
                    self.info(format!(
                        "the comment is deleted · {key} on the board undoes that"
                    ));
                }
            }
            (false, _) => {
                if !talk.has_typed() || self.comment_on(&talk) {
                    self.board.mode = Mode::Talk(Talk::new(talk.note));
                }
            }
        }
    }

    /// Puts what is typed to the note; whether that could be done.
    fn comment_on(&mut self, talk: &Talk) -> bool {
        let change = self.comment(talk);
        self.edit(change.into())
    }

    /// The change that puts what is typed to the note: as a new comment of the person's, or as what one says from now on.
    fn comment(&mut self, talk: &Talk) -> Change {
        let text = talk.editor.text().trim();
        let note = self.board.canvas().note(&talk.note);
        let old = match &talk.aim {
            Aim::New => None,
            // Where somebody deleted it meanwhile, it is a new one.
            Aim::Old(id, _) => note.and_then(|note| Some((id, note.thread.get(id)?))),
        };
        let (id, comment) = match old {
            Some((id, old)) => {
                let text = text.to_owned();
                (
                    id.clone(),
                    Comment {
                        text,
                        ..old.clone()
                    },
                )
            }
            None => return self.new_comment(&talk.note, text),
        };
        Change::Comment(talk.note.clone(), id, Some(comment))
    }

    /// Adds a comment of the person's; whether it could be added.
    pub(super) fn add_comment(&mut self, note: &NoteId, text: &str) -> bool {
        let change = self.new_comment(note, text);
        self.edit(change.into())
    }

    /// The change that adds a comment of the person's.
    pub(super) fn new_comment(&mut self, note: &NoteId, text: &str) -> Change {
        let thread = self.board.canvas().note(note).map(|note| &note.thread);
        let at = thread.map_or(self.now, |thread| thread.time_of_next(self.now));
        let comment = Comment::new(self.me(), at.to_string(), text.trim());
        Change::Comment(note.clone(), self.ids.comment(), Some(comment))
    }

    /// Resolves the thread, or opens it again where it is resolved.
    fn turn_thread(&mut self) {
        let Mode::Talk(talk) = &self.board.mode else {
            return;
        };
        let Some(note) = self.board.canvas().note(&talk.note) else {
            return self.info("this note is gone");
        };
        let (is_open, id) = (note.thread.is_open(), talk.note.clone());
        let turned = if is_open {
            note.thread.resolved_by(&self.me())
        } else {
            note.thread.reopened()
        };
        if turned.is_empty() {
            return self.info("nothing to resolve: nobody has commented on this note");
        }
        let turned = turned.into_iter();
        let changes = turned.map(|(comment, now)| Change::Comment(id.clone(), comment, Some(now)));
        if self.edit(Edit(changes.collect())) {
            self.info(if is_open { "resolved" } else { "open again" });
        }
    }

    /// Goes on with a comment that an earlier run left unsent. Whether it could be opened.
    pub(super) fn resume_comment(&mut self, note: &NoteId, text: &str) -> bool {
        let mut talk = Talk::new(note.clone());
        talk.editor = Editor::new(talk.editor.shape(), text);
        self.board.focus_note(note);
        self.board.mode = Mode::Talk(talk);
        true
    }

    /// Leaves the comments; what is typed and was not sent is asked about.
    fn leave_talk(&mut self) {
        if let Mode::Talk(talk) = std::mem::replace(&mut self.board.mode, Mode::Board)
            && talk.typing().is_some()
        {
            self.board.mode = Mode::Ask(Question::Unsent(talk));
        }
    }

    /// Leaves the comments and what is typed; that can be had back by undo.
    fn discard_talk(&mut self) {
        if let Mode::Talk(talk) = std::mem::replace(&mut self.board.mode, Mode::Board) {
            self.let_go(&talk);
        }
    }

    /// An answer to the question about a comment that was not sent.
    pub(super) fn settle_unsent(&mut self, talk: Talk, key: Option<char>) {
        match key {
            Some('s') => {
                if !self.comment_on(&talk) {
                    self.board.mode = Mode::Talk(talk);
                }
            }
            Some('D') => self.let_go(&talk),
            _ => self.board.mode = Mode::Talk(talk),
        }
    }

    fn let_go(&mut self, talk: &Talk) {
        if talk.typing().is_none() {
            return;
        }
        let restored = self.comment(talk);
        let file = &mut self.board.file;
        file.history.remember_undone(&file.canvas, restored.into());
        let key = self.key_name(Action::Undo);
        self.info(format!("discarded · {key} sends the comment after all"));
    }

    /// The person, as comments and review marks are signed.
    fn me(&self) -> String {
        self.board.me.clone()
    }
}
