//! Unfinished work in the form that the journal keeps.

mod asked;

use std::collections::BTreeSet;

use asked::StoredAsked;
use serde::{Deserialize, Serialize};

use crate::model::canvas::Canvas;
use crate::model::draft::{Draft, Picked, Target, Typing};
use crate::model::header::HeaderField;
use crate::model::id::{BlockId, NoteId};

/// What would be lost if the program ended now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StoredDraft {
    /// The fingerprint of the file that it grew from; `None` where there was no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// The canvas with edits that the file lacks, as the file would hold it; `None` where the file has them all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canvas: Option<String>,
    /// What the file held when those edits were made, in the same form; `None` where there was no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grew_from: Option<String>,
    /// The text being typed, if any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub typing: Option<StoredTyping>,
}

/// A text under edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredTyping {
    /// What it will become.
    pub target: StoredTarget,
    /// The id of the block in which the note stands whose text it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub block: Option<String>,
    /// The text when the edit began.
    pub before: String,
    /// The text now.
    pub text: String,
    /// The types picked meanwhile.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub picked: BTreeSet<String>,
    /// The types let go meanwhile.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub let_go: BTreeSet<String>,
}

/// What a text being typed will become.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StoredTarget {
    /// A new note.
    New {
        /// The id of its block.
        block: String,
        /// The id of the note that it follows; `None` puts it first.
        after: Option<String>,
    },
    /// The text of the note of this id.
    Note(String),
    /// A comment on the note of this id.
    Comment(String),
    /// The field of the header that the file calls so.
    Header(String),
    /// What a line says.
    Line(StoredAsked),
}

impl StoredDraft {
    /// The form of a draft to keep; `canvas` turns a canvas into the file's text.
    pub fn of(draft: &Draft, base: Option<String>, canvas: impl Fn(&Canvas) -> String) -> Self {
        let (unsaved, typing) = match draft {
            Draft::Typing(typing) => (None, Some(typing)),
            Draft::Unsaved(unsaved, typing) => (Some(unsaved), typing.as_ref()),
        };
        let grew_from = unsaved.and_then(|unsaved| unsaved.grew_from.as_ref());
        Self {
            base,
            canvas: unsaved.map(|unsaved| canvas(&unsaved.canvas)),
            grew_from: grew_from.map(|base| canvas(base)),
            typing: typing.map(StoredTyping::from),
        }
    }

    /// The text being typed; `None` where there is none, or one for a field that this version does not know.
    pub fn typing(&self) -> Option<Typing> {
        self.typing.as_ref()?.to_typing()
    }
}

impl StoredTyping {
    /// The model's form; `None` for a field of the header that this version does not know.
    pub fn to_typing(&self) -> Option<Typing> {
        let target = match &self.target {
            StoredTarget::New { block, after } => Target::New {
                block: BlockId::from(block.as_str()),
                after: after.as_deref().map(NoteId::from),
            },
            StoredTarget::Note(id) => Target::Note(NoteId::from(id.as_str())),
            StoredTarget::Comment(id) => Target::Comment(NoteId::from(id.as_str())),
            StoredTarget::Header(key) => Target::Header(
                HeaderField::ALL
                    .into_iter()
                    .find(|field| field.key() == key)?,
            ),
            StoredTarget::Line(asked) => Target::Asked(asked.to_asked()?),
        };
        Some(Typing {
            target,
            block: self.block.as_deref().map(BlockId::from),
            before: self.before.clone(),
            text: self.text.clone(),
            types: Picked {
                new: self.picked.clone(),
                gone: self.let_go.clone(),
            },
        })
    }
}

