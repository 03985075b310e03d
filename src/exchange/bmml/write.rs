//! A canvas as a BMML file, valid under the format's schema whatever the canvas holds.

use std::collections::{BTreeMap, BTreeSet};

use super::fits::{self, Owners};
use super::kept::{self, Item};
use super::naming::{self, Ids};
use super::section::{Detail, Section, TIES, Tie, Word};
use super::{FIELD, OTHER_META, VERSION, meta};
use crate::exchange::Written;
use crate::exchange::left::Left;
use crate::exchange::naming::Names;
use crate::exchange::part::{CanvasPart, Part};
use crate::exchange::yaml::{self, Out};
use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::{Fields, Json};
use crate::model::kind::Kind;
use crate::model::note::Note;

/// The kind of canvas that the format is about.
const KIND: &str = "business-model";

pub(in crate::exchange) fn write(canvas: &Canvas, kind: &Kind) -> Written {
    let mut writer = Writer::of(canvas, kind);
    writer.details();
    let relations = writer.relations();
    let nothing = Fields::new();
    let kept = canvas
        .extra
        .get(FIELD)
        .and_then(kept::fields)
        .unwrap_or(&nothing);
    let kept_meta = kept.get("meta").and_then(kept::fields).unwrap_or(&nothing);
    let meta = meta::write(&canvas.header, kept_meta);
    let other_meta = other_meta(canvas, kept);
    let fits = fits::write(
        kept.get("fits"),
        &relations.serves,
        &writer.named(),
        &writer.owners,
    );
    let mut file = vec![
        ("version", Out::Text(VERSION.to_owned())),
        ("meta", kept::with(meta.fields, other_meta.clone())),
    ];
    for section in Section::ALL {
        let entries = writer.entries(section, &relations);
        if !entries.is_empty() {
            file.push((section.key(), Out::List(entries)));
        }
        if section == Section::Propositions && !fits.entries.is_empty() {
            file.push(("fits", Out::List(fits.entries.clone())));
        }
    }
    let mut left = writer.left(relations.lost, canvas, kind);
    let is_other = |filled: &String| {
        let name = filled.split(':').next().unwrap_or_default();
        other_meta.contains_key(name)
    };
    left.filled = meta.filled;
    left.filled.retain(|filled| !is_other(filled));
    if other_meta.contains_key(DATE) {
        let date = CanvasPart::Header(HeaderField::Date);
        left.canvas.retain(|part| *part != date);
    }
    let is_odd = |name: &str| !["meta", "fits", kept::OTHER, OTHER_META].contains(&name);
    let odd = canvas.extra.contains_key(FIELD) && kept.is_empty();
    if !meta.lost.is_empty() || fits.lost || odd || kept.keys().any(|name| is_odd(name)) {
        left.canvas.push(CanvasPart::Field(FIELD.to_owned()));
    }
    let mut other = kept::other(kept).cloned().unwrap_or_default();
    other.retain(|name, _| file.iter().all(|(own, _)| own != name));
    left.beyond = writer.beyond(kept, &other_meta);
    Written {
        bytes: yaml::write(&file, &other).into_bytes(),
        left,
    }
}

/// The field of `meta` that a canvas has as its date.
const DATE: &str = "updated";

/// What `meta` has that the format does not, but for what was changed on the canvas since.
fn other_meta(canvas: &Canvas, kept: &Fields) -> Fields {
    let other = kept.get(OTHER_META).and_then(kept::fields);
    let mut other = other.cloned().unwrap_or_default();
    let header = &canvas.header;
    other.retain(|name, value| match name.as_str() {
        "name" => header.title.is_empty(),
        DATE => kept::as_text(value) == Some(header.date.as_str()),
        _ => true,
    });
    other
}

/// A note that is an entry.
pub(super) struct Entry<'c> {
    pub(super) section: Section,
    pub(super) note: &'c Note,
    /// Its id in the file.
    pub(super) id: String,
    /// What it has that the format does not.
    pub(super) other: Fields,
}

/// Who names whom.
struct Relations<'c> {
    /// By holder, word and the list of the held.
    refs: BTreeMap<(&'c NoteId, Word, Section), BTreeSet<&'c NoteId>>,
    /// Propositions with the segments that they serve.
    serves: BTreeSet<(&'c NoteId, &'c NoteId)>,
    /// Notes with links that the format does not have.
    lost: BTreeSet<NoteId>,
}

