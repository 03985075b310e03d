//! Colours of tags: what a canvas says of its tags.
//!
//! The file has it as `tags`, an object by tag; each is an object with a `color`, or by hand the colour itself. It merges by
//! tag, and what this version does not know is kept.

use std::collections::BTreeSet;

use super::canvas::Canvas;
use super::color::NoteColor;
use super::json::{Fields, Json};
use super::links;
use super::note::Note;

/// The field of the canvas that has it.
pub const FIELD: &str = "tags";

/// The colour in what is said of a tag.
pub const COLOR: &str = "color";

/// What is said of the tags is written in a form of which this version could lose something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file says of its tags what this version does not know")]
pub struct Unknown;

impl Canvas {
    /// What the file says of its tags.
    pub fn tags(&self) -> Option<&Json> {
        self.extra.get(FIELD)
    }

    /// Has the file say this of its tags. What it said before.
    pub fn state_tags(&mut self, stated: Option<Json>) -> Option<Json> {
        match stated {
            Some(stated) => self.extra.insert(FIELD.to_owned(), stated),
            None => self.extra.remove(FIELD),
        }
    }

    /// The tag's own colour, where it has one that this version knows.
    pub fn tag_color(&self, tag: &str) -> Option<NoteColor> {
        let stated = fields(self.tags())?.get(tag)?;
        let name = fields(Some(stated)).map_or(Some(stated), |own| own.get(COLOR))?;
        match name {
            Json::String(name) => NoteColor::from_name(name),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
        }
    }

    /// The tags of the notes and those of which the file says something; but not that of two texts of one note.
    pub fn all_tags(&self) -> BTreeSet<&str> {
        let stated = fields(self.tags()).into_iter().flatten();
        let mut tags = links::tags(self);
        tags.extend(stated.map(|(tag, _)| tag.as_str()));
        tags
    }

    /// The colour in which a note is shown: its own, else that of the first of its tags that has one.
    pub fn shown_color(&self, note: &Note) -> Option<NoteColor> {
        let own = note.color.as_deref().and_then(NoteColor::from_name);
        let of_tags = || note.tags.iter().find_map(|tag| self.tag_color(tag));
        own.or_else(of_tags)
    }

    /// What is said of the tags, with this colour for one of them, or none; and with all else that is said.
    pub fn with_tag_color(
        &self,
        tag: &str,
        color: Option<NoteColor>,
    ) -> Result<Option<Json>, Unknown> {
        let mut all = match self.tags() {
            Some(stated) => fields(Some(stated)).ok_or(Unknown)?.clone(),
            None => Fields::new(),
        };
        let mut own = match all.get(tag) {
            Some(Json::String(_)) | None => Fields::new(),
            Some(stated) => fields(Some(stated)).ok_or(Unknown)?.clone(),
        };
        match color {
            Some(color) => own.insert(COLOR.to_owned(), Json::String(color.name().into())),
            None => own.remove(COLOR),
        };
        if own.is_empty() {
            all.remove(tag);
        } else {
            all.insert(tag.to_owned(), Json::Object(own));
        }
        Ok((!all.is_empty()).then_some(Json::Object(all)))
    }
}

fn fields(value: Option<&Json>) -> Option<&Fields> {
    match value? {
        Json::Object(fields) => Some(fields),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format;
    use crate::model::edit::{Change, Edit, Refused};
    use crate::model::merge::merge;

    fn canvas(tags: &str) -> Canvas {
        let note = r#""a": { "block": "channels", "text": "Web", "tags": ["city", "new"] }"#;
        let text = format!(r#"{{ "tags": {tags}, "notes": {{ {note} }} }}"#);
        format::read(text.as_bytes()).unwrap().canvas
    }

    fn colored(canvas: &Canvas, tag: &str, color: NoteColor) -> Canvas {
        let mut canvas = canvas.clone();
        canvas.state_tags(canvas.with_tag_color(tag, Some(color)).unwrap());
        canvas
    }

    #[test]
    fn colours_are_read_in_both_forms_and_all_else_is_kept() {
        let canvas = canvas(
            r#"{ "city": { "color": "blue", "why": 1 }, "new": "red", "x": { "color": "mauve" } }"#,
        );
        assert_eq!(canvas.tag_color("city"), Some(NoteColor::Blue));
        assert_eq!(canvas.tag_color("new"), Some(NoteColor::Red));
        assert_eq!(canvas.tag_color("x"), None);
        assert_eq!(canvas.tag_color("other"), None);
        let now = colored(&canvas, "new", NoteColor::Green);
        assert_eq!(now.tag_color("new"), Some(NoteColor::Green));
        let text = format::write(&now);
        assert!(
            text.contains("\"why\": 1") && text.contains("mauve"),
            "{text}"
        );
        // Taken away, the other things that are said of the tag stay.
        let none = canvas.with_tag_color("city", None).unwrap().unwrap();
        assert!(none.to_string().contains("why"), "{none}");
        assert!(!none.to_string().contains("blue"), "{none}");
    }

    #[test]
    fn what_is_unknown_is_not_written_over() {
        for unknown in [r#"["dev"]"#, "7", r#"{ "city": [1] }"#] {
            let canvas = canvas(unknown);
            assert_eq!(canvas.tag_color("city"), None);
            let now = canvas.with_tag_color("city", Some(NoteColor::Red));
            assert_eq!(now, Err(Unknown), "{unknown}");
        }
    }

    #[test]
    fn a_note_without_a_colour_has_that_of_a_tag() {
        let mut canvas = canvas(r#"{ "new": "red" }"#);
        let id = "a".into();
        assert_eq!(
            canvas.shown_color(canvas.note(&id).unwrap()),
            Some(NoteColor::Red)
        );
        canvas.change(&id, |note| note.color = Some("blue".into()));
        assert_eq!(
            canvas.shown_color(canvas.note(&id).unwrap()),
            Some(NoteColor::Blue)
        );
    }

    #[test]
    fn colours_of_two_people_meet_tag_by_tag() {
        let base = canvas("{}");
        let ours = colored(&base, "city", NoteColor::Blue);
        let theirs = colored(&base, "new", NoteColor::Red);
        let both = merge(Some(&base), &ours, &theirs).canvas;
        assert_eq!(both.tag_color("city"), Some(NoteColor::Blue));
        assert_eq!(both.tag_color("new"), Some(NoteColor::Red));
        assert_eq!(both, merge(Some(&base), &theirs, &ours).canvas);
        // Of the same tag one colour holds, whichever side is asked.
        let other = colored(&base, "city", NoteColor::Gray);
        let one = merge(Some(&base), &ours, &other).canvas;
        assert_eq!(
            one.tag_color("city"),
            merge(Some(&base), &other, &ours).canvas.tag_color("city")
        );
        assert!(one.tag_color("city").is_some());
    }

    #[test]
    fn undo_takes_back_ones_own_colour_alone() {
        let base = canvas("{}");
        let mut now = base.clone();
        let done = now.perform(Edit(vec![Change::TagColors(
            base.with_tag_color("city", Some(NoteColor::Blue)).unwrap(),
        )]));
        let done = done.unwrap();
        let mut ours = colored(&now, "new", NoteColor::Red);
        ours.take_back(&done).unwrap();
        assert_eq!(ours.tag_color("city"), None);
        assert_eq!(ours.tag_color("new"), Some(NoteColor::Red));
        let mut ours = colored(&now, "city", NoteColor::Green);
        assert_eq!(ours.take_back(&done), Err(Refused::TagColorsChangedSince));
    }
}
