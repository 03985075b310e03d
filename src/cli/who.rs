//! `who`: the people who have a canvas open on this machine.

use std::io::Write;
use std::path::Path;

use super::failure::{Failure, Outcome};
use super::files;
use super::show;
use crate::model::id::BlockId;
use crate::shell::open;
use crate::store::presence;
use crate::text::clean::Shown;

pub(super) fn run(file: &Path, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, read) = show::read(file)?;
    let library = files::library(file);
    let kind = open::kind(name, &read.canvas.kind, &library)?;
    for person in presence::others(file) {
        let block = person.block.as_deref().map(BlockId::from);
        let place = block.as_ref().map_or("", |block| kind.title_of(block));
        let (name, place) = (Shown::line(&person.name), Shown::line(place));
        writeln!(out, "{name}\t{place}").map_err(Failure::Output)?;
    }
    Ok(Outcome::Fine)
}