struct Writer<'c> {
    canvas: &'c Canvas,
    /// In the order of the file.
    order: Vec<&'c NoteId>,
    entries: BTreeMap<&'c NoteId, Entry<'c>>,
    items: BTreeMap<(&'c NoteId, Detail), Vec<Item>>,
    owners: Owners<'c>,
    /// Notes that keep something for BMML that it does not have.
    odd: BTreeSet<NoteId>,
    ids: Ids,
}

impl<'c> Writer<'c> {
    fn of(canvas: &'c Canvas, kind: &Kind) -> Self {
        let sections = sections(kind);
        let mut placed: Vec<(Section, &NoteId, &Note)> = Vec::new();
        for section in Section::ALL {
            let blocks = sections.iter().filter(|(_, own)| **own == section);
            let ids = blocks.flat_map(|(block, _)| canvas.block(block));
            placed.extend(ids.filter_map(|id| Some((section, id, canvas.note(id)?))));
        }
        let mut ids = Ids::default();
        for (section, id, _) in &placed {
            if naming::fits(id.as_str(), section.prefix()) {
                ids.take(id.as_str());
            }
        }
        let order = placed.iter().map(|(_, id, _)| *id).collect();
        let entry = |(section, id, note): (Section, &'c NoteId, &'c Note)| {
            let own = id.as_str();
            let kept = note.extra.get(FIELD).and_then(kept::fields);
            let mut other = kept.and_then(kept::other).cloned().unwrap_or_default();
            let odd = kept::string(&other, "id").map(str::to_owned);
            // That of a note which was copied is in use.
            let named = match odd {
                Some(odd) if ids.take(&odd) => odd,
                Some(_) | None if naming::fits(own, section.prefix()) => own.to_owned(),
                Some(_) | None => ids.make(section.prefix(), &note.text, own),
            };
            if kept::string(&other, "id").is_some() {
                other.remove("id");
            }
            let entry = Entry {
                section,
                note,
                id: named,
                other,
            };
            (id, entry)
        };
        let entries = placed.into_iter().map(entry).collect();
        Self {
            canvas,
            order,
            entries,
            items: BTreeMap::new(),
            owners: Owners::new(),
            odd: BTreeSet::new(),
            ids,
        }
    }

