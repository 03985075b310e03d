//! The commits that touched a canvas, and how they grew from each other.

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::git::history::{At, Commit, History, Key, NoHistory, Step, Version};
use crate::model::blame::trace::{self, Differences};
use crate::model::blame::{Deed, Reach};

/// A commit that touched the canvas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Its hash.
    pub(super) commit: String,
    /// Where the canvas was in it.
    pub(super) path: PathBuf,
    /// When it was committed.
    pub(super) committed: i64,
    /// The commits that the canvas came from, by their places.
    pub(super) parents: Vec<usize>,
    /// What it changed, as seen from the first of them; `None` until that is known.
    pub(super) changes: Option<Differences>,
    /// The canvas in it; `None` where what it changed is known without.
    pub(super) version: Option<Version>,
    /// What it says of itself, if that is known.
    pub(super) deed: Option<Arc<Deed>>,
}

/// The commits, each after those that it grew from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Graph {
    nodes: Vec<Node>,
    places: HashMap<(Key, PathBuf), usize>,
    /// Whether it goes back to the beginning.
    pub(super) reach: Reach,
}

impl Default for Graph {
    fn default() -> Self {
        Self {
            nodes: Vec::new(),
            places: HashMap::new(),
            reach: Reach::Whole,
        }
    }
}

/// The commit that the canvas is from now, and the canvas in it.
pub(super) struct Newest {
    pub(super) at: usize,
    pub(super) version: Version,
}

impl Graph {
    /// How many commits there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The commit at this place.
    pub(super) fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at)
    }

    /// All commits.
    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// Adds a commit, whose parents are there already; `None` where they are not.
    pub(super) fn add(&mut self, node: Node) -> Option<usize> {
        let at = self.nodes.len();
        if node.parents.iter().any(|parent| *parent >= at) {
            return None;
        }
        self.places
            .insert((Key::of(&node.commit)?, node.path.clone()), at);
        self.nodes.push(node);
        Some(at)
    }

    /// Commits of which all before is known.
    pub(super) fn known(&self) -> HashSet<(Key, PathBuf)> {
        self.places.keys().cloned().collect()
    }

    /// What is to be traced, and the commits that it is of.
    pub(super) fn versions(&self) -> (&[Node], Vec<trace::Version>) {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        // By the hash where two were made in one second, so that it is the same each time.
        order.sort_by_key(|at| {
            self.nodes
                .get(*at)
                .map(|node| (node.committed, &node.commit))
        });
        let mut ages = vec![0; order.len()];
        for (age, at) in order.into_iter().enumerate() {
            if let Some(seat) = ages.get_mut(at) {
                *seat = age;
            }
        }
        let version = |(node, age): (&Node, usize)| trace::Version {
            parents: node.parents.clone(),
            age,
            changes: node.changes.clone(),
        };
        (
            &self.nodes,
            self.nodes.iter().zip(ages).map(version).collect(),
        )
    }

    /// Takes what each commit changed from what was traced.
    pub(super) fn learn(&mut self, versions: Vec<trace::Version>) {
        for (node, version) in self.nodes.iter_mut().zip(versions) {
            node.changes = version.changes;
        }
    }

    /// Adds the commits of a history that are not there; the newest one.
    pub(super) fn grow(&mut self, history: &mut History<'_>) -> Result<Newest, NoHistory> {
        let mut steps: HashMap<At, Step> = HashMap::new();
        let mut first = None;
        while let Some(step) = history.step() {
            let step = step?;
            first.get_or_insert(step.at);
            steps.insert(step.at, step);
        }
        let mut grown = Growing {
            graph: self,
            history,
            steps,
            found: HashMap::new(),
        };
        let newest = first.and_then(|first| grown.follow(first));
        newest.ok_or(NoHistory::NeverCommitted(crate::git::blob::Depth::Whole))
    }
}

/// A graph to which steps are being added.
struct Growing<'a, 'b> {
    graph: &'a mut Graph,
    history: &'a History<'b>,
    steps: HashMap<At, Step>,
    /// For each step the last commit at or before it that touched the canvas, and the canvas in that.
    found: HashMap<At, Option<(usize, Version)>>,
}

impl Growing<'_, '_> {
    /// Adds all that this step grew from, and it.
    fn follow(&mut self, first: At) -> Option<Newest> {
        // Without recursion: there may be many thousands in a line.
        let mut path = vec![first];
        while let Some(at) = path.last().copied() {
            let parents = self.steps.get(&at).map(|step| step.parents.as_slice());
            let next = parents.unwrap_or_default().iter();
            let next = next
                .copied()
                .find(|parent| !self.found.contains_key(parent));
            match next {
                // Found before its parents are, so that a circle, which git never tells of, would end.
                Some(parent) => {
                    self.found.insert(parent, None);
                    path.push(parent);
                }
                None => {
                    let found = self.place(at);
                    self.found.insert(at, found);
                    path.pop();
                }
            }
        }
        let (at, version) = self.found.remove(&first)??;
        Some(Newest { at, version })
    }

    fn place(&mut self, at: At) -> Option<(usize, Version)> {
        let step = self.steps.remove(&at)?;
        let mut found = step
            .parents
            .iter()
            .filter_map(|parent| self.found.get(parent)?.as_ref());
        let Some(commit) = step.commit else {
            return found.next().cloned();
        };
        let mut parents: Vec<usize> = Vec::new();
        for (parent, _) in found {
            if !parents.contains(parent) {
                parents.push(*parent);
            }
        }
        let path = self.history.path(at.path)?.clone();
        let version = commit.after.clone();
        if let Some(known) = self.graph.places.get(&(at.key, path.clone())) {
            return Some((*known, version));
        }
        let node = Node {
            path,
            parents,
            changes: None,
            version: Some(version.clone()),
            committed: commit.committed,
            commit: commit.id.clone(),
            deed: Some(Arc::new(deed(commit))),
        };
        Some((self.graph.add(node)?, version))
    }
}

fn deed(commit: Commit) -> Deed {
    Deed {
        commit: commit.id,
        author: commit.author,
        time: commit.time,
        date: commit.date,
        subject: commit.subject,
    }
}
