//! What differs in what a canvas states as a whole, told part by part: answers about viability, assumptions of the figures,
//! how it is told, colours of tags.

use std::collections::BTreeMap;

use crate::model::canvas::Canvas;
use crate::model::edit::Change;
use crate::model::id::{BlockId, NoteId};
use crate::model::json::{Json, parts};
use crate::model::kind::Kind;
use crate::model::viability::Dimension;
use crate::model::{figures, story, tags, viability};

/// What a canvas states as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Statement {
    /// What its figures assume.
    Figures,
    /// How it is told.
    Story,
    /// Whether it holds.
    Viability,
    /// Which colours its tags have.
    Tags,
}

/// A part of it that differs. All texts are untrusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Which one.
    pub label: String,
    /// What it was; empty where it was nothing.
    pub from: String,
    /// What it is.
    pub to: String,
    /// How it is found again.
    pub which: Which,
}

/// Which part of a statement one is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of it.
    Whole,
    /// The value to which these names lead.
    Value(Vec<String>),
    /// The answer to a question about viability.
    Answer(Dimension),
    /// The order of the story.
    Order,
    /// What is said at this block or note.
    Line(String),
}

impl Statement {
    /// The statement in the top-level field of this name.
    pub fn of(field: &str) -> Option<Self> {
        Some(match field {
            figures::FIELD => Self::Figures,
            story::FIELD => Self::Story,
            viability::FIELD => Self::Viability,
            tags::FIELD => Self::Tags,
            _ => return None,
        })
    }

    /// Its field in a file, and its name in a sentence.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Figures => figures::FIELD,
            Self::Story => story::FIELD,
            Self::Viability => viability::FIELD,
            Self::Tags => tags::FIELD,
        }
    }

    /// Its name, as a heading.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Figures => "Figures",
            Self::Story => "Story",
            Self::Viability => "Viability",
            Self::Tags => "Tags",
        }
    }

    /// What differs in it, in the order in which it is asked or told. Without a kind, blocks are called by their ids.
    pub fn parts(self, from: &Canvas, to: &Canvas, kind: Option<&Kind>) -> Vec<Part> {
        let parts = match self {
            Self::Figures => of_values(from, to, self, |path| Some(assumption(path))),
            Self::Story => of_story(from, to, kind),
            Self::Viability => of_viability(from, to),
            Self::Tags => of_values(from, to, self, |path| Some(of_a_tag(path))),
        };
        let is_told = |part: &Part| part.from != part.to;
        let told: Vec<Part> = parts.into_iter().filter(is_told).collect();
        // In another form only, such as an order that says no more than the fill order: still told, as a whole.
        if told.is_empty() {
            self.whole(from, to)
        } else {
            told
        }
    }

    fn value(self, canvas: &Canvas) -> Option<&Json> {
        canvas.extra.get(self.key())
    }

    fn whole(self, from: &Canvas, to: &Canvas) -> Vec<Part> {
        let text = |canvas| self.value(canvas).map(Json::to_string);
        let [from, to] = [from, to].map(|canvas| text(canvas).unwrap_or_default());
        vec![Part {
            label: self.label().to_owned(),
            from,
            to,
            which: Which::Whole,
        }]
    }

    /// The change of `now` that makes a part of it what it was `then`; `None` where it has a form that this version does not
    /// know.
    pub fn taking_back(
        self,
        which: &Which,
        then: &Canvas,
        now: &Canvas,
        kind: &Kind,
    ) -> Option<Change> {
        let (before, after) = (self.value(then), self.value(now));
        let stated = match which {
            Which::Whole => before.cloned(),
            Which::Value(names) => match before.and_then(|before| parts::at(before, names)) {
                Some(old) => Some(parts::with(after, names, old.clone())?),
                None => after.and_then(|after| parts::without(after, names)),
            },
            Which::Answer(dimension) => now.with_answer(*dimension, &then.answer(*dimension)),
            Which::Order => story::with_order_of(after, before, kind).ok()?,
            Which::Line(id) => story::with_line(after, kind, id, story::line(before, id)).ok()?,
        };
        Some(Change::of_field(self.key(), stated))
    }
}

