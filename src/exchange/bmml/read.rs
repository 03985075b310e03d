//! A BMML file as notes.

mod fit;

use std::collections::{BTreeMap, BTreeSet};

use super::kept::{self, Item, text};
use super::naming::fits;
use super::section::{Detail, Section, TIES, Word};
use super::{FIELD, OTHER_META, VERSION, meta, older};
use crate::exchange::Unreadable;
use crate::exchange::found::{Found, FoundNote, Remark, Stands};
use crate::exchange::yaml::{self, Node, What};
use crate::model::id::NoteId;
use crate::model::json::{Fields, Json};

/// The field of notes and canvases for what BMML does not have: it does not go back into a BMML file.
const STRANGE: &str = "bmml_unknown";

/// The most characters of an id that is taken over.
const LONGEST_ID: usize = 100;

/// The kind of canvas that the format is about.
const KIND: &str = "business-model";

pub(in crate::exchange) fn read(text: &str) -> Result<Found, Unreadable> {
    let mut root = yaml::read(text)?;
    let is_known = |name: &str| {
        let mut lists = Section::ALL.iter();
        matches!(name, "meta" | older::COSTS) || lists.any(|section| section.key() == name)
    };
    if !root.fields().iter().any(|(name, _)| is_known(name)) {
        return Err(Unreadable {
            line: None,
            reason: "this has none of the lists of BMML, such as \"customer_segments\"".to_owned(),
        });
    }
    let mut reader = Reader {
        age: Age::of(&root),
        ..Reader::default()
    };
    older::upgrade(&mut root, &mut reader.strangers);
    reader.root(&root);
    if let Some((line, count)) = yaml::comments(text) {
        let what = match count {
            1 => "a comment of YAML".to_owned(),
            count => format!("{count} comments of YAML"),
        };
        reader.left_out(line, what);
    }
    Ok(reader.found())
}

/// Fields that the format does not have: of which list, how often, and where first.
#[derive(Default)]
pub(super) struct Strangers(BTreeMap<(String, String), (usize, usize)>);

impl Strangers {
    /// Adds a field of an entry of this list.
    pub(super) fn add(&mut self, list: &str, field: &str, line: usize) {
        let key = (list.to_owned(), field.to_owned());
        self.0.entry(key).or_insert((line, 0)).1 += 1;
    }

    /// Where each was first, its name, and what has it.
    fn told(self) -> impl Iterator<Item = (usize, String, String)> {
        self.0.into_iter().map(|((list, field), (line, count))| {
            let of = match (list.as_str(), count) {
                ("", _) => String::new(),
                (list, 1) => format!(" of {list}"),
                (list, count) => format!(" of {count} entries of {list}"),
            };
            (line, field, of)
        })
    }
}

/// How old a file is. What one of version 1 has beyond version 2 cannot go back into any: it is for the canvas alone.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Age {
    Older,
    #[default]
    Now,
}

impl Age {
    fn of(root: &Node) -> Self {
        let version = root.get("version").and_then(Node::text);
        let is_older = matches!(version, Some("1" | "1.0")) || root.get("cost_structure").is_some();
        if is_older { Self::Older } else { Self::Now }
    }
}

#[derive(Default)]
struct Reader {
    age: Age,
    found: Found,
    strangers: Strangers,
    /// What has each id.
    sections: BTreeMap<String, Section>,
    /// Which segments each proposition is for.
    serves: BTreeMap<String, BTreeSet<NoteId>>,
    /// Names of what is kept for BMML alone.
    kept: BTreeSet<&'static str>,
    fits: Vec<Json>,
    /// Fields that the format does not have and the canvas keeps.
    strange: Strangers,
    /// Those of the file and its `meta`, of an older file.
    kept_of_file: Fields,
    /// Those of the file, to be written again.
    other: Fields,
    /// Those of its `meta`.
    other_meta: Fields,
}

impl Reader {
    fn found(self) -> Found {
        let mut found = self.found;
        found.kind = Some(KIND.to_owned());
        let kept = self.kept.into_iter().map(|field| Remark::Kept {
            field: field.to_owned(),
        });
        found.remarks.extend(kept);
        let strange = self.strange.told().map(|(_, field, of)| Remark::Kept {
            field: format!("{field}{of}, which BMML {VERSION} does not have"),
        });
        found.remarks.extend(strange);
        let strangers = self.strangers.told().map(|(line, field, of)| {
            let what = format!("{field:?}{of}, which BMML {VERSION} does not have");
            Remark::LeftOut {
                line: Some(line),
                what,
            }
        });
        found.remarks.extend(strangers);
        found
    }

