//! Which notes may be linked, as texts such as "VP serves CS": a code, what it means, a code.

use super::tree::{Fault, Fields, Node};
use crate::model::id::BlockId;
use crate::model::kind::{Kind, Relation};

/// The kind with the relations and the layers that its file states, if it does.
pub(super) fn read(kind: Kind, fields: &Fields) -> Result<Kind, Fault> {
    let mut relations: Vec<Relation> = Vec::new();
    for node in fields.items("links")? {
        let relation = relation(&kind, node)?;
        let is_same = |other: &Relation| {
            let ends = (&other.from, &other.to);
            ends == (&relation.from, &relation.to) || ends == (&relation.to, &relation.from)
        };
        if relations.iter().any(is_same) {
            return Err(node.fault("these two blocks are linked already"));
        }
        relations.push(relation);
    }
    let layers = fields.find("layers");
    let layers = layers.map(|node| block(&kind, node, &node.string()?));
    let layers = layers.transpose()?;
    Ok(kind.with_links(relations, layers))
}

fn relation(kind: &Kind, node: Node) -> Result<Relation, Fault> {
    let text = node.string()?;
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let ends = words.pop().zip((words.len() > 1).then(|| words.remove(0)));
    let Some((to, from)) = ends else {
        let reason = "a link is a code, a word or a few, and a code, such as \"VP serves CS\"";
        return Err(node.fault(reason));
    };
    Ok(Relation {
        from: block(kind, node, from)?,
        means: words.join(" "),
        to: block(kind, node, to)?,
    })
}

fn block(kind: &Kind, node: Node, code: &str) -> Result<BlockId, Fault> {
    let block = kind.by_code(code).map(|block| block.id.clone());
    block.ok_or_else(|| node.fault(format!("no block has the code {code}")))
}
