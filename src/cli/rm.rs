//! `rm`: deletes notes.

use super::args::RmArgs;
use super::edit::edit;
use super::failure::{Failure, Outcome};
use crate::model::edit::{Change, Edit};

pub(super) fn run(args: &RmArgs) -> Result<Outcome, Failure> {
    edit(&args.file, |locked| {
        let notes = locked.notes(&args.notes)?;
        let changes = notes.into_iter().map(Change::Remove);
        Ok((Edit(changes.collect()), ()))
    })?;
    Ok(Outcome::Fine)
}
