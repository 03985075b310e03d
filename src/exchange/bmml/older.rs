//! What version 1 of BMML writes in another way, turned into version 2 as the format's own notes on migration say.
//!
//! What version 2 has no place for (types, importance, phases, prices) stays where it is, and is told as left out.

use std::collections::BTreeMap;

use super::naming::{Ids, slug};
use super::read::Strangers;
use super::section::{Section, Word};
use crate::exchange::yaml::{Node, What};

type Fields = Vec<(String, Node)>;

/// What the costs were called.
pub(super) const COSTS: &str = "cost_structure";

/// Turns the file into one of version 2; one that is stays as it is.
pub(super) fn upgrade(root: &mut Node, strangers: &mut Strangers) {
    let What::Map(fields) = &mut root.what else {
        return;
    };
    costs(fields, strangers);
    let helpers = fits(fields, strangers);
    for section in Section::ALL {
        for entry in entries(fields, section.key()) {
            references(entry);
            names(entry, section);
            if section == Section::Propositions {
                value_map(entry, &helpers);
            }
        }
    }
}

/// The maps of this list.
fn entries<'f>(fields: &'f mut Fields, list: &str) -> impl Iterator<Item = &'f mut Fields> {
    let lists = fields.iter_mut().filter(move |(name, _)| name == list);
    let items = lists.flat_map(|(_, node)| match &mut node.what {
        What::List(items) => items.iter_mut().collect(),
        What::Plain(_) | What::Text(_) | What::Map(_) => Vec::new(),
    });
    items.filter_map(map)
}

fn map(node: &mut Node) -> Option<&mut Fields> {
    match &mut node.what {
        What::Map(fields) => Some(fields),
        What::Plain(_) | What::Text(_) | What::List(_) => None,
    }
}

fn has(fields: &Fields, name: &str) -> bool {
    fields.iter().any(|(own, _)| own == name)
}

fn take(fields: &mut Fields, name: &str) -> Option<Node> {
    let at = fields.iter().position(|(own, _)| own == name)?;
    Some(fields.remove(at).1)
}

/// The value of this name, made where there is none.
fn within<'f>(
    fields: &'f mut Fields,
    name: &str,
    line: usize,
    empty: What,
) -> Option<&'f mut Node> {
    if !has(fields, name) {
        fields.push((name.to_owned(), Node { line, what: empty }));
    }
    let mut named = fields.iter_mut().filter(|(own, _)| own == name);
    named.next().map(|(_, node)| node)
}

/// Adds to a list of references: `for.customer_segments`.
fn refer(fields: &mut Fields, word: Word, list: &str, to: &Node) {
    let relation = within(fields, word.key(), to.line, What::Map(Vec::new())).and_then(map);
    let refs = relation.and_then(|fields| within(fields, list, to.line, What::List(Vec::new())));
    if let Some(What::List(refs)) = refs.map(|node| &mut node.what) {
        refs.extend(to.items().iter().cloned());
    }
}

/// `segments`, `for_value` and the like as `for` and `from`.
fn references(entry: &mut Fields) {
    const NAMED: [(&str, Word, Section); 4] = [
        ("segments", Word::For, Section::Segments),
        ("segment", Word::For, Section::Segments),
        ("for_value", Word::For, Section::Propositions),
        ("from_segments", Word::From, Section::Segments),
    ];
    for (name, word, section) in NAMED {
        if let Some(to) = take(entry, name) {
            refer(entry, word, section.key(), &to);
        }
    }
    for name in ["provides", "linked_to"] {
        for to in take(entry, name).iter().flat_map(Node::items) {
            let is_activity = to.text().is_some_and(|id| id.starts_with("ka-"));
            let section = if is_activity {
                Section::Activities
            } else {
                Section::Resources
            };
            refer(entry, Word::For, section.key(), to);
        }
    }
}

/// What stands for the name where there is none: the description or, of a relationship, its type.
fn names(entry: &mut Fields, section: Section) {
    if has(entry, "name") {
        return;
    }
    let described = (!section.describes()).then(|| take(entry, "description"));
    let of_type = || match section {
        Section::Relationships => take(entry, "type").map(|node| {
            let words = node.text().map(|text| text.replace('_', " "));
            Node {
                what: What::Text(words.unwrap_or_default()),
                ..node
            }
        }),
        Section::Segments
        | Section::Propositions
        | Section::Channels
        | Section::Revenues
        | Section::Resources
        | Section::Activities
        | Section::Partnerships
        | Section::Costs => None,
    };
    if let Some(name) = described.flatten().or_else(of_type) {
        entry.push(("name".to_owned(), name));
    }
}

