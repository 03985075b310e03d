//! The commit of the one file.

use std::ffi::OsString;

use super::{Job, Run, Step, Why, message};
use crate::git::status::{FileState, Head, Status};

impl Run<'_> {
    /// Commits the canvas, if there is anything to commit of it.
    pub(super) fn commit(&mut self, status: &Status, message: Option<&str>) -> Result<(), Why> {
        if status.file == FileState::Clean {
            return Ok(());
        }
        self.step(Step::Committing)?;
        let message = match message {
            Some(message) => message.to_owned(),
            None => self.job.message(status)?,
        };
        if self.job.commit(status.file, &message)? {
            self.committed
                .get_or_insert_with(|| message::subject(&message).to_owned());
        }
        Ok(())
    }

    /// Commits what was written since the last commit.
    pub(super) fn commit_again(&mut self) -> Result<(), Why> {
        let status = self.job.status()?;
        self.commit(&status, None)
    }
}

impl Job<'_> {
    /// A message for the commit, made from the changes since the last one.
    pub(super) fn message(&self, status: &Status) -> Result<String, Why> {
        let now = self.readable()?;
        let is_new = match (&status.head, status.file) {
            (Head::Unborn(_), _) | (_, FileState::Untracked) => true,
            (
                Head::Branch(_) | Head::Detached(_),
                FileState::Clean
                | FileState::Changed
                | FileState::Ignored
                | FileState::Unmerged
                | FileState::Absent,
            ) => !self.is_in_head()?,
        };
        Ok(match self.committed_canvas() {
            _ if is_new => message::of_new(&now),
            before => message::of_changes(before.as_ref(), &now, self.library),
        })
    }

    fn is_in_head(&self) -> Result<bool, Why> {
        let list = self.with_path(&["ls-tree", "--name-only", "-z", "HEAD"]);
        let output = self.ask(Step::Committing, &list)?;
        Ok(!output.out.is_empty())
    }

    /// Whether there was anything to commit.
    fn commit(&self, file: FileState, message: &str) -> Result<bool, Why> {
        let is_new = file == FileState::Untracked;
        if is_new {
            self.must(Step::Committing, &self.with_path(&["add"]))?;
        }
        let committed = self.try_commit(message);
        if is_new && committed.is_err() {
            // As it was before. Where that fails, it is only staged.
            let forget = self.with_path(&["update-index", "--force-remove"]);
            let _ = self.unstoppable().work(Step::Committing, &forget);
        }
        committed
    }

    fn try_commit(&self, message: &str) -> Result<bool, Why> {
        let mut said = OsString::from("--message=");
        said.push(message);
        let mut arguments =
            self.with_path(&["commit", "--quiet", "--only", "--cleanup=whitespace"]);
        arguments.insert(1, said);
        let output = self.work(Step::Committing, &arguments)?;
        match output.code {
            Some(0) => Ok(true),
            // It differed in nothing that git keeps, or somebody else has just committed it.
            Some(1) if self.status()?.file == FileState::Clean => Ok(false),
            Some(_) | None => Err(Why::Git(Step::Committing, output.failure())),
        }
    }
}
