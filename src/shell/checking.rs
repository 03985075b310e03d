//! What the rules of `check` need to know of the outside.

use std::path::Path;

use super::open::conflict;
use crate::app::checks::Known;
use crate::config::checks::switches;
use crate::model::check::{Counterpart, Facts, Named, Switches};
use crate::store::canonical;
use crate::store::library::Library;
use crate::store::load::load;
use crate::store::named::{Around, Named as There};

/// What is known of a canvas that names these paths. Without a file it counts as one in this folder.
pub fn know(canvas: Option<&Path>, named: &Named, library: &Library, today: &str) -> Known {
    let around = match canvas {
        Some(canvas) => Around::canvas(canvas),
        None => Around::folder(Path::new(".")),
    };
    let paths = named.paths.iter().chain(&named.counterpart);
    let missing = paths.filter(|path| around.find(path).is_none());
    let (switches, warnings) = switched(canvas, library);
    Known {
        facts: Facts {
            today: today.to_owned(),
            missing: missing.cloned().collect(),
            counterpart: counterpart(&around, named.counterpart.as_deref()),
        },
        switches,
        warnings,
    }
}

/// What is at this path: read as it is when the board opens it.
fn counterpart(around: &Around, path: Option<&str>) -> Counterpart {
    let is_canvas = match path.and_then(|path| around.find(path)) {
        Some(There::File(file)) => {
            load(&file).is_ok_and(|loaded| conflict::find(&file, &loaded.bytes).is_ok())
        }
        Some(There::Folder(_) | There::Other(_)) => false,
        None => true,
    };
    if is_canvas {
        Counterpart::Canvas
    } else {
        Counterpart::Other
    }
}

/// The switches of the nearest file that has some, and what is wrong in it.
fn switched(canvas: Option<&Path>, library: &Library) -> (Switches, Vec<String>) {
    let Some((file, text)) = library.checks() else {
        return (Switches::default(), Vec::new());
    };
    let name = file.display().to_string();
    match text {
        Ok(text) => {
            let top = file.parent().and_then(Path::parent).map(canonical);
            let called = |path: &Path| called(top.as_deref(), path);
            let is_called = |name: &str| {
                let path = top.as_ref().map(|top| top.join(name));
                let path = path.filter(|path| path.is_file());
                path.and_then(|path| called(&path)).as_deref() == Some(name)
            };
            let canvas = canvas.and_then(called);
            switches(&text, &name, canvas.as_deref(), &is_called)
        }
        Err(reason) => {
            let warning = format!("{name}: {reason} · no rule is switched until it is corrected");
            (Switches::default(), vec![warning])
        }
    }
}

/// What a canvas is called: its path from the folder that the team's folder is in.
fn called(top: Option<&Path>, canvas: &Path) -> Option<String> {
    let path = canonical(canvas);
    let path = path.strip_prefix(top?).ok()?;
    Some(path.to_string_lossy().into_owned())
}