    fn named(&self) -> BTreeMap<&'c NoteId, (Section, &str)> {
        let named = self.entries.iter();
        named
            .map(|(id, entry)| (*id, (entry.section, entry.id.as_str())))
            .collect()
    }

    /// Takes what notes keep for BMML.
    fn details(&mut self) {
        for id in &self.order {
            let Some(entry) = self.entries.get(id) else {
                continue;
            };
            let Some(json) = entry.note.extra.get(FIELD) else {
                continue;
            };
            let Some(kept) = kept::fields(json) else {
                self.odd.insert((*id).clone());
                continue;
            };
            for detail in entry.section.details() {
                match kept::items(kept, detail, &mut self.ids) {
                    Some(items) => {
                        let owned = items.iter().map(|item| (item.id.clone(), *id));
                        self.owners.extend(owned);
                        self.items.insert((*id, detail), items);
                    }
                    None => {
                        self.odd.insert((*id).clone());
                    }
                }
            }
            let section = entry.section;
            let is_held = |(name, value): (&String, &Json)| {
                name == "name" && section.describes()
                    || section.details().any(|detail| detail.key() == name)
                    || name == kept::OTHER && value.is_object()
                    || are_held(section, name, value)
            };
            if !kept.iter().all(is_held) {
                self.odd.insert((*id).clone());
            }
        }
    }

    /// The links, as far as the format has them.
    fn relations(&self) -> Relations<'c> {
        let mut relations = Relations {
            refs: BTreeMap::new(),
            serves: BTreeSet::new(),
            lost: BTreeSet::new(),
        };
        for (one, entry) in &self.entries {
            for other in &entry.note.links {
                let other = self.entries.get_key_value(other);
                let told = other.is_some_and(|(other, to)| {
                    let ends = [(*one, entry.section), (*other, to.section)];
                    let [here, there] = ends;
                    relations.add(here, there) || relations.add(there, here)
                });
                if !told {
                    relations.lost.insert((*one).clone());
                }
            }
        }
        relations
    }

    fn entries(&self, section: Section, relations: &Relations) -> Vec<Out> {
        let ids = self.order.iter();
        let entries = ids.filter_map(|id| Some((*id, self.entries.get(id)?)));
        entries
            .filter(|(_, entry)| entry.section == section)
            .map(|(id, entry)| self.entry(id, entry, relations))
            .collect()
    }

    fn entry(&self, id: &NoteId, entry: &Entry, relations: &Relations) -> Out {
        let section = entry.section;
        let mut other = entry.other.clone();
        let mut fields = vec![("id", Out::Text(entry.id.clone()))];
        let (name, description) = split(entry);
        fields.push(("name", Out::Text(name.to_owned())));
        let described = description.map(|text| ("description", Out::Text(text.to_owned())));
        fields.extend(described);
        for detail in section.details() {
            let items = self.items.get(&(id, detail)).into_iter().flatten();
            let items: Vec<Out> = items.map(|item| item.clone().out(detail)).collect();
            if !items.is_empty() {
                fields.push((detail.key(), Out::List(items)));
            }
        }
        for word in [Word::From, Word::For] {
            let ties = TIES.iter();
            let ties = ties.filter(|tie| tie.holder == section && tie.word == word);
            let gone = gone(entry.note, word);
            let lists = ties.filter_map(|tie| {
                let refs = relations.refs.get(&(id, word, tie.held));
                let refs = refs.map(|refs| self.in_order(refs)).unwrap_or_default();
                let gone = gone.and_then(|gone| gone.get(tie.held.key()));
                let gone = gone.and_then(kept::list).unwrap_or_default();
                let is_empty = refs.is_empty() && gone.is_empty();
                (!is_empty).then(|| (tie.held.key(), kept::refs(refs, gone)))
            });
            let lists: Vec<(&str, Out)> = lists.collect();
            let strange = match other.get(word.key()) {
                Some(Json::Object(strange)) => strange.clone(),
                Some(_) | None => Fields::new(),
            };
            if !lists.is_empty() || !strange.is_empty() {
                other.remove(word.key());
                fields.push((word.key(), kept::with(lists, strange)));
            }
        }
        kept::with(fields, other)
    }

    /// The names of what is in the file though the format does not have it; `kept` is what it keeps for the canvas.
    fn beyond(&self, kept: &Fields, other_meta: &Fields) -> Vec<String> {
        let fits = kept.get("fits").and_then(kept::list).unwrap_or_default();
        let fits = fits.iter().filter_map(kept::fields);
        let of_file = std::iter::once(kept).chain(fits).filter_map(kept::other);
        let entries = self.entries.values();
        let odd = entries
            .clone()
            .any(|entry| !naming::fits(&entry.id, entry.section.prefix()));
        let entries = entries.map(|entry| &entry.other);
        let items = self.items.values().flatten().map(|item| &item.other);
        let all = of_file.chain([other_meta]).chain(entries).chain(items);
        let names: BTreeSet<&str> = all
            .flat_map(|fields| fields.keys().map(String::as_str))
            .chain(odd.then_some("id"))
            .collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// Their ids in the file, in its order.
    fn in_order(&self, notes: &BTreeSet<&NoteId>) -> Vec<String> {
        let of = notes.iter().filter_map(|id| self.entries.get(id));
        let mut of: Vec<&Entry> = of.collect();
        of.sort_by_key(|entry| &entry.note.place.rank);
        of.into_iter().map(|entry| entry.id.clone()).collect()
    }

    fn left(&self, lost: BTreeSet<NoteId>, canvas: &Canvas, kind: &Kind) -> Left {
        let bmml = |name: &str| name == FIELD;
        let has_date = meta::is_date(&canvas.header.date);
        let mut left = Left::of(
            canvas,
            |part| {
                matches!(part, Part::Lines | Part::Links)
                    || matches!(part, Part::Field(name) if bmml(name))
            },
            |part| {
                *part == CanvasPart::Header(HeaderField::Title)
                    || *part == CanvasPart::Header(HeaderField::Date) && has_date
                    || matches!(part, CanvasPart::Field(name) if bmml(name))
            },
        );
        left.notes.retain(|(id, _)| self.entries.contains_key(id));
        let gone = self.canvas.notes().map(|(id, _)| id);
        let gone = gone.filter(|id| !self.entries.contains_key(id));
        left.notes.extend(gone.map(|id| (id.clone(), Part::Text)));
        left.notes
            .extend(lost.into_iter().map(|id| (id, Part::Links)));
        let odd = self.odd.iter().cloned();
        left.notes
            .extend(odd.map(|id| (id, Part::Field(FIELD.to_owned()))));
        left.notes.sort();
        if kind.id().as_str() != KIND {
            left.canvas.push(CanvasPart::Kind);
        }
        left
    }
}

