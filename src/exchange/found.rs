//! What a reader found in a file, before it is a canvas.

use std::collections::{BTreeMap, BTreeSet};

use super::Import;
use super::naming::{Kinds, Names};
use super::numbered::first_free;
use crate::format::{is_free_in_canvas, is_free_in_note, is_note_id};
use crate::model::canvas::Canvas;
use crate::model::header::Header;
use crate::model::id::{BlockId, NoteId, content_hash};
use crate::model::json::{Fields, Json};
use crate::model::kind::Kind;
use crate::model::note::{Note, Place};
use crate::model::rank::Rank;

/// The most characters of a section's name that become a tag.
const LONGEST_TAG: usize = 40;

/// What a reader found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// What the file says of its kind: an id or a title.
    pub kind: Option<String>,
    /// What stands above the blocks.
    pub header: Header,
    /// Top-level fields to keep.
    pub extra: Fields,
    /// The notes in the order of the file.
    pub notes: Vec<FoundNote>,
    /// Headings that stand there too, with notes or without: they help to tell the kind.
    pub headings: Vec<String>,
    /// Headings of which what is no name of a block is to be told, each with its line where it has one; some have no notes.
    pub titles: Vec<(Option<usize>, String)>,
    /// What is to be said about the file.
    pub remarks: Vec<Remark>,
    /// What was said already by `say`.
    pub(super) said: BTreeSet<Remark>,
}

/// A note as a reader found it.
#[derive(Clone, Debug)]
pub struct FoundNote {
    /// Where it stands.
    pub stands: Stands,
    /// Its id where the file has one for it; else one is made from its content.
    pub id: Option<NoteId>,
    /// Its rank where the file has one; else it comes after those before it.
    pub rank: Option<Rank>,
    /// All the rest; its place counts for nothing.
    pub note: Note,
}

/// Where a note stands, as a file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In this block, known to the kind or not.
    In(BlockId),
    /// Below this heading, which may name a block. Where it does not, the note is parked and the heading becomes its tag.
    Under(String),
}

/// Something to be said about how a file was read. All texts are untrusted.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// No block of the kind has this name: so many notes were parked.
    Parked {
        /// The section's name.
        section: String,
        /// How many notes it has.
        notes: usize,
    },
    /// Something was kept as a field of the canvas or a note that this program does not show.
    Kept {
        /// The field's name.
        field: String,
    },
    /// Something was kept as it is, though it means nothing to this program.
    Unshown {
        /// Where it stands, counted from 1, if that is known.
        line: Option<usize>,
        /// What it is.
        what: String,
    },
    /// Something is not in the canvas.
    LeftOut {
        /// Where it stands, counted from 1, if that is known.
        line: Option<usize>,
        /// What it is.
        what: String,
    },
    /// Something was read otherwise than it is written.
    Changed {
        /// Where it stands, counted from 1, if that is known.
        line: Option<usize>,
        /// What was made of what.
        what: String,
    },
}

impl Remark {
    /// Whether something is not in the canvas as it was in the file.
    pub const fn is_loss(&self) -> bool {
        match self {
            Self::Kept { .. } | Self::Unshown { .. } => false,
            Self::Parked { .. } | Self::LeftOut { .. } | Self::Changed { .. } => true,
        }
    }
}

impl std::fmt::Display for Remark {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = |line: &Option<usize>| {
            line.map(|line| format!("line {line}: "))
                .unwrap_or_default()
        };
        match self {
            Self::Parked { section, notes } => {
                let notes = match notes {
                    1 => "its note is".to_owned(),
                    notes => format!("its {notes} notes are"),
                };
                write!(
                    f,
                    "no block is called {section:?}: {notes} in the parking list"
                )
            }
            Self::Kept { field } => {
                write!(f, "kept as a field that the board does not show: {field:?}")
            }
            Self::Unshown { line, what } => {
                write!(f, "{}kept, though no board shows it: {what}", at(line))
            }
            Self::LeftOut { line, what } => write!(f, "{}left out: {what}", at(line)),
            Self::Changed { line, what } => write!(f, "{}{what}", at(line)),
        }
    }
}

impl FoundNote {
    /// A note of this text.
    pub fn new(stands: Stands, text: impl Into<String>) -> Self {
        let nowhere = Place {
            block: BlockId::parking(),
            rank: Rank::between(None, None, 0),
        };
        Self {
            stands,
            id: None,
            rank: None,
            note: Note::new(nowhere, text),
        }
    }

    /// Keeps a field that the board does not show, under this name or a free one like it. Gives back what to say of it.
    pub fn keep(&mut self, name: &str, value: Json) -> Remark {
        keep(&mut self.note.extra, is_free_in_note, name, value)
    }
}