/// What fits said of how a proposition helps, in the list where it belongs now.
type Helpers = BTreeMap<String, Vec<(&'static str, Node)>>;

fn value_map(entry: &mut Fields, helpers: &Helpers) {
    for product in entries(entry, "products_services") {
        if !has(product, "name")
            && let Some(name) = take(product, "description")
        {
            product.push(("name".to_owned(), name));
        }
    }
    let id = entry.iter().find(|(name, _)| name == "id");
    let id = id.and_then(|(_, id)| id.text()).unwrap_or_default();
    for (list, helper) in helpers.get(id).into_iter().flatten() {
        let list = within(entry, list, helper.line, What::List(Vec::new()));
        if let Some(What::List(items)) = list.map(|node| &mut node.what) {
            items.push(helper.clone());
        }
    }
}

/// Turns fits of one proposition and one segment into those of version 2. Gives back what belongs to the propositions now.
fn fits(root: &mut Fields, strangers: &mut Strangers) -> Helpers {
    const INLINE: [(&str, &str, &str); 2] = [
        ("pain_relievers", "pain", "pr"),
        ("gain_creators", "gain", "gc"),
    ];
    let mut ids = Ids::default();
    let mut helpers = Helpers::new();
    for fit in entries(root, "fits") {
        let of = take(fit, "value_proposition");
        if let Some(of) = &of {
            refer(fit, Word::For, Section::Propositions.key(), of);
        }
        if let Some(segment) = take(fit, "customer_segment") {
            refer(fit, Word::For, Section::Segments.key(), &segment);
        }
        let of = of.as_ref().and_then(Node::text).unwrap_or_default();
        for (list, helped, prefix) in INLINE {
            for helper in take(fit, list).iter().flat_map(Node::items) {
                let Some(to) = helper.get(helped).filter(|to| to.text().is_some()) else {
                    strangers.add("fits", list, helper.line);
                    continue;
                };
                let (id, item) = item(helper, helped, prefix, to, &mut ids);
                let pair = Node {
                    line: helper.line,
                    what: What::List(vec![id, to.clone()]),
                };
                let mappings = within(fit, "mappings", helper.line, What::List(Vec::new()));
                if let Some(What::List(pairs)) = mappings.map(|node| &mut node.what) {
                    pairs.push(pair);
                }
                helpers.entry(of.to_owned()).or_default().push((list, item));
                for (name, node) in helper.fields() {
                    if name != helped && name != "description" {
                        strangers.add(list, name, node.line);
                    }
                }
            }
        }
    }
    helpers
}

/// A pain reliever or gain creator as version 2 has it, and its id.
fn item(helper: &Node, helped: &str, prefix: &str, to: &Node, ids: &mut Ids) -> (Node, Node) {
    let target = to.text().unwrap_or_default();
    let own = target.strip_prefix(&format!("{helped}-")).unwrap_or(target);
    let text = |what: String| Node {
        line: helper.line,
        what: What::Text(what),
    };
    let verb = if helped == "pain" {
        "Relieves"
    } else {
        "Creates"
    };
    let described = helper.get("description").and_then(Node::text);
    let name = described.map_or_else(|| format!("{verb} {target}"), str::to_owned);
    let id = text(ids.make(prefix, own, ""));
    let fields = vec![
        ("id".to_owned(), id.clone()),
        ("name".to_owned(), text(name)),
    ];
    let item = Node {
        line: helper.line,
        what: What::Map(fields),
    };
    (id, item)
}

/// `cost_structure.major_costs`, or `cost_structure` as a list, as `costs`.
fn costs(root: &mut Fields, strangers: &mut Strangers) {
    let Some(structure) = take(root, COSTS) else {
        return;
    };
    for (name, node) in structure.fields() {
        if name != "major_costs" {
            strangers.add("cost_structure", name, node.line);
        }
    }
    let mut ids = Ids::default();
    // Some write the list without the name between.
    let costs = match &structure.what {
        What::Map(_) => structure.get("major_costs").map(Node::items),
        What::List(_) | What::Plain(_) | What::Text(_) => Some(structure.items()),
    };
    for cost in costs.unwrap_or_default() {
        let mut cost = cost.clone();
        let name = cost.get("name").and_then(Node::text).unwrap_or_default();
        let id = (!slug(name).is_empty()).then(|| ids.make("cost", name, ""));
        let line = cost.line;
        if let (Some(id), Some(fields)) = (id, map(&mut cost))
            && !has(fields, "id")
        {
            let what = What::Text(id);
            fields.push(("id".to_owned(), Node { line, what }));
        }
        let list = within(root, "costs", line, What::List(Vec::new()));
        if let Some(What::List(costs)) = list.map(|node| &mut node.what) {
            costs.push(cost);
        }
    }
}
