//! The columns of a table, by what they are called.

use std::collections::BTreeMap;

use super::Delimiter;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The block's name.
    Block,
    /// The note's text.
    Text,
    /// Its colour.
    Color,
    /// Its tags.
    Tags,
    /// The ids of the notes that it is linked to.
    Links,
    /// The money that it is about.
    Amount,
    /// How far it is tested.
    Status,
    /// When it comes to matter.
    Horizon,
    /// What speaks for or against it, a line each.
    Evidence,
    /// Its id.
    Id,
    /// Its order in the block.
    Rank,
    /// The id of the note whose other text it is.
    OtherText,
}

impl Column {
    /// All of them, in the order in which they are written.
    pub(super) const ALL: [Self; 12] = [
        Self::Block,
        Self::Text,
        Self::Color,
        Self::Tags,
        Self::Links,
        Self::Amount,
        Self::Status,
        Self::Horizon,
        Self::Evidence,
        Self::Id,
        Self::Rank,
        Self::OtherText,
    ];

    /// What it is called where this program writes it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Text => "text",
            Self::Color => "color",
            Self::Tags => "tags",
            Self::Links => "links",
            Self::Amount => "amount",
            Self::Status => "status",
            Self::Horizon => "horizon",
            Self::Evidence => "evidence",
            Self::Id => "id",
            Self::Rank => "rank",
            Self::OtherText => "conflict_of",
        }
    }

    /// What others call it, the surest name first.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Block => &["section", "category", "area", "segment", "heading", "group"],
            Self::Text => &[
                "note",
                "content",
                "description",
                "item",
                "title",
                "name",
                "sticky",
                "summary",
            ],
            Self::Color => &["colour", "farbe"],
            Self::Tags => &["tag", "labels", "label"],
            Self::Links => &["link", "linked to"],
            Self::Amount => &["money"],
            Self::Status
            | Self::Horizon
            | Self::Evidence
            | Self::Id
            | Self::Rank
            | Self::OtherText => &[],
        }
    }
}

/// Whether the line can be the first one of a table.
pub(in crate::exchange) fn is_header(line: &str) -> bool {
    Delimiter::ALL.into_iter().any(|delimiter| {
        let cells = line.split(char::from(delimiter.byte()));
        let bare = |cell: &str| cell.trim().trim_matches('"').to_owned();
        Header::of(&cells.map(bare).collect::<Vec<_>>()).is_some()
    })
}

/// The first row of a table, where it says what the columns hold.
#[derive(Clone, Debug)]
pub(super) struct Header {
    columns: BTreeMap<usize, Column>,
    names: Vec<String>,
    /// Whether this program wrote the table: then its texts are kept to the letter.
    pub(super) is_own: bool,
}

impl Header {
    /// What these cells say of the columns, if they name that of the blocks and that of the texts.
    pub(super) fn of(cells: &[String]) -> Option<Self> {
        let mut columns = BTreeMap::new();
        for is_it in [is_own_name, is_like_own_name, is_other_name] {
            for column in Column::ALL {
                let taken = columns.values().any(|taken| *taken == column);
                let at = column.find(cells, |at| columns.contains_key(&at), is_it);
                if let (false, Some(at)) = (taken, at) {
                    columns.insert(at, column);
                }
            }
        }
        let has = |column: Column| columns.values().any(|there| *there == column);
        let has_exact = |column: Column| cells.iter().any(|cell| cell == column.name());
        (has(Column::Block) && has(Column::Text)).then(|| Self {
            columns: columns.clone(),
            names: cells.to_vec(),
            is_own: [Column::Block, Column::Text, Column::Id, Column::Rank]
                .into_iter()
                .all(has_exact),
        })
    }

    /// The columns that have a name of which it is not known what they hold.
    pub(super) fn unknown(&self) -> impl Iterator<Item = (usize, &str)> {
        let names = self.names.iter().map(|name| name.trim()).enumerate();
        names.filter(|(at, name)| !name.is_empty() && self.column(*at).is_none())
    }

    /// What the column at this place holds, if that is known.
    pub(super) fn column(&self, at: usize) -> Option<Column> {
        self.columns.get(&at).copied()
    }

    /// What the column at this place is called.
    pub(super) fn name(&self, at: usize) -> String {
        let name = self.names.get(at).filter(|name| !name.trim().is_empty());
        match name {
            Some(name) if self.is_own => name.clone(),
            Some(name) => name.trim().to_owned(),
            None => format!("column {}", at + 1),
        }
    }
}

impl Column {
    fn find(
        self,
        cells: &[String],
        is_taken: impl Fn(usize) -> bool,
        is_it: fn(&str, Self) -> Option<usize>,
    ) -> Option<usize> {
        let free = cells.iter().enumerate().filter(|(at, _)| !is_taken(*at));
        let named = free.filter_map(|(at, cell)| Some((is_it(cell, self)?, at)));
        named.min().map(|(_, at)| at)
    }
}

/// How sure it is that the cell names the column, the surest is 0.
fn is_own_name(cell: &str, column: Column) -> Option<usize> {
    (cell == column.name()).then_some(0)
}

fn is_like_own_name(cell: &str, column: Column) -> Option<usize> {
    (folded(cell) == folded(column.name())).then_some(0)
}

fn is_other_name(cell: &str, column: Column) -> Option<usize> {
    let cell = folded(cell);
    column.names().iter().position(|name| folded(name) == cell)
}

/// Letters alone, in lower case.
fn folded(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(cells: &[&str]) -> Option<Vec<Option<Column>>> {
        let cells: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
        let header = Header::of(&cells)?;
        Some((0..cells.len()).map(|at| header.column(at)).collect())
    }

    #[test]
    fn columns_are_known_by_many_names_and_by_their_own_first() {
        use Column::{Block, Color, Id, Tags, Text};
        for (cells, columns) in [
            (&["block", "text"][..], &[Some(Block), Some(Text)][..]),
            (
                &["Colour", "Note", "Category"],
                &[Some(Color), Some(Text), Some(Block)],
            ),
            (
                &["block", "text", "Farbe"],
                &[Some(Block), Some(Text), Some(Color)],
            ),
            (&["note", "text", "block"], &[None, Some(Text), Some(Block)]),
            (
                &["Description", "Title", "Section", "Labels"],
                &[Some(Text), None, Some(Block), Some(Tags)],
            ),
            (
                &["Text", "text", "block", "ID"],
                &[None, Some(Text), Some(Block), Some(Id)],
            ),
        ] {
            assert_eq!(header(cells).as_deref(), Some(columns), "{cells:?}");
        }
        assert_eq!(header(&["Channels", "App"]), None);
        assert_eq!(header(&["text", "color"]), None);
    }
}
