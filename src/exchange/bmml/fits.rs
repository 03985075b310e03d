//! Fits: which proposition is for which segment, and which of its parts helps with what.
//!
//! On a canvas the first of that is links, which people change on the board; the rest is kept. A fit is written as long as
//! the links that it stands for are there, and links without a fit get one.

use std::collections::{BTreeMap, BTreeSet};

use super::naming::{self, Ids};
use super::section::Section;
use super::write::{Named, texts};
use super::{GONE, kept};
use crate::exchange::yaml::Out;
use crate::model::id::NoteId;
use crate::model::json::{Fields, Json};

/// Which note each job, pain, gain and so on belongs to.
pub(super) type Owners<'c> = BTreeMap<String, &'c NoteId>;

/// The links of propositions to segments.
type Pairs<'c> = BTreeSet<(&'c NoteId, &'c NoteId)>;

/// The fits of a file.
pub(super) struct Fits {
    pub(super) entries: Vec<Out>,
    /// Whether something was kept that is no fit.
    pub(super) lost: bool,
}

/// The fits that are kept, as far as their links are there, and those that further links need.
pub(super) fn write<'c>(
    kept: Option<&Json>,
    serves: &Pairs<'c>,
    named: &Named<'_, 'c>,
    owners: &Owners<'c>,
) -> Fits {
    let mut writer = Writer {
        serves,
        named,
        owners,
        ids: Ids::default(),
        told: Pairs::new(),
        entries: Vec::new(),
    };
    let items = kept.map(kept::list);
    let lost = items == Some(None);
    let items = items.flatten().unwrap_or_default();
    let fits: Vec<&Fields> = items.iter().filter_map(kept::fields).collect();
    let lost = lost || fits.len() < items.len();
    for fit in &fits {
        if let Some(id) = kept::string(fit, "id") {
            writer.ids.take(id);
        }
    }
    for fit in fits {
        writer.kept(fit);
    }
    for (proposition, segment) in serves {
        if !writer.told.contains(&(*proposition, *segment)) {
            writer.entry(
                None,
                (&[*proposition], &[*segment]),
                Vec::new(),
                &Kept::default(),
            );
        }
    }
    Fits {
        entries: writer.entries,
        lost,
    }
}

struct Writer<'w, 'c> {
    serves: &'w Pairs<'c>,
    named: &'w Named<'w, 'c>,
    owners: &'w Owners<'c>,
    ids: Ids,
    told: Pairs<'c>,
    entries: Vec<Out>,
}

