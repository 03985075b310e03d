//! What changed since another version: shown on the board, walked through, taken back note by note.

use std::sync::Arc;

use super::Turn;
use super::past::{PAGE, against};
use crate::app::action::{Action, Versions};
use crate::app::effect::{Effect, Errand};
use crate::app::git::Standing;
use crate::app::lens::{Against, Lens, Review, Source, Version};
use crate::app::list::{Choice, Free, Item, List};
use crate::app::mode::Mode;
use crate::app::msg::{Entry, Trouble};
use crate::app::past::{Named, Row};
use crate::app::timeline::Attention;
use crate::model::canvas::Canvas;
use crate::model::changes::{Changes, FieldChange};
use crate::model::id::NoteId;
use crate::model::kind::Kind;
use crate::model::pairing::{aligned, seated};
use crate::text::clean::Shown;

impl Turn<'_> {
    pub(super) fn version_command(&mut self, command: Versions) {
        match command {
            Versions::Changes => self.ask_version(),
            Versions::NextChange => self.change_step(1),
            Versions::PreviousChange => self.change_step(-1),
            Versions::TakeBack => self.take_change_back(),
            Versions::Fields => self.list_fields(),
            Versions::Leave => self.leave_lens(),
            Versions::Ages => self.ages(),
            Versions::History => self.history(),
            Versions::Older => self.moment_step(1),
            Versions::Newer => self.moment_step(-1),
            Versions::MuchOlder => self.moment_step(PAGE),
            Versions::MuchNewer => self.moment_step(-PAGE),
            Versions::Oldest => self.moment_step(isize::MAX),
            Versions::Newest => self.moment_step(isize::MIN),
            Versions::LookAtBoard => self.attend_to(Attention::Board),
            Versions::LookAtTimeline => self.attend_to(Attention::Timeline),
            Versions::BringBack => self.bring_note_back(),
            Versions::BringAllBack => self.bring_all_back(),
            Versions::CompareNow => self.compare_with_now(),
        }
    }

    /// Asks what to compare with.
    fn ask_version(&mut self) {
        let item = |label: &str, detail: &str, against| {
            Item::new(label, Choice::Since(against)).detail(detail)
        };
        let items = vec![
            item(
                "The last commit",
                "HEAD",
                Against::Revision("HEAD".to_owned()),
            ),
            item(
                "Where this branch left the main branch",
                "",
                Against::MainBranch,
            ),
        ];
        let list = List::new("Changes since", items).free(Free::Revision);
        self.board.mode = Mode::List(list);
        self.effects.push(Effect::Look);
        self.effects.push(Effect::Git(Errand::Refs));
        self.effects.push(Effect::Git(Errand::History));
    }

    /// Branches and tags to compare with. Where there are none to be had, their names can be typed still.
    pub(super) fn offer_refs(&mut self, refs: Result<Vec<Named>, Trouble>) {
        let item = |named: &Named| {
            let against = Against::Revision(named.name.clone());
            let detail = format!("{} {}", named.kind, named.age);
            Item::new(named.name.clone(), Choice::Since(against)).detail(detail)
        };
        if let (Some(list), Ok(refs)) = (versions_asked(&mut self.board.mode), refs) {
            list.add(refs.iter().map(item).collect());
        }
    }

    /// Commits of the canvas to compare with.
    pub(super) fn offer_commits(&mut self, rows: &[Row]) {
        let item = |row: &Row| {
            let label = format!("{} {}", row.moment.name(), row.subject);
            let detail = format!("{} {}", row.author, row.age);
            Item::new(label, Choice::Since(against(&row.moment))).detail(detail)
        };
        if let Some(list) = versions_asked(&mut self.board.mode) {
            list.add(rows.iter().map(item).collect());
        }
    }

    /// The other canvases in this folder: the open one can be compared with them.
    pub(super) fn found_files(&mut self, entries: &[Entry]) {
        let Some(list) = versions_asked(&mut self.board.mode) else {
            return;
        };
        let item = |entry: &Entry| {
            let against = Against::File(entry.path.clone());
            let path = entry.path.to_string_lossy();
            let path = path.strip_prefix("./").unwrap_or(&path);
            Item::new(path, Choice::Since(against)).detail(entry.label.clone())
        };
        list.add(entries.iter().map(item).collect());
    }

    /// The list of versions was left: what is still to be told of them need not be.
    pub(super) fn close_versions(&mut self) {
        self.effects.push(Effect::Git(Errand::CloseHistory));
    }

    /// How the canvas stands in git is another way than before: what a revision is called may be another one too.
    pub(super) fn standing(&mut self, standing: Option<Standing>) {
        self.board.standing = standing;
        let review = match &self.board.lens {
            Lens::Changes(review) => review,
            Lens::Ages(_) => return self.effects.push(Effect::Git(Errand::Blame)),
            Lens::Now | Lens::Awaiting(_) | Lens::Beside(_) | Lens::Layer(_) | Lens::Past(_) => {
                return;
            }
        };
        match &review.source {
            Source::Asked(against @ (Against::Revision(_) | Against::MainBranch)) => {
                let errand = Errand::Version(against.clone());
                self.effects.push(Effect::Git(errand));
            }
            Source::Asked(Against::File(_)) | Source::Beside => {}
        }
    }

    /// Gets the version, and shows what changed since then.
    pub(super) fn compare_with(&mut self, against: Against) {
        self.close_versions();
        self.leave_lens();
        self.board.look_through(Lens::Awaiting(against.clone()));
        self.effects.push(Effect::Git(Errand::Version(against)));
    }

    /// A version is here; whoever does not wait for it any more has gone another way.
    pub(super) fn version(&mut self, against: Against, version: Result<Version, Trouble>) {
        let waits = match &self.board.lens {
            Lens::Now | Lens::Past(_) | Lens::Ages(_) | Lens::Layer(_) | Lens::Beside(_) => return,
            Lens::Awaiting(awaited) if *awaited == against => true,
            // An answer to what was asked before.
            Lens::Awaiting(_) => return,
            Lens::Changes(review) if review.source == Source::Asked(against.clone()) => false,
            Lens::Changes(_) => return,
        };
        match version {
            Ok(version) => {
                self.show_changes(against, version);
                if waits {
                    self.say_changes();
                }
            }
            Err(trouble) if waits => {
                self.board.look_through(Lens::Now);
                *self.notice = Some(trouble.into());
            }
            // What is shown stays true.
            Err(_) => {}
        }
    }

    pub(super) fn show_changes(&mut self, against: Against, mut version: Version) {
        let board = &*self.board;
        let (now, of) = (board.canvas(), board.file.revision);
        match &against {
            // Written apart, the two may call the same notes by other ids.
            Against::File(_) => {
                let same = seated(aligned(&version.canvas, now), now);
                version.canvas = Arc::new(same);
            }
            Against::Revision(_) | Against::MainBranch => {}
        }
        let review = Review::new(Source::Asked(against), version, now, of, &board.kind);
        self.board.look_through(Lens::Changes(Box::new(review)));
    }

    /// Says what there is to walk through.
    pub(super) fn say_changes(&mut self) {
        let Lens::Changes(review) = &self.board.lens else {
            return;
        };
        let changes = review.weave.changes();
        let name = review.base.shown_name();
        if changes.is_empty() {
            return self.info(format!("nothing changed since {name}"));
        }
        let summary = changes.summary_in(&self.board.kind);
        let (before, now) = (&review.base.canvas, self.board.canvas());
        let before = said_before(changes, before, now, &self.board.kind);
        self.info(format!("since {name}: {summary}{before}"));
    }

    /// To the next note that changed, or the one before.
    fn change_step(&mut self, by: isize) {
        let Some(id) = self.step_to(by, |board, id| board.lens.mark(id).is_some()) else {
            return self.info("no note changed");
        };
        self.board.focus_note(&id);
        if let Some(mark) = self.board.lens.mark(&id) {
            let (at, of) = self.place_among_changes(&id);
            self.info(format!("{at} of {of} · {}", mark.word()));
        }
    }

    /// The how-manieth of the changes in the order of the board this note is, and how many there are.
    fn place_among_changes(&self, id: &NoteId) -> (usize, usize) {
        let all = self.all_notes();
        let changed = all.iter().filter(|id| self.board.lens.mark(id).is_some());
        let changed: Vec<&NoteId> = changed.collect();
        let at = changed.iter().position(|other| *other == id);
        (at.map_or(0, |at| at + 1), changed.len())
    }

    /// Makes the notes what they were: in text, in colour, in place, or there at all.
    fn take_change_back(&mut self) {
        let Lens::Changes(review) = &self.board.lens else {
            return;
        };
        let canvas = self.board.canvas();
        let then = &review.base.canvas;
        let changed = |id: &&NoteId| review.weave.mark(id).is_some();
        let mut changes = Vec::new();
        let mut count = 0;
        for id in self.targets().iter().filter(changed) {
            changes.extend(canvas.edit_note_to(then, id).0);
            count += 1;
        }
        if count == 0 {
            return self.info("this note did not change");
        }
        let at = self.board.focused_position().unwrap_or(0);
        if self.edit(crate::model::edit::Edit(changes)) {
            self.clear_marks();
            self.board.mend_focus(at);
            let key = self.key_name(Action::Undo);
            let taken = super::notes::counted(count, "change");
            self.info(format!("{taken} taken back · {key} undoes that"));
        }
    }
}

/// What the fields above the blocks said that differ: ` · title was “Plan A”`.
fn said_before(changes: &Changes, before: &Canvas, now: &Canvas, kind: &Kind) -> String {
    let told = |field: &FieldChange| {
        let parts = field.parts(before, now, Some(kind)).into_iter();
        parts
            .map(|part| was(&part.label, &part.from))
            .collect::<Vec<_>>()
    };
    changes.fields().iter().flat_map(told).collect()
}

fn was(label: &str, text: &str) -> String {
    /// The columns that a field has.
    const MOST: usize = 40;
    let mut letters = label.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string());
    let label = format!("{}{}", first.unwrap_or_default(), letters.as_str());
    let label = Shown::line(&label).truncate(MOST);
    match Shown::line(text).truncate(MOST).as_str() {
        "" => format!(" · {label} is new"),
        text => format!(" · {label} was “{text}”"),
    }
}

/// The list of versions, while one is being chosen.
fn versions_asked(mode: &mut Mode) -> Option<&mut List> {
    let Mode::List(list) = mode else {
        return None;
    };
    (list.free == Free::Revision).then_some(list)
}
