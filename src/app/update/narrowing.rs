//! The layer that is shown, written into a new file of its own.

use std::sync::Arc;

use super::Turn;
use crate::app::action::{Action, Links};
use crate::app::effect::Effect;
use crate::app::prompt::Asked;
use crate::model::canvas::Canvas;
use crate::model::links;

impl Turn<'_> {
    /// Asks for the name of the new file.
    pub(super) fn ask_narrow(&mut self) {
        let layer = self.board.lens.layer();
        let name = layer.map(|layer| layer.name(self.board.canvas()).unwrap_or_default());
        match name {
            Some(name) => {
                let name = format!("{}.canvas.json", slug(&name));
                self.ask_new_file(Asked::Narrow(name));
            }
            None => self.ask_for_layer(),
        }
    }

    fn ask_for_layer(&mut self) {
        let key = self.key_name(Action::Links(Links::Layer));
        self.info(format!(
            "no layer is shown · {key} picks one, then this writes it into a file"
        ));
    }

    /// Has the notes of the layer written into a new file of this name, beside the canvas.
    pub(super) fn narrow_to(&mut self, name: &str) {
        if self.board.lens.layer().is_none() {
            return self.ask_for_layer();
        }
        let part = Arc::new(self.part());
        self.effects.push(Effect::WriteNew(name.to_owned(), part));
    }

    /// The canvas, or as much of it as is in the layer that is shown.
    pub(super) fn part(&self) -> Canvas {
        // What is hidden in a silent round gets into no file.
        let canvas = self.board.file.public();
        match self.board.lens.layer() {
            Some(layer) => links::narrowed(&canvas, layer.notes()),
            None => canvas,
        }
    }
}

/// Letters and digits in lower case, with single hyphens between them.
fn slug(name: &str) -> String {
    const LONGEST: usize = 40;
    let lower = name.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let slug: String = words.join("-").chars().take(LONGEST).collect();
    let slug = slug.trim_end_matches('-');
    if slug.is_empty() {
        "part".to_owned()
    } else {
        slug.to_owned()
    }
}
