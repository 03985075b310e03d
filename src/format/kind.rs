//! Kinds of canvas as JSON: the reader, and the kinds that the program brings along.
//!
//! Knows the written form; what makes a kind sound is the model's to say. Fields that it does not
//! know are passed over, so that newer files can be read.

use super::broken::What;
use super::markers::{self, Markers};
use crate::model::id::BlockId;
use crate::model::kind::{Area, Block, Grid, Hint, Kind, KindError, KindId, check_parts};

mod areas;
mod links;
mod tree;

use tree::{Fault, Fields, Node};

/// The version of the written form that this program reads.
pub const VERSION: u16 = 1;

/// What is wrong with a kind's file, and where.
///
/// The reason quotes the file and the JSON parser, raw control characters included: clean it
/// before it is shown.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {reason}")]
pub struct KindFileError {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// What is wrong, untrusted.
    pub reason: String,
}

/// The kinds that the program brings along, as (id, JSON), in the order to offer them.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    macro_rules! kinds {
        ($($id:literal)*) => {
            [$(($id, include_str!(concat!("../../canvases/kinds/", $id, ".json")))),*]
        };
    }
    kinds!("business-model" "it-business-model" "lean" "mission-model" "swot").into_iter()
}

/// The built-in kind with this id; only that one is parsed.
pub fn built_in_kind(id: &str) -> Option<Kind> {
    let (_, json) = built_in().find(|(built_in, _)| *built_in == id)?;
    read(json.as_bytes()).ok()
}

/// The kind that a file's bytes describe.
pub fn read(bytes: &[u8]) -> Result<Kind, KindFileError> {
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = Node::root(text).map_err(|error| not_json(text, &error))?;
    read_kind(root).map_err(|fault| {
        let (line, column) = place(text.as_bytes(), fault.at);
        KindFileError {
            line,
            column,
            reason: fault.reason,
        }
    })
}

/// Line and column, both from 1, of the character at this byte.
fn place(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = bytes.get(..at).unwrap_or(bytes);
    let lines = before.split(|byte| *byte == b'\n');
    let last = lines.clone().next_back().unwrap_or_default();
    let columns = String::from_utf8_lossy(last).chars().count();
    (lines.count(), columns + 1)
}

fn not_utf8(bytes: &[u8], at: usize) -> KindFileError {
    let (line, column) = place(bytes, at);
    let reason = "the file is not UTF-8 text here".into();
    KindFileError {
        line,
        column,
        reason,
    }
}

fn not_json(text: &str, error: &serde_json::Error) -> KindFileError {
    if let Some(Markers { lines, more }) = markers::find(text) {
        return KindFileError {
            line: lines.first().copied().unwrap_or(1),
            column: 1,
            reason: What::ConflictMarkers { lines, more }.to_string(),
        };
    }
    let before = text
        .split_inclusive('\n')
        .take(error.line().saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    // The parser counts bytes from 1, or 0 for the end of the line before.
    let (line, column) = place(text.as_bytes(), start + error.column().saturating_sub(1));
    let message = error.to_string();
    let suffix = format!(" at line {} column {}", error.line(), error.column());
    let reason = message.strip_suffix(&suffix).unwrap_or(&message);
    KindFileError {
        line,
        column,
        reason: format!("this is no JSON: {reason}"),
    }
}

/// What a kind's file holds, each with its place.
struct Source<'a> {
    blocks: Node<'a>,
    each: Vec<Fields<'a>>,
    columns: Node<'a>,
    rows: Node<'a>,
    areas: Node<'a>,
}

fn read_kind(root: Node) -> Result<Kind, Fault> {
    let fields = root.fields()?;
    check_version(fields.need("bmcanvas_kind")?)?;
    let id = KindId::from(fields.need("id")?.string()?.as_str());
    let title = fields.need("title")?.string()?;
    let credit = fields.find("credit").map(Node::string).transpose()?;
    let source = Source::read(&fields)?;
    let grid = source.grid()?;
    let mut blocks = source.blocks()?;
    let at_fault = |error: KindError| source.fault(&error);
    check_parts(&grid, &blocks).map_err(at_fault)?;
    areas::place(source.areas, &grid, &mut blocks, &source.codes()?)?;
    let kind = Kind::new(id, title, credit, grid, blocks).map_err(at_fault)?;
    links::read(kind, &fields)
}

fn check_version(node: Node) -> Result<(), Fault> {
    match node.number()? {
        VERSION => Ok(()),
        other => Err(node.fault(format!(
            "this is version {other} of the form, only version {VERSION} can be read"
        ))),
    }
}

