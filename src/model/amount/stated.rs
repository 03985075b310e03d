//! What a note says of its amount: one that is understood, or whatever else its file has there.

use std::fmt;

use super::Amount;
use super::read::{AmountError, read_in_file};
use crate::model::json::Json;

/// The amount of a note as its file states it.
///
/// Of two, an amount that is understood is greater than one that is not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stated {
    /// What the file has there and this version does not understand, to the letter. Untrusted.
    Unread(Json),
    /// An amount.
    Amount(Amount),
}

impl Stated {
    /// What a file's value says.
    pub fn from_json(value: Json) -> Self {
        match text(&value).map(read_in_file) {
            Some(Ok(amount)) => Self::Amount(amount),
            Some(Err(_)) | None => Self::Unread(value),
        }
    }

    /// The value for a file.
    pub fn to_json(&self) -> Json {
        match self {
            Self::Unread(value) => value.clone(),
            Self::Amount(amount) => Json::String(amount.to_string().into()),
        }
    }

    /// The amount, where it is understood.
    pub fn amount(&self) -> Option<&Amount> {
        match self {
            Self::Amount(amount) => Some(amount),
            Self::Unread(_) => None,
        }
    }

    /// A few words at the end of a note: the amount, or as much of what is not understood as tells it again. Untrusted.
    pub fn badge(&self) -> String {
        const MOST: usize = 24;
        match self {
            Self::Amount(amount) => amount.shown(),
            Self::Unread(value) => {
                let text = value.to_string().replace(['\n', '\r'], " ");
                let short: String = text.chars().take(MOST).collect();
                format!("{short}?")
            }
        }
    }

    /// Why it is not understood.
    pub fn trouble(&self) -> Option<AmountError> {
        match self {
            Self::Amount(_) => None,
            Self::Unread(value) => match text(value).map(read_in_file) {
                Some(Err(why)) => Some(why),
                Some(Ok(_)) | None => Some(AmountError::NoFigure),
            },
        }
    }
}

fn text(value: &Json) -> Option<&str> {
    match value {
        Json::String(text) => Some(text),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

impl From<Amount> for Stated {
    fn from(amount: Amount) -> Self {
        Self::Amount(amount)
    }
}

impl fmt::Display for Stated {
    /// In one form, for people to read and to change. What is not understood is untrusted.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(value) => value.fmt(f),
            Self::Amount(amount) => amount.fmt(f),
        }
    }
}
