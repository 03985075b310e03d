//! What commits changed, as it is kept beside git's own files.
//!
//! A line of JSON for each commit, after one that says what it is about. It is of use only where that is to the letter what
//! it would be now, and all of the rest is sound; else it counts as nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::graph::{Graph, Node};
use crate::git::repo::{Place, Repository};
use crate::model::blame::Reach;
use crate::model::id::{NoteId, content_hash};
use crate::store::cache;

/// Changes with the form, and with what is kept.
const VERSION: u32 = 1;

/// What the rest is about.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
struct Head {
    /// What this is.
    bmcanvas_blame: u32,
    /// Of which file.
    file: String,
    /// What could make git tell of other parents: where a shallow clone ends, and what replaces commits.
    ground: u64,
    /// Whether it does not go back to the beginning.
    part: bool,
    /// How many lines follow, and their hash.
    commits: usize,
    hash: u64,
}

/// A commit.
#[derive(Debug, Serialize, Deserialize)]
struct Line {
    /// Its hash.
    c: String,
    /// When it was committed.
    t: i64,
    /// Its parents, by their places.
    p: Vec<usize>,
    /// Where the canvas was, if it was elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    f: Option<String>,
    /// The notes that it changed.
    n: BTreeMap<String, Option<u64>>,
}

/// What is kept of the file at this place.
pub(super) fn read(place: &Place) -> Option<Graph> {
    let file = place.path.to_str()?;
    let bytes = cache::read(&place.repository.common_dir, &name(file))?;
    let text = String::from_utf8(bytes).ok()?;
    let (head, rest) = text.split_once('\n')?;
    let head: Head = serde_json::from_str(head).ok()?;
    let expected = Head {
        bmcanvas_blame: VERSION,
        file: file.to_owned(),
        ground: ground(&place.repository),
        part: head.part,
        commits: rest.lines().count(),
        hash: content_hash(&[rest]),
    };
    if head != expected {
        return None;
    }
    let mut graph = Graph::default();
    if head.part {
        graph.reach = Reach::Part;
    }
    for line in rest.lines() {
        let line: Line = serde_json::from_str(line).ok()?;
        graph.add(node(line, file))?;
    }
    Some(graph)
}

/// Keeps what is known by now.
pub(super) fn keep(place: &Place, graph: &Graph) -> Option<()> {
    let file = place.path.to_str()?;
    let mut rest = String::new();
    for node in graph.nodes() {
        rest.push_str(&serde_json::to_string(&line(node, file)?).ok()?);
        rest.push('\n');
    }
    let head = Head {
        bmcanvas_blame: VERSION,
        file: file.to_owned(),
        ground: ground(&place.repository),
        part: graph.reach == Reach::Part,
        commits: graph.len(),
        hash: content_hash(&[&rest]),
    };
    let text = format!("{}\n{rest}", serde_json::to_string(&head).ok()?);
    cache::keep(&place.repository.common_dir, &name(file), text.as_bytes()).ok()
}

fn name(file: &str) -> String {
    format!("blame-{:016x}", content_hash(&[file]))
}

fn node(line: Line, file: &str) -> Node {
    let changes = line.n.into_iter();
    Node {
        commit: line.c,
        path: PathBuf::from(line.f.unwrap_or_else(|| file.to_owned())),
        committed: line.t,
        parents: line.p,
        changes: Some(
            changes
                .map(|(id, value)| (NoteId::from(&*id), value))
                .collect(),
        ),
        version: None,
        deed: None,
    }
}

fn line(node: &Node, file: &str) -> Option<Line> {
    let changes = node.changes.as_ref()?.iter();
    let path = node.path.to_str()?;
    Some(Line {
        c: node.commit.clone(),
        t: node.committed,
        p: node.parents.clone(),
        f: (path != file).then(|| path.to_owned()),
        n: changes
            .map(|(id, value)| (id.as_str().to_owned(), *value))
            .collect(),
    })
}

/// A number for what git's answers rest on besides the commits themselves.
fn ground(repository: &Repository) -> u64 {
    let file = |name: &str| {
        let bytes = std::fs::read(repository.common_dir.join(name)).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    };
    let replaced = repository.git.query(["for-each-ref", "refs/replace"]);
    let replaced = replaced.map(|output| String::from_utf8_lossy(&output.out).into_owned());
    let replaced = replaced.unwrap_or_default();
    content_hash(&[&file("shallow"), &file("info/grafts"), &replaced])
}
