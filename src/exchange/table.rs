//! Tables for spreadsheets, a row for each note, parted by commas, semicolons or tabs.
//!
//! ```csv
//! block,text,color,tags,links,amount,status,horizon,evidence,id,rank
//! #kind,business-model
//! #title,AWS EC2
//! Customer Segments,Software developers,yellow,"new, young",,,untested,,,c1,V0001
//! ```
//!
//! What stands above the blocks has rows of its own, whose first cell begins with `#`. What comes in from elsewhere is less
//! tidy: its columns have other names or none, or each block is a column.

mod cell;
mod column;
mod read;
mod write;

pub(super) use column::is_header;
pub(super) use read::read;
pub(super) use write::write;

use crate::model::header::HeaderField;

/// What parts the cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delimiter {
    /// `,`
    Comma,
    /// `;`, where the comma is the decimal mark.
    Semicolon,
    /// A tab.
    Tab,
}

impl Delimiter {
    /// All of them, the usual one first.
    pub(super) const ALL: [Self; 3] = [Self::Comma, Self::Semicolon, Self::Tab];

    /// The byte.
    pub(super) const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// The first cell of a row that says something of the canvas.
const MARK: char = '#';
/// The name of the row with the kind.
const KIND: &str = "kind";

/// The row of a field of the header.
fn row_name(field: HeaderField) -> String {
    format!("{MARK}{}", field.key())
}

#[cfg(test)]
mod tests;