impl<'a> Source<'a> {
    fn read(fields: &Fields<'a>) -> Result<Self, Fault> {
        let blocks = fields.need("blocks")?;
        let each = blocks.items()?.into_iter().map(Node::fields);
        let grid = fields.need("grid")?.fields()?;
        Ok(Self {
            blocks,
            each: each.collect::<Result<_, _>>()?,
            columns: grid.need("columns")?,
            rows: grid.need("rows")?,
            areas: grid.need("areas")?,
        })
    }

    fn grid(&self) -> Result<Grid, Fault> {
        let weights = |node: Node<'a>| -> Result<_, Fault> {
            node.items()?.into_iter().map(Node::number).collect()
        };
        Ok(Grid {
            columns: weights(self.columns)?,
            rows: weights(self.rows)?,
        })
    }

    /// The blocks, their areas still empty.
    fn blocks(&self) -> Result<Vec<Block>, Fault> {
        self.each.iter().map(read_block).collect()
    }

    fn codes(&self) -> Result<Vec<Node<'a>>, Fault> {
        let codes = self.each.iter().map(|fields| fields.need("code"));
        codes.collect()
    }

    /// The error with the place that it speaks of.
    fn fault(&self, error: &KindError) -> Fault {
        let place = match error {
            KindError::Columns(_) => Some(self.columns),
            KindError::Rows(_) => Some(self.rows),
            KindError::Weight(weight) => self.weight(*weight),
            KindError::Parking => self.field("id", &BlockId::parking()),
            KindError::DuplicateId(block) => self.field("id", block),
            KindError::NoWord { block, code } | KindError::DuplicateCode { block, code } => {
                self.code(block, code)
            }
            KindError::Order { block, .. } | KindError::DuplicateOrder { block, .. } => {
                self.field("order", block)
            }
            KindError::Outside(_) | KindError::Overlap { .. } | KindError::Gap { .. } => {
                Some(self.areas)
            }
            KindError::NoBlocks | KindError::TooManyBlocks(_) => None,
        };
        place.unwrap_or(self.blocks).fault(error.to_string())
    }

    fn weight(&self, weight: u16) -> Option<Node<'a>> {
        let items = [self.columns, self.rows].into_iter();
        let mut items = items.filter_map(|node| node.items().ok()).flatten();
        items.find(|item| item.number() == Ok(weight))
    }

    /// This field of the last block that has the id: of two, the later one is told.
    fn field(&self, name: &'static str, block: &BlockId) -> Option<Node<'a>> {
        self.block(block)?.find(name)
    }

    /// The last of the block's code and aliases that reads like this.
    fn code(&self, block: &BlockId, code: &str) -> Option<Node<'a>> {
        let fields = self.block(block)?;
        let aliases = fields.find("aliases").and_then(|node| node.items().ok());
        let code_first = fields.find("code").into_iter();
        let mut codes = code_first.chain(aliases.into_iter().flatten());
        codes.rfind(|node| node.string().is_ok_and(|text| text == code))
    }

    fn block(&self, id: &BlockId) -> Option<&Fields<'a>> {
        let has = |node: Node| node.string().is_ok_and(|text| text == id.as_str());
        let mut latest = self.each.iter().rev();
        latest.find(|fields| fields.find("id").is_some_and(has))
    }
}

fn read_block(fields: &Fields) -> Result<Block, Fault> {
    let text = |name| fields.need(name)?.string();
    let hints = fields.items("hints")?.into_iter().map(read_hint);
    Ok(Block {
        id: BlockId::from(text("id")?.as_str()),
        code: text("code")?,
        title: text("title")?,
        short: fields.find("short").map(Node::string).transpose()?,
        order: fields.need("order")?.number()?,
        area: Area::default(),
        questions: fields.strings("questions")?,
        hints: hints.collect::<Result<_, _>>()?,
        aliases: fields.strings("aliases")?,
        names: read_names(fields)?,
    })
}

/// The names of all languages: `"names": {"en": ["Clients"], "de": ["Kundensegmente"]}`.
fn read_names(fields: &Fields) -> Result<Vec<String>, Fault> {
    let Some(languages) = fields.find("names") else {
        return Ok(Vec::new());
    };
    let mut names = Vec::new();
    for language in languages.fields()?.values() {
        let of_language = language.items()?.into_iter().map(Node::string);
        names.extend(of_language.collect::<Result<Vec<_>, _>>()?);
    }
    Ok(names)
}

fn read_hint(node: Node) -> Result<Hint, Fault> {
    let fields = node.fields()?;
    let about = fields.find("about").map(Node::string).transpose()?;
    Ok(Hint {
        name: fields.need("name")?.string()?,
        about: about.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests;
