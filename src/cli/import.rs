//! `import`: a canvas out of another format, and what was not understood.

use std::path::Path;

use super::args::{ImportArgs, is_stdin, to_file};
use super::failure::{Failure, Outcome, about, warn};
use super::files;
use super::narrow;
use super::stdin;
use super::text::escaped;
use crate::exchange::{self, Import, Remark, Source};
use crate::format;
use crate::model::id::BlockId;
use crate::shell::exchanging;

pub(super) fn run(args: &ImportArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let (name, bytes) = if is_stdin(&args.file) {
        (Path::new(stdin::NAME), stdin::bytes()?)
    } else {
        (args.file.as_path(), exchanging::load(&args.file)?)
    };
    let library = files::library(&args.file);
    let kinds = exchanging::kinds(name, args.kind.as_deref(), &library)?;
    let source = exchanging::source(name, args.from, &bytes)?;
    let import = exchange::read(&bytes, source, &kinds)
        .map_err(|error| about(name, &error, advice(source)))?;
    let text = format::write(&import.canvas);
    match to_file(args.output.as_deref()) {
        Some(path) => narrow::write(path, &text)?,
        None => out.extend(escaped(&text).into_bytes()),
    }
    tell(name, &import);
    if args.report {
        tell_parked(name, &import);
    }
    let is_whole = !import.canvas.is_empty() && !import.remarks.iter().any(Remark::is_loss);
    if args.strict && !is_whole {
        return Ok(Outcome::Finding);
    }
    Ok(Outcome::Fine)
}

fn advice(source: Source) -> String {
    let formats = Source::ALL.map(Source::name).join(", ");
    format!("It was read as {}; --from takes {formats}.", source.name())
}

/// Says what was read as what, and what is not in the canvas.
fn tell(name: &Path, import: &Import) {
    if import.canvas.is_empty() {
        warn(&format!(
            "{}: no notes were found in it\n  --from names the format, --kind the kind whose blocks it names.",
            name.display()
        ));
    }
    for remark in &import.remarks {
        warn(&format!("{}: {remark}", name.display()));
    }
}

/// Says which notes are in the parking list.
fn tell_parked(name: &Path, import: &Import) {
    let notes = import.canvas.block(&BlockId::parking()).iter();
    let notes = notes.filter_map(|id| Some((id, import.canvas.note(id)?)));
    for (id, note) in notes {
        let line = note.text.lines().next().unwrap_or_default();
        let tags: Vec<&str> = note.tags.iter().map(String::as_str).collect();
        let (id, tags) = (id.as_str(), tags.join(", "));
        warn(&format!(
            "{}: parked: {id} {line:?} [{tags}]",
            name.display()
        ));
    }
}