impl<'c> Writer<'_, 'c> {
    fn kept(&mut self, fit: &Fields) {
        let propositions = self.notes(fit, Section::Propositions);
        let segments = self.notes(fit, Section::Segments);
        let is_linked = |of: &&NoteId, to: &&NoteId| self.serves.contains(&(*of, *to));
        let reach = |of: &&'c NoteId| -> Vec<&'c NoteId> {
            segments
                .iter()
                .filter(|to| is_linked(of, to))
                .copied()
                .collect()
        };
        let reached: Vec<(&NoteId, Vec<&NoteId>)> =
            propositions.iter().map(|of| (*of, reach(of))).collect();
        let is_whole = reached.iter().all(|(_, to)| *to == segments)
            && propositions.len() == texts(fit, ["for", Section::Propositions.key()]).len()
            && segments.len() == texts(fit, ["for", Section::Segments.key()]).len();
        let kept = Kept::of(fit);
        let id = kept::string(fit, "id");
        let id = id.or_else(|| kept.other.and_then(|other| kept::string(other, "id")));
        let mappings = mappings(fit);
        let is_for_somebody = !propositions.is_empty() && !segments.is_empty();
        if is_whole && (is_for_somebody || id.is_some() || kept != Kept::default()) {
            self.entry(id, (&propositions, &segments), mappings, &kept);
            return;
        }
        // Some of the links are gone: what is left, proposition by proposition.
        let mut id = id;
        let mut kept = Some(kept);
        for (of, to) in reached {
            if !to.is_empty() {
                let owner = |item: &str| self.owners.get(item);
                let is_here = |(helper, helped): &(String, String)| {
                    owner(helper) == Some(&of)
                        && owner(helped).is_some_and(|note| to.contains(note))
                };
                let mappings = mappings
                    .iter()
                    .filter(|pair| is_here(pair))
                    .cloned()
                    .collect();
                let kept = kept.take().unwrap_or_default();
                self.entry(id.take(), (&[of], &to), mappings, &kept);
            }
        }
    }

    /// The notes of this list that the fit names.
    fn notes(&self, fit: &Fields, section: Section) -> Vec<&'c NoteId> {
        let ids = texts(fit, ["for", section.key()]);
        let ids = ids.iter().filter_map(|id| {
            let (id, (own, _)) = self.named.get_key_value(&NoteId::from(id.as_str()))?;
            (*own == section).then_some(*id)
        });
        ids.collect()
    }

    fn entry(
        &mut self,
        id: Option<&str>,
        (propositions, segments): (&[&'c NoteId], &[&'c NoteId]),
        mappings: Vec<(String, String)>,
        kept: &Kept,
    ) {
        let name = |id: &&NoteId| self.named.get(*id).map(|(_, name)| (*name).to_owned());
        let [of, to]: [Vec<String>; 2] =
            [propositions, segments].map(|notes| notes.iter().filter_map(name).collect());
        // One that the format does not allow counts where it is kept as such.
        let is_odd = kept.other.is_some_and(|other| other.contains_key("id"));
        let id = match id.filter(|id| is_odd || naming::fits(id, "fit")) {
            Some(id) => id.to_owned(),
            None => {
                let ends = [of.first(), to.first()].into_iter().flatten();
                let ends: Vec<&str> = ends.map(|id| bare(id)).collect();
                self.ids.make("fit", &ends.join(" "), "")
            }
        };
        for proposition in propositions {
            self.told
                .extend(segments.iter().map(|segment| (*proposition, *segment)));
        }
        let lists = [(Section::Propositions, of), (Section::Segments, to)];
        let lists = lists.map(|(section, ids)| {
            let gone = kept.gone.and_then(|gone| gone.get(section.key()));
            let gone = gone.and_then(kept::list).unwrap_or_default();
            let is_empty = ids.is_empty() && gone.is_empty();
            (!is_empty).then(|| (section.key(), kept::refs(ids, gone)))
        });
        let named: Vec<(&str, Out)> = lists.into_iter().flatten().collect();
        let mut other = kept.other.cloned().unwrap_or_default();
        let mut fields = vec![("id", Out::Text(id))];
        if let Some(Json::Object(strange)) = other.get("for") {
            let strange = strange.clone();
            other.remove("for");
            fields.push(("for", kept::with(named, strange)));
        } else if !named.is_empty() {
            fields.push(("for", Out::Map(named)));
        }
        if !mappings.is_empty() {
            let pairs = mappings
                .into_iter()
                .map(|(helper, helped)| Out::Row(vec![helper, helped]));
            fields.push(("mappings", Out::List(pairs.collect())));
        }
        self.entries.push(kept::with(fields, other));
    }
}

/// What is kept of a fit that the format does not have.
#[derive(Default, PartialEq, Eq)]
struct Kept<'f> {
    /// What it is for that is not in the file, by the list's name.
    gone: Option<&'f Fields>,
    /// Its other fields.
    other: Option<&'f Fields>,
}

impl<'f> Kept<'f> {
    fn of(fit: &'f Fields) -> Self {
        Self {
            gone: fit.get(GONE).and_then(kept::fields),
            other: kept::other(fit),
        }
    }
}

/// An id without its prefix.
fn bare(id: &str) -> &str {
    id.split_once('-').map_or(id, |(_, bare)| bare)
}

fn mappings(fit: &Fields) -> Vec<(String, String)> {
    let pairs = fit.get("mappings").and_then(kept::list).unwrap_or_default();
    let pair = |json: &Json| match kept::strings(Some(json)).as_slice() {
        [helper, helped] => Some(((*helper).to_owned(), (*helped).to_owned())),
        _ => None,
    };
    pairs.iter().filter_map(pair).collect()
}
