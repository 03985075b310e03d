//! `themes`: what there is and what is wrong in files.

use std::io::Write;
use std::path::Path;

use super::failure::{Failure, Outcome, warn};
use crate::store::library::{Library, Source};
use crate::text::clean::Shown;
use crate::ui::theme::{NAMES, load};

pub(super) fn run(out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let library = Library::around(Path::new("."));
    let mut outcome = Outcome::Fine;
    for (name, source) in listed(&library) {
        let source = source.to_string();
        writeln!(out, "{name:<16} {}", Shown::line(&source)).map_err(Failure::Output)?;
        let (_, warnings) = load(&name, &|name| library.theme_text(name));
        for warning in warnings {
            warn(&warning.to_string());
            outcome = Outcome::Finding;
        }
    }
    Ok(outcome)
}

/// The names of all themes, the shipped ones first.
pub(super) fn names(library: &Library) -> Vec<String> {
    listed(library).into_iter().map(|(name, _)| name).collect()
}

fn listed(library: &Library) -> Vec<(String, Source)> {
    let mut files = library.themes();
    let shipped = NAMES.map(|name| {
        let at = files.iter().position(|(own, _)| own == name);
        let file = at.map(|at| files.remove(at).1);
        (name.to_owned(), file.map_or(Source::BuiltIn, Source::File))
    });
    let others = files
        .into_iter()
        .map(|(name, file)| (name, Source::File(file)));
    shipped.into_iter().chain(others).collect()
}
