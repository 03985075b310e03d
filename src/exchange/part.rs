//! What a canvas and its notes are made of beyond texts in blocks: what a format holds or leaves out.

use crate::model::canvas::Canvas;
use crate::model::header::HeaderField;
use crate::model::note::Note;

/// A part of a note beyond its text and the block it is in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// All of it: the note is not there at all.
    Text,
    /// Its colour.
    Color,
    /// Its tags.
    Tags,
    /// Its links to other notes.
    Links,
    /// The money that it is about.
    Amount,
    /// How far it is tested.
    Status,
    /// When it comes to matter.
    Horizon,
    /// What speaks for or against it.
    Evidence,
    /// What people say about it.
    Comments,
    /// What people think of it in a review.
    Marks,
    /// The dots that people gave it.
    Dots,
    /// That it is the other text of a note.
    OtherText,
    /// That its text has lines of its own, or blanks at their ends.
    Lines,
    /// Signs of its text that mean something else in the format.
    Signs,
    /// That it stands in a block which the format has no place for.
    Block,
    /// A field that this version does not know.
    Field(String),
}

/// A part of a canvas beyond its notes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CanvasPart {
    /// Of which kind it is.
    Kind,
    /// A field of the header.
    Header(HeaderField),
    /// What lost in a merge.
    Conflicts,
    /// A top-level field, such as `figures`, `story` or `viability`.
    Field(String),
}

impl Part {
    /// What it is called in "... of 3 notes".
    pub fn plural(&self) -> String {
        match self {
            Self::Text => "texts".to_owned(),
            Self::Color => "colours".to_owned(),
            Self::Tags => "tags".to_owned(),
            Self::Links => "links".to_owned(),
            Self::Amount => "amounts".to_owned(),
            Self::Status => "belief statuses".to_owned(),
            Self::Horizon => "horizons".to_owned(),
            Self::Evidence => "evidence".to_owned(),
            Self::Comments => "comments".to_owned(),
            Self::Marks => "review marks".to_owned(),
            Self::Dots => "dots".to_owned(),
            Self::OtherText => "signs of a second text".to_owned(),
            Self::Lines => "line breaks".to_owned(),
            Self::Signs => "some signs".to_owned(),
            Self::Block => "blocks".to_owned(),
            Self::Field(name) => format!("fields {name:?}"),
        }
    }

    /// What it is called in "its ...".
    pub fn singular(&self) -> String {
        match self {
            Self::Text => "text".to_owned(),
            Self::Color => "colour".to_owned(),
            Self::Amount => "amount".to_owned(),
            Self::Status => "belief status".to_owned(),
            Self::Horizon => "horizon".to_owned(),
            Self::OtherText => "sign of a second text".to_owned(),
            Self::Block => "block".to_owned(),
            Self::Field(name) => format!("field {name:?}"),
            Self::Tags
            | Self::Links
            | Self::Evidence
            | Self::Comments
            | Self::Marks
            | Self::Dots
            | Self::Lines
            | Self::Signs => self.plural(),
        }
    }
}

impl CanvasPart {
    /// What it is called in "the ...".
    pub fn name(&self) -> String {
        match self {
            Self::Kind => "kind".to_owned(),
            Self::Header(HeaderField::Title) => "title".to_owned(),
            Self::Header(field) => format!("field {:?}", field.label()),
            Self::Conflicts => "values that lost in a merge".to_owned(),
            Self::Field(name) => format!("field {name:?}"),
        }
    }
}

/// What the note has of these parts. [`Part::Text`], [`Part::Signs`] and [`Part::Block`] are none of them: whether there is a
/// place for the note and its block, and which signs mean something, only the format knows.
pub(super) fn of_note(note: &Note) -> Vec<Part> {
    let Note {
        place: _,
        text,
        color,
        tags,
        links,
        amount,
        belief,
        conflict_of,
        thread,
        stances,
        votes,
        extra,
    } = note;
    let has = [
        (Part::Color, color.is_some()),
        (Part::Tags, !tags.is_empty()),
        (Part::Links, !links.is_empty()),
        (Part::Amount, amount.is_some()),
        (Part::Status, belief.status.is_some()),
        (Part::Horizon, belief.horizon.is_some()),
        (Part::Evidence, !belief.evidence.is_empty()),
        (Part::Comments, !thread.is_empty()),
        (Part::Marks, !stances.is_empty()),
        (Part::Dots, !votes.is_empty()),
        (Part::OtherText, conflict_of.is_some()),
        (Part::Lines, !is_one_plain_line(text)),
    ];
    let known = has.into_iter().filter(|(_, has)| *has);
    let fields = extra.keys().cloned().map(Part::Field);
    known.map(|(part, _)| part).chain(fields).collect()
}

/// Whether nothing of the text is lost where it stands on a line of its own.
fn is_one_plain_line(text: &str) -> bool {
    text.trim() == text && !text.chars().any(char::is_control)
}

/// What the canvas has of these parts.
pub(super) fn of_canvas(canvas: &Canvas) -> Vec<CanvasPart> {
    let fields = HeaderField::ALL.into_iter();
    let filled = fields.filter(|field| !canvas.header.get(*field).is_empty());
    let conflicts = (!canvas.conflicts.is_empty()).then_some(CanvasPart::Conflicts);
    let extra = canvas.extra.keys().cloned().map(CanvasPart::Field);
    let header = filled.map(CanvasPart::Header);
    header.chain(conflicts).chain(extra).collect()
}
