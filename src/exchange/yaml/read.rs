//! YAML into values: what the parser finds, put together within limits.
//!
//! The parser gives one event after another and the values are put together on a stack of our own, so that neither a
//! deep file nor one whose aliases multiply can use up the program's memory.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use super::{Node, What};
use crate::exchange::Unreadable;

/// How deep lists and maps may lie in each other.
const DEEPEST: usize = 48;
/// The name under which a map takes over another one's fields.
const MERGE: &str = "<<";
/// How many values all aliases together may stand for.
const MOST_REPEATED: usize = 10_000;

/// The first document of the text.
pub(in crate::exchange) fn read(text: &str) -> Result<Node, Unreadable> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| broken(&error))?;
        if builder.take(event, span.start.line())? == Step::Done {
            break;
        }
    }
    Ok(builder.root.unwrap_or(Node {
        line: 1,
        what: What::Plain(String::new()),
    }))
}

/// How many comments there are, and in which line the first one is.
pub(in crate::exchange) fn comments(text: &str) -> Option<(usize, usize)> {
    let mut texts = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else {
            break;
        };
        if matches!(event, Event::Scalar(..)) {
            texts.push(span.start.index()..span.end.index());
        }
    }
    // In the order of the file; the sign means nothing inside of a text, nor inside of a word.
    let mut texts = texts.into_iter().peekable();
    let (mut line, mut is_in_one, mut before) = (1, false, ' ');
    let mut first = None;
    let mut count = 0;
    for (at, char) in text.chars().enumerate() {
        while texts.next_if(|text| text.end <= at).is_some() {}
        let is_text = texts.peek().is_some_and(|text| text.contains(&at));
        if char == '#' && !is_text && !is_in_one && before.is_whitespace() {
            is_in_one = true;
            count += 1;
            first = first.or(Some(line));
        }
        if char == '\n' {
            is_in_one = false;
            line += 1;
        }
        before = char;
    }
    first.map(|first| (first, count))
}

fn broken(error: &ScanError) -> Unreadable {
    Unreadable {
        line: Some(error.marker().line()),
        reason: error.info().to_owned(),
    }
}