impl<'c> Relations<'c> {
    /// Tells the link if the first note can name the second.
    fn add(&mut self, holder: (&'c NoteId, Section), held: (&'c NoteId, Section)) -> bool {
        if (holder.1, held.1) == (Section::Propositions, Section::Segments) {
            self.serves.insert((holder.0, held.0));
            return true;
        }
        let mut ties = TIES.iter();
        let tie = ties.find(|tie| (tie.holder, tie.held) == (holder.1, held.1));
        if let Some(tie) = tie {
            let refs = self.refs.entry((holder.0, tie.word, tie.held)).or_default();
            refs.insert(held.0);
        }
        tie.is_some()
    }
}

/// The references of a note that lead nowhere, by the list's name.
fn gone(note: &Note, word: Word) -> Option<&Fields> {
    let kept = note.extra.get(FIELD).and_then(kept::fields)?;
    kept.get(word.key()).and_then(kept::fields)
}

/// Whether the field keeps references that entries of this list may have.
fn are_held(section: Section, name: &str, value: &Json) -> bool {
    let Some(lists) = kept::fields(value) else {
        return false;
    };
    let is_tie = |(list, refs): (&String, &Json)| {
        let mut ties = TIES.iter();
        let is_it =
            |tie: &&Tie| tie.holder == section && tie.word.key() == name && tie.held.key() == list;
        ties.any(|tie| is_it(&tie)) && kept::list(refs).is_some()
    };
    lists.iter().all(is_tie)
}

/// The blocks whose notes are entries.
fn sections(kind: &Kind) -> BTreeMap<BlockId, Section> {
    let names = Names::of(kind);
    let mut sections = BTreeMap::new();
    for section in Section::ALL {
        let named = names.block(section.heading());
        let of_kind = section.others().iter().map(|id| BlockId::from(*id));
        let of_kind = of_kind.filter(|id| kind.block(id).is_some());
        // A canvas may have blocks that its kind lacks, but that everybody knows.
        let known = BlockId::from(section.id());
        for block in named.into_iter().chain(of_kind).chain([known]) {
            sections.entry(block).or_insert(section);
        }
    }
    sections
}

/// The name and the description of an entry.
fn split<'e>(entry: &'e Entry) -> (&'e str, Option<&'e str>) {
    let text = entry.note.text.as_str();
    if !entry.section.describes() {
        return (text, None);
    }
    let kept = entry.note.extra.get(FIELD).and_then(kept::fields);
    let name = kept
        .and_then(|kept| kept.get("name"))
        .and_then(kept::as_text);
    let rest = |name: &str| match text.strip_prefix(name) {
        Some("") => Some(None),
        Some(rest) => rest.strip_prefix('\n').map(Some),
        None => None,
    };
    if let Some(name) = name
        && let Some(description) = rest(name)
    {
        return (name_of(text, name), description);
    }
    match text.split_once('\n') {
        Some((name, description)) if !description.is_empty() => (name, Some(description)),
        // An empty description would not be written again.
        Some(_) | None => (text, None),
    }
}

/// The name as it stands at the beginning of the text.
fn name_of<'t>(text: &'t str, name: &str) -> &'t str {
    text.get(..name.len()).unwrap_or(text)
}

/// What a fit may say of its notes, for those who write fits.
pub(super) type Named<'w, 'c> = BTreeMap<&'c NoteId, (Section, &'w str)>;

/// A text of the field, if it is one.
pub(super) fn texts(fields: &Fields, path: [&str; 2]) -> Vec<String> {
    let [outer, inner] = path;
    let inner_value = fields
        .get(outer)
        .and_then(kept::fields)
        .and_then(|of| of.get(inner));
    let texts = kept::strings(inner_value.filter(|json| matches!(json, Json::Array(_))));
    texts.into_iter().map(str::to_owned).collect()
}
