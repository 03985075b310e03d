//! A BMML file as notes.

use std::collections::{BTreeMap, BTreeSet};

use super::kept::{self, Item, text};
use super::naming::fits;
use super::section::{Detail, Section, TIES, Word};
use super::{FIELD, VERSION, meta, older};
use crate::exchange::Unreadable;
use crate::exchange::found::{Found, FoundNote, Remark, Stands};
use crate::exchange::yaml::{self, Node};
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
    let is_known =
        |name: &str| name == "meta" || Section::ALL.iter().any(|section| section.key() == name);
    if !root.fields().iter().any(|(name, _)| is_known(name)) {
        return Err(Unreadable {
            line: None,
            reason: "this has none of the lists of BMML, such as \"customer_segments\"".to_owned(),
        });
    }
    let mut reader = Reader::default();
    older::upgrade(&mut root, &mut reader.strangers);
    reader.root(&root);
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

#[derive(Default)]
struct Reader {
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
    /// Those of the file and its `meta`.
    kept_of_file: Fields,
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
                self.entry(section, entry, &mut used);
            }
        }
        self.keep(meta);
    }

    /// Keeps for the canvas what only BMML knows of it.
    fn keep(&mut self, meta: Fields) {
        let mut field = Fields::new();
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

    fn entry(&mut self, section: Section, entry: &Node, used: &mut BTreeSet<String>) {
        let id = usable_id(entry).filter(|id| used.insert((*id).to_owned()));
        // An entry that is a text alone is its name.
        let named = entry.get("name").unwrap_or(entry);
        let name = named.text().unwrap_or_default();
        let mut extra = Fields::new();
        let mut strange = Fields::new();
        let mut links = BTreeSet::new();
        for (field, node) in entry.fields() {
            let detail = section.details().find(|detail| detail.key() == field);
            let word = [Word::From, Word::For].into_iter();
            let word = word.into_iter().find(|word| word.key() == field);
            match (field.as_str(), detail, word) {
                ("id", _, _) => {}
                ("name", _, _) if node.text().is_some() || node.is_nothing() => {}
                ("description", _, _) if section.describes() && node.text().is_some() => {}
                (_, Some(detail), _) => self.details(detail, node, &mut extra),
                (_, None, Some(word)) => self.relation(section, word, node, &mut links),
                (_, None, None) if node.is_nothing() => {}
                (field, None, None) => {
                    self.strange.add(section.key(), field, node.line);
                    strange.insert(field.to_owned(), node.kept());
                }
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

    /// Keeps for the canvas a field that BMML does not have.
    fn keep_strange(&mut self, field: &str, of: &str, node: &Node) {
        self.strange.add(of, field, node.line);
        let name = [of, field].join(if of.is_empty() { "" } else { "." });
        self.kept_of_file.insert(name, node.kept());
    }

    /// Keeps a list inside an entry.
    fn details(&mut self, detail: Detail, node: &Node, extra: &mut Fields) {
        let mut items = Vec::new();
        for item in node.items() {
            let own = item.get(detail.text()).unwrap_or(item).text();
            let Some(own) = own else {
                self.left_out(
                    item.line,
                    format!("an entry of {} without a text", detail.key()),
                );
                continue;
            };
            let id = item.get("id").and_then(Node::text);
            let item_of = Item {
                id: id.unwrap_or_default().to_owned(),
                text: own.to_owned(),
            };
            items.push(item_of.json(detail));
            for (field, node) in item.fields() {
                if field != "id" && field != detail.text() {
                    self.strangers.add(detail.key(), field, node.line);
                }
            }
        }
        if !items.is_empty() {
            self.kept.insert(detail.key());
            extra.insert(detail.key().to_owned(), Json::Array(items));
        }
    }

    /// Turns `for` or `from` of an entry into links.
    fn relation(&mut self, holder: Section, word: Word, node: &Node, links: &mut BTreeSet<NoteId>) {
        for (list, refs) in node.fields() {
            let mut ties = TIES.iter();
            let tie =
                ties.find(|tie| tie.holder == holder && tie.word == word && tie.held.key() == list);
            let Some(tie) = tie else {
                if !refs.is_nothing() {
                    let field = format!("{}.{list}", word.key());
                    self.strangers.add(holder.key(), &field, refs.line);
                }
                continue;
            };
            links.extend(
                self.known(tie.held, refs)
                    .iter()
                    .map(|id| id.as_str().into()),
            );
        }
        if node.fields().is_empty() && !node.is_nothing() {
            self.strangers.add(holder.key(), word.key(), node.line);
        }
    }

    /// Those of the ids that entries of this list have; the others are told.
    fn known(&mut self, held: Section, refs: &Node) -> Vec<String> {
        let mut known = Vec::new();
        for to in refs.items() {
            let id = to.text().unwrap_or_default();
            if self.sections.get(id) == Some(&held) {
                known.push(id.to_owned());
            } else {
                let what = format!("the reference to {id:?}, which {} do not have", held.key());
                self.left_out(to.line, what);
            }
        }
        known
    }

    fn fit(&mut self, fit: &Node) {
        let mut named = [Section::Propositions, Section::Segments].map(|section| {
            let refs = fit.get("for").and_then(|of| of.get(section.key()));
            refs.map(|refs| self.known(section, refs))
                .unwrap_or_default()
        });
        let [propositions, segments] = &mut named;
        let id = fit.get("id").and_then(Node::text).unwrap_or_default();
        if propositions.is_empty() || segments.is_empty() {
            self.left_out(fit.line, format!("the fit {id:?}, which is for nobody"));
            return;
        }
        for proposition in &*propositions {
            let serves = self.serves.entry(proposition.clone()).or_default();
            serves.extend(segments.iter().map(|id| NoteId::from(id.as_str())));
        }
        let texts = |ids: &[String]| Json::Array(ids.iter().map(|id| text(id)).collect());
        let named = kept::object([
            (Section::Propositions.key(), texts(propositions)),
            (Section::Segments.key(), texts(segments)),
        ]);
        let mut fields = Fields::from([("for".to_owned(), named), ("id".to_owned(), text(id))]);
        let mappings = self.mappings(fit);
        if !mappings.is_empty() {
            fields.insert("mappings".to_owned(), Json::Array(mappings));
        }
        self.fits.push(Json::Object(fields));
        for (field, node) in fit.fields() {
            if !["id", "for", "mappings"].contains(&field.as_str()) {
                self.strangers.add("fits", field, node.line);
            }
        }
    }

    fn mappings(&mut self, fit: &Node) -> Vec<Json> {
        let mut mappings = Vec::new();
        for pair in fit.get("mappings").map(Node::items).unwrap_or_default() {
            let ends: Vec<&str> = pair.items().iter().filter_map(Node::text).collect();
            match ends.as_slice() {
                [helper, helped] if pair.items().len() == 2 => {
                    mappings.push(Json::Array(vec![text(helper), text(helped)]));
                }
                _ => self.left_out(pair.line, "a mapping that is no pair of ids".to_owned()),
            }
        }
        mappings
    }
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
