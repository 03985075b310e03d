//! Taking in what others pushed, and finishing the merge where git cannot.

use std::ffi::{OsStr, OsString};
use std::sync::LazyLock;

use super::{Job, Remote, Run, Step, Why, canvas};
use crate::format;
use crate::git::program::{Cancel, GitError, Output};
use crate::git::status::FileState;
use crate::model::canvas::Canvas;
use crate::model::merge::{Merged, merge};
use crate::store::SaveError;
use crate::store::save::{Decision, Saved, save};

/// How often the canvas may be written between a commit and the merge.
const TRIES: usize = 8;

impl Run<'_> {
    /// Merges the remote's branch.
    pub(super) fn take_in(&mut self, remote: &Remote) -> Result<(), Why> {
        self.step(Step::Merging)?;
        if self.before.is_none() {
            self.before = self.job.committed_canvas();
        }
        for _ in 0..TRIES {
            match self.job.merge(remote) {
                Ok(Met::Merged) => return Ok(()),
                Ok(Met::Stopped(output)) => return self.finish(&output),
                Ok(Met::Written) => self.commit_again()?,
                Err(why) => {
                    self.job.take_back();
                    return Err(why);
                }
            }
        }
        Err(Why::Busy)
    }

    /// Finishes a merge that stopped, or takes it back.
    fn finish(&mut self, output: &Output) -> Result<(), Why> {
        let finished = self.job.finish(output);
        match finished {
            Ok(clashes) => {
                self.received.clashes.extend(clashes);
                Ok(())
            }
            Err(why) => {
                self.job.take_back();
                Err(why)
            }
        }
    }
}

/// How a merge ended.
enum Met {
    /// Well.
    Merged,
    /// It waits to be finished.
    Stopped(Output),
    /// It did not begin, since the canvas has been written since the commit.
    Written,
}

/// A file that is unmerged, as git keeps it: the base, ours and theirs.
struct Unmerged {
    path: Vec<u8>,
    stages: [Option<String>; 3],
}

