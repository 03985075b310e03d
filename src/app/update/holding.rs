//! The six questions whether the model holds, as a list with what is answered and the red flags.

use super::Turn;
use crate::app::list::{Choice, Item, List};
use crate::app::mode::Mode;
use crate::app::prompt::Asked;
use crate::model::viability::{BEST, Dimension, flags};

impl Turn<'_> {
    /// Shows the questions, this one chosen.
    pub(super) fn list_viability(&mut self, chosen: Dimension) {
        let flags = flags(self.board.canvas(), &self.board.kind);
        let item = |dimension: Dimension| {
            let own = flags.iter().filter(|(of, _)| *of == dimension);
            let own: Vec<&str> = own.map(|(_, what)| what.as_str()).collect();
            self.question(dimension, &own)
        };
        let items = Dimension::ALL.map(item).into_iter().collect();
        let is_it = |item: &Item| item.choice == Choice::Viability(chosen);
        self.board.mode = Mode::List(List::new("Viability", items).select(is_it));
    }

    fn question(&self, dimension: Dimension, flags: &[&str]) -> Item {
        let answer = self.board.canvas().answer(dimension);
        let rating = answer
            .rating
            .map_or_else(|| "-".to_owned(), |rating| rating.to_string());
        let signs = match flags.len() {
            0 => String::new(),
            count => format!(" !{count}"),
        };
        let reason = Some(answer.reason).filter(|reason| !reason.is_empty());
        // What matters most comes first: there is room for a few rows.
        let flags = flags.iter().map(|flag| format!("! {flag}"));
        let question = dimension.question().to_owned();
        let about: Vec<String> = flags.chain(reason).chain([question]).collect();
        Item::new(dimension.title(), Choice::Viability(dimension))
            .detail(format!("{rating}/{BEST}{signs}"))
            .about(about.join(" · "))
    }

    /// Types the answer to a question.
    pub(super) fn type_answer(&mut self, dimension: Dimension) {
        self.ask_line(Asked::Viability(dimension));
    }
}