fn of_viability(from: &Canvas, to: &Canvas) -> Vec<Part> {
    let answer = |dimension: Dimension| {
        let [from, to] = [from, to].map(|canvas| canvas.answer(dimension).told());
        Part {
            label: dimension.title().to_owned(),
            from,
            to,
            which: Which::Answer(dimension),
        }
    };
    let mut parts: Vec<Part> = Dimension::ALL.map(answer).into();
    // What an answer has besides, and what is none.
    parts.extend(of_values(from, to, Statement::Viability, |path| {
        let is_known = match path {
            [dimension, part] => {
                let dimensions = &mut Dimension::ALL.iter();
                matches!(part.as_str(), "rating" | "reason")
                    && dimensions.any(|own| own.key() == dimension)
            }
            [] | [_] | [_, _, _, ..] => false,
        };
        (!is_known).then(|| format!("Viability, {}", path.join(", ")))
    }));
    parts
}

/// What an assumption is called.
fn assumption(path: &[String]) -> String {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    match path.as_slice() {
        ["currency"] => "Currency to reckon in".to_owned(),
        ["units"] => "Units sold".to_owned(),
        ["projects"] => "Projects sold".to_owned(),
        ["rates", code] => format!("Worth of one {code}"),
        other => format!("Figures, {}", other.join(", ")),
    }
}

/// What is said of a tag.
fn of_a_tag(path: &[String]) -> String {
    match path {
        [tag] => format!("Colour of #{tag}"),
        [tag, what] if what == "color" => format!("Colour of #{tag}"),
        other => format!("Tags, {}", other.join(", ")),
    }
}

/// The single values of both sides, by their paths; those without a label are told elsewhere.
fn of_values(
    from: &Canvas,
    to: &Canvas,
    statement: Statement,
    label: impl Fn(&[String]) -> Option<String>,
) -> Vec<Part> {
    let mut values: BTreeMap<Vec<String>, [String; 2]> = BTreeMap::new();
    for (side, canvas) in [from, to].into_iter().enumerate() {
        let mut own = Vec::new();
        if let Some(value) = statement.value(canvas) {
            leaves(value, &mut Vec::new(), &mut own);
        }
        for (path, text) in own {
            let sides = values.entry(path).or_default();
            sides
                .iter_mut()
                .skip(side)
                .take(1)
                .for_each(|own| own.clone_from(&text));
        }
    }
    let part = |(path, [from, to]): (Vec<String>, [String; 2])| {
        Some(Part {
            label: label(&path)?,
            from,
            to,
            which: Which::Value(path),
        })
    };
    values.into_iter().filter_map(part).collect()
}

fn leaves(value: &Json, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, String)>) {
    match value {
        Json::Object(fields) => {
            for (name, value) in fields {
                path.push(name.clone());
                leaves(value, path, found);
                path.pop();
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => {
            found.push((path.clone(), value.to_string()));
        }
    }
}

fn of_story(from: &Canvas, to: &Canvas, kind: Option<&Kind>) -> Vec<Part> {
    let title = |block: &BlockId| {
        let title = kind.map_or_else(|| block.title(), |kind| kind.title_of(block));
        title.to_owned()
    };
    let order = |canvas: &Canvas| match kind {
        Some(kind) => story::order(canvas.story(), kind),
        None => story::listed(canvas.story()).map(BlockId::from).collect(),
    };
    let [before, after] = [from, to].map(order);
    let mut parts = Vec::new();
    if before != after {
        let [from, to] = [before, after].map(|order| {
            let titles: Vec<String> = order.iter().map(title).collect();
            titles.join(", ")
        });
        parts.push(Part {
            label: "Story, order".to_owned(),
            from,
            to,
            which: Which::Order,
        });
    }
    let mut ids: Vec<&str> = story::listed(to.story()).collect();
    let gone: Vec<&str> = story::listed(from.story())
        .filter(|id| !ids.contains(id))
        .collect();
    ids.extend(gone);
    parts.extend(ids.into_iter().map(|id| {
        let note = NoteId::from(id);
        let note = to.note(&note).or_else(|| from.note(&note));
        let name = match note {
            Some(note) => format!("“{}”", note.text.lines().next().unwrap_or_default()),
            None => title(&BlockId::from(id)),
        };
        let [from, to] = [from, to].map(|canvas| story::line(canvas.story(), id).to_owned());
        Part {
            label: format!("Story, line at {name}"),
            from,
            to,
            which: Which::Line(id.to_owned()),
        }
    }));
    parts
}