/// Puts the value under the name where that is free, else under one like it.
fn keep(fields: &mut Fields, is_free: impl Fn(&str) -> bool, name: &str, value: Json) -> Remark {
    let numbered = |turn| match turn {
        1 if is_free(name) => name.to_owned(),
        1 | 2 => format!("imported_{name}"),
        turn => format!("imported_{name}_{turn}"),
    };
    let field = numbered(first_free(|turn| fields.contains_key(&numbered(turn))));
    fields.insert(field.clone(), value);
    Remark::Kept { field }
}

impl Found {
    /// Keeps a field of the canvas that the board does not show, under this name or a free one like it, and says so.
    pub fn keep(&mut self, name: &str, value: Json) {
        let kept = keep(&mut self.extra, is_free_in_canvas, name, value);
        self.say(kept);
    }

    /// Says it, once.
    pub fn say(&mut self, remark: Remark) {
        if self.said.insert(remark.clone()) {
            self.remarks.push(remark);
        }
    }

    /// The canvas that this makes, of the kind that suits it best.
    pub(super) fn seat(mut self, kinds: &Kinds) -> Import {
        let of_notes = self.notes.iter().map(FoundNote::heading);
        let titles = self.titles.iter().map(|(_, title)| title.as_str());
        let others = self.headings.iter().map(String::as_str).chain(titles);
        let headings: BTreeSet<&str> = of_notes.chain(others).collect();
        let headings: Vec<&str> = headings.into_iter().collect();
        let kind = kinds.choose(self.kind.as_deref(), &headings);
        let parked = self.find_blocks(kind, kinds.names_of(kind));
        if let Some(names) = kinds.names_of(kind) {
            self.tell_titles(names, &parked);
        }
        let mut canvas = Canvas::new(kind.id().as_str());
        canvas.header = self.header;
        canvas.extra = self.extra;
        canvas.extend(with_ids(with_ranks(self.notes)));
        let parked = parked
            .into_iter()
            .map(|(section, notes)| Remark::Parked { section, notes });
        let mut remarks: Vec<Remark> = parked.collect();
        remarks.extend(self.remarks);
        Import { canvas, remarks }
    }

    /// Tells what of a heading says more than which block it is, and of headings that are none and have no notes.
    fn tell_titles(&mut self, names: &Names, parked: &BTreeMap<String, usize>) {
        for (line, title) in std::mem::take(&mut self.titles) {
            let what = match names.block(&title) {
                None if parked.contains_key(&title) => continue,
                None => format!("a heading with no notes: {title}"),
                Some(_) => match names.unsaid(&title).as_slice() {
                    [] => continue,
                    unsaid => format!("of the heading {title:?}: {}", unsaid.join(", ")),
                },
            };
            self.say(Remark::LeftOut { line, what });
        }
    }

    /// Puts each note into its block. Gives back how many notes of which section had to be parked.
    fn find_blocks(&mut self, kind: &Kind, names: Option<&Names>) -> BTreeMap<String, usize> {
        let mut parked: BTreeMap<String, usize> = BTreeMap::new();
        let mut known: BTreeMap<String, Option<BlockId>> = BTreeMap::new();
        for found in &mut self.notes {
            let block = match &found.stands {
                Stands::In(block) => block.clone(),
                Stands::Under(heading) => {
                    let find = || {
                        let named = names.and_then(|names| names.block(heading));
                        named.or_else(|| kind.named(heading))
                    };
                    let named = known.get(heading).cloned().unwrap_or_else(|| {
                        let named = find();
                        known.insert(heading.clone(), named.clone());
                        named
                    });
                    named.unwrap_or_else(|| {
                        *parked.entry(heading.clone()).or_default() += 1;
                        // It says nothing among the notes of another block.
                        found.rank = None;
                        found.note.tags.extend(tag(heading));
                        BlockId::parking()
                    })
                }
            };
            found.note.place.block = block;
        }
        parked
    }
}

impl FoundNote {
    /// The block's id, or what stands above the note.
    pub(super) fn heading(&self) -> &str {
        match &self.stands {
            Stands::In(block) => block.as_str(),
            Stands::Under(heading) => heading,
        }
    }
}