fn refuse<T>(line: usize, reason: &str) -> Result<T, Unreadable> {
    Err(Unreadable {
        line: Some(line),
        reason: reason.to_owned(),
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    More,
    Done,
}

/// A list or map of which more may come.
struct Open {
    line: usize,
    anchor: usize,
    what: Inside,
}

enum Inside {
    List(Vec<Node>),
    Map(Vec<(String, Node)>, Option<String>),
}

#[derive(Default)]
struct Builder {
    stack: Vec<Open>,
    anchored: BTreeMap<usize, Node>,
    repeated: usize,
    root: Option<Node>,
}

impl Builder {
    fn take(&mut self, event: Event, line: usize) -> Result<Step, Unreadable> {
        match event {
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
            Event::StreamEnd | Event::DocumentEnd => return Ok(Step::Done),
            Event::Scalar(text, style, anchor, _) => {
                let text = text.into_owned();
                let what = match style {
                    ScalarStyle::Plain => What::Plain(text),
                    ScalarStyle::SingleQuoted
                    | ScalarStyle::DoubleQuoted
                    | ScalarStyle::Literal
                    | ScalarStyle::Folded => What::Text(text),
                };
                self.add(Node { line, what }, anchor)?;
            }
            Event::Alias(anchor) => {
                let node = self.repeat(anchor, line)?;
                self.add(node, 0)?;
            }
            Event::SequenceStart(anchor, _) => {
                self.open(line, anchor, Inside::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, _) => {
                self.open(line, anchor, Inside::Map(Vec::new(), None))?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.close()?,
        }
        Ok(Step::More)
    }

    fn open(&mut self, line: usize, anchor: usize, what: Inside) -> Result<(), Unreadable> {
        if self.stack.len() >= DEEPEST {
            return refuse(line, "lists and maps lie too deep in each other");
        }
        self.stack.push(Open { line, anchor, what });
        Ok(())
    }

    fn close(&mut self) -> Result<(), Unreadable> {
        let Some(Open { line, anchor, what }) = self.stack.pop() else {
            return Ok(());
        };
        let what = match what {
            Inside::List(items) => What::List(items),
            Inside::Map(fields, _) => What::Map(merged(fields)),
        };
        self.add(Node { line, what }, anchor)
    }

    fn add(&mut self, node: Node, anchor: usize) -> Result<(), Unreadable> {
        if anchor > 0 {
            self.anchored.insert(anchor, node.clone());
        }
        match self.stack.last_mut().map(|open| &mut open.what) {
            None => self.root = Some(node),
            Some(Inside::List(items)) => items.push(node),
            Some(Inside::Map(fields, name)) => match name.take() {
                Some(name) => fields.push((name, node)),
                None => match node.what {
                    What::Plain(text) | What::Text(text) => *name = Some(text),
                    What::List(_) | What::Map(_) => {
                        return refuse(node.line, "a list or map is no name for a value");
                    }
                },
            },
        }
        Ok(())
    }

    /// What an alias stands for.
    fn repeat(&mut self, anchor: usize, line: usize) -> Result<Node, Unreadable> {
        let Some(node) = self.anchored.get(&anchor) else {
            return refuse(line, "an alias stands for a value that it is part of");
        };
        let (count, depth) = extent(node);
        self.repeated += count;
        if self.repeated > MOST_REPEATED {
            return refuse(line, "the aliases stand for too many values");
        }
        if self.stack.len() + depth > DEEPEST {
            return refuse(line, "lists and maps lie too deep in each other");
        }
        Ok(node.clone())
    }
}

/// The fields with those of the maps under `<<`, which stand for what the map does not say itself.
fn merged(fields: Vec<(String, Node)>) -> Vec<(String, Node)> {
    let is_merge = |(name, node): &(String, Node)| {
        let is_map = |node: &Node| matches!(node.what, What::Map(_));
        name == MERGE && !node.items().is_empty() && node.items().iter().all(is_map)
    };
    let (merges, mut own): (Vec<_>, Vec<_>) = fields.into_iter().partition(is_merge);
    for (_, node) in &merges {
        for (name, value) in node.items().iter().flat_map(Node::fields) {
            if !own.iter().any(|(had, _)| had == name) {
                own.push((name.clone(), value.clone()));
            }
        }
    }
    own
}

/// How many values it consists of, and how deep they lie.
fn extent(node: &Node) -> (usize, usize) {
    let of = |nodes: &mut dyn Iterator<Item = &Node>| {
        nodes.map(extent).fold((1, 1), |(count, depth), inner| {
            (count + inner.0, depth.max(inner.1 + 1))
        })
    };
    match &node.what {
        What::Plain(_) | What::Text(_) => (1, 0),
        What::List(items) => of(&mut items.iter()),
        What::Map(fields) => of(&mut fields.iter().map(|(_, value)| value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(text: &str) -> String {
        read(text).unwrap().json().to_string()
    }

    fn refused(text: &str) -> String {
        read(text).unwrap_err().to_string()
    }

    #[test]
    fn texts_lists_and_maps_are_read_with_their_lines() {
        let node = read("# hi\na: 'x'\nb:\n  - \"y\\n\"\n  - {c: 1, d: ~}\n").unwrap();
        assert_eq!(node.json().to_string(), "{a: x, b: [y\n, {c: 1, d: null}]}");
        assert_eq!(node.get("b").unwrap().items()[1].line, 5);
        assert_eq!(json("a: &x [1, 2]\nb: *x\n"), "{a: [1, 2], b: [1, 2]}");
        assert_eq!(json("---\na: 1\n---\nb: 2\n"), "{a: 1}");
        assert_eq!(json(""), "null");
        assert_eq!(
            json("a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}\ne: {<<: [*x, {f: 4}]}\ng: {<<: text}\n"),
            "{a: {b: 1, c: 2}, d: {b: 1, c: 3}, e: {b: 1, c: 2, f: 4}, g: {<<: text}}"
        );
    }

    #[test]
    fn what_would_grow_without_end_is_refused() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x]\n".to_owned();
        for at in 1..20 {
            let before = format!("*a{}, ", at - 1).repeat(8);
            bomb = format!("{bomb}a{at}: &a{at} [{before}]\n");
        }
        assert!(refused(&bomb).contains("too many values"));
        assert!(refused(&"[".repeat(100_000)).starts_with("line 1: "));
        let steps: String = (0..500).map(|at| " ".repeat(at) + "a:\n").collect();
        assert!(refused(&steps).contains("too deep"));
        assert!(refused("a: &x [*x]\n").contains("part of"));
        let mut deep = "b0: &b0 [x]\n".to_owned();
        for at in 1..60 {
            deep = format!("{deep}b{at}: &b{at} [*b{}]\n", at - 1);
        }
        assert!(refused(&deep).contains("too deep"));
    }

    #[test]
    fn comments_are_told_from_texts_that_look_like_them() {
        for (text, told) in [
            ("a: 1\n", None),
            ("a: \"# x\"\nb: '#'\nc: d#e\nf: \"\n # g\"\n", None),
            ("a: |\n  # text\n  more\nb: 1\n", None),
            (
                "a: 1 # one\n# two\n\n  # three # not four\nb: [1, # five\n  2]\n",
                Some((1, 4)),
            ),
            ("日: 本\n# c\n", Some((2, 1))),
            ("a: |\n  # text\n# comment\nb: 1\n", Some((3, 1))),
        ] {
            assert_eq!(comments(text), told, "{text}");
        }
    }

    #[test]
    fn broken_text_is_told_with_its_line() {
        assert!(refused("a: 1\nb: [\n").starts_with("line "));
        assert!(refused("a: 1\n? [x]\n: y\n").contains("no name"));
        assert!(refused("a: \"x\n").starts_with("line "));
    }
}
