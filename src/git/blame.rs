//! Who wrote the notes of a canvas, and who changed them last, found in its history.
//!
//! What each commit changed is kept beside git's own files, so that only new commits have to be read. Nobody's name is in
//! there: commits are asked for those, and a mailmap changes them at once.

mod graph;
mod kept;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::blobs::{Blobs, Past};
use super::history::{self, Ending, NoHistory};
use super::program::{Cancel, GitError};
use super::repo::Place;
use crate::model::blame::trace::{Origins, trace, values};
use crate::model::blame::{Blame, Deed, Reach, Record};
use graph::{Graph, Node};

/// Whether what was found before may be used, and what is found kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// Both.
    Use,
    /// Neither.
    Ignore,
}

/// Where the notes of the canvas come from that the last commit has at this place. `now` are seconds since 1970.
pub fn blame(place: &Place, now: i64, memory: Memory, cancel: &Cancel) -> Result<Blame, NoHistory> {
    let remembered = match memory {
        Memory::Use => kept::read(place),
        Memory::Ignore => None,
    };
    let mut graph = remembered.unwrap_or_default();
    let old = graph.len();
    let mut history = history::history(place, cancel)?;
    history.knows(graph.known());
    let newest = graph.grow(&mut history)?;
    let mut blobs = Blobs::new(&place.repository.git, cancel);
    let origins = traced(&mut graph, newest.at, &mut blobs)?;
    if let Some(Ending::Shallow | Ending::Capped) = history.ending() {
        graph.reach = Reach::Part;
    }
    let is_whole = history.ending() != Some(Ending::Capped);
    if memory == Memory::Use && is_whole && graph.len() > old {
        // Without it the next time takes as long; there is nothing else to do about it.
        let _ = kept::keep(place, &graph);
    }
    let committed = blobs.past(&newest.version)?;
    Ok(Blame {
        notes: records(place, &graph, &origins, cancel)?,
        committed: committed.canvas().cloned().unwrap_or_default(),
        reach: graph.reach,
        now,
    })
}

fn traced(graph: &mut Graph, of: usize, blobs: &mut Blobs) -> Result<Origins, GitError> {
    let (nodes, mut versions) = graph.versions();
    let read = |at: usize| {
        let version = nodes.get(at).and_then(|node| node.version.as_ref());
        Ok::<_, GitError>(match version.map(|version| blobs.past(version)) {
            None => None,
            Some(past) => match past? {
                Past::Canvas(canvas) | Past::Newer(canvas, _) => Some(values(&canvas)),
                // All its notes are gone.
                Past::Absent => Some(BTreeMap::new()),
                Past::Unreadable(_) => None,
            },
        })
    };
    let origins = trace(&mut versions, of, read)?;
    graph.learn(versions);
    Ok(origins)
}

/// The origins of the notes that are there, with what their commits say of themselves.
fn records(
    place: &Place,
    graph: &Graph,
    origins: &Origins,
    cancel: &Cancel,
) -> Result<BTreeMap<crate::model::id::NoteId, Record>, GitError> {
    let here = || origins.iter().filter(|(_, origin)| origin.value.is_some());
    let used: BTreeSet<usize> = here()
        .flat_map(|(_, origin)| [origin.written, origin.changed])
        .collect();
    let mut deeds: BTreeMap<&str, Arc<Deed>> = BTreeMap::new();
    let nodes: Vec<&Node> = used.iter().filter_map(|at| graph.node(*at)).collect();
    let asked: Vec<&str> = nodes
        .iter()
        .filter(|node| node.deed.is_none())
        .map(|node| &*node.commit)
        .collect();
    let said = history::deeds(&place.repository.git, &asked, cancel)?;
    let said = said.into_iter().map(Arc::new);
    let told = nodes.iter().filter_map(|node| node.deed.clone());
    let all: Vec<Arc<Deed>> = said.chain(told).collect();
    deeds.extend(all.iter().map(|deed| (&*deed.commit, Arc::clone(deed))));
    let deed = |at: usize| deeds.get(&*graph.node(at)?.commit).cloned();
    let record = |(id, origin): (
        &crate::model::id::NoteId,
        &crate::model::blame::trace::Origin,
    )| {
        let (written, changed) = (deed(origin.written)?, deed(origin.changed)?);
        Some((id.clone(), Record { written, changed }))
    };
    Ok(here().filter_map(record).collect())
}