    fn left_out(&mut self, line: usize, what: String) {
        self.found.remarks.push(Remark::LeftOut {
            line: Some(line),
            what,
        });
    }

    fn root(&mut self, root: &Node) {
        let mut seen = BTreeSet::new();
        let mut meta = Fields::new();
        for (name, node) in root.fields() {
            let is_list = Section::ALL.iter().any(|section| section.key() == name);
            match name.as_str() {
                _ if !seen.insert(name) => self.left_out(node.line, format!("a second {name:?}")),
                "version" => self.version(node),
                "meta" => meta = self.meta(node),
                "fits" => {}
                _ if is_list => {}
                name => self.keep_strange(name, "", node),
            }
        }
        let lists = Section::ALL.map(|section| (section, list(root, section.key())));
        for (section, entries) in lists {
            self.take_ids(section, entries);
        }
        for fit in list(root, "fits") {
            self.fit(fit);
        }
        let mut used = BTreeSet::new();
        for (section, entries) in lists {
            for entry in entries {
                self.entries(section, entry, &mut used);
            }
        }
        self.keep(meta);
    }

    /// Keeps for the canvas what only BMML knows of it.
    fn keep(&mut self, meta: Fields) {
        let mut field = Fields::new();
        let meta = self.held(meta);
        kept::keep(&mut field, std::mem::take(&mut self.other));
        if !self.other_meta.is_empty() {
            let other = std::mem::take(&mut self.other_meta);
            field.insert(OTHER_META.to_owned(), Json::Object(other));
        }
        if !meta.is_empty() {
            field.insert("meta".to_owned(), Json::Object(meta));
        }
        if !self.fits.is_empty() {
            self.kept.insert("fits");
            field.insert(
                "fits".to_owned(),
                Json::Array(std::mem::take(&mut self.fits)),
            );
        }
        let strange = std::mem::take(&mut self.kept_of_file);
        for (name, of) in [(FIELD, field), (STRANGE, strange)] {
            if !of.is_empty() {
                self.found.extra.insert(name.to_owned(), Json::Object(of));
            }
        }
    }

    /// What of `meta` the format allows; the rest is for those who wrote it.
    fn held(&mut self, mut meta: Fields) -> Fields {
        if self.age == Age::Older {
            return meta;
        }
        for name in meta::write(&self.found.header, &meta).lost {
            if let Some(value) = meta.remove(&name) {
                self.other_meta.insert(name, value);
            }
        }
        let date = &self.found.header.date;
        if !date.is_empty() && !meta::is_date(date) {
            self.other_meta.insert("updated".to_owned(), text(date));
        }
        meta
    }

    fn version(&mut self, node: &Node) {
        let version = node.text().unwrap_or_default();
        if !matches!(version, "2.0" | "1.0" | "2" | "1") {
            self.found.remarks.push(Remark::Changed {
                line: Some(node.line),
                what: format!("version {version:?} was read as {VERSION}"),
            });
        }
    }

    fn meta(&mut self, node: &Node) -> Fields {
        let mut fields = Fields::new();
        if node.fields().is_empty() && !node.is_nothing() {
            let what = format!("\"meta\", which holds no fields: {}", node.kept());
            self.left_out(node.line, what);
        }
        for (name, node) in node.fields() {
            let kept = meta::KEPT.into_iter().find(|kept| kept == name);
            match (node.text(), kept, name.as_str()) {
                (None, _, _) if node.is_nothing() => {}
                (None, _, name) => self.keep_strange(name, "meta", node),
                (Some(value), _, "name") => value.clone_into(&mut self.found.header.title),
                (Some(value), _, "updated") => value.clone_into(&mut self.found.header.date),
                (Some(value), Some(name), _) => {
                    self.kept.insert(name);
                    fields.insert(name.to_owned(), text(value));
                }
                (Some(_), None, name) => self.keep_strange(name, "meta", node),
            }
        }
        fields
    }

    fn take_ids(&mut self, section: Section, entries: &[Node]) {
        for entry in entries {
            let Some(id) = usable_id(entry) else {
                continue;
            };
            if self.sections.contains_key(id) {
                self.found.remarks.push(Remark::Changed {
                    line: Some(entry.line),
                    what: format!("the id {id:?} is there twice: this entry gets another one"),
                });
            } else {
                self.sections.insert(id.to_owned(), section);
            }
        }
    }

