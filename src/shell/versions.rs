//! Other versions of the open canvas, got on a thread of its own.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use super::open;
use crate::app::lens::{Against, Version};
use crate::app::msg::{Msg, Trouble};
use crate::git::blob::{NotThere, canvas_at};
use crate::git::repo::{self, NoRepository, Place};
use crate::store::load;

/// Gets this version of the canvas at this path; `end` is told how that ended. Files are named from `folder` on.
pub(super) fn version(
    path: &Path,
    folder: PathBuf,
    against: Against,
    end: impl FnOnce(Msg) + Send + 'static,
) -> Result<(), Trouble> {
    let path = path.to_owned();
    let work = move || {
        let version = get(&path, &folder, &against);
        end(Msg::Version(against, version));
    };
    let thread = thread::Builder::new().name("version".to_owned());
    thread
        .spawn(work)
        .map(drop)
        .map_err(|error| no_thread(&error))
}

fn get(path: &Path, folder: &Path, against: &Against) -> Result<Version, Trouble> {
    match against {
        Against::Revision(name) => in_git(path, |place| revision(place, name)),
        Against::MainBranch => in_git(path, main_branch),
        Against::File(file) => other_file(&folder.join(file)),
    }
}

fn in_git(
    path: &Path,
    version: impl FnOnce(&Place) -> Result<Version, NotThere>,
) -> Result<Version, Trouble> {
    let no_repository = |error: NoRepository| trouble(&error, error.advice());
    let not_there = |error: NotThere| trouble(&error, error.advice());
    let place = repo::holding(path).map_err(no_repository)?;
    version(&place).map_err(not_there)
}

fn revision(place: &Place, name: &str) -> Result<Version, NotThere> {
    let then = canvas_at(place, &place.repository.revision(name)?)?;
    Ok(Version {
        name: short(name).to_owned(),
        canvas: Arc::new(then.canvas),
    })
}

/// A whole hash as the lists show it, any other name as it is.
fn short(name: &str) -> &str {
    const WHOLE: [usize; 2] = [40, 64];
    const SHORT: usize = 8;
    let is_hash = WHOLE.contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    let shown = name.get(..SHORT).filter(|_| is_hash);
    shown.unwrap_or(name)
}

/// The canvas where the branch left the main branch.
fn main_branch(place: &Place) -> Result<Version, NotThere> {
    let (base, main) = place.repository.base_with_main()?;
    let canvas = Arc::new(canvas_at(place, &base)?.canvas);
    let name = format!("{main} ({})", base.name);
    Ok(Version { name, canvas })
}

fn other_file(path: &Path) -> Result<Version, Trouble> {
    let loaded = load::load(path);
    let loaded = loaded.map_err(|error| open::unloaded(path, open::Name::Path, &error))?;
    let read = open::parse(path, &loaded.bytes)?;
    Ok(Version {
        name: open::name_of(path),
        canvas: Arc::new(read.canvas),
    })
}

fn trouble(what: &impl ToString, advice: &str) -> Trouble {
    Trouble {
        what: what.to_string(),
        advice: advice.to_owned(),
    }
}

fn no_thread(error: &io::Error) -> Trouble {
    trouble(
        &format!("the other version cannot be got: {error}"),
        "Try again; the system has no thread to spare.",
    )
}