impl Job<'_> {
    /// The same work, which nobody takes back: it brings things in order.
    pub(super) fn unstoppable(&self) -> Job<'_> {
        static NEVER: LazyLock<Cancel> = LazyLock::new(Cancel::default);
        Job {
            cancel: &NEVER,
            ..*self
        }
    }

    fn merge(&self, remote: &Remote) -> Result<Met, Why> {
        let rule = self.rule();
        let rule = rule.map_err(|error| {
            let words = format!("no temporary file can be written: {error}");
            Why::Git(Step::Merging, GitError::Unrunnable(words))
        })?;
        let merging = Self::merging(remote).into_iter().map(OsString::from);
        let arguments: Vec<OsString> = rule.arguments().into_iter().chain(merging).collect();
        let output = self.locked(|| self.work(Step::Merging, &arguments))??;
        if output.code == Some(0) {
            Ok(Met::Merged)
        } else if self.is_merging() {
            Ok(Met::Stopped(output))
        } else if self.status()?.file == FileState::Changed {
            Ok(Met::Written)
        } else {
            Err(Why::Git(Step::Merging, output.failure()))
        }
    }

    /// Does something while nobody else writes the canvas: git writes it without looking.
    fn locked<T>(&self, mut work: impl FnMut() -> T) -> Result<T, Why> {
        let mut result = None;
        let locked = save(&self.path(), |_| {
            result = Some(work());
            Decision::Keep
        });
        match (locked, result) {
            (_, Some(result)) => Ok(result),
            (Err(error), None) => Err(Why::Unsaved(error)),
            (Ok(_), None) => Err(Why::Busy),
        }
    }

    /// Finishes a merge in which only the canvas is unmerged. What both sides changed in it.
    fn finish(&self, output: &Output) -> Result<Vec<String>, Why> {
        let unmerged = self.unmerged()?;
        let is_ours =
            |file: &&Unmerged| file.path == OsStr::new(&self.place.path).as_encoded_bytes();
        let others: Vec<&Unmerged> = unmerged.iter().filter(|file| !is_ours(file)).collect();
        match unmerged.iter().find(is_ours) {
            Some(ours) if others.is_empty() => self.resolve(ours),
            Some(_) | None if !others.is_empty() => Err(Why::Conflict {
                files: others.into_iter().map(Unmerged::name).collect(),
                words: output.words(),
            }),
            // A hook did not want it.
            Some(_) | None => Err(Why::Git(Step::Merging, output.failure())),
        }
    }

    /// All files that are unmerged.
    fn unmerged(&self) -> Result<Vec<Unmerged>, Why> {
        let listed = self.answer(Step::Merging, &["ls-files", "--unmerged", "-z"])?;
        let mut files: Vec<Unmerged> = Vec::new();
        for entry in listed.split(|byte| *byte == 0) {
            let Some((object, stage, path)) = entry_of(entry) else {
                continue;
            };
            if files.last().is_none_or(|file| file.path != path) {
                files.push(Unmerged {
                    path: path.to_vec(),
                    stages: [None, None, None],
                });
            }
            let slot = files.last_mut().and_then(|file| file.stages.get_mut(stage));
            if let Some(slot) = slot {
                *slot = Some(object);
            }
        }
        Ok(files)
    }

    /// Merges the canvas by its notes, and commits the merge.
    fn resolve(&self, file: &Unmerged) -> Result<Vec<String>, Why> {
        let (ours, merged) = self.merged(file)?;
        self.write(|there| match there {
            // A board has taken it in already, or git left ours there.
            Some(there) => merge(ours.as_ref(), &merged.canvas, &there).canvas,
            None => merged.canvas.clone(),
        })?;
        self.must(Step::Merging, &self.with_path(&["add"]))?;
        self.ask_the_hook()?;
        let commit = ["commit", "--quiet", "--no-edit", "--cleanup=strip"];
        self.must(Step::Merging, &commit)?;
        Ok(merged.clashes.iter().map(ToString::to_string).collect())
    }

    /// Runs the hook that may refuse a merge, as git does where it finishes one itself. Versions before 2.36 have no
    /// command for that.
    fn ask_the_hook(&self) -> Result<(), Why> {
        let hook = ["hook", "run", "--ignore-missing", "pre-merge-commit"];
        let output = self.work(Step::Merging, &hook)?;
        if output.code == Some(0) || output.words().contains("is not a git command") {
            return Ok(());
        }
        Err(Why::Git(Step::Merging, output.failure()))
    }

    /// Ours, and what comes of both sides. Where one side deleted the canvas, the other's stays.
    fn merged(&self, file: &Unmerged) -> Result<(Option<Canvas>, Merged), Why> {
        let [base, ours, theirs] = &file.stages;
        let base = base.as_deref().and_then(|object| self.blob(object).ok());
        let side = |object: &Option<String>| object.as_deref().map(|o| self.blob(o)).transpose();
        let (ours, theirs) = (side(ours)?, side(theirs)?);
        let merged = match (&ours, &theirs) {
            (Some(ours), Some(theirs)) => merge(base.as_ref(), ours, theirs),
            (Some(one), None) | (None, Some(one)) => merge(Some(one), one, one),
            (None, None) => return Err(Why::Gone),
        };
        Ok((ours, merged))
    }

    fn blob(&self, object: &str) -> Result<Canvas, Why> {
        let bytes = self.answer(Step::Merging, &["cat-file", "blob", object])?;
        canvas(&bytes).ok_or_else(|| {
            let why = match format::read(&bytes) {
                Ok(_) => "a newer version of bmcanvas wrote it".to_owned(),
                Err(broken) => broken.to_string(),
            };
            Why::TheirsUnreadable(why)
        })
    }

    /// Has the file hold what comes of what it holds, if that is a canvas.
    fn write(&self, mut make: impl FnMut(Option<Canvas>) -> Canvas) -> Result<(), Why> {
        let saved: Result<Saved, SaveError> = save(&self.path(), |bytes| {
            let made = make(bytes.and_then(canvas));
            Decision::Write(format::write(&made).into_bytes())
        });
        saved.map(drop).map_err(Why::Unsaved)
    }

    /// Takes back a merge that is under way, if one is. What was written into the canvas meanwhile stays.
    pub(super) fn take_back(&self) {
        if !self.is_merging() {
            return;
        }
        let calm = self.unstoppable();
        let written = calm.locked(|| {
            let written = calm.written_since();
            if written.is_some() {
                // git takes nothing back over a file that was changed since.
                let reset = calm.with_path(&["checkout-index", "--force"]);
                let _ = calm.work(Step::Merging, &reset);
            }
            let _ = calm.work(Step::Merging, &["merge", "--abort"]);
            written
        });
        if let Ok(Some((base, ours))) = written {
            let put_back = |there: Option<Canvas>| match there {
                Some(there) => merge(Some(&base), &there, &ours).canvas,
                None => ours.clone(),
            };
            // Where that fails, the board that wrote it still has it.
            let _ = calm.write(put_back);
        }
    }

    /// What git put into the canvas's file, and what is there now, if it is another canvas.
    fn written_since(&self) -> Option<(Canvas, Canvas)> {
        let now = self.readable().ok()?;
        let unmerged = self.unmerged().ok()?;
        let path = OsStr::new(&self.place.path).as_encoded_bytes();
        let base = match unmerged.iter().find(|file| file.path == path) {
            Some(file) => self.merged(file).ok()?.1.canvas,
            None => canvas(&self.place.kept(":")?)?,
        };
        (now != base).then_some((base, now))
    }
}

impl Unmerged {
    /// Its path, untrusted.
    fn name(&self) -> String {
        String::from_utf8_lossy(&self.path).into_owned()
    }
}

/// Takes `mode object stage<TAB>path` apart; the stage from 0.
fn entry_of(entry: &[u8]) -> Option<(String, usize, &[u8])> {
    let tab = entry.iter().position(|byte| *byte == b'\t')?;
    let (head, path) = entry.split_at_checked(tab)?;
    let head = String::from_utf8_lossy(head).into_owned();
    let mut words = head.split(' ').skip(1);
    let object = words.next()?.to_owned();
    let stage: usize = words.next()?.parse().ok()?;
    Some((object, stage.checked_sub(1)?, path.strip_prefix(b"\t")?))
}
