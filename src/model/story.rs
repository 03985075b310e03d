//! How a canvas is told: in which order its blocks come, and what is said at each block and note.
//!
//! The file has it as `story`, a list of steps; each is an object with the `id` of a block or a note, and with what to
//! `say` there. It merges by id, as every list of things with ids.

use super::id::BlockId;
use super::json::{Fields, Json};
use super::kind::Kind;

/// The field of the canvas that has it.
pub const FIELD: &str = "story";

const ID: &str = "id";
const SAY: &str = "say";

/// The story is written in a form of which this version could lose something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the file has a story of a form that this version does not know")]
pub struct Unknown;

/// The blocks in the order in which they are told: those that the story lists, then the others in fill order.
pub fn order(story: Option<&Json>, kind: &Kind) -> Vec<BlockId> {
    let mut order: Vec<BlockId> = Vec::new();
    let listed = listed(story).map(BlockId::from);
    let all = kind.blocks().map(|block| block.id.clone());
    for block in listed.filter(|id| kind.block(id).is_some()).chain(all) {
        if !order.contains(&block) {
            order.push(block);
        }
    }
    order
}

/// The ids of the blocks and notes that the story lists, in its order, untrusted.
pub fn listed(story: Option<&Json>) -> impl Iterator<Item = &str> {
    steps(story).iter().filter_map(|step| text(step, ID))
}

/// What is said at a block or note, untrusted; empty where that is nothing.
pub fn line<'s>(story: Option<&'s Json>, id: &str) -> &'s str {
    let step = steps(story).iter().find(|step| text(step, ID) == Some(id));
    step.and_then(|step| text(step, SAY)).unwrap_or_default()
}

/// What is said at which blocks and notes, untrusted.
pub fn lines(story: Option<&Json>) -> impl Iterator<Item = (&str, &str)> {
    let line = |step| Some((text(step, ID)?, text(step, SAY)?));
    steps(story).iter().filter_map(line)
}

/// The story with this said at a block or note; with nothing said there where it is empty.
pub fn with_line(
    story: Option<&Json>,
    kind: &Kind,
    id: &str,
    said: &str,
) -> Result<Option<Json>, Unknown> {
    let mut steps = with_all_blocks(story, kind)?;
    let at = steps.iter().position(|step| text(step, ID) == Some(id));
    let at = at.unwrap_or_else(|| {
        steps.push(step(id));
        steps.len() - 1
    });
    if let Some(Json::Object(fields)) = steps.get_mut(at) {
        if said.is_empty() {
            fields.remove(SAY);
        } else {
            fields.insert(SAY.to_owned(), Json::String(said.into()));
        }
    }
    Ok(stated(steps, kind))
}

/// The story with this block moved so many places later; `None` where there is no such place.
pub fn with_block_moved(
    story: Option<&Json>,
    kind: &Kind,
    block: &BlockId,
    by: isize,
) -> Result<Option<Json>, Unknown> {
    let mut steps = with_all_blocks(story, kind)?;
    let order = order(story, kind);
    let at = order.iter().position(|own| own == block);
    let other = at.and_then(|at| order.get(at.checked_add_signed(by)?));
    let place = |id: &BlockId| {
        let mut steps = steps.iter();
        steps.position(|step| text(step, ID) == Some(id.as_str()))
    };
    if let (Some(from), Some(to)) = (place(block), other.and_then(place)) {
        let step = steps.remove(from);
        steps.insert(to, step);
    }
    Ok(stated(steps, kind))
}

/// The story with its blocks in the order of another one, and all else as it is.
pub fn with_order_of(
    story: Option<&Json>,
    other: Option<&Json>,
    kind: &Kind,
) -> Result<Option<Json>, Unknown> {
    let mut steps = with_all_blocks(story, kind)?;
    let order = order(other, kind);
    // What is no block stays behind them all.
    steps.sort_by_key(|step| {
        let id = text(step, ID).map(BlockId::from);
        let place = id.and_then(|id| order.iter().position(|own| *own == id));
        place.unwrap_or(usize::MAX)
    });
    Ok(stated(steps, kind))
}

fn steps(story: Option<&Json>) -> &[Json] {
    match story {
        Some(Json::Array(steps)) => steps,
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Object(_))
        | None => &[],
    }
}

fn text<'s>(step: &'s Json, name: &str) -> Option<&'s str> {
    match step {
        Json::Object(fields) => match fields.get(name)? {
            Json::String(text) => Some(text),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Array(_) | Json::Object(_) => None,
        },
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) => None,
    }
}

fn step(id: &str) -> Json {
    Json::Object(Fields::from([(ID.to_owned(), Json::String(id.into()))]))
}