    /// An entry, or those of a list in the list.
    fn entries(&mut self, section: Section, entry: &Node, used: &mut BTreeSet<String>) {
        match &entry.what {
            What::List(entries) => {
                for entry in entries {
                    self.entries(section, entry, used);
                }
            }
            What::Plain(_) | What::Text(_) | What::Map(_) => self.entry(section, entry, used),
        }
    }

    fn entry(&mut self, section: Section, entry: &Node, used: &mut BTreeSet<String>) {
        let id = usable_id(entry).filter(|id| used.insert((*id).to_owned()));
        // An entry that is a text alone is its name.
        let named = entry.get("name").unwrap_or(entry);
        let name = named.text().unwrap_or_default();
        let mut extra = Fields::new();
        let mut strange = Fields::new();
        let mut other = Fields::new();
        let mut links = BTreeSet::new();
        for (field, node) in entry.fields() {
            let detail = section.details().find(|detail| detail.key() == field);
            let word = [Word::From, Word::For].into_iter();
            let word = word.into_iter().find(|word| word.key() == field);
            match (field.as_str(), detail, word) {
                ("id", _, _) => self.odd_id(section.prefix(), node, &mut other),
                ("name", _, _) if node.text().is_some() || node.is_nothing() => {}
                ("description", _, _) if section.describes() && node.text().is_some() => {}
                (_, Some(detail), _) => self.details(detail, node, &mut extra),
                (_, None, Some(word)) => {
                    let kept = (&mut extra, &mut other);
                    self.relation(section, word, node, &mut links, kept);
                }
                (field, None, None) => match self.age {
                    Age::Older if node.is_nothing() => {}
                    Age::Older => {
                        self.strange.add(section.key(), field, node.line);
                        strange.insert(field.to_owned(), node.kept());
                    }
                    Age::Now => self.keep_other(section.key(), field, node, &mut other),
                },
            }
        }
        if section == Section::Propositions {
            links.extend(id.and_then(|id| self.serves.remove(id)).unwrap_or_default());
        }
        let text = match section
            .describes()
            .then(|| entry.get("description"))
            .flatten()
        {
            Some(described) => with_description(name, described.text(), &mut extra),
            None if section.describes() => with_description(name, None, &mut extra),
            None => name.to_owned(),
        };
        let mut found = FoundNote::new(Stands::Under(section.heading().to_owned()), text);
        found.id = id.map(NoteId::from);
        found.note.links = links;
        kept::keep(&mut extra, other);
        if !extra.is_empty() {
            let extra = Json::Object(extra);
            found.note.extra.insert(FIELD.to_owned(), extra);
        }
        if !strange.is_empty() {
            let strange = Json::Object(strange);
            found.note.extra.insert(STRANGE.to_owned(), strange);
        }
        self.found.notes.push(found);
    }

    /// Keeps, to be written again, a field that BMML does not have.
    fn keep_other(&mut self, of: &str, field: &str, node: &Node, other: &mut Fields) {
        self.strange.add(of, field, node.line);
        other.insert(field.to_owned(), node.typed());
    }

    /// Keeps an id that the format does not allow.
    fn odd_id(&self, prefix: &str, node: &Node, other: &mut Fields) {
        let is_odd = node.text().is_none_or(|id| !fits(id, prefix));
        if self.age == Age::Now && is_odd {
            other.insert("id".to_owned(), node.typed());
        }
    }

    /// Keeps for the canvas a field of the file or of its `meta` that BMML does not have.
    fn keep_strange(&mut self, field: &str, of: &str, node: &Node) {
        if self.age == Age::Now {
            let mut other = Fields::new();
            self.keep_other(of, field, node, &mut other);
            let kept = if of.is_empty() {
                &mut self.other
            } else {
                &mut self.other_meta
            };
            kept.extend(other);
            return;
        }
        self.strange.add(of, field, node.line);
        let name = [of, field].join(if of.is_empty() { "" } else { "." });
        self.kept_of_file.insert(name, node.kept());
    }

    /// Keeps a list inside an entry.
    fn details(&mut self, detail: Detail, node: &Node, extra: &mut Fields) {
        let mut items = Vec::new();
        for item in node.items() {
            let own = item.get(detail.text()).unwrap_or(item).text();
            if own.is_none() && item.fields().is_empty() {
                let what = format!("an entry of {} without a text", detail.key());
                self.left_out(item.line, what);
                continue;
            }
            items.push(
                self.item(detail, item, own.unwrap_or_default())
                    .json(detail),
            );
        }
        if !items.is_empty() {
            self.kept.insert(detail.key());
            extra.insert(detail.key().to_owned(), Json::Array(items));
        }
    }

