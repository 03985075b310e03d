//! What a line being typed says, in the form that the journal keeps.

use serde::{Deserialize, Serialize};

use crate::model::draft::Asked;
use crate::model::id::NoteId;
use crate::model::viability::Dimension;

/// What a line says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredAsked {
    /// The amount of the note of this id.
    Amount(String),
    /// Evidence.
    Evidence {
        /// The id of the note.
        note: String,
        /// The line in whose place it comes, if any.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        line: Option<String>,
    },
    /// The answer to the question about viability that the file calls so.
    Viability(String),
    /// How many units are sold.
    Units,
    /// How many projects are sold.
    Projects,
    /// The currency to reckon in.
    Currency,
    /// What one of a currency is worth.
    Rate,
    /// What is said at the block or note of this id.
    Said(String),
    /// The name of a new file for a layer; this one was proposed.
    Narrow(String),
    /// The message of a commit, of which this was proposed.
    Message(String),
}

impl StoredAsked {
    /// The model's form; `None` for a question that this version does not know.
    pub fn to_asked(&self) -> Option<Asked> {
        let id = |id: &String| NoteId::from(id.as_str());
        Some(match self {
            Self::Amount(note) => Asked::Amount(id(note)),
            Self::Evidence { note, line } => Asked::Evidence(id(note), line.clone()),
            Self::Viability(key) => {
                let mut all = Dimension::ALL.into_iter();
                Asked::Viability(all.find(|dimension| dimension.key() == key)?)
            }
            Self::Units => Asked::Units,
            Self::Projects => Asked::Projects,
            Self::Currency => Asked::Currency,
            Self::Rate => Asked::Rate,
            Self::Said(step) => Asked::Said(step.clone()),
            Self::Narrow(name) => Asked::Narrow(name.clone()),
            Self::Message(proposed) => Asked::Message(proposed.clone()),
        })
    }
}

impl From<&Asked> for StoredAsked {
    fn from(asked: &Asked) -> Self {
        let id = |id: &NoteId| id.as_str().to_owned();
        match asked {
            Asked::Amount(note) => Self::Amount(id(note)),
            Asked::Evidence(note, line) => Self::Evidence {
                note: id(note),
                line: line.clone(),
            },
            Asked::Viability(dimension) => Self::Viability(dimension.key().to_owned()),
            Asked::Units => Self::Units,
            Asked::Projects => Self::Projects,
            Asked::Currency => Self::Currency,
            Asked::Rate => Self::Rate,
            Asked::Said(step) => Self::Said(step.clone()),
            Asked::Narrow(name) => Self::Narrow(name.clone()),
            Asked::Message(proposed) => Self::Message(proposed.clone()),
        }
    }
}
