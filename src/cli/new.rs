//! `new`: makes a canvas file.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::NewArgs;
use super::failure::{Failure, Outcome, about};
use super::files::{self, unsaved};
use crate::app::msg::Trouble;
use crate::format;
use crate::shell::{clock, open};
use crate::store::find::{self, SUFFIX};
use crate::store::save::{Decision, Saved, save};
use crate::text::clean::Shown;

pub(super) fn run(args: &NewArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let path = path(args);
    let library = files::library(&path);
    open::kind(&path, &args.kind, &library)?;
    let canvas = open::new_canvas(&args.title, &args.kind, &clock::now().date());
    let text = format::write(&canvas);
    let saved = save(&path, |there| match there {
        None => Decision::Write(text.clone().into_bytes()),
        Some(_) => Decision::Keep,
    });
    match saved {
        Ok(Saved::Created | Saved::Replaced | Saved::InPlace | Saved::Unchanged) => {
            let shown = path.display().to_string();
            writeln!(out, "{}", Shown::line(&shown)).map_err(Failure::Output)?;
            Ok(Outcome::Fine)
        }
        Ok(Saved::Kept) => Err(taken(&path).into()),
        Err(error) => Err(unsaved(&path, &error).into()),
    }
}

/// Where the canvas is to be.
fn path(args: &NewArgs) -> PathBuf {
    match &args.file {
        None => {
            let free = find::free_name(Path::new("."), &args.title);
            free.strip_prefix(".")
                .map(Path::to_path_buf)
                .unwrap_or(free)
        }
        // A folder, which `save` refuses: with an ending it would be a hidden file in it.
        Some(file) if file.as_os_str().as_encoded_bytes().ends_with(b"/") => file.clone(),
        Some(file) if file.extension().is_none() && file.file_name().is_some() => {
            let mut name = file.clone().into_os_string();
            name.push(SUFFIX);
            name.into()
        }
        Some(file) => file.clone(),
    }
}

fn taken(path: &Path) -> Trouble {
    let advice = format!(
        "Open it with `bmcanvas {}`, or choose another name.",
        path.display()
    );
    about(path, &"the file is there already", advice)
}
