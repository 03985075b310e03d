//! `kinds`: what there is, what is wrong in files, and one kind in full.

use std::path::Path;

use serde_json::{Value, json};

use super::args::KindsArgs;
use super::failure::{Failure, Outcome, tell};
use super::text::{Text, escaped};
use crate::app::msg::Trouble;
use crate::model::kind::{Block, Hint, Kind, Relation};
use crate::store::library::{KindTrouble, Library, Listed};
use crate::text::clean::{Shown, multiline};

pub(super) fn run(args: &KindsArgs, out: &mut Vec<u8>) -> Result<Outcome, Failure> {
    let library = Library::around(Path::new("."));
    match &args.id {
        Some(id) => {
            let kind = library.kind(id).map_err(|trouble| told(&trouble))?;
            out.extend(
                if args.json {
                    pretty(&kind_json(&kind))
                } else {
                    multiline(&in_full(&kind))
                }
                .into_bytes(),
            );
            Ok(Outcome::Fine)
        }
        None => Ok(list(args, &library, out)),
    }
}

fn told(trouble: &KindTrouble) -> Trouble {
    Trouble {
        what: trouble.to_string(),
        advice: trouble.advice(),
    }
}

fn list(args: &KindsArgs, library: &Library, out: &mut Vec<u8>) -> Outcome {
    let (kinds, troubles) = library.kinds();
    out.extend(
        if args.json {
            pretty(&kinds.iter().map(listed_json).collect())
        } else {
            multiline(&table(&kinds))
        }
        .into_bytes(),
    );
    for trouble in &troubles {
        tell(&told(trouble));
    }
    if troubles.is_empty() {
        Outcome::Fine
    } else {
        Outcome::Finding
    }
}

fn table(kinds: &[Listed]) -> String {
    let widest = kinds.iter().map(|kind| kind.id.chars().count()).max();
    let width = widest.unwrap_or(0);
    let mut text = Text::default();
    for Listed { id, title, source } in kinds {
        let title = Shown::line(title).to_string();
        text.line(format_args!("{id:<width$}  {title:<26}  {source}"));
    }
    text.into_string()
}

fn listed_json(kind: &Listed) -> Value {
    json!({ "id": kind.id, "title": kind.title, "source": kind.source.to_string() })
}

fn kind_json(kind: &Kind) -> Value {
    let block = |block: &Block| {
        let hint = |hint: &Hint| json!({ "name": hint.name, "about": hint.about });
        json!({
            "order": block.order,
            "id": block.id.as_str(),
            "code": block.code,
            "aliases": block.aliases,
            "title": block.title,
            "questions": block.questions,
            "hints": block.hints.iter().map(hint).collect::<Vec<_>>(),
        })
    };
    let link = |Relation { from, means, to }: &Relation| json!({ "from": from.as_str(), "means": means, "to": to.as_str() });
    json!({
        "id": kind.id().as_str(),
        "title": kind.title(),
        "credit": kind.credit(),
        "blocks": kind.blocks().map(block).collect::<Vec<_>>(),
        "links": kind.relations().iter().map(link).collect::<Vec<_>>(),
        "layers": kind.layers().map(|block| block.id.as_str()),
    })
}

fn pretty(value: &Value) -> String {
    escaped(&format!("{value:#}\n"))
}

fn in_full(kind: &Kind) -> String {
    let mut text = Text::default();
    text.line(format_args!("{} ({})", kind.title(), kind.id().as_str()));
    for block in kind.blocks() {
        let Block {
            order, title, code, ..
        } = block;
        text.gap();
        text.line(format_args!(
            "{order:>2} {title} ({code}) · {}",
            block.id.as_str()
        ));
        for question in &block.questions {
            text.line(format_args!("     - {question}"));
        }
        for Hint { name, about } in &block.hints {
            text.line(format_args!("     {name}: {about}"));
        }
    }
    links(kind, &mut text);
    if let Some(credit) = kind.credit() {
        text.gap();
        text.line(format_args!("{credit}"));
    }
    text.into_string()
}

/// What may be linked, by the blocks' codes.
fn links(kind: &Kind, text: &mut Text) {
    if kind.relations().is_empty() {
        return;
    }
    text.gap();
    text.line(format_args!("Links between notes:"));
    let code = |id| kind.block(id).map_or("", |block| &block.code);
    for Relation { from, means, to } in kind.relations() {
        let (from, to) = (code(from), code(to));
        text.line(format_args!("     {from} {means} {to}"));
    }
}