/// A heading as a tag; none where nothing of it is left.
pub(super) fn tag(heading: &str) -> Option<String> {
    let words = heading.split(|char: char| char.is_whitespace() || char.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let tag: String = words.join(" ").chars().take(LONGEST_TAG).collect();
    let tag = tag.trim();
    (!tag.is_empty()).then(|| tag.to_owned())
}

/// Gives each note without a rank the next one of its block.
fn with_ranks(mut notes: Vec<FoundNote>) -> Vec<FoundNote> {
    let mut last: BTreeMap<BlockId, Rank> = BTreeMap::new();
    for found in &notes {
        if let Some(rank) = &found.rank {
            let end = last
                .entry(found.note.place.block.clone())
                .or_insert_with(|| rank.clone());
            *end = end.clone().max(rank.clone());
        }
    }
    for found in &mut notes {
        let end = last.get(&found.note.place.block);
        let rank = found
            .rank
            .take()
            .unwrap_or_else(|| Rank::between(end, None, 0));
        let is_end = end.is_none_or(|end| *end < rank);
        if is_end {
            last.insert(found.note.place.block.clone(), rank.clone());
        }
        found.note.place.rank = rank;
    }
    notes
}

/// Gives each note an id of its own: two readers of one file agree on them.
fn with_ids(notes: Vec<FoundNote>) -> Vec<(NoteId, Note)> {
    let stated = notes.iter().filter_map(|found| found.id.clone());
    let mut taken: BTreeSet<NoteId> = stated.collect();
    let mut used: BTreeSet<NoteId> = BTreeSet::new();
    let mut turns: BTreeMap<u64, u64> = BTreeMap::new();
    let mut id_of = |found: &FoundNote| {
        if let Some(id) = &found.id
            && is_note_id(id.as_str())
            && used.insert(id.clone())
        {
            return id.clone();
        }
        let content = content_hash(&[found.note.place.block.as_str(), &found.note.text]);
        let turn = turns.entry(content).or_default();
        loop {
            let id = NoteId::of_content(content, *turn);
            *turn += 1;
            if taken.insert(id.clone()) {
                return id;
            }
        }
    };
    let ids: Vec<NoteId> = notes.iter().map(&mut id_of).collect();
    let notes = notes.into_iter().map(|found| found.note);
    ids.into_iter().zip(notes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::kind::built_in_kind;

    fn kinds() -> Kinds {
        Kinds::new(built_in_kind("business-model").unwrap(), vec![])
    }

    fn under(heading: &str, text: &str) -> FoundNote {
        FoundNote::new(Stands::Under(heading.to_owned()), text)
    }

    #[test]
    fn notes_keep_their_order_and_alike_ones_get_ids_of_their_own() {
        let found = Found {
            notes: vec![
                under("Channels", "App"),
                under("3. Channels", "Shop"),
                under("CH", "App"),
            ],
            ..Found::default()
        };
        let canvas = found.clone().seat(&kinds()).canvas;
        let texts: Vec<&str> = canvas
            .block(&"channels".into())
            .iter()
            .map(|id| canvas.note(id).unwrap().text.as_str())
            .collect();
        assert_eq!(texts, ["App", "Shop", "App"]);
        assert_eq!(found.seat(&kinds()).canvas, canvas, "read twice");
    }

    #[test]
    fn stated_ids_and_ranks_are_kept_once() {
        let with_id = |text| FoundNote {
            id: Some("one".into()),
            rank: Some("V".into()),
            ..under("Channels", text)
        };
        let found = Found {
            notes: vec![with_id("App"), with_id("Shop"), under("Channels", "Last")],
            ..Found::default()
        };
        let canvas = found.seat(&kinds()).canvas;
        assert_eq!(canvas.len(), 3);
        assert_eq!(canvas.note(&"one".into()).unwrap().text, "App");
        let last = canvas.block(&"channels".into()).last().unwrap();
        assert_eq!(canvas.note(last).unwrap().text, "Last");
    }

    #[test]
    fn what_is_kept_never_takes_a_known_name_or_one_in_use() {
        let mut found = Found::default();
        for name in ["mood", "mood", "date", "date", "story"] {
            found.keep(name, Json::Null);
        }
        let mut note = under("Channels", "App");
        note.id = Some("~".into());
        note.keep("text", Json::Null);
        note.keep("mood", Json::Null);
        found.notes.push(note);
        let import = found.seat(&kinds());
        let kept: Vec<&str> = import.canvas.extra.keys().map(String::as_str).collect();
        assert_eq!(
            kept,
            [
                "imported_date",
                "imported_date_3",
                "imported_mood",
                "imported_story",
                "mood"
            ]
        );
        let (id, note) = import.canvas.notes().next().unwrap();
        assert_ne!(id.as_str(), "~");
        assert_eq!(note.extra.len(), 2);
        assert_eq!(import.remarks.len(), 5);
    }

    #[test]
    fn headings_without_notes_help_to_tell_the_kind() {
        let kinds = Kinds::new(
            built_in_kind("business-model").unwrap(),
            vec![built_in_kind("lean").unwrap()],
        );
        let found = Found {
            notes: vec![under("Channels", "App")],
            headings: vec!["Problem".into(), "Solution".into()],
            ..Found::default()
        };
        assert_eq!(found.seat(&kinds).canvas.kind, "lean");
    }

    #[test]
    fn what_no_block_is_called_is_parked_with_its_heading_and_told() {
        let found = Found {
            notes: vec![under("Next\tsteps", "Call them"), under("Channels", "App")],
            ..Found::default()
        };
        let import = found.seat(&kinds());
        let parked = import.canvas.block(&BlockId::parking());
        let note = import.canvas.note(parked.first().unwrap()).unwrap();
        assert!(note.tags.contains("Next steps"));
        assert_eq!(
            import
                .remarks
                .iter()
                .map(ToString::to_string)
                .collect::<Vec<_>>(),
            ["no block is called \"Next\\tsteps\": its note is in the parking list"]
        );
    }
}