    fn item(&mut self, detail: Detail, item: &Node, own: &str) -> Item {
        let mut other = Fields::new();
        for (field, node) in item.fields() {
            match (field.as_str(), self.age) {
                ("id", _) => self.odd_id(detail.prefix(), node, &mut other),
                (field, _) if field == detail.text() && node.text().is_some() => {}
                (field, Age::Older) => self.strangers.add(detail.key(), field, node.line),
                (field, Age::Now) => self.keep_other(detail.key(), field, node, &mut other),
            }
        }
        let id = item.get("id").and_then(Node::text).unwrap_or_default();
        let id = if other.contains_key("id") { "" } else { id };
        Item {
            id: id.to_owned(),
            text: own.to_owned(),
            other,
        }
    }

    /// Turns `for` or `from` of an entry into links.
    fn relation(
        &mut self,
        holder: Section,
        word: Word,
        node: &Node,
        links: &mut BTreeSet<NoteId>,
        (extra, other): (&mut Fields, &mut Fields),
    ) {
        let mut gone_of = Fields::new();
        let mut strange = Fields::new();
        for (list, refs) in node.fields() {
            let mut ties = TIES.iter();
            let tie =
                ties.find(|tie| tie.holder == holder && tie.word == word && tie.held.key() == list);
            match tie {
                Some(tie) => {
                    let Refs { known, gone } = self.refs(tie.held, refs);
                    links.extend(known.iter().map(|id| NoteId::from(id.as_str())));
                    if !gone.is_empty() {
                        gone_of.insert(list.clone(), Json::Array(gone));
                    }
                }
                None if refs.is_nothing() => {}
                None => self.astray(holder, &format!("{}.{list}", word.key()), refs, || {
                    strange.insert(list.clone(), refs.typed());
                }),
            }
        }
        if node.fields().is_empty() && !node.is_nothing() {
            self.astray(holder, word.key(), node, || {
                other.insert(word.key().to_owned(), node.typed());
            });
        }
        for (fields, of) in [(extra, gone_of), (other, strange)] {
            if !of.is_empty() {
                fields.insert(word.key().to_owned(), Json::Object(of));
            }
        }
    }

    /// Tells of references where the format has none; those of a file of today are kept.
    fn astray(&mut self, holder: Section, field: &str, node: &Node, keep: impl FnOnce()) {
        match self.age {
            Age::Older => self.strangers.add(holder.key(), field, node.line),
            Age::Now => {
                self.strange.add(holder.key(), field, node.line);
                keep();
            }
        }
    }

    /// The ids, by whether entries of this list have them. Those that lead nowhere are told.
    fn refs(&mut self, held: Section, refs: &Node) -> Refs {
        let mut sorted = Refs::default();
        for to in refs.items() {
            let id = to.text().unwrap_or_default();
            if self.sections.get(id) == Some(&held) {
                sorted.known.push(id.to_owned());
            } else {
                let what = format!("the reference to {id:?}, which {} do not have", held.key());
                self.found.remarks.push(Remark::Unshown {
                    line: Some(to.line),
                    what,
                });
                sorted.gone.push(to.typed());
            }
        }
        sorted
    }
}

/// References of an entry.
#[derive(Default)]
struct Refs {
    /// Ids that entries of the list have.
    known: Vec<String>,
    /// All others.
    gone: Vec<Json>,
}

fn list<'n>(root: &'n Node, key: &str) -> &'n [Node] {
    root.get(key).map(Node::items).unwrap_or_default()
}

/// The entry's id, if it can be a note's.
fn usable_id(entry: &Node) -> Option<&str> {
    let id = entry.get("id")?.text()?;
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let is_plain = !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(is_part);
    let is_own = Section::ALL
        .iter()
        .any(|section| fits(id, section.prefix()));
    (is_plain || is_own).then_some(id)
}

/// The text of a note that has both. A name of several lines is kept beside it, to find its end again.
fn with_description(name: &str, described: Option<&str>, extra: &mut Fields) -> String {
    if name.contains('\n') {
        extra.insert("name".to_owned(), text(name));
    }
    match described.filter(|described| !described.is_empty()) {
        Some(described) => format!("{name}\n{described}"),
        None => name.to_owned(),
    }
}