/// The steps as they stand, with those of the blocks that had none: first the blocks in their order, then the rest.
fn with_all_blocks(story: Option<&Json>, kind: &Kind) -> Result<Vec<Json>, Unknown> {
    let known = steps(story);
    let is_list = matches!(story, None | Some(Json::Array(_)));
    if !is_list || known.iter().any(|step| text(step, ID).is_none()) {
        return Err(Unknown);
    }
    let of = |id: &str| known.iter().find(|step| text(step, ID) == Some(id));
    let order = order(story, kind);
    let blocks = order.iter().map(BlockId::as_str);
    let blocks = blocks.map(|id| of(id).cloned().unwrap_or_else(|| step(id)));
    let mut all: Vec<Json> = blocks.collect();
    let is_block =
        |step: &&Json| text(step, ID).is_some_and(|id| kind.block(&BlockId::from(id)).is_some());
    all.extend(known.iter().filter(|step| !is_block(step)).cloned());
    Ok(all)
}

/// As the file has it: nothing where it says no more than the fill order does.
fn stated(steps: Vec<Json>, kind: &Kind) -> Option<Json> {
    let is_note =
        |step: &Json| text(step, ID).is_some_and(|id| kind.block(&BlockId::from(id)).is_none());
    let is_bare = |step: &Json| matches!(step, Json::Object(fields) if fields.len() == 1);
    let steps: Vec<Json> = steps
        .into_iter()
        .filter(|step| !(is_note(step) && is_bare(step)))
        .collect();
    let fill = kind.blocks().map(|block| step(block.id.as_str()));
    (!fill.eq(steps.iter().cloned())).then_some(Json::Array(steps))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::kind::built_in_kind;
    use crate::model::canvas::Canvas;
    use crate::model::merge::merge;

    fn ids(story: Option<&Json>) -> Vec<String> {
        let order = order(story, &built_in_kind("swot").unwrap());
        order.iter().map(|id| id.as_str().to_owned()).collect()
    }

    fn moved(story: Option<&Json>, block: &str, by: isize) -> Option<Json> {
        with_block_moved(story, &built_in_kind("swot").unwrap(), &block.into(), by).unwrap()
    }

    fn says(story: Option<&Json>, id: &str, said: &str) -> Option<Json> {
        with_line(story, &built_in_kind("swot").unwrap(), id, said).unwrap()
    }

    #[test]
    fn blocks_come_in_fill_order_unless_the_story_says_otherwise() {
        let fill = ids(None);
        let [first, second, third, fourth] = fill.as_slice() else {
            panic!("{fill:?}");
        };
        let later = moved(None, first, 1);
        assert_eq!(
            ids(later.as_ref()),
            [second, first, third, fourth].map(String::clone)
        );
        // No further than the ends, and back again is no story.
        assert_eq!(moved(later.as_ref(), second, -1), later);
        assert_eq!(moved(later.as_ref(), first, -1), None);
        // A list by hand may name some, and what is not there.
        let by_hand = Json::Array(vec![step("nowhere"), step(third), step(third)]);
        assert_eq!(
            ids(Some(&by_hand)),
            [third, first, second, fourth].map(String::clone)
        );
        assert_eq!(ids(Some(&Json::Null)), fill);
    }

    #[test]
    fn lines_are_said_at_blocks_and_notes() {
        let fill = ids(None);
        let story = says(None, &fill[2], "Look here");
        let story = says(story.as_ref(), "1c4m9xq2kd7r", "And this");
        assert_eq!(line(story.as_ref(), &fill[2]), "Look here");
        assert_eq!(line(story.as_ref(), "1c4m9xq2kd7r"), "And this");
        assert_eq!(line(story.as_ref(), &fill[0]), "");
        assert_eq!(ids(story.as_ref()), fill);
        let moved = moved(story.as_ref(), &fill[2], -2);
        assert_eq!(line(moved.as_ref(), &fill[2]), "Look here");
        assert_eq!(line(moved.as_ref(), "1c4m9xq2kd7r"), "And this");
        let story = says(story.as_ref(), "1c4m9xq2kd7r", "");
        assert_eq!(says(story.as_ref(), &fill[2], ""), None);
    }

    #[test]
    fn what_is_not_known_is_left_alone() {
        let kind = built_in_kind("swot").unwrap();
        for story in [
            Json::Object(Fields::new()),
            Json::Array(vec![Json::String("x".into())]),
        ] {
            assert_eq!(with_line(Some(&story), &kind, "a", "b"), Err(Unknown));
        }
        let mut fields = Fields::from([("pause".to_owned(), Json::Bool(true))]);
        fields.insert(ID.to_owned(), Json::String("elsewhere".into()));
        let step = Json::Object(fields);
        let story = says(Some(&Json::Array(vec![step.clone()])), "a", "b");
        assert!(matches!(story, Some(Json::Array(steps)) if steps.contains(&step)));
    }

    #[test]
    fn two_who_write_lines_at_once_keep_both() {
        let fill = ids(None);
        let with = |story: Option<Json>| {
            let mut canvas = Canvas::new("swot");
            canvas.state_story(story);
            canvas
        };
        let (ours, theirs) = (says(None, &fill[0], "ours"), says(None, &fill[1], "theirs"));
        let merged = merge(Some(&with(None)), &with(ours), &with(theirs));
        assert_eq!(merged.clashes, []);
        assert_eq!(line(merged.canvas.story(), &fill[0]), "ours");
        assert_eq!(line(merged.canvas.story(), &fill[1]), "theirs");
    }
}