impl From<&Typing> for StoredTyping {
    fn from(typing: &Typing) -> Self {
        let target = match &typing.target {
            Target::New { block, after } => StoredTarget::New {
                block: block.as_str().to_owned(),
                after: after.as_ref().map(|id| id.as_str().to_owned()),
            },
            Target::Note(id) => StoredTarget::Note(id.as_str().to_owned()),
            Target::Comment(id) => StoredTarget::Comment(id.as_str().to_owned()),
            Target::Header(field) => StoredTarget::Header(field.key().to_owned()),
            Target::Asked(asked) => StoredTarget::Line(asked.into()),
        };
        Self {
            target,
            block: typing.block.as_ref().map(|id| id.as_str().to_owned()),
            before: typing.before.clone(),
            text: typing.text.clone(),
            picked: typing.types.new.clone(),
            let_go: typing.types.gone.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{StoredDraft, StoredTarget, StoredTyping};
    use crate::model::canvas::Canvas;
    use crate::model::draft::{Asked, Draft, Picked, Target, Typing, Unsaved};
    use crate::model::header::HeaderField;
    use crate::model::id::{BlockId, NoteId};
    use crate::model::viability::Dimension;

    fn through_json(draft: &StoredDraft) -> StoredDraft {
        serde_json::from_slice(&serde_json::to_vec(draft).unwrap()).unwrap()
    }

    #[test]
    fn every_target_comes_back() {
        let new = |after: Option<&str>| Target::New {
            block: BlockId::parking(),
            after: after.map(NoteId::from),
        };
        let headers = HeaderField::ALL.map(Target::Header);
        let note = || NoteId::from("1c4m9xq2kd7r");
        let lines = [
            Asked::Amount(note()),
            Asked::Evidence(note(), None),
            Asked::Evidence(note(), Some("9 of 12".into())),
            Asked::Units,
            Asked::Projects,
            Asked::Currency,
            Asked::Rate,
            Asked::Said("channels".into()),
            Asked::Narrow("city.canvas.json".into()),
            Asked::Message("Title\n\nbody".into()),
        ];
        let answers = Dimension::ALL.map(Asked::Viability);
        let lines = lines.into_iter().chain(answers).map(Target::Asked);
        for target in [
            new(None),
            new(Some("1c4m9xq2kd7r")),
            Target::Note(NoteId::from("é\u{1b}\"")),
            Target::Comment(NoteId::from("1c4m9xq2kd7r")),
        ]
        .into_iter()
        .chain(headers)
        .chain(lines)
        {
            let typing = Typing {
                target,
                block: Some(BlockId::parking()),
                before: "be\nfore".into(),
                text: "te\u{0}xt".into(),
                types: Picked {
                    new: ["niche market".into()].into(),
                    gone: ["user".into(), "payer".into()].into(),
                },
            };
            let draft = Draft::Typing(typing.clone());
            let stored = through_json(&StoredDraft::of(&draft, None, |_| {
                unreachable!("no canvas to write")
            }));
            assert_eq!((stored.typing(), stored.canvas), (Some(typing), None));
        }
    }

    #[test]
    fn unsaved_edits_come_back_as_text() {
        let unsaved = Unsaved {
            canvas: Canvas::new("swot"),
            grew_from: Some(Canvas::new("lean").into()),
        };
        let draft = Draft::Unsaved(Box::new(unsaved), None);
        let stored = StoredDraft::of(&draft, Some("base".into()), |canvas| canvas.kind.clone());
        assert_eq!(through_json(&stored), stored);
        assert_eq!(
            stored,
            StoredDraft {
                base: Some("base".into()),
                canvas: Some("swot".into()),
                grew_from: Some("lean".into()),
                typing: None
            }
        );
    }

    #[test]
    fn a_field_of_a_later_version_is_no_typing_here() {
        let target = StoredTarget::Header("motto".into());
        let typing = Some(StoredTyping {
            target,
            block: None,
            before: String::new(),
            text: "x".into(),
            picked: BTreeSet::new(),
            let_go: BTreeSet::new(),
        });
        assert_eq!(
            StoredDraft {
                typing,
                ..StoredDraft::default()
            }
            .typing(),
            None
        );
    }
}
