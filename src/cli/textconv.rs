//! `textconv`: a canvas as text that can be compared by line. git calls it for its diffs.
//!
//! Apart from `show`, whose picture moves with widths and themes: here a changed note is a changed line. A file that is no
//! canvas comes out as it is, since a failure would end the whole diff.

use std::path::Path;

use super::args::{TextconvArgs, is_stdin};
use super::failure::Failure;
use super::files::{self, folder_of};
use super::stdin;
use crate::format::{self, Access};
use crate::model::kind::Kind;
use crate::store::library::Library;
use crate::text::clean::multiline;

pub(super) fn run(args: &TextconvArgs, out: &mut Vec<u8>) -> Result<(), Failure> {
    let bytes = if is_stdin(&args.file) {
        stdin::bytes()?
    } else {
        files::load(&args.file)?
    };
    match format::read(&bytes) {
        Ok(read) if read.access == Access::Full => {
            let kind = kind(&args.file, &read.canvas.kind);
            let text = format::plain(&read.canvas, kind.as_ref());
            // In the file controls are escaped; here they would reach the terminal.
            out.extend(multiline(&text).into_bytes());
        }
        // What this version does not know of a newer one's file may have changed as well.
        Ok(_) | Err(_) => out.extend(bytes),
    }
    Ok(())
}

/// The kind, for the order and the titles of the blocks. git runs this at the top of the work tree, on a copy that may
/// be anywhere.
fn kind(file: &Path, id: &str) -> Option<Kind> {
    let here = [Path::new("."), folder_of(Some(file))];
    here.into_iter()
        .find_map(|folder| Library::around(folder).kind(id).ok())
}
