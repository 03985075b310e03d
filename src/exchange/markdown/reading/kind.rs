//! Which kind of canvas a document is of.

use std::collections::BTreeSet;

use crate::exchange::markdown::doc::Part;
use crate::exchange::markdown::{front, labels, spans};
use crate::exchange::naming::{Kinds, key};
use crate::model::canvas::Canvas;
use crate::model::kind::Kind;

/// The kind that the file says it is of, above all blocks; but that of which it names most of the blocks, where it says none, or where the
/// blocks are rather those of another.
pub(super) fn kind_of<'k>(parts: &[Part], kinds: &'k Kinds, own: Option<&Canvas>) -> &'k Kind {
    if let Some(own) = own {
        return kinds.choose(Some(&own.kind), &[]);
    }
    let mut words: Vec<String> = Vec::new();
    let mut stated: Option<String> = None;
    let names_block = |words: &[String]| {
        let names = |kind: &Kind| {
            let names = kinds.names_of(kind);
            names.is_some_and(|names| words.iter().any(|word| names.block(word).is_some()))
        };
        kinds.all().any(names)
    };
    let mut above_blocks = true;
    for part in parts {
        match part {
            Part::Text(piece) => {
                let labels = labels::of(piece);
                let heading = spans::plain(&piece.spans);
                // Below a block it heads something else: `Next: Lean Canvas`.
                let may_state = above_blocks && stated.is_none() && piece.role.is_heading();
                if may_state {
                    stated = kind_and_title(heading.trim(), kinds).map(|(kind, _)| kind);
                }
                above_blocks = above_blocks && !names_block(&labels);
                words.extend(labels);
            }
            Part::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells).flatten();
                let labels: Vec<String> = cells.flat_map(labels::of).collect();
                above_blocks = above_blocks && !names_block(&labels);
                words.extend(labels);
            }
            Part::Front(text) => stated = stated.or(front::kind(text)),
        }
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let known = |kind: &Kind| {
        let names = kinds.names_of(kind);
        let blocks = words.iter().filter_map(|word| names?.block(word));
        blocks.collect::<BTreeSet<_>>().len()
    };
    let best = kinds.choose(None, &words);
    let stated = kinds.choose(stated.as_deref(), &words);
    if known(best) > 2 * known(stated) {
        best
    } else {
        stated
    }
}

/// The title of a kind in a heading, and what else the heading says.
pub(super) fn kind_and_title<'h>(heading: &'h str, kinds: &Kinds) -> Option<(String, &'h str)> {
    let kind = |name: &str| {
        let elsewhere = labels::kind(name);
        let name = key(name);
        let is_it = |kind: &&Kind| {
            let id = kind.id().as_str();
            key(kind.title()) == name || key(id) == name || elsewhere == Some(id)
        };
        let found = kinds.all().find(is_it)?;
        Some(found.id().as_str().to_owned())
    };
    if let Some(kind) = kind(heading) {
        return Some((kind, ""));
    }
    let whole = without_number(heading);
    if whole != heading
        && let Some(kind) = kind(whole)
    {
        return Some((kind, ""));
    }
    let heading = whole;
    [" — ", " – ", " -- ", " - ", ": ", "：", " | "]
        .into_iter()
        .find_map(|dash| {
            let (before, after) = heading.split_once(dash)?;
            let first = kind(before).map(|kind| (kind, after.trim()));
            first.or_else(|| {
                let (before, after) = heading.rsplit_once(dash)?;
                Some((kind(after)?, before.trim()))
            })
        })
        .or_else(|| named_at_end(heading, kinds))
}

/// The heading without a number before it.
fn without_number(heading: &str) -> &str {
    let rest = heading.trim_start_matches(|char: char| char.is_ascii_digit());
    match rest.strip_prefix(['.', ')']) {
        Some(rest) if rest.len() < heading.len() - 1 => rest.trim_start(),
        Some(_) | None => heading,
    }
}

/// The kind that a heading ends with: `Tea shop Business Model Canvas`.
fn named_at_end<'h>(heading: &'h str, kinds: &Kinds) -> Option<(String, &'h str)> {
    kinds.all().find_map(|kind| {
        let at = heading.len().checked_sub(kind.title().len())?;
        let (before, end) = heading.split_at_checked(at)?;
        let is_it = end.eq_ignore_ascii_case(kind.title())
            && kind.title().contains(' ')
            && before.ends_with(' ');
        let title = before.trim();
        is_it.then(|| (kind.id().as_str().to_owned(), title))
    })
}
