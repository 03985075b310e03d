//! The timeline of a canvas: the commits that touched it, or without git the iterations that lie beside it.

use std::path::Path;
use std::time::SystemTime;

use super::{now, past, trouble};
use crate::app::msg::Trouble;
use crate::app::past::{Chapter, End, Moment, Row, Stand, Stored};
use crate::git::blobs::Blobs;
use crate::git::history::{self, Before, Commit, Ending, History, NoHistory, Version};
use crate::git::program::Cancel;
use crate::git::repo::{self, NoRepository, Place};
use crate::model::timestamp::Timestamp;
use crate::review::timeline::{Side, Told};
use crate::store::iteration::{self, Iteration};
use crate::text::age::{seconds_between, short_age};

/// About the rows of a screen: so many are told of first.
const FIRST: usize = 24;
/// So many at once from then on.
const NEXT: usize = 200;

/// Lists the moments of the canvas at this path, part by part, until there are no more or it is taken back. `tell` is told
/// of each part, and of the end.
pub fn list(path: &Path, cancel: &Cancel, tell: &dyn Fn(Result<Chapter, Trouble>)) {
    let tell = |chapter| {
        if !cancel.is_cancelled() {
            tell(chapter);
        }
    };
    let ended = match repo::holding(path) {
        Ok(place) => commits(&place, cancel, &tell),
        Err(NoRepository::None | NoRepository::Bare | NoRepository::Inside) => {
            iterations(path, &tell)
        }
        Err(error @ (NoRepository::Foreign | NoRepository::NoFolder | NoRepository::Git(_))) => {
            Err(trouble(&error, error.advice()))
        }
    };
    tell(ended.map(Chapter::End));
}

/// The commits that touched the file.
fn commits(
    place: &Place,
    cancel: &Cancel,
    tell: &impl Fn(Result<Chapter, Trouble>),
) -> Result<End, Trouble> {
    let mut blobs = Blobs::new(&place.repository.git, cancel);
    let history = history::history(place, cancel);
    let mut history = history.map_err(|error| trouble(&error, error.advice()))?;
    let mut most = FIRST;
    loop {
        let rows = part(&mut history, &mut blobs, place, most);
        let rows = rows.map_err(|error| trouble(&error, error.advice()))?;
        if !rows.is_empty() {
            tell(Ok(Chapter::Rows(rows)));
        }
        most = NEXT;
        match history.ending() {
            None => {}
            Some(Ending::Whole) => return Ok(End::Whole),
            Some(Ending::Shallow) => return Ok(End::Shallow),
            Some(Ending::Capped) => return Ok(End::Capped),
        }
    }
}

/// The next rows, so many at most.
fn part(
    history: &mut History<'_>,
    blobs: &mut Blobs,
    place: &Place,
    most: usize,
) -> Result<Vec<Row>, NoHistory> {
    let row = |commit: Result<Commit, NoHistory>| {
        let commit = commit?;
        let told = blobs.told(&commit).map_err(NoHistory::Git)?;
        Ok(row(commit, told, place))
    };
    history.take(most).map(row).collect()
}

fn row(commit: Commit, told: Told, place: &Place) -> Row {
    let elsewhere = commit.path != place.path;
    Row {
        told,
        age: short_age(seconds_between(commit.time, now())),
        path: elsewhere.then(|| commit.path.display().to_string()),
        moment: Moment::Commit {
            before: match &commit.before {
                Before::Parents(_) => commit.first_before().map_or(Stored::Absent, stored),
                Before::Unknown => Stored::Unknown,
            },
            after: stored(&commit.after),
            id: commit.id,
        },
        author: commit.author,
        time: commit.time,
        date: commit.date,
        subject: commit.subject,
    }
}

fn stored(version: &Version) -> Stored {
    match version {
        Version::File(id) => Stored::Blob(id.clone()),
        Version::Absent => Stored::Absent,
        Version::Other => Stored::Other,
    }
}

/// The iterations that lie beside the canvas, where there is no git.
fn iterations(path: &Path, tell: &impl Fn(Result<Chapter, Trouble>)) -> Result<End, Trouble> {
    let (family, _) = iteration::family(path);
    let found = family.iterations();
    if found.is_empty() {
        return Err(trouble(
            &"this is in no git repository, and no iteration of it was kept",
            "Make a repository with `git init`, or keep an iteration with `bmcanvas snapshot`.",
        ));
    }
    let mut most = FIRST;
    let mut at = 0;
    while at < found.len() {
        let end = found.len().min(at + most);
        let part = (at..end).filter_map(|at| {
            let before = found.get(at + 1);
            found.get(at).map(|found| iteration(found, before))
        });
        tell(Ok(Chapter::Rows(part.collect())));
        (at, most) = (end, NEXT);
    }
    Ok(End::Whole)
}

fn iteration(found: &Iteration, before: Option<&Iteration>) -> Row {
    let file = |found: &Iteration| found.path.clone().into_os_string();
    let now_there = past::file(&found.path);
    let was = before.map_or(Stand::Absent, |before| past::file(&before.path));
    let modified = found.modified.duration_since(SystemTime::UNIX_EPOCH);
    let seconds = modified.unwrap_or_default().as_secs();
    let time = i64::try_from(seconds).unwrap_or_default();
    let header = now_there.canvas().map(|canvas| canvas.header.clone());
    let header = header.unwrap_or_default();
    Row {
        told: Told::between(side(&was), side(&now_there)),
        moment: Moment::Iteration {
            number: found.number,
            file: file(found),
            before: before.map(file),
        },
        author: header.designed_by,
        time,
        date: Timestamp(seconds).date(),
        age: short_age(seconds_between(time, now())),
        subject: header.title,
        path: None,
    }
}

fn side(stand: &Stand) -> Side<'_> {
    match stand {
        Stand::Canvas(canvas) => Side::Canvas(canvas),
        Stand::Absent => Side::Absent,
        Stand::Unreadable(_) => Side::Unreadable,
        Stand::Unknown => Side::Unknown,
    }
}
